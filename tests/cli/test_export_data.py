"""``parplan export --format sqlite|parquet|ndjson``: of one plan or many, whole or not at all.

What the tables hold is tested in tests/tables.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from conftest import PLAN_2021, REPOSITORY, Answer, needs_links
from yearly_plans import plan_text

Run = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with plans of several agencies in ``plans/``."""
    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN_2021, tmp_path / "plans" / "2021.yaml")
    for path in sorted((REPOSITORY / "tests" / "data" / "plans_of_all_kinds").glob("0[1-4]*.yaml")):
        shutil.copy(path, tmp_path / "plans")
    return tmp_path


def plans_told(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [key for (key,) in database.execute("SELECT plan FROM plans ORDER BY plan")]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_many_plans_in_one_database(run: Run, folder: Path) -> None:
    answer = run("--plan", "plans", "export", "-o", "data/nation.db")
    assert (answer.code, answer.out, answer.err) == (0, "", "data/nation.db is written\n")
    assert len(plans_told(folder / "data" / "nation.db")) == 5
    assert files(folder / "data") == {"nation.db"}


def test_without_naming_plans_it_is_the_plan_of_the_year(run: Run, plans: Path, tmp_path: Path) -> None:
    assert run("export", "-o", "a.sqlite").code == 0
    assert plans_told(tmp_path / "a.sqlite") == ["Sở A:2021:1/QĐ-SA"]


def test_lines_go_to_standard_output_and_into_files_alike(run: Run, folder: Path) -> None:
    shown = run("--plan", "plans", "export", "--format", "ndjson")
    assert shown.code == 0
    assert run("--plan", "plans", "export", "-o", "a.jsonl").code == 0
    assert (folder / "a.jsonl").read_text(encoding="utf-8") == shown.out
    lines = [json.loads(line) for line in shown.out.splitlines()]
    assert sum(line["table"] == "plans" for line in lines) == 5
    assert {line["as_of"] for line in lines if line["table"] == "plans"} == {"2021-03-01"}


def test_parquet_is_a_folder_that_an_export_replaces_with_force(run: Run, folder: Path) -> None:
    pytest.importorskip("pyarrow")
    assert run("--plan", "plans", "export", "--format", "parquet", "-o", "data").code == 0
    first = {name: (folder / "data" / name).read_bytes() for name in files(folder / "data")}
    tables = {name.partition("/")[0] for name in first}
    assert {"plans", "tasks", "owed", "evidence"} <= tables
    assert len([name for name in first if name.startswith("plans/")]) == 5
    again = run("--plan", "plans", "export", "--format", "parquet", "-o", "data")
    assert (again.code, "data already exists" in again.err) == (2, True)
    assert run("--plan", "plans", "export", "--format", "parquet", "-o", "data", "--force").code == 0
    assert {name: (folder / "data" / name).read_bytes() for name in files(folder / "data")} == first
    assert run("--plan", "plans/2021.yaml", "export", "--format", "parquet", "-o", "data", "--force").code == 0
    assert len([name for name in files(folder / "data") if name.startswith("plans/")]) == 1
    assert {name.partition("/")[0] for name in files(folder / "data")} == tables  # also those without rows


def test_a_folder_with_anything_else_in_it_is_left_alone(run: Run, folder: Path) -> None:
    pytest.importorskip("pyarrow")
    before = files(folder)
    answer = run("export", "--plan", "plans", "--format", "parquet", "-o", "plans", "--force")
    assert (answer.code, "plans holds other files, such as" in answer.err) == (2, True)
    answer = run("export", "--plan", "plans", "--format", "parquet", "-o", "plans/2021.yaml", "--force")
    assert (answer.code, "a folder is needed" in answer.err) == (2, True)
    assert files(folder) == before


@pytest.mark.parametrize("format", ["sqlite", "ndjson"])
def test_a_plan_and_a_file_that_is_there_are_not_written_over(run: Run, folder: Path, format: str) -> None:
    before = (folder / "plans" / "2021.yaml").read_bytes()
    answer = run("export", "--format", format, "-o", "plans/2021.yaml", "--force", "--plan", "plans")
    assert (answer.code, "is a plan" in answer.err) == (2, True)
    assert (folder / "plans" / "2021.yaml").read_bytes() == before
    (folder / "a").write_text("mine", encoding="utf-8")
    answer = run("export", "--format", format, "-o", "a", "--plan", "plans")
    assert (answer.code, "a already exists" in answer.err) == (2, True)
    assert (folder / "a").read_text(encoding="utf-8") == "mine"
    assert run("export", "--format", format, "-o", "a", "--plan", "plans", "--force").code == 0
    assert files(folder) == {*(f"plans/{path.name}" for path in (folder / "plans").iterdir()), "a"}


@pytest.mark.parametrize("format", ["sqlite", "ndjson", "parquet"])
def test_what_is_invalid_is_named_and_the_rest_written(run: Run, folder: Path, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    (folder / "plans" / "bad.yaml").write_text("parplan: 1\nplan: {}\n", encoding="utf-8")
    answer = run("export", "--format", format, "-o", "a", "--plan", "plans")
    assert (answer.code, "plans/bad.yaml: not used" in answer.err) == (3, True)
    alone = run("export", "--format", format, "-o", "b", "--plan", "plans/bad.yaml")
    assert (alone.code, (folder / "b").exists()) == (3, False)
    assert not [path for path in folder.iterdir() if path.name.startswith(".parplan-")]


def test_a_plan_told_twice_is_refused_and_nothing_is_left(run: Run, folder: Path) -> None:
    shutil.copy(PLAN_2021, folder / "plans" / "copy.yaml")
    answer = run("export", "-o", "a.sqlite", "--plan", "plans")
    assert answer.code == 2
    assert "plans/copy.yaml and plans/2021.yaml are the same plan" in answer.err
    assert not [path for path in folder.iterdir() if path.name != "plans"]


@pytest.mark.parametrize("words", [("--plan", "plans"), ()], ids=["named", "found"])
def test_a_pipe_gets_no_line_where_a_plan_is_told_twice(run: Run, folder: Path, words: tuple[str, ...]) -> None:
    shutil.copy(PLAN_2021, folder / "plans" / "copy.yaml")
    (folder / "plans" / "bad.yaml").write_text("parplan: 1\n", encoding="utf-8")
    answer = run(*words, "export", "--format", "ndjson")
    assert (answer.code, answer.out) == (2, "")
    assert "plans/copy.yaml and plans/2021.yaml are the same plan" in answer.err
    assert answer.err.count("bad.yaml: not used") <= 1
    (folder / "plans" / "copy.yaml").unlink()
    answer = run(*words, "export", "--format", "ndjson")
    assert (answer.code, answer.err.count("bad.yaml: not used")) == (3, 1)
    assert run("--plan", "plans/bad.yaml", "export", "--format", "ndjson").code == 3


def test_agencies_that_differ_in_capital_letters_only_are_refused(run: Run, folder: Path) -> None:
    for number, name in enumerate(("Sở A", "SỞ A")):
        text = plan_text(2021).replace("agency: Sở A", f"agency: {name}").replace("1/QĐ-SA", f"{number}/QĐ-SA")
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    answer = run("export", "-o", "a.sqlite", "--plan", "0.yaml", "--plan", "1.yaml")
    assert (answer.code, "differ only in capital letters: “Sở A” and “SỞ A”" in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "sqlite"), "-o is missing"),
        (("--format", "sqlite", "-o", "-"), "-o is missing"),
        (("--format", "sqlite", "-o", "a.sqlite", "--unit", "VP"), "cannot be limited to units"),
        (("--format", "ndjson", "--by-unit", "-o", "a"), "cannot be limited to units"),
        (("--format", "ndjson", "--delimiter", ";"), "for the format csv only"),
        (("--format", "sqlite", "-o", "a.xlsx"), "contradict each other"),
        (("--json", "--format", "ndjson"), "--json: export writes xlsx"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, folder: Path, words: tuple[str, ...], told: str) -> None:
    answer = run("export", "--plan", "plans/2021.yaml", *words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert [path.name for path in folder.iterdir()] == ["plans"]


def test_without_the_library_the_extra_is_named(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as if it were not installed
    answer = run("export", "--plan", "plans", "--format", "parquet", "-o", "data")
    assert answer.code == 3
    assert answer.err == (
        'parplan: pyarrow is needed for this, and is not installed\n  install it with: pip install "parplan[data]"\n'
    )
    assert run("export", "--plan", "plans", "-o", "a.sqlite").code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.parametrize("format", ["sqlite", "ndjson", "parquet"])
def test_a_pipe_a_link_and_a_device_are_left_alone(run: Run, folder: Path, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to(folder / "plans" / "2021.yaml")
    for name in ("pipe", "link", "/dev/null", "plans/2021.yaml/a"):
        answer = run("--plan", "plans", "export", "--format", format, "-o", name, "--force")
        assert answer.code in (2, 3), name
        assert "is written" not in answer.err
    assert (folder / "link").read_bytes() == PLAN_2021.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["link", "pipe", "plans"]


@needs_links
def test_a_folder_with_a_link_in_it_is_not_replaced(run: Run, folder: Path) -> None:
    pytest.importorskip("pyarrow")
    words = ("--plan", "plans", "export", "--format", "parquet", "-o", "data")
    assert run(*words).code == 0
    (folder / "data" / "tasks" / "more").symlink_to(folder / "plans", target_is_directory=True)
    answer = run(*words, "--force")
    assert (answer.code, "holds other files, such as tasks/more" in answer.err) == (2, True)
    (folder / "data" / "tasks" / "more").unlink()
    (folder / "far").symlink_to(folder / "data", target_is_directory=True)
    assert run(*words[:-1], "far", "--force").code == 0
    assert (folder / "far").is_symlink()
    assert len(list((folder / "data" / "plans").rglob("*.parquet"))) == 5


def test_an_interrupted_export_leaves_nothing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("parplan.cli.data_export.render_ndjson", interrupted)
    assert run("export", "--plan", "plans", "-o", "new/a.ndjson").code == 130
    assert [path.name for path in folder.iterdir()] == ["plans"]
