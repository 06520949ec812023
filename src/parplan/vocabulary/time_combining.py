"""Putting together what one clause says in several places: a recurrence with its day, ongoing work with its years."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Deadline, Frequency, Recurrence
from parplan.vocabulary.time_clause import Clause, Found
from parplan.vocabulary.time_spans import Unit, UnreadError
from parplan.vocabulary.time_tokens import Words

_UNNAMED = Recurrence()


def combine(clause: Clause) -> tuple[list[Found], list[Problem]]:
    """Return the times a clause names, each whole, and its problems.

    Raises:
        UnreadError: the places contradict each other, or one needs another that is not there.
    """
    found = [one for one in clause.found if not one.weak]
    _refuse_mixed_years(found, clause)
    _refuse_days_of_events(found, clause.words)
    problems = list(clause.problems)
    if found and any(_may_be_another(one, found[0], clause.words) for one in clause.found):
        problems.append(Problem.UNREADABLE)
    if len(found) > 1:
        found = _merged_recurrences(found, clause.words)
        found = _years_of_ongoing(found, clause.words)
        found = _within_period(found, clause.words)
    found = _days_of_recurrences(found, problems)
    found = _yearly_days(found)
    return _without_manner(found, clause.words), problems


def _refuse_mixed_years(found: list[Found], clause: Clause) -> None:
    """A date without a year beside another year than the plan's may be of either: "năm 2022: trước ngày 15/3"."""
    spans = [one.span for one in found if one.span is not None and not one.span.next_year]
    years = {year for span in spans if not span.floating for year in (span.start.year, span.end.year)}
    floating = any(span.floating and span.unit is not Unit.YEAR for span in spans)
    if floating and years and (years != {clause.year} or clause.through > clause.year):
        raise UnreadError


def _refuse_days_of_events(found: list[Found], words: Words) -> None:
    """A date in brackets after an event may be the event's: "sau khi Luật có hiệu lực (01/7/2021)"."""
    for one, following in pairwise(found):
        if one.reading.kind is Kind.EVENT and following.span and "(" in words.keys[one.last : following.first]:
            raise UnreadError


def _may_be_another(one: Found, first: Found, words: Words) -> bool:
    """Whether ``one`` may tell when after all: "ban hành quý I, báo cáo quý IV"."""
    after_comma = one.first > first.last and "," in words.keys[first.last : one.first]
    return one.weak and one.span is not None and one.span.unit is not Unit.YEAR and after_comma


def _recurs(one: Found) -> bool:
    return one.reading.recurrence is not None and one.reading.recurrence.deadline is None


def _frequencies(one: Found) -> tuple[Frequency, ...]:
    return one.reading.recurrence.frequencies if one.reading.recurrence is not None else ()


def _merged_recurrences(found: list[Found], words: Words) -> list[Found]:
    """Make "hằng tháng, hằng quý" one recurrence; for "định kỳ" a document may decide ("theo kế hoạch kiểm tra")."""
    recurring = [one for one in found if _recurs(one)]
    named = {frequency for one in recurring for frequency in _frequencies(one)}
    bare = [one for one in recurring if one.reading.recurrence == _UNNAMED]
    if named and len(recurring) > 1:
        frequencies = tuple(frequency for frequency in Frequency if frequency in named)
        kept = next(one for one in recurring if one not in bare)
        kept.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies))
        found = [one for one in found if one is kept or one not in recurring]
    elif bare:
        for i, one in enumerate(found[1:], 1):
            if found[i - 1] is bare[-1] and one.soft and words.key(one.first) == "theo":
                if any(words.has(k, "quy định") for k in range(one.first, one.last)):
                    return [other for other in found if other is not one]
                return [other for other in found if other is not bare[-1]]
    return found


def _years_of_ongoing(found: list[Found], words: Words) -> list[Found]:
    """Make one each of "thường xuyên trong năm 2021", "từ quý II/2021 thường xuyên", "thường xuyên hằng năm"."""
    kept = [found[0]]
    for one in found[1:]:
        before = kept[-1]
        ongoing, other = (before, one) if _lasts(before) else (one, before)
        between = words.keys[before.last : one.first]
        if _lasts(ongoing) and all(key in (",", "(") for key in between):
            joined = _joined(ongoing, other)
            if joined is not None:
                kept[-1] = Found(joined, before.first, one.last)
                continue
        kept.append(one)
    return kept


