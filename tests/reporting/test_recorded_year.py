"""The plan the tests of reports read is what parplan's own commands record."""

from __future__ import annotations

from pathlib import Path

from recorded_year import record_year

from conftest import RECORDED_2021


def test_the_commands_record_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    record_year(path)
    assert path.read_bytes() == RECORDED_2021.read_bytes()
