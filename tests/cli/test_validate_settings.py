"""``parplan validate`` with settings of a repository, several files and standard input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer
from small_plans import write_plan

Run = Callable[..., Answer]

TASK = "[{id: 1.a, title: một và và hai, lead: [VP], products: [x]}]"  # P305, P419; P207 for the units not named
PLAN = write_plan(TASK)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def codes(answer: Answer) -> set[str]:
    return {item["code"] for item in answer.items}


def test_without_settings_everything_is_looked_for(run: Run, here: Path) -> None:
    answer = run("validate", "plan.yaml", "--json")
    assert (answer.code, codes(answer)) == (0, {"P207", "P305", "P419"})
    assert answer.err == "1 plan: 0 errors, 2 warnings, 3 pieces of advice\n"
    assert run("validate", "plan.yaml", "--strict").code == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("parplan.toml", 'lang = "en"\nignore = ["P207", "P4"]\n'),
        ("pyproject.toml", '[project]\nname = "x"\n[tool.parplan]\nignore = ["P207", "P4"]\n'),
    ],
)
def test_settings_of_either_file_count_also_from_a_folder_below(run: Run, here: Path, name: str, text: str) -> None:
    (here / name).write_text(text, encoding="utf-8")
    below = here / "a" / "b"
    below.mkdir(parents=True)
    assert codes(run("validate", "plan.yaml", "--json")) == {"P305"}
    assert codes(run("validate", "../../plan.yaml", "--json", cwd=below)) == {"P305"}
    assert codes(run("validate", "plan.yaml", "--json", "--ignore", "P3", cwd=here)) == set()
    assert codes(run("validate", "plan.yaml", "--json", "--select", "P2", cwd=here)) == set()


def test_a_severity_of_the_settings_decides_the_exit_code(run: Run, here: Path) -> None:
    (here / "parplan.toml").write_text('[severity]\nP419 = "error"\nP207 = "off"\nP305 = "advice"\n', encoding="utf-8")
    answer = run("validate", "plan.yaml", "--json")
    assert answer.code == 1
    assert {item["code"]: item["severity"] for item in answer.items} == {"P419": "error", "P305": "advice"}
    assert run("tasks", "--plan", "plan.yaml").code == 0  # the settings are those of validate: the plan answers


def test_parplan_toml_goes_before_pyproject_and_one_without_settings_does_not(run: Run, here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.parplan]\nselect = ["P3"]\n', encoding="utf-8")
    (here / "parplan.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert codes(run("validate", "plan.yaml", "--json")) == {"P305"}
    (here / "parplan.toml").write_text('select = ["P4"]\n', encoding="utf-8")
    assert codes(run("validate", "plan.yaml", "--json")) == {"P419"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("parplan.toml", "selekt = []", "the key selekt is not known here"),
        ("parplan.toml", 'select = ["Q1"]', "there is no finding with a code such as Q1"),
        ("parplan.toml", "select = [", "parplan.toml is not valid TOML"),
        ("pyproject.toml", "[tool.parplan\n", "pyproject.toml is not valid TOML"),
        ("pyproject.toml", "[tool]\nparplan = 1\n", "tool.parplan is not a table"),
        ("pyproject.toml", '[tool.parplan]\nlang = "vi"\n', "the key lang is not known here"),
        (
            "pyproject.toml",
            '[tool.parplan]\nseverity = {P204 = "loud"}\n',
            "“loud” is not one of: error, warning, advice, off",
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_wrong_settings_are_refused_with_the_file_that_has_them(
    run: Run, here: Path, name: str, text: str, said: str, language: str
) -> None:
    (here / name).write_text(text, encoding="utf-8")
    answer = run("validate", "plan.yaml", env={"PARPLAN_LANG": language})
    assert (answer.code, answer.out) == (2, "")
    assert name in answer.err
    if language == "en":
        assert said in answer.err


def test_another_tools_broken_pyproject_is_not_our_business(run: Run, here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.other\n", encoding="utf-8")
    assert run("validate", "plan.yaml").code == 0


def test_a_file_named_in_two_ways_is_checked_once(run: Run, here: Path) -> None:
    answer = run("validate", "plan.yaml", "./plan.yaml", str(here / "plan.yaml"), "*.yaml", "--json")
    assert "P601" not in codes(answer)
    assert answer.err.startswith("1 plan:")


def test_two_plans_of_one_year_and_agency(run: Run, here: Path) -> None:
    (here / "second.yaml").write_text(PLAN, encoding="utf-8")
    found = [item for item in run("validate", ".", "--json").items if item["code"] == "P601"]
    assert [(item["path"], item["line"]) for item in found] == [("second.yaml", 3)]
    assert "plan.yaml" in found[0]["message"]
    (here / "second.yaml").write_text(PLAN.replace("Sở A", "Sở B"), encoding="utf-8")
    assert "P601" not in codes(run("validate", ".", "--json"))


def test_an_unknown_format_version_ends_with_3(run: Run, here: Path) -> None:
    (here / "new.yaml").write_text("parplan: 2\n", encoding="utf-8")
    answer = run("validate", "new.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert "upgrade parplan" in answer.err
    both = run("validate", ".", "--json")
    assert both.code == 3
    assert "P419" in codes(both)
    assert "new.yaml: not used" in both.err


def test_standard_input_is_checked_with_the_rest(spawn: Callable[..., Answer], tmp_path: Path) -> None:
    answer = spawn("validate", "-", "--select", "P4", stdin=PLAN.encode())
    assert answer.code == 0
    assert answer.out.startswith("-:20:")
    assert "P419" in answer.out
    assert spawn("validate", "-", stdin=b"").code == 1


def test_findings_depend_on_the_day_only_where_a_day_is_meant(run: Run, here: Path) -> None:
    entry = "[{id: 1.a, title: A, progress: [{date: 2021-06-01, state: in-progress}]}]"
    (here / "plan.yaml").write_text(write_plan(entry), encoding="utf-8")
    assert "P503" in codes(run("validate", "plan.yaml", "--json", "--as-of", "2021-05-31"))
    assert "P503" not in codes(run("validate", "plan.yaml", "--json", "--as-of", "2021-06-01"))


@pytest.mark.parametrize("verb", ["due", "tasks", "show", "units", "status"])
def test_no_question_loads_the_rules(spawn: Callable[..., Answer], tmp_path: Path, verb: str) -> None:
    script = (
        "import sys; from parplan.cli.app import main; main(sys.argv[1:]); "
        "print([m for m in sys.modules if m.startswith('parplan.linting')], file=sys.stderr)"
    )
    import os
    import subprocess
    import sys

    words = [verb, *(["2.b"] if verb == "show" else []), "--plan", str(PLAN_2021), "--as-of", "2021-03-01"]
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=tmp_path,
        env={**kept, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    assert done.stderr.decode().strip().endswith("[]")
