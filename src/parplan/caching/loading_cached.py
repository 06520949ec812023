"""The plans of files for those who ask: from the cache where their bytes were compiled before, else by loading them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from parplan.caching.folder import CacheFolder
from parplan.caching.packing import AskedPlan, unpack
from parplan.caching.stamping import code_stamp
from parplan.errors import ParplanError
from parplan.files.reading import read_file

if TYPE_CHECKING:
    from parplan.caching.loading_cold import Cold

__all__ = ["AskedPlan", "PlanCache"]


class PlanCache:
    """Compiled plans by the content of their files, in a folder or nowhere."""

    def __init__(self, folder: CacheFolder | None) -> None:
        self._folder = folder

    @cached_property
    def _stamp(self) -> bytes:
        return code_stamp().encode()

    def load_each(
        self, paths: Sequence[Path], on_progress: Callable[[int, int], None] = lambda done, of: None
    ) -> Iterator[AskedPlan | ParplanError]:
        """What became of each file, in their order; ``on_progress`` is told how many are done, of how many."""
        found: list[AskedPlan | ParplanError | None] = []
        cold: list[Cold] = []
        for number, path in enumerate(paths, 1):
            found.append(self._find(path, cold))
            on_progress(number - len(cold), len(paths))
        done = len(paths) - len(cold)
        with closing(self._load_cold(cold)) as loaded:
            for asked in found:
                if asked is None:
                    asked = next(loaded)
                    done += 1
                    on_progress(done, len(paths))
                yield asked
        if cold and self._folder is not None:
            self._folder.prune()

    def _load_cold(self, cold: list[Cold]) -> Generator[AskedPlan | ParplanError]:
        if cold:
            from parplan.caching.loading_cold import load_cold  # here: nothing is loaded on most days

            yield from load_cold(cold, self._folder)

    def _find(self, path: Path, cold: list[Cold]) -> AskedPlan | ParplanError | None:
        """The plan of a file from the cache; ``None`` for one that is added to the ``cold``."""
        try:
            data = read_file(path)
        except ParplanError as error:
            return error.with_traceback(None)
        key = hashlib.sha256(self._stamp + b"\0" + data).hexdigest() if self._folder is not None else ""
        packed = self._folder.read(key) if self._folder is not None else None
        asked = unpack(packed, key) if packed is not None else None
        if asked is None:
            cold.append((data, path.as_posix(), key))
        return asked
