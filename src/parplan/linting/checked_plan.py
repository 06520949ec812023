"""The input of a rule: one plan as text, as a document and as compiled, with the day of the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, wraps
from itertools import count, islice
from typing import Any, TypeVar

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.document import model
from parplan.linting.places import TaskPlace
from parplan.linting.values import Values
from parplan.plan import structure
from parplan.plan.units import NameIndex
from parplan.provenance.doubts import Doubt
from parplan.source.nodes import Node, Scalar, find
from parplan.source.text import SourceText
from parplan.vocabulary.time_words import Reading, read_time

_T = TypeVar("_T")


class CheckedPlan(Struct, frozen=True, dict=True):
    """One plan to check. ``plan`` is the compiled plan; in a file with errors it lacks the parts they are about."""

    name: str
    source: SourceText
    root: Node
    document: model.Document
    plan: structure.Plan
    today: date
    doubts: tuple[Doubt, ...] = ()

    @cached_property
    def tasks(self) -> tuple[TaskPlace, ...]:
        """All tasks in document order."""
        return tuple(
            TaskPlace(("sections", i, "tasks", j), section, written, task)
            for i, (section, compiled) in enumerate(zip(self.document.sections, self.plan.sections, strict=True))
            for j, written, task in zip(count(), section.tasks, compiled.tasks)
        )

    @cached_property
    def names(self) -> NameIndex:
        """Units and groups by anything they are called."""
        return NameIndex(self.plan.directory)

    @cached_property
    def made(self) -> dict[Any, Any]:
        """Results of functions marked with :func:`once`, by function."""
        return {}

    def code(self, name: str) -> str | None:
        """The code of the unit or group a name stands for; ``None`` where it is unknown or ambiguous."""
        try:
            return self._codes[name]
        except KeyError:
            codes = self.names.find(name)
            return self._codes.setdefault(name, codes[0] if len(codes) == 1 else None)

    @cached_property
    def _codes(self) -> dict[str, str | None]:
        # The same few names stand in every task, and folding one costs more than all else that is done with it.
        return {}

    def read(self, words: str) -> tuple[Reading, ...]:
        """All times named in ``words``, read for the years of the plan."""
        return read_time(words, self.plan.year, self.plan.through).parts

    def stretch(self, path: Path, words: str, before: str = "") -> tuple[int, int] | None:
        """Where ``words`` of the value at ``path`` stand in the text; ``None`` where they are written otherwise.

        ``before`` is the text of the value up to the words that are meant, where they may stand in it several times.
        """
        node = find(self.root, path)
        if not isinstance(node, Scalar) or not words.strip():
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        earlier = sum(1 for _ in pattern.finditer(before))
        matches = pattern.finditer(self.source.text, node.start, node.end)
        match = next(islice(matches, earlier, None), None)
        return match.span() if match is not None else None

    def has(self, path: Path) -> bool:
        """Whether something stands at ``path``; a document given as its number alone has no keys of its own."""
        return find(self.root, path) is not None

    @cached_property
    def lines(self) -> frozenset[str]:
        """The lines of the whole file, each once: texts, names and whole tasks come back in a plan, and in others."""
        return frozenset(self.source.text.split("\n"))

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character of the whole file but line ends, each once."""
        return frozenset("".join(self.lines))

    @cached_property
    def values(self) -> Values:
        """The values of the file by their place."""
        return Values(self.root)

    def occurrences(
        self, pattern: re.Pattern[str], wanted: Callable[[re.Match[str]], bool] | None = None
    ) -> Iterator[tuple[Path, re.Match[str]]]:
        """Yield what ``pattern`` matches in the values of the file (not in keys or comments), with their paths.

        ``wanted`` leaves out matches before their place is looked for.
        """
        for match in pattern.finditer(self.source.text):
            if wanted is not None and not wanted(match):
                continue
            found = self.values.at(match.start())
            if found is not None and match.end() <= found[1].end:
                yield self.values.path(found[0]), match


def once(make: Callable[[CheckedPlan], _T]) -> Callable[[CheckedPlan], _T]:
    """Cache the result of ``make`` in the plan, so that rules which share it compute it once."""

    @wraps(make)
    def made(checked: CheckedPlan) -> _T:
        if make not in checked.made:
            checked.made[make] = make(checked)
        found: _T = checked.made[make]
        return found

    return made
