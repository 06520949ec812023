"""The row of `validate`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.cli.commands.options import FORCE
from parplan.diagnostics import N_

#: The forms findings are shown in.
FORMATS = ("text", "full", "json", "github", "gitlab", "sarif", "junit")

COMMAND = CommandRow(
    name="validate",
    help=N_("Check plan files and list every finding with its place."),
    words=(
        Word(
            "paths",
            N_("[PATH]..."),
            N_("Plan files, folders or globs; - reads standard input. Default: the plans found."),
            required=False,
            many=True,
            kind=ValueKind.FILE,
        ),
    ),
    options=(
        Option(
            "format",
            ("--format",),
            N_("One line per finding (text), with the lines at fault (full), JSON, or the form a CI service reads."),
            default="text",
            choices=FORMATS,
        ),
        Option(
            "select",
            ("--select",),
            N_("Only codes that start with this; may be repeated."),
            Takes.MANY,
            metavar=N_("CODE"),
            kind=ValueKind.CODE,
        ),
        Option(
            "ignore",
            ("--ignore",),
            N_("No codes that start with this, errors excepted; may be repeated."),
            Takes.MANY,
            metavar=N_("CODE"),
            kind=ValueKind.CODE,
        ),
        Option("strict", ("--strict",), N_("Warnings fail too."), Takes.NOTHING),
        Option(
            "all_plans",
            ("--all-plans",),
            N_("Also the other plans in the folders of those named, as two may be of one year."),
            Takes.NOTHING,
        ),
        Option(
            "fix",
            ("--fix",),
            N_("Mend what can be mended whatever the print says: quotes, invisible characters, Unicode forms."),
            Takes.NOTHING,
        ),
        Option(
            "unsafe_fixes",
            ("--unsafe-fixes",),
            N_("With --fix: also what may be the print's own words, such as doubled words."),
            Takes.NOTHING,
        ),
        Option(
            "diff", ("--diff",), N_("With --fix or --add-ignore: show the difference, write nothing."), Takes.NOTHING
        ),
        Option(
            "add_ignore",
            ("--add-ignore",),
            N_("Write a comment that leaves these findings out, with --reason; may be repeated."),
            Takes.MANY,
            metavar=N_("CODE"),
            kind=ValueKind.CODE,
        ),
        Option("reason", ("--reason",), N_("With --add-ignore: why they are right."), metavar=N_("TEXT")),
        Option(
            "baseline",
            ("--baseline",),
            N_("Findings in this file, which --json wrote, are known: they are counted, and only new ones fail."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        Option(
            "trusted",
            ("--trusted",),
            N_("Settings, baseline and ignore comments count as they stand in this folder, a checkout of the base."),
            metavar=N_("FOLDER"),
            kind=ValueKind.FOLDER,
        ),
        Option("statistics", ("--statistics",), N_("Count the findings of each code."), Takes.NOTHING),
        Option(
            "output",
            ("--output", "-o"),
            N_("Write the findings to this file, in UTF-8, instead of showing them."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        FORCE,
    ),
    examples=(
        Example("validate", N_("Check the plans that are found")),
        Example("validate plans/2021.yaml --format full", N_("Show the lines at fault")),
        Example("validate --fix --diff", N_("Show what would be mended")),
        Example("validate --strict --format gitlab -o gl-code-quality.json", N_("In a pipeline of GitLab")),
    ),
)
