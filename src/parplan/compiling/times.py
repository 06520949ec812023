"""The words of deadlines, read for the years of the plan, with a remark where they are not plain."""

from __future__ import annotations

from parplan.compiling.remarks import Remarks
from parplan.diagnostics import N_, Path, message
from parplan.vocabulary.time_words import Problem, Reading, read_time

#: What is said of words that give no date, by what stood in the way.
_UNREAD: dict[Problem, str] = {
    Problem.UNREADABLE: N_("“{words}” cannot be read as a time; it counts as undetermined"),
    Problem.NO_SUCH_DATE: N_("“{words}” names a day or period that does not exist; it counts as undetermined"),
    Problem.NO_SUCH_FREQUENCY: N_("“{words}” recurs more often than a plan follows; it gets no dates"),
    Problem.YEAR_OUTSIDE: N_("“{words}” names a year far from the plan's; it counts as undetermined"),
    Problem.VAGUE: N_("“{words}” has no last day; it counts as undetermined"),
}
_PARTLY_UNREAD = N_("a part of “{words}” cannot be read as a time")


class Times:
    """The reader of time words for a plan of the years from ``year`` through ``through``."""

    def __init__(self, year: int, through: int, remarks: Remarks) -> None:
        self.year = year
        self.through = through
        self.remarks = remarks

    def read(self, words: str, path: Path) -> Reading:
        """Read the words of a deadline; say where they cannot be read, name several things, or had to be repaired."""
        found = read_time(words, self.year, self.through)
        if not found.problems:
            return found.reading
        if Problem.SEVERAL in found.problems:
            self.remarks.add(
                "P302",
                path,
                message(N_("“{words}” names several times; the earliest date counts"), words=words),
                message(N_("split it into milestones, one for each")),
            )
        if Problem.REPAIRED in found.problems:
            self.remarks.add(
                "P303",
                path,
                message(N_("“{words}” is read although it looks damaged"), words=words),
                message(N_("write it as it was printed, such as Quý I/2021")),
            )
        unread = next((problem for problem in found.problems if problem in _UNREAD), None)
        if unread is not None:
            self.remarks.add(
                "P301",
                path,
                message(_UNREAD[unread] if found.reading.due is None else _PARTLY_UNREAD, words=words),
                message(
                    N_("write it in other words or in short form, such as 2021-Q1, before 2021-12-05, undetermined")
                ),
            )
        return found.reading
