"""How a text is laid out around a place: its line, the column, the comment behind it, the comma in brackets."""

from __future__ import annotations

import re

from parplan.source.text import SourceText

_COMMENT_LINE = re.compile(r"( *)#[^\n]*(?:\n|\Z)")
_COMMENT_BEHIND = re.compile(r"[ \t]+(?=#)")
# Possessive quantifiers: no backtracking, neither into a comment with a comma nor for a thousand blanks.
_TO_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\n]*(?:\n|\Z))*+,")


def start_of_line(source: SourceText, offset: int) -> int:
    """Where the line of ``offset`` begins."""
    return source.text.rfind("\n", 0, offset) + 1


def end_of_line(source: SourceText, offset: int) -> int:
    """Where the line after that of ``offset`` begins, or the text ends."""
    found = source.text.find("\n", offset)
    return len(source.text) if found < 0 else found + 1


def visible_end_of_line(source: SourceText, offset: int) -> int:
    """Where the line of ``offset`` ends, before its line end."""
    return _without_line_end(source, end_of_line(source, offset))


def visible_end_of_line_before(source: SourceText, start: int) -> int:
    """Where the line before the one that begins at ``start`` ends, before its line end."""
    return _without_line_end(source, start)


def _without_line_end(source: SourceText, end: int) -> int:
    if end and source.text[end - 1] == "\n":
        end -= 1
        if end and source.text[end - 1] == "\r":
            end -= 1
    return end


def column(source: SourceText, offset: int) -> int:
    """How many characters stand before ``offset`` in its line."""
    return offset - start_of_line(source, offset)


def begins_line(source: SourceText, offset: int) -> bool:
    """Whether only blanks stand before ``offset`` in its line."""
    return not indentation(source, offset).strip(" \t")


def indentation(source: SourceText, offset: int) -> str:
    """The text before ``offset`` in its line."""
    return source.text[start_of_line(source, offset) : offset]


def comment_line_end(source: SourceText, start: int, depth: int) -> int | None:
    """Where the line that begins at ``start`` ends, when it is a comment indented by more than ``depth``."""
    found = _COMMENT_LINE.match(source.text, start)
    return found.end() if found and len(found[1]) > depth else None


def comment_behind(source: SourceText, offset: int) -> int | None:
    """Where a comment begins that follows ``offset`` in its line."""
    found = _COMMENT_BEHIND.match(source.text, offset)
    return found.end() if found else None


def comma_after(source: SourceText, start: int, end: int) -> int | None:
    """Where the comma stands between ``start`` and ``end``, between which are only blanks, comments and one comma."""
    found = _TO_COMMA.match(source.text, start, end)
    return found.end() - 1 if found else None


def end_before(source: SourceText, start: int, offset: int) -> int:
    """Where the line before that of ``offset`` ends when ``offset`` begins a line, at least ``start``."""
    if not begins_line(source, offset):
        return start
    return max(start, visible_end_of_line_before(source, start_of_line(source, offset)))


def dash_before(source: SourceText, offset: int, dash_column: int) -> int:
    """Where the dash stands of the list item that begins at ``offset``, perhaps on a line above it."""
    line = start_of_line(source, offset)
    while line > 0 and not _has_dash(source.text, line, dash_column):
        line = start_of_line(source, line - 1)
    return line + dash_column


def _has_dash(text: str, line: int, column: int) -> bool:
    return not text[line : line + column].strip(" ") and text[line + column : line + column + 1] == "-"
