"""Read the rows of a table of tasks, and of the tables that continue it, into sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.blocks import DocumentCell, DocumentLine, DocumentTable
from parplan.importing.dittos import is_ditto
from parplan.importing.enumerators import Numeral, read_enumerator, without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundStep, FoundTask
from parplan.importing.labels import SECTION, TITLE
from parplan.importing.tables.headers import Header, count_known, count_telling, header_at, labels_of
from parplan.importing.tables.row_fields import fields_of, keep_columns, merged_fields, number_and_title
from parplan.importing.tables.row_words import (
    NOTHING,
    begins_item,
    counts_columns,
    is_blank,
    is_bullet,
    is_sum,
    without_bullet,
)
from parplan.importing.tables.section_rows import is_section, number_and_words


class ReadRow(Struct, frozen=True):
    """A row of a table of tasks below ``header``, and what it was read as; ``None``: as nothing."""

    cells: Sequence[DocumentCell]
    header: Header
    read_as: FoundTask | FoundSection | FoundHeading | None = None


class TableRows:
    """Reads the rows of one table, and of the tables that continue it, into sections.

    read_rows: receives every row but those that only repeat the header or number the columns, and blank ones.
    """

    def __init__(
        self, sections: list[FoundSection], read_rows: list[ReadRow], header: Header, caption: FoundField | None
    ) -> None:
        self.header = header
        self._sections = sections
        self._read_rows = read_rows
        self._caption = caption
        self._section: FoundSection | None = None
        self._task: FoundTask | None = None
        self._title_cell: DocumentCell | None = None
        self._heading_steps: tuple[str, ...] = ()
        self._dotted = False
        self._from_row = True
        #: The last section row with a number, and how many without one stand below it.
        self._outer: tuple[str, FoundField] | None = None
        self._within = 0
        self._section_cell: DocumentCell | None = None

    def read(self, table: DocumentTable, first: int) -> None:
        """Read the rows from index ``first`` on."""
        rows = table.rows
        below_header = first
        for i in range(first, len(rows)):
            row = rows[i]
            if i < below_header or counts_columns(row) or is_blank(row) or self.header.is_repeated(row):
                continue
            if self._is_header(row):
                below_header = self._next_header(table, i)
                continue
            if len(row) < len(self.header.columns) or is_sum(row):
                self._read_rows.append(ReadRow(row, self.header))
                continue
            following = [r for r in rows[i + 1 : i + 40] if len(r) >= len(self.header.columns)]
            self._read_rows.append(ReadRow(row, self.header, self._row(row, following, joined=i in table.joined)))

    def _next_header(self, table: DocumentTable, at: int) -> int:
        """Take over a header with other columns within a table; the index of the row below it."""
        header = header_at(table, at)
        if header is None:
            return at + 1
        if not header.is_like(self.header):
            self.header, self._task = header, None
        return header.rows

    def _is_header(self, row: Sequence[DocumentCell]) -> bool:
        """Whether a row is a header in other words."""
        labels = labels_of(row)
        filled = len({id(cell) for cell in row if cell.text.strip()})
        return count_telling(labels) >= 2 and count_known(labels) >= max(2, filled - 1)

    def _row(
        self, row: Sequence[DocumentCell], following: Sequence[Sequence[DocumentCell]], *, joined: bool
    ) -> FoundTask | FoundSection | FoundHeading:
        self._begin_section(row)
        if (rest := self._rest_of_title(row)) is not None:
            return rest
        if is_section(self.header, row, following, below_task=self._task is not None):
            return self._add_section(row)
        number, title_cell, title = number_and_title(self.header, row)
        if self.header.numbers_sections:
            number = ""
        if self._task is not None and self._goes_on(row, number, title_cell, title):
            return self._add_row(row, self._task)
        task = self._new_task(row, number, title_cell, title)
        if joined:
            task.doubts.append(("row-joined", "title"))
        return task

    def _rest_of_title(self, row: Sequence[DocumentCell]) -> FoundTask | None:
        """The task above, whose title goes on in a row of its own, within a sentence: with a doubt, it is joined."""
        number, cell, title = number_and_title(self.header, row)
        task = self._task
        words = " ".join(line.whole for line in title).strip()
        alone = all(one is cell or not one.text.strip(NOTHING) for one in row) and cell.columns == 1
        if task is None or number or not alone or not words[:1].islower() or read_enumerator(words) is not None:
            return None
        unsure = (*task.title.unsure, *(word for line in title for word in line.unsure))
        task.title = replace(task.title, texts=(without_closing(f"{task.title.text} {words}"),), unsure=unsure)
        task.doubts.append(("row-joined", "title"))
        return task

    def _begin_section(self, row: Sequence[DocumentCell]) -> None:
        """A section, or a heading below a section row, begins where the column of fields of work changes."""
        for column in self.header.of(SECTION):
            cell = row[column]
            heading_row = cell is row[self.header.of(TITLE)[0]]
            if not cell.text.strip() or heading_row or cell is self._section_cell or is_ditto(cell.text):
                continue
            self._section_cell, self._task = cell, None
            enumerator = read_enumerator(cell.text)
            numbered = enumerator is not None and enumerator.style is not Numeral.BULLET and bool(enumerator.rest)
            number, text = (enumerator.value, enumerator.rest) if numbered and enumerator else ("", cell.text)
            if self.header.numbers_sections:
                number = number or number_and_title(self.header, row)[0]
            words = FoundField((without_closing(text),), cell.place)
            if self._outer is None:
                self._open(number, words)
            elif number and self._section is not None and self._section.number == self._outer[0]:
                self._section.items.append(FoundHeading((number,), words))
                self._heading_steps = (number,)
            else:
                self._open(*self._below_outer(words))

    def _below_outer(self, words: FoundField) -> tuple[str, FoundField]:
        """The number and words of a heading without a number below one with a number: “I. Thể chế” / “Trục (1) …”."""
        assert self._outer is not None
        outer, above = self._outer
        self._within += 1
        return f"{outer}.{self._within}", FoundField((f"{above.text} – {words.text}",), words.place)

    def _open(self, number: str, words: FoundField) -> FoundSection:
        self._heading_steps = ()
        self._section = FoundSection(number, words, table=True)
        self._sections.append(self._section)
        return self._section

    def _add_section(self, row: Sequence[DocumentCell]) -> FoundSection | FoundHeading:
        number, words = number_and_words(self.header, row)
        self._task = None
        inner = (
            bool(re.fullmatch(r"\d[\d.]*", number))
            and self._section is not None
            and bool(re.fullmatch(r"[IVX]+|[A-H]", self._section.number))
        )
        inner = inner or (
            self._section is not None and bool(self._section.number) and number.startswith(f"{self._section.number}.")
        )
        if (
            self._section is not None
            and re.fullmatch(r"[IVX]+", number)
            and re.fullmatch(r"[A-H]", self._section.number)
        ):
            inner = not re.fullmatch(r"[CDI]", number) or number == "I"
        if inner and self._section is not None:
            steps = (number,)
            self._dotted = False
            heading = FoundHeading(steps, words)
            self._section.items.append(heading)
            self._heading_steps = steps
            return heading
        self._heading_steps = ()
        if number:
            self._outer, self._within = (number, words), 0
        elif self._outer is not None and (self._within or self._section is None or not self._section.tasks):
            number, words = self._below_outer(words)
        self._from_row = True
        return self._open(number, words)

    def _in_section(self) -> FoundSection:
        if self._section is None:
            self._from_row = False
            number = self._caption.label if self._caption is not None else ""
            return self._open(number, self._caption or FoundField(("",)))
        return self._section

    def _goes_on(
        self, row: Sequence[DocumentCell], number: str, title_cell: DocumentCell, title: Sequence[DocumentLine]
    ) -> bool:
        """Whether a row continues the task above: it shares its title, or has neither number nor title."""
        if self._title_cell is title_cell and title_cell.text.strip():
            return True
        task = self._task
        if task is not None and number and task.steps[-1:] == (number,):  # a merged cell, repeated on the next page
            words = without_closing(" ".join(line.whole for line in title))
            if words.startswith(task.title.text):  # the first page may cut it
                task.title = FoundField((words,), task.title.place, unsure=task.title.unsure)
                return True
            if words and task.title.text.endswith(words):
                return True
        return not number and not any(line.whole for line in title)

    def _add_row(self, row: Sequence[DocumentCell], task: FoundTask) -> FoundTask:
        fields = fields_of(self.header, row)
        if not fields:
            keep_columns(self.header, row, task)
            return task
        place = row[self.header.of(TITLE)[0]].place
        if not task.rows:
            task.rows.append(FoundStep(dict(task.fields), task.title.place))
            task.doubts.append(("several-rows", "milestones"))
        task.rows.append(FoundStep(fields, place))
        keep_columns(self.header, row, task)
        return task

    def _new_task(
        self, row: Sequence[DocumentCell], number: str, title_cell: DocumentCell, title: Sequence[DocumentLine]
    ) -> FoundTask:
        if self._section is not None and self._from_row and _is_next(self._section.number, number):
            words = FoundField((without_closing(" ".join(line.whole for line in title)),), title_cell.place)
            self._open(number, words)
        section = self._in_section()
        bullet = not number and is_bullet(title)
        lines = [without_bullet(line) if bullet else line for line in title]
        parts: list[FoundField] = []
        if len(lines) > 1 and lines[0].text.endswith(":") and all(is_bullet([line]) for line in lines[1:]):
            bulleted = [without_bullet(line) for line in lines[1:]]
            parts = [FoundField((without_closing(line.whole),), line.place, unsure=line.unsure) for line in bulleted]
            lines = lines[:1]
        words = FoundField(
            (without_closing(" ".join(line.whole for line in lines)),),
            title_cell.place,
            self.header.columns[self.header.of(TITLE)[0]].printed,
            unsure=tuple(w for line in lines for w in line.unsure),
        )
        heading = self._heading_steps
        if heading and number.startswith(f"{heading[-1]}."):
            heading = ()
            self._dotted = True
        elif heading and ((self._dotted and number.isdecimal()) or ("." in number and "." in heading[-1])):
            # “2” behind “1.1”, which stands below “1”; “6.4” behind the tasks of “6.3”
            heading = self._heading_steps = ()
        elif heading and not number:  # bullets below a heading
            self._dotted = True
        steps = (*heading, number) if number else heading
        task = FoundTask(steps, words, fields_of(self.header, row), parts=parts, bullet=not number)
        if not words.text:
            task.doubts.append(("missing", "title"))
        if sum(begins_item(line) for line in title) > 1 and not parts:
            task.doubts.append(("title-sentences", "title"))
        keep_columns(self.header, row, task)
        for field in merged_fields(self.header, row):
            task.doubts.append(("merged-fields", field))
        section.items.append(task)
        self._task, self._title_cell = task, title_cell
        return task


def _is_next(section: str, number: str) -> bool:
    """Whether a row is on the level of a section: its number is the one after the section's."""
    return section.isdecimal() and number.isdecimal() and int(number) == int(section) + 1
