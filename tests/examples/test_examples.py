"""The examples are what their script makes, and the plan with its year is a right one.

Texts are compared byte for byte, and of Word documents so are the parts that parplan writes: python-docx brings the
rest from its own template. Of workbooks it is what a person sees, as another library reads it back, for the XML of
xlsxwriter changes with its version. Both are ZIP files, whose bytes change with the machine's zlib.
"""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ical.calendar_stream import IcsCalendarStream
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from conftest import REPOSITORY, Answer
from parplan.cli.app import main

EXAMPLES = REPOSITORY / "examples"
#: What a person wrote there; everything else is made.
WRITTEN = {"README.md", "make.py", "year.py"}
PARTS = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml", "docProps/core.xml")


def names_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


COMMITTED = sorted(names_below(EXAMPLES) - WRITTEN)


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """The script as a module."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(EXAMPLES))
        patched.setattr(sys, "dont_write_bytecode", True)
        yield import_module("make")
    for name in ("make", "year"):
        sys.modules.pop(name, None)


def run_here(words: tuple[str, ...], folder: Path, moment: str) -> None:
    """Run a command as the script does, without the half second that a process of its own takes."""
    with pytest.MonkeyPatch.context() as patched:
        for name in [name for name in os.environ if name.startswith("PARPLAN_")]:
            patched.delenv(name)
        for name, value in {"PARPLAN_TODAY": moment, "PARPLAN_LANG": "vi", "PARPLAN_CACHE": "off"}.items():
            patched.setenv(name, value)
        patched.chdir(folder)
        assert main(words) == 0, words


@pytest.fixture(scope="module")
def made(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the script makes now."""
    folder = tmp_path_factory.mktemp("examples")
    script.make(folder, run_here)
    return folder


def word_content(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in PARTS}


def sheet_content(sheet: Worksheet) -> dict[str, Any]:
    """What a person sees of a sheet, and can choose in it."""
    return {
        "cells": {
            cell.coordinate: (cell.value, cell.data_type, cell.number_format, cell.font.b, cell.alignment.wrap_text)
            for row in sheet.iter_rows()
            for cell in row
        },
        "widths": {name: column.width for name, column in sheet.column_dimensions.items()},
        "heights": {number: row.height for number, row in sheet.row_dimensions.items()},
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "choices": [(str(one.sqref), one.type, one.formula1) for one in sheet.data_validations.dataValidation],
        "colours": [
            (str(ranges.sqref), [rule.formula for rule in ranges.rules]) for ranges in sheet.conditional_formatting
        ],
        "print": (sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.paperSize),
    }


def workbook_content(path: Path) -> dict[str, Any]:
    workbook = load_workbook(path)
    return {name: sheet_content(workbook[name]) for name in workbook.sheetnames}


CONTENT: dict[str, Callable[[Path], object]] = {".docx": word_content, ".xlsx": workbook_content}


@pytest.mark.slow
def test_the_script_makes_these_files_and_no_others(made: Path) -> None:
    assert sorted(names_below(made)) == COMMITTED


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMITTED)
def test_the_script_makes_what_is_there(made: Path, name: str) -> None:
    """``python examples/make.py`` writes them anew; read the difference before you commit it."""
    expected, found = EXAMPLES / name, made / name
    if (content := CONTENT.get(expected.suffix)) is None:
        assert found.read_bytes() == expected.read_bytes()
    elif found.read_bytes() != expected.read_bytes():
        assert content(found) == content(expected)


def test_a_workbook_that_differs_is_noticed(tmp_path: Path) -> None:
    path = EXAMPLES / "ke-hoach.xlsx"
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    sheet["B5"] = "khác"
    workbook.save(tmp_path / "other.xlsx")
    assert workbook_content(tmp_path / "other.xlsx") != workbook_content(path)


@pytest.mark.slow
def test_the_script_runs_commands_as_processes_of_their_own(
    script: ModuleType, made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two of its commands, by the script itself: those of all of them would take a minute."""
    monkeypatch.setenv("PARPLAN_LANG", "en")
    monkeypatch.setattr(script, "COMMANDS", script.COMMANDS[:1])
    monkeypatch.setattr(script, "DOCUMENTS", (("log", "--json"), ("evidence", "-o", "minh-chung.json")))
    script.main([str(tmp_path / "made")])
    made_here = {name for name in names_below(tmp_path / "made") if not name.startswith(script.OTHERS)}
    assert made_here == {"2021.yaml", "minh-chung.json", "trang-nhieu-co-quan.html"}
    day, words = script.COMMANDS[0]
    note = words[words.index("--difficulty") + 1]
    (line,) = [line for line in (tmp_path / "made" / "2021.yaml").read_text("utf-8").splitlines() if note in line]
    assert f"recorded: {day}T09:00:00+07:00" in line
    assert line in (made / "2021.yaml").read_text("utf-8").splitlines()
    with pytest.raises(FileExistsError):
        script.main([str(tmp_path / "made")])


def test_a_command_that_fails_ends_the_script(script: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"parplan due -p none\.yaml\n"):
        script.run(("due", "-p", "none.yaml"), tmp_path, "2021-03-01")


@pytest.mark.parametrize(
    ("path", "day", "plans"),
    [("2021.yaml", "2021-12-31", "1 plan"), (".", "2026-01-01", "4 plans"), (".", "2030-01-01", "4 plans")],
)
def test_the_plans_are_right_ones(run: Callable[..., Answer], path: str, day: str, plans: str) -> None:
    answer = run("validate", "--strict", str(EXAMPLES / path), "--as-of", day)
    assert (answer.code, answer.out, answer.err) == (0, "", f"{plans}: 0 errors, 0 warnings\n")


def test_another_library_reads_the_calendars() -> None:
    names = [name for name in COMMITTED if name.endswith(".ics")]
    assert len(names) == 8
    identities: dict[str, str] = {}
    for name in names:
        calendar = IcsCalendarStream.calendar_from_ics((EXAMPLES / name).read_bytes().decode())
        assert calendar.events
        for event in calendar.events:
            assert event.uid is not None
            assert identities.setdefault(event.uid, name) == name


def test_the_examples_are_small() -> None:
    assert sum((EXAMPLES / name).stat().st_size for name in COMMITTED) < 2_000_000


def test_the_readme_names_every_file() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert {name for name in COMMITTED if "/" not in name and f"]({name})" not in text} == set()
    assert "](nhac-viec)" in text
    assert "](lich)" in text
