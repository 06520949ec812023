"""The row of `reschedule`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, ValueKind, Word
from parplan.cli.commands.options import BY, DRY_RUN, NOTE, REASON
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="reschedule",
    help=N_("Fix or move deadlines, citing the document that decides."),
    words=(
        Word(
            "addresses",
            N_("ADDRESS..."),
            N_("The milestones or occurrences whose deadline one document fixes or moves."),
            many=True,
            kind=ValueKind.OPEN_ADDRESS,
        ),
    ),
    options=(
        Option(
            "to",
            ("--to",),
            N_("The new deadline: a date, or words such as “Quý III/2021”, “trước ngày 01/8/2021”, calendar."),
            metavar=N_("TIME"),
            kind=ValueKind.DATE,
        ),
        Option("basis", ("--basis",), N_("The document that fixes or moves it."), metavar=N_("DOCUMENT")),
        REASON,
        NOTE,
        Option(
            "on",
            ("--on",),
            N_("The day of the decision. Default: the as-of day."),
            metavar=N_("DATE"),
            kind=ValueKind.DATE,
        ),
        BY,
        DRY_RUN,
    ),
    examples=(
        Example("reschedule 2.b/report --to 30/6/2021 --basis 45/KH-UBND", N_("Fix an undetermined deadline")),
        Example('reschedule 2.k/plan --to "Quý II/2021" --basis 45/KH-UBND', N_("Move a deadline to a period")),
    ),
)
