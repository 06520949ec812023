"""The plan file as pydantic models, one for each mapping a file may hold (format 1).

Every model refuses unknown keys. The models have what is written, not what it means: units are names,
deadlines are words. ``title`` is the Vietnamese label of a key, ``description`` its meaning in English; both go into
the JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, InitErrorDetails, PydanticCustomError

from parplan.diagnostics import N_
from parplan.document.error_limit import LOADING_LIMIT, ErrorLimit
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


def _label(vietnamese: str, english: str, **more: Any) -> Any:
    """A field that may be left out, with its label and meaning."""
    return Field(default=None, title=vietnamese, description=english, **more)


def _required(vietnamese: str, english: str) -> Any:
    return Field(title=vietnamese, description=english)


# The placeholder of a mapping whose errors are only counted: a plan with errors is not read further.
_NOTHING: Any = None


class Mapping(BaseModel):
    """The base of all mappings of the file: no unknown keys, frozen, all errors reported up to a limit.

    The validation context, if any, is the file's :class:`ErrorLimit`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """Yield the errors in the combination of the keys ``written``, whatever the errors of their values."""
        return iter(())

    @model_validator(mode="wrap")
    @classmethod
    def _report_all(cls, written: Any, validate: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        limit: ErrorLimit = info.context or ErrorLimit()
        nothing: Self = _NOTHING
        left = limit.left
        wrong: list[PydanticCustomError] = []
        if isinstance(written, dict):
            wrong += cls.contradictions(written)
            if len(written) > LOADING_LIMIT:
                written = cls._without_surplus(written, limit)
        try:
            made = validate(written)
            if not wrong:
                return made
            errors = []
        except ValidationError as error:
            if left <= 0:  # then all of them are this mapping's own: those of what is in it are no longer told either
                limit.more += error.error_count() + len(wrong)
                return nothing
            limit.left -= error.error_count() - (left - limit.left)
            if not wrong:
                raise
            errors = error.errors(include_url=False)
        if left <= 0:
            limit.more += len(wrong)
            return nothing
        limit.left -= len(wrong)
        raise ValidationError.from_exception_data(
            cls.__name__,
            [
                *(InitErrorDetails(type=error, loc=_place_of(error), input=written) for error in wrong),
                *map(_raised_again, errors),
            ],
        )

    @classmethod
    def _without_surplus(cls, written: dict[str, Any], limit: ErrorLimit) -> dict[str, Any]:
        """Leave out the unknown keys beyond the limit of errors shown."""
        known = {field.alias or name for name, field in cls.model_fields.items()}
        surplus = [key for key in written if key not in known][LOADING_LIMIT:]
        limit.more += len(surplus)
        return {key: written[key] for key in written.keys() - set(surplus)}


def _place_of(error: PydanticCustomError) -> tuple[str, ...]:
    """The key at fault (``at`` of the context), or the mapping as a whole."""
    at = (error.context or {}).get("at")
    return () if at is None else (str(at),)


def _raised_again(error: ErrorDetails) -> InitErrorDetails:
    context = error.get("ctx", {})
    kind: str | PydanticCustomError = error["type"]
    if "template" in context:
        kind = PydanticCustomError(error["type"], context["template"], context)
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)


class Decision(Mapping):
    """The decision that issued the plan (quyết định ban hành)."""

    number: Text = _required("Số, ký hiệu", N_("The document's number and symbol, such as 335/QĐ-SKHCN"))
    kind: Text | None = _label("Loại văn bản", N_("What it is, where its symbol misleads"))
    date: Date = _required("Ngày", N_("The day it was signed"))


class TextBlock(Mapping):
    """A run of paragraphs of the introduction, with its heading where it has one."""

    title: Text | None = _label("Đề mục", N_("The heading"))
    texts: list[Text] = _required("Nội dung", N_("The paragraphs under it"))


