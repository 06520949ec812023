"""Writing Vietnamese to streams of any encoding: all diacritics, or none; never some of them.

A code page that has `à` and not `ế` would leave *Ke hoach* beside *hành*. So a stream whose code page lacks any letter
of Vietnamese is given UTF-8 where it goes into a file, and plain letters where a program or a screen waits for that
code page. That of Vietnamese Windows, cp1258, has every letter, most of them as a letter and a tone mark behind it.
"""

from __future__ import annotations

import codecs
import os
import stat
import unicodedata
from collections.abc import Mapping
from functools import partial
from io import TextIOWrapper
from typing import TextIO

#: The error handlers for letters an encoding lacks: plain letters, plain letters with a note, and those of cp1258.
_PLAINLY, _NOTING, _WITH_TONES = "parplan-plain", "parplan-plain-noting", "parplan-tones"

_PLAIN = {
    "đ": "d", "Đ": "D", "–": "-", "—": "-", "·": "-", "…": "...", "→": "->", "“": '"', "”": '"', "‘": "'", "’": "'",
    "█": "#", "░": ".", "≥": ">=", "≤": "<=",
}  # fmt: skip

_VIETNAMESE = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
#: The encoding for a stream that lacks some letters.
_PLAIN_LETTERS = "ascii"
#: The code page of Vietnamese Windows, and the tone marks it writes after a letter.
_CP1258, _TONES = "cp1258", "\u0300\u0301\u0303\u0309\u0323"

#: The encoding of the answer, once letters have lost their diacritics because of it.
_lost: list[str] = []


def prepare_letters(answer: TextIO, errors: TextIO, environment: Mapping[str, str]) -> None:
    """Make both streams accept every text. Lost diacritics of the answer are noted for :func:`lost_encoding`."""
    _lost.clear()
    for stream in (answer, errors):
        if not isinstance(stream, TextIOWrapper):
            continue
        encoding, handler = _written_by(stream.encoding)
        if encoding == _PLAIN_LETTERS:
            if "PYTHONIOENCODING" not in environment and _goes_into_a_file(stream):
                encoding = "utf-8"
            elif stream is answer:
                handler = _NOTING
                codecs.register_error(handler, partial(_note, stream.encoding))
        stream.reconfigure(encoding=encoding, errors=handler)


def in_letters(text: str, encoding: str) -> str:
    """The text as a stream of this encoding will show it."""
    encoding, handler = _written_by(encoding)
    return text.encode(encoding, handler).decode(encoding)


def _written_by(encoding: str) -> tuple[str, str]:
    """The encoding that replaces a stream's own, and its error handler."""
    name = codecs.lookup(encoding).name
    if name == _CP1258:
        return encoding, _WITH_TONES
    return encoding if name.startswith("utf") or _knows_vietnamese(encoding) else _PLAIN_LETTERS, _PLAINLY


def lost_encoding() -> str | None:
    """The encoding because of which letters of the answer lost their diacritics; ``None`` where none did."""
    return _lost[0] if _lost else None


def _knows_vietnamese(encoding: str) -> bool:
    try:
        (_VIETNAMESE + _VIETNAMESE.upper()).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _goes_into_a_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _note(encoding: str, error: UnicodeError) -> tuple[str, int]:
    text, end = _plain(error)
    if isinstance(error, UnicodeEncodeError) and error.object[error.start].isalpha() and not _lost:
        _lost.append(encoding)
    return text, end


def _tones(error: UnicodeError) -> tuple[str, int]:
    """Write a letter as cp1258 does, with the tone mark as a separate character; others as plain letters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    marks = unicodedata.normalize("NFD", error.object[error.start])
    tones = "".join(mark for mark in marks[1:] if mark in _TONES)
    body = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    if tones and body.encode(_CP1258, "replace") != b"?":
        return body + tones, error.start + 1
    return _plain(error)


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Write a letter that the encoding lacks without diacritics, which Vietnamese readers still understand."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start]  # one at a time, as each may have its own place
    if text in "đĐ" and _is_enumerator(error.object, error.start):
        return "dd", error.start + 1  # 1.d is another task than 1.đ
    decomposed = unicodedata.normalize("NFD", "".join(_PLAIN.get(c, c) for c in text))
    return "".join(c if c.isascii() else "" if unicodedata.combining(c) else "?" for c in decomposed), error.start + 1


def _is_enumerator(text: str, place: int) -> bool:
    """Whether the letter at ``place`` stands alone behind a number or a point, as in 1.đ and 1đ."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (before == "." or before.isdecimal()) and not after.isalnum()


codecs.register_error(_PLAINLY, _plain)
codecs.register_error(_WITH_TONES, _tones)
