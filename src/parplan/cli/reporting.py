"""The verbs that write what the office owes: report, remind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from parplan.cli.completion import complete_period, complete_unit
from parplan.cli.context import Request, make_request
from parplan.cli.current import _
from parplan.cli.dates import parse_window
from parplan.cli.formalities import (
    NUMBER,
    PLACE,
    RECIPIENT,
    SIGN_FOR,
    SIGNER,
    SIGNER_TITLE,
    make_formalities,
)
from parplan.cli.targets import (
    FORCE,
    STDOUT,
    choose_format,
    document_language,
    json_file,
    refuse_screen,
    say_written,
    write_documents,
)
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.creating import create_file
from parplan.files.paths import displayed
from parplan.queries.portfolio import Portfolio
from parplan.reporting.formalities import Formalities
from parplan.reporting.naming import file_names, plain_code
from parplan.reporting.periodic import PeriodicReport, make_report, reporting_unit
from parplan.reporting.periods import Period, find_period, known_periods
from parplan.reporting.reminders import Reminder, leaderless, make_reminders

_FORMATS = {"md": "md", "docx": "docx", "json": "json"}


def report(
    context: typer.Context,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar=_("PERIOD"),
            help=_("The period, by its key in the plan's report calendar, such as q1, h1, q3, year."),
            autocompletion=complete_period,
            show_default=False,
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            metavar=_("UNIT"),
            help=_("This unit's own report instead of the agency's."),
            autocompletion=complete_unit,
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            help=_("A Word document, Markdown or JSON; else what the file's name ends in, else Markdown."),
            autocompletion=lambda: list(_FORMATS),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE"),
            help=_("Where to write it; - is standard output. A Word document else gets a name of its own here."),
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, FORCE] = False,
    place: Annotated[str | None, PLACE] = None,
    number: Annotated[str | None, NUMBER] = None,
    signer: Annotated[str | None, SIGNER] = None,
    signer_title: Annotated[str | None, SIGNER_TITLE] = None,
    sign_for: Annotated[str | None, SIGN_FOR] = None,
    recipient: Annotated[list[str] | None, RECIPIENT] = None,
) -> None:
    """Write a periodic report: a draft with the plan's figures, and marked places for what a person must write."""
    request = make_request(context)
    chosen = choose_format(request, format, output, _FORMATS, "md" if output in (None, STDOUT) else None)
    if chosen == "docx" and output == STDOUT:
        refuse_screen(output, chosen)
    given = make_formalities(
        place=place,
        number=number,
        signer=signer,
        signer_title=signer_title,
        sign_for=sign_for,
        recipients=recipient,
    )
    portfolio = _one_plan(request)
    plan = portfolio.default.plan
    asked = _period(portfolio, period)
    parties = portfolio.units(unit) if unit is not None else {}
    whose = next((reporting_unit(party, plan) for party in parties.values()), None)
    made = make_report(portfolio, asked, whose)
    _advise_window(request, made)
    name = "-".join(["bao-cao", plain_code(asked.key), str(plan.year), *([plain_code(whose.code)] if whose else [])])
    _write_report(request, made, given, chosen, _target(output, chosen, name), force=force)
    raise typer.Exit(request.exit_code)


def remind(
    context: typer.Context,
    within: Annotated[
        str,
        typer.Option(
            "--within",
            metavar=_("TIME"),
            help=_("How far to look: 30d, 2w, 3m, 1q, 1y, P1M15D, or up to a date."),
            autocompletion=lambda: ["7d", "14d", "30d", "1q"],
        ),
    ] = "14d",
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            metavar=_("UNIT"),
            help=_("Only this unit, or the units of this group."),
            autocompletion=complete_unit,
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            help=_("Messages to paste into a chat, Word documents (the default with -o), or JSON."),
            autocompletion=lambda: list(_FORMATS),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FOLDER"),
            help=_("The folder to write a file for each unit in; else messages go to standard output."),
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, FORCE] = False,
    place: Annotated[str | None, PLACE] = None,
    signer: Annotated[str | None, SIGNER] = None,
    signer_title: Annotated[str | None, SIGNER_TITLE] = None,
    sign_for: Annotated[str | None, SIGN_FOR] = None,
    recipient: Annotated[list[str] | None, RECIPIENT] = None,
) -> None:
    """Remind each lead unit of what is late or coming due: a slip, or with late work a letter."""
    request = make_request(context)
    chosen = choose_format(request, format, None, _FORMATS, "md" if output in (None, STDOUT) else "docx")
    _check_folder(output, chosen)
    given = make_formalities(
        place=place, signer=signer, signer_title=signer_title, sign_for=sign_for, recipients=recipient
    )
    until = parse_window(within, request.as_of)
    portfolio = _one_plan(request)
    reminders = make_reminders(portfolio, until, unit)
    if unit is None:
        _advise_leaderless(request, portfolio, until)
    if chosen == "json":
        _write_reminders_json(request, reminders, until, output, force=force)
    elif not reminders:
        request.advise(_("Nobody has work that is late or due up to {date}.").format(date=request.language.date(until)))
    elif chosen == "md" and output in (None, STDOUT):
        request.answer_text("\n".join(_messages(request, reminders)))
    else:
        _write_reminders(request, reminders, given, chosen, output, force=force)
    raise typer.Exit(request.exit_code)


