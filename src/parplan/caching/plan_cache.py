"""Loading of plans through the cache: a file whose bytes were compiled before is not compiled again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from parplan.caching.fingerprint import code_fingerprint
from parplan.caching.folder import CacheFolder
from parplan.caching.stored_plan import decode_plan, encode_plan
from parplan.diagnostics import N_, Finding, Message, message
from parplan.errors import FileError, ParplanError
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.plan.structure import Plan
from parplan.pooling import pooled, processes_for

_T = TypeVar("_T")

_FOREIGN = N_("{path} is not used as a cache: it belongs to another user, or everyone may write to it")


class PlanOrFindings(Struct, frozen=True):
    """The ``plan`` of a valid file, else its ``findings``; ``more`` is the number of findings left out."""

    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    more: int = 0


class PlanWork(Struct, Generic[_T], frozen=True):
    """The result for one plan file, or why there is none; then ``made`` has no meaning."""

    made: _T | None
    unusable: PlanOrFindings | ParplanError | None = None


class _File(Struct, frozen=True):
    """A file's bytes, its name in errors, and its cache key."""

    data: bytes
    name: str
    key: str


def _key(fingerprint: bytes, data: bytes) -> str:
    """The cache key of a plan: its file's content and the fingerprint of the code."""
    return hashlib.sha256(fingerprint + b"\0" + data).hexdigest()


def load_plans(
    paths: Sequence[Path],
    folder: CacheFolder | None,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
    on_distrust: Callable[[Message], None] = lambda reason: None,
) -> Iterator[PlanOrFindings | ParplanError]:
    """Load each file through the cache in ``folder``; the results are in the order of ``paths``.

    ``on_progress`` gets the number done and the total; ``on_distrust`` gets, once, why a part of the cache is not used.
    """
    distrust = _told_once(on_distrust)
    folder, fingerprint = _usable(folder, distrust)
    found: list[PlanOrFindings | ParplanError | None] = []
    unknown: list[_File] = []
    for number, path in enumerate(paths, 1):
        found.append(_find(path, folder, fingerprint, unknown, distrust))
        on_progress(number - len(unknown), len(paths))
    done = len(paths) - len(unknown)
    with closing(_load_each(unknown, folder)) as loaded:
        for one in found:
            if one is None:
                one = next(loaded)
                done += 1
                on_progress(done, len(paths))
            yield one
    if unknown and folder is not None:
        folder.prune()


def work_on_plans(
    paths: Sequence[Path],
    folder: CacheFolder | None,
    work: Callable[[Path, Plan], _T],
    on_progress: Callable[[int, int], None] = lambda done, of: None,
    on_distrust: Callable[[Message], None] = lambda reason: None,
) -> Iterator[PlanWork[_T]]:
    """The result of ``work`` for each plan file, in order; for many files by a pool of processes.

    No more plans are held than are worked on, so thousands of them take no more room than a few. ``work`` and what it
    makes must be able to travel between processes. The rest is as in :func:`load_plans`.
    """
    distrust = _told_once(on_distrust)
    folder, fingerprint = _usable(folder, distrust)
    piece = partial(_work_on, folder=folder, fingerprint=fingerprint, work=work)
    stored = False
    with closing(_each_piece(piece, paths)) as results:
        for done, (result, foreign, loaded) in enumerate(results, 1):
            for path in foreign:
                distrust(path)
            stored = stored or loaded
            on_progress(done, len(paths))
            yield result
    if stored and folder is not None:
        folder.prune()


_Piece = tuple[PlanWork[_T], list[str], bool]


def _each_piece(piece: Callable[[Path], _Piece[_T]], paths: Sequence[Path]) -> Generator[_Piece[_T]]:
    processes = processes_for([_size(path) for path in paths])
    if processes < 2:
        for path in paths:
            yield piece(path)
        return
    with closing(pooled(_called, [(piece, path) for path in paths], processes)) as results:
        yield from results


