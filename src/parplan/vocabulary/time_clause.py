"""What the rules of time words work on: the clause, and what they find in it."""

from __future__ import annotations

from msgspec import Struct

from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Frequency
from parplan.vocabulary.time_series import SeriesReader
from parplan.vocabulary.time_spans import Span
from parplan.vocabulary.time_tokens import Token, Words

UNDETERMINED = Reading(Kind.UNDETERMINED)

#: The periods work recurs in, by the word for one.
PERIODS = {"tháng": Frequency.MONTHLY, "quý": Frequency.QUARTERLY, "năm": Frequency.YEARLY}
#: Periods no plan counts in.
SHORT_PERIODS = ("tuần", "ngày", "giờ", "buổi")
#: Between these the words of a clause belong together.
BREAKS = frozenset({"", ",", ":", "(", ")", "-", "và", "hoặc", "&"})


class DayOfMonth(Struct, frozen=True):
    """A day whose month is told from a period: of every month, of a quarter's last month, of the month after.

    months: as in a recurrence's deadline; None where nothing tells. frequency: what the words themselves say recurs.
    """

    day: int
    strict: bool
    months: int | None = None
    frequency: Frequency | None = None


class Found(Struct):
    """What was found at the tokens from ``first`` up to ``last``.

    span, strict: the stretch behind a dated reading, and whether it was "before". day: a day of a month not named.
    weak: it tells what something is about rather than when. soft: a time beside it makes it mere manner ("theo …").
    prefixed: words before it say that it tells when.
    """

    reading: Reading
    first: int
    last: int
    span: Span | None = None
    strict: bool = False
    day: DayOfMonth | None = None
    weak: bool = False
    soft: bool = False
    prefixed: bool = False


class Clause:
    """One clause while it is read. A rule gets it and a token and returns what it found there, or None.

    found: in the order of the text. problems: those that leave it readable. citing: a document was just named, so that
    a date beside it is the document's.
    """

    def __init__(self, tokens: list[Token], year: int, through: int) -> None:
        self.words = Words(tokens)
        self.year = year
        self.through = through
        self.stretches = SeriesReader(self.words, year, through)
        self.found: list[Found] = []
        self.problems: list[Problem] = []
        self.citing = False
