"""The row of `due`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind
from parplan.cli.commands.options import ANSWER_FILE, FORCE, LIMIT, ROLE, UNIT
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="due",
    help=N_("List due work: overdue first, then by date."),
    options=(
        Option(
            "within",
            ("--within",),
            N_("How far to look ahead: 30d, 2w, 3m, 1q, 1y, P1M15D, this month, or up to a date."),
            metavar=N_("TIME"),
            default="30d",
            kind=ValueKind.DATE,
            choices=("7d", "14d", "30d", "1q", "1y"),
        ),
        UNIT,
        ROLE,
        Option("overdue", ("--overdue",), N_("Only overdue work."), Takes.NOTHING),
        Option(
            "by", ("--by",), N_("Group the list by agency, where several plans are asked about."), choices=("agency",)
        ),
        LIMIT,
        ANSWER_FILE,
        FORCE,
    ),
    examples=(
        Example("due --within 1q", N_("Work due within three months")),
        Example("due --unit VP --overdue", N_("The overdue work of a unit")),
        Example("due --plan plans/ --overdue --by agency", N_("What each agency is late with")),
        Example('due --unit "Văn phòng Sở" --role lead', N_("Names with spaces need quotes")),
    ),
)
