"""Signs of Word's symbol fonts, which it keeps by their places in the font: ≥ is F0B3 in the font Symbol."""

from __future__ import annotations

import re

#: Where symbol fonts have their signs in Unicode (private use).
_FIRST, _LAST = 0xF020, 0xF0FF
#: Fonts whose signs are pictures; at the beginning of a line they are bullets.
_PICTURES = re.compile("wingdings|webdings|mt extra", re.IGNORECASE)
#: Signs of the font Symbol that plans have. Its figures and marks stand where those of ASCII do.
_SIGNS = dict(
    zip(
        b"\xa3\xa5\xac\xae\xb0\xb1\xb2\xb3\xb4\xb7\xb8\xb9\xba\xbb\xbc\xc7\xc8\xce\xd7\xdb\xde\xe5\x2d\x61\x62\x64\x6d",
        "≤∞←→°±″≥×•÷≠≡≈…∩∪∈⋅⇔⇒∑-αβδμ",
        strict=True,
    )
) | {code: chr(code) for code in b" %()+,./0123456789:;<=>?[]"}
_PLACES = str.maketrans({chr(0xF000 + code): sign for code, sign in _SIGNS.items()})


def from_symbols(text: str, font: str) -> str:
    """A text with the signs of the font Symbol in Unicode; those of fonts with pictures stay as they are."""
    return text if text.isascii() or _PICTURES.match(font) else text.translate(_PLACES)


def symbol(font: str, code: str) -> str:
    """The sign that Word keeps by its font and its code there, in hexadecimal; empty for what is none."""
    if re.fullmatch("[0-9A-Fa-f]{1,4}", code) is None:
        return ""
    number = int(code, 16)
    place = 0xF000 + number % 0x100
    if (font.lower() == "symbol" or _PICTURES.match(font)) and _FIRST <= place <= _LAST:
        return from_symbols(chr(place), font)
    sign = chr(number - 0xF000 if _FIRST <= number <= _LAST else number)
    return sign if sign.isprintable() else ""
