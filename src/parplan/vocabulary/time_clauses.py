"""Reading one clause of time words.

A clause is read as a whole or not at all. Ordinary words are passed over, but a number or a word of time that no rule
takes makes the clause unreadable: a date beside something not understood may be another date.
"""

from __future__ import annotations

from collections.abc import Callable

from parplan.vocabulary import time_phrases as phrases
from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Recurrence
from parplan.vocabulary.time_clause import PERIODS, SHORT_PERIODS, UNDETERMINED, Clause, Found
from parplan.vocabulary.time_conditions import read_depending, read_duration, read_event, read_ongoing
from parplan.vocabulary.time_deadlines import read_following_years, read_stretch
from parplan.vocabulary.time_recurrences import (
    read_every_so_many,
    read_periodic,
    read_periods,
    read_recurrence,
    read_times,
)
from parplan.vocabulary.time_spans import Unit, UnreadError
from parplan.vocabulary.time_tokens import ROMAN, Token

_TIME_WORDS = frozenset({"quý", "tháng", "ngày", "tuần", "năm", "trước", "sau", "tết", "thứ", "giờ", "hôm"})
_LEAD_TO_TIME = frozenset({"trong", "hết", "đến", "tới", "cuối", "đầu", "giữa", "trước", "sau", "từ", "và", "hoặc"})

#: What else a word can begin where it begins no stretch of the calendar.
_RULES: dict[str, Callable[[Clause, int], Found | None]] = {
    **dict.fromkeys(("hằng", "mỗi", "từng"), read_recurrence),
    "định": read_periodic,
    **dict.fromkeys(("thường", "liên", "quanh", "suốt", "cả", "duy"), read_ongoing),
    **dict.fromkeys(
        ("theo", "căn", "tùy", "tuỳ", "đúng", "đảm", "bảo", "kịp", "chưa", "không", "lồng"),
        read_depending,
    ),
    **dict.fromkeys(
        ("sau", "khi", "ngay", "đột", "phát", "trước", "kể", "tính", "từ", "trong", "chậm", "đến"),
        read_event,
    ),
    **dict.fromkeys(("các", "những", "năm"), read_following_years),
}


def read_clause(tokens: list[Token], year: int, through: int) -> Clause:
    """Find every time a clause names.

    Raises:
        UnreadError: something in it looks like a time and cannot be read.
    """
    clause = Clause(tokens, year, through)
    i = 0
    while i < len(tokens):
        i = _read_at(clause, i)
    taken = {(one.first, one.last) for one in clause.found if not one.weak}
    if clause.stretches.repaired or any(token.repaired for first, last in taken for token in tokens[first:last]):
        clause.problems.append(Problem.REPAIRED)
    return clause


def _read_at(clause: Clause, i: int) -> int:
    """Read what begins at token ``i`` and return where it ends."""
    end = _citation(clause, i)
    if end is not None:
        return end
    found = read_times(clause, i)
    if found is None and _is_labelled(clause, i):
        return _pass_number(clause, i)
    read = found or read_stretch(clause, i)
    if isinstance(read, int):
        return read
    found = read
    if found is None and (rule := _RULES.get(clause.words.key(i))) is not None:
        found = rule(clause, i)
    if found is None and clause.words.count(i) is not None:
        found = read_every_so_many(clause, i) or read_duration(clause, i)
    if found is None:
        return _pass_over(clause, i)
    clause.found.append(found)
    return found.last


