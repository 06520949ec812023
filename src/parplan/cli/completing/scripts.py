"""The completion script of the calling shell, printed or installed."""

from __future__ import annotations

import os
import subprocess
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import typer
from msgspec import Struct

from parplan.cli.calling_shell import find_shell_name
from parplan.cli.completing import bash, fish, powershell, zsh
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.files.programs import find_program
from parplan.files.writing import replace_file
from parplan.languages import Language


class Home(Struct, frozen=True):
    """The place of a script: its file in the home folder.

    line: the line that loads it, to be added to the file ``settings``, unless that file already contains ``known``.
    file_in, settings_in: the variable that names another folder for it, and that folder within the home folder.
    """

    script: str
    file: str
    settings: str = ""
    line: str = ""
    known: str = ""
    file_in: tuple[str, str] = ("", "")
    settings_in: tuple[str, str] = ("", "")


_HOMES = {
    "bash": Home(
        bash.SCRIPT,
        ".bash_completions/parplan.sh",
        ".bashrc",
        "source ~/.bash_completions/parplan.sh",
        known=".bash_completions/parplan.sh",
    ),
    "zsh": Home(
        zsh.SCRIPT,
        ".zfunc/_parplan",
        ".zshrc",
        "fpath+=~/.zfunc; autoload -Uz compinit; compinit",
        known="fpath+=~/.zfunc",
        settings_in=("ZDOTDIR", ""),
    ),
    "fish": Home(fish.SCRIPT, "fish/completions/parplan.fish", file_in=("XDG_CONFIG_HOME", ".config")),
}
_POWERSHELLS = ("powershell", "pwsh")
#: Byte order marks of profiles not in UTF-8, as Windows PowerShell writes them.
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FIRST_LINE, *_, _LAST_LINE = powershell.SCRIPT.splitlines()


def _shell() -> str:
    name = find_shell_name()
    if name is None or name not in (*_HOMES, *_POWERSHELLS):
        raise RequestError(
            message(N_("completion works in bash, zsh, fish and PowerShell, but not in this shell")),
        )
    return name


def print_completion(language: Language) -> None:
    """Print the script of the calling shell. Raises ``RequestError`` for a shell without one."""
    shell = _shell()
    typer.echo(powershell.SCRIPT if shell in _POWERSHELLS else _HOMES[shell].script, nl=False)


def install_completion(language: Language) -> None:
    """Install the script for the user. Raises ``FileError`` if the shell's settings cannot be written."""
    shell = _shell()
    install: Callable[[], Path] = (
        (lambda: _install_in_profile(shell)) if shell in _POWERSHELLS else (lambda: _install_at_home(_HOMES[shell]))
    )
    try:
        path = install()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:  # RuntimeError: no home folder
        raise FileError(message(N_("completion could not be installed: {detail}"), detail=str(error))) from None
    text = language.gettext("Completion for {shell} is in {path}; open a new terminal to use it.")
    typer.echo(text.format(shell=shell, path=path))


def _install_at_home(home: Home) -> Path:
    """Write a script, replacing an older one, and make the shell load it. Raises ``OSError``."""
    path = _folder(*home.file_in) / home.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(home.script, encoding="utf-8", newline="\n")
    if home.settings:
        _add_line(_folder(*home.settings_in) / home.settings, home.line, home.known)
    return path


def _folder(variable: str, at_home: str) -> Path:
    named = os.environ.get(variable)
    return Path(named) if named else Path.home() / at_home


def _add_line(file: Path, line: str, known: str) -> None:
    """Add a line to a settings file, unless it contains ``known``. Raises ``OSError``."""
    old = file.read_bytes() if file.exists() else b""
    if known.encode() in old:
        return
    with file.open("ab") as end:
        end.write(b"\n" * (old[-1:] not in (b"", b"\n")) + line.encode() + b"\n")


def _install_in_profile(shell: str) -> Path:
    """Put the script into PowerShell's profile, replacing an older one.

    Raises ``OSError``, ``SubprocessError``, and what :func:`parplan.files.writing.replace_file` raises.
    """
    program = find_program(shell)  # by its path: Windows would look into the current folder first
    if program is None:
        raise FileNotFoundError(shell)
    asked = [program, "-NoProfile", "-Command", "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($profile))"]
    told = subprocess.run(asked, capture_output=True, check=True).stdout
    profile = Path(b64decode(told.strip()).decode("utf-8"))
    profile.parent.mkdir(parents=True, exist_ok=True)
    old = profile.read_bytes() if profile.exists() else b""
    encoding = next((name for mark, name in _MARKS.items() if old.startswith(mark)), "utf-8")
    before, _begin, rest = (text := old.decode(encoding, "surrogateescape")).partition(_FIRST_LINE)
    _script, end, after = rest.partition(_LAST_LINE)
    if not end:  # no script yet, or an incomplete one
        before, after = text + "\r\n" * (text[-1:] not in ("", "\n")), "\r\n"
    new = before + powershell.SCRIPT.rstrip("\n").replace("\n", "\r\n") + after
    data = new.encode(encoding, "surrogateescape")
    if profile.exists():
        replace_file(profile, old, data)  # the user's own settings: whole at every moment
    else:
        profile.write_bytes(data)
    return profile
