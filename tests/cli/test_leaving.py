"""How a command ends: at once, but never before all is written and whatever waits for the end has had its turn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer, on_posix
from parplan import __version__

Run = Callable[..., Answer]

LEAVE = "import sys; sys.argv = ['parplan', *{words!r}]; from parplan.__main__ import main; main()"


def ended(code: str, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", code + LEAVE.format(words=words)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout, done.stderr


@on_posix
def test_children_ignored_by_whoever_starts_it_are_heeded(tmp_path: Path) -> None:
    """Else the failure of git counts as success, and the process that reads a workbook is told not to have ended."""
    words = f"'{sys.executable}' -P -m parplan -p '{PLAN_2021}' diff nosuch"
    done = subprocess.run(["bash", "-c", f"trap '' CHLD; exec {words}"], capture_output=True, text=True, cwd=tmp_path)
    again = subprocess.run(["bash", "-c", words], capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (again.returncode, again.stderr)
    code = "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN); "
    code += "import atexit; atexit.register(lambda: print(signal.getsignal(signal.SIGCHLD).name)); "
    assert ended(code, "--version")[1].endswith("SIG_DFL\n")


def test_too_little_memory_is_no_internal_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise MemoryError

    monkeypatch.setattr("parplan.cli.verbs.due.run", fail)
    answer = run("due", "--plan", str(PLAN_2021))
    assert (answer.code, answer.err) == (3, "parplan: there is not enough memory\n")


def test_what_is_registered_for_the_end_is_called() -> None:
    code = "import atexit; atexit.register(print, 'bye'); "
    assert ended(code, "--version") == (0, f"parplan {__version__}\nbye\n", "")


def test_a_thread_that_works_is_waited_for() -> None:
    code = "import threading, time; threading.Thread(target=lambda: (time.sleep(1), print('done'))).start(); "
    exit_code, out, err = ended(code, "--version")
    assert (exit_code, sorted(out.splitlines()), err) == (0, ["done", f"parplan {__version__}"], "")


def test_nothing_else_is_taken_apart() -> None:
    code = "import sys; sys.modules['slow'] = type('Slow', (), {'__del__': lambda self: print('late')})(); "
    assert ended(code, "due", "--plan", str(PLAN_2021), "--as-of", "2021-03-01")[0] == 0
    assert "late" not in ended(code, "due", "--plan", str(PLAN_2021), "--as-of", "2021-03-01")[1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["due"], 0), (["due", "--nope"], 2), (["due", "--unit", "nobody"], 2), (["validate"], 0), (["show", "9.z"], 2)],
)
def test_the_exit_code_is_the_command_s(spawn: Run, words: list[str], expected: int) -> None:
    assert spawn(*words, "--plan", str(PLAN_2021)).code == expected


@pytest.mark.slow
def test_a_long_answer_is_whole(spawn: Run, run: Run, tmp_path: Path) -> None:
    text = PLAN_2021.read_text(encoding="utf-8")
    for year in range(2021, 2071):
        (tmp_path / f"{year}.yaml").write_text(text.replace("agency: ", f"agency: {year} ", 1), encoding="utf-8")
    words = ["due", "--plan", str(tmp_path), "--as-of", "2021-12-31"]
    answer = spawn(*words)
    assert answer.out == run(*words).out
    assert len(answer.out) > 1 << 17  # more than a pipe holds


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    "after", [0.1, *(pytest.param(after, marks=pytest.mark.slow) for after in (0.14, 0.18, 0.22, 0.26)), 0.3]
)
def test_an_interruption_ends_quietly_whenever_it_comes(tmp_path: Path, after: float, times: int) -> None:
    text = PLAN_2021.read_text(encoding="utf-8")
    for number in range(40):
        (tmp_path / f"{number}.yaml").write_text(text.replace("agency: ", f"agency: {number} ", 1), encoding="utf-8")
    env = {**os.environ, "PARPLAN_CACHE": "off", "PARPLAN_LANG": "en"}
    code = "import sys; print(flush=True); " + LEAVE.format(words=["validate", str(tmp_path)])
    with subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(after)
        for _ in range(times):
            run.send_signal(signal.SIGINT)
            time.sleep(0.001)
        _, err = run.communicate(timeout=20)
    assert (run.returncode, err) == (130, b"")


@pytest.mark.parametrize(("typed", "width"), [("-5", 80), ("0", 80), ("", 80), ("x", 80), ("39", 40), ("57", 57)])
def test_columns_that_are_none_do_not_count(run: Run, typed: str, width: int) -> None:
    words = ("due", "--plan", str(PLAN_2021))
    assert run(*words, env={"COLUMNS": typed}).out == run(*words, env={"COLUMNS": str(width)}).out