def _pass_over(clause: Clause, i: int) -> int:
    """Pass over what is no time, and return where it ends."""
    words, key = clause.words, clause.words.key(i)
    if length := words.match(i, phrases.DOCUMENTS):
        clause.citing = True
        return i + length
    if key == ",":
        clause.citing = False
    if length := words.match(i, phrases.ORDINARY):
        return i + length
    if key in PERIODS or words.key(i + 1) == "tháng":
        end = _what_it_is_about(clause, i)
        if end is not None:
            return end
    if key in ROMAN and (words.key(i - 1) == "quý" or _follows_quarter(clause, i)):
        raise UnreadError
    if any(char.isnumeric() for char in key):
        return _pass_number(clause, i)
    every = key in ("hằng", "mỗi", "từng") and words.key(i + 1) in (*PERIODS, *SHORT_PERIODS)
    if key in _TIME_WORDS or every or (key in ("chậm", "muộn") and words.key(i + 1) == "nhất"):
        raise UnreadError
    return i + 1


def _what_it_is_about(clause: Clause, i: int) -> int | None:
    """Pass over periods after an ordinary word ("báo cáo năm") or as a label ("6 tháng: …"), if they stand there.

    After "định kỳ" they say how often the report is due.
    """
    words, before = clause.words, clause.words.key(i - 1)
    frequencies, end = read_periods(clause, i)
    about = (before.isalpha() and before not in _LEAD_TO_TIME) or (not before and words.key(end) == ":")
    if not frequencies or not about:
        return None
    if words.has(i - 2, "báo cáo"):
        for one in clause.found:
            if one.reading.recurrence == Recurrence():
                one.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies))
    clause.found.append(Found(UNDETERMINED, i, end, weak=True))
    return end


def _follows_quarter(clause: Clause, i: int) -> bool:
    """Whether only marks stand between a quarter and token ``i``: "quý I .. III"."""
    last = clause.found[-1] if clause.found else None
    if last is None or last.span is None or last.span.unit is not Unit.QUARTER:
        return False
    return not any(key.isalpha() for key in clause.words.keys[last.last : i])


# -- numbers that are no time -----------------------------------------------------------------------------------------


def _pass_number(clause: Clause, i: int) -> int:
    """Pass over a number that counts or labels something; what it counts a year is a target ("02 lớp/năm")."""
    words = clause.words
    k = i + 1
    while words.key(k).isalpha() and k < i + 4:
        k += 1
    if k > i + 1 and words.key(k) == "/" and words.key(k + 1) in PERIODS:
        clause.found.append(Found(UNDETERMINED, i, k + 2, soft=True))
        return k + 2
    if words.match(i + 1, phrases.COUNTED):
        return i + 1
    if not _is_labelled(clause, i):
        if i == 0 and len(words.key(0)) < 3 and words.key(1) in (")", "."):
            return 2  # the number of a list's item
        raise UnreadError
    j = i + 1
    while (
        words.key(j) in (",", "-", ":", ".", "và")
        and words.number(j + 1) is not None
        and not _may_be_date(clause, j + 1)
    ):
        j += 2
    return j


def _is_labelled(clause: Clause, i: int) -> bool:
    words = clause.words
    numbered = words.number(i) is not None and not _may_be_date(clause, i)
    return numbered and phrases.LABELS.match_before(words.keys, i)


def _may_be_date(clause: Clause, i: int) -> bool:
    return clause.words.key(i + 1) in ("/", "tháng")


def _citation(clause: Clause, i: int) -> int | None:
    """Pass over a document's number and the date that belongs to it: "số 45/KH-UBND ngày 03/02/2021"."""
    words = clause.words
    coded = words.key(i) == "số"
    j = i + coded
    if words.number(j) is None or (not coded and words.tight(j)):
        return None
    k = j + 1
    while words.key(k) in ("/", "-") and words.tight(k) and (words.tight(k + 1) or words.number(k + 1) is None):
        part = words.key(k + 1)
        if words.number(k + 1) is None:
            if not part.isalpha() or part in ("lần", *PERIODS, *SHORT_PERIODS):
                break
            coded = True
        k += 2
    if not coded:
        return None
    dated_at = k + (words.key(k) == ",")
    if words.key(dated_at) == "ngày":
        dated = clause.stretches.stretch(dated_at)
        if dated is not None:
            return dated[1]
    clause.citing = True
    return k
