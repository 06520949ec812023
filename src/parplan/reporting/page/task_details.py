"""The full description of one task, shown in `<details>`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from parplan.languages import OfficeLanguage
from parplan.plan.items import Item, TaskStanding
from parplan.queries.portfolio import PlanOnDay
from parplan.queries.status import StatusColumn, column_of
from parplan.reporting.page.parts import PageTable, Shown, table
from parplan.reporting.part_names import entry_part
from parplan.views.entry_view import citation_text, entry_lines, web_address
from parplan.views.task_view import target_lines
from parplan.views.words import (
    days_text,
    due_text,
    item_state_text,
    mentions_text,
    moves_text,
    product_lines,
    standing_text,
    who_text,
)

#: The sign of a state, beside its words and its colour.
SIGNS = {
    StatusColumn.DONE: "✓",
    StatusColumn.OVERDUE: "▲",
    StatusColumn.DATED: "◷",
    StatusColumn.ONGOING: "↻",
    StatusColumn.UNDATED: "?",
    StatusColumn.DROPPED: "✕",
}


class Anchors:
    """The HTML ids of one plan's tasks, and the CSS classes of the units responsible for them."""

    def __init__(self, key: str, subject: PlanOnDay) -> None:
        self.key = key
        self._tasks = {id: f"{key}-t{number}" for number, id in enumerate(subject.assessment.ids)}
        self._parties = {party.code: number for number, party in enumerate(subject.plan.directory.parties())}

    def of(self, task: str) -> str:
        """The HTML id of a task."""
        return self._tasks[task]

    def party(self, code: str) -> str:
        """The CSS class of the tasks a unit or group is responsible for."""
        return f"u{self._parties[code]}"


class HistoryEntry(Struct, frozen=True):
    """An entry of the history, with its evidence."""

    date: str
    lines: tuple[str, ...]
    evidence: tuple[Shown, ...]


class TaskCard(Struct, frozen=True):
    """A task: ``facts`` are labelled lines, ``classes`` the CSS classes used by the filters."""

    anchor: str
    classes: str
    id: str
    label: str
    standing: Shown
    title: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    milestones: PageTable
    history: tuple[HistoryEntry, ...]


def make_task_details(
    language: OfficeLanguage, subject: PlanOnDay, standing: TaskStanding, anchors: Anchors
) -> TaskCard:
    """Describe a task with its items and its history up to the as-of day."""
    _ = language.gettext
    task, column = standing.task, column_of(standing)
    parties = [anchors.party(code) for code in subject.assessment.answerable(standing)]
    if not parties or not standing.led:
        parties.append("nobody")
    return TaskCard(
        anchor=anchors.of(task.id),
        classes=" ".join([f"s-{column}", *parties]),
        id=subject.prefix + task.id,
        label=task.label,
        standing=Shown(f"{SIGNS[column]} {standing_text(language, standing)[0]}", style=column),
        title=task.title,
        facts=tuple((label, lines) for label, lines in _facts(language, subject, standing) if lines),
        milestones=table(
            _("Milestones"),
            (_("Id"), _("Milestone"), _("Deadline of the milestone"), _("State"), _("Who")),
            (_milestone(language, subject, item) for item in standing.items),
        ),
        history=tuple(_history(language, subject, standing)),
    )


def _facts(
    language: OfficeLanguage, subject: PlanOnDay, standing: TaskStanding
) -> Iterator[tuple[str, tuple[str, ...]]]:
    _ = language.gettext
    task = standing.task
    yield _("Lead unit"), (mentions_text(subject, standing.lead) or _("no lead named"),)
    helping = mentions_text(subject, standing.coordinating)
    yield _("Coordinating units"), (helping,) if helping else ()
    yield _("Person in charge"), (task.person,) if task.person else ()
    to = task.recipient
    yield _("Recipient"), (subject.plan.directory.named(to.code, to.printed),) if to is not None else ()
    yield _("Parts"), task.parts
    yield _("Products"), product_lines(standing)
    yield _("Time"), (task.time,) if task.time else ()
    yield _("Targets"), tuple(target_lines(language, subject, standing))
    for name, value in task.columns:
        yield name, (value,)
    yield _("Notes"), task.notes


def _milestone(language: OfficeLanguage, subject: PlanOnDay, item: Item) -> Iterator[str]:
    due = due_text(language, item)
    if item.open and item.due is not None:
        due = f"{due}, {days_text(language, item)}"
    yield subject.address(item)
    yield item.action
    yield "; ".join([due, *moves_text(language, item)])
    yield item_state_text(language, item)
    yield who_text(language, subject, item)


def _history(language: OfficeLanguage, subject: PlanOnDay, standing: TaskStanding) -> Iterator[HistoryEntry]:
    for entry in standing.entries:
        bare = replace(entry, evidence=(), by=None, batch=None)
        part = entry_part(language, subject.plan, standing.task, entry)
        lines = ([part] if part else []) + list(entry_lines(language, subject, bare, task=standing.task))
        evidence = tuple(Shown(citation_text(language, piece), web_address(piece)) for piece in entry.evidence)
        yield HistoryEntry(language.date(entry.date), tuple(lines), evidence)
