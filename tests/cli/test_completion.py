"""What the shell offers at Tab."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer

Spawn = Callable[..., Answer]


def offered(spawn: Spawn, line: str, plan: Path | None = PLAN_2021) -> list[str]:
    words = line.split(" ")
    env = {
        "_PARPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    answer = spawn(env=env | ({"PARPLAN_PLAN": str(plan)} if plan is not None else {}))
    assert (answer.code, answer.err) == (0, "")
    return answer.out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("parplan s", {"show", "status", "schema"}),
        ("parplan e", {"evidence", "export", "explain"}),
        ("parplan evidence --section I", {"III"}),
        ("parplan export --format ", {"xlsx", "csv", "ics"}),
        ("parplan export --unit T", {"TTRA", "TDC"}),
        ("parplan show 6.", {"6.1", "6.2.a", "6.2.b", "6.3.a", "6.3.b", "6.4"}),
        ("parplan show 2.k/", {"2.k/plan", "2.k/report"}),
        ("parplan tasks --unit T", {"TTRA", "TDC"}),
        ("parplan tasks --unit vp", {"vp"}),
        ("parplan tasks --section I", {"III"}),
        ("parplan tasks --state d", {"done", "dropped"}),
        ("parplan re", {"report", "remind", "reschedule"}),
        ("parplan report --period ", {"q1", "h1", "q3", "year"}),
        ("parplan report --period q", {"q1", "q3"}),
        ("parplan report --unit T", {"TTRA", "TDC"}),
        ("parplan report --format ", {"md", "docx", "json"}),
        ("parplan remind --format d", {"docx"}),
        ("parplan remind --sign-for t", {"tl", "tm", "tuq"}),
    ],
)
def test_tab_offers_what_can_be_typed(spawn: Spawn, line: str, expected: set[str]) -> None:
    assert expected <= set(offered(spawn, line))


def test_without_a_plan_tab_offers_nothing_and_says_nothing(spawn: Spawn) -> None:
    assert offered(spawn, "parplan show 2", plan=None) == []
