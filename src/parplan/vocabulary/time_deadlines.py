"""What a clause says about the stretches of the calendar it names: before, until, from, in every year."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from parplan.vocabulary import time_phrases as phrases
from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Frequency, Recurrence
from parplan.vocabulary.time_clause import BREAKS, UNDETERMINED, Clause, DayOfMonth, Found
from parplan.vocabulary.time_spans import Span, Unit, UnreadError


class Bound(Struct, frozen=True):
    """The words that lead to a stretch: what they make of it, and where they end."""

    end: int
    strict: bool = False
    inclusive: bool = False
    vague: bool = False
    onwards: bool = False
    after: bool = False


def read_stretch(clause: Clause, i: int) -> Found | int | None:
    """Read the words that lead to a stretch, the stretch or the list of them, and what follows.

    Raises:
        UnreadError: a time is named and it is not certain which.
    """
    words = clause.words
    bound = read_bound(clause, i)
    hour = _hour(clause, bound.end)
    begins, midnight = hour or (bound.end, False)
    read = clause.stretches.series(begins, bare_year=bound.end > i)
    if read is None:
        if hour is not None:
            raise UnreadError
        return _day_alone(clause, i, bound)
    spans, end = read
    if _runs_on(clause, begins):
        raise UnreadError
    if _awaits_event(clause, i) and words.key(i) in ("hết", "cuối", "đầu", "giữa"):
        return end  # "trước khi hết quý II"
    if bound.vague:
        raise UnreadError(Problem.VAGUE)
    prefixed = bound.end > i or hour is not None
    if (words.key(i - 1) == "quá" and not prefixed) or _is_lunar(clause, end):
        raise UnreadError
    before_an_hour = bound.strict and hour is not None and not midnight  # of that day, which is permitted then
    every_year = _every_year(clause, end)
    open_end = _open_ended(clause, end)
    upper = _upper(clause, end)
    if _tells_data(clause, i):
        return Found(UNDETERMINED, i, upper[2] if upper else end, weak=True)
    if upper is not None:
        if bound.strict or bound.inclusive or bound.after or every_year is not None:
            raise UnreadError
        return _from_to(clause, i, spans, upper)
    if bound.after:
        return Found(UNDETERMINED, i, end, prefixed=True)
    is_range = any(key in ("-", "đến", "tới") for key in words.keys[begins:end])
    if open_end is not None or (bound.onwards and every_year is None and not is_range):
        if len(spans) > 1:
            raise UnreadError
        return Found(Reading(Kind.ONGOING, start=spans[0].start), i, open_end or end, prefixed=True)
    strict = bound.strict and not before_an_hour
    found = [
        Found(
            _reading(clause, span, strict=strict, inclusive=bound.inclusive or before_an_hour),
            i,
            end,
            span,
            strict,
            weak=not prefixed and _is_attribute(clause, i, spans[0]),
            prefixed=prefixed,
        )
        for span in spans
    ]
    if every_year is not None:
        _make_yearly(found, every_year)
    clause.found.extend(found[:-1])
    return found[-1]


def read_bound(clause: Clause, i: int) -> Bound:
    """Read the words at token ``i`` that can lead to a stretch: "chậm nhất đến hết", "từ", "đầu"."""
    words, j = clause.words, i
    strict = inclusive = vague = onwards = after = False
    while True:
        # "Trước hết quý II", "từ cuối quý I": before or from what day?
        if words.key(j) == "trước":
            strict, vague, j = True, vague or onwards, j + 1
        elif length := words.match(j, phrases.INCLUSIVE) or (words.key(j) == "cuối"):
            inclusive, vague, j = True, vague or strict or onwards, j + length
        elif words.key(j) == "nửa" and words.key(j + 2) == "năm":
            return Bound(j, strict, inclusive, vague, onwards, after)  # half a year has its days
        elif length := words.match(j, phrases.VAGUE):
            vague, j = True, j + length
        elif words.key(j) == "tuần":
            vague, j = True, j + 2 + (words.key(j + 1) == "thứ")
        elif length := words.match(j, phrases.FROM):
            onwards, j = True, j + length
        elif words.key(j) == "sau" and j == i:
            after, j = True, j + 1
        elif words.match(j, phrases.FROM_NOW):
            onwards, j = False, j + 1  # it has but an end
        elif length := words.match(j, phrases.LEADING):
            j += length
        else:
            return Bound(j, strict, inclusive, vague, onwards, after)


def read_following_years(clause: Clause, i: int) -> Found | None:
    """Read "năm tiếp theo" where it stands alone: a fragment of a cell, of no known year."""
    end = _years_after(clause, i)
    return None if end is None else Found(UNDETERMINED, i, end, soft=True)


def _reading(clause: Clause, span: Span, *, strict: bool, inclusive: bool) -> Reading:
    if span.floating and (clause.through > clause.year or span.next_year):
        # In every year of a plan of several, or in the year after each one reported on.
        return _yearly_reading(span, strict=strict)
    if strict:
        return Reading(Kind.BEFORE, due=span.start - timedelta(days=1))
    if inclusive or (span.unit is Unit.DAY and span.start == span.end):
        return Reading(Kind.DATE, due=span.end)
    return Reading(Kind.PERIOD, start=span.start, end=span.end, due=span.end)


def _yearly_reading(span: Span, *, strict: bool) -> Reading:
    return Reading(Kind.RECURRING, recurrence=Recurrence((Frequency.YEARLY,), span.deadline(strict=strict)))


def _make_yearly(found: list[Found], end: int) -> None:
    """Make every year's what was read as one year's, "hằng năm" ending at token ``end``."""
    for one in found:
        if one.span is None or not one.span.floating:
            raise UnreadError  # a year that is named does not come every year
        one.reading = _yearly_reading(one.span, strict=one.strict)
        one.span, one.last, one.weak = None, end, False


def _runs_on(clause: Clause, i: int) -> bool:
    """Whether the number at token ``i`` is the rest of something that was not read: the 2021 of "X/2021"."""
    words, before = clause.words, clause.words.key(i - 1)
    if words.number(i) is None:
        return False
    return before == "/" or (words.tight(i) and (before in ("-", ".") or before.isalnum()))


def _is_lunar(clause: Clause, i: int) -> bool:
    words = clause.words
    return words.has(i, "âm lịch") or words.key(i + (words.key(i) == "(")) in ("âl", "al", "âm")


def _is_attribute(clause: Clause, i: int, span: Span) -> bool:
    """Whether a bare stretch tells what something is about: "báo cáo quý I", "kế hoạch năm 2022"."""
    words = clause.words
    last = clause.found[-1] if clause.found else None
    if _awaits_event(clause, i):
        return True  # "trước khi kết thúc quý II"
    if words.key(i - 1) in BREAKS:
        goes_on = words.key(i - 1) in (",", "và", "hoặc", "&")
        return last is not None and last.weak and last.last == i - 1 and goes_on
    if last is not None and last.last == i:
        return last.soft
    if span.unit is Unit.DAY and words.key(i) in ("ngày", "thứ", "sáng", "chiều", "chủ"):
        return clause.citing
    if phrases.DOING.match_before(words.keys, i):
        return False
    k, since = i, last.last if last is not None else 0
    while k > since and words.key(k - 1) not in BREAKS:
        k -= 1
    while length := words.match(k, phrases.STARTING):
        k += length
    return k != i


def _tells_data(clause: Clause, i: int) -> bool:
    """Whether the words before tell a report's data window: "số liệu tính đến hết tháng 11"."""
    words, k = clause.words, i
    since = clause.found[-1].last if clause.found else 0
    while k > since and words.key(k - 1) not in (",", "(", ":"):
        k -= 1
        if words.has(k, "số liệu"):
            return True
    return words.key(i - 1) == "tính"


