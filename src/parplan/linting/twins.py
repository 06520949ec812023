"""Plans of the same agency and years among those checked together."""

from __future__ import annotations

from parplan.plan.structure import Plan
from parplan.vocabulary.folding import fold

#: The agency with its name folded, the first and the last year.
Identity = tuple[str, int, int]


def identity_of(plan: Plan | None) -> Identity | None:
    """Key by which two plans are the same."""
    return None if plan is None else (fold(plan.agency), plan.year, plan.through)


class Twins:
    """The plans met so far, by what makes two of them the same; the first of each kind is right."""

    def __init__(self) -> None:
        self._first: dict[Identity, str] = {}

    def other_than(self, name: str, identity: Identity | None) -> str | None:
        """The name of the plan with the same identity met before the one called ``name``."""
        if identity is None:
            return None
        first = self._first.setdefault(identity, name)
        return None if first == name else first
