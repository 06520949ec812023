"""From data to YAML text: one line in flow style that every reader of YAML takes for the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parplan.vocabulary.hidden_characters import is_hidden


class Plain(str):
    """A text written as it is: a date, a number, a word of the format."""

    __slots__ = ()


class PlainWord(str):
    """A text written without quotes where no reader of YAML would take it for something else: an id, a code."""

    __slots__ = ()


#: What can be written: texts (in quotes unless they are :class:`Plain` or :class:`PlainWord`), lists and mappings.
Written = str | Sequence["Written"] | Mapping[str, "Written"]

# A letter first: what begins with a digit may be a number, a date or a time to other readers.
_SAFE_WORD = re.compile(r"[^\W\d_][\w./+@-]*")
# What YAML 1.1 and 1.2 take for yes, no or nothing.
_NOT_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def write_flow(value: Written) -> str:
    """Return ``value`` on one line. Texts must hold no character that a plan refuses."""
    if isinstance(value, Plain):
        return str(value)
    if isinstance(value, str):
        return str(value) if isinstance(value, PlainWord) and _is_safe(value) else _quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{write_flow(PlainWord(key))}: {write_flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(write_flow, value)) + "]"


def _is_safe(word: str) -> bool:
    return _SAFE_WORD.fullmatch(word) is not None and word.lower() not in _NOT_WORDS


def _quoted(text: str) -> str:
    return '"' + "".join(_character(text, place) for place in range(len(text))) + '"'


def _character(text: str, place: int) -> str:
    character = text[place]
    if character in _ESCAPES:
        return _ESCAPES[character]
    if is_hidden(text, place):  # it could make a line look like another one
        code = ord(character)
        return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
    return character
