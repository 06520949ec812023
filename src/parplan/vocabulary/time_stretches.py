"""Stretches of the calendar as Vietnamese documents write them: days, months, quarters, parts of a year, years.

Everything here reads or refuses: what names a time but not a sure one raises :class:`UnreadError`, so that nothing of
the clause it stands in is given a date.
"""

from __future__ import annotations

import re
from datetime import date

from parplan.vocabulary.lexicon import lexicon
from parplan.vocabulary.readings import Problem
from parplan.vocabulary.time_spans import Stretch, TimeUnit, UnreadError, checked_year, months, quarter
from parplan.vocabulary.time_tokens import ROMAN, SPELLED, TimeTokens

_WEEKDAYS = {
    name: day
    for day, names in enumerate(("2 hai", "3 ba", "4 tư", "5 năm", "6 sáu", "7 bảy"))
    for name in names.split()
}
_SUNDAY = 6
_PARTS_OF_DAY = ("sáng", "chiều", "tối", "trưa")
#: After a spelled number these make a longer one.
_MORE_SPELLED = frozenset({*SPELLED, "mươi", "lăm", "rưỡi"})
#: OCR readings of the strokes of a Roman numeral.
_MISREAD = str.maketrans("1l|!jy", "iiiiiv")
_RUN_TOGETHER = re.compile(r"[1-4](?:19|20)\d\d")


