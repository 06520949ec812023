"""docs/json.md names exactly the keys the answers have."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documented import REPOSITORY

from conftest import PLAN_2021
from filled_forms import Desk, Filled

ANSWERS = {
    "tasks": ("tasks", "--unit", "TTRA"),
    "task": ("show", "2.k"),
    "due": ("due",),
    "units": ("units",),
    "status": ("status",),
    "evidence": ("evidence",),
}
UNKNOWN_KEY = "parplan: 1\ncolour: red\n"


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    """The sections of docs/json.md by heading; the introduction has none."""
    text = (REPOSITORY / "docs" / "json.md").read_text(encoding="utf-8")
    introduction, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    return {"": introduction, **{heading: body for heading, _, body in (part.partition("\n") for part in rest)}}


def keys_named(section: str) -> set[str]:
    """The keys in the first column of a section's table."""
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return set(re.findall(r"`(\w+)(?:\[\])?`", " ".join(rows)))


def more_keys_named(section: str, key: str) -> set[str]:
    """The keys a row names for the members of a list, or a section for what is beside ``items``."""
    (row,) = re.findall(rf"^\| `{key}\[\]` \| (.*) \|$", section, re.MULTILINE)
    return set(re.findall(r"`(\w+)`", row))


@pytest.mark.parametrize("kind", ["tasks", "due", "units", "status", "evidence"])
def test_the_keys_of_items_are_documented(kind: str, sections: dict[str, str], ask_2021: Callable[..., Any]) -> None:
    answer = ask_2021(*ANSWERS[kind], "--json").json
    assert answer["kind"] == kind
    assert {key for item in answer["items"] for key in item} == keys_named(sections[kind])


@pytest.mark.parametrize("kind", [*ANSWERS, "validation"])
def test_the_keys_around_items_are_documented(
    kind: str, sections: dict[str, str], ask_2021: Callable[..., Any]
) -> None:
    words = ("validate",) if kind == "validation" else ANSWERS[kind]
    envelope = keys_named(sections[""])
    for key in ask_2021(*words, "--json").json.keys() - envelope:
        assert f"`{key}" in sections[kind].partition("\n|")[0]


def test_the_keys_of_a_task_are_documented(sections: dict[str, str], ask_2021: Callable[..., Any]) -> None:
    (task,) = ask_2021(*ANSWERS["task"], "--json").items
    assert task.keys() == keys_named(sections["tasks"]) | keys_named(sections["task"])
    assert {key for milestone in task["milestones"] for key in milestone} == keys_named(sections["milestones"])


def test_the_keys_of_citations_and_targets_are_documented(
    sections: dict[str, str], ask_2021: Callable[..., Any]
) -> None:
    tasks = [ask_2021("show", id, "--json").items[0] for id in ("2.b", "2.k", "3.a", "1.b")]
    for key in ("cites", "targets"):
        written = {name for task in tasks for one in task[key] for name in one}
        named = more_keys_named(sections["task"], key)
        assert written
        assert written | {"at_most"} == named | {"at_most"}


def test_the_keys_of_records_are_documented(sections: dict[str, str], run: Callable[..., Any], tmp_path: Path) -> None:
    shutil.copy(PLAN_2021, tmp_path / "plan.yaml")
    for words in (("done", "2.b/plan"), ("done", "2.b/plan"), ("undo",)):
        answer = run(*words, "--json", "-p", "plan.yaml")
        assert answer.json["kind"] == "record"
        assert {key for item in answer.items for key in item} == keys_named(sections["record"])
    dry = run("done", "2.b/plan", "--dry-run", "--json", "-p", "plan.yaml").items[0]
    assert dry.keys() - keys_named(sections["record"]) == {"diff"}
    assert "`diff`" in sections["record"]


def test_the_keys_of_the_log_are_documented(sections: dict[str, str], run: Callable[..., Any], tmp_path: Path) -> None:
    shutil.copy(PLAN_2021, tmp_path / "plan.yaml")
    run(
        "progress", "2.b/report", "--note", "x", "--percent", "4", "--evidence", "1/BC", "--by", "An", "-p", "plan.yaml"
    )
    answer = run("log", "--json", "-p", "plan.yaml")
    assert answer.json["kind"] == "log"
    always, named = keys_named(sections["log"]), set(re.findall(r"`(\w+)`", sections["log"].partition("\n|")[0]))
    for item in answer.items:
        assert always <= item.keys() <= always | named


