"""From a text to its tree of nodes, by the events of the YAML parser.

Events are read in a loop, not by the parser's own ``compose``: libyaml's recurses, and a few kilobytes of ``[`` end the
process. YAML's features beyond plain values (anchors, aliases, tags, directives, several documents) are refused, so
that a text has one meaning for every reader and no part of it expands to a larger one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Protocol

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from parplan.diagnostics import Finding
from parplan.source import refusals
from parplan.source.collecting import garbage_collection_paused
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence
from parplan.source.syntax import explain
from parplan.source.text import FORBIDDEN_IN_VALUES, SourceText, empty_file
from parplan.source.text_rules import FINDINGS_LIMIT

#: The deepest nesting of lists and mappings; a plan needs about ten.
DEPTH_LIMIT = 32
#: The most keys, values, lists and mappings in a text; a plan of 100,000 tasks has some three million.
NODE_LIMIT = 4_000_000

_PROPERTY = re.compile(r"([&!][^\s,\[\]{}]*)\s*")
_COLON = re.compile(r"\s*:")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")

_Entries = dict[str, tuple[Scalar, Node]]

# Stands for a key that was refused: its value is read and dropped.
_REFUSED_KEY = Scalar("", 0, 0)


class EventParser(Protocol):
    """The methods that both of PyYAML's parsers have."""

    def get_event(self) -> Any:
        """Return the next event; raises :class:`yaml.error.MarkedYAMLError` where the text is not YAML.

        ``Any``, because the types of PyYAML let an event have no marks, which these parsers never do.
        """


class PurePythonParser(Reader, Scanner, Parser):
    """PyYAML's parser without libyaml: the same events, some twenty times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Any:
        """Return the next event, treating escapes of code points that do not exist as libyaml does."""
        try:
            return super().get_event()  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError):
            mark = self.get_mark()
            raise ScannerError(
                "while scanning a quoted scalar", mark, "found invalid Unicode character escape code", mark
            ) from None


_fastest_parser: Callable[[str], EventParser] = PurePythonParser
with suppress(ImportError):
    from yaml._yaml import CParser

    _fastest_parser = CParser


def compose(source: SourceText) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the tree of a text that :func:`parplan.source.text.decode` found nothing wrong with, and the findings.

    The tree is ``None`` when the document could not be read to its end. In the place of a refused alias is an empty
    scalar; refused keys are left out.
    """
    return compose_events(source, _fastest_parser(source.text))


def compose_events(source: SourceText, parser: EventParser) -> tuple[Node | None, tuple[Finding, ...]]:
    """Do what :func:`compose` does with the events of ``parser``."""
    findings: list[Finding] = []
    with garbage_collection_paused():
        try:
            root = _tree(source, parser, findings)
        except MarkedYAMLError as error:
            if (mark := error.problem_mark) is not None and "nesting depth" in (error.problem or ""):
                # libyaml from 0.2.6 on counts nesting itself, while it looks ahead for the end of a key.
                findings.append(refusals.too_deep(source, mark.index, DEPTH_LIMIT))
            else:
                findings.append(explain(source, error))
            root = None
    nothing_written = root is None or (isinstance(root, Scalar) and root.start == root.end)
    if nothing_written and not findings:
        findings.append(empty_file())
    return root, tuple(findings)


