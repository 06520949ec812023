"""Items of a clause of time words: a time, a recurrence, a condition, a mark, or what is not understood."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from parplan.vocabulary.readings import Problem
from parplan.vocabulary.recurrence import Frequency
from parplan.vocabulary.time_spans import TimeSpan


class ItemKind(Enum):
    """Kinds of items."""

    TIME = "a time of the calendar, with what leads to it"
    DAY = "a day whose month a period tells"
    RECURRING = "a recurrence"
    PERIODIC = "định kỳ"
    LABEL = "a period a report is about"
    ONGOING = "thường xuyên"
    EVENT = "something that has to happen first"
    UNTIL_EVENT = "something that ends the work"
    DEPENDING = "something that decides"
    MANNER = "đúng tiến độ"
    DATA = "the head of the days figures are of"
    COUNT = "so many times in a period"
    ONWARDS = "trở đi"
    LATER_YEARS = "và các năm tiếp theo"
    OTHER_YEAR = "năm sau"
    WORD = "neutral words"
    NUMBER = "a number that counts or labels"
    CITATION = "a document's number and date"
    MARK = "a mark, or a word that joins"
    UNKNOWN = "what is not understood"


class DayOfMonth(Struct, frozen=True):
    """A day whose month is told from a period: of every month, of a quarter's last month, of the month after.

    months: as in a recurrence's deadline; None where nothing tells. frequency: what the words themselves say recurs.
    untied: it belongs to a report's period, whose length nothing here tells.
    """

    day: int
    strict: bool
    months: int | None = None
    frequency: Frequency | None = None
    untied: bool = False


class TimeItem(Struct):
    """Item at the tokens from ``first`` up to ``last``.

    relation: the section of the lexicon that leads to a time, empty for a bare one. opener: the first word of those.
    phrase: the words of a WORD. hour: whether an hour of the day is named.
    """

    kind: ItemKind
    first: int
    last: int
    relation: str = ""
    opener: str = ""
    spans: tuple[TimeSpan, ...] = ()
    hour: bool = False
    day: DayOfMonth | None = None
    frequencies: tuple[Frequency, ...] = ()
    phrase: str = ""
    problem: Problem = Problem.UNREADABLE