class _OrText:
    """In the JSON Schema: the annotated type, or a text (which the validator before it wraps)."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": ["string", "number"], "pattern": r"\S"}, handler(core)]}


def _as_block(value: Any) -> Any:
    return value if isinstance(value, dict) else {"texts": _as_list(value)}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


#: Prose that is one paragraph or a list of them.
Texts = Annotated[list[Text], BeforeValidator(_as_list), _OrText()]
Introduction = Annotated[
    list[Annotated[TextBlock, BeforeValidator(_as_block), _OrText()]], BeforeValidator(_as_list), _OrText()
]


class Signer(Mapping):
    """Who signs for the agency, and on whose behalf."""

    name: Text = _required("Họ và tên", N_("The full name"))
    title: Text | None = _label("Chức vụ", N_("The office held"))
    signs_for: list[SignsFor] | None = _label(
        "Ký thay", N_("In whose stead: tm, kt, tl, tuq, in the order they are printed"), alias="for"
    )


def _signer(value: Any) -> Any:
    """A signer may be given in one text, the name with the office held."""
    return {"name": value} if isinstance(value, str) else value


AnySigner = Annotated[Signer, BeforeValidator(_signer), _OrText()]


class Heading(Mapping):
    """Head of the plan: year, title, agency and the decision that issued it."""

    year: Year = _required("Năm", N_("The plan's (first) year"))
    title: Text = _required("Tên kế hoạch", N_("The title as printed"))
    agency: Text = _required("Cơ quan", N_("The public body whose plan this is"))
    decision: Decision = _required("Quyết định ban hành", N_("The decision that issued the plan"))
    code: Text | None = _label("Mã định danh", N_("The agency's identification code, such as H48"))
    parent: Text | None = _label("Cơ quan chủ quản", N_("The superior body"))
    signer: AnySigner | None = _label("Người ký", N_("Who signed: a text with the office held, or name, title, for"))
    through: Year | None = _label("Đến năm", N_("The last year of a plan of several years"))
    due_soon: Duration | None = _label(
        "Sắp đến hạn", N_("How long before its deadline an item counts as due soon (7d)")
    )
    introduction: Introduction | None = _label(
        "Mục đích, yêu cầu", N_("Part I: its paragraphs, or blocks of a title and texts")
    )
    closing: Texts | None = _label("Kết thúc", N_("The closing paragraph or paragraphs"))

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """A plan does not end before it starts."""
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

    name: Text = _required("Tên đơn vị", N_("The canonical name"))
    short: Text | None = _label("Tên viết tắt", N_("A short name for screens"))
    aliases: list[Text] | None = _label("Tên gọi khác", N_("Other names the plan uses"))
    contact: Text | None = _label("Liên hệ", N_("A person, telephone or address"))
    email: Text | None = _label("Thư điện tử", N_("An e-mail address"))
    valid_from: Date | None = _label("Từ ngày", N_("The first day the unit exists"), alias="from")
    until: Date | None = _label("Đến ngày", N_("The last day the unit exists"))
    successors: list[Text] | None = _label("Đơn vị kế thừa", N_("The units that take over what this one owes"))

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

    name: Text = _required("Tên nhóm", N_("The group as the plan calls it"))
    aliases: list[Text] | None = _label("Tên gọi khác", N_("Other wordings of the same group"))
    members: list[Text] | None = _label("Thành viên", N_("The codes of its units, or of other groups"))
    complete: Flag | None = _label("Đã đủ", N_("Whether the members listed are all of them"))
    size: Count | None = _label("Số lượng", N_("How many units it has, where not all are listed"))
    open: Flag | None = _label("Nhóm mở", N_("A group without fixed members, such as “các đơn vị liên quan”"))

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

    holidays: list[Date] | None = _label("Ngày nghỉ", N_("Days off besides those of the calendar"))
    working_days: list[Date] | None = _label("Ngày làm việc", N_("Working days although the calendar has them off"))


class Report(Mapping):
    """One report of the report calendar; its key (q1, h1, q3, year) names it."""

    due: Text = _required("Hạn nộp", N_("When it is due, in words or short form"))
    data_from: Date | None = _label("Số liệu từ ngày", N_("The first day of its data"), alias="from")
    to: Date | None = _label("Số liệu đến ngày", N_("The last day of its data"))


class Citation(Mapping):
    """A document the task cites (văn bản được viện dẫn)."""

    number: Text = _required("Số, ký hiệu", N_("Number and symbol"))
    kind: Text | None = _label("Loại văn bản", N_("What it is, where its symbol misleads"))
    date: Date | None = _label("Ngày", N_("The day it was signed"))
    issuer: Text | None = _label("Cơ quan ban hành", N_("Who issued it"))
    title: Text | None = _label("Trích yếu", N_("What it is about"))


class Evidence(Mapping):
    """A document, file or link that proves a result (minh chứng)."""

    number: Text | None = _label("Số, ký hiệu", N_("Number and symbol"))
    kind: Text | None = _label("Loại văn bản", N_("What it is, where its symbol misleads"))
    date: Date | None = _label("Ngày", N_("The day it was signed"))
    issuer: Text | None = _label("Cơ quan ban hành", N_("Who issued it"))
    title: Text | None = _label("Trích yếu", N_("What it is about"))
    file: Text | None = _label("Tệp", N_("A file"))
    link: Text | None = _label("Liên kết", N_("A link"))

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """It names a document, a file or a link."""
        if not written.keys() & {"number", "file", "link"}:
            yield refuse(Shape.INCOMPLETE, N_("a piece of evidence has a number, a file or a link"))


def _document(value: Any) -> Any:
    """A document may be given as its number alone."""
    return {"number": value} if isinstance(value, str) else value


AnyCitation = Annotated[Citation, BeforeValidator(_document), _OrText()]
AnyEvidence = Annotated[Evidence, BeforeValidator(_document), _OrText()]


class Milestone(Mapping):
    """An action with a deadline (mốc)."""

    id: Key = _required("Mã", N_("The milestone's id within its task"))
    title: Text = _required("Việc phải làm", N_("What is to be done"))
    due: Text | None = _label("Hạn", N_("The deadline, in the printed words or in short form"))
    printed: Text | None = _label("Nguyên văn", N_("The printed words, where the reading departs from them"))
    lead: list[Text] | None = _label("Đơn vị chủ trì", N_("The lead units or groups, where they are not the task's"))
    coordinating: list[Text] | None = _label(
        "Đơn vị phối hợp", N_("The coordinating units or groups, where they are not the task's")
    )
    products: list[Text] | None = _label("Sản phẩm", N_("The products, where they are not the task's"))
    recipient: Text | None = _label("Nơi nhận", N_("Who receives the product or report"))
    after: Text | None = _label("Sau", N_("Another milestone (its id), or an event in words"))
    lag: Duration | None = _label("Trong vòng", N_("How long after it"))
    part_of: Text | None = _label("Lồng ghép trong", N_("The address of the item this one is part of"))
    owed: Owed | None = _label("Trách nhiệm thực hiện", N_("each lead unit by itself, or the leads together"))
    aliases: list[Key] | None = _label("Mã phụ", N_("Other ids of this milestone"))
    carried_from: Text | None = _label(
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

    id: Key = _required("Mã", N_("The target's id within its task"))
    title: Text = _required("Chỉ tiêu", N_("What is measured"))
    at_least: Number | None = _label("Ít nhất", N_("The value to reach or exceed"))
    at_most: Number | None = _label("Không quá", N_("The value not to exceed"))
    exactly: Number | None = _label("Đúng bằng", N_("The value to meet"))
    unit: Text | None = _label("Đơn vị tính", N_("%, lần, khóa …"))
    counts: Text | None = _label("Tính theo mốc", N_("The milestone whose events are counted"))
    total: Total | None = _label(
        "Cách cộng", N_("latest: each measured value is the total to date; sum: the values add up")
    )

    @classmethod
    def contradictions(cls, written: dict[str, Any]) -> Iterator[PydanticCustomError]:
        """A target compares in one way at most."""
        if len(written.keys() & {"at_least", "at_most", "exactly"}) > 1:
            yield refuse(Shape.INCOMPLETE, N_("a target has only one of at_least, at_most, exactly"))


class Entry(Mapping):
    """One line of the history: what was recorded about the task, a milestone or a unit's share."""

    date: Date = _required("Ngày", N_("The day the fact happened"))
    milestone: Text | None = _label(
        "Mốc", N_("A milestone's id, id@occurrence, or of a task without milestones @occurrence")
    )
    unit: Text | None = _label("Đơn vị", N_("Whose fact it is"))
    state: State | None = _label("Tình trạng", N_("What was stated"))
    percent: Percent | None = _label("Phần trăm", N_("How much is done, 0 to 100"))
    measures: dict[Key, Number] | None = _label("Kết quả đạt được", N_("Measured values by target"))
    event: Text | None = _label("Sự việc", N_("The event that happened"))
    due: Text | None = _label("Hạn mới", N_("The deadline fixed or moved by this entry"))
    basis: Text | None = _label("Văn bản căn cứ", N_("The document that fixed or moved it, or decided"))
    reason: Text | None = _label("Lý do", N_("Why"))
    note: Text | None = _label("Ghi chú", N_("A note"))
    difficulty: Text | None = _label("Khó khăn, vướng mắc", N_("What stands in the way"))
    proposal: Text | None = _label("Đề xuất, kiến nghị", N_("What is proposed"))
    evidence: list[AnyEvidence] | None = _label("Minh chứng", N_("Documents, files or links"))
    by: Text | None = _label("Người ghi nhận", N_("Who recorded it"))
    batch: Text | None = _label("Đợt ghi nhận", N_("The collection or command it came with"))
    recorded: Moment | None = _label("Ngày ghi nhận", N_("When it was recorded, by the tool"))


