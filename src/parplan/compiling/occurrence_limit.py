"""Limits of the occurrences and shares of a plan: one line of a file can ask for a thousand years of months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.compiling.remarks import Remarks
from parplan.diagnostics import N_, Path, message
from parplan.plan.roles import owing_parties
from parplan.plan.structure import Milestone, Section, Task
from parplan.plan.units import Directory
from parplan.vocabulary.readings import Reading
from parplan.vocabulary.recurrence import count_occurrences

#: Far more than any plan has: 800 monthly reports over ten years are 96,000 occurrences.
OCCURRENCE_LIMIT = 100_000
#: A hundred units that each owe eighty monthly reports owe 96,000 shares a year.
SHARE_LIMIT = 400_000


def refuse_too_many(
    sections: Sequence[Section], years: tuple[int, int], reports: int, directory: Directory, remarks: Remarks
) -> None:
    """Add a remark where a plan of ``years`` (first, last) with ``reports`` a year passes a limit.

    The limits are of occurrences of recurring times, and of shares that several units owe by themselves; the remark
    stands at the first time that passes one.
    """
    count = shares = 0
    for reading, path, task, milestone in _readings(sections):
        recurrence = reading.recurrence if reading is not None else None
        occurrences = 0
        if recurrence is not None:
            occurrences = reports if recurrence.calendar else count_occurrences(recurrence, *years)
        count += occurrences
        if task.each if milestone is None else milestone.each:
            shares += max(occurrences, 1) * len(owing_parties(task, milestone, directory))
        if count > OCCURRENCE_LIMIT:
            remarks.add(
                "P316",
                path,
                message(
                    N_("up to here the plan has {count} occurrences; the limit is {limit}"),
                    count=count,
                    limit=OCCURRENCE_LIMIT,
                ),
                message(N_("end the plan in an earlier year (through), or part it into several files")),
            )
            return
        if shares > SHARE_LIMIT:
            remarks.add(
                "P316",
                path,
                message(
                    N_("up to here units owe {count} shares of their own; the limit is {limit}"),
                    count=shares,
                    limit=SHARE_LIMIT,
                ),
                message(N_("end the plan in an earlier year (through), or part it into several files")),
            )
            return


def _readings(sections: Sequence[Section]) -> Iterator[tuple[Reading | None, Path, Task, Milestone | None]]:
    """Yield every time of a plan, including new deadlines in the history, with its place, task and milestone."""
    for i, section in enumerate(sections):
        for j, task in enumerate(section.tasks):
            path: Path = ("sections", i, "tasks", j)
            if task.reading is not None or not task.milestones:
                yield task.reading, (*path, "time") if task.reading is not None else path, task, None
            for k, milestone in enumerate(task.milestones):
                place = (*path, "milestones", k)
                yield milestone.reading, (*place, "due") if milestone.reading is not None else place, task, milestone
            for entry in task.entries:
                if entry.reading is not None:
                    yield entry.reading, (*path, "progress", entry.place, "due"), task, None
