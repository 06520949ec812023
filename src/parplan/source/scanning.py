"""The YAML that plans are written in, read line by line: several times faster than by the events of a parser.

It is a part of YAML in which every line says by itself what it is: keys and dashes in blocks, texts of one line, texts
under ``|`` and ``>``, lists and mappings in brackets on one line. What else there is (a text that goes on in the next
line without ``>``, an escape, a tab, an anchor …) and everything that is wrong in any way is not read here at all:
:func:`scan` then says so, and the parser reads the text from its beginning. So a text means here what it means to the
parser, place by place, or nothing.
"""

from __future__ import annotations

import re
from array import array
from functools import cache

from parplan.source.nodes import Data
from parplan.source.places import PlacedData

#: What is nested deeper is left to the parser, which knows the limit.
_DEPTH = 24

# A line: blank and comment lines before it, its indentation, dashes, a key, the rest. Keys are shorter than YAML's
# limit of 1,024 characters. The first possessive quantifier keeps blanks from being tried twice.
_LINE = re.compile(
    r"(?: *+(?:#[^\n]*)?\r?\n)*+"
    r"( *)((?:- +)*)"
    r"""(?:(\w[\w.-]{0,99}|"[^"\\\r\n]{1,99}"|'[^'\r\n]{1,99}'):(?: +|(?=\r?\n)|\Z))?"""
    r"([^\r\n]*)(?:\r?\n|\Z)"
)
#: What a value is, by its first sign, where it is not simply a text to the end of the line.
_BEGINNINGS = {
    **dict.fromkeys("[{", "flow"),
    **dict.fromkeys("|>", "block"),
    **dict.fromkeys("'\"", "quote"),
    "-": "dash",
    **dict.fromkeys("?:,]}#&*!%@`", "other"),
}

_QUOTED = re.compile(r"""(?:"([^"\\\r\n]*)"|'((?:[^'\r\n]|'')*)')""")
#: What may stand behind a value in quotes or brackets, and behind ``|`` and ``>``.
_NOTHING_MORE = re.compile(r" *(?: #[^\n]*)?(?=\r?\n|\Z)")
_BLOCK_HEADER = re.compile(r"[|>](-?) *(?: #[^\n]*)?\r?\n(?=( +)[^ \r\n])")

_FLOW_TEXT = r"""[^ \r\n,\[\]{}#&*!|>'"%@`?:-](?:[^,\[\]{}:#?\r\n]++|:(?=\w))*+"""
# A text in brackets with the sign after it, or the bracket that opens another list or mapping.
_FLOW_VALUE = (
    rf""" *(?:(?:({_FLOW_TEXT})|("[^"\\\r\n]*"|'[^'\r\n]*') *)"""
    r"""([,\]}])|(?=[\[{]))"""
)
_FLOW_ITEM = re.compile(_FLOW_VALUE)
_FLOW_ENTRY = re.compile(r""" *(\w[\w.-]{0,99}|"[^"\\\r\n]{1,99}"|'[^'\r\n]{1,99}'): +""" + _FLOW_VALUE)
_FLOW_EMPTY = re.compile(r"\[ *\]|\{ *\}")
_AFTER_FLOW = re.compile(r" *([,\]}])")


class _NotSimpleError(Exception):
    """The text holds something that is not read here."""


def scan(text: str) -> PlacedData | None:
    """Return what ``text`` says with the places of all of it, or ``None`` where it must be parsed."""
    if "\t" in text or ("\r" in text and text.count("\r") != text.count("\r\n")):
        return None
    places = array("Q")
    try:
        return PlacedData(text, _blocks(text, places), places)
    except _NotSimpleError:
        return None


