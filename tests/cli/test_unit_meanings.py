"""A unit's name that plans of one agency do not agree on: what was not asked, or is another unit's, is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]

TASK = "- {{id: 1.a, title: Việc, lead: [{lead}], time: {year}-12-31}}"
LAST_YEAR = "A: {name: Phòng Cải cách hành chính, aliases: [CCHC]}\nOLD: {name: Phòng Thanh tra}"


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Callable[..., Answer]:
    def call(units: str, *words: str) -> Answer:
        for year, listed in ((2020, LAST_YEAR), (2021, units)):
            text = write_plan(TASK.format(lead=listed[: listed.index(":")], year=year), groups="", units=listed)
            text = text.replace("year: 2021", f"year: {year}").replace("2020-12-01", f"{year - 1}-12-01")
            (tmp_path / f"{year}.yaml").write_text(text, encoding="utf-8")
        return run(*words, "-p", "2021.yaml", "-p", "2020.yaml", "--as-of", "2021-12-25", "--lang", "en")

    return call


@pytest.mark.parametrize("words", [("due",), ("due", "--json"), ("remind",), ("tasks",), ("log",), ("evidence",)])
def test_a_plan_of_this_year_that_does_not_have_the_name_is_told(
    ask: Callable[..., Answer], words: tuple[str, ...]
) -> None:
    renamed = "K: {name: Phòng Cải cách hành chính}"
    told = "Not asked: 2021.yaml; no unit or group is called “cchc” there."
    assert told in ask(renamed, *words, "--unit", "cchc").err.splitlines()
    assert "Not asked" not in ask(renamed, *words, "--unit", "phong cai cach hanh chinh").err


def test_an_earlier_plan_is_told_where_it_has_the_unit_by_another_name(ask: Callable[..., Answer]) -> None:
    assert "Not asked: 2020.yaml" in ask("K: {name: Phòng Cải cách hành chính}", "due", "--unit", "K").err
    assert "Not asked" not in ask("K: {name: Phòng Công nghệ}", "due", "--unit", "K").err


def test_a_code_that_is_another_units_in_an_earlier_plan_is_told(ask: Callable[..., Answer]) -> None:
    told = "In 2021.yaml “A” is Phòng Công nghệ; in 2020.yaml it is Phòng Cải cách hành chính."
    assert told in ask("A: {name: Phòng Công nghệ}", "due", "--unit", "A").err.splitlines()
    assert ask("A: {name: Phòng CCHC, aliases: [CCHC]}", "due", "--unit", "A").err == ""
