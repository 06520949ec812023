"""Deadlines as appointments of a calendar, before they have a format.

An appointment takes the whole day of the deadline. Its UID is made of the agency, the plan and the address (and the
unit, for a unit's calendar), never of a title or a place in the file, so that importing a calendar again updates its
appointments instead of adding new ones. Finished work stays in the calendar, marked in its title and without alarms,
because calendar programs ignore what is missing from a file, and most ignore cancellations.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from parplan.languages import Language
from parplan.plan.labels import TIMELINESS
from parplan.plan.structure import Entry, Plan, State
from parplan.plan.units import Party
from parplan.queries.obligations import Obligation
from parplan.queries.portfolio import Portfolio
from parplan.views.blocks import safe
from parplan.views.plan_titles import plan_titles
from parplan.views.words import mentions_text, moves_text, shorten, state_text, who_text
from parplan.vocabulary.folding import fold

#: Default alarms, in days before the last working day.
ALARMS = (7, 1)

#: Namespace of the UIDs. Never change it: calendars already handed out contain UIDs made in it.
_NAMESPACE = uuid.UUID("5c1f6d0e-6b0a-5b43-9d55-0a3f9a1c7e21")
#: Time of alarms: eight in the morning, after the beginning of a day.
_MORNING = timedelta(hours=8)
#: Time of an alarm for the day itself: eight in the evening before, four hours before the day begins.
_EVENING = timedelta(hours=4)
_TITLE = 80
#: Entries that fit into one day's step of the sequence number.
_ENTRIES = 1000
#: The greatest integer of RFC 5545.
GREATEST = 2**31 - 1


class Appointment(Struct, frozen=True):
    """An all-day appointment. ``alarms`` are offsets from the beginning of the day, negative before it.

    revision: the SEQUENCE, which grows with the as-of day and, within a day, with the number of entries.
    stamp: the DTSTAMP, the moment of the last entry on the as-of day, else the beginning of that day.
    """

    uid: str
    day: date
    summary: str
    description: str
    alarms: tuple[timedelta, ...]
    revision: int
    stamp: datetime


class Diary(Struct, frozen=True):
    """A calendar: its name and its appointments."""

    name: str
    appointments: tuple[Appointment, ...]


def make_diary(
    language: Language,
    portfolio: Portfolio,
    obligations: Iterable[Obligation],
    party: Party | None = None,
    alarms: Sequence[int] = ALARMS,
) -> Diary:
    """The calendar of ``obligations``, or of one unit's or group's (``party``); ``alarms`` as in :data:`ALARMS`."""
    title, unit = portfolio.default.plan.title, party.label if party is not None else ""
    if portfolio.of_several_agencies:  # the unit of each has a name of its own
        title, unit = next(plan_titles(language, portfolio.default.head, portfolio.heads)), party.code if party else ""
    name = safe(f"{unit} – {title}" if unit else title)
    made = (
        _appointment(
            language,
            obligation,
            party,
            alarms,
            _continued(portfolio, obligation),
            of_agency=portfolio.of_several_agencies,
        )
        for obligation in obligations
    )
    return Diary(name, tuple(made))


def _continued(portfolio: Portfolio, obligation: Obligation) -> str | None:
    """The address, with its year, by which a later plan in the calendar continues an open item."""
    found = portfolio.continued_as(obligation.subject, obligation.item) if obligation.open else None
    return None if found is None else f"{found[0].plan.year}:{found[1]}"


def _appointment(
    language: Language,
    obligation: Obligation,
    party: Party | None,
    alarms: Sequence[int],
    continued: str | None,
    *,
    of_agency: bool,
) -> Appointment:
    item, subject = obligation.item, obligation.subject
    as_of = subject.assessment.as_of
    entries = subject.assessment.standing(item.task.id).entries
    before = (obligation.day - item.last_working_day).days if item.last_working_day is not None else 0
    return Appointment(
        uid=_uid(subject.plan, item.address, party),
        day=obligation.day,
        summary=_summary(language, obligation, continued),
        description="\n".join(safe(line) for line in _description(language, obligation, of_agency=of_agency)),
        alarms=tuple(_alarms(obligation, as_of, before, alarms)) if obligation.open and continued is None else (),
        revision=_revision(subject.plan, as_of, len(entries)),
        stamp=_stamp(as_of, entries),
    )


def _alarms(obligation: Obligation, as_of: date, before: int, alarms: Sequence[int]) -> Iterator[timedelta]:
    """Yield the alarms, at eight in the morning; only those before the day begins and after the as-of day.

    An alarm after the event's beginning rings at once in some programs and never in others, so the one for the day
    itself rings on the evening before.
    """
    for days in dict.fromkeys(alarms):
        moment = _MORNING - timedelta(days=before + days)
        if moment >= timedelta(0):
            moment = -_EVENING
        rings_on = obligation.day.toordinal() + moment // timedelta(days=1)
        if rings_on > as_of.toordinal():
            yield moment


def _uid(plan: Plan, address: str, party: Party | None) -> str:
    """The UID of an item, independent of who makes the calendar and when.

    The decision's number is part of it, because an agency may have several plans for one year.
    """
    names = (fold(plan.agency), str(plan.year), fold(plan.decision_number), address, party.code if party else "")
    return f"{uuid.uuid5(_NAMESPACE, chr(10).join(names))}@parplan"


def _revision(plan: Plan, as_of: date, entries: int) -> int:
    days = (as_of - date(max(plan.year - 1, 1), 1, 1)).days
    return min(max(days, 0) * _ENTRIES + min(entries, _ENTRIES - 1), GREATEST)


def _stamp(as_of: date, entries: Iterable[Entry]) -> datetime:
    """The moment of the last entry on the as-of day, else the beginning of that day."""
    moments = [datetime.combine(as_of, time(), UTC)]
    for entry in entries:
        if entry.recorded is not None and entry.recorded.date() <= as_of:
            moments.append(entry.recorded.astimezone(UTC).replace(microsecond=0))
    return max(moments)


def _summary(language: Language, obligation: Obligation, continued: str | None) -> str:
    item = obligation.item
    text = f"{item.task.id}: {item.action}"
    if item.milestone is not None:
        text += f" – {item.task.title}"
    text = shorten(safe(text), _TITLE)
    mark = _mark(language, obligation)
    if continued is not None:
        mark = language.gettext("continued as {address}").format(address=safe(continued))
    return f"[{mark}] {text}" if mark else text


def _mark(language: Language, obligation: Obligation) -> str:
    """The mark in the title that there is nothing to do any more, or not at present."""
    _ = language.gettext
    if obligation.lifted:
        return _("no deadline any more")
    if obligation.stated.state in (State.DONE, State.DROPPED, State.PAUSED):
        return state_text(language, obligation.stated.state, True)
    return ""


def _description(language: Language, obligation: Obligation, *, of_agency: bool) -> Iterator[str]:
    _ = language.gettext
    item, subject = obligation.item, obligation.subject
    as_of = subject.assessment.as_of
    yield f"{subject.address(item)} · {item.action}"
    if of_agency:
        yield subject.plan.title
    if item.milestone is not None:
        yield _("Task: {title}").format(title=item.task.title)
    yield _("Lead: {names}").format(names=mentions_text(subject, subject.assessment.leads(item)) or _("no lead named"))
    if item.shares and obligation.open:
        yield who_text(language, subject, item)
    if item.products:
        yield _("Products: {products}").format(products="; ".join(item.products))
    if item.task.time:
        yield _("Time as printed: {words}").format(words=item.task.time)
    if not obligation.lifted:
        yield _("Deadline: {date}").format(date=language.long_date(obligation.day))
        if item.last_working_day is not None and item.last_working_day != obligation.day and obligation.open:
            yield _("Hand in by {date}: the deadline is no working day").format(
                date=language.long_date(item.last_working_day)
            )
    yield from moves_text(language, item)
    state = state_text(language, obligation.stated.state, obligation.stated.since is not None)
    if obligation.stated.done_on is not None:
        state = _("done on {date}").format(date=language.date(obligation.stated.done_on))
    elif obligation.open:
        state = f"{state}, {_(TIMELINESS[item.timeliness])}"
    yield _("As of {date}: {state}").format(date=language.date(as_of), state=state)
