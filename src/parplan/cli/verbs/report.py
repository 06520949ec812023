"""The `report` command: a draft of the periodic report, with the plan's figures and places for a person's words."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from msgspec import Struct

from parplan.cli.commands.rows.report import FORMATS
from parplan.cli.document_form import TypedFormalities, make_formalities
from parplan.cli.documents import (
    STDOUT,
    choose_document_format,
    document_language,
    json_file,
    one_plan,
    say_written,
)
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.creating import create_file
from parplan.files.reading import read_file
from parplan.queries.periods import Period, find_period, known_periods, no_calendar
from parplan.queries.portfolio import Portfolio
from parplan.reporting.formalities import Formalities
from parplan.reporting.naming import file_names, plain_code
from parplan.reporting.periodic import PeriodicReport, make_report, reporting_unit


def run(
    request: Request,
    *,
    period: str | None,
    unit: str | None,
    format: str | None,
    output: str | None,
    force: bool,
    internal: bool,
    template: str | None,
    **formal: Unpack[TypedFormalities],
) -> int:
    """Write a periodic report."""
    chosen = choose_document_format(request, format, output, FORMATS)
    if template is not None and chosen != "docx":
        raise RequestError(
            message(N_("--template makes a Word document")),
            help=message(N_("name a file that ends in .docx with -o FILE")),
        )
    given = make_formalities(request, **formal)
    plans = load_plans(request)
    portfolio = one_plan(plans.portfolio)
    plan = portfolio.default.plan
    asked = _period(portfolio, period)
    parties = portfolio.units(unit) if unit is not None else {}
    whose = next((reporting_unit(party, plan) for party in parties.values()), None)
    made = make_report(portfolio, asked, whose)
    _advise_window(request, made)
    name = "-".join(["bao-cao", plain_code(asked.key), str(plan.year), *([plain_code(whose.code)] if whose else [])])
    form = _ReportForm(
        given, chosen, internal=internal, template=None if template is None else _read_template(template)
    )
    _write_report(request, made, form, _target(output, chosen, name), force=force)
    return plans.exit_code


class _ReportForm(Struct, frozen=True):
    """The options of the report: formal parts, format, internal or not, and the bytes of a template."""

    given: Formalities
    format: str
    internal: bool
    template: bytes | None


def _read_template(typed: str) -> bytes:
    """Read a template. Raises ``FileError`` if it cannot be read."""
    return read_file(Path(typed))


def _period(portfolio: Portfolio, typed: str | None) -> Period:
    plan = portfolio.default.plan
    if typed is not None:
        return find_period(plan, typed)
    known = ", ".join(period.key for period in known_periods(plan))
    if not known:
        raise no_calendar(plan)
    raise RequestError(
        message(N_("{name} is missing"), name="--period"),
        help=message(N_("the periods of the plan: {names}"), names=known),
    )


def _advise_window(request: Request, made: PeriodicReport) -> None:
    """Warn on the error stream about days that make figures differ from what is expected."""
    period, date, _ = made.period, request.language.date, request.language.gettext
    if not period.has_window or period.data_from is None or period.data_to is None:
        request.advise(
            _("The plan does not state the period covered by the report {key}; its place is marked.").format(
                key=period.key
            )
        )
        request.advise("  " + _("add from and to under reports: {key} in the plan").format(key=period.key))
    elif not period.data_from <= made.as_of <= period.data_to:
        request.advise(
            _("The data of the report {key} are from {start} to {end}, the figures as of {as_of}.").format(
                key=period.key, start=date(period.data_from), end=date(period.data_to), as_of=date(made.as_of)
            )
        )
        request.advise("  " + _("--as-of {date} makes them as of the last day").format(date=period.data_to.isoformat()))


def _target(output: str | None, format: str, name: str) -> Path | None:
    """The file to write; ``None`` for standard output, the default except for Word."""
    if output == STDOUT or (output is None and format != "docx"):
        return None
    return Path(output) if output is not None else Path(*file_names([name], format))


def _write_report(
    request: Request, made: PeriodicReport, form: _ReportForm, target: Path | None, *, force: bool
) -> None:
    if form.format == "json":
        from parplan.reporting.report_json import report_json

        answer = report_json(made)
        if target is None:
            request.answer_json(answer)
            return
        data = json_file(answer)
    else:
        data = _document(request, made, form)
    if target is not None:
        create_file(target, data, force=force)
        say_written(request, [target])
    elif form.format == "docx":
        request.answer_bytes(data)
    else:
        request.answer_text(data.decode())


def _document(request: Request, made: PeriodicReport, form: _ReportForm) -> bytes:
    from parplan.reporting.report_paper import report_paper

    paper = report_paper(document_language(request), made, form.given, internal=form.internal)
    if form.template is not None:
        from parplan.reporting.word_template import fill_template

        return fill_template(form.template, paper)
    if form.format == "docx":
        from parplan.reporting.word import render_word

        return render_word(paper)
    from parplan.reporting.markdown import render_markdown

    return render_markdown(paper).encode()
