"""The plan file as pydantic models, one for each mapping a file may hold (format 1).

Every model refuses unknown keys. The models have what is written, not what it means: units are names,
deadlines are words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from parplan.diagnostics import N_
from parplan.document.mapping import Mapping, OrText, label, required
from parplan.document.scalars import (
    Count,
    Date,
    Duration,
    Flag,
    Identifier,
    Key,
    Moment,
    Number,
    Percent,
    ScalarForm,
    Shape,
    Text,
    Year,
    one_of,
    refuse,
)

#: The format version this code reads and writes.
FORMAT_VERSION = "1"

STATES = ("not-started", "in-progress", "done", "paused", "dropped")

State = Annotated[str, ScalarForm(one_of(*STATES), {"enum": list(STATES)})]
Format = Annotated[str, ScalarForm(one_of(FORMAT_VERSION), {"enum": [1, FORMAT_VERSION]})]
SectionKind = Annotated[
    str, ScalarForm(one_of("tasks", "steering", "duties"), {"enum": ["tasks", "steering", "duties"]})
]
Total = Annotated[str, ScalarForm(one_of("latest", "sum"), {"enum": ["latest", "sum"]})]
SignsFor = Annotated[str, ScalarForm(one_of("kt", "tl", "tuq", "tm"), {"enum": ["kt", "tl", "tuq", "tm"]})]
Owed = Annotated[str, ScalarForm(one_of("each", "together"), {"enum": ["each", "together"]})]


class Decision(Mapping):
    """The decision that issued the plan (quyết định ban hành)."""

    number: Text = required("Số, ký hiệu", N_("The document's number and symbol, such as 335/QĐ-SKHCN"))
    kind: Text | None = label("Loại văn bản", N_("What it is, where its symbol misleads"))
    date: Date = required("Ngày", N_("The day it was signed"))


class TextBlock(Mapping):
    """A run of paragraphs of the introduction, with its heading where it has one."""

    title: Text | None = label("Đề mục", N_("The heading"))
    texts: list[Text] = required("Nội dung", N_("The paragraphs under it"))


def _as_block(value: Any) -> Any:
    return value if isinstance(value, dict) else {"texts": _as_list(value)}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


#: Prose that is one paragraph or a list of them.
Texts = Annotated[list[Text], BeforeValidator(_as_list), OrText()]
Introduction = Annotated[
    list[Annotated[TextBlock, BeforeValidator(_as_block), OrText()]], BeforeValidator(_as_list), OrText()
]


class Signer(Mapping):
    """Who signs for the agency, and on whose behalf."""

    name: Text = required("Họ và tên", N_("The full name"))
    title: Text | None = label("Chức vụ", N_("The office held"))
    signs_for: list[SignsFor] | None = label(
        "Ký thay", N_("In whose stead: tm, kt, tl, tuq, in the order they are printed"), alias="for"
    )


def _signer(value: Any) -> Any:
    """A signer may be given in one text, the name with the office held."""
    return {"name": value} if isinstance(value, str) else value


AnySigner = Annotated[Signer, BeforeValidator(_signer), OrText()]


class Heading(Mapping):
    """Head of the plan: year, title, agency and the decision that issued it."""

    year: Year = required("Năm", N_("The plan's (first) year"))
    title: Text = required("Tên kế hoạch", N_("The title as printed"))
    agency: Text = required("Cơ quan", N_("The public body whose plan this is"))
    decision: Decision = required("Quyết định ban hành", N_("The decision that issued the plan"))
    code: Text | None = label("Mã định danh", N_("The agency's identification code, such as H48"))
    parent: Text | None = label("Cơ quan chủ quản", N_("The superior body"))
    signer: AnySigner | None = label("Người ký", N_("Who signed: a text with the office held, or name, title, for"))
    through: Year | None = label("Đến năm", N_("The last year of a plan of several years"))
    until: Date | None = label("Đến ngày", N_("The last day of a plan that ends within a year, as of a school year"))
    due_soon: Duration | None = label("Sắp đến hạn", N_("How long before its deadline an item counts as due soon (7d)"))
    introduction: Introduction | None = label(
        "Mục đích, yêu cầu", N_("Part I: its paragraphs, or blocks of a title and texts")
    )
    closing: Texts | None = label("Kết thúc", N_("The closing paragraph or paragraphs"))

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """A plan does not end before it starts, nor on a day outside its years."""
        first, last, end = written.get("year"), written.get("through"), written.get("until")
        last = first if last is None else last
        known = isinstance(first, str) and isinstance(last, str) and isinstance(end, str)
        if known and "through" not in written and str(end)[:4] > str(first):
            yield refuse(
                Shape.CONTRADICTION,
                N_("until ({until}) is after the plan's only year, {year}: add through: {through}"),
                at="until",
                until=str(end),
                year=str(first),
                through=str(end)[:4],
            )
        elif known and not str(first) <= str(end)[:4] <= str(last):
            yield refuse(
                Shape.CONTRADICTION,
                N_("until ({until}) is no day of the plan's years, {first} to {last}"),
                at="until",
                until=str(end),
                first=str(first),
                last=str(last),
            )
        year, through = written.get("year"), written.get("through")
        if isinstance(year, str) and isinstance(through, str) and len(year) == len(through) and through < year:
            yield refuse(
                Shape.CONTRADICTION,
                N_("through ({through}) is before year ({year})"),
                at="through",
                through=through,
                year=year,
            )


class Unit(Mapping):
    """A unit of the agency: stable code (its key), name and other names."""

    name: Text = required("Tên đơn vị", N_("The canonical name"))
    short: Text | None = label("Tên viết tắt", N_("A short name for screens"))
    aliases: list[Text] | None = label("Tên gọi khác", N_("Other names the plan uses"))
    contact: Text | None = label("Liên hệ", N_("A person, telephone or address"))
    email: Text | None = label("Thư điện tử", N_("An e-mail address"))
    valid_from: Date | None = label("Từ ngày", N_("The first day the unit exists"), alias="from")
    until: Date | None = label("Đến ngày", N_("The last day the unit exists"))
    successors: list[Text] | None = label("Đơn vị kế thừa", N_("The units that take over what this one owes"))

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """A unit does not end before it starts, and only a unit that ends has successors."""
        start, until = written.get("from"), written.get("until")
        if isinstance(start, str) and isinstance(until, str) and len(start) == len(until) and until < start:
            yield refuse(
                Shape.CONTRADICTION,
                N_("until ({until}) is before from ({start})"),
                at="until",
                until=until,
                start=start,
            )
        if "successors" in written and "until" not in written:
            yield refuse(
                Shape.INCOMPLETE, N_("a unit with successors needs until, the last day it exists"), at="successors"
            )


class Group(Mapping):
    """A group of units the plan names: with fixed members, or open."""

    name: Text = required("Tên nhóm", N_("The group as the plan calls it"))
    aliases: list[Text] | None = label("Tên gọi khác", N_("Other wordings of the same group"))
    members: list[Text] | None = label("Thành viên", N_("The codes of its units, or of other groups"))
    complete: Flag | None = label("Đã đủ", N_("Whether the members listed are all of them"))
    size: Count | None = label("Số lượng", N_("How many units it has, where not all are listed"))
    open: Flag | None = label("Nhóm mở", N_("A group without fixed members, such as “các đơn vị liên quan”"))

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """A group has members or is open, and a size only where not all members are listed."""
        if "size" in written and not ({"open", "complete"} & written.keys()):
            yield refuse(
                Shape.INCOMPLETE,
                N_("size is for a group whose members are not all listed: add “complete: no”"),
                at="size",
            )
        if written.get("open") in ("yes", "true") and "members" in written:
            yield refuse(Shape.CONTRADICTION, N_("an open group has no members; leave out open or members"), at="open")


class WorkingTime(Mapping):
    """Corrections of the calendar of working days."""

    holidays: list[Date] | None = label("Ngày nghỉ", N_("Days off besides those of the calendar"))
    working_days: list[Date] | None = label("Ngày làm việc", N_("Working days although the calendar has them off"))


class Report(Mapping):
    """One report of the report calendar; its key (q1, h1, q3, year) names it."""

    due: Text = required("Hạn nộp", N_("When it is due, in words or short form"))
    data_from: Date | None = label("Số liệu từ ngày", N_("The first day of its data"), alias="from")
    to: Date | None = label("Số liệu đến ngày", N_("The last day of its data"))


class Citation(Mapping):
    """A document the task cites (văn bản được viện dẫn)."""

    number: Text = required("Số, ký hiệu", N_("Number and symbol"))
    kind: Text | None = label("Loại văn bản", N_("What it is, where its symbol misleads"))
    date: Date | None = label("Ngày", N_("The day it was signed"))
    issuer: Text | None = label("Cơ quan ban hành", N_("Who issued it"))
    title: Text | None = label("Trích yếu", N_("What it is about"))


class Evidence(Mapping):
    """A document, file or link that proves a result (minh chứng)."""

    number: Text | None = label("Số, ký hiệu", N_("Number and symbol"))
    kind: Text | None = label("Loại văn bản", N_("What it is, where its symbol misleads"))
    date: Date | None = label("Ngày", N_("The day it was signed"))
    issuer: Text | None = label("Cơ quan ban hành", N_("Who issued it"))
    title: Text | None = label("Trích yếu", N_("What it is about"))
    file: Text | None = label("Tệp", N_("A file"))
    link: Text | None = label("Liên kết", N_("A link"))

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """It names a document, a file or a link."""
        if not written.keys() & {"number", "file", "link"}:
            yield refuse(Shape.INCOMPLETE, N_("a piece of evidence has a number, a file or a link"))


def _document(value: Any) -> Any:
    """A document may be given as its number alone."""
    return {"number": value} if isinstance(value, str) else value


AnyCitation = Annotated[Citation, BeforeValidator(_document), OrText()]
AnyEvidence = Annotated[Evidence, BeforeValidator(_document), OrText()]


class Milestone(Mapping):
    """An action with a deadline (mốc)."""

    id: Key = required("Mã", N_("The milestone's id within its task"))
    title: Text = required("Việc phải làm", N_("What is to be done"))
    due: Text | None = label("Hạn", N_("The deadline, in the printed words or in short form"))
    printed: Text | None = label("Nguyên văn", N_("The printed words, where the reading departs from them"))
    lead: list[Text] | None = label("Đơn vị chủ trì", N_("The lead units or groups, where they are not the task's"))
    coordinating: list[Text] | None = label(
        "Đơn vị phối hợp", N_("The coordinating units or groups, where they are not the task's")
    )
    products: list[Text] | None = label("Sản phẩm", N_("The products, where they are not the task's"))
    recipient: Text | None = label("Nơi nhận", N_("Who receives the product or report"))
    after: Text | None = label("Sau", N_("Another milestone (its id), or an event in words"))
    lag: Duration | None = label("Trong vòng", N_("How long after it"))
    part_of: Text | None = label("Lồng ghép trong", N_("The address of the item this one is part of"))
    owed: Owed | None = label("Trách nhiệm thực hiện", N_("each lead unit by itself, or the leads together"))
    aliases: list[Key] | None = label("Mã phụ", N_("Other ids of this milestone"))
    carried_from: Text | None = label(
        "Chuyển tiếp từ", N_("The item of an earlier plan it goes on with, such as 2021:6.1/plan")
    )

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """A milestone has a time, and a lag has ``after`` to count from."""
        if not written.keys() & {"due", "after", "part_of"}:
            yield refuse(
                Shape.INCOMPLETE, N_("a milestone has due, after or part_of; write “due: undetermined” if not known")
            )
        if "lag" in written and "after" not in written:
            yield refuse(Shape.INCOMPLETE, N_("lag counts from after, which is missing"), at="lag")


class Target(Mapping):
    """A measure, a comparison, a value and a unit (chỉ tiêu); without a comparison a figure that is only reported."""

    id: Key = required("Mã", N_("The target's id within its task"))
    title: Text = required("Chỉ tiêu", N_("What is measured"))
    at_least: Number | None = label("Ít nhất", N_("The value to reach or exceed"))
    at_most: Number | None = label("Không quá", N_("The value not to exceed"))
    exactly: Number | None = label("Đúng bằng", N_("The value to meet"))
    unit: Text | None = label("Đơn vị tính", N_("%, lần, khóa …"))
    counts: Text | None = label("Tính theo mốc", N_("The milestone whose events are counted"))
    total: Total | None = label(
        "Cách cộng", N_("latest: each measured value is the total to date; sum: the values add up")
    )

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """A target compares in one way at most."""
        if len(written.keys() & {"at_least", "at_most", "exactly"}) > 1:
            yield refuse(Shape.INCOMPLETE, N_("a target has only one of at_least, at_most, exactly"))


class Entry(Mapping):
    """One line of the history: what was recorded about the task, a milestone or a unit's share."""

    date: Date = required("Ngày", N_("The day the fact happened"))
    milestone: Text | None = label(
        "Mốc", N_("A milestone's id, id@occurrence, or of a task without milestones @occurrence")
    )
    unit: Text | None = label("Đơn vị", N_("Whose fact it is"))
    state: State | None = label("Tình trạng", N_("What was stated"))
    percent: Percent | None = label("Phần trăm", N_("How much is done, 0 to 100"))
    measures: dict[Key, Number] | None = label("Kết quả đạt được", N_("Measured values by target"))
    event: Text | None = label("Sự việc", N_("The event that happened"))
    due: Text | None = label("Hạn mới", N_("The deadline fixed or moved by this entry"))
    basis: Text | None = label("Văn bản căn cứ", N_("The document that fixed or moved it, or decided"))
    reason: Text | None = label("Lý do", N_("Why"))
    note: Text | None = label("Ghi chú", N_("A note"))
    difficulty: Text | None = label("Khó khăn, vướng mắc", N_("What stands in the way"))
    proposal: Text | None = label("Đề xuất, kiến nghị", N_("What is proposed"))
    evidence: list[AnyEvidence] | None = label("Minh chứng", N_("Documents, files or links"))
    by: Text | None = label("Người ghi nhận", N_("Who recorded it"))
    batch: Text | None = label("Đợt ghi nhận", N_("The collection or command it came with"))
    recorded: Moment | None = label("Ngày ghi nhận", N_("When it was recorded, by the tool"))


