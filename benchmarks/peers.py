"""The programs parplan is compared with: where they are, which version, and their settings for a run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A program found on this machine."""

    name: str
    program: str
    version: str


#: Name, its command, and how it tells its version.
KNOWN = {
    "taskwarrior": ("task", ("--version",)),
    "hledger": ("hledger", ("--version",)),
    "topydo": ("topydo", ("-v",)),
    "todoman": ("todo", ("--version",)),
    "tuxfan-planner": ("planner", ("--help",)),
    "check-jsonschema": ("check-jsonschema", ("--version",)),
}


def find_peers(folders: Iterable[Path], names: Iterable[str] = KNOWN) -> dict[str, Peer]:
    """Return the peers in ``folders`` (the ``bin`` of their environment) or on the PATH."""
    path = os.pathsep.join([*map(str, folders), os.environ.get("PATH", os.defpath)])
    found = {}
    for name in names:
        command, words = KNOWN[name]
        program = shutil.which(command, path=path)
        version = _version(program, words) if program else None
        if program and version:
            found[name] = Peer(name, program, version)
    return found


def _version(program: str, words: tuple[str, ...]) -> str | None:
    """The first number with a dot that the program says; ``None`` where it cannot be run."""
    try:
        # Taskwarrior asks for its settings file even to say its version, and planner's first word is no number.
        done = subprocess.run(
            [program, *words],
            env={**os.environ, "TASKRC": os.devnull, "TASKDATA": os.devnull},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    for word in (done.stdout + done.stderr).replace(",", " ").split():
        if word[0].isdigit() and "." in word:
            return word
    return None


def taskwarrior_environment(base: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Where Taskwarrior keeps its tasks; nothing of the user's own."""
    settings = folder / "taskrc"
    settings.write_text("confirmation=off\nverbose=nothing\nhooks=off\n", encoding="utf-8")
    data = folder / "taskdata"
    data.mkdir(exist_ok=True)
    return {**base, "TASKRC": str(settings), "TASKDATA": str(data)}


def todoman_settings(folder: Path) -> Path:
    """Write todoman's settings, which are Python, for the calendar in ``folder``; its cache stands beside it."""
    settings = folder / "todoman.py"
    lines = {
        "path": f"{folder.as_posix()}/calendar/*",
        "cache_path": f"{folder.as_posix()}/todoman.sqlite3",
        "date_format": "%Y-%m-%d",
        "time_format": "%H:%M",
        "default_list": "parplan",
    }
    settings.write_text("".join(f"{key} = {value!r}\n" for key, value in lines.items()), encoding="utf-8")
    return settings


def topydo_settings(folder: Path) -> Path:
    """Write settings for topydo that change nothing but keep the user's own away."""
    settings = folder / "topydo.conf"
    settings.write_text("[topydo]\ncolors = 0\n", encoding="utf-8")
    return settings
