"""The plans a question is about, all as of the same day, and finding what people name in them.

One plan is the default: a typed address is of that plan unless it begins with another year (``2021:7.b``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.items import Item, TaskStanding, address_of
from parplan.plan.keys import agency_key
from parplan.plan.structure import Milestone, Plan, Section, Task
from parplan.plan.units import NameIndex, Party
from parplan.queries.continued_items import (
    ContinuedItems,
    all_continued,
    continued_by,
    is_called,
    keys,
    keys_of,
    of_any_year,
)
from parplan.vocabulary.alphabet import normalize_id
from parplan.vocabulary.folding import fold
from parplan.vocabulary.nearest import nearest, those_called

_YEAR = re.compile(r"([0-9]{4})\s*:\s*(.*)", re.DOTALL)


class PlanOnDay(Struct, frozen=True, dict=True):
    """One plan as of the day: its path as shown (with ``/``), and the prefix of its addresses (or ``""``)."""

    path: str
    assessment: Assessment
    prefix: str = ""

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.assessment.plan

    @cached_property
    def names(self) -> NameIndex:
        """Its units and groups by all their names."""
        return NameIndex(self.plan.directory)

    @cached_property
    def head(self) -> PlanHead:
        """Part of it that an answer about many plans keeps."""
        plan = self.plan
        agency, carried = agency_key(plan), continued_by(plan)
        return PlanHead(self.path, plan.year, plan.through, plan.title, plan.agency, agency, carried)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The titles of its tasks, as they are compared with those of other years."""
        return frozenset(of_any_year(task.title) for task in self.plan.tasks())

    def address(self, item: Item) -> str:
        """The address of an item as people type it, with the year unless the plan is the default one."""
        return self.prefix + item.address

    def is_continued(self, continued: ContinuedItems, item: Item) -> bool:
        """Whether an item of it is among those that other plans continue."""
        return bool(continued) and any(
            is_called(one, self.titles, item.task, item.milestone)
            for key in keys_of(self.plan, item)
            for one in continued.get(key, ())
        )


class PlanHead(Struct, frozen=True):
    """Part of a plan that an answer about many keeps: path as shown, years, title, agency and its key, carried items.

    carried: the items of earlier plans that it continues.
    """

    path: str
    year: int
    through: int
    title: str
    agency: str
    agency_key: str
    carried: ContinuedItems

    def prefix(self, default: PlanHead) -> str:
        """The prefix of its addresses beside the default plan: the year, or nothing."""
        return "" if self.year == default.year else f"{self.year}:"

    def needs_path(self, default: PlanHead) -> bool:
        """Whether the prefix does not tell which plan it is: of the default one's year, or of another agency."""
        return self.path != default.path and (not self.prefix(default) or self.agency_key != default.agency_key)

    def may_be_carried(self, carried: ContinuedItems) -> bool:
        """Whether any of the items that other plans continue may be of this one."""
        own = {(agency, str(self.year)) for agency in (self.agency_key, fold(self.agency))}
        return any(key[:2] in own for key in carried)


class Portfolio(Struct, frozen=True, dict=True):
    """The plans a question is about, the default one first."""

    as_of: date
    subjects: tuple[PlanOnDay, ...]

    @property
    def default(self) -> PlanOnDay:
        """The plan of addresses without a year."""
        return self.subjects[0]

    @property
    def heads(self) -> tuple[PlanHead, ...]:
        """The facts of each plan that an answer about many keeps."""
        return tuple(subject.head for subject in self.subjects)

    @property
    def of_several_agencies(self) -> bool:
        """Whether the plans are of more than one agency."""
        return len({head.agency_key for head in self.heads}) > 1

    @cached_property
    def carried(self) -> ContinuedItems:
        """The items that another of the plans continues under an address of its own."""
        if len(self.subjects) == 1:
            return {}
        return all_continued(subject.head.carried for subject in self.subjects)

    def is_carried_away(self, subject: PlanOnDay, item: Item) -> bool:
        """Whether another of the plans continues an item, so that it is listed there."""
        return subject.is_continued(self.carried, item)

    def continued_as(self, subject: PlanOnDay, item: Item) -> tuple[PlanOnDay, str] | None:
        """The last plan that continues an item, and the address there; ``None`` where none of the plans does."""
        if not self.is_carried_away(subject, item):
            return None
        known, titles, at = keys_of(subject.plan, item), subject.titles, (item.task, item.milestone)
        found: tuple[PlanOnDay, str] | None = None
        for other in sorted(self.subjects, key=lambda one: one.plan.year):
            there = [
                (task, milestone)
                for continued, task, milestone in other.plan.continued()
                if not known.isdisjoint(keys(other.plan, continued.address)) and is_called(continued, titles, *at)
            ]
            if there:
                task, milestone = at = there[-1]
                found = other, address_of(task.id, milestone.id if milestone is not None else None)
                titles, known = other.titles, set(keys(other.plan, f"{other.plan.year}:{found[1]}"))
        return found

    def units(self, typed: str) -> dict[str, Party]:
        """The unit or group that ``typed`` means, by path of the plans that have it.

        Raises ``RequestError`` where no plan has it, or where the name is ambiguous.
        """
        named = {subject.path: NamedInPlan.party(subject, typed) for subject in self.subjects}
        check_party(typed, named.values())
        parties = {subject.path: subject.plan.directory for subject in self.subjects}
        return {path: parties[path].party(one.found[0]) for path, one in named.items() if one.found}

    def sections(self, typed: str) -> dict[str, tuple[Section, ...]]:
        """The sections that ``typed`` means (``2``, ``III``, or ``II`` for all of part II), by path of the plan."""
        check_section(typed, [NamedInPlan.section(subject, typed) for subject in self.subjects])
        found = {subject.path: sections_called(subject.plan, typed) for subject in self.subjects}
        return {path: sections for path, sections in found.items() if sections}


