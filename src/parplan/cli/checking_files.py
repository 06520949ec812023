"""Checking of files, many of them by several processes; only the findings stay in memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from parplan.cli.import_records import find_beside
from parplan.cli.plans_asked import PlanPath
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.files.reading import read_file, read_standard_input
from parplan.linting.file_findings import FileFindings
from parplan.linting.selection import Selection
from parplan.linting.twins import Twins
from parplan.pooling import pooled, processes_for

if TYPE_CHECKING:
    from parplan.linting.fixes import Round
    from parplan.loading import LoadedPlan
    from parplan.provenance.doubts import Doubt
    from parplan.provenance.record import FilesBeside


class CheckedFile(Struct, frozen=True):
    """The findings of a file, those fixed before, and the diff that fixing would make."""

    findings: FileFindings
    fixed: tuple[Round, ...] = ()
    difference: str = ""


class CheckTarget(Struct, frozen=True):
    """A file to check (without ``path``: standard input), and its selection of findings."""

    path: PlanPath | None
    selection: Selection

    @property
    def name(self) -> str:
        """The name in messages."""
        return "-" if self.path is None else self.path.shown


class _Text(Struct, frozen=True):
    """A text to check: its bytes, name, selection, and the day no entry may be after.

    beside: the record of its import.
    """

    data: bytes
    name: str
    selection: Selection
    today: date
    beside: FilesBeside | None = None


def check_files(
    targets: Sequence[CheckTarget], today: date, on_progress: Callable[[int, int], None]
) -> Iterator[FileFindings | ParplanError]:
    """Check each file; the results are in order.

    ``today`` is the day no entry may be after. ``on_progress`` gets the number done and the total. A plan of the same
    agency and year as another is checked again, because that shows only when both are known.
    """
    read = [_text_of(target, today) for target in targets]
    twins = Twins()
    with closing(_check_each([text for text in read if isinstance(text, _Text)])) as checked:
        for done, text in enumerate(read, 1):
            one = next(checked) if isinstance(text, _Text) else text
            if isinstance(one, FileFindings) and isinstance(text, _Text):
                twin = twins.other_than(text.name, one.identity)
                one = one if twin is None else _check(text, twin)
            yield one
            on_progress(done, len(read))


def _text_of(target: CheckTarget, today: date) -> _Text | ParplanError:
    try:
        beside = None if target.path is None else find_beside(target.path.path)
        return _Text(read_target(target), target.name, target.selection, today, beside)
    except ParplanError as error:
        return error.with_traceback(None)  # the traceback would keep the plan in memory


def read_target(target: CheckTarget) -> bytes:
    """Read a target. Raises what reading raises, and ``RequestError`` if standard input is closed."""
    if target.path is not None:
        return read_file(target.path.path)
    if sys.stdin is None:
        raise RequestError(message(N_("standard input is closed; there is no plan to read")))
    return read_standard_input(sys.stdin.buffer)


def _check_each(texts: Sequence[_Text]) -> Generator[FileFindings | ParplanError]:
    """Check each text, in a pool of processes if that is faster."""
    processes = processes_for([len(text.data) for text in texts])
    if processes > 1:
        yield from pooled(_check, [(text, None) for text in texts], processes)
    else:
        for text in texts:
            yield _check(text)


def _check(text: _Text, twin: str | None = None) -> FileFindings | ParplanError:
    try:
        return check_text(text.data, text.name, text.selection, text.today, twin, beside=text.beside)[1]
    except ParplanError as error:
        return error.with_traceback(None)


def check_text(
    data: bytes,
    name: str,
    selection: Selection,
    today: date,
    twin: str | None = None,
    *,
    beside: FilesBeside | None = None,
    comments: bool = True,
) -> tuple[LoadedPlan, FileFindings]:
    """Load a plan and find everything selected. Raises what loading raises.

    comments: whether ignore comments count. beside: its import record, whose open doubts are findings too.
    """
    from parplan.linting.engine import check_plan  # imported here: progress is shown before the rules are imported
    from parplan.loading import parse_plan

    loaded = parse_plan(data, name)
    doubts: tuple[Doubt, ...] = ()
    if beside is not None and loaded.compiled is not None:
        from parplan.provenance.record import doubts_beside

        doubts = doubts_beside(beside, loaded.compiled)
    return loaded, check_plan(name, loaded, selection, today, twin, doubts=doubts, comments=comments)
