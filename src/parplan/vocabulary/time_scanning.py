"""Splitting a clause of time words into items, from its first token to its last: no token is skipped."""

from __future__ import annotations

import re

from parplan.vocabulary.lexicon import Lexicon, find_phrase, lexicon
from parplan.vocabulary.readings import Problem
from parplan.vocabulary.time_citations import end_of_citation
from parplan.vocabulary.time_items import DayOfMonth, ItemKind, TimeItem
from parplan.vocabulary.time_months_of_periods import month_of_period
from parplan.vocabulary.time_recurrences import EVERY, PERIODS, SHORT_PERIODS, RecurrenceReader
from parplan.vocabulary.time_series import SeriesReader
from parplan.vocabulary.time_spans import TimeSpan, TimeUnit, UnreadError
from parplan.vocabulary.time_tokens import ROMAN, TimeTokens

_BARE_STARTS = frozenset({"ngày", "thứ", "chủ", "sáng", "chiều", "tối", "trưa", "tháng", "t", "quý", "q", "năm", "giai",
                          "nửa", "một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín"})  # fmt: skip
_ROMAN_NUMERAL = re.compile(r"[ivx]{1,6}")
_MARKS = frozenset(",:()-/&.;+")
#: Days of a month are read against these relations only.
_STRICTNESS = {"before": True, "by": False, "in": False, "": False}


_FUNCTIONS = {
    "ongoing": ItemKind.ONGOING,
    "whole year": ItemKind.ONGOING,
    "periodic": ItemKind.PERIODIC,
    "event": ItemKind.EVENT,
    "until event": ItemKind.UNTIL_EVENT,
    "depending": ItemKind.DEPENDING,
    "manner": ItemKind.MANNER,
    "data": ItemKind.DATA,
    "doubtful": ItemKind.UNKNOWN,
    "onwards": ItemKind.ONWARDS,
    "later years": ItemKind.LATER_YEARS,
}


