"""Reading line by line gives the nodes that the parser gives, or leaves the text to it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parplan.source.composing import compose
from parplan.source.nodes import find, to_data
from parplan.source.parsing import parse
from parplan.source.scanning import scan
from parplan.source.text import SourceText, decode

TESTS = Path(__file__).parents[1]
PLAN = (TESTS.parent / "plans" / "2021.yaml").read_text("utf-8")
PLANS = [*sorted(TESTS.glob("*/*/*.yaml")), TESTS.parent / "plans" / "2021.yaml"]


def agrees(text: str) -> bool:
    """Whether ``text`` is read here; then it must be what the parser reads, place by place."""
    placed = scan(text)
    if placed is None:
        return False
    root, findings = compose(SourceText(text))
    assert findings == ()
    assert root is not None
    assert placed.nodes() == root
    assert placed.data == to_data(root)
    return True


def test_the_plan_of_2021_is_read_here():
    assert agrees(PLAN)
    assert agrees(PLAN.replace("\n", "\r\n"))
    assert agrees(PLAN.removesuffix("\n"))


def test_plans_of_the_tests_are_read_alike():
    read = 0
    for path in PLANS:
        source, findings = decode(path.read_bytes())
        if not findings:
            read += agrees(source.text)
    assert read > 0.9 * len(PLANS)


SIMPLE = [
    "a: b c\n",
    "a: b\n\n# c\n\nd: e # f\n# g",
    "a:\nb: 1\n",
    "a:   # c\n  b: 1\n",
    "a:\n- b\n- c: 1\n  d: 2\ne: f\n",
    "a:\n  - b\n  - c:\n      - d\n    e:\n",
    "a:\n    - b:\n      c: x\n\nd: y\n",
    "a: b:c#d -e\n",
    "a: -5\nb: --x\n",
    "a: 'b''c: d # e' # f\nb: \"x: y\"\n'c d': \" \"\n",
    "a: [b, 'c, d', \"e\", {f: g, h: [i]}, [], { }] # j\n",
    'a: {date: 2021-02-10T09:12:00+07:00, "6.2": x y , e: []}\n',
    "a: >-\n  b\n  c\n\n  d\n\n\n  e  \n\n\nf: g\n",
    "a: >\n  b # c\n  - d\n# e\nf: g\n",
    "a: |-  # x\n  b\n    c\n\n  d\nf:\n- |\n  b\n- >-\n    c\n",
]

NOT_SIMPLE = [
    *("", "\n", "# a\n", "a\n", "- a\n", "[a]\n", "{a: b}\n", " a: b\n", "---\na: b\n"),
    *("%YAML 1.1\n---\na: b\n", "a: b\n  c\n", "a: 'b\n  c'\n", "a: [b,\n  c]\n", "a: \"\\u00e9\"\n"),
    *("a: b\n...\n", "a: b\n---\nc: d\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "a: b: c\n", "a: b:\n"),
    *("a: - b\n", "a: ? b\n", "a: @b\n", "a: `b\n", "a:\tb\n", "a: b\n\tc: d\n", "? a\n: b\n", ": b\n"),
    *("\"\": b\n", "a : b\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "a:\n  b: c\n d: e\n"),
    *("a:\n  b: c\n   d: e\n", "a: b\n  c: d\n", "a: b\n- c\n", "a:\n - b\n  - c\n", "a:\n- \n- b\n"),
    *("a: |+\n  b\n", "a: >2\n   b\n", "a: >\n  b\n    c\n", "a: |\n\n  b\n", "a: |\n  b", "a: |\nb: c\n"),
    *("a: |\n  b\n    \n", "a: >\n  b\n    # c\n", "a: [b: c]\n", "a: {b}\n", "a: {b: }\n", "a: [b,]\n"),
    *("a: [,]\n", "a: [b\n", "a: [b]]\n", "a: [b] c\n", "a: {b: c]\n", "a: {b:c}\n", "a: {b: c:}\n"),
    *("a: {b: c #d}\n", "a: [-]\n", "a: ['b''c']\n", "a: [b?c]\n", "a: 'b' c\n", "a: 'b'c: d\n"),
    *("a: b\rc: d\n", "a:\n- - b\n"),
    "a:\n" + "".join("  " * n + "- b:\n" for n in range(1, 40)),
    "".join(" " * n + "a:\n" for n in range(33)),
    "".join(" " * n + "a:\n" + " " * n + "- b\n" for n in range(40)),
    "a: " + "[" * 40 + "]" * 40 + "\n",
    "".join("  " * n + "a:\n" for n in range(20)) + "  " * 20 + "b: " + "[" * 20 + "]" * 20 + "\n",
    "a" * 200 + ": b\n",
]  # fmt: skip


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_texts_are_read_here(text: str):
    assert agrees(text)
    assert agrees(text.replace("\n", "\r\n"))


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_other_texts_are_left_to_the_parser(text: str):
    assert scan(text) is None
    parsed = parse(SourceText(text))
    assert (parsed.root, parsed.findings) == compose(SourceText(text))


_WORDS = st.sampled_from(
    ["no", "6.10", "đ e", "2021-03-01", "x, y", "- x", "a: b", "# x", "'", '"', "a\nb\n", " x ", ""]
)
_DATA = st.recursive(
    _WORDS, lambda data: st.lists(data, max_size=3) | st.dictionaries(_WORDS.filter(bool), data, max_size=3)
)


@given(st.dictionaries(_WORDS.filter(bool), _DATA, min_size=1, max_size=3), st.sampled_from([None, True, False]))
def test_what_pyyaml_writes_is_read_alike(data: dict[str, object], flow: bool | None):
    agrees(yaml.dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=1000))


_PIECES = (
    *(
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n        ",
        "#",
        " # ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        '"',
        "'",
        "|",
        ">-\n",
        ">",
    ),
    *(
        " ",
        "  ",
        "\\",
        "&a ",
        "*a",
        "!t ",
        "---\n",
        "...\n",
        "? ",
        "\r\n",
        "đ",
        "\u00a0",
        "a: b",
        "{a: b, c: [d]}",
        "[]",
    ),
)


@given(st.integers(0, 10**9))
def test_damaged_plans_are_read_alike(seed: int):
    chance = random.Random(seed)
    start = chance.randrange(len(PLAN) - 3000)
    text = "a:\n" + PLAN[PLAN.index("\n", start) + 1 :][:1500] if seed % 2 else PLAN[:3000]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(_PIECES) + text[at + chance.choice((0, 0, 1, 3)) :]
    if not re.search("\r(?!\n)", text):
        agrees(text)


def test_the_nodes_are_made_once():
    parsed = parse(SourceText("a:\n  b: c\n"))
    assert parsed.root is parsed.root
    assert parsed.root is not None
    assert find(parsed.root, ("a", "b")) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: " + "c:d" * 50_000 + "\n",
        "a: [" + "b" * 100_000 + "#\n",
        "a: [" + "[" * 50_000 + "\n",
        " " * 100_000 + "\n" * 50_000 + "a",
        "# x\n" * 50_000 + "a",
        "a: >-\n" + "  b\n" * 50_000 + "      \n",
        "- " * 50_000 + "\n",
    ],
)
def test_no_text_takes_long(text: str):
    assert scan(text) is None
