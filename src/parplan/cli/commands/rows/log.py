"""The row of `log`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, ValueKind, Word
from parplan.cli.commands.options import ANSWER_FILE, FACTS_OF_UNIT, FORCE
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="log",
    help=N_("Show the numbered history of recorded progress."),
    words=(
        Word(
            "address",
            N_("[ADDRESS]"),
            N_("Only entries on this task, milestone or occurrence."),
            required=False,
            kind=ValueKind.ADDRESS,
        ),
    ),
    options=(
        FACTS_OF_UNIT,
        Option("since", ("--since",), N_("Only entries from this day on."), metavar=N_("DATE"), kind=ValueKind.DATE),
        Option("until", ("--until",), N_("Only entries up to this day."), metavar=N_("DATE"), kind=ValueKind.DATE),
        ANSWER_FILE,
        FORCE,
    ),
    examples=(
        Example("log 2.b", N_("What was recorded about a task")),
        Example("log --unit VP --since 1/1", N_("What a unit did since New Year")),
    ),
)
