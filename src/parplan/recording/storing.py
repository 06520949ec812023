"""Recording in a file others may change: locked, read again, compared, and replaced atomically."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from parplan.changing.change import Change
from parplan.errors import RequestError
from parplan.files.locking import held
from parplan.files.paths import unwritten
from parplan.files.reading import read_file
from parplan.files.writing import check_replaceable, replace_file
from parplan.loading import LoadedPlan, parse_plan
from parplan.recording.editing import EditedPlan, edit

#: ``Decide`` makes the change for a plan, ``Accept`` checks its outcome; both may refuse by raising.
Decide = Callable[[LoadedPlan], Change]
Accept = Callable[[LoadedPlan, Change, EditedPlan], None]


def preview(name: str, loaded: LoadedPlan, decide: Decide, accept: Accept) -> EditedPlan | None:
    """Do what :func:`record` does without locking and writing; ``None`` if there is nothing to record."""
    change = decide(loaded)
    if not change:
        return None
    edited = edit(loaded, change, name)
    accept(loaded, change, edited)
    return edited


def record(
    path: Path, name: str, loaded: LoadedPlan, decide: Decide, accept: Accept, on_wait: Callable[[], None]
) -> EditedPlan | None:
    """Record the change that ``decide`` makes for the plan at ``path``, which was ``loaded`` earlier.

    If another command has changed the file since, the change is decided again. ``accept`` sees the outcome before
    anything is written. Returns ``None`` if there is nothing to record. Raises what ``decide``, ``accept`` and the file
    operations raise; the file is then unchanged.
    """
    if not decide(loaded):
        return None
    check_replaceable(path)
    with held(path, on_wait):
        data = _read_again(path)
        current = loaded if data == loaded.source.encode() else parse_plan(data, name)
        edited = preview(name, current, decide, accept)
        if edited is not None:
            replace_file(path, edited.old, edited.new)
        return edited


def _read_again(path: Path) -> bytes:
    """Read a file that existed a moment ago."""
    try:
        return read_file(path)
    except RequestError:
        raise unwritten(path, FileNotFoundError()) from None
