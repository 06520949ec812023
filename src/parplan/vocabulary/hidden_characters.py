"""Characters that do not show, or change the direction of others: one list for findings, screens, files and data.

Emoji and other scripts need some of them between their signs; only there are they a part of the text.
"""

from __future__ import annotations

import re
import unicodedata

#: Characters that displays ignore: Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt), which
#: `unicodedata` does not have, and the format characters outside it that are not shown either.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: Characters that turn what follows around, Latin letters and figures too: 12 is shown as 21.
TURNING = re.compile("[\u202d\u202e]")
#: Hangul's fillers: they have a width, and look like a blank.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0")

_JOINERS = frozenset("\u200c\u200d")
#: The flags of England, Scotland and other regions. Compiled on first use: every command pays for this module.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_LONGEST_FLAG = 8
_KEYCAPS, _KEYCAP = frozenset("#*0123456789"), "\u20e3"
#: Punctuation with a coloured form.
_EMOJI_PUNCTUATION = frozenset("‼⁉〰〽")


def is_hidden(text: str, place: int = 0) -> bool:
    """Whether the character at ``place`` does not show, breaks the line or is none, and the text does not need it."""
    character = text[place]
    if character.isascii():
        return not character.isprintable()
    if INVISIBLE.match(character):
        return not _is_needed(text, place)
    return unicodedata.category(character)[0] == "C" or character in "\u2028\u2029"


def has_hidden(text: str) -> bool:
    """Whether any character is hidden."""
    return (not text.isprintable() or INVISIBLE.search(text) is not None) and any(
        is_hidden(text, place) for place in range(len(text))
    )


def without_invisible(text: str) -> str:
    """Return ``text`` without the invisible characters it does not need; control characters stay."""
    return INVISIBLE.sub(lambda found: found[0] if _is_needed(text, found.start()) else "", text)


def without_hidden(text: str) -> str:
    """Return ``text`` without its hidden characters."""
    return "".join(sign for place, sign in enumerate(text) if not is_hidden(text, place)) if has_hidden(text) else text


def escaped(text: str) -> str:
    r"""Return ``text`` with its hidden characters as ``\x1b``, ``\u202e`` or ``\U000e0041``, where they can be seen."""
    if not has_hidden(text):
        return text
    return "".join(_escape(ord(sign)) if is_hidden(text, place) else sign for place, sign in enumerate(text))


def escaped_in_json(text: str) -> str:
    r"""Return JSON with all that does not show as ``\uXXXX``: the value is the same, and terminals obey nothing."""
    if text.isprintable() and not INVISIBLE.search(text):
        return text
    return "".join(sign if sign.isprintable() and not INVISIBLE.match(sign) else _in_json(sign) for sign in text)


def _in_json(sign: str) -> str:
    """The JSON escape of a character; two escapes beyond U+FFFF."""
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _is_needed(text: str, place: int) -> bool:
    """Whether an invisible character belongs to the emoji, or the letter of another script, before it.

    One of a kind: a row of them, as used to hide a message behind an emoji, is not needed.
    """
    character, before = text[place], text[place - 1] if place else ""
    if character in _JOINERS:
        return _takes_signs(before) or (before == "\ufe0f" and _is_needed(text, place - 1))
    if "\ufe00" <= character <= "\ufe0f" or "\u180b" <= character <= "\u180f":  # they choose a form of the sign before
        return _takes_signs(before) or (before in _KEYCAPS and text[place + 1 : place + 2] == _KEYCAP)
    if "\U000e0100" <= character <= "\U000e01ef":
        return before != "" and unicodedata.category(before) == "Lo" and not INVISIBLE.match(before)
    if "\U000e0020" <= character <= "\U000e007f":
        near = text[max(place - _LONGEST_FLAG, 0) : place + _LONGEST_FLAG]
        return any(flag.start() < min(place, _LONGEST_FLAG) < flag.end() for flag in re.finditer(_FLAG, near))
    return False


def _takes_signs(character: str) -> bool:
    """Whether a character is a symbol, or a letter or mark of another script than the Latin one."""
    if character.isascii() or _is_latin(character) or INVISIBLE.match(character):
        return False
    return character in _EMOJI_PUNCTUATION or unicodedata.category(character)[0] in "LMS"


def _is_latin(character: str) -> bool:
    """Whether a character beyond ASCII is a Latin letter, or a mark of one."""
    return "\u00c0" <= character <= "\u024f" or "\u0300" <= character <= "\u036f" or "\u1e00" <= character <= "\u1eff"
