"""Tables of tasks, as in appendixes: the meaning of their columns, and the sections and tasks in their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from parplan.importing.blocks import DocumentCell, DocumentLine, DocumentTable
from parplan.importing.dittos import is_ditto
from parplan.importing.enumerators import Numeral, clean, ordinal, read_enumerator, without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundStep, FoundTask
from parplan.importing.labels import (
    COORDINATING,
    DOING,
    LEAD,
    NOTES,
    NUMBER,
    PERSON,
    PRODUCTS,
    RECIPIENT,
    SECTION,
    TIME,
    TITLE,
    Label,
    find_label,
)
from parplan.importing.numbering import gaps
from parplan.importing.time_marks import edge_of, is_mark, period_of, time_of
from parplan.vocabulary.folding import fold

#: Columns by which a table of tasks is recognised.
_TELLING = frozenset({LEAD, DOING, COORDINATING, TIME, PRODUCTS})
_KEPT = (LEAD, COORDINATING, TIME, PRODUCTS, PERSON, RECIPIENT, NOTES)
#: The most rows a header may have.
_HEADER_ROWS = 3


#: Words that give away the field of a header whose wording is unknown or misread.
_TELLTALES = (
    (LEAD, r"chu tri"),
    (COORDINATING, r"phoi hop"),
    (TIME, r"\bthoi (?:gian|han)\b"),
    (PRODUCTS, r"\bpham\b|ket qua"),
)


class TableColumn(Struct, frozen=True):
    """One column: the field it holds (``None``: one the plan format has no key for), and its header as printed."""

    field: str | None
    printed: str
    sure: bool = True
    #: The month or quarter that a cross under it stands for.
    period: str = ""
    #: Beginnings (``from``) or ends (``to``) of times stand under it.
    edge: str = ""


class Header(Struct, frozen=True):
    """The columns of a table, and the number of rows its header takes."""

    columns: tuple[TableColumn, ...]
    rows: int

    def of(self, field: str) -> list[int]:
        """The indexes of the columns that hold ``field``."""
        return [i for i, column in enumerate(self.columns) if column.field == field]


def is_data(table: DocumentTable) -> bool:
    """Whether a table is one of tasks, by its header, or may continue one (it has three columns or more)."""
    return find_header(table) is not None or (table.width >= 4 and not is_arranging(table))


def is_arranging(table: DocumentTable) -> bool:
    """Whether a table is a letterhead or a signature block."""
    text = fold(" ".join(cell.text for row in table.rows for cell in row))
    return bool(
        re.search(r"cong hoa xa hoi|dang cong san viet nam|noi nhan|doc lap - tu do|^(?:tm|kt|tl|t/m)\.? ", text)
    )


#: The header over the names of targets.
_TARGETS = re.compile(
    r"(?:ten |cac |noi dung )?(?:chi tieu|muc tieu)(?:(?:,|/| -| va) ?(?:chi tieu|muc tieu))?(?: chu yeu)?"
)


def _is_of_targets(table: DocumentTable) -> bool:
    """Whether a table lists targets with their values: who follows them up does not make them tasks."""
    for row in table.rows[:2]:
        fields = {label.field for label in _labels(row) if label is not None}
        named = any(_TARGETS.fullmatch(fold(clean(cell.text))) for cell in row)
        if named and not fields & {TITLE, COORDINATING, TIME}:
            return True
    return False


def find_header(table: DocumentTable) -> Header | None:
    """The header in the first rows, or ``None`` if they are not the header of a table of tasks."""
    if _is_of_targets(table):
        return None
    for start in range(min(2, len(table.rows))):
        header = _header_at(table, start)
        if header is not None:
            return header
    return None


def _header_at(table: DocumentTable, start: int) -> Header | None:
    rows = table.rows[start : start + _HEADER_ROWS]
    if not rows:
        return None
    labels = [_labels(row) for row in rows]
    if _telling(labels[0]) < 1 or _known(labels[0]) < 2:
        return None
    width = table.width
    texts = [[row[i].text if i < len(row) else "" for i in range(width)] for row in rows]
    count = 1
    merged_down = max((cell.rows for cell in rows[0] if cell.text), default=1)
    for k in range(1, len(rows)):
        below = [
            c for c in range(width) if c < len(rows[k]) and c < len(rows[k - 1]) and rows[k][c] is not rows[k - 1][c]
        ]
        words = [texts[k][c] for c in below if texts[k][c].strip()]
        if k < merged_down and words and all(len(word) < 60 for word in words):
            count = k + 1
            continue
        if k == 1 and words and all(find_label(word) for word in words) and len(words) >= 1 and len(below) < width:
            count = k + 1
            continue
        break
    columns: list[TableColumn] = []
    for i in range(width):
        column: TableColumn | None = None
        printed: list[str] = []
        for k in range(count):
            text = clean(texts[k][i])
            if not text or text in printed:
                continue
            printed.append(text)
            label = find_label(text)
            if label is not None and (
                column is None or column.field is None or column.field == DOING or label.field != DOING
            ):
                column = TableColumn(label.field, text, label.sure)
        column = column or TableColumn(None, " – ".join(printed))
        period = period_of(printed[-1], " ".join(printed[:-1])) if printed and column.field in (TIME, None) else ""
        columns.append(TableColumn(TIME, printed[0], period=period) if period else column)
        if printed and not period and (edge := edge_of(printed[-1])):
            columns[-1] = TableColumn(TIME, printed[0], edge=edge)
    columns = _with_edges(_with_periods(columns))
    columns = _without_doubles(columns)
    columns = _with_number_and_title(columns, table, start + count)
    header = Header(tuple(columns), start + count)
    if not header.of(TITLE):
        return None
    return header if any(column.field in _TELLING for column in columns) else None


#: The beginning of a header over titles, where none is named as usual: “Nội dung thanh tra”.
_CONTENTS = re.compile(r"(?:noi dung|nhiem vu|cong viec|hoat dong|de an|hang muc|viec)\b")


def _with_number_and_title(columns: list[TableColumn], table: DocumentTable, start: int) -> list[TableColumn]:
    """Assign columns without a telling header: the first of numbers has the numbers, the wordiest the titles."""
    fields = [column.field for column in columns]
    body = [row for row in table.rows[start:] if len(row) == len(columns)]
    if NUMBER not in fields and fields and fields[0] is None and _numbers(body, 0):
        columns[0] = TableColumn(NUMBER, columns[0].printed)
    if TITLE not in [column.field for column in columns] and body:
        sizes = [
            sum(len(row[i].text) for row in body) if column.field is None else -1 for i, column in enumerate(columns)
        ]
        named = [
            i for i, column in enumerate(columns) if column.field is None and _CONTENTS.match(fold(column.printed))
        ]
        best = named[0] if len(named) == 1 else max(range(len(columns)), key=lambda i: sizes[i])
        if sizes[best] > 0:
            columns[best] = TableColumn(TITLE, columns[best].printed, sure=False)
    for field, words in _TELLTALES:
        if field in [column.field for column in columns]:
            continue
        told = [i for i, c in enumerate(columns) if c.field is None and re.search(words, fold(c.printed))]
        if len(told) == 1:
            columns[told[0]] = TableColumn(field, columns[told[0]].printed, sure=False)
    titles = [i for i, column in enumerate(columns) if column.field == TITLE]
    if len(titles) > 1 and _spans_others(body, titles[0], titles[1]):
        columns[titles[0]] = TableColumn(SECTION, columns[titles[0]].printed)
        titles = titles[1:]
    for extra in titles[1:]:  # “Nội dung” beside “Nhiệm vụ”: the first is the title, the others are kept
        columns[extra] = TableColumn(None, columns[extra].printed)
    return columns


def _with_periods(columns: list[TableColumn]) -> list[TableColumn]:
    """Accept columns of months and quarters only where several are side by side: one “1” may be anything."""
    if sum(bool(column.period) for column in columns) >= 3:
        return columns
    return [TableColumn(None, column.printed) if column.period else column for column in columns]


def _with_edges(columns: list[TableColumn]) -> list[TableColumn]:
    """Beginnings are such only where ends stand beside them: “Hoàn thành” alone is the time."""
    if [column.edge for column in columns if column.edge] == ["from", "to"]:
        return columns
    return [TableColumn(column.field, column.printed) if column.edge else column for column in columns]


def _without_doubles(columns: list[TableColumn]) -> list[TableColumn]:
    """Keep a column with an uncertain header apart from one that surely holds its field: “Minh chứng”, “Sản phẩm”."""
    surely = {column.field for column in columns if column.sure}
    return [
        TableColumn(None, column.printed) if not column.sure and column.field in surely else column
        for column in columns
    ]


def _spans_others(rows: Sequence[tuple[DocumentCell, ...]], first: int, second: int) -> bool:
    """Whether each cell of one column is beside several of another: then they are headings of these."""
    return any(row[first].rows > 1 and row[second].rows < row[first].rows for row in rows)


def _numbers(rows: Sequence[tuple[DocumentCell, ...]], column: int) -> bool:
    texts = [row[column].text for row in rows if row[column].text.strip()]
    return bool(texts) and sum(1 for text in texts if _number(text)) >= 0.7 * len(texts)


def _labels(row: Sequence[DocumentCell]) -> list[Label | None]:
    seen: set[int] = set()
    labels: list[Label | None] = []
    for cell in row:
        labels.append(None if id(cell) in seen else find_label(clean(cell.text)))
        seen.add(id(cell))
    return labels


def _known(labels: Sequence[Label | None]) -> int:
    return sum(1 for label in labels if label is not None)


def _telling(labels: Sequence[Label | None]) -> int:
    return len({label.field for label in labels if label is not None and label.field in _TELLING})


def read_tables(
    tables: Sequence[tuple[DocumentTable, Sequence[DocumentLine]]],
) -> tuple[list[FoundSection], list[DocumentTable]]:
    """The sections of all tables of tasks, in order, and the tables that are none of tasks.

    Each table is given with the lines directly before it.
    """
    sections: list[FoundSection] = []
    left: list[DocumentTable] = []
    header: Header | None = None
    reader: _Rows | None = None
    for table, before in tables:
        own = find_header(table)
        if own is not None:
            caption = _caption(before)
            same = reader is not None and header is not None and _same(own, header) and caption is None
            header = own
            if not same or reader is None:
                reader = _Rows(sections, header, caption)
            else:
                reader.header = header
            reader.read(table, own.rows)
        elif _is_of_targets(table):
            left.append(table)
            header = reader = None
        elif header is not None and reader is not None and table.width == len(header.columns):
            reader.read(table, 0)
        else:
            left.append(table)
    _mark_gaps(sections)
    return [section for section in sections if section.tasks], left


def _mark_gaps(sections: Sequence[FoundSection]) -> None:
    """Mark the sections that follow a missing number. The first may have any: its table can go on from the body."""
    for style in (r"[IVX]+", r"\d+"):
        counted = [section for section in sections if re.fullmatch(style, section.number)]
        for i in gaps([section.number for section in counted], without_d=True):
            counted[i].gap = i > 0


def _same(one: Header, other: Header) -> bool:
    return [column.field for column in one.columns] == [column.field for column in other.columns]


def _caption(before: Sequence[DocumentLine]) -> FoundField | None:
    """The title of a table's annex: the lines between “PHỤ LỤC” and the table, without remarks in brackets."""
    lines = [line for line in before[-6:] if not line.text.startswith("(")]
    annex = next((i for i, line in enumerate(lines) if re.match(r"PHỤ LỤC|Phụ lục", line.text)), None)
    if annex is not None:
        title = [line.text for line in lines[annex + 1 :]] or [lines[annex].text]
        return FoundField((without_closing(" ".join(title)),), lines[annex].place)
    last = next((line for line in reversed(lines) if line.whole.strip()), None)
    for line in reversed(lines):
        if re.match(r"(?:DANH MỤC|BẢNG|BIỂU|KẾ HOẠCH)\b", line.text):
            return FoundField((without_closing(line.text),), line.place)
        enumerator = read_enumerator(line.whole)
        if enumerator is not None and enumerator.style in (Numeral.ROMAN, Numeral.UPPER) and enumerator.rest:
            return FoundField((without_closing(enumerator.rest),), line.place, label=enumerator.value)
        heads = line is last and enumerator is not None and enumerator.style in (Numeral.NUMBER, Numeral.DOTTED)
        if heads and enumerator is not None and enumerator.rest and len(line.text) < 120:
            return FoundField((without_closing(enumerator.rest),), line.place, label=enumerator.value)
    return None


