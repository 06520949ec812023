"""The row of `cache`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="cache",
    help=N_("What is kept for quick answers: where, how much; --clear deletes it."),
    options=(Option("clear", ("--clear",), N_("Delete all of it; the next question is slower."), Takes.NOTHING),),
    examples=(
        Example("cache", N_("Where it is and how large")),
        Example("cache --clear", N_("Delete it")),
    ),
)
