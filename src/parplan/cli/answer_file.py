"""An answer in a file: UTF-8 without a byte order mark on every system, whatever its console can show."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

from msgspec.structs import replace

from parplan.cli.documents import say_written
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.creating import create_file
from parplan.files.paths import displayed

#: The endings of files that another program opens and that are no text.
_DOCUMENTS = frozenset(
    {".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".tsv", ".pdf", ".pptx", ".html", ".htm", ".ics"}
    | {".eml", ".sqlite", ".db", ".parquet", ".zip"}
)


def answer_into_file(request: Request, path: Path, answer: Callable[[Request], int], *, force: bool) -> int:
    """Write the answer to a new file, and return the exit code; after an error no file is written.

    Raises what the answer raises, and what :func:`parplan.files.creating.create_file` raises; ``RequestError`` for a
    name by which programs would take the text for a document.
    """
    if path.suffix.lower() in _DOCUMENTS:
        raise RequestError(
            message(N_("{path}: this answer is text, not a {format} file"), path=displayed(path), format=path.suffix),
            help=message(
                N_("name the file {path}; `parplan report` and `parplan export` write documents"),
                path=displayed(path.with_suffix(".txt")),
            ),
        )
    memory = BytesIO()
    into_memory = TextIOWrapper(memory, encoding="utf-8", errors="backslashreplace", newline="\n")
    code = answer(replace(request, out=into_memory, colour="never"))
    create_file(path, memory.getvalue(), force=force)
    say_written(request, [path])
    return code
