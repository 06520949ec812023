"""Plans that are not in the cache, loaded and put there: many of them by a pool of processes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing

from parplan.caching.folder import CacheFolder
from parplan.caching.packing import AskedPlan, pack, unpack
from parplan.errors import ParplanError
from parplan.pooling import pooled, processes_for

#: The bytes of a file that has to be loaded, what errors call it, and its key in the cache.
Cold = tuple[bytes, str, str]


def load_cold(cold: list[Cold], folder: CacheFolder | None) -> Generator[AskedPlan | ParplanError]:
    """What became of each, in their order."""
    processes = processes_for([len(data) for data, _, _ in cold])
    if processes < 2:
        for one in cold:
            yield _load(one, folder)
        return
    with closing(pooled(_load_packed, [(one, folder) for one in cold], processes)) as made:
        for packed, asked in made:
            plan = unpack(packed, "") if packed is not None else None
            assert asked is not None or plan is not None
            yield asked or plan  # type: ignore[misc]


def _load(one: Cold, folder: CacheFolder | None) -> AskedPlan | ParplanError:
    from parplan.loading import parse_plan  # here: a plan from the cache needs neither YAML nor pydantic

    data, name, key = one
    try:
        loaded = parse_plan(data, name)
    except ParplanError as error:
        return error.with_traceback(None)
    asked = AskedPlan(loaded.plan, loaded.findings)
    del loaded  # of a large plan what is written takes more room than what it means
    if asked.plan is not None and folder is not None:
        folder.write(key, pack(asked.plan, key))
    return asked


def _load_packed(one: Cold, folder: CacheFolder | None) -> tuple[bytes | None, AskedPlan | ParplanError | None]:
    """The same, as it travels between processes: a plan packed, everything else as it is."""
    asked = _load(one, folder)
    if isinstance(asked, ParplanError) or asked.plan is None:
        return None, asked
    return pack(asked.plan, ""), None
