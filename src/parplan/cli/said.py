"""What the verbs that record make of what was typed beside the address."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.changing.change import Details, make_details
from parplan.changing.scope import Scope
from parplan.cli.context import Request
from parplan.cli.current import _
from parplan.cli.facts import clean_text, missing_files, parse_on, parse_pieces
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.units import Party
from parplan.queries.portfolio import PlanOnDay, Portfolio


class Said:
    """How far the user said a statement reaches, as typed."""

    def __init__(self, units: Sequence[str] | None, all_units: bool, everything: bool) -> None:
        self.units = [clean_text(unit, "--unit") or "" for unit in units or ()]
        self.all_units = all_units
        self.everything = everything
        if self.units and all_units:
            raise RequestError(
                message(N_("--unit and --all-units contradict each other")), help=message(N_("leave one of them out"))
            )

    def scope(self, subject: PlanOnDay) -> Scope:
        """What that means in a plan. Raises ``RequestError`` for an unknown unit."""
        portfolio = Portfolio(subject.assessment.as_of, (subject,))
        found = (portfolio.units(typed)[subject.path] for typed in self.units)
        units: tuple[Party, ...] = tuple({party.code: party for party in found}.values())
        return Scope(units, self.all_units, self.everything)


def details_of(
    request: Request,
    *,
    on: str | None,
    evidence: Sequence[str] | None = None,
    **texts: str | None,
) -> Details:
    """What is said besides the fact itself, each of ``texts`` by the option of its name.

    Raises ``RequestError``; a file that is not here is only remarked on.
    """
    pieces = parse_pieces(evidence or ())
    for file in missing_files(pieces):
        request.advise(_("The file {file} is not here; it is recorded as typed.").format(file=file))
    return make_details(
        request.as_of,
        request.moment,
        parse_on(on, request.as_of, request.today),
        pieces,
        **{name: clean_text(text, f"--{name}") for name, text in texts.items()},
    )
