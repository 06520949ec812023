"""The values of a file by their place: every one is found at its place, with the path that leads to it."""

from __future__ import annotations

import pytest

from conftest import PLAN_2021
from parplan.linting.comments import find_ignores
from parplan.linting.values import Values
from parplan.source.composing import compose
from parplan.source.nodes import Node, Scalar, find
from parplan.source.text import SourceText

TEXT = """\
"a # parplan: ignore[P1] x": [one, {'b': two, c: }]   # parplan: ignore[P2] y
d: >-
  three # parplan: ignore[P3] z
e:
"""


@pytest.mark.parametrize("text", [TEXT, PLAN_2021.read_text(encoding="utf-8"), "alone"], ids=["small", "2021", "one"])
def test_every_value_is_found_with_its_path(text: str) -> None:
    root, findings = compose(SourceText(text))
    assert root is not None
    assert findings == ()
    values = Values(root)
    met = 0
    for offset in range(len(text)):
        found = values.at(offset)
        if found is not None:
            number, scalar = found
            assert scalar.start <= offset < scalar.end
            if offset == scalar.start:
                node = find(root, values.path(number))
                assert isinstance(node, Scalar)
                expected = (node.value, node.start, node.end, node.style)
                assert (scalar.value, scalar.start, scalar.end, scalar.style) == expected
                met += 1
    assert met == sum(1 for node in _below(root) if node.start < node.end)


def test_what_stands_in_a_key_or_value_is_no_comment() -> None:
    root, _ = compose(SourceText(TEXT))
    assert root is not None
    (found,) = find_ignores(SourceText(TEXT), lambda: Values(root))
    assert [code for code, _, _ in found.codes] == ["P2"]


def _below(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    children = node.items if not hasattr(node, "entries") else [value for _, value in node.entries]
    return [scalar for child in children for scalar in _below(child)]
