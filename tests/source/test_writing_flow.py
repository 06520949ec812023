"""Data written on one line: what it looks like, and that every reader of YAML takes it for the same."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parplan.source.composing import compose
from parplan.source.nodes import to_data
from parplan.source.text import FORBIDDEN_IN_VALUES, SourceText
from parplan.source.writing import Plain, PlainWord, write_flow


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Plain("2021-03-01"), "2021-03-01"),
        (PlainWord("plan"), "plan"),
        (PlainWord("report@2021-Q1"), "report@2021-Q1"),
        (PlainWord("đối-thoại"), "đối-thoại"),
        (PlainWord("no"), '"no"'),
        (PlainWord("Y"), '"Y"'),
        (PlainWord("2021"), '"2021"'),
        (PlainWord("1e5"), '"1e5"'),
        (PlainWord("a#b"), '"a#b"'),
        (PlainWord("a:b"), '"a:b"'),
        ("plan", '"plan"'),
        ('a "b" \\ c', '"a \\"b\\" \\\\ c"'),
        ("a\nb\tc", '"a\\nb\\tc"'),
        ("x\u202ey\u200b", '"x\\u202Ey\\u200B"'),
        ("👩\u200d🔬 \U000e0041", '"👩\u200d🔬 \\U000E0041"'),
        ({"date": Plain("2021-03-01"), "evidence": ["12/KH"]}, '{date: 2021-03-01, evidence: ["12/KH"]}'),
        ({"1": Plain("5"), "cost": Plain("8.5")}, '{"1": 5, cost: 8.5}'),
        ([], "[]"),
    ],
)
def test_what_is_written(value: object, text: str) -> None:
    assert write_flow(value) == text  # type: ignore[arg-type]


_TEXTS = st.text(max_size=40).filter(lambda text: not FORBIDDEN_IN_VALUES.search(text))


@pytest.mark.slow
@given(
    st.dictionaries(_TEXTS.filter(bool), st.recursive(_TEXTS, lambda inner: st.lists(inner), max_leaves=5), min_size=1)
)
def test_it_reads_back_the_same(value: dict[str, object]) -> None:
    line = write_flow(value)  # type: ignore[arg-type]
    assert "\n" not in line
    root, findings = compose(SourceText(f"a:\n  - {line}\n"))
    assert findings == ()
    assert root is not None
    assert to_data(root) == {"a": [value]}
    assert yaml.load(f"a:\n  - {line}\n", yaml.BaseLoader) == {"a": [value]}


@given(_TEXTS.filter(bool))
def test_a_word_reads_back_the_same_and_as_a_text(text: str) -> None:
    line = write_flow([PlainWord(text)])
    assert yaml.safe_load(line) == [text]
