"""Hover: the meaning of the word under the cursor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from parplan.document.fields import Field, fields_at
from parplan.languages import Language
from parplan.linting.registry import EXPLANATIONS
from parplan.linting.values import Values
from parplan.queries.portfolio import PlanOnDay
from parplan.serving.meaning import lines_of_items, lines_of_party, lines_of_time
from parplan.serving.naming import NamedKind, Naming
from parplan.serving.open_text import OpenText
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence, find
from parplan.views.explain_view import explanation_markdown

_COMMENT = re.compile(r"#[ \t]*parplan[ \t]*:[^\r\n]*", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Za-z][0-9]{3}\b")
#: Keys whose values are times.
_TIMES = ("due", "time", "printed")


def hover(language: Language, opened: OpenText, subject: PlanOnDay | None, offset: int) -> Hover | None:
    """Explain what is at ``offset``: a code in a comment, a time, a unit, an address or a key; else ``None``."""
    body, at = opened.body, offset - opened.shift
    if rule := _code_at(body, at):
        code, start, end = rule
        heading = f"**{code} {EXPLANATIONS[code].name}**\n\n"
        text = heading + explanation_markdown(language, EXPLANATIONS[code])
        return _hover(opened, text, start, end, MarkupKind.Markdown)
    if opened.root is None:
        return None
    values = Values(opened.root)
    found = values.at(at)
    naming = opened.namings.at(at) if opened.namings is not None else None
    if found is None and (naming is None or not naming.at_key):
        return _key_hover(language, opened, at)
    if subject is None:
        return None
    if found is not None:
        number, scalar = found
        path = values.path(number)
        if path[-1:] and path[-1] in _TIMES and path[:1] in (("sections",), ("reports",)):
            lines = list(lines_of_time(language, subject.plan, scalar.value))
            if "progress" not in path:
                lines += _items_at(language, opened.root, subject, path)
            return _hover(opened, "\n".join(lines), scalar.start, scalar.end)
    lines = list(_naming_lines(language, subject, naming)) if naming is not None else []
    return _hover(opened, "\n".join(lines), naming.start, naming.end) if naming is not None and lines else None


def _naming_lines(language: Language, subject: PlanOnDay, naming: Naming) -> Iterator[str]:
    named = naming.named
    if named.sort is NamedKind.PARTY:
        yield from _party_lines(language, subject, named.id)
    elif named.sort is NamedKind.TASK:
        yield from _address_lines(language, subject, named.id, None)
    else:
        yield from _address_lines(language, subject, named.task, named.id)


def _code_at(body: str, at: int) -> tuple[str, int, int] | None:
    start = body.rfind("\n", 0, at) + 1
    end = body.find("\n", at)
    line = body[start : len(body) if end < 0 else end]
    comment = _COMMENT.search(line)
    for match in _CODE.finditer(line, comment.start()) if comment else ():
        if start + match.start() <= at <= start + match.end() and match[0].upper() in EXPLANATIONS:
            return match[0].upper(), start + match.start(), start + match.end()
    return None


def _items_at(language: Language, root: Node, subject: PlanOnDay, path: tuple[str | int, ...]) -> Iterator[str]:
    """The progress of the task or milestone at a path."""
    id = find(root, (*path[:4], "id"))
    milestone = find(root, (*path[:6], "id")) if path[4:5] == ("milestones",) else None
    if isinstance(id, Scalar) and path[2:3] == ("tasks",):
        called = milestone.value if isinstance(milestone, Scalar) else None
        if milestone is None and path[4:5] == ("milestones",):
            return
        yield from _item_lines(language, subject, id.value, called)


def _item_lines(language: Language, subject: PlanOnDay, task: str, milestone: str | None) -> Iterator[str]:
    if task in subject.assessment.ids:
        items = subject.assessment.standing(task).items
        chosen = tuple(
            i for i in items if milestone is None or (i.milestone is not None and i.milestone.id == milestone)
        )
        if chosen:
            yield language.gettext("As of {date}:").format(date=language.date(subject.assessment.as_of))
            yield from lines_of_items(language, chosen)


def _address_lines(language: Language, subject: PlanOnDay, task: str, milestone: str | None) -> Iterator[str]:
    if task not in subject.assessment.ids:
        return
    yield subject.plan.task(task).label
    yield from (one.title for one in subject.plan.task(task).milestones if one.id == milestone)
    yield from _item_lines(language, subject, task, milestone)


def _party_lines(language: Language, subject: PlanOnDay, code: str) -> Iterator[str]:
    directory = subject.plan.directory
    if code in directory.units or code in directory.groups:
        yield from lines_of_party(language, subject, directory.party(code))


def _key_hover(language: Language, opened: OpenText, at: int) -> Hover | None:
    found = _key_at(opened.root, (), at) if opened.root is not None else None
    if found is None:
        return None
    key, field = found
    text = f"{field.label} ({field.key})\n{language.gettext(field.meaning)}"
    if field.choices:
        text += "\n" + ", ".join(field.choices)
    return _hover(opened, text, key.start, key.end)


def _key_at(node: Node, path: tuple[str | int, ...], at: int) -> tuple[Scalar, Field] | None:
    """The key at an offset, if the format knows it."""
    while True:
        if isinstance(node, Sequence):
            number = next((k for k, item in enumerate(node.items) if item.start <= at <= item.end), None)
            if number is None:
                return None
            node, path = node.items[number], (*path, number)
        elif isinstance(node, MappingNode):
            for key, value in node.entries:
                if key.start <= at <= key.end:
                    field = fields_at(path).get(key.value)
                    return (key, field) if field is not None else None
                if value.start <= at <= value.end:
                    node, path = value, (*path, key.value)
                    break
            else:
                return None
        else:
            return None


def _hover(opened: OpenText, text: str, start: int, end: int, kind: MarkupKind = MarkupKind.PlainText) -> Hover:
    """Make a hover; text from a plan is plain text, never markup."""
    return Hover(MarkupContent(kind, text), opened.positions.range(start + opened.shift, end + opened.shift))
