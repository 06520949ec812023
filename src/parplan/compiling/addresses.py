"""Ids and addresses of tasks and milestones: unique, found in any spelling, without circles of references."""

from __future__ import annotations

from parplan.compiling.circles import in_circles
from parplan.compiling.remarks import Remarks
from parplan.diagnostics import N_, Path, message
from parplan.document import model
from parplan.plan.structure import Section
from parplan.vocabulary.alphabet import normalize_id
from parplan.vocabulary.nearest import nearest

#: Ids by the form that is the same for all their spellings: where the first one stands, and as it is written.
_Seen = dict[tuple[str, ...], tuple[Path, str]]


class Addresses:
    """The tasks of a document by id and alias."""

    def __init__(self, document: model.Document, remarks: Remarks) -> None:
        self.remarks = remarks
        self._register(document)

    def _register(self, document: model.Document) -> None:
        """Register ids and aliases of tasks; two spellings of one id (1.dd and 1.đ) are the same id."""
        self._tasks: dict[tuple[str, ...], model.Task] = {}
        seen: _Seen = {}
        sections: _Seen = {}
        for i, section in enumerate(document.sections):
            self._unique(section.id, ("sections", i, "id"), sections)
            for j, task in enumerate(section.tasks):
                path: Path = ("sections", i, "tasks", j)
                self._tasks.setdefault(self._unique(task.id, (*path, "id"), seen), task)
                for k, alias in enumerate(task.aliases or ()):
                    self._tasks.setdefault(self._unique(alias, (*path, "aliases", k), seen), task)
                if task.milestones:
                    milestones: _Seen = {}
                    for k, milestone in enumerate(task.milestones):
                        self._unique(milestone.id, (*path, "milestones", k, "id"), milestones)
                        for n, alias in enumerate(milestone.aliases or ()):
                            self._unique(alias, (*path, "milestones", k, "aliases", n), milestones)
                if task.targets:
                    targets: _Seen = {}
                    for k, target in enumerate(task.targets):
                        self._unique(target.id, (*path, "targets", k, "id"), targets)

    def _unique(self, id: str, path: Path, seen: _Seen) -> tuple[str, ...]:
        """Remark on an id seen before; return the form that is the same for all its spellings."""
        normal = normalize_id(id)
        first, written = seen.setdefault(normal, (path, id))
        if first is not path:
            self.remarks.add(
                "P101",
                path,
                message(N_("the id {id} already exists (line {line})"), id=id)
                if id == written
                else message(
                    N_("the id {id} is read as {other}, which already exists (line {line})"), id=id, other=written
                ),
                message(N_("give one of the two another id")),
                lines=(("line", first),),
            )
        return normal

    def address(self, written: str) -> str | None:
        """The canonical address of a task or one of its milestones; ``None`` where it does not exist."""
        id, slash, rest = written.partition("/")
        id, at, occurrence = (id, "", "") if slash else id.partition("@")
        task = self._tasks.get(normalize_id(id))
        if task is None or (at and task.milestones):
            return None
        if not slash:
            return f"{task.id}{at}{occurrence}"
        milestone_id, at, occurrence = rest.partition("@")
        milestone = milestone_named(task, milestone_id)
        return None if milestone is None else f"{task.id}/{milestone.id}{at}{occurrence}"

    def reference(self, written: str, path: Path) -> str | None:
        """The canonical address; ``None``, after a remark that names the nearest, where it does not exist."""
        address = self.address(written)
        if address is None:
            known = [task.id for task in self._tasks.values()]
            known += [f"{task.id}/{m.id}" for task in self._tasks.values() for m in task.milestones or ()]
            near = nearest(written, dict.fromkeys(known))
            self.remarks.add(
                "P401",
                path,
                message(N_("there is no task or milestone {address}"), address=written),
                message(N_("the nearest: {names}"), names=", ".join(near)) if near else None,
            )
        return address


def refuse_circles(sections: tuple[Section, ...], remarks: Remarks) -> None:
    """Refuse references that lead back to where they start: such items would wait for each other for ever."""
    edges: dict[str, str] = {}
    places: dict[str, Path] = {}
    for i, section in enumerate(sections):
        for j, task in enumerate(section.tasks):
            for k, milestone in enumerate(task.milestones):
                target = milestone.part_of or (milestone.after.address if milestone.after else None)
                if milestone.reading is None and target is not None:
                    start = f"{task.id}/{milestone.id}"
                    edges[start] = target.partition("@")[0]
                    key = "part_of" if milestone.part_of else "after"
                    places[start] = ("sections", i, "tasks", j, "milestones", k, key)

    if not edges:
        return
    follows: dict[str, tuple[str, ...]] = {start: (target,) for start, target in edges.items()}
    for section in sections:
        for task in section.tasks:
            follows.setdefault(task.id, tuple(f"{task.id}/{m.id}" for m in task.milestones))
    circular = in_circles(follows)
    for start, path in places.items():
        if start in circular:
            remarks.add(
                "P402",
                path,
                message(N_("{address} leads back to itself"), address=start),
                message(N_("give one of the items a deadline of its own")),
            )


def milestone_named(task: model.Task, id: str) -> model.Milestone | None:
    """The milestone of a task with this id or alias."""
    for milestone in task.milestones or ():
        if id == milestone.id or id in (milestone.aliases or ()):
            return milestone
    return None


def remark_unknown_milestone(remarks: Remarks, code: str, written: str, task: model.Task, path: Path) -> None:
    """Add a remark that a task has no such milestone, naming those it has."""
    known = [milestone.id for milestone in task.milestones or ()]
    remarks.add(
        code,
        path,
        message(N_("task {task} has no milestone “{milestone}”"), task=task.id, milestone=written),
        message(N_("its milestones: {names}"), names=", ".join(known))
        if known
        else message(N_("it has no milestones; leave the key out")),
    )
