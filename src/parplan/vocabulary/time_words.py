"""The time of a task: reading the words of printed plans and their short forms, and what such words can mean.

What cannot be read is said to be unreadable; no date is ever guessed.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from parplan.vocabulary.readings import FoundTime, Kind, Problem, Proposal, Reading, TimeReading
from parplan.vocabulary.recurrence import Deadline, Frequency, Occurrence, Recurrence, occurrences

__all__ = [
    "Deadline",
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


#: A longer text is prose; no printed time comes near it.
_LONGEST = 1000


@lru_cache(maxsize=8192)  # a thousand plans name some thousand times
def read_time(words: str, year: int, through: int | None = None, decision: date | None = None) -> TimeReading:
    """Read when something is to be done.

    words: as printed ("Quý I/2021 ban hành kế hoạch; định kỳ báo cáo") or in short form (``2021-Q1``).
    year, through: the plan's first and last year (one year by default). A quarter, month or day without a year is of
    the plan's year; in a plan of several years it recurs in each.
    decision: the day the plan was issued, if it is known; a deadline before it is only proposed.

    Never raises. A reading is certain when every word is understood and one time is named; else it is UNDETERMINED
    with a problem, and the times found are proposed.
    """
    # Here, because a plan read from its cache has its readings.
    from parplan.vocabulary.short_forms import write_time
    from parplan.vocabulary.time_reading import read_words
    from parplan.vocabulary.time_traps import without_traps
    from parplan.vocabulary.time_usage import in_usual_form

    last = max(through or year, year)
    undetermined = Reading(Kind.UNDETERMINED, words=words)
    if len(words) > _LONGEST:
        return TimeReading(words, (), undetermined, (Problem.UNREADABLE,))
    found = read_words(in_usual_form(words, year, last), year, last)
    judged = replace(without_traps(found, year, last), words=words)
    if judged.certain:
        return judged
    proposed = [Proposal(write_time(part, year, last), part.words) for part in found.parts]
    return replace(
        judged,
        reading=undetermined,
        proposed=tuple(one for one in dict.fromkeys(proposed) if one.due not in ("", "undetermined", "event")),
    )


def find_times(words: str, year: int, through: int | None = None) -> tuple[FoundTime, ...]:
    """Find every time named in ``words``, in the order of the text: see :class:`FoundTime`."""
    from parplan.vocabulary.short_forms import write_time

    read = read_time(words, year, through)
    times, at = [], 0
    for part in read.parts:
        start = words.find(part.words, at)
        if start < 0:
            continue
        at = start + len(part.words)
        certain = read.certain or read.problems == (Problem.SEVERAL,)
        times.append(FoundTime(part, start, at, certain, write_time(part, year, max(through or year, year))))
    return tuple(times)
