"""Ranges and lists of stretches, and the years of what leaves them out: "Quý I - III/2021", "tháng 3, 6, 9/2021"."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from parplan.vocabulary.readings import Problem
from parplan.vocabulary.time_spans import Stretch, TimeSpan, TimeUnit, UnreadError, months, quarter
from parplan.vocabulary.time_stretches import StretchReader
from parplan.vocabulary.time_tokens import ROMAN, SPELLED

#: After a number that shortens an item of a list ("tháng 3, 6, 9/2021") comes one of these, or it counts something.
_AFTER_SHORT = frozenset({"", ",", "và", "hoặc", "/", "-", "năm", ")", "hằng", "mỗi", "của", "đến", "&", "."})

#: "Năm" before one of these is another year than the plan's, or none of the calendar: năm học, năm trước, năm thứ hai.
_OTHER_YEARS = frozenset({
    "học", "tài", "ngân", "kế", "đầu", "cuối", "trước", "qua", "ngoái", "nào", "thứ", "liền", "xét", "mới", "báo",
    "đánh", "âm", "này", "đó", "sau", "tới", "tiếp", "kia", "xưa", "sản", "công",
})  # fmt: skip


class SeriesReader(StretchReader):
    """Reads lists and ranges of stretches, and gives them their days."""

    def series(self, i: int, *, bare_year: bool = False) -> tuple[list[TimeSpan], int] | None:
        """Read stretches, ranges of them and lists of these at token ``i``: "Quý I - III/2021", "tháng 3, 9/2021".

        bare_year: "năm" alone is the plan's year ("trong năm").
        """
        listed = self._listed_days(i)
        if listed is not None:
            return listed
        days = self._days_of_one_month(i)
        if days is not None and not bare_year and self.words.key(i) != "ngày":
            raise UnreadError  # "1 đến hết 13/10": the first may number an item
        read = days or self._range(i)
        if read is None:
            if bare_year and self.words.key(i) == "năm" and self.words.number(i + 1) is None:
                if self.words.key(i + 1) in _OTHER_YEARS:
                    raise UnreadError
                return [self._resolved(months(TimeUnit.YEAR, 1, 12, None, False))], i + 1
            return None
        ranges = [read[0]]
        j = read[1]
        while self.words.key(j) in (",", "và", "hoặc", "&"):
            unit = ranges[-1][1].unit
            following = self._range(j + 1, unit)
            if following is None or following[0][0].unit is not unit:
                break
            ranges.append(following[0])
            j = following[1]
        return self._dated(ranges), j

    def _range(self, i: int, unit: TimeUnit | None = None) -> tuple[tuple[Stretch, Stretch], int] | None:
        read = self._short(i, unit) or self.stretch(i)
        if read is None:
            return None
        first, j = read
        connector = self.words.key(j)
        k = j + 1
        if connector in ("đến", "tới") or self.words.has(j, "cho", "đến"):
            k += connector == "cho"
            k += self.words.key(k) == "hết"
        elif connector != "-":
            return (first, first), j
        second = self._short(k, first.unit) or self.stretch(k)
        if second is None:
            return (first, first), j
        if connector == "-" and second[0].unit is not first.unit:
            raise UnreadError  # "quý I - tháng 9": from one to the other, or both?
        longer = first.floating and second[0].unit > TimeUnit.PART >= first.unit
        if longer or (second[0].next_year and not first.next_year):
            raise UnreadError  # "quý IV đến quý I năm sau", "quý II đến năm 2022": the first year is not told
        return (first, second[0]), second[1]

    def _short(self, i: int, unit: TimeUnit | None) -> tuple[Stretch, int] | None:
        """An item that leaves out the unit of its list: the "6" of "tháng 3, 6/2021", the "III" of "quý I - III"."""
        words = self.words
        if unit is TimeUnit.MONTH and words.number(i) is not None and len(words.key(i)) <= 2:
            if words.key(i + 1) not in _AFTER_SHORT and not (words.key(i - 1) == "-" and words.key(i + 1).isalpha()):
                return None
            if words.key(i + 1) == "/" and not self._year_follows(i + 2):
                return None
            month = self._month_number(i)
            if month is not None:
                year, next_year, end = self._year_after(month[1])
                return months(TimeUnit.MONTH, month[0], month[0], year, next_year), end
        if unit is TimeUnit.QUARTER:
            numeral, j = self._joined(i)
            counts = words.key(j) not in _AFTER_SHORT and numeral not in ROMAN
            counts = counts or (words.key(j) == "/" and not self._year_follows(j + 1))
            if counts or not numeral.isalnum() or numeral in SPELLED or (numeral.isdecimal() and len(numeral) == 2):
                return None
            number = self._quarter_number(numeral)
            if number is not None:
                year, next_year, end = self._year_after(j, dashed=True)
                return quarter(number, year, next_year), end
        return None

    def _days_of_one_month(self, i: int) -> tuple[tuple[Stretch, Stretch], int] | None:
        """A range whose month is written once: "ngày 15-20/6/2021", "ngày 15 đến ngày 20 tháng 6"."""
        words = self.words
        j = i + (words.key(i) == "ngày")
        first = words.number(j)
        if first is None or len(words.key(j)) > 2 or words.key(j + 1) not in ("-", "đến"):
            return None
        k = j + 2 + (words.key(j + 2) == "hết")
        if words.key(k + (words.key(k) == "ngày") + 1) not in ("/", "tháng"):
            return None
        if len(words.key(k + 2)) == 4 and words.key(k) != "ngày":  # 3 - 6/2021 are months
            return None
        read = self._day(k)
        if read is None:
            return None
        last, end = read
        if not 1 <= first < last.last[1]:
            raise UnreadError(Problem.NO_SUCH_DATE)
        return (replace(last, first=(last.first[0], first), last=(last.first[0], first)), last), end

    def _listed_days(self, i: int) -> tuple[list[TimeSpan], int] | None:
        """Days whose month is written once: "ngày 03, 04 tháng 6 năm 2025"; those that follow each other are one."""
        words = self.words
        if words.key(i) != "ngày" or words.key(i + 2) not in (",", "và"):
            return None
        days = []
        k = i + 1
        while words.number(k) is not None and len(words.key(k)) <= 2 and words.key(k + 1) in (",", "và"):
            days.append(words.number(k) or 0)
            k += 2
        read = self._day(k) if days and words.key(k + 1) in ("/", "tháng") else None
        if read is None:
            return None
        last, end = read
        days.append(last.last[1])
        if days != sorted(set(days)) or days[0] < 1:
            raise UnreadError
        stretches = [replace(last, first=(last.first[0], day), last=(last.first[0], day)) for day in days]
        if days == list(range(days[0], days[-1] + 1)):
            return [self._resolved(stretches[0], stretches[-1])], end
        return [self._resolved(stretch) for stretch in stretches], end

    # -- dates ------------------------------------------------------------------------------------------------------

    def _dated(self, ranges: list[tuple[Stretch, Stretch]]) -> list[TimeSpan]:
        """Give every range its days. A year named last holds for what is listed before it: "Quý I, quý II/2021"."""
        year: int | None = None
        next_year = False
        filled: list[tuple[Stretch, Stretch]] = []
        for first, last in reversed(ranges):
            if last.year is None and not last.next_year:
                last = (
                    self._continued(first, last)
                    if not first.floating
                    else replace(last, year=year, next_year=next_year)
                )
            year, next_year = last.year, last.next_year
            if first.year is None and not first.next_year:
                first = replace(first, year=year, next_year=next_year)
                if year is not None and first.start(year) > last.end(year):
                    first = replace(first, year=year - 1)  # "tháng 11 đến tháng 02/2022"
            year, next_year = first.year, first.next_year
            filled.insert(0, (first, last))
        if any(last.floating for _, last in filled) and not all(last.floating for _, last in filled):
            filled = self._trailing(filled)
        spans = [self._resolved(first, last) for first, last in filled]
        if len(spans) > 1:
            ascending = all(one.start < following.start for one, following in pairwise(spans))
            if not ascending or any(span.next_year for span in spans):
                raise UnreadError  # which of them does the year belong to?
        return spans

    def _continued(self, first: Stretch, last: Stretch) -> Stretch:
        """The end of a range that names a year only at its start, if one year alone can be meant."""
        assert first.year is not None
        candidates = [y for y in dict.fromkeys((first.year, self.year)) if last.end(y) >= first.start(first.year)]
        if len(candidates) != 1 or self.through > self.year:
            raise UnreadError
        return replace(last, year=candidates[0])

    def _trailing(self, ranges: list[tuple[Stretch, Stretch]]) -> list[tuple[Stretch, Stretch]]:
        """Items without a year after one that has it are the plan's, if that keeps the list in order."""
        if self.through > self.year:
            raise UnreadError
        dated = [
            tuple(replace(s, year=self.year) if s.floating else s for s in pair)  # next_year counts from it
            for pair in ranges
        ]
        pairs = [(first, last) for first, last in dated]
        starts = [self._resolved(first, last).start for first, last in pairs]
        if starts != sorted(starts):
            raise UnreadError
        return pairs

    def _resolved(self, first: Stretch, last: Stretch | None = None) -> TimeSpan:
        last = last or first
        try:
            start = first.start(self.year if first.year is None else first.year)
            end = last.end(self.year if last.year is None else last.year)
        except ValueError:
            raise UnreadError(Problem.NO_SUCH_DATE) from None
        if start > end:
            raise UnreadError  # over the year's end, or a slip of the pen
        return TimeSpan(last.unit, start, end, last.floating, last.next_year)
