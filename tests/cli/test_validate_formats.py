"""The forms in which CI services read findings, each held against what the service accepts, with hostile texts."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator, FormatChecker

from conftest import PLAN_2021, REPOSITORY, Answer
from parplan.cli import findings_output
from parplan.views import sarif_view
from parplan.views.sarif_view import RESULTS_LIMIT
from small_plans import write_plan

Run = Callable[..., Answer]

#: The schema of the OASIS committee, as the npm package @microsoft/jest-sarif 1.0.0-beta.0 ships it.
SARIF = Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json"

#: Text that tries to be a workflow command, markup, an escape sequence, or the end of what it stands in.
HOSTILE = '"%0A::error file=x,line=1::bad,\\r\\n::stop-commands::x ]]><script>&\\e[31m\\u0007 100% “và và”"'
PLANS = {
    "warned.yaml": write_plan("[{id: 1.a, title: một và và hai, lead: [VP], products: [x]}]"),
    "wrong.yaml": write_plan(f"[{{id: 1.a, title: Việc, lead: [{HOSTILE}], products: [x]}}]")
    .replace("\\e", "")
    .replace("\\u0007", ""),
    "clean.yaml": write_plan(
        "[{id: 1.a, title: Việc, lead: [VP], products: [x], milestones: [{id: m, title: A, due: thường xuyên}]}]"
    ),
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in PLANS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "tên, 100%: lạ.yaml").write_text(PLANS["warned.yaml"].replace("Sở A", "Sở B"), encoding="utf-8")
    (tmp_path / "parplan.toml").write_text('ignore = ["P207", "P601"]\n', encoding="utf-8")
    return tmp_path


def findings(run: Run) -> list[dict[str, Any]]:
    return run("validate", ".", "--json").items


def test_github_annotations_are_commands_that_no_text_can_break_out_of(run: Run, files: Path) -> None:
    found = findings(run)
    lines = run("validate", ".", "--format", "github").out.splitlines()
    assert len(lines) == len(found)
    levels = {"error": "error", "warning": "warning", "advice": "notice"}
    for line, finding in zip(lines, found, strict=True):
        match = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)", line)
        assert match is not None, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        decoded = {name: _decoded(value) for name, value in properties.items()}
        assert match[1] == levels[finding["severity"]]
        assert decoded["file"] == finding["path"]
        assert (int(decoded["line"]), int(decoded["col"])) == (finding["line"], finding["column"])
        assert decoded["title"].startswith(finding["code"])
        assert "::" not in properties["title"]
        assert not re.search(r"%(?!25|0A|0D)", match[3])


def _decoded(text: str) -> str:
    return text.replace("%3A", ":").replace("%2C", ",").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_gitlab_code_quality_has_what_gitlab_needs(run: Run, files: Path) -> None:
    found = findings(run)
    issues = json.loads(run("validate", ".", "--format", "gitlab").out)
    assert len(issues) == len(found)
    for issue, finding in zip(issues, found, strict=True):
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= issue.keys()
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"] == finding["path"]
        assert issue["location"]["lines"]["begin"] == finding["line"]
        assert issue["description"].startswith(finding["code"])
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)


def test_no_text_is_a_link_or_a_place_of_a_sarif_message(run: Run, tmp_path: Path) -> None:
    name = "[bấm](https://evil.example) [1](2) {0} {a} [b] (c)"
    (tmp_path / "x.yaml").write_text(
        write_plan(f'[{{id: 1.a, title: Việc, lead: ["{name}"], products: ["một và và [x](y)"]}}]'), encoding="utf-8"
    )
    (log,) = json.loads(run("validate", "x.yaml", "--format", "sarif").out)["runs"]
    texts = [one["message"]["text"] for one in log["results"]]
    texts += [fix["description"]["text"] for one in log["results"] for fix in one.get("fixes", ())]
    assert any("[bấm] (https://evil.example) [1] (2) { 0} {a} [b] (c)" in text for text in texts)
    assert [text for text in texts if "](" in text or "{0}" in text] == []


def test_fingerprints_of_reports_stay_when_lines_are_added_above(run: Run, files: Path) -> None:
    def prints() -> set[str]:
        issues = json.loads(run("validate", "warned.yaml", "--format", "gitlab").out)
        sarif = json.loads(run("validate", "warned.yaml", "--format", "sarif").out)
        results = sarif["runs"][0]["results"]
        return {issue["fingerprint"] for issue in issues} | {r["partialFingerprints"]["parplan/v2"] for r in results}

    before = prints()
    (files / "warned.yaml").write_text("# một dòng\n\n" + PLANS["warned.yaml"], encoding="utf-8")
    assert prints() == before


REPORTS = ("json", "github", "gitlab", "sarif", "junit")


def paths_in(form: str, out: str) -> set[str]:
    """The paths a report names."""
    if form == "json":
        return {item["path"] for item in json.loads(out)["items"]}
    if form == "gitlab":
        return {issue["location"]["path"] for issue in json.loads(out)}
    if form == "sarif":
        results = json.loads(out)["runs"][0]["results"]
        return {unquote(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for r in results}
    if form == "junit":
        return {case.attrib["file"] for case in ElementTree.fromstring(out).iter("testcase")}
    if form == "text":
        return set(re.findall(r"^(.*?):\d+:\d+: ", out, re.M))
    if form == "full":
        return set(re.findall(r"^ *--> (.*):\d+:\d+$", out, re.M))
    return {_decoded(re.findall("file=([^,]*)", line)[0]) for line in out.splitlines()}


@pytest.mark.parametrize("form", [*REPORTS, "text", "full"])
def test_paths_are_those_of_the_repository_wherever_the_command_is_run(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / ".git").mkdir()
    for folder in ("kế hoạch", "tools"):
        (tmp_path / folder).mkdir()
    (tmp_path / "kế hoạch" / "một.yaml").write_text(PLANS["warned.yaml"], encoding="utf-8")
    answers = {
        run("validate", "kế hoạch", "--format", form).out,
        run("validate", str(tmp_path / "kế hoạch"), "--format", form).out,
        run("validate", "../kế hoạch/một.yaml", "--format", form, cwd=tmp_path / "tools").out,
        run("validate", ".", "--format", form, cwd=tmp_path / "kế hoạch").out,
    }
    (answer,) = answers  # fingerprints included
    assert paths_in(form, answer) == {"kế hoạch/một.yaml"}


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_a_ci_service_names_the_root_itself(run: Run, tmp_path: Path, variable: str) -> None:
    (tmp_path / "checkout" / "plans" / ".git").mkdir(parents=True)  # a submodule
    (tmp_path / "checkout" / "plans" / "a.yaml").write_text(PLANS["warned.yaml"], encoding="utf-8")
    words = ("validate", "checkout/plans", "--format", "gitlab")
    assert paths_in("gitlab", run(*words, env={variable: str(tmp_path / "checkout")}).out) == {"plans/a.yaml"}
    assert paths_in("gitlab", run(*words, env={variable: str(tmp_path / "elsewhere")}).out) == {"a.yaml"}


def test_outside_of_a_repository_a_fingerprint_does_not_depend_on_where_the_command_is_run(
    run: Run, files: Path
) -> None:
    def prints(path: str, cwd: Path) -> list[str]:
        return [item["fingerprint"] for item in run("validate", path, "--json", "--select", "P4", cwd=cwd).items]

    there = prints(f"{files.name}/warned.yaml", files.parent)
    assert prints("warned.yaml", files) == there


def test_outside_of_a_repository_what_is_known_of_one_plan_is_not_of_another_of_its_name(
    run: Run, tmp_path: Path
) -> None:
    """Plans of several agencies are often called by their year alone."""
    for folder in "a", "b":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "2022.yaml").write_text(PLANS["clean.yaml"], encoding="utf-8")
    (tmp_path / "a" / "2022.yaml").write_text(PLANS["wrong.yaml"], encoding="utf-8")
    run("validate", "a", "b", "--json", "-o", "known.json", cwd=tmp_path)
    assert run("validate", "../a", "../b", "--baseline", "../known.json", cwd=tmp_path / "a").code == 0
    (tmp_path / "b" / "2022.yaml").write_text(PLANS["wrong.yaml"], encoding="utf-8")
    answer = run("validate", "a", "b", "--baseline", "known.json", cwd=tmp_path)
    assert answer.code == 1
    assert answer.out.startswith("b/2022.yaml:")
    prints = [item["fingerprint"] for item in run("validate", "a", "b", "--json", cwd=tmp_path).items]
    assert len(set(prints)) == len(prints) > 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("form", [*REPORTS, "text", "full"])
def test_the_name_of_a_file_cannot_begin_a_line_or_carry_a_control_character(
    run: Run, tmp_path: Path, form: str
) -> None:
    name = "a\n::stop-commands::x\r%0A::error::\x1b[31m\u2028::warning::\x85.yaml"
    (tmp_path / name).write_text(PLANS["warned.yaml"], encoding="utf-8")
    out = run("validate", ".", "--format", form).out
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", out)
    lines = [line.strip() for line in out.splitlines()]
    assert len([line for line in lines if line.startswith("::")]) == (len(findings(run)) if form == "github" else 0)
    for path in paths_in(form, out) if form in REPORTS and form not in ("sarif", "github") else ():
        assert "stop-commands" in path
        assert path.isprintable()


def test_paths_of_annotations_are_utf_8_whatever_the_console(spawn: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "kế hoạch.yaml").write_text(PLANS["warned.yaml"], encoding="utf-8")
    words = ("validate", "kế hoạch.yaml", "--format", "github", "--lang", "vi")
    plain = spawn(*words, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "1"})
    assert plain.out == spawn(*words, env={"PYTHONUTF8": "1"}).out
    assert "file=kế hoạch.yaml," in plain.out


@pytest.mark.parametrize("limit", [60, pytest.param(RESULTS_LIMIT, marks=pytest.mark.slow)])
def test_sarif_holds_only_so_many_results_and_says_what_it_left_out(
    run: Run, tmp_path: Path, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif_view, "RESULTS_LIMIT", limit)
    words = " ".join(f"từ{n} và và" for n in range(limit // 6 + 60))
    for number in range(7):
        tasks = f"[{{id: 1.a, title: {words}, lead: [Ai đó]}}]"
        (tmp_path / f"{number}.yaml").write_text(write_plan(tasks), encoding="utf-8")
    found = findings(run)
    assert len(found) > limit
    log = json.loads(run("validate", ".", "--format", "sarif").out)
    (sarif_run,) = log["runs"]
    assert len(sarif_run["results"]) == limit
    assert sum(r["level"] == "error" for r in sarif_run["results"]) == 7
    (notification,) = sarif_run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith(f"{len(found) - limit} findings were left out")
    Draft4Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(log)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sarif_is_valid_by_its_schema(run: Run, files: Path, language: str) -> None:
    found = findings(run)
    log = json.loads(run("validate", ".", "--format", "sarif", "--lang", language).out)
    Draft4Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(log)
    (sarif_run,) = log["runs"]
    rules = sarif_run["tool"]["driver"]["rules"]
    assert len(sarif_run["results"]) == len(found)
    for result, finding in zip(sarif_run["results"], found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["code"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] == finding["line"]
        assert place["region"]["startColumn"] == finding["column"]
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", place["artifactLocation"]["uri"])
    assert {r["level"] for r in sarif_run["results"]} == {"error", "warning"}


def test_sarif_names_the_page_of_a_rule_where_the_documentation_has_an_address(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (driver,) = (one["tool"]["driver"] for one in json.loads(run("validate", ".", "--format", "sarif").out)["runs"])
    assert findings_output.documentation_address() is None
    assert "helpUri" not in driver["rules"][0]
    monkeypatch.setattr(findings_output, "documentation_address", lambda: "https://example.org/docs/")
    log = json.loads(run("validate", ".", "--format", "sarif").out)
    Draft4Validator(json.loads(SARIF.read_text(encoding="utf-8")), format_checker=FormatChecker()).validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    headings = re.findall(r"^### (.*)$", (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8"), re.M)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert {rule["helpUri"].partition("rules.md#")[2] for rule in rules} <= anchors
    assert {rule["helpUri"].partition("#")[0] for rule in rules} == {"https://example.org/docs/rules.md"}


def test_sarif_says_when_a_file_could_not_be_read(run: Run, files: Path) -> None:
    (files / "other.yaml").write_text("parplan: 9\n", encoding="utf-8")
    answer = run("validate", ".", "--format", "sarif")
    assert answer.code == 3
    assert json.loads(answer.out)["runs"][0]["invocations"] == [{"executionSuccessful": False}]
    assert "upgrade" not in answer.out
    assert "other.yaml" in answer.err


def test_junit_is_xml_whose_failures_are_what_fails_the_run(run: Run, files: Path) -> None:
    found = findings(run)
    for strict, severities in ((False, {"error"}), (True, {"error", "warning"})):
        answer = run("validate", ".", "--format", "junit", *(["--strict"] if strict else []))
        root = ElementTree.fromstring(answer.out)
        failing = [f for f in found if f["severity"] in severities]
        assert len(root.findall(".//failure")) == len(failing) == int(root.attrib["failures"])
        cases = root.findall(".//testcase")
        assert len(cases) == int(root.attrib["tests"])
        assert [suite.attrib["name"] for suite in root] == sorted({*(f["path"] for f in found), "clean.yaml"})
        for suite in root:
            assert int(suite.attrib["tests"]) == len(suite)


@pytest.mark.parametrize("form", ["text", "full", "github", "gitlab", "sarif", "junit", "json"])
def test_no_form_lets_a_control_character_through(run: Run, files: Path, form: str) -> None:
    out = run("validate", ".", "--format", form).out
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", out)
    if form in ("text", "full", "github"):
        assert not [line for line in out.splitlines() if line.startswith("::stop")]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab", "json"])
def test_a_console_without_unicode_gets_the_same_report(spawn: Callable[..., Answer], form: str) -> None:
    words = ("validate", "-", "--format", form, "--lang", "vi")
    plan = PLANS["wrong.yaml"].encode()
    plain = spawn(*words, stdin=plan, env={"PYTHONIOENCODING": "ascii"})
    full = spawn(*words, stdin=plan)
    assert plain.out.isascii()
    if form == "junit":
        assert ElementTree.canonicalize(plain.out) == ElementTree.canonicalize(full.out)
    else:
        assert json.loads(plain.out) == json.loads(full.out)


def test_the_plan_of_the_repository_gives_empty_reports(run: Run) -> None:
    plan = str(PLAN_2021)
    assert run("validate", plan, "--format", "github").out == ""
    assert json.loads(run("validate", plan, "--format", "gitlab").out) == []
    sarif = json.loads(run("validate", plan, "--format", "sarif").out)
    assert sarif["runs"][0]["results"] == []
    assert ElementTree.fromstring(run("validate", plan, "--format", "junit", "--strict").out).attrib["failures"] == "0"
