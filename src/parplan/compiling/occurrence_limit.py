"""How many occurrences a plan may have: a line of a file can ask for a thousand years of months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.compiling.remarks import Remarks
from parplan.diagnostics import N_, Path, message
from parplan.plan.structure import Section
from parplan.vocabulary.readings import Reading
from parplan.vocabulary.recurrence import count_occurrences

#: Far more than any plan has: of 800 monthly reports over ten years there are 96,000.
OCCURRENCE_LIMIT = 100_000


def refuse_too_many(sections: Sequence[Section], years: tuple[int, int], reports: int, remarks: Remarks) -> None:
    """Remark where the recurring times of a plan of ``years`` (first, last) with so many ``reports`` pass the limit.

    The remark stands at the first time with which they do.
    """
    count = 0
    for reading, path in _readings(sections):
        recurrence = reading.recurrence
        if recurrence is not None:
            count += reports if recurrence.calendar else count_occurrences(recurrence, *years)
            if count > OCCURRENCE_LIMIT:
                remarks.add(
                    "P316",
                    path,
                    message(
                        N_("up to here the plan has {count} occurrences; up to {limit} are followed"),
                        count=count,
                        limit=OCCURRENCE_LIMIT,
                    ),
                    message(N_("end the plan in an earlier year (through), or part it into several files")),
                )
                return


def _readings(sections: Sequence[Section]) -> Iterator[tuple[Reading, Path]]:
    """Yield every time of a plan that is read, also those of moved deadlines, with its place."""
    for i, section in enumerate(sections):
        for j, task in enumerate(section.tasks):
            path: Path = ("sections", i, "tasks", j)
            if task.reading is not None:
                yield task.reading, (*path, "time")
            for k, milestone in enumerate(task.milestones):
                if milestone.reading is not None:
                    yield milestone.reading, (*path, "milestones", k, "due")
            for entry in task.entries:
                if entry.reading is not None:
                    yield entry.reading, (*path, "progress", entry.place, "due")