class Task(Mapping):
    """A task (nhiệm vụ) of the plan."""

    id: Identifier = required("Mã", N_("The enumerator with its section, such as 2.đ"))
    title: Text = required("Nhiệm vụ", N_("The task as printed"))
    short: Text | None = label("Tên gọn", N_("What the office calls it, where room is narrow"))
    parts: list[Text] | None = label("Các phần", N_("Parts of the task that share its products and time"))
    aliases: list[Identifier] | None = label("Mã phụ", N_("Other ids of this task"))
    lead: list[Text] | None = label("Đơn vị chủ trì", N_("The lead units or groups, as printed"))
    coordinating: list[Text] | None = label("Đơn vị phối hợp", N_("The coordinating units or groups, as printed"))
    person: Text | None = label("Người phụ trách", N_("The person who answers for it, as printed"))
    recipient: Text | None = label("Nơi nhận", N_("Who receives what the task produces"))
    owed: Owed | None = label("Trách nhiệm thực hiện", N_("each lead unit by itself, or the leads together"))
    products: list[Text] | None = label("Sản phẩm", N_("The products as printed"))
    time: Text | None = label("Thời gian thực hiện", N_("The time as printed"))
    milestones: list[Milestone] | None = label("Mốc", N_("The actions with their deadlines"))
    targets: list[Target] | None = label("Chỉ tiêu", N_("What is measured"))
    cites: list[AnyCitation] | None = label("Văn bản viện dẫn", N_("The documents the task cites"))
    columns: dict[Text, Text] | None = label(
        "Cột khác", N_("What the document has and the format does not, by the column's heading")
    )
    notes: Texts | None = label("Ghi chú", N_("Where the reading departs from the print, and why"))
    carried_from: Text | None = label(
        "Chuyển tiếp từ", N_("Of a task without milestones: the item of an earlier plan it goes on with")
    )
    progress: list[Entry] | None = label("Ghi nhận", N_("The history of what was recorded"))


