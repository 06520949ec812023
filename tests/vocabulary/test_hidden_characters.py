"""What does not show is found, escaped and left out; what emoji and other scripts need is text."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from parplan.vocabulary.hidden_characters import (
    INVISIBLE,
    escaped,
    escaped_in_json,
    has_hidden,
    without_hidden,
    without_invisible,
)

#: Format characters that are drawn: signs before Arabic, Syriac and Kaithi numbers (Prepended_Concatenation_Mark).
DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
#: Ignored by displays, though letters or marks (Default_Ignorable_Code_Point that are not of category Cf or Cn).
LETTERS_AND_MARKS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)

RIGHT = [
    "Kế hoạch cải cách hành chính năm 2021",
    unicodedata.normalize("NFD", "Thể chế, Nghị quyết, ưỡn ẹo"),
    "Sở\u00a0Nội\u00a0vụ – 10\u202f% → “đạt”",
    "⚠️ 1️⃣ #️⃣ ©️ ‼️ ☎︎",
    "👨‍👩‍👧 ❤️‍🔥 👍🏽 🏳️‍🌈 👩🏽‍🔬",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "नमस्\u200dते می\u200cخواهم 葛\U000e0100",
]
WRONG = [
    *("a\u200bb", "a\u00adb", "a\u200db", " \u200d", "\u200d", "Kế\u200choạch", "e\u0302\u0301\u200d", "\ufeffa"),
    *("a\u202eb", "\u2066a\u2069", "\u061ca", "a\u200f", "a\u206ab", "\ufff9a\ufffab\ufffb"),
    *("a\u034fb", "a\u115fb", "\u1160", "Kế\u3164hoạch", "\uffa0", "\u17b4", "a\ufe0f", "1\ufe0f", "\ufe0f", " \ufe01"),
    *("⚠️\ufe0f", "😀\U000e0101", "a\U000e0101", "a\U000e0041", "😀\U000e0041", "\U000e0001", "\U000e0fff"),
    *("🏴\U000e0041\U000e0042\U000e0043\U000e007f", "🏴\U000e0067\U000e0062", "\U0001d173", "\U0001bca0"),
    *("a\x1b[31m", "a\x7f", "a\x85b", "a\u2028b", "a\nb", "\ue000", "\ud800", "\uffff"),
]


def test_the_list_has_all_that_does_not_show() -> None:
    formats = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"]
    assert [c for c in formats if (INVISIBLE.match(c) is None) is not (c in DRAWN)] == []
    assert all(map(INVISIBLE.match, LETTERS_AND_MARKS))
    visible = "".join(chr(c) for c in range(0x20, 0xE000) if unicodedata.category(chr(c))[0] in "LMNPSZ")
    assert set(INVISIBLE.findall(visible)) == {c for c in LETTERS_AND_MARKS if c < "\ue000"}


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_needed_is_text(text: str) -> None:
    assert not has_hidden(text)
    assert without_hidden(text) == without_invisible(text) == escaped(text) == text


@pytest.mark.parametrize("text", WRONG)
def test_what_is_hidden(text: str) -> None:
    assert has_hidden(text)
    assert escaped(text) != text
    for clean in (escaped(text), without_hidden(text)):
        assert not has_hidden(clean)
    assert escaped_in_json(text).replace("️", "") != text.replace("️", "")


def test_escapes_say_what_it_is() -> None:
    assert escaped("a\x1b\u202e\U000e0041") == "a\\x1b\\u202e\\U000e0041"
    assert escaped_in_json('"\u3164\U000e0041⚠️"') == '"\\u3164\\udb40\\udc41⚠\\ufe0f"'
    assert without_invisible("a\u3164\x1bb") == "a\x1bb"
