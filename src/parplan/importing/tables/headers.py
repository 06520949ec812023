"""The header of a table of tasks: its rows, and the field that each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from parplan.importing.blocks import DocumentCell, DocumentTable, Unsure
from parplan.importing.enumerators import clean
from parplan.importing.labels import (
    COORDINATING,
    DOING,
    LEAD,
    NUMBER,
    OF_TASKS,
    PERSON,
    SECTION,
    TIME,
    TITLE,
    Label,
    find_label,
)
from parplan.importing.tables.roles import columns_of_roles
from parplan.importing.tables.row_words import number_of
from parplan.importing.tables.unusual_headers import (
    are_of_another,
    field_by_contents,
    field_by_words,
    texts_below,
)
from parplan.importing.time_marks import edge_of, is_mark, period_of
from parplan.vocabulary.folding import fold

#: The most rows a header may have.
_HEADER_ROWS = 3


class TableColumn(Struct, frozen=True):
    """One column: the field it holds (``None``: one the plan format has no key for), and its header as printed."""

    field: str | None
    printed: str
    sure: bool = True
    #: The month, quarter or year that a cross under it stands for.
    period: str = ""
    #: Beginnings (``from``) or ends (``to``) of times stand under it.
    edge: str = ""
    #: The body whose role in each task stands under it, and the words of its name that are not sure.
    body: str = ""
    unsure: tuple[Unsure, ...] = ()


class Header(Struct, frozen=True):
    """The columns of a table. The header takes the rows from index ``first`` to before index ``rows``.

    words: the texts over each column, folded.
    numbers_sections: the numbers are those of the fields of work in a column of their own, not of the tasks.
    """

    columns: tuple[TableColumn, ...]
    rows: int
    first: int = 0
    words: tuple[tuple[str, ...], ...] = ()
    numbers_sections: bool = False

    def of(self, field: str) -> list[int]:
        """The indexes of the columns that hold ``field``."""
        return [i for i, column in enumerate(self.columns) if column.field == field]

    def is_repeated(self, row: Sequence[DocumentCell]) -> bool:
        """Whether a row has the words of the header, or at least their beginnings, each in its column."""
        told = [(fold(clean(cell.text)), words) for cell, words in zip(row, self.words, strict=False)]
        filled = [any(_begins(word, text) for word in words) for text, words in told if text]
        return all(filled) and len(filled) > 1

    def is_like(self, other: Header) -> bool:
        """Whether the columns of another header hold the same fields.

        “Đơn vị thực hiện” over two columns, without the row below that tells them apart, may stand for any two.
        """
        doing = [column.printed for column in self.columns if column.field == DOING]
        over = doing[0] if len(doing) > 1 and len(set(doing)) == 1 else None
        return len(self.columns) == len(other.columns) and all(
            one.field == two.field or (one.field == DOING and one.printed == over and two.field in (LEAD, COORDINATING))
            for one, two in zip(self.columns, other.columns, strict=True)
        )


#: The header over the names of targets.
_TARGETS = re.compile(
    r"(?:ten |cac |noi dung )?(?:chi tieu|muc tieu)(?:(?:,|/| -| va) ?(?:chi tieu|muc tieu))?(?: chu yeu)?"
)


def is_of_targets(table: DocumentTable) -> bool:
    """Whether a table lists targets with their values: who follows them up does not make them tasks."""
    for row in table.rows[:2]:
        fields = {label.field for label in labels_of(row) if label is not None}
        named = any(_TARGETS.fullmatch(fold(clean(cell.text))) for cell in row)
        if named and not fields & {TITLE, COORDINATING, TIME}:
            return True
    return False


def _begins(word: str, text: str) -> bool:
    return word == text or (len(text) > 2 and word.startswith(text))


def find_header(table: DocumentTable) -> Header | None:
    """The header in the first rows, or ``None`` if they are not the header of a table of tasks."""
    if is_of_targets(table):
        return None
    for start in range(min(2, len(table.rows))):
        header = header_at(table, start)
        if header is not None:
            return header
    return None


def header_at(table: DocumentTable, start: int) -> Header | None:
    """The header that begins with the row of index ``start``, or ``None``."""
    rows = table.rows[start : start + _HEADER_ROWS]
    if not rows:
        return None
    labels = labels_of(rows[0])
    width = table.width
    end = start + _count_rows(rows, width)
    if (count_telling(labels) < 1 or count_known(labels) < 2) and not _is_by_contents(rows[0], table.rows[end:]):
        return None
    over = [[clean(row[i].text) if i < len(row) else "" for row in table.rows[start:end]] for i in range(width)]
    columns = _with_edges(_with_periods([_column(texts) for texts in over], over, table.rows[end:]))
    columns = _with_roles(columns, table.rows[start:end], table.rows[end:])
    columns = _with_number_and_title(_without_doubles(columns), table, end)
    columns = _with_unusual(_with_leads(columns, table.rows[end:]), table.rows[end:])
    if TITLE not in {column.field for column in columns} or not OF_TASKS & {column.field for column in columns}:
        return None
    words = tuple(tuple(map(fold, texts)) for texts in over)
    return Header(tuple(columns), end, start, words, _numbers_sections(columns, table.rows[end:]))


#: The fewest columns and rows by which a table with unusual headers is recognised, and the longest header.
_COLUMNS, _ROWS, _HEADER_LETTERS = 4, 3, 60


def _is_by_contents(row: Sequence[DocumentCell], rows: Sequence[tuple[DocumentCell, ...]]) -> bool:
    """Whether a row is the header of a table of tasks by what stands below: who does what, and until when."""
    headers = [clean(cell.text) for cell in row]
    full = [one for one in rows if len(one) == len(row)]
    if len(row) < _COLUMNS or len(full) < _ROWS or len({id(cell) for cell in row}) < _COLUMNS:
        return False
    if not all(re.search(r"[^\W\d_]", text) and len(text) < _HEADER_LETTERS for text in headers):
        return False
    found: set[str] = set()
    for i, text in enumerate(headers):
        label, cells = find_label(text), texts_below(full, i)
        field = label.field if label is not None else field_by_words(text, cells, frozenset(found))
        found.add(field or field_by_contents(text, cells, frozenset(found)) or "")
    return bool(found & {LEAD, DOING}) and TIME in found


def _count_rows(rows: Sequence[tuple[DocumentCell, ...]], width: int) -> int:
    """The number of rows that a header takes which begins with the first of ``rows``."""
    count = 1
    merged_down = max((cell.rows for cell in rows[0] if cell.text), default=1)
    for k in range(1, len(rows)):
        row, above = rows[k], rows[k - 1]
        own = [c for c in range(min(width, len(row), len(above))) if row[c] is not above[c]]
        words = [row[c].text for c in own if row[c].text.strip()]
        below = bool(words) and k < merged_down and all(len(word) < 60 for word in words)
        named = bool(words) and k == 1 and len(own) < width and all(find_label(word) for word in words)
        if not below and not named:
            break
        count = k + 1
    return count


def _column(texts: Sequence[str]) -> TableColumn:
    """The column below the texts of a header, from the top."""
    printed = list(dict.fromkeys(text for text in texts if text))
    column: TableColumn | None = None
    for text in printed:
        label = find_label(text)
        if label is not None and (
            column is None or column.field is None or column.field == DOING or label.field != DOING
        ):
            column = TableColumn(label.field, text, label.sure)
    column = column or TableColumn(None, " – ".join(printed))
    period = period_of(printed[-1], " ".join(printed[:-1])) if printed and column.field in (TIME, None) else ""
    if period:
        return TableColumn(TIME, printed[0], period=period)
    if printed and (edge := edge_of(printed[-1])):
        return TableColumn(TIME, printed[0], edge=edge)
    return column


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
            -1 if column.field is not None or are_of_another(cells) else sum(map(len, cells))
            for column, cells in ((column, texts_below(body, i)) for i, column in enumerate(columns))
        ]
        named = [
            i for i, column in enumerate(columns) if column.field is None and _CONTENTS.match(fold(column.printed))
        ]
        best = named[0] if len(named) == 1 else max(range(len(columns)), key=lambda i: sizes[i])
        if sizes[best] > 0 or len(named) == 1:  # “Thanh tra công tác …” below “Nội dung thanh tra” begins as a body
            columns[best] = TableColumn(TITLE, columns[best].printed, sure=False)
    titles = [i for i, column in enumerate(columns) if column.field == TITLE]
    if len(titles) > 1 and _spans_others(body, titles[0], titles[1]):
        columns[titles[0]] = TableColumn(SECTION, columns[titles[0]].printed)
        titles = titles[1:]
    for extra in titles[1:]:  # “Nội dung” beside “Nhiệm vụ”: the first is the title, the others are kept
        columns[extra] = TableColumn(None, columns[extra].printed)
    return columns


#: Headers of those who do a task, be it a body or a person.
_DOERS = re.compile(
    r"(?:(?:nguoi|can bo|cong chuc)\b.*\b(?:thuc hien|phu trach|chiu trach nhiem)|phu trach|chiu trach nhiem)\b.*"
)
_PERSON = re.compile(r"(?:ong|ba|o\.|b\.|d/c|dong chi|thay|co|anh|chi|(?:ths|ts|bs|cn|ks|gs|pgs)\b.*)\s")


def _with_leads(columns: list[TableColumn], rows: Sequence[tuple[DocumentCell, ...]]) -> list[TableColumn]:
    """Take “Người thực hiện” for the lead where no other column names one and it holds no names of persons."""
    doers = [
        i
        for i, column in enumerate(columns)
        if column.field in (PERSON, LEAD) and _DOERS.fullmatch(fold(column.printed))
    ]
    if len(doers) != 1:
        return columns
    at = doers[0]
    others = {column.field for i, column in enumerate(columns) if i != at}
    persons = any(_PERSON.match(fold(row[at].text)) for row in rows if len(row) == len(columns))
    field = PERSON if persons or others & {LEAD, DOING} else LEAD
    if field != columns[at].field:
        columns[at] = TableColumn(field, columns[at].printed, sure=False)
    return columns


def _with_unusual(columns: list[TableColumn], rows: Sequence[tuple[DocumentCell, ...]]) -> list[TableColumn]:
    """Take a column under an unusual header for the field that no other holds; a second one for it stays unknown."""
    for find in (field_by_words, field_by_contents):
        known = frozenset(column.field for column in columns if column.field is not None)
        found = [
            find(column.printed, texts_below(rows, i), known) if column.field is None and column.printed else None
            for i, column in enumerate(columns)
        ]
        for i, field in enumerate(found):
            if field is not None and found.count(field) == 1:
                columns[i] = TableColumn(field, columns[i].printed, sure=False)
    return columns


def _with_periods(
    columns: list[TableColumn], over: Sequence[Sequence[str]], rows: Sequence[tuple[DocumentCell, ...]]
) -> list[TableColumn]:
    """Accept columns of months, quarters or years only where several are side by side and most cells only mark them.

    One “1” may be anything, and an amount of money can stand under a quarter or a year.
    """
    periods = [i for i, column in enumerate(columns) if column.period]
    cells = [clean(row[i].text) for row in rows if len(row) == len(columns) for i in periods]
    marked = sum(is_mark(text) for text in cells)
    amounts = sum(_AMOUNT.fullmatch(text) is not None for text in cells)
    several = len(periods) >= (2 if marked and all(len(columns[i].period) == 4 for i in periods) else 3)
    if several and amounts <= marked:
        return columns
    names = [" – ".join(dict.fromkeys(text for text in texts if text)) for texts in over]
    return [TableColumn(None, names[i]) if column.period else column for i, column in enumerate(columns)]


_AMOUNT = re.compile(r"[\d.,]+%?")


def _with_roles(
    columns: list[TableColumn], over: Sequence[Sequence[DocumentCell]], rows: Sequence[tuple[DocumentCell, ...]]
) -> list[TableColumn]:
    """Take columns of bodies for those of the leads and coordinating units, where marks of roles stand below."""
    lowest = [
        next((row[i] for row in reversed(over) if i < len(row) and clean(row[i].text)), DocumentCell(()))
        for i in range(len(columns))
    ]
    names = [clean(cell.text) for cell in lowest]
    for i in columns_of_roles(names, [texts_below(rows, k) for k in range(len(columns))]):
        unsure = tuple(word for line in lowest[i].lines for word in line.unsure)
        columns[i] = TableColumn(DOING, columns[i].printed, body=names[i], unsure=unsure)
    return columns


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


def _numbers_sections(columns: Sequence[TableColumn], rows: Sequence[tuple[DocumentCell, ...]]) -> bool:
    """Whether the cells of numbers are merged as those of the fields of work beside them are."""
    fields = [column.field for column in columns]
    if NUMBER not in fields or SECTION not in fields:
        return False
    number, section = fields.index(NUMBER), fields.index(SECTION)
    merged = [row for row in rows if len(row) == len(columns) and row[section].rows > 1]
    return bool(merged) and all(row[number].rows == row[section].rows for row in merged)


def _numbers(rows: Sequence[tuple[DocumentCell, ...]], column: int) -> bool:
    texts = [row[column].text for row in rows if row[column].text.strip()]
    return bool(texts) and sum(1 for text in texts if number_of(text)) >= 0.7 * len(texts)


def labels_of(row: Sequence[DocumentCell]) -> list[Label | None]:
    """The label in each cell of a row; a merged cell has one."""
    seen: set[int] = set()
    labels: list[Label | None] = []
    for cell in row:
        labels.append(None if id(cell) in seen else find_label(clean(cell.text)))
        seen.add(id(cell))
    return labels


def count_known(labels: Sequence[Label | None]) -> int:
    """The number of cells with a known label."""
    return sum(1 for label in labels if label is not None)


def count_telling(labels: Sequence[Label | None]) -> int:
    """The number of fields named by which a table of tasks is recognised."""
    return len({label.field for label in labels if label is not None and label.field in OF_TASKS})
