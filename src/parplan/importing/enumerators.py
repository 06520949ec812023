"""Enumerators, the numbers and bullets of a document's items: ``II.``, ``1.1.``, ``a)``, ``(2)``, ``Nhiệm vụ 3:``."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from parplan.vocabulary.alphabet import ENUMERATORS
from parplan.vocabulary.hidden_characters import without_invisible

#: Upper-case and lower-case Vietnamese letters for character classes; a Unicode range would mix the two.
CAPITALS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
SMALL = CAPITALS.lower()


class Numeral(StrEnum):
    """The kinds of enumerators."""

    ROMAN = "roman"  # II.
    UPPER = "upper"  # A.
    NUMBER = "number"  # 1.
    DOTTED = "dotted"  # 1.1.
    MIXED = "mixed"  # III.1, 1.a, A.2
    LETTER = "letter"  # a)
    PARENTHESIS = "parenthesis"  # (1)
    NAMED = "named"  # Nhiệm vụ 3:
    BULLET = "bullet"  # - + *
    HEADING = "heading"  # a heading without a number, among headings that name units


class Enumerator(Struct, frozen=True):
    """One enumerator as printed; ``value`` is it without dots and brackets, ``rest`` the text after it."""

    style: Numeral
    printed: str
    value: str
    rest: str


_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])"
#: Signs of bullets; the last ones are those of Word's symbol fonts.
BULLETS = "-–—−+*•●○▪■◦·‣➢►✓✔❖\uf0b7\uf02d\uf0a7\uf0d8\uf0fc"
#: One such sign, as a regular expression.
SIGN = rf"[{re.escape(BULLETS)}]"
_LETTER = rf"[{ENUMERATORS}fjwz]|(?:[^\W\d_])(?=\))"
#: The dash that ends the numbers of party documents: “1- Về thể chế”, “1.1- Rà soát”.
_DASH = rf"[-–](?=\s+[{CAPITALS}])"
#: The slash that ends a number: “3.1/ Phòng Kinh doanh”; “2.5/10 điểm” is a figure.
_SLASH = rf"/(?=\s+[{CAPITALS}])"
#: A number from a thousand on, before a capital on its line; those of this century and the last are years.
_THOUSAND = rf"(?!19|20)[1-9]\d{{3}}(?=[.)]\s+[{CAPITALS}])"
_PATTERNS: tuple[tuple[Numeral, re.Pattern[str]], ...] = (
    (
        Numeral.MIXED,
        re.compile(
            rf"(?P<v>(?:{_ROMAN}|[A-H]|Đ(?=\.\d)|\d{{1,2}})(?:\.\d{{1,2}})*\.(?:\d{{1,2}}|"
            rf"[{ENUMERATORS}]))(?:(?=[.):\s]|$)[.):]?|{_DASH}|{_SLASH})"
        ),
    ),
    (Numeral.ROMAN, re.compile(rf"(?P<v>{_ROMAN})(?:\s*[.):/]+|\s*[-–](?=\s)|(?=\s*$))")),
    # “Đ.” and those after “H.” are written with their blank: “Đ/c”, “Đ.c”, “K:” are short for words
    (
        Numeral.UPPER,
        re.compile(rf"(?P<v>[A-H]|[ĐK-N](?=[.)]\s))(?:\s*[.):/]+(?=\s|\S)|{_DASH}|(?=\s*$))(?!\d)"),
    ),
    (
        Numeral.DOTTED,
        re.compile(rf"(?P<v>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:\s*[.):]+|{_DASH}|{_SLASH}|(?=\s)|(?=\s*$))(?![\d/%])"),
    ),
    (Numeral.NUMBER, re.compile(rf"(?P<v>\d{{1,3}}|{_THOUSAND})(?:\s*[.):]+(?!\d)|\s*/(?=\s)|{_DASH}|(?=\s*$))")),
    (Numeral.PARENTHESIS, re.compile(r"\((?P<v>\d{1,3}|[a-zđ])\)")),
    (Numeral.LETTER, re.compile(rf"(?P<v>{_LETTER})(?:\s?\)|\s?\.(?=\s)|/(?=\s)|{_DASH})")),
    (
        Numeral.NAMED,
        re.compile(
            r"(?P<v>(?:Phần|Chương)\s+thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy))(?:\s*[.:–-]\s*|\s*$)", re.IGNORECASE
        ),
    ),
    (
        Numeral.NAMED,
        re.compile(
            rf"(?:{SIGN}\s*)?(?P<v>(?:Nhiệm vụ|Hoạt động|Giải pháp|Công việc|Đầu việc|Việc|Nội "
            r"dung|Mục|Phần|Chương)\s+(?:thứ\s+|số\s+)?(?:[A-HĐ]?\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]+))\s*[.:)–-]\s*",
            re.IGNORECASE,
        ),
    ),
    # “Phần III TỔ CHỨC THỰC HIỆN”: two centred lines that a PDF shows as one paragraph.
    (Numeral.NAMED, re.compile(rf"(?P<v>(?i:Phần|Chương)\s+[IVX]+)\s+(?=[{CAPITALS}]{{2}}[^{SMALL}]*$)")),
    (Numeral.BULLET, re.compile(rf"(?P<v>{SIGN})(?:\.(?=\s))?\s*")),
)


#: “Phần thứ nhất” as the number a person would write.
_IN_WORDS = {"nhất": "I", "hai": "II", "ba": "III", "tư": "IV", "năm": "V", "sáu": "VI", "bảy": "VII"}
#: Digits of a position; more are a code (20260001), and what it would skip is not counted.
_LONGEST = 5


def read_enumerator(text: str) -> Enumerator | None:
    """The enumerator that ``text`` begins with, or ``None``. A date or figure (``05/12``, ``1.5%``) is not one."""
    stripped = text.strip()
    for style, pattern in _PATTERNS:
        match = pattern.match(stripped)
        if match is None or not match["v"]:
            continue
        rest = stripped[match.end() :]
        if style in (Numeral.NUMBER, Numeral.DOTTED, Numeral.MIXED) and re.match(r"\s*(?:%|/\d|tháng\b)", rest):
            continue
        if style is Numeral.ROMAN and match[0].endswith("/") and rest[:1].isdecimal():
            continue  # “IV/2025” of “quý IV/2025”
        if style is Numeral.BULLET and re.match(r"\d", rest) and match["v"] in "+*":
            continue
        value = match["v"]
        if style is Numeral.NAMED:
            value = value.split()[-1]
            value = _IN_WORDS.get(value.lower(), value)
        return Enumerator(style, match[0].strip(), value, rest.strip())
    return None


def ordinal(value: str) -> int | None:
    """The position (from 1) of an enumerator's last step in its series; ``None`` for a bullet, or a code of digits.

    ``đ`` comes after ``d``; a series that leaves ``đ`` out is recognised by its gap there.
    """
    step = value.rsplit(".", 1)[-1]
    if step.isdecimal():
        return int(step) if len(step) <= _LONGEST else None
    if re.fullmatch(_ROMAN, step):
        numerals = {"I": 1, "V": 5, "X": 10}
        values = [numerals[letter] for letter in step]
        following = [*values[1:], 0]
        return sum(-v if v < f else v for v, f in zip(values, following, strict=True))
    if len(step) == 1 and step.lower() in ENUMERATORS:
        return ENUMERATORS.index(step.lower()) + 1
    return None


def clean(text: str) -> str:
    """Printed words on one line, separated by single spaces."""
    return " ".join(without_invisible(text).split())


def without_closing(text: str) -> str:
    """Words without the punctuation that ends a printed line (``.;:,`` and ``./.``); an ellipsis stays."""
    text = clean(text)
    while True:
        if text.endswith(("...", "…")):
            return text
        shorter = re.sub(r"(?:\s*\./\.|\s*[.;:,])$", "", text)
        if shorter == text:
            return text
        text = shorter
