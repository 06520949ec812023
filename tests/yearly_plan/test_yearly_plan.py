"""``parplan.load``: a plan as of a day for programs and notebooks, with the answers of the command line."""

from __future__ import annotations

import ast
import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import parplan
from conftest import PLAN_2021, RECORDED_2021, REPOSITORY, Answer
from small_plans import write_plan

Ask = Callable[..., Answer]
#: What other programs may rely on: a name is added here, never taken away.
NAMES = {
    *("load", "YearlyPlan", "Records", "DueRecord", "TaskRecord", "MilestoneRecord", "TaskDetails", "TargetRecord"),
    *("EntryRecord", "StatusRecord", "ParplanError", "RequestError", "FileError", "InvalidPlanError", "__version__"),
}
METHODS = {
    *("path", "as_of", "title", "agency", "agency_key", "year", "through"),
    *("on", "due", "undated", "tasks", "status", "show"),
}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value.isoformat() if isinstance(value, date) else value


def same(record: Any, item: dict[str, Any]) -> bool:
    """Whether an item of a JSON answer says the same in every field of a record."""
    return all(
        all(map(same_plain, found, item[key])) if key == "milestones" else found == item[key]
        for key, found in plain(record).items()
    )


def same_plain(found: dict[str, Any], item: dict[str, Any]) -> bool:
    return all(item[key] == value for key, value in found.items())


