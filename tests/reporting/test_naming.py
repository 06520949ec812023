"""Names of sheets and files: allowed everywhere, each once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parplan.reporting.naming import file_names, plain_code, sheet_names


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["Phụ lục", "Các mốc"], ("Phụ lục", "Các mốc")),
        (["TT ƯD&DV", "KH-TC"], ("TT ƯD&DV", "KH-TC")),
        (["a[b]:c*d?e/f\\g"], ("a b c d e f g",)),
        (["'nháy'"], ("nháy",)),
        (["A", "a", "A"], ("A", "a (2)", "A (3)")),
        (["x" * 40, "x" * 41], ("x" * 31, "x" * 27 + " (2)")),
        (["History", "", "/"], ("History –", "–", "– (2)")),
    ],
)
def test_sheets(wanted: list[str], names: tuple[str, ...]) -> None:
    assert sheet_names(wanted) == names


@given(st.lists(st.text(), max_size=5))
def test_any_text_becomes_the_name_of_a_sheet(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.lower() for name in names}) == len(wanted)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (["VP", "TTRA"], ("VP.ics", "TTRA.ics")),
        (["vp", "VP"], ("vp.ics", "VP (2).ics")),
        (["CON", "com1", "nul.x"], ("_CON.ics", "_com1.ics", "_nul.x.ics")),
        (['a<b>c"d|e?f*g\\h', "..", "P."], ("a_b_c_d_e_f_g_h.ics", "_.ics", "P.ics")),
    ],
)
def test_files(codes: list[str], names: tuple[str, ...]) -> None:
    assert file_names(codes, "ics") == names


def test_codes_in_plain_letters_are_no_file_twice() -> None:
    codes = ["VP", "TTRA", "vp", "Đ", "D", "Vp", "…"]
    assert file_names([f"nhac-viec-{plain_code(code)}" for code in codes], "docx") == (
        "nhac-viec-VP.docx",
        "nhac-viec-TTRA.docx",
        "nhac-viec-vp (2).docx",
        "nhac-viec-D.docx",
        "nhac-viec-D (2).docx",
        "nhac-viec-Vp (3).docx",
        "nhac-viec-x.docx",
    )
