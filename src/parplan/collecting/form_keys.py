"""The key of a row in a form: one text with everything needed to know what an answer is about.

``2021:2.b/plan@2021-Q1 VP q1 2-4f2a90-c03d77-9c81b2e0-5e10c9-7d3f``: the address with its year (a figure:
``2021:2.b:cost``), the unit, the period; then the version of the form, the mark of the plan, the number of the form,
the marks of the entries recorded when it was sent and of what the row is about, and a checksum of all these. Sheets are
sorted, copied, and saved by programs that lose everything else; a program that increments the digits of a copied cell
makes a key whose checksum fails.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from parplan.plan.items import address_of
from parplan.plan.structure import Entry, Plan, Task
from parplan.vocabulary.folding import nfc

#: The version of forms that are written; those of version 1, without the mark of the subject, are read too.
VERSION = 2

#: The most recordings since a form went out that are looked at: each is a hash of all entries before it.
_MOMENTS = 100

_ID = r"[^\s/@:,]+"
_KEY = re.compile(
    rf"(?P<year>[0-9]{{4}}):(?P<task>{_ID})(?:/(?P<milestone>{_ID}))?(?:@(?P<occurrence>{_ID}))?(?::(?P<target>{_ID}))?"
    rf" (?P<unit>{_ID}) (?P<period>{_ID}) "
    r"(?P<version>[0-9]{1,4})-(?P<plan>[0-9a-f]{6})-(?P<form>[0-9a-f]{6})-(?P<recorded>[0-9a-f]{8})"
    r"(?:-(?P<subject>[0-9a-f]{6}))?-(?P<check>[0-9a-f]{4})"
)
#: The beginning and end of every key, also in later versions.
_LIKE_KEY = re.compile(r"[0-9]{4}:\S+ \S+ \S+ (?P<version>[0-9]{1,4})-\S+")


class KeyProblem(StrEnum):
    """The reasons why a text is not the key of a row."""

    NONE = "none"
    DAMAGED = "damaged"
    NEWER = "newer"


class FormKey(Struct, frozen=True):
    """The item or figure of a row, its unit and period, and marks of the plan, form and recorded entries.

    ``plan``, ``form``, ``recorded`` and ``subject`` are short hashes: of the plan (agency, year, decision), of the
    form, of the entries about the item when the form was sent, and of what the row is about (empty before 0.9.0).
    """

    year: int
    task: str
    unit: str
    period: str
    plan: str
    form: str
    recorded: str
    milestone: str | None = None
    occurrence: str | None = None
    target: str | None = None
    subject: str = ""

    @property
    def address(self) -> str:
        """The address of the item, or of the task of a figure, without the year."""
        return address_of(self.task, self.milestone, self.occurrence)

    @property
    def shown(self) -> str:
        """The name of the row: the address, and after a colon the figure asked for."""
        return self.address if self.target is None else f"{self.address}:{self.target}"

    def __str__(self) -> str:
        version, subject = (VERSION, f"-{self.subject}") if self.subject else (1, "")
        text = f"{self.year}:{self.shown} {self.unit} {self.period} {version}-{self.plan}-{self.form}-{self.recorded}"
        text += subject
        return f"{text}-{_mark(text, 4)}"


def parse_key(text: str) -> FormKey | KeyProblem:
    """Read a key, whatever blanks or Unicode form a program gave it."""
    plain = nfc(" ".join(text.split()))
    found = _KEY.fullmatch(plain)
    if found is None:
        like = _LIKE_KEY.fullmatch(plain)
        if like is None:
            return KeyProblem.NONE
        return KeyProblem.NEWER if int(like["version"]) > VERSION else KeyProblem.DAMAGED
    if int(found["version"]) > VERSION:
        return KeyProblem.NEWER
    if _mark(plain.rpartition("-")[0], 4) != found["check"]:
        return KeyProblem.DAMAGED
    parts = {name: part for name, part in found.groupdict().items() if name not in ("year", "version", "check")}
    return FormKey(year=int(found["year"]), **parts | {"subject": parts["subject"] or ""})


def decision_mark(recorded: str, subject: str) -> str:
    """The mark of a row in the office's sheet: what was recorded and what it was about when the sheet was written."""
    return f"#{recorded}-{subject}"


