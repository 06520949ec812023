"""The draft of next year's plan: splices on this year's text, and a record of what a person must check."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import N_, Path, Splice, has_errors, message
from parplan.document.model import Document
from parplan.errors import FileError
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.structure import Plan
from parplan.plan.units import Directory, NameIndex
from parplan.provenance.doubts import Doubt
from parplan.provenance.record import VERSION, ImportedFile, ImportRecord, RecordedDoubt, SourceField
from parplan.provenance.values import joined, value_at
from parplan.renewing.carrying import Carried, open_items
from parplan.renewing.years import Years
from parplan.source import layout
from parplan.source.composing import compose
from parplan.source.edits import append_to_list, apply_splices, remove_key
from parplan.source.nodes import Data, Node, Scalar, find, to_data
from parplan.source.nodes import MappingNode as Keys
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText
from parplan.source.value_edits import insert_key, replace_values
from parplan.source.writing import Plain, PlainWord, Written, write_flow

#: Text that needs no quotes in any mapping.
_PLAIN = re.compile(r"[\w.:/@-]+")
#: Keys that concern only the old year: progress, printed words, work carried from earlier.
_LEFT_BEHIND = ("progress", "printed", "carried_from")
#: Keys of a milestone that hold for each of its occurrences.
_OF_OCCURRENCES = ("lead", "coordinating", "owed", "products", "recipient")


class NextYear(Struct, frozen=True):
    """The new plan's text, the plan itself, the record beside it, and the number of items carried over.

    undecided: the number of doubts of the old plan that the new one has too.
    """

    data: bytes
    plan: Plan
    record: ImportRecord
    carried: int
    undecided: int


class _Moved(Struct, frozen=True):
    """A replaced value: its path, its address and field in `review`, before and after."""

    path: Path
    address: str
    field: str
    old: str
    new: str


def next_year(
    loaded: LoadedPlan, year: int, as_of: date, source: ImportedFile, undecided: Iterable[Doubt] = ()
) -> NextYear:
    """Make the plan of ``year`` from a valid one. Raises ``FileError`` if its text cannot be carried on.

    undecided: the open doubts of the plan; those about a field of a task, section or unit are the new one's too.
    """
    plan, document = loaded.plan, loaded.document
    assert plan is not None
    assert document is not None
    years = Years(plan.year, plan.through, year - plan.year)
    text = loaded.source
    for key in _LEFT_BEHIND:
        text = _without(text, key)
    moved = list(_moved_values(plan, document, years))
    text = replace_values(text, _root(text), {one.path: one.new for one in moved if one.new != one.old})
    text, replaced = _with_successors(text, plan, year)
    carried = list(open_items(plan, as_of))
    text, going_on = _with_carried(text, document, [_by_heirs(one, plan, year) for one in carried])
    new = parse_plan(text.encode(), source.name)
    if new.plan is None:
        problem = next(finding for finding in new.findings if has_errors([finding]))
        raise FileError(
            message(
                N_("{name} cannot be carried on to {year}: {problem}"),
                name=source.name,
                year=str(year),
                problem=problem.message,
            ),
            help=message(N_("correct it in {name} first"), name=source.name),
        )
    doubts = [
        Doubt("year-moved" if one.new != one.old else "year-left", one.address, one.field, printed=one.old)
        for one in moved
        if one.field not in ("year", "through", "decision.number", "decision.date")
    ]
    doubts += [Doubt("no-number", "", "decision.number", printed=_unnumbered(document.plan.decision.number))]
    doubts += [Doubt("no-date", "", "decision.date", printed=document.plan.decision.date.isoformat())]
    doubts += [Doubt("unit-replaced", address, field, printed=name) for address, field, name in replaced]
    doubts += [Doubt("carried", address, "carried_from", printed=one.address) for address, one in going_on]
    known = {(one.kind, one.address, one.field) for one in doubts}
    copied = [
        one
        for one in undecided
        if one.address
        and one.field
        and (one.kind, one.address, one.field) not in known
        and value_at(new.plan, one.address, one.field) is not None
    ]
    noted = [_noted(doubt, new.plan) for doubt in dict.fromkeys([*doubts, *copied])]
    # By their titles those are known again whose ids are corrected before their doubts are answered.
    titles = tuple(SourceField(address, "title", title, title) for address, title in _titles(new.plan))
    recorded = tuple(RecordedDoubt(one.code, one) for one in noted)
    record = ImportRecord(VERSION, "import-record", source, titles, recorded)
    return NextYear(text.encode(), new.plan, record, len(going_on), len(copied))


def _titles(plan: Plan) -> Iterator[tuple[str, str]]:
    """The titles of sections, tasks and milestones, with their addresses."""
    for section in plan.sections:
        yield section.id, section.title
        for task in section.tasks:
            yield task.id, task.title
            yield from ((f"{task.id}/{milestone.id}", milestone.title) for milestone in task.milestones)


def _noted(doubt: Doubt, plan: Plan) -> Doubt:
    """The doubt with the new plan's value; it stays open until that value changes."""
    value = value_at(plan, doubt.address, doubt.field) or ""
    return Doubt(doubt.kind, doubt.address, doubt.field, value, doubt.printed)


