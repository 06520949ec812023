"""Gaps of a draft against the tables of tasks: each cell is in a field, a column or a heading, else it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from parplan.importing.blocks import DocumentCell
from parplan.importing.dittos import is_ditto
from parplan.importing.drafts import Draft
from parplan.importing.field_texts import value_of
from parplan.importing.found import FoundHeading, FoundSection, FoundTask
from parplan.importing.labels import COORDINATING, DOING, LEAD, NUMBER, PRODUCTS, SECTION
from parplan.importing.left_out import compared_words, words_within
from parplan.importing.tables.roles import role_of
from parplan.importing.tables.row_words import NOTHING, unbroken
from parplan.importing.tables.rows import ReadRow
from parplan.importing.time_marks import is_mark
from parplan.provenance.doubts import Doubt


def find_cells_left_out(rows: Iterable[ReadRow], sections: Sequence[FoundSection], draft: Draft) -> Iterator[Doubt]:
    """A doubt for each row that was not read, and for each cell with a word that its task does not have.

    sections: those that ``draft`` was made from, in its order.
    """
    written = _Written(sections, draft)
    for row in rows:
        if row.read_as is None:
            yield row_left_out(row.cells)
            continue
        address, known = written.of(row.read_as)
        for cell in _distinct(row.cells):
            column = row.header.columns[next(i for i, one in enumerate(row.cells) if one is cell)]
            role = column.body and role_of(cell.text) is not None
            if is_ditto(cell.text) or (column.period and is_mark(cell.text)) or role:
                continue
            text = unbroken(cell.text) if column.field == NUMBER else cell.text
            if not known.issuperset(compared_words(text)):
                field = _field_of(column.field, row)
                value = value_of(written.tasks.get(address, {}), field)
                yield Doubt("cell-left-out", address, field, value, cell.text, cell.place)


def row_left_out(cells: Sequence[DocumentCell]) -> Doubt:
    """The doubt about a row of a table that was not read."""
    return Doubt("row-left-out", "", "", "", " | ".join(cell.text for cell in _distinct(cells)), cells[0].place)


def find_blank_columns(rows: Sequence[ReadRow]) -> Iterator[Doubt]:
    """A doubt for each column of coordinating units or products that no task has; other fields are doubted each."""
    for header in {id(row.header): row.header for row in rows}.values():
        tasks = [row for row in rows if row.header is header and isinstance(row.read_as, FoundTask)]
        for i, column in enumerate(header.columns):
            blank = not any(row.cells[i].text.strip(NOTHING) for row in tasks)
            if tasks and blank and column.field in (COORDINATING, PRODUCTS):
                yield Doubt("column-blank", "", column.field, "", column.printed, tasks[0].cells[i].place)


def _distinct(cells: Iterable[DocumentCell]) -> list[DocumentCell]:
    return list({id(cell): cell for cell in cells if cell.text.strip()}.values())


def _field_of(field: str | None, row: ReadRow) -> str:
    if not isinstance(row.read_as, FoundTask) or field == SECTION:
        return "title"
    return {None: "columns", NUMBER: "id", DOING: LEAD}.get(field) or str(field)


class _Written:
    """The words that a draft has of each task, section and heading."""

    def __init__(self, sections: Sequence[FoundSection], draft: Draft) -> None:
        self._addresses: dict[int, str] = {}
        self._words: dict[str, set[str]] = {}
        self._titles: set[str] = set()
        #: The tasks by address.
        self.tasks: dict[str, dict[str, Any]] = {}
        for section, data in zip(sections, draft.data["sections"], strict=True):
            above = {word for key in ("id", "title", "headings") for word in words_within(data.get(key))}
            for item in (section, *(one for one in section.items if isinstance(one, FoundHeading))):
                self._addresses[id(item)] = data["id"]
            self._words[data["id"]] = above
            self._titles |= above
            for task, one in zip(section.tasks, data["tasks"], strict=True):
                self._addresses[id(task)] = one["id"]
                self._words[one["id"]] = above | set(words_within(one))
                self.tasks[one["id"]] = one
        told = [(one.address, one.printed) for one in draft.sources]
        for address, printed in (*told, *((one.address, one.printed) for one in draft.doubts)):
            if address in self._words:
                self._words[address].update(compared_words(printed))

    def of(self, found: FoundTask | FoundSection | FoundHeading) -> tuple[str, set[str]]:
        """The address and words of what a row was read as; a section without tasks may be in any title."""
        address = self._addresses.get(id(found))
        return ("", self._titles) if address is None else (address, self._words[address])
