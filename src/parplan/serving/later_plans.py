"""Later plans that continue tasks of this one: a rename changes their ``carried_from`` too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol.types import TextEdit

from parplan.diagnostics import Path, Splice
from parplan.errors import EditError
from parplan.plan.structure import Plan
from parplan.serving.acting import text_edits
from parplan.serving.naming import Named, NamedKind, Namings, carried_places, is_same_id
from parplan.serving.open_text import OpenText
from parplan.serving.positions import Positions
from parplan.source.composing import compose
from parplan.source.edits import apply_splices
from parplan.source.nodes import Node, Scalar, find, to_data
from parplan.source.text import SourceText
from parplan.source.value_edits import replace_value, says, with_value
from parplan.vocabulary.folding import fold


def rename_in_others(
    opened: OpenText, named: Named, new: str, others: Mapping[str, str | None]
) -> tuple[dict[str, list[TextEdit]], list[str]]:
    """The edits of the other plans in the folder, by URI, and the URIs of plans that could not be searched.

    ``others`` are their texts, ``None`` where one cannot be read.
    """
    edits: dict[str, list[TextEdit]] = {}
    left = []
    plan, namings = opened.plan, opened.namings
    if plan is None or namings is None:
        return {}, []
    for uri, text in others.items():
        if text is None:
            left.append(uri)
            continue
        shift = int(text.startswith("\ufeff"))
        splices = rename_carried(text[shift:], plan, namings, named, new)
        if splices is None:
            left.append(uri)
        elif splices:
            edits[uri] = text_edits(Positions(text, opened.positions.encoding), shift, splices)
    return edits, left


def rename_carried(text: str, plan: Plan, namings: Namings, named: Named, new: str) -> list[Splice] | None:
    """The splices that write the new id of a task or milestone of ``plan`` into another plan that continues it.

    Nothing where ``text`` is of another agency or names it nowhere. Offsets count from its beginning; a byte order mark
    is no part of it. ``None`` where it names it, or may, and cannot be changed.
    """
    if named.sort is NamedKind.PARTY or "carried_from" not in text:
        return []
    source = SourceText(text)
    root, findings = compose(source)
    if root is None or findings:
        return None
    if not _is_of(root, plan):
        return []
    splices: list[Splice] = []
    expected = to_data(root)
    try:
        for path, value in _renamed(root, plan, namings, named, new):
            splices += replace_value(source, root, path, value)
            expected = with_value(expected, path, value)
    except EditError:
        return None
    return splices if not splices or says(apply_splices(source, splices), expected) else None


def _is_of(root: Node, plan: Plan) -> bool:
    """Whether a text is of a plan's agency: by its name, else by its code, which stays when it is renamed."""
    for key, own in ("agency", plan.agency), ("code", plan.code):
        written = find(root, ("plan", key))
        if own and isinstance(written, Scalar) and fold(written.value) == fold(own):
            return True
    return False


def _renamed(root: Node, plan: Plan, namings: Namings, named: Named, new: str) -> Iterator[tuple[Path, str]]:
    """The new address for each address that is renamed."""
    for path, scalar in carried_places(root):
        year, _, address = scalar.value.partition(":")
        if not (year.isdecimal() and plan.year <= int(year) <= plan.through):
            continue
        item, at, occurrence = address.partition("@")
        task, slash, milestone = item.partition("/")
        if namings.task(task) != (named.task or named.id):
            continue
        if named.sort is NamedKind.MILESTONE and milestone == named.id:
            yield path, f"{year}:{task}{slash}{new}{at}{occurrence}"
        elif named.sort is NamedKind.TASK and is_same_id(task, named.id):
            yield path, f"{year}:{new}{slash}{milestone}{at}{occurrence}"
