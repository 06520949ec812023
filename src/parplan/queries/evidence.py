"""The register of evidence: documents that prove results, and results without any.

The question behind ``parplan evidence``; the authorities recognise a result by its documents (tài liệu kiểm chứng).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from parplan.plan.items import Item, TaskStanding, address_of
from parplan.plan.structure import Citation, Entry, Milestone, State, Task
from parplan.plan.units import Party, PartyKind
from parplan.queries.history import entry_is_of
from parplan.queries.portfolio import PlanOnDay, Portfolio


class EvidenceSelection(Struct, frozen=True):
    """The question; ``None`` means all. ``missing_only`` leaves out results with evidence."""

    unit: str | None = None
    section: str | None = None
    missing_only: bool = False


class EvidenceRow(Struct, frozen=True):
    """One piece of evidence, with the entry that names it and the result it proves.

    ``state`` is the state, on the as-of day, of that result: of the item; of the share of the entry's unit, where every
    unit owes the item; or of the task.
    """

    subject: PlanOnDay
    standing: TaskStanding
    entry: Entry
    citation: Citation
    state: State

    @property
    def task(self) -> Task:
        """The task."""
        return self.standing.task

    @property
    def milestone(self) -> Milestone | None:
        """The milestone it is about, or ``None`` where it is about the whole task."""
        return None if self.entry.milestone is None else self.task.milestone(self.entry.milestone)

    @property
    def address(self) -> str:
        """The address of the result."""
        return self.subject.prefix + address_of(self.task.id, self.entry.milestone, self.entry.occurrence)


class MissingRow(Struct, frozen=True):
    """A result without evidence; ``units`` are those whose share it is, where each unit owes it."""

    subject: PlanOnDay
    item: Item
    done_on: date
    units: tuple[str, ...] = ()


class TaskEvidence(Struct, frozen=True):
    """The results of one task, and those without evidence; ``done`` counts items, or shares of them."""

    done: int
    missing: tuple[MissingRow, ...]

    @property
    def missed(self) -> int:
        """Number of results that lack evidence; each unit's share of an item is one result."""
        return _missed(self.missing)


class EvidenceAnswer(Struct, frozen=True):
    """The register in document order, results without evidence, and the number of items (or shares) done."""

    selection: EvidenceSelection
    party: Party | None
    rows: tuple[EvidenceRow, ...]
    missing: tuple[MissingRow, ...]
    done: int

    @property
    def missed(self) -> int:
        """Number of results that lack evidence; each unit's share of an item is one result."""
        return _missed(self.missing)


def _missed(rows: Iterable[MissingRow]) -> int:
    return sum(len(row.units) or 1 for row in rows)


def evidence_of(subject: PlanOnDay, standing: TaskStanding, party: Party | None = None) -> TaskEvidence:
    """The results of a task and their evidence up to the as-of day; with ``party`` only its own."""
    entries = tuple(entry for entry in standing.entries if entry.evidence)
    missing: list[MissingRow] = []
    done = 0
    for item in standing.items:
        results = tuple(_results(subject, item, party))
        done += len(results)
        shown = [result for result in results if not _is_shown(item, entries, result)]
        if shown:
            units = tuple(result.unit for result in shown if result.unit is not None)
            missing.append(MissingRow(subject, item, max(result.done_on for result in shown), units))
    return TaskEvidence(done, tuple(missing))


def select_evidence(portfolio: Portfolio, selection: EvidenceSelection) -> EvidenceAnswer:
    """Select evidence up to the as-of day. Raises ``RequestError`` for a unit or section that does not exist."""
    parties = portfolio.units(selection.unit) if selection.unit is not None else None
    sections = portfolio.sections(selection.section) if selection.section is not None else None
    rows: list[EvidenceRow] = []
    missing: list[MissingRow] = []
    done = 0
    for subject in portfolio.subjects:
        party = parties.get(subject.path) if parties is not None else None
        wanted = None if sections is None else {section.id for section in sections.get(subject.path, ())}
        for standing in subject.assessment:
            if (parties is not None and party is None) or (wanted is not None and standing.task.section not in wanted):
                continue
            rows += _register(subject, standing, party)
            evidence = evidence_of(subject, standing, party)
            missing += evidence.missing
            done += evidence.done
    return EvidenceAnswer(
        selection,
        next(iter(parties.values())) if parties else None,
        () if selection.missing_only else tuple(rows),
        tuple(missing),
        done,
    )


def _register(subject: PlanOnDay, standing: TaskStanding, party: Party | None) -> Iterator[EvidenceRow]:
    for entry in standing.entries:
        if party is None or entry_is_of(subject, standing.task, entry, party):
            for citation in entry.evidence:
                yield EvidenceRow(subject, standing, entry, citation, _state(standing, entry))


def _state(standing: TaskStanding, entry: Entry) -> State:
    """The present state of what an entry is about; the task's where it is about all of a recurring milestone."""
    for item in standing.items:
        milestone = item.milestone.id if item.milestone is not None else None
        if entry.of_whole_task or (milestone, item.occurrence) != (entry.milestone, entry.occurrence):
            continue
        stated = item.stated_of(entry.unit) if entry.unit is not None else None
        return item.state if stated is None else stated.state
    return standing.state


class _Result(Struct, frozen=True):
    """A result: the whole item, or a unit's share of it; ``units`` are those whose entries count for it."""

    done_on: date
    unit: str | None = None
    units: tuple[str, ...] = ()


def _results(subject: PlanOnDay, item: Item, party: Party | None) -> Iterator[_Result]:
    """The results of an item; with ``party`` only its own."""
    for share in item.shares:
        answering = (share.unit, *(heir for heir, _ in share.heirs))
        if share.stated.done_on is not None and (party is None or _is_asked(item, answering, party)):
            yield _Result(share.stated.done_on, share.unit, answering)
    done_on = None if item.shares else item.stated.done_on
    if done_on is not None and (party is None or _is_asked(item, subject.assessment.answering(item), party)):
        yield _Result(done_on)


def _is_asked(item: Item, units: Iterable[str], party: Party) -> bool:
    """Whether a result of ``units`` belongs to the unit or group asked about."""
    if party.kind is PartyKind.UNIT:
        return party.code in units
    return any(mention.code == party.code for mention in item.lead)


def _is_shown(item: Item, entries: Iterable[Entry], result: _Result) -> bool:
    """Whether one of ``entries``, which all name evidence, proves a result.

    An entry about the whole task, or about all occurrences, counts from the day of the result on: a draft named
    earlier does not prove what was finished later.
    """
    milestone = item.milestone.id if item.milestone is not None else None
    for entry in entries:
        if result.unit is not None and entry.unit not in (None, *result.units):
            continue
        if (entry.milestone, entry.occurrence) == (milestone, item.occurrence):
            return True
        covers = entry.of_whole_task or (entry.milestone == milestone and entry.occurrence is None)
        if covers and entry.date >= result.done_on:
            return True
    return False
