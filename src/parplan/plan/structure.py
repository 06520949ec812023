"""The plan itself: sections, tasks, milestones, targets and the history, with names resolved and words read.

All of it is plain frozen data. What depends on a day (states, timeliness, who owes) is computed elsewhere.
"""

# Annotations are real types, not texts: the cache's decoder asks for them at every start, and is slow with texts.

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from parplan.plan.units import Directory, Group
from parplan.vocabulary.document_kinds import document_kind
from parplan.vocabulary.folding import fold
from parplan.vocabulary.time_words import Kind, Proposal, Reading

if TYPE_CHECKING:
    from parplan.plan.open_work import OpenWork


class SectionKind(StrEnum):
    """Content of a section: tasks, steering (first in reports), or standing duties, which are counted apart."""

    TASKS = "tasks"
    STEERING = "steering"
    DUTIES = "duties"


class State(StrEnum):
    """The states an entry can give a milestone or task."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    PAUSED = "paused"
    DROPPED = "dropped"

    @property
    def closed(self) -> bool:
        """Whether nothing remains to be done."""
        return self in (State.DONE, State.DROPPED)


class Comparison(StrEnum):
    """Relation that a measured value must have to its target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


class Total(StrEnum):
    """Combination of measured values: the latest is the total to date, or all of them add up."""

    LATEST = "latest"
    SUM = "sum"


class Mention(Struct, frozen=True):
    """A unit or group that a task names: its code, and the name as written."""

    code: str
    printed: str


