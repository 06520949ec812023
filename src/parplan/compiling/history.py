"""The history of a task: entries in the order they take effect, naming milestones and occurrences that exist."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from parplan.compiling.addresses import milestone_named, remark_unknown_milestone
from parplan.compiling.documents import citation
from parplan.compiling.names import Names
from parplan.compiling.remarks import Remarks
from parplan.compiling.times import Times
from parplan.diagnostics import N_, Path, message
from parplan.document import model
from parplan.plan import structure
from parplan.plan.slots import occurrence_keys
from parplan.vocabulary.time_words import Kind, Reading

_FIRST = datetime.min.replace(tzinfo=UTC)


class _Timed(Struct, frozen=True):
    """Subject of an entry: a milestone, or a task without milestones (``None``), and its time."""

    milestone: str | None
    reading: Reading | None
    follows_events: bool
    each: bool


class History(Struct, frozen=True):
    """Compiles the entries of every task of one plan; ``report_keys`` are those of its report calendar."""

    names: Names
    times: Times
    report_keys: tuple[str, ...]
    remarks: Remarks

    def entries(
        self,
        task: model.Task,
        milestones: tuple[structure.Milestone, ...],
        reading: Reading | None,
        each: bool,
        path: Path,
    ) -> tuple[structure.Entry, ...]:
        """The entries in the order they take effect: by date, then by the moment recorded, then by place.

        ``reading`` is the time of a task without milestones, ``each`` whether each unit owes it.
        """
        own = () if milestones else (_Timed(None, reading, reading is not None and reading.kind is Kind.EVENT, each),)
        timed = own or tuple(_Timed(m.id, m.reading, m.follows_events, m.each) for m in milestones)
        entries = [self._entry(e, task, milestones, timed, (*path, k), k) for k, e in enumerate(task.progress or ())]
        self._occurrences(task, timed, entries, path)
        return tuple(sorted(entries, key=lambda entry: (entry.date, entry.recorded or _FIRST)))

    def _entry(
        self,
        entry: model.Entry,
        task: model.Task,
        milestones: tuple[structure.Milestone, ...],
        timed: tuple[_Timed, ...],
        path: Path,
        place: int,
    ) -> structure.Entry:
        milestone, occurrence = None, None
        if entry.milestone is not None:
            id, _, rest = entry.milestone.partition("@")
            named = milestone_named(task, id)
            if not id and not milestones:
                occurrence = rest or None
            elif named is None:
                remark_unknown_milestone(self.remarks, "P501", id, task, (*path, "milestone"))
            else:
                milestone, occurrence = named.id, rest or None
        if entry.due is not None and milestone is None and len(milestones) > 1:
            self.remarks.add(
                "P502",
                (*path, "due"),
                message(
                    N_("this deadline names no milestone, and task {task} has several; it is not used"), task=task.id
                ),
                message(N_("add the milestone it is for")),
            )
        about = next((one for one in timed if one.milestone == milestone), None)
        for_one = (
            entry.due is not None
            and entry.unit is not None
            and any(one.each for one in timed if milestone in (None, one.milestone))
        )
        if for_one:
            self.remarks.add(
                "P502",
                (*path, "due"),
                message(N_("a deadline that each unit owes moves for all of them or none; it is not used")),
                message(N_("leave out unit where it moves for all, else write it as a note")),
            )
        if entry.event is not None and occurrence is None and about is not None and about.follows_events:
            occurrence = entry.date.isoformat()
        unit = None if entry.unit is None else self.names.mention(entry.unit, (*path, "unit"))
        group = None if unit is None else self.names.directory.groups.get(unit.code)
        if unit is not None and group is not None and not group.acts_as_one:
            self.remarks.add(
                "P203",
                (*path, "unit"),
                message(N_("“{name}” is a group; the entry counts for no unit's own share"), name=unit.printed),
                message(N_("write an entry for each unit, or leave unit out where all are meant")),
            )
        for id in entry.measures or {}:
            if all(target.id != id for target in task.targets or ()):
                self.remarks.add(
                    "P401",
                    (*path, "measures", id),
                    message(N_("task {task} has no target “{target}”"), task=task.id, target=id),
                    message(N_("its targets: {names}"), names=", ".join(t.id for t in task.targets))
                    if task.targets
                    else None,
                    at_key=True,
                )
        return structure.Entry(
            date=entry.date,
            milestone=milestone,
            occurrence=occurrence,
            unit=unit.code if unit is not None else None,
            state=None if entry.state is None else structure.State(entry.state),
            percent=entry.percent,
            measures=tuple((entry.measures or {}).items()),
            due=entry.due,
            reading=None if entry.due is None or for_one else self.times.read(entry.due, (*path, "due")).reading,
            evidence=tuple(map(citation, entry.evidence or ())),
            recorded=entry.recorded,
            place=place,
            **{name: getattr(entry, name) for name in (*structure.Entry.TEXTS, *structure.Entry.BYLINE)},
        )

    def _occurrences(
        self, task: model.Task, timed: tuple[_Timed, ...], entries: list[structure.Entry], path: Path
    ) -> None:
        """Check that every occurrence an entry names exists, and write its key as the plan does."""
        for one in timed:
            named = [k for k, e in enumerate(entries) if e.milestone == one.milestone and e.occurrence is not None]
            if not named:
                continue
            keys = self._occurrence_keys(one, entries, alone=len(timed) == 1)
            by_folded = {key.casefold(): key for key in keys}
            for k in named:
                key = by_folded.get((entries[k].occurrence or "").casefold())
                if key is not None:
                    entries[k] = replace(entries[k], occurrence=key)
                    continue
                self.remarks.add(
                    "P501",
                    (*path, k, "milestone"),
                    message(
                        N_("{address} has no occurrence “{occurrence}”"),
                        address=task.id if one.milestone is None else f"{task.id}/{one.milestone}",
                        occurrence=entries[k].occurrence or "",
                    ),
                    message(N_("its occurrences: {names}"), names=", ".join(keys))
                    if keys
                    else message(N_("no event is recorded; record it first, in an entry with “event: …”"))
                    if one.follows_events
                    else message(N_("it happens once; leave out @ and what follows")),
                )

    def _occurrence_keys(self, one: _Timed, entries: list[structure.Entry], *, alone: bool) -> tuple[str, ...]:
        """The keys of all occurrences it ever has, including those after its time was changed.

        alone: a deadline of the whole task is that of its only milestone.
        """
        about = {one.milestone, None} if alone else {one.milestone}
        readings = [one.reading] + [e.reading for e in entries if e.milestone in about and e.occurrence is None]
        keys = occurrence_keys(readings, self.times.year, self.times.through, self.report_keys)
        if not one.follows_events:
            return keys
        events = (e.occurrence for e in entries if e.milestone == one.milestone and e.event and e.occurrence)
        return tuple(dict.fromkeys((*keys, *events)))
