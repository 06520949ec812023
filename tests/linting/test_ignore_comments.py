"""Comments that leave findings out: what is one, what only looks like one, and what is said of those that fail."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.diagnostics import Finding
from parplan.linting.comments import COMMENTS_LIMIT, find_ignores
from parplan.linting.file_findings import FINDINGS_LIMIT, Stopped
from parplan.linting.selection import Selection
from parplan.linting.values import Values
from small_plans import check_plans, load, write_plan

TASK = """
- id: 1.a
  title: {title}
  lead: [VP]
  products: [Báo cáo]
  milestones:
    - {{id: m, title: A, due: thường xuyên}}
"""
#: Every unit and group of the small plan is used, so that nothing else is found.
QUIET = Selection(ignore=("P207",))


def plan(title: str) -> str:
    return write_plan(TASK.format(title=title))


def check(text: str | bytes, selection: Selection = QUIET) -> tuple[Finding, ...]:
    (checked,) = check_plans([("plan.yaml", load(text))], selection, date(2026, 1, 1))
    return checked.findings


def codes(text: str | bytes, selection: Selection = QUIET) -> list[str]:
    return [finding.code for finding in check(text, selection)]


def test_without_a_comment_the_finding_is_there() -> None:
    assert codes(plan("một và và hai")) == ["P419"]


@pytest.mark.parametrize(
    "title",
    [
        "một và và hai  # parplan: ignore[P419] chữ của bản in",
        "một và và hai # parplan:ignore[P419] lý do",
        "một và và hai\t#parplan: ignore [ P419 ] lý do",
        "một và và hai  # PARPLAN: Ignore[p419] lý do",
        "'một và và hai'  # parplan: ignore[P419] lý do",
        '"một và và hai"  # parplan: ignore[P419] lý do',
        ">-  # parplan: ignore[P419] lý do\n    một và và hai",
        "|  # parplan: ignore[P419] lý do\n    một\n    và và hai",
        "một\n    và và hai  # parplan: ignore[P419] lý do",
        "một và\n    và hai  # parplan: ignore[P419] lý do",
    ],
)
def test_a_comment_on_the_line_leaves_it_out(title: str) -> None:
    assert codes(plan(title)) == []


@pytest.mark.parametrize(
    "title",
    [
        "'một và và hai # parplan: ignore[P419] lý do'",
        '"một và và hai # parplan: ignore[P419] lý do"',
        '"một và và hai\n    # parplan: ignore[P419] lý do"',
        ">-\n    một và và hai # parplan: ignore[P419] lý do",
        "|\n    một và và hai\n    # parplan: ignore[P419] lý do",
        "một và và hai# parplan: ignore[P419] lý do",
        "một và và hai#parplan: ignore[P419]",
    ],
)
def test_what_only_looks_like_a_comment_is_text(title: str) -> None:
    text = plan(title)
    if ": ignore" in title and title.startswith("một"):
        text = text.replace("parplan: ignore", "parplan ignore")  # a plain text cannot hold a colon and a space
    loaded = load(text)
    assert loaded.root is not None
    assert find_ignores(loaded.source, lambda: Values(loaded.root)) == ()
    assert codes(text) == ["P419"]


def test_a_comment_on_another_line_leaves_nothing_out() -> None:
    above = plan("một và và hai").replace("  title: một", "  # parplan: ignore[P419] lý do\n        title: một")
    assert codes(above) == ["P701", "P419"]


def test_several_codes_each_count() -> None:
    text = write_plan(
        "[{id: 1.a, title: một và và hai, products: [x], milestones: [{id: m, title: A, due: thường xuyên}]}]"
    )
    line = next(line for line in text.splitlines() if "1.a" in line)
    assert codes(text) == ["P204", "P419"]
    assert codes(text.replace(line, line + "  # parplan: ignore[P204,P419] lý do")) == []
    assert codes(text.replace(line, line + "  # parplan: ignore[P204, P419, P403] lý do")) == ["P701"]


def test_the_same_code_twice_or_two_comments_in_one_line() -> None:
    assert codes(plan("một và và hai  # parplan: ignore[P419, P419] lý do")) == []
    two = "một và và hai  # parplan: ignore[{}] một # parplan: ignore[{}] hai"
    assert codes(plan(two.format("P419", "P204"))) == ["P701"]
    assert codes(plan(two.format("P204", "P419"))) == ["P701"]
    both = plan(two.format("P419", "P413")).replace("hai  #", "a\u0301  #")
    assert codes(both) == []
    assert codes(plan("một và và hai  # parplan: ignore[P419] một # parplan: ignore P204")) == ["P702"]
    assert codes(plan("một và và hai  # parplan: ignore[P419] # parplan: ignore[P419] hai")) == ["P702"]


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("# parplan: ignore[P999] lý do", ["P419", "P702"]),
        ("# parplan: ignore[P4] lý do", ["P419", "P702"]),
        ("# parplan: ignore[P419]", ["P419", "P702"]),
        ("# parplan: ignore[] lý do", ["P419", "P702"]),
        ("# parplan: ignore[P419 lý do", ["P419", "P702"]),
        ("# parplan: ignore P419 lý do", ["P419", "P702"]),
        ("# parplan: ingore[P419] lý do", ["P419", "P702"]),
        ("# parplan: ", ["P419", "P702"]),
        ("# parplan: ignore[Y005] lý do", ["P419", "P702"]),
        ("# parplan: ignore[P204] lý do", ["P419", "P701"]),
        ("# parplan đã kiểm tra", ["P419"]),
        ("# xem parplan: ignore[P419]", ["P419"]),
    ],
)
def test_a_comment_that_does_nothing_is_a_finding(comment: str, found: list[str]) -> None:
    assert codes(plan(f"một và và hai  {comment}")) == found


def test_an_unused_comment_stands_where_its_code_does() -> None:
    text = plan("một  # parplan: ignore[P419] lý do")
    (finding,) = check(text)
    line = text.splitlines()[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == "P419"


def test_a_code_that_is_not_looked_for_is_not_unused() -> None:
    text = plan("một  # parplan: ignore[P419] lý do")
    assert codes(text, Selection(select=("P204", "P701"))) == []
    assert codes(text, Selection(ignore=("P4", "P207"))) == []


def test_what_loading_warns_of_can_be_left_out_and_its_errors_cannot() -> None:
    warned = plan("một").replace("due: thường xuyên}", "due: lúc nào xong}  # parplan: ignore[P301] chữ của bản in")
    assert codes(warned) == []
    wrong = plan("một").replace("lead: [VP]", "lead: [Ai đó]  # parplan: ignore[P201] lý do")
    assert codes(wrong) == ["P201", "P702"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = plan(">-  # parplan: ignore[P419] lý do\n    một và và hai")
    assert codes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == []
    unused = plan("một  # parplan: ignore[P419] lý do").replace("\n", "\r\n")
    (finding,) = check(unused)
    assert (finding.code, finding.span.end_column - finding.span.column) == ("P701", 4)


def test_the_comment_about_the_comment_can_itself_be_left_out_by_selection_only() -> None:
    text = plan("một  # parplan: ignore[P419, P701] lý do")
    assert codes(text) == ["P701", "P701"]
    assert codes(text, Selection(ignore=("P207", "P701"))) == []


DAMAGED = """
- id: 1.a
  title: một và và hai
  lead: [VP]   # parplan: ignore[P205] lý do
  products: [Kế hoạch]
  milestones: [{id: m, title: B, due: Quý I/2021}]
  time: Quý I/2021
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  time:", "  lead: [TTRA]  # parplan: ignore[P204] lý do\n  time:", "Y005"),
        ("  time:", "  milestones: []\n  time:", "Y005"),
        ("due: Quý I/2021}", "due: *x}", "Y007"),
        ("  time:", "  ? [a]\n  : b\n  time:", "Y013"),
    ],
)
def test_nothing_is_unused_or_missing_where_the_text_is_damaged(old: str, new: str, code: str) -> None:
    assert codes(write_plan(DAMAGED)) == ["P419", "P701"]
    assert sorted(codes(write_plan(DAMAGED.replace(old, new, 1)), Selection())) == ["P419", code]


