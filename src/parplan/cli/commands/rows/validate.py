"""The row of `validate`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.cli.commands.options import FORCE
from parplan.diagnostics import N_

#: The output formats.
FORMATS = ("text", "full", "json", "github", "gitlab", "sarif", "junit")

COMMAND = CommandRow(
    name="validate",
    help=N_("Check plan files and list all findings with their places."),
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
            N_("One line per finding (text), with the lines at fault (full), JSON, or a CI service's format."),
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
            N_("Leave out codes that start with this, except errors; may be repeated."),
            Takes.MANY,
            metavar=N_("CODE"),
            kind=ValueKind.CODE,
        ),
        Option("strict", ("--strict",), N_("Fail on warnings, too."), Takes.NOTHING),
        Option(
            "all_plans",
            ("--all-plans",),
            N_("Also read the other plans in the same folders, because two may be of the same year."),
            Takes.NOTHING,
        ),
        Option(
            "fix",
            ("--fix",),
            N_("Fix what can be fixed safely: quotes, invisible characters, Unicode forms."),
            Takes.NOTHING,
        ),
        Option(
            "unsafe_fixes",
            ("--unsafe-fixes",),
            N_("With --fix: also fix what may be printed so, such as doubled words."),
            Takes.NOTHING,
        ),
        Option(
            "diff", ("--diff",), N_("With --fix or --add-ignore: show the difference and write nothing."), Takes.NOTHING
        ),
        Option(
            "add_ignore",
            ("--add-ignore",),
            N_("Add ignore comments for findings of this code, with --reason; may be repeated."),
            Takes.MANY,
            metavar=N_("CODE"),
            kind=ValueKind.CODE,
        ),
        Option("reason", ("--reason",), N_("With --add-ignore: why the lines are right."), metavar=N_("TEXT")),
        Option(
            "baseline",
            ("--baseline",),
            N_("A file written by --json: its findings are known and only counted; only new ones fail."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        Option(
            "trusted",
            ("--trusted",),
            N_("Take settings, baseline and ignore comments from this folder, a checkout of the base branch."),
            metavar=N_("FOLDER"),
            kind=ValueKind.FOLDER,
        ),
        Option("statistics", ("--statistics",), N_("Count the findings of each code."), Takes.NOTHING),
        Option(
            "output",
            ("--output", "-o"),
            N_("Write the findings to this file, in UTF-8."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        FORCE,
    ),
    examples=(
        Example("validate", N_("Check the plans that are found")),
        Example("validate plans/2021.yaml --format full", N_("Show the lines at fault")),
        Example("validate --fix --diff", N_("Show what would be fixed")),
        Example("validate --strict --format gitlab -o gl-code-quality.json", N_("In a pipeline of GitLab")),
    ),
)
