"""An answer in a file: UTF-8 without a byte order mark on every system, whatever its console can show."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

from msgspec.structs import replace

from parplan.cli.documents import say_written
from parplan.cli.request import Request
from parplan.files.creating import create_file


def answer_into_file(request: Request, path: Path, answer: Callable[[Request], int], *, force: bool) -> int:
    """Write the answer to a new file, and return the exit code; after an error no file is written.

    Raises what the answer raises, and what :func:`parplan.files.creating.create_file` raises.
    """
    memory = BytesIO()
    into_memory = TextIOWrapper(memory, encoding="utf-8", errors="backslashreplace", newline="\n")
    code = answer(replace(request, out=into_memory, colour="never"))
    create_file(path, memory.getvalue(), force=force)
    say_written(request, [path])
    return code
