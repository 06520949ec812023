"""Slips of the pen in the plan of 2021, one at a time: validation notices most, and no kind wholly escapes it.

``python tests/linting/mutations.py missed`` prints the shares and what is missed. What it cannot know, it cannot
notice: that another unit should lead, that the last task of a section is gone.
"""

from __future__ import annotations

import pytest
from mutations import KINDS, PLAN, Mutation, findings, mutations

TEXT = PLAN.read_text(encoding="utf-8")
MADE = list(mutations(TEXT))

#: The least share noticed of all, and of a kind that has no floor of its own.
OVERALL = 0.94
OF_A_KIND = 0.75
#: What follows from no rule: every unit of the plan is as good a name as another.
FLOORS = {"lead: another unit of the plan": 0.1}


def test_the_unchanged_plan_has_no_findings() -> None:
    assert findings(TEXT) == ()


def test_there_are_enough_mutations_of_enough_kinds() -> None:
    assert len(MADE) >= 300
    assert len(KINDS) >= 20
    assert len({mutation.text for mutation in MADE} - {TEXT}) > 0.9 * len(MADE)


@pytest.mark.slow
def test_most_of_a_sample_are_noticed() -> None:
    sample = MADE[::7]
    assert sum(bool(findings(mutation.text)) for mutation in sample) / len(sample) >= OVERALL


@pytest.fixture(scope="module")
def noticed() -> dict[Mutation, bool]:
    return {mutation: bool(findings(mutation.text)) for mutation in MADE}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_slip_is_noticed(kind: str, noticed: dict[Mutation, bool]) -> None:
    of_kind = [seen for mutation, seen in noticed.items() if mutation.kind == kind]
    assert sum(of_kind) / len(of_kind) >= FLOORS.get(kind, OF_A_KIND)


@pytest.mark.slow
def test_most_slips_are_noticed(noticed: dict[Mutation, bool]) -> None:
    assert sum(noticed.values()) / len(noticed) >= OVERALL
