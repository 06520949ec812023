"""A reminder as a draft mail (.eml) with the letter attached, for a mail program to open and send."""

from __future__ import annotations

import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from parplan.languages import OfficeLanguage
from parplan.reporting.reminders import Reminder
from parplan.views.blocks import safe

# What every mail program delivers to (RFC 5321's dot-string at a domain). Of anything else Python's own reader makes
# errors of any class, or a header that mail programs read as several addresses; “=?” begins an encoded word.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"(?=.{{1,254}}\Z)(?!.*=\?){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
# Signs that have a meaning in a header. Python quotes a name that holds them, but loses the quotes where it folds a
# long name, and a comma in it would begin another recipient. Without such signs nothing is quoted. Nor does Python fold
# a word right that is longer than a line.
_SIGNS = re.compile(r"[^\w\s&'/+-]")
_WORD_LENGTH = 40
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def render_mail(language: OfficeLanguage, reminder: Reminder, words: str, letter: bytes, file_name: str) -> bytes:
    """The draft: ``words`` as its text, ``letter`` (.docx) attached. The unit's address is its ``email``, if known.

    Headers stay one line whatever a plan contains: line ends become spaces, control characters are dropped. An invalid
    address is left out, as are signs in its name. The same reminder gives the same bytes.
    """
    _ = language.gettext
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # so that Outlook opens it as a draft
    subject = _("Overdue work as of {date}") if reminder.urgent else _("Reminder: work coming due, as of {date}")
    title = safe(reminder.subject.plan.title).replace("=?", "= ?")  # “=?…?=” would be read as an encoded word
    mail["Subject"] = f"{subject.format(date=language.date(reminder.as_of))} – {title}"
    if (address := mail_address(reminder)) is not None:
        mail["To"] = address
    mail.set_content(words, cte="base64")
    mail.add_attachment(letter, *_WORD, filename=file_name)
    mail.set_boundary("=_parplan_" + str(len(letter)))
    return mail.as_bytes()


def mail_address(reminder: Reminder) -> Address | None:
    """The address the draft goes to; ``None`` where the plan has none for the unit, or one that is no address."""
    email = getattr(reminder.unit, "email", None)
    if email is None or not _MAILBOX.fullmatch(email.strip()):
        return None
    name = _SIGNS.sub(" ", safe(unicodedata.normalize("NFC", reminder.unit.name)))
    return Address(" ".join(word[:_WORD_LENGTH] for word in name.split()), addr_spec=email.strip())
