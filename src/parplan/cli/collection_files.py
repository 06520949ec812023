"""Reading and writing of the record of collections beside a plan."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from parplan.collecting.asked_periods import find_asked_period
from parplan.collecting.collection_record import (
    CollectionRecord,
    collection_record_name,
    new_collection_record,
    parse_collection_record,
    render_collection_record,
)
from parplan.collecting.forms import Silence, silent_units
from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError, RequestError
from parplan.files.creating import write_record
from parplan.files.locking import held
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.queries.portfolio import PlanOnDay


def load_collection_record(plan: Path) -> CollectionRecord:
    """The record beside a plan, empty if there is none. Raises ``FileError`` for anything else in its place."""
    path = plan.with_name(collection_record_name(plan.name))
    if not os.path.lexists(path):
        return new_collection_record()
    data = read_file(path) if path.is_file() else b""  # a folder, a pipe, a link to nothing
    record = parse_collection_record(data)
    if record is None and b"\n<<<<<<< " in b"\n" + data:
        raise FileError(
            message(N_("{path} holds the markers of an unresolved merge"), path=displayed(path)),
            help=message(
                N_(
                    "keep the file of one side as it was, and collect the files of the other side again: what they "
                    "answer is recorded in the plan already"
                )
            ),
        )
    if record is None:
        raise FileError(
            message(N_("{path} is not a record of collections, or was made by a newer parplan"), path=displayed(path)),
            help=message(N_("upgrade parplan, or move the file away, which loses the record of who has answered")),
        )
    return record


def check_own_record(plan: Path) -> None:
    """Raise ``RequestError`` where a plan of the same name with the other ending would share the record."""
    path = plan.with_name(collection_record_name(plan.name))
    named = (plan.with_suffix(ending) for ending in (".yaml", ".yml"))
    if other := next((one for one in named if one.name != plan.name and one.is_file()), None):
        raise RequestError(
            message(
                N_("{plan} and {other} would share {path}"),
                plan=displayed(plan),
                other=displayed(other),
                path=displayed(path),
            ),
            help=message(N_("give one of the plans another name, or move it away")),
        )


def missing_record(subject: PlanOnDay) -> Message | None:
    """Tell that who has answered is not known: the plan has collected answers, and no record of collections."""
    plan = Path(subject.path)
    path = plan.with_name(collection_record_name(plan.name))
    if os.path.lexists(path) or not subject.plan.has_collected:
        return None
    return message(
        N_("{path} is not there, though {plan} has answers that were collected: who has answered is not known"),
        path=displayed(path),
        plan=subject.path,
    )


def find_silence(subject: PlanOnDay, typed: str | None = None) -> Silence | None:
    """Who has and has not answered a period; without ``typed``, the period collected last.

    ``None`` if no period is typed and nothing was collected yet. Raises ``RequestError`` for an unknown period, and for
    one that is another report now.
    """
    record = load_collection_record(Path(subject.path))
    key = typed or record.last_period
    if key is None:
        return None
    try:
        period = find_asked_period(subject.assessment, key)
        record.check_period(subject.plan, period.key)
    except RequestError:
        if typed is not None:
            raise
        return None  # the plan no longer has this period, or another under its key
    answered = record.answered(subject.plan, period.key)
    return Silence(period, answered, silent_units(subject, period, answered))


def change_collection_record(
    plan: Path, change: Callable[[CollectionRecord], CollectionRecord], on_wait: Callable[[], None]
) -> CollectionRecord:
    """Apply ``change`` to the record beside a plan, as others have left it by now, and return the new one.

    Raises what loading, locking (:func:`parplan.files.locking.held`) and writing raise.
    """
    path = plan.with_name(collection_record_name(plan.name))
    with held(plan, on_wait):
        before = load_collection_record(plan)
        after = change(before)
        if after != before:
            write_record(path, render_collection_record(after), plan)
        return after
