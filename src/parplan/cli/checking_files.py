"""Files read and checked, many of them by several processes; of each only the findings are kept, also between runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing

from msgspec import Struct

from parplan.cli.context import PlanPath
from parplan.cli.kept_findings import KeptFindings
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.files.reading import read_file
from parplan.linting.checked import Checked
from parplan.linting.twins import Twins
from parplan.pooling import pooled, processes_for


class _Text(Struct, frozen=True):
    """What is to be checked: its bytes and the name it goes by."""

    data: bytes
    name: str


def check_files(
    targets: Sequence[PlanPath | None], kept: KeptFindings, on_progress: Callable[[int, int], None]
) -> Iterator[Checked | ParplanError]:
    """What became of each file, in their order; ``None`` stands for standard input.

    ``on_progress`` is told how many are done, of how many. A plan that turns out to be another's twin, which nobody can
    know of it alone, is checked once more.
    """
    texts: list[_Text | ParplanError] = []
    found: list[Checked | ParplanError | None] = []
    for target in targets:
        texts.append(text := _read(target))
        found.append(text if isinstance(text, ParplanError) else kept.find(text.data, text.name))
    unknown = [
        text for text, known in zip(texts, found, strict=True) if known is None and not isinstance(text, ParplanError)
    ]
    twins = Twins()
    with closing(_check_each(unknown, kept)) as checked:
        for done, (text, known) in enumerate(zip(texts, found, strict=True), 1):
            one = next(checked) if known is None else known
            if isinstance(one, Checked) and not isinstance(text, ParplanError):
                twin = twins.other_than(text.name, one.identity)
                one = one if twin is None else _check(text, kept, twin)
            yield one
            on_progress(done, len(texts))
    if unknown:
        kept.prune()


def _read(target: PlanPath | None) -> _Text | ParplanError:
    if target is None:
        if sys.stdin is None:
            return RequestError(message(N_("standard input is closed; there is no plan to read")))
        return _Text(sys.stdin.buffer.read(), "-")
    try:
        return _Text(read_file(target.path), target.shown)
    except ParplanError as error:
        return error.with_traceback(None)  # which would keep all that is read here


def _check_each(texts: Sequence[_Text], kept: KeptFindings) -> Generator[Checked | ParplanError]:
    """Check each by itself, by a pool of processes where that is quicker."""
    processes = processes_for([len(text.data) for text in texts])
    if processes > 1:
        yield from pooled(_check_alone, [(text, kept) for text in texts], processes)
    else:
        for text in texts:
            yield _check_alone(text, kept)


def _check_alone(text: _Text, kept: KeptFindings) -> Checked | ParplanError:
    checked = _check(text, kept, None)
    if isinstance(checked, Checked):
        kept.keep(checked, text.data)
    return checked


def _check(text: _Text, kept: KeptFindings, twin: str | None) -> Checked | ParplanError:
    from parplan.linting.engine import check_plan  # here: of an unchanged file it is known what the rules find
    from parplan.loading import parse_plan

    try:
        loaded = parse_plan(text.data, text.name)
    except ParplanError as error:
        return error.with_traceback(None)
    return check_plan(text.name, loaded, kept.selection, kept.today, twin)
