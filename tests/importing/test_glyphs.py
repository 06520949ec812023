"""What is measured in the picture of a word, and the rules of a table that are erased before its cells are read."""

from __future__ import annotations

from typing import Any

import pytest

from parplan.importing.readers.measured_words import measured
from parplan.importing.readers.printed_page import PrintedWord
from parplan.importing.readers.ruling import find_grids, without_rules
from parplan.importing.readers.strokes import is_cross, roman
from parplan.importing.readers.two_readings import WordReading

Stroke = tuple[int, int, int, int]


def drawn(*strokes: Stroke, size: tuple[int, int] = (40, 40)) -> Any:
    """A picture of black strokes."""
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    picture = image.new("L", size, 255)
    pen = draw.Draw(picture)
    for stroke in strokes:
        pen.line(stroke, fill=0, width=3)
    return picture


def test_a_cross_is_two_strokes_that_meet_in_the_middle() -> None:
    assert is_cross(drawn((10, 10, 28, 30), (28, 10, 10, 30)))
    assert not is_cross(drawn((10, 10, 19, 30), (28, 10, 19, 30)))  # v
    assert not is_cross(drawn((10, 10, 10, 30), (28, 10, 28, 30), (10, 20, 28, 20)))  # H
    assert not is_cross(drawn((19, 10, 19, 30)))


@pytest.mark.parametrize("strokes", [1, 2, 3])
def test_strokes_of_a_quarter_are_counted(strokes: int) -> None:
    lines = [(10 + 8 * k, 8, 10 + 8 * k, 32) for k in range(strokes)]
    slash = (20 + 8 * strokes, 8, 12 + 8 * strokes, 32)
    assert roman(drawn(*lines), (0, 0, 40, 40)) == "I" * strokes
    assert roman(drawn(*lines, slash, size=(60, 40)), (0, 0, 60, 40), closed=True) == "I" * strokes


def test_a_slash_that_touches_its_numeral_is_no_stroke() -> None:
    picture = drawn((10, 8, 10, 32), (5, 32, 15, 32), (24, 8, 14, 34), (30, 8, 36, 20), (36, 20, 30, 32), size=(60, 40))
    assert roman(picture, (0, 0, 60, 40), closed=True) in ("I", None)


@pytest.mark.parametrize(("tail", "meant"), [(0, "an:"), (8, "an;")])
def test_the_tail_of_a_semicolon_is_measured(tail: int, meant: str) -> None:
    letters = [(4, 14, 4, 28), (12, 14, 12, 28), (20, 14, 20, 28)]
    picture = drawn(*letters, (30, 15, 30, 17), (30, 26, 30, 28 + tail))
    (found,) = measured(picture, [WordReading(PrintedWord("an;", 2, 34, 8, 38), 60, "an:", 60)])
    assert (found.word.text, found.other) == (meant, None)


def test_the_mark_of_a_letter_below_is_no_comma() -> None:
    letters = [(4, 10, 4, 24), (12, 10, 12, 24), (20, 10, 20, 24)]
    for tail, meant in (((30, 22, 28, 28), "anh,"), ((30, 28, 28, 34), "anh")):
        picture = drawn(*letters, tail)
        (found,) = measured(picture, [WordReading(PrintedWord("anh,", 2, 34, 6, 38), 90)])
        assert found.word.text == meant


def test_a_sign_without_ink_is_no_word() -> None:
    dash, nothing, mark = (PrintedWord("-", x, x + 14, 10, 30) for x in (2, 22, 42))
    picture = drawn((4, 20, 14, 20), (48, 20, 50, 20), size=(70, 40))
    assert [one.word for one in measured(picture, [WordReading(one, 50) for one in (dash, nothing, mark)])] == [dash]
    cut = PrintedWord("-", -4, 8, 10, 30)  # OCR's box ends within it
    assert [one.word for one in measured(picture, [WordReading(cut, 50)])] == [cut]


def test_the_rules_of_a_table_are_erased_and_its_letters_are_not() -> None:
    frame = [(x, 300, x, 1300) for x in (200, 700, 1400)] + [(200, y, 1400, y) for y in (300, 500, 1300)]
    letters = [(900, 476, 900, 496), (706, 350, 706, 370)]
    page = drawn(*frame, *letters, size=(1654, 2339))
    (grid,) = find_grids(page)
    assert list(without_rules(page, grid).tobytes()) == list(drawn(*letters, size=(1654, 2339)).tobytes())


