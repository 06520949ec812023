"""Moving of years in texts that plainly name a year of the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from parplan.vocabulary.time_words import read_time

#: A year or a range of years.
_YEARS = re.compile(r"(?<!\d)(?P<first>\d{4})(?:(?P<dash>\s*[-–—]\s*)(?P<last>\d{4}))?(?!\d)")
#: The text before the year of a document's date or of a standard, and after the year in a symbol.
_SIGNED = re.compile(
    r"(?:\d:|số\s*\S+\s+ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"/[A-ZĐ]")
_NAMED = re.compile(r"năm(?:\s+học)?\s+$|\bnăm\s+\d{4}\s+(?:và|đến)\s+$", re.IGNORECASE)
#: A number further than this from the plan's year is none.
_NEAR = 20
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
        return self._moved(text, _is_named)

    def left_in_text(self, text: str, *, moved: bool = True) -> bool:
        """Whether a year that may be meant to move on stays in a text that is ``moved`` or kept as it is: one from the
        year before the old plan to the last of the new one, or the end of a range that does not reach the new plan."""
        return any(
            last >= self.first - 1 and (last < self.new[0] or first == last <= self.new[1])
            for _, first, last, moves in self._found(text, _is_named if moved else _never)
            if not moves
        )

    def moved_time(self, words: str) -> str:
        """Time words with every year of the plan moved on, except in the date of a document.

        Words with a time that begins or ends outside the plan's years stay as they are: “tháng 12/2020 - tháng 3/2021”
        would move one end alone.
        """
        ends = [(part.start, part.end) for part in read_time(words, self.first, self.last).parts]
        if any(start and end and self._has(start.year) is not self._has(end.year) for start, end in ends):
            return words
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

    def left_in_time(self, words: str) -> bool:
        """Whether time words as they are do not mean the same time one plan later, or name a year of their own."""
        old, new = read_time(words, self.first, self.last).reading, read_time(words, *self.new).reading
        if old.kind is not new.kind or (old.due is None) is not (new.due is None):
            return True
        moved_on = old.due is None or new.due is None or new.due.year - old.due.year == self.later
        return not moved_on or any(True for _ in self._found(words, lambda before: True))

    def _has(self, year: int) -> bool:
        return self.first <= year <= self.last

    def _moved(self, text: str, is_named: Callable[[str], bool]) -> str:
        pieces, place = [], 0
        for found, first, last, moves in self._found(text, is_named):
            if moves:
                years = [first, last] if found["last"] else [first]
                pieces += [text[place : found.start()], (found["dash"] or "").join(str(y + self.later) for y in years)]
                place = found.end()
        return "".join([*pieces, text[place:]])

    def _found(self, text: str, is_named: Callable[[str], bool]) -> Iterator[tuple[re.Match[str], int, int, bool]]:
        """The years of a text outside dates and symbols of documents: the first, the last, and whether they move on."""
        for found in _YEARS.finditer(text):
            before, behind = text[: found.start()], text[found.end() :]
            first, last = int(found["first"]), int(found["last"] or found["first"])
            if abs(first - self.first) >= _NEAR or _SIGNED.search(before) or _SYMBOL.match(behind):
                continue
            own = self._has(first) and self._has(last)
            yield found, first, last, own and is_named(before)


def _is_named(before: str) -> bool:
    return _NAMED.search(before) is not None


def _never(_before: str) -> bool:
    return False
