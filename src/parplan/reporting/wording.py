"""The wording of documents about plans, tasks and evidence, with dates as official documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parplan.diagnostics import N_
from parplan.languages import OfficeLanguage
from parplan.plan.figures import Figure
from parplan.plan.items import Item
from parplan.plan.labels import STATES
from parplan.plan.structure import Citation, Entry, Mention, Plan, State
from parplan.queries.history import LogRow
from parplan.queries.portfolio import PlanOnDay
from parplan.reporting.part_names import entry_part, of_part
from parplan.reporting.periodic import Outcome, TaskLine
from parplan.views.words import (
    apart_text,
    days_text,
    document_name,
    item_state_text,
    leads_text,
    moves_text,
    party_label,
    target_value_text,
    who_text,
)
from parplan.vocabulary.time_words import Kind

#: Kinds of documents that issue a plan as an attachment (“ban hành kèm theo …”); any other kind is the plan itself.
_ISSUING = ("Quyết định", "Nghị quyết")


def is_attached(plan: Plan) -> bool:
    """Whether a decision issued the plan, so that number and date are the decision's and not the plan's."""
    return plan.decision.kind_name in _ISSUING


def plan_with_decision(language: OfficeLanguage, plan: Plan) -> str:
    """The plan with the decision that issued it; a Kế hoạch or Chỉ thị is itself the document."""
    attached = N_("{title} (issued with {document} of {date})")
    return language.gettext(attached if is_attached(plan) else N_("{title} ({document} of {date})")).format(
        title=plan.title, document=document_name(language, plan.decision), date=language.date(plan.decision_date)
    )


def decision_text(language: OfficeLanguage, plan: Plan) -> str:
    """The document that set the plan's tasks."""
    return language.gettext("{document} of {date}").format(
        document=document_name(language, plan.decision), date=language.date(plan.decision_date)
    )


def evidence_text(language: OfficeLanguage, piece: Citation) -> str:
    """A piece of evidence as a document cites it: number, day, issuer, what it is about, its link.

    Where a file lies is the office's own business: its name stands for evidence that has nothing else.
    """
    words = document_name(language, piece) or ""
    if piece.date is not None:
        words = language.gettext("{document} of {date}").format(document=words, date=language.date(piece.date)).strip()
    parts = (words, piece.issuer, piece.title, piece.link)
    return ", ".join(part for part in parts if part) or piece.file or ""


def deadline_basis(language: OfficeLanguage, subject: PlanOnDay, item: Item) -> list[str]:
    """The documents a deadline is based on: the plan's decision, and those that changed it."""
    return [decision_text(language, subject.plan), *moves_text(language, item)]


def product_texts(products: tuple[str, ...]) -> tuple[str, ...]:
    """The products as paragraphs of a cell; several are a list."""
    return products if len(products) < 2 else tuple(f"- {product}" for product in products)


def recipient_text(language: OfficeLanguage, subject: PlanOnDay, item: Item) -> str:
    """The recipient as printed, a code by its name; empty if the plan names none."""
    receiver = item.recipient
    if receiver is None:
        return ""
    name = subject.plan.directory.named(receiver.code, receiver.printed)
    return language.gettext("to: {recipient}").format(recipient=name)


def target_text(language: OfficeLanguage, line: Figure) -> str:
    """A target's value, compared with the value to reach; a figure that is only reported is not compared."""
    _ = language.gettext
    if line.target.comparison is None:
        return f"{line.target.title}: {measured_text(language, line)}"
    asked = target_value_text(language, line.target)
    if line.value is None and not line.apart:
        return _("{title}: no figure recorded (target: {target})").format(title=line.target.title, target=asked)
    return _("{title}: {value} (target: {target})").format(
        title=line.target.title, value=measured_text(language, line), target=asked
    )


def measured_text(language: OfficeLanguage, line: Figure) -> str:
    """A measured value with its unit."""
    if line.value is None:
        return apart_text(language, line.apart) if line.apart else language.gettext("no figure recorded")
    unit = line.target.unit or ""
    value = language.number(line.value)
    return value + unit if unit == "%" else f"{value} {unit}".strip()


def result_texts(language: OfficeLanguage, subject: PlanOnDay, line: TaskLine) -> Iterator[str]:
    """Yield what was recorded about a task, or that nothing was, and its open items with deadlines."""
    _ = language.gettext
    if line.standing.state is State.DROPPED:
        yield _("Dropped")
    if line.standing.state is State.NOT_STARTED and line.outcome is not Outcome.UNREPORTED:
        yield _("No result recorded")
    for items in _by_milestone(line.standing.items):
        yield from _item_texts(language, subject, items, line.standing.lead)
    for item, said in line.shares:
        if said.since is not None and said != item.stated:  # else it repeats the item
            yield _("{action}, the unit's own share: {state}").format(
                action=item.action, state=_said(language, said.state, language.date(said.since))
            )
    yield from _percent_texts(language, subject, line)
    for target in line.targets:
        # Figures of the units by themselves that nothing is asked of have an appendix of their own.
        if target.value is not None or (target.apart and target.target.comparison is not None):
            yield target_text(language, target)
    for entry in line.entries:
        part = entry_part(language, subject.plan, line.task, entry)
        for words in (entry.event, entry.note):
            if words:
                yield of_part(part, f"{words} ({language.date(entry.date)})")


def _is_one_of_several(subject: PlanOnDay, line: TaskLine, entry: Entry) -> bool:
    """Whether an entry is the word of one unit beside others: not in its own report (``line.part``)."""
    if entry.unit is None or line.part is not None:
        return False
    return [mention.code for mention in subject.assessment.leads_about(line.task, entry)] != [entry.unit]


