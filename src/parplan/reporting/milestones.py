"""Tables with one row per milestone, occurrence or event: the second sheet of the workbook, and the CSV file.

The rows of the CSV file repeat everything about the task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from parplan.languages import Language
from parplan.plan.items import Item, Timeliness
from parplan.plan.labels import TIMELINESS
from parplan.plan.structure import Citation, State
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.tasks import TaskRow
from parplan.reporting.appendix import (
    agency_columns,
    agency_values,
    evidence_value,
    heading_lines,
    note_lines,
    result_lines,
    section_text,
)
from parplan.reporting.sheets import ColumnKind, Sheet, SheetColumn, SheetRow, SheetValue, text
from parplan.views.task_view import target_lines
from parplan.views.words import labels_text, mentions_text, moves_text, state_text, who_text
from parplan.vocabulary.time_words import Kind

#: Evidence by milestone and occurrence.
_Evidence = Mapping[tuple[str | None, str | None], Sequence[Citation]]


def milestones_sheet(
    language: Language, portfolio: Portfolio, name: str, rows: Iterable[TaskRow], whose: str | None = None
) -> Sheet:
    """The items of ``rows`` in document order."""
    _ = language.gettext
    columns = (
        SheetColumn(_("Id"), 5.5),
        *agency_columns(language, portfolio),
        SheetColumn(_("Milestone"), 16),
        SheetColumn(_("Task"), 24),
        SheetColumn(_("Lead unit"), 11),
        *_progress_columns(language),
        SheetColumn(_("Milestone's id"), 8, ColumnKind.ID),
    )
    made = (
        SheetRow(tuple(_short(language, portfolio, row.subject, item, evidence)))
        for row in rows
        for evidence in (_evidence(row),)
        for item in row.standing.items
    )
    return Sheet(name, tuple(heading_lines(language, portfolio, whose)), columns, tuple(made))


def _short(
    language: Language, portfolio: Portfolio, subject: PlanOnDay, item: Item, evidence: _Evidence
) -> Iterator[SheetValue]:
    yield text(subject.prefix + item.task.id)
    yield from agency_values(portfolio, subject)
    yield text(item.milestone.title if item.milestone is not None else "")
    yield text(item.task.label)
    yield _lead(language, subject, item)
    yield from _progress(language, subject, item, evidence)
    yield text(subject.address(item))


#: The columns of the CSV file, the same in every language, because programs find them by name. Values of the first one
#: begin with letters, so that no program turns 1.10 into 1.1.
_FLAT = (
    "task", "id", "agency", "year", "section", "address", "milestone", "title", "lead", "coordinating", "products",
    "time", "due_printed", "due", "last_working_day", "days", "state", "timeliness", "done_on", "owed_by",
    "reschedulings", "evidence", "results", "notes",
)  # fmt: skip


def flat_sheet(language: Language, rows: Sequence[TaskRow]) -> Sheet:
    """The items of ``rows``, each with all facts of its task, so that every row stands alone."""
    columns = tuple(map(SheetColumn, _FLAT))
    return Sheet("", (), columns, tuple(made for row in rows for made in _flat(language, row)))


def _flat(language: Language, row: TaskRow) -> Iterator[SheetRow]:
    """Yield the rows of a task; values they share are made once, because there may be thousands of rows."""
    subject, task = row.subject, row.standing.task
    entries = row.standing.entries
    plan = subject.plan
    of_task = (text(f"NV {task.id}"), text(task.id), text(plan.agency), plan.year)
    section = section_text(subject, task.section, several=False)
    title = text([task.title, *task.parts])
    results = text([*target_lines(language, subject, row.standing), *result_lines(language, plan, task, entries)])
    notes = text([*task.notes, *note_lines(language, plan, row.standing, entries)])
    evidence = _evidence(row)
    for item in row.standing.items:
        milestone = text(item.milestone.title if item.milestone is not None else "")
        about = (text(mentions_text(subject, item.coordinating)), text(item.products), text(task.time or ""))
        named = (section, text(subject.address(item)), milestone, title, _lead(language, subject, item))
        yield SheetRow((*of_task, *named, *about, *_progress(language, subject, item, evidence), results, notes))


def _lead(language: Language, subject: PlanOnDay, item: Item) -> str:
    return text(mentions_text(subject, item.lead) or language.gettext("no lead named"))


def _progress_columns(language: Language) -> Iterator[SheetColumn]:
    _ = language.gettext
    yield SheetColumn(_("Deadline as printed"), 12)
    yield SheetColumn(_("Last permitted day"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("Last working day"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("Days left"), 6, ColumnKind.NUMBER)
    yield SheetColumn(_("State"), 8.5, ColumnKind.STATE)
    yield SheetColumn(_("Timeliness"), 9, ColumnKind.TIMELINESS)
    yield SheetColumn(_("Done on"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("Not done by"), 11)
    yield SheetColumn(_("Changes of the deadline"), 13)
    yield SheetColumn(_("Evidence"), 12)


def _progress(language: Language, subject: PlanOnDay, item: Item, evidence: _Evidence) -> Iterator[SheetValue]:
    yield text(_printed(language, item))
    yield item.due
    yield item.last_working_day
    yield item.days if item.open else None
    yield state_text(language, item.state, item.stated.since is not None)
    yield _timeliness(language, item)
    yield item.stated.done_on
    yield text(_owing(language, subject, item))
    yield text(moves_text(language, item))
    id = item.milestone.id if item.milestone is not None else None
    yield evidence_value(language, evidence.get((id, item.occurrence), ()))


def _owing(language: Language, subject: PlanOnDay, item: Item) -> str:
    """Units that have not done an item; of those that are not listed, their number."""
    if item.open and item.unlisted:
        return who_text(language, subject, item, whole=True)
    return labels_text(subject, item.owed_by)


def _printed(language: Language, item: Item) -> str:
    """The time of a milestone as printed, else as written in the plan."""
    milestone = item.milestone
    if milestone is None:
        return item.task.time or ""
    if milestone.part_of is not None and milestone.due is None:
        return language.gettext("part of {address}").format(address=milestone.part_of)
    return milestone.printed or milestone.due or (milestone.after.words if milestone.after is not None else "")


def _timeliness(language: Language, item: Item) -> str:
    """The timeliness of an item; empty if it was dropped, or is done and never had a deadline."""
    _ = language.gettext
    if item.state is State.DROPPED or (item.due is None and not item.open):
        return ""
    if item.kind is Kind.ONGOING and item.timeliness is Timeliness.ON_TRACK:
        return _("ongoing")
    return _(TIMELINESS[item.timeliness])


def _evidence(row: TaskRow) -> _Evidence:
    """The evidence given for single items, by milestone and occurrence."""
    found: dict[tuple[str | None, str | None], list[Citation]] = {}
    for entry in row.standing.entries:
        found.setdefault((entry.milestone, entry.occurrence), []).extend(entry.evidence)
    return found
