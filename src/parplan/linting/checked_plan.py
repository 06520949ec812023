"""The input of a rule: one plan as text, document and compiled plan, and the day of the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
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

_RUN = re.compile(r"\w+")


class CheckedPlan(Struct, frozen=True, dict=True):
    """One plan to check. ``plan``: the compiled plan; in a file with errors, without the invalid parts."""

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
        """Units and groups by code and any of their names."""
        return NameIndex(self.plan.directory)

    @cached_property
    def made(self) -> dict[Any, Any]:
        """Results of functions marked with :func:`once`, by function."""
        return {}

    def code(self, name: str) -> str | None:
        """The code of the unit or group with this name; ``None`` if it is unknown or ambiguous."""
        try:
            return self._codes[name]
        except KeyError:
            codes = self.names.find(name)
            return self._codes.setdefault(name, codes[0] if len(codes) == 1 else None)

    @cached_property
    def _codes(self) -> dict[str, str | None]:
        # Tasks repeat the same few names, and folding a name is the most expensive step.
        return {}

    def read(self, words: str) -> tuple[Reading, ...]:
        """All times named in ``words``, read for the years of the plan."""
        return read_time(words, self.plan.year, self.plan.through).parts

    def stretch(self, path: Path, words: str, before: str = "") -> tuple[int, int] | None:
        """The offsets of ``words``, a part of the value at ``path``; ``None`` if they are written differently there.

        before: the text of the value up to the words, if they may occur several times.
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
        """Whether ``path`` exists; a document given only by its number has no keys."""
        return find(self.root, path) is not None

    @cached_property
    def lines(self) -> frozenset[str]:
        """The distinct lines of the file; texts, names and whole tasks are repeated within and across plans."""
        return frozenset(self.source.text.split("\n"))

    @cached_property
    def characters(self) -> frozenset[str]:
        """The distinct characters of the file, without line ends."""
        return frozenset("".join(self.lines))

    @cached_property
    def values(self) -> Values:
        """The values of the file, by position."""
        return Values(self.root)

    def occurrences(
        self, pattern: re.Pattern[str], wanted: Callable[[re.Match[str]], bool] | None = None
    ) -> Iterator[tuple[Path, re.Match[str]]]:
        """Yield the matches of ``pattern`` in the values of the file (not in keys or comments), with their paths.

        ``wanted`` filters matches before their paths are looked up, which is slow.
        """
        for match in pattern.finditer(self.source.text):
            if wanted is not None and not wanted(match):
                continue
            found = self.values.at(match.start())
            if found is not None and match.end() <= found[1].end:
                yield self.values.path(found[0]), match

    def words(self, wanted: Container[str]) -> Iterator[tuple[Path, re.Match[str]]]:
        """Yield the occurrences of words, which have letters only, beside no digit or underline.

        They are looked up: a pattern of all of them takes time by the number of words times the length of the file.
        """
        return self.occurrences(_RUN, lambda match: match[0] in wanted)


def once(make: Callable[[CheckedPlan], _T]) -> Callable[[CheckedPlan], _T]:
    """Cache the result of ``make`` per plan, so that rules that share it compute it once."""

    @wraps(make)
    def made(checked: CheckedPlan) -> _T:
        if make not in checked.made:
            checked.made[make] = make(checked)
        found: _T = checked.made[make]
        return found

    return made
