"""Every milestone, occurrence and event with its deadline: a row an item, for filtering and for other programs.

The second sheet of a workbook, and the CSV file, whose rows also tell all of the task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from parplan.languages import Language
from parplan.plan.assessment import Item, Timeliness
from parplan.plan.labels import TIMELINESS
from parplan.plan.structure import State
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.tasks import TaskRow
from parplan.reporting.appendix import heading_lines, note_lines, result_lines
from parplan.reporting.sheets import Column, ColumnKind, Row, Sheet, Value, text
from parplan.views.entry_view import citation_text
from parplan.views.task_view import target_lines
from parplan.views.words import mentions_text, moves_text, party_label, state_text
from parplan.vocabulary.time_words import Kind

#: The texts of evidence by the milestone and occurrence they are named for.
_Evidence = Mapping[tuple[str | None, str | None], Sequence[str]]


def milestones_sheet(
    language: Language, portfolio: Portfolio, name: str, rows: Iterable[TaskRow], whose: str | None = None
) -> Sheet:
    """The items of ``rows`` in document order."""
    _ = language.gettext
    columns = (
        Column(_("Id"), 13),
        Column(_("Milestone"), 20),
        Column(_("Task"), 30),
        Column(_("Lead unit"), 14),
        *_progress_columns(language),
    )
    made = (
        Row(tuple(_short(language, row.subject, item, evidence)))
        for row in rows
        for evidence in (_evidence(language, row),)
        for item in row.standing.items
    )
    return Sheet(name, tuple(heading_lines(language, portfolio, whose)), columns, tuple(made))


def _short(language: Language, subject: PlanOnDay, item: Item, evidence: _Evidence) -> Iterator[Value]:
    yield from _names(language, subject, item)
    yield text(item.task.title)
    yield _lead(language, subject, item)
    yield from _progress(language, subject, item, evidence)


def flat_sheet(language: Language, rows: Sequence[TaskRow]) -> Sheet:
    """The items of ``rows``, each with all of its task, so that no row needs another."""
    _ = language.gettext
    columns = (
        Column(_("Plan")),
        Column(_("Section")),
        Column(_("Id")),
        Column(_("Milestone")),
        Column(_("Task")),
        Column(_("Lead unit")),
        Column(_("Coordinating units")),
        Column(_("Products")),
        Column(_("Time")),
        *_progress_columns(language),
        Column(_("Results, targets")),
        Column(_("Notes")),
    )
    return Sheet("", (), columns, tuple(made for row in rows for made in _flat(language, row)))


def _flat(language: Language, row: TaskRow) -> Iterator[Row]:
    """Yield the rows of a task; what is the same in all of them is made once, as there may be thousands."""
    subject, task = row.subject, row.standing.task
    entries = row.standing.entries
    section = next(s for s in subject.plan.sections if s.id == task.section)
    place = (text(subject.path), text(f"{section.id}. {section.title}"))
    title = text([task.title, *task.parts])
    about = (text(mentions_text(subject, task.coordinating)), text(task.products), text(task.time or ""))
    results = text([*target_lines(language, subject, row.standing), *result_lines(language, entries)])
    notes = text(note_lines(language, row.standing, entries))
    evidence = _evidence(language, row)
    for item in row.standing.items:
        named = (*_names(language, subject, item), title, _lead(language, subject, item))
        yield Row((*place, *named, *about, *_progress(language, subject, item, evidence), results, notes))


def _names(language: Language, subject: PlanOnDay, item: Item) -> Iterator[str]:
    yield text(subject.address(item))
    yield text(item.milestone.title if item.milestone is not None else "")


def _lead(language: Language, subject: PlanOnDay, item: Item) -> str:
    if item.milestone is not None and item.milestone.collector is not None:
        return text(party_label(subject, item.milestone.collector))
    return text(mentions_text(subject, item.lead) or language.gettext("no lead named"))


def _progress_columns(language: Language) -> Iterator[Column]:
    _ = language.gettext
    yield Column(_("Deadline as printed"), 14)
    yield Column(_("Last permitted day"), 10.5, ColumnKind.DATE)
    yield Column(_("Last working day"), 10.5, ColumnKind.DATE)
    yield Column(_("Days left"), 7.5, ColumnKind.NUMBER)
    yield Column(_("State"), 10.5, ColumnKind.STATE)
    yield Column(_("Timeliness"), 11, ColumnKind.TIMELINESS)
    yield Column(_("Done on"), 10.5, ColumnKind.DATE)
    yield Column(_("Not done by"), 14)
    yield Column(_("Changes of the deadline"), 16)
    yield Column(_("Evidence"), 14)


def _progress(language: Language, subject: PlanOnDay, item: Item, evidence: _Evidence) -> Iterator[Value]:
    yield text(_printed(language, item))
    yield item.due
    yield item.last_working_day
    yield item.days if item.open else None
    yield state_text(language, item.state, item.stated.since is not None)
    yield _timeliness(language, item)
    yield item.stated.done_on
    yield text(", ".join(party_label(subject, code) for code in item.owed_by))
    yield text(moves_text(language, item))
    id = item.milestone.id if item.milestone is not None else None
    yield text(evidence.get((id, item.occurrence), ()))


def _printed(language: Language, item: Item) -> str:
    """The time of a milestone in the words of the print, else of the plan."""
    milestone = item.milestone
    if milestone is None:
        return item.task.time or ""
    if milestone.part_of is not None and milestone.due is None:
        return language.gettext("part of {address}").format(address=milestone.part_of)
    return milestone.printed or milestone.due or (milestone.after.words if milestone.after is not None else "")


def _timeliness(language: Language, item: Item) -> str:
    """How an item stands to its deadline; nothing where it was dropped, or is done without ever having had one."""
    _ = language.gettext
    if item.state is State.DROPPED or (item.due is None and not item.open):
        return ""
    if item.kind is Kind.ONGOING and item.timeliness is Timeliness.ON_TRACK:
        return _("ongoing")
    return _(TIMELINESS[item.timeliness])


def _evidence(language: Language, row: TaskRow) -> _Evidence:
    """What was named for just one item each, by milestone and occurrence."""
    found: dict[tuple[str | None, str | None], list[str]] = {}
    for entry in row.standing.entries:
        if entry.date <= row.subject.assessment.as_of:
            for citation in entry.evidence:
                found.setdefault((entry.milestone, entry.occurrence), []).append(citation_text(language, citation))
    return found
