"""No command that writes a document writes it over a plan, by whatever name it is reached and whatever is forced."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import LINKS, PLAN_2021, Answer

Run = Callable[..., Answer]

WRITERS = {
    "report": ("report", "--period", "q1", "--format", "md"),
    "report docx": ("report", "--period", "q1", "--format", "docx"),
    "export": ("export", "--format", "csv"),
    "export xlsx": ("export", "--format", "xlsx"),
    "export ics": ("export", "--format", "ics"),
    "evidence": ("evidence", "--format", "csv"),
    "validate": ("validate", "--format", "junit"),
}
NAMES = [
    "plans/2021.yaml",
    "hard.txt",
    "plans/../plans/2021.yaml",
    *(["link.txt", "linked/2021.yaml"] if LINKS else []),
]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plans" / "2021.yaml"
    file.parent.mkdir()
    file.write_bytes(PLAN_2021.read_bytes())
    (tmp_path / "hard.txt").hardlink_to(file)
    if LINKS:
        (tmp_path / "link.txt").symlink_to(file)
        (tmp_path / "linked").symlink_to("plans")
    return file


@pytest.mark.parametrize("words", WRITERS.values(), ids=WRITERS)
def test_documents(run: Run, plan: Path, words: tuple[str, ...]) -> None:
    names = NAMES + (["plans/2021.YAML"] if (plan.parent / "2021.YAML").exists() else [])
    for name in names:
        for forced in ("--force",), ():
            answer = run(*words, "-o", name, *forced, "--as-of", "2021-03-20", cwd=plan.parent.parent)
            assert (answer.code, answer.out) == (2, ""), (name, answer)
            assert "plan" in answer.err
    assert plan.read_bytes() == PLAN_2021.read_bytes()
    assert sorted(os.listdir(plan.parent)) == ["2021.yaml"]  # noqa: PTH208


def test_documents_in_a_folder(run: Run, plan: Path) -> None:
    """Names of documents are made from codes; a plan is kept from them too."""
    folder = plan.parent.parent / "out"
    words = ("remind", "--format", "md", "-o", "out", "--as-of", "2021-03-20")
    assert run(*words, cwd=plan.parent.parent).code == 0
    first = sorted(folder.iterdir())[0]
    first.write_bytes(PLAN_2021.read_bytes())
    answer = run(*words, "--force", cwd=plan.parent.parent)
    assert (answer.code, answer.out) == (2, "")
    assert "is a plan and is never overwritten by another file" in answer.err
    assert first.read_bytes() == PLAN_2021.read_bytes()


def test_a_new_plan(run: Run, plan: Path) -> None:
    """Only over one in which nothing is recorded."""
    words = ("init", "plans/2021.yaml", "--agency", "Sở A", "--year", "2021", "--force")
    assert run("done", "2.b/plan", "--as-of", "2021-03-01", cwd=plan.parent.parent).code == 3  # it has several names
    (plan.parent.parent / "hard.txt").unlink()
    assert run("done", "2.b/plan", "--as-of", "2021-03-01", cwd=plan.parent.parent).code == 0
    recorded = plan.read_bytes()
    answer = run(*words, cwd=plan.parent.parent)
    assert (answer.code, answer.out) == (2, "")
    assert "is a plan with recorded progress and is never overwritten" in answer.err
    assert plan.read_bytes() == recorded
    assert run("init", "x.yaml", "--agency", "Sở A", cwd=plan.parent.parent).code == 0
    assert run("init", "x.yaml", "--agency", "Sở B", "--force", cwd=plan.parent.parent).code == 0
