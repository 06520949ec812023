"""Detection of plans of the same agency and years among those checked together."""

from __future__ import annotations

from parplan.plan.structure import Plan
from parplan.vocabulary.folding import fold

#: The folded name of the agency, the first and the last year.
Identity = tuple[str, int, int]


def identity_of(plan: Plan | None) -> Identity | None:
    """The key that is equal for plans of the same agency and years."""
    return None if plan is None else (fold(plan.agency), plan.year, plan.through)


class Twins:
    """The plans seen so far, by identity; the first of each is taken as right."""

    def __init__(self) -> None:
        self._first: dict[Identity, str] = {}

    def other_than(self, name: str, identity: Identity | None) -> str | None:
        """The name of an earlier plan with the same identity, or ``None``."""
        if identity is None:
            return None
        first = self._first.setdefault(identity, name)
        return None if first == name else first
