"""Marks of footnotes on a printed page are no part of the word before them; the figure of a measure is."""

from __future__ import annotations

from typing import Any

import pytest

from parplan.importing.readers.raised_marks import without_marks


def letters(text: str, *, x: float = 90, top: float = 100, size: float = 13) -> list[dict[str, Any]]:
    return [
        {"text": one, "x0": x + 6 * k, "x1": x + 6 * k + 6, "top": top, "bottom": top + size, "size": size}
        for k, one in enumerate(text)
    ]


def texts(kept: list[dict[str, Any]]) -> str:
    return "".join(one["text"] for one in sorted(kept, key=lambda one: one["x0"]))


@pytest.mark.parametrize(("word", "mark"), [("phường", "1"), ("Sở", "12"), ("lem", "3")])
def test_a_small_raised_number_is_left_out(word: str, mark: str) -> None:
    behind = 90 + 6 * len(word)
    raised = letters(mark, x=behind, top=99, size=6)
    rest = letters(",", x=behind + 6 * len(mark))
    kept, marks = without_marks([*reversed(letters(word)), *raised, *rest])
    assert (texts(kept), "".join(marks)) == (f"{word},", mark)
    last = next(one for one in kept if one["text"] == word[-1] and one["x0"] == behind - 6)
    assert last["x1"] >= behind + 6  # the comma stands beside the word


@pytest.mark.parametrize("measure", ["100 m", "5 km"])
def test_the_figure_of_a_measure_stays(measure: str) -> None:
    page = [*letters(measure), *letters("2", x=90 + 6 * len(measure), top=99, size=6)]
    assert without_marks(page)[1] == []


@pytest.mark.parametrize(("x", "top"), [(300, 99), (126, 60), (126, 107)])
def test_small_figures_elsewhere_stay(x: float, top: float) -> None:
    page = [*letters("phường"), *letters("1", x=x, top=top, size=6)]
    assert without_marks(page)[1] == []


def test_a_page_full_of_small_figures_has_no_marks() -> None:
    page = [*letters("a" * 900), *(one for k in range(400) for one in letters("1", x=96 + k, top=99, size=6))]
    assert without_marks(page)[1] == []
