"""Loading: from the bytes of a file to a plan, or to all findings at once.

Only here does a path in the document (a pydantic ``loc``, a path of keys) become a line and column.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from parplan.compiling import compile_plan
from parplan.diagnostics import (
    N_,
    WHOLE_FILE,
    Finding,
    Fix,
    Message,
    Path,
    Remark,
    Span,
    Splice,
    has_errors,
    message,
)
from parplan.document.error_limit import LOADING_LIMIT, ErrorLimit
from parplan.document.fields import fields_at
from parplan.document.key_hints import meant_keys
from parplan.document.model import FORMAT_VERSION, Document
from parplan.document.scalars import Shape
from parplan.document.shape_rules import SHAPE_RULES
from parplan.errors import FileError
from parplan.files.reading import read_file
from parplan.plan.structure import Plan
from parplan.source.collecting import garbage_collection_paused
from parplan.source.composing import compose
from parplan.source.nodes import Data, MappingNode, Node, Scalar, Sequence, find, find_key, to_data
from parplan.source.text import SourceText, decode
from parplan.source.writing import write_flow

#: The most keys of a mapping in which a cut text is looked for; a regular mapping has some twenty.
_MOST_KEYS = 100
_LIST_EXPECTED = {"list_type"}
_MAPPING_EXPECTED = {"model_type", "dict_type", "model_attributes_type"}


class LoadedPlan(Struct, frozen=True):
    """The result of loading a file: its findings, and the plan if none of them is an error.

    more: the number of errors beyond those in ``findings``.
    root: the tree of the text, if it is YAML. document: if it has the shape of a plan.
    compiled: what could be compiled; with errors it is fit only for further checks.
    """

    findings: tuple[Finding, ...]
    plan: Plan | None
    source: SourceText
    root: Node | None = None
    document: Document | None = None
    compiled: Plan | None = None
    more: int = 0


def load_plan(path: FilePath) -> LoadedPlan:
    """Read a plan file.

    Raises what :func:`parplan.files.reading.read_file` raises, and ``FileError`` for another format version.
    """
    return parse_plan(read_file(path), path.as_posix())


def parse_plan(data: bytes, name: str) -> LoadedPlan:
    """Return the plan in ``data``, or all findings; ``name`` is the file's name in errors.

    Raises ``FileError`` for an unsupported format version.
    """
    # A plan is many small objects without cycles; garbage collection would double the time for a large one.
    with garbage_collection_paused():
        return _parse(data, name)


def _parse(data: bytes, name: str) -> LoadedPlan:
    source, findings = decode(data)
    if findings:
        return LoadedPlan(findings, None, source)
    root, findings = compose(source)
    if root is None:
        return LoadedPlan(findings, None, source)
    written = to_data(root)
    if (foreign := _not_a_plan(written, root, source, name)) is not None:
        return LoadedPlan(findings or (foreign,), None, source, root)
    limit = ErrorLimit()
    try:
        document = Document.model_validate(written, context=limit)
    except ValidationError as error:
        found = [_finding(detail, root, source) for detail in error.errors(include_url=False, include_input=False)]
        every = _with_damage(findings, found)
        surplus = max(len(every) - LOADING_LIMIT, 0)  # pydantic reports all errors of the last mapping
        return LoadedPlan(every[:LOADING_LIMIT], None, source, root, more=limit.more + surplus)
    del written  # frees a sixth of the memory held here; its texts are shared with the document
    plan, remarks = compile_plan(document, limit)
    found = [locate(remark, root, source) for remark in remarks]
    every = _with_damage(findings, found)
    return LoadedPlan(every, None if has_errors(every) else plan, source, root, document, plan, limit.more)


def compile_readable(loaded: LoadedPlan) -> Plan | None:
    """Compile an invalid plan without its invalid parts; ``None`` if too little is left.

    Only for showing plans, as in a comparison: it is not what the author meant.
    """
    if loaded.compiled is not None or loaded.root is None:
        return loaded.compiled
    data = to_data(loaded.root)
    while True:
        try:
            document = Document.model_validate(data)
        except ValidationError as error:
            wrong = {_readable_part(data, detail["loc"]) for detail in error.errors(include_url=False)}
            if any(len(place) < 2 and place[:1] in ((), *_HEAD) for place in wrong):
                return None  # an essential key is wrong
            for place in sorted(wrong, key=_backwards):
                if not any(place[:length] in wrong for length in range(len(place))):
                    del _inside(data, place[:-1])[place[-1]]
        else:
            return compile_plan(document, ErrorLimit())[0]


#: The keys every plan must have.
_HEAD = (("parplan",), ("plan",), ("units",), ("sections",))


def _readable_part(data: Data, place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path of the part to leave out: the invalid value, or the owner of a missing one."""
    for length, step in enumerate(place):
        known = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if step not in known:
            return place[:length]
        data = data[step]  # type: ignore[index]
    return place


