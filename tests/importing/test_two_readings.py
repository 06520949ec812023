"""Two readings of one picture: where they agree, where they differ, and what decides between them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parplan.importing.readers.item_letters import with_item_letters
from parplan.importing.readers.printed_page import PrintedWord
from parplan.importing.readers.two_readings import Read, WordReading, compared
from parplan.importing.readers.word_evidence import ReadPage, WordEvidence

Said = Sequence[tuple[str, float, float]]


def line(said: Said, top: float = 0) -> list[Read]:
    """Words on one line: the text, its left edge, and OCR's estimate of it."""
    return [(PrintedWord(text, x, x + 10 * len(text), top, top + 20), sure) for text, x, sure in said]


def texts(readings: Sequence[WordReading]) -> list[tuple[str, str | None]]:
    """Each word with what the other reading has."""
    return [(reading.word.text, reading.other) for reading in readings]


def test_words_are_compared_at_their_places() -> None:
    first = line([("Sở", 0, 96), ("Tài", 30, 40), ("chinh", 70, 60)])
    second = line([("Sở", 1, 90), ("Tài", 31, 88), ("chính", 69, 95)])
    assert texts(compared(first, second)) == [("Sở", None), ("Tài", None), ("chinh", "chính")]


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ([("SởNông", 0, 90)], [("Sở", 0, 96), ("Nông", 30, 97)], ["Sở", "Nông"]),
        ([("Sở", 0, 60), ("Nông", 30, 60)], [("SởNông", 0, 90)], ["Sở", "Nông"]),
        ([("tỉnh;UBND", 0, 88)], [("tỉnh;", 0, 74), ("UBND", 60, 74)], ["tỉnh;", "UBND"]),
        ([("Quý!I-", 0, 42)], [("Quý", 0, 93), ("I-", 40, 81)], ["Quý", "I-"]),
        ([("+Sản", 0, 42)], [("+", 0, 93), ("Sản", 20, 81)], ["+", "Sản"]),
        ([("2025", 0, 93), ("-", 48, 93), ("2029", 66, 97)], [("2025-2029", 0, 86)], ["2025", "-", "2029"]),
        ([("tin_", 0, 82)], [("tin", 0, 96)], ["tin"]),
        ([("_", 0, 82), ("Sở", 60, 90)], [("_", 0, 70), ("Sở", 60, 96)], ["Sở"]),
    ],
)
def test_blanks_and_specks(first: Said, second: Said, meant: list[str]) -> None:
    assert texts(compared(line(first), line(second))) == [(text, None) for text in meant]


def test_a_word_that_one_reading_has_stands_in_its_place_with_a_doubt() -> None:
    first = line([("Văn", 30, 96), ("hóa", 70, 96)])
    second = line([("Sở", 0, 96), ("Văn", 30, 96), ("hóa", 70, 96)])
    first += line([("Sở", 0, 96)], top=40)
    second += line([("Sở", 0, 96), ("Y", 40, 90), ("tế", 70, 30)], top=40)
    read = compared(first, second)
    assert sorted(texts(read), key=str) == sorted(
        [("Sở", ""), ("Văn", None), ("hóa", None), ("Sở", None), ("Y", "")], key=str
    )
    assert texts(read)[-2:] == [("Sở", None), ("Y", "")]


def judged(*readings: WordReading) -> list[tuple[str, bool]]:
    """The words of a page of these readings."""
    page = ReadPage(list(readings), [], (600, 800))
    return [(word.text, word.sure) for word in WordEvidence([page]).judged(page)]