class Subheading(Mapping):
    """A heading over tasks that is not a task itself, with the leads of the tasks under it."""

    title: Text = required("Đề mục", N_("The heading as printed"))
    lead: list[Text] | None = label("Đơn vị chủ trì", N_("The lead of the tasks under it that name none"))
    coordinating: list[Text] | None = label(
        "Đơn vị phối hợp", N_("The coordinating units of the tasks under it that name none")
    )


def _subheading(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


AnySubheading = Annotated[Subheading, BeforeValidator(_subheading), OrText()]


class Section(Mapping):
    """A section of the plan: tasks, steering, or standing duties."""

    id: Identifier = required("Mã", N_("The section's number"))
    title: Text = required("Tên mục", N_("The title as printed"))
    kind: SectionKind | None = label(
        "Loại mục", N_("tasks (the default), steering (told first), or duties (counted apart)")
    )
    lead: list[Text] | None = label("Đơn vị chủ trì", N_("The lead of the tasks in it that name none"))
    coordinating: list[Text] | None = label(
        "Đơn vị phối hợp", N_("The coordinating units of the tasks in it that name none")
    )
    headings: dict[Identifier, AnySubheading] | None = label(
        "Đề mục con", N_("Headings over tasks that are no tasks themselves")
    )
    tasks: list[Task] = required("Nhiệm vụ", N_("The tasks in document order"))


class Document(Mapping):
    """A whole plan file."""

    parplan: Format = required("Phiên bản định dạng", N_("The format version"))
    plan: Heading = required("Kế hoạch", N_("What the plan is"))
    units: dict[Identifier, Unit] = required("Đơn vị", N_("The units by code"))
    groups: dict[Identifier, Group] | None = label("Nhóm đơn vị", N_("The groups by code"))
    calendar: WorkingTime | None = label("Lịch làm việc", N_("Corrections of the calendar of working days"))
    reports: dict[Key, Report] | None = label("Lịch báo cáo", N_("The report calendar, by report (q1, h1, q3, year)"))
    sections: list[Section] = required("Các mục", N_("The sections in document order"))
