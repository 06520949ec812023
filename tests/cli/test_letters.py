"""Streams that are not Unicode: every letter of Vietnamese with its mark, or none; never a mixture."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PLAN_2021, Answer
from parplan.cli.letters import in_letters, prepare_letters

Spawn = Callable[..., Answer]
DUE = ("due", "--plan", str(PLAN_2021), "--lang", "vi")
ALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
LEGACY = ("ascii", "cp1252", "cp437", "cp850", "latin-1")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """What a stream of an encoding writes, in memory or into a file."""

    def write(text: str, encoding: str, path: Path | None = None) -> bytes:
        raw = BytesIO() if path is None else path.open("wb")
        stream = TextIOWrapper(raw, encoding=encoding)  # type: ignore[type-var]
        prepare_letters(stream, stream, {})
        stream.write(text)
        stream.flush()
        result = raw.getvalue() if isinstance(raw, BytesIO) else path.read_bytes()  # type: ignore[union-attr]
        stream.close()
        return result

    return write


def test_the_code_page_of_vietnamese_windows_keeps_every_letter(written: Callable[..., bytes]) -> None:
    text = ALL + ALL.upper() + "Kế hoạch cải cách hành chính"
    found = written(text, "cp1258").decode("cp1258")
    assert found != text  # some of the marks stand behind their letters there
    assert unicodedata.normalize("NFC", found) == text
    assert in_letters(text, "cp1258") == found
    assert written("1.đ → “x” 漢", "cp1258").decode("cp1258") == "1.đ -> “x” ?"


@pytest.mark.parametrize("encoding", LEGACY)
def test_elsewhere_all_marks_fall_or_none(written: Callable[..., bytes], tmp_path: Path, encoding: str) -> None:
    assert written("Kế hoạch năm 2021, hành chính; 1.đ", encoding) == b"Ke hoach nam 2021, hanh chinh; 1.dd"
    assert written("Kế hoạch, hành chính", encoding, tmp_path / "x.txt").decode("utf-8") == "Kế hoạch, hành chính"


@pytest.mark.parametrize(
    "encoding", [LEGACY[0], *(pytest.param(encoding, marks=pytest.mark.slow) for encoding in LEGACY[1:])]
)
def test_a_pipe_is_told_what_it_lost(spawn: Spawn, encoding: str) -> None:
    answer = spawn(*DUE, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert answer.code == 0
    assert answer.out.isascii()
    assert "Van phong So" in answer.out
    assert "1.d/plan" in answer.out
    first, second = answer.err.splitlines()
    assert first.startswith("parplan: ket qua duoc ghi khong dau: bang ma ")
    assert "--output" in second
    wrong = spawn("show", "9.z", "--plan", str(PLAN_2021), env={"PYTHONIOENCODING": encoding})
    assert (wrong.code, wrong.out) == (2, "")
    assert len(wrong.err.splitlines()) <= 2  # only what is lost of an answer is told


def test_help_is_written_in_the_same_letters(spawn: Spawn) -> None:
    for words in (("help", "due"), ("due", "--help")):
        answer = spawn(*words, env={"PYTHONIOENCODING": "cp1252", "PARPLAN_LANG": "vi"})
        assert answer.out.isascii(), words
        assert "--within" in answer.out


@pytest.mark.slow
def test_nothing_is_told_where_nothing_is_lost(spawn: Spawn) -> None:
    for encoding in ("utf-8", "cp1258", "utf-16-le", "gb18030"):
        assert spawn(*DUE, env={"PYTHONIOENCODING": encoding}).err == "", encoding
    assert spawn("--version", env={"PYTHONIOENCODING": "ascii"}).err == ""
    assert spawn(*DUE, "--json", env={"PYTHONIOENCODING": "ascii"}).err == ""


def test_a_file_behind_the_answer_is_utf8_where_the_code_page_lacks_letters(tmp_path: Path) -> None:
    """As ``parplan due > due.txt`` on a Windows whose code page is cp1252."""
    script = (
        "import io, sys; sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='cp1252'); sys.argv[0] = 'parplan'\n"
        "from parplan.cli.app import main; sys.exit(main())"
    )
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    with (tmp_path / "due.txt").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-c", script, *DUE],
            stdout=out, stderr=subprocess.PIPE, check=True, cwd=tmp_path, env={**kept, **ENVIRONMENT},
        )  # fmt: skip
    assert done.stderr == b""
    assert "Văn phòng Sở" in (tmp_path / "due.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [("due",), ("tasks", "--json"), ("show", "2.b"), ("units",), ("status",), ("log",), ("explain", "P204")],
    ids=lambda words: words[0],
)
def test_an_answer_in_a_file(run: Callable[..., Answer], tmp_path: Path, words: tuple[str, ...]) -> None:
    plan = ("--plan", str(PLAN_2021), "--lang", "vi")
    on_screen = run(*words, *plan)
    answer = run(*words, *plan, "--output", "a.txt")
    assert (answer.code, answer.out, answer.err) == (0, "", "đã ghi a.txt\n")
    assert (tmp_path / "a.txt").read_bytes().decode("utf-8") == on_screen.out
    again = run(*words, *plan, "-o", "a.txt")
    assert (again.code, again.out) == (2, "")
    assert run(*words, *plan, "-o", "a.txt", "--force").code == 0
    assert run(*words, *plan, "-o", "-").out == on_screen.out


def test_an_error_leaves_no_file_and_a_plan_is_not_written_over(run: Callable[..., Answer], tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(PLAN_2021.read_bytes())
    assert run("show", "9.z", "-p", "plan.yaml", "-o", "a.txt").code == 2
    assert run("due", "-p", "plan.yaml", "-o", "plan.yaml", "--force").code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    assert plan.read_bytes() == PLAN_2021.read_bytes()
