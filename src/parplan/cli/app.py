"""The entry point: choose the language, read the command, run it; the only place that catches errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from parplan.cli.commands.options import ANSWER_FILE, FORCE
from parplan.cli.failures import report_error, report_fault, report_lost_letters, unwritten
from parplan.cli.language_choice import choose_language, language_of_environment
from parplan.cli.letters import lost_encoding
from parplan.cli.reader import Typed, find_plain
from parplan.cli.streams import abandon_stdout, prepare_streams, reader_has_gone
from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.languages import Language

if TYPE_CHECKING:
    from parplan.cli.request import Request


def main(arguments: Sequence[str] | None = None) -> int:
    """Run parplan and return its exit code: 0 done, 1 findings, 2 wrong request, 3 failed, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    language = language_of_environment(os.environ)
    try:
        if sys.platform == "win32" and len(words) < 2 and _is_clicked_on(words):
            from parplan.cli.own_window import welcome

            welcome(_run, _chosen_language(words), words)
            return 0
        code = _run(words, language)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of help, such as `head`, has seen enough
        abandon_stdout()
        return 0
    try:
        sys.stdout.flush()
    except OSError as error:
        abandon_stdout()
        if not reader_has_gone(error):
            return code or report_error(unwritten(error), _chosen_language(words))
    if (encoding := lost_encoding()) is not None:
        report_lost_letters(encoding, _chosen_language(words))
    return code


def _chosen_language(words: list[str]) -> Language:
    """The language of a run, and that of the environment where it is asked for in vain."""
    try:
        return choose_language(words, os.environ)
    except ParplanError:
        return language_of_environment(os.environ)


def _is_clicked_on(words: list[str]) -> bool:
    """Whether the program was started by a click, with nothing or a file dropped on it, and not out of a shell."""
    from parplan.cli.own_window import find_dropped, has_own_window

    return (not words or find_dropped(words) is not None) and has_own_window()


def _run(words: list[str], language: Language) -> int:
    try:
        language = choose_language(words, os.environ)
        return _answer(words, language)
    except RequestError as error:
        from parplan.cli.quoting import unquoted_value  # imported here, because most requests are right

        return report_error(error, language, hint=unquoted_value(words, error))
    except ParplanError as error:
        return report_error(error, language)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except MemoryError:
        return report_error(FileError(message(N_("there is not enough memory"))), language)
    except Exception as error:
        # Reading handles its own errors; one that names no file is help or a version that could not be written.
        if isinstance(error, OSError) and error.filename is None:
            abandon_stdout()
            return report_error(unwritten(error), language)
        if os.environ.get("PARPLAN_DEBUG"):
            raise
        return report_fault(error, language)


def _answer(words: list[str], language: Language) -> int:
    """Run a command. The table alone reads a plain one; typer reads all others."""
    if os.environ.get("_PARPLAN_COMPLETE"):
        from parplan.cli.completing.answering import answer_completion  # imported here: only a Tab needs it

        offered = answer_completion(os.environ, sys.stdout.encoding, language)
        if offered is not None:
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(newline="\n")  # on Windows too: bash there takes a carriage return for a letter
            sys.stdout.write(offered.text)
            return offered.exit_code
    typed: Typed | int | None = find_plain(words)
    if typed is None:
        from parplan.cli.program import read_with_typer  # imported here: it takes longer than a question

        typed = read_with_typer(words, language)
    return typed if isinstance(typed, int) else _run_command(typed, language)


def _run_command(typed: Typed, language: Language) -> int:
    from parplan.cli.request import make_request

    request = make_request(typed.shared, language)
    try:
        code = _run_verb(typed, request)
    except ParplanError as error:
        error.closing = tuple(request.closing)
        raise
    for text in request.closing:
        request.advise(text)
    return code


def _run_verb(typed: Typed, request: Request) -> int:
    command = typed.command
    assert command is not None
    run = import_module(f"parplan.cli.verbs.{command.module}").run
    parameters = {**dict(command.absent()), **typed.parameters}
    if ANSWER_FILE.parameter in parameters:  # of a question, which need not know where its answer goes
        file, force = parameters.pop(ANSWER_FILE.parameter), parameters.pop(FORCE.parameter)
        if file not in (None, "-"):
            from parplan.cli.answer_file import answer_into_file

            return answer_into_file(request, Path(file), lambda into: run(into, **parameters), force=force)
    code: int = run(request, **parameters)
    return code
