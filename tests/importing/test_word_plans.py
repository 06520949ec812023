"""Random plans written to Word and imported: every task, every field, nothing silently wrong."""

import random
import textwrap
from collections.abc import Callable
from datetime import date

import pytest
from random_plans import TruePlan, random_plan, true_fields
from typed_plans import read_text, read_word
from word_documents import list_document, outline_document, table_document

from benchmarks.importing.score import Score, score
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.plan_import import import_plan
from parplan.importing.readers.detecting import read_document
from parplan.provenance.record import ImportedFile, open_doubts, parse_record, render_record

Writer = Callable[[TruePlan, random.Random], bytes]


def _draft(writer: Writer, seed: int) -> tuple[TruePlan, Draft]:
    rng = random.Random(seed)
    plan = random_plan(rng)
    return plan, read_word(writer(plan, rng))


def _total(writer: Writer, seeds: range) -> tuple[Score, list[str]]:
    total, wrong = Score(), list[str]()
    for seed in seeds:
        plan, draft = _draft(writer, seed)
        one, lines = score([true_fields(task) for task in plan.tasks], draft)
        assert one.questions <= 20, seed
        total.add(one)
        wrong += lines
    return total, wrong


def test_tables() -> None:
    total, wrong = _total(table_document, range(6))
    assert total.found >= 0.99 * total.tasks, wrong
    assert total.exact >= 0.98 * total.fields, wrong
    assert total.silent < 0.005 * total.fields, wrong
    assert total.right_doubted <= 0.1 * total.exact


@pytest.mark.slow
def test_label_lists() -> None:
    total, wrong = _total(list_document, range(6))
    assert total.found >= 0.95 * total.tasks, wrong
    assert total.exact >= 0.95 * total.fields, wrong
    assert total.silent < 0.005 * total.fields, wrong
    assert total.right_doubted <= 0.1 * total.exact


def _outlines(seeds: range) -> tuple[Score, list[str]]:
    total, wrong = Score(), list[str]()
    for seed in seeds:
        truth, data = outline_document(random.Random(seed))
        one, lines = score(truth, read_word(data, outline=True))
        total.add(one)
        wrong += lines
    return total, wrong


@pytest.mark.slow
def test_plans_by_unit() -> None:
    total, wrong = _outlines(range(12))
    assert total.found >= 0.95 * total.tasks, wrong
    assert total.exact >= 0.98 * total.fields, wrong
    assert total.silent < 0.01 * total.fields, wrong
    assert total.right_doubted <= 0.1 * total.exact


@pytest.mark.slow
def test_the_same_as_a_text_with_short_lines() -> None:
    total, wrong = Score(), list[str]()
    for seed in range(6):
        rng = random.Random(seed)
        plan = random_plan(rng)
        printed = read_document(list_document(plan, rng), "x.docx")
        text = "\n\n".join("\n".join(textwrap.wrap(line.whole, 88)) for line in printed.lines())
        one, lines = score(
            [true_fields(task) for task in plan.tasks],
            read_text(text),
        )
        total.add(one)
        wrong += lines
    assert total.exact >= 0.95 * total.fields, wrong
    assert total.silent < 0.005 * total.fields, wrong


@pytest.mark.slow
@pytest.mark.parametrize("writer", [table_document, list_document])
def test_many(writer: Writer) -> None:
    total, wrong = _total(writer, range(100, 160))
    assert total.exact >= 0.98 * total.fields, wrong
    assert total.silent < 0.005 * total.fields, wrong


@pytest.mark.parametrize("writer", [table_document, list_document])
@pytest.mark.slow
def test_what_comes_out_is_a_plan(writer: Writer) -> None:
    for seed in range(20, 24):
        rng = random.Random(seed)
        plan = random_plan(rng)
        document = read_document(writer(plan, rng), "x.docx")
        source = ImportedFile("x.docx", document.kind, "0" * 64, date(2025, 1, 2))
        made = import_plan(document, source, Wishes(), ["thử"])
        assert made.plan.year == plan.year
        assert made.plan.title == plan.title
        assert made.plan.agency == plan.agency
        day, month, year = plan.day
        assert made.plan.decision_date == date(year, month, day)
        assert made.plan.decision_number.split("/")[0] == plan.number.split("/")[0]
        record = parse_record(render_record(made.record))
        assert record == made.record
        assert set(open_doubts(record, made.plan)) == set(made.doubts)
