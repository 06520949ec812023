"""A compiled plan as plain JSON values, and back.

A record is the list of its fields in their order, without the empty ones at its end; a day is written as ISO 8601, a
number of a target as text, so that it stays exactly what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from parplan.plan.outlook import Outlook
from parplan.plan.structure import (
    After,
    Citation,
    Comparison,
    Duration,
    Entry,
    Mention,
    Milestone,
    Recipient,
    Report,
    Section,
    State,
    Target,
    Task,
)
from parplan.plan.units import Directory, Group, Unit
from parplan.vocabulary.readings import Kind, Reading
from parplan.vocabulary.recurrence import Deadline, Frequency, Recurrence

#: A record as JSON holds it.
Row = list[Any]

_KINDS = {kind.value: kind for kind in Kind}
_STATES = {state.value: state for state in State}
_T = TypeVar("_T")


def row_of(value: Any) -> Any:
    """The JSON value of a record of a plan, or of anything in one."""
    if isinstance(value, str):
        return str(value)  # of an enumeration its word
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return [row_of(one) for one in value.values()]
    if isinstance(value, Sequence):
        return [row_of(one) for one in value]
    assert is_dataclass(value)
    row = [row_of(getattr(value, field.name)) for field in fields(value)]
    while row and (row[-1] is None or row[-1] == []):
        row.pop()
    return row


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _optional(make: Callable[[Row], _T], row: Row | None) -> _T | None:
    return None if row is None else make(row)


def _filled(row: Row, count: int) -> Row:
    """A record's row with all its fields. Raises ``ValueError`` for one with more."""
    if len(row) > count:
        raise ValueError(row)
    return row + [None] * (count - len(row))


def _recurrence(row: Row) -> Recurrence:
    frequencies, deadline, calendar = _filled(row, 3)
    return Recurrence(
        tuple(map(Frequency, frequencies or ())), None if deadline is None else Deadline(*deadline), calendar is True
    )


def _reading(row: Row) -> Reading:
    kind, start, end, due, recurrence, words = _filled(row, 6)
    return Reading(
        _KINDS[kind], _day(start), _day(end), _day(due), _optional(_recurrence, recurrence), words if words else ""
    )


def _recipient(row: Row) -> Recipient:
    return Recipient(*row)


def _after(row: Row) -> After:
    words, address, lag = _filled(row, 3)
    return After(words, address, None if lag is None else Duration(*lag))


def _milestone(row: Row) -> Milestone:
    id, title, due, reading, printed, recipient, after, part_of, each, collector, aliases = _filled(row, 11)
    return Milestone(
        id,
        title,
        due,
        _optional(_reading, reading),
        printed,
        _optional(_recipient, recipient),
        _optional(_after, after),
        part_of,
        each,
        collector,
        tuple(aliases) if aliases else (),
    )


def _target(row: Row) -> Target:
    id, title, comparison, value, unit, counts = _filled(row, 6)
    return Target(id, title, Comparison(comparison), Decimal(value), unit, counts)


def _citation(row: Row) -> Citation:
    number, day, *rest = _filled(row, 6)
    return Citation(number, _day(day), *rest)


def _entry(row: Row) -> Entry:
    (
        day, milestone, occurrence, unit, state, percent, measures, event, due, reading, basis, reason, note,
        difficulty, proposal, evidence, by, recorded, place,
    ) = _filled(row, 19)  # fmt: skip
    return Entry(
        date.fromisoformat(day),
        milestone,
        occurrence,
        unit,
        None if state is None else _STATES[state],
        percent,
        tuple((id, Decimal(value)) for id, value in measures or ()),
        event,
        due,
        _optional(_reading, reading),
        basis,
        reason,
        note,
        difficulty,
        proposal,
        tuple(map(_citation, evidence or ())),
        by,
        None if recorded is None else datetime.fromisoformat(recorded),
        place,
    )


