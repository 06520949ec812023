"""What was found comes back from its bytes as it was, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PLAN_2021
from parplan.diagnostics import Finding, Message, Severity, Span
from parplan.linting.checked import Checked
from parplan.linting.engine import check_plans
from parplan.linting.packing import pack, unpack
from parplan.linting.registry import RULES
from parplan.linting.selection import Selection
from parplan.loading import load_plan
from parplan.source.text import SourceText

HERE = Path(__file__).parent
PLANS = [PLAN_2021, *sorted(HERE.glob("*/*.yaml")), *sorted((HERE.parent / "loading").rglob("*.yaml"))]
SOURCE = SourceText("")


def back(checked: Checked) -> Checked | None:
    body = pack(checked)
    assert body is not None
    return unpack(body, checked.name, checked.source)


def test_among_them_is_each_code_of_a_rule_and_of_the_shape() -> None:
    (*all_checked,) = check_plans([(str(path), load_plan(path)) for path in PLANS], Selection(), date(2026, 11, 25))
    found = {finding.code for checked in all_checked for finding in checked.findings}
    assert {rule.explanation.code for rule in RULES} - found <= {"P602"}  # about the name of a file
    assert {code for code in found if code.startswith("S")}


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_in_a_file_comes_back(path: Path) -> None:
    (checked,) = check_plans([(path.name, load_plan(path))], Selection(), date(2026, 11, 25))
    assert back(checked) == checked


NAMES = st.text("abcdefghijk", min_size=1, max_size=5)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MESSAGES = st.recursive(
    st.builds(Message, TEXTS, st.just(())),
    lambda inner: st.builds(
        Message,
        TEXTS,
        st.lists(st.tuples(NAMES, st.one_of(TEXTS, st.integers(-(2**62), 2**62), st.dates(), inner)), max_size=4).map(
            tuple
        ),
    ),
    max_leaves=4,
)
SPANS = st.builds(Span, *[st.integers(1, 10**7)] * 4)
FINDINGS = st.builds(Finding, TEXTS, TEXTS, st.sampled_from(Severity), SPANS, MESSAGES, st.one_of(st.none(), MESSAGES))
CHECKED = st.builds(
    Checked,
    NAMES,
    st.just(SOURCE),
    st.lists(FINDINGS, max_size=4).map(tuple),
    st.lists(NAMES, max_size=2).map(tuple),
    st.one_of(st.none(), st.tuples(TEXTS, st.integers(1945, 2999), st.integers(1945, 2999))),
    st.dates(),
)


@settings(deadline=None)
@given(CHECKED)
def test_anything_found_comes_back(checked: Checked) -> None:
    found = back(checked)
    assert found == checked
    assert found is not None
    assert [[type(value) for _, value in finding.message.args] for finding in found.findings] == [
        [type(value) for _, value in finding.message.args] for finding in checked.findings
    ]


@pytest.mark.parametrize("value", [10**5000, "\ud800"], ids=["a number too long", "half a character"])
def test_what_bytes_cannot_hold_is_not_packed(value: str | int) -> None:
    finding = Finding("S101", "x", Severity.ERROR, Span(1, 1, 1, 1), Message("{x}", (("x", value),)))
    assert pack(Checked("a", SOURCE, (finding,))) is None


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_anything_else_is_nothing(data: bytes) -> None:
    assert unpack(data, "a", SOURCE) is None


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b"[[],[],null]",
        b'[[],[],["x",1],"2021-01-01"]',
        b'[[["P1","n","fatal",[1,1,1,1],["t",[]],null]],[],null,"2021-01-01"]',
        b'[[["P1","n","error",[1,1,1],["t",[]],null]],[],null,"2021-01-01"]',
        b'[[["P1","n","error",[1,1,1,1],["t",[["x"]]],null]],[],null,"2021-01-01"]',
        b"[" * 5000,
    ],
)
def test_a_wrong_shape_is_nothing(body: bytes) -> None:
    assert unpack(body, "a", SOURCE) is None
