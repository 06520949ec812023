"""The program: its language first, then its commands, then one place where every error ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from parplan.cli.current import let_typer_speak, use_language
from parplan.cli.failures import report_error, report_fault, unwritten
from parplan.cli.quick import find_quick
from parplan.cli.settings_files import configured_language
from parplan.cli.streams import abandon_stdout, prepare_streams
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.languages import LANGUAGES, language_of_locale

PROGRAM = "parplan"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run parplan and return its exit code: 0 done, 1 findings, 2 the request, 3 could not, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    try:
        code = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        abandon_stdout()
        return 0
    return code


def _run(words: list[str]) -> int:
    use_language(language_of_locale(os.environ))
    try:
        use_language(_language(words))
        return _answer(words)
    except ParplanError as error:
        return report_error(error)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except OSError as error:  # files answer for reading; what is left is help or a version that found no room
        abandon_stdout()
        return report_error(unwritten(error))
    except Exception as error:
        if os.environ.get("PARPLAN_DEBUG"):
            raise
        return report_fault(error)


def _answer(words: list[str]) -> int:
    """Run a command: at once where it is plain, else through the library that knows the whole command line."""
    if os.environ.get("_PARPLAN_COMPLETE"):
        from parplan.cli.completing.answering import answer_completion  # here, because a Tab alone asks for it

        offered = answer_completion(os.environ, sys.stdout.encoding)
        if offered is not None:
            sys.stdout.write(offered.text)
            return offered.exit_code
    elif (typed := find_quick(words)) is not None:
        return typed.run()
    # Only now: the texts of options are in the language of the run.
    from typer import Abort, Exit
    from typer.exceptions import TyperException

    from parplan.cli.failures import report_usage_error
    from parplan.cli.program import make_program

    let_typer_speak()
    try:
        result: Any = make_program()(words, prog_name=PROGRAM, standalone_mode=False)
    except TyperException as error:
        return report_usage_error(error)
    except Exit as exit:
        return exit.exit_code
    except Abort:
        return 130
    return result if isinstance(result, int) else 0


def _language(words: Sequence[str]) -> str:
    """``--lang``, else ``PARPLAN_LANG``, else ``lang`` of the settings, else the locale. Raises ``RequestError``."""
    typed = [
        following if word == "--lang" else word.removeprefix("--lang=")
        for word, following in pairwise([*words, ""])
        if word == "--lang" or word.startswith("--lang=")
    ]
    known = [_known(name, "--lang") for name in typed]
    if known:
        return known[-1]
    if name := os.environ.get("PARPLAN_LANG"):
        return _known(name, "PARPLAN_LANG")
    return _configured() or language_of_locale(os.environ)


def _known(name: str, where: str) -> str:
    if name.lower() not in LANGUAGES:
        raise RequestError(
            message(
                N_("{option}: “{value}” is not one of: {choices}"),
                option=where,
                value=name,
                choices=", ".join(LANGUAGES),
            )
        )
    return name.lower()


def _configured() -> str | None:
    """The language of the nearest settings."""
    try:
        here = Path.cwd()
    except OSError:
        return None  # the folder is gone; whatever needs it will say so
    found = configured_language(here)
    return None if found is None else _known(*found)
