"""Splitting of a printed time that names several deadlines into milestones, if each is clear."""

from __future__ import annotations

import re

from msgspec import Struct

from parplan.importing.enumerators import CAPITALS, without_closing
from parplan.vocabulary.folding import fold
from parplan.vocabulary.time_words import Kind, Problem, find_times, read_time


class MadeMilestone(Struct, frozen=True):
    """A milestone found in a time: what is to be done, and its deadline as printed."""

    id: str
    title: str
    due: str


_IDS = (
    (r"ban hanh (?:ke hoach|quyet dinh)|xay dung ke hoach|ke hoach", "plan"),
    (r"so ket", "interim"),
    (r"tong ket", "final"),
    (r"bao cao", "report"),
    (r"trinh|tham muu", "submission"),
    (r"trien khai|thuc hien|to chuc", "work"),
    (r"hoan thanh|xong", "completion"),
)
#: The number and day of a document: “số 12/KH-UBND ngày 03/02/2021”.
_CITED_DAY = re.compile(r"\bsố\s+\S*\d\S*(?:\s+ngày\s+\S+(?:\s+tháng\s+\S+\s+năm\s+\S+)?)?", re.IGNORECASE)
_DATED = frozenset({Kind.DATE, Kind.BEFORE, Kind.PERIOD})


def judge_time(words: str, year: int, through: int | None) -> str | None:
    """The code of the doubt a printed time raises, or ``None``."""
    problems = read_time(words, year, through).problems
    if not problems:
        return None
    if Problem.SEVERAL in problems:
        return "time-several"
    if problems == (Problem.REPAIRED,):
        return "time-repaired"
    return "time-unread"


def split_time(words: str, year: int, through: int | None) -> tuple[MadeMilestone, ...]:
    """One milestone for each clause, if every clause says what is to be done and when, and one has a deadline.

    “Quý I ban hành kế hoạch; báo cáo trước ngày 05/12” has two. One unclear clause means no milestones at all: a
    deadline left out would look as if none had been printed.
    """
    clauses = [
        clause for clause in re.split(rf"\s*;\s*|(?<=[^\d\s])\.\s+(?=[{CAPITALS}])", words) if clause.strip(" .,")
    ]
    if len(clauses) < 2:
        return ()
    made: list[MadeMilestone] = []
    dated = False
    for clause in clauses:
        reading = read_time(clause, year, through)
        found = find_times(clause, year, through)
        if reading.problems or len(found) != 1 or not found[0].certain:
            return ()
        dated = dated or reading.reading.kind in _DATED
        words = without_closing(clause)
        action, due = words, words
        if reading.reading.kind in _DATED:
            start, end = found[0].start, found[0].end
            due = clause[start:end].strip(" ,")
            action = without_closing(f"{clause[:start]} {clause[end:]}").strip(" ,:–-")
            action = re.sub(r"^(?:trong|vào|xong|hoàn thành trong)\s+", "", action)
        if sum(c.isalpha() for c in action) < 5:
            return ()
        made.append(MadeMilestone(_id(action, [one.id for one in made]), action[:1].upper() + action[1:], due))
    return tuple(made) if dated else ()


#: Words before a deadline in a sentence; a time without them may be that of a document or of a programme.
_DEADLINE_BEGINS = re.compile(r"trước|chậm nhất|muộn nhất|xong|hoàn thành|(?:đến|trong) hết", re.IGNORECASE)
_LEADS_TO_DEADLINE = re.compile(
    r"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?"
    r"|(?:xong|hoàn thành|báo cáo|gửi|trình|nộp)(?: về)?(?: trong| vào)?)\s*$",
    re.IGNORECASE,
)


#: The day of each month or quarter, “trước ngày 25 hằng tháng”; without one, “họp hằng tháng” tells the work.
_DAY_OF_EACH = re.compile(r"\bngày\s+\d", re.IGNORECASE)


def deadlines_named(text: str, year: int, through: int | None) -> tuple[str, ...]:
    """The deadlines a sentence names, as printed: “…, xong trong tháng 12/2025”. Days of documents are none."""
    cited = [(found.start(), found.end()) for found in _CITED_DAY.finditer(text)]
    named = []
    for found in find_times(text, year, through):
        words = text[found.start : found.end].strip(" ,;.")
        on_days = found.reading.kind is Kind.RECURRING and _DAY_OF_EACH.search(words) is not None
        if not on_days and found.reading.kind not in _DATED:
            continue
        if any(start < found.end and found.start < end for start, end in cited):
            continue
        if on_days or _DEADLINE_BEGINS.match(words) or _LEADS_TO_DEADLINE.search(text[: found.start]):
            named.append(words)
    return tuple(dict.fromkeys(named))


def _id(action: str, taken: list[str]) -> str:
    folded = fold(action)
    name = next((id for pattern, id in _IDS if re.search(pattern, folded)), "step")
    if name not in taken:
        return name
    return next(f"{name}{n}" for n in range(2, 100) if f"{name}{n}" not in taken)
