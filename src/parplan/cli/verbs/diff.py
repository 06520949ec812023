"""The `diff` command: changes in meaning between two plans, or the draft of the amending decision."""

from __future__ import annotations

from typing import Unpack

from parplan.cli.commands.rows.diff import FORMATS
from parplan.cli.document_form import TypedFormalities, make_formalities
from parplan.cli.documents import (
    STDOUT,
    choose_document_format,
    document_language,
    json_file,
    write_document,
)
from parplan.cli.plan_states import PlanState, load_states
from parplan.cli.request import Request
from parplan.comparing.difference import Difference, compare_plans, exchanged_ids
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.reporting.formalities import Formalities
from parplan.vocabulary.folding import fold

#: The least share of common tasks for comparing plans of two agencies.
_ONE_PLAN = 0.5
#: The most ids that are named on the error stream.
_MOST_IDS = 10


def run(
    request: Request,
    *,
    old: str,
    new: str | None,
    format: str | None,
    output: str | None,
    force: bool,
    exit_code: bool,
    **formal: Unpack[TypedFormalities],
) -> int:
    """Show what changed in meaning, or draft the amending decision."""
    chosen = choose_document_format(request, format, output, FORMATS)
    given = make_formalities(request, **formal)
    before, after = load_states(request, old, new)
    _refuse_another_agency(before, after)
    found = compare_plans(before.plan, after.plan, request.as_of if request.day_typed else None)
    if chosen == "json":
        from parplan.views.diff_view import diff_json

        answer = diff_json(before.name, after.name, request.as_of, found)
        if output in (None, STDOUT):
            request.answer_json(answer)
        else:
            write_document(request, json_file(answer), output, force=force)
    elif chosen == "docx":
        _write_decision(request, before, after, found, given, output, force=force)
    else:
        _show(request, before, after, found, chosen, output, force=force)
    if exchanged := exchanged_ids(before.plan, after.plan):
        told = request.language.gettext(
            "{ids}: what they name in {old} stands at other ids in {new}, without aliases; compared by id, it reads as"
            " changed"
        )
        shown = f"{', '.join(exchanged[:_MOST_IDS])}{' …' if len(exchanged) > _MOST_IDS else ''}"
        request.advise(told.format(ids=shown, old=before.name, new=after.name))
    return 1 if exit_code and found else 0


def _show(
    request: Request,
    before: PlanState,
    after: PlanState,
    found: tuple[Difference, ...],
    format: str,
    output: str | None,
    *,
    force: bool,
) -> None:
    from parplan.views.difference_words import difference_texts

    texts = tuple(difference_texts(request.language, before.plan, after.plan, request.as_of, found))
    if format == "md":
        from parplan.reporting.difference_markdown import difference_markdown

        text = difference_markdown(request.language, before.name, after.name, texts)
        if output in (None, STDOUT):
            request.answer_text(text)
        else:
            write_document(request, text.encode(), output, force=force)
        return
    from parplan.views.diff_view import diff_screen

    if output not in (None, STDOUT):
        raise RequestError(
            message(N_("text is for the screen; it is not written to a file")),
            help=message(N_("name a file .md or .docx with -o")),
        )
    request.answer(diff_screen(request.language, before.name, after.name, texts))


def _write_decision(
    request: Request,
    before: PlanState,
    after: PlanState,
    found: tuple[Difference, ...],
    given: Formalities,
    output: str | None,
    *,
    force: bool,
) -> None:
    from parplan.reporting.amendment_paper import AmendedPlan, amendment_paper, decided_differences
    from parplan.reporting.word import render_word

    amended = AmendedPlan(before.plan, after.plan, found)
    if not decided_differences(amended):
        raise RequestError(
            message(N_("there is no difference that needs a decision")),
            help=message(N_("`parplan diff` shows what does")),
        )
    data = render_word(amendment_paper(document_language(request), amended, given, request.as_of))
    target = output or f"quyet-dinh-sua-doi-{after.plan.year}.docx"
    write_document(request, data, target, force=force)


def _refuse_another_agency(before: PlanState, after: PlanState) -> None:
    """Refuse to compare plans of different bodies; a renamed body is recognised by its tasks."""
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
