"""Where a document goes and what it is: ``--format``, ``-o`` and its ending, a file, a pipe or a screen."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

import typer

from parplan.cli.choices import choice
from parplan.cli.context import Request
from parplan.cli.current import _
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.creating import create_file
from parplan.files.paths import displayed, is_folder
from parplan.files.several import create_files

OUTPUT = typer.Option(
    "--output", "-o", metavar=_("FILE"), help=_("Into this file; - is standard output."), show_default=False
)
FORCE = typer.Option("--force", help=_("Write over a file that is there."))

#: What ``-o`` takes for standard output.
_STDOUT = "-"


def parse_format(
    typed: str | None,
    output: str | None,
    endings: Mapping[str, str],
    default: str | None = None,
    *,
    folder: bool = False,
) -> str:
    """The format meant by ``--format``, else by the ending of ``-o``; ``endings`` are the formats by ending.

    ``folder``: what is named is a folder, whose ending says nothing. Raises ``RequestError`` where nothing says the
    format, or the two say different things.
    """
    formats = list(dict.fromkeys(endings.values()))
    named = output is not None and output != _STDOUT and not folder
    ending = PurePath(output or "").suffix[1:].lower() if named else ""
    if typed is not None:
        chosen = choice(typed, formats, "--format")
        if endings.get(ending, chosen) != chosen:
            raise RequestError(
                message(
                    N_("--format {format} and the ending of {path} are not the same"), format=chosen, path=output or ""
                ),
                help=message(N_("leave out --format, or name a file with another ending")),
            )
        return chosen
    if ending in endings:
        return endings[ending]
    if ending:
        raise RequestError(
            message(N_("the ending of {path} is not that of a format"), path=output or ""),
            help=message(N_("add --format: {choices}"), choices=", ".join(formats)),
        )
    if default is None:
        raise RequestError(
            message(N_("{name} is missing"), name="--format"),
            help=message(N_("add --format: {choices}"), choices=", ".join(formats)),
        )
    return default


def refuse_screen(output: str | None, format: str) -> None:
    """Refuse to write a file that is no text on a screen. Raises ``RequestError``."""
    if output in (None, _STDOUT) and sys.stdout.isatty():
        raise RequestError(
            message(N_("a file of the format {format} cannot be shown on a screen"), format=format),
            help=message(N_("name a file with -o FILE")),
        )


def write_document(request: Request, data: bytes, output: str | None, *, force: bool) -> None:
    """Write a document to the file ``output``, or to standard output. Raises what creating a file raises."""
    if output is None or output == _STDOUT:
        request.answer_bytes(data)
        return
    path = Path(output)
    if is_folder(path):
        raise RequestError(
            message(N_("{path} is a folder"), path=displayed(path)), help=message(N_("name a file in it with -o FILE"))
        )
    create_file(path, data, force=force)
    _say_written(request, [path])


def write_documents(request: Request, files: Mapping[str, bytes], output: str, *, force: bool) -> None:
    """Write several documents by name into the folder ``output``. Raises what creating files raises."""
    _say_written(request, create_files(Path(output), files, force=force))


def required_folder(output: str | None) -> str:
    """The folder ``-o`` names for several files. Raises ``RequestError`` where it names none."""
    if output is None or output == _STDOUT:
        raise RequestError(
            message(N_("-o is missing: there is a file for each unit")),
            help=message(N_("name a folder with -o FOLDER")),
        )
    return output


def _say_written(request: Request, paths: Sequence[Path]) -> None:
    for path in paths:
        request.advise(request.language.gettext("{path} is written").format(path=displayed(path)))
