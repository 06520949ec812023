"""`init --from`: next year's plan from an earlier one, with the record of what must be checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from parplan.cli.calling_shell import shell_shown
from parplan.cli.dates import parse_plan_year
from parplan.cli.import_records import check_record_place, find_beside, open_doubts_of, record_path, tell_doubts
from parplan.cli.imported_work import check_unworked
from parplan.cli.plans_asked import invalid_plan, paths_of
from parplan.cli.request import Request
from parplan.diagnostics import N_, Command, message
from parplan.errors import RequestError
from parplan.files.creating import create_plan
from parplan.files.paths import displayed, written_name
from parplan.files.reading import read_file
from parplan.loading import parse_plan
from parplan.plan.structure import Plan
from parplan.provenance.later_work import fingerprint
from parplan.provenance.record import ImportedFile, doubts_beside, open_doubts, render_record
from parplan.renewing.next_year import next_year
from parplan.vocabulary.folding import fold


def begin_year(
    request: Request, path: str | None, agency: str | None, earlier: str, typed_year: str | None, *, force: bool
) -> int:
    """Write the plan and its record. Raises ``RequestError`` for another agency or a year that is not later."""
    paths = paths_of(earlier)
    if len(paths) > 1:
        raise RequestError(
            message(
                N_("{path} holds {count} plans; next year's plan is made from one"), path=earlier, count=len(paths)
            ),
            help=message(N_("name the file")),
        )
    (old,) = paths
    data = read_file(old.path)
    loaded = parse_plan(data, old.shown)
    if loaded.plan is None:
        raise invalid_plan(request, old.shown, loaded.findings, loaded.more)
    year = _year(loaded.plan, typed_year)
    if agency is not None and fold(" ".join(agency.split())) != fold(loaded.plan.agency):
        raise RequestError(
            message(N_("{path} is a plan of {agency}"), path=old.shown, agency=loaded.plan.agency),
            help=message(N_("leave out --agency, or name the agency's own plan with --from")),
        )
    source = ImportedFile(written_name(old.path), "plan", hashlib.sha256(data).hexdigest(), request.today)
    beside = find_beside(old.path)
    undecided = () if beside is None else doubts_beside(beside, loaded.plan)
    made = next_year(loaded, year, request.as_of, source, undecided)
    if path == "-":
        request.answer_bytes(made.data)
        tell_doubts(request, [(old.shown, open_doubts_of(undecided))])
        return 0
    file = Path(path) if path else Path(old.shown).with_name(f"{year}.yaml")
    record = record_path(file)
    check_record_place(file, message(N_("move it away, or name another plan file")))
    check_unworked(file, message(N_("name another file, or move the plan away first")))
    written = replace(made.record, written=fingerprint(made.data))
    create_plan(file, made.data, record, render_record(written), force=force)
    _say(request, file, made.carried, len(open_doubts(made.record, made.plan)) - made.undecided)
    tell_doubts(request, [(old.shown, open_doubts_of(undecided))])
    if made.undecided:
        request.advise(
            request.language.ngettext(
                "{count} of them is about a field that was copied: the new plan asks about it too",
                "{count} of them are about fields that were copied: the new plan asks about them too",
                made.undecided,
            )
        )
    return 0


def _year(plan: Plan, typed: str | None) -> int:
    earliest = (plan.year if plan.of_school_year else plan.through) + 1
    year = earliest if typed is None else parse_plan_year(typed)
    if year < earliest:
        raise RequestError(
            message(N_("--year {year}: the plan already covers {through}"), year=str(year), through=str(plan.through)),
            help=message(N_("give a later year")),
        )
    return year


def _say(request: Request, file: Path, carried: int, doubts: int) -> None:
    language, shell = request.language, shell_shown()
    review = shell.command(Command("review", (file.as_posix(),))) or "parplan review"
    check = shell.command(Command("validate", (file.as_posix(),))) or "parplan validate"
    request.advise(language.gettext("{path} is written").format(path=displayed(file)))
    request.advise(
        language.gettext("Open items carried over: {count}. Values moved on or to be filled in: {doubts}.").format(
            count=carried, doubts=doubts
        )
    )
    request.advise(
        language.gettext("`{review}` asks about each, `{check}` checks the plan.").format(review=review, check=check)
    )
