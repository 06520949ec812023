"""Every example of the documents is run: what README.md and docs/ show is what parplan does.

``REWRITE_GOLDEN=1 python -m pytest tests/docs`` writes the screens and tables of the documents anew.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documented import (
    DOCUMENTS,
    REPOSITORY,
    language_of,
    marked_command,
    merge_conflict,
    name_of,
    with_screens,
    with_tables,
    yaml_blocks,
)

from parplan.languages import load_language

README = REPOSITORY / "README.md"

#: How the lines begin that git adds around the two sides.
_MARKERS = ("<<<", "===", ">>>")


#: The pages whose examples the README's own command executes; `.ci/run` executes all, in both languages.
_QUICK = {README, *(REPOSITORY / "docs" / name for name in ("asking.md", "recording.md", "checking.md"))}
EACH = [pytest.param(document, marks=() if document in _QUICK else pytest.mark.slow) for document in DOCUMENTS]


@pytest.mark.parametrize("document", EACH, ids=name_of)
def test_screens_and_tables_are_what_parplan_shows(
    document: Path, golden: Callable[[Path, str], None], tmp_path: Path
) -> None:
    text = document.read_text(encoding="utf-8")
    if "\n$ git " in text and shutil.which("git") is None:
        pytest.skip("it shows git, which is not here")
    if "<!-- typed: " in text:
        pytest.importorskip("pexpect", reason="it answers questions at a terminal")
    language = language_of(document)
    golden(document, with_tables(with_screens(text, tmp_path, language), load_language(language)))


@pytest.mark.parametrize("document", EACH, ids=name_of)
def test_plans_shown_are_valid(document: Path, run: Callable[..., Any], tmp_path: Path) -> None:
    plan = tmp_path / "shown.yaml"
    for block in yaml_blocks(document.read_text(encoding="utf-8")):
        plan.write_text(block, encoding="utf-8")
        answer = run("validate", "--strict", "shown.yaml", "--as-of", "2030-01-01")
        assert (answer.code, answer.out) == (0, "")


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


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_conflict_shown_is_what_git_makes_and_both_lines_are_right(run: Callable[..., Any], tmp_path: Path) -> None:
    text = (REPOSITORY / "docs" / "comparing.md").read_text(encoding="utf-8")
    shown = re.search(r"^<!-- conflict: (.*) / (.*) -->\n```text\n((?:.*\n)*?)```$", text, re.MULTILINE)
    assert shown is not None
    first, second = (tuple(shlex.split(words)) for words in shown.groups()[:2])
    assert merge_conflict(tmp_path, first, second) == shown[3]
    plan = tmp_path / "plans" / "2021.yaml"
    assert run("validate", "plans").code == 1
    kept = [line for line in plan.read_text(encoding="utf-8").splitlines(keepends=True) if line[:3] not in _MARKERS]
    plan.write_text("".join(kept), encoding="utf-8", newline="\n")
    assert run("validate", "--strict", "plans").code == 0
    assert len(run("log", "2.b", "--json").items) == 2


def test_images_are_there_and_small() -> None:
    texts = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    images = {REPOSITORY / "docs" / name for name in re.findall(r"\bimages/[\w.-]+", texts)}
    assert images == set(REPOSITORY.glob("docs/images/*"))
    assert all(path.stat().st_size < 120_000 for path in images)
