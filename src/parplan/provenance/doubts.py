"""What an import left in doubt: kinds with their finding's code and message, and one doubt at one field.

A doubt is open while the field holds the imported value and nobody has decided; editing the value closes it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from parplan.diagnostics import N_, Message, message


class Place(Struct, frozen=True, omit_defaults=True):
    """Where something stands in the source, 1-based; what a format does not know is ``None``.

    paragraph: the paragraph of a Word document, or the line of a text.
    """

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class DoubtKind(Struct, frozen=True):
    """A kind of doubt: the code of its finding, and its message, a template over the doubt's ``args``."""

    code: str
    template: str


#: Every kind by its key in the record. A record of another version may have keys that are not here: see ``message_of``.
KINDS: dict[str, DoubtKind] = {
    # I101 the document
    "no-number": DoubtKind("I101", N_("the document has no number yet: “{printed}”")),
    "no-date": DoubtKind("I101", N_("the day of the document is blank; {value} only stands in for it")),
    "no-agency": DoubtKind("I101", N_("the document does not say whose plan it is")),
    "no-title": DoubtKind("I101", N_("no title “KẾ HOẠCH …” was found")),
    "year-unclear": DoubtKind("I101", N_("the document does not say the plan's year; {value} follows from {printed}")),
    "two-plans": DoubtKind("I101", N_("the file holds {count} plans; only the first was read")),
    "told-twice": DoubtKind("I101", N_("body and annex tell the same tasks; those of the annex were taken")),
    "body-and-annex": DoubtKind("I101", N_("tasks stand in the body and in the annex; both were taken")),
    "no-end": DoubtKind("I101", N_("the document ends without recipients and signature: pages may be missing")),
    "tracked": DoubtKind("I101", N_("the document has tracked changes; it was read as if all were accepted")),
    "pictures": DoubtKind("I101", N_("the document has {printed} pictures; what they show was not read")),
    "footnotes": DoubtKind("I101", N_("footnotes were left out")),
    "legacy": DoubtKind("I101", N_("text in the font {printed} was converted to Unicode")),
    # I201 numbering
    "gap": DoubtKind("I201", N_("before “{value}” a number is missing: something may have been left out")),
    "repaired-number": DoubtKind("I201", N_("printed “{printed}”, which is there already; by its place it is {value}")),
    "odd-number": DoubtKind("I201", N_("“{value}” numbers no item in a Vietnamese document")),
    "repeated-number": DoubtKind("I201", N_("the number “{printed}” is printed more than once")),
    "bullets": DoubtKind("I201", N_("the tasks have no numbers in the print; they were numbered in their order")),
    "block-for-several": DoubtKind(
        "I201", N_("one block of fields stands behind several items; they were read as one task")
    ),
    "parts-merged": DoubtKind("I201", N_("the parts have fields of their own; they were read as one task")),
    # I301 fields
    "missing": DoubtKind("I301", N_("{field} is blank or missing")),
    "no-fields": DoubtKind("I301", N_("nothing but the title is printed: no units, product or time")),
    "empty-label": DoubtKind("I301", N_("behind the label of {field} nothing is printed")),
    "label-unsure": DoubtKind("I301", N_("the label “{printed}” was read as {field}")),
    "label-repeated": DoubtKind("I301", N_("the label of {field} stands more than once; all was kept")),
    "doing-as-lead": DoubtKind("I301", N_("“{printed}” was read as the lead")),
    "from-heading": DoubtKind("I301", N_("{field} was taken from the heading “{printed}”")),
    "by-unit": DoubtKind("I301", N_("the leads of all tasks were taken from the headings they stand under")),
    "sentence-split": DoubtKind("I301", N_("{field} was taken from the sentence “{printed}”")),
    "from-sentence": DoubtKind(
        "I301", N_("the lead units of this section were taken from the beginnings of its sentences")
    ),
    "no-units": DoubtKind("I301", N_("this does not look like units: “{value}”")),
    # I401 tables
    "merged-fields": DoubtKind("I401", N_("lead and coordinating units, or other fields, share one cell")),
    "several-rows": DoubtKind("I401", N_("several rows were read as one task with a milestone each")),
    "row-joined": DoubtKind("I401", N_("the row was put together from two pages")),
    "unknown-column": DoubtKind(
        "I401", N_("the column “{printed}” is none the format knows; it was kept under its name")
    ),
    "column-unsure": DoubtKind("I401", N_("the header “{printed}” was read as {field}")),
    "column-swapped": DoubtKind(
        "I401", N_("what stands under “{printed}” does not look like {field}: are the columns right?")
    ),
    "row-left-out": DoubtKind("I401", N_("a row was not understood and left out: “{printed}”")),
    # I501 units
    "split-unsure": DoubtKind("I501", N_("“{value}” was split off from “{printed}”")),
    "two-spellings": DoubtKind("I501", N_("“{value}” and “{printed}” look like one unit in two spellings")),
    "members": DoubtKind("I501", N_("who belongs to “{printed}” was taken from the units the plan names")),
    # I601 time
    "time-unread": DoubtKind("I601", N_("no deadline follows from “{value}”")),
    "time-several": DoubtKind("I601", N_("“{value}” names several times; no milestones were made of it")),
    "milestones": DoubtKind("I601", N_("milestones were made of the deadlines named in “{printed}”")),
    "time-repaired": DoubtKind("I601", N_("“{value}” looks damaged: check its digits")),
    # next year's plan
    "year-moved": DoubtKind("I601", N_("the year was moved on: it was “{printed}”")),
    "year-left": DoubtKind("I601", N_("“{value}” names a year that is not the plan's; it was left as it is")),
    "carried": DoubtKind("I601", N_("it goes on with what is open of {printed}: is its deadline right?")),
    "unit-replaced": DoubtKind("I501", N_("“{printed}” no longer exists; its successors stand in its place")),
    # I701 text
    "unsure-words": DoubtKind("I701", N_("the scan's reader was not sure of: {printed}")),
    "restored": DoubtKind("I701", N_("“{printed}” was read as “{value}”, as other places have it")),
    "damaged": DoubtKind("I701", N_("the text is damaged: compare it with the print")),
    "damaged-syllable": DoubtKind("I701", N_("this is no Vietnamese syllable: {printed}")),
}

