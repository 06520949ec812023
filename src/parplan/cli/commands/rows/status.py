"""The row of `status`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option
from parplan.cli.commands.options import ANSWER_FILE, FORCE
from parplan.diagnostics import N_
from parplan.queries.status import Grouping

COMMAND = CommandRow(
    name="status",
    help=N_("Show the progress of the plan on one screen, or of several plans, agency by agency."),
    options=(
        Option(
            "by",
            ("--by",),
            N_("The rows of the table. Default: unit; where several plans are asked about, agency."),
            choices=tuple(one.value for one in Grouping),
        ),
        ANSWER_FILE,
        FORCE,
    ),
    examples=(
        Example("status", N_("Counts by unit and state")),
        Example("status --by section --as-of 30/6/2021", N_("Counts by section, as of a day")),
        Example("status --plan plans/", N_("A row for each agency, with totals")),
    ),
)
