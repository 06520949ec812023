"""The row of `settings`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="settings",
    help=N_("Show the settings for a plan or folder, and the source of each."),
    words=(
        Word(
            "path",
            N_("[PATH]"),
            N_("A plan file or folder. Default: the current folder."),
            required=False,
            kind=ValueKind.FILE,
        ),
    ),
    options=(),
    examples=(
        Example("settings", N_("The settings here")),
        Example("settings plans/2021.yaml", N_("Those of one plan, including settings for its file name")),
    ),
)
