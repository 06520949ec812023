"""Entries of the history in words: as lines, or as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from parplan.diagnostics import N_
from parplan.languages import Language
from parplan.plan.labels import STATES
from parplan.plan.structure import Citation, Entry, State, Task
from parplan.queries.portfolio import PlanOnDay
from parplan.views.words import basis_text, document_name, measured_value_text, party_label

#: The texts of an entry by field, in the order they are shown.
TEXT_LABELS = {
    "event": N_("event: {text}"),
    "basis": N_("basis: {text}"),
    "reason": N_("reason: {text}"),
    "note": N_("note: {text}"),
    "difficulty": N_("difficulty: {text}"),
    "proposal": N_("proposal: {text}"),
    "by": N_("by: {text}"),
    "batch": N_("batch: {text}"),
}


def entry_lines(
    language: Language, subject: PlanOnDay, entry: Entry, moved: str | None = None, task: Task | None = None
) -> Iterator[str]:
    """Yield what an entry says, a line for each kind of statement; ``moved`` is what it did to the deadline.

    With its ``task`` what was measured stands under the target's title, else under its id.
    """
    _ = language.gettext
    head = []
    if entry.unit is not None:
        head.append(party_label(subject, entry.unit))
    if entry.state is not None:
        head.append(_(STATES[entry.state]))
    if entry.percent is not None:
        head.append(f"{entry.percent}%")
    if head:
        yield " · ".join(head)
    if entry.event is not None:
        yield _(TEXT_LABELS["event"]).format(text=entry.event)
    if entry.due is not None:
        due = _("new deadline: {due}").format(due=new_due_text(language, entry))
        yield due if moved is None else f"{due} – {moved}"
    yield from _texts(language, entry, task)


def entry_summary(language: Language, subject: PlanOnDay, entry: Entry, task: Task | None = None) -> str:
    """Entry in one sentence, beginning with whose fact it is; ``task`` as for :func:`entry_lines`."""
    _ = language.gettext
    day = language.date(entry.date)
    parts = [] if entry.state is not None else [_("on {date}").format(date=day)]
    if entry.state is State.DONE:
        parts.append(_("done on {date}").format(date=day))
    elif entry.state is not None:
        parts.append(_("{state} on {date}").format(state=_(STATES[entry.state]), date=day))
    if entry.percent is not None:
        parts.append(f"{entry.percent}%")
    if entry.event is not None:
        parts.append(_(TEXT_LABELS["event"]).format(text=entry.event))
    if entry.due is not None:
        parts.append(_("new deadline: {due}").format(due=new_due_text(language, entry)))
    parts += _texts(language, entry, task)
    said = ", ".join(parts)
    return said if entry.unit is None else f"{party_label(subject, entry.unit)}: {said}"


def _texts(language: Language, entry: Entry, task: Task | None) -> Iterator[str]:
    _ = language.gettext
    for name, label in TEXT_LABELS.items():
        text = getattr(entry, name)
        if text and name != "event":  # shown first, before the deadline
            yield _(label).format(text=basis_text(language, text) if name == "basis" else text)
    targets = {target.id: target for target in task.targets} if task is not None else {}
    for id, value in entry.measures:
        if (target := targets.get(id)) is not None:
            yield f"{target.title}: {measured_value_text(language, target, value)}"
        else:
            yield _("measured {target}: {value}").format(target=id, value=language.number(value))
    for evidence in entry.evidence:
        yield _("evidence: {text}").format(text=citation_text(language, evidence))


def new_due_text(language: Language, entry: Entry) -> str:
    """The new deadline of an entry: the date if it was written as one, else its words."""
    with suppress(ValueError):
        return language.date(date.fromisoformat(entry.due or ""))
    labels = {
        "undetermined": language.gettext("no deadline determined"),
        "ongoing": language.gettext("ongoing"),
        "calendar": language.gettext("by the report calendar"),
    }
    return labels.get((entry.due or "").lower(), entry.due or "")


def citation_text(language: Language, citation: Citation) -> str:
    """A document, file or link with all its known parts."""
    parts = citation.parts()
    if citation.number is not None:
        parts |= {"number": document_name(language, citation) or "", "kind": ""}
    shown = (language.date(part) if isinstance(part, date) else part for part in parts.values())
    return " · ".join(part for part in shown if part)


def web_address(piece: Citation) -> str | None:
    """The link of a document if it is http or https, the only schemes that may be followed; else ``None``."""
    if piece.link is None:
        return None
    try:
        parts = urlsplit(piece.link)
    except ValueError:
        return None
    return piece.link if parts.scheme in ("http", "https") and parts.netloc else None
