"""Times behind a noun and a verb: by when the work is due, or which things and people are meant.

A reader of Vietnamese judged each phrase of the table before parplan read it: ``deadline``, or ``which`` where the time
may tell which are meant (“Rà soát hộ dân công bố trước ngày 01/7/2025”).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from parplan.vocabulary.time_attributes import says_which
from parplan.vocabulary.time_words import find_times, read_time

TABLE = Path(__file__).with_name("time_attributes.tsv")


def phrases(judged: str) -> list[str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["phrase"] for row in rows if row["judged"] == judged]


def test_what_tells_which_are_meant_is_never_a_deadline() -> None:
    told = phrases("which")
    assert len(told) >= 240
    assert [words for words in told if read_time(words, 2025).reading.due is not None] == []


def test_most_deadlines_are_certain() -> None:
    deadlines = phrases("deadline")
    certain = [words for words in deadlines if read_time(words, 2025).certain]
    assert len(certain) >= 0.9 * len(deadlines)


@pytest.mark.parametrize(
    ("clause", "which"),
    [
        ("rà soát, dự án, hoàn thành", True),
        ("thi công, hoàn thành", False),
        ("rà soát, hộ, công bố", True),
        ("hướng dẫn, hộ, công bố", False),
        ("tham mưu, ubnd, tỉnh, ban hành", False),
        ("rà soát, văn bản, do, ubnd, tỉnh, ban hành", True),
        ("ban hành, kế hoạch, kiểm tra", False),
        ("xử lý, hồ sơ, thẩm định", True),
        ("rà soát, hồ sơ, và, gửi, ubnd, tỉnh", False),
        ("rà soát, hồ sơ, tiếp nhận, và, xử lý", True),
        ("gửi, danh sách, học sinh, dự thi, về, sở", False),
        ("phòng, kiểm soát, tthc, gửi", False),
        ("các, phòng, rà soát, hồ sơ, tiếp nhận", True),
    ],
)
def test_a_second_verb_behind_its_noun_may_say_which_are_meant(clause: str, which: bool) -> None:
    assert says_which(clause.split(", ")) is which


@pytest.mark.parametrize(
    "words",
    [
        "Rà soát dự án, hoàn thành trước ngày 01/7/2025",
        "Rà soát dự án xong trước ngày 01/7/2025",
        "Trước ngày 01/7/2025 rà soát dự án hoàn thành",
        "Rà soát dự án hoàn thành; trước ngày 01/7/2025",
    ],
)
def test_the_form_of_a_clause_shows_the_deadline_of_the_work(words: str) -> None:
    assert "2025-06-30" in {str(part.due) for part in read_time(words, 2025).parts}


@pytest.mark.parametrize(
    "words",
    [
        "Quý II/2025 xóa",
        "trước ngày 20 hằng tháng gửi báo cáo quý I",
        "Định kỳ hằng quý báo cáo 6 tháng đầu năm",
        "theo lộ trình đến năm 2025",
    ],
)
def test_what_contradicts_itself_or_names_a_road_map_is_only_proposed(words: str) -> None:
    assert not read_time(words, 2025).certain


@pytest.mark.parametrize(
    "words",
    [
        "Rà soát các TTHC công bố (trước ngày 01/7/2025)",
        "Rà soát tài liệu trở về trước ngày 01/7/2025",
        "Ra soat tru so xay dung truoc ngay 01/7/2025",
        "Thu hoi chung chi hanh nghe cap truoc ngay 01/7/2025",
        "Hỗ trợ hợp tác xã hoạt động vào trước ngày 01/7/2025",
    ],
)
def test_what_tells_which_are_meant_is_no_deadline_in_brackets_either_nor_without_diacritics(words: str) -> None:
    assert read_time(words, 2025).reading.due is None


def test_thousands_of_commas_are_read_at_once() -> None:
    """All words behind each comma were looked at: 10,000 names in a sentence of an import took a minute."""
    assert find_times(f"Phối hợp với {'a, ' * 8000}trong quý II/2026", 2026)
