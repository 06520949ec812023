"""The plan itself as an official document: a list of labelled fields, or an appendix table of tasks.

It contains what a signed plan prints: purpose, sections, tasks with units, products and time, duties, closing words.
Milestones, targets and progress are left out. Its words are Vietnamese, and `parplan import` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec.structs import replace

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.languages import OfficeLanguage
from parplan.plan.structure import Mention, Plan, Recipient, Section, SectionKind, Task
from parplan.reporting.formalities import Formalities, make_head, make_recipients, make_signature
from parplan.reporting.papers import (
    Appendix,
    Head,
    Level,
    Paper,
    PaperBlock,
    PaperCell,
    PaperColumn,
    PaperRow,
    PaperTable,
    Paragraph,
    cell,
    strong,
    text,
)
from parplan.reporting.wording import is_attached
from parplan.vocabulary.document_kinds import PLAN_KINDS, document_kind
from parplan.vocabulary.short_forms import print_time

#: The columns a table of Word may have.
_MOST_COLUMNS = 63

_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class PlanLayout(StrEnum):
    """The layout of the tasks."""

    LIST = "list"
    TABLE = "table"


def plan_paper(language: OfficeLanguage, plan: Plan, layout: PlanLayout) -> Paper:
    """Make the document of a plan."""
    plan = _with_names(plan)
    kind, subject = _kind_and_subject(plan.title)
    blocks = [*_reference(plan), *_body(plan, layout)]
    return Paper(
        head=_head(language, plan),
        kind=kind.upper(),
        title=subject,
        addressed="",
        addressees=(),
        blocks=tuple(blocks),
        signature=make_signature(language, plan, Formalities()),
        recipients_label="Nơi nhận:",
        recipients=make_recipients(language, Formalities(), addressed=False),
        name=plan.title,
        author=plan.agency,
        language="vi",
        day=plan.decision_date,
        appendices=(_appendix(plan),) if layout is PlanLayout.TABLE else (),
    )


def _with_names(plan: Plan) -> Plan:
    """Plan with names of units and groups for their codes, and words for short forms, which mean nothing on paper."""
    named = plan.directory.named

    def mentions(written: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(Mention(one.code, named(one.code, one.printed)) for one in written)

    def task(one: Task) -> Task:
        to = one.recipient and Recipient(named(one.recipient.code, one.recipient.printed), one.recipient.code)
        time = one.time and print_time(one.time, plan.year, plan.through)
        return replace(one, lead=mentions(one.lead), coordinating=mentions(one.coordinating), recipient=to, time=time)

    sections = (replace(section, tasks=tuple(map(task, section.tasks))) for section in plan.sections)
    return replace(plan, sections=tuple(sections))


def _kind_and_subject(title: str) -> tuple[str, str]:
    """“Kế hoạch cải cách hành chính năm 2026” → Kế hoạch, cải cách hành chính năm 2026."""
    kind = next((kind for kind in PLAN_KINDS if title.casefold().startswith(f"{kind.casefold()} ")), None)
    return ("Kế hoạch", title) if kind is None else (kind, title[len(kind) + 1 :])


def _head(language: OfficeLanguage, plan: Plan) -> Head:
    given = Formalities(number=plan.decision_number, day=plan.decision_date)
    head = make_head(language, plan, given, plan.decision_date, text(plan.decision_number))
    if not is_attached(plan):
        return head
    return replace(head, number=text(""), numbered=text(""), place_and_day=text(""))


def _reference(plan: Plan) -> Iterator[PaperBlock]:
    if is_attached(plan):
        kind = plan.decision_kind or document_kind(plan.decision_number) or "Quyết định"
        day = plan.decision_date
        words = f"(Ban hành kèm theo {kind} số {plan.decision_number} ngày {day:%d/%m/%Y} của {plan.agency})"
        yield Paragraph(text(words))


# The list.


def _body(plan: Plan, layout: PlanLayout) -> Iterator[PaperBlock]:
    number = iter(_ROMANS)
    romans = {section.id for section in plan.sections} & set(_ROMANS)
    listed = [section for section in plan.sections if _is_listed(section)]
    duties = [section for section in plan.sections if not _is_listed(section)]
    # Sections with Roman numbers of their own need none above them, nor do those that would stand under the only one.
    alone = not plan.introduction and all(section.id.isdecimal() for section in duties)
    own = layout is PlanLayout.LIST and (alone or any(section.id in romans for section in listed))
    if plan.introduction:
        # The purpose gets no number if sections have Roman numbers of their own.
        yield _heading(Level.HEADING_1, "" if own else next(number), "MỤC ĐÍCH, YÊU CẦU")
        yield from _introduction(plan)
    if layout is PlanLayout.TABLE:
        yield _heading(Level.HEADING_1, next(number), "NHIỆM VỤ")
        yield Paragraph(text("(Chi tiết tại Phụ lục kèm theo)"))
    else:
        if not own:
            yield _heading(Level.HEADING_1, next(number), "NHIỆM VỤ")
        for section in listed:
            level = Level.HEADING_1 if section.id in romans else Level.HEADING_2
            yield _heading(level, section.id, section.title)
            yield from _listed(section)
    for section in duties:
        own_number = section.id in _ROMANS or section.id.isdecimal()
        yield _heading(Level.HEADING_1, section.id if own_number else next(number), section.title)
        yield from _listed(section)
    closing = [Paragraph(text(words, ".")) for words in plan.closing]
    if closing:
        yield from closing[:-1]
        yield Paragraph(text(plan.closing[-1], "./."))


def _is_listed(section: Section) -> bool:
    return section.kind is not SectionKind.DUTIES


def _heading(level: Level, number: str, title: str) -> Paragraph:
    return Paragraph(text(f"{number}. {title}" if number else title), level)


def _introduction(plan: Plan) -> Iterator[PaperBlock]:
    titled = 0
    for title, texts in plan.introduction:
        if title:
            titled += 1
            yield _heading(Level.HEADING_2, str(titled), title)
        for words in texts:
            yield Paragraph(text(_ended(words)), Level.ITEM)


def _listed(section: Section) -> Iterator[PaperBlock]:
    headings = dict(section.headings)
    told: set[str] = set()
    for task in section.tasks:
        above = task.id.rpartition(".")[0]
        if above in headings and above not in told:
            told.add(above)
            yield _heading(Level.HEADING_3, above, headings[above])
        fields = list(_fields(task, section))
        more = ":" if fields or task.parts else "."
        yield Paragraph(text(f"{_enumerator(task, section)} {task.title}{more}"))
        for part in task.parts:
            yield Paragraph(text(_ended(part)), Level.ITEM)
        for label, words in fields:
            yield Paragraph(text(f"{label}: {_ended(words)}"), Level.ITEM)


def _enumerator(task: Task, section: Section) -> str:
    """A task's enumerator as plans print it under a section or heading: ``a)`` for 1.a, ``6.1.`` for 6.1."""
    step = task.id.rpartition(".")[2]
    if not step.isdecimal():
        return f"{step})"
    return f"{task.id}." if section.id.isdecimal() and "." in task.id else f"{step}."


