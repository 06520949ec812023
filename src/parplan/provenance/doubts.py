"""Doubts of an import: their kinds, with code and message, and the doubt about one field.

A doubt is open while the field holds the imported value and nobody has decided; editing the value closes it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from parplan.diagnostics import N_, Message, message


class Place(Struct, frozen=True, omit_defaults=True):
    """A place in the source document, counted from 1; ``None`` for what the format does not have.

    paragraph: the paragraph of a Word document, or the line of a text.
    """

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class DoubtKind(Struct, frozen=True):
    """A kind of doubt: the code of its finding, and its message template.

    remedy: the template of what to do; empty where the doubt is about a field, and `review` asks about it.
    """

    code: str
    template: str
    remedy: str = ""


#: Every kind by its key in the record. Records of other versions may have further keys; see ``message_of``.
KINDS: dict[str, DoubtKind] = {
    # I101 the document
    "no-number": DoubtKind("I101", N_("the document has no number yet: “{printed}”")),
    "no-date": DoubtKind("I101", N_("the day of the document is blank; {value} is a placeholder")),
    "no-agency": DoubtKind("I101", N_("the document does not name the agency")),
    "no-parent": DoubtKind("I101", N_("no body above the agency was read in the head of the document")),
    "three-bodies": DoubtKind("I101", N_("the head of the document names {printed}; {value} was taken as the agency")),
    "no-signer": DoubtKind(
        "I101", N_("the document ends with recipients or a signature, but no name of a signer was read")
    ),
    "two-signers": DoubtKind("I101", N_("the document has several signatures: {value} was taken, not {printed}")),
    "two-offices": DoubtKind("I101", N_("two offices stand above the signature: the lower was left out: {printed}")),
    "no-office": DoubtKind(
        "I101", N_("{value} signed in the stead of {printed}; the signer's own office was not read")
    ),
    "no-title": DoubtKind("I101", N_("no title “KẾ HOẠCH …” was found")),
    "year-unclear": DoubtKind(
        "I101", N_("the document does not state the plan's year; {value} was taken from {printed}")
    ),
    "year-of-times": DoubtKind(
        "I101", N_("the document does not state the plan's year; {value} was taken from the times of the tasks")
    ),
    "year-of-others": DoubtKind(
        "I101", N_("{value} was taken from the title, but most times of the tasks are in {printed}")
    ),
    "year-given": DoubtKind("I101", N_("the year {value} was given, but the document is for {printed}")),
    "two-numbers": DoubtKind("I101", N_("the file has two numbers: {value} was taken, not {printed}")),
    "two-plans": DoubtKind("I101", N_("the file holds {count} plans; only the first was read")),
    "told-twice": DoubtKind("I101", N_("body and annex list the same tasks; those of the annex were taken")),
    "body-and-annex": DoubtKind("I101", N_("body and annex both list tasks; all were taken")),
    "no-end": DoubtKind("I101", N_("the document ends without recipients and signature: pages may be missing")),
    "tracked": DoubtKind("I101", N_("the document has tracked changes; it was read as if all were accepted")),
    "table-without-rules": DoubtKind(
        "I401", N_("a table printed without rules was read by the places of its words; compare it on page {printed}")
    ),
    "struck-out": DoubtKind("I101", N_("words that are struck out were left out: {printed}")),
    "unseen-letters": DoubtKind(
        "I101", N_("words that print does not show (white, too small, invisible) were left out: {printed}")
    ),
    "beyond-edge": DoubtKind(
        "I101", N_("words beyond the edge of a page, which does not show them, were read: {printed}")
    ),
    "turned": DoubtKind("I101", N_("letters or figures are turned around; compare them with the print: {printed}")),
    "laid-over": DoubtKind(
        "I101",
        N_("comments and marks over the text were not read (in brackets the words they lie over): {printed}"),
    ),
    "pictures": DoubtKind("I101", N_("what pictures in the document show was not read; number of pictures: {printed}")),
    "embedded": DoubtKind("I101", N_("the document holds {printed} other documents; what they say was not read")),
    "pages-left-out": DoubtKind("I101", N_("pages that are pictures were not read: {printed}")),
    "text-layer": DoubtKind(
        "I701",
        N_("the pages are scans with a text laid over them by another program: compare it with the printed plan"),
    ),
    "record-unread": DoubtKind(
        "I101",
        N_("{printed} cannot be read: git could not merge it, or it is damaged; what is in doubt is not known"),
        N_("take it back as it was, from git or a backup; after a merge, keep the file of one side"),
    ),
    "record-elsewhere": DoubtKind(
        "I101",
        N_("{printed} seems to be the record of this plan under an earlier name"),
        N_("rename it too: {printed} to {value}"),
    ),
    # of records before 0.8.0
    "footnotes": DoubtKind("I101", N_("footnotes were left out")),
    "raised-marks": DoubtKind("I101", N_("small raised numbers were left out as marks of footnotes: {printed}")),
    "footnote-left-out": DoubtKind("I101", N_("this footnote is not in the plan: “{printed}”")),
    "footnotes-left-out": DoubtKind("I101", N_("{value} footnotes are not in the plan, the first: “{printed}”")),
    "legacy": DoubtKind("I101", N_("text in the font {printed} was converted to Unicode")),
    "paragraph-left-out": DoubtKind("I101", N_("this paragraph is not in the plan: “{printed}”")),
    "paragraphs-left-out": DoubtKind("I101", N_("{value} paragraphs are not in the plan, the first: “{printed}”")),
    "parts-left-out": DoubtKind("I101", N_("these parts of the document are not in the plan: {printed}")),
    "reports": DoubtKind("I101", N_("the report calendar comes from: “{printed}”")),
    # I201 numbering
    "gap": DoubtKind("I201", N_("a number is missing before “{value}”: something may have been left out")),
    "section-gap": DoubtKind(
        "I201", N_("a number is missing before section “{printed}”: something may have been left out")
    ),
    "series-gap": DoubtKind(
        "I201",
        N_("a number is missing before this item of the document: “{printed}”; something may have been left out"),
    ),
    "items-as-parts": DoubtKind(
        "I201", N_("items beside tasks were read as parts of one; number of items: {value}, the first: “{printed}”")
    ),
    "title-names-unit": DoubtKind("I201", N_("this title only names a unit: is it a heading over tasks?")),
    "repaired-number": DoubtKind("I201", N_("“{printed}” is printed twice; by its position this one is {value}")),
    "odd-number": DoubtKind("I201", N_("“{value}” is not an item number in Vietnamese documents")),
    "repeated-number": DoubtKind("I201", N_("the number “{printed}” is printed more than once")),
    "may-continue": DoubtKind("I201", N_("the page does not show where the paragraph “{value}” begins and ends")),
    "bullets": DoubtKind("I201", N_("the printed tasks have no numbers; they were numbered in order")),
    "block-for-several": DoubtKind("I201", N_("one block of fields follows several items; they were read as one task")),
    "parts-merged": DoubtKind("I201", N_("the parts have fields of their own; they were read as one task")),
    "among-fields": DoubtKind(
        "I201", N_("parts stand among the fields of the task: do they go on with the field above them?")
    ),
    "title-sentences": DoubtKind("I201", N_("the title has several sentences: are the later ones parts of the task?")),
    "text-below": DoubtKind("I201", N_("text stands below the title: “{value}”; its paragraphs were read as parts")),
    "task-within": DoubtKind(
        "I201", N_("labels repeat below “{value}”: another task, whose number was not read, may begin there")
    ),
    # I301 fields
    "missing": DoubtKind("I301", N_("blank or missing: {field}")),
    "no-fields": DoubtKind("I301", N_("only the title is printed: no units, product or time")),
    "empty-label": DoubtKind("I301", N_("the label of {field} has no value")),
    "label-unsure": DoubtKind("I301", N_("the label “{printed}” was read as {field}")),
    "label-inside": DoubtKind("I301", N_("the text holds “{printed}”, the label of another field")),
    "cut-off": DoubtKind("I301", N_("the text may not be whole: it begins or ends with “{printed}”")),
    "label-repeated": DoubtKind("I301", N_("the label of {field} occurs more than once; all values were kept")),
    "doing-as-lead": DoubtKind("I301", N_("“{printed}” was read as the lead")),
    "unlike-others": DoubtKind("I301", N_("“{value}” is unlike {field} of the other tasks: does it belong here?")),
    "from-heading": DoubtKind("I301", N_("the heading “{printed}” was taken as {field}")),
    "by-unit": DoubtKind("I301", N_("the leads of all tasks were taken from the headings above them")),
    "sentence-split": DoubtKind("I301", N_("the sentence “{printed}” was split to find {field}")),
    "from-sentence": DoubtKind(
        "I301", N_("the lead units of this section were taken from the beginnings of its sentences")
    ),
    "no-units": DoubtKind("I301", N_("this does not look like units: “{value}”")),
    "ditto": DoubtKind("I301", N_("the plan has a ditto mark here: “{value}”")),
    # I401 tables
    "merged-fields": DoubtKind("I401", N_("lead and coordinating units, or other fields, share one cell")),
    "several-rows": DoubtKind("I401", N_("several rows were read as one task with a milestone each")),
    "row-joined": DoubtKind("I401", N_("the row was joined from two pages")),
    "unknown-column": DoubtKind(
        "I401", N_("the plan format has no field for the column “{printed}”; it was kept under its name")
    ),
    "column-may-be": DoubtKind(
        "I401", N_("the table has no column of {field}; “{printed}”, kept under its name, may be it")
    ),
    "time-marks": DoubtKind("I401", N_("the times come from the columns under “{printed}”")),
    "role-marks": DoubtKind(
        "I401", N_("leads and coordinating units come from the marks in the columns of units under “{printed}”")
    ),
    "heading-times": DoubtKind("I401", N_("the times of tasks come from the headings above them, such as “{printed}”")),
    "column-blank": DoubtKind("I401", N_("no task has anything under the header “{printed}”")),
    "same-as-title": DoubtKind("I401", N_("only the title is repeated as {field}: “{value}”")),
    "column-unsure": DoubtKind("I401", N_("the header “{printed}” was read as {field}")),
    "column-swapped": DoubtKind(
        "I401", N_("the values under “{printed}” do not look like {field}: are the columns right?")
    ),
    "table-left-out": DoubtKind("I401", N_("a table was not read, as it has no columns of tasks: “{printed}”")),
    "row-left-out": DoubtKind("I401", N_("this row of the table of tasks was not read: “{printed}”")),
    "cell-left-out": DoubtKind("I401", N_("this cell is not in the plan, or only in part: “{printed}”")),
    # I501 units
    "split-unsure": DoubtKind("I501", N_("“{value}” was split off from “{printed}”")),
    "two-spellings": DoubtKind("I501", N_("“{value}” and “{printed}” look like one unit in two spellings")),
    "members": DoubtKind("I501", N_("the members of “{printed}” were taken from the units the plan names")),
    # I601 time
    "time-unread": DoubtKind("I601", N_("“{value}” gives no deadline")),
    "time-several": DoubtKind("I601", N_("“{value}” names several times; no milestones were made from it")),
    "time-in-text": DoubtKind("I601", N_("the text names the deadline “{printed}”, which was not taken as the time")),
    "milestones": DoubtKind("I601", N_("milestones were made from the deadlines in “{printed}”")),
    "time-repaired": DoubtKind("I601", N_("“{value}” looks damaged: check its digits")),
    # next year's plan
    "year-moved": DoubtKind("I601", N_("the year was moved on: it was “{printed}”")),
    "year-left": DoubtKind("I601", N_("“{printed}” was left as it is: is its year right?")),
    "time-decided": DoubtKind(
        "I601", N_("it has the deadline that was decided for it; the plan before had “{printed}”")
    ),
    "carried": DoubtKind("I601", N_("it carries on open work of {printed}: is its deadline right?")),
    "carried-due": DoubtKind(
        "I601", N_("the work it carries on was due on {printed}, and has no deadline here: which one is right?")
    ),
    "carried-by-some": DoubtKind(
        "I601", N_("of the work it carries on only {printed} has not done its share: who leads it here?")
    ),
    "carried-done": DoubtKind(
        "I601", N_("of the work it carries on {printed} has done its share: record it here, too")
    ),
    "dropped": DoubtKind(
        "I301", N_("it was dropped in the plan before ({printed}): is it in this one? If not, delete it here")
    ),
    "unit-replaced": DoubtKind("I501", N_("“{printed}” no longer exists and was replaced by its successors")),
    "unit-ended": DoubtKind("I501", N_("“{printed}” no longer exists: which of its successors receives this?")),
    # I701 text
    "unsure-words": DoubtKind("I701", N_("the OCR was not sure of: {printed}")),
    "scanned-head": DoubtKind(
        "I701", N_("{field} was read from a scan, where no other words confirm it: {printed}; is it printed so?")
    ),
    "print-unclear": DoubtKind("I701", N_("the print is unclear here: {printed}")),
    "corrected-words": DoubtKind(
        "I701", N_("words were taken for misread and changed: {printed}; is each change right?")
    ),
    "spelling-guessed": DoubtKind(
        "I701", N_("“{printed}” is printed in capitals only; how it is written otherwise was guessed: {value}")
    ),
    "restored": DoubtKind("I701", N_("“{printed}” was read as “{value}”, as spelled elsewhere")),
    "damaged": DoubtKind("I701", N_("the text is damaged: compare it with the printed plan")),
    "damaged-syllable": DoubtKind("I701", N_("this is not a Vietnamese syllable: {printed}")),
}

#: Kinds about a wording. An agency uses the same wordings every year, so one confirmed is not asked about again. The
#: members of a group are none: they are codes, which may be other units' in another plan.
CONFIRMED_ONCE = frozenset(
    {
        "label-unsure",
        "doing-as-lead",
        "column-unsure",
        "unknown-column",
        "column-may-be",
        "no-units",
        "split-unsure",
        "two-spellings",
        "time-unread",
        "spelling-guessed",
    }
)

#: The names of fields in messages.
FIELD_NAMES: dict[str, str] = {
    "title": N_("the title"),
    "lead": N_("the lead"),
    "coordinating": N_("the coordinating units"),
    "products": N_("the products"),
    "time": N_("the time"),
    "milestones": N_("the milestones"),
    "parts": N_("the parts"),
    "id": N_("the number"),
    "agency": N_("the agency"),
    "parent": N_("the superior body"),
    "signer.name": N_("the signer"),
}


class Doubt(Struct, frozen=True):
    """One doubt. address: the id of the task or section, empty for the whole plan. value: what was imported."""

    kind: str
    address: str
    field: str
    value: str = ""
    printed: str = ""
    place: Place = Place()

    @property
    def code(self) -> str:
        """The code of the finding."""
        kind = KINDS.get(self.kind)
        return kind.code if kind is not None else "I101"

    @property
    def question(self) -> tuple[str, str, str, str]:
        """The key of its question; doubts with equal keys are asked together."""
        return (self.kind, self.field, self.value, self.printed)


def message_of(doubt: Doubt) -> Message:
    """The message of a doubt."""
    kind = KINDS.get(doubt.kind)
    if kind is None:
        return message(N_("compare {field} with the printed plan"), field=_field(doubt.field))
    return _filled(kind.template, doubt)


def remedy_of(doubt: Doubt) -> Message | None:
    """What to do about a doubt that `review` cannot ask about: one about the record itself."""
    kind = KINDS.get(doubt.kind)
    return _filled(kind.remedy, doubt) if kind is not None and kind.remedy else None


def _filled(template: str, doubt: Doubt) -> Message:
    args = {"value": _short(doubt.value), "printed": _short(doubt.printed), "count": doubt.printed}
    used = {name: value for name, value in args.items() if f"{{{name}}}" in template}
    if "{field}" in template:
        return message(template, field=_field(doubt.field), **used)
    return message(template, **used)


def _field(field: str) -> Message:
    return message(FIELD_NAMES[field]) if field in FIELD_NAMES else message("{name}", name=field)


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"


def questions(doubts: Iterable[Doubt]) -> list[list[Doubt]]:
    """Group doubts into questions: those about most fields first, otherwise in the order of the document."""
    grouped: dict[tuple[str, str, str, str], list[Doubt]] = {}
    for doubt in doubts:
        grouped.setdefault(doubt.question, []).append(doubt)
    return sorted(grouped.values(), key=lambda same: -len(same))
