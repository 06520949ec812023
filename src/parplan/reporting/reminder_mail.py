"""A reminder as the draft of a mail (.eml) a mail program opens to be sent, with the letter attached."""

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

    A header is one line whatever a plan says: line ends and control characters become spaces or nothing. An address
    that is none is left out. The same reminder gives the same bytes.
    """
    _ = language.gettext
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # Outlook opens it to be edited and sent
    subject = (
        _("Urging overdue work as of {date}") if reminder.urgent else _("Reminder of work coming due as of {date}")
    )
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
