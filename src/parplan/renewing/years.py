"""Moving of years in texts that plainly name a year of the plan."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from parplan.vocabulary.time_words import read_time

#: A year or a range of years.
_YEARS = re.compile(r"(?<!\d)(?P<first>\d{4})(?:(?P<dash>\s*[-–—]\s*)(?P<last>\d{4}))?(?!\d)")
#: The text before the year of a document's date, and after the year in its symbol.
_SIGNED = re.compile(
    r"(?:số\s*\S+\s+ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"/[A-ZĐ]")
_NAMED = re.compile(r"năm(?:\s+học)?\s+$|\bnăm\s+\d{4}\s+(?:và|đến)\s+$", re.IGNORECASE)
_FEBRUARY_29 = re.compile(r"(\d{4})-02-29")


class Years(Struct, frozen=True):
    """The years of the old plan, and the number of years to the new one."""

    first: int
    last: int
    later: int

    @property
    def new(self) -> tuple[int, int]:
        """The first and the last year of the new plan."""
        return self.first + self.later, self.last + self.later

    def moved_text(self, text: str) -> str:
        """A title or other text with “năm 2021” moved on, except in the date of a document."""
        return self._moved(text, lambda before: _NAMED.search(before) is not None)

    def moved_time(self, words: str) -> str:
        """Time words with every year of the plan moved on, except in the date of a document."""
        return self._moved(words, lambda before: True)

    def moved_deadline(self, words: str) -> str | None:
        """A deadline moved on; ``None`` if the new words would not mean the same time in the new year."""
        moved = self.moved_time(words)
        if moved == words:
            return words
        old = read_time(words, self.first, self.last)
        new = read_time(moved, *self.new)
        if bool(old.problems) != bool(new.problems) or old.reading.kind is not new.reading.kind:
            return None
        if old.reading.due is None or new.reading.due is None:
            return moved if old.reading.due is new.reading.due else None
        return moved if new.reading.due.year - old.reading.due.year == self.later else None

    def moved_day(self, day: str) -> str:
        """A date as written in a plan (2021-12-15), moved on."""
        moved = re.sub(r"^\d{4}", lambda year: str(int(year[0]) + self.later), day)
        found = _FEBRUARY_29.fullmatch(moved)
        leap = found is not None and int(found[1]) % 4 == 0 and (int(found[1]) % 100 != 0 or int(found[1]) % 400 == 0)
        return moved if found is None or leap else f"{found[1]}-02-28"

    def names_other(self, words: str) -> bool:
        """Whether time words name a year outside the new plan."""
        first, last = self.new
        return any(not first <= int(found["first"]) <= last for found in _YEARS.finditer(words) if self._is_year(found))

    def _is_year(self, found: re.Match[str]) -> bool:
        return abs(int(found["first"]) - self.first) < 20

    def _moved(self, text: str, named: Callable[[str], bool]) -> str:
        def moved(found: re.Match[str]) -> str:
            before, behind = text[: found.start()], text[found.end() :]
            years = [int(found["first"]), *([int(found["last"])] if found["last"] else [])]
            own = all(self.first <= year <= self.last for year in years)
            if not own or _SIGNED.search(before) or _SYMBOL.match(behind) or not named(before):
                return found[0]
            return (found["dash"] or "").join(str(year + self.later) for year in years)

        return _YEARS.sub(moved, text)
