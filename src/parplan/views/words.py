"""Words shared by screens: states, timeliness, roles, kinds, days, units, deadlines and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from parplan.diagnostics import N_
from parplan.languages import Language
from parplan.plan.items import Item, Move, Rescheduling, TaskStanding, Timeliness
from parplan.plan.labels import ROLES, STATES, TIMELINESS
from parplan.plan.progress import Stated
from parplan.plan.roles import Part, Role
from parplan.plan.structure import Citation, Comparison, Mention, State, Target
from parplan.queries.portfolio import PlanOnDay
from parplan.views.blocks import Block, Style, line
from parplan.views.commands import is_plain_word
from parplan.vocabulary.folding import fold, fold_words
from parplan.vocabulary.time_words import Kind, Proposal

_COMPARISONS = {
    Comparison.AT_LEAST: N_("at least {value}"),
    Comparison.AT_MOST: N_("at most {value}"),
    Comparison.EXACTLY: N_("{value}"),
}
STYLES = {
    Timeliness.OVERDUE: Style.LATE,
    Timeliness.DUE_SOON: Style.SOON,
    Timeliness.DONE_EARLY: Style.GOOD,
    Timeliness.DONE_ON_TIME: Style.GOOD,
    Timeliness.DONE_LATE: Style.LATE,
}


#: The most units named as not done; of more only the first few are named.
_NAMED = 8
_FIRST_OF_MANY = 3


def days_text(language: Language, item: Item) -> str:
    """The distance to the deadline in calendar days: today, tomorrow, in n days, n days overdue."""
    if item.days is None:
        return ""
    if item.days < 0:
        return language.ngettext("{count} day overdue", "{count} days overdue", -item.days)
    if item.days == 0:
        return language.gettext("today")
    if item.days == 1:
        return language.gettext("tomorrow")
    return language.ngettext("{count} day left", "{count} days left", item.days)


def state_text(language: Language, state: State, reported: bool) -> str:
    """The state. Without entries it says that nothing was recorded, which does not mean “not begun”."""
    if state is State.NOT_STARTED and not reported:
        return language.gettext("nothing recorded")
    return language.gettext(STATES[state])


def item_state_text(language: Language, item: Item) -> str:
    """The state of an item, with the date it was done."""
    if item.kind is Kind.EVENT and item.occurrence is None and item.state is State.NOT_STARTED and item.due is None:
        return language.gettext("has not happened yet")
    if item.state is State.DONE and item.stated.since is not None:
        if item.due is None:
            return language.gettext("done on {date}").format(date=language.date(item.stated.since))
        return language.gettext("{timeliness} ({date})").format(
            timeliness=language.gettext(TIMELINESS[item.timeliness]), date=language.date(item.stated.since)
        )
    return with_reason(language, item.stated, state_text(language, item.state, item.stated.since is not None))


def with_reason(language: Language, stated: Stated, text: str) -> str:
    """A state in words, with the reason if work was paused or dropped for one."""
    return text if stated.why is None else language.gettext("{state}: {reason}").format(state=text, reason=stated.why)


def item_text(item: Item, limit: int) -> str:
    """The action of an item and its task's title, cut to ``limit`` characters, without repeating words."""
    label = shorten(item.task.label, limit)
    if item.milestone is None or fold(label).startswith(fold(item.action)):
        return label
    return f"{item.action}: {label}"


def proposed_text(language: Language, proposed: Sequence[Proposal]) -> list[str]:
    """The possible meanings of an uncertain time."""
    _ = language.gettext
    return [_("perhaps {due} (“{words}”)").format(due=one.due, words=one.words) for one in proposed]


def due_text(language: Language, item: Item) -> str:
    """The deadline, or why there is none."""
    if item.due is not None:
        return language.date(item.due)
    if item.kind is Kind.ONGOING:
        return language.gettext("ongoing")
    if item.kind is Kind.EVENT:
        return language.gettext("after the event")
    return language.gettext("no deadline determined")


def standing_text(language: Language, standing: TaskStanding) -> tuple[str, Style]:
    """The standing of a task in a few words."""
    _ = language.gettext
    if standing.state is State.DROPPED:
        return with_reason(language, standing.stated, _("dropped")), Style.DIM
    if standing.state is State.PAUSED and standing.timeliness is not Timeliness.OVERDUE:
        return with_reason(language, standing.stated, _("paused")), Style.DIM
    if standing.state is State.DONE:
        if any(item.due is not None for item in standing.items):
            return _(TIMELINESS[standing.timeliness]), STYLES.get(standing.timeliness, Style.GOOD)
        return _("done"), Style.GOOD
    if standing.timeliness is Timeliness.OVERDUE:
        late = min((item for item in standing.items if item.open and item.days is not None), key=lambda i: i.days or 0)
        text = days_text(language, late)
        if standing.state is State.PAUSED:
            text += f" · {with_reason(language, standing.stated, _('paused'))}"
        return text, Style.LATE
    if standing.timeliness is Timeliness.ON_TRACK and standing.next_due is None:
        if all(item.year_over for item in standing.items if item.open):
            return _("ongoing – its year is over, not concluded"), Style.SOON
        return _("ongoing"), Style.PLAIN
    return _(TIMELINESS[standing.timeliness]), STYLES.get(standing.timeliness, Style.PLAIN)