def _lasts(one: Found) -> bool:
    """Whether it is said to be ongoing, not only from when."""
    return one.reading.kind is Kind.ONGOING and not one.prefixed


def _joined(ongoing: Found, other: Found) -> Reading | None:
    reading, recurrence = other.reading, other.reading.recurrence
    if recurrence == Recurrence((Frequency.YEARLY,)):
        return ongoing.reading
    if other.span is not None and other.span.floating and other.span.unit is Unit.YEAR:
        return ongoing.reading
    if reading.kind is Kind.ONGOING and reading.end is None:
        return replace(ongoing.reading, start=reading.start)
    if reading.kind is Kind.DATE and other.prefixed and reading.due and ongoing.reading.start:
        return replace(ongoing.reading, end=reading.due) if reading.due > ongoing.reading.start else None
    whole_year = other.span is not None and other.span.unit is Unit.YEAR
    if reading.kind is Kind.PERIOD and (other.prefixed or whole_year):
        return Reading(Kind.ONGOING, reading.start, reading.end)
    return None


def _within_period(found: list[Found], words: Words) -> list[Found]:
    """Let brackets tell the deadline within a period: "Quý I/2021 (trước ngày 15/3/2021)" names no second time."""
    kept = [found[0]]
    for one in found[1:]:
        period, due = kept[-1].reading, one.reading.due
        bracketed = words.keys[kept[-1].last : one.first] == ["("]
        if bracketed and period.kind is Kind.PERIOD and due is not None and period.start and period.end:
            if not period.start <= due <= period.end:
                raise UnreadError
            kept[-1] = one
            continue
        kept.append(one)
    return kept


def _days_of_recurrences(found: list[Found], problems: list[Problem]) -> list[Found]:
    """Give every day without a month the recurrence it belongs to: "hằng quý, trước ngày 10 của tháng cuối quý"."""
    days = [one for one in found if one.day is not None]
    if not days:
        return found
    recurring = [one for one in found if _recurs(one)]
    if len(days) > 1 or len(recurring) > 1:
        raise UnreadError
    rule = days[0].day
    assert rule is not None
    frequencies = _frequencies(recurring[0]) if recurring else ()
    if rule.frequency is not None and not frequencies:
        frequencies = (rule.frequency,)
    months = rule.months
    if months is None and frequencies == (Frequency.MONTHLY,):
        months = 0
    if not recurring and rule.frequency is None and rule.months is None:
        raise UnreadError  # "trước ngày 20": of no month
    fits = rule.frequency is None or rule.frequency in frequencies
    within = months is None or months >= 0 or Frequency.MONTHLY not in frequencies
    if not frequencies or months is None or not fits or not within:
        problems.append(Problem.UNREADABLE)
        reading = Reading(Kind.RECURRING, recurrence=_UNNAMED)
    else:
        reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies, Deadline(months, rule.day, rule.strict)))
    joined = days[0] if not recurring else recurring[0]
    joined.reading = reading
    joined.day = None
    return [one for one in found if one is joined or one not in days]


def _yearly_days(found: list[Found]) -> list[Found]:
    """Make a day without a year every year's: "hằng năm … trước ngày 15 tháng 12"."""
    yearly = [one for one in found if one.reading.recurrence == Recurrence((Frequency.YEARLY,))]
    floating = [one for one in found if one.span is not None and one.span.floating and one.span.unit is not Unit.YEAR]
    if len(yearly) != 1 or not floating:
        return found
    for one in floating:
        assert one.span is not None
        deadline = one.span.deadline(strict=one.strict)
        one.reading = Reading(Kind.RECURRING, recurrence=Recurrence((Frequency.YEARLY,), deadline))
    return [one for one in found if one is not yearly[0]]


def _without_manner(found: list[Found], words: Words) -> list[Found]:
    """Drop "theo quy định" beside a time; before one and joined by "và" it is a time of its own that is not known."""
    if all(one.soft for one in found):
        return found
    own = [
        one
        for one, following in pairwise(found)
        if one.soft
        and words.key(one.first) == "theo"
        and not following.soft
        and "và" in words.keys[one.last : following.first]
    ]
    return [one for one in found if not one.soft or one in own]
