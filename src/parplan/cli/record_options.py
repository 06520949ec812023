"""The options of the verbs that record."""

from __future__ import annotations

import typer

from parplan.cli.completion import complete_address, complete_open_address, complete_unit
from parplan.cli.current import _

ADDRESS = typer.Argument(
    metavar=_("ADDRESS"),
    help=_("A task (2.b), a milestone (2.b/report) or an occurrence (1.d/report@q3)."),
    autocompletion=complete_open_address,
    show_default=False,
)
ANY_ADDRESS = typer.Argument(
    metavar=_("ADDRESS"),
    help=_("A task (2.b), a milestone (2.b/report) or an occurrence (1.d/report@q3)."),
    autocompletion=complete_address,  # also what is finished: it may be taken up again
    show_default=False,
)
ON = typer.Option(
    "--on", metavar=_("DATE"), help=_("The day it happened; else the day asked about."), show_default=False
)
UNITS = typer.Option(
    "--unit",
    metavar=_("UNIT"),
    help=_("Whose fact it is; may be repeated. Needed where each unit owes it by itself."),
    autocompletion=complete_unit,
    show_default=False,
)
ALL_UNITS = typer.Option("--all-units", help=_("It is a fact of all units that owe it."))
ALL = typer.Option("--all", help=_("All occurrences, all reports, the whole task: do not ask."))
NOTE = typer.Option("--note", metavar=_("TEXT"), help=_("A note."), show_default=False)
EVIDENCE = typer.Option(
    "--evidence",
    metavar=_("EVIDENCE"),
    help=_("A document (“12/KH-SKHCN | 2021-02-10 | title”: date and title optional), a file or a link; repeatable."),
    show_default=False,
)
BASIS = typer.Option("--basis", metavar=_("DOCUMENT"), help=_("The document that decided it."), show_default=False)
REASON = typer.Option("--reason", metavar=_("TEXT"), help=_("Why."), show_default=False)
BY = typer.Option("--by", metavar=_("NAME"), help=_("Who records it."), show_default=False)
DRY_RUN = typer.Option("--dry-run", help=_("Show the difference and write nothing."))
