"""The time of a task: reading the words of printed plans and the short forms.

Words that cannot be read are reported as unreadable; no date is ever guessed.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from parplan.vocabulary.readings import FoundTime, Kind, Problem, Proposal, Reading, TimeReading
from parplan.vocabulary.recurrence import Frequency, Occurrence, Recurrence, occurrences

__all__ = [
    "FoundTime",
    "Frequency",
    "Kind",
    "Occurrence",
    "Problem",
    "Proposal",
    "Reading",
    "Recurrence",
    "TimeReading",
    "find_times",
    "occurrences",
    "read_time",
]


#: A longer text is prose; no printed time is nearly as long.
_LONGEST = 1000


@lru_cache(maxsize=8192)  # a thousand plans name some thousand times
def read_time(
    words: str, year: int, through: int | None = None, decision: date | None = None, until: date | None = None
) -> TimeReading:
    """Read the time of a task.

    words: as printed ("Quý I/2021 ban hành kế hoạch; định kỳ báo cáo") or in short form (``2021-Q1``).
    year, through: the plan's first and last year (one year by default). A quarter, month or day without a year is of
    the plan's year; in a plan of several years it recurs in each.
    decision: the day the plan was issued, if it is known. In a plan of several years a time without a year, which
    would have been due before that day in the first, is only proposed as every year's.
    until: the plan's last day, if it ends within its last year. “Trong năm” may then be the plan's or the calendar's.

    Never raises. A reading is certain when every word is understood and one time is named; else it is UNDETERMINED
    with a problem, and the times found are proposed.
    """
    # Here, because a plan read from its cache has its readings.
    from parplan.vocabulary.time_reading import read_words

    if len(words) > _LONGEST:
        return TimeReading(words, (), Reading(Kind.UNDETERMINED, words=words), (Problem.UNREADABLE,))
    return read_words(words, year, max(through or year, year), decision, until)


def find_times(words: str, year: int, through: int | None = None) -> tuple[FoundTime, ...]:
    """Find every time named in a text of any length, in its order: see :class:`FoundTime`."""
    from parplan.vocabulary.time_reading import find_all

    return find_all(words, year, max(through or year, year))
