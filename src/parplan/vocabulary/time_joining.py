"""Times of one clause that belong together: a recurrence and its day, ongoing work and its years."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Frequency, PeriodDeadline, Recurrence
from parplan.vocabulary.time_items import DayOfMonth, TimeItem
from parplan.vocabulary.time_spans import TimeSpan, TimeUnit
from parplan.vocabulary.time_tokens import TimeTokens

UNNAMED = Recurrence()
_YEARLY = Recurrence((Frequency.YEARLY,))
#: Work is done by a time that follows these; it is not ongoing in it.
_FINISHING = frozenset({"hoàn", "xong", "kết", "cần", "phải", "trước", "chậm", "muộn", "hạn"})
#: Beginnings of words that leave a time beside them open: "Quý II/2025 (tùy tình hình)".
_OPEN_HEADS = frozenset({"tùy", "chưa", "không"})


class Found(Struct):
    """A time at the tokens from ``first`` up to ``last``.

    span, strict: the stretch behind a dated reading, and whether it was "before". day: a day of a month not named yet.
    soft: beside another time it only says how that is kept ("theo kế hoạch"). relation, opener: what leads to it, and
    its first word. guessed: it comes every year only because no year of a plan of several is named.
    """

    reading: Reading
    first: int
    last: int
    span: TimeSpan | None = None
    strict: bool = False
    day: DayOfMonth | None = None
    soft: bool = False
    relation: str = ""
    opener: str = ""
    guessed: bool = False


def yearly(span: TimeSpan, *, strict: bool) -> Reading:
    """A stretch of the calendar that comes every year."""
    return Reading(Kind.RECURRING, recurrence=Recurrence((Frequency.YEARLY,), span.deadline(strict=strict)))


class Joiner:
    """Joins the times of one clause. ``times``, ``doubts`` and ``problems`` are what is left and what was found."""

    def __init__(self, times: list[Found], about: list[TimeItem], words: TimeTokens, year: int, through: int) -> None:
        self.times = times
        self.about = about
        self.words = words
        self.year = year
        self.through = through
        self.doubts: list[Found] = []
        self.problems: list[Problem] = []

    def join(self) -> None:
        """Join what belongs together."""
        if len(self.times) > 1:
            self._join_recurrences()
            self._join_ongoing()
            self._join_brackets()
        self._join_days()
        self._join_yearly()
        self._leave_out_bounds()
        self._leave_out_manner()

    def _join_recurrences(self) -> None:
        """Make "hằng tháng, hằng quý" one; for "định kỳ" a document may decide ("theo kế hoạch kiểm tra")."""
        recurring = [one for one in self.times if one.reading.recurrence and not one.reading.recurrence.deadline]
        named = {f for one in recurring if one.reading.recurrence for f in one.reading.recurrence.frequencies}
        bare = [one for one in recurring if one.reading.recurrence == UNNAMED]
        if named and len(recurring) > 1:
            frequencies = tuple(frequency for frequency in Frequency if frequency in named)
            kept = next(one for one in recurring if one not in bare)
            kept.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies))
            self.times = [one for one in self.times if one is kept or one not in recurring]
        elif bare:
            for before, one in pairwise(self.times):
                if before is bare[-1] and one.soft and self.words.key(one.first) == "theo":
                    rules = self.words.keys[one.first : one.last]
                    dropped = one if ("quy", "định") in pairwise(rules) else before
                    self.times = [other for other in self.times if other is not dropped]
                    return

    def _join_ongoing(self) -> None:
        """Make one each of "thường xuyên trong năm 2021", "từ quý II/2021 thường xuyên", "thường xuyên hằng năm"."""
        kept = [self.times[0]]
        for one in self.times[1:]:
            before = kept[-1]
            ongoing, other = (before, one) if before.relation == "ongoing" else (one, before)
            between = self.words.keys[before.last : one.first]
            finished = other is before and other.opener in _FINISHING  # "hoàn thành Quý II/2025, duy trì thường xuyên"
            if ongoing.relation == "ongoing" and not finished and all(key in (",", "(") for key in between):
                joined = _joined(ongoing, other)
                if joined is not None:
                    kept[-1] = Found(joined, before.first, one.last, relation="ongoing")
                    continue
            kept.append(one)
        self.times = kept

    def _join_brackets(self) -> None:
        """Let brackets tell the deadline within a period: "Quý I/2021 (trước ngày 15/3/2021)" names no second time."""
        kept = [self.times[0]]
        for one in self.times[1:]:
            period, due = kept[-1].reading, one.reading.due
            bracketed = self.words.keys[kept[-1].last : one.first] == ["("]
            if bracketed and period.kind is Kind.PERIOD and due is not None and period.start and period.end:
                if period.start <= due <= period.end:
                    kept[-1] = one
                    continue
                self.problems.append(Problem.UNREADABLE)
            if bracketed and period.kind is Kind.EVENT and one.span is not None:
                self.problems.append(Problem.UNREADABLE)  # "sau khi Luật có hiệu lực (01/7/2021)": the event's day
            kept.append(one)
        self.times = kept

    def _join_days(self) -> None:
        """Give a day without a month the recurrence it belongs to: "hằng quý, trước ngày 10 của tháng cuối quý"."""
        days = [one for one in self.times if one.day is not None]
        if not days:
            return
        recurring = [one for one in self.times if one.reading.recurrence and not one.reading.recurrence.deadline]
        labels = {frequency for item in self.about for frequency in item.frequencies}
        if len(days) > 1 or len(recurring) > 1:
            self.problems.append(Problem.UNREADABLE)
            self.doubts += days
            self.times = [one for one in self.times if one not in days]
            return
        rule = days[0].day
        assert rule is not None
        frequencies = (
            recurring[0].reading.recurrence.frequencies if recurring and recurring[0].reading.recurrence else ()
        )
        if rule.frequency is not None and not frequencies:
            frequencies = (rule.frequency,)
        months = rule.months
        if months is None and frequencies == (Frequency.MONTHLY,):
            months = 0
        joined = recurring[0] if recurring else days[0]
        fits = rule.frequency is None or rule.frequency in frequencies
        within = months is None or months >= 0 or Frequency.MONTHLY not in frequencies
        labelled = not labels or labels <= set(frequencies)
        if months is None and not recurring:
            self.problems.append(Problem.UNREADABLE)  # "trước ngày 20": of no month
            self.times = [one for one in self.times if one is not days[0]]
            return
        if rule.untied and (not frequencies or recurring):
            deadline = PeriodDeadline(rule.months or 0, rule.day, rule.strict) if frequencies else None
            joined.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies, deadline))
        elif not frequencies or months is None or not fits or not within or not labelled:
            self.problems.append(Problem.UNREADABLE)
            joined.reading = Reading(Kind.RECURRING, recurrence=UNNAMED)
        else:
            deadline = PeriodDeadline(months, rule.day, rule.strict)
            joined.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies, deadline))
        joined.first, joined.last = min(joined.first, days[0].first), max(joined.last, days[0].last)
        joined.day = None
        self.times = [one for one in self.times if one is joined or one not in days]

    def _join_yearly(self) -> None:
        """Make a day without a year every year's: "hằng năm … trước ngày 15 tháng 12"."""
        each = [one for one in self.times if one.reading.recurrence == _YEARLY]
        dated = [one for one in self.times if one.span is not None and one.span.unit is not TimeUnit.YEAR]
        floating = [one for one in dated if one.span is not None and one.span.floating]
        if len(each) != 1 or not floating:
            if each and dated and self.words.keys[dated[-1].last : each[0].first] in ([], ["của"]):
                self.problems.append(Problem.UNREADABLE)  # a year that is named does not come every year
            return
        if any(one.relation in ("from", "after") and one.span and not one.span.ranged for one in floating):
            self.problems.append(Problem.UNREADABLE)  # "hằng năm từ tháng 6": from which year?
            return
        for one in floating:
            assert one.span is not None
            one.reading = yearly(one.span, strict=one.strict)
            one.first, one.last = min(one.first, each[0].first), max(one.last, each[0].last)
            one.span, one.guessed = None, False
        self.times = [one for one in self.times if one is not each[0]]

    def _leave_out_bounds(self) -> None:
        """Let the plan's own years only bound what recurs: "Hằng năm, giai đoạn 2021-2025"."""
        recurring = [one for one in self.times if one.reading.recurrence and one.reading.recurrence.frequencies]
        if len(self.times) != 2 or len(recurring) != 1:
            return
        other = next(one for one in self.times if one is not recurring[0])
        reading = other.reading
        whole = reading.due is not None and reading.due >= date(self.through, 12, 31)
        from_start = reading.start is None or reading.start <= date(self.year, 1, 1)
        years = other.span is not None and other.span.unit is TimeUnit.YEAR and not other.strict
        of_the_plan = self.through > self.year or (other.span is not None and other.span.floating)
        first, last = sorted(self.times, key=lambda one: one.first)
        apart = any(key.isalpha() for key in self.words.keys[first.last : last.first])
        reached = other is last and other.relation == "by" and self.words.key(other.last).isalpha()
        # “…, đến năm 2030 đạt 90%” says by when it is reached
        if whole and from_start and years and of_the_plan and not (apart or reached):
            self.times = recurring

    def _leave_out_manner(self) -> None:
        """Drop "theo quy định" beside a time; before one and joined by "và" it is a time of its own, not known."""
        if all(one.soft for one in self.times):
            return
        own = [
            one
            for one, following in pairwise(self.times)
            if one.relation == "depending"
            and self.words.key(one.first) == "theo"
            and not following.soft
            and "và" in self.words.keys[one.last : following.first]
        ]
        dropped = [one for one in self.times if one.soft and one not in own]
        if any(one.relation == "OTHER_YEAR" or self.words.key(one.first) in _OPEN_HEADS for one in dropped):
            self.problems.append(Problem.UNREADABLE)
        self.times = [one for one in self.times if one not in dropped]


def _joined(ongoing: Found, other: Found) -> Reading | None:
    reading = other.reading
    if reading.kind is Kind.ONGOING and other.relation == "ongoing":
        return ongoing.reading
    if reading.recurrence == _YEARLY:
        return ongoing.reading
    if other.span is not None and other.span.floating and other.span.unit is TimeUnit.YEAR:
        return ongoing.reading
    if reading.kind is Kind.ONGOING and reading.end is None:
        return reading if other.relation == "open" else replace(ongoing.reading, start=reading.start)
    if reading.kind is Kind.DATE and other.relation == "by" and reading.due and ongoing.reading.start:
        return replace(ongoing.reading, end=reading.due) if reading.due > ongoing.reading.start else None
    whole_year = other.span is not None and other.span.unit is TimeUnit.YEAR
    comes_first = other.first < ongoing.first
    if reading.kind is Kind.PERIOD and (
        whole_year or other.relation in ("range", "from") or (other.relation == "in" and not comes_first)
    ):
        return Reading(Kind.ONGOING, reading.start, reading.end)
    return None
