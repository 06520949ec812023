"""docs/data.md: its ten questions give what `status` and `due` give, in SQLite and in DuckDB; its Python is run."""

from __future__ import annotations

import doctest
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAN_2021, RECORDED_2021, REPOSITORY, Answer
from parplan.tables.declaration import TABLES
from small_plans import plan_of

Run = Callable[..., Answer]
Query = Callable[[str], list[dict[str, Any]]]
DOCUMENT = REPOSITORY / "docs" / "data.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
QUESTIONS = dict(re.findall(r"^<!-- question: ([^\n]*) -->\n```sql\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))
(VIEWS,) = re.findall(r"^<!-- views of DuckDB -->\n```sql\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
#: A day on which many things are due, late, done and extended.
DAY = "2025-10-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Plans of all kinds of agencies, in folders as a nation would have them."""
    plans = tmp_path / "nation"
    plans.mkdir()
    shutil.copy(RECORDED_2021, plans / "2021.yaml")
    for path in sorted((REPOSITORY / "tests" / "data" / "plans_of_all_kinds").glob("*.yaml")):
        if not path.name.startswith(
            ("12-", "13-")
        ):  # of these one goes on with items of the other, which `due` lists once
            shutil.copy(path, plans)
    return tmp_path


@pytest.fixture(params=["sqlite", "duckdb"])
def query(request: pytest.FixtureRequest, run: Run, folder: Path) -> Iterator[Query]:
    """Ask the exported tables: of one database, or of the folders where they lie."""
    words = ("--plan", "nation", "export", "--as-of", DAY)
    if request.param == "sqlite":
        assert run(*words, "-o", "data.sqlite").code == 0
        with closing(sqlite3.connect(folder / "data.sqlite")) as database:
            database.row_factory = sqlite3.Row
            yield lambda sql: [dict(row) for row in database.execute(sql)]
        return
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    assert run(*words, "--format", "parquet", "-o", "data").code == 0
    with closing(duckdb.connect()) as connection:
        for table in TABLES:
            connection.execute(VIEWS.splitlines()[0].replace("plans", table.name).replace("'data", f"'{folder}/data"))
        found = connection.execute("SELECT column_name FROM (DESCRIBE tasks)").fetchall()
        assert {name for (name,) in found} == {column.name for column in TABLES[5].columns}

        def ask(sql: str) -> list[dict[str, Any]]:
            answer = connection.execute(sql)
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

        yield ask


def test_there_are_ten_questions_and_views_of_every_table() -> None:
    assert len(QUESTIONS) == 10
    assert "".join(VIEWS.splitlines(keepends=True)[0].replace("plans", name) for name in ("plans", "tasks")) == VIEWS


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON has them."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}


def test_the_answers_are_those_of_status_and_due(run: Run, query: Query) -> None:
    """All in one test, as making the tables takes longer than asking."""

    def asked(name: str) -> list[dict[str, Any]]:
        rows = list(map(plain, query(QUESTIONS[name])))
        assert rows, name
        return rows

    def told(*words: str) -> list[dict[str, Any]]:
        return run("--plan", "nation", *words, "--as-of", DAY, "--json").items

    def counts(rows: list[dict[str, Any]], *keys: str) -> list[tuple[Any, ...]]:
        return sorted(tuple(row[key] for key in ("agency", "year", *keys)) for row in rows)

    *agencies, _ = told("status", "--by", "agency")
    for row in agencies:
        row["share"] = round(100 * row["due_done"] / row["due"], 1) if row["due"] else None
    ways = ("total", "dated", "done_in_time", "done_late", "open_in_time", "overdue")
    assert counts(asked("four ways"), *ways) == counts(agencies, *ways)
    due = [row for row in agencies if row["due"]]
    shares = asked("share of due work done")
    assert counts(shares, "due", "due_done", "share") == counts(due, "due", "due_done", "share")
    assert [row["share"] for row in shares] == sorted(row["share"] for row in shares)
    assert counts(asked("nothing recorded"), "unreported", "total") == counts(agencies, "unreported", "total")
    assert counts(asked("undated and without a lead"), "undated") == counts(agencies, "undated")
    states = Counter({(row["agency"], row["year"], row["state"]): row["tasks"] for row in asked("states")})
    assert states == Counter(
        {(row["agency"], row["year"], state): n for row in agencies for state, n in row["states"].items() if n}
    )
    extended = Counter({(row["agency"], row["task"]): row["extensions"] for row in asked("extensions")})
    by_agency = Counter({row["agency"]: row["extensions"] for row in agencies if row["extensions"]})
    found: Counter[str] = Counter()
    for (agency, _task), count in extended.items():
        found[agency] += count
    assert found == by_agency

    late = [row for row in told("status", "--by", "unit") if row["overdue"] and row["key"] not in (None, "total")]
    assert counts(asked("late units"), "unit", "overdue") == sorted(
        (row["agency"], row["year"], row["key"], row["overdue"]) for row in late
    )

    items = [
        {**row, "address": row["address"].removeprefix(f"{row['year']}:")} for row in told("due", "--within", "30d")
    ]
    overdue = [{**row, "days_late": -row["days"]} for row in items if row["days"] < 0]
    keys = ("address", "due", "days_late")
    assert counts(asked("overdue"), *keys) == counts(overdue, *keys)
    assert [row["days_late"] for row in asked("overdue")] == sorted((row["days_late"] for row in overdue), reverse=True)
    soon = [row for row in items if row["days"] >= 0]
    keys = ("address", "due", "last_working_day", "days")
    assert counts(asked("due soon"), *keys) == counts(soon, *keys)

    known = {
        (f"nation/{path.name}", task.id): task
        for path in Path("nation").iterdir()
        for task in plan_of(path.read_text(encoding="utf-8")).tasks()
    }
    without_lead: Counter[str] = Counter()
    for row in told("tasks"):
        task = known[row["plan"], row["id"]]
        unled = [one for one in row["milestones"] if not one["lead"] and one["state"] not in ("done", "dropped")]
        if task.counted and unled and row["state"] not in ("done", "dropped"):
            without_lead[row["plan"]] += 1
    assert sorted(row["without_lead"] for row in asked("undated and without a lead") if row["without_lead"]) == sorted(
        without_lead.values()
    )
    missing = [
        (row["agency"], row["year"], row["address"], row["due"], unit)
        for row in items
        if row["days"] <= 0 and not known[row["plan"], row["task"]].counted
        for unit in row["owed_by"]
    ]
    assert counts(asked("reports not handed in"), "address", "due", "unit") == sorted(missing)


@pytest.mark.parametrize("name", ["data.md", "data.vi.md"])
def test_the_python_shown_gives_what_is_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN_2021, tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    text = DOCUMENT.with_name(name).read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, name, name, 0)
    result = doctest.DocTestRunner().run(example)
    assert (result.failed, result.attempted) == (0, len(example.examples))
