"""The collector is paused while a text is read, and what earlier texts left is collected all the same."""

from __future__ import annotations

import gc

import pytest

import parplan
from conftest import PLAN_2021
from parplan.loading import parse_plan


def test_texts_read_all_day_leave_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARPLAN_CACHE", "off")
    monkeypatch.setattr("parplan.source.collecting._PAUSES", 0)  # as after some more texts
    gc.collect()
    counts = []
    for _ in range(33):
        parplan.load(PLAN_2021)
        counts.append(len(gc.get_objects()))
    assert max(counts[17:]) <= max(counts[:17]) * 1.02


def test_the_collector_goes_on_after_a_text() -> None:
    parse_plan(PLAN_2021.read_bytes(), "2021.yaml")
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
