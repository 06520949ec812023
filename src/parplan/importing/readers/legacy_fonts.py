"""Conversion of text in old Vietnamese fonts, TCVN3 (ABC) and VNI, to Unicode: whole or not at all.

Such text is readable only in its font: “Së Khoa häc” in .VnTime, “Sôû Khoa hoïc” in VNI-Times. Tables: TCVN 5712:1993
(VN3) and VNI for Windows.
"""

from __future__ import annotations

import re

_TCVN3_CODES = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§"
_TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ"
_TCVN3 = dict(zip(map(ord, _TCVN3_CODES), _TCVN3_LETTERS, strict=True))

_TONED = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATTED = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


def _vni() -> dict[str, str]:
    import unicodedata

    table: dict[str, str] = dict(_ALONE)
    for base in "aeouyôö":
        letter = _ALONE.get(base, base)
        for mark, tone in _TONED.items():
            table[base + mark] = unicodedata.normalize("NFC", letter + tone)
        if base in "aeo":
            for mark, tone in _HATTED.items():
                table[base + mark] = unicodedata.normalize("NFC", base + "\u0302" + tone)
        if base == "a":
            for mark, tone in _BREVE.items():
                table[base + mark] = unicodedata.normalize("NFC", "a\u0306" + tone)
    for code, letter in list(table.items()):
        table[code.upper()] = letter.upper()
        if len(code) == 2:
            table[code[0].upper() + code[1]] = letter.upper()
    return table


_VNI = _vni()
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def is_tcvn3(font: str) -> bool:
    """Whether a font shows TCVN3 text."""
    return font.startswith(".Vn")


def is_vni(font: str) -> bool:
    """Whether a font shows VNI text."""
    return font.upper().startswith(("VNI-", "VNI "))


def from_font(text: str, font: str) -> str:
    """``text`` in Unicode as it looks in ``font``; unchanged for a Unicode font."""
    if is_tcvn3(font):
        shown = text.translate(_TCVN3)
        return shown.upper() if font.rstrip("0123456789").endswith("H") else shown
    if is_vni(font):
        return _VNI_CODES.sub(lambda match: _VNI[match[0]], text)
    return text


def letter_of_both(before: str, text: str) -> str | None:
    """The letter that two runs in a VNI font share: “ho” and “ïc” are “học”; ``None`` if each has its own."""
    base = {"ơ": "ô", "ư": "ö", "Ơ": "Ô", "Ư": "Ö"}.get(before[-1:], before[-1:])
    return _VNI.get(base + text[:1]) if base and text[:1] not in _VNI else None


#: Characters of either encoding that Vietnamese text in Unicode never has.
_TCVN3_SIGNS = re.compile(r"[µ¸¶·¹¨»¾¼½©®ª«¬¡¢£¤¥¦§](?=\w)|(?<=\w)[µ¸¶·¹¨»¾¼½©®ª«¬¡¢£¤¥¦§]")
_VNI_SIGNS = re.compile(r"[aeoyuAEOYUôöÔÖ][ûïøåäëüÛÏØÅÄËÜ]|[ñÑ]")


def looks_legacy(text: str) -> bool:
    """Whether ``text`` looks like TCVN3 or VNI without its font: three such characters in a hundred letters."""
    signs = len(_TCVN3_SIGNS.findall(text)) + len(_VNI_SIGNS.findall(text))
    return signs >= 8 and signs * 100 >= 3 * len(text)
