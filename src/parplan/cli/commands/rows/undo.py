"""The row of `undo`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, ValueKind, Word
from parplan.cli.commands.options import DRY_RUN
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="undo",
    help=N_("Undo the last entry, or the entry with a given number."),
    words=(
        Word(
            "what",
            N_("[ADDRESS] [NUMBER]"),
            N_("The address, and the entry's number in its `parplan log`. Default: the last entry parplan recorded."),
            required=False,
            many=True,
            kind=ValueKind.ADDRESS,
        ),
    ),
    options=(
        Option(
            "batch",
            ("--batch",),
            N_("Undo a whole collection of answers, such as q1-3."),
            metavar=N_("BATCH"),
        ),
        DRY_RUN,
    ),
    examples=(
        Example("undo", N_("The last entry parplan recorded")),
        Example("undo --batch q1-3", N_("All entries of a collection of answers")),
        Example("undo 2.b 3 --dry-run", N_("Show the effect of undoing entry 3 of `parplan log 2.b`")),
    ),
)
