"""Ignore comments of a plan: ``# parplan: ignore[P204] reason``.

Comments are those of YAML: a ``#`` at the start of a line or after a space, outside quoted and block scalars. What
looks like a comment inside a value is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice, pairwise

from msgspec import Struct

from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.values import Values
from parplan.source.nodes import Node, Scalar
from parplan.source.text import SourceText

#: The beginning of a comment to parplan, chosen to be rare in texts.
_BEGINNING = re.compile(r"#(?<![^ \t\n]#)[ \t]*(?i:parplan)[ \t]*:")
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
        _ignore(source, start, end)
        for start, end in _comments(source.text)
        if not _is_text(source.text, values(), start)
    )
    return tuple(islice(found, COMMENTS_LIMIT + 1))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of comments to parplan: each up to the next one, or the end of its line."""
    for match, after in pairwise(chain(_BEGINNING.finditer(text), (None,))):
        assert match is not None  # only the last one is followed by none
        end = len(text) if after is None else after.start()
        line_end = text.find("\n", match.end(), end)
        yield match.start(), end if line_end < 0 else line_end


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


def _ignore(source: SourceText, start: int, end: int) -> Ignore:
    line = source.span(start, start).line
    written = source.text[start:end].rstrip()
    parsed = _IGNORE.fullmatch(written)
    if parsed is None:
        return Ignore(line, start, start + len(written), (), "")
    first = start + parsed.start("codes")
    codes = tuple(
        (c[0].upper(), first + c.start(), first + c.end())
        for c in islice(_CODE.finditer(parsed["codes"]), _MOST_CODES + 1)
    )
    if len(codes) > _MOST_CODES:
        codes = ()
    return Ignore(line, start, start + parsed.end(), codes, parsed["reason"].strip())


def lines_of(checked: CheckedPlan, node: Node | None) -> frozenset[int]:
    """The lines on which a comment applies to a text of several lines: its first and last."""
    if not isinstance(node, Scalar) or node.start == node.end:
        return frozenset()
    span = checked.source.span(node.start, max(node.end - 1, node.start))
    return frozenset((span.line, span.end_line))
