"""The scope and details of an entry, from the options."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parplan.changing.change import Details, make_details
from parplan.changing.scope import Scope
from parplan.cli.request import Request
from parplan.cli.typed_values import clean_text, missing_files, parse_on, parse_pieces
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.citations import parse_citation
from parplan.plan.structure import Citation
from parplan.plan.units import Party
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.vocabulary.document_names import NoSuchDayError


class TypedScope:
    """The units of an entry, and whether it is about everything open. Raises ``RequestError``."""

    def __init__(self, units: Sequence[str], all_units: bool, everything: bool) -> None:
        self.units = [clean_text(unit, "--unit") or "" for unit in units]
        self.all_units = all_units
        self.everything = everything
        if self.units and all_units:
            raise RequestError(
                message(N_("--unit and --all-units contradict each other")), help=message(N_("leave one of them out"))
            )

    def of(self, subject: PlanOnDay) -> Scope:
        """The scope in a plan. Raises ``RequestError`` for an unknown unit."""
        portfolio = Portfolio(subject.assessment.as_of, (subject,))
        found = (portfolio.units(typed)[subject.path] for typed in self.units)
        units: tuple[Party, ...] = tuple({party.code: party for party in found}.values())
        return Scope(units, self.all_units, self.everything)


def entry_details(request: Request, *, on: str | None, evidence: Sequence[str] = (), **texts: str | None) -> Details:
    """The day, evidence and texts of an entry; each of ``texts`` comes from the option of its name.

    Raises ``RequestError``; a missing evidence file only causes a remark.
    """
    pieces = parse_pieces(evidence)
    for file in missing_files(pieces):
        request.advise(
            request.language.gettext("The file {file} is not here; its name is taken as typed.").format(file=file)
        )
    said = {name: clean_text(text, f"--{name}") for name, text in texts.items()}
    for piece in pieces:
        _check_issued(piece, "--evidence", request.today)
    if (basis := said.get("basis")) is not None:
        try:
            _check_issued(parse_citation(basis), "--basis", request.today)
        except NoSuchDayError:
            raise RequestError(
                message(N_("{option}: “{value}” names a day that does not exist"), option="--basis", value=basis),
                help=message(N_("correct the day of the document")),
            ) from None
    return make_details(request.as_of, request.moment, parse_on(on, request.as_of, request.today), pieces, **said)


def _check_issued(document: Citation, option: str, today: date) -> None:
    """Refuse a document of a day to come. Raises ``RequestError``."""
    if document.date is not None and document.date > today:
        raise RequestError(
            message(
                N_("{option}: {day} is after today, {today}; what has not happened cannot be recorded"),
                option=option,
                day=document.date,
                today=today,
            ),
            help=message(N_("correct the day of the document")),
        )
