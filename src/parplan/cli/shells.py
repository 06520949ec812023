"""Shell completion: printing and installing typer's scripts, which call parplan back at every Tab."""

from __future__ import annotations

import typer

from parplan.cli.current import _
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError

_PROGRAM = "parplan"
_VARIABLE = "_PARPLAN_COMPLETE"


def _shell() -> str:
    from typer._completion_classes import completion_init
    from typer._completion_shared import _get_shell_name

    completion_init()
    name = _get_shell_name()
    if name not in ("bash", "zsh", "fish", "powershell", "pwsh"):
        raise RequestError(
            message(N_("completion works in bash, zsh, fish and PowerShell; this shell is none of them")),
        )
    return name


def print_completion() -> None:
    """Print the script of the shell parplan was called from. Raises ``RequestError`` for a shell it has none for."""
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=_shell()))


def install_completion() -> None:
    """Install it for the user. Raises ``FileError`` where the shell's settings cannot be written."""
    from typer._completion_shared import install

    shell = _shell()
    try:
        _name, path = install(shell=shell, prog_name=_PROGRAM, complete_var=_VARIABLE)
    except (OSError, RuntimeError) as error:  # RuntimeError: there is no home folder
        raise FileError(message(N_("completion could not be installed: {detail}"), detail=str(error))) from None
    typer.echo(_("Completion for {shell} is in {path}; open a new terminal to use it.").format(shell=shell, path=path))
