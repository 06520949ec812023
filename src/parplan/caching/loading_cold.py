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
            asked = _load(one)
            if folder is not None:
                _keep(asked, one, folder)
            yield asked
        return
    with closing(pooled(_load_packed, [(one, folder) for one in cold], processes)) as results:
        for (_, _, key), made in zip(cold, results, strict=True):
            if isinstance(made, bytes):
                unpacked = unpack(made, key)
                assert unpacked is not None  # it was packed a moment ago
                yield unpacked
            else:
                yield made


def _load(one: Cold) -> AskedPlan | ParplanError:
    from parplan.loading import parse_plan  # here: a plan from the cache needs neither YAML nor pydantic

    data, name, _ = one
    try:
        loaded = parse_plan(data, name)
    except ParplanError as error:
        return error.with_traceback(None)
    # Nothing but this is kept: of a large plan what is written takes more room than what it means.
    return AskedPlan(loaded.plan, loaded.findings)


def _keep(asked: AskedPlan | ParplanError, one: Cold, folder: CacheFolder | None) -> bytes | None:
    """Pack a valid plan, and put it into the folder where there is one."""
    if isinstance(asked, ParplanError) or asked.plan is None:
        return None
    _, _, key = one
    packed = pack(asked.plan, key)
    if folder is not None:
        folder.write(key, packed)
    return packed


def _load_packed(one: Cold, folder: CacheFolder | None) -> bytes | AskedPlan | ParplanError:
    """The same, as it travels between processes: a plan packed, everything else as it is."""
    asked = _load(one)
    return _keep(asked, one, folder) or asked