def _mentions(rows: list[Row] | None) -> tuple[Mention, ...]:
    return tuple([Mention(*row) for row in rows]) if rows else ()


def task_of(row: Row) -> Task:
    """The task of a row. Raises ``ValueError``, ``TypeError`` or ``LookupError`` for what is none."""
    (
        id, section, title, lead, coordinating, recipient, each, products, time, parts, aliases, milestones, targets,
        cites, notes, entries,
    ) = _filled(row, 16)  # fmt: skip
    return Task(
        id,
        section,
        title,
        _mentions(lead),
        _mentions(coordinating),
        _optional(_recipient, recipient),
        each,
        tuple(products) if products else (),
        time,
        tuple(parts) if parts else (),
        tuple(aliases) if aliases else (),
        tuple([_milestone(one) for one in milestones]) if milestones else (),
        tuple([_target(one) for one in targets]) if targets else (),
        tuple([_citation(one) for one in cites]) if cites else (),
        tuple(notes) if notes else (),
        tuple([_entry(one) for one in entries]) if entries else (),
    )


def _unit(row: Row) -> Unit:
    code, name, short, aliases, contact, valid_from, valid_until, successors = _filled(row, 8)
    return Unit(
        code, name, short, tuple(aliases or ()), contact, _day(valid_from), _day(valid_until), tuple(successors or ())
    )


def _group(row: Row) -> Group:
    code, name, aliases, members, complete, is_open = _filled(row, 6)
    return Group(code, name, tuple(aliases or ()), tuple(members or ()), complete, is_open)


def _directory(row: Row) -> Directory:
    units, groups = _filled(row, 2)
    return Directory(
        {unit.code: unit for unit in map(_unit, units or ())},
        {group.code: group for group in map(_group, groups or ())},
    )


def _report(row: Row) -> Report:
    key, reading, data_from, data_to = _filled(row, 4)
    return Report(key, _reading(reading), _day(data_from), _day(data_to))


def section_of(row: Row, tasks: Sequence[Task]) -> Section:
    """The section of a row that holds an empty list for its tasks."""
    id, title, _, headings = _filled(row, 4)
    return Section(id, title, tasks, tuple((key, text) for key, text in headings or ()))


def fields_of(row: Row, sections: tuple[Section, ...]) -> dict[str, Any]:
    """The fields of a plan whose row holds an empty list for its sections."""
    (
        year, through, title, agency, number, day, directory, _, due_soon, parent, signer, introduction, closing,
        reports, holidays, working_days,
    ) = _filled(row, 16)  # fmt: skip
    return {
        "year": year,
        "through": through,
        "title": title,
        "agency": agency,
        "decision_number": number,
        "decision_date": date.fromisoformat(day),
        "directory": _directory(directory),
        "sections": sections,
        "due_soon": Duration(*due_soon),
        "parent": parent,
        "signer": signer,
        "introduction": tuple((heading, tuple(texts)) for heading, texts in introduction or ()),
        "closing": tuple(closing or ()),
        "reports": tuple(map(_report, reports or ())),
        "holidays": tuple(map(date.fromisoformat, holidays or ())),
        "working_days": tuple(map(date.fromisoformat, working_days or ())),
    }


def outlook_of_row(row: Row) -> Outlook:
    """The outlook of a row. Raises ``ValueError`` where its columns differ in length."""
    since, *columns = _filled(row, 7)
    first, undated, ongoing, until, led, counted = (column or [] for column in columns)
    if len({len(column) for column in (first, undated, ongoing, until, led, counted)}) != 1:
        raise ValueError(row)
    days = {text: _day(text) for text in {*first, *until}}  # a plan has few different days
    return Outlook(
        date.fromisoformat(since),
        tuple([days[text] for text in first]),
        tuple(undated),
        tuple(ongoing),
        tuple([days[text] for text in until]),
        tuple(led),
        tuple(counted),
    )
