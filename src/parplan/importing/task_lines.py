"""Gaps of a draft against the lines of its lists: each line below a task is in a text of that task, else it is told.

A line stands below the task whose title was printed last before it. The words of a task are taken one by one, so that
a unit which is printed twice must be in the task twice. The heading of a part that begins between two tasks of one
section was lost: the tasks below it went on in the section above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import Any

from msgspec import Struct

from parplan.importing.blocks import DocumentLine
from parplan.importing.drafts import Draft
from parplan.importing.enumerators import Numeral, read_enumerator
from parplan.importing.field_texts import value_of
from parplan.importing.found import FoundSection
from parplan.importing.labels import TITLE, read_labelled
from parplan.importing.left_out import MADE, compared_words, is_heading, words_of, words_within
from parplan.provenance.doubts import Doubt

#: The first words of a title by which its line is found.
_FIRST = 3
#: Words of a title that a line by itself has, from which on it is the title though other tasks stand before it.
_ENOUGH = 8


class _DraftTask(Struct):
    """A task of the draft: its address, data, and the words of each field that no line has taken yet."""

    section: int
    address: str
    data: dict[str, Any]
    title: tuple[str, ...]
    fields: dict[str, Counter[str]]
    left: Counter[str]


class TaskLines:
    """The lines of a body that stand below the tasks of its lists, and those of them that the tasks lack.

    begins: the ids of the lines at which a part begins; no task goes on there. sections: those ``draft`` was made from.
    """

    def __init__(
        self, lines: Sequence[DocumentLine], begins: Container[int], sections: Sequence[FoundSection], draft: Draft
    ) -> None:
        self._tasks = list(_tasks(sections, draft))
        self._headings = Counter(
            tuple(compared_words(text))
            for section in draft.data["sections"]
            for text in (section["title"], *section.get("headings", {}).values())
        )
        #: The ids of the lines that are below a task.
        self.ids: set[int] = set()
        self.doubts: list[Doubt] = []
        self._read(lines, begins)

    def _read(self, lines: Sequence[DocumentLine], begins: Container[int]) -> None:
        by_words: dict[tuple[str, ...], list[int]] = {}
        for k, one in enumerate(self._tasks):
            by_words.setdefault(one.title[:_FIRST], []).append(k)
        at = -1
        part: DocumentLine | None = None
        task: _DraftTask | None = None
        field = "title"
        for line in lines:
            words = words_of(line)
            if id(line) in begins:
                task, part = None, line if is_heading(line) else None
            following = next(
                (
                    k
                    for k in by_words.get(words[:_FIRST], ())
                    if k > at and _is_title(line, words, self._tasks[k].title, beside=k == at + 1)
                ),
                None,
            )
            if following is not None:
                if part is not None and part is not line and self._is_lost(part, at, following):
                    self.doubts.append(Doubt("paragraph-left-out", "", "", "", part.whole, part.place))
                at, task, field, part = following, self._tasks[following], "title", None
            elif self._is_heading(line, words, task):
                task = None
            if task is None:
                continue
            self.ids.add(id(line))
            if not words:
                continue
            wanted = Counter(words)
            if wanted <= task.left:
                task.left -= wanted
                field = next((name for name, held in task.fields.items() if wanted <= held), field)
            else:
                shown = field if field in task.data else "title"
                value = value_of(task.data, shown)
                self.doubts.append(Doubt("paragraph-left-out", task.address, shown, value, line.whole, line.place))

    def _is_lost(self, part: DocumentLine, before: int, first: int) -> bool:
        """Whether a part begins within a section, and neither a title nor the first task below has its heading."""
        if before < 0 or self._tasks[before].section != self._tasks[first].section:
            return False
        enumerator = read_enumerator(part.whole)
        words = compared_words(part.whole if enumerator is None else enumerator.rest)
        return tuple(words) not in self._headings and not Counter(words) <= self._tasks[first].left

    def _is_heading(self, line: DocumentLine, words: tuple[str, ...], task: _DraftTask | None) -> bool:
        """Whether a line ends a task: a heading of the draft, or a numbered line that the task does not have."""
        if self._headings[words] > 0:
            self._headings[words] -= 1
            return True
        enumerator = read_enumerator(line.whole)
        numbered = enumerator is not None and enumerator.style is not Numeral.BULLET
        return numbered and task is not None and not Counter(words) <= task.left


def _is_title(line: DocumentLine, words: tuple[str, ...], title: tuple[str, ...], *, beside: bool) -> bool:
    """Whether a line begins the title of a task, or the title the line, whose labels may follow it.

    beside: the task follows that of the line above; of others, a few words are not enough.
    """
    labelled = read_labelled(line.whole)
    if labelled is not None and labelled.label.field != TITLE:
        return False
    shorter = min(len(words), len(title))
    return words[:shorter] == title[:shorter] and (beside or len(words) >= min(len(title), _ENOUGH))


def _tasks(sections: Sequence[FoundSection], draft: Draft) -> Iterator[_DraftTask]:
    printed: dict[str, dict[str, list[str]]] = {}
    for source in draft.sources:
        printed.setdefault(source.address, {}).setdefault(source.field, []).append(source.printed)
    for number, (section, made) in enumerate(zip(sections, draft.data["sections"], strict=True)):
        for data in () if section.table else made["tasks"]:
            fields = {
                name: Counter(words_within(value))
                | Counter(word for text in printed.get(data["id"], {}).get(name, ()) for word in compared_words(text))
                for name, value in data.items()
                if name not in MADE
            }
            left: Counter[str] = Counter()
            for words in fields.values():
                left += words
            yield _DraftTask(number, data["id"], data, tuple(compared_words(data["title"])), fields, left)
