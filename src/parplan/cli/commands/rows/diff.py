"""The row of `diff`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.cli.commands.document_options import DOCUMENT_FILE, FORMALITIES
from parplan.cli.commands.options import FORCE
from parplan.diagnostics import N_

FORMATS = ("text", "md", "docx", "json")

COMMAND = CommandRow(
    name="diff",
    help=N_("Show what changed in meaning between two plans, or between a plan and its state in git."),
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
            N_(
                "Text for a terminal, Markdown for a pull request, the draft of the decision that amends the plan, or"
                " JSON. Default: by the ending of the file, else text."
            ),
            choices=FORMATS,
        ),
        DOCUMENT_FILE,
        FORCE,
        Option("exit_code", ("--exit-code",), N_("Exit with 1 if anything differs."), Takes.NOTHING),
        *FORMALITIES,
    ),
    examples=(
        Example("diff HEAD~3", N_("What changed in the last three commits")),
        Example("diff v2021:plans/2021.yaml", N_("What changed since the plan was signed and tagged")),
        Example("diff v2021 -o quyet-dinh.docx", N_("The draft of the decision that amends the plan")),
        Example("diff main... --format md", N_("What a branch changes, for its pull request")),
    ),
)