def _root(text: SourceText) -> Node:
    root, _ = compose(text)
    assert root is not None  # every step yields a readable text
    return root


def _owners(root: Node) -> Iterator[Path]:
    """The paths of all tasks and milestones."""
    for path in _places(root, ("sections",)):
        for task in _places(root, (*path, "tasks")):
            yield task
            yield from _places(root, (*task, "milestones"))


def _places(root: Node, path: Path) -> Iterator[Path]:
    node = find(root, path)
    for index in range(len(node.items) if isinstance(node, List) else 0):
        yield (*path, index)


def _without(text: SourceText, key: str) -> SourceText:
    """Remove a key from all tasks and milestones."""
    root = _root(text)
    splices = []
    for owner in _owners(root):
        mapping = find(root, owner)
        if isinstance(mapping, Keys) and key in mapping.by_key:
            splices += remove_key(text, root, owner, key)
    return apply_splices(text, splices)


def _moved_values(plan: Plan, document: Document, years: Years) -> Iterator[_Moved]:
    """Yield every value with a year of the plan, and times with another year, which a person must check."""
    heading = document.plan
    yield _Moved(("plan", "year"), "", "year", str(plan.year), str(years.new[0]))
    if heading.through is not None:
        yield _Moved(("plan", "through"), "", "through", str(plan.through), str(years.new[1]))
    if heading.until is not None:
        last = heading.until.isoformat()
        yield _Moved(("plan", "until"), "", "until", last, years.moved_day(last))
    number = heading.decision.number
    yield _Moved(("plan", "decision", "number"), "", "decision.number", number, _unnumbered(number))
    day = heading.decision.date.isoformat()
    yield _Moved(("plan", "decision", "date"), "", "decision.date", day, years.moved_day(day))
    yield from _text(years, ("plan", "title"), "", "title", heading.title)
    yield from _left(years, "", "parent", [heading.parent or ""])
    blocks = heading.introduction or ()
    yield from _left(
        years, "", "introduction", [text for block in blocks for text in (block.title or "", *block.texts)]
    )
    yield from _left(years, "", "closing", heading.closing or ())
    for key, report in (document.reports or {}).items():
        yield from _deadline(years, ("reports", key, "due"), "", f"reports.{key}.due", report.due)
        for name, date_ in (("from", report.data_from), ("to", report.to)):
            if date_ is not None:
                old = date_.isoformat()
                yield _Moved(("reports", key, name), "", f"reports.{key}.{name}", old, years.moved_day(old))
    for i, section in enumerate(document.sections):
        place: Path = ("sections", i)
        yield from _text(years, (*place, "title"), section.id, "title", section.title)
        headings = (section.headings or {}).values()
        yield from _left(years, section.id, "headings", [heading.title for heading in headings])
        for j, task in enumerate(section.tasks):
            at: Path = (*place, "tasks", j)
            yield from _text(years, (*at, "title"), task.id, "title", task.title)
            if task.short is not None:
                yield from _text(years, (*at, "short"), task.id, "short", task.short)
            if task.time is not None:
                moved_time = years.moved_time(task.time)
                if moved_time != task.time or years.left_in_time(task.time):
                    yield _Moved((*at, "time"), task.id, "time", task.time, moved_time)
            yield from _left(years, task.id, "parts", task.parts or ())
            yield from _left(years, task.id, "notes", task.notes or ())
            for name, text in (task.columns or {}).items():
                yield from _left(years, task.id, f"columns.{name}", [text])
            for k, product in enumerate(task.products or ()):
                yield from _text(years, (*at, "products", k), task.id, "products", product)
            for k, milestone in enumerate(task.milestones or ()):
                address = f"{task.id}/{milestone.id}"
                yield from _text(years, (*at, "milestones", k, "title"), address, "title", milestone.title)
                yield from _left(years, address, "after", [milestone.after or ""])
                if milestone.due is not None:
                    yield from _deadline(years, (*at, "milestones", k, "due"), address, "due", milestone.due)
            for k, target in enumerate(task.targets or ()):
                yield from _text(years, (*at, "targets", k, "title"), task.id, f"targets.{target.id}", target.title)


def _unnumbered(number: str) -> str:
    """The number of a document not issued yet: 335/QĐ-SKHCN → …/QĐ-SKHCN."""
    _, slash, symbol = number.partition("/")
    return f"…/{symbol}" if slash else "…"


def _text(years: Years, path: Path, address: str, field: str, old: str) -> Iterator[_Moved]:
    new = years.moved_text(old)
    if new != old or years.left_in_text(old):
        yield _Moved(path, address, field, old, new)


def _left(years: Years, address: str, field: str, texts: Iterable[str]) -> Iterator[_Moved]:
    """The texts of a field that stay as they are, and may be of the old year."""
    old = joined(text for text in texts if years.left_in_text(text, moved=False))
    if old:
        yield _Moved((), address, field, old, old)


