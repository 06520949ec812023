"""The diacritics put back are possible Vietnamese, and the same words got the same ones everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from scanned_plan import bare
from vietnamese_syllables import is_syllable
from written_plan import PLAN, load_plan, printed_fields, tasks_of

#: Abbreviations, roman numerals and the English words the plan prints or its short names use.
NOT_VIETNAMESE = "CC CQHCNN DV HTQLCL HĐND II III INDEX ISO IV KH KHCN PAPI PAR PCI PVHCC TC TCVN TT TTHC TĐC UBND ƯD"

#: Neighbours that are different words with the same bare letters, each seen in the print.
HOMOGRAPHS = {
    "dung va": {"dụng và", "dựng và"},
    "qua kiem": {"qua kiểm", "quả kiểm"},
    "qua ra": {"qua rà", "quả rà"},
    "so duoc": {"sơ được", "sở được"},
    "so nam": {"sở nắm", "sở năm"},
    "so voi": {"so với", "sở với"},
    "tri va": {"trì và", "trị và"},
    "va so": {"và số", "và sở"},
}


def prose(plan: dict[str, Any]) -> Iterator[str]:
    """Yield all Vietnamese text of the plan file but what the notes quote."""
    yield from printed_fields(plan).values()
    for named in (*plan["units"].values(), *plan["groups"].values()):
        yield from (named["name"], named.get("short", ""), *named.get("aliases", []))
    for task in tasks_of(plan).values():
        for entry in (*task.get("milestones", []), *task.get("targets", [])):
            yield from (entry["title"], entry.get("due", ""), entry.get("recipient", ""), entry.get("unit", ""))
        for note in task.get("notes", []):
            yield re.sub(r"“[^”]*”|\b\w\)", " ", note)


def words(text: str) -> list[str]:
    without_figures = re.sub(r"\S*\d\S*", " ", text)
    return re.findall(r"[^\W_]+", without_figures)


def test_the_file_is_nfc() -> None:
    text = PLAN.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_every_word_is_spelt_as_vietnamese_can_be() -> None:
    other = {word for text in prose(load_plan()) for word in words(text) if not is_syllable(word)}
    assert other == set(NOT_VIETNAMESE.split())


def test_the_same_neighbours_are_restored_alike() -> None:
    restored = defaultdict(set)
    for text in printed_fields(load_plan()).values():
        for run in re.split(r"[^\w\s]+|\d+", text.lower()):
            for pair in pairwise(run.split()):
                restored[bare(" ".join(pair))].add(" ".join(pair))
    assert {pair: forms for pair, forms in restored.items() if len(forms) > 1} == HOMOGRAPHS


@pytest.mark.parametrize(
    "word",
    ["Chủ", "hóa", "ủy", "thoại", "quyết", "quý", "giữa", "giải", "nghiệp", "Nguyễn", "rượu", "kỷ", "yết", "khuya"],
)
def test_a_syllable_is_recognized(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("hoá", "mark of the newer convention"),
        ("uỷ", "mark of the newer convention"),
        ("cưả", "mark on the wrong vowel"),
        ("ngiệp", "ng before i"),
        ("cế", "c before ê"),
        ("kơ", "k before ơ"),
        ("chưc", "a stop without sắc or nặng"),
        ("thuộ", "no such rhyme"),
        ("wong", "no such onset"),
    ],
)
def test_an_impossible_spelling_is_refused(word: str, wrong: str) -> None:
    assert not is_syllable(word), wrong
