"""The number, title and fields of one row of a table of tasks; times also by crosses, or from two columns."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.importing.blocks import DocumentCell, DocumentLine
from parplan.importing.enumerators import Numeral, clean, read_enumerator, without_closing
from parplan.importing.found import FoundField, FoundTask
from parplan.importing.labels import COORDINATING, DOING, LEAD, NOTES, NUMBER, PERSON, PRODUCTS, RECIPIENT, TIME, TITLE
from parplan.importing.tables.headers import Header
from parplan.importing.tables.roles import role_of
from parplan.importing.tables.row_words import number_of
from parplan.importing.time_marks import is_mark, time_of

#: Fields that are kept as such.
_KEPT = (LEAD, COORDINATING, TIME, PRODUCTS, PERSON, RECIPIENT, NOTES)


def number_and_title(header: Header, row: Sequence[DocumentCell]) -> tuple[str, DocumentCell, list[DocumentLine]]:
    """The number of a row and the lines of its title; the number may be part of the title."""
    title_cell = row[header.of(TITLE)[0]]
    numbers = header.of(NUMBER)
    number_cell = row[numbers[0]] if numbers else None
    lines = list(title_cell.lines)
    if number_cell is not None and number_cell is not title_cell:
        return number_of(number_cell.text) or clean(number_cell.text), title_cell, lines
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


def fields_of(header: Header, row: Sequence[DocumentCell]) -> dict[str, FoundField]:
    """The fields of a row that the plan format has keys for."""
    fields: dict[str, FoundField] = {}
    has_lead = bool(header.of(LEAD))
    for i, column in enumerate(header.columns):
        name = column.field
        cell = row[i]
        if name == DOING:
            name = COORDINATING if has_lead else LEAD
        if column.period or column.edge or column.body:
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
    _add_periods(header, row, fields)
    _add_edges(header, row, fields)
    _add_roles(header, row, fields)
    return fields


def _add_edges(header: Header, row: Sequence[DocumentCell], fields: dict[str, FoundField]) -> None:
    """The time from a beginning to an end that stand in two columns."""
    found = {column.edge: row[i] for i, column in enumerate(header.columns) if column.edge}
    texts = {edge: without_closing(cell.text) for edge, cell in found.items() if cell.text.strip(" \u00a0-–….")}
    if not texts:
        return
    cell, column = next(iter(found.values())), next(column for column in header.columns if column.edge)
    if len(texts) == 2 and texts["from"] != texts["to"]:
        words = f"Từ {texts['from'][:1].lower()}{texts['from'][1:]} đến {texts['to'][:1].lower()}{texts['to'][1:]}"
    else:
        words = texts.get("to") or f"Từ {texts['from']}"
    if TIME in fields:  # a third column under the same header: “Bắt đầu”, “Kết thúc”, “Báo cáo”
        words = f"{words}; {fields[TIME].text}"
    fields[TIME] = FoundField((words,), cell.place, column.printed, ("time-marks",))


def _add_roles(header: Header, row: Sequence[DocumentCell], fields: dict[str, FoundField]) -> None:
    """The bodies whose columns say that they lead or take part."""
    for column, cell in zip(header.columns, row, strict=False):
        role = role_of(cell.text) if column.body else None
        if role is not None:
            known = fields.get(role, FoundField(()))
            bodies = tuple(f"{text.rstrip(';')};" for text in (*known.texts, column.body))
            unsure = (*known.unsure, *column.unsure)
            fields[role] = FoundField(bodies, cell.place, column.printed, ("role-marks",), unsure)


def _add_periods(header: Header, row: Sequence[DocumentCell], fields: dict[str, FoundField]) -> None:
    """The time given by crosses under months or quarters; a cell with other words is kept, with a doubt."""
    columns = [(column, row[i]) for i, column in enumerate(header.columns) if column.period]
    filled = [(column, cell) for column, cell in columns if cell.text.strip(" \u00a0-–….")]
    if not filled:
        return
    cell = filled[0][1]
    if all(is_mark(cell.text) for _, cell in filled):
        words = time_of([column.period for column, _ in filled])
    else:
        words = "; ".join(dict.fromkeys(clean(cell.text) for _, cell in filled))
    fields[TIME] = FoundField((words,), cell.place, columns[0][0].printed, ("time-marks",))


def keep_columns(header: Header, row: Sequence[DocumentCell], task: FoundTask) -> None:
    """Keep what the format has no field for, by its header or, under a blank one, by its place."""
    for i, column in enumerate(header.columns):
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


def merged_fields(header: Header, row: Sequence[DocumentCell]) -> list[str]:
    """Fields that share one merged cell."""
    seen: dict[int, str] = {}
    merged: list[str] = []
    for i, column in enumerate(header.columns):
        if column.field is None or not row[i].text.strip():
            continue
        field = LEAD if column.field == DOING else column.field
        first = seen.setdefault(id(row[i]), field)
        if first != field:
            merged.append(first)
            merged.append(field)
    return list(dict.fromkeys(field for field in merged if field in _KEPT))
