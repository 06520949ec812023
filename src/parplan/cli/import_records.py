"""The import records beside plans: reading them, and counting open doubts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from parplan.cli.request import Request
from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.finding import find_plan_files
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.queries.portfolio import PlanOnDay

if TYPE_CHECKING:
    from parplan.provenance.doubts import Doubt
    from parplan.provenance.record import FilesBeside, ImportRecord

_ENDINGS = (".yaml", ".yml")
_RECORD = ".import.json"


def record_path(plan: Path) -> Path:
    """The path of a plan's import record: ``2021.yaml`` → ``.2021.import.json``."""
    name = plan.name
    stem = name[: -len(plan.suffix)] if plan.suffix.lower() in _ENDINGS else name
    return plan.with_name(f".{stem}{_RECORD}")


def find_beside(plan: Path) -> FilesBeside | None:
    """The record beside a plan, or those there that no plan has; ``None`` if there are none."""
    path = record_path(plan)
    data, strays = _read(path), []
    if data is None:
        try:
            names = _stray_names(path.parent, path.parent.stat().st_mtime_ns)
        except OSError:
            return None
        strays = [(name, found) for name in names if (found := _read(path.with_name(name))) is not None]
        if not strays:
            return None
    from parplan.provenance.record import FilesBeside  # imported here, because most plans were not imported

    return FilesBeside(path.name, data, tuple(strays))


def _read(path: Path) -> bytes | None:
    """The bytes of a record; none of one that cannot be read, ``None`` if there is no such file."""
    try:
        return read_file(path) if os.path.lexists(path) else None
    except (ParplanError, ValueError, OSError):
        return b""


@lru_cache(maxsize=64)  # a folder may hold thousands of plans
def _stray_names(folder: Path, _changed: int) -> tuple[str, ...]:
    """The names of the records in a folder whose plan is not there."""
    names = {name.lower(): name for name in (path.name for path in folder.iterdir())}
    records = (name for name in names.values() if name.startswith(".") and name.endswith(_RECORD))
    plans = {name: name[1 : -len(_RECORD)].lower() for name in records}
    return tuple(
        sorted(name for name, plan in plans.items() if not any(plan + end in names for end in ("", *_ENDINGS)))
    )


def read_record(plan: Path) -> ImportRecord | None:
    """The record beside a plan; ``None`` if there is none or the file is something else."""
    data = _read(record_path(plan))
    if data is None:
        return None
    from parplan.provenance.record import parse_record

    return parse_record(data)


def check_readable(plan: Path) -> None:
    """Raise ``FileError`` if what stands at the place of a plan's record is none, as after a merge with conflicts."""
    path = record_path(plan)
    data = _read(path)
    if data is None or read_record(plan) is not None:
        return
    if b"\n<<<<<<< " in b"\n" + data:
        raise FileError(
            message(N_("{path} holds the markers of an unresolved merge"), path=displayed(path)),
            help=message(N_("keep the file of one side as it was: what only the other had answered is asked again")),
        )
    raise FileError(
        message(N_("{path} is not a record of an import, or was made by a newer parplan"), path=displayed(path)),
        help=message(
            N_(
                "take it back as it was, from git or a backup; upgrade parplan if a newer one made it;"
                " without the file the doubts are lost"
            )
        ),
    )


def check_record_place(plan: Path, help: Message) -> None:
    """Raise ``RequestError`` if what would be written beside a new plan is something else, or another plan's record."""
    path = record_path(plan)
    if not path.exists():
        return
    if read_record(plan) is None:
        in_the_way = message(N_("{path} is in the way: it is not a record of an import"), path=displayed(path))
        raise RequestError(in_the_way, help=help)
    named = (path.with_name(path.name[1 : -len(_RECORD)] + ending) for ending in _ENDINGS)
    others = [other for other in named if other.name != plan.name and other.exists()]
    if not others and not plan.exists():
        others = [other for other in find_plan_files(plan.parent, below=False) if _had(other, path.name)]
    if others:
        of_another = message(N_("{path} is the record of {plan}"), path=displayed(path), plan=displayed(others[0]))
        raise RequestError(of_another, help=help)


def _had(plan: Path, record: str) -> bool:
    """Whether a record seems to be that of a plan under an earlier name."""
    fault = find_record_elsewhere(plan)
    return fault is not None and fault.printed == record


def find_record_elsewhere(plan: Path) -> Doubt | None:
    """The doubt about a plan whose record seems to lie beside it under an earlier name."""
    beside = find_beside(plan)
    if beside is None or beside.record is not None:
        return None
    from parplan.loading import parse_plan
    from parplan.provenance.record import doubts_beside

    loaded = parse_plan(read_file(plan), plan.name)
    return next(iter(doubts_beside(beside, loaded.plan)), None) if loaded.plan is not None else None


class OpenDoubts(Struct, frozen=True):
    """The number of open doubts of a plan. fault: the one about its record, where that hides the others."""

    count: int = 0
    fault: Doubt | None = None


def tell_open_doubts(request: Request, subjects: Iterable[PlanOnDay]) -> None:
    """Print the number of open doubts of each imported plan, one line each."""
    tell_doubts(request, ((subject.path, count_open_doubts(subject)) for subject in subjects))


def tell_doubts(request: Request, counted: Iterable[tuple[str, OpenDoubts]]) -> None:
    """Print the number of open doubts of each plan that has any, by its path."""
    for path, doubts in counted:
        if doubts.fault is not None:
            request.advise(f"{path}: {fault_text(request, doubts.fault)}")
        elif doubts.count:
            told = request.language.ngettext(
                "{count} place of the import is still in doubt; `parplan review` asks",
                "{count} places of the import are still in doubt; `parplan review` asks",
                doubts.count,
            )
            request.advise(f"{path}: {told}")


def fault_text(request: Request, fault: Doubt) -> str:
    """A doubt about a record, and what to do about it, on one line."""
    from parplan.provenance.doubts import message_of, remedy_of

    said, remedy = request.language.render(message_of(fault)), remedy_of(fault)
    return said if remedy is None else f"{said} ({request.language.render(remedy)})"


def count_open_doubts(subject: PlanOnDay) -> OpenDoubts:
    """The open doubts of an imported plan, counted."""
    beside = find_beside(Path(subject.path))
    if beside is None:
        return OpenDoubts()
    from parplan.provenance.record import doubts_beside

    return open_doubts_of(doubts_beside(beside, subject.plan))


def open_doubts_of(doubts: Sequence[Doubt]) -> OpenDoubts:
    """The doubts that files beside a plan leave open, counted."""
    from parplan.provenance.doubts import remedy_of

    return OpenDoubts(len(doubts), next((one for one in doubts if remedy_of(one) is not None), None))