class NamedInPlan(Struct, frozen=True):
    """Meaning of a typed name in one plan: codes or ids; if it means nothing there, the names that would.

    called: of a unit or group its code, its name, and whatever else it is called there.
    """

    found: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    @classmethod
    def party(cls, subject: PlanOnDay, typed: str | None) -> NamedInPlan:
        """The units and groups of this name."""
        if typed is None:
            return cls()
        found = tuple(subject.names.find(typed))
        if not found:
            return cls((), tuple(subject.names.names()))
        return cls(found, (), subject.plan.directory.party(found[0]).names)

    @classmethod
    def section(cls, subject: PlanOnDay, typed: str | None) -> NamedInPlan:
        """The sections of this name."""
        if typed is None:
            return cls()
        found = tuple(section.id for section in sections_called(subject.plan, typed))
        return cls(found, () if found else tuple(section.id for section in subject.plan.sections))


def check_party(typed: str | None, named: Iterable[NamedInPlan]) -> None:
    """Raise ``RequestError`` for a name of a unit or group that no plan has, or that is ambiguous in one."""
    plans = list(named)
    if typed is None:
        return
    for one in plans:
        if len(one.found) > 1:
            raise RequestError(
                message(N_("“{unit}” may be any of: {codes}"), unit=typed, codes=", ".join(one.found)),
                help=message(N_("type the code of the one you mean")),
            )
    if not any(one.found for one in plans):
        near = nearest(typed, dict.fromkeys(name for one in plans for name in one.known), least=0)
        raise RequestError(
            message(N_("no unit or group is called “{unit}”"), unit=typed),
            help=message(N_("the nearest: {names}"), names=", ".join(near))
            if near
            else message(N_("`parplan units` lists them all")),
        )


def check_section(typed: str | None, named: Iterable[NamedInPlan]) -> None:
    """Raise ``RequestError`` for a section that no plan has."""
    plans = list(named)
    if typed is not None and not any(one.found for one in plans):
        known = dict.fromkeys(id for one in plans for id in one.known)
        raise RequestError(
            message(N_("there is no section “{section}”"), section=typed),
            help=message(N_("the sections: {names}"), names=", ".join(known)),
        )


class Addressed(Struct, frozen=True):
    """Meaning of a typed address: a task, perhaps one milestone of it, perhaps one occurrence of that."""

    subject: PlanOnDay
    standing: TaskStanding
    milestone: Milestone | None = None
    occurrence: str | None = None

    @property
    def task(self) -> Task:
        """The task."""
        return self.standing.task

    @property
    def items(self) -> tuple[Item, ...]:
        """The items addressed."""
        return tuple(
            item
            for item in self.standing.items
            if (self.milestone is None or (item.milestone is not None and item.milestone.id == self.milestone.id))
            and (self.occurrence is None or item.occurrence == self.occurrence)
        )


def sections_called(plan: Plan, typed: str) -> tuple[Section, ...]:
    """The sections of a plan that ``typed`` means: ``2``, ``III``, or ``II`` for all of part II."""
    wanted = normalize_id(typed)
    sections = tuple(section for section in plan.sections if normalize_id(section.id) == wanted)
    if not sections and fold(typed) == "ii":
        sections = tuple(section for section in plan.sections if any(task.counted for task in section.tasks))
    return sections


def find_address(portfolio: Portfolio, typed: str) -> Addressed:
    """Return what ``typed`` means; it may be ``2b``, ``1.dd``, ``II.2.b`` or an alias, but not ambiguous.

    Raises ``RequestError`` where there is no such plan, task, milestone or occurrence, naming the nearest.
    """
    subjects, rest = _subjects(portfolio, typed.strip())
    id, slash, rest = rest.partition("/")
    id, at, occurrence = (id, "", "") if slash else id.partition("@")
    found = [(subject, task) for subject in subjects for task in _tasks_called(subject.plan, id)]
    if not found:
        raise _no_such_task(portfolio, subjects, typed.strip(), id)
    if len({subject.path for subject, _ in found}) > 1:
        raise RequestError(
            message(N_("several plans have a task {id}: {paths}"), id=id, paths=", ".join(s.path for s, _ in found)),
            help=message(N_("name one plan with --plan")),
        )
    subject, task = found[0]
    standing = subject.assessment.standing(task.id)
    milestone = None
    if slash:
        name, at, occurrence = rest.partition("@")
        milestone = _milestone_called(task, name)
    if not at:
        return Addressed(subject, standing, milestone)
    return Addressed(subject, standing, milestone, _occurrence_called(standing, milestone, occurrence))