#: Five words by which small and large letters are measured: 12 and 20 dots high, on the line at 40.
LETTERS = [
    stroke for k in range(5) for stroke in ((10 + 20 * k, 21, 10 + 20 * k, 39), (18 + 20 * k, 29, 18 + 20 * k, 39))
]


def page_with(text: str, dash: Stroke | None, box: tuple[int, int], at: int = 170) -> list[str]:
    """The words measured on a line of five words, a dash, and a word ``Mn`` behind it."""
    strokes = [*LETTERS, (at, 21, at, 39), (at + 8, 29, at + 8, 39), *([dash] if dash else [])]
    picture = drawn(*strokes, size=(220, 60))
    words = [WordReading(PrintedWord("Mn", 8 + 20 * k, 20 + 20 * k, 18, 42), 96) for k in range(5)]
    between = [WordReading(PrintedWord(text, *box, 18, 42), 60, "-", 50)] if text else []
    last = WordReading(PrintedWord("Mn", at - 2, at + 10, 18, 42), 96)
    return [one.word.text for one in measured(picture, [*words, *between, last])]


@pytest.mark.parametrize(("end", "sign"), [(127, "-"), (134, "–"), (150, "—")])
@pytest.mark.parametrize("read", ["-", "–", "—"])
def test_a_dash_is_told_by_its_length(read: str, end: int, sign: str) -> None:
    found = page_with(read, (121, 33, end, 33), (118, end + 3))
    assert found == [*["Mn"] * 5, sign, "Mn"]


@pytest.mark.parametrize(
    ("dash", "lost"), [((104, 33, 130, 33), []), ((108, 33, 120, 33), ["–"]), ((108, 20, 120, 20), []), (None, [])]
)
def test_a_dash_that_ocr_lost_is_seen_before_the_word(dash: Stroke | None, lost: list[str]) -> None:
    assert page_with("", dash, (0, 0), at=136)[5:-1] == lost


def test_joined_quarters_are_counted_by_their_strokes() -> None:
    strokes = [(10, 8, 10, 32), (20, 21, 28, 21), (38, 8, 38, 32), (46, 8, 46, 32)]
    words = [WordReading(PrintedWord("Quý", -60, -10, 5, 36), 96), WordReading(PrintedWord("I-I", 6, 50, 5, 36), 96)]
    assert [one.word.text for one in measured(drawn(*strokes, size=(60, 40)), words)] == ["Quý", "I-II"]


@pytest.mark.parametrize(("mark", "meant"), [(3, "chi"), (9, "chỉ")])
@pytest.mark.parametrize("touches", [False, True])
def test_a_dot_over_an_i_is_lower_than_a_hook(mark: int, meant: str, touches: bool) -> None:
    strokes = [(4, 20, 4, 38), (12, 10, 12, 38), (20, 22, 20, 38), (30, 22, 30, 38)]
    picture = drawn(*strokes, *([(20, 38, 30, 38)] if touches else []), size=(48, 48))
    picture.paste(0, (28, 18 - mark, 32, 18))
    for read, other in (("chỉ", None), ("chi", "chỉ")):
        (found,) = measured(picture, [WordReading(PrintedWord(read, 2, 34, 4, 42), 90, other, 90)])
        assert (found.word.text, found.other) == (meant, None)


def test_a_mark_that_may_be_either_leaves_the_word_to_those_beside_it() -> None:
    picture = drawn((4, 20, 4, 38), (12, 10, 12, 38), (20, 22, 20, 38), (30, 22, 30, 38), size=(48, 48))
    picture.paste(0, (28, 8, 32, 24))  # it touches the i
    (found,) = measured(picture, [WordReading(PrintedWord("chỉ", 2, 34, 4, 42), 90)])
    assert (found.word.text, found.other) == ("chỉ", "chi")


@pytest.mark.parametrize(("strokes", "read"), [(1, "l."), (2, "H."), (3, "HI.")])
def test_the_numeral_that_begins_a_heading_is_measured(strokes: int, read: str) -> None:
    lines = [(10 + 8 * k, 8, 10 + 8 * k, 32) for k in range(strokes)]
    picture = drawn(*lines, size=(60, 40))
    (found,) = measured(picture, [WordReading(PrintedWord(read, 6, 50, 4, 36), 60)])
    assert (found.word.text, found.other) == ("I" * strokes + ".", None)