class Task(Mapping):
    """A task (nhiệm vụ) of the plan."""

    id: Identifier = _required("Mã", N_("The enumerator with its section, such as 2.đ"))
    title: Text = _required("Nhiệm vụ", N_("The task as printed"))
    short: Text | None = _label("Tên gọn", N_("What the office calls it, where room is narrow"))
    parts: list[Text] | None = _label("Các phần", N_("Parts of the task that share its products and time"))
    aliases: list[Identifier] | None = _label("Mã phụ", N_("Other ids of this task"))
    lead: list[Text] | None = _label("Đơn vị chủ trì", N_("The lead units or groups, as printed"))
    coordinating: list[Text] | None = _label("Đơn vị phối hợp", N_("The coordinating units or groups, as printed"))
    person: Text | None = _label("Người phụ trách", N_("The person who answers for it, as printed"))
    recipient: Text | None = _label("Nơi nhận", N_("Who receives what the task produces"))
    owed: Owed | None = _label("Trách nhiệm thực hiện", N_("each lead unit by itself, or the leads together"))
    products: list[Text] | None = _label("Sản phẩm", N_("The products as printed"))
    time: Text | None = _label("Thời gian thực hiện", N_("The time as printed"))
    milestones: list[Milestone] | None = _label("Mốc", N_("The actions with their deadlines"))
    targets: list[Target] | None = _label("Chỉ tiêu", N_("What is measured"))
    cites: list[AnyCitation] | None = _label("Văn bản viện dẫn", N_("The documents the task cites"))
    columns: dict[Text, Text] | None = _label(
        "Cột khác", N_("What the document has and the format does not, by the column's heading")
    )
    notes: Texts | None = _label("Ghi chú", N_("Where the reading departs from the print, and why"))
    carried_from: Text | None = _label(
        "Chuyển tiếp từ", N_("Of a task without milestones: the item of an earlier plan it goes on with")
    )
    progress: list[Entry] | None = _label("Ghi nhận", N_("The history of what was recorded"))


