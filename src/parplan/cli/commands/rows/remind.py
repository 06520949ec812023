"""The row of `remind`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind
from parplan.cli.commands.document_options import UNNUMBERED_FORMALITIES
from parplan.cli.commands.options import FORCE, PERIOD
from parplan.diagnostics import N_

FORMATS = ("md", "text", "docx", "eml", "json")

COMMAND = CommandRow(
    name="remind",
    help=N_("Write reminders of overdue and coming work, one for each lead unit."),
    options=(
        Option(
            "within",
            ("--within",),
            N_("How far to look ahead: 30d, 2w, 3m, 1q, 1y, P1M15D, this month, or up to a date."),
            metavar=N_("TIME"),
            default="14d",
            kind=ValueKind.DATE,
            choices=("7d", "14d", "30d", "1q"),
        ),
        Option(
            "unit",
            ("--unit",),
            N_("Only this unit, or the units of this group."),
            metavar=N_("UNIT"),
            kind=ValueKind.UNIT,
        ),
        Option(
            "missing",
            ("--missing",),
            N_("Only the units that have not sent back their form (see `form` and `collect`)."),
            Takes.NOTHING,
        ),
        PERIOD,
        Option(
            "format",
            ("--format",),
            N_("Chat messages in Markdown or plain text; with -o Word documents (the default) or mail drafts; JSON."),
            choices=FORMATS,
        ),
        Option(
            "output",
            ("--output", "-o"),
            N_("Folder for one file per unit. Default: messages on standard output."),
            metavar=N_("FOLDER"),
            kind=ValueKind.FOLDER,
        ),
        FORCE,
        *UNNUMBERED_FORMALITIES,
    ),
    examples=(
        Example("remind --within 30d", N_("Messages to paste into a chat")),
        Example("remind -o nhac-viec", N_("A Word document for each unit, in a folder")),
        Example("remind --missing", N_("The units whose forms have not come back")),
        Example("remind --unit VP", N_("The message for one unit")),
    ),
)
