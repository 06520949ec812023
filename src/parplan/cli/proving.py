"""The verb about what shows the results: evidence."""

from __future__ import annotations

import io
from typing import Annotated

import typer

from parplan.cli.completion import complete_section, complete_unit
from parplan.cli.context import Request, make_request
from parplan.cli.current import _
from parplan.cli.targets import FORCE, OUTPUT, choose_format, json_file, refuse_screen, write_document
from parplan.queries.evidence import EvidenceAnswer, EvidenceSelection, select_evidence
from parplan.queries.portfolio import Portfolio
from parplan.views.evidence_view import evidence_json, evidence_screen
from parplan.views.painting import paint

_ENDINGS = {"txt": "text", "json": "json", "xlsx": "xlsx"}
#: The columns of a screen that becomes a file.
_WIDTH = 120


def evidence(
    context: typer.Context,
    missing: Annotated[bool, typer.Option("--missing", help=_("Only what is done without any evidence."))] = False,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            metavar=_("UNIT"),
            help=_("Only facts of this unit."),
            autocompletion=complete_unit,
            show_default=False,
        ),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar=_("SECTION"),
            help=_("Only this section: 1 to 7, II for all of them, III."),
            autocompletion=complete_section,
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="text|json|xlsx",
            help=_("Else by the ending of the file, else a screen."),
            autocompletion=lambda: ["text", "json", "xlsx"],
            show_default=False,
        ),
    ] = None,
    output: Annotated[str | None, OUTPUT] = None,
    force: Annotated[bool, FORCE] = False,
) -> None:
    """Show the register of evidence."""
    request = make_request(context)
    chosen = choose_format(request, format, output, _ENDINGS, "text")
    if chosen == "xlsx":
        refuse_screen(output, chosen)
    portfolio = request.portfolio()
    answer = select_evidence(portfolio, EvidenceSelection(unit, section, missing))
    if chosen == "xlsx":
        write_document(request, _evidence_workbook(request, portfolio, answer), output, force=force)
    elif chosen == "json" and output is None:
        request.answer_json(evidence_json(answer, request.as_of))
    elif chosen == "json":
        write_document(request, json_file(evidence_json(answer, request.as_of)), output, force=force)
    elif output is None:
        request.answer(evidence_screen(request.language, portfolio, answer))
    else:
        screen = io.StringIO()
        paint(evidence_screen(request.language, portfolio, answer), screen, _WIDTH, colour=False)
        write_document(request, screen.getvalue().encode(), output, force=force)
    raise typer.Exit(request.exit_code)


def _evidence_workbook(request: Request, portfolio: Portfolio, answer: EvidenceAnswer) -> bytes:
    from parplan.reporting.evidence_sheets import evidence_sheets
    from parplan.reporting.excel import render_workbook

    return render_workbook(request.language, list(evidence_sheets(request.language, portfolio, answer)), request.as_of)