#: Kinds about a wording, which are the same in every plan of an agency: confirmed once, they are not asked again.
CONFIRMED_ONCE = frozenset(
    {
        "label-unsure",
        "doing-as-lead",
        "column-unsure",
        "unknown-column",
        "no-units",
        "split-unsure",
        "two-spellings",
        "members",
        "time-unread",
    }
)

#: What fields are called in messages.
FIELD_NAMES: dict[str, str] = {
    "title": N_("the title"),
    "lead": N_("the lead"),
    "coordinating": N_("the coordinating units"),
    "products": N_("the products"),
    "time": N_("the time"),
    "milestones": N_("the milestones"),
    "parts": N_("the parts"),
    "id": N_("the number"),
}


class Doubt(Struct, frozen=True):
    """One doubt. address: the task's or section's id, empty for the plan as a whole; value: what was imported."""

    kind: str
    address: str
    field: str
    value: str = ""
    printed: str = ""
    place: Place = Place()

    @property
    def code(self) -> str:
        """The code of its finding."""
        kind = KINDS.get(self.kind)
        return kind.code if kind is not None else "I101"

    @property
    def question(self) -> tuple[str, str, str, str]:
        """Doubts with the same are one question."""
        return (self.kind, self.field, self.value, self.printed)


def message_of(doubt: Doubt) -> Message:
    """What to say of a doubt."""
    kind = KINDS.get(doubt.kind)
    if kind is None:
        return message(N_("compare {field} with the print"), field=_field(doubt.field))
    args = {"value": _short(doubt.value), "printed": _short(doubt.printed), "count": doubt.printed}
    used = {name: value for name, value in args.items() if f"{{{name}}}" in kind.template}
    if "{field}" in kind.template:
        return message(kind.template, field=_field(doubt.field), **used)
    return message(kind.template, **used)


def _field(field: str) -> Message:
    return message(FIELD_NAMES[field]) if field in FIELD_NAMES else message("{name}", name=field)


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"


def questions(doubts: Iterable[Doubt]) -> list[list[Doubt]]:
    """Doubts by question, those that concern most fields first, else in the order of the document."""
    grouped: dict[tuple[str, str, str, str], list[Doubt]] = {}
    for doubt in doubts:
        grouped.setdefault(doubt.question, []).append(doubt)
    return sorted(grouped.values(), key=lambda same: -len(same))
