"""The import records beside plans: reading them, and counting open doubts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from parplan.cli.request import Request
from parplan.errors import ParplanError
from parplan.files.reading import read_file
from parplan.queries.portfolio import PlanOnDay

if TYPE_CHECKING:
    from parplan.provenance.record import ImportRecord

_ENDINGS = (".yaml", ".yml")


def record_path(plan: Path) -> Path:
    """The path of a plan's import record: ``2021.yaml`` → ``.2021.import.json``."""
    name = plan.name
    stem = name[: -len(plan.suffix)] if plan.suffix.lower() in _ENDINGS else name
    return plan.with_name(f".{stem}.import.json")


def read_record_bytes(plan: Path) -> bytes | None:
    """The bytes of the record beside a plan; ``None`` if there is none or it cannot be read."""
    path = record_path(plan)
    try:
        return read_file(path) if os.path.lexists(path) else None
    except (ParplanError, ValueError, OSError):
        return None


def read_record(plan: Path) -> ImportRecord | None:
    """The record beside a plan; ``None`` if there is none or the file is something else."""
    data = read_record_bytes(plan)
    if data is None:
        return None
    from parplan.provenance.record import parse_record  # imported here, because most plans were not imported

    return parse_record(data)


def tell_open_doubts(request: Request, subjects: Iterable[PlanOnDay]) -> None:
    """Print the number of open doubts of each imported plan, one line each."""
    tell_doubts(request, ((subject.path, count_open_doubts(subject)) for subject in subjects))


def tell_doubts(request: Request, counted: Iterable[tuple[str, int]]) -> None:
    """Print the number of open doubts of each plan that has any, by its path."""
    for path, count in counted:
        if count:
            told = request.language.ngettext(
                "{count} place of the import is still in doubt; `parplan review` asks",
                "{count} places of the import are still in doubt; `parplan review` asks",
                count,
            )
            request.advise(f"{path}: {told}")


def count_open_doubts(subject: PlanOnDay) -> int:
    """The number of open doubts of an imported plan."""
    record = read_record(Path(subject.path))
    if record is None:
        return 0
    from parplan.provenance.record import open_doubts

    return len(open_doubts(record, subject.plan))
