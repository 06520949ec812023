"""The calling shell: its name, and the quoting of commands to be copied into it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from parplan.cli.letters import in_letters
from parplan.views.commands import Dialect, Shell

_DIALECTS = {"powershell": Dialect.POWERSHELL, "pwsh": Dialect.POWERSHELL, "cmd": Dialect.CMD}


def find_shell_name() -> str | None:
    """The name of the shell's program, such as ``zsh`` or ``pwsh``; ``None`` if unknown."""
    import shellingham  # imported here, because it examines running processes

    try:
        name: str = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, OSError):
        return None
    return name


def shell_shown(more: tuple[tuple[str, str | None], ...] = ()) -> Shell:
    """The shell in use, for showing commands, each with the options ``more``."""
    return Shell(find_dialect(os.name, os.environ), more, _in_letters)


def find_dialect(system: str, environment: Mapping[str, str]) -> Dialect:
    """The quoting dialect of the shell; outside Windows it is examined only if PowerShell's variables are set."""
    if system != "nt" and "PSModulePath" not in environment:
        return Dialect.POSIX
    name = find_shell_name()
    if name is None:
        return Dialect.WINDOWS if system == "nt" else Dialect.POSIX
    return _DIALECTS.get(name, Dialect.POSIX)


def _in_letters(text: str) -> str:
    """A text as both output streams will show it."""
    for stream in (sys.stdout, sys.stderr):
        text = in_letters(text, stream.encoding or "utf-8")
    return text
