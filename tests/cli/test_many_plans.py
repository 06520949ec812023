"""Many plans at once: agencies with totals that add up, lists agency by agency, and no more rows than people read."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PLAN_2021, RECORDED_2021, REPOSITORY, Answer
from small_plans import write_plan
from yearly_plans import plan_text

Run = Callable[..., Answer]
KINDS = REPOSITORY / "tests" / "data" / "plans_of_all_kinds"
SUMS = (
    "total",
    "dated",
    "due",
    "due_done",
    "done_in_time",
    "done_late",
    "open_in_time",
    "overdue",
    "undated",
    "extensions",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with plans of ten agencies, one of which has two."""
    (tmp_path / "plans").mkdir()
    shutil.copy(RECORDED_2021, tmp_path / "plans")
    for path in sorted(KINDS.glob("0*.yaml")):
        shutil.copy(path, tmp_path / "plans")
    shutil.copy(KINDS / "01-so-noi-vu.yaml", tmp_path / "plans" / "second.yaml")
    return tmp_path


@pytest.fixture
def pooled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share every work out to two processes."""
    monkeypatch.setattr("parplan.pooling._WORTH_A_POOL", 1)
    monkeypatch.setattr("parplan.pooling.processors", lambda: 2)


def test_each_agency_is_a_row_and_the_total_adds_them_up(run: Run, folder: Path) -> None:
    by_plan = run("--plan", "plans", "status", "--json").items
    *agencies, total = run("--plan", "plans", "status", "--by", "agency", "--json").items
    totals = [item for item in by_plan if item["key"] == "total"]
    assert (len(totals), len(agencies)) == (11, 10)
    assert (total["key"], total["plan"], total["agency"]) == ("total", None, None)
    for key in SUMS:
        assert total[key] == sum(item[key] for item in agencies) == sum(item[key] for item in totals), key
    expected: Counter[str] = Counter()
    for item in totals:
        expected[item["agency"]] += item["overdue"]
    assert {item["agency"]: item["overdue"] for item in agencies} == expected
    assert total["dated"] == sum(total[key] for key in ("done_in_time", "done_late", "open_in_time", "overdue"))


def test_the_screen_is_the_table_of_agencies(run: Run, folder: Path, golden: Callable[[Path, str], None]) -> None:
    words = ("--plan", "plans", "status", "--as-of", "2025-10-01")
    screens = [run(*words, "--lang", lang, env={"COLUMNS": "100"}).out for lang in ("vi", "en")]
    golden(Path(__file__).parent / "golden" / "status_of_agencies.txt", "\n".join(screens))


def test_a_plan_that_is_counted_twice_is_named(run: Run, folder: Path) -> None:
    answer = run("--plan", "plans", "status")
    assert answer.code == 0
    assert answer.err == (
        "plans/second.yaml and plans/01-so-noi-vu.yaml are the same plan (H97:2025:412/QĐ-SNV); both are counted\n"
    )


@pytest.mark.parametrize("words", [("due",), ("tasks",), ("remind",), ("status",), ("log",)])
def test_a_copy_that_is_found_beside_the_plan_is_named(run: Run, plans: Path, words: tuple[str, ...]) -> None:
    (plans / "2021-LAPTOP.yaml").write_text(plan_text(2021), encoding="utf-8")
    told = "plans/2021.yaml and plans/2021-LAPTOP.yaml are the same plan"
    assert run(*words).err.count(told) == 1


def test_by_unit_each_plan_has_its_own_screen(run: Run, folder: Path) -> None:
    many = run("--plan", "plans/01-so-noi-vu.yaml", "--plan", "plans/02-so-tu-phap.yaml", "status", "--by", "unit")
    alone = [run("--plan", f"plans/{name}.yaml", "status").out for name in ("01-so-noi-vu", "02-so-tu-phap")]
    assert many.out == "\n".join(alone)


@pytest.mark.slow
def test_a_pool_and_a_cache_give_the_same_answer(run: Run, folder: Path, request: pytest.FixtureRequest) -> None:
    cache = {"PARPLAN_CACHE": str(folder / "cache")}
    words = [
        ("--plan", "plans", "status"),
        ("--plan", "plans", "status", "--json"),
        ("--plan", "plans/0*.yaml", "export", "--format", "ndjson"),
    ]
    plain = [run(*one) for one in words]
    request.getfixturevalue("pooled")
    assert [run(*one, env=cache) for one in words] == plain  # stored by the processes of the pool
    assert len(list((folder / "cache").iterdir())) == 10  # two of the files are alike
    assert [run(*one, env=cache) for one in words] == plain


@pytest.mark.usefixtures("pooled")
def test_what_is_invalid_is_named_and_the_rest_counted(run: Run, folder: Path) -> None:
    (folder / "plans" / "bad.yaml").write_text("parplan: 1\nplan: {}\n", encoding="utf-8")
    answer = run("--plan", "plans", "status")
    assert (answer.code, "plans/bad.yaml: not used" in answer.err) == (3, True)
    assert answer.out.startswith("Progress of 10 agencies\n")
    assert run("--plan", "plans/bad.yaml", "--plan", "plans/nothing*", "status").code == 2
    for path in (folder / "plans").iterdir():
        path.write_text("parplan: 1\n", encoding="utf-8")
    none = run("--plan", "plans", "status")
    assert (none.code, "none of the 12 plans can be read" in none.err) == (3, True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows keeps the folders of users apart")
@pytest.mark.usefixtures("pooled")
def test_a_cache_others_may_write_to_is_told_once(run: Run, folder: Path) -> None:
    (folder / "cache").mkdir()
    (folder / "cache").chmod(0o777)
    answer = run("--plan", "plans", "status", env={"PARPLAN_CACHE": str(folder / "cache")})
    assert (answer.code, answer.err.count("is not used as a cache")) == (0, 1)


def test_of_two_school_years_the_one_in_force_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for year in (2025, 2026):
        text = write_plan("- {id: 1.a, title: Việc, lead: [VP], time: Tháng 9}", heading=f"through: {year + 1}")
        text = text.replace("year: 2021", f"year: {year}").replace("date: 2020-12-01", f"date: {year}-08-15")
        text = re.sub("title: .*", f"title: Kế hoạch năm học {year} - {year + 1}", text, count=1)
        (tmp_path / "plans" / f"{year}.yaml").write_text(text, encoding="utf-8")
    for day, year in (("2026-07-01", 2025), ("2026-08-15", 2026), ("2027-07-01", 2026), ("2025-09-01", 2025)):
        answer = run("status", "--as-of", day, cwd=tmp_path)
        assert answer.out.startswith(f"Kế hoạch năm học {year} - {year + 1}\n"), (day, answer.out[:300], answer.err)


def test_plans_of_one_year_that_are_found_are_agencies_too(run: Run, plans: Path) -> None:
    assert run("status").out.startswith("Kế hoạch cải cách hành chính năm 2021\n")
    text = plan_text(2021).replace("agency: Sở A", "agency: Sở B")
    (plans / "second.yaml").write_text(text, encoding="utf-8")
    answer = run("status")
    assert answer.out.startswith("Progress of 2 agencies\n")
    assert "2020.yaml" in answer.err  # not asked, and said


def test_due_work_agency_by_agency(run: Run, folder: Path) -> None:
    words = ("--plan", "plans/0*.yaml", "due", "--as-of", "2025-06-01", "--within", "1y")
    plain, grouped = run(*words, "--json").items, run(*words, "--by", "agency", "--json").items
    assert sorted(map(str, plain)) == sorted(map(str, grouped))
    agencies = [item["agency"] for item in grouped]
    runs = [one for place, one in enumerate(agencies) if place == 0 or agencies[place - 1] != one]
    assert len(runs) == len(set(runs)) > 3
    days = {one: [item["days"] for item in grouped if item["agency"] == one] for one in runs}
    assert all(of_agency == sorted(of_agency) for of_agency in days.values())
    screen = run(*words, "--by", "agency").out
    assert screen.startswith(f"Due work of {len(runs)} agencies\n")
    headings = re.findall(r"^\S.* \((\d+)\)$", screen, re.MULTILINE)
    assert list(map(int, headings)) == [len(days[one]) for one in runs]


def test_due_work_of_several_agencies_is_not_headed_by_the_title_of_one_plan(run: Run, folder: Path) -> None:
    words = ("--plan", "plans/0*.yaml", "due", "--as-of", "2025-06-01", "--within", "1y")
    count = len({item["agency"] for item in run(*words, "--json").items})
    assert run(*words).out.splitlines()[0] == run(*words, "--by", "agency").out.splitlines()[0]
    assert str(count) in run(*words).out.splitlines()[0]


@pytest.mark.parametrize("verb", ["tasks", "due"])
def test_a_list_is_cut_where_that_is_asked_for_and_says_what_is_left(run: Run, verb: str) -> None:
    words = ("--plan", str(PLAN_2021), verb, *(("--within", "1y") if verb == "due" else ()))
    whole, json = run(*words), run(*words, "--json")
    count = len(json.items)
    cut = run(*words, "--limit", "3")
    assert f"and {count - 3} more; --limit 0 shows all of them, and so does --json\n" in cut.out
    assert len(cut.out) < len(whole.out)
    for enough in (str(count), "0", "1000"):
        assert run(*words, "--limit", enough).out == whole.out


@pytest.mark.parametrize("words", [("--plan", "plans"), ()], ids=["named", "found"])
@pytest.mark.usefixtures("pooled")
def test_what_a_later_plan_continues_is_listed_once_and_that_of_another_agency_too(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a-2021.yaml").write_text(plan_text(2021), encoding="utf-8")
    (folder / "b-2021.yaml").write_text(plan_text(2021).replace("agency: Sở A", "agency: Sở B"), encoding="utf-8")
    later = plan_text(2022, "2.b").replace("due: 2022-12-31", "due: 2022-02-01, carried_from: 2021:1.a/m")
    (folder / "a-2022.yaml").write_text(later, encoding="utf-8")
    env = {"PARPLAN_TODAY": "2022-01-10"}
    items = run(*words, "due", "--json", "--within", "1y", env=env).items
    assert [(item["agency"], item["address"]) for item in items] == [("Sở B", "2021:1.a/m"), ("Sở A", "2.b/m")]
    shown = run(*words, "due", "--within", "1y", env=env).out
    assert (shown.count("2.b/m"), shown.count("(2021:1.a/m)"), shown.count("2021:1.a/m")) == (1, 1, 2)
    assert run(*words, "due", "--within", "1y", "--by", "agency", env=env).out.count("Sở ") == 2


@pytest.mark.usefixtures("pooled")
def test_what_a_later_plan_continues_is_listed_once_though_it_was_renumbered_since(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    earlier = plan_text(2021).replace("id: 1.a", "id: 1.x, aliases: [1.a]").replace("id: m,", "id: n, aliases: [m],")
    (tmp_path / "plans" / "2021.yaml").write_text(earlier, encoding="utf-8")
    later = plan_text(2022, "2.b").replace("due: 2022-12-31", "due: 2022-02-01, carried_from: 2021:1.a/m")
    (tmp_path / "plans" / "2022.yaml").write_text(later, encoding="utf-8")
    last = plan_text(2023, "3.c").replace("due: 2023-12-31", "due: 2023-02-01, carried_from: 2022:2.b/m")
    (tmp_path / "plans" / "2023.yaml").write_text(last, encoding="utf-8")
    env = {"PARPLAN_TODAY": "2023-01-10"}
    items = run("due", "--json", "--within", "1y", env=env).items
    assert [item["address"] for item in items] == ["3.c/m"]
    told = run("done", "2021:1.a/m", "--dry-run", env=env).err
    assert "2021:1.x/n is continued as 2023:3.c/m in plans/2023.yaml; record there what is to count" in told


@pytest.mark.usefixtures("pooled")
@pytest.mark.parametrize(
    "words", [("due", "--within", "1y"), ("due", "--json", "--within", "1y", "--unit", "VP"), ("tasks",)]
)
def test_plans_that_are_named_and_plans_that_are_found_give_one_answer(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "plans").mkdir()
    for number in range(9):
        text = plan_text(2021, f"{number}.a").replace("agency: Sở A", f"agency: Sở {number}")
        (tmp_path / "plans" / f"{number}.yaml").write_text(text, encoding="utf-8")
    named, found = run("--plan", "plans", *words), run(*words)
    assert named == found
    assert named.out.count("Việc năm 2021") == 9


@pytest.mark.parametrize("verb", ["due", "tasks"])
def test_a_unit_that_no_plan_or_several_of_one_plan_have(run: Run, folder: Path, verb: str) -> None:
    none = run("--plan", "plans", verb, "--unit", "Phòng không có")
    assert (none.code, none.out) == (2, "")
    assert "no unit or group is called “Phòng không có”\n  the nearest: " in none.err


class Terminal(io.StringIO):
    """Standard output as a terminal has it."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_two_hundred_rows_and_a_count(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = "\n".join(f"      - {{id: 1.{number}, title: Việc {number}, lead: [VP]}}" for number in range(1, 206))
    (tmp_path / "a.yaml").write_text(plan_text(2021).partition("    tasks:\n")[0] + f"    tasks:\n{tasks}\n", "utf-8")
    assert run("-p", "a.yaml", "tasks", "--state", "not-started").out.count("Việc") == 205
    shown = Terminal()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", shown)
        patched.setattr("parplan.cli.app.sys.stdout", shown, raising=False)
        run("-p", "a.yaml", "tasks", "--color", "never")
    assert shown.getvalue().count("Việc") == 200
    assert "and 5 more; --limit 0 shows all of them" in shown.getvalue()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tasks", "--limit", "x"), "--limit: “x” is not a number of rows"),
        (("tasks", "--limit", "-1"), "--limit"),
        (("due", "--limit", "5", "--json"), "JSON is never cut"),
        (("due", "--by", "unit"), "is not one of: agency"),
        (("status", "--by", "agencies"), "did you mean agency?"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, words: tuple[str, ...], told: str) -> None:
    answer = run("--plan", str(PLAN_2021), *words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


@pytest.mark.slow
def test_reminders_of_many_plans_take_no_square_of_time(run: Run, tmp_path: Path) -> None:
    """The units of agencies have the same codes; all plans were looked through for each: 40 took 50 seconds."""
    units = "".join(f"U{n}: {{name: Phòng số {n}}}\n" for n in range(20))
    tasks = "".join(
        f"- {{id: 1.{n}, title: Việc {n}, lead: [U{n % 20}], milestones: [{{id: m, title: M, due: 2021-03-10}}]}}\n"
        for n in range(200)
    )
    (tmp_path / "plans").mkdir()
    for n in range(40):
        text = write_plan(tasks, units=units, groups="").replace("agency: Sở A", f"agency: Sở {n}")
        (tmp_path / "plans" / f"{n}.yaml").write_text(text, encoding="utf-8")
    started = time.process_time()
    answer = run("remind", "-p", "plans", "--json")
    assert answer.code == 0, answer.err
    assert len(answer.items) == 800
    assert time.process_time() - started < 6
