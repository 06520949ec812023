"""The `import` command."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from msgspec.structs import replace

from parplan.cli.calling_shell import shell_shown
from parplan.cli.dates import parse_plan_year
from parplan.cli.import_records import check_record_place, read_record, record_path
from parplan.cli.imported_work import check_unworked
from parplan.cli.loading_progress import loading_shown
from parplan.cli.request import Request
from parplan.diagnostics import N_, Command, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.creating import create_plan
from parplan.files.finding import find_nearest_plans_folder, find_plan_files
from parplan.files.paths import displayed, written_name
from parplan.files.reading import read_file, read_standard_input
from parplan.importing.blocks import SourceDocument
from parplan.importing.drafts import Wishes
from parplan.importing.earlier_answers import with_answers_of, with_wordings_of
from parplan.importing.plan_head import UNKNOWN_AGENCY
from parplan.importing.plan_import import PlanImport, import_plan, undecided_names
from parplan.importing.readers.detecting import read_document
from parplan.loading import parse_plan
from parplan.plan.structure import Plan
from parplan.provenance.record import ImportedFile, ImportRecord, render_record
from parplan.views.blocks import safe
from parplan.views.import_view import import_json, import_screen, plan_heading
from parplan.vocabulary.folding import fold


def run(
    request: Request,
    *,
    file: str,
    output: str | None,
    year: str | None,
    agency: str | None,
    like: str | None,
    outline: bool,
    damaged: bool,
    force: bool,
) -> int:
    """Make a plan file from a signed plan, and list the doubts."""
    chosen = None if year is None else parse_plan_year(year)
    named = _checked_agency(agency)
    earlier = None if like is None else _load(Path(like))
    data, name = _read(file)
    with loading_shown(request.language, N_("Reading the pages")) as on_page:
        document = read_document(data, name, on_page=on_page)
    source = ImportedFile(name, document.kind, hashlib.sha256(data).hexdigest(), request.today, document.pages)
    wishes = Wishes(chosen, named, damaged=damaged)
    recorded = output != "-"
    if like is None or earlier is None:
        made = _import(request, document, source, wishes, recorded=recorded, outline=outline)
        like, earlier = _latest(made.plan, output) or (None, None)
    if like is not None and earlier is not None:
        taught = read_record(Path(like))
        wishes = replace(wishes, like=earlier, undecided=undecided_names(taught, earlier))
        made = with_wordings_of(_import(request, document, source, wishes, recorded=recorded, outline=outline), taught)
    path = Path(output) if output else _default_path(made.plan.year)
    made = with_answers_of(made, _record_of(source, path))
    if not recorded:
        request.answer_text(made.text)
        if count := len(made.open_doubts):
            told = request.language.ngettext(
                "{count} place is in doubt; standard output has no record of it, so neither `validate` nor `review`"
                " will ask about it: import into a file (-o)",
                "{count} places are in doubt; standard output has no record of them, so neither `validate` nor `review`"
                " will ask about them: import into a file (-o)",
                count,
            )
            request.advise(told)
        return 0
    record = record_path(path)
    check_record_place(path, message(N_("move it away, or name another plan file with -o")))
    check_unworked(
        path,
        message(
            N_("name another file with -o, to which answers are carried over; or move the plan away if nobody needs it")
        ),
    )
    create_plan(path, made.text.encode(), record, render_record(made.record), force=force)
    _answer(request, path, record, made)
    return 0


def _record_of(source: ImportedFile, target: Path) -> ImportRecord | None:
    """The record of an earlier import of the same document, beside the target or in the nearest plans/, else the
    record at the target, with the most answers if there are several."""
    nearest = find_nearest_plans_folder(Path.cwd())
    folders = [folder for folder in (target.parent, nearest) if folder is not None and folder.is_dir()]
    files = [file for folder in folders for file in _plans_in(folder)]
    there = read_record(target)
    records = [one for one in (there, *map(read_record, files)) if one is not None]
    same = [one for one in records if one.source.sha256 == source.sha256]
    return max(same, key=lambda one: sum(doubt.decided is not None for doubt in one.doubts), default=there)


def _answer(request: Request, path: Path, record: Path, made: PlanImport) -> None:
    open_doubts = made.open_doubts
    if carried := sum(one.carried for one in made.record.doubts):
        told = request.language.ngettext(
            "{count} answer to an earlier import was carried over",
            "{count} answers to an earlier import were carried over",
            carried,
        )
        request.advise(told)
    if request.json:
        lines = made.lines_of(open_doubts)
        request.answer_json(
            import_json(
                request.language, request.as_of, displayed(path), displayed(record), made.plan, open_doubts, lines
            )
        )
        return
    shell = shell_shown()
    review = shell.command(Command("review", (path.as_posix(),))) or "parplan review"
    check = shell.command(Command("validate", (path.as_posix(),))) or "parplan validate"
    request.answer(import_screen(request.language, displayed(path), made.plan, open_doubts, review=review, check=check))


def _import(
    request: Request,
    document: SourceDocument,
    source: ImportedFile,
    wishes: Wishes,
    *,
    recorded: bool,
    outline: bool,
) -> PlanImport:
    heading = plan_heading(request.language, source, recorded=recorded)
    return import_plan(document, source, wishes, heading, outline=outline)


def _read(file: str) -> tuple[bytes, str]:
    """The bytes of the document, and its name."""
    if file != "-":
        path = Path(file)
        return read_file(path), written_name(path)
    if sys.stdin is None:
        raise RequestError(message(N_("standard input is closed; there is no plan to read")))
    return read_standard_input(sys.stdin.buffer), "-"


def _checked_agency(typed: str | None) -> str | None:
    name = " ".join((typed or "").split())
    if typed is not None and (not name or name != safe(name) or len(name) > 200):
        raise RequestError(message(N_("--agency: this cannot be an agency's name")))
    return name or None


def _load(path: Path) -> Plan:
    """Load the earlier plan named. Raises ``FileError`` if it is invalid."""
    loaded = parse_plan(read_file(path), path.as_posix())
    if loaded.plan is None:
        raise FileError(
            message(N_("--like: {path} is not a valid plan"), path=displayed(path)),
            help=message(N_("`parplan validate` says why")),
        )
    return loaded.plan


def _latest(plan: Plan, output: str | None) -> tuple[str, Plan] | None:
    """The latest plan of the same agency, not later than this one, in the output folder or the nearest plans/.

    Two documents that name no agency need not be of the same one.
    """
    target = None if output in (None, "-") else Path(output or "")
    folder = target.parent if target is not None else find_nearest_plans_folder(Path.cwd())
    if folder is None or not folder.is_dir() or plan.agency == UNKNOWN_AGENCY:
        return None
    found: list[tuple[int, str, Plan]] = []
    try:
        files = _plans_in(folder)
    except ParplanError:
        return None
    for file in files:
        try:
            other = parse_plan(read_file(file), file.as_posix()).plan
        except ParplanError:
            continue  # an unreadable plan is no help, and not the subject of the command
        if other is not None and fold(other.agency) == fold(plan.agency) and other.year <= plan.year:
            found.append((other.year, file.as_posix(), other))
    if not found:
        return None
    _, path, other = max(found, key=lambda one: one[:2])
    return path, other


def _plans_in(folder: Path) -> list[Path]:
    """The plans in a folder; those below it only in the nearest plans/, as -o may name a file in any folder."""
    nearest = find_nearest_plans_folder(Path.cwd())
    return find_plan_files(folder, below=nearest is not None and folder.resolve() == nearest.resolve())


def _default_path(year: int) -> Path:
    folder = find_nearest_plans_folder(Path.cwd())
    if folder is not None and folder.parent == Path.cwd():
        folder = Path("plans")  # relative, as people type it
    return (folder or Path("plans")) / f"{year}.yaml"
