"""The `export` command."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from parplan.caching.folder import find_folder
from parplan.cli.commands.rows.export import DATA_FORMATS, FORMATS
from parplan.cli.documents import (
    document_language,
    one_plan,
    parse_format,
    refuse_screen,
    required_folder,
    write_document,
    write_documents,
)
from parplan.cli.export_options import parse_alarms, parse_delimiter, parse_layout
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.cli.unit_meanings import tell_unit_of
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.structure import Plan
from parplan.plan.units import Party
from parplan.queries.evidence import EvidenceSelection, select_evidence
from parplan.queries.obligations import Obligation, select_obligations
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.tasks import TaskRow, TaskSelection, select_tasks

if TYPE_CHECKING:
    from parplan.reporting.appointments import Diary

#: The most addresses listed in a remark.
_LISTED = 10


def run(
    request: Request,
    *,
    format: str | None,
    output: str | None,
    unit: str | None,
    by_unit: bool,
    delimiter: str | None,
    alarm: Sequence[str],
    layout: str | None,
    force: bool,
) -> int:
    """Export the plan with its progress, or the plan itself as a document."""
    chosen = _export_format(request, format, output, by_unit=by_unit)
    separator = parse_delimiter(delimiter, chosen)
    alarms = parse_alarms(alarm, chosen)
    printed = parse_layout(layout, chosen)
    if unit is not None and by_unit:
        raise RequestError(
            message(N_("--unit and --by-unit cannot be used together")),
            help=message(N_("leave one of them out")),
        )
    if chosen in DATA_FORMATS:
        from parplan.cli.data_export import export_data

        return export_data(request, chosen, output, whole=unit is None and not by_unit, force=force)
    if chosen == "docx":
        return _plan_document(request, printed, output, unit=unit, by_unit=by_unit, force=force)
    if by_unit and chosen != "xlsx":
        required_folder(output)
    plans = load_plans(request)
    portfolio = plans.portfolio
    tell_unit_of(request, unit, portfolio)
    if chosen == "xlsx":
        write_document(request, _plan_workbook(request, portfolio, unit, by_unit=by_unit), output, force=force)
    elif by_unit:
        files = _files_by_unit(request, portfolio, chosen, separator, alarms)
        write_documents(request, files, required_folder(output), force=force)
    elif chosen == "csv":
        rows = _task_rows(request, portfolio, unit)
        write_document(request, _csv(request, rows, separator), output, force=force)
    else:
        party = _party(portfolio, unit)
        found = select_obligations(portfolio, unit)
        write_document(request, _calendar(request, portfolio, found, party, alarms), output, force=force)
    return plans.exit_code


def _plan_document(
    request: Request, layout: str, output: str | None, *, unit: str | None, by_unit: bool, force: bool
) -> int:
    """Write the plan itself as an official document."""
    from parplan.reporting.plan_paper import PlanLayout, plan_paper
    from parplan.reporting.word import render_word

    if unit is not None or by_unit:
        raise RequestError(
            message(N_("--format docx is the whole plan and cannot be limited to units")),
            help=message(N_("leave out --unit and --by-unit, or use --format xlsx")),
        )
    plans = load_plans(request)
    plan = one_plan(plans.portfolio).default.plan
    paper = plan_paper(document_language(request), plan, PlanLayout(layout))
    write_document(request, render_word(paper), output, force=force)
    _tell_unprinted(request, plan)
    return plans.exit_code


def _tell_unprinted(request: Request, plan: Plan) -> None:
    """Name the milestones with a lead, coordinating units or products of their own: the document has the tasks'."""
    found = [
        f"{task.id}/{one.id}"
        for task in plan.tasks()
        for one in task.milestones
        if one.lead is not None or one.coordinating is not None or one.products
    ]
    if found:
        told = request.language.ngettext(
            "{count} milestone has units or products of its own, which the document does not print",
            "{count} milestones have units or products of their own, which the document does not print",
            len(found),
        )
        request.advise(f"{told}: {', '.join(found[:_LISTED])}{', …' if len(found) > _LISTED else ''}")


def _export_format(request: Request, format: str | None, output: str | None, *, by_unit: bool) -> str:
    if request.json:
        raise RequestError(
            message(N_("--json: export writes {formats}"), formats=", ".join(FORMATS)),
            help=message(
                N_("use `parplan tasks --json` or `parplan due --json`; --format ndjson has all tables as JSON")
            ),
        )
    # Of one sheet a unit there still is one file; of anything else with --by-unit what is named is a folder.
    folder = by_unit and format is not None and not format.strip().lower().startswith("x")
    chosen = parse_format(format, output, FORMATS, folder=folder)
    if chosen in ("xlsx", "docx"):
        refuse_screen(output, chosen)
    return chosen


def _party(portfolio: Portfolio, unit: str | None) -> Party | None:
    return next(iter(portfolio.units(unit).values())) if unit is not None else None


class _AgencyUnit(Struct, frozen=True):
    """A unit of one agency, or a group that leads as one party there, with the plans of that agency.

    name: its code, with the agency where another one has that code too.
    """

    code: str
    name: str
    portfolio: Portfolio


