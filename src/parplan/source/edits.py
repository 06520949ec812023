"""Changes that leave the rest of a text alone: adding an item to a list, removing an item or a key.

A change is a few splices, each a range of the text and its replacement. Indentation, line ends and the style of the
list are the author's. A layout that is not understood here is refused, never rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from parplan.diagnostics import N_, Path, Splice, message
from parplan.errors import EditError
from parplan.source import layout
from parplan.source.nodes import MappingNode, Node, Scalar, find, find_key, scalars
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText

#: How far the dashes of a list stand to the right of its key, where the text shows no other way.
_DASH_OFFSET = 2


def apply_splices(source: SourceText, splices: Iterable[Splice]) -> SourceText:
    """Return the text with all of ``splices``, which do not overlap, applied."""
    pieces, place = [], 0
    for splice in sorted(splices):
        pieces += [source.text[place : splice.start], splice.text]
        place = splice.end
    return SourceText("".join([*pieces, source.text[place:]]), source.bom)


def append_to_list(source: SourceText, root: Node, owner: Path, key: str, items: Sequence[str]) -> list[Splice]:
    """Add ``items`` (flow style, one line each) to the list under ``key`` of the mapping at ``owner``.

    Where there is no such key it is added at the end of the mapping. Raises :class:`EditError`.
    """
    mapping = find(root, owner)
    if not isinstance(mapping, MappingNode):
        raise _not_understood(source, root)
    if key not in mapping.by_key:
        return _append_key(source, root, owner, mapping, key, items)
    _, node = mapping.by_key[key]
    if not isinstance(node, List):
        raise _not_understood(source, node)
    if node.flow:
        if not node.items:
            # Right behind the bracket, so that comments inside it stay.
            return [Splice(node.start + 1, node.start + 1, ", ".join(items))]
        return _append_in_brackets(source, _spans(node), node.end, items)
    depth = layout.column(source, mapping.by_key[key][0].start)
    before = _before_item(source, node)
    return [_insert_lines(source, node.end, depth, [before + item for item in items])]


def remove_from_list(source: SourceText, root: Node, owner: Path, key: str, indexes: Sequence[int]) -> list[Splice]:
    """Remove items from the list under ``key`` of the mapping at ``owner``, and the key with the last item.

    From a list in brackets only its last items can be removed, as removing others changes what is around them.
    Comments stay; an item with a comment inside it is refused. Raises :class:`EditError`.
    """
    mapping = find(root, owner)
    if not isinstance(mapping, MappingNode) or key not in mapping.by_key:
        raise _not_understood(source, root)
    key_node, node = mapping.by_key[key]
    if not isinstance(node, List) or not all(0 <= index < len(node.items) for index in indexes):
        raise _not_understood(source, node)
    items = [node.items[index] for index in sorted(indexes)]
    for item in items:
        if _holds_comment(source, item):
            raise _not_understood(source, item)
    if node.flow:
        return _remove_flow_item(source, mapping, key, node, max(indexes))
    if len(node.items) > len(items):
        return _delete(source, [_item_lines(source, node, item) for item in items])
    following = next((k.start for k, _ in mapping.entries if k.start > items[-1].end), None)
    if not layout.begins_line(source, key_node.start):
        # `- progress:`, the first key of its task: the next key moves up to the dash.
        if following is None or "#" in source.text[items[0].start : following]:
            raise _not_understood(source, key_node)
        return [Splice(key_node.start, following, "")]
    stretches = [
        _Lines(key_node.start, _end_of_key(source, key_node.end)),
        *(_item_lines(source, node, item) for item in items),
    ]
    above = [value for _, value in mapping.entries if value.end < key_node.start]
    # What is indented below a text of several lines would become a part of it.
    text_above = bool(above) and isinstance(above[-1], Scalar) and above[-1].style in ("|", ">")
    return _delete(source, stretches, layout.column(source, key_node.start) if text_above else None)


def remove_key(source: SourceText, root: Node, owner: Path, key: str) -> list[Splice]:
    """Remove ``key`` and everything under it from the mapping at ``owner``, with the comments inside it.

    Raises :class:`EditError` where it is the first key behind a dash.
    """
    mapping = find(root, owner)
    if isinstance(mapping, MappingNode) and mapping.flow and key in mapping.by_key:
        return _remove_in_brackets(source, _spans(mapping), mapping.end, list(mapping.by_key).index(key))
    return remove_keys(source, root, owner, [key])


def remove_keys(source: SourceText, root: Node, owner: Path, keys: Iterable[str]) -> list[Splice]:
    """Remove keys, in their order, from the mapping at ``owner``, which is in block style; see :func:`remove_key`."""
    mapping = find(root, owner)
    if not isinstance(mapping, MappingNode) or mapping.flow:
        raise _not_understood(source, root)
    stretches = []
    for key in keys:
        if key not in mapping.by_key:
            raise _not_understood(source, root)
        before, value = mapping.by_key[key]
        if not layout.begins_line(source, before.start):
            raise _not_understood(source, before)
        end = value.end - 1 if source.text[value.end - 1 : value.end] == "\n" else value.end
        stretches.append(_Lines(before.start, max(end, _end_of_key(source, before.end))))
    return _delete(source, stretches)


def _holds_comment(source: SourceText, item: Node) -> bool:
    """Whether a comment stands inside an item: it would be removed with the item."""
    place = item.start
    for scalar in scalars(item):
        if "#" in source.text[place : scalar.start]:
            return True
        place = scalar.end
    return "#" in source.text[place : item.end]


def _remove_flow_item(source: SourceText, mapping: MappingNode, key: str, node: List, index: int) -> list[Splice]:
    item = node.items[index]
    if len(node.items) > 1:
        return _remove_in_brackets(source, _spans(node), node.end, index)
    if mapping.flow and source.text[node.start : node.end] == _brackets_of_new_key(
        [source.text[item.start : item.end]]
    ):
        entries = list(mapping.by_key)
        return _remove_in_brackets(source, _spans(mapping), mapping.end, entries.index(key))
    comma = layout.comma_after(source, item.end, node.end - 1)
    return [Splice(item.start, item.end if comma is None else comma + 1, "")]


def _before_item(source: SourceText, node: List) -> str:
    """The text before an item of a block list in its line: as before the last item, where that is only a dash."""
    dash = layout.column(source, node.start)
    before = layout.indentation(source, node.items[-1].start)
    return before if before.rstrip(" ") == " " * dash + "-" else " " * dash + "- "


def _append_key(
    source: SourceText, root: Node, owner: Path, mapping: MappingNode, key: str, items: Sequence[str]
) -> list[Splice]:
    if mapping.flow:
        return _append_in_brackets(source, _spans(mapping), mapping.end, [f"{key}: {_brackets_of_new_key(items)}"])
    depth = layout.column(source, mapping.start)
    indent = " " * (depth + _dash_offset(source, root, owner, mapping))
    lines = [" " * depth + f"{key}:", *(f"{indent}- {item}" for item in items)]
    return [_insert_lines(source, mapping.end, depth, lines)]


def _brackets_of_new_key(items: Sequence[str]) -> str:
    # The blanks tell a list that came with its key from one its author had left empty: with the last item the first
    # goes as it came, the second stays.
    return f"[ {', '.join(items)} ]"


def _dash_offset(source: SourceText, root: Node, owner: Path, mapping: MappingNode) -> int:
    """How far dashes stand to the right of their key: as in the same mapping, else as in the list around it."""
    lists = [(k.start, value.start) for k, value in mapping.entries if isinstance(value, List) and not value.flow]
    around, around_key = find(root, owner[:-1]), find_key(root, owner[:-1])
    if not lists and isinstance(around, List) and around_key is not None:
        lists = [(around_key.start, around.start)]
    if not lists:
        return _DASH_OFFSET
    of_key, of_dash = (layout.column(source, offset) for offset in lists[-1])
    return max(of_dash - of_key, 0)


def _insert_lines(source: SourceText, after: int, depth: int, lines: Sequence[str]) -> Splice:
    """Add lines below the one in which ``after`` lies, and below comments deeper than ``depth`` that belong to it."""
    at = layout.end_of_line(source, after)
    while (comment_end := layout.comment_line_end(source, at, depth)) is not None:
        at = comment_end
    newline = source.newline
    if at == len(source.text) and not source.text.endswith("\n"):
        return Splice(at, at, "".join(newline + line for line in lines))
    return Splice(at, at, "".join(line + newline for line in lines))


def _append_in_brackets(
    source: SourceText, spans: Sequence[tuple[int, int]], end: int, items: Sequence[str]
) -> list[Splice]:
    """Add items behind the last one in brackets that end at ``end``, each on a line of its own where that one is."""
    start, last = spans[-1]
    comma = layout.comma_after(source, last, end - 1)
    behind = last if comma is None else comma + 1
    separator = " "
    if layout.begins_line(source, start):
        separator = source.newline + layout.indentation(source, start)
    added = ",".join(separator + item for item in items)
    line_end = layout.visible_end_of_line(source, behind)
    own_line = separator != " " and line_end < end - 1
    at = line_end if own_line else behind
    if comma is not None:
        return [Splice(at, at, added + ",")]
    if at == behind:
        return [Splice(at, at, "," + added)]
    return [Splice(behind, behind, ","), Splice(at, at, added)]


def _remove_in_brackets(source: SourceText, spans: Sequence[tuple[int, int]], end: int, index: int) -> list[Splice]:
    text = source.text
    start, last = spans[index]
    comma = layout.comma_after(source, last, end - 1)
    if index + 1 < len(spans):
        following = spans[index + 1][0]
        assert comma is not None
        return [Splice(start, comma + 1 if "#" in text[comma:following] else following, "")]
    if index == 0:
        return [Splice(start, last if comma is None else comma + 1, "")]
    before = spans[index - 1][1]
    comma_before = layout.comma_after(source, before, start)
    assert comma_before is not None
    end_of_item = last if comma is None else comma + 1
    comment = layout.comment_behind(source, end_of_item)
    if comment is not None and layout.begins_line(source, start):
        removed = Splice(start, end_of_item, "")  # the comment stays on its line
    else:
        removed = Splice(layout.end_before(source, comma_before + 1, start), end_of_item, "")
    if comma is not None:
        return [removed]
    if removed.start == comma_before + 1:
        return [Splice(comma_before, removed.end, "")]
    return [Splice(comma_before, comma_before + 1, ""), removed]


def _spans(node: List | MappingNode) -> list[tuple[int, int]]:
    if isinstance(node, List):
        return [(item.start, item.end) for item in node.items]
    return [(key.start, value.end) for key, value in node.entries]


class _Lines(Struct, frozen=True):
    """A range that fills lines of its own, except for a comment behind it."""

    start: int
    end: int


def _end_of_key(source: SourceText, end: int) -> int:
    colon = source.text.index(":", end)
    return colon + 1


def _item_lines(source: SourceText, node: List, item: Node) -> _Lines:
    return _Lines(layout.dash_before(source, item.start, layout.column(source, node.start)), item.end)


def _delete(source: SourceText, stretches: Iterable[_Lines], depth: int | None = None) -> list[Splice]:
    """Delete ranges with their lines; a comment behind one stays, on a line of its own (indented by ``depth``)."""
    text = source.text
    splices: list[Splice] = []
    for stretch in stretches:
        start = layout.start_of_line(source, stretch.start)
        comment = layout.comment_behind(source, stretch.end)
        if comment is not None:
            splices.append(Splice(stretch.start, comment, "") if depth is None else Splice(start, comment, " " * depth))
            continue
        end = layout.end_of_line(source, stretch.end)
        if splices and splices[-1].end == start and not splices[-1].text:
            start = splices.pop().start
        splices.append(Splice(start, end, ""))
    last = splices[-1]
    if last.end == len(text) and not text.endswith("\n") and not last.text:
        # The last line has no line end, so the one before it gives up its own.
        splices[-1] = Splice(layout.visible_end_of_line_before(source, last.start), last.end, "")
    return splices


def _not_understood(source: SourceText, node: Node) -> EditError:
    return EditError(
        message(
            N_("line {line}: this layout cannot be changed without writing it anew; nothing was written"),
            line=source.span(node.start, node.start).line,
        ),
        help=message(N_("write the progress of the task as a list, one entry a line, and run the command again")),
    )
