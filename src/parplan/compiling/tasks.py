"""Tasks with their milestones and targets: who leads, who owes, when each is due or what it waits for."""

from __future__ import annotations

from msgspec import Struct

from parplan.compiling.addresses import Addresses, milestone_named, remark_unknown_milestone
from parplan.compiling.documents import citation
from parplan.compiling.history import History
from parplan.compiling.names import Names
from parplan.compiling.remarks import Remarks
from parplan.compiling.times import Times
from parplan.diagnostics import Path
from parplan.document import model
from parplan.plan import structure
from parplan.plan.durations import parse_durations
from parplan.plan.units import PartyKind
from parplan.vocabulary.time_words import Kind, Reading


class Tasks(Struct, frozen=True):
    """What compiles any task of one plan."""

    names: Names
    addresses: Addresses
    times: Times
    history: History
    remarks: Remarks

    def task(self, task: model.Task, section: str, path: Path) -> structure.Task:
        """The meaning of ``task``, which stands at ``path`` in ``section``."""
        lead = self.names.mentions(task.lead, (*path, "lead"))
        fixed_groups = bool(lead) and all(self.names.directory.party(m.code).kind is PartyKind.GROUP for m in lead)
        each = fixed_groups if task.owed is None else task.owed == "each"
        recipient = self.names.recipient(task.recipient)
        milestones = tuple(
            [
                self._milestone(milestone, task, each, recipient, (*path, "milestones", k))
                for k, milestone in enumerate(task.milestones or ())
            ]
        )
        return structure.Task(
            id=task.id,
            section=section,
            title=task.title,
            lead=lead,
            coordinating=self.names.mentions(task.coordinating, (*path, "coordinating")),
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
            entries=self.history.entries(task, milestones, (*path, "progress")),
        )

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
            reading = None  # the words only say that it depends; part_of or after say on what
        elif reading is None and part_of is None and after is None:
            reading = Reading(kind=Kind.UNDETERMINED)  # what it refers to is not there, which is an error of its own
        own = self.names.recipient(milestone.recipient)
        passed_on = own is not None and own.code is None and recipient is not None and milestone.owed == "together"
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
            each=each if milestone.owed is None else milestone.owed == "each",
            # In a duty owed to a collecting unit, what goes on to a body outside is the collector's own (III.1).
            collector=recipient.code if passed_on and recipient is not None else None,
            aliases=tuple(milestone.aliases or ()),
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
            (comparison, value)
            for comparison in structure.Comparison
            if (value := getattr(target, comparison.value)) is not None
        )
        return structure.Target(target.id, target.title, comparison, value, target.unit, counts)
