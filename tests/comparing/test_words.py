"""Words of a text that changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parplan.comparing.words import WordRun, changed_words, shortened

TEXT = st.lists(st.sampled_from(["rà", "soát", "thủ", "tục", "kế", "hoạch"]), max_size=12).map(" ".join)


@given(TEXT, TEXT)
def test_the_runs_are_both_texts(old: str, new: str) -> None:
    runs = changed_words(old, new)
    assert " ".join(run.old for run in runs if run.old) == old
    assert " ".join(run.new for run in runs if run.new) == new


def test_only_what_changed_is_apart() -> None:
    runs = changed_words("ban hành kế hoạch rà soát", "ban hành chương trình rà soát")
    assert runs == (WordRun("ban hành", "ban hành"), WordRun("kế hoạch", "chương trình"), WordRun("rà soát", "rà soát"))


def test_texts_with_nothing_in_common_stand_whole() -> None:
    assert changed_words("một hai ba", "bốn năm sáu") == (WordRun("một hai ba", "bốn năm sáu"),)


def test_unchanged_words_are_cut_between_and_around() -> None:
    runs = changed_words("a b c d e f g h i j k", "a b c d e X g h i j k")
    assert [run.old for run in shortened(runs, 2)] == ["… d e", "f", "g h …"]
