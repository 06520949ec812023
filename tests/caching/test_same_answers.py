"""With the cache, without it, and with a damaged one: the same answers, and never a word about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from caching.drawn_plans import DAYS, compiled, plans
from conftest import PLAN_2021, Answer
from due_glances import glance_due
from parplan import pooling
from parplan.caching import folder
from parplan.caching.stored_plan import StoredPlan, decode_plan, encode_plan
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.queries.deadlines import DueSelection
from parplan.queries.portfolio import PlanOnDay, Portfolio
from small_plans import write_plan

Run = Callable[..., Answer]

QUESTIONS = [
    ["due"],
    ["due", "--within", "1y"],
    ["due", "--overdue"],
    ["due", "--within", "1d", "--as-of", "2030-01-01"],
    ["due", "--unit", "VP"],
    ["due", "--json"],
    ["tasks"],
    ["tasks", "--unit", "TDC", "--json"],
    ["tasks", "--undated"],
    ["show", "1.a"],
    ["show", "1.a", "--json"],
    ["units"],
    ["status"],
    ["status", "--json", "--by", "section"],
    ["log"],
]


def stored_plan(plan: Plan) -> StoredPlan:
    found = decode_plan(encode_plan(plan, ""), "", lambda: plan)
    assert found is not None
    return found


def dues(answer: object) -> object:
    """What a glance says, without the assessments it was found in."""
    rows = [(row.subject.path, row.item) for row in answer.rows]  # type: ignore[attr-defined]
    following = answer.following  # type: ignore[attr-defined]
    return (
        rows,
        None if following is None else (following.subject.path, following.item),
        answer.more,  # type: ignore[attr-defined]
        answer.dateless,  # type: ignore[attr-defined]
    )


@pytest.mark.slow
@settings(deadline=None)
@given(plans(), plans(), DAYS, st.integers(-30, 500), st.booleans(), st.booleans())
def test_a_glance_at_stored_plans_is_that_of_all_items(
    first: str, second: str, as_of: date, days: int, overdue: bool, other_year: bool
) -> None:
    drawn = [plan for plan in (compiled(first), compiled(second)) if plan is not None]
    assume(drawn)
    until = as_of + timedelta(days=days)
    selection = DueSelection(until, overdue_only=overdue)
    if other_year and len(drawn) > 1:
        drawn[1] = replace(drawn[1], year=drawn[0].year - 1)

    def portfolio(plans: list[Plan]) -> Portfolio:
        subjects = (PlanOnDay(f"{number}.yaml", Assessment(plan, as_of)) for number, plan in enumerate(plans))
        return Portfolio(as_of, tuple(subjects))

    stored: list[Plan] = [stored_plan(plan) for plan in drawn]
    assert dues(glance_due(portfolio(stored), selection)) == dues(glance_due(portfolio(drawn), selection))


@settings(deadline=None)
@given(plans(), DAYS, st.integers(-30, 500))
def test_the_open_items_up_to_a_day_are_those_among_all_items(text: str, as_of: date, days: int) -> None:
    plan, until = compiled(text), as_of + timedelta(days=days)
    assume(plan is not None)
    assert plan is not None
    for standing in Assessment(plan, as_of):
        wanted = [item for item in standing.items if item.open and item.due is not None and item.due <= until]
        assert list(Assessment(plan, as_of).open_until(standing.task.id, until)) == wanted


@settings(deadline=None)
@given(plans(), DAYS)
def test_a_stored_plan_is_assessed_like_the_one_it_was(text: str, as_of: date) -> None:
    plan = compiled(text)
    assume(plan is not None)
    assert plan is not None
    assert list(Assessment(stored_plan(plan), as_of)) == list(Assessment(plan, as_of))


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_the_answer_is_the_same_cold_warm_off_and_damaged(run: Run, tmp_path: Path, words: list[str]) -> None:
    cache = tmp_path / "cache"
    command = ["--plan", str(PLAN_2021), *words]
    off = run(*command)
    cold = run(*command, env={"PARPLAN_CACHE": str(cache)})
    (kept,) = cache.iterdir()
    before = kept.read_bytes()
    warm = run(*command, env={"PARPLAN_CACHE": str(cache)})
    kept.write_bytes(before[: len(before) // 2])
    damaged = run(*command, env={"PARPLAN_CACHE": str(cache)})
    assert cold == warm == damaged == off
    assert kept.read_bytes() == before


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans(), DAYS, st.sampled_from(QUESTIONS))
def test_any_plan_is_answered_the_same(run: Run, tmp_path: Path, text: str, as_of: date, words: list[str]) -> None:
    path = tmp_path / "drawn.yaml"
    path.write_text(text, encoding="utf-8")
    command = ["--plan", str(path), "--as-of", as_of.isoformat(), *words]
    off = run(*command)
    cache = {"PARPLAN_CACHE": str(tmp_path / "cache")}
    assert run(*command, env=cache) == off
    assert run(*command, env=cache) == off


def test_another_content_is_another_plan(run: Run, tmp_path: Path) -> None:
    path, cache = tmp_path / "plan.yaml", {"PARPLAN_CACHE": str(tmp_path / "cache")}
    path.write_text(write_plan("- {id: 1.a, title: Một}"), encoding="utf-8")
    assert "Một" in run("tasks", "--plan", str(path), env=cache).out
    path.write_text(write_plan("- {id: 1.a, title: Hai}"), encoding="utf-8")
    assert "Hai" in run("tasks", "--plan", str(path), env=cache).out
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_an_invalid_plan_is_not_kept_and_says_so_each_time(run: Run, tmp_path: Path) -> None:
    path, cache = tmp_path / "plan.yaml", {"PARPLAN_CACHE": str(tmp_path / "cache")}
    path.write_text(write_plan("- {id: 1.a}"), encoding="utf-8")
    first = run("due", "--plan", str(path), env=cache)
    assert first.code == 3
    assert "S102" in first.err
    assert run("due", "--plan", str(path), env=cache) == first
    assert not (tmp_path / "cache").exists()


def test_other_code_does_not_read_the_cache(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    command = ["due", "--plan", str(PLAN_2021)]
    first = run(*command, env={"PARPLAN_CACHE": str(cache)})
    monkeypatch.setattr("parplan.caching.plan_cache.code_fingerprint", lambda path: b"another version")
    assert run(*command, env={"PARPLAN_CACHE": str(cache)}) == first
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("kind", ["file", "below a file", "device name", "blank"])
def test_a_folder_that_cannot_be_one_changes_nothing(run: Run, tmp_path: Path, kind: str) -> None:
    (tmp_path / "file").write_text("mine")
    named = {
        "file": str(tmp_path / "file"),
        "below a file": str(tmp_path / "file" / "cache"),
        "device name": os.devnull,
        "blank": "   ",
    }[kind]
    command = ["due", "--plan", str(PLAN_2021)]
    assert run(*command, env={"PARPLAN_CACHE": named}) == run(*command)
    assert (tmp_path / "file").read_text() == "mine"


def test_recording_is_seen_at_once(run: Run, tmp_path: Path) -> None:
    path, cache = tmp_path / "plan.yaml", {"PARPLAN_CACHE": str(tmp_path / "cache")}
    path.write_bytes(PLAN_2021.read_bytes())
    assert "1.c/plan" in run("due", "--plan", str(path), env=cache).out
    assert run("done", "1.c/plan", "--plan", str(path), env=cache).code == 0
    assert "1.c/plan" not in run("due", "--plan", str(path), env=cache).out


@contextmanager
def a_pool() -> Iterator[None]:
    """Let even the smallest plans be loaded by two processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pooling, "_WORTH_A_POOL", 0)
        patch.setattr(pooling, "processors", lambda: 2)
        yield


