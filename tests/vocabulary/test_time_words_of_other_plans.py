"""Phrases of the kinds other plans use, each with the reading a civil servant would defend, or none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from parplan.vocabulary.time_words import occurrences, read_time

PHRASES = Path(__file__).with_name("time_words_more.tsv")


def rows() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['phrase'][:60]}-{row['year']}-{row['through']}")
def test_phrase(row: dict[str, str]) -> None:
    """In the column ``due`` a recurrence has the last permitted day of its first occurrence."""
    year, through = int(row["year"]), int(row["through"] or row["year"])
    read = read_time(row["phrase"], year, through)
    reading, recurrence = read.reading, read.reading.recurrence
    expanded = occurrences(recurrence, year, through) if recurrence else ()
    assert {
        "kind": str(reading.kind),
        "start": str(reading.start or ""),
        "due": str(reading.due or (expanded[0].due if expanded else "")),
        "frequencies": ",".join(recurrence.frequencies) if recurrence else "",
        "problems": ",".join(read.problems),
        "proposed": "; ".join(one.due for one in read.proposed),
    } == {column: row[column] or "" for column in ("kind", "start", "due", "frequencies", "problems", "proposed")}