def _blocks(text: str, places: array[int]) -> dict[str, Data]:
    """Read a mapping in block style, the whole of the text; add where everything stands to ``places``.

    It is one loop, because a call for each line would cost half of what is saved.
    """
    place = places.append
    root: dict[str, Data] = {}
    # The innermost list or mapping with its column (a mapping has no ``items``), and those around it.
    mapping: dict[str, Data] = root
    items: list[Data] | None = None
    column = -1
    around: list[tuple[dict[str, Data], list[Data] | None, int]] = []
    known_keys: dict[str, str] = {}  # one text for each key, however often it is written
    # The key that waits for its value, and where its colon ends.
    waiting: str | None = None
    after_colon = 0
    position: int | None = 0
    while position is not None:
        lines = _LINE.finditer(text, position)
        position = None
        for line in lines:
            indentation, dashes, key, rest = line.groups()
            here = len(indentation)
            if here != column or dashes or items is not None or waiting is not None:
                # Not simply the next key of the mapping.
                if key is None and not dashes:
                    if rest and rest[0] != "#":
                        raise _NotSimpleError
                    continue  # blank lines and comments at the very end
                if waiting is not None and (here > column or (here == column and items is None and dashes)):
                    around.append((mapping, None, column))
                    column = here
                    if dashes:
                        mapping[waiting] = items = []
                        place(line.start(2))
                    else:
                        mapping[waiting] = mapping = {}
                        place(line.start(3))
                    waiting = None
                elif column < 0:
                    if here or dashes:
                        raise _NotSimpleError
                    column = 0
                    place(line.start(3))
                else:
                    if waiting is not None:
                        place(after_colon)
                        place(after_colon)
                        mapping[waiting] = ""
                        waiting = None
                    while around and (here < column or (here == column and items is not None and not dashes)):
                        mapping, items, column = around.pop()
                    if here != column or (items is None) is not (dashes == ""):
                        raise _NotSimpleError
                if dashes:
                    if items is None or dashes.count("-") > 1:
                        raise _NotSimpleError
                    if key is not None:
                        around.append((mapping, items, column))
                        column += len(dashes)
                        mapping = {}
                        items.append(mapping)
                        items = None
                        place(line.start(3))
                if len(around) > _DEPTH:
                    raise _NotSimpleError

            if key is not None:
                start = line.start(3)
                after_colon = start + len(key)
                place(start)
                place(after_colon)
                after_colon += 1
                if key[0] in "\"'":
                    key = key[1:-1]
                if key in mapping:
                    raise _NotSimpleError
                key = known_keys.setdefault(key, key)
            if not rest or rest[0] == "#":
                if key is not None:
                    waiting = key
                elif dashes:
                    raise _NotSimpleError
                continue
            start = line.start(4)
            value: Data
            beginning = _BEGINNINGS.get(rest[0])
            if beginning is None or (beginning == "dash" and rest[1:2] not in ("", " ")):
                if "#" in rest and (comment := rest.find(" #")) > 0:
                    rest = rest[:comment]
                value = rest = rest.rstrip(" ")
                if ":" in rest and (": " in rest or rest[-1] == ":"):
                    raise _NotSimpleError
                place(start)
                place(start + len(rest))
            elif beginning == "flow":
                value, end = _flow(text, start, places, len(around))
                if _NOTHING_MORE.match(text, end) is None:
                    raise _NotSimpleError
            elif beginning == "block":
                value, end, position = _block_text(text, start, column)
                place(start)
                place(end)
            elif beginning == "quote":
                quoted = _QUOTED.match(rest)
                if quoted is None or _NOTHING_MORE.match(rest, quoted.end()) is None:
                    raise _NotSimpleError
                value = quoted[1] if quoted[1] is not None else quoted[2].replace("''", "'")
                place(start)
                place(start + quoted.end())
            else:
                raise _NotSimpleError
            if key is not None:
                mapping[key] = value
            elif items is not None:
                items.append(value)
            else:
                raise _NotSimpleError
            if position is not None:
                break
    if waiting is not None:
        place(after_colon)
        place(after_colon)
        mapping[waiting] = ""
    elif not root:
        raise _NotSimpleError
    return root


