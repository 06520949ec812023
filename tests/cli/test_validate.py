"""``parplan validate``: what it checks, what it prints, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]


def plan(task: str) -> str:
    return write_plan(f"[{{id: 1.a, title: Việc, {task}}}]", units="VP: {name: Văn phòng Sở}", groups="")


GOOD = plan("lead: [VP], products: [Báo cáo], milestones: [{id: m, title: A, due: thường xuyên}]")
WARNED = plan("lead: [VP], products: [Báo cáo], milestones: [{id: m, title: A, due: lúc nào xong}]")
WRONG = plan("lead: [Ai đó], owed: all, leed: x")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """``plans/`` with a right plan, one with a warning and one with errors."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, text in {"good": GOOD, "warned": WARNED, "wrong": WRONG}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("plans/good.yaml",), 0),
        (("plans/warned.yaml",), 0),
        (("plans/warned.yaml", "--strict"), 1),
        (("plans/wrong.yaml",), 1),
        (("plans/good.yaml", "plans/wrong.yaml"), 1),
        (("plans",), 1),
        (("plans/*.yaml",), 1),
        ((), 1),
        (("plans/nope.yaml",), 2),
        (("plans/good.yaml", "--format", "xml"), 2),
    ],
)
def test_exit_codes(run: Run, files: Path, words: tuple[str, ...], code: int) -> None:
    assert run("validate", *words).code == code


def test_without_a_path_the_plans_named_are_checked(run: Run, files: Path) -> None:
    assert run("validate", "--plan", "plans/good.yaml").code == 0
    assert run("validate", env={"PARPLAN_PLAN": "plans/good.yaml"}).code == 0


def test_one_line_a_finding_and_a_count_apart(run: Run, files: Path) -> None:
    answer = run("validate", "plans/wrong.yaml")
    assert answer.out.splitlines() == [
        "plans/wrong.yaml:13:52: S108 “all” is not one of: each, together",
        "plans/wrong.yaml:13:57: S103 the key leed is not known here (did you mean lead?)",
    ]
    assert answer.err == "1 plan: 2 errors, 0 warnings\n"
    assert run("validate", "plans/good.yaml").out == ""


def test_a_vietnamese_key_is_a_label_or_a_column_of_the_document(run: Run, files: Path) -> None:
    text = plan("lead: [VP], sản phẩm: [x], Nguồn kinh phí: 100 triệu, leader: y")
    (files / "wrong.yaml").write_text(text, encoding="utf-8")
    helps = [item["help"] for item in run("validate", "plans/wrong.yaml", "--json").items]
    assert helps[:2] == [
        "did you mean products?",
        'write a column the format has no key for under “columns”: columns: {"Nguồn kinh phí": …}',
    ]
    assert helps[2].startswith("keys allowed here: id, title, ")


def test_the_full_form_shows_the_line_with_a_caret_under_what_is_meant(run: Run, files: Path) -> None:
    lines = run("validate", "plans/wrong.yaml", "--format", "full").out.splitlines()
    assert lines[0] == "S108 bad-choice · error: “all” is not one of: each, together"
    assert lines[1] == "  --> plans/wrong.yaml:13:52"
    code, caret = lines[2], lines[3]
    assert code[caret.index("^") : caret.index("^") + caret.count("^")] == "all"


def test_codes_can_be_selected_and_warnings_ignored(run: Run, files: Path) -> None:
    selected = run("validate", "plans", "--select", "S103", "--json").items
    assert {item["code"] for item in selected} == {"S103"}
    assert run("validate", "plans/warned.yaml", "--ignore", "P301", "--strict").code == 0
    assert run("validate", "plans/wrong.yaml", "--ignore", "P").code == 1


def test_the_same_in_json_either_way(run: Run, files: Path) -> None:
    assert run("validate", "plans", "--json").json == run("validate", "plans", "--format", "json").json


def test_messages_are_in_the_language_of_the_run_and_codes_are_not(run: Run, files: Path) -> None:
    (item,) = run("validate", "plans/warned.yaml", "--json", "--lang", "vi").items
    (english,) = run("validate", "plans/warned.yaml", "--json").items
    assert (item["code"], item["line"], item["column"]) == (english["code"], english["line"], english["column"])
    assert item["message"] != english["message"]


def test_the_same_plan_named_twice_is_checked_once(run: Run, files: Path) -> None:
    answer = run("validate", "plans/warned.yaml", "plans/warned.yaml")
    assert answer.err == "1 plan: 0 errors, 1 warning\n"


def test_a_finding_code_that_does_not_exist_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("parplan: 1\n", encoding="utf-8")
    refused = run("validate", "p.yaml", "--select", "ZZZ")
    assert (refused.code, refused.out) == (2, "")
    assert "ZZZ" in refused.err


def test_one_unusable_file_of_several_does_not_keep_the_others_from_being_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(write_plan("- {id: 1.a, title: A, lead: [Nobody]}"), encoding="utf-8")
    (tmp_path / "newer.yaml").write_text("parplan: 2\n", encoding="utf-8")
    answer = run("validate", "newer.yaml", "good.yaml")
    assert answer.code == 3
    assert "P201" in answer.out
    assert "upgrade" not in answer.out
    assert "format 2" in answer.err
