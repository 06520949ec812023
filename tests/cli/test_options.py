"""Options before and after the verb, typed once, in quotes, or wrongly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer

Run = Callable[..., Answer]


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
        (("done", "2021:1.a/m", "--note", "đã", "ban", "hành"), "--note 'đã ban hành'"),
        (("done", "1.a/m", "--on", "hôm", "qua"), "--on 'hôm qua'"),
        (("due", "--within", "tháng", "này"), "--within 'tháng này'"),
        (("due", "--as-of", "hôm", "nay"), "--as-of 'hôm nay'"),
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
        assert f"is one value, put it in quotes: {quoted}\n" in answer.err


def test_the_name_of_a_document_with_blanks_gets_the_hint_where_it_is_there(run: Run, plans: Path) -> None:
    (plans.parent / "Kế hoạch 2027.docx").write_bytes(b"")
    assert "put in quotes: 'Kế hoạch 2027.docx'\n" in run("import", "Kế", "hoạch", "2027.docx").err
    assert "in quotes" not in run("import", "Kế", "hoạch", "2028.docx").err


def test_words_that_make_no_name_are_too_many(run: Run, plans: Path) -> None:
    answer = run("diff", "a" * 150, "b" * 150, "c")
    assert (answer.code, answer.err.splitlines()[0]) == (2, "parplan: too many words for this command")


def test_a_name_without_a_folder_is_said_to_be_looked_for_in_this_one(run: Run, plans: Path) -> None:
    where = f"  it was looked for in the folder {plans.parent.as_posix()}\n"
    assert run("import", "vanban.docx").err.endswith(f"vanban.docx does not exist\n{where}")
    assert where not in run("import", "x/vanban.docx").err


@pytest.mark.parametrize(
    ("language", "state", "role"),
    [
        ("en", "not started, in progress, done, paused, dropped", "lead, coordinating, recipient, any"),
        (
            "vi",
            "chưa thực hiện, đang thực hiện, hoàn thành, tạm dừng, không thực hiện",
            "chủ trì, phối hợp, nơi nhận, any",
        ),
    ],
)
def test_choices_are_named_in_the_language_of_the_screen(
    run: Run, plans: Path, language: str, state: str, role: str
) -> None:
    assert f": {state}\n" in run("--lang", language, "tasks", "--state", "zzz").err
    assert f": {role}\n" in run("--lang", language, "tasks", "--unit", "VP", "--role", "zzz").err


def test_the_version(run: Run) -> None:
    answer = run("--version")
    assert answer.code == 0
    assert answer.out.startswith("parplan 0.") or answer.out.startswith("parplan 1.")
    assert run("due", "--version") == run("-V") == run("due", "-V") == answer


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("duee",), "did you mean due"),
        (("stauts",), "did you mean status"),
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
        (("done", "1.a", "--wat"), "--wat\n  `parplan done --help` shows what can be typed"),
        (("foo",), "foo\n  the commands: due, tasks, show"),
        (("show", "1.z"), "the nearest: 1.a"),
        (("show", "2031:1.a"), "plans of: 2021, 2022, 2020"),
        (("--lang", "fr", "due"), "vi, en"),
    ],
)
def test_what_does_not_exist_is_an_error_that_helps(run: Run, plans: Path, words: tuple[str, ...], hint: str) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "parplan: " in (answer.err[:9], answer.err.partition("\n")[2][:9])  # perhaps behind the plans not asked
    assert hint in answer.err


def test_states_and_roles_may_be_typed_in_vietnamese(run: Run, plans: Path) -> None:
    env = {"PARPLAN_LANG": "vi"}
    assert len(run("tasks", "--state", "chua thuc hien", "--json", env=env).items) == 1
    assert run("tasks", "--state", "hoàn thành", "--json", env=env).items == []
    assert len(run("tasks", "--unit", "VP", "--role", "chu tri", "--json", env=env).items) == 1
