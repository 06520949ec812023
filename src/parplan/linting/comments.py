"""Ignore comments of a plan: ``# parplan: ignore[P204] reason``.

Comments are those of YAML: a ``#`` at the start of a line or after a space, outside quoted and block scalars. What
looks like a comment inside a value is text.
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

#: The beginning of a comment to parplan, chosen to be rare in texts.
_BEGINNING = r"#(?<![^ \t\n]#)[ \t]*(?i:parplan)[ \t]*:"
#: The whole comment, up to another one on the same line. Without possessive quantifiers, which Python 3.11.2 (Debian
#: 12) gets wrong.
_CANDIDATE = re.compile(rf"{_BEGINNING}[^\r\n#]*(?:(?!{_BEGINNING})#[^\r\n#]*)*")
#: After ``# parplan:``: ``ignore``, codes in brackets, a reason.
_IGNORE = re.compile(
    r"#[ \t]*parplan[ \t]*:[ \t]*ignore[ \t]*\[(?P<codes>[^\]\r\n]*)\][ \t]*(?P<reason>[^\r\n]*)", re.IGNORECASE
)
_CODE = re.compile(r"[^\s,]+")
#: The most codes in a comment; no line has so many findings.
_MOST_CODES = 20
#: The most comments that are applied; a hostile file has millions.
COMMENTS_LIMIT = 10_000


class Ignore(Struct, frozen=True):
    """One comment from ``start`` to ``end``, on ``line``, with the position of each code. Malformed: no codes."""

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
    """Return the comments to parplan, in order; ``values`` yields the values of the file, which few files need.

    One more than ``COMMENTS_LIMIT`` means that there are more than are applied.
    """
    found = (
        _ignore(source, match)
        for match in _CANDIDATE.finditer(source.text)
        if not _is_text(source.text, values(), match.start())
    )
    return tuple(islice(found, COMMENTS_LIMIT + 1))


def _is_text(text: str, values: Values, offset: int) -> bool:
    """Whether the ``#`` at ``offset`` is inside a key or value."""
    found = values.at(offset)
    if found is None:
        return values.in_quoted_key(offset)
    _, scalar = found
    if scalar.style not in ("|", ">"):
        return True
    # The header line of a block scalar is not part of its text: a comment may follow.
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
    """The lines on which a comment applies to a text of several lines: its first and last."""
    if not isinstance(node, Scalar) or node.start == node.end:
        return frozenset()
    span = checked.source.span(node.start, max(node.end - 1, node.start))
    return frozenset((span.line, span.end_line))
