"""Escapes of bash and zsh, character by character, and common prefixes that would end within an escape."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from parplan.cli.completing.offers import common_beginning

#: Characters that never need an escape; neither do letters of any language.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:+,@%-=")
_LETTERS = ("Lu", "Ll", "Lo", "Lt", "Lm", "Mn", "Mc", "Nd")


def escaped(text: str, quote: str = "") -> str:
    """``text`` escaped as part of a word, inside the open quotation mark ``quote``.

    Each special character is escaped by itself, so that common prefixes stay common. History expansion (``!``) works
    inside double quotes, where a backslash would be kept, so the quotes are closed for it.
    """
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        inside = "".join(f"\\{c}" if c in '"\\$`' else c for c in text)
        return inside.replace("!", "\"'!'\"")
    return "".join(c if _is_plain(c) else f"\\{c}" for c in text)


def _is_plain(character: str) -> bool:
    """Whether a character has no meaning for bash inside a word."""
    if character.isascii():
        return character in _PLAIN
    return unicodedata.category(character) in _LETTERS


def in_half(texts: Sequence[str]) -> bool:
    """Whether the common prefix, which a shell inserts first, would end within an escape."""
    common = common_beginning(texts) if len(texts) > 1 else ""
    return (len(common) - len(common.rstrip("\\"))) % 2 == 1
