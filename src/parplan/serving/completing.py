"""Completion: what may be written at the cursor, each offer with its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionList,
    TextEdit,
)
from msgspec import Struct

from parplan.diagnostics import Path, Severity
from parplan.document.fields import choices_at, fields_at
from parplan.languages import Language
from parplan.linting.registry import EXPLANATIONS
from parplan.plan.labels import PARTY_KINDS
from parplan.plan.structure import Plan
from parplan.plan.units import Unit
from parplan.serving.cursor import Cursor, CursorPlace, find_cursor
from parplan.serving.meaning import meaning_of_time
from parplan.serving.open_text import OpenText
from parplan.source.nodes import MappingNode, Node, Scalar, find
from parplan.source.nodes import Sequence as List
from parplan.source.value_edits import write_value
from parplan.vocabulary.folding import fold

#: Keys whose values are units and groups.
PARTY_KEYS = frozenset({"lead", "coordinating", "members", "successors", "recipient"})
#: The most letters of a title shown beside an address or code.
_WIDTH = 80


class EditorOffer(Struct, frozen=True):
    """A text to insert, with its meaning; ``also`` are other words it is found by."""

    text: str
    kind: CompletionItemKind
    detail: str = ""
    about: str = ""
    also: str = ""
    #: Inserted before and after the text unless already there.
    before: str = ""
    behind: str = ""


def complete(language: Language, opened: OpenText, offset: int) -> CompletionList:
    """Return the completions at ``offset`` of the text."""
    cursor = find_cursor(opened.body, offset - opened.shift)
    if cursor is None:
        return CompletionList(is_incomplete=False, items=[])
    replaced = opened.positions.range(cursor.start + opened.shift, cursor.end + opened.shift)
    items = []
    for number, offer in enumerate(_offers(language, opened, cursor, opened.known_plan)):
        written = offer.text
        if cursor.sort is CursorPlace.VALUE:
            written = (
                _in_quotes(offer.text, cursor.quote)
                if cursor.quote
                else write_value(offer.text, in_flow=cursor.flow or bool(offer.before))
            )
        items.append(
            CompletionItem(
                offer.text,
                kind=offer.kind,
                detail=offer.detail or None,
                documentation=offer.about or None,
                sort_text=f"{number:05}",
                # With and without diacritics, because editors compare letter by letter.
                filter_text=" ".join(dict.fromkeys((written, fold(offer.text), *([offer.also] if offer.also else [])))),
                text_edit=TextEdit(replaced, offer.before + written + offer.behind),
            )
        )
    return CompletionList(is_incomplete=False, items=items)


def _in_quotes(text: str, quote: str) -> str:
    return text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')


def _offers(language: Language, opened: OpenText, cursor: Cursor, plan: Plan | None) -> Iterator[EditorOffer]:
    if cursor.sort is CursorPlace.CODE:
        yield from _codes(language, opened, cursor)
    elif cursor.sort is CursorPlace.KEY:
        yield from _keys(language, opened, cursor)
    else:
        yield from _values(language, cursor, plan)


def _codes(language: Language, opened: OpenText, cursor: Cursor) -> Iterator[EditorOffer]:
    """The codes an ignore comment may name; those found in its line come first."""
    line = opened.positions.position(cursor.start + opened.shift).line + 1
    here = {f.code for f in opened.findings if f.span.line <= line <= f.span.end_line}
    rules = [rule for rule in EXPLANATIONS.values() if rule.severity is not Severity.ERROR]
    for rule in sorted(rules, key=lambda rule: rule.code not in here):
        yield EditorOffer(
            rule.code, CompletionItemKind.EnumMember, rule.name, language.render(rule.what), also=rule.name
        )


def _keys(language: Language, opened: OpenText, cursor: Cursor) -> Iterator[EditorOffer]:
    follows = opened.body[cursor.end :].lstrip(" \t")[:1]
    behind = "" if follows == ":" else ": "
    fields = [field for field in fields_at(cursor.path).values() if field.key not in cursor.beside]
    for field in sorted(fields, key=lambda field: not field.required):
        about = language.gettext(field.meaning)
        label = field.label if language.code == "vi" else about
        yield EditorOffer(field.key, CompletionItemKind.Property, label, about, also=fold(field.label), behind=behind)


def _values(language: Language, cursor: Cursor, plan: Plan | None) -> Iterator[EditorOffer]:
    path = cursor.path
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    in_list = bool(path) and isinstance(path[-1], int)
    if choices := choices_at(path):
        for word in choices:
            yield EditorOffer(word, CompletionItemKind.EnumMember, _about_word(language, path, word))
    elif key in PARTY_KEYS or (key == "unit" and "progress" in path):
        if plan is not None:
            listed = in_list or key == "recipient" or key == "unit"
            yield from _parties(language, plan, cursor, key, bracketed=not listed)
    elif key in ("due", "time"):
        yield from _times(language, plan, key)
    elif key in ("after", "part_of", "milestone", "counts"):
        yield from _addresses(cursor, key)


def _about_word(language: Language, path: Path, word: str) -> str:
    from parplan.plan.labels import STATES
    from parplan.plan.structure import State

    return language.gettext(STATES[State(word)]) if path[-1:] == ("state",) else ""


def _parties(language: Language, plan: Plan, cursor: Cursor, key: str, *, bracketed: bool) -> Iterator[EditorOffer]:
    """Units, and groups where they are allowed, by code and by each of their names."""
    directory = plan.directory
    named = _named_beside(cursor) if not bracketed else frozenset()
    only_units = key in ("successors", "recipient", "unit")
    parties = [p for p in directory.parties() if not (only_units and not isinstance(p, Unit))]
    before, behind = ("[", "]") if bracketed else ("", "")
    for party in parties:
        if party.code not in named:
            kind = language.gettext(PARTY_KINDS[party.kind])
            yield EditorOffer(
                party.code, CompletionItemKind.Class, party.name[:_WIDTH], kind, fold(party.name), before, behind
            )
    for party in parties:
        for name in dict.fromkeys(party.names[1:]):
            if name != party.code and name not in named:
                yield EditorOffer(name, CompletionItemKind.Text, party.code, party.name, party.code, before, behind)


def _named_beside(cursor: Cursor) -> frozenset[str]:
    beside = find(cursor.root, cursor.path[:-1]) if cursor.root is not None else None
    items: Sequence[Node] = beside.items if isinstance(beside, List) else ()
    return frozenset(item.value for item in items if isinstance(item, Scalar))


def _times(language: Language, plan: Plan | None, key: str) -> Iterator[EditorOffer]:
    """The commonest times, in short form and in words, each with the dates it means."""
    if plan is None:
        return
    words = time_words(plan.year, plan.through)
    for word in sorted(words, key=lambda word: (word[0].isupper()) != (key == "time")):
        yield EditorOffer(word, CompletionItemKind.Value, meaning_of_time(language, plan, word))


def time_words(year: int, through: int) -> list[str]:
    """The times offered, in short form and in words."""
    words: list[str] = []
    for one in range(year, min(through, year + 5) + 1):
        words += [f"{one}-Q{quarter}" for quarter in range(1, 5)]
        words += [f"{one}-H1", f"{one}-H2", str(one), f"{one}-12-31", f"before {one}-12-05", f"{one}-01..06"]
    words += ["ongoing", "monthly", "quarterly", "yearly", "event", "calendar", "undetermined"]
    for one in range(year, min(through, year + 5) + 1):
        words += [f"Quý {quarter}/{one}" for quarter in ("I", "II", "III", "IV")]
        words += [f"Tháng {month}/{one}" for month in range(1, 13)]
        words += [f"6 tháng đầu năm {one}", f"Năm {one}", f"Trước ngày 31/12/{one}"]
    return [*words, "Thường xuyên", "Hàng tháng", "Hàng quý", "Hàng năm"]


def _addresses(cursor: Cursor, key: str) -> Iterator[EditorOffer]:
    """Addresses of tasks and milestones in the text; milestones of the cursor's own task by id alone."""
    if cursor.root is None:
        return
    own = cursor.path[:4]
    for id, title in _milestones(find(cursor.root, own)):
        if (*own, "milestones") != cursor.path[:5] or id != _text(find(cursor.root, (*cursor.path[:6], "id"))):
            yield EditorOffer(id, CompletionItemKind.Field, title[:_WIDTH])
    if key not in ("after", "part_of"):
        return
    for task in _tasks(cursor.root):
        address, title = _text(_value(task, "id")), _text(_value(task, "title"))
        if task is find(cursor.root, own) or not address:
            continue
        if key == "part_of":
            yield EditorOffer(address, CompletionItemKind.Field, title[:_WIDTH])
        for id, of_milestone in _milestones(task):
            yield EditorOffer(f"{address}/{id}", CompletionItemKind.Field, of_milestone[:_WIDTH], title)


def _tasks(root: Node) -> Iterator[Node]:
    sections = _value(root, "sections")
    for section in sections.items if isinstance(sections, List) else ():
        tasks = _value(section, "tasks")
        yield from tasks.items if isinstance(tasks, List) else ()


def _milestones(task: Node | None) -> Iterator[tuple[str, str]]:
    milestones = _value(task, "milestones")
    for milestone in milestones.items if isinstance(milestones, List) else ():
        if id := _text(_value(milestone, "id")):
            yield id, _text(_value(milestone, "title"))


def _value(node: Node | None, key: str) -> Node | None:
    return node.by_key[key][1] if isinstance(node, MappingNode) and key in node.by_key else None


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Scalar) else ""
