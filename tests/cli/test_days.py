"""Days and spans as people type them: `--as-of`, `--within`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]


@pytest.mark.parametrize(
    "typed", ["2021-03-05", "2021-3-5", "05/03/2021", "5/3/2021", "5.3.2021", "05-03-2021", " 2021-03-05 "]
)
def test_days_are_typed_in_either_order(run: Run, plans: Path, typed: str) -> None:
    assert run("tasks", "--as-of", typed, "--json").json["as_of"] == "2021-03-05"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "hôm kia",
        "2021-02-30",
        "30/02/2021",
        "2021",
        "2021-03",
        "03/2021",
        "2021-13-01",
        "0000-01-01",
        "٢٠٢١-٠٣-٠١",
    ],
)
def test_a_day_that_is_none_is_refused(run: Run, plans: Path, typed: str) -> None:
    answer = run("tasks", "--as-of", typed)
    assert (answer.code, answer.out) == (2, "")
    assert (
        answer.err == f"parplan: --as-of: “{typed}” is not a date\n  type it as 2021-03-01, 01/03/2021, 1/3 or today\n"
    )


def test_the_option_comes_before_the_environment(run: Run, plans: Path) -> None:
    env = {"PARPLAN_TODAY": "2020-06-01"}
    assert run("tasks", "--json", env=env).json["as_of"] == "2020-06-01"
    assert run("tasks", "--json", "--as-of", "2022-06-01", env=env).json["as_of"] == "2022-06-01"


def test_a_wrong_day_in_the_environment_is_named(run: Run, plans: Path) -> None:
    answer = run("tasks", env={"PARPLAN_TODAY": "hôm nay"})
    assert (answer.code, answer.err.splitlines()[0]) == (2, "parplan: PARPLAN_TODAY: “hôm nay” is not a date")


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("30d", "2021-03-31"),
        ("0d", "2021-03-01"),
        ("2w", "2021-03-15"),
        ("3m", "2021-06-01"),
        ("1q", "2021-06-01"),
        ("1Y", "2022-03-01"),
        ("P1M15D", "2021-04-16"),
        ("2021-12-31", "2021-12-31"),
        ("31/12/2021", "2021-12-31"),
        ("31/12", "2021-12-31"),
        ("ngày 31/12/2021", "2021-12-31"),
        ("hôm nay", "2021-03-01"),
        ("tomorrow", "2021-03-02"),
        ("30 ngày", "2021-03-31"),
        ("2 weeks", "2021-03-15"),
        ("1 quy", "2021-06-01"),
        ("tuần này", "2021-03-07"),
        ("thang nay", "2021-03-31"),
        ("Tháng sau", "2021-04-30"),
        ("hết quý này", "2021-03-31"),
        ("quy nay", "2021-03-31"),
        ("quý tới", "2021-06-30"),
        ("năm nay", "2021-12-31"),
        ("this month", "2021-03-31"),
        ("next month", "2021-04-30"),
        ("This Quarter", "2021-03-31"),
        ("next year", "2022-12-31"),
    ],
)
def test_windows(run: Run, plans: Path, typed: str, until: str) -> None:
    assert run("due", "--within", typed, "--json").json["until"] == until


def test_named_days_of_a_window_are_told_from_the_day_asked_about(run: Run, plans: Path) -> None:
    for typed, until in [("hôm nay", "2021-12-15"), ("tomorrow", "2021-12-16"), ("tuần này", "2021-12-19")]:
        assert run("due", "--within", typed, "--json", "--as-of", "2021-12-15").json["until"] == until


def test_windows_at_the_end_of_a_year(run: Run, plans: Path) -> None:
    for typed, until in [("tháng này", "2021-12-31"), ("next month", "2022-01-31"), ("quý sau", "2022-03-31")]:
        assert run("due", "--within", typed, "--json", "--as-of", "2021-12-15").json["until"] == until
    assert run("due", "--within", "next year", "--as-of", "9999-12-15").code == 2


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1/3", "2021-03-01"),
        ("ngày 1/3", "2021-03-01"),
        ("hôm nay", "2021-06-05"),
        ("hom nay", "2021-06-05"),
        ("Today", "2021-06-05"),
        ("hôm qua", "2021-06-04"),
        ("HÔM QUA", "2021-06-04"),
        ("yesterday", "2021-06-04"),
        ("ngày mai", "2021-06-06"),
    ],
)
def test_days_are_typed_as_people_say_them(run: Run, plans: Path, typed: str, day: str) -> None:
    env = {"PARPLAN_TODAY": "2021-06-05"}
    assert run("tasks", "--as-of", typed, "--json", env=env).json["as_of"] == day


@pytest.mark.parametrize("typed", ["30x", "-5d", "", "30", "d", "1.5m", "2021-02-30", "PT5H"])
def test_a_window_that_is_none_is_refused(run: Run, plans: Path, typed: str) -> None:
    for words in (("--within", typed), (f"--within={typed}",)):
        answer = run("due", *words)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"parplan: --within: “{typed}” is n")
        assert len(answer.err.splitlines()) == 2


@pytest.mark.parametrize("typed", ["99999999d", "9999y", "P9999Y"])
def test_a_window_past_the_calendar_is_refused(run: Run, plans: Path, typed: str) -> None:
    answer = run("due", "--within", typed)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"parplan: --within: “{typed}” reaches past the year 9999\n")


def test_the_last_day_of_the_calendar_can_be_asked(run: Run, plans: Path) -> None:
    for words in (("tasks",), ("status",), ("show", "1.a"), ("due", "--within", "0d")):
        assert run(*words, "--as-of", "9999-12-31").code == 0
    assert run("page", "-o", "page.html", "--as-of", "9999-12-31").code == 0


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0001-01-01T05:00:00+07:00", "9999-12-31T23:59:59Z"],
)
def test_a_moment_that_is_told_in_no_other_zone_is_none(run: Run, tmp_path: Path, moment: str) -> None:
    (tmp_path / "p.yaml").write_text(
        write_plan(
            f"""
            - id: 1.a
              title: Việc
              lead: [VP]
              milestones: [{{id: m, title: Làm, due: 2021-02-01}}]
              progress: [{{date: 2021-01-05, note: x, recorded: {moment}}}]
            """
        ),
        encoding="utf-8",
    )
    for format in ("text", "json", "full"):
        answer = run("validate", "p.yaml", "--format", format)
        assert (answer.code, "S107" in answer.out) == (1, True)


def test_now_that_vietnam_has_no_date_for_is_refused(run: Run, plans: Path) -> None:
    for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        answer = run("due", env={"PARPLAN_TODAY": moment})
        assert (answer.code, answer.err.splitlines()[0]) == (2, f"parplan: PARPLAN_TODAY: “{moment}” is not a date")


def test_a_form_of_a_period_at_the_end_of_the_calendar(run: Run, tmp_path: Path) -> None:
    plan = write_plan(
        "- {id: 1.a, title: Việc, lead: [VP], milestones: [{id: m, title: Làm, due: 2021-02-01}]}",
        reports="q1: {due: trước ngày 03/3/2021, from: 2020-12-15, to: 9999-12-31}",
    )
    (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
    assert run("form", "-p", "p.yaml", "-o", "forms").code == 0
