"""The words of deadlines, read for the years of the plan, with a remark where they are not certain."""

from __future__ import annotations

from datetime import date

from parplan.compiling.remarks import Remarks
from parplan.diagnostics import N_, Path, message
from parplan.vocabulary.time_words import Problem, TimeReading, read_time

#: The remarks on words that give no date, by what prevented it.
_UNREAD: dict[Problem, str] = {
    Problem.UNREADABLE: N_("“{words}” is not understood word for word; it counts as undetermined"),
    Problem.NO_SUCH_DATE: N_("“{words}” names a day or period that does not exist; it counts as undetermined"),
    Problem.NO_SUCH_FREQUENCY: N_("“{words}” recurs too often for a plan; it gets no dates"),
    Problem.YEAR_OUTSIDE: N_("“{words}” names a year far from the plan's; it counts as undetermined"),
    Problem.BEFORE_PLAN: N_(
        "“{words}” names no year, and in the first year of the plan it was over before the plan "
        "was issued; it counts as undetermined"
    ),
    Problem.WHICH_YEAR: N_(
        "“{words}” may mean the calendar year or the year of the plan, which ends within it; it counts as undetermined"
    ),
    Problem.VAGUE: N_("“{words}” has no last day; it counts as undetermined"),
}


class Times:
    """Reads time words for a plan of the years from ``year`` through ``through``, issued on ``decision``.

    until: the plan's last day, if it ends within a year.
    """

    def __init__(
        self, year: int, through: int, decision: date | None, remarks: Remarks, until: date | None = None
    ) -> None:
        self.year = year
        self.through = through
        self.decision = decision
        self.until = until
        self.remarks = remarks

    def read(self, words: str, path: Path) -> TimeReading:
        """Read the words of a deadline; add a remark where they are uncertain, with possible meanings, or repaired."""
        found = read_time(words, self.year, self.through, self.decision, self.until)
        if not found.problems:
            return found
        proposed = "; ".join(f"due: {one.due}" for one in found.proposed)
        if Problem.SEVERAL in found.problems:
            self.remarks.add(
                "P302",
                path,
                message(N_("“{words}” names several times; it counts as undetermined"), words=words),
                message(N_("split it into milestones, one for each: {proposed}"), proposed=proposed)
                if proposed
                else message(N_("split it into milestones, one for each")),
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
                message(_UNREAD[unread], words=words),
                message(N_("if this is what is meant, write: {proposed}"), proposed=proposed)
                if proposed
                else message(
                    N_(
                        "write it in other words or in short form, such as {year}-Q1, before {year}-12-05, undetermined"
                    ),
                    year=str(self.year),
                ),
            )
        return found
