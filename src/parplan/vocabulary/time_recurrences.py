"""Work that comes again: hằng quý, định kỳ 6 tháng, mỗi năm 02 lần."""

from __future__ import annotations

from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Frequency, Recurrence
from parplan.vocabulary.time_clause import PERIODS, SHORT_PERIODS, UNDETERMINED, Clause, Found
from parplan.vocabulary.time_spans import UnreadError

_BY_MONTHS = {frequency.months: frequency for frequency in Frequency}
_EVERY = ("hằng", "mỗi", "từng")


def read_periodic(clause: Clause, i: int) -> Found | None:
    """Read "định kỳ", with or without a period."""
    words = clause.words
    if not words.has(i, "định kỳ"):
        return None
    j = i + 2
    j += words.key(j) in (":", "vào")
    j += words.key(j) == "theo" and words.key(j + 1) in PERIODS
    if words.key(j) in _EVERY:
        found = read_recurrence(clause, j)
        if found is not None:
            found.first = i
            return found
    times = words.count(j)
    if times is not None and words.has(j + 1, "lần /") and words.key(j + 3) in PERIODS:
        if times > 1:
            raise UnreadError  # twice a year: on days the words do not tell
        j += 3
    if words.key(j) in SHORT_PERIODS:
        return _too_often(clause, i, j + 1)
    if not _names_one_stretch(clause, j):
        frequencies, end = read_periods(clause, j)
        if frequencies:
            return Found(_recurring(*frequencies), i, _once(clause, end))
    return Found(_recurring(), i, i + 2)


def read_recurrence(clause: Clause, i: int) -> Found | None:
    """Read "hằng tháng, quý, 6 tháng và năm"; "mỗi quý 1 lần" recurs too, "mỗi năm 02 lần" counts."""
    words = clause.words
    j = i + 1 + (words.key(i + 1) in ("hằng", "mỗi"))
    if words.key(j) in SHORT_PERIODS and words.key(i) != "từng":
        return _too_often(clause, i, j + 1)
    frequencies, end = read_periods(clause, j)
    if not frequencies:
        return None
    k = end + 2 * (words.has(end, "ít nhất") or words.has(end, "tối thiểu"))
    times = words.count(k)
    if times is not None and words.key(k + 1) == "lần":
        if times > 1 or k > end:
            return Found(UNDETERMINED, i, k + 2, soft=True)
        end = k + 2
    return Found(_recurring(*frequencies), i, _in_plan_year(clause, end))


def read_every_so_many(clause: Clause, i: int) -> Found | None:
    """Read "6 tháng một lần", "3 tháng/lần"."""
    words = clause.words
    number, unit = words.count(i), words.key(i + 1)
    if number is None or unit not in ("tháng", "năm", *SHORT_PERIODS):
        return None
    end = _once(clause, i + 2)
    if end == i + 2:
        return None
    frequency = None if unit in SHORT_PERIODS else _BY_MONTHS.get(number * (12 if unit == "năm" else 1))
    return _too_often(clause, i, end) if frequency is None else Found(_recurring(frequency), i, end)


def read_times(clause: Clause, i: int) -> Found | None:
    """Read "02 lần/năm": a target, never a deadline."""
    words = clause.words
    if words.count(i) is None or words.key(i + 1) != "lần":
        return None
    j = i + 2
    if words.key(j) in ("/", "trong", "mỗi", "một") and words.key(j + 1) in (*PERIODS, *SHORT_PERIODS):
        j += 2
    elif words.key(j) == "/" and words.count(j + 1) is not None and words.key(j + 2) == "tháng":
        j += 3
    return Found(UNDETERMINED, i, j, soft=True)


def read_periods(clause: Clause, i: int) -> tuple[tuple[Frequency, ...], int]:
    """Read a list of periods at token ``i``: "quý, 6 tháng, năm". Return them, shortest first, and where it ends."""
    words = clause.words
    named: set[Frequency] = set()
    nine_months = False
    j = end = i
    while True:
        j += 2 * words.has(j, "định kỳ")
        j += words.key(j) in ("hằng", "mỗi") or (bool(named) and words.has(j, "cả năm"))
        months = words.count(j) if words.key(j + 1) == "tháng" and words.key(j + 2) not in ("đầu", "cuối") else None
        if words.key(j) in PERIODS and not (named and _names_one_stretch(clause, j)):
            named.add(PERIODS[words.key(j)])
            end = j + 1
        elif words.has(j, "nửa năm"):
            named.add(Frequency.HALF_YEARLY)
            end = j + 2
        elif months == 9:
            nine_months, end = True, j + 2
        elif months is not None:
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


def _recurring(*frequencies: Frequency) -> Reading:
    return Reading(Kind.RECURRING, recurrence=Recurrence(frequencies))


def _names_one_stretch(clause: Clause, i: int) -> bool:
    """Whether a quarter, month or year of the calendar is named there: "định kỳ quý I", "6 tháng đầu năm"."""
    try:
        return clause.stretches.stretch(i) is not None
    except UnreadError:
        return True


def _in_plan_year(clause: Clause, i: int) -> int:
    """Pass over a year after a recurrence, which must be the plan's: "hằng quý năm 2021"."""
    words = clause.words
    j = i + (words.key(i) in ("/", "trong", ","))
    named = words.key(j) == "năm"
    j += named
    if words.number(j) is None or len(words.key(j)) != 4 or (words.key(i) == "," and not named):
        return i
    if words.number(j) != clause.year or clause.through != clause.year or words.key(j + 1) in ("-", "đến"):
        raise UnreadError
    return j + 1


def _too_often(clause: Clause, i: int, end: int) -> Found:
    clause.problems.append(Problem.NO_SUCH_FREQUENCY)
    return Found(_recurring(), i, _once(clause, end))


def _once(clause: Clause, i: int) -> int:
    """Where "một lần", "/lần" end, if they stand at token ``i``."""
    words = clause.words
    if words.has(i, "/ lần"):
        return i + 2
    j = i + (words.key(i) == "/")
    return j + 2 if words.key(j + 1) == "lần" and words.count(j) == 1 else i
