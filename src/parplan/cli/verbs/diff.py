"""The `diff` command."""

from __future__ import annotations

from parplan.cli.choices import choice
from parplan.cli.commands.rows.diff import FORMATS
from parplan.cli.plan_states import PlanState, load_states
from parplan.cli.request import Request
from parplan.comparing.difference import compare_plans
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.vocabulary.folding import fold

#: Plans of two agencies with less in common than this share of their tasks are not compared.
_ONE_PLAN = 0.5


def run(request: Request, *, old: str, new: str | None, format: str, exit_code: bool) -> int:
    """Show what changed in meaning."""
    chosen = choice(format, FORMATS, "--format")
    before, after = load_states(request, old, new)
    _refuse_another_agency(before, after)
    found = compare_plans(before.plan, after.plan, request.as_of if request.day_typed else None)
    if request.json:
        from parplan.views.diff_view import diff_json

        request.answer_json(diff_json(before.name, after.name, request.as_of, found))
    else:
        from parplan.views.difference_words import difference_texts

        texts = tuple(difference_texts(request.language, before.plan, after.plan, request.as_of, found))
        if chosen == "md":
            from parplan.reporting.difference_markdown import difference_markdown

            request.answer_text(difference_markdown(request.language, before.name, after.name, texts))
        else:
            from parplan.views.diff_view import diff_screen

            request.answer(diff_screen(request.language, before.name, after.name, texts))
    return 1 if exit_code and found else 0


def _refuse_another_agency(before: PlanState, after: PlanState) -> None:
    """Refuse to compare what is no plan of the same body; one that was renamed keeps its tasks."""
    if fold(before.plan.agency) == fold(after.plan.agency):
        return
    titles, others = ({fold(task.title) for task in state.plan.tasks()} for state in (before, after))
    if len(titles & others) < _ONE_PLAN * min(len(titles), len(others)) or not titles & others:
        raise RequestError(
            message(
                N_("these are plans of two agencies: {old} of {agency}, {new} of {other}"),
                old=before.name,
                agency=before.plan.agency,
                new=after.name,
                other=after.plan.agency,
            ),
            help=message(N_("name two states of one plan")),
        )
