"""The draft of the decision that amends a plan: each change, old beside new, with its legal basis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from parplan.comparing.difference import ChangeKind, Difference
from parplan.comparing.meaning import DueMeaning, Fields, Value
from parplan.languages import OfficeLanguage
from parplan.plan.structure import Plan, Task
from parplan.reporting.formalities import Formalities, document_symbol, make_head, make_recipients, make_signature
from parplan.reporting.papers import (
    Head,
    Level,
    Paper,
    PaperBlock,
    PaperColumn,
    PaperRow,
    PaperTable,
    Paragraph,
    Run,
    Signature,
    Text,
    cell,
    filled,
    place,
    plain,
    strong,
    text,
)
from parplan.reporting.wording import decision_text, plan_with_decision
from parplan.views.difference_words import ValueWords
from parplan.views.words import basis_text

#: Fields that only a document can change; codes, notes and aliases are the office's own.
DECIDED = frozenset(
    {
        *("title", "parts", "lead", "coordinating", "person", "recipient", "owed", "products", "time"),
        *("due", "after", "lag", "part_of", "targets", "headings", "introduction", "closing"),
    }
)
#: Fields of a whole task or milestone, in the order they are told; its targets and milestones follow.
DESCRIBED = (
    *("parts", "due", "after", "lag", "part_of", "time", "lead", "coordinating", "owed", "person"),
    *("recipient", "products"),
)
#: Deadlines in the short form of the plan format, which is never printed.
_SHORT_FORM = re.compile(r"(?:before )?\d{4}\b.*|[a-z-]+")


class AmendedPlan(Struct, frozen=True):
    """The plan before and after the change, and the differences."""

    old: Plan
    new: Plan
    differences: tuple[Difference, ...]


def decided_differences(amended: AmendedPlan) -> tuple[Difference, ...]:
    """The differences that need a document, and the deadlines moved by entries."""
    return tuple(one for one in amended.differences if _is_decided(one))


def _is_decided(one: Difference) -> bool:
    kind = one.address.partition(".")[0]
    if kind in ("units", "groups", "reports"):
        return False
    if one.field == "progress":
        return one.kind is ChangeKind.ADDED and "due" in one.new
    return one.field is None or one.field.partition(".")[0] in DECIDED


def amendment_paper(language: OfficeLanguage, amended: AmendedPlan, given: Formalities, day: date) -> Paper:
    """Make the draft as of ``day``; what the plans do not contain becomes a marked place."""
    _ = language.gettext
    plan = amended.new
    title = _("On amending and supplementing {plan}").format(plan=plan.title)
    head = make_head(language, plan, given, day, document_symbol(language, plan, "QĐ"))
    signature = make_signature(language, plan, given)
    return Paper(
        head=head,
        kind=_("DECISION"),
        title=title,
        addressed="",
        addressees=(),
        blocks=(Paragraph(_authority(language, head, signature), Level.CENTRED), *_blocks(language, amended)),
        signature=signature,
        recipients_label=_("Recipients:"),
        recipients=(text(_("As Article 3")), *make_recipients(language, given, addressed=False)),
        name=title,
        author=plan.agency,
        language=language.code,
        day=day,
    )


def _authority(language: OfficeLanguage, head: Head, signature: Signature) -> Text:
    """The authority that issues the decision (GIÁM ĐỐC SỞ …) if its head signs alone; else a marked place."""
    if len(signature.offices) == 1 and not any(run.place for run in signature.offices[0]):
        return text(strong(f"{plain(signature.offices[0])} {head.issuer.upper()}"))
    return text(place(language.gettext("WHO ISSUES THE DECISION")))


def _blocks(language: OfficeLanguage, amended: AmendedPlan) -> Iterator[PaperBlock]:
    _ = language.gettext
    old = amended.old
    rows = decided_differences(amended)
    yield Paragraph(filled(_("Pursuant to {document};"), document=place(_("the agency's functions and tasks"))))
    yield Paragraph(
        filled(_("Pursuant to {decision} issuing {plan};"), decision=decision_text(language, old), plan=old.title)
    )
    for basis in dict.fromkeys(one.new["basis"] for one in rows if one.field == "progress" and "basis" in one.new):
        yield Paragraph(filled(_("Pursuant to {document};"), document=basis_text(language, basis)))
    yield Paragraph(filled(_("At the proposal of {unit}."), unit=place(_("the proposing unit"))))
    yield Paragraph(text(strong(_("DECIDES:"))), Level.CENTRED)
    yield Paragraph(
        text(
            strong(_("Article 1.")),
            " ",
            _("To amend and supplement {plan} as follows:").format(plan=plan_with_decision(language, old)),
        )
    )
    yield _table(language, amended, rows)
    yield Paragraph(
        text(
            strong(_("Article 2.")),
            " ",
            _("This decision takes effect on the day it is signed. The rest of the plan remains as issued."),
        )
    )
    yield Paragraph(
        filled(
            _("{article} {who} are responsible for carrying out this decision./."),
            article=strong(_("Article 3.")),
            who=place(_("the heads of the office and the units")),
        )
    )


def _table(language: OfficeLanguage, amended: AmendedPlan, rows: Sequence[Difference]) -> PaperTable:
    _ = language.gettext
    columns = (
        PaperColumn(_("No."), 10, centred=True),
        PaperColumn(_("Task"), 36),
        PaperColumn(_("Old content"), 44),
        PaperColumn(_("New content"), 44),
        PaperColumn(_("Reason"), 31),
    )
    words = _Words(language, amended)
    return PaperTable(columns, tuple(words.row(number, one) for number, one in enumerate(rows, 1)))


class _Words:
    """Formats the cells of the table."""

    def __init__(self, language: OfficeLanguage, amended: AmendedPlan) -> None:
        self._language = language
        self._values = ValueWords(language, amended.new, amended.old, amended.old.decision_date)
        self._tasks: dict[str, Task] = {**amended.old.task_index(), **amended.new.task_index()}
        self._deadlines = _deadlines(amended.old)

    def row(self, number: int, one: Difference) -> PaperRow:
        _ = self._language.gettext
        reason: str | Run = place(_("reason"))
        if one.field == "progress":
            old = self._deadlines.get(one.address) or [_("no deadline determined")]
            new = [self._deadline(one.new["due"])]
            reason = one.new.get("reason") or reason
        elif one.field is None:
            old, new = self._whole(one.old, one), self._whole(one.new, one)
        else:
            old, new = self._field(one.field, one.old), self._field(one.field, one.new)
        added, removed = [_("(not in the plan)")], [_("(abolished)")]
        return PaperRow(
            (
                cell(str(number)),
                cell(*self._where(one.address)),
                cell(*(old or added)),
                cell(*(new or removed)),
                cell(reason),
            )
        )

    def _where(self, address: str) -> list[str]:
        task = self._tasks.get(address.partition("/")[0].partition("@")[0])
        shown = self._values.where(address)
        return [shown] if task is None else [shown, task.label]

    def _whole(self, value: Value, one: Difference) -> list[str]:
        _ = self._language.gettext
        if value is None:
            return []
        if one.kind is ChangeKind.RENUMBERED:
            return [_("number {id}").format(id=value)]
        if one.kind is ChangeKind.MOVED:
            return [self._values.place(value)]
        return list(self._described(value))

    def _described(self, fields: Fields) -> Iterator[str]:
        yield str(fields.get("title") or "")
        for field in DESCRIBED:
            yield from self._field(field, fields.get(field))
        for target in fields.get("targets", {}).values():
            yield from self._field("targets.", target)
        for milestone in fields.get("milestones", {}).values():
            told = [self._deadline(milestone["due"])] if "due" in milestone else []
            told += [words for one in DESCRIBED if one != "due" for words in self._field(one, milestone.get(one))]
            yield ": ".join([milestone["title"], *(["; ".join(told)] if told else [])])

    def _field(self, field: str, value: Value) -> list[str]:
        if value is None:
            return []
        if field.startswith("targets."):
            return [self._values.asked(value, titled=True) or ""]
        name = self._values.field(field)
        shown = self._deadline(value) if isinstance(value, DueMeaning) else self._values.value(field, value)
        return [f"{name[:1].upper()}{name[1:]}: {shown}"]

    def _deadline(self, deadline: DueMeaning) -> str:
        """The deadline as printed, or the date or the words of one that is written in the short form."""
        due = deadline.reading.due if deadline.reading is not None else None
        if _SHORT_FORM.fullmatch(deadline.words) is None:
            return deadline.words
        return self._values.text(deadline) if due is None else self._language.date(due)


def _deadlines(plan: Plan) -> dict[str, list[str]]:
    """The deadlines as written, by address."""
    found: dict[str, list[str]] = {}
    for task in plan.tasks():
        if task.time is not None:
            found[task.id] = [task.time]
        for milestone in task.milestones:
            if milestone.due is not None:
                found[f"{task.id}/{milestone.id}"] = [milestone.due]
    return found
