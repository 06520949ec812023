"""``parplan validate --fix``, ``--add-ignore``, ``--baseline``, ``--statistics``: what is written, said and refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]

SARIF = Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json"
TASKS = """\
- id: 1.a
  title: "Kế\\u200B hoạch và và báo cáo"   # giữ
  lead: [VP, TTRA]
  products: [Báo cáo]
  time: Quý I/2021
"""
PLAN = write_plan(TASKS, groups="").replace("  KHTC:", "  KHTC: {name: A}\n  #KHTC:").replace("  TDC:", "  #TDC:")
PLAN = PLAN.replace("  KHTC: {name: A}\n", "")
MENDED = PLAN.replace("\\u200B", "")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(PLAN.replace("\n", "\r\n").encode("utf-8-sig"))
    return path


def test_what_is_safe_is_mended_in_place_and_said(run: Run, plan: Path) -> None:
    answer = run("validate", "plan.yaml", "--fix")
    assert plan.read_bytes() == MENDED.replace("\n", "\r\n").encode("utf-8-sig")
    assert answer.out == "plan.yaml:17:26: P419 “và” is repeated (delete one of the two)\n"
    assert answer.err.splitlines() == [
        "plan.yaml:17:19: P420 fixed: invisible character U+200B",
        "1 plan: 0 errors, 1 warning",
        "--fix --unsafe-fixes mends 1 that may be the print's own",
    ]
    assert answer.code == 0
    before = plan.stat().st_mtime_ns
    assert "fixed" not in run("validate", "plan.yaml", "--fix").err
    assert plan.stat().st_mtime_ns == before
    assert run("validate", "plan.yaml", "--fix", "--unsafe-fixes", "--strict").code == 0
    assert plan.read_bytes() == MENDED.replace("và và", "và").replace("\n", "\r\n").encode("utf-8-sig")


def test_the_difference_is_shown_and_nothing_written(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    answer = run("validate", "plan.yaml", "--fix", "--unsafe-fixes", "--diff", "--strict")
    assert plan.read_bytes() == before
    assert answer.code == 1  # of the file as it is
    assert [line for line in answer.out.splitlines() if line[0] in "+-"] == [
        "--- a/plan.yaml",
        "+++ b/plan.yaml",
        '-        title: "Kế\\u200B hoạch và và báo cáo"   # giữ',
        '+        title: "Kế hoạch và báo cáo"   # giữ',
    ]


def test_the_difference_in_json(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    shown = run("validate", "plan.yaml", "--fix", "--diff", "--json").json
    ((path, diff),) = [(one["path"], one["diff"]) for one in shown["differences"]]
    assert path == "plan.yaml"
    assert diff.startswith("--- a/plan.yaml\n+++ b/plan.yaml\n@@")
    assert {item["code"] for item in shown["items"]} == {"P419", "P420"}
    assert shown["fixed"] == []
    assert plan.read_bytes() == before


def test_select_and_ignore_say_what_is_mended(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    run("validate", "plan.yaml", "--fix", "--ignore", "P420")
    run("validate", "plan.yaml", "--fix", "--select", "P419")
    assert plan.read_bytes() == before


def test_fixes_are_told_in_json_and_sarif(run: Run, plan: Path) -> None:
    answer = run("validate", "plan.yaml", "--json", "--lang", "vi")
    fixes = {item["code"]: item["fix"] for item in answer.items}
    place = {"line": 17, "column": 19, "end_line": 17, "end_column": 25}
    assert fixes["P420"] == {"safe": True, "edits": [{**place, "text": ""}]}
    assert fixes["P419"]["safe"] is False
    log = json.loads(run("validate", "plan.yaml", "--format", "sarif").out)
    Draft4Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(log)
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    ((replacement,),) = [change["replacements"] for change in results["P420"]["fixes"][0]["artifactChanges"]]
    assert replacement["deletedRegion"] == {"startLine": 17, "startColumn": 19, "endLine": 17, "endColumn": 25}
    fixed = run("validate", "plan.yaml", "--json", "--fix").json
    assert [item["code"] for item in fixed["fixed"]] == ["P420"]
    assert [item["code"] for item in fixed["items"]] == ["P419"]


def test_a_plan_that_could_not_be_read_is_mended_too(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("products: [Báo cáo]", "products:\n          - Sở A: báo cáo"), encoding="utf-8")
    text = write_plan("- id: 1.a\n  title: Sở A: báo cáo\n  lead: [Các phòng, đơn vị thuộc Sở]\n")
    plan.write_text(text, encoding="utf-8")
    assert run("validate", "plan.yaml", "--fix").code == 0
    assert plan.read_text(encoding="utf-8") == text.replace("Sở A: báo cáo", '"Sở A: báo cáo"').replace(
        "[Các phòng, đơn vị thuộc Sở]", '["Các phòng, đơn vị thuộc Sở"]'
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unsafe-fixes",), "--unsafe-fixes needs --fix"),
        (("--diff",), "--diff needs --fix"),
        (("--reason", "x"), "--reason needs --add-ignore"),
        (("--add-ignore", "P419"), "--add-ignore needs --reason"),
        (("--add-ignore", "P419", "--reason", " "), "--add-ignore needs --reason"),
        (("--add-ignore", "P419", "--reason", "x", "--fix"), "--fix and --add-ignore are two commands"),
        (("--add-ignore", "P999", "--reason", "x"), "there is no finding with a code such as P999"),
        (("--add-ignore", "P201", "--reason", "x"), "P201 cannot be ignored"),
        (("--add-ignore", "P419", "--reason", "a\x07b"), "--reason contains a character that is not allowed in a text"),
        (("--fix", "--diff", "--format", "sarif"), "--diff has no form sarif"),
        (("--add-ignore", "P419", "--reason", "x", "--json"), "--add-ignore has no form json"),
        (("--statistics", "--format", "sarif"), "--statistics cannot be used"),
        (("--baseline", "plan.yaml"), "plan.yaml is not a baseline"),
    ],
)
def test_options_that_say_nothing_together_are_refused(run: Run, plan: Path, words: tuple[str, ...], said: str) -> None:
    before = plan.read_bytes()
    answer = run("validate", "plan.yaml", *words)
    assert answer.code == 2
    assert said in answer.err
    assert plan.read_bytes() == before


def test_standard_input_is_not_mended(spawn: Callable[..., Answer]) -> None:
    answer = spawn("validate", "-", "--fix", stdin=PLAN.encode())
    assert (answer.code, answer.out) == (2, "")
    assert "standard input cannot be fixed" in answer.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said(run: Run, plan: Path) -> None:
    plan.parent.chmod(0o500)
    try:
        assert run("validate", "plan.yaml", "--fix").code == 3
    finally:
        plan.parent.chmod(0o700)


def test_comments_are_written_with_their_reason(run: Run, plan: Path) -> None:
    answer = run("validate", "plan.yaml", "--add-ignore", "p419,P42", "--reason", "chữ của  bản in")
    line = '"Kế\\u200B hoạch và và báo cáo"   # giữ   # parplan: ignore[P420, P419] chữ của bản in\r\n'
    assert line in plan.read_bytes().decode("utf-8-sig")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "plan.yaml: 2 findings left out by comments\n"
    assert run("validate", "plan.yaml", "--strict").code == 0
    shown = run("validate", "plan.yaml", "--add-ignore", "P419", "--reason", "x", "--diff")
    assert (shown.code, shown.out, shown.err) == (0, "", "")


def test_known_findings_are_counted_and_new_ones_fail(run: Run, plan: Path) -> None:
    run("validate", "plan.yaml", "--json", "-o", "known.json")
    answer = run("validate", "plan.yaml", "--baseline", "known.json")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines()[0] == "2 known findings are left out"
    moved = PLAN.replace("title: Kế hoạch cải cách", "# một dòng\n  title: Kế hoạch cải cách", 1)
    plan.write_text(moved.replace("products: [Báo cáo]", "products: [Báo cáo của của Sở]"), encoding="utf-8")
    answer = run("validate", "plan.yaml", "--baseline", "known.json", "--json")
    assert answer.code == 1
    assert [item["message"] for item in answer.items] == ["“của” is repeated"]
    assert answer.json["known"] == 2
    plan.write_text(MENDED, encoding="utf-8")
    assert "1 finding of the baseline is gone" in run("validate", "plan.yaml", "--baseline", "known.json").err


def test_a_known_finding_keeps_an_equal_new_one_apart_in_reports(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("\\u200B", ""), encoding="utf-8")
    run("validate", "plan.yaml", "--json", "-o", "known.json")
    plan.write_text(PLAN.replace("\\u200B", "").replace("báo cáo", "và và"), encoding="utf-8")
    words = ("validate", "plan.yaml", "--format", "gitlab")
    every = {issue["fingerprint"] for issue in json.loads(run(*words).out)}
    new = {issue["fingerprint"] for issue in json.loads(run(*words, "--baseline", "known.json").out)}
    assert len(every) == 2
    assert len(new) == 1
    assert new < every


def test_codes_are_counted(run: Run, plan: Path) -> None:
    other = plan.with_name("other.yaml")
    other.write_text(PLAN.replace("\\u200B hoạch", "hoạch của của tỉnh"), encoding="utf-8")
    answer = run("validate", ".", "--statistics", "--select", "P4")
    rows = [line.split() for line in answer.out.splitlines()]
    assert rows[0] == ["Count", "Code", "Severity", "Name", "--fix"]
    assert ["3", "P419", "warning", "double-word", "0", "(+3)"] in rows
    counted = run("validate", ".", "--statistics", "--select", "P4", "--json").json["statistics"]
    assert counted[0] == {
        "code": "P419", "name": "double-word", "severity": "warning", "count": 3, "fixable": 0, "unsafe": 3,
    }  # fmt: skip


def test_settings_are_those_of_each_files_own_folder_and_of_the_file(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        for year in (2019, 2021):
            text = PLAN.replace("year: 2021", f"year: {year}").replace("agency: Sở A", f"agency: Sở {folder}")
            (tmp_path / folder / f"{year}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "parplan.toml").write_text('[per-file]\n"a/*19.yaml" = ["P419"]\n', encoding="utf-8")
    (tmp_path / "b" / "parplan.toml").write_text('ignore = ["P4"]\n', encoding="utf-8")

    def told(*words: str, cwd: Path = tmp_path) -> list[tuple[str, str]]:
        items = run("validate", "--json", "--select", "P419,P420", *words, cwd=cwd).items
        return [(item["path"][-11:], item["code"]) for item in items]

    expected = [("a/2019.yaml", "P420"), ("a/2021.yaml", "P420"), ("a/2021.yaml", "P419")]
    assert told("a", "b") == expected
    assert [code for _, code in told("../a", ".", cwd=tmp_path / "b")] == [code for _, code in expected]
    (tmp_path / "parplan.toml").write_text('per-file = {"2019.yaml" = ["P201"]}\n', encoding="utf-8")
    answer = run("validate", "a")
    assert answer.code == 2
    assert "P201 cannot be ignored" in answer.err


def test_all_plans_are_checked_beside_those_named(run: Run, plan: Path) -> None:
    twin = plan.with_name("twin.yaml")
    twin.write_text(PLAN, encoding="utf-8")
    alone = run("validate", "twin.yaml", "--json", "--select", "P6")
    assert alone.items == []
    together = run("validate", "twin.yaml", "--all-plans", "--json", "--select", "P6")
    assert [item["code"] for item in together.items] == ["P601"]