def sentence(*said: str | tuple[str, str]) -> list[WordReading]:
    """Readings side by side: a word, or two readings of one."""
    read = []
    x = 0.0
    for one in said:
        text, other = (one, None) if isinstance(one, str) else one
        read.append(WordReading(PrintedWord(text, x, x + 5 * len(text), 0, 12), 90 if other is None else 70, other, 70))
        x += 5 * len(text) + 4
    return read


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ((("hổ", "hồ"), "sơ"), ("hồ", True)),
        ((("sở,", "SỞ,"), "ban"), ("sở,", True)),
        ((("2À", "2025."), "là"), ("2025.", False)),
        ((("2025.", "2026."), "là"), ("2025.", False)),
        (("sỞ", "ban"), ("sở", True)),
        (("Kiếm", "tra"), ("Kiểm", True)),
        ((("Kiệm", "Kiếm"), "tra"), ("Kiểm", True)),
        ((("Khang", "Khanh"), "Vũ"), ("Khang", False)),
        (("SIPAS", "là"), ("SIPAS", True)),
        ((("chỉ", "chi"), "đạo"), ("chỉ", True)),
        (("chi", "tiêu"), ("chi", True)),
        ((("Nhỉ", "Nhi"), "và"), ("Nhỉ", False)),
        (("cấp.", "cứu"), ("cấp.", False)),
        (("cấp.", "b)"), ("cấp.", True)),
    ],
)
def test_the_neighbour_decides(said: tuple[str | tuple[str, str], ...], meant: tuple[str, bool]) -> None:
    assert judged(*sentence(*said))[0] == meant


def test_the_rest_of_the_document_decides() -> None:
    words = judged(*sentence("Dung", "Quất", "và", "Dung", ("Quât", "Quất")))
    assert words[-1] == ("Quất", True)
    assert judged(*sentence("Dung", ("Quât", "Quất")))[-1][1] is False


def test_a_word_too_narrow_for_its_letters_is_doubted() -> None:
    read = sentence("Kiểm", "tra", "công", "vụ", "đợt", "trí")
    narrow = WordReading(PrintedWord("tuệ", read[-1].word.x1 + 4, read[-1].word.x1 + 10, 0, 12), 95)
    assert judged(*read, narrow)[-2:] == [("trí", True), ("tuệ", False)]


def test_a_figure_glued_to_a_short_form_is_doubted() -> None:
    assert judged(*sentence("vùng", "12DMA", "và", "12DMA"))[1::2] == [("12DMA", False)] * 2
    assert judged(*sentence("rộng", "12km", "và", "4"))[1] == ("12km", True)


def test_a_point_within_a_sentence_is_doubted() -> None:
    assert judged(*sentence("cấp.", "cứu", "và", "năm.", "Sở"))[::3] == [("cấp.", False), ("năm.", True)]


def items(*read: str | tuple[str, str]) -> list[tuple[str, bool]]:
    """The letters of items under one another, with whether they are sure."""
    readings = []
    for number, one in enumerate(read):
        text, other = (one, None) if isinstance(one, str) else one
        readings.append(WordReading(PrintedWord(text, 50, 60, 30 * number, 30 * number + 12), 40, other, 30))
        readings.append(WordReading(PrintedWord("Sở", 80, 95, 30 * number, 30 * number + 12), 95))
    (page,) = with_item_letters([readings])
    return [(reading.word.text, reading.other is None) for reading in page[::2]]


def test_letters_of_items_follow_from_their_series() -> None:
    assert items("a)", "b)", ("ø)", "c)"), "d)", "ở)", "©)", "ø)", "h)", "ï)") == [
        (f"{letter})", True) for letter in "abcdđeghi"
    ]
    assert items("a)", "b)", "c)", "d)", "e)", ("là)", "Đ"), ("g)", "ø)"), "h)") == [
        (f"{letter})", True) for letter in "abcdefgh"
    ]


def test_a_letter_that_only_its_neighbours_tell_is_a_doubt() -> None:
    assert items("a)", "w§)", "c)") == [("a)", True), ("b)", False), ("c)", True)]
    assert items("a)", "có)", "b)") == [("a)", True), ("có)", True), ("b)", True)]
    assert items("a)", "h)", "k)") == [("a)", True), ("h)", True), ("k)", True)]  # a gap is told by others