def role_text(language: Language, standing: TaskStanding, part: Part) -> list[str]:
    """The role of a unit, and the group or unit it comes from."""
    _ = language.gettext
    together = part.via is None and any(len(item.lead) > 1 for item in standing.items)
    text = _("co-lead") if part.role is Role.LEAD and together else None
    lines = [text or _(ROLES[part.role])]
    if part.via is not None:
        lines.append(_("(via group)"))
    if part.inherited_from is not None:
        lines.append(_("(from {unit})").format(unit=part.inherited_from))
    return lines


def party_label(subject: PlanOnDay, code: str) -> str:
    """The short name of a unit or group; of one that the plan has no more, its code."""
    return next((one.label for one in subject.plan.directory.parties() if one.code == code), code)


def mentions_text(subject: PlanOnDay, mentions: tuple[Mention, ...]) -> str:
    """Units and groups as printed (a code by its name); names with commas are separated by semicolons."""
    names = [subject.plan.directory.named(mention.code, mention.printed) for mention in mentions]
    return ("; " if any("," in name for name in names) else ", ").join(names)


def labels_text(subject: PlanOnDay, codes: Iterable[str]) -> str:
    """Units and groups by their short names; names with commas are separated by semicolons."""
    labels = [party_label(subject, code) for code in codes]
    return ("; " if any("," in label for label in labels) else ", ").join(labels)


def product_lines(standing: TaskStanding) -> tuple[str, ...]:
    """The products of a task; those of a single milestone under its title."""
    return tuple(
        line
        for title, products in standing.products
        for line in (products if title is None else (f"{title}: {'; '.join(products)}",))
    )


def who_text(language: Language, subject: PlanOnDay, item: Item, *, whole: bool = False, command: bool = False) -> str:
    """Who has to do it: of an item every unit owes those that still do, else the leads.

    Of many only the first are named, unless the ``whole`` list is asked for; ``command``: with the command that shows
    all of them, which is for a terminal and for no paper.
    """
    _ = language.gettext
    if item.shares and item.open:
        owing = [party_label(subject, code) for code in item.owed_by]
        if len(item.shares) == 1 and not item.unlisted:
            return ", ".join(owing)
        if item.unlisted or (len(owing) > _NAMED and not whole):
            return _of_many(language, subject, item, owing, whole=whole, command=command)
        template = (
            _("not done {count}/{total}: {names}") if item.task.counted else _("not handed in {count}/{total}: {names}")
        )
        left = sum(bool(share.owed_by) for share in item.shares)
        return template.format(count=left, total=len(item.shares), names=", ".join(owing))
    names = leads_text(language, subject, [item])
    return _("{names} (co-leads)").format(names=names) if len(leads_now(subject, [item])) > 2 else names


def _of_many(
    language: Language, subject: PlanOnDay, item: Item, owing: Sequence[str], *, whole: bool, command: bool
) -> str:
    """For a large group: how many have done it, the first that have not, and the command that lists all."""
    _ = language.gettext
    total = len(item.shares) + item.unlisted
    done = sum(not share.owed_by for share in item.shares)
    done = max([done, *_measured_of(subject, item, total)])
    template = (
        _("{done}/{total} done; {left} to go") if item.task.counted else _("{done}/{total} handed in; {left} to go")
    )
    text = template.format(done=done, total=total, left=total - done)
    if owing:
        shown = ", ".join(owing if whole else owing[:_FIRST_OF_MANY])
        text += f": {shown}{'' if whole and not item.unlisted else ', …'}"
    if not command or whole or len(owing) <= _FIRST_OF_MANY:
        return text
    # Wrapped with the text around it, so an address that needs quotes would not be safe to copy.
    shown = f" {item.address}" if is_plain_word(item.address) else ""
    return text + " " + _("(all: {command})").format(command=f"parplan show{shown}")


def _measured_of(subject: PlanOnDay, item: Item, total: int) -> Iterator[int]:
    """The number that have done it, by a target that counts the units of the group up to ``total``: “96 xã”.

    Its unit of measure is a word of the group's name; 96 of anything else, such as per cent, are no units.
    """
    assessment = subject.assessment
    groups = [f" {fold_words(subject.plan.directory.party(mention.code).name)} " for mention in item.lead]
    for figure in assessment.figures(assessment.standing(item.task.id)):
        target, value, unit = figure.target, figure.value, fold_words(figure.target.unit or "")
        of_group = bool(unit) and any(f" {unit} " in name for name in groups)
        if of_group and target.value == total and target.comparison is not Comparison.AT_MOST:
            yield from (int(value),) if value is not None and 0 <= value <= total else ()


