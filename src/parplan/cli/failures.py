"""How errors end: one clear message on the error stream in the user's language, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from parplan.cli.current import _, current_language
from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError
from parplan.views.blocks import safe
from parplan.views.words import more_findings

_SHOWN_LINES = 40
#: Said in the place of a command of which no form is safe to copy.
_NONE_SAFE = N_("parplan {verb} … (no more of it is safe to copy here; `parplan log` shows what is recorded)")


def report_error(error: ParplanError) -> int:
    """Write what parplan stopped at, and return the exit code."""
    language = current_language()
    lines = error.lines
    for text in lines[:_SHOWN_LINES]:
        _write(text)
    if more := max(len(lines) - _SHOWN_LINES, 0) + error.more:
        _write(more_findings(language, more))
    _write(f"parplan: {language.render(error.message)}")
    if error.help is not None:
        _write(f"  {language.render(error.help)}")
    if error.commands:
        from parplan.cli.calling_shell import shell_shown  # here, as few errors come with commands

        shell = shell_shown(error.command_options)
        for command in error.commands:
            _write(f"    {shell.command(command) or _(_NONE_SAFE).format(verb=command.verb)}")
    return error.exit_code


def report_usage_error(error: Any) -> int:
    """Write what is wrong with the words of the command, and return the exit code 2."""
    for text in _usage_lines(error):
        _write(text)
    return 2


def unwritten(error: OSError) -> FileError:
    """The error for an answer the system refused to take, such as on a full disk."""
    return FileError(message(N_("the answer could not be written: {detail}"), detail=error.strerror or str(error)))


def report_fault(error: BaseException) -> int:
    """Write that parplan itself failed: the user did nothing wrong and should hear no traceback."""
    _write(_("parplan: X001 a fault in parplan itself ({error}); nothing was written").format(error=_kind(error)))
    _write("  " + _("please report it with the command you typed; PARPLAN_DEBUG=1 shows where it happened"))
    return 3


def _kind(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _write(text: str) -> None:
    print(safe(text), file=sys.stderr)


def _usage_lines(error: Any) -> Iterable[str]:
    from typer._click import exceptions as parsing  # typer carries its parser; its errors have no public name

    command = error.ctx.command if error.ctx is not None else None
    match error:
        case parsing.NoSuchOption():
            from parplan.vocabulary.nearest import nearest

            options = [option for param in command.params for option in param.opts] if command else []
            names = {option.lstrip("-"): option for option in options if option.startswith("-")}
            near = [names[name] for name in nearest(error.option_name.lstrip("-"), names, 2, least=0)]
            yield _("parplan: there is no option {option}").format(option=error.option_name)
            if near:
                yield "  " + _("did you mean {keys}?").format(keys=", ".join(near))
        case parsing.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else ""
            yield _("parplan: {name} is missing").format(name=name)
        case parsing.BadParameter():
            name = "/".join(error.param.opts) if error.param is not None else ""
            yield _("parplan: {name}: the value cannot be used").format(name=name)
        case parsing.BadOptionUsage():
            yield _("parplan: the option {option} is not complete, or takes no value").format(option=error.option_name)
        case _:
            yield _("parplan: there are more words than the command takes")
    command_path = error.ctx.command_path if error.ctx is not None else "parplan"
    yield "  " + _("`{command} --help` shows what can be typed").format(command=command_path)
