"""Cells and sentences as public plans write them, judged by a reader of Vietnamese before parplan read them.

In the tables ``judged`` is the one time a person reads there, ``-`` where the words plainly leave it open, empty where
they may mean several things or nothing that is a deadline. ``reading`` is what parplan reads, empty where it is not
certain; ``proposed`` what it then proposes.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from parplan.vocabulary.readings import TimeReading
from parplan.vocabulary.short_forms import write_time
from parplan.vocabulary.time_words import Kind, read_time

TABLES = {name: Path(__file__).with_name(f"{name}.tsv") for name in ("plan_cells", "plan_sentences")}
#: The share of those with one plain time that must be read with certainty.
SHARES = {"plan_cells": 0.93, "plan_sentences": 0.75}


def rows(name: str) -> list[dict[str, str]]:
    with TABLES[name].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def told(read: TimeReading, year: int, through: int) -> str:
    """A certain reading as one would write it."""
    if not read.certain:
        return ""
    return "-" if read.reading.kind is Kind.UNDETERMINED else write_time(read.reading, year, through)


@pytest.mark.parametrize("name", TABLES)
def test_each_is_read_as_before(name: str) -> None:
    differences = []
    for row in rows(name):
        year, through = int(row["year"]), int(row["through"] or row["year"])
        read = read_time(row["phrase"], year, through)
        now = told(read, year, through), "; ".join(one.due for one in read.proposed)
        if now != (row["reading"], row["proposed"]):
            differences.append((row["phrase"], now))
    assert differences == []


@pytest.mark.parametrize("name", TABLES)
def test_none_is_read_as_another_time_and_none_is_lost(name: str) -> None:
    for row in rows(name):
        assert row["reading"] in ("", "-", "event", row["judged"]), row
        if row["judged"] not in ("", "-"):
            assert row["reading"] != "-", row


@pytest.mark.parametrize("name", TABLES)
def test_most_plain_times_are_certain(name: str) -> None:
    plain = [row for row in rows(name) if row["judged"]]
    assert sum(row["reading"] == row["judged"] for row in plain) >= SHARES[name] * len(plain)


def without_diacritics(text: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D")


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_typed_otherwise_each_means_the_same_and_without_diacritics_no_other_time(name: str) -> None:
    for row in rows(name):
        year, through = int(row["year"]), int(row["through"] or row["year"])
        read = read_time(row["phrase"], year, through)
        for typed in (unicodedata.normalize("NFD", row["phrase"]), row["phrase"].replace(" ", " \u00a0")):
            again = read_time(typed, year, through)
            assert (again.certain, again.reading) == (read.certain, read.reading), typed
        bare = read_time(without_diacritics(row["phrase"]), year, through)
        if read.certain and bare.certain:
            assert bare.reading == read.reading, bare.words