class _Rows:
    """Reads the rows of one table, and of the tables that continue it, into sections."""

    def __init__(self, sections: list[FoundSection], header: Header, caption: FoundField | None) -> None:
        self.header = header
        self._sections = sections
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
        self._names = {fold(column.printed) for column in header.columns if column.printed}

    def read(self, table: DocumentTable, first: int) -> None:
        """Read the rows from index ``first`` on."""
        rows = table.rows
        for i in range(first, len(rows)):
            row = rows[i]
            if len(row) < len(self.header.columns) or self._is_header(row) or _counts_columns(row):
                continue
            if not any(cell.text.strip(" \u00a0-–….") for cell in row):
                continue
            self._row(
                row, [r for r in rows[i + 1 : i + 40] if len(r) >= len(self.header.columns)], joined=i in table.joined
            )

    def _is_header(self, row: Sequence[DocumentCell]) -> bool:
        texts = {fold(clean(cell.text)) for cell in row if cell.text.strip()}
        if texts and texts <= self._names:
            return True
        labels = _labels(row)
        filled = len({id(cell) for cell in row if cell.text.strip()})
        return _telling(labels) >= 2 and _known(labels) >= max(2, filled - 1)

    def _row(self, row: Sequence[DocumentCell], following: Sequence[Sequence[DocumentCell]], *, joined: bool) -> None:
        self._begin_section(row)
        number, title_cell, title = self._number_and_title(row)
        if self._is_section(row, number, title, following):
            self._add_section(row, number, title, following)
            return
        if self._task is not None and self._goes_on(row, number, title_cell, title):
            self._add_row(row)
            return
        task = self._new_task(row, number, title_cell, title)
        if joined:
            task.doubts.append(("row-joined", "title"))

    def _begin_section(self, row: Sequence[DocumentCell]) -> None:
        """A section begins where the column of fields of work changes."""
        for column in self.header.of(SECTION):
            cell = row[column]
            if not cell.text.strip() or cell is self._section_cell or is_ditto(cell.text):
                continue
            self._section_cell, self._task, self._heading_steps = cell, None, ()
            enumerator = read_enumerator(cell.text)
            numbered = enumerator is not None and enumerator.style is not Numeral.BULLET and bool(enumerator.rest)
            number, words = (enumerator.value, enumerator.rest) if numbered and enumerator else ("", cell.text)
            self._section = FoundSection(number, FoundField((without_closing(words),), cell.place), table=True)
            self._sections.append(self._section)

    def _number_and_title(self, row: Sequence[DocumentCell]) -> tuple[str, DocumentCell, list[DocumentLine]]:
        """The number of a row and the lines of its title; the number may be part of the title."""
        title_cell = row[self.header.of(TITLE)[0]]
        numbers = self.header.of(NUMBER)
        number_cell = row[numbers[0]] if numbers else None
        lines = list(title_cell.lines)
        if number_cell is not None and number_cell is not title_cell:
            return _number(number_cell.text) or clean(number_cell.text), title_cell, lines
        if lines:
            enumerator = read_enumerator(lines[0].whole)
            if enumerator is not None and enumerator.style is not Numeral.BULLET and enumerator.rest:
                first = lines[0]
                lines[0] = DocumentLine(
                    enumerator.rest,
                    first.place,
                    "",
                    first.bold,
                    first.italic,
                    first.centered,
                    first.indent,
                    first.unsure,
                )
                return enumerator.value, title_cell, lines
        return "", title_cell, lines

    def _is_section(
        self,
        row: Sequence[DocumentCell],
        number: str,
        title: Sequence[DocumentLine],
        following: Sequence[Sequence[DocumentCell]],
    ) -> bool:
        distinct = {id(cell): cell for cell in row if cell.text.strip(" \u00a0")}
        words = " ".join(line.whole for line in title).strip()
        if not words:
            return False
        others = [cell for i, cell in enumerate(row) if self.header.columns[i].field not in (NUMBER, TITLE, SECTION)]
        title_cell = row[self.header.of(TITLE)[0]]
        filled = [cell for cell in others if cell.text.strip(" \u00a0-–") and cell is not title_cell]
        if filled:
            # A stray rule in the picture of a row may cut its heading in two.
            cut = len({id(cell) for cell in filled}) == 1 and filled[0].columns >= 3 and len(filled) == len(others)
            return cut and re.fullmatch(r"[IVX]+|[A-H]", number) is not None and words.isupper()
        spans = title_cell.columns >= max(3, len(row) - 2) or len(distinct) == 1
        if number and (re.fullmatch(r"[IVX]+|[A-H]", number)):
            return True
        emphasized = all(line.bold for line in title) or (words.upper() == words and len(words) > 5)
        if spans:
            return True
        deeper = (
            bool(following) and self._number_and_title(following[0])[0].startswith(f"{number}.") if number else False
        )
        if deeper or (bool(number) and bool(following) and self._has_bullet_below(following[0])):
            return True
        if not number:
            return (emphasized and title_cell.rows == 1 and self._task is None) or (
                emphasized and bool(self.header.of(NUMBER)) and not _is_bullet(title)
            )
        if emphasized and following:
            following_number = self._number_and_title(following[0])[0]
            return ordinal(following_number) in (1, None) or any(line.bold for line in title)
        return False

    def _has_bullet_below(self, row: Sequence[DocumentCell]) -> bool:
        """Whether a row without a number is a bullet with fields of its own, so that the row above is a heading."""
        number, _, title = self._number_and_title(row)
        return not number and _is_bullet(title) and bool(self._fields(row))

    def _add_section(
        self,
        row: Sequence[DocumentCell],
        number: str,
        title: Sequence[DocumentLine],
        following: Sequence[Sequence[DocumentCell]],
    ) -> None:
        lines = list(title)
        title_cell = row[self.header.of(TITLE)[0]]
        beside = {
            id(cell): cell
            for i, cell in enumerate(row)
            if self.header.columns[i].field not in (NUMBER, TITLE, SECTION) and cell is not title_cell
        }
        lines += [line for cell in beside.values() for line in cell.lines if line.text.strip(" \u00a0-–")]
        if not number and lines:
            enumerator = read_enumerator(lines[0].whole)
            if enumerator is not None and enumerator.style is not Numeral.BULLET and enumerator.rest:
                number = enumerator.value
                lines[0] = DocumentLine(enumerator.rest, lines[0].place)
        self._task = None
        words = FoundField(
            (without_closing(" ".join(line.whole for line in lines)),), row[self.header.of(TITLE)[0]].place
        )
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
            self._section.items.append(FoundHeading(steps, words))
            self._heading_steps = steps
            return
        self._heading_steps = ()
        if number:
            self._outer, self._within = (number, words), 0
        elif self._outer is not None and (self._within or self._section is None or not self._section.tasks):
            # A heading without a number directly below one with a number: “I. Nhiệm vụ đề ra” / “Trục (1) …”
            self._within += 1
            outer, above = self._outer
            number = f"{outer}.{self._within}"
            words = FoundField((f"{above.text} – {words.text}",), words.place)
        self._section = FoundSection(number, words, table=True)
        self._sections.append(self._section)
        self._from_row = True

    def _in_section(self) -> FoundSection:
        if self._section is None:
            number = self._caption.label if self._caption is not None else ""
            self._section = FoundSection(number, self._caption or FoundField(("",)), table=True)
            self._sections.append(self._section)
            self._from_row = False
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

    def _add_row(self, row: Sequence[DocumentCell]) -> None:
        task = self._task
        assert task is not None
        fields = self._fields(row)
        if not fields:
            return
        place = row[self.header.of(TITLE)[0]].place
        if not task.rows:
            task.rows.append(FoundStep(dict(task.fields), task.title.place))
            task.doubts.append(("several-rows", "milestones"))
        task.rows.append(FoundStep(fields, place))
        self._keep_columns(row, task)

    def _new_task(
        self, row: Sequence[DocumentCell], number: str, title_cell: DocumentCell, title: Sequence[DocumentLine]
    ) -> FoundTask:
        if self._section is not None and self._from_row and _is_next(self._section.number, number):
            words = FoundField((without_closing(" ".join(line.whole for line in title)),), title_cell.place)
            self._section = FoundSection(number, words, table=True)
            self._sections.append(self._section)
            self._heading_steps = ()
        section = self._in_section()
        bullet = not number and _is_bullet(title)
        lines = [_without_bullet(line) if bullet else line for line in title]
        parts: list[FoundField] = []
        if len(lines) > 1 and lines[0].text.endswith(":") and all(_is_bullet([line]) for line in lines[1:]):
            bulleted = [_without_bullet(line) for line in lines[1:]]
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
        task = FoundTask(steps, words, self._fields(row), parts=parts, bullet=not number)
        if not words.text:
            task.doubts.append(("missing", "title"))
        self._keep_columns(row, task)
        merged = self._merged_fields(row)
        for field in merged:
            task.doubts.append(("merged-fields", field))
        section.items.append(task)
        self._task, self._title_cell = task, title_cell
        return task

    def _keep_columns(self, row: Sequence[DocumentCell], task: FoundTask) -> None:
        """Keep what the format has no field for, by its header or, under a blank one, by its place."""
        for i, column in enumerate(self.header.columns):
            cell = row[i]
            if column.field is not None or not (words := clean(cell.text.strip(" \u00a0"))):
                continue
            if not column.printed and (not words.strip("-–.…") or any(cell is other for other in row[:i])):
                continue
            name = column.printed or f"Cột {i + 1}"
            known = task.columns.get(name)
            if known is None:
                task.columns[name] = FoundField((words,), cell.place)
            elif known.place != cell.place:  # of a further row of the task
                task.columns[name] = FoundField((f"{known.text}; {words}",), known.place)

    def _merged_fields(self, row: Sequence[DocumentCell]) -> list[str]:
        """Fields that share one merged cell."""
        seen: dict[int, str] = {}
        merged: list[str] = []
        for i, column in enumerate(self.header.columns):
            if column.field is None or not row[i].text.strip():
                continue
            field = LEAD if column.field == DOING else column.field
            first = seen.setdefault(id(row[i]), field)
            if first != field:
                merged.append(first)
                merged.append(field)
        return list(dict.fromkeys(field for field in merged if field in _KEPT))

    def _fields(self, row: Sequence[DocumentCell]) -> dict[str, FoundField]:
        fields: dict[str, FoundField] = {}
        has_lead = bool(self.header.of(LEAD))
        for i, column in enumerate(self.header.columns):
            name = column.field
            cell = row[i]
            if name == DOING:
                name = COORDINATING if has_lead else LEAD
            if column.period or column.edge:
                continue
            if name not in _KEPT or not cell.text.strip(" \u00a0-–…."):
                continue
            lines = cell.lines
            texts = tuple(line.whole for line in lines if line.whole.strip())
            unsure = tuple(word for line in lines for word in line.unsure)
            if name in fields:
                known = fields[name]
                if known.place == cell.place:
                    continue
                texts = (*known.texts, *texts)
            fields[name] = FoundField(texts, cell.place, column.printed, unsure=unsure)
        self._add_periods(row, fields)
        self._add_edges(row, fields)
        return fields

    def _add_edges(self, row: Sequence[DocumentCell], fields: dict[str, FoundField]) -> None:
        """The time from a beginning to an end that stand in two columns."""
        found = {column.edge: row[i] for i, column in enumerate(self.header.columns) if column.edge}
        texts = {edge: without_closing(cell.text) for edge, cell in found.items() if cell.text.strip(" \u00a0-–….")}
        if not texts:
            return
        cell, column = next(iter(found.values())), next(column for column in self.header.columns if column.edge)
        if len(texts) == 2 and texts["from"] != texts["to"]:
            words = f"Từ {texts['from'][:1].lower()}{texts['from'][1:]} đến {texts['to'][:1].lower()}{texts['to'][1:]}"
        else:
            words = texts.get("to") or f"Từ {texts['from']}"
        if TIME in fields:  # a third column under the same header: “Bắt đầu”, “Kết thúc”, “Báo cáo”
            words = f"{words}; {fields[TIME].text}"
        fields[TIME] = FoundField((words,), cell.place, column.printed, ("time-marks",))

    def _add_periods(self, row: Sequence[DocumentCell], fields: dict[str, FoundField]) -> None:
        """The time given by crosses under months or quarters; a cell with other words is kept, with a doubt."""
        columns = [(column, row[i]) for i, column in enumerate(self.header.columns) if column.period]
        filled = [(column, cell) for column, cell in columns if cell.text.strip(" \u00a0-–….")]
        if not filled:
            return
        cell = filled[0][1]
        if all(is_mark(cell.text) for _, cell in filled):
            words = time_of([column.period for column, _ in filled])
        else:
            words = "; ".join(dict.fromkeys(clean(cell.text) for _, cell in filled))
        fields[TIME] = FoundField((words,), cell.place, columns[0][0].printed, ("time-marks",))


