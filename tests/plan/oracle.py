"""The figures of a plan worked out a second time, from the written data alone and without the code that is tested.

It follows the contract word by word, by brute force: one cell for each unit (or all together) and each thing to do, and
every entry replayed on each cell. It reads only what ``plans_of_every_kind`` draws: short forms, and codes for names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

CLOSED = ("done", "dropped")
WAYS = ("done-in-time", "done-late", "open-in-time", "overdue")


@dataclass
class Cell:
    """What was stated of one thing to do, of one unit or of all who owe it together."""

    state: str = "not-started"
    since: date | None = None
    #: How it stood before an entry for more than it covered it; “in progress” there again lifts that.
    covered: tuple[str, date | None] | None = None
    #: Whether it was finished when all others were paused or dropped.
    passed_by: bool = False

    @property
    def closed(self) -> bool:
        return self.state in CLOSED


@dataclass
class Thing:
    """A milestone, an occurrence of one, or a task without milestones."""

    task: Json
    milestone: Json | None
    occurrence: str | None
    due: date | None
    ongoing: bool
    owing: tuple[str, ...]
    each: bool
    unlisted: int
    cells: dict[str | None, Cell] = field(default_factory=dict)

    @property
    def address(self) -> str:
        text = self.task["id"] + ("" if self.milestone is None else f"/{self.milestone['id']}")
        return text if self.occurrence is None else f"{text}@{self.occurrence}"

    def of_all(self) -> tuple[Cell, list[Cell]]:
        """The state of the whole thing, and the parts it is made of."""
        if not (self.each and self.owing):
            return self.cells[None], [self.cells[None]]
        parts = [self.cells[unit] for unit in self.owing]
        if self.unlisted:
            parts.append(self.cells[None])
        return joined(parts), parts

    def of(self, units: tuple[str, ...]) -> tuple[Cell, list[Cell]]:
        """The same of some of the units that owe it."""
        if not (self.each and self.owing):
            return self.cells[None], [self.cells[None]]
        parts = [self.cells[unit] for unit in units if unit in self.owing]
        return (parts[0] if len(parts) == 1 else joined(parts)), parts


def joined(parts: list[Cell]) -> Cell:
    """Done when all are; paused when nothing else is open; begun when any is."""
    days = [part.since for part in parts if part.since is not None]
    if all(part.closed for part in parts):
        return Cell("done" if any(part.state == "done" for part in parts) else "dropped", max(days))
    if all(part.closed or part.state == "paused" for part in parts):
        return Cell("paused", max(days))
    begun = [part.since for part in parts if part.state != "not-started" and part.since is not None]
    return Cell("in-progress", min(begun)) if begun else Cell()


class Oracle:
    """A drawn plan as of a day."""

    def __init__(self, plan: Json, day: date) -> None:
        self.plan, self.day = plan, day
        self.tasks = [(section, task) for section in plan["sections"] for task in section["tasks"]]
        self.things: dict[str, list[Thing]] = {task["id"]: self._things(section, task) for section, task in self.tasks}
        for _, task in self.tasks:
            for thing in self.things[task["id"]]:
                self._replay(task, thing)

    # -- who owes what ------------------------------------------------------------------------------------------------

    def members(self, code: str) -> tuple[str, ...]:
        """The units a code stands for."""
        if code in self.plan["units"]:
            return (code,)
        found: list[str] = []
        for member in self.plan["groups"][code].get("members", []):
            found += [unit for unit in self.members(member) if unit not in found]
        return tuple(found)

    def besides(self, codes: list[str]) -> dict[str, int]:
        """How many units nobody names, by the group that says so: its own size, else those of the groups in it."""
        found: dict[str, int] = {}
        for code in codes:
            group = self.plan["groups"].get(code)
            if group is not None and "size" in group:
                found[code] = max(group["size"] - len(self.members(code)), 0)
            elif group is not None:
                found |= self.besides(group.get("members", []))
        return found

    def _lead(self, section: Json, task: Json, milestone: Json | None) -> list[str]:
        if milestone is not None and "lead" in milestone:
            return list(milestone["lead"])
        if "lead" in task:
            return list(task["lead"])
        for id, heading in section.get("headings", {}).items():
            if task["id"].startswith(id + ".") and "lead" in heading:
                return list(heading["lead"])
        return list(section.get("lead", []))

    def _each(self, section: Json, task: Json, milestone: Json | None) -> bool:
        for written in (milestone or {}, {} if milestone is not None and "lead" in milestone else task):
            if "owed" in written:
                return bool(written["owed"] == "each")
        lead = self._lead(section, task, milestone)
        return bool(lead) and all(code in self.plan["groups"] and self.members(code) for code in lead)

    def owing(self, lead: list[str]) -> tuple[str, ...]:
        """Units, members of groups, and groups nobody of whom is known by name."""
        found: list[str] = []
        for code in lead:
            found += [unit for unit in self.members(code) or (code,) if unit not in found]
        return tuple(found)

    # -- what is to be done when --------------------------------------------------------------------------------------

    def _things(self, section: Json, task: Json) -> list[Thing]:
        things: list[Thing] = []
        for milestone in task.get("milestones") or [None]:
            words = task.get("time") if milestone is None else milestone["due"]
            lead = self._lead(section, task, milestone)
            owing, each = self.owing(lead), self._each(section, task, milestone)
            unlisted = sum(self.besides([code for code in lead if self.members(code)]).values())
            id = None if milestone is None else milestone["id"]
            moved = [e["due"] for e in self._entries(task) if "due" in e and e.get("milestone") == id]
            words = moved[-1] if moved else words
            for occurrence, due in self._times(task, milestone, words):
                things.append(Thing(task, milestone, occurrence, due, words == "ongoing", owing, each, unlisted))
        return things

    def _times(self, task: Json, milestone: Json | None, words: str | None) -> list[tuple[str | None, date | None]]:
        if words == "quarterly":
            return [(f"2025-Q{q}", quarter_end(q)) for q in (1, 2, 3, 4)]
        due = None if words in (None, "ongoing", "undetermined") else last_day(str(words))
        if milestone is not None and "after" in milestone:
            events = [day(e) for e in self._entries(task) if "event" in e and e.get("milestone") == milestone["id"]]
            due = max(due, events[0]) if events and due is not None else None
        return [(None, due)]

    def _entries(self, task: Json) -> list[Json]:
        found = [entry for entry in task.get("progress", []) if day(entry) <= self.day]
        return sorted(found, key=day)  # stable: of one day in the order they are written

    # -- what was stated ----------------------------------------------------------------------------------------------

    def _replay(self, task: Json, thing: Thing) -> None:
        section = next(s for s, t in self.tasks if t is task)
        task_each = self._each(section, task, None)
        each = thing.each and thing.owing
        for unit in (*thing.owing, None) if each else (None,):
            cell = thing.cells[unit] = Cell()
            for entry in self._entries(task):
                said_by = entry.get("unit")
                if said_by is not None and unit is not None and said_by != unit:
                    continue
                of_others = each or said_by not in thing.owing or (task_each and "milestone" not in entry)
                if said_by is not None and unit is None and thing.owing and of_others:
                    continue
                self._apply(cell, entry, thing, of_share=unit is not None)

    def _apply(self, cell: Cell, entry: Json, thing: Thing, *, of_share: bool) -> None:
        id, _, occurrence = entry.get("milestone", "").partition("@")
        mine = None if thing.milestone is None else thing.milestone["id"]
        of_task = "milestone" not in entry
        same = (id or None) == mine and not (of_task and mine is not None)
        names = same and (occurrence or None) == thing.occurrence
        covers = of_task or (same and not occurrence)
        if "event" in entry and same:
            if cell.state == "not-started":
                cell.state, cell.since = "in-progress", day(entry)
            return
        if not (names or covers):
            return
        state = entry.get("state")
        of_all = of_share and "unit" not in entry and state is not None
        if of_all and cell.closed and (state != "in-progress" or cell.passed_by):
            cell.passed_by = cell.state == "done" and state in ("paused", "dropped")
            return  # said of all, about those whose share was open
        if state is None:
            if same and cell.state == "not-started" and ("note" in entry or "percent" in entry):
                cell.state, cell.since = "in-progress", day(entry)
        elif names:
            cell.covered = None
            if cell.state != state:
                cell.state, cell.since = state, day(entry)
        elif state != "in-progress":
            if not cell.closed and cell.state != state:
                cell.covered = cell.covered or (cell.state, cell.since)
                cell.state, cell.since = state, day(entry)
        elif cell.covered is not None:
            (cell.state, cell.since), cell.covered = cell.covered, None
        elif not cell.closed and not of_task:
            cell.state, cell.since = state, day(entry)

    # -- the figures --------------------------------------------------------------------------------------------------

    def late(self, thing: Thing, cell: Cell, parts: list[Cell]) -> bool:
        """Whether it is overdue, or was finished after its day."""
        if thing.due is None or cell.state == "dropped":
            return False
        if cell.state == "done":
            return max(p.since for p in parts if p.state == "done" and p.since) > thing.due
        return thing.due < self.day

    def task(self, id: str, party: str | None = None) -> Json | None:
        """How a task stands for the agency, or for a unit or group that owes any of it; ``None`` where none is owed."""
        section, task = next((s, t) for s, t in self.tasks if t["id"] == id)
        of_units = self.members(party) if party is not None else ()
        things: list[tuple[Thing, Cell, list[Cell]]] = []
        for thing in self.things[id]:
            lead = self._lead(section, task, thing.milestone)
            if party is None:
                things.append((thing, *thing.of_all()))
            elif party in self.plan["groups"] and of_units:
                if party in lead:
                    things.append((thing, *thing.of(of_units)))
            elif party in thing.owing:
                things.append((thing, *thing.of((party,))))
        if not things:
            return None
        state = self._task_state(section, task, party, things)
        return {
            "state": state,
            "open": [t.address for t, cell, _ in things if not cell.closed],
            "kept": self._kept(state, things, date.max),
            "due_kept": self._kept(state, things, self.day),
            "dated": [t.address for t, _, _ in things if t.due is not None],
            "sheet": [(t.address, t.due, cell.since if cell.state == "done" else None) for t, cell, _ in things],
            "dated_open": [(t.due, t.address) for t, cell, _ in things if not cell.closed and t.due is not None],
        }

    def _kept(self, state: str, things: list[tuple[Thing, Cell, list[Cell]]], until: date) -> str | None:
        dated = [
            (t, cell, parts)
            for t, cell, parts in things
            if t.due is not None and t.due <= until and cell.state != "dropped"
        ]
        if not dated or state == "dropped":
            return None
        late = [not cell.closed for t, cell, parts in dated if self.late(t, cell, parts)]
        if any(late):
            return "overdue"
        if any(not cell.closed for _, cell, _ in dated):
            return "open-in-time"
        return "done-late" if late else "done-in-time"

    def _task_state(
        self, section: Json, task: Json, party: str | None, things: list[tuple[Thing, Cell, list[Cell]]]
    ) -> str:
        entries = [entry for entry in self._entries(task) if self._speaks(section, task, entry, party)]
        owing = self.owing(self._lead(section, task, None))
        task_each = self._each(section, task, None)
        whole, said = "not-started", date.min
        for entry in entries:
            said_by = entry.get("unit")
            counts = said_by is None or not owing or (said_by in owing and not task_each) or party is not None
            if "milestone" not in entry and "state" in entry and counts and entry["state"] != whole:
                whole, said = entry["state"], day(entry)
        if all(cell.closed for _, cell, _ in things):
            if whole in CLOSED and all(cell.since <= said for _, cell, _ in things if cell.since):
                return whole  # the last word on the task as a whole
            return "done" if any(cell.state == "done" for _, cell, _ in things) else "dropped"
        if whole == "paused" and all(cell.state == "paused" for _, cell, _ in things if not cell.closed):
            return "paused"
        tells = any(entry.keys() & {"state", "percent", "event", "note"} for entry in entries)
        return "in-progress" if tells else "not-started"

    def _speaks(self, section: Json, task: Json, entry: Json, party: str | None) -> bool:
        """Whether an entry is about the work of a party: of nobody in particular, its own, or on what both owe."""
        said_by = entry.get("unit")
        if party is None or said_by is None or said_by == party or said_by in self.members(party):
            return True
        if "milestone" not in entry and self._each(section, task, None):
            return False
        id = entry.get("milestone", "").partition("@")[0] or None
        about = [
            thing
            for thing in self.things[task["id"]]
            if "milestone" not in entry or (thing.milestone or {}).get("id") == id
        ]
        return any(not thing.each and said_by in thing.owing and party in thing.owing for thing in about)

    def parties(self) -> list[str]:
        """All units and groups."""
        return [*self.plan["units"], *self.plan["groups"]]

    def counted(self) -> list[str]:
        """The ids of the tasks that are counted."""
        return [task["id"] for section, task in self.tasks if section.get("kind") != "duties"]

    def row(self, party: str | None, ids: list[str]) -> Json | None:
        """The row of ``status`` for the agency or one that owes by its own name; ``None`` where it owes nothing."""
        found = [how for id in ids if (how := self.task(id, party)) is not None]
        if not found:
            return None
        return {
            "total": len(found),
            "states": {
                state: sum(how["state"] == state for how in found)
                for state in ("not-started", "in-progress", "done", "paused", "dropped")
            },
            "kept": {way: sum(how["kept"] == way for how in found) for way in WAYS},
            "due_kept": {way: sum(how["due_kept"] == way for how in found) for way in WAYS},
        }

    def due(self, until: date, party: str | None = None) -> list[tuple[date, str]]:
        """What is open and dated up to a day, of a party what it owes itself, by date."""
        found: list[tuple[date, str]] = []
        for _, task in self.tasks:
            how = self.task(task["id"], party)
            found += [one for one in (how["dated_open"] if how else []) if one[0] <= until]
        return sorted(found, key=lambda one: one[0])


def day(entry: Json) -> date:
    """The day of an entry."""
    return date.fromisoformat(entry["date"])


def quarter_end(quarter: int) -> date:
    """The last day of a quarter of 2025."""
    return {1: date(2025, 3, 31), 2: date(2025, 6, 30), 3: date(2025, 9, 30), 4: date(2025, 12, 31)}[quarter]


def last_day(words: str) -> date:
    """The last permitted day of a short form."""
    if words.startswith("before "):
        return date.fromisoformat(words.removeprefix("before ")) - timedelta(days=1)
    return quarter_end(int(words[-1])) if "Q" in words else date.fromisoformat(words)
