"""Times that are no days: what has to happen first, what lasts, what another document decides."""

from __future__ import annotations

from datetime import date

from parplan.vocabulary import time_phrases as phrases
from parplan.vocabulary.readings import Kind, Reading
from parplan.vocabulary.recurrence import Frequency, Recurrence
from parplan.vocabulary.time_clause import BREAKS, PERIODS, SHORT_PERIODS, UNDETERMINED, Clause, Found
from parplan.vocabulary.time_deadlines import read_bound
from parplan.vocabulary.time_recurrences import read_periodic, read_periods, read_recurrence
from parplan.vocabulary.time_spans import UnreadError
from parplan.vocabulary.time_tokens import ROMAN

#: Where the words about a document may end and its, or the work's, time begin.
_BEFORE_TIME = frozenset({"quý", "tháng", "năm", "ngày", "định", "thường", "khi", "số"})


def read_event(clause: Clause, i: int) -> Found | None:
    """Read "sau khi …", "khi có yêu cầu", "trong vòng 10 ngày kể từ ngày nhận được …"."""
    words = clause.words
    j = i + words.match(i, phrases.WITHIN)
    for start in dict.fromkeys((i, j, j + words.match(j, phrases.WITHIN_DAYS))):
        found = read_duration(clause, start)
        if found is not None:
            found.first = i
            return found
    end = None if words.has(i, "trong khi") else _awaited(clause, i + (words.key(i) == "đến"))
    return None if end is None else Found(Reading(Kind.EVENT), i, end)


def read_duration(clause: Clause, i: int) -> Found | None:
    """Read "05 ngày làm việc kể từ ngày …": so long after something has happened."""
    words = clause.words
    if words.count(i) is None or words.key(i + 1) not in (*PERIODS, *SHORT_PERIODS):
        return None
    j = i + 2 + 2 * words.has(i + 2, "làm việc")
    j += words.key(j) == ","
    end = _awaited(clause, j)
    if end is None and words.key(j) == "sau" and words.key(j + 1).isalpha():
        end = j + 1
    return None if end is None else Found(Reading(Kind.EVENT), i, end)


def _awaited(clause: Clause, i: int) -> int | None:
    """Where the words end that wait for something to happen, if they stand at token ``i``."""
    words = clause.words
    end = i + words.match(i, phrases.EVENTS)
    if end > i:
        dated = words.key(end) in ("ngày", *PERIODS) and words.number(end + 1) is not None
        return None if dated else end
    end = i + words.match(i, phrases.EVENT_DAYS)
    happens = end > i and words.key(end).isalpha() and words.key(end) not in ("ngày", "mùng", "mồng", *PERIODS)
    return end if happens else None


def read_ongoing(clause: Clause, i: int) -> Found | None:
    """Read "thường xuyên", "liên tục", "cả năm"."""
    words = clause.words
    if words.has(i, "thường niên"):
        return Found(Reading(Kind.RECURRING, recurrence=Recurrence((Frequency.YEARLY,))), i, i + 2)
    if words.has(i, "thường kỳ"):
        return Found(Reading(Kind.RECURRING, recurrence=Recurrence()), i, i + 2)
    if not words.match(i, phrases.ONGOING):
        return None
    if words.key(i - 1) == "không":
        raise UnreadError
    start, end, last = date(clause.year, 1, 1), date(clause.through, 12, 31), i + 2
    if words.key(i + 1) == "năm" and words.number(last) is not None:
        read = clause.stretches.series(i + 1)
        if read is None or len(read[0]) > 1:
            raise UnreadError
        start, end, last = read[0][0].start, read[0][0].end, read[1]
    return Found(Reading(Kind.ONGOING, start, end), i, last)


def read_depending(clause: Clause, i: int) -> Found | None:
    """Read "theo kế hoạch …", "đúng thời gian quy định", "chưa xác định": nothing here says when."""
    words = clause.words
    if words.key(i) == "theo":
        if words.has(i + 1, "định kỳ"):
            return read_periodic(clause, i + 1)
        if words.key(i + 1) in ("từng", "hằng") and words.key(i + 2) in PERIODS:
            return read_recurrence(clause, i + 1)
        if words.key(i + 1) in PERIODS and words.number(i + 2) is None and words.key(i + 2) not in ROMAN:
            frequencies, end = read_periods(clause, i + 1)
            return Found(Reading(Kind.RECURRING, recurrence=Recurrence(frequencies)), i, end)
    if length := words.match(i, phrases.DEPENDING):
        clause.citing = True
        return Found(UNDETERMINED, i, _after_document(clause, i + length), soft=True)
    if length := words.match(i, phrases.IN_TIME):
        return Found(UNDETERMINED, i, i + length, soft=True)
    return None


def _after_document(clause: Clause, i: int) -> int:
    """Pass over what decides; a period within it is its own: "theo kế hoạch bồi dưỡng công chức hàng năm"."""
    words = clause.words
    while words.key(i) not in BREAKS and read_bound(clause, i).end == i:
        if _is_every_period(clause, i):
            i += 2
        elif words.key(i).isalpha() and words.key(i) not in _BEFORE_TIME:
            i += 1
        else:
            return i
    if words.key(i) != ",":
        return i
    k = i + 1
    while (
        words.key(k).isalpha()
        and words.key(k) not in BREAKS | _BEFORE_TIME | {"theo"}
        and not _is_every_period(clause, k)
    ):
        if words.match(k, phrases.WORKING) or words.key(k) == "trước":
            return i  # the comma ends the document, and work begins
        k += 1
    return k + 2 if k > i + 1 and _is_every_period(clause, k) else i


def _is_every_period(clause: Clause, i: int) -> bool:
    return clause.words.key(i) in ("hằng", "mỗi") and clause.words.key(i + 1) in PERIODS
