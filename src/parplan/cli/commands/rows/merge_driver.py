"""The row of `merge-driver`, which git runs."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="merge-driver",
    help=N_("Merge a plan of two branches; git runs it, with what it calls %O %A %B %L %P."),
    words=(
        Word("base", N_("BASE"), N_("The plan both branches began with."), kind=ValueKind.FILE),
        Word("ours", N_("OURS"), N_("The plan of this branch; the merged plan is written here."), kind=ValueKind.FILE),
        Word("theirs", N_("THEIRS"), N_("The plan of the other branch."), kind=ValueKind.FILE),
        Word("marker_size", N_("[SIZE]"), N_("How long conflict markers are. Default: 7."), required=False),
        Word("path", N_("[PATH]"), N_("What the plan is called in messages."), required=False),
    ),
    hidden=True,
)
