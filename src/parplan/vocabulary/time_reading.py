"""Reading time words: each clause by itself, then all clauses together."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from parplan.vocabulary.readings import FoundTime, Kind, Problem, Proposal, Reading, TimeReading
from parplan.vocabulary.recurrence import Occurrence, occurrences
from parplan.vocabulary.short_forms import read_short_form, write_time
from parplan.vocabulary.time_judging import Judge
from parplan.vocabulary.time_scanning import Scanner
from parplan.vocabulary.time_spans import TimeUnit, UnreadError
from parplan.vocabulary.time_tokens import ROMAN, TimeTokens, tokenize

#: Words between alternatives: only one of the times is meant.
_EITHER = frozenset({"hoặc", "hay"})
#: Beside these a day is one of the old calendar, and nothing is proposed for it.
_LUNAR = frozenset({"âm", "âl", "al", "am"})

#: Written forms that no deadline has.
_NO_TIME = frozenset({"", "undetermined", "event", "định kỳ"})


class _Clause(Struct):
    """The times of one clause with their place in the text, those in doubt, and its problems.

    guessed: its time comes every year only because no year of a plan of several is named. of_year: that time is such a
    year, or its last months. lunar: it names a day of the old calendar, for which nothing can be written.
    """

    times: list[FoundTime]
    doubts: list[FoundTime]
    problems: list[Problem]
    guessed: bool
    of_year: bool
    lunar: bool

    @property
    def certain(self) -> bool:
        return not self.problems or self.problems == [Problem.REPAIRED]


def read_words(words: str, year: int, through: int, decision: date | None, until: date | None) -> TimeReading:
    """Read the time of a task, in a plan of the years from ``year`` through ``through``, or to its day ``until``."""
    text = " ".join(words.split())
    undetermined = Reading(Kind.UNDETERMINED, words=text)
    try:
        short = read_short_form(text, year, through)
    except UnreadError as refusal:
        return TimeReading(words, (), undetermined, (refusal.problem,))
    if short is not None:
        return TimeReading(words, (replace(short, words=text),), replace(short, words=text))
    clauses = _read_clauses(words, year, through)
    parts = [found.reading for clause in clauses if clause.certain for found in clause.times]
    parts = list(dict.fromkeys(parts))
    problems = list(dict.fromkeys(problem for clause in clauses for problem in clause.problems))
    named = any(clause.times or clause.doubts for clause in clauses)
    if not named and not problems:
        problems.append(Problem.UNREADABLE)
    if len(parts) > 1:
        problems.append(Problem.SEVERAL)
    if not problems or problems == [Problem.REPAIRED]:
        reading = parts[0] if parts else undetermined
        if until is not None and until.year > year and any(clause.of_year for clause in clauses):
            ends = [date(until.year - 1, 12, 31), until]
            proposed = tuple(Proposal(end.isoformat(), reading.words) for end in ends)
            return TimeReading(words, tuple(parts), undetermined, (*problems, Problem.WHICH_YEAR), proposed)
        guessed = any(clause.guessed for clause in clauses)
        if decision is None or not guessed or not _begins_before(reading, decision, year, through):
            return TimeReading(words, tuple(parts), reading, tuple(problems))
        problems.append(Problem.BEFORE_PLAN)
        left = [one.due for one in _yearly(reading, year, through) if one.due >= decision]
        if len(left) == 1:  # what comes every year comes once more: that day is meant, if any
            proposal = Proposal(left[0].isoformat(), reading.words)
            return TimeReading(words, tuple(parts), undetermined, tuple(problems), (proposal,))
    told = dict.fromkeys(
        Proposal(found.due, found.reading.words) for found in _told(clauses, year, through) if found.due not in _NO_TIME
    )
    return TimeReading(words, tuple(parts), undetermined, tuple(problems), tuple(told))


def find_all(words: str, year: int, through: int) -> tuple[FoundTime, ...]:
    """Find every time a text names, in its order."""
    return tuple(_told(_read_clauses(words, year, through), year, through))


def _told(clauses: list[_Clause], year: int, through: int) -> list[FoundTime]:
    """Every time of the clauses in the order of the text, each with what to write for it."""
    found = [
        one if clause.lunar else replace(one, due=write_time(one.reading, year, through))
        for clause in clauses
        for one in (*clause.times, *clause.doubts)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def _begins_before(reading: Reading, decision: date, year: int, through: int) -> bool:
    """Whether a time read as yearly would have been due before the plan was issued."""
    return any(one.due < decision for one in _yearly(reading, year, through)[:1])


def _yearly(reading: Reading, year: int, through: int) -> tuple[Occurrence, ...]:
    return () if reading.recurrence is None else occurrences(reading.recurrence, year, through)


def _read_clauses(text: str, year: int, through: int) -> list[_Clause]:
    tokens = tokenize(text)
    return [_read_clause(clause, text, year, through) for clause in _clauses(tokens)]


def _read_clause(words: TimeTokens, text: str, year: int, through: int) -> _Clause:
    scanner = Scanner(words, year, through)
    judged = Judge(scanner.items(), words, year, through).judgement()
    problems = judged.problems
    if len(problems) > 1:  # what is known better says more
        problems = [problem for problem in problems if problem is not Problem.UNREADABLE]
    if scanner.repaired and judged.times:
        problems = [*problems, Problem.REPAIRED]
    certain = not problems or problems == [Problem.REPAIRED]

    clear = certain and (len(judged.times) < 2 or _EITHER.isdisjoint(words.keys))

    def placed(first: int, last: int, reading: Reading, *, sure: bool) -> FoundTime:
        start, end = words.starts[first], words.ends[last - 1]
        reading = replace(reading, words=" ".join(text[start:end].split()))
        return FoundTime(reading, start, end, sure)

    return _Clause(
        [placed(one.first, one.last, one.reading, sure=clear) for one in judged.times],
        [placed(one.first, one.last, one.reading, sure=False) for one in judged.doubts],
        problems,
        any(one.guessed for one in judged.times),
        any(one.guessed and one.span is not None and one.span.unit >= TimeUnit.PART for one in judged.times),
        not _LUNAR.isdisjoint(words.keys),
    )


def _enumerates(keys: list[str]) -> bool:
    """Whether a full stop ends the number of a list's item: "1.", "2.1.", "IV.", "a."."""
    if len(keys) == 1:
        return (
            keys[0] in ROMAN or (len(keys[0]) < 3 and keys[0].isdecimal()) or (len(keys[0]) == 1 and keys[0].isalpha())
        )
    return 1 < len(keys) < 6 and all(
        key == "." if k % 2 else key.isdecimal() and len(key) < 3 for k, key in enumerate(keys)
    )


def _clauses(words: TimeTokens) -> list[TimeTokens]:
    """Split at semicolons and at the full stops that end a sentence, not at those within 20.7.2020 or TP.HCM."""
    clauses: list[TimeTokens] = []
    first, keys = 0, words.keys
    for i, key in enumerate(keys):
        if key not in (";", ".", "./."):
            continue
        follows = words.starts[i + 1] if i + 1 < len(keys) else -1
        within = key == "." and (follows == words.ends[i] or (i > 0 and keys[i - 1] == "."))
        if within:
            continue
        if key != "." or not _enumerates(keys[first:i]):
            clauses.append(words.part(first, i))
        first = i + 1
    clauses.append(words.part(first, len(keys)) if first else words)
    return [clause for clause in clauses if any(key.isalnum() for key in clause.keys)]
