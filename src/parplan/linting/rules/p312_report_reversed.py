"""P312: the period of a report ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P312",
    "report-reversed",
    Severity.WARNING,
    what=N_("The period of a report (from, to) ends before it begins."),
    why=N_("A report over no days has no figures."),
    instead=N_("Correct one of the two days."),
    right=N_("Any period counts, also one that begins in the year before (15/12 to 14/3, 581/BNV-CCHC)."),
    bad="q1: {due: trước ngày 03/3/2021, from: 2021-12-15, to: 2021-03-14}",
    good="q1: {due: trước ngày 03/3/2021, from: 2020-12-15, to: 2021-03-14}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the two days of each report."""
    for key, report in (checked.document.reports or {}).items():
        if report.data_from is not None and report.to is not None and report.to < report.data_from:
            yield remark(
                RULE,
                ("reports", key, "to"),
                message(
                    N_("the period ends on {to}, before it begins on {start}"),
                    to=report.to.isoformat(),
                    start=report.data_from.isoformat(),
                ),
                message(N_("correct one of the two days")),
            )
