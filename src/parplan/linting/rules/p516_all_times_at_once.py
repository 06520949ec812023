"""P516: an entry written by hand finishes or moves all times of what recurs, those to come or those gone by too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries
from parplan.plan.item_times import asks_for, periods_of
from parplan.plan.structure import Plan, State
from parplan.vocabulary.time_words import Reading

RULE = rule(
    "P516",
    "all-times-at-once",
    Severity.WARNING,
    what=N_(
        "An entry written by hand marks recurring work as done without naming a time, while some are still to come, "
        "or gives it another deadline, while some have passed."
    ),
    why=N_(
        "Without a time it is about all of them: the reports of later months count as done early, and what was due, "
        "done or extended before the change is counted no more."
    ),
    instead=N_("Name the time in “milestone”: “report@2021-03”, or “@2021-03” of a task without milestones."),
    right=N_("What `parplan done --all` recorded, and an entry after the last time."),
    bad="progress:\n  - {date: 2021-04-02, milestone: report, state: done, evidence: [2/BC-SA]}",
    good='progress:\n  - {date: 2021-04-02, milestone: "report@2021-Q1", state: done, evidence: [2/BC-SA]}',
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each entry that names no time with the times to come."""
    for place, entries in with_entries(checked):
        readings: dict[str | None, Reading | None] = {}
        for milestone in place.task.milestones:
            readings.update(dict.fromkeys((milestone.id, *milestone.aliases), milestone.reading))
        if not place.task.milestones:
            readings[None] = place.task.reading
        for path, entry in entries:
            reading = readings.get(entry.milestone)
            if entry.recorded is not None or reading is None:
                continue
            times = _times(checked.plan, reading) if entry.due is not None or entry.state == State.DONE else []
            passed = [key for key, day in times if day is not None and day < entry.date]
            if entry.due is not None and len(times) > 1 and passed:
                meant = next((key for key, day in times if day and day >= entry.date), times[-1][0])
                yield remark(
                    RULE,
                    (*path, "due"),
                    message(N_("this moves all times, {time} too, which had passed by then"), time=passed[0]),
                    message(N_("name the time: milestone: “{address}”"), address=f"{entry.milestone or ''}@{meant}"),
                )
            if entry.state != State.DONE:
                continue
            later = [key for key, day in times if day is not None and day > entry.date]
            if len(times) > 1 and later:
                meant = next((key for key, day in reversed(times) if day and day <= entry.date), times[0][0])
                yield remark(
                    RULE,
                    (*path, "state"),
                    message(N_("this finishes all times, {time} too, which is still to come"), time=later[-1]),
                    message(N_("name the time: milestone: “{address}”"), address=f"{entry.milestone or ''}@{meant}"),
                )


def _times(plan: Plan, reading: Reading) -> list[tuple[str, date | None]]:
    """The times the plan asks for, each with the last day of its period; of reports, with their deadline."""
    if reading.recurrence is None:
        return []
    if reading.recurrence.calendar:
        return [(report.key, report.reading.due) for report in plan.reports]
    periods = periods_of(plan, reading.recurrence)
    return [(one.key, one.end) for one in periods if asks_for(plan, one)]
