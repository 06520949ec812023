"""The outline of a text: symbols, folding ranges, and code lenses above tasks and milestones."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import (
    CodeLens,
    Command,
    DocumentSymbol,
    FoldingRange,
    SymbolKind,
)

from parplan.languages import Language
from parplan.plan.items import Item
from parplan.queries.portfolio import PlanOnDay
from parplan.serving.meaning import lens_text
from parplan.serving.open_text import OpenText
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence

_WIDTH = 100


def symbols(opened: OpenText) -> list[DocumentSymbol]:
    """The symbols: units and groups, then sections with tasks with milestones."""
    root = opened.root
    if not isinstance(root, MappingNode):
        return []
    found = []
    for key in ("units", "groups"):
        if key in root.by_key:
            at, parties = root.by_key[key]
            entries = parties.entries if isinstance(parties, MappingNode) else ()
            children = [_symbol(opened, code.value, party, SymbolKind.Class, "name", code) for code, party in entries]
            found.append(_group(opened, key, at, parties, children))
    found += [
        _symbol(
            opened,
            _text(section, "id"),
            section,
            SymbolKind.Namespace,
            "title",
            children=[
                _symbol(
                    opened,
                    _text(task, "id"),
                    task,
                    SymbolKind.Object,
                    "title",
                    children=[
                        _symbol(opened, _text(milestone, "id"), milestone, SymbolKind.Event, "title")
                        for milestone in _items(task, "milestones")
                    ],
                )
                for task in _items(section, "tasks")
            ],
        )
        for section in _items(root, "sections")
    ]
    return found


def _symbol(
    opened: OpenText,
    name: str,
    node: Node,
    kind: SymbolKind,
    title: str,
    key: Scalar | None = None,
    children: list[DocumentSymbol] | None = None,
) -> DocumentSymbol:
    start, end = (key.start if key is not None else node.start), node.end
    place = key or (node.by_key["id"][1] if isinstance(node, MappingNode) and "id" in node.by_key else node)
    shift = opened.shift
    whole = opened.positions.range(start + shift, max(end, start) + shift)
    chosen = opened.positions.range(place.start + shift, place.end + shift)
    if not isinstance(place, Scalar) or place.end > max(end, start):
        chosen = whole
    # The title is part of the name: many editors search in names alone, and people know tasks by their titles.
    called = " · ".join(filter(None, (name, (_text(node, "short") or _text(node, title))[:_WIDTH])))
    return DocumentSymbol(called or "?", kind, whole, chosen, children=children or [])


def _group(opened: OpenText, name: str, key: Scalar, node: Node, children: list[DocumentSymbol]) -> DocumentSymbol:
    shift = opened.shift
    whole = opened.positions.range(key.start + shift, max(node.end, key.end) + shift)
    chosen = opened.positions.range(key.start + shift, key.end + shift)
    return DocumentSymbol(name, SymbolKind.Package, whole, chosen, children=children)


def foldings(opened: OpenText) -> list[FoldingRange]:
    """The folding ranges: every list, mapping and text of several lines, from the line of its key; one per line."""
    if opened.root is None:
        return []
    lines: dict[int, int] = {}
    for start, end in _stretches(opened.root, None):
        first = opened.positions.position(start + opened.shift).line
        last_at = end - len(opened.body[start:end]) + len(opened.body[start:end].rstrip())
        last = opened.positions.position(last_at + opened.shift).line
        if last > first:
            lines[first] = max(last, lines.get(first, 0))
    return [FoldingRange(first, last) for first, last in sorted(lines.items())]


def _stretches(node: Node, key: Scalar | None) -> Iterator[tuple[int, int]]:
    yield (node.start if key is None else key.start), node.end
    if isinstance(node, MappingNode):
        for inner, value in node.entries:
            yield from _stretches(value, inner)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _stretches(item, None)


def lenses(language: Language, opened: OpenText, subject: PlanOnDay | None) -> list[CodeLens]:
    """The code lenses: deadline and state above each milestone, and each task without milestones."""
    if subject is None or opened.root is None:
        return []
    found: list[CodeLens] = []
    known = subject.assessment.ids
    for section in _items(opened.root, "sections"):
        for task in _items(section, "tasks"):
            id = _text(task, "id")
            if id not in known:
                continue
            items = subject.assessment.standing(id).items
            milestones = _items(task, "milestones")
            for milestone in milestones:
                own = _text(milestone, "id")
                of_it = tuple(item for item in items if item.milestone is not None and item.milestone.id == own)
                found += _lens(language, opened, milestone, of_it)
            if not milestones:
                found += _lens(language, opened, task, items)
    return found


def _lens(language: Language, opened: OpenText, node: Node, items: tuple[Item, ...]) -> Iterator[CodeLens]:
    if items:
        place = opened.positions.range(node.start + opened.shift, node.start + opened.shift)
        yield CodeLens(place, Command(lens_text(language, items), ""))


def _items(node: Node, key: str) -> list[Node]:
    found = node.by_key[key][1] if isinstance(node, MappingNode) and key in node.by_key else None
    return found.items if isinstance(found, Sequence) else []


def _text(node: Node, key: str) -> str:
    found = node.by_key[key][1] if isinstance(node, MappingNode) and key in node.by_key else None
    return found.value if isinstance(found, Scalar) else ""
