"""The `form` command: a workbook for each unit to report its progress in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from parplan.cli.collection_files import load_collection_record
from parplan.cli.documents import document_language, one_plan, required_folder, write_documents
from parplan.cli.plans_asked import load_plans_to_write
from parplan.cli.request import Request
from parplan.collecting.asked_periods import find_asked_period, period_on
from parplan.collecting.forms import asked_units, make_form
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.paths import displayed
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.reporting.form_workbook import render_form
from parplan.reporting.naming import file_names, plain_code
from parplan.views.json_view import envelope


def run(
    request: Request, *, unit: Sequence[str], by_unit: bool, period: str | None, output: str | None, force: bool
) -> int:
    """Write the forms of the units, all or none."""
    if unit and by_unit:
        raise RequestError(
            message(N_("--unit and --by-unit cannot be used together")), help=message(N_("leave one of them out"))
        )
    folder = _folder(output)
    plans = load_plans_to_write(request)
    subject = one_plan(plans.portfolio).default
    plan = subject.plan
    asked = find_asked_period(subject.assessment, period) if period is not None else period_on(subject.assessment)
    load_collection_record(Path(subject.path)).check_period(plan, asked.key)
    sha256 = hashlib.sha256(plans.loaded[subject.path].source.encode()).hexdigest()
    known, named = asked_units(plan, request.as_of), _named(request, subject, unit)
    forms = [make_form(subject, one, asked, sha256, request.as_of) for one in known if not unit or one.code in named]
    written = [form for form in forms if form.rows]
    language = document_language(request)
    names = file_names(
        [f"bieu-{plan.year}-{plain_code(asked.key)}-{plain_code(one.unit.code)}" for one in written], "xlsx"
    )
    contents = {name: render_form(language, form) for name, form in zip(names, written, strict=True)}
    if contents:
        write_documents(request, contents, folder, force=force)
    there = {one.code for one in known}
    for code in (*(form.unit.code for form in forms if not form.rows), *(one for one in named if one not in there)):
        request.advise(request.language.gettext("{unit}: nothing is asked in this period").format(unit=code))
    if request.json:
        items = [
            {
                "path": (Path(folder) / name).as_posix(),
                "unit": form.unit.code,
                "period": asked.key,
                "form": form.number,
                "addresses": [row.key.shown for row in form.rows],
            }
            for name, form in zip(names, written, strict=True)
        ]
        request.answer_json(envelope("forms", request.as_of, items))
    return plans.exit_code


def _folder(output: str | None) -> str:
    folder = required_folder(output)
    if Path(folder).suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise RequestError(
            message(N_("{path}: a file is written for each unit, so -o names a folder"), path=displayed(Path(folder))),
            help=message(N_("name a folder: -o {path}"), path=displayed(Path(folder).with_suffix(""))),
        )
    return folder


def _named(request: Request, subject: PlanOnDay, typed: Sequence[str]) -> tuple[str, ...]:
    """The codes of the units named, and of the members of groups named."""
    portfolio = Portfolio(request.as_of, (subject,))
    return subject.plan.directory.members(portfolio.units(name)[subject.path].code for name in typed)
