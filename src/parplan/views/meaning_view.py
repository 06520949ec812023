"""The meaning of a plan as lines, one per value, so that a line diff of two plans is a diff of meaning."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.comparing.meaning import DueMeaning, Fields, Value, meaning_of
from parplan.languages import Language
from parplan.plan.items import address_of
from parplan.plan.structure import Plan
from parplan.views.blocks import safe
from parplan.views.difference_words import ValueWords

#: Lists written on one line; other lists have a line per member.
_ONE_LINE = frozenset({"lead", "coordinating", "aliases", "members", "successors", "holidays", "working_days"})
#: Fields that are in the line above, or have lines of their own.
_APART = frozenset({"title", "name", "milestones", "targets", "progress", "columns", "headings"})


def meaning_lines(language: Language, plan: Plan) -> Iterator[str]:
    """Yield the lines; only the first line of a unit, section or task is not indented."""
    meaning, words = meaning_of(plan), ValueWords(language, plan, plan, plan.decision_date)
    yield _head(words.where("plan"), plan.title)
    yield from _fields(words, meaning.plan, 1)
    for kind, parts in ("units", meaning.units), ("groups", meaning.groups), ("reports", meaning.reports):
        for code, fields in parts.items():
            yield _head(words.where(f"{kind}.{code}"), fields.get("name", ""))
            yield from _fields(words, fields, 1)
    for id, section in meaning.sections.items():
        yield _head(words.where(f"sections.{id}"), section["title"])
        yield from _fields(words, section, 1)
        for task in (task for task, of in meaning.section_of.items() if of == id):
            yield from _task(words, task, meaning.tasks[task])


def _task(words: ValueWords, id: str, task: Fields) -> Iterator[str]:
    yield _head(id, task["title"])
    yield from _fields(words, task, 1)
    for milestone, fields in task.get("milestones", {}).items():
        yield "  " + _head(f"{id}/{milestone}", fields["title"])
        yield from _fields(words, fields, 2)
    for target in task.get("targets", {}).values():
        title = words.field("targets." + target["title"])
        yield safe(f"  {title}: {words.target(target, titled=False)}")
    for entry in task.get("progress", ()):
        milestone, at, occurrence = (entry.get("milestone") or "").partition("@")
        about = address_of(id, milestone or None, occurrence if at else None)
        yield "  " + safe(f"{about} {words.entry(entry)}")


def _head(name: str, title: str) -> str:
    return safe(f"{name} {title}".rstrip())


def _fields(words: ValueWords, fields: Fields, depth: int) -> Iterator[str]:
    for field, value in fields.items():
        if field in ("columns", "headings"):
            pairs = [(words.field(f"{field}.{name}"), text) for name, text in value.items()]
        elif field in _APART:
            continue
        elif field == "introduction":
            texts = [
                text for block in value for text in (block.get("title"), *block.get("texts", ())) if text is not None
            ]
            pairs = [(words.field(field), text) for text in texts]
        elif isinstance(value, list) and field not in _ONE_LINE:
            pairs = [(words.field(field), words.text(one)) for one in value]
        else:
            pairs = [(words.field(field), _value(words, field, value))]
        for name, text in pairs:
            yield safe(f"{'  ' * depth}{name}: {text}")


def _value(words: ValueWords, field: str, value: Value) -> str:
    shown = words.value(field, value) or ""
    if isinstance(value, DueMeaning) and shown != value.words:
        return f"{shown} ({value.words})"
    return shown