def _is_next(section: str, number: str) -> bool:
    """Whether a row is on the level of a section: its number is the one after the section's."""
    return section.isdecimal() and number.isdecimal() and int(number) == int(section) + 1


def _number(text: str) -> str:
    """The value of a number cell: ``1``, ``1.1``, ``III``, ``a`` of ``1.``, ``(1)``, ``a)``."""
    stripped = clean(text)
    enumerator = read_enumerator(stripped) or (read_enumerator(f"{stripped}.") if len(stripped) < 12 else None)
    if enumerator is None or enumerator.style is Numeral.BULLET or enumerator.rest:
        return ""
    return enumerator.value


def _counts_columns(row: Sequence[DocumentCell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3) or A B 1 2."""
    texts = [clean(cell.text).strip("()[]") for cell in row]
    filled = [text for text in texts if text]
    if len(filled) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-H]", text) for text in filled):
        return False
    digits = [int(text) for text in filled if text.isdecimal()]
    return len(digits) >= 2 and digits == list(range(digits[0], digits[0] + len(digits)))


def _is_bullet(lines: Sequence[DocumentLine]) -> bool:
    enumerator = read_enumerator(lines[0].whole) if lines else None
    return enumerator is not None and enumerator.style is Numeral.BULLET


def _without_bullet(line: DocumentLine) -> DocumentLine:
    enumerator = read_enumerator(line.whole)
    if enumerator is not None and enumerator.style is Numeral.BULLET:
        return DocumentLine(enumerator.rest, line.place, "", line.bold, unsure=line.unsure)
    return line
