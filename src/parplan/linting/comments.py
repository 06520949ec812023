"""Comments of a plan that ask for a finding to be left out: ``# parplan: ignore[P204] reason``.

A comment is one as YAML has it: a ``#`` at the start of a line or after a blank, outside quoted and block texts. What
only looks like one inside a value is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from parplan.linting.subject import Subject
from parplan.source.nodes import Mapping, Node, Scalar, Sequence
from parplan.source.text import SourceText

#: A comment to parplan, which another one on the same line ends.
_CANDIDATE = re.compile(
    r"(?:(?<=[ \t])|^)#[ \t]*parplan[ \t]*:(?:(?![ \t]#[ \t]*parplan[ \t]*:)[^\r\n])*", re.MULTILINE | re.IGNORECASE
)
#: After ``# parplan:``: ``ignore``, codes in brackets, a reason.
_IGNORE = re.compile(
    r"#[ \t]*parplan[ \t]*:[ \t]*ignore[ \t]*\[(?P<codes>[^\]\r\n]*)\][ \t]*(?P<reason>[^\r\n]*)", re.IGNORECASE
)
_CODE = re.compile(r"[^\s,]+")
#: More codes than any line has findings; a comment with more is not understood.
_MOST_CODES = 20


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment at ``start`` to ``end``, on ``line``; each code with where it stands. Malformed: no codes."""

    line: int
    start: int
    end: int
    codes: tuple[tuple[str, int, int], ...]
    reason: str

    @property
    def understood(self) -> bool:
        """Whether it has the form of a request at all."""
        return bool(self.codes)


def find_ignores(source: SourceText, root: Node) -> tuple[Ignore, ...]:
    """Return the comments addressed to parplan, in order."""
    candidates = list(_CANDIDATE.finditer(source.text))
    if not candidates:
        return ()
    inside = sorted(_text_ranges(source.text, root))
    found = []
    place = 0
    for match in candidates:
        while place < len(inside) and inside[place][1] <= match.start():
            place += 1
        if place < len(inside) and inside[place][0] <= match.start():
            continue
        found.append(_ignore(source, match))
    return tuple(found)


def _ignore(source: SourceText, match: re.Match[str]) -> Ignore:
    line = source.span(match.start(), match.start()).line
    parsed = _IGNORE.fullmatch(match[0].rstrip())
    if parsed is None:
        return Ignore(line, match.start(), match.start() + len(match[0].rstrip()), (), "")
    first = match.start() + parsed.start("codes")
    codes = tuple(
        (c[0].upper(), first + c.start(), first + c.end())
        for c in islice(_CODE.finditer(parsed["codes"]), _MOST_CODES + 1)
    )
    if len(codes) > _MOST_CODES:
        codes = ()
    return Ignore(line, match.start(), match.start() + parsed.end(), codes, parsed["reason"].strip())


def _text_ranges(text: str, root: Node) -> Iterator[tuple[int, int]]:
    """Yield where keys and values stand. The header line of a block text is not its text: a comment may follow it."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Mapping):
            for key, value in node.entries:
                yield key.start, key.end
                waiting.append(value)
        elif isinstance(node, Scalar) and node.start < node.end:
            start = node.start
            if node.style in ("|", ">"):
                header_end = text.find("\n", start, node.end)
                start = node.end if header_end < 0 else header_end
            yield start, node.end


def lines_of(subject: Subject, node: Node | None) -> frozenset[int]:
    """The lines on which a comment speaks of a text of several lines: its first and its last."""
    if not isinstance(node, Scalar) or node.start == node.end:
        return frozenset()
    span = subject.source.span(node.start, max(node.end - 1, node.start))
    return frozenset((span.line, span.end_line))
