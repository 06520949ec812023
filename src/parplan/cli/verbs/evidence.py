"""The `evidence` command."""

from __future__ import annotations

import io

from parplan.cli.commands.rows.evidence import FORMATS
from parplan.cli.documents import choose_format, json_file, refuse_screen, write_document
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.cli.unit_meanings import tell_unit_of
from parplan.queries.evidence import EvidenceAnswer, EvidenceSelection, select_evidence
from parplan.queries.portfolio import Portfolio
from parplan.views.evidence_view import evidence_json, evidence_screen
from parplan.views.painting import paint

#: The width of a screen that is written to a file.
_WIDTH = 120


def run(
    request: Request,
    *,
    missing: bool,
    unit: str | None,
    section: str | None,
    format: str | None,
    output: str | None,
    force: bool,
) -> int:
    """Show or write the register of evidence."""
    chosen = choose_format(request, format, output, FORMATS, "text")
    if chosen == "xlsx":
        refuse_screen(output, chosen)
    plans = load_plans(request)
    portfolio = plans.portfolio
    answer = select_evidence(portfolio, EvidenceSelection(unit, section, missing))
    tell_unit_of(request, unit, portfolio)
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
    return plans.exit_code


def _evidence_workbook(request: Request, portfolio: Portfolio, answer: EvidenceAnswer) -> bytes:
    from parplan.reporting.evidence_sheets import evidence_sheets
    from parplan.reporting.excel import render_workbook

    return render_workbook(request.language, list(evidence_sheets(request.language, portfolio, answer)), request.as_of)
