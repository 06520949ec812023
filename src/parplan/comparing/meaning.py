"""The meaning of a plan as plain values by keys of the format, in one form for all spellings.

Units are given by code, deadlines compare by meaning, defaults are left out. :func:`plain` turns the values into what
a plan file may contain.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from msgspec import Struct

from parplan.plan.structure import Citation, Entry, Mention, Milestone, Plan, Section, Target, Task, Total
from parplan.plan.units import Directory, Group, Unit
from parplan.vocabulary.document_kinds import document_kind
from parplan.vocabulary.folding import nfc
from parplan.vocabulary.time_words import Kind, Reading

Value = Any
Fields = dict[str, Value]

#: Lists whose order does not matter.
UNORDERED = frozenset({"aliases", "members", "successors", "coordinating", "holidays", "working_days"})
#: Kinds of times that have no meaning beyond their words.
_WORDS_ONLY = (Kind.UNDETERMINED, Kind.EVENT)
#: What parts a time from the words beside it; the marks are of its last letter where that is written in pieces (NFD).
_SEPARATORS = " .,;:-–()\u0300\u0301\u0303\u0309\u0323"


class DueMeaning(Struct, frozen=True, eq=False):
    """A deadline: its words and their meaning. Deadlines of the same meaning are equal, if they say nothing else.

    reading: ``None`` if only the words count.
    """

    words: str
    reading: Reading | None = None

    @property
    def _key(self) -> Hashable:
        words = " ".join(self.words.split())
        if self.reading is None or self.reading.kind in _WORDS_ONLY:
            return nfc(words)
        # What stands beside the time, such as who gets the report in “Quý II/2026 báo cáo UBND tỉnh”.
        beside = words.partition(self.reading.words)[::2]
        return self.reading, *(nfc(one).strip(_SEPARATORS) for one in beside)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DueMeaning) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


class PlanMeaning(Struct, frozen=True):
    """The fields of a plan: its own, those of units, groups and reports by code, of sections and tasks in order.

    A task's fields have ``milestones`` and ``targets`` by id, and ``progress``, its entries in order of effect.
    section_of: the section of each task.
    """

    plan: Fields
    units: dict[str, Fields]
    groups: dict[str, Fields]
    reports: dict[str, Fields]
    sections: dict[str, Fields]
    tasks: dict[str, Fields]
    section_of: dict[str, str]


def meaning_of(plan: Plan) -> PlanMeaning:
    """The meaning of a plan."""
    return PlanMeaning(
        plan=_present(
            year=plan.year,
            through=plan.through if plan.through != plan.year else None,
            until=plan.until,
            title=plan.title,
            agency=plan.agency,
            decision=_present(
                number=plan.decision_number,
                kind=_kind(plan.decision_kind, plan.decision_number),
                date=plan.decision_date,
            ),
            code=plan.code,
            parent=plan.parent,
            signer=None
            if plan.signer is None
            else _present(name=plan.signer.name, title=plan.signer.title, **{"for": list(plan.signer.signs_for)}),
            due_soon=str(plan.due_soon),
            introduction=[_present(title=title, texts=list(texts)) for title, texts in plan.introduction],
            closing=list(plan.closing),
            holidays=list(plan.holidays),
            working_days=list(plan.working_days),
        ),
        units={code: _unit(unit) for code, unit in plan.directory.units.items()},
        groups={code: _group(group) for code, group in plan.directory.groups.items()},
        reports={
            report.key: _present(
                due=DueMeaning(report.reading.words, report.reading),
                **{"from": report.data_from},
                to=report.data_to,
            )
            for report in plan.reports
        },
        sections={section.id: _section(section) for section in plan.sections},
        tasks={task.id: _task(task, plan.directory) for task in plan.tasks()},
        section_of={task.id: section.id for section in plan.sections for task in section.tasks},
    )


def plain(value: Value) -> Value:
    """A value in terms of JSON and the plan file: strings, numbers, lists, mappings."""
    if isinstance(value, DueMeaning):
        return value.words
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # or a datetime, its subclass
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def key_of(value: Value) -> Hashable:
    """A hashable key that is the same for equal values."""
    if isinstance(value, Mapping):
        return frozenset((key, key_of(one)) for key, one in value.items())
    return tuple(map(key_of, value)) if isinstance(value, list) else value


def _present(**values: Value) -> Fields:
    """The values without empty ones, which mean the same as absent ones."""
    return {key: _composed(value) for key, value in values.items() if value not in (None, [], {}, ())}


def _composed(value: Value) -> Value:
    """Texts in the form in which equal letters are equal; other values as they are."""
    if isinstance(value, list):
        return [_composed(one) for one in value]
    if isinstance(value, dict):
        return {key: _composed(one) for key, one in value.items()}
    return nfc(value) if isinstance(value, str) and not isinstance(value, Enum) else value


def _kind(written: str | None, number: str | None) -> str | None:
    """The kind of a document, unless its symbol implies it."""
    return None if number is not None and written == document_kind(number) else written


def _unit(unit: Unit) -> Fields:
    return _present(
        name=unit.name,
        short=unit.short,
        aliases=list(unit.aliases),
        contact=unit.contact,
        email=unit.email,
        until=unit.valid_until,
        successors=list(unit.successors),
        **{"from": unit.valid_from},
    )


def _group(group: Group) -> Fields:
    return _present(
        name=group.name,
        aliases=list(group.aliases),
        members=list(group.members),
        complete="no" if not group.complete and not group.open else None,
        size=group.size,
        open="yes" if group.open else None,
    )


def _section(section: Section) -> Fields:
    kind = None if section.kind.value == "tasks" else section.kind.value
    return _present(title=section.title, kind=kind, headings=dict(section.headings))


def _task(task: Task, directory: Directory) -> Fields:
    time = None if task.time is None else DueMeaning(task.time, task.reading)
    usual = _each_by_default(task.lead, directory)
    return _present(
        title=task.title,
        short=task.short,
        parts=list(task.parts),
        aliases=list(task.aliases),
        lead=_codes(task.lead),
        coordinating=_codes(task.coordinating),
        person=task.person,
        recipient=_recipient(task),
        owed=_owed(each=task.each, usual=usual),
        products=list(task.products),
        time=time,
        milestones={one.id: _milestone(one, task, directory) for one in task.milestones},
        targets={target.id: _target(target) for target in task.targets},
        cites=[_citation(one) for one in task.cites],
        columns=dict(task.columns),
        notes=list(task.notes),
        carried_from=task.carried_from,
        progress=[_entry(entry) for entry in task.entries],
    )


def _milestone(milestone: Milestone, task: Task, directory: Directory) -> Fields:
    after = milestone.after
    lead, coordinating = milestone.lead, milestone.coordinating
    usual = task.each if lead is None else _each_by_default(lead, directory)
    fields = _present(
        title=milestone.title,
        due=None if milestone.due is None else DueMeaning(milestone.due, milestone.reading),
        printed=milestone.printed,
        products=list(milestone.products),
        recipient=_recipient(milestone),
        after=None if after is None else after.address or after.words,
        lag=None if after is None or after.lag is None else str(after.lag),
        part_of=milestone.part_of,
        owed="together" if milestone.collector is not None else _owed(each=milestone.each, usual=usual),
        aliases=list(milestone.aliases),
        carried_from=milestone.carried_from,
    )
    # An empty list differs from an inherited one.
    own = {"lead": lead, "coordinating": coordinating}
    return fields | {key: _codes(parties) for key, parties in own.items() if parties is not None}


def _each_by_default(lead: tuple[Mention, ...], directory: Directory) -> bool:
    """Whether each lead owes the work by itself by default: all of them are groups with members."""
    groups = directory.groups
    return bool(lead) and all(m.code in groups and not groups[m.code].acts_as_one for m in lead)


def _owed(*, each: bool, usual: bool) -> str | None:
    return None if each == usual else "each" if each else "together"


def _recipient(owner: Task | Milestone) -> str | None:
    recipient = owner.recipient
    return None if recipient is None else recipient.code or recipient.printed


def _codes(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.code for mention in mentions]


def _target(target: Target) -> Fields:
    compared = {} if target.comparison is None else {target.comparison.value: target.value}
    return _present(
        title=target.title,
        unit=target.unit,
        counts=target.counts,
        total=None if target.total is Total.LATEST else target.total.value,
        **compared,
    )


def _citation(citation: Citation) -> Fields:
    return _present(**(citation.parts() | {"kind": _kind(citation.kind, citation.number)}))


def _entry(entry: Entry) -> Fields:
    fields: Fields = dict(entry.statements())
    if entry.due is not None:
        fields["due"] = DueMeaning(entry.due, entry.reading)
    if entry.measures:
        fields["measures"] = dict(entry.measures)
    if entry.evidence:
        fields["evidence"] = [_citation(one) for one in entry.evidence]
    return fields


def moment_of(entry: Fields) -> tuple[date, float]:
    """The sort key of entries: the day, then the moment recorded; entries without one come first."""
    recorded: datetime | None = entry.get("recorded")
    return entry["date"], float("-inf") if recorded is None else recorded.timestamp()
