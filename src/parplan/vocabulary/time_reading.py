"""Reading words that say when: clauses read one by one, and which of the times they name counts."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from parplan.vocabulary.readings import Kind, Problem, Reading, TimeReading
from parplan.vocabulary.recurrence import occurrences
from parplan.vocabulary.short_forms import read_short_form
from parplan.vocabulary.time_clause import UNDETERMINED, Found
from parplan.vocabulary.time_clauses import read_clause
from parplan.vocabulary.time_combining import combine
from parplan.vocabulary.time_spans import UnreadError
from parplan.vocabulary.time_tokens import Token, clean, tokenize


def read_words(words: str, year: int, through: int) -> TimeReading:
    """Read when something is to be done, in a plan of the years from ``year`` through ``through``."""
    text = clean(words)
    try:
        short = read_short_form(text, year, through)
    except UnreadError as refusal:
        return TimeReading(words, (), replace(UNDETERMINED, words=text), (refusal.problem,))
    if short is not None:
        return TimeReading(words, (replace(short, words=text),), replace(short, words=text))
    parts: list[Reading] = []
    only_about = False
    problems: list[Problem] = []
    for tokens in _clauses(tokenize(text)):
        try:
            clause = read_clause(tokens, year, through)
            found, more = combine(clause)
        except UnreadError as refusal:
            problems.append(refusal.problem)
            continue
        problems += more
        for one in found:
            if one.reading not in parts:
                parts.append(replace(one.reading, words=_words(text, tokens, one)))
        only_about = only_about or (not found and any(one.weak for one in clause.found))
    if only_about or (not parts and not problems):
        problems.append(Problem.UNREADABLE)  # a time that may be what the work is about, or no time at all
    if len(parts) > 1:
        problems.append(Problem.SEVERAL)
    counting = min(parts, key=lambda part: _precedence(part, year, through), default=replace(UNDETERMINED, words=text))
    return TimeReading(words, tuple(parts), counting, tuple(dict.fromkeys(problems)))


def _precedence(reading: Reading, year: int, through: int) -> tuple[int, date]:
    """The earliest with a last permitted day first, then what has dates of another sort, then what has none."""
    if reading.due is not None:
        return 0, reading.due
    if reading.recurrence is not None and reading.recurrence.frequencies:
        return 1, occurrences(reading.recurrence, year, year)[0].due
    ranks = {Kind.ONGOING: 2, Kind.EVENT: 3, Kind.RECURRING: 4}
    return ranks.get(reading.kind, 5), reading.start or date.max


def _words(text: str, tokens: list[Token], one: Found) -> str:
    return text[tokens[one.first].start : tokens[one.last - 1].end]


def _clauses(tokens: list[Token]) -> list[list[Token]]:
    """Split at semicolons and at the full stops that end a sentence, not at those within 20.7.2020 or TP.HCM."""
    clauses: list[list[Token]] = [[]]
    for i, token in enumerate(tokens):
        follows = tokens[i + 1].start if i + 1 < len(tokens) else -1
        omission = i > 0 and tokens[i - 1].key == "."
        ends = token.key == ";" or (token.key == "." and follows != token.end and not omission)
        if ends and token.key == "." and _enumerates(clauses[-1]):
            clauses[-1].clear()
        elif ends:
            clauses.append([])
        else:
            clauses[-1].append(token)
    return [clause for clause in clauses if clause]


def _enumerates(clause: list[Token]) -> bool:
    """Whether it is only the number of a list's item: the "1" of "1. Quý I"."""
    return len(clause) == 1 and clause[0].is_number and len(clause[0].key) < 3