def test_the_names_are_stable_and_documented() -> None:
    assert set(parplan.__all__) == NAMES
    assert {name for name in dir(parplan.YearlyPlan) if not name.startswith("_")} == METHODS
    for name in NAMES - {"__version__"}:
        found = getattr(parplan, name)
        assert found.__doc__, name
        assert name in dir(parplan)
    for name in METHODS:
        assert getattr(parplan.YearlyPlan, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'Loader'"):
        _ = parplan.Loader  # type: ignore[attr-defined]


def test_type_checkers_are_told_the_same_names() -> None:
    stub = ast.parse((REPOSITORY / "src" / "parplan" / "__init__.pyi").read_text(encoding="utf-8"))
    imported = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert imported | {"__version__"} == NAMES
    assert (REPOSITORY / "src" / "parplan" / "py.typed").is_file()


def modules_after(code: str) -> set[str]:
    ending = "\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code + ending], capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def test_importing_it_costs_nothing_and_using_it_needs_no_command_line() -> None:
    assert {name for name in modules_after("import parplan") if name.startswith("parplan")} == {"parplan"}
    used = modules_after(f"import parplan; parplan.load({str(PLAN_2021)!r}, '2021-03-01').status()")
    assert "parplan.yearly_plan" in used
    assert not {name for name in used if name.partition(".")[0] in ("typer", "rich") or name.startswith("parplan.cli")}


@pytest.mark.parametrize("day", ["2021-03-01", "2021-12-31"])
def test_answers_are_those_of_the_command_line(ask_year: Ask, day: str) -> None:
    plan = parplan.load(RECORDED_2021, day)
    year = ("--within", "1y", "--as-of", day)
    until = date.fromisoformat(ask_year("due", *year, "--json").json["until"])
    for found, words in [
        (plan.due(), ("due", "--as-of", day)),
        (plan.due(until), ("due", *year)),
        (plan.due(until, unit="VP", role="lead"), ("due", *year, "--unit", "VP", "--role", "lead")),
        (plan.due(overdue=True), ("due", "--overdue", "--as-of", day)),
        (plan.tasks(), ("tasks", "--as-of", day)),
        (plan.tasks("mot cua"), ("tasks", "mot cua", "--as-of", day)),
        (plan.tasks(unit="TTRA", states=["done"]), ("tasks", "--unit", "TTRA", "--state", "done", "--as-of", day)),
        (plan.tasks(section="2", undated=True), ("tasks", "--section", "2", "--undated", "--as-of", day)),
    ]:
        items = ask_year(*words, "--json").items
        assert len(found) == len(items)
        assert all(map(same, found, items)), words
    assert all(map(same, plan.undated(), ask_year("due", "--as-of", day, "--json").json["undated"]))
    for by in ("unit", "section"):
        items = ask_year("status", "--by", by, "--as-of", day, "--json").items
        records = plan.status(by)
        assert [record.key for record in records] == [item["key"] for item in items]
        for record, item in zip(records, items, strict=True):
            assert record.done == item["states"]["done"]
            assert same_plain({k: v for k, v in plain(record).items() if k != "done"}, item)


def test_a_task_is_shown_whole(ask_year: Ask) -> None:
    plan = parplan.load(RECORDED_2021, "2021-12-31")
    for id in ("2.b", "2.k", "III.1"):
        found = plan.show(id)
        (item,) = ask_year("show", id, "--as-of", "2021-12-31", "--json").items
        assert same(found.task, item)
        assert found.milestones == found.task.milestones
        assert (list(found.parts), list(found.notes)) == (item["parts"], item["notes"])
        assert [target.measured for target in found.targets] == [target["measured"] for target in item["targets"]]
        assert [entry.date.isoformat() for entry in found.log] == [entry["date"] for entry in item["log"]]
        assert [entry.address for entry in found.log] == [entry["address"] for entry in item["log"]]
    assert [one.address for one in plan.show("2.b/plan").milestones] == ["2.b/plan"]
    assert len(plan.show("2b/plan").task.milestones) > 1


def test_it_is_asked_as_of_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = parplan.load(str(PLAN_2021), date(2021, 3, 1))
    assert (plan.as_of, plan.year, plan.through) == (date(2021, 3, 1), 2021, 2021)
    assert plan.agency == plan.agency_key == "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi"
    assert plan.path == PLAN_2021.as_posix()
    assert parplan.load(PLAN_2021, datetime(2021, 3, 1, 23, 59)).due() == plan.due()  # noqa: DTZ001 - any will do
    moment = datetime(2021, 2, 28, 20, tzinfo=UTC)  # in Vietnam it is the first of March
    assert parplan.load(PLAN_2021, moment).as_of == date(2021, 3, 1)
    later = plan.on("2021-06-30")
    assert (later.as_of, plan.as_of) == (date(2021, 6, 30), date(2021, 3, 1))
    assert later.status() == parplan.load(PLAN_2021, "2021-06-30").status()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Clock:
            assert tz is not None
            return cls(2021, 7, 1, 0, 30, tzinfo=tz)

    monkeypatch.setattr("parplan.clock.datetime", Clock)
    assert parplan.load(PLAN_2021).as_of == date(2021, 7, 1)


def test_records_are_frozen_and_tuples_of_them_are_tables() -> None:
    due = parplan.load(RECORDED_2021, "2021-06-30").due("2021-12-31")
    with pytest.raises(dataclasses.FrozenInstanceError):
        due[0].days = 3  # type: ignore[misc]
    html = due._repr_html_()
    assert html.count("<tr>") == len(due) + 1
    assert html.startswith("<table><thead><tr><th>address</th>")
    assert parplan.Records()._repr_html_() == "<p>–</p>"
    assert "<p>… +20</p>" in parplan.Records([due[0]] * 120)._repr_html_()


def test_text_of_a_plan_is_never_markup_in_a_notebook(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script>"&\u202e'
    task = {
        "id": "1.a",
        "title": evil,
        "lead": ["VP"],
        "products": [evil],
        "notes": [evil],
        "milestones": [{"id": "m", "title": evil, "due": "2021-03-31"}],
        "targets": [{"id": "t", "title": evil, "unit": evil}],
        "progress": [{"date": "2021-02-01", "note": evil}],
    }
    path = tmp_path / "a.yaml"
    text = write_plan("[" + json.dumps(task, ensure_ascii=True) + "]")
    path.write_text(text.replace("name: Văn phòng Sở", "name: '<b>Văn phòng</b>'"), encoding="utf-8")
    plan = parplan.load(path, "2021-03-01")
    for shown in (plan, plan.due(), plan.tasks(), plan.status(), plan.show("1.a")):
        html = shown._repr_html_()
        assert "<script" not in html
        assert "<b>" not in html
        assert "\u202e" not in html
    assert "&lt;script&gt;" in plan.show("1.a")._repr_html_()


def test_an_invalid_plan_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(write_plan().replace("year: 2021", "year: soon"), encoding="utf-8")
    with pytest.raises(parplan.InvalidPlanError, match="is not a valid plan") as caught:
        parplan.load(path)
    (line,) = caught.value.lines
    assert line.startswith(f"{path.as_posix()}:3:9: error S")
    assert line in caught.value.__notes__[0]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda plan: parplan.load("nowhere.yaml"), "does not exist"),
        (lambda plan: parplan.load(PLAN_2021, "1/3"), "is not a date"),
        (lambda plan: plan.on("soon"), "is not a date"),
        (lambda plan: plan.due("soon"), "is not a date"),
        (lambda plan: plan.due(unit="no such"), "no unit or group is called"),
        (lambda plan: plan.due(unit="VP", role="boss"), "is not one of: lead"),
        (lambda plan: plan.tasks(section="9"), "there is no section"),
        (lambda plan: plan.tasks(states=["finished"]), "is not one of: not-started"),
        (lambda plan: plan.status("agency"), "is not one of: unit, section"),
        (lambda plan: plan.show("9.z"), "there is no task"),
    ],
)
def test_what_is_wrong_is_a_request_error(ask: Callable[[parplan.YearlyPlan], object], told: str) -> None:
    with pytest.raises(parplan.RequestError, match=told):
        ask(parplan.load(PLAN_2021, "2021-03-01"))


def test_what_cannot_be_read_is_a_file_error(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(write_plan().replace("parplan: 1", "parplan: 99"), encoding="utf-8")
    with pytest.raises(parplan.FileError, match="this parplan reads format 1"):
        parplan.load(path)
    assert issubclass(parplan.FileError, parplan.ParplanError)
