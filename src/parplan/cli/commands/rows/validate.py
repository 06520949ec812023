"""The row of `validate`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.cli.commands.options import FORCE
from parplan.diagnostics import N_

#: The forms findings are shown in.
FORMATS = ("text", "full", "json", "github", "gitlab", "sarif", "junit")

COMMAND = CommandRow(
    name="validate",
    help=N_("Check plan files: every finding at once, each at its place."),
    words=(
        Word(
            "paths",
            N_("[PATH]..."),
            N_("Plan files, folders or globs; - reads standard input. Else the plans found."),
            required=False,
            many=True,
            kind=ValueKind.FILE,
        ),
    ),
    options=(
        Option(
            "format",
            ("--format",),
            N_("One line a finding, with the line of the file, JSON, or the form a CI service reads."),
            default="text",
            choices=FORMATS,
        ),
        Option(
            "select",
            ("--select",),
            N_("Only codes that begin so; may be repeated."),
            Takes.MANY,
            metavar=N_("CODE"),
            kind=ValueKind.CODE,
        ),
        Option(
            "ignore",
            ("--ignore",),
            N_("Not codes that begin so; errors stay."),
            Takes.MANY,
            metavar=N_("CODE"),
            kind=ValueKind.CODE,
        ),
        Option("strict", ("--strict",), N_("Warnings fail too."), Takes.NOTHING),
        Option(
            "output",
            ("--output", "-o"),
            N_("Write the findings into this file, in UTF-8, instead of showing them."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        FORCE,
    ),
    examples=(
        Example("validate", N_("Check the plans that are found")),
        Example("validate plans/2021.yaml --format full", N_("Show the lines at fault")),
        Example("validate --strict --format gitlab -o gl-code-quality.json", N_("In a pipeline of GitLab")),
    ),
)
