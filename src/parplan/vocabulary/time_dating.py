"""The reading of a time of the calendar in its clause: the deadline it names, or a first day without a last."""

from __future__ import annotations

from datetime import timedelta

from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.time_items import TimeItem
from parplan.vocabulary.time_joining import Found, yearly
from parplan.vocabulary.time_spans import TimeSpan, TimeUnit
from parplan.vocabulary.time_tokens import TimeTokens

UNDETERMINED = Reading(Kind.UNDETERMINED)
#: Years after the plan's in which a day, month or quarter may be planned; only whole years are named farther ahead.
_FARTHEST = 20


class Dating:
    """Dates the times of one clause. problems: what is wrong with their years."""

    def __init__(self, words: TimeTokens, year: int, through: int) -> None:
        self.words = words
        self.year = year
        self.through = through
        self.problems: list[Problem] = []

    def found(self, item: TimeItem, span: TimeSpan) -> Found:
        """The reading of one of the stretches of an item."""
        strict = item.relation == "before"
        ranged = any(key in ("-", "đến", "tới") for key in self.words.keys[item.first + 1 : item.last])
        if item.relation == "after":
            reading = UNDETERMINED
        elif item.relation == "from" and not ranged and len(item.spans) == 1:
            reading = Reading(Kind.ONGOING, start=span.start)
        else:
            reading = self._dated(span, strict=strict, inclusive=item.relation == "by" or item.hour)
        if span.unit is not TimeUnit.YEAR and span.end.year > self.through + _FARTHEST:
            self.problems.append(Problem.YEAR_OUTSIDE)
        guessed = reading.recurrence is not None and not span.next_year
        return Found(
            reading, item.first, item.last, span, strict, relation=item.relation, opener=item.opener, guessed=guessed
        )

    def _dated(self, span: TimeSpan, *, strict: bool, inclusive: bool) -> Reading:
        if span.floating and (self.through > self.year or span.next_year):
            # In every year of a plan of several, or in the year after each one reported on.
            return yearly(span, strict=strict)
        if strict:
            return Reading(Kind.BEFORE, due=span.start - timedelta(days=1))
        if inclusive or (span.unit is TimeUnit.DAY and span.start == span.end):
            return Reading(Kind.DATE, due=span.end)
        return Reading(Kind.PERIOD, start=span.start, end=span.end, due=span.end)
