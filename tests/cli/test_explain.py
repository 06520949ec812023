"""``parplan explain``: every code, in both languages, and what is said of one that is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Answer
from parplan.linting.registry import EXPLANATIONS

Run = Callable[..., Answer]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_is_explained(run: Run, language: str) -> None:
    for code, rule in EXPLANATIONS.items():
        answer = run("explain", code, "--lang", language, env={"COLUMNS": "400"})
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.startswith(f"{code} {rule.name} · ")
        for text in (rule.what, rule.why, rule.instead):
            assert (text.render() in answer.out) == (language == "en")
        for line in (rule.bad + "\n" + rule.good).splitlines():
            assert line in answer.out


def test_without_a_code_all_are_listed(run: Run) -> None:
    answer = run("explain", env={"COLUMNS": "400"})
    assert [line.split()[0] for line in answer.out.splitlines()[1:]] == [*EXPLANATIONS]


@pytest.mark.parametrize("typed", ["p204", " P204 ", "P204"])
def test_a_code_is_typed_in_any_case(run: Run, typed: str) -> None:
    assert run("explain", typed).out.startswith("P204 no-lead")


@pytest.mark.parametrize("typed", ["P999", "204", "", "no-lead", "Q", "P204 P205", "‮P204"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unknown_code_is_the_request_being_wrong(run: Run, typed: str, language: str) -> None:
    answer = run("explain", typed, "--lang", language)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("parplan: ")


def test_the_same_as_json(run: Run) -> None:
    answer = run("explain", "P419", "--json")
    assert answer.json["kind"] == "rules"
    (item,) = answer.items
    assert item["code"] == "P419"
    assert item["severity"] == "warning"
    assert len(run("explain", "--json").items) == len(EXPLANATIONS)
