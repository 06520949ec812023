"""What runs loads no more than it needs. The rules between the rooms are import-linter's, in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src" / "parplan"


#: The libraries of the extra parplan[office], and what they bring along.
OFFICE = {"docx", "lxml", "xlsxwriter", "icalendar"}


def modules_loaded_by(code: str) -> set[str]:
    """The top-level modules a new interpreter holds after ``code``."""
    ending = "\nimport sys; print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + ending],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONUTF8": "1", "PARPLAN_LANG": "vi"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("room", ["plan", "queries", "changing"])
def test_a_pure_room_loads_no_parser_and_no_terminal(room: str) -> None:
    modules = sorted(f"parplan.{room}.{path.stem}" for path in (PACKAGE / room).glob("[a-z]*.py"))
    loaded = modules_loaded_by(f"import {', '.join(modules)}")
    assert "parplan" in loaded
    assert not loaded & {"yaml", "pydantic", "pydantic_core", "typer", "rich", "holidays", "rapidfuzz"}


@pytest.mark.parametrize(
    "words", [["--version"], ["due", "--as-of", "2021-03-01"], ["validate", "plans"]], ids=lambda words: words[0]
)
def test_a_usual_run_does_without_the_costly_libraries(words: list[str]) -> None:
    loaded = modules_loaded_by(f"from parplan.cli.app import main; assert main({words!r}) == 0")
    assert "typer" in loaded
    assert not loaded & {"holidays", "rapidfuzz", "babel", "rich", "jsonschema", "filelock"}
    assert not loaded & OFFICE


@pytest.mark.parametrize(
    "words",
    [
        ["report", "--period", "q1", "--as-of", "2021-03-01"],
        ["report", "--period", "q1", "--as-of", "2021-03-01", "--json"],
        ["remind", "--as-of", "2021-03-01"],
    ],
    ids=" ".join,
)
def test_only_a_word_document_loads_the_library_for_it(words: list[str]) -> None:
    assert not modules_loaded_by(f"from parplan.cli.app import main; assert main({words!r}) == 0") & OFFICE


def test_a_question_loads_nothing_of_the_documents() -> None:
    code = "from parplan.cli.app import main; assert main(['due', '--as-of', '2021-03-01']) == 0; import sys"
    listed = "; print([n for n in sys.modules if n.startswith('parplan.reporting.') and n.split('.')[2] not in KNOWN])"
    known = "; KNOWN = {'formalities', 'papers', 'periodic', 'periods', 'reminders'}"
    done = subprocess.run(
        [sys.executable, "-c", code + known + listed], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
