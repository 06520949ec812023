"""Calendars as iCalendar files (RFC 5545) for Outlook, Google Calendar and phones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from parplan.libraries import libraries_of
from parplan.reporting.appointments import Appointment, Diary

_END = b"END:VCALENDAR\r\n"


def render_calendar(diary: Diary) -> bytes:
    """Return the calendar; the same appointments give the same bytes.

    The library escapes and folds, so that no title can leave its property. The standard asks for at least one event.
    Raises ``ParplanError`` if the library is missing.
    """
    with libraries_of("office"):
        import icalendar
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//parplan//parplan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # The type is given, because the library does not escape properties it does not know.
    calendar.add("x-wr-calname", icalendar.vText(diary.name))
    # Written one by one, because thousands of the library's objects would fill the memory.
    head, end, _ = calendar.to_ical().partition(_END)
    return b"".join([head, *(_event(icalendar, one).to_ical() for one in diary.appointments), end])


def _event(icalendar: Any, appointment: Appointment) -> Any:
    event = icalendar.Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", appointment.stamp)
    event.add("last-modified", appointment.stamp)
    event.add("sequence", appointment.revision)
    event.add("dtstart", appointment.day)
    if appointment.day < date.max:  # the end is exclusive; some programs drop an event without one
        event.add("dtend", appointment.day + timedelta(days=1))
    event.add("summary", appointment.summary)
    event.add("description", appointment.description)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a deadline does not make the day busy
    for moment in appointment.alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", appointment.summary)
        alarm.add("trigger", moment)
        event.add_component(alarm)
    return event
