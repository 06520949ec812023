"""The row of `review`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, ValueKind, Word
from parplan.cli.commands.options import BY
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="review",
    help=N_("Go through the doubts of an import, one wording at a time."),
    words=(
        Word(
            "path",
            N_("[PLAN]"),
            N_("The imported plan. Default: the plans found that have open doubts."),
            required=False,
            kind=ValueKind.PLAN,
        ),
    ),
    options=(BY,),
    examples=(
        Example("review", N_("The doubts of this year's plan, at a terminal")),
        Example("review plans/2026.yaml --json", N_("The same as a list, for a program")),
    ),
)
