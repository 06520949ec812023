"""A reminder as a short chat message, in Markdown or plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from parplan.languages import OfficeLanguage
from parplan.reporting.due_lines import DueLine, due_lines, due_texts
from parplan.reporting.markdown import escaped
from parplan.reporting.reminder_paper import (
    around_text,
    coming_title,
    overdue_title,
    send_by,
    state_text,
    unanswered_text,
    undated_text,
    what_text,
)
from parplan.reporting.reminders import Reminder
from parplan.reporting.wording import plan_with_decision, recipient_text
from parplan.views.blocks import safe
from parplan.views.words import moves_text, shorten

_TITLE = 160


class _Marks(Struct, frozen=True):
    """The functions that write ``plain`` and ``strong`` words."""

    plain: Callable[[str], str]
    strong: Callable[[str], str]


_MARKDOWN = _Marks(escaped, lambda words: f"**{escaped(words)}**")
_TEXT = _Marks(safe, safe)


def reminder_message(language: OfficeLanguage, reminder: Reminder, *, marks: bool = True) -> str:
    """The message to one unit, ending with a line feed; plain text without ``marks``."""
    return "\n".join(_lines(language, reminder, _MARKDOWN if marks else _TEXT)) + "\n"


def _lines(language: OfficeLanguage, reminder: Reminder, marks: _Marks) -> Iterator[str]:
    _ = language.gettext
    title = _("{unit} – reminder as of {date}").format(unit=reminder.unit.name, date=language.date(reminder.as_of))
    yield marks.strong(title)
    yield ""
    yield marks.plain(plan_with_decision(language, reminder.subject.plan))
    if unanswered := unanswered_text(language, reminder):
        yield ""
        yield marks.strong(unanswered)
    for title, rows in (
        (overdue_title(language, reminder), reminder.overdue),
        (coming_title(language, reminder), reminder.coming),
    ):
        if rows:
            yield ""
            yield marks.strong(title)
            yield ""
            for line in due_lines(rows):
                yield _item(language, reminder, line, marks)
    if undated := undated_text(language, reminder):
        yield ""
        yield marks.plain(undated)


def _item(language: OfficeLanguage, reminder: Reminder, line: DueLine, marks: _Marks) -> str:
    _ = language.gettext
    row, item = line.row, line.item
    date, days = due_texts(language, line)
    due = _("due {date}, {days}").format(date=date, days=days)
    parts = [due, state_text(language, reminder, row)]
    day = item.last_working_day
    if day is not None and reminder.as_of <= day != item.due:
        parts.append(_("send by {date} (working day)").format(date=send_by(language, reminder, row)))
    if item.products:
        parts.append(_("product: {products}").format(products="; ".join(shorten(p, _TITLE) for p in item.products)))
    if to := recipient_text(language, row.subject, item):
        parts.append(to)
    parts += around_text(language, reminder, row)
    parts += moves_text(language, item)
    what = f"{marks.plain(shorten(what_text(language, line), _TITLE))}: {marks.plain('; '.join(parts))}"
    return f"- {marks.strong(f'{row.subject.prefix}{item.task.id}.')} {what}"