class Subheading(Mapping):
    """A heading over tasks that is not a task itself, with the leads of the tasks under it."""

    title: Text = _required("Đề mục", N_("The heading as printed"))
    lead: list[Text] | None = _label("Đơn vị chủ trì", N_("The lead of the tasks under it that name none"))
    coordinating: list[Text] | None = _label(
        "Đơn vị phối hợp", N_("The coordinating units of the tasks under it that name none")
    )


def _subheading(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


AnySubheading = Annotated[Subheading, BeforeValidator(_subheading), _OrText()]


class Section(Mapping):
    """A section of the plan: tasks, steering, or standing duties."""

    id: Identifier = _required("Mã", N_("The section's number"))
    title: Text = _required("Tên mục", N_("The title as printed"))
    kind: SectionKind | None = _label(
        "Loại mục", N_("tasks (the default), steering (told first), or duties (counted apart)")
    )
    lead: list[Text] | None = _label("Đơn vị chủ trì", N_("The lead of the tasks in it that name none"))
    coordinating: list[Text] | None = _label(
        "Đơn vị phối hợp", N_("The coordinating units of the tasks in it that name none")
    )
    headings: dict[Identifier, AnySubheading] | None = _label(
        "Đề mục con", N_("Headings over tasks that are no tasks themselves")
    )
    tasks: list[Task] = _required("Nhiệm vụ", N_("The tasks in document order"))


class Document(Mapping):
    """A whole plan file."""

    parplan: Format = _required("Phiên bản định dạng", N_("The format version"))
    plan: Heading = _required("Kế hoạch", N_("What the plan is"))
    units: dict[Identifier, Unit] = _required("Đơn vị", N_("The units by code"))
    groups: dict[Identifier, Group] | None = _label("Nhóm đơn vị", N_("The groups by code"))
    calendar: WorkingTime | None = _label("Lịch làm việc", N_("Corrections of the calendar of working days"))
    reports: dict[Key, Report] | None = _label("Lịch báo cáo", N_("The report calendar, by report (q1, h1, q3, year)"))
    sections: list[Section] = _required("Các mục", N_("The sections in document order"))
