"""Screens fit the width they are given, in both languages.

A few are compared whole; ``REWRITE_GOLDEN=1`` renews them.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PLAN_2021, Answer
from small_plans import write_plan

Ask = Callable[..., Answer]
GOLDEN = Path(__file__).parent / "golden"

SCREENS = [
    ("due",),
    ("due", "--within", "1y"),
    ("due", "--unit", "VP", "--within", "1y"),
    ("due", "--overdue", "--as-of", "2021-07-01"),
    ("tasks",),
    ("tasks", "--unit", "van phong so"),
    ("tasks", "--unit", "ALL"),
    ("status",),
    ("status", "--by", "section"),
    ("units",),
    ("show", "2.k"),
    ("show", "III.1"),
    ("show", "1.đ"),
    ("show", "7.a"),
    ("show", "6.2.a"),
    ("tasks", "khong co gi"),
]


def columns(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_longer_than_the_screen(ask_2021: Ask, language: str, width: int) -> None:
    for words in SCREENS:
        answer = ask_2021(*words, env={"PARPLAN_LANG": language, "COLUMNS": str(width)})
        assert answer.code == 0
        assert [line for line in answer.out.splitlines() if columns(line) > width] == []


@pytest.mark.parametrize("words", SCREENS)
def test_lines_carry_no_trailing_blanks_and_no_colours_in_a_pipe(ask_2021: Ask, words: tuple[str, ...]) -> None:
    out = ask_2021(*words).out
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())
    assert out.endswith("\n")
    assert not out.endswith("\n\n")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("due", ("due", "--within", "30d")),
        ("tasks-unit", ("tasks", "--unit", "VP")),
        ("status", ("status",)),
        ("show", ("show", "2.k")),
    ],
)
def test_whole_screens(
    ask_2021: Ask, golden: Callable[[Path, str], None], language: str, name: str, words: tuple[str, ...]
) -> None:
    answer = ask_2021(*words, env={"PARPLAN_LANG": language, "COLUMNS": "80"})
    golden(GOLDEN / f"{name}.{language}.txt", answer.out)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_are_for_terminals_that_show_them(tmp_path: Path, env: dict[str, str], coloured: bool) -> None:
    import pty

    main, terminal = pty.openpty()
    with os.fdopen(main, "rb", closefd=True) as reader:
        process = subprocess.Popen(
            [sys.executable, "-m", "parplan", "--plan", str(PLAN_2021), "due"],
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=terminal,
            cwd=tmp_path,
            env={"PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color", **ENVIRONMENT, **env},
        )
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the terminal has no more writers
            while piece := reader.read1(4096):
                shown += piece
        assert process.wait(timeout=60) == 0
    text = shown.decode()
    assert ("\x1b[" in text) == coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r\n", "\n")
    assert "OVERDUE (1)\n6.1/plan  2020-12-31  60 days overdue" in plain
    assert max(columns(line) for line in plain.splitlines()) <= 80


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{date: 2021-04-10, state: paused, reason: Chờ văn bản}", "quá hạn 62 ngày · tạm dừng: Chờ văn bản"),
        ("{date: 2021-02-10, state: dropped, reason: Trùng}", "không thực hiện: Trùng"),
        ("{date: 2021-02-10, state: in-progress}", "đang thực hiện · quá hạn 62 ngày"),
    ],
)
def test_a_standing_says_a_state_once(run: Ask, tmp_path: Path, entry: str, told: str) -> None:
    tasks = f"- {{id: 1.a, title: Việc, lead: [VP], time: Quý I/2021, progress: [{entry}]}}"
    (tmp_path / "2021.yaml").write_text(write_plan(tasks), encoding="utf-8")
    out = run("show", "1.a", "-p", "2021.yaml", "--as-of", "2021-06-01", "--lang", "vi").out
    line = next(line for line in out.splitlines() if line.startswith("Tình trạng"))
    assert line.removeprefix("Tình trạng").strip() == told
