"""A Tab pressed in the shells themselves, at a terminal: what comes on the command line is one word, and runs nothing.

The program in the shells' PATH is parplan at a Tab, and else writes down the words it was given.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from completing_cases import OLD_SCRIPTS, SECTION, write_hostile_plan

from conftest import Answer
from parplan.cli.completing import bash, fish, zsh

pexpect: Any = pytest.importorskip("pexpect", reason="needs a terminal of its own")

SCRIPTS = {"bash": bash.SCRIPT, "zsh": zsh.SCRIPT, "fish": fish.SCRIPT}
#: How each is begun without anybody's settings, and made to read a script.
BEGINNINGS = {
    "bash": (["--norc", "--noprofile", "-i"], "set -H; bind 'set enable-bracketed-paste off'; . ./script"),
    "zsh": (["-f", "-i"], "unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; . ./script"),
    "fish": (["--no-config", "-i"], "set fish_autosuggestion_enabled 0; source ./script"),
}
PROGRAM = """\
#!{python}
import json, os, sys
if os.environ.get("_PARPLAN_COMPLETE"):
    from parplan.__main__ import main
    main()
with open({folder!r} + "/words", "a", encoding="utf-8") as words:
    words.write(json.dumps(sys.argv[1:]) + "\\n")
"""


class Terminal:
    """A shell at a terminal, in a folder of its own."""

    def __init__(self, shell: str, script: str, folder: Path) -> None:
        self.folder = folder
        (folder / "bin").mkdir()
        program = folder / "bin" / "parplan"
        program.write_text(PROGRAM.format(python=sys.executable, folder=str(folder)), encoding="utf-8")
        program.chmod(0o755)
        (folder / "script").write_text(script, encoding="utf-8")
        environment = {
            "HOME": str(folder),
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
            "PARPLAN_PLAN": str(write_hostile_plan(folder / "plan.yaml")),
            "PARPLAN_CACHE": "off",
            "PARPLAN_LANG": "en",
            "PARPLAN_TODAY": "2022-01-10",
        }
        words, begin = BEGINNINGS[shell]
        self.process = pexpect.spawn(
            shell, words, env=environment, cwd=folder, encoding="utf-8", dimensions=(50, 250), timeout=30
        )
        self.process.sendline(f"{begin}; parplan begun")
        assert self._words(0) == ["begun"], self.process.before

    def press(self, line: str) -> list[str]:
        """Type a line, press Tab and Enter, and return the words the program is given."""
        before = len(self._written())
        self.process.send(f"{line}\t\r")
        return self._words(before)

    def _written(self) -> list[str]:
        file = self.folder / "words"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def _words(self, number: int) -> list[str]:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if len(written := self._written()) > number:
                words: list[str] = json.loads(written[number])
                return words
            self._look(0.05)
        raise AssertionError(self.process.before)

    def _look(self, seconds: float) -> None:
        """Take what the shell writes, as it waits for that."""
        self.process.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=seconds)

    def close(self) -> None:
        """End the shell. Nothing that a name would have made is there."""
        self.process.close(force=True)
        assert [path.name for path in self.folder.rglob("PWNED*")] == []


def begin(shell: str, script: str, folder: Path) -> Iterator[Terminal]:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    terminal = Terminal(shell, script, folder)
    yield terminal
    terminal.close()


@pytest.fixture(params=SCRIPTS)
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    yield from begin(request.param, SCRIPTS[request.param], tmp_path)


@pytest.fixture(params=OLD_SCRIPTS)
def old_terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    yield from begin(request.param, OLD_SCRIPTS[request.param], tmp_path)


#: Lines up to the Tab, and the last word that is to come of them.
FEW = [
    ("parplan tasks --unit X", "X\\$(id>PWNED)"),
    ("parplan tasks --unit=V", "--unit=VP"),
    ('parplan tasks --unit "Văn p', "Văn phòng \\$(touch PWNED)"),
    ("parplan tasks --unit 'a;", "a;id>PWNED"),
    ("parplan tasks --unit é", "é!!%PATH%"),
    ("parplan show 1.đ", "1.đ"),
]
FILE = "n$(id>PWNED)`id>PWNED`;\\'id>PWNED'.yaml"
#: Addresses typed otherwise than they are written; fish keeps what was typed, which parplan understands too.
SHORT = [("1.dd", "1.đ", "1.dd"), ("1a", "1.a", "1a"), ("1a/", "1.a/m", "1a/m")]
MORE = [
    ("parplan tasks --unit=X", "--unit=X\\$(id>PWNED)"),
    ("parplan tasks --unit 'X", "X\\$(id>PWNED)"),
    ('parplan tasks --unit "X', "X\\$(id>PWNED)"),
    ("parplan tasks --unit Văn\\ p", "Văn phòng \\$(touch PWNED)"),
    ("parplan tasks --unit tên", "tên “lạ” ’ $(touch PWNED) `touch PWNED`"),
    ("parplan tasks --unit a\\;", "a;id>PWNED"),
    ("parplan tasks --unit a\\'", "a'b\\c"),
    ("parplan tasks --unit \"a'", "a'b\\c"),
    ('parplan tasks --unit a\\"', 'a"`id>PWNED`b'),
    ('parplan tasks --unit "é', "é!!%PATH%"),
    ("parplan tasks --unit '*", "*"),
    ("parplan tasks --unit \\~", "~root"),
    ("parplan tasks --unit \\(", "(id>PWNED)"),
    ("parplan tasks --unit \\|", "|id>PWNED"),
    ("parplan tasks --unit \\#", "#c"),
    ("parplan tasks --unit \\[", "[/]x"),
    ("parplan show 1.\\$", "1.$(id>PWNED)"),
    ("parplan show '1.`", "1.`x>PWNED`"),
    ("parplan show 1.d", "1.d"),
    ("parplan show 1.a/", "1.a/m"),
    ("parplan show 1.d/m@", "1.d/m@2022"),
    ("parplan report --period=q", "--period=q1"),
    ("parplan tasks --section S", SECTION),
    ("parplan tasks --section=S", f"--section={SECTION}"),
    ("parplan tasks --unit a", "a"),  # several, which have no more in common than half an escape
    ("parplan sta", "status"),
    ("parplan --plan=pl", "--plan=plan.yaml"),
]


def test_the_hostile_plan_is_valid(run: Callable[..., Answer], tmp_path: Path) -> None:
    assert run("validate", str(write_hostile_plan(tmp_path / "plan.yaml"))).code == 0


@pytest.mark.slow
def test_a_tab_in_a_shell_gives_the_word_and_runs_nothing(terminal: Terminal) -> None:
    for line, word in FEW:
        assert _as_meant(terminal.press(line)[-1], word), line


@pytest.mark.slow
def test_an_address_typed_in_short_is_completed(terminal: Terminal) -> None:
    in_fish = terminal.process.command.endswith("fish")
    for typed, written, kept in SHORT:
        assert terminal.press(f"parplan show {typed}")[-1] == (kept if in_fish else written), typed


@pytest.mark.slow
def test_every_hostile_name_comes_as_one_word(terminal: Terminal) -> None:
    for line, word in MORE:
        assert _as_meant(terminal.press(line)[-1], word), line


@pytest.mark.slow
def test_a_file_whose_name_is_like_an_option_is_offered(terminal: Terminal) -> None:
    (terminal.folder / "within").mkdir()
    (terminal.folder / "within" / "-x.yaml").touch()
    terminal.press("cd within; parplan sta")
    assert terminal.press("parplan --plan=")[-1] == "--plan=-x.yaml"
    (terminal.folder / "within" / "y z").mkdir()
    assert terminal.press("parplan --plan=y")[-1].removesuffix("/") == "--plan=y z"
    (terminal.folder / "within" / FILE).touch()
    assert terminal.press("parplan validate n")[-1] == FILE
    assert terminal.press("parplan --plan=n")[-1] == f"--plan={FILE}"


@pytest.mark.slow
def test_the_scripts_of_before_run_nothing_either(old_terminal: Terminal) -> None:
    for line in ("parplan tasks --unit X", "parplan tasks --unit ", "parplan show 1.đ"):
        old_terminal.press(line)
    assert old_terminal.press("parplan tasks --unit V")[-1] == "VP"


@pytest.mark.slow
def test_no_line_makes_the_scripts_of_before_run_anything(old_terminal: Terminal) -> None:
    for line, word in [*FEW, *MORE]:
        if not any(sign in line for sign in "\"'"):  # where nothing is offered the line stays open
            assert _as_meant(old_terminal.press(line)[-1], word) or "bash" in old_terminal.process.command, line


def _as_meant(found: str, word: str) -> bool:
    """Whether a word is the one meant; fish leaves what was typed as it was typed."""
    return found == word or (found.startswith("van") and word.startswith("Văn") and found[3:] == word[3:])
