"""The files of words a reader of Vietnamese reviews: what must hold of them whoever adds to them."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from itertools import product

import pytest

from parplan.vocabulary.lexicon import RELATIONS, find_phrase, lexicon
from parplan.vocabulary.time_words import read_time


def neutral_phrases() -> list[str]:
    text = files("parplan.vocabulary").joinpath("neutral_words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "=="))]
    return [phrase.strip() for line in lines for phrase in line.split(",") if phrase.strip()]


def test_no_word_that_changes_a_time_is_neutral() -> None:
    words = lexicon().words
    assert [word for word in lexicon().classes["changing"] if find_phrase(words, [word], 0)] == []


def test_every_neutral_phrase_stands_once_and_names_no_time() -> None:
    phrases = neutral_phrases()
    assert [phrase for phrase, times in Counter(phrases).items() if times > 1] == []
    for phrase in phrases:
        read = read_time(phrase, 2025)
        assert read.reading.due is None, phrase
        assert read.reading.recurrence is None, phrase


def test_every_line_of_neutral_words_ends_between_phrases() -> None:
    text = files("parplan.vocabulary").joinpath("neutral_words.txt").read_text(encoding="utf-8")
    for group in text.split("\n== ")[1:]:
        lines = [line for line in group.splitlines()[1:] if line and not line.startswith("#")]
        assert all(line.endswith(",") for line in lines[:-1]), group[:40]


@pytest.mark.parametrize(("first", "second"), list(product(RELATIONS, RELATIONS)))
def test_two_relations_in_a_row_mean_what_the_table_says_or_nothing_certain(first: str, second: str) -> None:
    leads = {
        "in": "trong", "by": "chậm nhất", "before": "trước", "from": "từ", "after": "sau", "early": "đầu",
        "middle": "giữa", "late": "hạ tuần", "vague": "khoảng", "first half": "nửa đầu", "second half": "nửa cuối",
    }  # fmt: skip
    words = f"{leads[first]} {leads[second]} tháng 6/2025"
    if (first, second) not in lexicon().combined:
        single = find_phrase(lexicon().relations, words.split(), 0)
        assert (single is not None and single[1] > 1) or not read_time(words, 2025).certain, words
