"""The time of a task: reading the words of printed plans and their short forms, and what such words can mean.

What cannot be read is said to be unreadable; no date is ever guessed.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from parplan.vocabulary.readings import Kind, Problem, Reading, TimeReading
from parplan.vocabulary.recurrence import Deadline, Frequency, Occurrence, Recurrence, occurrences

__all__ = [
    "Deadline",
    "Frequency",
    "Kind",
    "Occurrence",
    "Problem",
    "Reading",
    "Recurrence",
    "TimeReading",
    "occurrences",
    "read_time",
]


#: A longer text is prose; no printed time comes near it.
_LONGEST = 1000


@lru_cache(maxsize=8192)  # a thousand plans name some thousand times
def read_time(words: str, year: int, through: int | None = None) -> TimeReading:
    """Read when something is to be done.

    words: as printed ("Quý I/2021 ban hành kế hoạch; định kỳ báo cáo") or in short form (``2021-Q1``).
    year, through: the plan's first and last year (one year by default). A quarter, month or day without a year is of
    the plan's year; in a plan of several years it recurs in each.

    Never raises: what cannot be read is UNDETERMINED with a problem, and so is a clause that names a time beside
    something like a time that is not understood.
    """
    # Here, because a plan read from its cache has its readings.
    from parplan.vocabulary.time_reading import read_words
    from parplan.vocabulary.time_traps import without_traps
    from parplan.vocabulary.time_usage import in_usual_form

    last = max(through or year, year)
    if len(words) > _LONGEST:
        return TimeReading(words, (), Reading(Kind.UNDETERMINED, words=words), (Problem.UNREADABLE,))
    usual = in_usual_form(words, year, last)
    return replace(without_traps(read_words(usual, year, last), year, last), words=words)