def _fields(task: Task, section: Section) -> Iterator[tuple[str, str]]:
    """The labelled fields of a task. A duty's lead is not labelled if its sentence begins with it."""
    names = "; ".join(mention.printed for mention in task.lead)
    if task.lead and (_is_listed(section) or not task.title.startswith(names)):
        yield "Đơn vị chủ trì", names
    if task.coordinating:
        yield "Đơn vị phối hợp", "; ".join(mention.printed for mention in task.coordinating)
    if task.person:
        yield "Người chịu trách nhiệm", task.person
    if task.products:
        yield "Sản phẩm", "; ".join(task.products)
    if task.time:
        yield "Thời gian thực hiện", task.time
    if task.recipient is not None and _is_listed(section):
        yield "Nơi nhận sản phẩm", task.recipient.printed
    yield from task.columns


def _ended(words: str) -> str:
    return words if words.endswith((".", "…")) else f"{words}."


# The table.


def _appendix(plan: Plan) -> Appendix:
    sections = [section for section in plan.sections if _is_listed(section)]
    tasks = [task for section in sections for task in section.tasks]
    extra = list(dict.fromkeys(name for task in tasks for name, _ in task.columns))
    optional = [
        *(["Người chịu trách nhiệm"] if any(task.person for task in tasks) else []),
        *(["Nơi nhận sản phẩm"] if any(task.recipient is not None for task in tasks) else []),
    ]
    more = [*optional, *extra]
    _check_columns(6 + len(more))
    room = 252 - 14 - 26 * len(more)
    widths = (0.32, 0.17, 0.19, 0.18, 0.14)
    titles = ("Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời gian thực hiện")
    columns = [PaperColumn("TT", 14, centred=True)]
    columns += [PaperColumn(title, max(room, 130) * share) for title, share in zip(titles, widths, strict=True)]
    columns += [PaperColumn(name, 26) for name in more]
    rows = [row for section in sections for row in _rows(section, optional, extra, len(columns))]
    kind, subject = _kind_and_subject(plan.title)
    reference = f"(Kèm theo {kind} {subject})"
    return Appendix("PHỤ LỤC", "Danh mục nhiệm vụ", text(reference), (PaperTable(tuple(columns), tuple(rows)),))


def _check_columns(count: int) -> None:
    """Refuse a table wider than Word takes, before it is made: each task may have a column of its own."""
    if count > _MOST_COLUMNS:
        raise RequestError(
            message(
                N_("the table would have {count} columns; Word takes at most {limit}"), count=count, limit=_MOST_COLUMNS
            ),
            help=message(N_("leave out --layout table: the list holds every column")),
        )


def _rows(section: Section, optional: Sequence[str], extra: Sequence[str], width: int) -> Iterator[PaperRow]:
    headings = dict(section.headings)
    told: set[str] = set()
    yield _heading_row(f"{section.id}. {section.title}", width)
    for task in section.tasks:
        above = task.id.rpartition(".")[0]
        if above in headings and above not in told:
            told.add(above)
            yield _heading_row(f"{above}. {headings[above]}", width)
        yield PaperRow(tuple(_cells(task, optional, extra)))


def _heading_row(words: str, width: int) -> PaperRow:
    return PaperRow((cell(strong(words)), *(cell() for _ in range(width - 1))), heading=True)


def _cells(task: Task, optional: Iterable[str], extra: Iterable[str]) -> Iterator[PaperCell]:
    yield cell(task.id)
    yield cell(f"{task.title}:", *(f"- {part}" for part in task.parts)) if task.parts else cell(task.title)
    yield cell("; ".join(mention.printed for mention in task.lead))
    yield cell("; ".join(mention.printed for mention in task.coordinating))
    yield cell("; ".join(task.products))
    yield cell(task.time or "")
    own = {
        "Người chịu trách nhiệm": task.person or "",
        "Nơi nhận sản phẩm": task.recipient.printed if task.recipient is not None else "",
    }
    for name in optional:
        yield cell(own[name])
    columns = dict(task.columns)
    for name in extra:
        yield cell(columns.get(name, ""))
