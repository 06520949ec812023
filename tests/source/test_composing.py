"""From a text to nodes: the data are those of PyYAML, the places those of the text."""

from __future__ import annotations

import gc
import importlib.util
import re
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parplan.source import composing
from parplan.source.composing import DEPTH_LIMIT, PurePythonParser, compose, compose_events
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence, find, find_key, scalars, to_data
from parplan.source.text import SourceText
from parplan.source.text_rules import FINDINGS_LIMIT


def composed(text: str) -> Node:
    root, findings = compose(SourceText(text))
    assert findings == ()
    assert root is not None
    return root


def codes(text: str) -> list[str]:
    return [finding.code for finding in compose(SourceText(text))[1]]


# Random documents, as yaml.dump writes them in several styles.

_FORBIDDEN = "".join(map(chr, [*range(9), 0xB, 0xC, 0xD, *range(0xE, 0x20), *range(0x7F, 0xA0)]))
_TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=_FORBIDDEN + "\u2028\u2029\ufeff\ufffe\uffff"),
    max_size=30,
) | st.sampled_from(["no", "6.10", "~", "2021-03-01", "- x", "a: b", "# x", "'", '"', "two\nlines\n", " x ", "\n\n"])
_DATA = st.dictionaries(
    _TEXTS.filter(bool),
    st.recursive(
        _TEXTS, lambda data: st.lists(data, max_size=4) | st.dictionaries(_TEXTS.filter(bool), data, max_size=4)
    ),
    min_size=1,
    max_size=4,
)


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = yaml.dump(
        draw(_DATA),
        Dumper=NoAliases,
        allow_unicode=draw(st.booleans()),
        default_flow_style=draw(st.sampled_from([True, False, None])),
        default_style=draw(st.sampled_from([None, "'", '"', "|", ">"])),
        indent=draw(st.sampled_from([2, 4, 7])),
        width=draw(st.sampled_from([20, 80, 1000])),
        sort_keys=False,
    )
    assert isinstance(text, str)
    return text


@pytest.mark.slow
@given(documents())
def test_the_data_are_those_of_pyyaml(text: str):
    assert to_data(composed(text)) == yaml.load(text, Loader=yaml.BaseLoader)


@given(documents())
def test_windows_line_ends_change_no_value(text: str):
    assert to_data(composed(text.replace("\n", "\r\n"))) == to_data(composed(text))


@given(documents())
def test_libyaml_and_pyyaml_give_the_same_nodes(text: str):
    assert compose_events(SourceText(text), PurePythonParser(text)) == compose(SourceText(text))


@given(documents())
def test_the_place_of_a_scalar_holds_its_value(text: str):
    for scalar in scalars(composed(text)):
        written = text[scalar.start : scalar.end]
        if re.match(r"[|>][-+]?[0-9]", written):
            # How far such a text is indented is counted from where it stands.
            assert scalar.value.split() == written.split("\n", 1)[1].split()
        elif scalar.style in ("|", ">"):
            assert yaml.load(written + "\n", Loader=yaml.BaseLoader) == scalar.value
        else:
            assert yaml.load(written, Loader=yaml.BaseLoader) == scalar.value


@given(documents())
def test_places_lie_within_each_other(text: str):
    def check(node: Node, start: int, end: int) -> None:
        assert start <= node.start <= node.end <= end
        if isinstance(node, Sequence):
            for item in node.items:
                check(item, node.start, node.end)
        elif isinstance(node, MappingNode):
            for key, value in node.entries:
                check(key, node.start, node.end)
                check(value, key.end, node.end)

    check(composed(text), 0, len(text))


# Where things end.


