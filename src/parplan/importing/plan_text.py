"""Rendering of a draft as the text of a plan file, laid out as by hand: block style, folded prose, short rows.

The text is read again by the ordinary loader, so there is no second notion of a valid plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from parplan.importing.drafts import Draft
from parplan.views.blocks import safe
from parplan.vocabulary.hidden_characters import escaped, has_hidden

#: The width of a line, in characters.
_WIDTH = 110
#: Keys whose lists of names may be written on one line.
_FLOW = frozenset({"lead", "coordinating", "aliases", "members"})
#: Keys whose items are written as one mapping per line if they are short.
_ROWS = frozenset({"milestones", "targets", "cites"})

_PLAIN_START = re.compile(r"[^\W\d_]|[“‘(…]")
_OTHER_TYPE = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|~|[-+.]?\d[\d_.,:eExXoO+/-]*)", re.IGNORECASE)


def render_plan(draft: Draft, heading: Sequence[str]) -> str:
    """Return the text of the draft; ``heading`` are comment lines for its beginning."""
    data = draft.data
    lines = [f"# {safe(line)}".rstrip() for line in heading]
    lines += ["parplan: 1", "", "plan:"]
    lines += _indented(_head(data["plan"]))
    lines += ["", "units:"] if data["units"] else ["", "units: {}"]
    lines += _indented(_parties(data["units"]))
    if data.get("groups"):
        lines += ["", "groups:"]
        lines += _indented(_parties(data["groups"]))
    if data.get("reports"):
        lines += ["", "reports:"]
        lines += _indented([f"{key}: {_flow_mapping(report)}" for key, report in data["reports"].items()])
    lines += ["", "sections:"]
    for section in data["sections"]:
        lines += _indented(_section(section))
    return "\n".join(lines).rstrip() + "\n"


def _indented(lines: Sequence[str] | Iterator[str], by: int = 2) -> list[str]:
    return [" " * by + line if line else "" for line in lines]


def _head(plan: Mapping[str, Any]) -> Iterator[str]:
    for key, value in plan.items():
        if key == "decision":
            yield f"decision: {{number: {flow_text(value['number'])}, date: {value['date']}}}"
        elif isinstance(value, dict):
            yield f"{key}: {_flow_mapping(value)}"
        elif key == "introduction":
            yield "introduction:"
            for block in value:
                first = "- "
                if "title" in block:
                    yield from _indented(
                        [
                            f"{first}{line}" if i == 0 else f"  {line}"
                            for i, line in enumerate(_entry("title", block["title"], 6))
                        ]
                    )
                    first = "  "
                yield f"  {first}texts:"
                for text in block["texts"]:
                    yield from _indented(_item(text, 8), 6)
        elif isinstance(value, list):
            yield f"{key}:"
            for text in value:
                yield from _indented(_item(text, 4))
        elif key in ("year", "through"):
            yield f"{key}: {value}"
        else:
            yield from _entry(key, value, 2)


def _parties(parties: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for code, party in parties.items():
        flow = f"{_key(code)}: {_flow_mapping(party)}"
        if len(flow) + 2 <= _WIDTH:
            yield flow
            continue
        yield f"{_key(code)}:"
        for key, value in party.items():
            if isinstance(value, list):
                yield from _indented(_names(key, value, 4))
            elif key in ("open", "complete"):
                yield f"  {key}: {value}"
            else:
                yield from _indented(_entry(key, value, 4))


def _section(section: Mapping[str, Any]) -> Iterator[str]:
    yield f"- id: {_id(section['id'])}"
    yield from _indented(_entry("title", section["title"], 4))
    if "kind" in section:
        yield f"  kind: {section['kind']}"
    if section.get("headings"):
        yield "  headings:"
        for id, title in section["headings"].items():
            yield from _indented(_entry(_id(id), title, 6, key_is_text=True), 4)
    if not section["tasks"]:
        yield "  tasks: []"
        return
    yield "  tasks:"
    for task in section["tasks"]:
        yield from _indented(_task(task), 4)
        yield ""


def _task(task: Mapping[str, Any]) -> Iterator[str]:
    yield f"- id: {_id(task['id'])}"
    for key, value in task.items():
        if key == "id":
            continue
        if key in _FLOW:
            yield from _indented(_names(key, value, 8))
        elif key in _ROWS:
            yield f"  {key}:"
            for row in value:
                yield from _indented(_row(row, 10), 4)
        elif key == "columns":
            yield "  columns:"
            for name, text in value.items():
                yield from _indented(_entry(flow_text(name), text, 10, key_is_text=True), 4)
        elif isinstance(value, list):
            yield f"  {key}:"
            for text in value:
                yield from _indented(_item(text, 10), 4)
        else:
            yield from _indented(_entry(key, value, 8))


def _row(row: Mapping[str, Any], depth: int) -> Iterator[str]:
    flow = f"- {_flow_mapping(row)}"
    if len(flow) + depth <= _WIDTH:
        yield flow
        return
    first = "- "
    for key, value in row.items():
        entry = (
            list(_names(key, value, depth + 2))
            if isinstance(value, list)
            else list(_entry(key, value, depth + 2, typed=key in _TYPED))
        )
        for line in entry:
            yield f"{first}{line}"
            first = "  "


#: Keys whose values are not free text, written without quotes.
_TYPED = frozenset({"date", "at_least", "at_most", "exactly", "open", "complete"})


def _names(key: str, names: Sequence[str], depth: int) -> Iterator[str]:
    flow = f"{key}: [{', '.join(map(flow_text, names))}]"
    if len(flow) + depth <= _WIDTH:
        yield flow
        return
    yield f"{key}:"
    for name in names:
        yield from _indented(_item(name, depth + 4))


def _flow_mapping(values: Mapping[str, Any]) -> str:
    entries = []
    for key, value in values.items():
        if isinstance(value, list):
            entries.append(f"{key}: [{', '.join(map(flow_text, value))}]")
        else:
            entries.append(f"{key}: {value if key in _TYPED else flow_text(value)}")
    return "{" + ", ".join(entries) + "}"


def _item(text: str, depth: int) -> Iterator[str]:
    plain = _scalar(text)
    if len(plain) + depth <= _WIDTH or not _folds(text):
        yield f"- {plain}"
        return
    yield "- >-"
    yield from (f"  {line}" for line in _folded(text, _WIDTH - depth - 2))


def _entry(key: str, text: str, depth: int, *, key_is_text: bool = False, typed: bool = False) -> Iterator[str]:
    name = key
    value = text if typed else _scalar(text)
    if len(name) + 2 + len(value) + depth <= _WIDTH or typed or not _folds(text):
        yield f"{name}: {value}"
        return
    yield f"{name}: >-"
    yield from (f"  {line}" for line in _folded(text, _WIDTH - depth - 2))


def _folds(text: str) -> bool:
    """Whether a text survives folding: single spaces only, and no character that needs escaping."""
    return text == " ".join(text.split(" ")) and "  " not in text and not has_hidden(text) and text == text.strip()


def _folded(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def _scalar(text: str) -> str:
    """A scalar in block context: plain if every YAML reader takes it for this text, else in double quotes."""
    plain = (_PLAIN_START.match(text) is not None or re.match(r"\d", text) is not None) and _is_plain(text)
    return text if plain else _quoted(text)


def _is_plain(text: str) -> bool:
    return (
        text == text.strip()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and _OTHER_TYPE.fullmatch(text) is None
        and re.match(r"\d{1,4}-\d{1,2}-\d{1,2}", text) is None
        and not has_hidden(text)
        and not text.startswith(("---", "..."))
    )


def flow_text(text: str) -> str:
    """A scalar in flow context, where commas and brackets separate."""
    return _quoted(text) if re.search(r"[,\[\]{}]", text) or _scalar(text) != text else text


#: An id that other YAML readers would take for a number.
_NUMBER = re.compile(r"[\d.,:_]+|\d[\d.]*[eE][-+]?\d+|0[xo][\da-fA-F]+")


def flow_names(names: Sequence[str]) -> str:
    """A list of scalars in flow style."""
    return f"[{', '.join(map(flow_text, names))}]"


def _id(id: str) -> str:
    return (
        id if re.fullmatch(r"\w[\w.-]*", id) and not _NUMBER.fullmatch(id) and id.lower() not in _WORDS else _quoted(id)
    )


#: Words other YAML readers take for a boolean or null.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def _key(code: str) -> str:
    return code if re.fullmatch(r"[^\W\d_][\w-]*", code) and not _OTHER_TYPE.fullmatch(code) else _quoted(code)


def _quoted(text: str) -> str:
    return '"' + escaped(text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
