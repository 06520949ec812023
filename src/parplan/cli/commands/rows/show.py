"""The row of `show`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example
from parplan.cli.commands.options import ADDRESS, ANSWER_FILE, FORCE
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="show",
    help=N_("Show everything about one task, milestone or occurrence."),
    words=(ADDRESS,),
    options=(ANSWER_FILE, FORCE),
    examples=(
        Example("show 2.b", N_("A task with its milestones, targets and history")),
        Example("show 2.b/report", N_("One milestone")),
        Example("show III.1/q1", N_("A report that each unit owes")),
    ),
)
