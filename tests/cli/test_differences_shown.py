"""Diffs of ``--dry-run``, ``--fix`` and ``--add-ignore``: a patch in a pipe, readable at a terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from test_many_plans import Terminal

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]
#: A mark that turns the direction, one without width, a blank that is none, and an emoji that is right.
TITLE = "Kế\u200b hoạch \u202eđảo\u202c của\u3164Sở ⚠️"
SHOWN = "Kế\\u200b hoạch \\u202eđảo\\u202c của\\u3164Sở ⚠️"
COMMANDS = [
    ("done", "1.a", "--dry-run", "--plan", "p.yaml"),
    ("progress", "1.a", "--note", "đã họp", "--dry-run", "--plan", "p.yaml"),
    ("validate", "p.yaml", "--fix", "--diff"),
    ("validate", "p.yaml", "--add-ignore", "P420", "--reason", "như bản in", "--diff"),
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "p.yaml"
    # Blanks at the end of a line are part of a patch too.
    path.write_bytes(
        b"\xef\xbb\xbf" + write_plan(f"- id: 1.a\n  title: {TITLE}  \n  lead: [VP]").replace("\n", "\r\n").encode()
    )
    return path


@pytest.mark.parametrize("words", COMMANDS)
def test_a_terminal_shows_what_is_hidden(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    shown = Terminal()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", shown)
        patched.setattr("parplan.cli.app.sys.stdout", shown, raising=False)
        run(*words, "--color", "never")
    assert SHOWN in shown.getvalue()
    assert not set("\u200b\u202e\u202c\u3164\r") & set(shown.getvalue())
    assert "\\x0d" not in shown.getvalue()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("words", COMMANDS)
def test_a_pipe_gets_a_patch_sign_for_sign(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PARPLAN_TODAY", "2021-03-01T08:00:00+07:00")  # else the moment of recording may differ
    patch = run(*words).out
    assert TITLE in patch
    before = plan.read_bytes()
    answer = run(*(word for word in words if word not in ("--diff", "--dry-run")))
    written = plan.read_bytes()
    assert written != before, answer.err
    reverse = ["git", "apply", "--reverse", "--whitespace=nowarn"]
    subprocess.run(reverse, cwd=plan.parent, input=patch.encode(), check=True)
    assert TITLE in plan.read_bytes().decode()
    assert plan.read_bytes() != written


def test_the_line_of_a_finding_shows_it_above_the_caret(run: Run, plan: Path) -> None:
    lines = run("validate", "p.yaml", "--select", "P420", "--format", "full").out.splitlines()
    ((line, caret), *_) = [(one, two) for one, two in pairwise(lines) if "\\u202e" in one]
    assert line.partition("| ")[2].strip() == f"title: {SHOWN}"
    assert caret.partition("| ")[2].strip() == "^" * len("\\u200b")
    assert line.index("\\u200b") == caret.index("^")


def test_the_name_of_a_file_shows_it(run: Run, plan: Path) -> None:
    shutil.copy(plan, plan.with_name("a\u202eb\u3164.yaml"))
    answer = run("validate", "a\u202eb\u3164.yaml", "--select", "P420")
    assert answer.out.startswith("a\\u202eb\\u3164.yaml:")
