"""The `lsp` command: the language server on standard input and output."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from parplan.cli.check_settings import FolderSettings
from parplan.cli.checking_files import check_text
from parplan.cli.import_records import find_beside
from parplan.cli.request import Request
from parplan.clock import now
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.files.finding import find_plan_files
from parplan.files.reading import read_file
from parplan.libraries import libraries_of
from parplan.linting.selection import Selection

if TYPE_CHECKING:
    from parplan.linting.file_findings import FileFindings
    from parplan.loading import LoadedPlan

_DRIVE = re.compile("/[A-Za-z]:")


def run(request: Request) -> int:
    """Run the server until the editor ends it."""
    if sys.stdin is None or sys.stdin.isatty():
        raise RequestError(
            message(N_("lsp is meant to be started by an editor")),
            help=message(N_("docs/editors.md tells how to set up an editor")),
        )
    with libraries_of("editor"):
        from parplan.serving.server import serve
    fixed = request.day_typed or bool(os.environ.get("PARPLAN_TODAY"))

    def check(data: bytes, uri: str) -> tuple[LoadedPlan, FileFindings]:
        path = path_of(uri)
        if path is None:
            return check_text(data, uri, Selection(), request.today if fixed else now().date())
        selection = FolderSettings().of_file(path)
        today = request.today if fixed else now().date()
        return check_text(data, path.name, selection, today, beside=find_beside(path))

    def day() -> date:
        return request.as_of if fixed else now().date()

    # A copy of standard output; everything else that is printed goes to the error stream.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with redirect_stdout(sys.stderr):
        code = serve(request.language, check, plans_beside, day, sys.stdin.buffer, answers)
    with suppress(OSError):  # the client may be gone
        answers.close()
    return code


def plans_beside(uri: str, opened: Mapping[str, str]) -> dict[str, str | None]:
    """The texts of the plans in the folder of one, by URI; ``opened`` are those open in the editor."""
    path = path_of(uri)
    if path is None:
        return {}
    known = {path_of(other): other for other in opened}
    found: dict[str, str | None] = {}
    try:
        others = [other for other in find_plan_files(path.parent, below=False) if other != path]
    except ParplanError:
        return {}
    for other in others:
        if other in known:
            found[known[other]] = opened[known[other]]
            continue
        try:
            found[other.as_uri()] = read_file(other).decode("utf-8")
        except (ParplanError, UnicodeDecodeError):
            found[other.as_uri()] = None
    return found


def path_of(uri: str) -> Path | None:
    """Return the path of a URI; ``None`` for a text that is not saved yet, or a URI that does not say where it is."""
    text = path_text(uri, windows=os.name == "nt")
    path = Path(text or "")
    return path if path.is_absolute() and path.name and "\0" not in str(path) else None


def path_text(uri: str, *, windows: bool) -> str | None:
    """Return the path in a URI, in which editors write the colon of a drive as ``%3A``."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return None
    path = unquote(parts.path)
    if not windows:
        return path
    if parts.netloc and parts.netloc != "localhost":
        return f"//{parts.netloc}{path}"
    return path[1:] if _DRIVE.match(path) else path
