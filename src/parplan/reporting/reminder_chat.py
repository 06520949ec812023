"""A reminder as a message for a chat: short, in Markdown that reads well where it is not rendered too."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import OfficeLanguage
from parplan.queries.deadlines import DueRow
from parplan.reporting.markdown import escaped
from parplan.reporting.reminder_paper import (
    around_text,
    coming_title,
    overdue_title,
    send_by,
    state_text,
    undated_text,
    what_text,
)
from parplan.reporting.reminders import Reminder
from parplan.reporting.wording import deadline_basis, recipient_text
from parplan.views.words import days_text, shorten

_TITLE = 160


def reminder_message(language: OfficeLanguage, reminder: Reminder) -> str:
    """The message to one unit; it ends with a line feed."""
    return "\n".join(_lines(language, reminder)) + "\n"


def _lines(language: OfficeLanguage, reminder: Reminder) -> Iterator[str]:
    _ = language.gettext
    title = _("{unit} – reminder as of {date}").format(unit=reminder.unit.name, date=language.date(reminder.as_of))
    yield f"**{escaped(title)}**"
    yield ""
    yield escaped(reminder.subject.plan.title)
    for title, rows in (
        (overdue_title(language, reminder), reminder.overdue),
        (coming_title(language, reminder), reminder.coming),
    ):
        if rows:
            yield ""
            yield f"**{escaped(title)}**"
            yield ""
            for row in rows:
                yield _item(language, reminder, row)
    if undated := undated_text(language, reminder):
        yield ""
        yield escaped(undated)


def _item(language: OfficeLanguage, reminder: Reminder, row: DueRow) -> str:
    _ = language.gettext
    item = row.item
    assert item.due is not None
    due = _("due {date}, {days}").format(date=language.date(item.due), days=days_text(language, item))
    parts = [due, state_text(language, reminder, row)]
    day = item.last_working_day
    if day is not None and reminder.as_of <= day != item.due:
        parts.append(_("send by {date} (working day)").format(date=send_by(language, reminder, row)))
    if item.task.products:
        parts.append(
            _("product: {products}").format(products="; ".join(shorten(p, _TITLE) for p in item.task.products))
        )
    if to := recipient_text(language, item):
        parts.append(to)
    parts += around_text(language, reminder, row)
    parts += deadline_basis(language, row.subject, item)
    return f"- **{escaped(item.address)}** {escaped(shorten(what_text(row), _TITLE))}: {escaped('; '.join(parts))}"
