"""The columns of a form, and the headers by which they are found in returned sheets."""

from __future__ import annotations

from enum import StrEnum

from parplan.diagnostics import N_
from parplan.vocabulary.folding import fold


class FormColumn(StrEnum):
    """A column of a form, or of the sheet in which the office decides about answers."""

    SECTION = "section"
    ID = "id"
    WHAT = "what"
    DUE = "due"
    RECORDED = "recorded"
    STATE = "state"
    ON = "on"
    MEASURE = "measure"
    NUMBER = "number"
    DOCUMENT_DATE = "document-date"
    TITLE = "title"
    LINK = "link"
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"
    NOTE = "note"
    KEY = "key"
    # In the office's sheet only:
    UNIT = "unit"
    VERDICT = "verdict"
    WHY = "why"
    PLACE = "place"
    DECISION = "decision"
    MARK = "mark"


#: The columns a unit fills in, in the order of the form.
ENTRY_COLUMNS = (
    FormColumn.STATE,
    FormColumn.ON,
    FormColumn.MEASURE,
    FormColumn.NUMBER,
    FormColumn.DOCUMENT_DATE,
    FormColumn.TITLE,
    FormColumn.LINK,
    FormColumn.DIFFICULTY,
    FormColumn.PROPOSAL,
    FormColumn.NOTE,
)
#: The columns of a form: known values, questions, and last the key.
FORM_COLUMNS = (
    FormColumn.SECTION,
    FormColumn.ID,
    FormColumn.WHAT,
    FormColumn.DUE,
    FormColumn.RECORDED,
    *ENTRY_COLUMNS,
    FormColumn.KEY,
)
#: The columns of the office's sheet alone.
OFFICE_COLUMNS = tuple(column for column in FormColumn if column not in FORM_COLUMNS)

TITLES = {
    FormColumn.SECTION: N_("Section"),
    FormColumn.ID: N_("Id"),
    FormColumn.WHAT: N_("Task / milestone"),
    FormColumn.DUE: N_("Due day"),
    FormColumn.RECORDED: N_("Recorded so far"),
    FormColumn.STATE: N_("Reported state"),
    FormColumn.ON: N_("Date done"),
    FormColumn.MEASURE: N_("Figure"),
    FormColumn.NUMBER: N_("Document number"),
    FormColumn.DOCUMENT_DATE: N_("Date of the document"),
    FormColumn.TITLE: N_("Subject of the document"),
    FormColumn.LINK: N_("Link"),
    FormColumn.DIFFICULTY: N_("Difficulties"),
    FormColumn.PROPOSAL: N_("Proposals"),
    FormColumn.NOTE: N_("Remarks"),
    FormColumn.KEY: N_("Key (do not change)"),
    FormColumn.UNIT: N_("Unit"),
    FormColumn.VERDICT: N_("Outcome"),
    FormColumn.WHY: N_("Why"),
    FormColumn.PLACE: N_("File: cell"),
    FormColumn.DECISION: N_("Decision (thay / bỏ)"),
    FormColumn.MARK: N_("Mark"),
}

#: The texts of headers, folded: Vietnamese and English whatever the language, as the sheet comes from outside.
_HEADERS = {
    FormColumn.SECTION: ("muc", "section"),
    FormColumn.ID: ("ma", "id"),
    FormColumn.WHAT: ("nhiem vu / moc", "nhiem vu/moc", "nhiem vu", "task / milestone"),
    FormColumn.DUE: ("han", "thoi han", "due day", "deadline"),
    FormColumn.RECORDED: ("da ghi nhan", "recorded so far"),
    FormColumn.STATE: ("trang thai", "tinh trang", "reported state", "state"),
    FormColumn.ON: ("ngay", "ngay hoan thanh", "date done"),
    FormColumn.MEASURE: ("so do", "so lieu", "figure"),
    FormColumn.NUMBER: ("so/ky hieu", "so / ky hieu", "so, ky hieu", "so ky hieu", "document number"),
    FormColumn.DOCUMENT_DATE: ("ngay van ban", "date of the document"),
    FormColumn.TITLE: ("trich yeu", "subject of the document"),
    FormColumn.LINK: ("lien ket", "link"),
    FormColumn.DIFFICULTY: ("kho khan", "kho khan, vuong mac", "difficulties"),
    FormColumn.PROPOSAL: ("de xuat", "de xuat, kien nghi", "proposals"),
    FormColumn.NOTE: ("ghi chu", "remarks", "note"),
    FormColumn.KEY: ("khoa (khong sua)", "khoa", "key (do not change)", "key"),
    FormColumn.UNIT: ("don vi", "unit"),
    FormColumn.VERDICT: ("ket qua doi chieu", "outcome"),
    FormColumn.WHY: ("vi sao", "ly do", "why"),
    FormColumn.PLACE: ("tep: o", "file: cell"),
    FormColumn.DECISION: ("quyet dinh (thay / bo)", "quyet dinh (thay/bo)", "quyet dinh", "decision (thay / bo)"),
    FormColumn.MARK: ("dau", "mark"),
}
_BY_HEADER = {name: column for column, names in _HEADERS.items() for name in names}


def column_called(header: str) -> FormColumn | None:
    """The column with this header, however it is typed."""
    return _BY_HEADER.get(fold(header))