@pytest.mark.parametrize(
    ("text", "path", "written"),
    [
        ("a: b c  # d\n", ("a",), "b c"),
        ("a: b\n   c \n\n# d\ne: 1\n", ("a",), "b\n   c"),
        ("a: 'b''c' # d\n", ("a",), "'b''c'"),
        ("a: |\n  b\n\n  c\n\n\n# d\ne: 1\n", ("a",), "|\n  b\n\n  c"),
        ("a: |\r\n  b\r\n\r\ne: 1\r\n", ("a",), "|\r\n  b"),
        ("a: |+\n  b\n\n\ne: 1\n", ("a",), "|+\n  b\n\n"),
        ("a: |+\r\n  b\r\n\r\ne: 1\r\n", ("a",), "|+\r\n  b\r\n"),
        ("a: >- # d\n  b\n  c\n\ne: 1\n", ("a",), ">- # d\n  b\n  c"),
        ("a: |\n  b  ", ("a",), "|\n  b  "),
        ("a: |\n  \u00a0\n\nb: 1\n", ("a",), "|\n  \u00a0"),
        ("a: | # d\n\ne: 1\n", ("a",), "|"),
        ("- a: 1\n  b: [2, 3] # d\n\n\n- c\n", (0,), "a: 1\n  b: [2, 3]"),
        ("a:\n  - b: 1\n  # d\n\n# e\nf: 1\n", ("a",), "- b: 1"),
        ("a: {b: 1, c: 2 } # d\n", ("a",), "{b: 1, c: 2 }"),
        ("a: [b: 1 , c]\n", ("a", 0), "b: 1"),
        ("a:\n  b:   # d\n\ne: 1\n", ("a",), "b:"),
    ],
)
def test_where_a_node_stands(text: str, path: tuple[str | int, ...], written: str):
    node = find(composed(text), path)
    assert node is not None
    assert text[node.start : node.end] == written


@pytest.mark.parametrize(
    ("text", "path", "offset"),
    [
        ("a:\nb: 1\n", ("a",), 2),
        ("a:   # c\n", ("a",), 2),
        ("a :\n", ("a",), 3),
        ("{a, b: , c: }", ("a",), 2),
        ("{a, b: , c: }", ("b",), 6),
        ("{a, b: , c: }", ("c",), 11),
        ("? a\n\n# c\n? b\n", ("a",), 3),
        ("-\n- x\n", (0,), 1),
    ],
)
def test_a_missing_value_stands_where_it_would_be_written(text: str, path: tuple[str | int, ...], offset: int):
    for parser in (None, PurePythonParser(text)):
        root, findings = compose(SourceText(text)) if parser is None else compose_events(SourceText(text), parser)
        assert findings == ()
        assert root is not None
        assert find(root, path) == Scalar("", offset, offset)


# What is composed, and how to find it again.


def test_every_scalar_is_text():
    text = "a: no\nb: 6.10\nc: ~\nd:\ne: 0x1F\n2021-03-01: null\n<<: x\n"
    assert to_data(composed(text)) == {
        "a": "no",
        "b": "6.10",
        "c": "~",
        "d": "",
        "e": "0x1F",
        "2021-03-01": "null",
        "<<": "x",
    }


def test_nodes():
    assert composed('a: [b, "c"]\n') == MappingNode(
        0, False, 11, {"a": (Scalar("a", 0, 1), Sequence(3, True, 11, [Scalar("b", 4, 5), Scalar("c", 7, 10, '"')]))}
    )


def test_find_and_find_key():
    root = composed("a:\n  - b: 1\n    c: 2\n")
    assert find(root, ()) is root
    assert find(root, ("a", 0, "c")) == Scalar("2", 19, 20)
    assert find_key(root, ("a", 0, "c")) == Scalar("c", 16, 17)
    for nothing in [("b",), ("a", 1), ("a", -1), ("a", "b"), (0,), ("a", 0, "b", "x")]:
        assert find(root, nothing) is None
        assert find_key(root, nothing) is None
    assert find_key(root, ()) is None
    assert find_key(root, ("a", 0)) is None


@pytest.mark.parametrize("text", ["---\na: 1\n", "a: 1\n...\n", "--- # x\na: 1\n...\n# y\n"])
def test_markers_around_the_one_document_are_accepted(text: str):
    assert to_data(composed(text)) == {"a": "1"}


def test_a_text_of_one_scalar_is_composed():
    assert composed("abc # d\n") == Scalar("abc", 0, 3)
    assert composed('""\n') == Scalar("", 0, 2, '"')


# Several findings, and hostile texts.


