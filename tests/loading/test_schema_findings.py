"""Each ``S`` finding: one reproducer with all it gives, and beside it a plan that is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parplan.document.model import Document
from parplan.document.shape_rules import SHAPE_RULES
from parplan.loading import load_plan
from small_plans import shown

HERE = Path(__file__).parent
S_CODES = sorted({rule.code for rule in SHAPE_RULES.values()})


@pytest.mark.parametrize("code", S_CODES)
def test_a_faulty_plan_gives_these_findings(code: str, golden: Callable[[Path, str], None]) -> None:
    loaded = load_plan(HERE / "err" / f"{code}.yaml")
    assert loaded.plan is None
    assert code in {finding.code for finding in loaded.findings}
    golden(HERE / "err" / f"{code}.txt", shown(loaded.findings))


@pytest.mark.parametrize("code", S_CODES)
def test_a_right_plan_gives_none(code: str) -> None:
    loaded = load_plan(HERE / "ok" / f"{code}.yaml")
    assert shown(loaded.findings) == ""
    assert loaded.plan is not None


def test_a_plan_with_every_field_wrong_gives_all_findings_in_one_run(golden: Callable[[Path, str], None]) -> None:
    loaded = load_plan(HERE / "everything" / "wrong.yaml")
    golden(HERE / "everything" / "wrong.txt", shown(loaded.findings))
    faulty = {finding.span.line for finding in loaded.findings}
    lines = (HERE / "everything" / "wrong.yaml").read_text(encoding="utf-8").splitlines()
    headers = (
        "plan:",
        "units:",
        "groups:",
        "reports:",
        "sections:",
        "tasks:",
        "milestones:",
        "targets:",
        "cites:",
        "progress:",
    )
    assert {n for n, line in enumerate(lines, 1) if not line.strip().startswith(headers)} == faulty


def test_every_finding_points_at_the_text_it_is_about() -> None:
    loaded = load_plan(HERE / "everything" / "wrong.yaml")
    lines = (HERE / "everything" / "wrong.yaml").read_text(encoding="utf-8").splitlines()
    unknown = [f for f in loaded.findings if f.code == "S103"]
    assert {lines[f.span.line - 1][f.span.column - 1 : f.span.end_column - 1] for f in unknown} == {
        "more",
        "extra",
        "unknown",
    }
    for finding in loaded.findings:
        assert finding.span.line == finding.span.end_line
        assert finding.span.column < finding.span.end_column


def test_findings_stand_in_the_order_of_the_file() -> None:
    spans = [finding.span for finding in load_plan(HERE / "everything" / "wrong.yaml").findings]
    assert spans == sorted(spans)


def test_the_wrong_plan_misses_no_key_of_the_format() -> None:
    """The plan with every field wrong stays complete when the format grows."""
    text = (HERE / "everything" / "wrong.yaml").read_text(encoding="utf-8")
    models = Document.model_json_schema(by_alias=True)["$defs"].values()
    keys = {key for model in models for key in model.get("properties", {})}
    assert {key for key in keys if f"{key}:" not in text} == {"texts", "file", "link"}
