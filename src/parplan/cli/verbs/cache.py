"""The `cache` command."""

from __future__ import annotations

import os

from parplan.caching.folder import LARGEST_SIZE, find_folder
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.views.cache_view import CacheState, cache_json, cache_screen


def run(request: Request, *, clear: bool) -> int:
    """Show or clear the cache of compiled plans."""
    folder = find_folder(os.environ)
    if folder is not None and clear and (left := folder.clear()):
        raise FileError(
            message(N_("{count} files in {path} could not be deleted"), count=len(left), path=folder.path.as_posix()),
            help=message(N_("another program may have them open; run the command again")),
        )
    files = list(folder.files()) if folder is not None else []
    state = CacheState(
        None if folder is None else folder.path.as_posix(), len(files), sum(file.size for file in files), LARGEST_SIZE
    )
    if request.json:
        request.answer_json(cache_json(state, request.as_of))
    else:
        request.answer(cache_screen(request.language, state, cleared=clear))
    return 0