def _deadline(years: Years, path: Path, address: str, field: str, old: str) -> Iterator[_Moved]:
    new = years.moved_deadline(old)
    if new is not None and new != old:
        yield _Moved(path, address, field, old, new)
    elif years.left_in_time(old):
        yield _Moved(path, address, field, old, old)


def _with_successors(text: SourceText, plan: Plan, year: int) -> tuple[SourceText, list[tuple[str, str, str]]]:
    """Replace units that ended before ``year`` by their successors.

    Returns the text, and the address, field and name of each replacement.
    """
    directory, first = plan.directory, date(year, 1, 1)
    heirs = {
        code: directory.heirs(code, first)
        for code, unit in directory.units.items()
        if unit.ended_before(first) and unit.successors
    }
    heirs = {code: found for code, found in heirs.items() if found != (code,)}
    if not heirs:
        return text, []
    index, root = NameIndex(directory), _root(text)
    splices, replaced = [], []
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
            replaced.append((address, field, item.value))
            for code in heirs[found[0]]:
                if code not in kept:
                    kept.add(code)
                    written.append(write_flow(PlainWord(code)))
        splices.append(_list_splice(text, node, written))
    text = apply_splices(text, splices)
    text = replace_values(text, _root(text), dict(_sizes_without(directory, heirs)))
    for code in heirs:
        root = _root(text)
        text = apply_splices(text, remove_key(text, root, ("units",), code))
    return text, replaced


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


def _list_splice(text: SourceText, node: List, written: Sequence[str]) -> Splice:
    """A splice that gives a list other members, in its own style."""
    if node.flow or not written:
        return Splice(node.start, node.end, f"[{', '.join(written)}]")
    line = text.newline + " " * layout.column(text, node.start) + "- "
    return Splice(node.start, node.end, "- " + line.join(written))


def _by_heirs(one: Carried, plan: Plan, year: int) -> Carried:
    """The item owed by the units of the new year."""
    first = date(year, 1, 1)
    owing = dict.fromkeys(heir for code in one.owing for heir in plan.directory.heirs(code, first))
    return replace(one, owing=tuple(owing))


def _with_carried(
    text: SourceText, document: Document, carried: Sequence[Carried]
) -> tuple[SourceText, list[tuple[str, Carried]]]:
    """Add ``carried_from`` to items still open, and a milestone for each open occurrence of the old year.

    Returns the text, and the new address of each item.
    """
    by_task: dict[str, list[Carried]] = {}
    for one in carried:
        by_task.setdefault(one.task, []).append(one)
    root, splices, going_on = _root(text), [], []
    for i, section in enumerate(document.sections):
        for j, task in enumerate(section.tasks):
            owner: Path = ("sections", i, "tasks", j)
            milestones = [milestone.id for milestone in task.milestones or ()]
            written = [find(root, (*owner, "milestones", number)) for number in range(len(milestones))]
            taken, added = set(milestones), []
            for one in by_task.get(task.id, ()):
                if one.occurrence is not None and one.milestone is not None:
                    id = _fresh_id(f"{one.milestone}-{one.occurrence}", taken)
                    taken.add(id)
                    added.append(_milestone(id, one, written[milestones.index(one.milestone)]))
                    going_on.append((f"{task.id}/{id}", one))
                    continue
                place = owner if one.milestone is None else (*owner, "milestones", milestones.index(one.milestone))
                splices += insert_key(text, root, place, "id", "carried_from", _address(one))
                going_on.append((task.id if one.milestone is None else f"{task.id}/{one.milestone}", one))
            if added:
                splices += append_to_list(text, root, owner, "milestones", added)
    return apply_splices(text, splices), going_on


def _fresh_id(wished: str, taken: Collection[str]) -> str:
    id = wished.lower()
    return next(one for one in (id, *(f"{id}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _milestone(id: str, one: Carried, recurring: Node | None) -> str:
    """The milestone for an occurrence of a ``recurring`` one, owed by the same parties that have not done it."""
    due = "undetermined" if one.due is None else one.due.isoformat()
    assert isinstance(recurring, Keys)
    kept = {key: to_data(value) for key, (_, value) in recurring.by_key.items() if key in _OF_OCCURRENCES}
    if one.owing:
        kept |= {"lead": list(one.owing), "owed": "each"}
    return write_flow(
        {
            "id": PlainWord(id),
            "title": f"{one.title} ({one.occurrence})",
            "due": Plain(due),
            "carried_from": Plain(_address(one)),
            **{key: _word_by_word(value) for key, value in kept.items()},
        }
    )


def _word_by_word(value: Data) -> Written:
    if isinstance(value, str):
        return PlainWord(value)
    return [_word_by_word(one) for one in value]


def _address(one: Carried) -> str:
    return one.address if _PLAIN.fullmatch(one.address) else write_flow(one.address)
