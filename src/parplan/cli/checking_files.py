"""Files read and checked one after the other, many of them by several processes; of each only the findings are kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import date

from parplan.cli.context import PlanPath
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.files.reading import read_file
from parplan.linting.across import Twins
from parplan.linting.engine import Checked, check_plan
from parplan.linting.selection import Selection
from parplan.loading import LoadedPlan, parse_plan
from parplan.pooling import pooled, processes_for

#: What is to be checked: its bytes and the name it goes by.
_Text = tuple[bytes, str]


def check_files(
    targets: Sequence[PlanPath | None], selection: Selection, today: date, on_progress: Callable[[int, int], None]
) -> Iterator[Checked | ParplanError]:
    """What became of each file, in their order; ``None`` stands for standard input.

    ``on_progress`` is told how many are done, of how many.
    """
    texts = [_read(target) for target in targets]
    readable = [text for text in texts if not isinstance(text, ParplanError)]
    processes = processes_for([len(data) for data, _ in readable])
    twins = Twins()
    checked = _one_by_one(readable, selection, today, twins)
    if processes > 1:
        checked = _by_a_pool(readable, selection, today, twins, processes)
    with closing(checked):
        for done, text in enumerate(texts, 1):
            yield text if isinstance(text, ParplanError) else next(checked)
            on_progress(done, len(texts))


def _read(target: PlanPath | None) -> _Text | ParplanError:
    if target is None:
        if sys.stdin is None:
            return RequestError(message(N_("standard input is closed; there is no plan to read")))
        return sys.stdin.buffer.read(), "-"
    try:
        return read_file(target.path), target.shown
    except ParplanError as error:
        return error.with_traceback(None)  # which would keep all that is read here


def _one_by_one(
    texts: Sequence[_Text], selection: Selection, today: date, twins: Twins
) -> Generator[Checked | ParplanError]:
    for data, name in texts:
        loaded = _load(data, name)
        if isinstance(loaded, ParplanError):
            yield loaded
        else:
            yield check_plan(name, loaded, selection, today, twins.other_than(name, loaded.compiled))


def _by_a_pool(
    texts: Sequence[_Text], selection: Selection, today: date, twins: Twins, processes: int
) -> Generator[Checked | ParplanError]:
    """The same; a plan that turns out to be another's twin, which no process can know alone, is checked once more."""
    pieces = [(text, (selection, today)) for text in texts]
    with closing(pooled(_check_alone, pieces, processes)) as made:
        for (data, name), checked in zip(texts, made, strict=True):
            twin = None if isinstance(checked, ParplanError) else twins.other_than(name, checked.plan)
            yield checked if twin is None else _check(data, name, selection, today, twin)


def _check_alone(text: _Text, how: tuple[Selection, date]) -> Checked | ParplanError:
    return _check(*text, *how, None)


def _check(data: bytes, name: str, selection: Selection, today: date, twin: str | None) -> Checked | ParplanError:
    loaded = _load(data, name)
    if isinstance(loaded, ParplanError):
        return loaded
    return check_plan(name, loaded, selection, today, twin)


def _load(data: bytes, name: str) -> LoadedPlan | ParplanError:
    try:
        return parse_plan(data, name)
    except ParplanError as error:
        return error.with_traceback(None)
