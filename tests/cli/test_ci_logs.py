"""The log of a CI service: no text of a plan and no path is a command that its runner obeys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from parplan.views.ci_logs import without_commands
from small_plans import write_plan

Run = Callable[..., Answer]

V1 = "##[add-mask]x và và ##vso[task.setvariable variable=a]b"
#: A word too long for its line, so that a command begins the line behind it.
V2 = f"{'x' * 60} ::stop-commands::x"
PLAN = write_plan(
    f"[{{id: 1.a, title: '{V1}', lead: [VP], products: [x]}},"
    f" {{id: 1.b, title: '{V2}', lead: [VP], products: ['{V1}']}}]"
)
SERVICES = [{"GITHUB_ACTIONS": "true"}, {"TF_BUILD": "True"}, {"TEAMCITY_VERSION": "2024.1"}]


@pytest.fixture
def plan(tmp_path: Path) -> str:
    folder = tmp_path / "##[stop-commands]x"
    folder.mkdir()
    (folder / "##vso[a]b.yaml").write_text(PLAN, encoding="utf-8")
    return str(folder / "##vso[a]b.yaml")


def obeyed(text: str) -> list[str]:
    """The lines in which GitHub's runner, Azure's or TeamCity's finds a command."""
    return [line for line in text.splitlines() if "##" in line or line.lstrip().startswith("::")]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "words",
    [
        ["validate"], ["validate", "--format", "full"], ["validate", "--statistics"], ["tasks"], ["show", "1.b"],
        ["--plain", "tasks"], ["--color", "always", "tasks"], ["show", "##[error]x"], ["##[error]x"],
        ["tasks", "##[a]b"], ["export", "##vso[b]c", "-o", "##[a].csv"], ["remind", "-o", "##[a]"],
    ],
)  # fmt: skip
def test_no_command_is_left_in_what_people_read(run: Run, plan: str, words: list[str], service: dict[str, str]) -> None:
    words = [words[0], plan, *words[1:]] if words[0] == "validate" else ["--plan", plan, *words]
    answer = run(*words, env=service)
    assert answer.out + answer.err
    assert obeyed(answer.out) == obeyed(answer.err) == []


def test_an_annotation_is_the_only_command_of_its_line(run: Run, plan: str) -> None:
    lines = run("validate", plan, "--format", "github", env=SERVICES[0]).out.splitlines()
    assert lines
    for line in lines:
        beginning, command, text = line.split("::", 2)
        assert beginning == ""
        assert command.split(" ")[0] in ("warning", "notice", "error")
        assert "##" not in text


def test_elsewhere_and_in_data_texts_stay_as_they_are(run: Run, plan: str, tmp_path: Path) -> None:
    assert V1 in run("--plan", plan, "show", "1.b", env={"COLUMNS": "200"}).out
    assert run("--plan", plan, "tasks", "--json", env=SERVICES[0]).items[0]["title"] == V1
    assert V1 in run("--plan", plan, "export", "--format", "csv", env=SERVICES[0]).out
    run("validate", plan, "--output", "found.txt", env=SERVICES[0])
    assert plan in (tmp_path / "found.txt").read_text(encoding="utf-8")


def test_only_what_begins_a_command_is_parted() -> None:
    kept = "#1 · a :: b #x\n  # y"
    assert without_commands(kept) == kept
    assert without_commands("a ###[b]\n ::c::d\n::e") == "a # # #[b]\n : :c::d\n: :e"