class Duration(Struct, frozen=True):
    """A length of time: a count of days (d), weeks (w), months (m), quarters (q) or years (y)."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


class Recipient(Struct, frozen=True, omit_defaults=True):
    """Receiver of something: a unit of the plan (with its code), or a body outside it (without)."""

    printed: str
    code: str | None = None


class After(Struct, frozen=True, omit_defaults=True):
    """Event a milestone waits for: another milestone (an address), or an event in words."""

    words: str
    address: str | None = None
    lag: Duration | None = None


class Milestone(Struct, frozen=True, omit_defaults=True):
    """An action with a deadline (mốc).

    ``reading`` is the meaning of ``due``, ``proposed`` its possible meanings where that is not certain; ``part_of`` is
    the address of the item it runs inside; ``each`` whether every lead unit owes it by itself; ``collector`` the unit
    that owes it alone, because it gathers the others' reports and passes them on. ``lead`` and ``coordinating`` are
    ``None`` where they are the task's. ``carried_from`` is the address, with its year, of the item of an earlier plan
    that it continues.
    """

    id: str
    title: str
    due: str | None
    reading: Reading | None
    proposed: tuple[Proposal, ...] = ()
    printed: str | None = None
    recipient: Recipient | None = None
    after: After | None = None
    part_of: str | None = None
    each: bool = False
    collector: str | None = None
    aliases: tuple[str, ...] = ()
    lead: tuple[Mention, ...] | None = None
    coordinating: tuple[Mention, ...] | None = None
    products: tuple[str, ...] = ()
    carried_from: str | None = None

    @property
    def waits_for_event(self) -> bool:
        """Whether it happens once: it waits for the event, and its deadline is the later of the event and ``due``."""
        return _is_event(self.after) and self.reading is not None and self.reading.due is not None

    @property
    def follows_events(self) -> bool:
        """Whether each event opens an occurrence of it, whatever the deadline of the duty itself."""
        if self.after is not None:
            return _is_event(self.after) and not self.waits_for_event
        return self.reading is not None and self.reading.kind is Kind.EVENT


def _is_event(after: After | None) -> bool:
    return after is not None and after.address is None


def is_percentage(unit: str | None) -> bool:
    """Whether values in a unit of measure are percentages: ``%``, ``% hồ sơ``, ``phần trăm``."""
    return unit is not None and unit.strip().casefold().startswith(("%", "phần trăm"))


class Target(Struct, frozen=True, omit_defaults=True):
    """A measure with a value to reach (chỉ tiêu); without ``comparison`` and ``value`` it is only reported.

    ``counts`` is the milestone whose events are counted.
    """

    id: str
    title: str
    comparison: Comparison | None = None
    value: Decimal | None = None
    unit: str | None = None
    counts: str | None = None
    total: Total = Total.LATEST

    @property
    def in_percent(self) -> bool:
        """Whether its values are percentages."""
        return is_percentage(self.unit)

    @property
    def counted(self) -> tuple[str, Total]:
        """Its unit of measure, folded, and how values make a total: where either changes, old values mean nothing."""
        return fold(self.unit or ""), self.total

    @property
    def may_fall(self) -> bool:
        """Whether a value smaller than the one before is normal: of values that add up, and of upper bounds."""
        return self.total is Total.SUM or self.comparison is Comparison.AT_MOST

    def met_by(self, measured: Decimal) -> bool | None:
        """Whether ``measured`` meets the target; ``None`` where the target has no value."""
        if self.comparison is None or self.value is None:
            return None
        if self.comparison is Comparison.AT_LEAST:
            return measured >= self.value
        if self.comparison is Comparison.AT_MOST:
            return measured <= self.value
        return measured == self.value


class Citation(Struct, frozen=True, omit_defaults=True):
    """A document a task cites, or one that shows a result (then also a file or link).

    The fields are the keys of the format in its order. :meth:`parts` lists those that are known.
    """

    number: str | None = None
    kind: str | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    title: str | None = None
    file: str | None = None
    link: str | None = None

    def parts(self) -> dict[str, str | datetime.date]:
        """The known parts of the document, by the keys of the format."""
        return {name: part for name in self.__struct_fields__ if (part := getattr(self, name)) is not None}

    @property
    def kind_name(self) -> str | None:
        """The kind of document: as written, else from its symbol; ``None`` where neither gives one."""
        return self.kind or (document_kind(self.number) if self.number is not None else None)


class Entry(Struct, frozen=True, omit_defaults=True):
    """One line of the history. ``reading`` is the meaning of ``due``, the deadline it fixes or moves.

    ``place`` is its index among the entries of its task in the file. The fields are in the order of the format;
    :meth:`statements`, ``TEXTS`` and ``BYLINE`` list them.
    """

    #: The fields with free text about the fact, and those about who recorded it.
    TEXTS: ClassVar[tuple[str, ...]] = ("event", "basis", "reason", "note", "difficulty", "proposal")
    BYLINE: ClassVar[tuple[str, ...]] = ("by", "batch")

    date: datetime.date
    milestone: str | None = None
    occurrence: str | None = None
    unit: str | None = None
    state: State | None = None
    percent: int | None = None
    measures: tuple[tuple[str, Decimal], ...] = ()
    event: str | None = None
    due: str | None = None
    reading: Reading | None = None
    basis: str | None = None
    reason: str | None = None
    note: str | None = None
    difficulty: str | None = None
    proposal: str | None = None
    evidence: tuple[Citation, ...] = ()
    by: str | None = None
    batch: str | None = None
    recorded: datetime.datetime | None = None
    place: int = 0

    def statements(self) -> dict[str, Any]:
        """Facts of the entry, by the keys of the format in its order; the milestone as written."""
        compiled = ("occurrence", "reading", "place")
        values = {name: getattr(self, name) for name in self.__struct_fields__ if name not in compiled}
        return {name: value for name, value in (values | {"milestone": self.named}).items() if value not in (None, ())}

    @property
    def named(self) -> str | None:
        """The milestone as written: ``id``, ``id@occurrence`` or, in a task without milestones, ``@occurrence``.

        The occurrence that an event opens, its day, is not written.
        """
        if self.occurrence is None or (self.event is not None and self.occurrence == self.date.isoformat()):
            return self.milestone
        return f"{self.milestone or ''}@{self.occurrence}"

    @property
    def of_whole_task(self) -> bool:
        """Whether it is about the task and everything in it."""
        return self.milestone is None and self.occurrence is None

    @property
    def tells_of_work(self) -> bool:
        """Whether it shows that work has begun; a moved deadline, a difficulty or a proposal alone does not."""
        return bool(
            self.state is not None
            or self.percent is not None
            or self.measures
            or self.event
            or self.note
            or self.evidence
        )


class CarriedItem(Struct, frozen=True, array_like=True):
    """An item of an earlier plan that is continued: its address there, with the year, and the titles it has now."""

    address: str
    task: str
    milestone: str | None


class Task(Struct, frozen=True, omit_defaults=True):
    """A task (nhiệm vụ), or a standing duty; ``kind`` is that of its section.

    ``each``: whether its lead units owe it one by one. A task without milestones is its own item: ``reading`` is the
    meaning of its ``time``, ``proposed`` its possible meanings where that is not certain. ``short`` is its short title
    in the office, ``person`` who answers for it, ``columns`` the other columns of the document, ``open_leads`` the
    codes of the groups that lead it as one party, ``apart`` those of the units that owe nothing of it but shares of
    their own in milestones. ``entries`` are in the order they take effect: by date, then by the moment they were
    recorded, then by their place in the file.
    """

    id: str
    section: str
    title: str
    lead: tuple[Mention, ...] = ()
    coordinating: tuple[Mention, ...] = ()
    recipient: Recipient | None = None
    each: bool = False
    products: tuple[str, ...] = ()
    time: str | None = None
    parts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    targets: tuple[Target, ...] = ()
    cites: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    kind: SectionKind = SectionKind.TASKS
    short: str | None = None
    person: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    reading: Reading | None = None
    proposed: tuple[Proposal, ...] = ()
    carried_from: str | None = None
    open_leads: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it is counted among the tasks; standing duties are counted apart."""
        return self.kind is not SectionKind.DUTIES

    @property
    def label(self) -> str:
        """Its short title, else its title: for narrow columns."""
        return self.short or self.title

    @property
    def adding_up(self) -> frozenset[str]:
        """The ids of the targets whose values add up."""
        return frozenset(target.id for target in self.targets if target.total is Total.SUM)

    @property
    def follows_events(self) -> bool:
        """Whether, having no milestones, it has an occurrence for each event."""
        return not self.milestones and self.reading is not None and self.reading.kind is Kind.EVENT

    def leads(self, milestone: Milestone | None) -> tuple[Mention, ...]:
        """The lead units of a milestone of it, or of the task itself; a collector alone leads what it passes on."""
        if milestone is not None and milestone.collector is not None:
            return (Mention(milestone.collector, milestone.collector),)
        return self.lead if milestone is None or milestone.lead is None else milestone.lead

    def coordinators(self, milestone: Milestone | None) -> tuple[Mention, ...]:
        """The coordinating units of a milestone of it, or of the task itself."""
        return self.coordinating if milestone is None or milestone.coordinating is None else milestone.coordinating

    def products_of(self, milestone: Milestone | None) -> tuple[str, ...]:
        """The products of a milestone of it: its own, else the task's."""
        return self.products if milestone is None or not milestone.products else milestone.products

    def measures_apart(self, unit: str) -> bool:
        """Whether figures of a unit are its own, and not those of all who owe the task."""
        return self.each or unit in self.apart

    def is_apart(self, entry: Entry) -> bool:
        """Whether what an entry measures is one unit's own and not the agency's."""
        if entry.unit is None or entry.unit in self.open_leads:
            return False
        if self.open_leads or self.measures_apart(entry.unit):
            return True
        return any(milestone.each for milestone in self.milestones if milestone.id == entry.milestone)

    def milestone(self, id: str) -> Milestone:
        """Return the milestone with this id; ``KeyError`` where there is none."""
        for milestone in self.milestones:
            if milestone.id == id:
                return milestone
        raise KeyError(id)


