"""The `review` command."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from parplan.cli.asking_doubts import DoubtSession
from parplan.cli.failures import report_error
from parplan.cli.finish_question import can_ask
from parplan.cli.import_records import check_readable, find_record_elsewhere, read_record
from parplan.cli.plans_asked import PlanPath, discovered_paths, paths_of, plan_paths
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.finding import find_nearest_plans_folder
from parplan.files.paths import written_name
from parplan.files.reading import read_file
from parplan.importing.doubt_places import doubt_lines
from parplan.loading import LoadedPlan, parse_plan
from parplan.provenance.doubts import Doubt, message_of, questions, remedy_of
from parplan.provenance.record import ImportRecord, open_doubts
from parplan.views.blocks import line
from parplan.views.import_view import question_line, review_json
from parplan.vocabulary.folding import nfc

_Imported: TypeAlias = tuple[Path, str, ImportRecord, LoadedPlan]


def run(request: Request, *, path: str | None, by: str | None) -> int:
    """Ask about the doubts of an import; list them if nobody can be asked."""
    found, exit_code = _imported(request, path)
    if request.json:
        _, shown, record, loaded = found[0]
        doubts = _open(record, loaded)
        request.answer_json(review_json(request.language, request.as_of, shown, doubts, doubt_lines(doubts, loaded)))
        return exit_code
    for file, shown, record, loaded in found:
        if can_ask(request):
            if not DoubtSession(request, file, shown, record, loaded, by).ask():
                break
        else:
            _list(request, shown, record, loaded)
    return exit_code


def _imported(request: Request, path: str | None) -> tuple[list[_Imported], int]:
    """The imported plans with their records, and the exit code: 3 where the record of another one is in disorder.

    Raises ``RequestError`` if there is none.
    """
    paths: Sequence[PlanPath] = plan_paths(request) if path is None else paths_of(path)
    faults = [fault for one in paths if (fault := _fault_of(one)) is not None]
    found = _with_records(paths) or ([] if path is None else _from_document(Path(path)))
    if faults and not found:
        raise faults[0]
    for fault in faults:
        report_error(fault, request.language)
    if found:
        return [(one.path, one.shown, record, _valid(one)) for one, record in found], 3 if faults else 0
    if path is None:
        raise RequestError(
            message(N_("no imported plan with its record was found")),
            help=message(N_("`parplan import` makes one beside the plan")),
        )
    near = ", ".join(one.shown for one, _ in _with_records(_nearby(Path(path))))
    raise RequestError(
        message(N_("{path} has no record of an import beside it, and no plan was imported from it"), path=path),
        help=message(N_("imported plans: {names}"), names=near)
        if near
        else message(N_("`parplan import` makes one beside the plan")),
    )


def _fault_of(one: PlanPath) -> ParplanError | None:
    """The reason why the doubts of an imported plan are not known: its record is damaged, or has another name."""
    try:
        check_readable(one.path)
    except FileError as error:
        return error
    doubt = find_record_elsewhere(one.path)
    if doubt is None:
        return None
    return FileError(message(N_("{path}: {problem}"), path=one.shown, problem=message_of(doubt)), help=remedy_of(doubt))


def _with_records(paths: Iterable[PlanPath]) -> list[tuple[PlanPath, ImportRecord]]:
    records = ((one, read_record(one.path)) for one in paths)
    return [(one, record) for one, record in records if record is not None]


def _from_document(document: Path) -> list[tuple[PlanPath, ImportRecord]]:
    """The plans imported from a document: by its bytes, else by its name."""
    if not document.is_file():
        return []
    near = _with_records(_nearby(document))
    sha256 = hashlib.sha256(read_file(document)).hexdigest()
    same = [(one, record) for one, record in near if record.source.sha256 == sha256]
    return same or [(one, record) for one, record in near if nfc(record.source.name) == nfc(written_name(document))]


def _nearby(document: Path) -> tuple[PlanPath, ...]:
    """The plans in the nearest plans/ of the current folder, and in that of the document."""
    found = () if find_nearest_plans_folder(Path.cwd()) is None else discovered_paths()
    beside = find_nearest_plans_folder(document.absolute().parent)
    others = () if beside is None else paths_of(str(beside))
    known = {one.path.resolve() for one in found}
    return (*found, *(one for one in others if one.path.resolve() not in known))


def _valid(one: PlanPath) -> LoadedPlan:
    loaded = parse_plan(read_file(one.path), one.shown)
    if loaded.plan is None:
        raise FileError(
            message(N_("{path} is no valid plan"), path=one.shown),
            help=message(N_("`parplan validate` says why")),
        )
    return loaded


def _open(record: ImportRecord, loaded: LoadedPlan) -> tuple[Doubt, ...]:
    assert loaded.plan is not None
    return open_doubts(record, loaded.plan)


def _list(request: Request, shown: str, record: ImportRecord, loaded: LoadedPlan) -> None:
    language, doubts, plan = request.language, _open(record, loaded), loaded.plan
    assert plan is not None
    count = language.ngettext("{count} place in doubt", "{count} places in doubt", len(doubts))
    blocks = [line(f"{shown}: {count}")]
    blocks += [line(question_line(language, plan, same), indent=2) for same in questions(doubts)]
    request.answer(blocks)
