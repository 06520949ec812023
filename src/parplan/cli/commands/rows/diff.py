"""The row of `diff`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.diagnostics import N_

FORMATS = ("text", "md")

COMMAND = CommandRow(
    name="diff",
    help=N_("Show what changed in meaning between two plans, or a plan and its state in git."),
    words=(
        Word(
            "old",
            N_("OLD"),
            N_("A plan file, else a git revision (HEAD~3, main...) or REV:PATH; the plan itself: its last commit."),
            kind=ValueKind.FILE,
        ),
        Word(
            "new",
            N_("[NEW]"),
            N_("The same. Default: the plan as it is."),
            required=False,
            kind=ValueKind.FILE,
        ),
    ),
    options=(
        Option(
            "format",
            ("--format",),
            N_("Text for a terminal, or Markdown for a pull request."),
            default="text",
            choices=FORMATS,
        ),
        Option("exit_code", ("--exit-code",), N_("Exit with 1 where anything differs."), Takes.NOTHING),
    ),
    examples=(
        Example("diff HEAD~3", N_("What changed in the last three commits")),
        Example("diff v2021:plans/2021.yaml", N_("What changed since the plan was signed and tagged")),
        Example("diff main... --format md", N_("What a branch changes, for its pull request")),
    ),
)
