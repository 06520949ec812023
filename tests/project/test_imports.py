"""What runs loads no more than it needs. The rules between the rooms are import-linter's, in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src" / "parplan"
#: What reads and writes the formats of an office.
OFFICE = {"docx", "lxml", "xlsxwriter", "icalendar", "openpyxl", "ical"}


def modules_loaded_by(code: str, environment: Mapping[str, str] | None = None) -> set[str]:
    """The top-level modules a new interpreter holds after ``code``."""
    ending = "\nimport sys; print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + ending],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONUTF8": "1", "PARPLAN_LANG": "vi", "PARPLAN_CACHE": "off", **(environment or {})},
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
    "words",
    [["--version"], ["due", "--as-of", "2021-03-01"], ["validate", "plans"], ["evidence", "--as-of", "2021-03-01"]],
    ids=lambda words: words[0],
)
def test_a_usual_run_does_without_the_costly_libraries(words: list[str]) -> None:
    loaded = modules_loaded_by(f"from parplan.cli.app import main; assert main({words!r}) == 0")
    assert not loaded & {"holidays", "rapidfuzz", "babel", "rich", "jsonschema", "filelock", *OFFICE}


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
    listed = "print([name for name in sys.modules if name.startswith('parplan.reporting')])"
    code = f"from parplan.cli.app import main; assert main(['due', '--as-of', '2021-03-01']) == 0; import sys; {listed}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


#: What a question about a plan from the cache has no use for.
COLD = {
    "pydantic",
    "pydantic_core",
    "yaml",
    "typer",
    "dateutil",
    "typing_extensions",
    "inspect",
    "json",
    "multiprocessing",
    "shutil",
    "tempfile",
    "atexit",  # whoever has it waits at the end until everything has been taken apart
    "threading",
}

WARM = [
    ["due"],
    ["due", "--unit", "van phong so", "--within", "3w"],
    ["tasks", "--undated"],
    ["show", "2.b"],
    ["units"],
    ["status"],
]


@pytest.mark.parametrize(
    "words", [*WARM[:2], *(pytest.param(words, marks=pytest.mark.slow) for words in WARM[2:])], ids=" ".join
)
def test_a_question_about_a_plan_from_the_cache_loads_no_parser_and_no_option_library(
    tmp_path: Path, words: list[str]
) -> None:
    run = f"from parplan.cli.app import main; assert main({words!r}) == 0"
    env = {"PARPLAN_CACHE": str(tmp_path), "PARPLAN_TODAY": "2021-03-01"}
    assert "pydantic" in modules_loaded_by(run, env)
    loaded = modules_loaded_by(run, env)
    assert not loaded & {*COLD, *OFFICE, "holidays", "rapidfuzz", "rich", "filelock"}


def test_a_terminal_loads_no_more_than_a_pipe(tmp_path: Path) -> None:
    colours = "import parplan.cli.request as c; c.wants_colour = lambda *_: True\n"
    run = "from parplan.cli.app import main; assert main(['due']) == 0"
    env = {"PARPLAN_CACHE": str(tmp_path), "PARPLAN_TODAY": "2021-03-01"}
    modules_loaded_by(run, env)
    assert modules_loaded_by(colours + run, env) == modules_loaded_by("import parplan.cli.request\n" + run, env)


def test_a_tab_at_an_address_loads_no_option_library(tmp_path: Path) -> None:
    run = "from parplan.cli.app import main; assert main([]) == 0"
    tab = {"_PARPLAN_COMPLETE": "complete_bash", "COMP_WORDS": "parplan done 2.", "COMP_CWORD": "2"}
    env = {"PARPLAN_CACHE": str(tmp_path), "PARPLAN_TODAY": "2021-03-01", **tab}
    modules_loaded_by(run, env)
    assert not modules_loaded_by(run, env) & COLD


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a library knows where a user's caches are")
def test_the_user_s_own_cache_loads_nothing_either(tmp_path: Path) -> None:
    run = "from parplan.cli.app import main; assert main(['due']) == 0"
    env = {"PARPLAN_CACHE": "", "XDG_CACHE_HOME": str(tmp_path), "PARPLAN_TODAY": "2021-03-01"}
    modules_loaded_by(run, env)
    assert [file.parent.name for file in tmp_path.rglob("*.plan.json")] == ["plans"]
    assert not modules_loaded_by(run, env) & {*COLD, "platformdirs", "random"}


def test_recording_plainly_loads_no_option_library(tmp_path: Path) -> None:
    run = "from parplan.cli.app import main; assert main(['done', '2.b/plan', '--dry-run']) == 0"
    assert "typer" not in modules_loaded_by(run, {"PARPLAN_TODAY": "2021-03-01"})
