"""The reporting periods of a plan: its report calendar (III.1), and the days that each report's data cover.

The periods, the due dates of their reports and the days they cover are data of the plan. The national windows
(581/BNV-CCHC) are never assumed: a period for which the plan gives no days has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Entry, Milestone, Plan, Task
from parplan.vocabulary.folding import fold, fold_words
from parplan.vocabulary.nearest import meant, those_called

#: Keys that say by themselves which time a report is about, of one year or with the year; others are an office's own.
_USUAL = re.compile(r"(?:[0-9]{4}-)?(?:q[1-4]|h[12]|m9|hk[12]|year)")


def is_usual(key: str) -> bool:
    """Whether the key of a report says by itself which time it is about."""
    return _USUAL.fullmatch(fold(key)) is not None


def report_identity(plan: Plan, key: str) -> str:
    """What tells a report with a key of the office's own from another that may have the key since: its name and days.

    Empty for a usual key, and where the plan has no such report.
    """
    period = None if is_usual(key) else next((one for one in known_periods(plan) if one.key == key), None)
    if period is None:
        return ""
    days = (period.data_from, period.data_to) if period.has_window else (period.due,)
    return " ".join((fold_words(period.title or ""), *(str(day) for day in days)))


class Period(Struct, frozen=True):
    """A reporting period.

    ``title`` is the name of its report in part III; ``due`` the last permitted day of the units' reports; ``collector``
    (a unit's code) receives these; ``recipient``, as printed in the plan, receives the report made from them.
    """

    key: str
    title: str | None = None
    due: date | None = None
    data_from: date | None = None
    data_to: date | None = None
    collector: str | None = None
    recipient: str | None = None

    @property
    def has_window(self) -> bool:
        """Whether the plan gives the days that the data cover."""
        return self.data_from is not None and self.data_to is not None

    @property
    def end(self) -> date | None:
        """The last day of its data, else the due date of its reports; ``None`` where the plan gives neither."""
        return self.data_to or self.due


def day_told_of(entry: Entry, periods: Mapping[str, Period]) -> date:
    """The day an entry counts for the data of ``periods``, by key: its own, or the last of the period it answers.

    Answers to the forms of a period come back after its data end, and many name no day: they are dated by their
    collection.
    """
    period = periods.get(entry.batch.rpartition("-")[0]) if entry.batch is not None else None
    return entry.date if period is None or period.end is None else min(entry.date, period.end)


def known_periods(plan: Plan) -> tuple[Period, ...]:
    """The periods of a plan: those of ``reports``, then those of other reports that part III asks of each unit."""
    duties = tuple(_duties(plan))
    periods: dict[str, Period] = {}
    for report in plan.reports:
        found = next(((task, milestone) for task, milestone in duties if milestone.id == report.key), None)
        title = found[1].title if found is not None else None
        due = report.reading.due
        collector, recipient = _receivers(plan, report.key, found)
        periods[report.key] = Period(report.key, title, due, report.data_from, report.data_to, collector, recipient)
    for task, milestone in duties:
        if milestone.id not in periods and milestone.reading is not None and milestone.reading.due is not None:
            collector, recipient = _receivers(plan, milestone.id, (task, milestone))
            periods[milestone.id] = Period(
                milestone.id, milestone.title, milestone.reading.due, collector=collector, recipient=recipient
            )
    return tuple(periods.values())


def due_in_force(assessment: Assessment, period: Period) -> date | None:
    """The last permitted day of the units' reports of a period, after what was decided up to the assessment's day."""
    for task, milestone in _duties(assessment.plan):
        for item in assessment.standing(task.id).items:
            if item.milestone == milestone and period.key in (item.occurrence, milestone.id) and item.reschedulings:
                return item.due
    return period.due


def _duties(plan: Plan) -> Iterable[tuple[Task, Milestone]]:
    """The reports that every unit hands in by itself, according to part III."""
    for task in plan.tasks():
        if not task.counted:
            yield from ((task, milestone) for milestone in task.milestones if milestone.each)


def _receivers(plan: Plan, key: str, duty: tuple[Task, Milestone] | None) -> tuple[str | None, str | None]:
    """The unit that gathers the reports of a period, and to whom it sends its own."""
    collected = [(task, m) for task in plan.tasks() if not task.counted for m in task.milestones if m.collector]
    named = () if duty is None else (duty[1].recipient, duty[0].recipient)
    collector = next((one.code for one in named if one is not None and one.code is not None), None)
    collector = collector or next((m.collector for _, m in collected), None)
    passed_on = [m.recipient.printed for _, m in collected if m.recipient is not None]
    own = [m.recipient.printed for _, m in collected if m.recipient is not None and m.id.split("-")[-1] == key]
    if own:
        return collector, own[0]
    return collector, passed_on[0] if len(set(passed_on)) == 1 else None


def find_period(plan: Plan, typed: str) -> Period:
    """The period with this key or title of its report. Raises ``RequestError``, naming the known ones."""
    periods = known_periods(plan)
    if not periods:
        raise no_calendar(plan)
    wanted = fold(typed)
    found = those_called(typed, ((period.key, period) for period in periods)) or [
        period for period in periods if period.title is not None and wanted in _called(period.title)
    ]
    if len(found) == 1:
        return found[0]
    near = meant(typed, [period.key for period in periods], 1)
    keys = ", ".join(period.key for period in periods)
    raise RequestError(
        message(N_("{option}: “{value}” is not one of: {choices}"), option="--period", value=typed, choices=keys),
        help=message(N_("did you mean {keys}?"), keys=near[0])
        if near
        else message(N_("a period is one of the plan's report calendar; add it under “reports” in the plan file")),
    )


def no_calendar(plan: Plan) -> RequestError:
    """The error for a plan without periods."""
    return RequestError(
        message(N_("the plan has no report calendar, so there is no period to report about")),
        help=message(
            N_("add a line like this to the plan file, before “sections:”: {example}"),
            example=f"reports: {{q1: {{due: {plan.year}-03-15}}}}",
        ),
    )


def _called(title: str) -> set[str]:
    """The forms of a report's title that people may type: all of it, or without the word for a report."""
    folded = fold(title)
    return {folded, folded.removeprefix("bao cao ")}


def next_period(plan: Plan, period: Period) -> Period | None:
    """The period whose report is due next after that of ``period``; ``None`` after the last."""
    if period.due is None:
        return None
    later = [other for other in known_periods(plan) if other.due is not None and other.due > period.due]
    return min(later, key=lambda other: other.due or date.max, default=None)
