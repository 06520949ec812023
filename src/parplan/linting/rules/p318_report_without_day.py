"""P318: the words for when a report is due give no day."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.vocabulary.readings import Kind

RULE = rule(
    "P318",
    "report-without-day",
    Severity.WARNING,
    what=N_("The words for when a report of the report calendar is due give no day, or one of each year."),
    why=N_("Work tied to the calendar then has no deadline, and is never due: a report has one day."),
    instead=N_("Write the day with its year; in a plan of several years each year's report is one of its own."),
    right=N_("A day that another document decides is undetermined, and may be written so."),
    bad="q1: {due: hằng quý, from: 2020-12-15, to: 2021-03-14}",
    good="q1: {due: trước ngày 03/3/2021, from: 2020-12-15, to: 2021-03-14}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for reports whose due date is understood, and is no day."""
    for (key, written), report in zip((checked.document.reports or {}).items(), checked.plan.reports, strict=True):
        if report.reading.due is None and report.reading.kind is not Kind.UNDETERMINED:
            yield remark(
                RULE,
                ("reports", key, "due"),
                message(N_("“{words}” gives no day for the report {key}"), words=shown(written.due), key=key),
                message(
                    N_("write the day with its year, as {due}; each year's report has a key of its own, as {example}"),
                    due=f"{checked.plan.year}-03-15",
                    example=f"{checked.plan.year}-{key}",
                ),
            )