class Scanner:
    """Reads the items of one clause, one after the other. ``repaired`` tells whether a numeral was damaged."""

    def __init__(self, words: TimeTokens, year: int, through: int) -> None:
        self.words = words
        self.year = year
        self.through = through
        self.series = SeriesReader(words, year, through)
        self.recurrences = RecurrenceReader(words, self.series, year, through)
        self.lexicon: Lexicon = lexicon()

    @property
    def repaired(self) -> bool:
        """Whether a numeral was read although it looks damaged."""
        return self.series.repaired or bool(self.words.repaired)

    def items(self) -> list[TimeItem]:
        """Every item of the clause, in order and without gaps."""
        found: list[TimeItem] = []
        i, end = 0, len(self.words.keys)
        while i < end:
            try:
                item = self._item(i, found)
            except UnreadError as refusal:
                item = TimeItem(ItemKind.UNKNOWN, i, self._end_of_number(i), problem=refusal.problem)
            found.append(item)
            i = item.last
        return found

    def _end_of_number(self, i: int) -> int:
        """The end of the digits and marks that stand together with a number at token ``i``: 31/02/2021."""
        words, j = self.words, i + 1
        while words.number(i) is not None and words.tight(j):
            j += 1
        return j

    def _item(self, i: int, before: list[TimeItem]) -> TimeItem:
        words = self.words
        key = words.keys[i]
        is_number = key[0].isdecimal()
        if is_number or key == "số":
            cited = end_of_citation(words, self.series, i)
            if cited is not None:
                return TimeItem(ItemKind.CITATION, i, cited)
        if key in self.lexicon.relations:
            related = self._related(i)
            if related is not None:
                return related
        if is_number or key in _BARE_STARTS:
            found = self.recurrences.often(i) or self._bare(i, before)
            if found is not None:
                return found
        if key in EVERY or key == "các" or words.has(i, "thường", "niên") or words.has(i, "thường", "kỳ"):
            found = self.recurrences.every(i)
            if found is not None:
                return found
        function = find_phrase(self.lexicon.functions, words.keys, i)
        word = find_phrase(self.lexicon.words, words.keys, i)
        if function is not None and (word is None or word[1] <= function[1]):
            return self._function(function[0], i, function[1])
        if word is not None:
            return TimeItem(ItemKind.WORD, i, word[1], phrase=word[0])
        if before and before[-1].phrase in self.lexicon.classes["labels"] and _ROMAN_NUMERAL.fullmatch(key):
            return TimeItem(ItemKind.NUMBER, i, i + 1)  # "khu vực VIII"
        if key in ("(", ")") and not is_number:
            footnote = words.number(i + 1) is not None and words.key(i + 2) == ")" and len(words.key(i + 1)) == 1
            return (
                TimeItem(ItemKind.NUMBER, i, i + 3)
                if key == "(" and footnote
                else TimeItem(ItemKind.MARK, i, i + 1, phrase=key)
            )
        if key in _MARKS or key.startswith("..."):
            return TimeItem(ItemKind.MARK, i, i + 1, phrase=key)
        if len(key) == 1 and key.isalpha() and words.key(i + 1) in (")", ".") and i in (0, 1):
            return TimeItem(ItemKind.NUMBER, i, i + 2)  # "a) Quý I"
        return TimeItem(ItemKind.UNKNOWN, i, i + 1)

    # -- times of the calendar ----------------------------------------------------------------------------------------

    def _related(self, i: int) -> TimeItem | None:
        """A time with the words that lead to it, if one follows them."""
        words = self.words
        relation, j = "", i
        while (found := find_phrase(self.lexicon.relations, words.keys, j)) is not None:
            name, end = found
            if not relation and words.keys[i:end] == ["là"]:
                return None  # "năm 2025 là năm chuyển đổi số"; after another word it leads: "chậm nhất là"
            if name in ("first half", "second half") and words.key(end) in ("năm", "của"):
                break  # half a year has its days
            j = end
            relation = self.lexicon.combined.get((relation, name), "unclear") if relation else name
            if words.key(j) == ":" and relation in ("in", "by"):
                j += 1
        try:
            item = self._time(i, j, relation)
        except UnreadError as refusal:
            if refusal.problem is Problem.UNREADABLE and relation in ("in", "from", "by", "after"):
                event = find_phrase(self.lexicon.functions, words.keys, i)
                if event is not None and event[0] == "event":
                    return None
            raise
        if item is None and (words.count(j) is not None):
            item = self._duration(j)
            if item is not None:
                item.first = i
        return item

    def _time(self, i: int, j: int, relation: str) -> TimeItem | None:
        words = self.words
        hour = self._hour(j)
        begins, midnight = hour or (j, False)
        read = self.series.series(begins, bare_year=j > i)
        if read is None:
            if hour is not None:
                raise UnreadError
            return self._day_alone(i, j, relation)
        spans, end = read
        self._refuse_run_on(begins, end)
        if relation in ("vague", "unclear"):
            raise UnreadError(Problem.VAGUE)
        if relation in ("early", "middle", "late", "first half", "second half"):
            spans = [_part_of_month(span, relation) for span in spans]
            relation = "in"
        if midnight and relation == "by":
            relation = "before"  # the day's first moment is the end of the day before
        elif midnight and relation in ("", "in"):
            raise UnreadError  # at that moment, or done by it?
        elif hour is not None and relation == "before" and not midnight:
            relation = "by"  # before an hour of that day, which is permitted then
        elif hour is not None and relation not in ("", "in", "before", "by"):
            raise UnreadError
        return TimeItem(ItemKind.TIME, i, end, relation, words.keys[i], tuple(spans), hour is not None)

    def _bare(self, i: int, before: list[TimeItem]) -> TimeItem | None:
        words = self.words
        label = before[-1] if before else None
        labelled = (
            label is not None
            and label.kind is ItemKind.WORD
            and words.number(i) is not None
            and words.key(i + 1) not in ("/", "tháng")
            and label.phrase in self.lexicon.classes["labels"]
        )
        if labelled:
            return self._number(i, labelled=True)
        if words.has(i, "24", "/", "7") and words.key(i + 3) != "/":
            raise UnreadError  # day and night
        found = self._time(i, i, "")
        if found is not None:
            return found
        if words.key(i) == "năm" and (length := words.match(i + 1, self.lexicon.following["next"])):
            return TimeItem(ItemKind.OTHER_YEAR, i, i + 1 + length)
        if words.number(i) is None and words.key(i) not in PERIODS and words.count(i) is None:
            return None
        duration = self._duration(i)
        if duration is not None:
            return duration
        return (
            self._years_done(i) or self._label(i, before) or (self._number(i) if words.number(i) is not None else None)
        )

    def _refuse_run_on(self, i: int, end: int) -> None:
        """Refuse a number that is the rest of something not read, or begins it: the 2021 of "X/2021", 15/3/2021/2."""
        words, before = self.words, self.words.key(i - 1)
        if words.number(i) is not None and (
            before == "/" or (words.tight(i) and (before in ("-", ".") or before.isalnum()))
        ):
            raise UnreadError
        after = words.key(end)
        if words.tight(end) and (after.isalnum() or after in "/%" or (after == "-" and words.tight(end + 1))):
            raise UnreadError

    def _hour(self, i: int) -> tuple[int, bool] | None:
        """17h00, 17 giờ 00 phút, 17:00: where it ends and whether it is the day's first moment."""
        words = self.words
        hour = words.number(i)
        if hour is None or words.key(i + 1) not in ("h", "giờ", "g", ":"):
            return None
        j = i + 2
        minute = words.number(j)
        if words.key(i + 1) == ":" and minute is None:
            return None
        if minute is not None and len(words.key(j)) == 2 and words.key(j + 1) not in ("/", "tháng", "-"):
            j += 1
            j += words.key(j) in ("phút", "p")
        else:
            minute = None  # a day: “0 giờ 01/01”
        if hour > 24 or (minute or 0) > 59:
            raise UnreadError
        j += words.key(j) in (",", "của")
        return j, hour == 0 and not minute

    def _day_alone(self, i: int, j: int, relation: str) -> TimeItem | None:
        """A day without its month: "trước ngày 20 hằng tháng", "ngày 05 tháng đầu quý sau"."""
        words = self.words
        if words.key(j) != "ngày":
            return None
        day = words.number(j + 1)
        if day is None or len(words.key(j + 1)) > 2 or words.key(j + 2) in ("/", "-", "."):
            return None
        if not 1 <= day <= 31:
            raise UnreadError(Problem.NO_SUCH_DATE)
        if relation not in _STRICTNESS:
            raise UnreadError
        months, frequency, untied, end = month_of_period(words, j + 2)
        rule = DayOfMonth(day, _STRICTNESS[relation], months, frequency, untied)
        return TimeItem(ItemKind.DAY, i, end, relation, words.keys[i], day=rule)

    def _label(self, i: int, before: list[TimeItem]) -> TimeItem | None:
        """Periods a report is about, after the word for it ("báo cáo năm") or before its time ("6 tháng: …")."""
        words = self.words
        last = before[-1] if before else None
        nine = words.count(i) == 9 and words.key(i + 1) == "tháng"
        frequencies, end = ((), i + 2) if nine else self.recurrences.periods(i)
        if not frequencies and not nine:
            return None
        classes = self.lexicon.classes
        reported = classes["reports"] | classes["yearly matters"]
        after_word = last is not None and last.kind is ItemKind.WORD and last.phrase in reported
        if after_word or words.key(end) in (":", "(") or (words.key(end) == "trước" and last is not None):
            return TimeItem(ItemKind.LABEL, i, end, frequencies=frequencies, phrase="9 tháng" if nine else "")
        return None

    # -- what is no time of the calendar ------------------------------------------------------------------------------

    def _function(self, name: str, i: int, end: int) -> TimeItem:
        words = self.words
        sort = _FUNCTIONS[name]
        if sort is ItemKind.PERIODIC:
            j = end + (words.key(end) in (":", "vào", ","))
            j += words.key(j) == "theo" and words.key(j + 1) in PERIODS and not self.recurrences.names_one(j + 1)
            if words.key(j) in EVERY:
                found = self.recurrences.every(j)
                if found is not None:
                    found.first = i
                    return found
            often = self.recurrences.often(j)
            if often is not None:
                often.first = i
                return TimeItem(ItemKind.PERIODIC, i, often.last) if often.kind is ItemKind.COUNT else often
            if words.key(j) in SHORT_PERIODS and words.number(j + 1) is None:
                return TimeItem(ItemKind.UNKNOWN, i, j + 1, problem=Problem.NO_SUCH_FREQUENCY)
            if not self.recurrences.names_one(j):
                frequencies, k = self.recurrences.periods(j)
                if frequencies:
                    return TimeItem(ItemKind.RECURRING, i, self.recurrences.once(k), frequencies=frequencies)
        elif sort is ItemKind.DEPENDING and words.key(i) == "theo":
            if words.key(end) in PERIODS and not self.recurrences.names_one(end) and words.key(end + 1) not in ROMAN:
                frequencies, k = self.recurrences.periods(end)
                return TimeItem(ItemKind.RECURRING, i, k, frequencies=frequencies)
            if words.key(end) in ("từng", "hằng") and words.key(end + 1) in PERIODS:
                found = self.recurrences.every(end)
                if found is not None:
                    found.first = i
                    return found
        elif sort is ItemKind.EVENT:
            day = words.key(end - 1) == "ngày" or (words.has(i, "kể", "từ") and end == i + 2)
            if day and (not words.key(end).isalpha() or words.key(end) in ("mùng", "mồng", "ngày", *PERIODS)):
                return TimeItem(ItemKind.UNKNOWN, i, end)
        elif name == "whole year" and words.number(end) is not None:
            read = self.series.series(end - 1)
            if read is None or len(read[0]) > 1:
                raise UnreadError
            return TimeItem(ItemKind.ONGOING, i, read[1], spans=tuple(read[0]))
        return TimeItem(sort, i, end, phrase=name)

    def _duration(self, i: int) -> TimeItem | None:
        """Read "05 ngày làm việc kể từ ngày …": so long after something has happened."""
        words = self.words
        if words.count(i) is None or words.key(i + 1) not in (*PERIODS, *SHORT_PERIODS):
            return None
        j = i + 2 + 2 * words.has(i + 2, "làm", "việc")
        j += words.key(j) == ","
        found = find_phrase(self.lexicon.functions, words.keys, j)
        if found is None or found[0] != "event":
            if words.key(j) == "sau" and words.key(j + 1).isalpha():
                return TimeItem(ItemKind.EVENT, i, j + 1)
            return None
        day = words.key(found[1] - 1) == "ngày" or words.has(found[1] - 2, "kể", "từ")
        if (day and not words.key(found[1]).isalpha()) or words.key(found[1]) in ("ngày", *PERIODS):
            return None
        return TimeItem(ItemKind.EVENT, i, found[1])

    def _years_done(self, i: int) -> TimeItem | None:
        """Read the years for which something has been done: "sơ kết 01 năm thực hiện"."""
        words = self.words
        done = words.key(i + 1) == "năm" and (
            words.has(i + 2, "thực", "hiện") or words.has(i + 2, "triển", "khai") or words.has(i + 2, "thi", "hành")
        )
        return TimeItem(ItemKind.NUMBER, i, i + 2) if done and len(words.key(i)) <= 2 else None

    def _number(self, i: int, *, labelled: bool = False) -> TimeItem:
        """A number that counts or labels something; what it counts a year is a target ("02 lớp/năm")."""
        words = self.words
        if i == 0 and len(words.key(0)) < 3 and words.key(1) in (")", "."):
            return TimeItem(ItemKind.NUMBER, i, 2)  # the number of a list's item
        if labelled:
            j = i + 1
            while (
                words.key(j) in (",", "-", ":", ".", "và")
                and words.number(j + 1) is not None
                and words.key(j + 2) not in ("/", "tháng")
            ):
                j += 2
            return TimeItem(ItemKind.NUMBER, i, j)
        counted = find_phrase(self.lexicon.words, words.keys, i + 1)
        if counted is not None:
            k = counted[1]
            if words.key(k) == "/" and words.key(k + 1) in PERIODS:
                return TimeItem(ItemKind.COUNT, i, k + 2)
            classes = self.lexicon.classes["counted"]
            if counted[0] in classes or counted[0].split()[0] in classes:
                return TimeItem(ItemKind.NUMBER, i, i + 1)
        return TimeItem(ItemKind.UNKNOWN, i, i + 1)


def _part_of_month(span: TimeSpan, relation: str) -> TimeSpan:
    """The days of a month "đầu", "giữa", "nửa đầu" name."""
    if span.unit is not TimeUnit.MONTH or span.start.month != span.end.month:
        raise UnreadError(Problem.VAGUE)
    first, last = {
        "early": (1, 10), "middle": (11, 20), "late": (21, 31), "first half": (1, 15), "second half": (16, 31),
    }[relation]  # fmt: skip
    end = span.end.replace(day=min(last, span.end.day))
    return TimeSpan(TimeUnit.DAY, span.start.replace(day=first), end, span.floating, span.next_year)
