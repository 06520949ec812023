"""Which tasks: unit, role, group, section, state, undated, ongoing, text."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.roles import Role
from parplan.plan.structure import State
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.tasks import TaskSelection, select_tasks
from small_plans import plan_of, write_plan

PLAN = write_plan(
    """
    - id: 1.a
      title: Niêm yết thủ tục
      lead: ["Các phòng, đơn vị thuộc Sở"]
      coordinating: [VP]
      milestones: [{id: m, title: A, due: thường xuyên}]
    - id: 1.b
      title: Kế hoạch rà soát
      lead: [TTRA]
      coordinating: [Các phòng thuộc Sở, Các đơn vị liên quan]
      products: [Báo cáo của Sở]
      milestones: [{id: p, title: A, due: Quý I/2021}, {id: r, title: B, due: theo quy định}]
      cites: [54/2016/NĐ-CP]
    - {id: 1.c, title: Không ai, coordinating: [Các đơn vị liên quan], progress: [{date: 2021-02-01, state: done}]}
    """,
    duties="[{id: III.1, title: Theo dõi, lead: [VP]}]",
)


def answer(**selection: object):  # type: ignore[no-untyped-def]
    day = date(2021, 3, 1)
    return select_tasks(
        Portfolio(day, (PlanOnDay("plan.yaml", Assessment(plan_of(PLAN), day)),)),
        TaskSelection(**selection),  # type: ignore[arg-type]
    )


def ids(**selection: object) -> list[str]:
    return [row.standing.task.id for row in answer(**selection).rows]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({}, ["1.a", "1.b", "1.c", "III.1"]),
        ({"unit": "VP"}, ["1.a", "1.b", "III.1"]),
        ({"unit": "VP", "role": Role.LEAD}, ["1.a", "III.1"]),
        ({"unit": "VP", "role": Role.COORDINATING}, ["1.b"]),
        ({"unit": "VP", "role": Role.RECIPIENT}, []),
        ({"unit": "TDC"}, ["1.a"]),
        ({"unit": "Các phòng thuộc Sở"}, ["1.b"]),
        ({"unit": "cac don vi lien quan"}, ["1.b", "1.c"]),
        ({"section": "1"}, ["1.a", "1.b", "1.c"]),
        ({"section": "II"}, ["1.a", "1.b", "1.c"]),
        ({"section": "iii"}, ["III.1"]),
        ({"states": frozenset({State.DONE})}, ["1.c"]),
        ({"states": frozenset({State.DONE, State.NOT_STARTED})}, ["1.a", "1.b", "1.c", "III.1"]),
        ({"undated": True}, ["1.b", "III.1"]),
        ({"ongoing": True}, ["1.a"]),
        ({"text": "NIEM YET"}, ["1.a"]),
        ({"text": "soát báo"}, ["1.b"]),
        ({"text": "54/2016"}, ["1.b"]),
        ({"text": "1.c"}, ["1.c"]),
    ],
)
def test_tasks_are_found_in_document_order(selection: dict[str, object], expected: list[str]) -> None:
    assert ids(**selection) == expected


def test_what_open_groups_may_concern_is_apart() -> None:
    maybe = answer(unit="TDC").maybe
    assert [row.standing.task.id for row in maybe] == ["1.b", "1.c"]
    assert answer(unit="TDC", role=Role.LEAD).maybe == ()
    assert answer(unit="ALL").maybe == ()


@pytest.mark.parametrize(
    ("selection", "text", "help"),
    [
        ({"unit": "Van phong Tinh"}, "no unit or group is called “Van phong Tinh”", "Văn phòng"),
        ({"section": "9"}, "there is no section “9”", "the sections: 1, III"),
    ],
)
def test_what_does_not_exist_is_an_error_naming_the_nearest(selection: dict[str, object], text: str, help: str) -> None:
    with pytest.raises(RequestError) as caught:
        ids(**selection)
    assert str(caught.value) == text
    assert help in str(caught.value.help)