def open_in_other_years(portfolio: Portfolio, typed: str) -> list[PlanOnDay]:
    """The plans of other years in which the addressed items are open; plans of future years are left out."""
    found: list[PlanOnDay] = []
    for subject in portfolio.subjects:
        if subject.prefix and subject.plan.year <= portfolio.as_of.year:
            try:
                named = find_address(Portfolio(portfolio.as_of, (subject,)), typed)
            except RequestError:
                continue
            if any(item.open and not portfolio.is_carried_away(subject, item) for item in named.items):
                found.append(subject)
    return found


def _subjects(portfolio: Portfolio, typed: str) -> tuple[Sequence[PlanOnDay], str]:
    match = _YEAR.fullmatch(typed)
    if match is None:
        default = portfolio.default
        same_year = [s for s in portfolio.subjects if s.plan.year == default.plan.year and not s.prefix]
        return same_year or [default], typed
    year = int(match[1])
    subjects = [s for s in portfolio.subjects if s.plan.year <= year <= s.plan.through]
    if not subjects:
        known = dict.fromkeys(str(s.plan.year) for s in portfolio.subjects)
        raise RequestError(
            message(N_("there is no plan of {year}"), year=match[1]),
            help=message(N_("plans of: {years}"), years=", ".join(known)),
        )
    return subjects, match[2]


def _tasks_called(plan: Plan, typed: str) -> Iterator[Task]:
    wanted = normalize_id(typed)
    for task in plan.tasks():
        if any(normalize_id(id) == wanted for id in (task.id, *task.aliases)):
            yield task
            return


def _no_such_task(portfolio: Portfolio, subjects: Sequence[PlanOnDay], typed: str, id: str) -> RequestError:
    elsewhere = [
        f"{subject.plan.year}:{typed}"
        for subject in portfolio.subjects
        if subject not in subjects and any(_tasks_called(subject.plan, id))
    ]
    if elsewhere:
        paths = ", ".join(subject.path for subject in subjects)
        return RequestError(
            message(N_("there is no task {id} in {paths}"), id=id, paths=paths),
            help=message(N_("in another plan: {addresses}"), addresses=", ".join(elsewhere)),
        )
    tasks = {task.id: task for subject in subjects for task in subject.plan.tasks()}
    near = nearest(id, tasks, least=0)
    what = message(N_("there is no task {id}"), id=id or "“”")
    if not near:
        return RequestError(what, help=message(N_("`parplan tasks` lists them all")))
    return RequestError(what, help=message(N_("the nearest: {names}"), names=", ".join(near)))


def _milestone_called(task: Task, typed: str) -> Milestone:
    found = those_called(typed, ((id, one) for one in task.milestones for id in (one.id, *one.aliases)))
    if len(found) == 1:
        return found[0]
    if found:
        raise may_be_any_of(task, typed, [address_of(task.id, one.id) for one in found])
    known = ", ".join(address_of(task.id, milestone.id) for milestone in task.milestones)
    raise RequestError(
        message(N_("task {id} has no milestone “{milestone}”"), id=task.id, milestone=typed),
        help=message(N_("its milestones: {names}"), names=known)
        if known
        else message(N_("it has no milestones; its address is {id}"), id=task.id),
    )


def may_be_any_of(task: Task, typed: str, names: Iterable[str]) -> RequestError:
    """The error for a typed id that several parts of a task are called by but for case or diacritics."""
    return RequestError(
        message(N_("task {id}: “{typed}” may be any of: {names}"), id=task.id, typed=typed, names=", ".join(names)),
        help=message(N_("type the one you mean exactly as it is written here")),
    )


def _occurrence_called(standing: TaskStanding, milestone: Milestone | None, typed: str) -> str:
    keys = [i.occurrence for i in standing.items if i.milestone == milestone and i.occurrence is not None]
    wanted = fold(typed)
    exact = those_called(typed, ((key, key) for key in keys))
    without_year = [key for key in keys if wanted and fold(key).partition("-")[2] == wanted]
    found = exact or without_year
    if len(found) == 1:
        return found[0]
    address = address_of(standing.task.id, milestone.id if milestone is not None else None)
    if milestone is None and standing.task.milestones:
        raise RequestError(
            message(N_("{address} has milestones; name the one that is meant"), address=address),
            help=message(
                N_("its milestones: {names}"),
                names=", ".join(address_of(standing.task.id, m.id) for m in standing.task.milestones),
            ),
        )
    raise RequestError(
        message(N_("{address} has no occurrence “{occurrence}”"), address=address, occurrence=typed),
        help=message(N_("its occurrences: {names}"), names=", ".join(keys))
        if keys
        else message(N_("it happens once, or has not happened yet; its address is {address}"), address=address),
    )
