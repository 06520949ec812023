"""P505: two entries say the same, or finish the same on two days."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.document import model
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import Placed, with_entries
from parplan.plan.roles import owing_parties
from parplan.plan.structure import Entry, State, Task
from parplan.plan.units import Directory

RULE = rule(
    "P505",
    "same-entry",
    Severity.WARNING,
    what=N_(
        "Two entries of a task are equal, word for word, or finish the same on two days, or a unit answered twice for "
        "one period how much a figure that adds up has grown."
    ),
    why=N_(
        "A merge kept a line twice, one was copied and not changed, or the same was recorded in two copies of the "
        "plan; events and figures are then counted twice, and of two days only the first counts."
    ),
    instead=N_("Delete one of the two, or write what the second was meant to say."),
    right=N_(
        "Who recorded an entry, and when, is ignored; any other difference makes them different. Work that was taken "
        "up again may be finished again, and each unit may finish what it owes by itself."
    ),
    bad="progress:\n  - {date: 2021-03-01, state: in-progress}\n  - {date: 2021-03-01, state: in-progress}",
    good=(
        "progress:\n  - {date: 2021-03-01, state: in-progress}\n  - {date: 2021-03-02, state: in-progress, percent: 40}"
    ),
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for an entry met before in the same task, and for answers that are counted twice."""
    for place, entries in with_entries(checked):
        first: dict[str, int] = {}
        for k, (path, entry) in enumerate(entries if len(entries) > 1 else ()):
            same = entry.model_dump_json(exclude={"by", "recorded"}, exclude_none=True)
            if first.setdefault(same, k) != k and not _said_otherwise(entries[first[same] + 1 : k], entry):
                yield remark(
                    RULE,
                    (*path, "date"),
                    message(N_("this entry repeats the one on line {line}")),
                    message(N_("delete one of the two")),
                    lines=(("line", (*place.path, "progress", first[same], "date")),),
                )
        yield from _answered_twice(place, entries)
        yield from _done_on_two_days(place, checked.plan.directory)


def _answered_twice(place: TaskPlace, entries: list[Placed]) -> Iterator[Remark]:
    """Look for values that add up from two answers of one unit for one period: `collect` records only one of them."""
    adding = place.task.adding_up
    first: dict[tuple[str, str | None, str], int] = {}
    for k, (path, entry) in enumerate(entries if adding else ()):
        period = (entry.batch or "").rpartition("-")[0]
        for id in adding.intersection(entry.measures or ()) if period else ():
            before = first.setdefault((id, entry.unit, period), k)
            if before != k:
                yield remark(
                    RULE,
                    (*path, "measures", id),
                    message(
                        N_("{id} adds up, and line {line} has the answer for {period} already"), id=id, period=period
                    ),
                    message(N_("delete the one of the two that does not count")),
                    lines=(("line", (*place.path, "progress", before, "measures", id)),),
                )


def _done_on_two_days(place: TaskPlace, directory: Directory) -> Iterator[Remark]:
    """Look for what is finished on two days and was not taken up again in between: `done` and `collect` refuse that."""
    task = place.task
    done: dict[tuple[str | None, str | None, str | None], Entry] = {}
    for entry in task.entries:
        if entry.state is None:
            continue
        if entry.state is not State.DONE:
            about = None if entry.of_whole_task else (entry.milestone, entry.occurrence)
            done = {key: one for key, one in done.items() if about is not None and key[:2] != about}
            continue
        before = done.setdefault((entry.milestone, entry.occurrence, _own_part(task, entry, directory)), entry)
        if before.date != entry.date:
            yield remark(
                RULE,
                (*place.path, "progress", entry.place, "date"),
                message(N_("line {line} has it as done on another day")),
                message(N_("delete the one of the two that does not count")),
                lines=(("line", (*place.path, "progress", before.place, "date")),),
            )


def _own_part(task: Task, entry: Entry, directory: Directory) -> str | None:
    """The unit that an entry is about alone; ``None`` where it speaks for all who owe the item together."""
    milestone = next((one for one in task.milestones if one.id == entry.milestone), None)
    each = task.each or (milestone is not None and milestone.each)
    return None if not each and entry.unit in owing_parties(task, milestone, directory) else entry.unit


def _said_otherwise(between: list[Placed], entry: model.Entry) -> bool:
    """Whether the item had another state in between, so that the second entry is not a repetition."""
    return any(
        other.state not in (None, entry.state) and (other.milestone, other.unit) == (entry.milestone, entry.unit)
        for _, other in between
    )