class Section(Struct, frozen=True, omit_defaults=True):
    """A section of the plan; ``headings`` stand over tasks and are not tasks themselves."""

    id: str
    title: str
    tasks: Sequence[Task]
    headings: tuple[tuple[str, str], ...] = ()
    kind: SectionKind = SectionKind.TASKS

    @property
    def counted(self) -> bool:
        """Whether its tasks are counted; standing duties are counted apart."""
        return self.kind is not SectionKind.DUTIES


class Report(Struct, frozen=True, omit_defaults=True):
    """One report of the report calendar, with the days its data cover where the plan says."""

    key: str
    reading: Reading
    data_from: datetime.date | None = None
    data_to: datetime.date | None = None


class Signer(Struct, frozen=True, omit_defaults=True):
    """Signer: the name, perhaps with the office held in one text; ``signs_for`` as printed (``tm``, ``kt``)."""

    name: str
    title: str | None = None
    signs_for: tuple[str, ...] = ()


#: The school year that a plan's title names, folded.
_SCHOOL_YEAR = re.compile(r"\bnam hoc (20\d\d) ?[-/] ?(20\d\d)\b")


class Plan(Struct, frozen=True, omit_defaults=True):
    """A whole plan, compiled. ``year`` to ``through`` are its years; ``due_soon`` when an item counts as due soon.

    ``until``: the last day of a plan that ends within a year.
    """

    year: int
    through: int
    title: str
    agency: str
    decision_number: str
    decision_date: datetime.date
    directory: Directory
    sections: tuple[Section, ...]
    due_soon: Duration
    parent: str | None = None
    signer: Signer | None = None
    introduction: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    closing: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    holidays: tuple[datetime.date, ...] = ()
    working_days: tuple[datetime.date, ...] = ()
    code: str | None = None
    decision_kind: str | None = None
    until: datetime.date | None = None

    @property
    def decision(self) -> Citation:
        """The document that issued the plan."""
        return Citation(self.decision_number, self.decision_kind, self.decision_date)

    @property
    def of_school_year(self) -> bool:
        """Whether it is the plan of one school year (“năm học 2025 - 2026”), which begins and ends in summer."""
        named = _SCHOOL_YEAR.search(fold(self.title))
        years = (self.year, self.year + 1)
        return named is not None and (int(named[1]), int(named[2])) == years and self.through in years

    @property
    def has_collected(self) -> bool:
        """Whether answers that were collected are recorded."""
        return any(entry.batch is not None for task in self.tasks() for entry in task.entries)

    def tasks(self) -> Iterator[Task]:
        """Yield all tasks in document order."""
        for section in self.sections:
            yield from section.tasks

    def carried(self) -> tuple[CarriedItem, ...]:
        """The items of earlier plans that this one continues."""
        return tuple(carried for carried, _task, _milestone in self.continued())

    def continued(self) -> Iterator[tuple[CarriedItem, Task, Milestone | None]]:
        """Yield the items of earlier plans that this one continues, each with its task and milestone here."""
        for task in self.tasks():
            if task.carried_from is not None:
                yield CarriedItem(task.carried_from, task.title, None), task, None
            for milestone in task.milestones:
                if milestone.carried_from is not None:
                    yield CarriedItem(milestone.carried_from, task.title, milestone.title), task, milestone

    def is_led_by(self, code: str) -> bool:
        """Whether a unit or group is named as lead of a counted task or milestone."""
        counted = (task for task in self.tasks() if task.counted)
        named = (task.leads(one) for task in counted for one in (None, *task.milestones))
        return any(mention.code == code for mentions in named for mention in mentions)

    def leads_as_one(self, group: Group) -> bool:
        """Whether a group owes as one party what it leads, and leads a counted task or milestone."""
        return group.acts_as_one and self.is_led_by(group.code)

    def task_index(self) -> Mapping[str, Task]:
        """The tasks by id, in document order."""
        return {task.id: task for task in self.tasks()}

    def open_work(self) -> "OpenWork | None":
        """Open work of each task, where that is known without computing the tasks; else ``None``."""
        return None

    def task(self, id: str) -> Task:
        """Return the task with exactly this id; ``KeyError`` where there is none."""
        for task in self.tasks():
            if task.id == id:
                return task
        raise KeyError(id)
