"""A reminder as a draft mail (.eml) with the letter attached, for a mail program to open and send."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from parplan.languages import OfficeLanguage
from parplan.reporting.reminders import Reminder
from parplan.views.blocks import safe

_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def render_mail(language: OfficeLanguage, reminder: Reminder, words: str, letter: bytes, file_name: str) -> bytes:
    """The draft: ``words`` as its text, ``letter`` (.docx) attached. The unit's address is its ``email``, if known.

    Headers stay one line whatever a plan contains: line ends become spaces, control characters are dropped. An invalid
    address is left out. The same reminder gives the same bytes.
    """
    _ = language.gettext
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # so that Outlook opens it as a draft
    subject = _("Overdue work as of {date}") if reminder.urgent else _("Reminder: work coming due, as of {date}")
    name = safe(reminder.subject.plan.title)
    mail["Subject"] = f"{subject.format(date=language.date(reminder.as_of))} – {name}"
    if (address := _address(reminder)) is not None:
        mail["To"] = address
    mail.set_content(words, cte="base64")
    mail.add_attachment(letter, *_WORD, filename=file_name)
    mail.set_boundary("=_parplan_" + str(len(letter)))
    return mail.as_bytes()


def _address(reminder: Reminder) -> Address | None:
    email = getattr(reminder.unit, "email", None)
    if email is None:
        return None
    try:
        return Address(safe(reminder.unit.name), addr_spec=email)
    except (ValueError, IndexError):
        return None
