"""Each ``P`` finding made while compiling: one reproducer with all it gives, and beside it a plan that is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parplan.compiling.sense_rules import SENSE_RULES
from parplan.diagnostics import Severity
from parplan.loading import load_plan
from small_plans import shown

HERE = Path(__file__).parent


@pytest.mark.parametrize("code", SENSE_RULES)
def test_a_faulty_plan_gives_these_findings(code: str, golden: Callable[[Path, str], None]) -> None:
    loaded = load_plan(HERE / "err" / f"{code}.yaml")
    assert {finding.code for finding in loaded.findings} == {code}
    assert (loaded.plan is None) == (SENSE_RULES[code].severity is Severity.ERROR)
    golden(HERE / "err" / f"{code}.txt", shown(loaded.findings))


@pytest.mark.parametrize("code", SENSE_RULES)
def test_a_right_plan_gives_none(code: str) -> None:
    loaded = load_plan(HERE / "ok" / f"{code}.yaml")
    assert shown(loaded.findings) == ""
    assert loaded.plan is not None
