"""Error reports: one message on the error stream in the user's language, and the exit code."""

from __future__ import annotations

import errno
import sys

from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError, ParplanError
from parplan.languages import Language
from parplan.views.blocks import safe
from parplan.views.words import more_findings

_SHOWN_LINES = 40
#: Shown instead of a command that has no form safe to copy.
_NONE_SAFE = N_("parplan {verb} … (the rest is not safe to copy; `parplan log` shows what is recorded)")


def report_error(error: ParplanError, language: Language, *, hint: Message | None = None) -> int:
    """Print an error with its help, and a ``hint`` about the typed words; return the exit code."""
    lines = error.lines
    for text in lines[:_SHOWN_LINES]:
        _write(text)
    if more := max(len(lines) - _SHOWN_LINES, 0) + error.more:
        _write(more_findings(language, more))
    _write(f"parplan: {language.render(error.message)}")
    for help in (error.help, hint):
        if help is not None:
            _write(f"  {language.render(help)}")
    if error.commands:
        from parplan.cli.calling_shell import shell_shown  # imported here, because few errors have commands

        shell = shell_shown(error.command_options)
        for command in error.commands:
            _write(f"    {shell.command(command) or language.gettext(_NONE_SAFE).format(verb=command.verb)}")
    for text in error.closing:
        _write(text)
    return error.exit_code


def unwritten(error: OSError) -> FileError:
    """The error for an answer that could not be written, for example to a full disk."""
    if error.errno == errno.EBADF:
        return FileError(message(N_("standard output is closed; the answer could not be written")))
    return FileError(message(N_("the answer could not be written: {detail}"), detail=error.strerror or str(error)))


def recorded_but(path: str, error: ParplanError) -> FileError:
    """The error for what failed after a change was recorded in the plan at ``path``."""
    return FileError(
        message(N_("it was recorded in {path}, but: {problem}"), path=path, problem=error.message),
        help=message(N_("`parplan log` shows what was recorded")),
    )


def report_lost_letters(encoding: str, language: Language) -> None:
    """Report that the answer was written without diacritics because of its encoding, and how to get them."""
    told = message(
        N_("the answer is written without diacritics: {encoding} lacks letters of Vietnamese"), encoding=encoding
    )
    help = message(N_("add --output FILE where the command has it, or set PYTHONUTF8=1: both write UTF-8"))
    _write(f"parplan: {language.render(told)}")
    _write(f"  {language.render(help)}")


def report_fault(error: BaseException, language: Language) -> int:
    """Report a bug of parplan, without a traceback."""
    _ = language.gettext
    detail = f"{type(error).__name__}: {error}"[:200]
    _write(_("parplan: X001 internal error ({error}); nothing was written").format(error=detail))
    _write("  " + _("please report it, with the command you typed; PARPLAN_DEBUG=1 shows where it happened"))
    return 3


def _write(text: str) -> None:
    print(safe(text), file=sys.stderr)