def _awaits_event(clause: Clause, i: int) -> bool:
    """Whether token ``i`` still belongs to what has to happen first."""
    last = clause.found[-1] if clause.found else None
    return last is not None and last.reading.kind is Kind.EVENT and not BREAKS & set(clause.words.keys[last.last : i])


def _hour(clause: Clause, i: int) -> tuple[int, bool] | None:
    """17h00, 17 giờ 00 phút, 17:00: where it ends and whether it is the day's first moment."""
    words = clause.words
    hour = words.number(i)
    if hour is None or words.key(i + 1) not in ("h", "giờ", "g", ":"):
        return None
    j = i + 2
    minute = words.number(j)
    if words.key(i + 1) == ":" and minute is None:
        return None
    if minute is not None and len(words.key(j)) == 2 and words.key(j + 1) not in ("/", "tháng", "-"):
        j += 1
        j += words.key(j) in ("phút", "'", "p")
    if hour > 24 or (minute or 0) > 59:
        raise UnreadError
    j += words.key(j) in (",", "của")
    return j, hour == 0 and not minute


# -- ranges and open ends ---------------------------------------------------------------------------------------------


def _upper(clause: Clause, i: int) -> tuple[Span, bool, int] | None:
    """The end of "từ … đến …" where the stretch reader left it: "đến cuối", "đến trước"."""
    words = clause.words
    j = i + (words.key(i) == ",")
    if words.key(j) not in ("đến", "tới") and not words.has(j, "cho đến"):
        return None
    bound = read_bound(clause, j)
    read = clause.stretches.series(bound.end, bare_year=True)
    if read is None or len(read[0]) > 1 or bound.vague:
        raise UnreadError(Problem.VAGUE if bound.vague else Problem.UNREADABLE)
    return read[0][0], bound.strict, read[1]


