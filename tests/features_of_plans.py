"""What of the format a plan uses, told from its text alone: the table of the plans of all kinds is made of this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

Json = dict[str, Any]

_PERIODS = ("định kỳ", "hằng ", "monthly", "quarterly", "yearly")


class Written:
    """A plan as plain data, and its parts in one list each."""

    def __init__(self, text: str) -> None:
        self.plan: Json = yaml.load(text, yaml.BaseLoader)
        self.head: Json = self.plan["plan"]
        self.units: list[Json] = list(self.plan["units"].values())
        self.groups: Json = self.plan.get("groups", {})
        self.sections: list[Json] = self.plan["sections"]
        headings = [heading for section in self.sections for heading in section.get("headings", {}).values()]
        self.headings: list[Json] = [heading for heading in headings if isinstance(heading, dict)]
        self.tasks: list[Json] = [task for section in self.sections for task in section["tasks"]]
        self.milestones = [one for task in self.tasks for one in task.get("milestones", [])]
        self.targets = [one for task in self.tasks for one in task.get("targets", [])]
        self.entries = [one for task in self.tasks for one in task.get("progress", [])]

    def of(self, name: str) -> str | None:
        """The code of what is called so."""
        for code, party in {**self.plan["units"], **self.groups}.items():
            if name in (code, party["name"], party.get("short"), *party.get("aliases", [])):
                return str(code)
        return None

    def kinds(self, names: list[str]) -> set[str]:
        """Whether units, open groups, groups without listed members, or others are named."""
        found = set()
        for name in names:
            group = self.groups.get(self.of(name) or "")
            if group is None:
                found.add("unit")
            elif group.get("open") == "yes":
                found.add("open")
            else:
                found.add("group" if group.get("members") else "empty")
        return found

    def leads(self) -> Iterator[list[str]]:
        """The leads written anywhere."""
        for one in (*self.sections, *self.headings, *self.tasks, *self.milestones):
            if "lead" in one:
                yield one["lead"]


def _alone(written: Written, words: Callable[[str], bool]) -> bool:
    return any("milestones" not in task and words(task.get("time", "")) for task in written.tasks)


def _entry(key: str) -> Callable[[Written], bool]:
    return lambda written: any(key in entry for entry in written.entries)


def _state(state: str) -> Callable[[Written], bool]:
    return lambda written: any(entry.get("state") == state for entry in written.entries)


def _target(key: str, value: str | None = None) -> Callable[[Written], bool]:
    return lambda written: any(key in one and value in (None, one[key]) for one in written.targets)


def _task(key: str) -> Callable[[Written], bool]:
    return lambda written: any(key in task for task in written.tasks)


def _milestone(key: str) -> Callable[[Written], bool]:
    return lambda written: any(key in one for one in written.milestones)


def _unit(key: str) -> Callable[[Written], bool]:
    return lambda written: any(key in unit for unit in written.units)


def _of_event(written: Written, once: bool) -> bool:
    ids = {one["id"] for one in written.milestones}
    return any("after" in one and one["after"] not in ids and ("due" in one) is once for one in written.milestones)


FEATURES: dict[str, Callable[[Written], bool]] = {
    "section `kind: steering`": lambda w: any(one.get("kind") == "steering" for one in w.sections),
    "section `kind: duties`": lambda w: any(one.get("kind") == "duties" for one in w.sections),
    "sections in Roman numbers or letters": lambda w: any(not one["id"].isdigit() for one in w.sections),
    "`lead` of a section": lambda w: any("lead" in one for one in w.sections),
    "`coordinating` of a section": lambda w: any("coordinating" in one for one in w.sections),
    "`lead` of a heading": lambda w: any("lead" in one for one in w.headings),
    "`coordinating` of a heading": lambda w: any("coordinating" in one for one in w.headings),
    "`lead: []`": lambda w: any(task.get("lead") == [] for task in w.tasks),
    "`coordinating: []`": lambda w: any(one.get("coordinating") == [] for one in (*w.tasks, *w.headings)),
    "task without milestones, a day or period": lambda w: _alone(w, lambda time: any(map(str.isdigit, time))),
    "task without milestones, recurring": lambda w: _alone(w, lambda time: time.startswith(_PERIODS)),
    "task without milestones, ongoing": lambda w: _alone(w, lambda time: time.startswith("Thường xuyên")),
    "task without milestones, by another document or unreadable": lambda w: _alone(
        w, lambda time: time.startswith(("theo ", "Theo ", "Sớm", "Sau ", "khi ")) or "; " in time or "tuần" in time
    ),
    'entry `milestone: "@…"`': lambda w: any(one.get("milestone", "").startswith("@") for one in w.entries),
    "`lead` of a milestone": _milestone("lead"),
    "`coordinating` of a milestone": _milestone("coordinating"),
    "`products` of a milestone": _milestone("products"),
    "milestone `owed`": _milestone("owed"),
    "milestone `recipient`": _milestone("recipient"),
    "recurring milestone": lambda w: any(one.get("due", "").startswith(_PERIODS) for one in w.milestones),
    "`due: calendar`": lambda w: any(one.get("due") == "calendar" for one in w.milestones),
    "`after` each event": lambda w: _of_event(w, once=False),
    "`after` an event once, with a `due`": lambda w: _of_event(w, once=True),
    "`after` a milestone with `lag`": lambda w: any(
        one.get("after") in {other["id"] for other in w.milestones} and "lag" in one for one in w.milestones
    ),
    "`part_of`": _milestone("part_of"),
    "`carried_from`": lambda w: any("carried_from" in one for one in (*w.tasks, *w.milestones)),
    "groups in groups": lambda w: any(set(one.get("members", [])) & set(w.groups) for one in w.groups.values()),
    "`complete: no`": lambda w: any(one.get("complete") == "no" for one in w.groups.values()),
    "`size`": lambda w: any("size" in one for one in w.groups.values()),
    "open group leads alone": lambda w: any(w.kinds(names) == {"open"} for names in w.leads()),
    "open group leads with units": lambda w: any({"open", "unit"} <= w.kinds(names) for names in w.leads()),
    "group without listed members leads": lambda w: any("empty" in w.kinds(names) for names in w.leads()),
    "fixed groups lead, each": lambda w: any(w.kinds(names) == {"group"} for names in w.leads()),
    "open group coordinates": lambda w: any(
        "open" in w.kinds(one.get("coordinating", [])) for one in (*w.sections, *w.headings, *w.tasks)
    ),
    "task `owed: each`": lambda w: any(task.get("owed") == "each" for task in w.tasks),
    "task `owed: together`": lambda w: any(task.get("owed") == "together" for task in w.tasks),
    "`short` of a task": _task("short"),
    "`person`": _task("person"),
    "`columns`": _task("columns"),
    "`cites`": _task("cites"),
    "`recipient` of a task": _task("recipient"),
    "`parts`": _task("parts"),
    "`notes` or `printed`": lambda w: _task("notes")(w) or _milestone("printed")(w),
    "`aliases`": lambda w: any("aliases" in one for one in (*w.units, *w.tasks, *w.milestones)),
    "plan `code`": lambda w: "code" in w.head,
    "plan `parent`": lambda w: "parent" in w.head,
    "`signer` with `for`": lambda w: isinstance(w.head.get("signer"), dict) and "for" in w.head["signer"],
    "plan of several years (`through`)": lambda w: "through" in w.head,
    "`due_soon`": lambda w: "due_soon" in w.head,
    "`introduction` or `closing`": lambda w: "introduction" in w.head or "closing" in w.head,
    "`calendar`": lambda w: "calendar" in w.plan,
    "a plan that is no decision (KH, CT, TB, CTr, NQ)": lambda w: "/QĐ" not in w.head["decision"]["number"],
    "unit `email` or `contact`": lambda w: _unit("email")(w) or _unit("contact")(w),
    "unit `from`, `until`": lambda w: _unit("from")(w) or _unit("until")(w),
    "unit `successors`": _unit("successors"),
    "target `at_least`": _target("at_least"),
    "target `at_most`": _target("at_most"),
    "target `exactly`": _target("exactly"),
    "figure without a target": lambda w: any(not one.keys() & {"at_least", "at_most", "exactly"} for one in w.targets),
    "target that `counts` events": _target("counts"),
    "`total: sum`": _target("total", "sum"),
    "`total: latest`": _target("total", "latest"),
    "entry of a unit": _entry("unit"),
    "entry of a group": lambda w: any(one.get("unit") in w.groups for one in w.entries),
    "`percent`": _entry("percent"),
    "`event`": _entry("event"),
    "a moved deadline (`due`, `basis`)": _entry("due"),
    "`paused`": _state("paused"),
    "`dropped`": _state("dropped"),
    "`note`": _entry("note"),
    "`difficulty`": _entry("difficulty"),
    "`proposal`": _entry("proposal"),
    "`evidence`": _entry("evidence"),
    "`by`": _entry("by"),
    "`batch`": _entry("batch"),
}
