"""Shared by the rules on ids: families of ids with a common beginning, and the order of their steps."""

from __future__ import annotations

from parplan.linting.checked_plan import CheckedPlan, once
from parplan.vocabulary.alphabet import ENUMERATORS, normalize_id

#: A common beginning, the next steps with the first task of each, and the steps named by aliases.
Family = tuple[tuple[str, ...], dict[str, int], set[str]]


@once
def families(checked: CheckedPlan) -> list[Family]:
    """For each common beginning of ids, the next steps in document order, with the first task of each.

    1.a, 1.b, 6.2.a give ``("1",): a, b``; ``("6",): 2``; ``("6", "2"): a``. The third value has the steps named by
    aliases: an alias at a gap means that the gap is known.
    """
    steps: dict[tuple[str, ...], dict[str, int]] = {}
    aliases: dict[tuple[str, ...], set[str]] = {}
    sections = {section.id: normalize_id(section.id) for section in checked.document.sections}
    for number, place in enumerate(checked.tasks):
        runs, section = place.steps, sections[place.section.id]
        if runs[: len(section)] != section:
            continue
        for length in range(len(section), len(runs)):
            steps.setdefault(runs[:length], {}).setdefault(runs[length], number)
        for alias in place.written.aliases or ():
            other = normalize_id(alias)
            aliases.setdefault(other[:-1], set()).update(other[-1:])
    return [(parent, children, aliases.get(parent, set())) for parent, children in steps.items()]


def ordinal(step: str) -> int | None:
    """The position of a step among its siblings: ``a`` and ``1`` are 1; ``None`` if it is no enumerator."""
    if step.isdecimal():
        return int(step[:9])
    place = ENUMERATORS.find(step) if len(step) == 1 else -1
    return place + 1 if place >= 0 else None


def step_at(place: int, like: str) -> str:
    """The step at a position: a letter or a number, like ``like``."""
    return str(place) if like.isdecimal() else ENUMERATORS[place - 1]
