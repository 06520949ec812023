"""The row of `settings`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="settings",
    help=N_("Show which settings hold for a plan or folder, and where each is written."),
    words=(
        Word(
            "path",
            N_("[PATH]"),
            N_("A plan file or folder; else the folder the command is run in."),
            required=False,
            kind=ValueKind.FILE,
        ),
    ),
    options=(),
    examples=(
        Example("settings", N_("The settings here")),
        Example("settings plans/2021.yaml", N_("Those of one plan, with what its name adds")),
    ),
)
