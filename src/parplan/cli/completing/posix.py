"""Words for bash and zsh: each sign a shell could act on is kept from it on its own, so that beginnings stay common."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from parplan.cli.completing.offers import common_beginning

#: What needs no escape in any place of a word. Letters of other languages need none either.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:+,@%-=")
_LETTERS = ("Lu", "Ll", "Lo", "Lt", "Lm", "Mn", "Mc", "Nd")


def escaped(text: str, quote: str = "", *, begins: bool = True) -> str:
    """``text`` as it goes on in a word, inside the open quotation mark ``quote``.

    ``begins``: whether the word begins with it. History expansion (``!``) acts in double quotation marks too, where a
    backslash would stay: they are closed for it.
    """
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        inside = "".join(f"\\{c}" if c in '"\\$`' else c for c in text)
        return inside.replace("!", "\"'!'\"")
    written = "".join(c if is_plain(c) else f"\\{c}" for c in text)
    return f"\\{written}" if begins and text[:1] == "=" else written  # zsh writes out =program


def is_plain(character: str) -> bool:
    """Whether no POSIX shell does anything with a character inside a word."""
    if character.isascii():
        return character in _PLAIN
    return unicodedata.category(character) in _LETTERS


def needs_no_escape(text: str) -> bool:
    """Whether a word can stand as it is."""
    return escaped(text) == text


def in_half(texts: Sequence[str]) -> bool:
    """Whether what all have in common, which a shell writes before there is one alone, ends in half an escape."""
    common = common_beginning(texts) if len(texts) > 1 else ""
    return (len(common) - len(common.rstrip("\\"))) % 2 == 1