def _block_text(text: str, start: int, column: int) -> tuple[str, int, int]:
    """Read the text under ``|`` or ``>``: its value, where it ends and where the next line begins."""
    header = _BLOCK_HEADER.match(text, start)
    if header is None:
        raise _NotSimpleError
    pad = header[2]
    if len(pad) <= column:
        raise _NotSimpleError
    folded = text[start] == ">"
    body = _lines_indented(len(pad), folded).match(text, header.end())
    if body is None:
        raise _NotSimpleError
    written = body[0].rstrip("\r\n")
    end = header.end() + len(written)
    value = written[len(pad) :]
    if "\n" in value:
        if "\r" in value:
            value = value.replace("\r\n", "\n")
        if not folded:
            value = value.replace("\n" + pad, "\n")
        elif "\n\n" in value:
            value = re.sub(rf"(\n+){pad}", lambda breaks: " " if len(breaks[1]) == 1 else breaks[1][1:], value)
        else:
            value = value.replace("\n" + pad, " ")
    return (value if header[1] else value + "\n"), end, body.end()


@cache
def _lines_indented(by: int, folded: bool) -> re.Pattern[str]:
    """Lines of one text, and blank ones. Deeper lines are read otherwise in folded texts, so there they are no match.

    Nor are lines of spaces, some of which belong to the text and some do not.
    """
    more = "" if folded else " *"
    return re.compile(rf"(?> {{{by}}}{more}[^ \r\n][^\r\n]*\r?\n|\r?\n)++(?! {{{by}}}| +(?:\r?\n|\Z))")


def _flow(text: str, start: int, places: array[int], depth: int) -> tuple[Data, int]:
    """Read the list or mapping whose bracket stands at ``start``: its data and where it ends."""
    if depth > _DEPTH:
        raise _NotSimpleError
    place = places.append
    place(start)
    in_braces = text[start] == "{"
    if (empty := _FLOW_EMPTY.match(text, start)) is not None:
        place(empty.end())
        return ({} if in_braces else []), empty.end()
    position = start + 1
    value: Data
    if in_braces:
        entries: dict[str, Data] = {}
        while True:
            found = _FLOW_ENTRY.match(text, position)
            if found is None:
                raise _NotSimpleError
            key, plain, quoted, sign = found.groups()
            begin = found.start(1)
            place(begin)
            place(begin + len(key))
            if key[0] in "\"'":
                key = key[1:-1]
            if key in entries:
                raise _NotSimpleError
            position = found.end()
            if plain is not None:
                value = plain.rstrip(" ")
                begin = found.start(2)
                place(begin)
                place(begin + len(value))
            elif quoted is not None:
                value = quoted[1:-1]
                begin = found.start(3)
                place(begin)
                place(begin + len(quoted))
            else:
                value, sign, position = _flow_within(text, position, places, depth)
            entries[key] = value
            if sign != ",":
                break
        if sign != "}":
            raise _NotSimpleError
        place(position)
        return entries, position
    items: list[Data] = []
    while True:
        found = _FLOW_ITEM.match(text, position)
        if found is None:
            raise _NotSimpleError
        plain, quoted, sign = found.groups()
        position = found.end()
        if plain is not None:
            value = plain.rstrip(" ")
            begin = found.start(1)
            place(begin)
            place(begin + len(value))
        elif quoted is not None:
            value = quoted[1:-1]
            begin = found.start(2)
            place(begin)
            place(begin + len(quoted))
        else:
            value, sign, position = _flow_within(text, position, places, depth)
        items.append(value)
        if sign != ",":
            break
    if sign != "]":
        raise _NotSimpleError
    place(position)
    return items, position


def _flow_within(text: str, start: int, places: array[int], depth: int) -> tuple[Data, str, int]:
    """Read a list or mapping within another: its data, the sign after it and where that ends."""
    value, end = _flow(text, start, places, depth + 1)
    after = _AFTER_FLOW.match(text, end)
    if after is None:
        raise _NotSimpleError
    return value, after[1], after.end()
