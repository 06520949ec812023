"""Shell completion: the script of the shell parplan was called from, printed, or put where that shell reads it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import typer
from msgspec import Struct

from parplan.cli.calling_shell import find_shell_name
from parplan.cli.completing import bash, fish, powershell, zsh
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.languages import Language


class Home(Struct, frozen=True):
    """Where a shell reads a script: its file under the home folder, and the file and lines that have it read."""

    script: str
    file: str
    settings: str = ""
    lines: str = ""


_HOMES = {
    "bash": Home(bash.SCRIPT, ".bash_completions/parplan.sh", ".bashrc", "source ~/.bash_completions/parplan.sh\n"),
    "zsh": Home(zsh.SCRIPT, ".zfunc/_parplan", ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit\n"),
    "fish": Home(fish.SCRIPT, ".config/fish/completions/parplan.fish"),
}
_POWERSHELLS = ("powershell", "pwsh")


def _shell() -> str:
    name = find_shell_name()
    if name is None or name not in (*_HOMES, *_POWERSHELLS):
        raise RequestError(
            message(N_("completion works in bash, zsh, fish and PowerShell; this shell is none of them")),
        )
    return name


def print_completion(language: Language) -> None:
    """Print the script of the shell parplan was called from. Raises ``RequestError`` for a shell it has none for."""
    shell = _shell()
    typer.echo(powershell.SCRIPT if shell in _POWERSHELLS else _HOMES[shell].script, nl=False)


def install_completion(language: Language) -> None:
    """Install it for the user. Raises ``FileError`` where the shell's settings cannot be written."""
    shell = _shell()
    install: Callable[[], Path] = (
        (lambda: _install_in_profile(shell)) if shell in _POWERSHELLS else (lambda: _install_at_home(_HOMES[shell]))
    )
    try:
        path = install()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:  # RuntimeError: there is no home folder
        raise FileError(message(N_("completion could not be installed: {detail}"), detail=str(error))) from None
    text = language.gettext("Completion for {shell} is in {path}; open a new terminal to use it.")
    typer.echo(text.format(shell=shell, path=path))


def _install_at_home(home: Home) -> Path:
    """Write a script, over an older one, and have it read. Raises ``OSError``."""
    path = Path.home() / home.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(home.script, encoding="utf-8", newline="\n")
    if home.settings:
        _add(Path.home() / home.settings, home.lines, home.file.rpartition("/")[2] if home.lines[:1] == "s" else "")
    return path


def _add(file: Path, lines: str, known: str = "") -> None:
    """Add lines to a file of settings which has neither them nor the word ``known``. Raises ``OSError``."""
    old = file.read_bytes() if file.exists() else b""
    if lines.strip().encode() in old or (known and known.encode() in old):
        return
    with file.open("ab") as end:
        end.write(b"\n" * (old[-1:] not in (b"", b"\n")) + lines.encode())


def _install_in_profile(shell: str) -> Path:
    """Add the script to the profile PowerShell names. Raises ``OSError`` and ``SubprocessError``."""
    asked = [shell, "-NoProfile", "-Command", "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($profile))"]
    import base64

    told = subprocess.run(asked, capture_output=True, check=True).stdout
    profile = Path(base64.b64decode(told.strip()).decode("utf-8"))
    profile.parent.mkdir(parents=True, exist_ok=True)
    _add(profile, powershell.SCRIPT)
    return profile
