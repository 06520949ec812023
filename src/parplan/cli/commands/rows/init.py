"""The row of `init`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, ValueKind, Word
from parplan.cli.commands.options import FORCE
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="init",
    help=N_("Create a small, valid plan with comments."),
    words=(
        Word(
            "path",
            N_("[PATH]"),
            N_("File to write; - is standard output. Default: plans/YEAR.yaml."),
            required=False,
            kind=ValueKind.FILE,
        ),
    ),
    options=(
        Option("agency", ("--agency",), N_("The agency whose plan it is."), metavar=N_("NAME")),
        Option(
            "earlier",
            ("--from",),
            N_("Start from this plan: years moved on, no progress, open work carried over."),
            metavar=N_("PLAN"),
            kind=ValueKind.PLAN,
        ),
        Option(
            "year",
            ("--year",),
            N_("The plan's year. Default: this year; with --from the year after that plan."),
            metavar=N_("YEAR"),
        ),
        FORCE,
    ),
    examples=(
        Example('init --agency "Sở Khoa học và Công nghệ"', N_("This year's plan, in plans/")),
        Example(
            'init plans/2022.yaml --year 2022 --agency "Sở Nội vụ"', N_("The plan of a given year, in a given file")
        ),
        Example("init --from plans/2021.yaml", N_("Next year's plan from this year's")),
    ),
)