def test_all_findings_of_one_text():
    text = 'a: &x 1\na: 2\nb: *x\nc: !!int 3\n"": 4\n[d]: 5\ne: "\\e"\nf: [\n'
    root, findings = compose(SourceText(text))
    assert root is None
    assert [(finding.code, finding.span.line) for finding in findings] == [
        ("Y006", 1),
        ("Y005", 2),
        ("Y007", 3),
        ("Y008", 4),
        ("Y018", 5),
        ("Y013", 6),
        ("Y002", 7),
        ("Y004", 8),
    ]


def test_anchor_and_tag_of_one_value():
    assert codes("a: &x !y 1\nb: !y &x\n  c: 1\n") == ["Y006", "Y008", "Y008", "Y006"]


def test_the_tree_of_a_text_with_refused_parts():
    root, findings = compose(SourceText("a: 1\na: {b: 2}\nc: *x\n{d: e}: [f]\n---\ng: 3\n"))
    assert root is not None
    assert to_data(root) == {"a": "1", "c": "*x"}
    assert [finding.code for finding in findings] == ["Y005", "Y007", "Y013", "Y009"]


def test_the_deepest_nesting_allowed():
    text = "[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT
    assert find(composed(text), (0,) * (DEPTH_LIMIT - 1)) == Sequence(DEPTH_LIMIT - 1, True, DEPTH_LIMIT + 1)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[\n", "{a:\n"])
def test_a_hundred_thousand_levels_end_nothing(opening: str):
    text = opening * 100_000
    for parser in (None, PurePythonParser(text)):
        root, findings = compose(SourceText(text)) if parser is None else compose_events(SourceText(text), parser)
        assert root is None
        assert [finding.code for finding in findings] == ["Y012"]


def test_an_alias_bomb_is_not_expanded():
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 30))
    root, findings = compose(SourceText("l0: &l0 x\n" + levels))
    assert root is None
    assert len(findings) == FINDINGS_LIMIT
    assert {finding.code for finding in findings} == {"Y006", "Y007"}


@pytest.mark.parametrize("text", ["[a, b, c, d]", "{a: b, c: d}", "- [a]\n- [b]\n", "a:\n  - *b\n  - c\n"])
def test_more_nodes_than_the_limit_are_refused(text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(composing, "NODE_LIMIT", 5)
    assert compose(SourceText(text))[0] is not None
    monkeypatch.setattr(composing, "NODE_LIMIT", 4)
    root, findings = compose(SourceText(text))
    assert root is None
    assert findings[-1].code == "Y019"


def test_a_long_scalar():
    root = composed("a: " + "x" * 10_000_000)
    assert find(root, ("a",)) == Scalar("x" * 10_000_000, 3, 10_000_003)


def test_an_escaped_surrogate_is_refused_by_both_parsers():
    text = 'a: "\\ud800"\n'
    assert codes(text) == ["Y004"]
    assert [f.code for f in compose_events(SourceText(text), PurePythonParser(text))[1]] == ["Y002"]


@given(st.text(st.sampled_from(" \n-?:,[]{}#&*!|>'\"%@`\\ab~<=."), max_size=40))
def test_any_text_is_composed_or_refused_within_it(text: str):
    source = SourceText(text)
    root, findings = compose(source)
    assert root is not None or findings
    for finding in findings:
        assert 1 <= finding.span.line <= finding.span.end_line <= text.count("\n") + 1
        assert str(finding.message)
    # The two parsers do not accept quite the same texts (`|#` only libyaml); what both accept they read alike.
    pure_root, pure_findings = compose_events(source, PurePythonParser(text))
    if not findings and not pure_findings:
        assert pure_root == root


# The garbage collector, and a Python without libyaml.


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool):
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        compose(SourceText("a: ["))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_without_libyaml_the_other_parser_is_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    spec = importlib.util.spec_from_file_location("composing_without_libyaml", composing.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module._fastest_parser is module.PurePythonParser
    assert module.compose(SourceText("a: [b]\n")) == compose(SourceText("a: [b]\n"))


def test_the_tree_of_the_c_parser_is_never_asked_for():
    for path in Path(composing.__file__).parents[1].rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"get_single_node|compose_node|CLoader|yaml\.(?:safe_)?(?:load|compose)", code), path
