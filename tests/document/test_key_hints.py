"""What key was meant: slips, beginnings, Vietnamese labels; another word gets no proposal."""

from __future__ import annotations

import pytest

from parplan.diagnostics import Path
from parplan.document.fields import fields_at
from parplan.document.key_hints import meant_keys


def labels(path: Path) -> dict[str, str]:
    """The keys at a place with their labels."""
    return {key: field.label for key, field in fields_at(path).items()}


TASK = labels(("sections", 0, "tasks", 0))
MILESTONE = labels(("sections", 0, "tasks", 0, "milestones", 0))
ENTRY = labels(("sections", 0, "tasks", 0, "progress", 0))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("leed", "lead"),
        ("titel", "title"),
        ("miletsones", "milestones"),
        ("coordinate", "coordinating"),
        ("product", "products"),
        ("lead-unit", "lead"),
        ("sản phẩm", "products"),
        ("san_pham", "products"),
        ("don vi chu tri", "lead"),
        ("Chủ trì", "lead"),
        ("Cơ quan phối hợp", "coordinating"),
        ("Thời gian", "time"),
        ("ghi chú", "notes"),
    ],
)
def test_a_key_of_a_task(typed: str, meant: str) -> None:
    assert meant_keys(typed, TASK)[0] == meant


@pytest.mark.parametrize("typed", ["leader", "foo", "x", "name", "deadline", "status", "time_frames_of_all", ""])
def test_another_word_gets_no_proposal(typed: str) -> None:
    assert meant_keys(typed, {key: label for key, label in TASK.items() if key != "time"}) == ()


def test_labels_count_where_their_keys_do() -> None:
    assert meant_keys("thời hạn", MILESTONE) == ("due",)
    assert meant_keys("trạng thái", ENTRY) == ("state",)
    assert set(meant_keys("đơn vị", TASK)) == {"lead", "coordinating"}
