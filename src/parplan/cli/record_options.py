"""The options of the verbs that record, and what is made of them."""

from __future__ import annotations

import typer

from parplan.changing.change import Details
from parplan.changing.scope import Scope
from parplan.cli.completion import complete_address, complete_open_address, complete_unit
from parplan.cli.context import Request
from parplan.cli.current import _
from parplan.cli.facts import clean_text, missing_files, parse_on, parse_pieces
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.units import Party
from parplan.queries.portfolio import Portfolio, Subject

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


class Said:
    """How far the user said a statement reaches, as typed."""

    def __init__(self, units: list[str] | None, all_units: bool, everything: bool) -> None:
        self.units = [clean_text(unit, "--unit") or "" for unit in units or ()]
        self.all_units = all_units
        self.everything = everything
        if self.units and all_units:
            raise RequestError(
                message(N_("--unit and --all-units contradict each other")), help=message(N_("leave one of them out"))
            )

    def scope(self, subject: Subject) -> Scope:
        """What that means in a plan. Raises ``RequestError`` for an unknown unit."""
        portfolio = Portfolio(subject.assessment.as_of, (subject,))
        found = (portfolio.units(typed)[subject.path] for typed in self.units)
        units: tuple[Party, ...] = tuple({party.code: party for party in found}.values())
        return Scope(units, self.all_units, self.everything)


def details_of(
    request: Request,
    *,
    on: str | None,
    note: str | None = None,
    difficulty: str | None = None,
    proposal: str | None = None,
    evidence: list[str] | None = None,
    basis: str | None = None,
    reason: str | None = None,
    by: str | None = None,
) -> Details:
    """What is said besides the fact itself. Raises ``RequestError``; a file that is not here is only remarked on."""
    pieces = parse_pieces(evidence or ())
    for file in missing_files(pieces):
        request.advise(_("The file {file} is not here; it is recorded as typed.").format(file=file))
    return Details(
        as_of=request.as_of,
        recorded=request.moment,
        on=parse_on(on, request.as_of, request.today),
        note=clean_text(note, "--note"),
        difficulty=clean_text(difficulty, "--difficulty"),
        proposal=clean_text(proposal, "--proposal"),
        evidence=pieces,
        basis=clean_text(basis, "--basis"),
        reason=clean_text(reason, "--reason"),
        by=clean_text(by, "--by"),
    )
