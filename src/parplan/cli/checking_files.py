"""Files read and checked, many of them by several processes; of each only the findings stay in memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import date

from msgspec import Struct

from parplan.cli.plans_asked import PlanPath
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.files.reading import read_file, read_standard_input
from parplan.linting.file_findings import FileFindings
from parplan.linting.selection import Selection
from parplan.linting.twins import Twins
from parplan.pooling import pooled, processes_for


class _Text(Struct, frozen=True):
    """What is to be checked: its bytes and the name it goes by."""

    data: bytes
    name: str


class _Search(Struct, frozen=True):
    """What is looked for, and the day no entry may be after."""

    selection: Selection
    today: date


def check_files(
    targets: Sequence[PlanPath | None], selection: Selection, today: date, on_progress: Callable[[int, int], None]
) -> Iterator[FileFindings | ParplanError]:
    """What became of each file, in their order; ``None`` stands for standard input.

    ``today`` is the day no entry may be after. ``on_progress`` is told how many files are done, of how many. A plan
    that turns out to be another's twin, which nobody can know of it alone, is checked once more.
    """
    search = _Search(selection, today)
    read = [_read(target) for target in targets]
    twins = Twins()
    with closing(_check_each([text for text in read if isinstance(text, _Text)], search)) as checked:
        for done, text in enumerate(read, 1):
            one = next(checked) if isinstance(text, _Text) else text
            if isinstance(one, FileFindings) and isinstance(text, _Text):
                twin = twins.other_than(text.name, one.identity)
                one = one if twin is None else _check(text, search, twin)
            yield one
            on_progress(done, len(read))


def _read(target: PlanPath | None) -> _Text | ParplanError:
    if target is None and sys.stdin is None:
        return RequestError(message(N_("standard input is closed; there is no plan to read")))
    try:
        if target is None:
            return _Text(read_standard_input(sys.stdin.buffer), "-")
        return _Text(read_file(target.path), target.shown)
    except ParplanError as error:
        return error.with_traceback(None)  # which would keep all that is read here


def _check_each(texts: Sequence[_Text], search: _Search) -> Generator[FileFindings | ParplanError]:
    """Check each by itself, by a pool of processes where that is quicker."""
    processes = processes_for([len(text.data) for text in texts])
    if processes > 1:
        yield from pooled(_check, [(text, search) for text in texts], processes)
    else:
        for text in texts:
            yield _check(text, search)


def _check(text: _Text, search: _Search, twin: str | None = None) -> FileFindings | ParplanError:
    from parplan.linting.engine import check_plan  # here: progress is shown before the rules are imported
    from parplan.loading import parse_plan

    try:
        loaded = parse_plan(text.data, text.name)
    except ParplanError as error:
        return error.with_traceback(None)
    return check_plan(text.name, loaded, search.selection, search.today, twin)
