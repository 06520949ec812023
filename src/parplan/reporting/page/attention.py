"""The part “Cần chỉ đạo”: what waits for a decision of the director."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.languages import OfficeLanguage
from parplan.plan.items import Item, TaskStanding
from parplan.plan.structure import Plan
from parplan.queries.deadlines import DueRow
from parplan.queries.portfolio import PlanOnDay
from parplan.reporting.due_lines import due_lines, due_texts, named_occasion, occasion_text
from parplan.reporting.page.overview import WINDOW, PlanOverview
from parplan.reporting.page.parts import DirectionGroup, DirectionRow, Shown
from parplan.reporting.page.task_details import Anchors
from parplan.reporting.part_names import entry_part, entry_said, of_part, paused_parts
from parplan.views.entry_view import entry_summary
from parplan.views.words import days_text, leads_text, who_text, with_reason


def attention_groups(language: OfficeLanguage, overview: PlanOverview, anchors: Anchors) -> Iterator[DirectionGroup]:
    """Yield the groups of things that wait, including empty ones: that nothing is overdue is worth a line."""
    _, direction, subject = language.gettext, overview.direction, overview.subject

    def row(standing: TaskStanding, *lines: Shown, about: Iterable[Item] = ()) -> DirectionRow:
        """A task with who leads what it is listed for, else what is open of it."""
        task = standing.task
        link = Shown(subject.prefix + task.id, f"#{anchors.of(task.id)}")
        items = tuple(about) or tuple(item for item in standing.items if item.open)
        if any(item.led for item in items):
            lines = (*lines, Shown(_("Lead: {names}").format(names=leads_text(language, subject, items))))
        return DirectionRow(link, task.label, lines)

    overdue = (row(one, *_overdue_lines(language, subject, one), about=_late(one)) for one in direction.overdue)
    yield DirectionGroup(_("Overdue tasks"), tuple(overdue))
    if direction.duties:
        yield DirectionGroup(
            _("Overdue reports and duties"),
            tuple(
                DirectionRow(
                    Shown(subject.address(item), f"#{anchors.of(item.task.id)}"),
                    item.action,
                    (Shown(days_text(language, item), style="late"), Shown(who_text(language, subject, item))),
                )
                for item in direction.duties
            ),
        )
    yield DirectionGroup(_("Tasks without a lead"), tuple(row(one) for one in direction.leaderless))
    paused = (
        row(
            one,
            *map(Shown, _paused_lines(language, subject.plan, one)),
            about=(item for item in one.items if item.paused),
        )
        for one in direction.paused
    )
    yield DirectionGroup(_("Paused"), tuple(paused))
    yield DirectionGroup(
        _("Proposals that wait for a decision"),
        tuple(
            row(
                one.standing,
                Shown(entry_said(language, subject.plan, one.standing.task, one.entry, one.entry.proposal or "")),
            )
            for one in direction.proposals
        ),
    )
    silent = (
        row(one.standing, Shown(_("last entry on {date}").format(date=language.date(one.since)) if one.since else
                                _("nothing recorded yet")))
        for one in direction.silent
    )  # fmt: skip
    title = _("No entry for {count} days").format(count=WINDOW.days)
    yield DirectionGroup(title, tuple(silent), folded=True)


def _late(standing: TaskStanding) -> tuple[Item, ...]:
    """The overdue items of a task."""
    return tuple(item for item in standing.items if item.open and item.days is not None and item.days < 0)


def _overdue_lines(language: OfficeLanguage, subject: PlanOnDay, standing: TaskStanding) -> Iterator[Shown]:
    """How late a task is, the last entry about it, and the last difficulty reported."""
    _ = language.gettext
    for line in due_lines(DueRow(subject, item) for item in _late(standing)):
        item = line.item
        action = f"{item.action}: " if item.milestone is not None else ""
        yield Shown(
            named_occasion(f"{action}{due_texts(language, line)[1]}", occasion_text(language, line)), style="late"
        )
    entries = standing.entries
    if not entries:
        yield Shown(_("nothing recorded yet"))
        return
    summary = entry_summary(language, subject, entries[-1], standing.task)
    part = entry_part(language, subject.plan, standing.task, entries[-1])
    yield Shown(_("Last entry: {text}").format(text=of_part(part, summary)))
    difficulty = next((entry for entry in reversed(entries) if entry.difficulty), None)
    if difficulty is not None and entries[-1].difficulty != difficulty.difficulty:
        part = entry_part(language, subject.plan, standing.task, difficulty)
        yield Shown(_("Difficulty: {text}").format(text=of_part(part, difficulty.difficulty or "")))


def _paused_lines(language: OfficeLanguage, plan: Plan, standing: TaskStanding) -> Iterator[str]:
    _ = language.gettext
    for part, stated in paused_parts(language, plan, standing):
        text = of_part(part, with_reason(language, stated, _("paused")))
        yield f"{language.date(stated.since)}: {text}" if stated.since is not None else text
        if stated.why is None:
            yield _("no reason recorded")
