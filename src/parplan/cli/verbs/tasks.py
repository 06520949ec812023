"""The `tasks` command."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from parplan.cli.choices import parse_role, parse_state
from parplan.cli.each_plan import EachPlan
from parplan.cli.import_records import OpenDoubts, count_open_doubts, tell_doubts
from parplan.cli.plans_asked import preference
from parplan.cli.request import Request
from parplan.cli.row_limit import parse_limit
from parplan.cli.unit_meanings import tell_unit_meanings
from parplan.languages import Language
from parplan.queries.portfolio import NamedInPlan, PlanHead, PlanOnDay, check_party, check_section
from parplan.queries.tasks import TaskAnswer, TaskRow, TaskSelection, join_tasks, select_of_plan

if TYPE_CHECKING:
    from parplan.views.json_view import Json
    from parplan.views.tasks_view import TaskScreenRow


def run(
    request: Request,
    *,
    text: str | None,
    unit: str | None,
    role: str | None,
    section: str | None,
    state: Sequence[str],
    undated: bool,
    ongoing: bool,
    person: str | None,
    limit: str | None,
) -> int:
    """List tasks."""
    selection = TaskSelection(
        unit=unit,
        role=parse_role(role, unit, request.language),
        section=section,
        states=frozenset(parse_state(name, request.language) for name in state),
        undated=undated,
        ongoing=ongoing,
        text=text,
        person=person,
    )
    most = parse_limit(limit, request)
    language = None if request.json else request.language
    plans = EachPlan(request, partial(_of_plan, selection=selection, language=language))
    found = sorted(plans, key=lambda one: preference(one.plan.year, one.plan.through, request))
    check_party(unit, [one.unit for one in found])
    check_section(section, [one.section for one in found])
    if request.json:
        from parplan.views.json_view import tasks_json

        told = [(one.plan, one.told) for one in found if one.told is not None]
        request.answer_json(tasks_json(told, request.as_of))
    else:
        from parplan.views.tasks_view import tasks_screen

        shown = join_tasks(selection, [one.shown for one in found if one.shown is not None])
        request.answer(tasks_screen(request.language, found[0].plan, request.as_of, shown, most))
        tell_doubts(request, ((one.plan.path, one.doubts) for one in found))
    tell_unit_meanings(request, unit, ((one.plan, one.unit) for one in found))
    return plans.exit_code


class _OfPlan(Struct, frozen=True):
    """The answer about one plan, on a screen or as JSON; ``unit``, ``section``: what the names asked for mean there."""

    plan: PlanHead
    unit: NamedInPlan
    section: NamedInPlan
    shown: TaskAnswer[TaskScreenRow] | None = None
    told: TaskAnswer[Json] | None = None
    doubts: OpenDoubts = OpenDoubts()


def _of_plan(subject: PlanOnDay, *, selection: TaskSelection, language: Language | None) -> _OfPlan:
    """For a screen in a language, or for JSON."""
    unit, section = NamedInPlan.party(subject, selection.unit), NamedInPlan.section(subject, selection.section)
    party = subject.plan.directory.party(unit.found[0]) if unit.found else None
    answer: TaskAnswer[TaskRow] = select_of_plan(subject, selection, party, section.found)
    if language is None:
        from parplan.views.json_view import task_items

        return _OfPlan(subject.head, unit, section, told=task_items(answer))
    from parplan.views.tasks_view import task_lines

    return _OfPlan(subject.head, unit, section, shown=task_lines(language, answer), doubts=count_open_doubts(subject))
