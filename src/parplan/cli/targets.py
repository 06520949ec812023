"""In which format a document is asked for, and where it is to go: standard output, a file, a folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from parplan.cli.choices import choice
from parplan.cli.context import Request
from parplan.cli.current import _
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.paths import displayed
from parplan.languages import OfficeLanguage, load_office_language
from parplan.views.blocks import safe

#: What names standard output in place of a file.
STDOUT = "-"


def choose_format(request: Request, typed: str | None, output: str | None, formats: Sequence[str]) -> str:
    """The format typed, else that of the file's name, else the first. ``--json`` is a format too.

    Raises ``RequestError`` for one that there is not, and where two different ones are asked for.
    """
    named = choice(typed, list(formats), "--format") if typed is not None else None
    if request.json:
        if named not in (None, "json"):
            raise RequestError(
                message(N_("--json and --format {format} ask for two formats"), format=named or ""),
                help=message(N_("leave one of them out")),
            )
        named = "json"
    ending = _ending(output)
    if named is None:
        if ending is None:
            return formats[0]
        if ending in formats:
            return ending
        raise RequestError(
            message(N_("{path}: its ending does not say which format is meant"), path=displayed(Path(output or ""))),
            help=message(N_("end it in {endings}, or add --format"), endings=", ".join(f".{one}" for one in formats)),
        )
    if ending in formats and ending != named:
        raise RequestError(
            message(
                N_("{path} would not be a .{ending} file: --format is {format}"),
                path=displayed(Path(output or "")),
                ending=ending or "",
                format=named,
            ),
            help=message(N_("leave --format out, or name a file that ends in .{ending}"), ending=named),
        )
    return named


def _ending(output: str | None) -> str | None:
    if output is None or output == STDOUT:
        return None
    return Path(output).suffix.removeprefix(".").lower()


def refuse_screen(example: str) -> None:
    """Refuse to write a file that is no text onto a screen. Raises ``RequestError``."""
    if sys.stdout.isatty():
        raise RequestError(
            message(N_("a Word document cannot be shown on a screen")),
            help=message(N_("name a file: -o {path}"), path=example),
        )


def report_written(request: Request, path: Path) -> None:
    """Say on the error stream what was written."""
    request.advise(safe(_("{path} is written").format(path=displayed(path))))


def document_language(request: Request) -> OfficeLanguage:
    """The language of a document: Vietnamese, as official documents are; another one where it is typed (``--lang``)."""
    return load_office_language(request.language.code if request.language_typed else "vi")
