"""From the document to the plan: names resolved, words read, the history put in order; what cannot be is a remark.

Remarks point at a place in the document (a path of keys and indexes), not at a line: the loader knows the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from parplan.diagnostics import N_, Message, Path, Remark, Severity, message
from parplan.document import model
from parplan.plan import structure as plan
from parplan.plan.durations import parse_durations
from parplan.plan.units import Directory, Group, NameIndex, PartyKind, Unit
from parplan.vocabulary.alphabet import normalize_id
from parplan.vocabulary.nearest import nearest
from parplan.vocabulary.time_words import Kind, Problem, Reading, occurrences, read_time

#: The findings made here: those without which the plan has no sure meaning. Code: name and severity.
CODES: dict[str, tuple[str, Severity]] = {
    "P101": ("duplicate-id", Severity.ERROR),
    "P201": ("unknown-unit", Severity.ERROR),
    "P202": ("ambiguous-unit", Severity.ERROR),
    "P203": ("group-for-unit", Severity.WARNING),
    "P301": ("unreadable-time", Severity.WARNING),
    "P302": ("several-times", Severity.WARNING),
    "P303": ("repaired-time", Severity.WARNING),
    "P401": ("unknown-reference", Severity.ERROR),
    "P402": ("circular-reference", Severity.ERROR),
    "P501": ("unknown-milestone", Severity.ERROR),
    "P502": ("unplaced-deadline", Severity.WARNING),
}

#: What is said of words that give no date, by what stood in the way.
_UNREAD: dict[Problem, str] = {
    Problem.UNREADABLE: N_("“{words}” cannot be read as a time; it counts as undetermined"),
    Problem.NO_SUCH_DATE: N_("“{words}” names a day or period that does not exist; it counts as undetermined"),
    Problem.NO_SUCH_FREQUENCY: N_("“{words}” recurs more often than a plan follows; it gets no dates"),
    Problem.YEAR_OUTSIDE: N_("“{words}” names a year far from the plan's; it counts as undetermined"),
    Problem.VAGUE: N_("“{words}” has no last day; it counts as undetermined"),
}
_PARTLY_UNREAD = N_("a part of “{words}” cannot be read as a time")

_DUE_SOON = "7d"
_FIRST = datetime.min.replace(tzinfo=UTC)


def compile_plan(document: model.Document) -> tuple[plan.Plan, tuple[Remark, ...]]:
    """Return what ``document`` means, and what was found on the way. With an error among it, use only the remarks."""
    compiler = _Compiler(document)
    return compiler.compile(), tuple(compiler.remarks)


@dataclass
class _Compiler:
    document: model.Document
    remarks: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        heading = self.document.plan
        self.year = heading.year
        self.through = heading.through or heading.year

    def compile(self) -> plan.Plan:
        document, heading = self.document, self.document.plan
        self.directory = self._directory()
        self.index = NameIndex(self.directory)
        self._task_ids()
        reports = tuple(
            plan.Report(key, self._read(report.due, ("reports", key, "due")), report.data_from, report.to)
            for key, report in (document.reports or {}).items()
        )
        self.report_keys = tuple(report.key for report in reports)
        sections = tuple(
            plan.Section(
                section.id,
                section.title,
                tuple(
                    self._task(task, section.id, ("sections", i, "tasks", j)) for j, task in enumerate(section.tasks)
                ),
                tuple((section.headings or {}).items()),
            )
            for i, section in enumerate(document.sections)
        )
        self._circles(sections)
        calendar = document.calendar or model.WorkingTime()
        return plan.Plan(
            year=self.year,
            through=self.through,
            title=heading.title,
            agency=heading.agency,
            decision_number=heading.decision.number,
            decision_date=heading.decision.date,
            directory=self.directory,
            sections=sections,
            due_soon=parse_durations(heading.due_soon or _DUE_SOON)[0],
            parent=heading.parent,
            signer=heading.signer,
            introduction=tuple((block.title, tuple(block.texts)) for block in heading.introduction or ()),
            closing=tuple(heading.closing or ()),
            reports=reports,
            holidays=tuple(calendar.holidays or ()),
            working_days=tuple(calendar.working_days or ()),
        )

    # -- findings ---------------------------------------------------------------------------------------------------

    def _remark(
        self,
        code: str,
        path: Path,
        text: Message,
        help: Message | None = None,
        *,
        at_key: bool = False,
        lines: tuple[tuple[str, Path], ...] = (),
    ) -> None:
        name, severity = CODES[code]
        self.remarks.append(Remark(code, name, severity, path, text, help, at_key, lines))

    # -- units ------------------------------------------------------------------------------------------------------

    def _directory(self) -> Directory:
        """Units and groups with members and successors as codes."""
        written_groups = self.document.groups or {}
        for code in written_groups.keys() & self.document.units.keys():
            self._remark(
                "P101",
                ("groups", code),
                message(N_("the code {code} is a unit's already (line {line})"), code=code),
                message(N_("give the group another code")),
                at_key=True,
                lines=(("line", ("units", code)),),
            )
        units = {
            code: Unit(
                code=code,
                name=unit.name,
                short=unit.short,
                aliases=tuple(unit.aliases or ()),
                contact=unit.contact,
                valid_from=unit.valid_from,
                valid_until=unit.until,
            )
            for code, unit in self.document.units.items()
        }
        index = NameIndex(Directory(units, {}))
        for code, written in self.document.units.items():
            successors = self._resolved(written.successors, ("units", code, "successors"), index)
            units[code] = replace(units[code], successors=tuple(m.code for m in successors))
        groups = {
            code: Group(
                code=code,
                name=group.name,
                aliases=tuple(group.aliases or ()),
                members=tuple(m.code for m in self._resolved(group.members, ("groups", code, "members"), index)),
                complete=group.complete is not False,
                open=bool(group.open),
            )
            for code, group in written_groups.items()
            if code not in units
        }
        return Directory(units, groups)

    def _resolved(self, names: Iterable[str] | None, path: Path, index: NameIndex) -> tuple[plan.Mention, ...]:
        found = (self._mention(name, (*path, i), index) for i, name in enumerate(names or ()))
        return tuple(mention for mention in found if mention is not None)

    def _mention(self, name: str, path: Path, index: NameIndex) -> plan.Mention | None:
        codes = index.find(name)
        if len(codes) == 1:
            return plan.Mention(codes[0], name)
        if codes:
            self._remark(
                "P202",
                path,
                message(N_("“{name}” may be any of: {codes}"), name=name, codes=", ".join(codes)),
                message(N_("write the code of the one that is meant")),
            )
            return None
        near = nearest(name, index.names())
        units_only = index is not getattr(self, "index", None)
        self._remark(
            "P201",
            path,
            message(N_("no unit is called “{name}”"), name=name)
            if units_only
            else message(N_("no unit or group is called “{name}”"), name=name),
            message(N_("the nearest: {names}"), names=", ".join(near))
            if near
            else message(N_("add it under units or groups, or as an alias of one that is there")),
        )
        return None

    def _recipient(self, name: str | None) -> plan.Recipient | None:
        """A recipient that is no unit of the plan is a body outside it: no finding."""
        if name is None:
            return None
        codes = [code for code in self.index.find(name) if code in self.directory.units]
        return plan.Recipient(name, codes[0] if len(codes) == 1 else None)

    # -- ids and addresses ------------------------------------------------------------------------------------------

    def _task_ids(self) -> None:
        """Register ids and aliases of tasks; two spellings of one id (1.dd and 1.đ) are the same id."""
        self.tasks: dict[tuple[str, ...], model.Task] = {}
        seen: dict[tuple[str, ...], Path] = {}
        sections: dict[tuple[str, ...], Path] = {}
        for i, section in enumerate(self.document.sections):
            self._unique(section.id, ("sections", i, "id"), sections)
            for j, task in enumerate(section.tasks):
                path: Path = ("sections", i, "tasks", j)
                self._unique(task.id, (*path, "id"), seen)
                self.tasks.setdefault(normalize_id(task.id), task)
                for k, alias in enumerate(task.aliases or ()):
                    self._unique(alias, (*path, "aliases", k), seen)
                    self.tasks.setdefault(normalize_id(alias), task)
                milestones: dict[tuple[str, ...], Path] = {}
                for k, milestone in enumerate(task.milestones or ()):
                    here = (*path, "milestones", k)
                    self._unique(milestone.id, (*here, "id"), milestones)
                    for n, alias in enumerate(milestone.aliases or ()):
                        self._unique(alias, (*here, "aliases", n), milestones)
                targets: dict[tuple[str, ...], Path] = {}
                for k, target in enumerate(task.targets or ()):
                    self._unique(target.id, (*path, "targets", k, "id"), targets)

    def _unique(self, id: str, path: Path, seen: dict[tuple[str, ...], Path]) -> None:
        first = seen.setdefault(normalize_id(id), path)
        if first != path:
            self._remark(
                "P101",
                path,
                message(N_("the id {id} is there already (line {line})"), id=id),
                message(N_("give one of the two another id")),
                lines=(("line", first),),
            )

    def _address(self, written: str) -> str | None:
        """The canonical address of a task or one of its milestones; ``None`` where there is none."""
        id, slash, rest = written.partition("/")
        task = self.tasks.get(normalize_id(id))
        if task is None:
            return None
        if not slash:
            return task.id
        milestone_id, at, occurrence = rest.partition("@")
        milestone = _milestone_named(task, milestone_id)
        return None if milestone is None else f"{task.id}/{milestone.id}{at}{occurrence}"

    def _reference(self, written: str, path: Path) -> str | None:
        address = self._address(written)
        if address is None:
            known = [task.id for task in self.tasks.values()]
            known += [f"{task.id}/{m.id}" for task in self.tasks.values() for m in task.milestones or ()]
            near = nearest(written, dict.fromkeys(known))
            self._remark(
                "P401",
                path,
                message(N_("there is no task or milestone {address}"), address=written),
                message(N_("the nearest: {names}"), names=", ".join(near)) if near else None,
            )
        return address

    def _circles(self, sections: tuple[plan.Section, ...]) -> None:
        """Refuse references that lead back to where they start: such items would wait for each other."""
        edges: dict[str, str] = {}
        places: dict[str, Path] = {}
        milestones: dict[str, tuple[str, ...]] = {}
        for i, section in enumerate(sections):
            for j, task in enumerate(section.tasks):
                milestones.setdefault(task.id, tuple(f"{task.id}/{m.id}" for m in task.milestones))
                for k, milestone in enumerate(task.milestones):
                    target = milestone.part_of or (milestone.after.address if milestone.after else None)
                    if milestone.reading is None and target is not None:
                        start = f"{task.id}/{milestone.id}"
                        edges[start] = target.partition("@")[0]
                        key = "part_of" if milestone.part_of else "after"
                        places[start] = ("sections", i, "tasks", j, "milestones", k, key)

        def follows(address: str) -> Iterator[str]:
            for milestone in (address,) if "/" in address else milestones.get(address, ()):
                if milestone in edges:
                    yield edges[milestone]

        for start, path in places.items():
            waiting, seen = [edges[start]], set[str]()
            while waiting:
                address = waiting.pop()
                if address == start or start in milestones.get(address, ()):
                    self._remark(
                        "P402",
                        path,
                        message(N_("{address} leads back to itself"), address=start),
                        message(N_("give one of the items a deadline of its own")),
                    )
                    break
                if address not in seen:
                    seen.add(address)
                    waiting.extend(follows(address))

    # -- time -------------------------------------------------------------------------------------------------------

    def _read(self, words: str, path: Path) -> Reading:
        """Read the words of a deadline; say where they cannot be read, name several things, or had to be repaired."""
        found = read_time(words, self.year, self.through)
        if Problem.SEVERAL in found.problems:
            self._remark(
                "P302",
                path,
                message(N_("“{words}” names several times; the earliest date counts"), words=words),
                message(N_("split it into milestones, one for each")),
            )
        if Problem.REPAIRED in found.problems:
            self._remark(
                "P303",
                path,
                message(N_("“{words}” is read although it looks damaged"), words=words),
                message(N_("write it as it was printed, such as Quý I/2021")),
            )
        unread = next((problem for problem in found.problems if problem in _UNREAD), None)
        if unread is not None:
            self._remark(
                "P301",
                path,
                message(_UNREAD[unread] if found.reading.due is None else _PARTLY_UNREAD, words=words),
                message(
                    N_("write it in other words or in short form, such as 2021-Q1, before 2021-12-05, undetermined")
                ),
            )
        return found.reading

    # -- tasks ------------------------------------------------------------------------------------------------------

    def _task(self, task: model.Task, section: str, path: Path) -> plan.Task:
        lead = self._resolved(task.lead, (*path, "lead"), self.index)
        fixed_groups = bool(lead) and all(self.directory.party(m.code).kind is PartyKind.GROUP for m in lead)
        each = fixed_groups if task.owed is None else task.owed == "each"
        recipient = self._recipient(task.recipient)
        milestones = tuple(
            self._milestone(milestone, task, each, recipient, (*path, "milestones", k))
            for k, milestone in enumerate(task.milestones or ())
        )
        return plan.Task(
            id=task.id,
            section=section,
            title=task.title,
            lead=lead,
            coordinating=self._resolved(task.coordinating, (*path, "coordinating"), self.index),
            recipient=recipient,
            each=each,
            products=tuple(task.products or ()),
            time=task.time,
            parts=tuple(task.parts or ()),
            aliases=tuple(task.aliases or ()),
            milestones=milestones,
            targets=tuple(self._target(t, task, (*path, "targets", k)) for k, t in enumerate(task.targets or ())),
            cites=tuple(plan.Citation(c.number, c.date, c.issuer, c.title) for c in task.cites or ()),
            notes=tuple(task.notes or ()),
            entries=self._entries(task, milestones, (*path, "progress")),
        )

    def _milestone(
        self, milestone: model.Milestone, task: model.Task, each: bool, recipient: plan.Recipient | None, path: Path
    ) -> plan.Milestone:
        reading = None if milestone.due is None else self._read(milestone.due, (*path, "due"))
        part_of = None if milestone.part_of is None else self._reference(milestone.part_of, (*path, "part_of"))
        after = self._after(milestone, task, path)
        if reading is not None and reading.kind in (Kind.EVENT, Kind.UNDETERMINED) and (part_of or after):
            reading = None  # the words only say that it depends; part_of or after say on what
        elif reading is None and part_of is None and after is None:
            reading = Reading(kind=Kind.UNDETERMINED)  # what it refers to is not there, which is an error of its own
        own = self._recipient(milestone.recipient)
        passed_on = own is not None and own.code is None and recipient is not None and milestone.owed == "together"
        return plan.Milestone(
            id=milestone.id,
            title=milestone.title,
            due=milestone.due,
            reading=reading,
            printed=milestone.printed,
            recipient=own,
            after=after,
            part_of=part_of,
            each=each if milestone.owed is None else milestone.owed == "each",
            # In a duty owed to a collecting unit, what goes on to a body outside is the collector's own (III.1).
            collector=recipient.code if passed_on and recipient is not None else None,
            aliases=tuple(milestone.aliases or ()),
        )

    def _after(self, milestone: model.Milestone, task: model.Task, path: Path) -> plan.After | None:
        if milestone.after is None:
            return None
        lag = parse_durations(milestone.lag)[0] if milestone.lag else None
        sibling = _milestone_named(task, milestone.after)
        if sibling is not None:
            address: str | None = f"{task.id}/{sibling.id}"
        elif "/" in milestone.after and " " not in milestone.after:
            address = self._reference(milestone.after, (*path, "after"))
        else:
            address = self._address(milestone.after)
        return plan.After(milestone.after, address, lag)

    def _target(self, target: model.Target, task: model.Task, path: Path) -> plan.Target:
        counts = None
        if target.counts is not None:
            counted = _milestone_named(task, target.counts)
            if counted is None:
                self._unknown_milestone("P401", target.counts, task, (*path, "counts"))
            else:
                counts = counted.id
        comparison, value = next(
            (comparison, value)
            for comparison in plan.Comparison
            if (value := getattr(target, comparison.value)) is not None
        )
        return plan.Target(target.id, target.title, comparison, value, target.unit, counts)

    # -- history ----------------------------------------------------------------------------------------------------

    def _unknown_milestone(self, code: str, written: str, task: model.Task, path: Path) -> None:
        known = [milestone.id for milestone in task.milestones or ()]
        self._remark(
            code,
            path,
            message(N_("task {task} has no milestone “{milestone}”"), task=task.id, milestone=written),
            message(N_("its milestones: {names}"), names=", ".join(known))
            if known
            else message(N_("it has no milestones; leave the key out")),
        )

    def _entries(self, task: model.Task, milestones: tuple[plan.Milestone, ...], path: Path) -> tuple[plan.Entry, ...]:
        """The history in the order it takes effect: by date, then by the moment recorded, then by place."""
        entries = [self._entry(e, task, milestones, (*path, k)) for k, e in enumerate(task.progress or ())]
        self._occurrences(task, milestones, entries, path)
        return tuple(sorted(entries, key=lambda entry: (entry.date, entry.recorded or _FIRST)))

    def _entry(
        self, entry: model.Entry, task: model.Task, milestones: tuple[plan.Milestone, ...], path: Path
    ) -> plan.Entry:
        milestone, occurrence = None, None
        if entry.milestone is not None:
            id, _, rest = entry.milestone.partition("@")
            named = _milestone_named(task, id)
            if named is None:
                self._unknown_milestone("P501", id, task, (*path, "milestone"))
            else:
                milestone, occurrence = named.id, rest or None
        if entry.due is not None and milestone is None and len(milestones) > 1:
            self._remark(
                "P502",
                (*path, "due"),
                message(
                    N_("this deadline names no milestone, and task {task} has several; it is not used"), task=task.id
                ),
                message(N_("add the milestone it is for")),
            )
        compiled = next((m for m in milestones if m.id == milestone), None)
        for_one = entry.due is not None and entry.unit is not None and any(m.each for m in milestones)
        if for_one:
            self._remark(
                "P502",
                (*path, "due"),
                message(N_("a deadline that each unit owes moves for all of them or none; it is not used")),
                message(N_("leave out unit where it moves for all, else write it as a note")),
            )
        if entry.event is not None and occurrence is None and compiled is not None and _follows_events(compiled):
            occurrence = entry.date.isoformat()
        unit = None if entry.unit is None else self._mention(entry.unit, (*path, "unit"), self.index)
        if unit is not None and unit.code in self.directory.groups:
            self._remark(
                "P203",
                (*path, "unit"),
                message(N_("“{name}” is a group; the entry counts for no unit's own share"), name=unit.printed),
                message(N_("write an entry for each unit, or leave unit out where all are meant")),
            )
        for id in entry.measures or {}:
            if all(target.id != id for target in task.targets or ()):
                self._remark(
                    "P401",
                    (*path, "measures", id),
                    message(N_("task {task} has no target “{target}”"), task=task.id, target=id),
                    message(N_("its targets: {names}"), names=", ".join(t.id for t in task.targets))
                    if task.targets
                    else None,
                    at_key=True,
                )
        return plan.Entry(
            date=entry.date,
            milestone=milestone,
            occurrence=occurrence,
            unit=unit.code if unit is not None else None,
            state=None if entry.state is None else plan.State(entry.state),
            percent=entry.percent,
            measures=tuple((entry.measures or {}).items()),
            event=entry.event,
            due=entry.due,
            reading=None if entry.due is None or for_one else self._read(entry.due, (*path, "due")),
            basis=entry.basis,
            reason=entry.reason,
            note=entry.note,
            difficulty=entry.difficulty,
            proposal=entry.proposal,
            evidence=tuple(
                plan.Citation(e.number, e.date, None, e.title, e.file, e.link) for e in entry.evidence or ()
            ),
            by=entry.by,
            recorded=entry.recorded,
        )

    def _occurrences(
        self,
        task: model.Task,
        milestones: tuple[plan.Milestone, ...],
        entries: list[plan.Entry],
        path: Path,
    ) -> None:
        """Check that every occurrence an entry names is one of its milestone's, and write its key as the plan does."""
        for milestone in milestones:
            named = [k for k, e in enumerate(entries) if e.milestone == milestone.id and e.occurrence is not None]
            if not named:
                continue
            keys = self._occurrence_keys(milestone, entries)
            by_folded = {key.casefold(): key for key in keys}
            for k in named:
                key = by_folded.get((entries[k].occurrence or "").casefold())
                if key is not None:
                    entries[k] = replace(entries[k], occurrence=key)
                    continue
                self._remark(
                    "P501",
                    (*path, k, "milestone"),
                    message(
                        N_("{address} has no occurrence “{occurrence}”"),
                        address=f"{task.id}/{milestone.id}",
                        occurrence=entries[k].occurrence or "",
                    ),
                    message(N_("its occurrences: {names}"), names=", ".join(keys))
                    if keys
                    else message(N_("no event is recorded; record it first, in an entry with “event: …”"))
                    if _follows_events(milestone)
                    else message(N_("it happens once; leave out @ and what follows")),
                )

    def _occurrence_keys(self, milestone: plan.Milestone, entries: list[plan.Entry]) -> tuple[str, ...]:
        """The keys of all occurrences the milestone ever has, also after its time was changed."""
        readings = [milestone.reading] + [
            e.reading for e in entries if e.milestone == milestone.id and e.occurrence is None
        ]
        keys: dict[str, None] = {}
        for reading in readings:
            if reading is not None and reading.recurrence is not None:
                if reading.recurrence.calendar:
                    keys.update(dict.fromkeys(self.report_keys))
                keys.update((o.key, None) for o in occurrences(reading.recurrence, self.year, self.through))
        if _follows_events(milestone):
            keys.update(
                (e.occurrence, None) for e in entries if e.milestone == milestone.id and e.event and e.occurrence
            )
        return tuple(keys)


def _milestone_named(task: model.Task, id: str) -> model.Milestone | None:
    for milestone in task.milestones or ():
        if id == milestone.id or id in (milestone.aliases or ()):
            return milestone
    return None


def _follows_events(milestone: plan.Milestone) -> bool:
    """Whether each event opens an occurrence of the milestone."""
    if milestone.after is not None and milestone.after.address is not None:
        return False
    return milestone.after is not None or (milestone.reading is not None and milestone.reading.kind is Kind.EVENT)