def _tree(source: SourceText, parser: EventParser, findings: list[Finding]) -> Node | None:
    """Read the events of one document into nodes; ``None`` when a finding ended the reading.

    It is one loop over local names: calls for each of hundreds of thousands of events would cost half as much again.
    """
    root: Node | None = None
    node: Node
    get_event = parser.get_event
    # The innermost open list or mapping, what is in it so far (``items`` of a list, ``entries`` of a mapping), the key
    # that waits for its value, and the same of those around it.
    inner: Sequence | MappingNode | None = None
    items: list[Node] | None = None
    entries: _Entries | None = None
    key: Scalar | None = None
    around: list[tuple[Sequence | MappingNode | None, list[Node] | None, _Entries | None, Scalar | None]] = []
    # One text for what is written again and again (keys, names of units, times): an eighth of the memory of a plan.
    texts: dict[str, str] = {}
    known = texts.setdefault
    last_end = 0
    left = NODE_LIMIT
    while len(findings) < FINDINGS_LIMIT:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            left -= 1
            value = event.value
            if value and not event.style and event.anchor is None and event.tag is None:
                # Nearly all scalars are plain, and need nothing else.
                last_end = event.end_mark.index
                node = Scalar(known(value, value), event.start_mark.index, last_end)
            else:
                node = _scalar(source, event, last_end if key is not None else None, findings)
                last_end = node.end
        elif kind is SequenceStartEvent or kind is MappingStartEvent:
            left -= 1
            start = event.start_mark.index
            if len(around) == DEPTH_LIMIT:
                findings.append(refusals.too_deep(source, start, DEPTH_LIMIT))
                return None
            if event.anchor is not None or event.tag is not None:
                findings.extend(_properties(source, event))
            around.append((inner, items, entries, key))
            key = None
            if kind is MappingStartEvent:
                inner = MappingNode(start, bool(event.flow_style))
                items, entries = None, inner.by_key
            else:
                inner = Sequence(start, bool(event.flow_style))
                items, entries = inner.items, None
            continue
        elif kind is SequenceEndEvent or kind is MappingEndEvent:
            assert inner is not None
            node = inner
            # A bracket ends where it stands. Without one the parser's mark is at whatever comes next in the text.
            if event.start_mark.index < event.end_mark.index:
                last_end = event.end_mark.index
            node.end = last_end
            inner, items, entries, key = around.pop()
        elif kind is AliasEvent:
            left -= 1
            start, last_end = event.start_mark.index, event.end_mark.index
            findings.append(refusals.alias(source, start, last_end))
            node = Scalar(source.text[start:last_end], start, last_end)
        elif kind is DocumentStartEvent:
            start = event.start_mark.index
            if root is not None:
                findings.append(refusals.several_documents(source, start))
                return root
            if source.text.startswith("%", start):
                findings.append(refusals.directive(source, start))
            continue
        elif kind is StreamEndEvent:
            return root
        else:
            continue

        if left < 0:
            findings.append(refusals.too_many_nodes(source, node.start, NODE_LIMIT))
            return None
        if items is not None:
            items.append(node)
        elif entries is None:
            root = node
        elif key is None:
            if isinstance(node, Scalar) and node.value and node.value not in entries:
                key = node
            else:
                key = _refused_key(source, entries, node, findings)
        else:
            if key is not _REFUSED_KEY:
                entries[key.value] = (key, node)
            key = None
    return None


def _scalar(source: SourceText, event: Any, after_key: int | None, findings: list[Finding]) -> Scalar:
    """Make the node of a scalar; ``after_key`` is where its key ends when it is the value of one."""
    text, value, style = source.text, event.value, event.style or ""
    start, end = event.start_mark.index, event.end_mark.index
    if style == "":
        if start == end and after_key is not None:
            # Nothing is written; the two parsers put their marks at different places, some far below.
            colon = _COLON.match(text, after_key)
            start = end = colon.end() if colon else after_key
    elif style in "|>":
        end = _end_of_block_scalar(text, start, end)
    elif style == '"':
        forbidden = FORBIDDEN_IN_VALUES.search(value)
        if forbidden:
            findings.append(refusals.escaped_control_character(source, start, end, forbidden[0]))
    if event.anchor is not None or event.tag is not None:
        findings.extend(_properties(source, event))
    return Scalar(value, start, end, style)


def _end_of_block_scalar(text: str, start: int, mark: int) -> int:
    """Return where the last line of a ``|`` or ``>`` ends; the parser's ``mark`` is behind the blank lines after it."""
    header = _BLOCK_HEADER.match(text, start)
    header_end = header.end() if header else start
    written = text[start:mark]
    if "+" in written[: header_end - start]:
        # Its blank lines belong to it.
        return start + len(written.removesuffix("\n").removesuffix("\r"))
    visible_end = start + len(written.rstrip(" \t\r\n"))
    if text.find("\n", start, visible_end) < 0:
        return header_end
    line_end = text.find("\n", visible_end, mark)
    return start + len(text[start : mark if line_end < 0 else line_end].removesuffix("\r"))


def _refused_key(source: SourceText, entries: _Entries, node: Node, findings: list[Finding]) -> Scalar:
    """Add the finding for a node that cannot be the next key of a mapping; return its placeholder."""
    if not isinstance(node, Scalar):
        findings.append(refusals.key_not_text(source, node))
    elif not node.value:
        findings.append(refusals.empty_key(source, node))
    else:
        first, _ = entries[node.value]
        findings.append(refusals.duplicate_key(source, node, first))
    return _REFUSED_KEY


def _properties(source: SourceText, event: Any) -> Iterator[Finding]:
    """Yield the anchor and the tag written before a node, in the order of the text."""
    place = event.start_mark.index
    for _ in range((event.anchor is not None) + (event.tag is not None)):
        found = _PROPERTY.match(source.text, place)
        if found:
            refuse = refusals.anchor if found[1].startswith("&") else refusals.tag
            yield refuse(source, *found.span(1))
            place = found.end()


def root_of(text: SourceText) -> Node:
    """The tree of a text that is known to be readable, such as an edited one that was read before."""
    root, _ = compose(text)
    assert root is not None
    return root
