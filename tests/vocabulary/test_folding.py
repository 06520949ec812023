"""Matching what people type."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parplan.vocabulary.folding import fold, nfc


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("van phong so", "Văn phòng Sở"),
        ("CHI CUC  TDC ", "Chi cục TĐC"),
        ("Phòng Kế hoạch – Tài chính", "phong ke hoach - tai chinh"),
        ("“liên quan”", '"liên quan"'),
        ("van\u00a0phong\u200b so", "Văn phòng Sở"),
        ("Đà Nẵng", "da nang"),
        ("\u00d0à Nẵng", "da nang"),  # the Icelandic letter
        ("ban chi dao", "Ban Chỉ \u00f0ạo"),
        ("Chi cục L\u01a3u trữ", "chi cuc luu tru"),
        ("Văn ph\u043eng S\u03bf", "van phong so"),  # о and ο of the Cyrillic and Greek scripts
        ("S\uff4f Nội vụ", "so noi vu"),
    ],
)
def test_ways_to_type(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_other_words_stay_other() -> None:
    assert fold("Văn phòng Sở") != fold("Văn phòng Sổ tay")


@given(st.text())
@example("ͅ")
@example("İ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_unicode_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text)) == fold(text)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy áàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ"))
def test_case_does_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text)
    assert fold(text).isascii()