@pytest.mark.parametrize(("old", "new", "code"), [("[VP]", "&a [VP]", "Y006"), ("[VP]", "!!x [VP]", "Y008")])
def test_no_comment_is_unused_beside_an_error(old: str, new: str, code: str) -> None:
    assert sorted(codes(write_plan(DAMAGED.replace(old, new, 1)))) == ["P419", code]


def test_a_rule_goes_on_beside_a_task_whose_text_is_damaged() -> None:
    other = "- {id: 1.b, title: Việc, products: [x], milestones: [{id: m, title: B, due: Quý I/2021}]}\n"
    text = write_plan(DAMAGED.replace("  time:", "  lead: []\n  time:") + other)
    assert codes(text, Selection()) == ["P419", "Y005", "P204"]


def test_a_refused_list_of_units_or_tasks_is_not_missing() -> None:
    twice = write_plan(DAMAGED) + "    tasks: []\n"
    assert sorted(codes(twice, Selection())) == ["P419", "Y005"]
    sections = write_plan(DAMAGED) + "sections: []\n"
    assert sorted(codes(sections, Selection())) == ["P419", "Y005"]


def test_of_many_comments_as_many_are_told_as_of_any_code() -> None:
    text = plan("Kế hoạch") + "# parplan: ignore[P204] lý do\n" * (FINDINGS_LIMIT + 1)
    (checked,) = check_plans([("plan.yaml", load(text))], QUIET, date(2026, 1, 1))
    assert [finding.code for finding in checked.findings] == ["P701"] * FINDINGS_LIMIT
    assert checked.stopped == (Stopped("P701", FINDINGS_LIMIT),)


def test_comments_beyond_the_limit_are_not_applied_and_this_is_told() -> None:
    comment = "# parplan: ignore[P419] chữ của bản in\n"
    for more, expected in ((0, []), (1, ["P419", "P702"])):
        doubled = plan("một và và hai  " + comment.strip())
        text = comment * (COMMENTS_LIMIT - 1 + more) + doubled
        assert sorted({*codes(text)} - {"P701"}) == expected