def _called(piece: Callable[[Path], _Piece[_T]], path: Path) -> _Piece[_T]:
    return piece(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it reports the error


def _work_on(
    path: Path, *, folder: CacheFolder | None, fingerprint: bytes, work: Callable[[Path, Plan], _T]
) -> _Piece[_T]:
    """Result of work on one plan: the answer, the distrusted part of the cache, and whether the file was loaded."""
    foreign: list[str] = []
    unknown: list[_File] = []
    found = _find(path, folder, fingerprint, unknown, foreign.append)
    for file in unknown:
        found = _load(file)
        _store(found, file, folder)
    assert found is not None  # else it would be among the unknown
    if isinstance(found, ParplanError) or found.plan is None:
        return PlanWork(None, found), foreign, bool(unknown)
    return PlanWork(work(path, found.plan)), foreign, bool(unknown)


def _told_once(on_distrust: Callable[[Message], None]) -> Callable[[str], None]:
    told: list[str] = []

    def distrust(path: str) -> None:
        if not told:
            on_distrust(message(_FOREIGN, path=displayed(Path(path))))
        told.append(path)

    return distrust


def _usable(folder: CacheFolder | None, distrust: Callable[[str], None]) -> tuple[CacheFolder | None, bytes]:
    """The cache folder if it may be used, and the fingerprint of the code that made its plans."""
    if folder is None:
        return None, b""
    if not folder.trusted:
        distrust(str(folder.path))
        return None, b""
    try:
        return folder, code_fingerprint(sys.path)
    except OSError:  # what made a stored plan could not be told
        return None, b""


def _find(
    path: Path,
    folder: CacheFolder | None,
    fingerprint: bytes,
    unknown: list[_File],
    on_foreign: Callable[[str], None],
) -> PlanOrFindings | ParplanError | None:
    """The plan of a file from the cache; ``None`` for a file not in it, which is added to ``unknown``."""
    try:
        data = read_file(path)
    except ParplanError as error:
        return error.with_traceback(None)
    key = ""
    if folder is not None:
        key = _key(fingerprint, data)
        stored = folder.read(key, on_foreign)
        plan = decode_plan(stored, key, partial(_read_anew, path, fingerprint, key)) if stored is not None else None
        if plan is not None:
            return PlanOrFindings(plan)
    unknown.append(_File(data, path.as_posix(), key))
    return None


def _load_each(files: list[_File], folder: CacheFolder | None) -> Generator[PlanOrFindings | ParplanError]:
    """Load and store each file, many of them in a pool of processes."""
    processes = processes_for([len(file.data) for file in files])
    if processes < 2:
        for file in files:
            loaded = _load(file)
            _store(loaded, file, folder)
            yield loaded
        return
    with closing(pooled(_load_stored, [(file, folder) for file in files], processes)) as results:
        for file, made in zip(files, results, strict=True):
            if isinstance(made, bytes):
                plan = decode_plan(made, file.key, partial(_whole, file))
                assert plan is not None  # just encoded
                yield PlanOrFindings(plan)
            else:
                yield made


def _load_stored(file: _File, folder: CacheFolder | None) -> bytes | PlanOrFindings | ParplanError:
    """Load and store one file; a plan is returned in its stored form, which is quick to send between processes."""
    loaded = _load(file)
    return _store(loaded, file, folder) or loaded


def _load(file: _File) -> PlanOrFindings | ParplanError:
    from parplan.loading import parse_plan  # imported here: a cached plan needs neither YAML nor pydantic

    try:
        loaded = parse_plan(file.data, file.name)
    except ParplanError as error:
        return error.with_traceback(None)
    # Keep only this: the parsed text of a large plan takes more memory than the plan.
    return PlanOrFindings(loaded.plan, loaded.findings, loaded.more)


def _read_anew(path: Path, fingerprint: bytes, key: str) -> Plan:
    """Load the plan of a file again, because its stored form turned out to be damaged."""
    file = _File(read_file(path), path.as_posix(), key)
    if _key(fingerprint, file.data) != key:
        raise FileError(
            message(N_("{path} has just been changed"), path=displayed(path)),
            help=message(N_("run the command again")),
        )
    return _whole(file)


def _whole(file: _File) -> Plan:
    loaded = _load(file)
    if isinstance(loaded, ParplanError):
        raise loaded
    assert loaded.plan is not None  # only valid plans are stored
    return loaded.plan


def _store(loaded: PlanOrFindings | ParplanError, file: _File, folder: CacheFolder | None) -> bytes | None:
    """Encode a valid plan and write it to the folder, if there is one; ``None`` for an invalid plan."""
    if isinstance(loaded, ParplanError) or loaded.plan is None:
        return None
    encoded = encode_plan(loaded.plan, file.key)
    if folder is not None:
        folder.write(file.key, encoded)
    return encoded