def _from_to(clause: Clause, i: int, spans: list[Span], upper: tuple[Span, bool, int]) -> Found:
    last, strict, end = upper
    lower = spans[0]
    other_year = not lower.floating and lower.start.year != clause.year
    if len(spans) > 1 or (last.floating and (other_year or clause.through > clause.year)):
        raise UnreadError
    finish = last.start - timedelta(days=1) if strict else last.end
    start = lower.start
    if lower.floating:
        start = start.replace(year=finish.year, day=1) if start.day == 29 else start.replace(year=finish.year)
        if start > finish:
            start = start.replace(year=start.year - 1)  # "từ tháng 11 đến hết quý I/2022"
    if start > finish:
        raise UnreadError(Problem.NO_SUCH_DATE)
    return Found(Reading(Kind.PERIOD, start=start, end=finish, due=finish), i, end, prefixed=True)


def _every_year(clause: Clause, i: int) -> int | None:
    """Where "hằng năm", "của mỗi năm" end, if they stand at token ``i``."""
    words = clause.words
    j = i + (words.key(i) in ("của", "("))
    return j + 2 if words.has(j, "hằng năm") or words.has(j, "mỗi năm") else None


def _open_ended(clause: Clause, i: int) -> int | None:
    """Where "trở đi", "và các năm tiếp theo" end, if they stand at token ``i``."""
    words = clause.words
    if words.has(i, "trở đi") or words.has(i, "về sau"):
        return i + 2
    j = i + (words.key(i) in ("và", ",", "-"))
    return _years_after(clause, j) if words.key(j) in ("các", "những") else None


def _years_after(clause: Clause, i: int) -> int | None:
    """Where "các năm tiếp theo" ends."""
    words = clause.words
    j = i + (words.key(i) in ("các", "những")) + 1
    length = words.match(j, phrases.NEXT)
    return j + length if words.key(j - 1) == "năm" and length else None


# -- a day of a month that is not named -------------------------------------------------------------------------------


def _day_alone(clause: Clause, i: int, bound: Bound) -> Found | None:
    """A day without its month: "trước ngày 20 hằng tháng", "ngày 05 tháng đầu quý sau"."""
    words = clause.words
    j = bound.end
    if words.key(j) != "ngày":
        return None
    day = words.number(j + 1)
    if day is None or len(words.key(j + 1)) > 2 or words.key(j + 2) in ("/", "-", "."):
        return None
    if not 1 <= day <= 31:
        raise UnreadError(Problem.NO_SUCH_DATE)
    if bound.vague or bound.onwards or bound.after:
        raise UnreadError
    months, frequency, end = _month_of_period(clause, j + 2)
    return Found(UNDETERMINED, i, end, day=DayOfMonth(day, bound.strict, months, frequency))


def _month_of_period(clause: Clause, i: int) -> tuple[int | None, Frequency | None, int]:
    """What tells the month of a day: (months from the period's last, how often it comes, where the words end)."""
    words = clause.words
    j = i + (words.key(i) in ("của", "vào", "trong", ","))
    if words.key(j) in ("hằng", "mỗi", "từng", "các") and words.key(j + 1) == "tháng":
        return 0, Frequency.MONTHLY, j + 2
    if words.key(j) != "tháng":
        return None, None, i
    if length := words.match(j + 1, phrases.NEXT_PERIOD):
        k = j + 1 + length
        return 1, None, k + words.match(k, phrases.REPORTED)
    if words.key(j + 1) not in ("đầu", "cuối"):
        return (0, Frequency.MONTHLY, j + 1) if words.key(i) in ("của", "trong") else (None, None, i)
    first = words.key(j + 1) == "đầu"
    k = j + 2
    for passed in (("tiên", "cùng"), ("của", "trong"), ("mỗi", "hằng", "từng", "các")):
        k += words.key(k) in passed
    period = words.key(k)
    if period not in ("quý", "kỳ"):
        return None, None, i
    k += 1 + words.match(k + 1, phrases.REPORTED)
    following = words.match(k, phrases.NEXT_PERIOD)
    if (following and not first) or (period == "kỳ" and (first or following)):
        raise UnreadError  # how long a "kỳ" is, only the report's rules tell; its last month all have
    if following:
        return 1, Frequency.QUARTERLY, k + following
    return (-2 if first else 0), (Frequency.QUARTERLY if period == "quý" else None), k
