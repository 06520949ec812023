"""Plans that are not in the cache, loaded and put there: many of them by a pool of processes."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct

from parplan.caching.folder import CacheFolder
from parplan.caching.packing import AskedPlan, pack, unpack
from parplan.errors import ParplanError

#: From this many bytes on, a pool is faster than the time it takes to start one.
_WORTH_A_POOL = 512 * 1024
#: At most so many processes, whatever the machine has: each holds its own libraries.
_MOST_PROCESSES = 16


class Cold(Struct, frozen=True):
    """The bytes of a file that has to be loaded: ``name`` is what errors call it, ``key`` its key in the cache."""

    data: bytes
    name: str
    key: str


def load_cold(cold: list[Cold], folder: CacheFolder | None) -> Iterator[AskedPlan | ParplanError]:
    """What became of each, in their order."""
    processes = min(_processors(), len(cold), _MOST_PROCESSES)
    if processes < 2 or sum(len(one.data) for one in cold) < _WORTH_A_POOL:
        for one in cold:
            yield _load(one, folder)
        return
    from parplan.caching.pooling import pooled

    for packed, asked in pooled(_load_packed, [(one, folder) for one in cold], processes):
        plan = unpack(packed, "") if packed is not None else None
        assert asked is not None or plan is not None
        yield asked or plan  # type: ignore[misc]


def _load(one: Cold, folder: CacheFolder | None) -> AskedPlan | ParplanError:
    from parplan.loading import parse_plan  # here: a plan from the cache needs neither YAML nor pydantic

    try:
        loaded = parse_plan(one.data, one.name)
    except ParplanError as error:
        return error
    if loaded.plan is not None and folder is not None:
        folder.write(one.key, pack(loaded.plan, one.key))
    return AskedPlan(loaded.plan, loaded.findings)


def _load_packed(one: Cold, folder: CacheFolder | None) -> tuple[bytes | None, AskedPlan | ParplanError | None]:
    """The same, as it travels between processes: a plan packed, everything else as it is."""
    asked = _load(one, folder)
    if isinstance(asked, ParplanError) or asked.plan is None:
        return None, asked
    return pack(asked.plan, ""), None


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
