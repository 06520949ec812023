"""A citation tells its parts and an entry its texts in one place: whatever lists them lists all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from msgspec.structs import fields, replace

from parplan.changing.change import Change, TaskEntry, make_details, same_statement
from parplan.changing.evidence import parse_evidence, write_evidence
from parplan.changing.repetition import without_repetition
from parplan.changing.undoing import record_command
from parplan.document import model
from parplan.languages import load_language
from parplan.loading import parse_plan
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Citation, Entry
from parplan.queries.portfolio import PlanOnDay, Portfolio, find_address
from parplan.recording.editing import edit
from parplan.views.entry_view import TEXT_LABELS, citation_text, entry_lines
from parplan.views.json_view import citation_json, entry_json

PLAN = """\
parplan: 1
plan:
  year: 2021
  title: Kế hoạch
  agency: Sở
  decision: {number: 1/QĐ-S, date: 2020-12-01}
units:
  VP: {name: Văn phòng}
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: Rà soát
        lead: [VP]
        milestones:
          - {id: m, title: M, due: 2021-Q1}
""".encode()
DAY = date(2021, 3, 1)
PARTS = Citation(**{f.name: DAY if f.name == "date" else f"x{f.name}" for f in fields(Citation)})
TEXTS = (*Entry.TEXTS, *Entry.BYLINE)


def on_day(*entries: Entry) -> PlanOnDay:
    """The small plan with these entries."""
    loaded = parse_plan(PLAN, "p.yaml")
    assert loaded.plan is not None
    data = edit(loaded, Change(tuple(TaskEntry("1.a", entry) for entry in entries)), "p.yaml").new if entries else PLAN
    plan = parse_plan(data, "p.yaml").plan
    assert plan is not None
    return PlanOnDay("p.yaml", Assessment(plan, DAY))


def addressed(subject: PlanOnDay):  # type: ignore[no-untyped-def]
    return find_address(Portfolio(DAY, (subject,)), "1.a")


def test_every_free_text_of_an_entry_is_in_the_list() -> None:
    texts = {field.name for field in fields(Entry) if field.type == str | None}
    assert texts - {"milestone", "occurrence", "unit", "due"} == set(TEXTS)
    assert set(TEXT_LABELS) == set(TEXTS)
    assert [name for name in model.Entry.model_fields if name in Entry.__struct_fields__] == [
        name for name in Entry.__struct_fields__ if name not in ("occurrence", "reading", "place")
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_written_read_shown_and_recorded_again(name: str) -> None:
    entry = replace(make_details(DAY, datetime(2021, 3, 1, 9, tzinfo=UTC), **{name: "lạ lắm"}).entry, percent=1)
    subject = on_day(entry)
    (known,) = subject.plan.task("1.a").entries
    assert getattr(known, name) == "lạ lắm"
    assert entry_json("1.a", known)[name] == "lạ lắm"
    assert any("lạ lắm" in line for line in entry_lines(load_language("vi"), subject, known))
    if name != "batch":  # which only a collection gives
        command = record_command(subject, subject.plan.task("1.a"), known)
        assert (f"--{name}", "lạ lắm") in command.options
    assert same_statement(known, replace(known, **{name: None})) is (name in Entry.BYLINE)


@pytest.mark.parametrize("name", Entry.TEXTS)
def test_a_text_not_said_before_is_new(name: str) -> None:
    first = Entry(DAY, recorded=datetime(2021, 3, 1, 9, tzinfo=UTC), note="cũ")
    second = replace(first, **{name: "mới"})
    assert without_repetition(addressed(on_day(first)), second, shared=False) is not None
    assert without_repetition(addressed(on_day(second)), second, shared=False) is None


def test_the_parts_of_a_citation_are_those_of_the_format() -> None:
    assert list(model.Evidence.model_fields) == list(Citation.__struct_fields__)
    assert set(model.Citation.model_fields) <= set(Citation.__struct_fields__)


@pytest.mark.parametrize("count", [1, 2, len(Citation.__struct_fields__)])
def test_every_part_of_a_citation_is_written_read_and_shown(count: int) -> None:
    for names in combinations(Citation.__struct_fields__, count):
        if not {"number", "file", "link"} & set(names):
            continue
        document = Citation(**{name: getattr(PARTS, name) for name in names})
        assert parse_evidence(write_evidence(document)) == document
        (entry,) = on_day(Entry(DAY, evidence=(document,))).plan.task("1.a").entries
        assert entry.evidence == (document,)
        known = {key: value for key, value in citation_json(document).items() if value is not None}
        assert list(known) == [name for name in Citation.__struct_fields__ if name in names]
        shown = citation_text(load_language("en"), document)
        assert all(f"x{name}" in shown for name in names if name != "date")


@pytest.mark.parametrize("name", Citation.__struct_fields__)
def test_a_part_not_told_before_is_new(name: str) -> None:
    """0.3.1 forgot the issuer: the same document with its issuer was “recorded already”."""
    known = replace(PARTS, **{name: None})
    entry = Entry(DAY, recorded=datetime(2021, 3, 1, 9, tzinfo=UTC))
    before = addressed(on_day(replace(entry, evidence=(known,))))
    assert without_repetition(before, replace(entry, evidence=(PARTS,)), shared=False) is not None
    assert without_repetition(before, replace(entry, evidence=(known,)), shared=False) is None
