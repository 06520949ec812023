"""The row of `cache`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="cache",
    help=N_("Show where the cache is and how large; --clear deletes it."),
    options=(Option("clear", ("--clear",), N_("Delete the cache; the next command is slower."), Takes.NOTHING),),
    examples=(
        Example("cache", N_("Where it is and how large")),
        Example("cache --clear", N_("Delete it")),
    ),
)
