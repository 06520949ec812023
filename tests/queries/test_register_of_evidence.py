"""The register of evidence, and what counts as done without any."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.structure import State
from parplan.queries.evidence import EvidenceAnswer, EvidenceSelection, select_evidence
from parplan.queries.portfolio import PlanOnDay, Portfolio
from small_plans import plan_of, write_plan


def ask(tasks: str, day: str = "2021-12-31", *, rest: dict[str, Any] | None = None, **selection: Any) -> EvidenceAnswer:
    as_of = date.fromisoformat(day)
    subject = PlanOnDay("plan.yaml", Assessment(plan_of(write_plan(tasks, **(rest or {}))), as_of))
    return select_evidence(Portfolio(as_of, (subject,)), EvidenceSelection(**selection))


def missing(answer: EvidenceAnswer) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.item.address, row.units) for row in answer.missing]


def task(
    progress: str, milestones: str = "{id: a, title: A, due: 2021-03-31}, {id: b, title: B, due: 2021-06-30}"
) -> str:
    return f"[{{id: 1.a, title: Việc, lead: [VP], milestones: [{milestones}], progress: [{progress}]}}]"


def test_each_document_is_a_row_with_what_it_shows() -> None:
    answer = ask(
        task(
            "{date: 2021-03-01, milestone: a, state: done, by: An, recorded: 2021-03-02T08:00:00+07:00, "
            'evidence: ["12/KH", {number: 13/QĐ, date: 2021-02-28, issuer: UBND tỉnh, title: Kế hoạch, file: k.pdf}]}, '
            '{date: 2021-04-01, milestone: b, note: Nháp, evidence: ["1/DT"]}'
        )
    )
    assert [(row.address, row.citation.number, row.state) for row in answer.rows] == [
        ("1.a/a", "12/KH", State.DONE),
        ("1.a/a", "13/QĐ", State.DONE),
        ("1.a/b", "1/DT", State.IN_PROGRESS),
    ]
    assert answer.rows[1].citation.issuer == "UBND tỉnh"
    assert answer.rows[0].entry.by == "An"
    assert (missing(answer), answer.done, answer.missed) == ([], 1, 0)


def test_what_is_done_without_any_is_listed_apart() -> None:
    progress = (
        "{date: 2021-03-01, milestone: a, state: done}, "
        '{date: 2021-04-01, milestone: b, state: done, evidence: ["1/B"]}'
    )
    answer = ask(task(progress))
    assert missing(answer) == [("1.a/a", ())]
    assert (answer.missing[0].done_on, answer.done, answer.missed) == (date(2021, 3, 1), 2, 1)
    alone = ask(task(progress), missing_only=True)
    assert (alone.rows, missing(alone)) == ((), missing(answer))


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        # of the whole task, with what closed it or later
        ('{date: 2021-03-01, state: done, evidence: ["1/A"]}', []),
        ('{date: 2021-03-01, state: done}, {date: 2021-03-09, evidence: ["1/A"], note: Bổ sung}', []),
        ("{date: 2021-03-01, state: done}", ["1.a/a", "1.a/b"]),
        # a draft named for the whole task before does not show what was finished later
        (
            '{date: 2021-02-01, state: in-progress, evidence: ["1/DT"]}, {date: 2021-03-01, milestone: a, state: done}',
            ["1.a/a"],
        ),
        # evidence of the item itself counts whenever it was named
        ('{date: 2021-02-01, milestone: a, evidence: ["1/A"]}, {date: 2021-03-01, milestone: a, state: done}', []),
        # what was taken up again, or dropped, is no result
        ("{date: 2021-03-01, milestone: a, state: done}, {date: 2021-03-05, milestone: a, state: in-progress}", []),
        ("{date: 2021-03-01, milestone: a, state: dropped}", []),
    ],
)
def test_what_counts_as_evidence(progress: str, expected: list[str]) -> None:
    assert [address for address, _ in missing(ask(task(progress)))] == expected


def test_facts_after_the_day_do_not_count() -> None:
    progress = '{date: 2021-03-01, milestone: a, state: done}, {date: 2021-05-01, milestone: a, evidence: ["1/A"]}'
    assert missing(ask(task(progress), "2021-04-30")) == [("1.a/a", ())]
    assert missing(ask(task(progress), "2021-05-01")) == []


EACH = """
- id: 1.a
  title: Mỗi đơn vị
  lead: [Các phòng thuộc Sở]
  milestones: [{id: m, title: A, due: 2021-03-31}]
  progress:
    - {date: 2021-03-01, milestone: m, unit: VP, state: done, evidence: ["1/VP"]}
    - {date: 2021-03-02, milestone: m, unit: TTRA, state: done}
- {id: 1.b, title: Việc khác, lead: [TDC], progress: [{date: 2021-03-03, state: done}]}
"""


def test_a_share_needs_evidence_of_its_own_unit() -> None:
    answer = ask(EACH)
    assert missing(answer) == [("1.a/m", ("TTRA",)), ("1.b", ())]
    assert (answer.done, answer.missed) == (3, 2)
    assert answer.rows[0].state is State.DONE  # of the share; the item is still open


@pytest.mark.parametrize(
    ("unit", "rows", "expected"),
    [
        ("VP", 1, []),
        ("thanh tra so", 0, [("1.a/m", ("TTRA",))]),
        ("TDC", 0, [("1.b", ())]),
        ("KHTC", 0, []),
        ("PHONG", 0, [("1.a/m", ("TTRA",))]),
    ],
)
def test_of_a_unit_only_its_own(unit: str, rows: int, expected: list[Any]) -> None:
    answer = ask(EACH, unit=unit)
    assert (len(answer.rows), missing(answer)) == (rows, expected)


def test_a_successor_answers_with_evidence_of_its_own() -> None:
    units = "A: {name: Phòng A, until: 2021-02-28, successors: [B]}\nB: {name: Phòng B}\nC: {name: Phòng C}"
    tasks = """
    - id: 1.a
      title: Việc
      lead: [G]
      owed: each
      milestones: [{id: m, title: M, due: 2021-02-15}]
      progress: [{date: 2021-03-05, milestone: m, unit: B, state: done, evidence: ["2/B"]}]
    """
    rest = {"units": units, "groups": "G: {name: Nhóm, members: [A, C]}"}
    assert missing(ask(tasks, rest=rest)) == []
    assert missing(ask(tasks.replace(', evidence: ["2/B"]', ""), rest=rest)) == [("1.a/m", ("A",))]
    assert missing(ask(tasks.replace(', evidence: ["2/B"]', ""), rest=rest, unit="B")) == [("1.a/m", ("A",))]


def test_of_a_section_only_its_tasks() -> None:
    duties = "[{id: III.1, title: Việc, lead: [VP], progress: [{date: 2021-03-01, state: done}]}]"
    assert missing(ask(EACH, rest={"duties": duties}, section="III")) == [("III.1", ())]
    assert missing(ask(EACH, rest={"duties": duties}, section="II")) == [("1.a/m", ("TTRA",)), ("1.b", ())]


@pytest.mark.parametrize("selection", [{"unit": "XYZ"}, {"section": "9"}])
def test_what_does_not_exist_is_refused(selection: dict[str, str]) -> None:
    with pytest.raises(RequestError):
        ask(EACH, **selection)
