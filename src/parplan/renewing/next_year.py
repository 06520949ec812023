"""The draft of next year's plan: splices on this year's text, and a record of what a person must check."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import N_, Path, has_errors, message
from parplan.document.model import Document
from parplan.errors import FileError
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt
from parplan.provenance.record import VERSION, ImportedFile, ImportRecord, RecordedDoubt, SourceField
from parplan.provenance.values import value_at
from parplan.renewing.carrying import Carried, dropped_items, open_items
from parplan.renewing.moved_values import MovedValue, moved_values, unnumbered
from parplan.renewing.successors import with_successors
from parplan.renewing.years import Years
from parplan.source.composing import root_of
from parplan.source.edits import append_to_list, apply_splices, remove_key
from parplan.source.nodes import Data, Node, find, to_data
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
    carried = list(open_items(plan, as_of))
    first = date(year, 1, 1)
    decided = {one.here: one.decided for one in carried if one.decided is not None and one.decided >= first}
    moved = list(moved_values(plan, document, years, decided))
    text = replace_values(text, root_of(text), {one.path: one.new for one in moved if one.new != one.old})
    text, replaced = with_successors(text, plan, year)
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
        Doubt(_kind(one), one.address, one.field, printed=one.old)
        for one in moved
        if one.field not in ("year", "through", "decision.number", "decision.date")
    ]
    doubts += [Doubt("no-number", "", "decision.number", printed=unnumbered(document.plan.decision.number))]
    doubts += [Doubt("no-date", "", "decision.date", printed=document.plan.decision.date.isoformat())]
    doubts += replaced
    doubts += [Doubt("carried", address, "carried_from", printed=one.address) for address, one in going_on]
    here = {item.address: item.due for item in Assessment(new.plan, as_of).items()}
    for address, one in going_on:
        due = here.get(address)
        if one.due is not None and due is None:
            doubts.append(Doubt("carried-due", address, "carried_from", printed=f"{one.due:%d/%m/%Y}"))
        if due not in (one.due, None):
            continue  # it is work of the new year, too
        if one.owing and one.occurrence is None:
            doubts.append(Doubt("carried-by-some", address, "carried_from", printed=_names(one.owing, new.plan)))
        if one.finished:
            doubts.append(Doubt("carried-done", address, "carried_from", printed=_names(one.finished, plan)))
    doubts += [Doubt("dropped", address, "title", printed=told) for address, told in dropped_items(plan, as_of)]
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


def _kind(value: MovedValue) -> str:
    if value.decided:
        return "time-decided"
    return "year-moved" if value.new != value.old else "year-left"


def _names(codes: Iterable[str], plan: Plan) -> str:
    return ", ".join(unit.name if (unit := plan.directory.units.get(code)) else code for code in codes)


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
    root = root_of(text)
    splices = []
    for owner in _owners(root):
        mapping = find(root, owner)
        if isinstance(mapping, Keys) and key in mapping.by_key:
            splices += remove_key(text, root, owner, key)
    return apply_splices(text, splices)


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
    root, splices, going_on = root_of(text), [], []
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