def _percent_texts(language: OfficeLanguage, subject: PlanOnDay, line: TaskLine) -> Iterator[str]:
    """The last percentage told of the task, and of each part of it that is open, under the part's name, by whom.

    What a unit told of its own share is not the task's, and stands in the unit's own report.
    """
    last: dict[tuple[str | None, str | None, str | None], Entry] = {}
    for entry in line.entries:
        if entry.percent is not None:
            unit = entry.unit if _is_one_of_several(subject, line, entry) else None
            last[entry.milestone, entry.occurrence, unit] = entry
    for (_milestone, _occurrence, unit), entry in last.items():
        of_one = entry.unit is not None and line.part is None  # told by a unit, in the agency's report
        items = [item for item in line.standing.items if _is_about(entry, item)]
        if not any(item.open for item in items) or (of_one and any(item.shares for item in items)):
            continue
        said = language.gettext("{percent}% done ({date})").format(
            percent=entry.percent, date=language.date(entry.date)
        )
        part = entry_part(language, subject.plan, line.task, entry)
        yield of_part(", ".join(filter(None, (part, party_label(subject, unit) if unit is not None else ""))), said)


def _is_about(entry: Entry, item: Item) -> bool:
    milestone = item.milestone.id if item.milestone is not None else None
    return entry.of_whole_task or (entry.milestone == milestone and entry.occurrence in (None, item.occurrence))


def told_texts(language: OfficeLanguage, subject: PlanOnDay, line: TaskLine, outcome: str) -> tuple[str, list[str]]:
    """The state of a task and its entries, each as a sentence, without repetition.

    A task without milestones has its day beside its outcome: “Hoàn thành trước hạn (26/02/2025)”.
    """
    parts: list[str] = []
    for part in result_texts(language, subject, line):
        said = raised(part.rstrip(".").removeprefix(f"{lowered(outcome).split(',')[0]}; "))
        if said.startswith(f"{outcome} ("):
            outcome = said
        elif said != outcome:
            parts.append(said)
    return outcome, parts


def lowered(words: str) -> str:
    """The words in the form that continues a sentence; an abbreviation stays the same."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def raised(words: str) -> str:
    """The words in the form that begins a sentence."""
    return words[:1].upper() + words[1:]


def in_line(names: str) -> str:
    """A list of names of units: “Sở Tài chính, các sở, ban, ngành”; “Các” of a group is a capital only at the start."""
    return re.sub(r"(?<=[,;] )Các (?=\S)", "các ", names)


def _said(language: OfficeLanguage, state: State, day: str) -> str:
    _ = language.gettext
    if state is State.DONE:
        return _("done on {date}").format(date=day)
    return _("{state} on {date}").format(state=_(STATES[state]), date=day)


def _by_milestone(items: Iterable[Item]) -> Iterator[list[Item]]:
    groups: dict[str | None, list[Item]] = {}
    for item in items:
        groups.setdefault(item.milestone.id if item.milestone is not None else None, []).append(item)
    yield from groups.values()


def _item_texts(
    language: OfficeLanguage, subject: PlanOnDay, items: list[Item], leads: tuple[Mention, ...]
) -> Iterator[str]:
    """A milestone in words, with who leads it where these are not ``leads``; many occurrences are summed up."""
    _ = language.gettext
    action = items[0].action
    if items[0].lead != leads:
        action = f"{action} ({in_line(leads_text(language, subject, items[:1]))})"
    occurrences = [item for item in items if item.occurrence is not None]
    if len(occurrences) > 2:
        done = sum(item.state is State.DONE for item in occurrences)
        late = sum(item.open and item.days is not None and item.days < 0 for item in occurrences)
        template = (
            _("{action}: {done}/{count} times done")
            if not late
            else _("{action}: {done}/{count} times done, {late} overdue")
        )
        said = template.format(action=action, done=done, count=len(occurrences), late=late)
        yield said if items[0].milestone is not None else said.removeprefix(f"{action}: ")
        return
    for item in items:
        if occurrences and item.occurrence is None and item.state is State.IN_PROGRESS:
            continue  # “after each dialogue” is covered by the single dialogues, which follow
        said = _item_text(language, subject, item)
        if said and item.action == item.task.title:
            yield said
        elif said:
            event = f" ({language.date(item.start)})" if item.kind is Kind.EVENT and item.start is not None else ""
            yield f"{action}{event}: {said}"


def _item_text(language: OfficeLanguage, subject: PlanOnDay, item: Item) -> str:
    _ = language.gettext
    parts: list[str] = []
    if item.stated.since is not None and not (item.kind is Kind.ONGOING and item.state is State.IN_PROGRESS):
        parts.append(item_state_text(language, item))
    if item.open and item.due is not None:
        parts.append(_("due {date}, {days}").format(date=language.date(item.due), days=days_text(language, item)))
        parts += moves_text(language, item)
    if item.open and item.shares and (item.due is not None or any(share.stated.state.closed for share in item.shares)):
        who = who_text(language, subject, item)
        parts.append(who if len(item.shares) == 1 and not item.unlisted else lowered(who))
    return "; ".join(parts)


def unit_of(subject: PlanOnDay, row: LogRow) -> str:
    """The author of a statement: the unit the entry names, else who led its milestone or task that day."""
    if row.entry.unit is not None:
        return party_label(subject, row.entry.unit)
    leads = subject.assessment.leads_about(row.task, row.entry)
    return ", ".join(party_label(subject, mention.code) for mention in leads)
