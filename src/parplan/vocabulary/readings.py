"""The meanings of time words: a kind, the days it spans, the last permitted day, and how it recurs."""

# Annotations are real types, not texts: the cache's decoder asks for them at every start, and is slow with texts.

from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.vocabulary.recurrence import Recurrence


class Kind(StrEnum):
    """The kinds of time a plan names."""

    DATE = "date"  # by a day, which is the last permitted one
    BEFORE = "before"  # strictly before a day
    PERIOD = "period"  # within a quarter, a month, a range …
    RECURRING = "recurring"
    ONGOING = "ongoing"
    EVENT = "event"  # after something that happens
    UNDETERMINED = "undetermined"  # another document decides, or nobody can tell


class Problem(StrEnum):
    """Why a reading needs the author's attention."""

    UNREADABLE = "unreadable"  # nothing could be read, or something looks like a time and could not
    SEVERAL = "several"  # several times are named
    REPAIRED = "repaired"  # read although it looks damaged ("Quy 12021")
    NO_SUCH_DATE = "no-such-date"  # 31/02, quý V, tháng 13
    NO_SUCH_FREQUENCY = "no-such-frequency"  # weekly, daily: no period of a plan
    YEAR_OUTSIDE = "year-outside"  # a year so far from the plan's that it is a slip of the pen
    BEFORE_PLAN = "before-plan"  # without a year, and in the plan's first year over before the plan was issued
    WHICH_YEAR = "which-year"  # “trong năm” in a plan that ends within a calendar year: that year's end, or the plan's
    VAGUE = "vague"  # "đầu quý II", "khoảng tháng 5": no last day follows from it


class Reading(Struct, frozen=True, eq=False, omit_defaults=True):
    """One time named in words.

    start: the first day of the period or of ongoing work.
    end: its last day; None is open-ended.
    due: the last permitted day; None where there is none or none is known. A recurrence has one per occurrence.
    recurrence: how a RECURRING one repeats.
    words: the words it was read from; two spellings of one time are equal, so they do not count in comparisons.
    """

    kind: Kind
    start: date | None = None
    end: date | None = None
    due: date | None = None
    recurrence: Recurrence | None = None
    words: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and self._meaning == other._meaning

    def __hash__(self) -> int:
        return hash(self._meaning)

    @property
    def _meaning(self) -> tuple[Kind, date | None, date | None, date | None, Recurrence | None]:
        return self.kind, self.start, self.end, self.due, self.recurrence


class Proposal(Struct, frozen=True):
    """A time found in words that are not certain: never a deadline, only a possible meaning.

    due: what to write instead, in short form where there is one, else in words that are certain.
    words: the words it was found in.
    """

    due: str
    words: str


class FoundTime(Struct, frozen=True):
    """A time that stands somewhere in a longer text.

    start, end: its offsets in the text, in code points. certain: whether all of its clause is understood, so that each
    time in it may be a milestone of its own. due: what to write for it, as in a proposal; empty where nothing can be.
    """

    reading: Reading
    start: int
    end: int
    certain: bool
    due: str = ""


class TimeReading(Struct, frozen=True):
    """All that was read from some words.

    reading: the time they name, if it is certain, else UNDETERMINED.
    parts: every time that is certain by itself, in the order of the text, equal ones once. More than one leave the
    reading undetermined, as one deadline is one time.
    problems: why it is not certain, or what the author should look at; empty for plain words, and for words that
    plainly leave it open.
    proposed: the times found in words that are not certain; empty where they are.
    """

    words: str
    parts: tuple[Reading, ...]
    reading: Reading
    problems: tuple[Problem, ...] = ()
    proposed: tuple[Proposal, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether every word is understood and one time is named; repaired damage is reported all the same."""
        return not self.problems or self.problems == (Problem.REPAIRED,)
