"""Random texts, and plans damaged at random: loader and validator always end with findings or a plan, never a fault.

``FUZZ_EXAMPLES=20000 python -m pytest tests/fuzz/test_fuzzing.py`` tries more of them than the usual run.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parplan.errors import FileError
from parplan.languages import load_language
from parplan.linting.registry import EXPLANATIONS
from parplan.linting.selection import Selection
from parplan.loading import parse_plan
from parplan.views.file_report import FileReport
from parplan.views.findings_view import finding_lines, full_findings
from parplan.views.github_view import annotation_lines
from parplan.views.junit_view import junit_report
from parplan.views.sarif_view import sarif_log
from small_plans import check_plans, write_plan

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
TODAY = date(2026, 1, 1)
LANGUAGES = (load_language("vi"), load_language("en"))
TESTS = Path(__file__).parents[1]

fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

SEEDS = [path.read_bytes() for path in sorted(TESTS.glob("*/err/*.yaml"))]
#: What plans are made of, so that damage goes deeper than the first character.
PIECES = [
    *(
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\n        ",
        "#",
        "# parplan: ignore[P419] x",
        "{",
        "}",
        "[",
        "]",
        ", ",
        '"',
        "'",
        "|",
        ">-\n",
    ),
    *("&a", "*a", "!!int ", "---\n", "\t", "\r", "\0", "\u2028", "\ufeff", "\ud800", "đ", "\u0301", "🙂", "\u200b"),
    *(
        "id",
        "due",
        "title",
        "milestones",
        "progress",
        "lead",
        "open: yes",
        "part_of: 1.a",
        "after: m",
        "measures: {t: 1}",
    ),
    *(
        "Quý I/2021",
        "trước ngày 31/02/2021",
        "định kỳ hằng quý",
        "thường xuyên",
        "2021-Q1..Q9",
        "calendar",
        "before 0000-00-00",
    ),
    *("9999-12-31", "0001-01-01", "date: 2021-02-30", "1e999", "-1", "99999999999999999999", "yes", "no", "null", "~"),
    *("107/2020/NĐ-CP ngày 31/9/2020", "100%", "ít nhất 02 lần", "và và", "hóan", "Quý 1V", "1.dd", "III.1/q1@2021"),
]


def check(data: bytes) -> None:
    """Load, validate and show what was found in every form; only a ``FileError`` may come out of it."""
    try:
        loaded = parse_plan(data, "plan.yaml")
    except FileError:
        return  # the format version of another parplan
    assert (loaded.plan is None) == any(finding.severity == "error" for finding in loaded.findings)
    (checked,) = check_plans([("plans/2021.yaml", loaded)], Selection(), TODAY)
    lines = loaded.source.text.count("\n") + 1
    for finding in checked.findings:
        assert finding.code in EXPLANATIONS
        assert 1 <= finding.span.line <= finding.span.end_line <= lines
        assert finding.span.column >= 1
    report = FileReport("plan.yaml", "plan.yaml", loaded.source, checked.findings, ("0",) * len(checked.findings))
    for language in LANGUAGES:
        assert len(list(finding_lines(language, "plan.yaml", checked.findings))) == len(checked.findings)
        list(full_findings(language, "plan.yaml", checked.findings, loaded.source))
        assert all(line.startswith("::") for line in annotation_lines(language, report))
        junit_report(language, [report], lambda finding: True)
        sarif_log(language, "0", [report], EXPLANATIONS, complete=True)


@fuzzed
@given(st.binary(max_size=500))
def test_any_bytes(data: bytes) -> None:
    check(data)


@fuzzed
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@fuzzed
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40))
def test_pieces_of_plans_in_any_order(pieces: list[str]) -> None:
    check("".join(pieces).encode("utf-8", "surrogatepass"))


@fuzzed
@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(PIECES) | st.text(max_size=3)),
        min_size=1,
        max_size=4,
    ),
)
def test_a_plan_damaged_at_a_few_places(seed: bytes, damage: list[tuple[float, int, str]]) -> None:
    data = seed
    for place, length, piece in damage:
        at = int(place * len(data))
        data = data[:at] + piece.encode("utf-8", "surrogatepass") + data[at + length :]
    check(data)


def value() -> st.SearchStrategy[str]:
    """A value as JSON, which YAML reads: texts, numbers, lists and mappings of what plans hold."""
    leaf = st.sampled_from([piece for piece in PIECES if piece.isprintable()]) | st.text(
        st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8
    )
    return leaf.map(lambda text: json.dumps(text, ensure_ascii=False))


@fuzzed
@pytest.mark.slow
@given(st.data())
def test_a_plan_of_the_right_shape_with_any_values(data: st.DataObject) -> None:
    draw = data.draw
    words = value()

    def listed(most: int = 3) -> str:
        return "[" + ", ".join(draw(st.lists(words, max_size=most))) + "]"

    day = draw(st.dates(date(1, 1, 1), date(9999, 12, 31))).isoformat()
    entry = (
        f"{{date: {day}, milestone: m, note: {draw(words)}, due: {draw(words)}, percent: {draw(st.integers(0, 100))}}}"
    )
    milestone = f"{{id: m, title: {draw(words)}, due: {draw(words)}, printed: {draw(words)}, recipient: {draw(words)}}}"
    target = f'{{id: t, title: {draw(words)}, at_least: {draw(st.integers(-5, 10**9))}, unit: "%"}}'
    task = (
        f"{{id: 1.a, title: {draw(words)}, lead: {listed()}, coordinating: {listed()}, products: {listed()}, "
        f"time: {draw(words)}, milestones: [{milestone}], targets: [{target}], cites: {listed()}, notes: {listed()}, "
        f"progress: [{entry}, {entry}]}}"
    )
    inside = "milestones: [{id: n, title: x, part_of: 1.a}]"
    second = f"{{id: {draw(words)}, title: {draw(words)}, aliases: {listed()}, {inside}}}"
    check(write_plan(f"[{task}, {second}]", duties=f"[{second}]").encode("utf-8", "surrogatepass"))