def test_the_keys_of_forms_and_collections_are_documented(sections: dict[str, str], desk: Desk) -> None:
    envelope = keys_named(sections[""])
    sent = desk("form", "-o", "lai", "--json").json
    assert {key for item in sent["items"] for key in item} == keys_named(sections["forms"])
    Filled(desk.path()).put("1.a/plan", state="đang làm").put("1.a/report", state="?").save()
    answer = desk.collect().json
    assert {key for item in answer["items"] for key in item} == keys_named(sections["collection"])
    for key in answer.keys() - envelope:
        assert f"`{key}" in sections["collection"].partition("\n|")[0]


def test_the_keys_of_evidence_and_what_lacks_it_are_documented(
    sections: dict[str, str], run: Callable[..., Any], tmp_path: Path
) -> None:
    shutil.copy(PLAN_2021, tmp_path / "plan.yaml")
    run("done", "2.b/plan", "-p", "plan.yaml")
    answer = run("evidence", "--json", "-p", "plan.yaml").json
    (missing,) = answer["missing"]
    beside = sections["evidence"].partition("\n|")[0]
    named = set(re.findall(r"`(\w+)(?:\[\])?`", beside))
    assert named - {"items", "missing", "done"} == missing.keys()
    assert answer["items"][0]["evidence"].keys() == more_keys_named(sections["task"], "cites")


def test_the_keys_of_rules_are_documented(sections: dict[str, str], run: Callable[..., Any]) -> None:
    answer = run("explain", "--json").json
    assert answer["kind"] == "rules"
    assert {key for item in answer["items"] for key in item} == keys_named(sections["rules"])


def test_the_keys_of_findings_are_documented(sections: dict[str, str], run: Callable[..., Any], tmp_path: Any) -> None:
    (tmp_path / "plan.yaml").write_text(UNKNOWN_KEY, encoding="utf-8")
    answer = run("validate", "plan.yaml", "--json").json
    assert answer["kind"] == "validation"
    assert {key for item in answer["items"] for key in item} == keys_named(sections["validation"])


def test_the_keys_of_reports_are_documented(sections: dict[str, str], ask_year: Callable[..., Any]) -> None:
    answer = ask_year("report", "--period", "year", "--unit", "TDC", "--json", "--as-of", "2021-11-24").json
    agency = ask_year("report", "--period", "year", "--json", "--as-of", "2021-11-24").json
    assert {key for item in answer["items"] for key in item} == keys_named(sections["report"])
    around = set(re.findall(r"`(\w+)(?:\[\])?`", sections["report"].partition("\n|")[0]))
    assert answer.keys() - keys_named(sections[""]) <= around
    for part in ("period", "total", "next"):
        assert answer[part].keys() <= around
    for part in ("sections", "targets", "reports"):
        assert agency[part]
        assert {key for item in agency[part] for key in item} <= around
    assert {key for move in agency["reschedulings"] for key in move} == around & {"address", "extension"} | {
        "move", "old", "new", "date", "basis", "reason",
    }  # fmt: skip
    shares = more_keys_named(sections["report"], "shares")
    assert {key for item in answer["items"] for share in item["shares"] for key in share} == shares


def test_the_keys_of_reminders_are_documented(sections: dict[str, str], ask_year: Callable[..., Any]) -> None:
    answer = ask_year("remind", "--as-of", "2021-04-05", "--within", "60d", "--json").json
    assert answer["kind"] == "reminders"
    assert "`until`" in sections["reminders"]
    assert {key for item in answer["items"] for key in item} == keys_named(sections["reminders"])
    (due, *_) = ask_year("due", "--json").items
    for item in answer["items"]:
        for row in [*item["overdue"], *item["coming"]]:
            assert row.keys() - due.keys() == {"stated", "products"}
