"""``--plain``: screens as a screen reader speaks them."""

from __future__ import annotations

from collections.abc import Callable

from conftest import PLAN_2021, Answer
from parplan.views.blocks import Column, Table, cell, line
from parplan.views.linear import linear_lines

Run = Callable[..., Answer]
_PLAN = ("--plan", str(PLAN_2021), "--as-of", "2021-03-01")


def test_a_row_is_a_line_with_its_titles() -> None:
    table = Table(
        (Column("Id"), Column("Task", 1), Column("Deadline")),
        ((cell("2.b"), cell(["Rà soát", "TTHC"]), cell("–")), (cell("2.c"), cell("Công bố"), cell("2021-03-31"))),
        indent=2,
    )
    assert list(linear_lines([line("Sections: 1 ██░░ 1/3", indent=2), table])) == [
        "Sections: 1 1/3",
        "Id: 2.b; Task: Rà soát TTHC",
        "Id: 2.c; Task: Công bố; Deadline: 2021-03-31",
    ]


def test_every_screen_has_it_by_an_option_and_by_the_environment(run: Run) -> None:
    for words in (("tasks",), ("due", "--within", "90d"), ("status",), ("show", "2.b"), ("units",)):
        usual, plain = run(*words, *_PLAN).out, run(*words, *_PLAN, "--plain", "--color", "always").out
        assert plain == run(*words, *_PLAN, env={"PARPLAN_PLAIN": "1"}).out
        lines = [line for line in plain.splitlines() if "parplan " not in line]  # commands stay as they are
        assert "  " not in "\n".join(lines)
        assert "\x1b" not in plain
        for word in set(usual.split()) - {"–", "Standing"}:
            assert word.strip("░█") in plain, (words, word)
    assert run("tasks", *_PLAN, env={"PARPLAN_PLAIN": "0"}).out == run("tasks", *_PLAN).out


def test_a_line_says_all_of_a_task(run: Run) -> None:
    (row,) = (row for row in run("tasks", *_PLAN, "--plain").out.splitlines() if row.startswith("Id: 2.b;"))
    assert row.split("; ") == [
        "Id: 2.b", "Task: Rà soát, đánh giá TTHC", "Lead unit: Văn phòng Sở", "Deadline: 2021-03-31",
        "Standing: on track",
    ]  # fmt: skip
