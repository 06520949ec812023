"""Chains of items that wait for each other, and long histories: as long as they may be, in time that grows so."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parplan.compiling.circles import in_circles
from parplan.plan.assessment import Assessment
from small_plans import load, plan_of, write_plan

LONGEST = 1000
#: How a milestone of a task in a row of tasks waits for what is before it; then of milestones of one task.
KINDS = {
    "after another task": 'after: "{before}.a/m", lag: 1d',
    "part_of a milestone": 'part_of: "{before}.a/m"',
    "part_of a whole task": 'part_of: "{before}.a"',
    "after": "after: m{before}, lag: 1d",
    "part_of": 'part_of: "1.a/m{before}"',
}
DUE = "due: 2021-03-01"


def chain(kind: str, first: str) -> str:
    """A plan whose items each wait for the one before, as many as there may be; ``first`` is the time of the first."""
    times = [first, *(KINDS[kind].format(before=n) for n in range(1, LONGEST))]
    if kind in ("after", "part_of"):
        milestones = [f"    - {{id: m{n}, title: M, {time}}}\n" for n, time in enumerate(times, 1)]
        return write_plan("- id: 1.a\n  title: A\n  lead: [VP]\n  milestones:\n" + "".join(milestones))
    return write_plan(
        "".join(
            f"- {{id: {n}.a, title: A, lead: [VP], milestones: [{{id: m, title: M, {time}}}]}}\n"
            for n, time in enumerate(times, 1)
        )
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_chain_of_a_thousand(kind: str) -> None:
    plan = plan_of(chain(kind, DUE))
    items = list(Assessment(plan, date(2021, 2, 1)).items())
    assert len(items) == LONGEST
    assert {item.due for item in items[1:]} == ({date(2021, 3, 1)} if "part_of" in kind else {None})
    # From its end, so that nothing of it was worked out before.
    assert Assessment(plan, date(2021, 2, 1)).standing(items[-1].task.id).items[-1] == items[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_circle_of_a_thousand(kind: str) -> None:
    loaded = load(chain(kind, KINDS[kind].format(before=LONGEST)))
    assert loaded.plan is None
    assert {finding.code for finding in loaded.findings} == {"P402"}


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefgh"), max_size=3)))
def test_what_leads_back_to_itself(follows: dict[str, list[str]]) -> None:
    def reached(start: str) -> set[str]:
        waiting, seen = list(follows.get(start, ())), set[str]()
        while waiting:
            if (name := waiting.pop()) not in seen:
                seen.add(name)
                waiting += follows.get(name, ())
        return seen

    assert in_circles(follows) == {name for name in follows if name in reached(name)}


HISTORIES = {
    "of a milestone": "milestone: m, due: {due}, basis: 1/KH",
    "of an occurrence": "milestone: r@2021-03, due: {due}, basis: 1/KH",
    "of a recurring one": "milestone: r, note: x",
    "events": "milestone: e, event: x",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HISTORIES)
def test_a_history_of_thirty_thousand(kind: str) -> None:
    """As it may be read at every command, that takes seconds."""
    count, first = 30_000, date(2021, 1, 1)
    days = [first + timedelta(days=n // 80 if kind != "events" else n // 4) for n in range(count)]
    lines = [f"    - {{date: {day}, " + HISTORIES[kind].format(due=day + timedelta(days=30)) + "}\n" for day in days]
    plan = plan_of(
        write_plan(
            "- id: 1.a\n  title: A\n  lead: [VP]\n  milestones:\n    - {id: m, title: M, due: 2021-03-01}\n"
            "    - {id: r, title: R, due: monthly}\n    - {id: e, title: E, due: event}\n  progress:\n" + "".join(lines)
        )
    )
    started = time.process_time()
    standing = Assessment(plan, days[-1]).standing("1.a")
    took = time.process_time() - started
    by_address = {item.address: item for item in standing.items}
    if kind == "of a milestone":
        assert len(by_address["1.a/m"].reschedulings) == count
    elif kind == "of an occurrence":
        assert len(by_address["1.a/r@2021-03"].reschedulings) == count
    elif kind == "events":
        assert len(by_address) == 14 + count // 4
    assert took < 5
