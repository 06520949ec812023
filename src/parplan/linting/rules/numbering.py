"""Shared by the rules on ids: ids as steps under a common beginning, and the order of steps."""

from __future__ import annotations

from parplan.linting.checked_plan import CheckedPlan, once
from parplan.vocabulary.alphabet import ENUMERATORS, normalize_id

#: An id that others continue, the next steps with the task that first has each, and the steps that aliases name.
Family = tuple[tuple[str, ...], dict[str, int], set[str]]


@once
def families(checked: CheckedPlan) -> list[Family]:
    """For each id that others continue, the next steps in document order with the task that first has each.

    1.a, 1.b, 6.2.a give ``("1",): a, b``; ``("6",): 2``; ``("6", "2"): a``. The third value are the steps that aliases
    name: an alias at a gap says that the gap is known.
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
    """The place of a step among its siblings: ``a`` and ``1`` are 1; ``None`` for what is no enumerator."""
    if step.isdecimal():
        return int(step[:9])
    place = ENUMERATORS.find(step) if len(step) == 1 else -1
    return place + 1 if place >= 0 else None


def step_at(place: int, like: str) -> str:
    """The step at a place, a letter or a number as ``like`` is one."""
    return str(place) if like.isdecimal() else ENUMERATORS[place - 1]
