"""The meaning of parts of a plan in lines of text: times, items as of a day, units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.languages import Language
from parplan.plan.calendar import WorkCalendar
from parplan.plan.item_times import asks_for, periods_of
from parplan.plan.items import Item
from parplan.plan.labels import PARTY_KINDS, STATES, TIMELINESS
from parplan.plan.structure import Plan
from parplan.plan.units import Party, Unit
from parplan.queries.obligations import obligations_of
from parplan.queries.portfolio import PlanOnDay
from parplan.views.words import days_text, due_text, item_state_text, item_text, proposed_text
from parplan.vocabulary.recurrence import Recurrence
from parplan.vocabulary.time_words import Kind, Reading, read_time

#: The most deadlines listed; the rest is counted.
_MOST = 6
_WIDTH = 90


def meaning_of_time(language: Language, plan: Plan, words: str) -> str:
    """The meaning of a time on one line; if it is not certain, the proposals."""
    read = read_time(words, plan.year, plan.through, plan.decision_date)
    if read.reading.kind is Kind.UNDETERMINED:
        return language.gettext("no deadline determined")
    return "; ".join(_lines_of_reading(language, plan, read.reading))


def lines_of_time(language: Language, plan: Plan, words: str) -> Iterator[str]:
    """The meaning of a time: its dates, the last permitted day, the last working day; or its proposals."""
    read = read_time(words, plan.year, plan.through, plan.decision_date)
    if read.reading.kind is not Kind.UNDETERMINED:
        yield from _lines_of_reading(language, plan, read.reading)
        return
    yield language.gettext("no deadline determined")
    yield from proposed_text(language, read.proposed)


def _lines_of_reading(language: Language, plan: Plan, reading: Reading) -> Iterator[str]:
    _ = language.gettext
    if reading.kind is Kind.ONGOING:
        yield _("ongoing")
    elif reading.kind is Kind.EVENT:
        yield _("after the event")
    elif reading.kind is Kind.RECURRING and reading.recurrence is not None:
        yield from _lines_of_recurrence(language, plan, reading.recurrence)
    if reading.kind is Kind.PERIOD and reading.start is not None and reading.end is not None:
        yield _("from {start} to {end}").format(start=language.date(reading.start), end=language.date(reading.end))
    if reading.due is not None:
        yield _("last permitted day: {date}").format(date=language.long_date(reading.due))
        working = WorkCalendar(holidays=plan.holidays, working_days=plan.working_days).last_working_day(reading.due)
        if working is not None:
            yield _("last working day: {date}").format(date=language.long_date(working))


def _lines_of_recurrence(language: Language, plan: Plan, recurrence: Recurrence) -> Iterator[str]:
    _ = language.gettext
    if recurrence.calendar:
        yield _("on the days of the report calendar")
        return
    every = periods_of(plan, recurrence)
    found = [one for one in every if asks_for(plan, one)] or every
    yield language.ngettext("recurs {count} time", "recurs {count} times", len(found))
    days = [language.date(one.due) for one in found[:_MOST] if one.due is not None]
    yield ", ".join(days) + (" …" if len(found) > _MOST else "")


def lines_of_items(language: Language, items: tuple[Item, ...]) -> Iterator[str]:
    """The progress of items on the day: deadline, days left or late, state."""
    for item in sorted(items, key=lambda item: (not item.open, item.due is None, item.due or date.min))[:_MOST]:
        yield item_line(language, item)
    if len(items) > _MOST:
        yield language.gettext("… and {count} more").format(count=len(items) - _MOST)


def item_line(language: Language, item: Item) -> str:
    """An item on one line: address, deadline, days, state."""
    parts = [f"{item.address}: {due_text(language, item)}"]
    if item.open and (days := days_text(language, item)):
        parts.append(days)
    parts.append(item_state_text(language, item))
    return " · ".join(parts)


def lens_text(language: Language, items: tuple[Item, ...]) -> str:
    """The deadline and state for a code lens; for recurring items, those of the next open one."""
    open_ones = [item for item in items if item.open]
    if not open_ones:
        states = dict.fromkeys(language.gettext(STATES[item.state]) for item in items)
        return ", ".join(states)
    item = min(open_ones, key=lambda item: (item.due is None, item.due or date.min))
    parts = [due_text(language, item)]
    if item.days is not None:
        parts.append(days_text(language, item))
    if item.due is not None:
        parts.append(language.gettext(TIMELINESS[item.timeliness]))
    parts.append(language.gettext(STATES[item.state]))
    if len(items) > 1:
        parts.append(language.gettext("{done}/{total} done").format(done=len(items) - len(open_ones), total=len(items)))
    return " · ".join(dict.fromkeys(parts))


def lines_of_party(language: Language, subject: PlanOnDay, party: Party) -> Iterator[str]:
    """A unit or group and the open deadlines it is responsible for, by date."""
    _ = language.gettext
    kind = _(PARTY_KINDS[party.kind])
    yield f"{party.code} · {party.name} · {kind}"
    if isinstance(party, Unit):
        if party.valid_until is not None:
            yield _("until {date}").format(date=language.date(party.valid_until))
        if party.successors:
            yield _("successor: {codes}").format(codes=", ".join(party.successors))
    elif party.members:
        yield ", ".join(party.members)
    obligations = list(obligations_of(subject, party))
    open_ones = sorted((one for one in obligations if one.open), key=lambda one: one.day)
    yield _("responsible for {count} deadlines, {open} of them open").format(
        count=len(obligations), open=len(open_ones)
    )
    for one in open_ones[:_MOST]:
        days = days_text(language, one.item)
        yield f"{language.date(one.day)} · {days} · {one.item.address}: {item_text(one.item, _WIDTH)}"
    if len(open_ones) > _MOST:
        yield _("… and {count} more").format(count=len(open_ones) - _MOST)
