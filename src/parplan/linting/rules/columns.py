"""Shared by the rules on missing fields: one finding for a plan in which all tasks lack the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from parplan.diagnostics import Message, Remark
from parplan.linting.places import TaskPlace
from parplan.linting.rule import Rule, remark

#: The least number of tasks for one common finding; in fewer, each may have been forgotten.
_FEWEST = 3


def each_or_all(
    rule: Rule,
    tasks: Sequence[TaskPlace],
    lacks: Callable[[TaskPlace], bool],
    each: Callable[[TaskPlace], Message],
    every: Callable[[int], Message],
    help: Message,
) -> Iterator[Remark]:
    """Yield a remark on each task that lacks something; if all do, one on the sections as a whole."""
    lacking = [place for place in tasks if lacks(place)]
    if len(lacking) == len(tasks) >= _FEWEST:
        yield remark(rule, ("sections",), every(len(tasks)), help, at_key=True)
        return
    for place in lacking:
        yield remark(rule, (*place.path, "id"), each(place), help)
