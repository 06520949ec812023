"""Verdicts on the rows that came back, and who answered with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from parplan.changing.change import Change, TaskEntry
from parplan.collecting.answer_sheets import AnswerCell
from parplan.collecting.form_columns import FormColumn
from parplan.collecting.form_keys import FormKey
from parplan.diagnostics import Message
from parplan.plan.structure import Entry


class Verdict(StrEnum):
    """The result for a row: it is recorded, says nothing new, or is not used."""

    NEW = "new"
    SAME = "same"
    INVALID = "invalid"
    CONFLICT = "conflict"
    FOREIGN = "foreign"


class JudgedRow(Struct, frozen=True):
    """A row with an answer, and its verdict.

    ``place`` is the cell that the verdict is about, ``entries`` are the new entries, ``removed`` those they replace;
    ``why`` is the reason why it is not used, ``remarks`` are for the office about one that is. ``recorded`` is the last
    entry about its item, ``mark`` a hash of all of them, ``subject`` one of its titles. ``affirmed`` has, by kind, what
    the answer tells as the plan has it already; ``decided``: the office takes the answer, whatever others say.
    """

    file: str
    sheet: str
    row: int
    place: str
    verdict: Verdict
    why: Message | None = None
    remarks: tuple[Message, ...] = ()
    key: FormKey | None = None
    entries: tuple[TaskEntry, ...] = ()
    removed: tuple[TaskEntry, ...] = ()
    cells: Mapping[FormColumn, AnswerCell] = {}
    recorded: Entry | None = None
    mark: str = ""
    subject: str = ""
    affirmed: tuple[tuple[str, object], ...] = ()
    decided: bool = False


class UnitAnswer(Struct, frozen=True):
    """A file with a unit's answers for a period, and the verdicts on its rows; ``blank`` counts empty rows.

    ``decided``: the file is the office's own, in which it decided about the answers of several units.
    """

    unit: str
    period: str
    form: str
    file: str
    sha256: str
    counts: Mapping[str, int]
    blank: int
    decided: bool = False


class Judged(Struct, frozen=True):
    """All rows with their verdicts in the order of files, sheets and rows, who answered, and what was left alone."""

    rows: tuple[JudgedRow, ...]
    answers: tuple[UnitAnswer, ...]
    set_aside: int = 0
    missing: tuple[tuple[str, str, int], ...] = ()

    @property
    def change(self) -> Change:
        """The change of the plan: the entries to add and remove."""
        new = [row for row in self.rows if row.verdict is Verdict.NEW]
        return Change(
            added=tuple(entry for row in new for entry in row.entries),
            removed=tuple(dict.fromkeys(entry for row in new for entry in row.removed)),
        )

    def count(self, verdict: Verdict) -> int:
        """The number of rows with a verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def refused(self) -> tuple[JudgedRow, ...]:
        """The rows that are not used."""
        return tuple(row for row in self.rows if row.verdict in (Verdict.INVALID, Verdict.CONFLICT, Verdict.FOREIGN))


class Recorder(Struct, frozen=True):
    """Who records the answers, when, and with which collection."""

    moment: datetime
    today: date
    batch: str
    by: str | None = None
