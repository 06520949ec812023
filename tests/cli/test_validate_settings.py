"""``parplan validate`` with settings of a repository, several files and standard input."""

from __future__ import annotations

import os
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
        (
            "pyproject.toml",
            "[tool.parplan]\ncolour = 1\n",
            "keys allowed here: select, ignore, severity, per-file, lang",
        ),
        ("parplan.toml", 'ignore = ["S"]', "S cannot be ignored"),
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


@pytest.mark.parametrize("code", ["S", "Y", "y005", "P201,P404", "P404,P201"])
def test_an_error_cannot_be_ignored(run: Run, here: Path, code: str) -> None:
    answer = run("validate", "plan.yaml", "--ignore", code)
    assert (answer.code, answer.out) == (2, "")
    assert "cannot be ignored: it is an error" in answer.err
    assert run("validate", "plan.yaml", "--ignore", "P2").code == 0


def test_the_language_may_stand_in_either_file(run: Run, here: Path) -> None:
    def vietnamese(cwd: Path = here) -> bool:
        return "kế hoạch" in run("validate", str(here / "plan.yaml"), cwd=cwd, env={"PARPLAN_LANG": ""}).err

    below = here / "a"
    below.mkdir()
    assert not vietnamese()
    (here / "pyproject.toml").write_text('[tool.parplan]\nlang = "vi"\nignore = ["P2"]\n', encoding="utf-8")
    assert vietnamese()
    assert vietnamese(below)
    (below / "parplan.toml").write_text('ignore = ["P3"]\n', encoding="utf-8")  # says nothing about the language
    assert vietnamese(below)
    (below / "pyproject.toml").write_text('[tool.parplan]\nlang = "en"\n', encoding="utf-8")
    assert not vietnamese(below)
    assert codes(run("validate", "../plan.yaml", "--json", cwd=below)) == {"P305", "P419"}  # those of its own folder
    (here / "parplan.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert not vietnamese()
    (here / "parplan.toml").unlink()
    (here / "pyproject.toml").write_text('[tool.parplan]\nlang = "fr"\n', encoding="utf-8")
    answer = run("validate", "plan.yaml", env={"PARPLAN_LANG": ""})
    assert answer.code == 2
    assert "pyproject.toml: lang: “fr” is not one of: vi, en" in answer.err


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
@pytest.mark.parametrize("name", ["parplan.toml", "pyproject.toml"])
@pytest.mark.parametrize("kind", ["fifo", "folder", "device", "link", "large"])
def test_settings_are_a_file_or_nothing_waits_for_them(
    spawn: Callable[..., Answer], here: Path, name: str, kind: str
) -> None:
    path = here / name
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "link":
        path.symlink_to(name)
    else:
        path.write_text("# parplan\n" * 200_000, encoding="utf-8")
    asked = spawn("tasks", "--plan", "plan.yaml", env={"PARPLAN_LANG": ""})
    assert (asked.code, asked.err) == (0, "")
    answer = spawn("validate", "plan.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert name in answer.err
    assert {
        "fifo": "is a pipe or a device",
        "device": "is a pipe or a device",
        "folder": "is a folder",
        "link": "cannot be read",
        "large": "is too large",
    }[kind] in answer.err


def test_findings_that_were_left_out_are_spoken_of(run: Run, here: Path) -> None:
    tasks = ", ".join(f"{{id: 1.{n}, title: x{n}}}" for n in range(1, 1002)) + ", {id: 1.z, title: z, lead: [VP]}"
    (here / "plan.yaml").write_text(write_plan(f"[{tasks}]"), encoding="utf-8")
    said = "plan.yaml: there may be more P204; only the first 1000 are listed\n"
    answer = run("validate", "plan.yaml", "--select", "P2")
    assert (answer.code, answer.out.count("P204")) == (0, 1000)
    assert answer.err.startswith(said)
    answer = run("validate", "plan.yaml", "--json", "--select", "P204")
    assert answer.json["left_out"] == [{"path": "plan.yaml", "code": "P204", "after": 1000}]
    assert answer.err.startswith(said)
    less = run("validate", "plan.yaml", "--json", "--select", "P419")
    assert (less.json["left_out"], less.err.count("\n")) == ([], 1)
    (here / "plan.yaml").write_text(write_plan(f"[{tasks.rpartition(', ')[0]}]"), encoding="utf-8")
    assert run("validate", "plan.yaml", "--json", "--select", "P204").json["left_out"] == []
    (here / "plan.yaml").write_text("x: 1\n" * 500, encoding="utf-8")
    damaged = run("validate", "plan.yaml")
    assert damaged.err.startswith("plan.yaml: after 100 such findings the rest of the text was not checked\n")


@pytest.mark.parametrize("format", ["text", "full", "json", "github", "gitlab", "sarif", "junit"])
def test_a_report_goes_into_a_file_as_it_would_be_shown(run: Run, here: Path, format: str) -> None:
    shown = run("validate", "plan.yaml", "--strict", "--format", format)
    file = here / "reports" / "found.txt"
    answer = run("validate", "plan.yaml", "--strict", "--format", format, "-o", "reports/found.txt")
    assert (answer.code, answer.out) == (shown.code, "") == (1, "")
    assert file.read_bytes() == shown.out.encode()
    assert answer.err.startswith("reports/found.txt is written\n")
    file.write_text("của tôi", encoding="utf-8")
    again = run("validate", "plan.yaml", "--format", format, "--output", "reports/found.txt")
    assert (again.code, again.out) == (2, "")
    assert "reports/found.txt already exists" in again.err
    assert file.read_text(encoding="utf-8") == "của tôi"
    assert run("validate", "plan.yaml", "--format", format, "-o", "reports/found.txt", "--force").code == 0
    assert file.read_bytes() == run("validate", "plan.yaml", "--format", format).out.encode()


def test_a_report_never_takes_the_place_of_a_plan(run: Run, here: Path) -> None:
    answer = run("validate", "plan.yaml", "--force", "-o", "./plan.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert "--output: plan.yaml is one of the plans to be checked" in answer.err
    assert (here / "plan.yaml").read_text(encoding="utf-8") == PLAN
    assert run("validate", "plan.yaml", "-o", "").code == 2
    assert run("validate", "plan.yaml", "-o", ".").code in (2, 3)
    assert run("validate", "plan.yaml", "-o", "-").out == run("validate", "plan.yaml").out


def test_a_report_in_a_file_is_utf8_on_every_console(spawn: Callable[..., Answer], here: Path) -> None:
    words = ("validate", "plan.yaml", "--lang", "vi", "--format", "junit", "-o", "x.xml")
    assert spawn(*words, env={"PYTHONIOENCODING": "cp1252"}).code == 0
    assert "“và”" in (here / "x.xml").read_bytes().decode("utf-8")


@pytest.mark.parametrize("text", ["x = " + "9" * 10_000, "a." * 100_000 + "b = 1", "x = " + "[" * 100_000])
def test_settings_made_to_hurt_are_no_toml(run: Callable[..., Answer], tmp_path: Path, text: str) -> None:
    (tmp_path / "parplan.toml").write_text(text, encoding="utf-8")
    answer = run("settings")
    assert answer.code in (2, 3)
    assert "parplan.toml" in answer.err
    assert "X001" not in answer.err
