"""The context of the cursor in a text that is being typed: the value, key or code it would write there.

A marker word is inserted at the cursor and the text read again; the node that contains the marker is the context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.document.fields import fields_at
from parplan.serving.damaged_text import readable_root
from parplan.source.nodes import MappingNode, Node, Scalar, find

#: The marker word, which no plan contains.
_MARK = "parplanCursorMark"
_IGNORED_CODES = re.compile(r"(?:^|\s)#[ \t]*parplan[ \t]*:[ \t]*ignore[ \t]*\[([^\]\r\n]*)\Z", re.IGNORECASE)
_OPENING = {"[": "]", "{": "}"}


class CursorPlace(StrEnum):
    """The kind of thing typed at the cursor."""

    VALUE = "value"
    KEY = "key"
    CODE = "code"


class Cursor(Struct, frozen=True):
    """The context of the cursor: ``typed`` begins at ``start``; a completion replaces it up to ``end``.

    path: of the value, or of the mapping that a key is for. root: the tree with the typed word. flow: whether it is in
    brackets. quote: the quotation mark around it. beside: the keys the mapping has already.
    """

    sort: CursorPlace
    typed: str
    start: int
    end: int
    path: Path = ()
    root: Node | None = None
    flow: bool = False
    quote: str = ""
    beside: tuple[str, ...] = ()


def find_cursor(text: str, offset: int) -> Cursor | None:
    """The context at ``offset``; ``None`` in comments and prose, where nothing can be completed."""
    line_start = text.rfind("\n", 0, offset) + 1
    before = text[line_start:offset]
    if codes := _IGNORED_CODES.search(before):
        typed = re.split(r"[,\s]", codes[1])[-1]
        return Cursor(CursorPlace.CODE, typed, offset - len(typed), offset)
    return _cursor_in(text, offset) or _cursor_in(_lines_around(text, line_start), offset)


def _cursor_in(text: str, offset: int) -> Cursor | None:
    line_start = text.rfind("\n", 0, offset) + 1
    for variant in _variants(text, offset, text[line_start:offset]):
        root = readable_root(variant, keep=offset)
        found = _marked(root, ()) if root is not None else None
        if root is not None and found is not None:
            path, scalar, flow, is_key = found
            # The marker became part of a text of several lines: it is more likely the beginning of a key.
            if scalar.start < line_start and not is_key:
                if scalar.style:
                    return None
                continue
            return _cursor(text, offset, root, path, scalar, flow=flow, is_key=is_key)
    return None


def _lines_around(text: str, start: int) -> str:
    """The text reduced to the line that begins at ``start`` and the lines it is indented under.

    Used if the rest cannot be read; what is kept stays at its offset.
    """
    end = text.find("\n", start)
    rest = text[len(text) if end < 0 else end :]
    line = text[start : len(text) if end < 0 else end]
    depth = len(line) - len(line.lstrip(" "))
    kept = []
    for above in reversed(text[:start].split("\n")[:-1]):
        indent = len(above) - len(above.lstrip(" "))
        said = above.strip() and not above.lstrip().startswith("#")
        if said and indent < depth:
            depth = indent
            kept.append(above)
        else:
            kept.append(" " * len(above))
    return "".join(f"{above}\n" for above in reversed(kept)) + line + re.sub(r"[^\r\n]", " ", rest)


def _variants(text: str, offset: int, before: str) -> Iterator[str]:
    """The text with the marker, as it is and with what the author is likely to write next."""
    head, rest = text[:offset] + _MARK, text[offset:]
    line_end = re.search(r"\r?\n|\Z", rest)
    behind = rest[: line_end.start()] if line_end else ""
    following = rest[len(behind) :]
    yield head + rest
    closing = _closing(before)
    if not behind.strip(" \t]}"):
        yield f"{head}:{rest}"
    if closing:
        yield head + closing + following
        yield f"{head}: {closing}{following}"


def _closing(before: str) -> str:
    """The brackets that would close those left open in a line."""
    open_ones: list[str] = []
    quote = ""
    for character in before:
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in _OPENING:
            open_ones.append(_OPENING[character])
        elif open_ones and character == open_ones[-1]:
            open_ones.pop()
    return quote + "".join(reversed(open_ones))


def _marked(node: Node, path: Path, *, flow: bool = False) -> tuple[Path, Scalar, bool, bool] | None:
    """The path and scalar with the marker, whether it is in brackets, and whether it is a key."""
    if isinstance(node, Scalar):
        return (path, node, flow, False) if _MARK in node.value else None
    flow = flow or node.flow
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            if _MARK in key.value:
                return path, key, flow, True
            if found := _marked(value, (*path, key.value), flow=flow):
                return found
        return None
    for number, item in enumerate(node.items):
        if found := _marked(item, (*path, number), flow=flow):
            return found
    return None


def _cursor(
    text: str, offset: int, root: Node, path: Path, scalar: Scalar, *, flow: bool, is_key: bool
) -> Cursor | None:
    quote = scalar.style if scalar.style in ("'", '"') else ""
    start = scalar.start + len(quote)
    end = max(scalar.end - len(_MARK) - len(quote), offset)
    if "\n" in text[start:end]:
        end = offset
    typed = text[start:offset]
    if is_key:
        return Cursor(CursorPlace.KEY, typed, start, end, path, root, flow, quote, _keys_beside(root, path))
    if fields_at(path) and not _may_be_text(path):  # a key of a new mapping in a list
        return Cursor(CursorPlace.KEY, typed, start, end, path, root, flow, quote)
    return Cursor(CursorPlace.VALUE, typed, start, end, path, root, flow, quote)


def _may_be_text(path: Path) -> bool:
    """Whether a text may replace the mapping there: a citation's number, a signer's name."""
    return path[-2:-1] in (("cites",), ("evidence",), ("headings",), ("introduction",)) or path[-1:] == ("signer",)


def _keys_beside(root: Node, path: Path) -> tuple[str, ...]:
    mapping = find(root, path)
    return tuple(key for key in mapping.by_key if _MARK not in key) if isinstance(mapping, MappingNode) else ()