class StretchReader:
    """Reads stretches at given tokens of a clause. ``repaired`` tells whether one of them was damaged."""

    def __init__(self, words: TimeTokens, year: int, through: int) -> None:
        self.words = words
        self.year = year
        self.through = through
        self.repaired = False

    # -- one stretch ------------------------------------------------------------------------------------------------

    def stretch(self, i: int) -> tuple[Stretch, int] | None:
        """Read the stretch at token ``i``; return it and where it ends, or None if none begins here."""
        key = self.words.key(i)
        if key in ("ngày", "thứ", "chủ", *_PARTS_OF_DAY):
            return self._day(i)
        if key in ("tháng", "t"):
            return self._month(i)
        if key in ("quý", "q"):
            return self._quarter(i)
        if key in ("năm", "giai"):
            return self._year(i)
        if key in SPELLED or key == "nửa":
            return self._part(i)
        if self.words.number(i) is None:
            return None
        return self._part(i) or self._day(i) or self._bare_month(i) or self._year(i)

    def _day(self, i: int) -> tuple[Stretch, int] | None:
        """Read a day. Where its day of the week is named too and is another, one of both is wrong."""
        found = self._written_day(i)
        if found is not None and (found[0].year is not None or self.year == self.through):
            stretch, end = found
            j = i + (self.words.key(i) in _PARTS_OF_DAY)
            named = [self._named_weekday(j)]
            if self.words.key(end) in ("(", ","):
                named.append(self._named_weekday(end + 1))
            day = stretch.start(self.year if stretch.year is None else stretch.year).weekday()
            if any(one not in (None, day) for one in named):
                raise UnreadError(Problem.NO_SUCH_DATE)
        return found

    def _named_weekday(self, i: int) -> int | None:
        """The day of the week at token ``i``, Monday being 0."""
        if self.words.has(i, "chủ", "nhật"):
            return _SUNDAY
        return _WEEKDAYS.get(self.words.key(i + 1)) if self.words.key(i) == "thứ" else None

    def _written_day(self, i: int) -> tuple[Stretch, int] | None:
        words = self.words
        j = self._weekday(i)
        named = j > i
        if words.key(j) == "ngày":
            named = True
            j += 1
        first, separator, second = words.number(j), words.key(j + 1), words.number(j + 2)
        if first is not None and (separator == "tháng" or words.has(j + 1, "/", "tháng")):
            return self._day_of_month(first, j + 1 + (separator == "/"), words.key(i - 1), named=named)
        if first is None or second is None:
            return None
        if separator not in ("/", "-", "."):
            return None
        if len(words.key(j)) == 3 or (len(words.key(j + 2)) == 3 and separator == "/"):
            raise UnreadError  # 005/08/2025: which digit is one too many?
        third = words.number(j + 4) if words.key(j + 3) == separator else None
        if len(words.key(j)) == 4:
            if third is None or len(words.key(j + 4)) > 2:
                return None
            return self._made_day(third, second, self._year_number(j)), self._closed(j + 5)
        if third is not None:
            return self._made_day(first, second, self._year_number(j + 4)), self._closed(j + 5)
        if separator != "/" and not named:
            return None
        if len(words.key(j + 2)) > 2:
            if named:
                raise UnreadError
            return None
        if separator == "-" or (words.key(j + 3) == "/" and words.tight(j + 3) and not self._year_follows(j + 4)):
            raise UnreadError  # a day, or days, of no sure month; or a fraction of something longer
        year, next_year, end = self._year_after(j + 3)
        return self._made_day(first, second, year, next_year=next_year), end

    def _weekday(self, i: int) -> int:
        """Return where the part of the day and the day of the week at token ``i`` end, if a date follows them."""
        words, j = self.words, i
        if words.key(j) in _PARTS_OF_DAY:
            j += 1
        named = self._named_weekday(j) is not None
        if named:
            j += 2
        opened = words.key(j) in (",", "(")
        k = j + opened
        bare = named and words.number(k) is not None and words.key(k + 1) in ("/", "-", ".", "tháng")
        return k if j > i and (words.key(k) == "ngày" or bare) else i

    def _day_of_month(self, day: int, i: int, before: str, *, named: bool) -> tuple[Stretch, int] | None:
        month, end = self.words.number(i + 1), i + 2
        if month is None and named and self.words.key(i + 1) in SPELLED:
            month, end = self._month_number(i + 1) or (None, end)
        if month is None:
            return None
        year, next_year, end = self._year_after(end)
        if not named and (
            before == "trong" or (self.words.key(end) in (",", "và", "-") and self.words.number(end + 1))
        ):
            raise UnreadError  # "trong 2 tháng 6 và 7": two months
        return self._made_day(day, month, year, next_year=next_year), end

    def _made_day(self, day: int, month: int, year: int | None, *, next_year: bool = False) -> Stretch:
        try:
            date(self.year + next_year if year is None else year, month, day)
        except ValueError:
            raise UnreadError(Problem.NO_SUCH_DATE) from None
        return Stretch(TimeUnit.DAY, (month, day), (month, day), year, next_year)

    def _closed(self, i: int) -> int:
        """Return ``i``, unless the number before it runs on (15/3/2021/2)."""
        if self.words.key(i) == "/" and self.words.tight(i):
            raise UnreadError
        return i

    def _month(self, i: int) -> tuple[Stretch, int] | None:
        words, j = self.words, i + 1
        if words.key(i) == "t":  # T12/2021; T7 alone is a Saturday
            j += words.key(j) == "."
            if words.key(j + 1) != "/":
                return None
        number = self._month_number(j)
        if number is None:
            return None
        month, j = number
        year, next_year, end = self._year_after(j, dashed=True)
        return months(TimeUnit.MONTH, month, month, year, next_year), end

    def _month_number(self, i: int) -> tuple[int, int] | None:
        words = self.words
        if words.key(i) == "mười" and words.key(i + 1) in ("một", "hai"):
            return 10 + SPELLED[words.key(i + 1)], i + 2
        month = SPELLED.get(words.key(i)) or words.number(i)  # "tháng năm" may be "month and year"
        if words.key(i) in SPELLED and words.key(i + 1) in _MORE_SPELLED:
            raise UnreadError(Problem.NO_SUCH_DATE)  # "tháng mười ba"
        if month is None:
            return None
        if not 1 <= month <= 12:
            raise UnreadError(Problem.NO_SUCH_DATE)
        return month, i + 1

    def _bare_month(self, i: int) -> tuple[Stretch, int] | None:
        """6/2025, 12-2021."""
        words = self.words
        if words.key(i + 1) not in ("/", "-") or len(words.key(i)) > 2 or len(words.key(i + 2)) != 4:
            return None
        month = words.number(i)
        if month is None or words.number(i + 2) is None:
            return None
        if not 1 <= month <= 12:
            raise UnreadError(Problem.NO_SUCH_DATE)
        return months(TimeUnit.MONTH, month, month, self._year_number(i + 2), False), self._closed(i + 3)

    def _quarter(self, i: int) -> tuple[Stretch, int] | None:
        words = self.words
        j = i + 1 + (words.key(i) == "q" and words.key(i + 1) == ".")
        if words.key(j) == "/" and len(words.key(j + 1)) == 4:
            self.repaired = True  # "Quy /2021": a lone stroke is what a scan loses, so it was quý I
            year, next_year, end = self._year_after(j)
            return quarter(1, year, next_year), end
        numeral, j = self._joined(j)
        if _RUN_TOGETHER.fullmatch(numeral):  # "Quy 12021": the stroke and the slash became one
            self.repaired = True
            return quarter(int(numeral[0]), self._checked_year(int(numeral[1:])), False), j
        number = self._quarter_number(numeral)
        if number is None:
            return None
        if numeral in SPELLED and words.key(j) in _MORE_SPELLED:
            raise UnreadError(Problem.NO_SUCH_DATE)
        year, next_year, end = self._year_after(j, dashed=True)
        return quarter(number, year, next_year), end

    def _joined(self, i: int) -> tuple[str, int]:
        """The numeral at token ``i`` and where it ends: a scan splits one into letters and digits ("1V")."""
        words = self.words
        numeral, j = words.key(i), i + 1
        while words.tight(j) and words.key(j).isalnum() and len(words.key(j)) < 4:
            numeral += words.key(j)
            j += 1
        return numeral, j

    def _quarter_number(self, numeral: str) -> int | None:
        if len(numeral) == 1 and numeral.isdecimal():
            return self._existing_quarter(int(numeral))
        if len(numeral) == 2 and numeral[0] == "0" and numeral[1].isdecimal():
            return self._existing_quarter(int(numeral))
        if numeral in SPELLED or numeral == "nhất":
            return self._existing_quarter(SPELLED.get(numeral, 1))
        if numeral in ROMAN:
            return ROMAN[numeral]
        mended = ROMAN.get(numeral.translate(_MISREAD))
        if mended is not None:
            self.repaired = True
            return mended
        if numeral.isdecimal() or (numeral and set(numeral) <= set("ivx")):
            raise UnreadError(Problem.NO_SUCH_DATE)
        return None

    def _existing_quarter(self, number: int) -> int:
        if not 1 <= number <= 4:
            raise UnreadError(Problem.NO_SUCH_DATE)
        return number

    def _part(self, i: int) -> tuple[Stretch, int] | None:
        """6 tháng đầu năm, 9 tháng đầu năm 2021, nửa cuối năm."""
        words = self.words
        if words.key(i) == "nửa":
            length, j = 6, i + 1
        else:
            number = words.number(i) or SPELLED.get(words.key(i))
            if number is None or words.key(i + 1) != "tháng":
                return None
            length, j = number, i + 2
        side = words.key(j)
        if side == "năm" and length in (6, 9) and words.key(i) != "nửa" and self._year_follows(j + 1):
            return months(TimeUnit.PART, 1, length, self._year_number(j + 1), False), j + 2  # "9 tháng năm 2021"
        if side not in ("đầu", "cuối") or words.key(j + 1 + (words.key(j + 1) == "của")) != "năm":
            return None
        if not 1 <= length <= 11:
            raise UnreadError(Problem.NO_SUCH_DATE)
        year, next_year, end = self._year_after(j + 1)
        if end == j + 1:
            end = j + 2 + (words.key(j + 1) == "của")
            year, _, end = self._year_after(end)
        first = 1 if side == "đầu" else 13 - length
        return months(TimeUnit.PART, first, first + length - 1, year, next_year), end

    def _year(self, i: int) -> tuple[Stretch, int] | None:
        words, j = self.words, i
        if words.has(j, "giai", "đoạn"):
            j += 2
        if words.key(j) == "năm":
            j += 1
            if words.key(j) == "nay":
                return months(TimeUnit.YEAR, 1, 12, None, False), j + 1
        if len(words.key(j)) != 4 or words.number(j) is None:
            return None
        if words.key(j + 1) == "/" or (
            words.key(j + 1) == "." and words.tight(j + 1) and words.number(j + 2) is not None
        ):
            return None
        return months(TimeUnit.YEAR, 1, 12, self._year_number(j), False), j + 1

    # -- the year of a stretch --------------------------------------------------------------------------------------

    def _year_after(self, i: int, *, dashed: bool = False) -> tuple[int | None, bool, int]:
        """Read the year named after a stretch: (year, whether it is "next year", where it ends)."""
        words = self.words
        if words.key(i) == "/" and words.number(i + 1) is not None:
            return self._year_number(i + 1), False, self._closed(i + 2)
        if words.key(i) in ("-", ".") and (dashed or words.key(i) == ".") and self._year_follows(i + 1):
            return self._year_number(i + 1), False, i + 2
        if self._year_follows(i):
            return self._year_number(i), False, i + 1
        if words.key(i) == "(" and self._year_follows(i + 1) and words.key(i + 2) == ")":
            return self._year_number(i + 1), False, i + 3
        if words.key(i) == "," and self._year_follows(i + 1):
            return self._year_number(i + 1), False, i + 2
        j = i + (words.key(i) in (",", "của", "trong", "/", "("))
        if words.key(j) != "năm":
            return None, False, i
        if self._year_follows(j + 1):
            closing = words.key(i) == "(" and words.key(j + 2) == ")"
            return self._year_number(j + 1), False, j + 2 + closing
        if words.key(j + 1) == "nay":
            return None, False, j + 2
        following = words.match(j + 1, lexicon().following["next"])
        return (None, True, j + 1 + following) if following else (None, False, i)

    def _year_follows(self, i: int) -> bool:
        return len(self.words.key(i)) == 4 and self.words.number(i) is not None

    def _year_number(self, i: int) -> int:
        """The year written at token ``i``; two digits only where they can be no other than one of the plan's own."""
        digits, value = self.words.key(i), int(self.words.key(i))
        if len(digits) == 4:
            return self._checked_year(value)
        near = range(self.year - 1, self.through + 2)
        matches = [year for year in near if year % 100 == value]
        if len(digits) != 2 or len(matches) != 1:
            raise UnreadError
        return matches[0]

    def _checked_year(self, year: int) -> int:
        return checked_year(year, self.year, self.through)
