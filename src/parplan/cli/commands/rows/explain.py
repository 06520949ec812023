"""The row of `explain`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, ValueKind, Word
from parplan.cli.commands.options import ANSWER_FILE, FORCE
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="explain",
    help=N_("Explain a code: what it finds, why, and what to do."),
    words=(
        Word(
            "code",
            N_("[CODE]"),
            N_("A code such as P204. Default: list all."),
            required=False,
            kind=ValueKind.CODE,
        ),
    ),
    options=(ANSWER_FILE, FORCE),
    examples=(
        Example("explain P204", N_("One code")),
        Example("explain", N_("The list of all codes")),
    ),
)
