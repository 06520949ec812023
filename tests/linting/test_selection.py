"""Which codes a run looks for, and how much each matters: options and settings."""

from __future__ import annotations

from typing import Any

import pytest

from parplan.diagnostics import Severity
from parplan.linting.registry import EXPLANATIONS
from parplan.linting.selection import Selection, SelectionError, parse_settings


def severity(selection: Selection, code: str) -> Severity | None:
    return selection.severity_of(EXPLANATIONS[code])


def test_without_settings_every_code_has_its_own_severity() -> None:
    assert all(severity(Selection(), code) is rule.severity for code, rule in EXPLANATIONS.items())


def test_the_longest_beginning_decides() -> None:
    selection = parse_settings({"severity": {"P4": "advice", "P404": "error", "P41": "off"}}, EXPLANATIONS)
    assert severity(selection, "P403") is Severity.ADVICE
    assert severity(selection, "P404") is Severity.ERROR
    assert severity(selection, "P419") is None


def test_errors_stay_what_they_are() -> None:
    selection = parse_settings({"ignore": ["P"], "severity": {"P": "off"}}, EXPLANATIONS)
    assert severity(selection, "P201") is Severity.ERROR
    assert severity(selection, "S107") is Severity.ERROR
    assert severity(selection, "P204") is None


def test_options_take_the_place_of_a_selection_and_add_to_what_is_ignored() -> None:
    selection = parse_settings({"select": ["P2"], "ignore": ["P204"]}, EXPLANATIONS)
    assert severity(selection.narrowed([], []), "P403") is None
    assert severity(selection.narrowed(["P"], []), "P403") is Severity.WARNING
    assert severity(selection.narrowed(["P"], ["P4"]), "P403") is None
    assert severity(selection.narrowed(["P"], []), "P204") is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"selekt": ["P2"]}, "the key selekt is not known here"),
        ({"colour": 1}, "the key colour is not known here"),
        ({"select": "P2"}, "select is not a list of codes"),
        ({"ignore": [1]}, "ignore is not a list of codes"),
        ({"select": ["P999"]}, "there is no finding with a code such as P999"),
        ({"ignore": ["P4", "S"]}, "S cannot be ignored: it is an error, which makes a plan unusable"),
        ({"ignore": ["Y005"]}, "Y005 cannot be ignored: it is an error, which makes a plan unusable"),
        ({"ignore": ["P201"]}, "P201 cannot be ignored: it is an error, which makes a plan unusable"),
        ({"ignore": [""]}, "there is no finding with a code such as "),
        ({"severity": "error"}, "severity is not a table of codes"),
        ({"severity": {"P204": "fatal"}}, "severity.P204: “fatal” is not one of: error, warning, advice, off"),
        ({"severity": {"P204": 3}}, "severity.P204: “3” is not one of: error, warning, advice, off"),
        ({"severity": {"Q1": "off"}}, "there is no finding with a code such as Q1"),
        ({"severity": {"S1": "off"}}, "S1 is an error and stays one: it makes a plan unusable"),
    ],
)
def test_settings_that_are_wrong_are_refused(written: dict[str, Any], said: str) -> None:
    with pytest.raises(SelectionError) as error:
        parse_settings(written, EXPLANATIONS)
    assert error.value.message.render() == said
