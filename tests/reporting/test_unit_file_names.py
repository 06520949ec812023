"""File names of units: none twice, also where case does not count."""

from __future__ import annotations

from parplan.cli.reporting import unit_file_names


def test_names_by_code() -> None:
    assert unit_file_names(["VP", "TTRA", "vp", "Đ", "D", "Vp", "…"]) == [
        "nhac-viec-VP",
        "nhac-viec-TTRA",
        "nhac-viec-vp-2",
        "nhac-viec-D",
        "nhac-viec-D-2",
        "nhac-viec-Vp-3",
        "nhac-viec-x",
    ]
