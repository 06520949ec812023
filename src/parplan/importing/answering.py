"""Write the answer to a doubt into the plan, changing the fewest bytes; the result must still be a valid plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.diagnostics import N_, Path, Splice, has_errors, message
from parplan.errors import EditError, RequestError
from parplan.importing.document_number import typed_day
from parplan.importing.enumerators import clean
from parplan.importing.parties import split_parties
from parplan.importing.party_codes import Codes, code_of
from parplan.importing.party_names import begins_as_party
from parplan.importing.plan_text import flow_names, flow_text
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.structure import Plan
from parplan.plan.units import NameIndex, typed_form
from parplan.provenance.doubts import Doubt
from parplan.provenance.values import path_at, value_at
from parplan.source import layout
from parplan.source.edits import append_to_list, apply_splices, remove_from_list
from parplan.source.nodes import MappingNode, Node, find, to_data
from parplan.source.text import FORBIDDEN_IN_VALUES, SourceText, name_of
from parplan.source.value_edits import replace_values, without
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
        "signer.name",
        "name",
    }
)
_NAMES = frozenset({"lead", "coordinating"})
_LISTS = frozenset({"lead", "coordinating", "products", "parts", "members"})


#: Fields that a section and the plan itself have; other doubts about them concern several tasks.
_OF_SECTION = frozenset({"title"})
_OF_PLAN = frozenset({"year", "title", "agency", "parent", "decision.number", "decision.date", "signer.name"})


def answerable(doubt: Doubt, plan: Plan) -> bool:
    """Whether a new value can be typed for the doubted field. If not, it can only be accepted or left open."""
    if not doubt.address:
        return doubt.field in _OF_PLAN
    if any(section.id == doubt.address for section in plan.sections) and not any(
        task.id == doubt.address for task in plan.tasks()
    ):
        return doubt.field in _OF_SECTION
    return doubt.field in _TEXTS or doubt.field in _LISTS


def check_typed(typed: str) -> None:
    """Raise ``RequestError`` for a character that no value may have, such as an arrow key at a terminal types."""
    if forbidden := FORBIDDEN_IN_VALUES.search(clean(typed)):
        raise RequestError(
            message(N_("the character {character} is not allowed in a plan"), character=name_of(forbidden[0]))
        )


def answered(loaded: LoadedPlan, doubts: Sequence[Doubt], typed: str, name: str) -> LoadedPlan:
    """Return the plan with ``typed`` as the value of each doubted field.

    Raises ``EditError`` if the file is written in a way that cannot be edited there, and ``RequestError`` if the plan
    would become invalid.
    """
    check_typed(typed)
    typed = clean(typed)
    for doubt in doubts:
        changed = _parsed(_changed(loaded, doubt, typed), name)
        if not _differs_only(loaded, changed, doubt):
            raise _uneditable(doubt)
        loaded = changed
    return loaded


def _differs_only(loaded: LoadedPlan, changed: LoadedPlan, doubt: Doubt) -> bool:
    """Whether nothing but the doubted field differs, and where it names units, which are new."""
    plan, root, other = loaded.plan, loaded.root, changed.root
    assert plan is not None
    assert root is not None
    assert other is not None
    path = path_at(plan, doubt.address, doubt.field)
    if path[-1:] != (doubt.field.rpartition(".")[2],):  # the field is new: its owner's id was found
        path = (*path[:-1], doubt.field)
    before, after = without(to_data(root), path), without(to_data(other), path)
    if doubt.field in _NAMES and isinstance(before, dict) and isinstance(after, dict):
        known, units = before["units"], after["units"]
        if isinstance(known, dict) and isinstance(units, dict):
            after["units"] = {code: unit for code, unit in units.items() if code in known}
    return before == after


def _uneditable(doubt: Doubt) -> EditError:
    return EditError(
        message(N_("{address} is written in a way that cannot be changed here"), address=doubt.address or doubt.field)
    )


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
    if doubt.field == "decision.date" and (day := typed_day(typed)) is not None:
        typed = day.isoformat()
    if doubt.field in _TEXTS:
        if not now:
            return _with_key(loaded, doubt, flow_text(typed))
        return replace_values(loaded.source, root, {path_at(plan, doubt.address, doubt.field): typed})
    items = _items(doubt.field, typed)
    if not items:
        raise RequestError(message(N_("“{typed}” holds no words"), typed=typed))
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
        raise _uneditable(doubt)
    before, title = task.by_key["title"]
    indent = " " * layout.column(loaded.source, before.start)
    return _with_line(loaded.source, title, f"{indent}{doubt.field}: {written}")


def _with_line(source: SourceText, node: Node, line: str) -> SourceText:
    """Add a line behind that in which a node ends, which may be the last one and without a line end."""
    at = node.end if source.text[node.end - 1 : node.end] == "\n" else layout.end_of_line(source, node.end)
    ended = source.text[at - 1 : at] == "\n"
    return apply_splices(source, [Splice(at, at, line + source.newline if ended else source.newline + line)])


def _with_units(loaded: LoadedPlan, plan: Plan, names: Sequence[str]) -> LoadedPlan:
    """Add a unit to the end of `units` for each name the plan does not know."""
    index = NameIndex(plan.directory)
    taken = Codes(map(typed_form, index.names()))
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
    indent = " " * layout.column(source, first.start)
    return parse_plan(_with_line(source, last, source.newline.join(indent + line for line in new)).encode(), "")
