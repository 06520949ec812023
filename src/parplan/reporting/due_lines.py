"""Rows of work as a paper lists it: the occurrences of one recurring milestone are one line, not twelve."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from parplan.languages import OfficeLanguage
from parplan.plan.items import Item
from parplan.queries.deadlines import DueRow
from parplan.queries.portfolio import PlanOnDay
from parplan.reporting.period_names import occurrence_name
from parplan.reporting.wording import in_line
from parplan.views.words import days_text, leads_text, who_text
from parplan.vocabulary.time_words import Kind


class DueLine(Struct, frozen=True):
    """One line of open work: an item, or the occurrences of a recurring one in the order of their deadlines."""

    rows: tuple[DueRow, ...]

    @property
    def row(self) -> DueRow:
        """The row of the first deadline, which for late work is the longest overdue."""
        return self.rows[0]

    @property
    def item(self) -> Item:
        """The item of the first deadline."""
        return self.rows[0].item

    @property
    def last_due(self) -> date:
        """The last of its deadlines."""
        due = self.rows[-1].item.due
        assert due is not None
        return due


def due_lines(rows: Iterable[DueRow]) -> tuple[DueLine, ...]:
    """Gather ``rows``, which are ordered by their deadlines, into lines, ordered by the first deadline of each."""
    found: dict[tuple[object, ...], list[DueRow]] = {}
    for row in rows:
        item = row.item
        key: tuple[object, ...] = (row.subject.path, item.address)
        if is_recurring(item):
            key = (row.subject.path, item.task.id, item.milestone.id if item.milestone is not None else None, None)
        found.setdefault(key, []).append(row)
    return tuple(DueLine(tuple(line)) for line in found.values())


def is_recurring(item: Item) -> bool:
    """Whether it is an occurrence of something that recurs."""
    return item.occurrence is not None and item.kind is not Kind.EVENT


def occasion_text(language: OfficeLanguage, line: DueLine) -> str:
    """The occurrences of a line: “tháng 01/2025”, “11 kỳ: tháng 01/2025 – tháng 11/2025”; empty without any."""
    if not is_recurring(line.item):
        return ""
    first, last = (
        occurrence_name(language, row.subject.plan, row.item.occurrence or "") for row in (line.rows[0], line.rows[-1])
    )
    if len(line.rows) == 1:
        return first
    return language.gettext("{count} times: {first} – {last}").format(count=len(line.rows), first=first, last=last)


def named_occasion(words: str, occasion: str) -> str:
    """Words for the work, with the occurrences they are about where it recurs."""
    return f"{words} ({occasion})" if occasion else words


def due_texts(language: OfficeLanguage, line: DueLine) -> tuple[str, str]:
    """The deadlines of a line, and the days left to the first, which matters most."""
    _ = language.gettext
    assert line.item.due is not None
    first = language.date(line.item.due)
    if len(line.rows) == 1:
        return first, days_text(language, line.item)
    late = line.item.days is not None and line.item.days < 0
    template = _("the oldest {days}") if late else _("the next {days}")
    dues = _("{first} to {last}").format(first=first, last=language.date(line.last_due))
    return dues, template.format(days=days_text(language, line.item))


def line_who(language: OfficeLanguage, subject: PlanOnDay, line: DueLine) -> str:
    """Who has to do it; the leads where there are several occurrences, as units may differ in what is open."""
    if len(line.rows) == 1:
        return in_line(who_text(language, subject, line.item))
    return in_line(leads_text(language, subject, [row.item for row in line.rows]))
