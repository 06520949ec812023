"""Recurring times: "hằng tháng, quý, 6 tháng và năm", "01 lần/quý", "3 tháng một lần"."""

from __future__ import annotations

from parplan.vocabulary.readings import Problem
from parplan.vocabulary.recurrence import Frequency
from parplan.vocabulary.time_items import ItemKind, TimeItem
from parplan.vocabulary.time_series import SeriesReader
from parplan.vocabulary.time_spans import UnreadError
from parplan.vocabulary.time_tokens import TimeTokens

#: The periods work recurs in, by the word for one.
PERIODS = {"tháng": Frequency.MONTHLY, "quý": Frequency.QUARTERLY, "năm": Frequency.YEARLY}
#: Periods no plan counts in.
SHORT_PERIODS = ("tuần", "ngày", "giờ", "buổi")
EVERY = ("hằng", "mỗi", "từng")
_BY_MONTHS = {frequency.months: frequency for frequency in Frequency}


class RecurrenceReader:
    """Reads recurrences and lists of periods at a token; ``series`` tells where a period of the calendar is named."""

    def __init__(self, words: TimeTokens, series: SeriesReader, year: int, through: int) -> None:
        self.words = words
        self.series = series
        self.year = year
        self.through = through

    def every(self, i: int) -> TimeItem | None:
        """Read "hằng tháng, quý, 6 tháng và năm", "mỗi quý 1 lần"; "mỗi năm 02 lần" counts."""
        words = self.words
        if words.key(i) == "các":  # "các tháng trong năm"
            each = words.key(i + 1) in PERIODS and words.has(i + 2, "trong", "năm") and words.number(i + 4) is None
            return TimeItem(ItemKind.RECURRING, i, i + 4, frequencies=(PERIODS[words.key(i + 1)],)) if each else None
        if words.key(i) == "thường":
            yearly = words.key(i + 1) == "niên"
            frequencies = (Frequency.YEARLY,) * yearly
            return TimeItem(ItemKind.RECURRING if yearly else ItemKind.PERIODIC, i, i + 2, frequencies=frequencies)
        j = i + 1 + (words.key(i + 1) in ("hằng", "mỗi"))
        if words.key(j) in SHORT_PERIODS and words.key(i) != "từng":
            return TimeItem(ItemKind.UNKNOWN, i, self.once(j + 1), problem=Problem.NO_SUCH_FREQUENCY)
        frequencies, end = self.periods(j)
        if not frequencies:
            return None
        k = end + 2 * (words.has(end, "ít", "nhất") or words.has(end, "tối", "thiểu"))
        times = words.count(k)
        if times is not None and words.key(k + 1) == "lần":
            if times > 1 or k > end:
                return TimeItem(ItemKind.COUNT, i, k + 2)
            end = k + 2
        return TimeItem(ItemKind.RECURRING, i, self._in_plan_year(end), frequencies=frequencies)

    def often(self, i: int) -> TimeItem | None:
        """Read "01 lần/quý", "02 lần/năm", "6 tháng một lần", "3 tháng/lần", "tháng hai lần"."""
        words = self.words
        count, unit = words.count(i), words.key(i + 1)
        if count is not None and unit == "lần":
            return self._times(i, count)
        if words.key(i) in PERIODS and words.count(i + 1) is not None and words.key(i + 2) == "lần":
            once = words.count(i + 1) == 1
            return TimeItem(
                ItemKind.RECURRING if once else ItemKind.COUNT,
                i,
                i + 3,
                frequencies=(PERIODS[words.key(i)],) * once,
            )
        if words.key(i) == "nửa" and unit == "năm":
            count, unit, j = 6, "tháng", i + 2
        elif count is not None and unit in ("tháng", "năm", *SHORT_PERIODS):
            j = i + 2
        else:
            return None
        end = self.once(j)
        if end == j:
            return None
        frequency = None if unit in SHORT_PERIODS else _BY_MONTHS.get(count * (12 if unit == "năm" else 1))
        if frequency is None:
            return TimeItem(ItemKind.UNKNOWN, i, end, problem=Problem.NO_SUCH_FREQUENCY)
        return TimeItem(ItemKind.RECURRING, i, end, frequencies=(frequency,))

    def _times(self, i: int, count: int) -> TimeItem:
        words = self.words
        j = i + 2
        per = words.key(j) in ("/", "trong", "mỗi", "một") and words.key(j + 1) in (*PERIODS, *SHORT_PERIODS)
        if per and (words.key(j + 1) == "năm" or not self.names_one(j + 1)):
            period = PERIODS.get(words.key(j + 1))
            at_least = words.has(i - 2, "ít", "nhất") or words.has(i - 2, "tối", "thiểu")
            if count == 1 and period is not None and words.key(j) == "/" and not at_least:
                return TimeItem(ItemKind.RECURRING, i, j + 2, frequencies=(period,))
            end = j + 2 + (words.key(j) == "trong" and len(words.key(j + 2)) == 4)
            return TimeItem(ItemKind.COUNT, i, end, phrase="several" if count > 1 else "")
        if words.key(j) == "/" and words.count(j + 1) is not None and words.key(j + 2) == "tháng":
            return TimeItem(ItemKind.COUNT, i, j + 3, phrase="several" if count > 1 else "")
        return TimeItem(ItemKind.COUNT, i, j)

    def once(self, i: int) -> int:
        """The end of "một lần", "/lần" at token ``i``, if they stand there."""
        words = self.words
        if words.has(i, "/", "lần"):
            return i + 2
        j = i + (words.key(i) == "/")
        return j + 2 if words.key(j + 1) == "lần" and words.count(j) == 1 else i

    def periods(self, i: int) -> tuple[tuple[Frequency, ...], int]:
        """Read a list of periods: "quý, 6 tháng, năm". Return them, shortest first, and where it ends."""
        words = self.words
        named: set[Frequency] = set()
        nine_months = False
        j = end = i
        while True:
            j += 2 * words.has(j, "định", "kỳ")
            j += words.key(j) in ("hằng", "mỗi") or (bool(named) and words.has(j, "cả", "năm"))
            months = words.count(j) if words.key(j + 1) == "tháng" and words.key(j + 2) not in ("đầu", "cuối") else None
            if words.key(j) in PERIODS and not self.names_one(j):
                named.add(PERIODS[words.key(j)])
                end = j + 1
            elif words.has(j, "nửa", "năm"):
                named.add(Frequency.HALF_YEARLY)
                end = j + 2
            elif months == 9:
                nine_months, end = True, j + 2
            elif months is not None and not self.names_one(j):
                if months not in _BY_MONTHS:
                    raise UnreadError(Problem.NO_SUCH_FREQUENCY)
                named.add(_BY_MONTHS[months])
                end = j + 2
            else:
                break
            if words.key(end) not in (",", "và", "hoặc", "-", "/", "&"):
                break
            j = end + 1 + (words.key(end) == "," and words.key(end + 1) == "và")
        if nine_months and Frequency.QUARTERLY not in named:
            raise UnreadError(Problem.NO_SUCH_FREQUENCY)  # beside quarters it is the third one's report
        return tuple(frequency for frequency in Frequency if frequency in named), end

    def names_one(self, i: int) -> bool:
        """Whether a quarter, month or year of the calendar is named there: "quý I", "6 tháng đầu năm"."""
        words = self.words
        if words.key(i) in PERIODS and words.key(i + 1) in ("đầu", "cuối"):
            return True
        if words.key(i + 2) == "lần":
            return False  # "mỗi tháng một lần"
        try:
            return self.series.stretch(i) is not None
        except UnreadError:
            return True

    def _in_plan_year(self, i: int) -> int:
        """Pass over a year after a recurrence, which must be the plan's: "hằng quý năm 2021"."""
        words = self.words
        j = i + (words.key(i) in ("/", "trong", ","))
        named = words.key(j) == "năm"
        j += named
        if words.number(j) is None or len(words.key(j)) != 4 or (words.key(i) == "," and not named):
            return i
        if words.number(j) != self.year or self.through != self.year or words.key(j + 1) in ("-", "đến"):
            raise UnreadError
        return j + 1
