"""The `log` command."""

from __future__ import annotations

from datetime import date

from parplan.cli.dates import parse_day
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.cli.unit_meanings import tell_unit_of
from parplan.queries.history import LogSelection, select_log
from parplan.queries.portfolio import find_address
from parplan.views.log_view import log_screen
from parplan.views.record_json import log_json


def run(request: Request, *, address: str | None, unit: str | None, since: str | None, until: str | None) -> int:
    """Show the numbered history of what was recorded."""
    selection = LogSelection(
        unit,
        _day(request, since, "--since"),
        _day(request, until, "--until"),
    )
    plans = load_plans(request, all_found=address is not None)
    addressed = find_address(plans.portfolio, address) if address is not None else None
    answer = select_log(plans.portfolio, addressed, selection)
    tell_unit_of(request, unit, plans.portfolio)
    if request.json:
        request.answer_json(log_json(answer, request.as_of))
    else:
        request.answer(log_screen(request.language, plans.portfolio, answer))
    return plans.exit_code


def _day(request: Request, typed: str | None, option: str) -> date | None:
    return None if typed is None else parse_day(typed, option, today=request.today, year=request.as_of.year)
