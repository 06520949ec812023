"""Replacing a value, or adding a key, in the author's style and with the fewest characters changed.

The result is read again and compared: nothing but the replaced value may differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from parplan.diagnostics import N_, Path, Splice, message
from parplan.errors import EditError
from parplan.source import layout
from parplan.source.composing import compose
from parplan.source.edits import apply_splices
from parplan.source.nodes import Data, MappingNode, Node, Scalar, Sequence, find, to_data
from parplan.source.text import SourceText
from parplan.source.writing import write_flow

_WORD = re.compile(r"\S+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?\r?\n")


def replace_values(source: SourceText, root: Node, values: Mapping[Path, str]) -> SourceText:
    """Return the text with other values at some paths, and no other value changed.

    Raises :class:`EditError` where a path does not lead to one text, or where no known layout can express the value.
    """
    splices = [splice for path, value in values.items() for splice in replace_value(source, root, path, value)]
    changed = apply_splices(source, splices)
    expected = to_data(root)
    for path, value in values.items():
        expected = with_value(expected, path, value)
    if not says(changed, expected):
        raise _refused(source, root, next(iter(values), ()))
    return changed


def replace_value(source: SourceText, root: Node, path: Path, value: str) -> list[Splice]:
    """Return the splices that change the text at ``path`` to ``value``: none or one.

    A plain text stays plain and quotes stay the same where that can express ``value``; else it gets double quotes. In
    a text of several lines only the words that differ are changed. Raises :class:`EditError`. :func:`replace_values`
    also reads the result again.
    """
    node = find(root, path)
    if not isinstance(node, Scalar):
        raise _refused(source, root, path)
    if node.value == value:
        return []
    old = source.text[node.start : node.end]
    if "\n" in old or node.style in ("|", ">"):
        return [_replace_words(source, root, path, node, value)]
    before = " " if node.start == node.end and source.text[node.start - 1 : node.start] == ":" else ""
    in_flow = _in_flow(root, path)
    for written in _ways(value, node.style):
        if _says_alone(written, value, in_flow=in_flow):
            return [_smallest(node.start, old, before + written)]
    raise _refused(source, root, path)


def insert_key(source: SourceText, root: Node, owner: Path, after: str, key: str, written: str) -> list[Splice]:
    """Return the splices that put ``key: written`` behind the key ``after`` of the mapping at ``owner``.

    Raises :class:`EditError` where the value of ``after`` is not a text of one line.
    """
    mapping = find(root, owner)
    if not isinstance(mapping, MappingNode) or after not in mapping.by_key:
        raise _refused(source, root, owner)
    before, node = mapping.by_key[after]
    if not isinstance(node, Scalar) or node.style in ("|", ">"):
        raise _refused(source, root, (*owner, after))
    if mapping.flow:
        return [Splice(node.end, node.end, f", {key}: {written}")]
    indent = " " * layout.column(source, before.start)
    at = layout.end_of_line(source, node.end)
    if at == len(source.text) and not source.text.endswith("\n"):
        return [Splice(at, at, f"{source.newline}{indent}{key}: {written}")]
    return [Splice(at, at, f"{indent}{key}: {written}{source.newline}")]


@lru_cache(maxsize=4096)  # an editor asks for the same names at each key
def write_value(value: str, *, in_flow: bool) -> str:
    """Return a text written as a value: plain where that has the same meaning, else in double quotes."""
    return next((way for way in _ways(value, "") if _says_alone(way, value, in_flow=in_flow)), write_flow(value))


def says(source: SourceText, expected: Data) -> bool:
    """Whether a text is read as ``expected``, without a finding."""
    root, findings = compose(source)
    return root is not None and not findings and to_data(root) == expected


def _ways(value: str, style: str) -> list[str]:
    single, double = "'" + value.replace("'", "''") + "'", write_flow(value)
    return {"'": [single, double], '"': [double]}.get(style, [value, double])


def _says_alone(written: str, value: str, *, in_flow: bool) -> bool:
    """Whether ``written`` is read as ``value``, by the reader itself."""
    # In braces also right before what closes them: `-` is a text in `[-, x]`, not in `{k: - }`.
    line = f"- {{k: [{written}, x], l: [{written}], m: {written} }}\n" if in_flow else f"- k: {written}\n  l: x\n"
    expected: Data = [{"k": [value, "x"], "l": [value], "m": value}] if in_flow else [{"k": value, "l": "x"}]
    return "\n" not in written and says(SourceText(line), expected)


def _smallest(start: int, old: str, new: str) -> Splice:
    """The splice without the common beginning and end of both texts."""
    limit = min(len(old), len(new))
    head = next((k for k in range(limit) if old[k] != new[k]), limit)
    tail = next((k for k in range(limit - head) if old[-1 - k] != new[-1 - k]), limit - head)
    return Splice(start + head, start + len(old) - tail, new[head : len(new) - tail])


def _replace_words(source: SourceText, root: Node, path: Path, node: Scalar, value: str) -> Splice:
    """Change the words that differ in a text of several lines; its line breaks elsewhere stay."""
    text = source.text
    start, end = node.start, node.end
    if node.style in ("|", ">"):
        header = _BLOCK_HEADER.match(text, start, end)
        if header is None:
            raise _refused(source, root, path)
        start = header.end()
    elif node.style:
        start, end = start + 1, end - 1
    written = list(_WORD.finditer(text, start, end))
    old, new = node.value.split(), value.split()
    if [word[0] for word in written] != old or not new or ("\n" in value.strip()) != ("\n" in node.value.strip()):
        raise _refused(source, root, path)
    limit = min(len(old), len(new))
    head = next((k for k in range(limit) if old[k] != new[k]), limit)
    tail = next((k for k in range(limit - head) if old[-1 - k] != new[-1 - k]), limit - head)
    if head + tail == len(old):  # words are added between two that stay, or at an end
        at = written[head - 1].end() if head else written[0].start()
        added = " ".join(new[head : len(new) - tail])
        return Splice(at, at, f" {added}" if head else f"{added} ")
    first, last = written[head].start(), written[len(old) - tail - 1].end()
    if head + tail == len(new):  # words are taken away, with the blanks before or behind them
        if head:
            first = written[head - 1].end()
        else:
            last = written[len(old) - tail].start()
        return Splice(first, last, "")
    return _smallest(first, text[first:last], " ".join(new[head : len(new) - tail]))


def _in_flow(root: Node, path: Path) -> bool:
    around = (find(root, path[:length]) for length in range(len(path)))
    return any(isinstance(node, MappingNode | Sequence) and node.flow for node in around)


def with_value(data: Data, path: Path, value: str) -> Data:
    """The data with another text at a path."""
    if not path:
        return value
    step = path[0]
    if isinstance(data, list) and isinstance(step, int):
        return [with_value(item, path[1:], value) if k == step else item for k, item in enumerate(data)]
    if isinstance(data, dict) and isinstance(step, str):
        return {key: with_value(item, path[1:], value) if key == step else item for key, item in data.items()}
    return data


def without(data: Data, path: Path) -> Data:
    """The data without what stands at a path, if anything does."""
    if not path:
        return ""
    step = path[0]
    if isinstance(data, list) and isinstance(step, int):
        return [without(item, path[1:]) if k == step else item for k, item in enumerate(data)]
    if isinstance(data, dict) and isinstance(step, str):
        return {
            key: without(item, path[1:]) if key == step else item
            for key, item in data.items()
            if key != step or path[1:]
        }
    return data


def _refused(source: SourceText, root: Node, path: Path) -> EditError:
    node = find(root, path)
    place = root.start if node is None else node.start
    return EditError(
        message(
            N_("line {line}: the value cannot be replaced without writing it anew; nothing was written"),
            line=source.span(place, place).line,
        ),
        help=message(N_("correct it in the file")),
    )
