"""Write the answer to a doubt into the plan, changing the fewest bytes; the result must still be a valid plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.diagnostics import N_, Path, Splice, has_errors, message
from parplan.errors import EditError, RequestError
from parplan.importing.enumerators import clean
from parplan.importing.parties import Codes, begins_as_party, code_of, split_parties
from parplan.importing.plan_text import flow_names, flow_text
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.structure import Plan
from parplan.plan.units import NameIndex
from parplan.provenance.doubts import Doubt
from parplan.provenance.values import path_at, value_at
from parplan.source import layout
from parplan.source.edits import append_to_list, apply_splices, remove_from_list
from parplan.source.nodes import MappingNode, find
from parplan.source.text import SourceText
from parplan.source.value_edits import replace_values
from parplan.vocabulary.nearest import nearest

#: Fields that hold one text. `_LISTS` below has the fields that hold several.
_TEXTS = frozenset(
    {
        "title",
        "time",
        "due",
        "person",
        "recipient",
        "year",
        "agency",
        "parent",
        "decision.number",
        "decision.date",
        "name",
    }
)
_NAMES = frozenset({"lead", "coordinating"})
_LISTS = frozenset({"lead", "coordinating", "products", "parts", "members"})


def answerable(doubt: Doubt) -> bool:
    """Whether a new value can be typed for the doubted field. If not, it can only be accepted or left open."""
    return doubt.field in _TEXTS or doubt.field in _LISTS


def answered(loaded: LoadedPlan, doubts: Sequence[Doubt], typed: str, name: str) -> LoadedPlan:
    """Return the plan with ``typed`` as the value of each doubted field.

    Raises ``EditError`` if the file is written in a way that cannot be edited there, and ``RequestError`` if the plan
    would become invalid.
    """
    typed = clean(typed)
    for doubt in doubts:
        loaded = _parsed(_changed(loaded, doubt, typed), name)
    return loaded


def _parsed(source: SourceText, name: str) -> LoadedPlan:
    loaded = parse_plan(source.encode(), name)
    wrong = [finding for finding in loaded.findings if has_errors([finding])]
    if wrong:
        raise RequestError(message(N_("this value would make the plan invalid: {problem}"), problem=wrong[0].message))
    return loaded


def _changed(loaded: LoadedPlan, doubt: Doubt, typed: str) -> SourceText:
    plan, root = loaded.plan, loaded.root
    assert plan is not None
    assert root is not None
    now = value_at(plan, doubt.address, doubt.field)
    if now is None:
        return loaded.source
    if doubt.field in _TEXTS:
        if not now:
            return _with_key(loaded, doubt, flow_text(typed))
        return replace_values(loaded.source, root, {path_at(plan, doubt.address, doubt.field): typed})
    items = _items(doubt.field, typed)
    if doubt.field in _NAMES:
        loaded = _with_units(loaded, plan, items)
    if not now:
        return _with_key(loaded, doubt, flow_names(items))
    return _with_items(loaded, doubt, items)


def _items(field: str, typed: str) -> list[str]:
    if field in _NAMES:
        return [mention.name for mention in split_parties([typed])]
    separator = r"\s*[;,]\s*" if field == "members" else r"\s*;\s*"
    return [item for item in re.split(separator, typed) if item]


def _with_items(loaded: LoadedPlan, doubt: Doubt, items: Sequence[str]) -> SourceText:
    """Replace a list item by item; add what is left over at the end, or remove what is no longer there."""
    plan = loaded.plan
    assert plan is not None
    path = path_at(plan, doubt.address, doubt.field)
    owner, key = path[:-1], str(path[-1])
    root = loaded.root
    assert root is not None
    node = find(root, path)
    count = len(getattr(node, "items", ()))
    source = replace_values(loaded.source, root, {(*path, k): item for k, item in enumerate(items[:count])})
    for k in range(count - 1, len(items) - 1, -1):
        loaded = parse_plan(source.encode(), "")
        assert loaded.root is not None
        source = apply_splices(loaded.source, remove_from_list(loaded.source, loaded.root, owner, key, [k]))
    if len(items) > count:
        loaded = parse_plan(source.encode(), "")
        assert loaded.root is not None
        added = [flow_text(item) for item in items[count:]]
        source = apply_splices(loaded.source, append_to_list(loaded.source, loaded.root, owner, key, added))
    return source


def _with_key(loaded: LoadedPlan, doubt: Doubt, written: str) -> SourceText:
    """Add a key the task does not have yet, right after its title."""
    plan, root = loaded.plan, loaded.root
    assert plan is not None
    assert root is not None
    owner: Path = path_at(plan, doubt.address, "id")[:-1]
    task = find(root, owner)
    if not isinstance(task, MappingNode) or task.flow or "title" not in task.by_key:
        raise EditError(message(N_("{address} is written in a way that cannot be changed here"), address=doubt.address))
    before, title = task.by_key["title"]
    source = loaded.source
    text = source.text
    at = title.end if text[title.end - 1 : title.end] == "\n" else layout.end_of_line(source, title.end)
    indent = " " * layout.column(source, before.start)
    return apply_splices(source, [Splice(at, at, f"{indent}{doubt.field}: {written}{source.newline}")])


def _with_units(loaded: LoadedPlan, plan: Plan, names: Sequence[str]) -> LoadedPlan:
    """Add a unit to the end of `units` for each name the plan does not know."""
    index = NameIndex(plan.directory)
    taken = Codes((*plan.directory.units, *plan.directory.groups))
    new: list[str] = []
    for name in names:
        if not index.find(name):
            if not begins_as_party(name):
                near = nearest(name, index.names())
                raise RequestError(
                    message(N_("no unit or group is called “{name}”"), name=name),
                    help=message(N_("the nearest: {names}"), names=", ".join(near)) if near else None,
                )
            code = code_of(name, taken)
            taken.take(code)
            new.append(f"{code}: {{name: {flow_text(name)}}}")
    if not new:
        return loaded
    root = loaded.root
    assert root is not None
    units = find(root, ("units",))
    if not isinstance(units, MappingNode) or units.flow or not units.entries:
        raise EditError(
            message(
                N_("add the unit to “units” in the file first"),
            )
        )
    source = loaded.source
    entries = list(units.entries)
    first, last = entries[0][0], entries[-1][1]
    at = last.end if source.text[last.end - 1 : last.end] == "\n" else layout.end_of_line(source, last.end)
    indent = " " * layout.column(source, first.start)
    lines = "".join(f"{indent}{line}{source.newline}" for line in new)
    return parse_plan(apply_splices(source, [Splice(at, at, lines)]).encode(), "")
