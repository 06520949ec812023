"""Options before and after the verb, days, windows, languages, and which plans are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]


def plan_text(year: int, id: str = "1.a") -> str:
    text = write_plan(
        f"[{{id: {id}, title: Việc năm {year}, lead: [VP], milestones: [{{id: m, title: Nộp, due: {year}-12-31}}]}}]"
    )
    return text.replace("year: 2021", f"year: {year}").replace("hành chính năm 2021", f"hành chính năm {year}")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder ``plans/`` with the plans of 2020, 2021 and 2022."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for year in (2020, 2021, 2022):
        (folder / f"{year}.yaml").write_text(plan_text(year), encoding="utf-8")
    return folder


# -- days and windows ------------------------------------------------------------------------------------------------


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


# -- before and after the verb ---------------------------------------------------------------------------------------


def test_global_options_stand_before_or_after_the_verb(run: Run, plans: Path) -> None:
    words = ["--as-of", "2021-06-01", "--json", "-p", "plans/2021.yaml"]
    assert run(*words, "due") == run("due", *words)
    assert run("due", *words).json["as_of"] == "2021-06-01"


def test_plans_add_up(run: Run, plans: Path) -> None:
    answer = run("-p", "plans/2021.yaml", "tasks", "-p", "plans/2020.yaml", "--json")
    assert {item["plan"] for item in answer.items} == {"plans/2020.yaml", "plans/2021.yaml"}


@pytest.mark.parametrize(
    ("words", "option", "first", "second"),
    [
        (("due", "--within", "30d", "--within", "1q"), "--within", "30d", "1q"),
        (("due", "--within=30d", "--within=30d"), "--within", "30d", "30d"),
        (("tasks", "--unit", "VP", "--unit", "TDC"), "--unit", "VP", "TDC"),
        (("remind", "--unit", "VP", "--unit", "TDC"), "--unit", "VP", "TDC"),
        (("done", "1.a", "--note", "một", "--note", ""), "--note", "một", ""),
        (("progress", "1.a", "--difficulty", "một", "--difficulty", "hai"), "--difficulty", "một", "hai"),
        (("validate", "-o", "a", "--output", "b"), "--output", "a", "b"),
        (("--as-of", "2020-01-01", "due", "--as-of", "2021-01-01"), "--as-of", "2020-01-01", "2021-01-01"),
        (("--lang", "vi", "--lang", "en", "due"), "--lang", "vi", "en"),
    ],
)
def test_an_option_with_one_value_is_typed_once(
    run: Run, plans: Path, words: tuple[str, ...], option: str, first: str, second: str
) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        f"parplan: {option} takes one value, and two were typed: “{first}” and “{second}”\n  leave one of them out\n"
    )
    assert not list(plans.parent.glob("[ab]"))


def test_a_flag_may_be_typed_twice(run: Run, plans: Path) -> None:
    assert run("due", "--overdue", "--json", "--overdue", "--json") == run("due", "--overdue", "--json")


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (("due", "--unit", "Văn", "phòng", "Sở"), "--unit 'Văn phòng Sở'"),
        (("due", "--unit", "“Văn", "phòng", "Sở”"), "--unit 'Văn phòng Sở'"),
        (("due", "--unit=Văn", "phòng", "--json"), "--unit 'Văn phòng'"),
        (("tasks", "--unit", "Trung", "tâm"), "--unit 'Trung tâm'"),
        (("done", "1.a/m", "--note", "đã", "ban", "hành"), "--note 'đã ban hành'"),
        (("status", "--by", "unit", "abc"), None),
        (("done", "--unit", "VP", "9.z"), None),
        (("due", "--unit", "Nobody"), None),
        (("due", "--unit", "$(x)", "`y`"), "--unit '$(x) `y`'"),
        (("due", "--unit", "a\u202e", "b"), None),
    ],
)
def test_a_value_typed_without_quotes_gets_the_hint(
    run: Run, plans: Path, words: tuple[str, ...], quoted: str | None
) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert ("in quotes" in answer.err) is (quoted is not None)
    if quoted is not None:
        assert answer.err.endswith(f"is one value, put it in quotes: {quoted}\n")


def test_the_version(run: Run) -> None:
    answer = run("--version")
    assert answer.code == 0
    assert answer.out.startswith("parplan 0.") or answer.out.startswith("parplan 1.")
    assert run("due", "--version") == run("-V") == run("due", "-V") == answer


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("duee",), "did you mean due"),
        (("stauts",), "did you mean status?"),
        (("zzzz",), "the commands: due, tasks, show"),
        (("due", "--untl", "3"), "did you mean --unit"),
        (("due", "--json=3"), "`parplan --help`"),
        (("due", "--within"), "`parplan --help`"),
        (("show",), "`parplan show --help`"),
        (("show", "1.a", "1.b"), "`parplan show --help`"),
        (("status", "--by", "units"), "did you mean unit?"),
        (("tasks", "--unit", "VP", "--role", "leed"), "did you mean lead?"),
        (("tasks", "--state", "doen"), "did you mean done?"),
        (("tasks", "--role", "lead"), "add --unit"),
        (("tasks", "--section", "8"), "the sections: 1"),
        (("tasks", "--unit", "Van phong Tinh"), "the nearest: "),
        (("tasks", "--unit", ""), ""),
        (("done", "1.a", "--wat"), "did you mean --all-units, --as-of?"),
        (("show", "1.z"), "the nearest: 1.a"),
        (("show", "2031:1.a"), "plans of: 2021, 2022, 2020"),
        (("--lang", "fr", "due"), "vi, en"),
    ],
)
def test_what_does_not_exist_is_an_error_that_helps(run: Run, plans: Path, words: tuple[str, ...], hint: str) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("parplan: ")
    assert hint in answer.err


def test_states_and_roles_may_be_typed_in_vietnamese(run: Run, plans: Path) -> None:
    env = {"PARPLAN_LANG": "vi"}
    assert len(run("tasks", "--state", "chua thuc hien", "--json", env=env).items) == 1
    assert run("tasks", "--state", "hoàn thành", "--json", env=env).items == []
    assert len(run("tasks", "--unit", "VP", "--role", "chu tri", "--json", env=env).items) == 1


# -- language --------------------------------------------------------------------------------------------------------


def language_of(answer: Answer) -> str:
    assert answer.code == 0
    return "vi" if "31/12/2021" in answer.out else "en"


@pytest.mark.parametrize(
    ("words", "env", "toml", "language"),
    [
        ((), {}, None, "en"),
        ((), {"LANG": "vi_VN.UTF-8"}, None, "vi"),
        ((), {"LANG": "vi_VN.UTF-8", "LC_ALL": "C.UTF-8"}, None, "en"),
        ((), {"LANG": "en_US.UTF-8"}, "vi", "vi"),
        ((), {"PARPLAN_LANG": "en"}, "vi", "en"),
        ((), {"PARPLAN_LANG": "VI"}, None, "vi"),
        (("--lang", "vi"), {"PARPLAN_LANG": "en"}, None, "vi"),
        (("--lang=en",), {"PARPLAN_LANG": "vi"}, "vi", "en"),
    ],
)
def test_the_language(
    run: Run, plans: Path, tmp_path: Path, words: tuple[str, ...], env: dict[str, str], toml: str | None, language: str
) -> None:
    if toml is not None:
        (tmp_path / "parplan.toml").write_text(f'lang = "{toml}"\n', encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    answer = run("due", "--within", "1y", *words, cwd=below, env={"PARPLAN_LANG": "", **env})
    assert language_of(answer) == language


@pytest.mark.parametrize(
    ("toml", "text"), [("lang = ", "is not valid TOML"), ('lang = "fr"', "parplan.toml: lang"), ("lang = 5", "“5”")]
)
def test_a_wrong_setting_is_named(run: Run, plans: Path, tmp_path: Path, toml: str, text: str) -> None:
    (tmp_path / "parplan.toml").write_text(toml, encoding="utf-8")
    answer = run("due", env={"PARPLAN_LANG": ""})
    assert (answer.code, answer.out) == (2, "")
    assert text in answer.err


# -- which plans -----------------------------------------------------------------------------------------------------


def plans_of(answer: Answer) -> set[str]:
    assert answer.code == 0
    return {item["plan"] for item in answer.items}


def test_the_plan_of_the_days_year_else_the_latest(run: Run, plans: Path) -> None:
    assert plans_of(run("tasks", "--json")) == {"plans/2021.yaml"}
    assert plans_of(run("tasks", "--json", "--as-of", "2020-06-01")) == {"plans/2020.yaml"}
    assert plans_of(run("tasks", "--json", "--as-of", "2030-06-01")) == {"plans/2022.yaml"}


def test_the_nearest_folder_upwards(run: Run, plans: Path, tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert plans_of(run("tasks", "--json", cwd=below)) == {"../../plans/2021.yaml"}


def test_due_adds_what_is_still_open_in_the_other_plans(run: Run, plans: Path) -> None:
    items = run("due", "--within", "2y", "--json").items
    assert [item["address"] for item in items] == ["2020:1.a/m", "1.a/m", "2022:1.a/m"]


def test_an_address_with_a_year_means_that_years_plan(run: Run, plans: Path) -> None:
    (item,) = run("show", "2020:1.a", "--json").items
    assert (item["plan"], item["title"]) == ("plans/2020.yaml", "Việc năm 2020")
    assert item["milestones"][0]["address"] == "2020:1.a/m"
    assert run("show", "1.a", "--json").items[0]["title"] == "Việc năm 2021"


def test_a_plan_named_comes_before_the_environment_before_the_folder(run: Run, plans: Path) -> None:
    env = {"PARPLAN_PLAN": "plans/2020.yaml"}
    assert plans_of(run("tasks", "--json", env=env)) == {"plans/2020.yaml"}
    assert plans_of(run("tasks", "--json", "--plan", "plans/2022.yaml", env=env)) == {"plans/2022.yaml"}


@pytest.mark.parametrize("typed", ["plans", "plans/*.yaml", "plans/20*.yaml"])
def test_a_folder_or_glob_means_all_its_plans(run: Run, plans: Path, typed: str) -> None:
    assert plans_of(run("tasks", "--json", "-p", typed)) == {f"plans/{year}.yaml" for year in (2020, 2021, 2022)}


def test_of_several_plans_an_invalid_one_is_named_and_the_rest_answered(run: Run, plans: Path) -> None:
    (plans / "2020.yaml").write_text("not: a plan\n", encoding="utf-8")
    answer = run("tasks", "--json")
    assert answer.code == 3
    assert {item["plan"] for item in answer.items} == {"plans/2021.yaml"}
    assert "plans/2020.yaml" in answer.err
    assert "S101" in answer.err


def test_a_single_invalid_plan_is_an_error_with_its_findings(run: Run, plans: Path) -> None:
    answer = run("due", "-p", str(plans / "2020.yaml"), "--unit", "VP")
    assert answer.code == 0
    (plans / "2020.yaml").write_text(plan_text(2020).replace("lead: [VP]", "lead: [XX]"), encoding="utf-8")
    answer = run("due", "-p", "plans/2020.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("plans/2020.yaml:20:47: P201 no unit or group is called “XX”")
    assert "parplan: plans/2020.yaml is not a valid plan" in answer.err


def test_warnings_never_block(run: Run, plans: Path) -> None:
    (plans / "2021.yaml").write_text(plan_text(2021).replace("due: 2021-12-31", "due: lúc nào xong"), encoding="utf-8")
    assert run("tasks").code == 0
    assert run("validate", "plans/2021.yaml").code == 0
    assert run("validate", "plans/2021.yaml", "--strict").code == 1


# -- empty answers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("due", "--within", "1d", "-p", "plans/2021.yaml"), "The next: 1.a/m on 2021-12-31."),
        (("due", "--overdue", "-p", "plans/2021.yaml"), "Nothing is overdue."),
        (("due", "-p", "plans/2021.yaml", "--unit", "TDC"), "Nothing is open"),
        (("tasks", "--unit", "TDC"), "The plan names Chi cục Đo lường in none of its 1 tasks."),
        (("tasks", "--state", "done"), "None of the 1 tasks asked fits"),
        (("tasks", "không có chữ này"), "None of the 1 tasks asked fits"),
    ],
)
def test_an_empty_answer_says_why(run: Run, plans: Path, words: tuple[str, ...], text: str) -> None:
    answer = run(*words)
    assert (answer.code, answer.err) == (0, "")
    assert text in " ".join(answer.out.split())
