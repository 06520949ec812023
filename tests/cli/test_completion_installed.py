"""Completion put where each shell reads it: what is there of the user's stays, and a second time changes nothing."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from completing_cases import OLD_SCRIPTS

from conftest import Answer
from parplan.cli.completing import bash, fish, powershell, scripts, zsh

Run = Callable[..., Answer]
SCRIPTS = {"bash": bash.SCRIPT, "zsh": zsh.SCRIPT, "fish": fish.SCRIPT, "powershell": powershell.SCRIPT}


@pytest.fixture
def in_shell(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Answer]:
    """Run parplan as if from a shell, with an empty home folder."""
    monkeypatch.setattr(scripts.Path, "home", lambda: tmp_path)
    for name in ("XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)

    def call(shell: str | None, *words: str) -> Answer:
        monkeypatch.setattr(scripts, "find_shell_name", lambda: shell)
        return run(*words)

    return call


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_is_printed(in_shell: Run, shell: str) -> None:
    assert in_shell(shell, "--show-completion").out == SCRIPTS[shell]


@pytest.mark.parametrize("shell", [*SCRIPTS, "pwsh"])
def test_a_start_file_of_an_older_version_still_gets_the_script(
    run: Run, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv("_PARPLAN_COMPLETE", f"source_{shell}")
    answer = run()
    assert (answer.code, answer.out, answer.err) == (0, SCRIPTS["powershell" if shell == "pwsh" else shell], "")


@pytest.mark.parametrize("shell", ["tcsh", None])
def test_another_shell_is_told_so(in_shell: Run, shell: str | None) -> None:
    for option in ("--show-completion", "--install-completion"):
        answer = in_shell(shell, option)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == "parplan: completion works in bash, zsh, fish and PowerShell, but not in this shell\n"


@pytest.mark.parametrize(
    ("shell", "script", "settings"),
    [
        ("bash", ".bash_completions/parplan.sh", ".bashrc"),
        ("zsh", ".zfunc/_parplan", ".zshrc"),
        ("fish", ".config/fish/completions/parplan.fish", None),
    ],
)
def test_the_script_takes_the_place_of_the_old_one(
    in_shell: Run, tmp_path: Path, shell: str, script: str, settings: str | None
) -> None:
    file = tmp_path / script
    file.parent.mkdir(parents=True)
    file.write_text(OLD_SCRIPTS[shell], encoding="utf-8")
    if settings is not None:
        (tmp_path / settings).write_bytes(b"x='\xff'")
    for _ in range(2):
        answer = in_shell(shell, "--install-completion")
        assert answer.code == 0
        assert answer.out == f"Completion for {shell} is in {file}; open a new terminal to use it.\n"
        assert file.read_text(encoding="utf-8") == SCRIPTS[shell]
        if settings is not None:
            kept, line, end = (tmp_path / settings).read_bytes().split(b"\n")
            assert (kept, end) == (b"x='\xff'", b"")
            assert script.partition("/")[0].encode() in line


@pytest.mark.parametrize(
    ("shell", "variable", "file"),
    [("fish", "XDG_CONFIG_HOME", "other/fish/completions/parplan.fish"), ("zsh", "ZDOTDIR", "other/.zshrc")],
)
def test_a_shell_whose_folder_is_elsewhere_gets_it_there(
    in_shell: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str, variable: str, file: str
) -> None:
    (tmp_path / "other").mkdir()
    for value, there in (("", False), (str(tmp_path / "other"), True)):
        monkeypatch.setenv(variable, value)
        assert in_shell(shell, "--install-completion").code == 0
        assert (tmp_path / file).is_file() == there


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_profile_keeps_what_else_it_has(
    in_shell: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str
) -> None:
    profile = tmp_path / "Tài liệu" / "profile.ps1"
    profile.parent.mkdir()
    profile.write_bytes("$x = 'đ'\r\n".encode(encoding))
    told = SimpleNamespace(stdout=b64encode(str(profile).encode()) + b"\r\n")
    monkeypatch.setattr(scripts, "find_program", lambda name: f"/opt/{name}")
    monkeypatch.setattr(subprocess, "run", lambda words, **rest: told if words[0].startswith("/opt/") else None)
    assert in_shell("pwsh", "--install-completion").code == 0
    once = profile.read_bytes()
    written = powershell.SCRIPT.replace("\n", "\r\n")
    assert once.decode(encoding) == f"$x = 'đ'\r\n{written}"
    profile.write_bytes(once + "$y = 2\r\n".encode("utf-16-le" if encoding == "utf-16" else "utf-8"))
    assert in_shell("pwsh", "--install-completion").code == 0
    assert profile.read_bytes().decode(encoding) == f"$x = 'đ'\r\n{written}$y = 2\r\n"


def test_half_a_script_in_a_profile_takes_nothing_with_it(
    in_shell: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    profile = tmp_path / "profile.ps1"
    half = powershell.SCRIPT.splitlines()[0] + "\n$mine = 1"
    profile.write_text(half, encoding="utf-8", newline="\n")
    told = SimpleNamespace(stdout=b64encode(str(profile).encode()))
    monkeypatch.setattr(scripts, "find_program", lambda name: f"/opt/{name}")
    monkeypatch.setattr(subprocess, "run", lambda words, **rest: told if words[0].startswith("/opt/") else None)
    assert in_shell("powershell", "--install-completion").code == 0
    assert profile.read_text(encoding="utf-8").startswith(half + "\n")


def test_a_home_that_cannot_be_written_is_told(in_shell: Run, tmp_path: Path) -> None:
    (tmp_path / ".zfunc").write_text("a file", encoding="utf-8")
    answer = in_shell("zsh", "--install-completion")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("parplan: completion could not be installed: ")
