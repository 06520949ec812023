"""Programs are found where they are installed, and never in the folder a command is run in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parplan.files import programs
from parplan.files.programs import find_program


def _program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("windows", [False, True])
def test_the_current_folder_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: bool) -> None:
    ending = ".exe" if windows or os.name == "nt" else ""
    monkeypatch.setattr(programs, "WINDOWS", bool(ending))
    here = tmp_path / "here"
    _program(here, f"git{ending}")
    monkeypatch.chdir(here)
    installed = tmp_path / "installed"
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "here", str(installed)]))
    assert find_program("git") is None
    git = _program(installed, f"git{ending}")
    assert find_program("git") == str(git)


def test_no_script_of_windows_is_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "WINDOWS", True)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("git.bat", "git.cmd", "git"):
        _program(tmp_path, name)
    assert find_program("git") is None
    assert find_program("git", [str(tmp_path / "none"), str(tmp_path / "git")]) == str(tmp_path / "git")


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_what_may_not_be_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path / "a", "git").chmod(0o644)
    git = _program(tmp_path / "b", "git")
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b")]))
    assert find_program("git") == str(git)