def leads_now(subject: PlanOnDay, items: Iterable[Item]) -> tuple[str, ...]:
    """The codes of those who lead items, as :meth:`Assessment.leads` has them."""
    return tuple(dict.fromkeys(mention.code for item in items for mention in subject.assessment.leads(item)))


def leads_text(language: Language, subject: PlanOnDay, items: Iterable[Item]) -> str:
    """The short names of those who lead items now, or that nobody does."""
    return labels_text(subject, leads_now(subject, items)) or language.gettext("no lead named")


def working_day_text(language: Language, item: Item, as_of: date) -> list[str]:
    """The last working day, unless it has passed or is the deadline itself."""
    day = item.last_working_day
    if day is None or day == item.due or day < as_of or not item.open:
        return []
    return [language.gettext("hand in by {date} (working day)").format(date=language.date(day))]


def moves_text(language: Language, item: Item) -> list[str]:
    """The changes of a deadline: fixed, extended for the nth time, or adjusted; the old date and the basis."""
    lines, extensions = [], 0
    for move in item.reschedulings:
        extensions += move.move.extends
        text = move_text(language, move, extensions)
        if move.entry.basis:
            document = basis_text(language, move.entry.basis)
            text = language.gettext("{what}, by {document}").format(what=text, document=document)
        lines.append(text)
    return lines


def move_text(language: Language, move: Rescheduling, extensions: int) -> str:
    """One change of a deadline; ``extensions`` is the number of extensions so far."""
    _ = language.gettext
    old = language.date(move.old) if move.old else "–"
    if move.move is Move.EXTENDED:
        return _("extended (no. {number}), was {old}").format(number=extensions, old=old)
    if move.move is Move.ADJUSTED:
        return _("adjusted, was {old}").format(old=old) if move.old else _("adjusted")
    return _("deadline fixed")


#: Kinds of documents on an English screen.
_KINDS_IN_ENGLISH = {
    "Quyết định": "Decision",
    "Kế hoạch": "Plan",
    "Chỉ thị": "Directive",
    "Nghị quyết": "Resolution",
    "Nghị định": "Decree",
    "Thông tư": "Circular",
    "Thông báo": "Notice",
    "Báo cáo": "Report",
    "Tờ trình": "Proposal",
    "Hướng dẫn": "Guidance",
    "Chương trình": "Programme",
    "Công văn": "Official Letter",
    "Biên bản": "Minutes",
    "Luật": "Law",
}


def document_name(language: Language, citation: Citation) -> str | None:
    """A document by kind, number and symbol: “Kế hoạch số 12/KH-SKHCN”; ``None`` without a number."""
    kind = citation.kind_name
    if citation.number is None or kind is None:
        return citation.number
    shown = kind if language.code == "vi" else _KINDS_IN_ENGLISH.get(kind, kind)
    return language.gettext("{kind} No. {number}").format(kind=shown, number=citation.number)


def basis_text(language: Language, basis: str) -> str:
    """A basis: a bare number gets the kind of its document, other words stay as they are."""
    return document_name(language, Citation(number=basis)) or basis


def target_value_text(language: Language, target: Target) -> str:
    """The value a target asks for, such as “at least 10 %”; empty for a figure without a target."""
    if target.comparison is None or target.value is None:
        return language.gettext("only reported")
    value = language.number(target.value)
    if target.unit:
        value += target.unit if target.unit == "%" else f" {target.unit}"
    return language.gettext(_COMPARISONS[target.comparison]).format(value=value)


def apart_text(language: Language, count: int) -> str:
    """In place of the agency's value: so many units have measured their own."""
    return language.ngettext(
        "no figure of the agency; {count} unit recorded its own",
        "no figure of the agency; {count} units recorded their own",
        count,
    )


def measured_value_text(language: Language, target: Target, value: Decimal | None, apart: int = 0) -> str:
    """A measured value with its unit: “6,5%”, “2 lần”; ``apart`` units have measured their own."""
    if value is None:
        return apart_text(language, apart) if apart else language.gettext("not recorded")
    unit = target.unit or ""
    return language.number(value) + (unit if unit == "%" else f" {unit}".rstrip())


def more_findings(language: Language, count: int) -> str:
    """The line that counts findings not listed."""
    return language.ngettext("… and {count} more finding", "… and {count} more findings", count)


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` between words to at most ``limit`` characters, with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def cut_line(language: Language, count: int, most: int | None) -> Iterator[Block]:
    """Yield a line that says how many of ``count`` rows are not shown, where at most ``most`` are."""
    if most is not None and count > most:
        text = language.ngettext(
            "and {count} more; --limit 0 shows all of them, and so does --json",
            "and {count} more; --limit 0 shows all of them, and so does --json",
            count - most,
        )
        yield line(text, Style.STRONG)
