"""Series of numbers and bullets, read from the lines alone and compared with what the plan has of them.

The tree of items decides what becomes a task. The series do not know it: what they count and the plan lacks is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct, field

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import Enumerator, Numeral, ordinal, read_enumerator
from parplan.importing.found import FoundField, FoundSection, FoundTask
from parplan.importing.left_out import compared_words
from parplan.importing.numbering import gaps
from parplan.provenance.doubts import Doubt, Place

#: The most numbers that may be missing in a row; farther on, a line only begins with a figure.
_MOST_MISSING = 6
#: The words by which a line is found in the plan.
_WORDS = 8


class Series(Struct, eq=False):
    """Items with numbers of one kind that follow each other, or bullets of one kind with no number between them."""

    kind: str
    lines: list[DocumentLine] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def read_series(lines: Sequence[DocumentLine]) -> list[Series]:
    """The series in the lines, in the order of their first items."""
    found: list[Series] = []
    opened: list[Series] = []
    for line in lines:
        enumerator = read_enumerator(line.whole)
        if enumerator is None or enumerator.style is Numeral.NAMED:
            continue
        kind = _kind(enumerator)
        bullet = enumerator.style is Numeral.BULLET
        place = None if bullet else ordinal(enumerator.value)
        if place is None and not bullet:
            continue
        series = next((one for one in reversed(opened) if one.kind == kind), None)
        if series is None and not bullet and place != 1:
            series = _going_on(found, kind, place)
            if series is None and place is not None and place > _MOST_MISSING:
                continue
        elif series is not None and not bullet:
            last = ordinal(series.values[-1]) or 0
            if place == 1 and last >= 1:
                opened = opened[: opened.index(series)]
                series = None
            elif place is not None and place > last + 1 + _MOST_MISSING:
                continue
        if series is None:
            series = Series(kind)
            found.append(series)
        opened = [*(opened[: opened.index(series)] if series in opened else opened), series]
        series.lines.append(line)
        series.values.append(enumerator.value)
    return found


def _kind(enumerator: Enumerator) -> str:
    if enumerator.style is Numeral.BULLET:
        return f"bullet {'-' if enumerator.value in '-–—−' else enumerator.value}"
    above = enumerator.value.rpartition(".")[0]
    return f"{above}." if above else str(enumerator.style)


def _going_on(found: Sequence[Series], kind: str, place: int | None) -> Series | None:
    """The last series of a kind, if its numbers run on through the headings between."""
    last = next((one for one in reversed(found) if one.kind == kind), None)
    return last if last is not None and ordinal(last.values[-1]) == (place or 0) - 1 else None


def find_series_faults(
    lines: Sequence[DocumentLine], sections: Sequence[FoundSection], told: Collection[Place]
) -> Iterator[Doubt]:
    """A doubt for each gap in a series that holds tasks, and for each series of which only some items are tasks.

    told: the places of gaps that are told already.
    """
    plan = _PlanWords(sections)
    state = {id(line): plan.state(line) for line in lines}
    tasks = [k for k, line in enumerate(lines) if state[id(line)] == "task"]
    within = {id(line) for line in lines[tasks[0] : tasks[-1] + 1]} if tasks else set()
    for series in read_series(lines):
        if not any(id(line) in within for line in series.lines):
            continue
        if not series.kind.startswith("bullet"):
            for k in gaps(series.values, without_d=True):
                if series.lines[k].place not in told:
                    yield Doubt("series-gap", "", "", "", series.lines[k].whole, series.lines[k].place)
        parts = [line for line in series.lines if state[id(line)] == "part"]
        if parts and any(state[id(line)] == "task" for line in series.lines):
            yield Doubt("items-as-parts", "", "", str(len(parts)), parts[0].whole, parts[0].place)


class _PlanWords:
    """The beginnings of the titles and parts of a plan, by which a line is found again."""

    def __init__(self, sections: Sequence[FoundSection]) -> None:
        tasks = [task for section in sections for task in section.tasks]
        self._titles = _beginnings(task.title for task in tasks)
        self._headings = _beginnings(
            [section.title for section in sections]
            + [item.title for section in sections for item in section.items if not isinstance(item, FoundTask)]
        )
        sure = [task for task in tasks if not any(name == "parts" for _, name in task.doubts)]
        self._parts = _beginnings(part for task in sure for part in task.parts)

    def state(self, line: DocumentLine) -> str:
        """“task”, “heading” or “part”, by what the line became; else empty."""
        enumerator = read_enumerator(line.whole)
        text = enumerator.rest if enumerator is not None else line.whole
        words = [_beginning(text), _beginning(text.partition(":")[2])]
        for name, known in (("task", self._titles), ("heading", self._headings), ("part", self._parts)):
            if any(one in known for one in words):
                return name
        return ""


def _beginnings(fields: Iterable[FoundField]) -> set[tuple[str, ...]]:
    return {_beginning(one.text) for one in fields} - {()}


def _beginning(text: str) -> tuple[str, ...]:
    return tuple(compared_words(text)[:_WORDS])
