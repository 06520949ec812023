"""Shared by the rules on missing columns: one finding for a plan whose document lacks the column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from parplan.diagnostics import Message, Remark
from parplan.linting.places import TaskPlace
from parplan.linting.rule import Rule, remark

#: Fewer tasks are each named, as they may all have been forgotten.
_FEWEST = 3


def each_or_all(
    rule: Rule,
    tasks: Sequence[TaskPlace],
    lacks: Callable[[TaskPlace], bool],
    each: Callable[[TaskPlace], Message],
    every: Callable[[int], Message],
    help: Message,
) -> Iterator[Remark]:
    """Yield a remark on each of ``tasks`` that lacks something; where all do, one on the sections as a whole."""
    lacking = [place for place in tasks if lacks(place)]
    if len(lacking) == len(tasks) >= _FEWEST:
        yield remark(rule, ("sections",), every(len(tasks)), help, at_key=True)
        return
    for place in lacking:
        yield remark(rule, (*place.path, "id"), each(place), help)
