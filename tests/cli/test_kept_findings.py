"""``validate`` says the same whether a file is checked or was checked before, and knows when it must look again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer
from small_plans import write_plan

Run = Callable[..., Answer]

HERE = Path(__file__).parent
CASES = sorted((HERE.parent / "linting" / "err").glob("*.yaml"))
FORMATS = ("full", "json", "sarif", "gitlab", "github", "junit")


def task(more: str) -> str:
    units = "VP: {name: Văn phòng Sở}"
    return write_plan(f"[{{id: 1.a, title: Việc, lead: [VP], products: [Báo cáo], {more}}}]", units=units, groups="")


GOOD = task("milestones: [{id: m, title: A, due: thường xuyên}]")
WARNED = task("milestones: [{id: m, title: A, due: lúc nào xong}]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def check(run: Run, folder: Path) -> Run:
    """Run ``validate`` with a cache of its own."""
    return lambda *words, env=None: run("validate", *words, env={"PARPLAN_CACHE": str(folder), **(env or {})})


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.findings.json"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(WARNED, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_finding_is_the_same_checked_known_off_and_damaged(run: Run, check: Run, folder: Path, path: Path) -> None:
    words = [str(path), "--format", FORMATS[CASES.index(path) % len(FORMATS)]]
    off = run("validate", *words)
    first = check(*words)
    again = check(*words)
    for file in kept(folder):
        before = file.read_bytes()
        file.write_bytes(before[:-1])
        assert check(*words) == off
        assert file.read_bytes() == before
    assert first == again == off


def test_a_known_file_needs_no_rule(tmp_path: Path) -> None:
    words = f"['validate', {str(PLAN_2021)!r}]"
    code = f"import sys; from parplan.cli.app import main; assert main({words}) == 0; print(*sys.modules)"
    loaded = []
    for _ in range(2):
        environment = {"PARPLAN_CACHE": str(tmp_path), "PARPLAN_TODAY": "2021-03-01", "PARPLAN_LANG": "en"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8")
        assert done.stderr == "1 plan: 0 errors, 0 warnings\n"
        loaded.append(set(done.stdout.split()))
    assert {"pydantic", "parplan.linting.registry"} <= loaded[0]
    assert not {"pydantic", "yaml", "typer", "parplan.linting.registry", "parplan.compiling"} & loaded[1]


def test_a_file_that_was_edited_is_checked(check: Run, plan: Path) -> None:
    assert "P301" in check(str(plan)).out
    plan.write_text(GOOD, encoding="utf-8")
    assert check(str(plan)).out == ""
    plan.write_text(WARNED, encoding="utf-8")
    assert "P301" in check(str(plan)).out


def test_what_is_looked_for_is_part_of_what_is_known(check: Run, plan: Path, folder: Path, tmp_path: Path) -> None:
    assert "P301" in check(str(plan)).out
    assert check(str(plan), "--ignore", "P301").out == ""
    assert check(str(plan), "--select", "P4").out == ""
    (tmp_path / "parplan.toml").write_text('severity = {P301 = "error"}', encoding="utf-8")
    assert check(str(plan)).code == 1
    (tmp_path / "parplan.toml").unlink()
    assert check(str(plan)).code == 0
    assert len(kept(folder)) == 4


def test_a_rule_may_be_about_the_name_of_the_file(check: Run, tmp_path: Path) -> None:
    for name in ("2021.yaml", "2022.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    for name in ("2021.yaml", "2022.yaml") * 2:
        assert ("P602" in check(name).out) is (name == "2022.yaml")


def test_an_entry_of_the_future_is_found_until_its_day_has_come(check: Run, plan: Path, folder: Path) -> None:
    plan.write_text(
        task("milestones: [{id: m, title: A, due: thường xuyên}], progress: [{date: 2021-03-10, note: x}]"),
        encoding="utf-8",
    )
    days = ["2021-03-09", "2021-03-10", "2021-03-09", "2021-03-11", "2021-03-08"]
    found = ["P503" in check(str(plan), env={"PARPLAN_TODAY": day}).out for day in days]
    assert found == [True, False, True, False, True]
    assert len(kept(folder)) == 1


def test_the_same_findings_serve_on_any_later_day(check: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(str(plan), env={"PARPLAN_TODAY": "2021-03-01"})

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("parplan.linting.engine.check_plan", fail)
    assert check(str(plan), env={"PARPLAN_TODAY": "2021-12-01"}) == first


def test_twins_are_found_among_known_files(run: Run, check: Run, tmp_path: Path, folder: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
        assert check(name).out == ""
    off = run("validate", "a.yaml", "b.yaml")
    assert "P601" in off.out
    assert check("a.yaml", "b.yaml") == off
    assert check("a.yaml", "b.yaml") == off
    assert check("b.yaml").out == ""


def test_other_code_looks_again(check: Run, plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(str(plan))
    monkeypatch.setattr("parplan.cli.kept_findings.code_stamp", lambda rooms: "another version")
    assert check(str(plan)) == first
    assert len(kept(folder)) == 2


def test_a_plan_of_another_format_is_refused_each_time(check: Run, plan: Path, folder: Path) -> None:
    plan.write_text(GOOD.replace('parplan: "1"', 'parplan: "9"').replace("parplan: 1", "parplan: 9"), encoding="utf-8")
    first = check(str(plan))
    assert first.code == 3
    assert check(str(plan)) == first
    assert kept(folder) == []


def test_many_files_are_known_one_by_one(run: Run, check: Run, tmp_path: Path, folder: Path) -> None:
    for number in range(30):
        text = (WARNED if number % 3 else GOOD).replace("Việc", "Việc " + "dài " * 9000 + str(number))
        (tmp_path / f"{number:02}.yaml").write_text(text.replace("agency: ", f"agency: {number} "), encoding="utf-8")
    off = run("validate", "*.yaml")
    assert check("*.yaml") == off  # by a pool
    assert len(kept(folder)) == 30
    (tmp_path / "07.yaml").write_text(GOOD, encoding="utf-8")
    changed = run("validate", "*.yaml")
    assert changed != off
    assert check("*.yaml") == changed == check("*.yaml")
    assert len(kept(folder)) == 31


def test_standard_input_is_known_too(spawn: Run, tmp_path: Path) -> None:
    cache = {"PARPLAN_CACHE": str(tmp_path / "cache")}
    first = spawn("validate", "-", stdin=WARNED.encode(), env=cache)
    assert "P301" in first.out
    assert spawn("validate", "-", stdin=WARNED.encode(), env=cache) == first
    assert "P301" not in spawn("validate", "-", stdin=GOOD.encode(), env=cache).out