def test_a_pool_of_processes_answers_like_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for year in range(2015, 2022):
        text = write_plan(f"- {{id: 1.a, title: Việc {year}, milestones: [{{id: m, title: A, due: {year}-03-20}}]}}")
        (folder / f"{year}.yaml").write_text(text.replace("year: 2021", f"year: {year}"), encoding="utf-8")
    (folder / "broken.yaml").write_text("parplan: 1\nplan: {", encoding="utf-8")
    (folder / "later.yaml").write_text("parplan: 9\n", encoding="utf-8")
    command = ["due", "--plan", str(folder)]
    alone = run(*command)
    assert alone.code == 3
    assert "broken.yaml" in alone.err
    assert "later.yaml" in alone.err
    with a_pool():
        assert run(*command) == alone
        cache = {"PARPLAN_CACHE": str(tmp_path / "cache")}
        assert run(*command, env=cache) == alone
        assert len(list((tmp_path / "cache").iterdir())) == 7
    assert run(*command, env=cache) == alone


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX")
@pytest.mark.parametrize("kind", ["folder of all", "folder of another", "file of all", "file of another"])
def test_what_others_could_have_written_is_not_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    cache = tmp_path / "cache"
    other = tmp_path / "other.yaml"
    other.write_bytes(PLAN_2021.read_bytes() + b"# another\n")
    command = ["due", "--plan", str(PLAN_2021), "--plan", str(other)]
    off = run(*command)
    assert run(*command, env={"PARPLAN_CACHE": str(cache)}) == off
    stored = sorted(cache.iterdir())
    for path in stored:
        path.write_bytes(b"not used")
    target = [cache] if kind.startswith("folder") else stored
    for path in target:
        if kind.endswith("all"):
            path.chmod(0o777)
        else:
            monkeypatch.setattr(folder, "_is_own", lambda status: status.st_ino not in foreign)
    foreign = {path.stat().st_ino for path in target}
    answer = run(*command, env={"PARPLAN_CACHE": str(cache)})
    monkeypatch.undo()
    assert (answer.code, answer.out) == (off.code, off.out)
    assert answer.err.count("is not used as a cache: it belongs to another user, or everyone may write to it") == 1
    if kind.startswith("folder"):
        assert [path.read_bytes() for path in stored] == [b"not used"] * 2
    else:
        assert run(*command, env={"PARPLAN_CACHE": str(cache)}) == off  # it was replaced


def test_a_file_larger_than_any_is_not_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = {"PARPLAN_CACHE": str(tmp_path / "cache")}
    command = ["due", "--plan", str(PLAN_2021)]
    first = run(*command, env=cache)
    (stored,) = (tmp_path / "cache").iterdir()
    with stored.open("r+b") as file:
        file.truncate(folder.LARGEST_FILE + 1)  # a hole: it takes no room
    assert run(*command, env=cache) == first
    assert stored.stat().st_size < folder.LARGEST_FILE
    monkeypatch.setattr(folder, "LARGEST_FILE", 100)
    stored.unlink()
    assert run(*command, env=cache) == first
    assert not stored.exists()
