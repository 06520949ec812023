"""The row of `git-setup`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="git-setup",
    help=N_("Let git show and merge the plans of this repository by their meaning."),
    options=(Option("remove", ("--remove",), N_("Undo the setup."), Takes.NOTHING),),
    examples=(
        Example("git-setup", N_("Once in each clone")),
        Example("git-setup --remove", N_("Undo the setup")),
    ),
)
