"""Streams that are full, closed or left by their reader: done work keeps its exit code, and a lost answer is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PLAN_2021

pytestmark = pytest.mark.skipif(
    os.name != "posix" or not Path("/dev/full").exists(), reason="needs /dev/full and a shell of POSIX"
)

NO_ROOM = "parplan: the answer could not be written: No space left on device\n"
CLOSED = "parplan: standard output is closed; the answer could not be written\n"
FAULTY = "parplan: 1\nplan: {year: 2021}\n"
LEFT = "| true; exit ${PIPESTATUS[0]}"
ERRORS_LEFT = "2> >(exec true)"


def run(home: Path, command: str) -> tuple[int, str, str]:
    """Run parplan by a shell: its exit code, what it answered, and what it said."""
    done = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m parplan {command}'], cwd=home, capture_output=True, timeout=60,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", "PARPLAN_CACHE": "off", **ENVIRONMENT},
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "2021.yaml").write_bytes(PLAN_2021.read_bytes())
    (tmp_path / "faulty.yaml").write_text(FAULTY, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["2>/dev/full", "2>&-", ERRORS_LEFT])
def test_an_error_stream_changes_no_exit_code(home: Path, closed: str) -> None:
    for command, code in (
        ("due", 0), ("export -o x.csv", 0), ("show zz", 2), ("nosuch", 2), ("due --nope", 2),
        ("validate faulty.yaml", 1), ("-p faulty.yaml due", 3), ("done 2.b/plan --on 2021-02-01", 0),
    ):  # fmt: skip
        assert run(home, f"{command} {closed}")[0] == code, command
    assert (home / "x.csv").exists()
    assert b"2021-02-01, milestone: plan" in (home / "plans" / "2021.yaml").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("closed", "told"), [(">/dev/full", NO_ROOM), pytest.param(">&-", CLOSED, marks=pytest.mark.slow)]
)
def test_an_answer_that_is_lost_is_told(home: Path, closed: str, told: str) -> None:
    for command in "due", "due --json", "due --color always", "--help", "schema", "explain P402", "init - --agency A":
        assert run(home, f"{command} {closed}") == (3, "", told), command
    code, _, said = run(home, f"done 2.b/plan --on 2021-02-01 {closed}")
    assert code == 3
    assert "it was recorded in plans/2021.yaml, but: " in said
    assert b"2021-02-01, milestone: plan" in (home / "plans" / "2021.yaml").read_bytes()
    # Nothing was to be answered there, or something else is worse.
    assert run(home, f"export -o x.csv {closed}")[0] == 0
    assert run(home, f"show zz {closed}")[0] == 2
    assert run(home, f"due {closed} 2>&-")[0] == 3
    assert run(home, f"due {closed} 2>/dev/full")[0] == 3


def test_who_reads_no_further_hears_nothing_and_an_error_stays_one(home: Path) -> None:
    for command, code in ("due", 0), ("due --color always", 0), ("--help", 0), ("validate faulty.yaml", 1):
        found, _, said = run(home, f"{command} {LEFT}")
        assert (found, "parplan: " in said) == (code, False), command


def test_no_standard_input(home: Path) -> None:
    assert run(home, "due <&-")[::2] == (0, "")
    code, _, said = run(home, "validate - <&-")
    assert (code, said.splitlines()[0]) == (2, "parplan: standard input is closed; there is no plan to read")


def test_a_slow_reader_and_a_slow_writer_are_waited_for(home: Path) -> None:
    command = [sys.executable, "-m", "parplan"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PARPLAN_CACHE": "off", **ENVIRONMENT}
    whole = subprocess.run([*command, "page"], cwd=home, env=environment, capture_output=True, timeout=60).stdout
    assert len(whole) > 65_536  # more than a pipe holds
    from_it, its_out = os.pipe()
    its_in, into_it = os.pipe()
    for stream in (its_out, its_in):
        os.set_blocking(stream, False)
    asked = subprocess.Popen([*command, "page"], cwd=home, env=environment, stdout=its_out)
    os.close(its_out)
    reading = subprocess.Popen([*command, "validate", "-"], cwd=home, env=environment, stdin=its_in)
    os.close(its_in)
    time.sleep(1)  # the pipe is full by now, and nothing is typed yet
    with os.fdopen(from_it, "rb") as answer:
        assert answer.read() == whole
    with os.fdopen(into_it, "wb") as typed:
        typed.write(PLAN_2021.read_bytes())
    assert (asked.wait(timeout=60), reading.wait(timeout=60)) == (0, 0)
