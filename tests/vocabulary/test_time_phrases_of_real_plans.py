"""The 112 phrases of eight public plans, with the readings the people of the domain gave them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from parplan.vocabulary.time_words import Frequency, Kind, Problem, Proposal, TimeReading, occurrences, read_time

TABLE = Path(__file__).parents[1] / "data" / "time-phrases.tsv"

KINDS = {
    "quarter": Kind.PERIOD,
    "month": Kind.PERIOD,
    "year": Kind.PERIOD,
    "quarter-range": Kind.PERIOD,
    "year-range": Kind.PERIOD,
    "before-date": Kind.BEFORE,
    "by-date": Kind.DATE,
    "ongoing": Kind.ONGOING,
    "per-external-plan/undetermined": Kind.UNDETERMINED,
    "count-target (not a deadline)": Kind.UNDETERMINED,
    "after-event/relative": Kind.EVENT,
    "periodic (unspecified)": Kind.RECURRING,
    "periodic yearly": Kind.RECURRING,
    "periodic quarterly": Kind.RECURRING,
    "periodic quarterly/yearly": Kind.RECURRING,
    "periodic quarterly/6-month/yearly": Kind.RECURRING,
}
FREQUENCIES = {
    "periodic yearly": (Frequency.YEARLY,),
    "periodic quarterly": (Frequency.QUARTERLY,),
    "periodic quarterly/yearly": (Frequency.QUARTERLY, Frequency.YEARLY),
    "periodic quarterly/6-month/yearly": (Frequency.QUARTERLY, Frequency.HALF_YEARLY, Frequency.YEARLY),
}

#: Where the table does not give what the words alone say: (column, the table's value) → the reader's.
EXPLAINED: dict[str, dict[tuple[str, str], str]] = {
    # The printer's year. The reader gives the literal date; the plan's data corrects it.
    "Báo cáo quý I: Trước ngày 03/3/2020.": {("due_last_permitted", "2021-03-02"): "2020-03-02"},
    "Báo cáo 6 tháng: Trước ngày 03/6/2020.": {("due_last_permitted", "2021-06-02"): "2020-06-02"},
    "Báo cáo quý III: Trước ngày 03/9/2020.": {("due_last_permitted", "2021-09-02"): "2020-09-02"},
    "Báo cáo năm: Trước ngày 25/11/2020.": {("due_last_permitted", "2021-11-24"): "2020-11-24"},
    # Ongoing work lasts as long as the plan, here and in the table's other rows; this one leaves its end open.
    "Nhiệm vụ thường xuyên": {("end", ""): "2025-12-31"},
    # The table tells the dates of these two in its note.
    "Thường xuyên, định kỳ hằng quý báo cáo về Sở Tài chính": {
        ("start", ""): "2025-01-01",
        ("end", ""): "2025-12-31",
        ("due_last_permitted", ""): "2025-03-31",
    },
    "trước ngày 20 tháng 11 năm 2025 và hàng tháng": {("due_last_permitted", ""): "2025-11-19"},
    # The first occurrence of what recurs each year, which the table tells in its note or leaves to be expanded.
    "Hằng năm": {("due_last_permitted", ""): "2026-12-31"},
    "định kỳ hằng năm gửi báo cáo … trước ngày 15 tháng 12": {("due_last_permitted", ""): "2025-12-14"},
    "định kỳ hàng quý, 6 tháng, năm": {("due_last_permitted", ""): "2021-03-31"},
    "định kỳ hằng quý tổng hợp báo cáo Ủy ban nhân dân Thành phố": {("due_last_permitted", ""): "2025-03-31"},
    "Định kỳ hằng quý, hằng năm công bố kết quả đánh giá": {("due_last_permitted", ""): "2025-03-31"},
}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def years(row: dict[str, str]) -> tuple[int, int]:
    """The plan's years; Bắc Ninh's is for 2026–2030, as the notes of its rows say."""
    first = int(row["plan_year"])
    return first, 2030 if row["source"].startswith("141/KH-UBND") else first


def due(read: TimeReading, first: int, last: int) -> date | None:
    """The last permitted day, of a recurrence the first one; of several times the earliest, which is but proposed."""
    parts = [read.reading] if read.certain else read.parts
    dated = [part.due for part in parts if part.due is not None]
    recurring = [part.recurrence for part in parts if part.recurrence is not None]
    return min(dated or [found[0].due for one in recurring if (found := occurrences(one, first, last))], default=None)


def test_the_table_is_whole() -> None:
    assert len(rows()) == 112
    assert EXPLAINED.keys() <= {row["phrase"] for row in rows()}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["phrase"][:60])
def test_phrase(row: dict[str, str]) -> None:
    first, last = years(row)
    read = read_time(row["phrase"], first, last)
    composite = row["kind"] == "composite"

    expected = {column: row[column] for column in ("start", "end", "due_last_permitted")}
    for (column, value), ours in EXPLAINED.get(row["phrase"], {}).items():
        assert expected[column] == value
        expected[column] = ours
    starts = [part.start for part in read.parts if part.start]
    ends = [part.end for part in read.parts if part.end]
    got = {
        "start": str(min(starts, default="")),
        "end": str(max(ends, default="")),
        "due_last_permitted": str(due(read, first, last) or ""),
    }
    assert got == expected

    if composite:
        assert len(read.parts) > 1
        assert read.problems == (Problem.SEVERAL,)
        assert read.reading.kind is Kind.UNDETERMINED
    else:
        assert read.reading.kind is KINDS[row["kind"]]
        assert len(read.parts) == 1
        assert read.problems == ((Problem.REPAIRED,) if "raw OCR" in row["source"] else ())
    if row["kind"] in FREQUENCIES:
        assert read.reading.recurrence is not None
        assert read.reading.recurrence.frequencies == FREQUENCIES[row["kind"]]


def test_parts_of_a_composite_are_told_one_by_one() -> None:
    read = read_time("Quý I/2021 ban hành kế hoạch; định kỳ báo cáo theo kế hoạch kiểm tra.", 2021)
    assert [(part.kind, part.words) for part in read.parts] == [
        (Kind.PERIOD, "Quý I/2021"),
        (Kind.UNDETERMINED, "theo kế hoạch kiểm tra"),
    ]
    assert not read.certain
    assert read.proposed == (Proposal("2021-Q1", "Quý I/2021"),)
