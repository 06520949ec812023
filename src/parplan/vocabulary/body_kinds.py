"""The first words of the names of bodies, offices and people, read from ``body_kinds.txt``: one list for every reader.

The file says what each mark means and is written for a reader of Vietnamese to review.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from parplan.vocabulary.lexicon import lines_of

MARKS = frozenset(("field", "goes on", "school", "many", "unnamed", "standing", "listed", "dotted", "called"))


class BodyKind(Struct, frozen=True):
    """One kind. words: as they are spelled. otherwise: what follows where they mean something else."""

    words: str
    otherwise: tuple[str, ...]
    marks: frozenset[str]

    def pattern(self) -> str:
        """The words as a regular expression, with what must or must not follow."""
        not_behind = [rf" (?:{'|'.join(self.otherwise)})\b"] if self.otherwise else []
        if "listed" in self.marks:
            not_behind.append(",")
        must = r"(?=\.)" if "dotted" in self.marks else "(?= )" if "called" in self.marks else ""
        return self.words + (f"(?!{'|'.join(not_behind)})" if not_behind else "") + must


@cache
def body_kinds() -> tuple[BodyKind, ...]:
    """Every kind, the longer before those they begin with."""
    found = [_parse_kind(line) for line in lines_of("body_kinds.txt")]
    return tuple(sorted(found, key=lambda kind: -len(kind.words)))


def _parse_kind(line: str) -> BodyKind:
    words, otherwise, marks, *_ = (*(part.strip() for part in line.split("|")), "", "")
    return BodyKind(words, tuple(_listed(otherwise)), frozenset(_listed(marks)))


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def kinds_pattern(*marks: str) -> str:
    """The words of all kinds with one of ``marks``, or of every kind with what must follow, as a regular expression."""
    if not marks:
        return "|".join(kind.pattern() for kind in body_kinds())
    return "|".join(re.escape(kind.words) for kind in body_kinds() if kind.marks.intersection(marks))