def _units(portfolio: Portfolio) -> Iterator[_AgencyUnit]:
    """Yield each unit of each agency once."""
    agencies: dict[str, list[PlanOnDay]] = {}
    for subject in portfolio.subjects:
        agencies.setdefault(subject.head.agency_key, []).append(subject)
    codes = {agency: dict.fromkeys(chain(*map(_codes, subjects))) for agency, subjects in agencies.items()}
    shared = Counter(chain(*codes.values()))
    for agency, subjects in agencies.items():
        own = Portfolio(portfolio.as_of, tuple(subjects))
        for code in codes[agency]:
            yield _AgencyUnit(code, code if shared[code] == 1 else f"{code} – {agency}", own)


def _codes(subject: PlanOnDay) -> Iterator[str]:
    plan = subject.plan
    yield from plan.directory.units
    yield from (group.code for group in plan.directory.groups.values() if plan.leads_as_one(group))


def _task_rows(request: Request, portfolio: Portfolio, unit: str | None) -> Sequence[TaskRow]:
    answer = select_tasks(portfolio, TaskSelection(unit=unit))
    if not answer.rows:
        name = answer.party.name if answer.party is not None else ""
        request.advise(
            request.language.gettext("the table is empty: the plan names {unit} in none of its tasks").format(unit=name)
        )
    return answer.rows


def _plan_workbook(request: Request, portfolio: Portfolio, unit: str | None, *, by_unit: bool) -> bytes:
    from parplan.reporting.appendix import appendix_sheet
    from parplan.reporting.counts_sheet import counts_sheet
    from parplan.reporting.evidence_sheets import register_sheet
    from parplan.reporting.excel import render_workbook
    from parplan.reporting.milestones import milestones_sheet
    from parplan.views.plan_titles import unit_name

    language = request.language
    party = _party(portfolio, unit)
    whose = None
    if party is not None:
        whose = unit_name(portfolio.default.head, portfolio.heads, party, unit or "")
    rows = _task_rows(request, portfolio, unit)
    sheets = [
        appendix_sheet(language, portfolio, language.gettext("Appendix"), rows, whose),
        *([counts_sheet(language, portfolio, language.gettext("Counts"))] if party is None else []),
        milestones_sheet(language, portfolio, language.gettext("Milestones"), rows, whose),
        register_sheet(language, portfolio, select_evidence(portfolio, EvidenceSelection(unit, None, False))),
    ]
    for one in _units(portfolio) if by_unit else ():
        answer = select_tasks(one.portfolio, TaskSelection(unit=one.code))
        if answer.rows and answer.party is not None:
            title = answer.party.label if one.name == one.code else one.name
            sheets.append(appendix_sheet(language, one.portfolio, title, answer.rows, answer.party.name))
    return render_workbook(language, sheets, request.as_of)


def _csv(request: Request, rows: Sequence[TaskRow], separator: str) -> bytes:
    from parplan.reporting.csv_text import render_csv
    from parplan.reporting.milestones import flat_sheet

    return render_csv(flat_sheet(request.language, rows), separator)


def _calendar(
    request: Request,
    portfolio: Portfolio,
    obligations: Sequence[Obligation],
    party: Party | None,
    alarms: Sequence[int],
) -> bytes:
    from parplan.reporting.appointments import make_diary
    from parplan.reporting.calendars import render_calendar

    if not obligations:
        raise RequestError(
            message(N_("there is no deadline for a calendar")),
            help=message(N_("`parplan tasks` shows the tasks and their times")),
        )
    diary = make_diary(request.language, portfolio, obligations, party, alarms)
    return render_calendar(_later_edition(request, portfolio, diary, party))


def _later_edition(request: Request, portfolio: Portfolio, diary: Diary, party: Party | None) -> Diary:
    """Number the calendar after its last edition, if the user's cache remembers that."""
    from parplan.reporting.editions import decode_editions, editions_key, encode_editions, revise

    folder = find_folder(os.environ)
    if folder is None or not folder.trusted:
        return diary
    key = editions_key(portfolio.default.plan, party)
    known = decode_editions(folder.read(key, lambda _path: None))
    appointments, editions = revise(diary.appointments, known, request.as_of)
    if editions != known:
        folder.write(key, encode_editions(editions))
    return replace(diary, appointments=appointments)


def _files_by_unit(
    request: Request, portfolio: Portfolio, format: str, separator: str, alarms: Sequence[int]
) -> dict[str, bytes]:
    """The files of units that have content, by name. Raises ``RequestError`` if no unit has."""
    from parplan.reporting.naming import file_names

    made = dict(_documents_by_unit(request, portfolio, format, separator, alarms))
    if not made:
        raise RequestError(
            message(N_("no unit has anything to export")),
            help=message(N_("`parplan units` lists the units, `parplan tasks` their tasks")),
        )
    return dict(zip(file_names(made, format), made.values(), strict=True))


def _documents_by_unit(
    request: Request, portfolio: Portfolio, format: str, separator: str, alarms: Sequence[int]
) -> Iterator[tuple[str, bytes]]:
    for one in _units(portfolio):
        own, code = one.portfolio, one.code
        if format == "csv":
            rows = select_tasks(own, TaskSelection(unit=code)).rows
            if rows:
                yield one.name, _csv(request, rows, separator)
        elif obligations := select_obligations(own, code):
            yield one.name, _calendar(request, own, obligations, _party(own, code), alarms)
