"""The format and destination of a document: ``--format``, ``-o`` and its suffix, a file, a pipe or a screen."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from parplan.cli.choices import choice
from parplan.cli.request import Request
from parplan.diagnostics import N_, Message, message
from parplan.errors import RequestError
from parplan.files.creating import create_file, create_files
from parplan.files.paths import displayed
from parplan.languages import OfficeLanguage, load_office_language
from parplan.queries.portfolio import Portfolio
from parplan.views.json_view import Json

#: The value of ``-o`` for standard output.
STDOUT = "-"
#: Suffixes that differ from the name of the format.
_ENDINGS = {"text": ("txt",), "sqlite": ("sqlite", "sqlite3", "db"), "ndjson": ("ndjson", "jsonl")}


def choose_format(
    request: Request, typed: str | None, output: str | None, formats: Sequence[str], default: str | None
) -> str:
    """The format of a document that may also be JSON (``--json``); see :func:`parse_format`."""
    chosen = parse_format("json" if request.json and typed is None else typed, output, formats, default)
    if request.json and chosen != "json":
        raise RequestError(
            message(N_("--json and --format {format} cannot be used together"), format=chosen),
            help=message(N_("leave one of them out")),
        )
    return chosen


def choose_document_format(request: Request, typed: str | None, output: str | None, formats: Sequence[str]) -> str:
    """The format of one document; on standard output the first of ``formats``, unless another is typed.

    Raises ``RequestError`` as :func:`choose_format` does, and for a Word document that would be shown on a screen.
    """
    chosen = choose_format(request, typed, output, formats, formats[0] if output in (None, STDOUT) else None)
    if chosen == "docx" and output == STDOUT:
        refuse_screen(output, chosen)
    return chosen


def parse_format(
    typed: str | None,
    output: str | None,
    formats: Sequence[str],
    default: str | None = None,
    *,
    folder: bool = False,
) -> str:
    """The format among ``formats`` given by ``--format``, else by the suffix of ``-o``.

    folder: ``-o`` names a folder, whose suffix means nothing. Raises ``RequestError`` if the format is unknown, or the
    two contradict each other.
    """
    endings = {ending: format for format in formats for ending in _ENDINGS.get(format, (format,))}
    named = output is not None and output != STDOUT and not folder
    ending = PurePath(output or "").suffix[1:].lower() if named else ""
    if typed is not None:
        chosen = choice(typed, formats, "--format")
        if endings.get(ending, chosen) != chosen:
            raise RequestError(
                message(
                    N_("--format {format} and the extension of {path} contradict each other"),
                    format=chosen,
                    path=output or "",
                ),
                help=message(N_("leave out --format, or name a file with another extension")),
            )
        return chosen
    if ending in endings:
        return endings[ending]
    if ending:
        raise RequestError(
            message(N_("the extension of {path} belongs to no format"), path=output or ""),
            help=_formats_help(formats),
        )
    if default is None:
        raise RequestError(
            message(N_("{name} is missing"), name="--format"),
            help=_formats_help(formats),
        )
    return default


def _formats_help(formats: Sequence[str]) -> Message:
    endings = [ending for format in formats for ending in _ENDINGS.get(format, (format,))]
    if len(formats) == 1:
        return message(N_("name the file with the extension {ending}"), ending=" / ".join(f".{one}" for one in endings))
    return message(
        N_("name the file with an extension ({endings}), or add --format: {choices}"),
        endings=", ".join(f".{ending}" for ending in endings),
        choices=", ".join(formats),
    )


def refuse_screen(output: str | None, format: str) -> None:
    """Refuse to write a binary file to a terminal. Raises ``RequestError``."""
    if output in (None, STDOUT) and sys.stdout.isatty():
        raise RequestError(
            message(N_("a file of the format {format} cannot be shown on a screen"), format=format),
            help=message(N_("name a file with -o FILE")),
        )


def write_document(request: Request, data: bytes, output: str | None, *, force: bool) -> None:
    """Write a document to the file ``output`` or to standard output. Raises what creating a file raises."""
    if output is None or output == STDOUT:
        request.answer_bytes(data)
        return
    path = Path(output)
    create_file(path, data, force=force)
    say_written(request, [path])


def write_documents(request: Request, files: Mapping[str, bytes], output: str, *, force: bool) -> None:
    """Write several documents, by name, to the folder ``output``. Raises what creating files raises."""
    contents = {Path(output) / name: data for name, data in files.items()}
    create_files(contents, force=force)
    say_written(request, list(contents))


def required_folder(output: str | None) -> str:
    """The folder ``-o`` names for several files. Raises ``RequestError`` if it is missing or standard output."""
    if output is None or output == STDOUT:
        raise RequestError(
            message(N_("-o is missing: there is a file for each unit")),
            help=message(N_("name a folder with -o FOLDER")),
        )
    return output


def say_written(request: Request, paths: Sequence[Path]) -> None:
    """Name the written files on the error stream."""
    for path in paths:
        request.advise(request.language.gettext("{path} is written").format(path=displayed(path)))


def document_language(request: Request) -> OfficeLanguage:
    """The language of a document: Vietnamese, unless ``--lang`` was typed."""
    return load_office_language(request.language.code if request.language_typed else "vi")


def json_file(answer: Json) -> bytes:
    """A JSON answer as the bytes of a file."""
    # A path that is no UTF-8 is escaped as JSON escapes it.
    return (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")


def one_plan(portfolio: Portfolio) -> Portfolio:
    """The one plan a document is about. Raises ``RequestError`` for several, because a document has one head."""
    if len(portfolio.subjects) > 1:
        raise RequestError(
            message(N_("a document is about one plan, but {count} are given"), count=len(portfolio.subjects)),
            help=message(N_("name one of them with --plan PATH")),
        )
    return portfolio
