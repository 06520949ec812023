"""The `due` command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from parplan.cli.calling_shell import shell_shown
from parplan.cli.choices import choice, parse_role
from parplan.cli.dates import parse_window
from parplan.cli.each_plan import listed_once
from parplan.cli.import_records import OpenDoubts, count_open_doubts, tell_doubts
from parplan.cli.request import Request
from parplan.cli.row_limit import parse_limit
from parplan.cli.unit_meanings import tell_unit_meanings
from parplan.languages import Language
from parplan.plan.units import Party
from parplan.queries.continued_items import ContinuedItems
from parplan.queries.deadlines import DueSelection, PlanGlance, glance_plan, join_glances, select_of_plan
from parplan.queries.portfolio import NamedInPlan, PlanHead, PlanOnDay, check_party

if TYPE_CHECKING:
    from parplan.views.due_view import DueScreenRow
    from parplan.views.json_view import PlanDue


def run(
    request: Request,
    *,
    within: str,
    unit: str | None,
    role: str | None,
    overdue: bool,
    by: str | None,
    limit: str | None,
) -> int:
    """List due work: overdue first, then by date, or agency by agency."""
    by_agency = by is not None and choice(by, ("agency",), "--by") == "agency"
    most = parse_limit(limit, request)
    selection = DueSelection(
        parse_window(within, request.as_of), unit, parse_role(role, unit, request.language), overdue
    )
    if request.json:
        return _answer_json(request, selection, by_agency=by_agency)
    width = request.width
    shown, exit_code = listed_once(
        request, partial(_shown, language=request.language, selection=selection, width=width)
    )
    check_party(unit, [one.unit for one in shown])
    from parplan.views.due_view import due_screen

    answer = join_glances(selection, [one.glance for one in shown])
    shell = shell_shown()
    request.answer(due_screen(request.language, request.as_of, answer, width, shell, most=most, by_agency=by_agency))
    tell_unit_meanings(request, unit, ((one.plan, one.unit) for one in shown))
    tell_doubts(request, ((one.plan.path, one.doubts) for one in shown))
    return exit_code


def _answer_json(request: Request, selection: DueSelection, *, by_agency: bool) -> int:
    told, exit_code = listed_once(request, partial(_told, selection=selection))
    check_party(selection.unit, [one.unit for one in told])
    from parplan.views.json_view import due_of_plans_json

    plans = [one.due for one in told]
    request.answer_json(due_of_plans_json(plans, selection, request.as_of, by_agency=by_agency))
    tell_unit_meanings(request, selection.unit, ((one.plan, one.unit) for one in told))
    return exit_code


class _Shown(Struct, frozen=True):
    """Words of one plan for a screen. unit: the party there that the name asked for means."""

    glance: PlanGlance[DueScreenRow]
    unit: NamedInPlan
    doubts: OpenDoubts

    @property
    def plan(self) -> PlanHead:
        """The head of the plan."""
        return self.glance.plan


class _Told(Struct, frozen=True):
    """JSON of one plan."""

    due: PlanDue
    unit: NamedInPlan

    @property
    def plan(self) -> PlanHead:
        """The head of the plan."""
        return self.due.plan


def _shown(
    subject: PlanOnDay, carried: ContinuedItems, *, language: Language, selection: DueSelection, width: int
) -> _Shown:
    from parplan.views.due_view import due_lines

    unit = NamedInPlan.party(subject, selection.unit)
    glance = glance_plan(subject, selection, _party(subject, unit), carried)
    return _Shown(due_lines(language, glance, width), unit, count_open_doubts(subject))


def _told(subject: PlanOnDay, carried: ContinuedItems, *, selection: DueSelection) -> _Told:
    from parplan.views.json_view import due_items

    unit = NamedInPlan.party(subject, selection.unit)
    rows, undated = select_of_plan(subject, selection, _party(subject, unit), carried)
    return _Told(due_items(subject.head, rows, undated), unit)


def _party(subject: PlanOnDay, unit: NamedInPlan) -> Party | None:
    return subject.plan.directory.party(unit.found[0]) if unit.found else None
