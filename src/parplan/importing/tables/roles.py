"""Matrixes of roles: bodies over the columns, below each what it does for a task: “CT” (leads), “PH” (takes part)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.enumerators import clean
from parplan.importing.labels import COORDINATING, LEAD
from parplan.importing.party_names import names_party
from parplan.importing.tables.row_words import NOTHING
from parplan.vocabulary.folding import fold

_ROLES = ((LEAD, re.compile(r"c|ct|c/t|chu tri")), (COORDINATING, re.compile(r"p|ph|p/h|phoi hop")))
#: The share of the filled cells, in percent, that must be roles.
_MOST = 80


def role_of(text: str) -> str | None:
    """The field of a task in which a body with this mark stands; ``None`` for other texts."""
    words = fold(clean(text)).strip("().")
    return next((field for field, pattern in _ROLES if pattern.fullmatch(words)), None)


def columns_of_roles(names: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    """The indexes of the columns, by their lowest headers and the texts below, that hold the roles of bodies.

    Such columns are two or more; each is of another body; somebody leads in them.
    """
    filled = [[text for text in column if text.strip(NOTHING)] for column in cells]
    roles = [[role_of(text) for text in texts] for texts in filled]
    found = [i for i, name in enumerate(names) if any(roles[i]) and names_party(name)]
    marks = [role for i in found for role in roles[i]]
    most = sum(role is not None for role in marks) * 100 >= _MOST * len(marks)
    apart = len(found) > 1 and len({names[i] for i in found}) == len(found)
    return found if most and apart and LEAD in marks else []
