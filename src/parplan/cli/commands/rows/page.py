"""The row of `page`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example
from parplan.cli.commands.options import FORCE, OUTPUT
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="page",
    help=N_("Write one self-contained page for the director."),
    options=(OUTPUT, FORCE),
    examples=(
        Example("page -o trang.html", N_("The page of this year's plan")),
        Example("page -p plans -o trang.html", N_("One page on all plans of a folder")),
    ),
)
