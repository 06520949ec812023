"""Commands as they are shown: for the shell in use, and meaning to parplan what they are made of."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import Answer
from parplan.cli import calling_shell
from parplan.cli.program import read_with_typer
from parplan.cli.reader import Typed, find_plain
from parplan.diagnostics import Command
from parplan.languages import load_language
from parplan.views.commands import Dialect, Shell
from small_plans import write_plan

Run = Callable[..., Answer]
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("-='\"\\$ ")), min_size=1, max_size=12)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
@example("-b", "--all", "-")
@example("--json", "--", "--note=x")
def test_a_command_pasted_says_the_same_again(address: str, note: str, by: str) -> None:
    line = Shell(more=(("--plan", by),)).command(
        Command("progress", (address,), (("--note", note), ("--all-units", None)))
    )
    if line is None:
        return
    words = shlex.split(line)[1:]
    typed = find_plain(words) or read_with_typer(words, load_language("en"))
    assert isinstance(typed, Typed)
    assert dict(typed.parameters) == {"address": address, "note": note, "all_units": True}
    assert dict(typed.shared) == {"plan": (by,)}


@pytest.mark.parametrize(
    ("system", "environment", "name", "dialect"),
    [
        ("posix", {}, "pwsh", Dialect.POSIX),  # not asked for, as PowerShell would have left its mark
        ("posix", {"PSModulePath": "/opt"}, "pwsh", Dialect.POWERSHELL),
        ("posix", {"PSModulePath": "/opt"}, "zsh", Dialect.POSIX),
        ("posix", {"PSModulePath": "/opt"}, None, Dialect.POSIX),
        ("nt", {"PSModulePath": "C:\\"}, "powershell", Dialect.POWERSHELL),
        ("nt", {}, "cmd", Dialect.CMD),
        ("nt", {"MSYSTEM": "MINGW64"}, "bash", Dialect.POSIX),
        ("nt", {}, None, Dialect.WINDOWS),
    ],
)
def test_the_shell_in_use(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], name: str | None, dialect: Dialect
) -> None:
    monkeypatch.setattr(calling_shell, "find_shell_name", lambda: name)
    assert calling_shell.find_dialect(system, environment) is dialect


def test_the_unit_of_a_hint_runs_nothing(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    task = "- {id: 1.a, title: T, lead: [X$(id)], milestones: [{id: m, title: M, due: undetermined}]}"
    plan.write_text(write_plan(task, units="X$(id): {name: Sở}", groups=""), encoding="utf-8")
    assert "parplan tasks --undated --unit 'X$(id)'\n" in run("due", "--unit", "X$(id)", "--plan", str(plan)).out


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("a b.yaml", "parplan validate 'a b.yaml'"),
        ("$(id)&id.yaml", "parplan validate '$(id)&id.yaml'"),
        ("-x.yaml", "parplan validate -- '-x.yaml'"),
        ("a\u202eb.yaml", "parplan validate"),
    ],
)
def test_the_file_that_was_begun_is_one_word(run: Run, tmp_path: Path, path: str, command: str) -> None:
    answer = run("init", "--agency", "Sở A", "--", path)
    assert answer.code == 0
    assert f"`{command}` checks it" in answer.err
    assert (tmp_path / path).exists()
