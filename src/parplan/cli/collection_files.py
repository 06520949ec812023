"""The record of collections beside a plan, read and written."""

from __future__ import annotations

from pathlib import Path

from parplan.collecting.collection_record import (
    CollectionRecord,
    collection_record_name,
    new_collection_record,
    parse_collection_record,
    render_collection_record,
)
from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.files.creating import create_file
from parplan.files.paths import displayed
from parplan.files.reading import read_file


def load_collection_record(plan: Path) -> CollectionRecord:
    """The record beside a plan; an empty one where there is none. Raises ``FileError`` for a file that is no record."""
    path = plan.with_name(collection_record_name(plan.name))
    if not path.is_file():
        return new_collection_record()
    record = parse_collection_record(read_file(path))
    if record is None:
        raise FileError(
            message(N_("{path} is no record of collections, or one of a newer parplan"), path=displayed(path)),
            help=message(N_("upgrade parplan, or move the file away: who answered is then not known any more")),
        )
    return record


def write_collection_record(plan: Path, record: CollectionRecord) -> None:
    """Write the record beside a plan, in place of the one that is there."""
    path = plan.with_name(collection_record_name(plan.name))
    create_file(path, render_collection_record(record), force=True)