def parse_decision_mark(value: object) -> tuple[str, str]:
    """The two hashes of a mark in a cell; empty where there is none (before 0.8.0 only the first)."""
    recorded, _, subject = ("" if value is None else str(value)).strip().lstrip("#").partition("-")
    return recorded, subject


def plan_mark(plan: Plan) -> str:
    """A short hash that distinguishes plans of different agencies, years and decisions."""
    return _mark("\n".join((plan.agency, str(plan.year), plan.decision_number, plan.decision_date.isoformat())), 6)


def form_number(plan_sha256: str, unit: str, period: str, day: str) -> str:
    """The number of a form: the same plan, unit, period and day give the same one."""
    return _mark("\n".join((plan_sha256, unit, period, day)), 6)


def recorded_mark(task: Task, key: FormKey) -> str:
    """A short hash of the entries about a row's item, whoever recorded them and when.

    The unit's own answers for the same period are left out: a corrected answer that is sent again does not conflict
    with the first.
    """
    return _mark("\n".join(_statement(entry) for entry in _entries_of_others(task, key)), 8)


def entries_known_to(task: Task, key: FormKey) -> tuple[Entry, ...] | None:
    """The entries about a row's item, without the unit's own answers, that were recorded when its form went out.

    ``None`` where that cannot be told: an entry was changed or taken back since then.
    """
    others = tuple(_entries_of_others(task, key))
    said = {entry.place: _statement(entry) for entry in others}
    moments = sorted({entry.recorded.timestamp() for entry in others if entry.recorded is not None}, reverse=True)
    for moment in (*moments[:_MOMENTS], None):
        then = [
            one for one in others if one.recorded is None or (moment is not None and one.recorded.timestamp() <= moment)
        ]
        if _mark("\n".join(said[entry.place] for entry in then), 8) == key.recorded:
            return tuple(then)
    return None


def entries_since(task: Task, key: FormKey) -> tuple[Entry, ...] | None:
    """The entries about a row's item, without the unit's own answers, that were recorded after its form went out.

    ``None`` where that cannot be told.
    """
    if (known := entries_known_to(task, key)) is None:
        return None
    places = {entry.place for entry in known}
    return tuple(entry for entry in _entries_of_others(task, key) if entry.place not in places)


def _entries_of_others(task: Task, key: FormKey) -> Iterator[Entry]:
    return (entry for entry in entries_about(task, key) if not is_own_answer(entry, key))


def _statement(entry: Entry) -> str:
    """An entry as text, whoever recorded it and when."""
    return repr(
        [(name, str(value)) for name, value in entry.statements().items() if name not in ("by", "batch", "recorded")]
    )


def subject_mark(*facts: str) -> str:
    """A short hash of the facts that tell what a row is about."""
    return _mark("\n".join(facts), 6)


def is_own_answer(entry: Entry, key: FormKey) -> bool:
    """Whether an entry came from an answer of the same unit for the same period."""
    return entry.unit == key.unit and entry.batch is not None and entry.batch.rpartition("-")[0] == key.period


def entries_about(task: Task, key: FormKey) -> Iterator[Entry]:
    """Yield the entries about a row's item; where each unit owes it, only the unit's own and those for all units."""
    milestone = next((one for one in task.milestones if one.id == key.milestone), None)
    each = task.measures_apart(key.unit) if milestone is None else milestone.each
    for entry in task.entries:
        if each and entry.unit not in (None, key.unit):
            continue
        if key.target is not None:
            if any(id == key.target for id, _value in entry.measures):
                yield entry
        elif entry.of_whole_task or (
            entry.milestone == key.milestone and (key.occurrence is None or entry.occurrence in (None, key.occurrence))
        ):
            yield entry


def _mark(text: str, length: int) -> str:
    return hashlib.sha256(nfc(text).encode()).hexdigest()[:length]
