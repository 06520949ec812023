"""The `remind` command: reminders of overdue and coming work for each lead unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Unpack

from parplan.cli.commands.rows.remind import FORMATS
from parplan.cli.dates import parse_window
from parplan.cli.document_form import TypedFormalities, make_formalities
from parplan.cli.documents import (
    STDOUT,
    choose_format,
    document_language,
    json_file,
    say_written,
    write_documents,
)
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.cli.unit_meanings import tell_unit_of
from parplan.collecting.forms import Silence
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.files.creating import create_file
from parplan.files.paths import displayed
from parplan.queries.portfolio import NamedInPlan, Portfolio
from parplan.reporting.formalities import Formalities
from parplan.reporting.naming import file_names, plain_code
from parplan.reporting.reminders import Reminder, leaderless, make_reminders, remind_silent

#: Text formats, which may go to standard output.
_MESSAGES = ("md", "text")


def run(
    request: Request,
    *,
    within: str,
    unit: str | None,
    missing: bool,
    period: str | None,
    format: str | None,
    output: str | None,
    force: bool,
    **formal: Unpack[TypedFormalities],
) -> int:
    """Write a reminder for each lead unit: a slip, or for overdue work a letter."""
    _ = request.language.gettext
    chosen = choose_format(request, format, None, FORMATS, "md" if output in (None, STDOUT) else "docx")
    _check_folder(output, chosen)
    given = make_formalities(request, **formal)
    until = parse_window(within, request.as_of)
    if period is not None and not missing:
        raise RequestError(
            message(N_("--period needs --missing")),
            help=message(N_("add --missing, or leave --period out")),
        )
    plans = load_plans(request, all_found=True)
    portfolio = plans.portfolio
    if missing:
        reminders = _remind_silent(portfolio, until, period, unit)
    else:
        reminders = make_reminders(portfolio, until, unit)
        if unit is None:
            _advise_leaderless(request, portfolio, until)
    tell_unit_of(request, unit, portfolio)
    if chosen == "json":
        _write_reminders_json(request, reminders, until, output, force=force)
    elif not reminders:
        request.advise(_nobody(request, portfolio, unit, until, missing=missing))
    elif chosen in _MESSAGES and output in (None, STDOUT):
        request.answer_text("\n".join(_messages(request, reminders, chosen)))
    else:
        _write_reminders(request, reminders, given, chosen, output, force=force)
    return plans.exit_code


def _remind_silent(portfolio: Portfolio, until: date, period: str | None, unit: str | None) -> tuple[Reminder, ...]:
    """The reminders for units that have not answered: for the period typed, else collected last, else due next."""
    from parplan.cli.collection_files import find_silence, missing_record
    from parplan.collecting.asked_periods import period_on

    found: dict[str, Silence] = {}
    for subject in portfolio.subjects:
        if subject.prefix:
            continue  # forms are only for the plan of the year
        if (unknown := missing_record(subject)) is not None:
            raise FileError(unknown, help=message(N_("put the record back beside the plan, under the plan's name")))
        silence = find_silence(subject, period) or find_silence(subject, period_on(subject.assessment).key)
        if silence is not None:
            found[subject.path] = silence
    return remind_silent(portfolio, until, found, unit)


def _nobody(request: Request, portfolio: Portfolio, unit: str | None, until: date, *, missing: bool) -> str:
    """Words for no reminder at all: of every unit, or of the one asked about alone."""
    _ = request.language.gettext
    day = request.language.date(until)
    if unit is None:
        everyone = _("Every unit has sent back its form."), _("No unit has work that is overdue or due up to {date}.")
        return everyone[not missing].format(date=day)
    called = (NamedInPlan.party(subject, unit).called for subject in portfolio.subjects)
    name = next((names[1] for names in called if names), unit)
    one = _("{unit}: no form is missing."), _("{unit}: no work is overdue or due up to {date}.")
    return one[not missing].format(unit=name, date=day)


def _check_folder(output: str | None, format: str) -> None:
    """Refuse the name of a single file, because each unit gets one. Raises ``RequestError``."""
    if output is None or output == STDOUT or format == "json":
        return
    folder = Path(output)
    if folder.suffix.lower().removeprefix(".") in FORMATS:
        raise RequestError(
            message(N_("{path}: a file is written for each unit, so -o names a folder"), path=displayed(folder)),
            help=message(N_("name a folder: -o {path}"), path=displayed(folder.with_suffix(""))),
        )


def _advise_leaderless(request: Request, portfolio: Portfolio, until: date) -> None:
    rows = leaderless(portfolio, until)
    if rows:
        addresses = ", ".join(row.subject.address(row.item) for row in rows)
        request.advise(
            request.language.gettext("Late or coming due, but no unit owes it: {addresses}").format(addresses=addresses)
        )


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


def _messages(request: Request, reminders: Iterable[Reminder], format: str) -> list[str]:
    from parplan.reporting.reminder_chat import reminder_message

    language = document_language(request)
    return [reminder_message(language, reminder, marks=format == "md") for reminder in reminders]


def _file_names(reminders: Sequence[Reminder]) -> Iterator[str]:
    """Yield the names of files: with the code, the year if it is not the as-of year, and the agency if two have it."""
    agencies: dict[str, set[str]] = {}
    for reminder in reminders:
        agencies.setdefault(reminder.unit.code, set()).add(reminder.subject.head.agency_key)
    for reminder in reminders:
        year = f"{reminder.subject.plan.year}-" if reminder.subject.prefix else ""
        name = f"nhac-viec-{year}{plain_code(reminder.unit.code)}"
        several = len(agencies[reminder.unit.code]) > 1
        yield f"{name}-{plain_code(reminder.subject.head.agency_key)}" if several else name


def _letters(request: Request, reminders: Iterable[Reminder], given: Formalities) -> list[bytes]:
    from parplan.reporting.reminder_paper import reminder_paper
    from parplan.reporting.word import render_word

    language = document_language(request)
    return [render_word(reminder_paper(language, reminder, given)) for reminder in reminders]


def _write_reminders(
    request: Request, reminders: Sequence[Reminder], given: Formalities, format: str, output: str | None, *, force: bool
) -> None:
    """Write a file for each unit, all of them or none."""
    if output == STDOUT:
        raise RequestError(
            message(N_("several documents cannot go to standard output")),
            help=message(N_("name a folder: -o {path}"), path="nhac-viec"),
        )
    folder = Path(output or f"nhac-viec-{request.as_of.isoformat()}")
    # The prefix before the code avoids names that Windows reserves.
    codes = list(_file_names(reminders))
    names = file_names(codes, "txt" if format == "text" else format)
    unaddressed: dict[str, None] = {}
    if format in _MESSAGES:
        contents = [text.encode() for text in _messages(request, reminders, format)]
    else:
        contents = _letters(request, reminders, given)
    if format == "eml":
        from parplan.reporting.reminder_mail import mail_address, render_mail

        unaddressed = dict.fromkeys(one.unit.name for one in reminders if mail_address(one) is None)
        language, texts = document_language(request), _messages(request, reminders, "text")
        attached = zip(reminders, texts, contents, file_names(codes, "docx"), strict=True)
        contents = [render_mail(language, *one) for one in attached]
    write_documents(request, dict(zip(names, contents, strict=True)), str(folder), force=force)
    if unaddressed:
        told = request.language.gettext(
            "No recipient in the draft, as the plan has no valid e-mail address of: {units}"
        )
        request.advise(told.format(units="; ".join(unaddressed)))
