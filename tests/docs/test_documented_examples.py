"""Every example of the documents is run: what README.md and docs/ show is what parplan does.

``REWRITE_GOLDEN=1 python -m pytest tests/docs`` writes the screens and tables of the documents anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documented import DOCUMENTS, REPOSITORY, marked_command, with_screens, with_tables, yaml_blocks

README = REPOSITORY / "README.md"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_screens_and_tables_are_what_parplan_shows(
    document: Path, golden: Callable[[Path, str], None], tmp_path: Path
) -> None:
    golden(document, with_tables(with_screens(document.read_text(encoding="utf-8"), tmp_path)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_plans_shown_are_valid(document: Path, run: Callable[..., Any], tmp_path: Path) -> None:
    plan = tmp_path / "shown.yaml"
    for block in yaml_blocks(document.read_text(encoding="utf-8")):
        plan.write_text(block, encoding="utf-8")
        answer = run("validate", "--strict", "shown.yaml", "--as-of", "2030-01-01")
        assert (answer.code, answer.out) == (0, "")


def test_every_document_of_the_repository_is_tested() -> None:
    written = {*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md")} - {REPOSITORY / "CHANGELOG.md"}
    generated = {REPOSITORY / "docs" / "rules.md"}  # from the rules' docstrings, with a test of its own
    assert written - generated == set(DOCUMENTS)


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_windows_commands_are_the_same_commands(name: str) -> None:
    readme = README.read_text(encoding="utf-8")
    expected = marked_command(readme, name)
    for here, there in {"python3 ": "py ", ".venv/bin/": ".venv\\Scripts\\", " &&": ";"}.items():
        expected = expected.replace(here, there)
    assert marked_command(readme, f"{name}, PowerShell") == expected


def test_the_first_screen_is_what_the_first_command_shows() -> None:
    readme = README.read_text(encoding="utf-8")
    assert marked_command(readme, "run").rpartition("bin/")[2] in readme.partition("## English")[0]
