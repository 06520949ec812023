"""The Vietnamese alphabet: the order of ids and names, and the forgiving form of ids."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parplan.vocabulary.alphabet import ENUMERATORS, enumerator_key, id_key, normalize_id

IN_ORDER = [
    "1.a",
    "1.c",
    "1.d",
    "1.đ",
    "1.e",
    "2",
    "2.k",
    "2.l",
    "6.1",
    "6.2",
    "6.2.a",
    "6.2.b",
    "6.3.a",
    "6.4",
    "6.10",
]
IN_ORDER += ["7.b", "10", "III.1", "III.4", "IV.1"]


def test_enumerators_are_the_alphabet_without_marked_vowels() -> None:
    assert ENUMERATORS == "abcdđeghiklmnopqrstuvxy"
    assert sorted(["w", *ENUMERATORS[::-1]], key=enumerator_key) == [*ENUMERATORS, "w"]


def test_ids_sort_as_printed() -> None:
    shuffled = Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=id_key) == IN_ORDER


@given(st.lists(st.text()))
def test_any_text_has_its_place(ids: list[str]) -> None:
    keys = [id_key(id) for id in sorted(ids, key=id_key)]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("2.B", "2.b"),
        ("2b", "2.b"),
        ("2 b", "2.b"),
        (" 02.b) ", "2.b"),
        ("1.dd", "1.đ"),
        ("1.DD", "1.đ"),
        ("1Đ", "1.đ"),
        ("II.2.b", "2.b"),
        ("ii2b", "2.b"),
        ("iii1", "III.1"),
        ("6.2a", "6.2.a"),
        ("62a", "62.a"),
    ],
)
def test_typed_ids(typed: str, id: str) -> None:
    assert normalize_id(typed) == normalize_id(id)
    assert normalize_id(unicodedata.normalize("NFD", typed)) == normalize_id(id)


def test_ids_are_never_mixed_up() -> None:
    assert len({normalize_id(id) for id in [*IN_ORDER, "II", "III", "1", "11"]}) == len(IN_ORDER) + 4


@given(st.text())
def test_the_forgiving_form_is_stable(typed: str) -> None:
    once = normalize_id(typed)
    assert normalize_id(".".join(once)) == once or once[:1] == ("ii",)
