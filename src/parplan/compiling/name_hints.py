"""Corrections for a list of names: a comma inside a name, curly quotes, a semicolon between two names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from parplan.diagnostics import N_, Message, message

_CURLY = "“”„‟«»‘’"
#: A name with commas in it is split into at most this many pieces.
_MOST_PIECES = 8


class NameHint(Struct, frozen=True):
    """Text to type instead of the names ``start:end`` (a slice); ``joined``: they are one name."""

    start: int
    end: int
    help: Message
    joined: str | None = None


def hint(names: Sequence[str], number: int, is_known: Callable[[str], bool]) -> NameHint | None:
    """Return the correction of the unknown name at ``number``, where the names around it show what was meant."""
    for start in range(number, max(number - _MOST_PIECES, -1), -1):
        for end in range(max(number, start + 1) + 1, min(start + _MOST_PIECES, len(names)) + 1):
            joined = ", ".join(names[start:end]).strip(_CURLY)
            if is_known(joined):
                help = message(N_('a name with a comma stands in quotes: "{name}"'), name=joined)
                return NameHint(start, end, help, joined)
    name = names[number]
    parts = [part.strip().strip(_CURLY) for part in name.split(";") if part.strip()]
    if len(parts) > 1 and all(map(is_known, parts)):
        written = ", ".join(f'"{part}"' if "," in part else part for part in parts)
        return NameHint(number, number + 1, message(N_("between two names stands a comma: [{names}]"), names=written))
    plain = name.strip(_CURLY)
    if plain != name and is_known(plain):
        return NameHint(
            number,
            number + 1,
            message(
                N_('write it without the printed quotes; straight ones are for names with a comma: "{name}"'),
                name=plain,
            ),
        )
    return None
