"""The list of the kinds of bodies: each once, with marks that a reader knows."""

from __future__ import annotations

import re

from parplan.vocabulary.body_kinds import MARKS, body_kinds, kinds_pattern


def test_each_kind_stands_once_with_known_marks() -> None:
    words = [kind.words for kind in body_kinds()]
    assert sorted(words) == sorted({*words})
    assert {mark for kind in body_kinds() for mark in kind.marks} == MARKS


def test_a_kind_is_not_found_where_its_words_mean_something_else() -> None:
    beginning = re.compile(rf"(?:{kinds_pattern()})(?!\w)")
    for name in ("Bộ Nội vụ", "Tổ công tác", "P. Tổ chức", "Ông Nguyễn Văn A", "Báo Lào Cai", "Hội Nông dân"):
        assert beginning.match(name), name
    for text in ("Bộ tiêu chí", "Tổ chức hội nghị", "Phổ biến", "Sở, ban, ngành", "Báo cáo năm", "Hội nghị tổng kết"):
        assert beginning.match(text) is None, text


def test_a_longer_kind_stands_before_those_it_begins_with() -> None:
    marked = kinds_pattern("standing").split("|")
    assert marked.index("Tổng\\ cục") < marked.index("Cục")
    assert len(marked) > 40
