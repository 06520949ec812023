"""The units of the new year: those that ended are replaced by their successors wherever the plan names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from parplan.diagnostics import Path, Splice
from parplan.plan.structure import Plan, Recipient
from parplan.plan.units import Directory, NameIndex
from parplan.provenance.doubts import Doubt
from parplan.source import layout
from parplan.source.composing import root_of
from parplan.source.edits import apply_splices, remove_key, remove_keys
from parplan.source.nodes import MappingNode, Node, Scalar, find
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText
from parplan.source.value_edits import replace_values
from parplan.source.writing import PlainWord, write_flow


def with_successors(text: SourceText, plan: Plan, year: int) -> tuple[SourceText, list[Doubt]]:
    """Replace units that ended before ``year`` by their successors; a doubt tells of each place."""
    directory, first = plan.directory, date(year, 1, 1)
    heirs = {
        code: directory.heirs(code, first)
        for code, unit in directory.units.items()
        if unit.ended_before(first) and unit.successors
    }
    heirs = {code: found for code, found in heirs.items() if found != (code,)}
    if not heirs:
        return text, []
    index, root = NameIndex(directory), root_of(text)
    splices: list[Splice] = []
    doubts: list[Doubt] = []
    for path, address, field in _name_lists(root, plan):
        node = find(root, path)
        if not isinstance(node, List) or not all(isinstance(item, Scalar) for item in node.items):
            continue
        names = [item for item in node.items if isinstance(item, Scalar)]
        codes = [index.find(item.value) for item in names]
        if not any(len(code) == 1 and code[0] in heirs for code in codes):
            continue
        kept = {code for found in codes for code in found if code not in heirs}
        written: list[str] = []
        for item, found in zip(names, codes, strict=True):
            if len(found) != 1 or found[0] not in heirs:
                written.append(text.text[item.start : item.end])
                continue
            doubts.append(Doubt("unit-replaced", address, field, printed=item.value))
            for code in heirs[found[0]]:
                if code not in kept:
                    kept.add(code)
                    written.append(write_flow(PlainWord(code)))
        splices.append(_list_splice(text, node, written))
    text = apply_splices(text, splices)
    values = dict(_sizes_without(directory, heirs))
    for path, address, recipient in _recipients(plan):
        if (heir := heirs.get(recipient.code or "")) is not None:
            alone = len(heir) == 1  # several cannot all receive it
            values[path] = heir[0] if alone else directory.units[recipient.code or ""].name
            doubts.append(Doubt("unit-replaced" if alone else "unit-ended", address, "", printed=recipient.printed))
    text = replace_values(text, root_of(text), values)
    return _without_units(text, heirs), doubts


def _without_units(text: SourceText, codes: Iterable[str]) -> SourceText:
    root = root_of(text)
    units = find(root, ("units",))
    if isinstance(units, MappingNode) and not units.flow:
        return apply_splices(text, remove_keys(text, root, ("units",), codes))
    for code in codes:  # one after the other, as each shares a comma with its neighbours
        text = apply_splices(text, remove_key(text, root_of(text), ("units",), code))
    return text


def _sizes_without(directory: Directory, heirs: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Path, str]]:
    """Yield the sizes of groups whose members merged: as many units as before are not listed."""
    for code, group in directory.groups.items():
        left = dict.fromkeys(heir for member in group.members for heir in heirs.get(member, (member,)))
        if group.size is not None and len(left) != len(group.members):
            yield ("groups", code, "size"), str(group.size + len(left) - len(group.members))


def _name_lists(root: Node, plan: Plan) -> Iterator[tuple[Path, str, str]]:
    """The paths of all lists of units, with their address and field."""
    for code in plan.directory.groups:
        yield ("groups", code, "members"), f"groups/{code}", "members"
    for i, section in enumerate(plan.sections):
        place: Path = ("sections", i)
        above = [place, *((*place, "headings", id) for id, _ in section.headings)]
        for path in above:
            for field in ("lead", "coordinating"):
                yield (*path, field), section.id, ""
        for j, task in enumerate(section.tasks):
            for field in ("lead", "coordinating"):
                yield (*place, "tasks", j, field), task.id, field
                for k, milestone in enumerate(task.milestones):
                    yield (*place, "tasks", j, "milestones", k, field), f"{task.id}/{milestone.id}", ""


def _recipients(plan: Plan) -> Iterator[tuple[Path, str, Recipient]]:
    """The recipients of tasks and milestones, with their paths and addresses."""
    for i, section in enumerate(plan.sections):
        for j, task in enumerate(section.tasks):
            place: Path = ("sections", i, "tasks", j)
            if task.recipient is not None:
                yield (*place, "recipient"), task.id, task.recipient
            for k, one in enumerate(task.milestones):
                if one.recipient is not None and one.recipient is not task.recipient:
                    yield (*place, "milestones", k, "recipient"), f"{task.id}/{one.id}", one.recipient


def _list_splice(text: SourceText, node: List, written: Sequence[str]) -> Splice:
    """A splice that gives a list other members, in its own style."""
    if node.flow or not written:
        return Splice(node.start, node.end, f"[{', '.join(written)}]")
    line = text.newline + " " * layout.column(text, node.start) + "- "
    return Splice(node.start, node.end, "- " + line.join(written))
