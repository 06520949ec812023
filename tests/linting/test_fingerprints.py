"""Fingerprints stay while a finding does: whatever line it moves to, in whatever language, wherever one stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import LINTED, NAMES, TODAY

from parplan.linting.selection import Selection
from parplan.loading import parse_plan
from parplan.views.file_report import fingerprints
from small_plans import check_plans

HERE = Path(__file__).parent
#: Every reproducer of a finding, wherever it is made.
REPRODUCERS = [
    *(HERE / "err" / f"{code}.yaml" for code in LINTED),
    *sorted((HERE.parent / "compiling" / "err").glob("*.yaml")),
    *sorted((HERE.parent / "loading" / "err").glob("*.yaml")),
]


def prints(path: Path, text: bytes) -> list[tuple[str, str]]:
    (checked,) = check_plans([(NAMES.get(path.stem, path.name), parse_plan(text, path.name))], Selection(), TODAY)
    made = fingerprints("plans/plan.yaml", checked.findings, checked.source)
    return sorted((finding.code, made_of) for finding, made_of in zip(checked.findings, made, strict=True))


@pytest.mark.parametrize("path", REPRODUCERS, ids=lambda path: path.stem)
def test_lines_added_above_and_other_line_ends_leave_every_fingerprint(path: Path) -> None:
    text = path.read_bytes()
    before = prints(path, text)
    assert before
    assert len(set(before)) == len(before)
    assert prints(path, b"# added\n\n\n" + text) == before
    if b"\r" not in text and path.stem != "S101":
        assert prints(path, text.replace(b"\n", b"\r\n")) == before


def test_an_item_added_before_leaves_the_fingerprints_of_those_behind_it() -> None:
    plan = (HERE / "err" / "P304.yaml").read_text(encoding="utf-8")
    task = "      - {id: 1.x, title: Việc mới, lead: [VP], products: [x], time: Năm 2021}\n"
    added = plan.replace("    tasks:\n", f"    tasks:\n{task}", 1)
    assert added != plan
    before = prints(Path("P304.yaml"), plan.encode())
    assert set(before) <= set(prints(Path("P304.yaml"), added.encode()))