def _inside(data: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        data = data[step]
    return data


def _backwards(place: tuple[str | int, ...]) -> tuple[int, ...]:
    """A sort key that puts later list items first, so that the paths of earlier ones stay valid."""
    return tuple(-step if isinstance(step, int) else 0 for step in place)


def _with_damage(damage: tuple[Finding, ...], found: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings in order, without those in damaged places, which would only repeat the damage."""
    others = (f for f in found if not any(touches(f.span, damaged.span) for damaged in damage))
    return in_order([*damage, *others])


def touches(one: Span, other: Span) -> bool:
    """Whether two spans overlap."""
    start, end = (other.line, other.column), (other.end_line, other.end_column)
    return (one.line, one.column) <= end and start <= (one.end_line, one.end_column)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the text."""
    return tuple(sorted(findings, key=lambda finding: (finding.span, finding.code)))


def _not_a_plan(written: Data, root: Node, source: SourceText, name: str) -> Finding | None:
    """One finding for a file that is not a plan, instead of one for every key; also checks the format version."""
    data = written if isinstance(written, dict) else {}
    version = data.get("parplan")
    if version is None:
        if data.keys() & (Document.model_fields.keys() - {"parplan"}):
            return None
        rule = SHAPE_RULES["not-a-plan"]
        return Finding(
            rule.code,
            rule.name,
            rule.severity,
            WHOLE_FILE,
            message(N_("this is not a plan: it does not say “parplan: {version}”"), version=FORMAT_VERSION),
            message(N_("name a plan file; it begins with “parplan: {version}”"), version=FORMAT_VERSION),
        )
    if isinstance(version, str) and version != FORMAT_VERSION and version.strip().isdecimal():
        place = _place(root, ("parplan",), source)
        raise FileError(
            message(
                N_("{path}, line {line}: the plan has format {found}; this parplan reads format {known}"),
                path=name,
                line=place.line,
                found=version.strip()[:20],
                known=FORMAT_VERSION,
            ),
            help=message(N_("upgrade parplan")),
        )
    return None


def _place(root: Node, path: Path, source: SourceText, *, at_key: bool = False) -> Span:
    """The span of the key or value at ``path``, or of the nearest existing node around it."""
    for length in range(len(path), -1, -1):
        part = path[:length]
        node = find_key(root, part) if at_key and length == len(path) else find(root, part)
        if node is not None:
            return _first_line(node, part, root, source)
    return WHOLE_FILE


def _first_line(node: Node, path: Path, root: Node, source: SourceText) -> Span:
    """The span that shows a node: a whole scalar; for a list or mapping its key, or its first line in a list."""
    if isinstance(node, Scalar):
        if node.start == node.end and (key := find_key(root, path)) is not None:
            return source.span(key.start, key.end)
        return source.span(node.start, node.end)
    if (key := find_key(root, path)) is not None:
        return source.span(key.start, key.end)
    span = source.span(node.start, node.end)
    end = len(source.line(span.line)) + 1 if span.end_line > span.line else span.end_column
    return Span(span.line, span.column, span.line, end)


def locate(remark: Remark, root: Node, source: SourceText) -> Finding:
    """Turn a remark into a finding with a span in the text of ``root``."""
    lines = tuple((name, _place(root, path, source).line) for name, path in remark.lines)
    text = Message(remark.message.template, (*remark.message.args, *lines))
    if remark.stretch is not None:
        span = source.span(*remark.stretch)
    else:
        span = _place(root, remark.path, source, at_key=remark.at_key)
    place = place_of(root, remark.path)
    fix = remark.fix if remark.joined is None else _quoted(remark.joined, root, source)
    whole = remark.stretch is None and not remark.at_key and not isinstance(find(root, remark.path), Scalar)
    return Finding(remark.code, remark.name, remark.severity, span, text, remark.help, place, whole, fix)


def _quoted(joined: tuple[Path, Path, str], root: Node, source: SourceText) -> Fix | None:
    """A fix that quotes a text that commas have split in a flow list on one line."""
    first, last, text = joined
    around, start, end = find(root, first[:-1]), find(root, first), find(root, last)
    if not isinstance(around, Sequence) or not around.flow or start is None or end is None:
        return None
    if "\n" in source.text[start.start : end.end]:
        return None
    return Fix((Splice(start.start, end.end, write_flow(text)),), changes=(first[:-1],))


def place_of(root: Node, path: Path) -> str:
    """Return the place at ``path`` as people call it: ``2.b``, ``2.b/plan``, else its keys, ``units.VP.name``.

    List items are called by their ``id``; items without one are left out, because an index changes with insertions.
    """
    if path[:1] == ("sections",) and path[2:3] == ("tasks",) and (task := _id_at(root, path[:4])):
        milestone = _id_at(root, path[:6]) if path[4:5] == ("milestones",) else None
        return f"{task}/{milestone}" if milestone else task
    called = (str(step) if isinstance(step, str) else _id_at(root, path[: k + 1]) for k, step in enumerate(path))
    return ".".join(name for name in called if name)


def _id_at(root: Node, path: Path) -> str | None:
    node = find(root, (*path, "id"))
    return node.value if isinstance(node, Scalar) else None


def _finding(detail: Any, root: Node, source: SourceText) -> Finding:
    """Turn a pydantic error into a finding at the key or value at fault."""
    kind, path = detail["type"], tuple(detail["loc"])
    at_key = path[-1:] == ("[key]",)
    if at_key:
        path = path[:-1]
    help: Message | None = None
    fix: Fix | None = None
    if kind == "missing":
        text = message(N_("{key} is missing"), key=str(path[-1]))
        help = message(N_("add “{key}: …”"), key=str(path[-1]))
        path = path[:-1]
    elif kind == "extra_forbidden":
        at_key = True
        text = message(N_("the key {key} is not known here"), key=str(path[-1]))
        help = _known_keys(path)
        if _is_empty(find(root, path)):
            # After a comma in {…} YAML expects a key; the author may have meant it as part of the text.
            cut = _cut_text(root, path, source)
            help = message(N_("if it belongs to the text before it, put that whole text in quotes"))
            help, fix = cut if cut is not None else (help, None)
    elif kind in _LIST_EXPECTED:
        kind, text = Shape.WRONG_SHAPE, message(N_("a list is expected here"))
        help = message(N_("put it in square brackets, or write each member on a line of its own, beginning with “- ”"))
    elif kind in _MAPPING_EXPECTED:
        kind, text = Shape.WRONG_SHAPE, message(N_("a mapping of keys and values is expected here"))
        help = message(N_("write “key: value” on lines of their own, indented"))
    else:
        context = {name: value for name, value in detail["ctx"].items() if name != "template"}
        text = message(detail["ctx"]["template"], **context)
    if kind == Shape.WRONG_SHAPE and _is_empty(find(root, path)):
        kind, text, help = Shape.EMPTY, message(N_("the value is missing")), None
    if kind == Shape.EMPTY:
        help = message(N_("fill it in, or leave the key out"))
    rule = SHAPE_RULES[kind]
    span = _place(root, path, source, at_key=at_key)
    return Finding(rule.code, rule.name, rule.severity, span, text, help, place_of(root, path), kind == "missing", fix)


def _cut_text(root: Node, path: Path, source: SourceText) -> tuple[Message, Fix] | None:
    """The help, and perhaps the fix, for a text that a comma in braces has split: the whole text in quotes."""
    around = find(root, path[:-1])
    if not isinstance(around, MappingNode) or not around.flow:
        return None
    entries = list(around.entries)
    if len(entries) > _MOST_KEYS:
        return None
    number = next(k for k, (key, _) in enumerate(entries) if key.value == path[-1])
    start = next((k for k in range(number, -1, -1) if not _is_empty(entries[k][1])), None)
    if start is None or not isinstance(text := entries[start][1], Scalar) or text.style:
        return None
    end = next((k for k in range(number, len(entries)) if not _is_empty(entries[k][1])), len(entries))
    parts = [text, *(key for key, _ in entries[start + 1 : end])]
    whole = text.value
    for before, after in pairwise(parts):
        comma = source.text[before.end : after.start]
        if comma.strip() != ",":
            return None  # a colon or a comment stands there too
        whole += (", " if "\n" in comma else comma) + after.value  # “1,5 tỷ” stays so
    quoted = write_flow(whole)
    line = f"{entries[start][0].value}: {quoted}"
    help = message(N_("if it belongs to the text before it, write that in quotes: {line}"), line=line)
    return help, Fix((Splice(text.start, entries[end - 1][0].end, quoted),), changes=(path[:-1],))


def _is_empty(node: Node | None) -> bool:
    return isinstance(node, Scalar) and not node.value.strip()


def _known_keys(path: Path) -> Message | None:
    """The help for an unknown key: similar keys its mapping may have, or all of them."""
    known = {key: field.label for key, field in fields_at(path[:-1]).items()}
    near = meant_keys(str(path[-1]), known)
    if near:
        return message(N_("did you mean {keys}?"), keys=", ".join(near))
    if "columns" in known and not str(path[-1]).isascii():
        line = f"columns: {{{write_flow(str(path[-1]))}: …}}"
        return message(N_("write a column the format has no key for under “columns”: {line}"), line=line)
    return message(N_("keys allowed here: {keys}"), keys=", ".join(known)) if known else None
