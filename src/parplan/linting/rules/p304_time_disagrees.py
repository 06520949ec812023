"""P304: the printed time and the milestones disagree."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule, shown
from parplan.vocabulary.time_words import Frequency, Kind, Reading, Recurrence

RULE = rule(
    "P304",
    "time-disagrees",
    Severity.WARNING,
    what=N_("The printed words in “time” and the deadlines of the milestones disagree."),
    why=N_(
        "The printed words are what was signed; a milestone with another deadline is tracked wrongly, or not at all."
    ),
    instead=N_(
        "Correct the one that is wrong. If the reading departs from the printed words on purpose, "
        "give them as “printed”."
    ),
    right=N_(
        "Both are read, so any wording of the same last day agrees, and a whole year agrees with work that is ongoing "
        "in it. A deadline that title, parts or products name is right too; what cannot be read, or is left to another "
        "document, agrees with any other open time. What comes only on occasion (“khi có yêu cầu”) beside another time "
        "needs no milestone, nor does the document that is followed (“theo kế hoạch …; hoàn thành trong quý III”). A "
        "milestone with “printed” is not compared."
    ),
    bad="time: Quý I/2021 ban hành kế hoạch\nmilestones:\n  - {id: plan, title: Ban hành kế hoạch, due: Quý II/2021}",
    good="time: Quý I/2021 ban hành kế hoạch\nmilestones:\n  - {id: plan, title: Ban hành kế hoạch, due: 2021-Q1}",
)

_OPEN = "open"
_CALENDAR = "calendar"
_YEAR = re.compile(r"\b20\d\d\b|^(?:cả|suốt)\s+năm", re.IGNORECASE)
#: Kinds of times that may or may not occur, so that no milestone is needed.
_OCCASION = re.compile(r"(?:mỗi\s+|ngay\s+)?khi\b|đột\s+xuất|phát\s+sinh", re.IGNORECASE)
#: A separate clause before the times that names only the document to follow; with the work in it, it is a time.
_FOLLOWED = re.compile(r"\s*(?:theo|căn\s+cứ|tùy|tuỳ)\s(?:[^;.]|\.(?!\s))*[;.]\s", re.IGNORECASE)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the times named in ``time`` with the deadlines of the milestones, in both directions."""
    known: dict[str, _Printed] = {}  # the same few times, such as “Quý I/2021”, are printed again and again
    for place in checked.tasks:
        time = place.written.time
        if time is None or not place.task.milestones or time in {one.due for one in place.task.milestones}:
            continue  # the same words
        if (printed := known.get(time)) is None:
            printed = known[time] = _printed(checked.read(time), time)
        if printed.keys:
            wrong = list(_deadlines_not_named(checked, place, printed))
            yield from wrong or _times_not_met(place, printed)


class _Printed(Struct, frozen=True):
    """Facts of a printed time: the keys of the milestones that agree with it, whether anything in it recurs, and each
    reading that is required, by its key, with the keys of the milestones that meet it."""

    keys: frozenset[Hashable]
    recurs: bool
    required: tuple[tuple[Reading, Hashable, frozenset[Hashable]], ...]


def _printed(named: Sequence[Reading], time: str) -> _Printed:
    required = {_key(reading): reading for reading in _required(named, time)} if named else {}
    return _Printed(
        frozenset(key for reading in named for key in _keys(reading)),
        any(reading.recurrence is not None for reading in named),
        tuple((reading, key, frozenset(_keys(reading))) for key, reading in required.items()),
    )


def _key(reading: Reading) -> Hashable:
    """The key for comparing readings: the last day, the frequencies, or that it is ongoing or open."""
    if reading.kind is Kind.ONGOING:
        return Kind.ONGOING, reading.start, reading.end
    if reading.recurrence is not None and reading.recurrence.calendar:
        return _CALENDAR
    if reading.recurrence is not None and reading.recurrence.frequencies:
        return reading.recurrence.frequencies
    return reading.due or _OPEN


def _keys(printed: Reading) -> set[Hashable]:
    """The keys of milestones that agree with a printed time."""
    keys = {_key(printed)}
    start, end = printed.start, printed.end
    if start is None or (start.month, start.day) != (1, 1):
        return keys
    if printed.kind is Kind.PERIOD and end is not None and (end.month, end.day) == (12, 31):
        keys.add((Kind.ONGOING, start, end))  # “trong năm 2023”, “từ tháng 01 đến tháng 12/2023”
    elif printed.kind is Kind.ONGOING and (end is None or _YEAR.search(printed.words)):
        # “Năm 2023 và những năm tiếp theo”, “cả năm 2023”: the year itself is named.
        year_end = end or start.replace(month=12, day=31)
        keys |= {year_end, (Kind.ONGOING, start, year_end)}
    return keys


def _required(named: Sequence[Reading], time: str) -> list[Reading]:
    """The readings that need a milestone: not those on occasion, nor documents that are only followed."""
    if len(named) == 1:
        return list(named)
    followed = any(reading.due is not None for reading in named) and _FOLLOWED.match(time) is not None
    required = [
        reading
        for k, reading in enumerate(named)
        if not (reading.kind is Kind.EVENT and _OCCASION.match(reading.words))
        and not (followed and k == 0 and reading.kind is Kind.UNDETERMINED)
    ]
    return required or list(named)


def _deadlines_not_named(checked: CheckedPlan, place: TaskPlace, printed: _Printed) -> Iterator[Remark]:
    texts: set[Hashable] | None = None
    for k, milestone in enumerate(place.task.milestones):
        if milestone.due is None or milestone.reading is None or milestone.printed is not None:
            continue
        key = _key(milestone.reading)
        if key in printed.keys or key in (_OPEN, _CALENDAR):
            continue
        if printed.recurs and milestone.reading.due is not None:
            continue  # recurring work may have a milestone for each period
        if texts is None:
            texts = {_key(reading) for _, text in place.texts for reading in checked.read(text)}
        if key not in texts:
            yield remark(
                RULE,
                (*place.path, "milestones", k, "due"),
                message(
                    N_("“{due}” disagrees with the time of the task (line {line}: “{time}”)"),
                    due=shown(milestone.due),
                    time=shown(place.written.time or ""),
                ),
                message(N_("correct the one that is wrong, or give the printed words as “printed”")),
                lines=(("line", (*place.path, "time")),),
            )


def _times_not_met(place: TaskPlace, printed: _Printed) -> Iterator[Remark]:
    met: set[Hashable] = set()
    dated = 0
    for milestone in place.task.milestones:
        if milestone.reading is not None:
            met.add(_key(milestone.reading))
            dated += milestone.reading.due is not None
        if milestone.after is not None or milestone.part_of is not None:
            met.add(_OPEN)
        if milestone.printed is not None:
            return
    for reading, key, keys in printed.required:
        if not met.isdisjoint(keys):
            continue
        if reading.recurrence is not None and (dated >= _fewest(reading.recurrence) or met & {_CALENDAR, _OPEN}):
            continue  # each period has a milestone, or the report calendar decides
        if key == _OPEN and _CALENDAR in met:
            continue
        yield remark(
            RULE,
            (*place.path, "time"),
            message(
                N_("no milestone is due at the time “{words}”"),
                words=shown(reading.words or place.written.time or ""),
            ),
            message(N_("add the milestone, or correct the deadline of one")),
        )


def _fewest(recurrence: Recurrence) -> int:
    """The least number of dated milestones that can replace recurring work: one for yearly work."""
    return 1 if recurrence.frequencies == (Frequency.YEARLY,) else 2