def _check_folder(output: str | None, format: str) -> None:
    """Refuse the name of one file where each unit gets one. Raises ``RequestError``."""
    if output is None or output == STDOUT or format == "json":
        return
    folder = Path(output)
    if folder.suffix.lower().removeprefix(".") in _FORMATS:
        raise RequestError(
            message(N_("{path}: a file is written for each unit, so -o names a folder"), path=displayed(folder)),
            help=message(N_("name a folder: -o {path}"), path=displayed(folder.with_suffix(""))),
        )


def _one_plan(request: Request) -> Portfolio:
    """The plan a document is about. Raises ``RequestError`` for several: a document has one head."""
    portfolio = request.portfolio()
    if len(portfolio.subjects) > 1:
        raise RequestError(
            message(N_("a document is about one plan, and {count} are asked about"), count=len(portfolio.subjects)),
            help=message(N_("name one of them with --plan PATH")),
        )
    return portfolio


def _period(portfolio: Portfolio, typed: str | None) -> Period:
    plan = portfolio.default.plan
    if typed is not None:
        return find_period(plan, typed)
    known = ", ".join(period.key for period in known_periods(plan))
    raise RequestError(
        message(N_("{name} is missing"), name="--period"),
        help=message(N_("the periods of the plan: {names}"), names=known) if known else None,
    )


def _advise_window(request: Request, made: PeriodicReport) -> None:
    """Say on the error stream what makes the figures other than expected."""
    period, date = made.period, request.language.date
    if not period.has_window or period.data_from is None or period.data_to is None:
        request.advise(
            _("The plan does not say which days the report {key} covers; the place for them is marked.").format(
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
    """The file to write; ``None`` is standard output, where only a Word document does not go by itself."""
    if output == STDOUT or (output is None and format != "docx"):
        return None
    return Path(output) if output is not None else Path(*file_names([name], format))


def _write_report(
    request: Request, made: PeriodicReport, given: Formalities, format: str, target: Path | None, *, force: bool
) -> None:
    if format == "json":
        from parplan.reporting.report_json import report_json

        answer = report_json(made)
        if target is None:
            request.answer_json(answer)
            return
        data = json_file(answer)
    else:
        data = _document(request, made, given, format)
    if target is not None:
        create_file(target, data, force=force)
        say_written(request, [target])
    elif format == "docx":
        request.answer_bytes(data)
    else:
        request.answer_text(data.decode())


def _document(request: Request, made: PeriodicReport, given: Formalities, format: str) -> bytes:
    from parplan.reporting.report_paper import report_paper

    paper = report_paper(document_language(request), made, given)
    if format == "docx":
        from parplan.reporting.word import render_word

        return render_word(paper)
    from parplan.reporting.markdown import render_markdown

    return render_markdown(paper).encode()


def _advise_leaderless(request: Request, portfolio: Portfolio, until: date) -> None:
    rows = leaderless(portfolio, until)
    if rows:
        addresses = ", ".join(row.item.address for row in rows)
        request.advise(_("Late or coming due, but no unit owes it: {addresses}").format(addresses=addresses))


def _write_reminders_json(
    request: Request, reminders: Sequence[Reminder], until: date, output: str | None, *, force: bool
) -> None:
    from parplan.reporting.report_json import reminders_json

    answer = reminders_json(reminders, request.as_of, until)
    if output in (None, STDOUT):
        request.answer_json(answer)
        return
    target = Path(output or "")
    if target.suffix.lower() != ".json":
        target /= "nhac-viec.json"
    create_file(target, json_file(answer), force=force)
    say_written(request, [target])


def _messages(request: Request, reminders: Iterable[Reminder]) -> list[str]:
    from parplan.reporting.reminder_chat import reminder_message

    language = document_language(request)
    return [reminder_message(language, reminder) for reminder in reminders]


def _write_reminders(
    request: Request, reminders: Sequence[Reminder], given: Formalities, format: str, output: str | None, *, force: bool
) -> None:
    """Write a file for each unit, all of them or none."""
    if output == STDOUT:
        raise RequestError(
            message(N_("several Word documents cannot go to standard output")),
            help=message(N_("name a folder: -o {path}"), path="nhac-viec"),
        )
    folder = Path(output or f"nhac-viec-{request.as_of.isoformat()}")
    if format == "docx":
        from parplan.reporting.reminder_paper import reminder_paper
        from parplan.reporting.word import render_word

        language = document_language(request)
        contents = [render_word(reminder_paper(language, reminder, given)) for reminder in reminders]
    else:
        contents = [text.encode() for text in _messages(request, reminders)]
    # What stands before the code keeps names apart from those Windows keeps for itself.
    names = file_names([f"nhac-viec-{plain_code(reminder.unit.code)}" for reminder in reminders], format)
    write_documents(request, dict(zip(names, contents, strict=True)), str(folder), force=force)
