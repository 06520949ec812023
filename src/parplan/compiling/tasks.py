"""Tasks with their milestones and targets: who leads, who owes, and when each is due or what it waits for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from parplan.compiling.addresses import Addresses, milestone_named, remark_unknown_milestone
from parplan.compiling.documents import citation
from parplan.compiling.history import History
from parplan.compiling.names import Names
from parplan.compiling.remarks import Remarks
from parplan.compiling.times import Times
from parplan.diagnostics import N_, Path, message
from parplan.document import model
from parplan.plan import structure
from parplan.plan.durations import parse_durations
from parplan.plan.roles import parties_apart
from parplan.vocabulary.time_words import Kind, Reading

_OF_A_YEAR = re.compile(r"[0-9]{4}:[^\s:]+")


class Leads(Struct, frozen=True):
    """The leads and coordinating units that a task without its own inherits from its section or heading."""

    lead: tuple[structure.Mention, ...] = ()
    coordinating: tuple[structure.Mention, ...] = ()


class Tasks(Struct, frozen=True):
    """Compiles every task of one plan."""

    names: Names
    addresses: Addresses
    times: Times
    history: History
    remarks: Remarks

    def of_section(self, section: model.Section, path: Path) -> Iterator[structure.Task]:
        """Yield the tasks of ``section``, which stands at ``path``."""
        of_all = self._leads(section, Leads(), path)
        headings = section.headings or {}
        under = {id: self._leads(heading, of_all, (*path, "headings", id)) for id, heading in headings.items()}
        for j, task in enumerate(section.tasks):
            above = max((id for id in under if task.id.startswith(f"{id}.")), key=len, default=None)
            yield self.task(task, section, of_all if above is None else under[above], (*path, "tasks", j))

    def _leads(self, written: model.Section | model.Subheading, inherited: Leads, path: Path) -> Leads:
        """Values that tasks inherit from a section or heading: leads and coordinating units, each independently."""
        return Leads(
            inherited.lead if written.lead is None else self.names.mentions(written.lead, (*path, "lead")),
            inherited.coordinating
            if written.coordinating is None
            else self.names.mentions(written.coordinating, (*path, "coordinating")),
        )

    def _is_owed_by_each(self, lead: tuple[structure.Mention, ...]) -> bool:
        """Whether all leads are groups with members: then each member owes by itself."""
        groups = self.names.directory.groups
        return bool(lead) and all(m.code in groups and not groups[m.code].acts_as_one for m in lead)

    def task(self, task: model.Task, section: model.Section, inherited: Leads, path: Path) -> structure.Task:
        """The compiled ``task``, which stands at ``path`` in ``section``, with the leads it may inherit."""
        lead = inherited.lead if task.lead is None else self.names.mentions(task.lead, (*path, "lead"))
        coordinating = (
            inherited.coordinating
            if task.coordinating is None
            else self.names.mentions(task.coordinating, (*path, "coordinating"))
        )
        each = self._is_owed_by_each(lead) if task.owed is None else task.owed == "each"
        groups = self.names.directory.groups
        recipient = self.names.recipient(task.recipient)
        milestones = tuple(
            [
                self._milestone(milestone, task, each, recipient, (*path, "milestones", k))
                for k, milestone in enumerate(task.milestones or ())
            ]
        )
        read = None if task.time is None or milestones else self.times.read(task.time, (*path, "time"))
        reading = None if read is None else read.reading
        made = structure.Task(
            id=task.id,
            section=section.id,
            title=task.title,
            lead=lead,
            coordinating=coordinating,
            recipient=recipient,
            each=each,
            products=tuple(task.products or ()),
            time=task.time,
            parts=tuple(task.parts or ()),
            aliases=tuple(task.aliases or ()),
            milestones=milestones,
            targets=tuple(self._target(t, task, (*path, "targets", k)) for k, t in enumerate(task.targets or ())),
            cites=tuple(map(citation, task.cites or ())),
            notes=tuple(task.notes or ()),
            entries=self.history.entries(task, milestones, reading, each, (*path, "progress")),
            kind=structure.SectionKind(section.kind or structure.SectionKind.TASKS),
            short=task.short,
            person=task.person,
            columns=tuple((task.columns or {}).items()),
            reading=reading,
            proposed=() if read is None else read.proposed,
            carried_from=self._carried_from(task.carried_from, path),
            open_leads=tuple(m.code for m in lead if m.code in groups and groups[m.code].acts_as_one),
        )
        if each or not any(milestone.each for milestone in milestones):
            return made
        return replace(made, apart=parties_apart(made, self.names.directory))

    def _carried_from(self, written: str | None, path: Path) -> str | None:
        """The address of the item of another year's plan; that plan is not read."""
        if written is not None and _OF_A_YEAR.fullmatch(written) is None:
            self.remarks.add(
                "P401",
                (*path, "carried_from"),
                message(N_("“{address}” is not an address with the year of its plan"), address=written),
                message(N_("write it such as 2021:6.1/plan")),
            )
            return None
        return written

    def _milestone(
        self,
        milestone: model.Milestone,
        task: model.Task,
        each: bool,
        recipient: structure.Recipient | None,
        path: Path,
    ) -> structure.Milestone:
        read = None if milestone.due is None else self.times.read(milestone.due, (*path, "due"))
        reading = None if read is None else read.reading
        part_of = None if milestone.part_of is None else self.addresses.reference(milestone.part_of, (*path, "part_of"))
        after = self._after(milestone, task, path)
        if reading is not None and reading.kind in (Kind.EVENT, Kind.UNDETERMINED) and (part_of or after):
            reading = None  # the words only say that it depends on something; part_of or after say on what
        elif reading is None and part_of is None and after is None:
            reading = Reading(kind=Kind.UNDETERMINED)  # it refers to what does not exist, which has its own remark
        own = self.names.recipient(milestone.recipient)
        lead = None if milestone.lead is None else self.names.mentions(milestone.lead, (*path, "lead"))
        coordinating = (
            None
            if milestone.coordinating is None
            else self.names.mentions(milestone.coordinating, (*path, "coordinating"))
        )
        owed_by_each = each if lead is None else self._is_owed_by_each(lead)
        outside = own is not None and own.code is None
        passed_on = each and outside and recipient is not None and milestone.owed == "together"
        return structure.Milestone(
            id=milestone.id,
            title=milestone.title,
            due=milestone.due,
            reading=reading,
            proposed=() if read is None else read.proposed,
            printed=milestone.printed,
            recipient=own,
            after=after,
            part_of=part_of,
            each=owed_by_each if milestone.owed is None else milestone.owed == "each",
            # In a duty owed to a collecting unit, the collector itself owes what goes on to a body outside (III.1).
            collector=recipient.code if passed_on and recipient is not None else None,
            aliases=tuple(milestone.aliases or ()),
            lead=lead,
            coordinating=coordinating,
            products=tuple(milestone.products or ()),
            carried_from=self._carried_from(milestone.carried_from, path),
        )

    def _after(self, milestone: model.Milestone, task: model.Task, path: Path) -> structure.After | None:
        if milestone.after is None:
            return None
        lag = parse_durations(milestone.lag)[0] if milestone.lag else None
        sibling = milestone_named(task, milestone.after)
        if sibling is not None:
            address: str | None = f"{task.id}/{sibling.id}"
        elif "/" in milestone.after and " " not in milestone.after:
            address = self.addresses.reference(milestone.after, (*path, "after"))
        else:
            address = self.addresses.address(milestone.after)
        return structure.After(milestone.after, address, lag)

    def _target(self, target: model.Target, task: model.Task, path: Path) -> structure.Target:
        counts = None
        if target.counts is not None:
            counted = milestone_named(task, target.counts)
            if counted is None:
                remark_unknown_milestone(self.remarks, "P401", target.counts, task, (*path, "counts"))
            else:
                counts = counted.id
        comparison, value = next(
            (
                (comparison, value)
                for comparison in structure.Comparison
                if (value := getattr(target, comparison.value)) is not None
            ),
            (None, None),
        )
        total = structure.Total(target.total or structure.Total.LATEST)
        return structure.Target(target.id, target.title, comparison, value, target.unit, counts, total)
