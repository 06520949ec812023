"""Comments of a plan that ask for a finding to be left out: ``# parplan: ignore[P204] reason``.

A comment is one as YAML has it: a ``#`` at the start of a line or after a blank, outside quoted and block texts. What
only looks like one inside a value is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from msgspec import Struct

from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.values import Values
from parplan.source.nodes import Node, Scalar
from parplan.source.text import SourceText

#: How a comment to parplan begins: with what is rare in a text.
_BEGINNING = r"#(?<![^ \t\n]#)[ \t]*(?i:parplan)[ \t]*:"
#: … and the whole of it, which another one on the same line ends. Without possessive quantifiers: Python 3.11.2, which
#: Debian 12 has, mistakes them.
_CANDIDATE = re.compile(rf"{_BEGINNING}[^\r\n#]*(?:(?!{_BEGINNING})#[^\r\n#]*)*")
#: After ``# parplan:``: ``ignore``, codes in brackets, a reason.
_IGNORE = re.compile(
    r"#[ \t]*parplan[ \t]*:[ \t]*ignore[ \t]*\[(?P<codes>[^\]\r\n]*)\][ \t]*(?P<reason>[^\r\n]*)", re.IGNORECASE
)
_CODE = re.compile(r"[^\s,]+")
#: More codes than any line has findings; a comment with more is not understood.
_MOST_CODES = 20


class Ignore(Struct, frozen=True):
    """One comment at ``start`` to ``end``, on ``line``; each code with where it stands. Malformed: no codes."""

    line: int
    start: int
    end: int
    codes: tuple[tuple[str, int, int], ...]
    reason: str

    @property
    def understood(self) -> bool:
        """Whether the comment could be parsed."""
        return bool(self.codes)


def find_ignores(source: SourceText, values: Callable[[], Values]) -> tuple[Ignore, ...]:
    """Return the comments addressed to parplan, in order; ``values`` are those of the file, which few files need."""
    return tuple(
        _ignore(source, match)
        for match in _CANDIDATE.finditer(source.text)
        if not _is_text(source.text, values(), match.start())
    )


def _is_text(text: str, values: Values, offset: int) -> bool:
    """Whether the ``#`` at ``offset`` stands inside a key or value."""
    found = values.at(offset)
    if found is None:
        return values.in_quoted_key(offset)
    _, scalar = found
    if scalar.style not in ("|", ">"):
        return True
    # The header line of a block text is not its text: a comment may follow it.
    header_end = text.find("\n", scalar.start, scalar.end)
    return 0 <= header_end <= offset


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


def lines_of(checked: CheckedPlan, node: Node | None) -> frozenset[int]:
    """Lines on which a comment applies to a text of several lines: the first and the last."""
    if not isinstance(node, Scalar) or node.start == node.end:
        return frozenset()
    span = checked.source.span(node.start, max(node.end - 1, node.start))
    return frozenset((span.line, span.end_line))
