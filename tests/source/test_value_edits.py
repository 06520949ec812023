"""Replacing a value: the text says the new one and everything else as before, in the author's style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parplan.diagnostics import Path
from parplan.errors import EditError
from parplan.source.composing import compose
from parplan.source.nodes import Node, to_data
from parplan.source.text import SourceText
from parplan.source.value_edits import replace_value, replace_values

TEXT = """\
# head
title: Kế hoạch năm 2021   # why
quoted: 'it''s so'
double: "a \\u00e0 b"
flow: {a: một, b: [hai, "ba"], c: }
empty:
block: >-   # folded
  một hai ba
  bốn năm

  sáu
lines: |
  một
  hai
long: đây là một
  văn bản dài
"""


def tree(text: str) -> Node:
    root, findings = compose(SourceText(text))
    assert root is not None
    assert findings == ()
    return root


def replaced(path: Path, value: str, text: str = TEXT) -> str:
    return replace_values(SourceText(text), tree(text), {path: value}).text


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "Kế hoạch năm 2022", "năm 2021 ", "năm 2022 "),
        (("title",), "Kế hoạch: năm 2021", "Kế hoạch năm 2021", '"Kế hoạch: năm 2021"'),
        (("quoted",), "it's not", "'it''s so'", "'it''s not'"),
        (("double",), 'say "x"', '"a \\u00e0 b"', '"say \\"x\\""'),
        (("flow", "a"), "một, hai", "{a: một,", '{a: "một, hai",'),
        (("flow", "b", 0), "hai rưỡi", "[hai,", "[hai rưỡi,"),
        (("flow", "b", 1), "bốn", '"ba"', '"bốn"'),
        (("flow", "c"), "-", "c: }", 'c: "-" }'),
        (("empty",), "x", "empty:\n", "empty: x\n"),
        (("block",), "một hai 3 bốn năm\nsáu", "một hai ba\n", "một hai 3\n"),
        (("block",), "một hai ba bốn\nsáu", "  bốn năm\n", "  bốn\n"),
        (("lines",), "một\nhai ba\n", "  hai\n", "  hai ba\n"),
        (("long",), "đây là một văn bản ngắn", "văn bản dài", "văn bản ngắn"),
    ],
)  # fmt: skip
def test_only_the_value_changes(path: Path, value: str, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert replaced(path, value) == TEXT.replace(old, new)


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    changed = replace_values(SourceText(text, bom=True), tree(text), {("title",): "Tên", ("flow", "a"): "1"})
    expected = text.replace("title: Kế hoạch năm 2021", "title: Tên").replace("a: một", "a: 1")
    assert (changed.text, changed.bom) == (expected, True)


def test_the_same_value_changes_nothing_and_the_splice_is_as_small_as_can_be() -> None:
    assert replace_value(SourceText(TEXT), tree(TEXT), ("title",), "Kế hoạch năm 2021") == []
    (splice,) = replace_value(SourceText(TEXT), tree(TEXT), ("title",), "Kế hoạch năm 2031")
    assert (splice.text, splice.end - splice.start) == ("3", 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [(("flow",), "x"), (("none",), "x"), (("lines",), "một hai"), (("block",), ""), ((), "x")],
)
def test_what_has_no_layout_is_refused(path: Path, value: str) -> None:
    with pytest.raises(EditError):
        replaced(path, value)


PATHS: list[Path] = [("title",), ("quoted",), ("double",), ("flow", "a"), ("flow", "b", 1), ("flow", "c"), ("empty",)]
#: What a plan may hold, signs of YAML most of all.
VALUES = st.text(st.sampled_from(" :#,-[]{}\"'&*!%@`|>?~=\\aằđ1.\n\t"), max_size=12)


@given(path=st.sampled_from([*PATHS, ("block",), ("lines",), ("long",)]), value=VALUES)
def test_any_value_is_said_or_refused(path: Path, value: str) -> None:
    try:
        changed = replaced(path, value)
    except EditError:
        assert path not in PATHS
        return
    found = to_data(tree(changed))
    for step in path:
        found = found[step]  # type: ignore[index]
    assert found == value
