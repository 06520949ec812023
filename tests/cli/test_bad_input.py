"""Files and consoles as bad as they come: one clear message, the right exit code, never a traceback.

Runs with a process of their own where the process is the point: streams, encodings, a folder that is gone.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, PLAN_2021, Answer
from parplan.cli.app import main
from parplan.provenance.record import parse_record
from small_plans import write_plan

Run = Callable[..., Answer]

on_posix = pytest.mark.skipif(os.name != "posix", reason="POSIX streams and files")
VERBS = [("due",), ("tasks",), ("show", "1.a"), ("units",), ("status",), ("validate",)]


@pytest.mark.parametrize("words", VERBS)
def test_a_missing_plan(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words, "--plan", "nope.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("parplan: ")
    assert "nope.yaml" in answer.err


@pytest.mark.parametrize("words", VERBS)
def test_no_plan_anywhere(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("parplan: there is no plan")
    assert "--plan PATH" in answer.err


@pytest.mark.parametrize("typed", ["empty", "empty/*.yaml", "emp*"])
def test_a_folder_or_glob_without_a_plan(run: Run, tmp_path: Path, typed: str) -> None:
    (tmp_path / "empty").mkdir()
    answer = run("due", "--plan", typed)
    assert (answer.code, answer.out) == (2, "")
    assert typed.strip("*") in answer.err


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "Y003"),
        (b"# chua co gi\n", "Y003"),
        (b"\x00\x01\x02\x03", "Y"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Y"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Y"),
        (b"\xff\xfe\xff\xfe\xfe", "Y"),
        (b"ti\xeau: C\xf4ng\n", "Y001"),
        (b"- a\n- b\n", "S101"),
        (b"just words\n", "S101"),
        (b"[" * 5000, "Y"),
        (b"a: &x [1]\nb: *x\n", "Y"),
    ],
)
def test_a_file_that_is_no_plan(run: Run, tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "x.yaml").write_bytes(data)
    asked = run("due", "--plan", "x.yaml")
    assert (asked.code, asked.out) == (3, "")
    assert asked.err.startswith("x.yaml:")
    assert code in asked.err
    assert asked.err.splitlines()[-2] == "parplan: x.yaml is not a valid plan"
    checked = run("validate", "x.yaml")
    assert checked.code == 1
    assert checked.out.startswith("x.yaml:")


def test_a_plan_of_a_later_format(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(write_plan().replace("parplan: 1", "parplan: 2"), encoding="utf-8")
    for words in ("due", "-p", "x.yaml"), ("validate", "x.yaml"):
        answer = run(*words)
        assert (answer.code, answer.out) == (3, "")
        assert "x.yaml" in answer.err
        assert "upgrade parplan" in answer.err


def test_a_folder_where_a_file_was_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2021.yaml").mkdir()
    answer = run("due", "-p", "2021.yaml")
    assert answer.code in (2, 3)
    assert answer.err.startswith("parplan: ")


@on_posix
def test_an_unreadable_plan(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yaml").write_text(write_plan(), encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "x.yaml")

    monkeypatch.setattr("parplan.files.reading.open_at_once", refuse)
    answer = run("due", "-p", "x.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("parplan: ")
    assert "x.yaml" in answer.err


@on_posix
def test_a_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    assert stat.S_ISFIFO((tmp_path / "x.yaml").stat().st_mode)
    answer = run("due", "-p", "x.yaml")
    assert (answer.code, answer.out) == (3, "")


@on_posix
def test_a_gigabyte_is_refused_unread(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(1024**3)  # sparse: takes no room
    answer = run("due", "-p", "x.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert "x.yaml" in answer.err


def test_a_plan_with_every_field_wrong_is_shown_whole_by_validate(run: Run, tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parent.parent / "loading" / "everything" / "wrong.yaml", tmp_path)
    checked = run("validate", "wrong.yaml")
    assert checked.code == 1
    assert all(line.startswith("wrong.yaml:") for line in checked.out.splitlines())
    asked = run("due", "-p", "wrong.yaml")
    assert (asked.code, asked.out) == (3, "")
    findings = len(checked.out.splitlines())
    assert findings > 90
    assert f"… and {findings - 40} more findings" in asked.err


@on_posix
@pytest.mark.parametrize(
    "name", ["a\x1b[31mred.yaml", "a\nb.yaml", "a\x9b31m.yaml", "a\u202egnp.yaml", "a\u200bb.yaml"]
)
def test_control_characters_in_a_file_name_never_reach_the_terminal(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("not: a plan\n", encoding="utf-8")
    for words in (
        ("due", "-p", name),
        ("validate", name),
        ("validate", "--format", "full", name),
        ("due", "-p", name + "x"),
    ):
        answer = run(*words)
        assert answer.code != 0
        text = answer.out + answer.err
        assert not {c for c in text if c != "\n" and not c.isprintable()}
        assert len(answer.err.splitlines()) <= 4


def test_control_characters_typed_as_words_never_reach_the_terminal(run: Run) -> None:
    for words in (
        ("\x1b[31m",),
        ("show", "\x1b]0;x\x07", "-p", str(PLAN_2021)),
        ("--lang", "\x1b[2J", "due"),
        ("due", "--as-of", "\x1b[2J"),
    ):
        answer = run(*words)
        assert answer.code == 2
        assert "\x1b" not in answer.err
        assert "\x07" not in answer.err


# -- processes -------------------------------------------------------------------------------------------------------


def test_json_on_such_a_console_loses_nothing(spawn: Run) -> None:
    args = ("tasks", "--json", "--plan", str(PLAN_2021))
    assert spawn(*args, env={"PYTHONIOENCODING": "ascii"}).json == spawn(*args).json


@on_posix
def test_without_a_home_or_a_locale(spawn: Run) -> None:
    answer = spawn("units", "--plan", str(PLAN_2021), env={"HOME": "", "PARPLAN_LANG": "", "LC_ALL": "C", "USER": ""})
    assert (answer.code, answer.err) == (0, "")
    assert "Văn phòng Sở" in answer.out


@on_posix
@pytest.mark.parametrize(
    "words", [("due",), ("status",), ("due", "--json"), ("schema",), ("--help",), ("--version",), ("due", "--help")]
)
def test_a_full_disk(words: tuple[str, ...], tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "parplan", "-p", str(PLAN_2021), *words],
            stdout=out, stderr=subprocess.PIPE, cwd=tmp_path,
            env={"PYTHONIOENCODING": "utf-8", **ENVIRONMENT}, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (
        3,
        "parplan: the answer could not be written: No space left on device\n",
    )


@on_posix
@pytest.mark.parametrize("words", ["tasks", "tasks --json", "schema", "--help"])
def test_a_pipe_whose_reader_has_gone(tmp_path: Path, words: str) -> None:
    tasks = "".join(f"- {{id: 1.{n}, title: Nhiệm vụ số {n} của kế hoạch, lead: [VP]}}\n" for n in range(1500))
    (tmp_path / "x.yaml").write_text(write_plan(tasks), encoding="utf-8")
    command = f'"{sys.executable}" -m parplan -p x.yaml {words} | head -1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, cwd=tmp_path, timeout=60,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **ENVIRONMENT},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


@on_posix
def test_an_error_on_a_closed_error_stream_does_not_land_in_the_answer(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m parplan -p "{PLAN_2021}" show zz 2>&-'],
        capture_output=True, cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **ENVIRONMENT}, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


@on_posix
def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    command = f'mkdir gone && cd gone && rmdir ../gone && "{sys.executable}" -m parplan due'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, cwd=tmp_path, timeout=60,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **ENVIRONMENT},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("parplan: there is no plan: the current folder no longer exists\n")


@on_posix
def test_words_that_are_no_text(spawn: Run) -> None:
    answer = spawn(b"show", b"\xff\xfe", b"--plan", os.fsencode(PLAN_2021))
    assert (answer.code, answer.out) == (2, "")
    assert spawn(b"due", b"--plan", b"\xff.yaml").code == 2


def test_standard_input_is_checked(spawn: Run) -> None:
    good = spawn("validate", "-", stdin=PLAN_2021.read_bytes())
    assert (good.code, good.out) == (0, "")
    bad = spawn("validate", "-", stdin=b"not: a plan\n")
    assert (bad.code, bad.out[:14]) == (1, "-:1:1: S101 th")


def test_a_file_of_parplan_itself_that_is_missing_is_no_answer_unwritten(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "parplan.mo")

    monkeypatch.setattr("parplan.cli.verbs.due.run", fail)
    monkeypatch.setenv("PARPLAN_LANG", "en")
    assert main(["due", "--plan", str(PLAN_2021)]) == 3
    said = capsys.readouterr().err
    assert said.startswith("parplan: X001 internal error (FileNotFoundError: ")
    assert "could not be written" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="names of files that are no UTF-8")
def test_names_of_files_that_are_no_utf_8(run: Run, tmp_path: Path) -> None:
    """As an archive of an old Windows leaves them: an import of one was an internal fault."""
    document, plan = (os.fsdecode(name) for name in (b"k\xff\xe9.txt", b"k\xff\xe9.yaml"))
    (tmp_path / plan).write_bytes(PLAN_2021.read_bytes())
    text = "SỞ NỘI VỤ\nKẾ HOẠCH\nCải cách hành chính năm 2021\nI. NHIỆM VỤ\n1. Rà soát thủ tục hành chính\n"
    text += "- Đơn vị chủ trì: Văn phòng Sở\n- Thời gian: Quý I/2021\n"
    (tmp_path / document).write_text(text, encoding="utf-8")
    assert run("import", document, "-o", "plans/i.yaml").code == 0
    record = parse_record((tmp_path / "plans" / ".i.import.json").read_bytes())
    assert record is not None
    assert record.source.name == "k\\udcff\\udce9.txt"
    assert run("review", document, "--json").code == 0
    assert run("init", "n.yaml", "--from", plan).code == 0
    assert run("remind", "-p", plan, "--within", "1y", "-o", "r", "--json").code == 0
    assert json.loads((tmp_path / "r" / "nhac-viec.json").read_bytes())["items"]
