"""Escapes of bash and zsh, each sign on its own, and where what words have in common would end in half of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from parplan.cli.completing.offers import common_beginning

#: What needs no escape in any place of a word. Letters of other languages need none either.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:+,@%-=")
_LETTERS = ("Lu", "Ll", "Lo", "Lt", "Lm", "Mn", "Mc", "Nd")


def escaped(text: str, quote: str = "") -> str:
    """``text`` as it goes on in a word, inside the open quotation mark ``quote``.

    Each sign that acts is kept from it on its own, so that what texts have in common stays so. History expansion
    (``!``) acts in double quotation marks too, where a backslash would stay: they are closed for it.
    """
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        inside = "".join(f"\\{c}" if c in '"\\$`' else c for c in text)
        return inside.replace("!", "\"'!'\"")
    return "".join(c if _is_plain(c) else f"\\{c}" for c in text)


def _is_plain(character: str) -> bool:
    """Whether bash does nothing with a character in a word."""
    if character.isascii():
        return character in _PLAIN
    return unicodedata.category(character) in _LETTERS


def in_half(texts: Sequence[str]) -> bool:
    """Whether what all have in common, which a shell writes before there is one alone, ends in half an escape."""
    common = common_beginning(texts) if len(texts) > 1 else ""
    return (len(common) - len(common.rstrip("\\"))) % 2 == 1
