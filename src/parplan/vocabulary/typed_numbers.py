"""Numbers as people type them, with a separator between thousands or without."""

from __future__ import annotations

import re

#: One group of thousands, or decimals: “1.250” is 1250 to some and 1.25 to others.
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
#: Separators that can only be those of thousands: they come again, or another one stands before the decimals.
_GROUPS = re.compile(
    r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}(?:(?:\1[0-9]{3})+(?:(?!\1)[.,][0-9]{1,6})?|(?!\1)[.,][0-9]{1,2})",
    re.ASCII,
)


def without_groups(typed: str) -> str:
    """A number without the separators of its thousands, where they can be nothing else: “1.250.000”, “1.250,5”."""
    found = _GROUPS.fullmatch(typed)
    return typed if found is None else typed.replace(found[1], "")


def is_ambiguous(typed: str) -> bool:
    """Whether a number may have thousands or decimals: “1.250”."""
    return _AMBIGUOUS.fullmatch(without_groups(typed)) is not None
