"""The nearest known words: alike as a whole first, then alike in part."""

from __future__ import annotations

import pytest

from parplan.vocabulary.nearest import meant, nearest, those_called

NAMES = ("PHONG", "Phòng Kế hoạch - Tài chính", "Các phòng thuộc Sở", "Văn phòng Sở", "Thanh tra Sở", "TTRA")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("van phong xa", "Văn phòng Sở"),
        ("Thanh tra Tỉnh", "Thanh tra Sở"),
        ("ke hoach tai chinh", "Phòng Kế hoạch - Tài chính"),
        ("phòng", "PHONG"),
    ],
)
def test_the_likeliest_comes_first(typed: str, first: str) -> None:
    assert nearest(typed, NAMES)[0] == first


def test_what_is_like_nothing_has_no_nearest() -> None:
    assert nearest("xyz", NAMES) == ()
    assert len(nearest("phong", NAMES, 2)) == 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("d", ["d"]), ("đ", ["đ"]), (" Đ ", ["đ"]), ("D", ["d"]), ("Q1", ["q1"])),
        *(("bao cao", ["báo cáo", "bảo cáo"]), ("e", [])),
    ],
)
def test_letters_that_differ_only_in_a_stroke_are_told_apart(typed: str, found: list[str]) -> None:
    names = ("d", "đ", "q1", "báo cáo", "bảo cáo")
    assert those_called(typed, ((name, name) for name in names)) == found


VERBS = ("due", "done", "form", "status", "reschedule", "report", "validate", "lsp", "log", "export", "evidence")


@pytest.mark.parametrize(
    ("typed", "verbs"),
    [
        *(("duee", ("due",)), ("stauts", ("status",)), ("doen", ("done",)), ("TÁTUS", ("status",)), ("fom", ("form",))),
        *(("rep", ("report",)), ("resched", ("reschedule",)), ("ex", ("export",)), ("e", ()), ("", ())),
        *(("foo", ()), ("dueue", ("due",)), ("list", ()), ("schedule", ("reschedule",)), ("xyz", ()), ("deadline", ())),
    ],
)
def test_only_a_typing_error_is_told_as_one(typed: str, verbs: tuple[str, ...]) -> None:
    assert meant(typed, VERBS) == verbs
