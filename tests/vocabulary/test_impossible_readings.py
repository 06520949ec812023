"""Whatever happens to a phrase on its way into a plan, no certain reading of it is an impossible one."""

from __future__ import annotations

from random import Random

import made_phrases
import pytest
from hypothesis import given
from hypothesis import strategies as st
from impossible_readings import impossible

from parplan.vocabulary.time_words import Problem, read_time

SEEDS = st.integers(0, 2**32)


@given(seed=SEEDS)
def test_a_phrase_means_what_it_was_made_to_mean_however_it_is_typed(seed: int) -> None:
    random = Random(seed)
    words, meaning = made_phrases.make(random, 2025)
    for typed in (words, made_phrases.retyped(random, words)):
        read = read_time(typed, 2025)
        assert read.certain, (typed, read.problems)
        assert read.reading == meaning, typed
        assert not impossible(read, 2025, 2025)


@given(seed=SEEDS)
def test_a_damaged_phrase_keeps_its_meaning_or_is_not_certain(seed: int) -> None:
    random = Random(seed)
    words, meaning = made_phrases.make(random, 2025)
    read = read_time(damaged := made_phrases.damaged(random, words), 2025)
    assert not impossible(read, 2025, 2025)
    # A digit moved over the stroke (30/8, 3/08) is another date, which no reader can tell.
    numerals = [[char for char in text if char.isdigit() or char in "IVl|/"] for text in (words, damaged)]
    if read.certain and numerals[0] == numerals[1] and Problem.REPAIRED not in read.problems:
        assert read.reading == meaning or read.reading.due is None, damaged


@given(seed=SEEDS)
def test_a_changed_phrase_has_no_impossible_reading(seed: int) -> None:
    random = Random(seed)
    words, _ = made_phrases.make(random, 2025)
    read = read_time(made_phrases.changed(random, words), 2025)
    assert not impossible(read, 2025, 2025)


@pytest.mark.parametrize("word", ["không", "chưa", "đã", "hủy bỏ", "hoãn", "tạm dừng", "nếu", "trừ", "gia hạn", "xyz"])
@pytest.mark.parametrize("words", ["trước ngày 15/6/2025", "Quý II/2025", "chậm nhất 15/6/2025", "hằng quý"])
def test_a_word_that_changes_a_time_leaves_it_proposed_wherever_it_stands(word: str, words: str) -> None:
    pieces = words.split(" ")
    for place in range(len(pieces) + 1):
        changed = " ".join([*pieces[:place], word, *pieces[place:]])
        read = read_time(changed, 2025)
        assert not read.certain, changed
        assert read.reading.due is None
