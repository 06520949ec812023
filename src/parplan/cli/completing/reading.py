"""Splitting of an unfinished command line into words as the shell would, without running anything."""

from __future__ import annotations

import os
from collections.abc import Mapping

from msgspec import Struct

_BLANKS = " \t\n"


class TypedLine(Struct, frozen=True):
    """The finished words after the program's name, and the one being typed.

    raw: the latter as it appears in the line. quote: the quotation mark still open in it.
    """

    words: list[str]
    incomplete: str = ""
    raw: str = ""
    quote: str = ""


class Quoting(Struct, frozen=True):
    """The quoting rules of a shell: opening and closing marks, and escapes.

    escape: takes the next character literally, outside quotation marks and inside those in ``escaping``; there only
    before one of their ``special`` characters, if they list any. doubling: a doubled closing mark means itself.
    """

    closing: Mapping[str, str]
    escape: str
    escaping: Mapping[str, str]
    doubling: bool = False


POSIX = Quoting({"'": "'", '"': '"'}, "\\", {'"': '"\\$`'})
#: Like POSIX, but a backslash inside single quotes escapes these.
FISH = Quoting({"'": "'", '"': '"'}, "\\", {'"': '"\\$', "'": "'\\"})
POWERSHELL = Quoting(
    {**dict.fromkeys("'‘’‚‛", "'‘’‚‛"), **dict.fromkeys('"“”„', '"“”„')}, "`", dict.fromkeys('"“”„', ""), doubling=True
)


def read_line(line: str, quoting: Quoting) -> TypedLine:
    """Read a line up to the cursor; its first word is the program."""
    found: list[str] = []
    place, length = 0, len(line)
    while True:
        while place < length and line[place] in _BLANKS:
            place += 1
        begin = place
        word, place, quote = _read_word(line, place, quoting)
        if place >= length:
            if not found:  # only the program's name
                return TypedLine([])
            return TypedLine(found[1:], word, line[begin:], quote)
        found.append(word)


def _read_word(line: str, place: int, quoting: Quoting) -> tuple[str, int, str]:
    """The word that begins at ``place``, its end, and the quotation mark still open at the end of the line."""
    word: list[str] = []
    quote = ""
    while place < len(line):
        sign, following = line[place], line[place + 1 : place + 2]
        if not quote and sign in _BLANKS:
            break
        place += 1
        if quote and sign in quoting.closing[quote]:
            if quoting.doubling and following and following in quoting.closing[quote]:
                word.append(sign)
                place += 1
            else:
                quote = ""
        elif sign == quoting.escape and _escapes(quote, following, quoting):
            word.append("" if following == "\n" else following)
            place += 1
        elif not quote and sign in quoting.closing:
            quote = sign
        else:
            word.append(sign)
    return "".join(word), place, quote


def _escapes(quote: str, following: str, quoting: Quoting) -> bool:
    if not quote:
        return True
    special = quoting.escaping.get(quote)
    return special is not None and (not special or following in special)


def at_home(words: list[str]) -> list[str]:
    """The words with ``~`` expanded, as the shell would."""
    return [os.path.expanduser(word) if word.startswith("~/") else word for word in words]  # noqa: PTH111 - a word
