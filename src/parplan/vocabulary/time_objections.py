"""Objections to the times of a clause: words that are not understood, counts, shares, years that differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from parplan.vocabulary.lexicon import lexicon
from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Frequency
from parplan.vocabulary.time_dating import Dating
from parplan.vocabulary.time_items import ItemKind, TimeItem
from parplan.vocabulary.time_joining import Found
from parplan.vocabulary.time_spans import TimeUnit
from parplan.vocabulary.time_tokens import TimeTokens

#: Time before the end of what it is about, and after it, in which a report without a year of its own may be due.
_BEFORE_END, _AFTER_END = timedelta(80), timedelta(45)
#: The last syllables of “hoàn thành”, “làm xong”, and as typed without diacritics.
_FINISHED = frozenset(("thành", "thanh", "xong"))


class Objections:
    """The problems of the times of one clause, which were placed and joined before.

    times, doubts: those found so far; about: times and labels of what the work is about.
    """

    def __init__(
        self,
        items: Sequence[TimeItem],
        words: TimeTokens,
        dating: Dating,
        times: Sequence[Found],
        doubts: list[Found],
        about: Sequence[TimeItem],
    ) -> None:
        self.items = items
        self.words = words
        self.dating = dating
        self.year, self.through = dating.year, dating.through
        self.classes = lexicon().classes
        self.times = times
        self.doubts = doubts
        self.about = about
        self.problems: list[Problem] = []

    def find(self, *, unknown: bool, unknown_event: bool) -> list[Problem]:
        """All problems, and add to the doubts the times that what the work is about may be.

        unknown: whether something in the clause is not understood; unknown_event: whether in what has to happen first.
        """
        certain = [one for one in self.times if one.reading.kind not in (Kind.EVENT, Kind.UNDETERMINED)]
        dated = [one for one in self.times if one.reading.due is not None or _has_deadline(one.reading)]
        if unknown_event and any(one.relation != "until event" for one in certain):
            self.problems.append(Problem.UNREADABLE)
        named = certain or self.doubts or not self.times or any(one.span is not None for one in self.times)
        if unknown and named:
            self.problems.append(Problem.UNREADABLE)
        if self.about and not dated:
            self.problems.append(Problem.UNREADABLE)
            for item in self.about:
                self.doubts += [self.dating.found(item, span) for span in item.spans]
        if self.about and any(not self._suits(item, one) for item in self.about for one in dated):
            self.problems.append(Problem.UNREADABLE)
        if any(item.kind is ItemKind.COUNT and item.phrase for item in self.items) and len(dated) == 1:
            self.problems.append(Problem.UNREADABLE)  # "02 lần/năm, trước ngày 15/6": and when the second time?
        if any(item.kind is ItemKind.TIME and not self._recurs_with(item) for item in self.about):
            self.problems.append(Problem.UNREADABLE)
        self._refuse_mixed_years()
        if any(item.kind is ItemKind.TIME for item in self.items):
            self._refuse_fractions()
            self._refuse_counts()
        if self.words.damaged and (certain or self.doubts):
            self.problems.append(Problem.UNREADABLE)
        return self.problems

    def _suits(self, item: TimeItem, due: Found) -> bool:
        """Whether a deadline of no year of its own can be that of a report on the time of ``item``."""
        if due.span is None or not due.span.floating or due.span.unit is TimeUnit.YEAR:
            return True
        if item.kind is ItemKind.LABEL:
            months = 9 if item.phrase else max((frequency.months for frequency in item.frequencies), default=12)
            ends = [date(self.year, month, 28) for month in range(months, 13, months)]
        elif any(pair in _REPORTING for pair in pairwise(self.words.keys[: item.first])):
            ends = [span.end for span in item.spans]
        else:
            return True
        last = due.span.start if due.strict else due.span.end
        return any(end - _BEFORE_END <= last <= end + _AFTER_END for end in ends)

    def _recurs_with(self, item: TimeItem) -> bool:
        """Whether all that recurs can be about a time: “trước ngày 20 hằng tháng gửi báo cáo quý I” cannot."""
        recurring = [one.reading.recurrence for one in self.times if one.reading.recurrence is not None]
        often = any(frequency is not Frequency.YEARLY for one in recurring for frequency in one.frequencies)
        return not often or item.spans[0].unit is TimeUnit.YEAR

    def _refuse_mixed_years(self) -> None:
        """A date without a year beside another year than the plan's may be of either: "năm 2022: trước ngày 15/3"."""
        spans = [one.span for one in self.times if one.span is not None and not one.span.next_year]
        years = {year for span in spans if not span.floating for year in (span.start.year, span.end.year)}
        floating = any(span.floating and span.unit is not TimeUnit.YEAR for span in spans)
        if floating and years and (years != {self.year} or self.through > self.year):
            self.problems.append(Problem.UNREADABLE)

    def _refuse_counts(self) -> None:
        """A number that counts, right after a month, may be one: "tháng 3, 6 báo cáo", "tháng 02 bài"."""
        for time, following, *rest in zip(self.items, self.items[1:], [*self.items[2:], None], strict=False):
            if time.kind is not ItemKind.TIME or time.spans[-1].unit not in (TimeUnit.MONTH, TimeUnit.QUARTER):
                continue
            listed = following.kind is ItemKind.MARK and following.phrase == "," and rest[0] is not None
            counted = following.phrase in self.classes["counted"] or following.phrase.split(" ")[0] == "bài"
            month = time.spans[-1].unit is TimeUnit.MONTH and time.spans[-1].floating and not time.relation
            if (listed and rest[0] is not None and rest[0].kind is ItemKind.NUMBER) or (counted and month):
                self.problems.append(Problem.UNREADABLE)

    def _refuse_fractions(self) -> None:
        """A bare "2/3" before what can be counted is a share of it; two times in a row are pieces of another.

        What is finished to 50 % by a time is not the whole.
        """
        keys = self.words.keys
        for finished, share, sign in zip(keys, keys[1:], keys[2:], strict=False):
            if sign == "%" and finished in _FINISHED and share.isdecimal() and int(share) < 100:
                self.problems.append(Problem.UNREADABLE)
        for item, following in zip(self.items, [*self.items[1:], TimeItem(ItemKind.MARK, 0, 0)], strict=True):
            if item.kind is not ItemKind.TIME:
                continue
            if following.kind is ItemKind.TIME and not following.relation:
                self.problems.append(Problem.UNREADABLE)
            if item.first > 0 and keys[item.first - 1] in ("hoặc", "hay") and not self._ends_time(item.first - 1):
                self.problems.append(Problem.UNREADABLE)  # the other choice is no time
            if following.phrase in ("hoặc", "hay") and not self._begins_time(following.last):
                self.problems.append(Problem.UNREADABLE)
            shape = keys[item.last - 3 : item.last]
            short = len(shape) == 3 and shape[1] == "/" and shape[0].isdecimal() and len(shape[2]) < 3
            bare = short and item.relation in ("", "in") and "ngày" not in keys[item.first : item.last]
            if bare and following.kind in (ItemKind.WORD, ItemKind.UNKNOWN, ItemKind.PERIODIC):
                self.problems.append(Problem.UNREADABLE)

    def _begins_time(self, place: int) -> bool:
        """Whether a time, a recurrence or an event begins at a token."""
        return any(item.first == place and item.kind in _TELLING for item in self.items)

    def _ends_time(self, place: int) -> bool:
        """Whether a time or a recurrence ends at a token, but for a comma or a bracket."""
        return any(one.last in (place, place - 1) for one in (*self.times, *self.doubts))


_TELLING = frozenset(
    {
        ItemKind.TIME,
        ItemKind.DAY,
        ItemKind.RECURRING,
        ItemKind.PERIODIC,
        ItemKind.ONGOING,
        ItemKind.EVENT,
    }
)
_REPORTING = frozenset({("báo", "cáo"), ("sơ", "kết"), ("tổng", "kết")})


def _has_deadline(reading: Reading) -> bool:
    return reading.recurrence is not None and reading.recurrence.deadline is not None
