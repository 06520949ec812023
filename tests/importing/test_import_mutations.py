"""Faults made in a right document: each kind that can be seen raises a doubt at its place, or the import is refused."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from other_programs import converted_together, needs_office
from plan_shapes import both_in_one, ditto, merged, months, two_tables
from random_plans import TruePlan, random_plan
from typed_plans import read_file
from word_documents import saved

from parplan.errors import ParplanError
from parplan.importing.drafts import Draft

HEADERS = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"]
TIMES = ("Quý I/{y}", "Quý II/{y}", "Tháng 6/{y}", "Trước ngày 15/11/{y}", "Thường xuyên", "Năm {y}")


def table_plan(seed: int) -> bytes:
    """A plain table of 12 tasks in two sections, nothing of which is in doubt."""
    rng = random.Random(seed)
    plan: TruePlan = random_plan(rng, tasks=12)
    document = docx.Document()
    for text in (
        "UBND TỈNH QUẢNG NGÃI",
        "SỞ NỘI VỤ",
        f"Số: {plan.number}",
        f"Quảng Ngãi, ngày 02 tháng 12 năm {plan.year - 1}",
    ):
        document.add_paragraph(text)
    for text in ("KẾ HOẠCH", f"Cải cách hành chính năm {plan.year}", "I. NHIỆM VỤ", "Chi tiết tại bảng sau:"):
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=6)
    for cell, text in zip(table.rows[0].cells, HEADERS, strict=True):
        cell.text = text
    for k, task in enumerate(plan.tasks):
        if k in (0, 6):
            row = table.add_row()
            row.cells[0].text = "III"[: 1 + k // 6]
            row.cells[1].merge(row.cells[5]).text = f"Nội dung {'một' if k == 0 else 'hai'}"
        cells = table.add_row().cells
        texts = (
            str(k % 6 + 1),
            f"{task.title} lần {k}",
            "Văn phòng Sở",
            "Thanh tra Sở",
            rng.choice(TIMES).format(y=plan.year),
            "Báo cáo",
        )
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("Nơi nhận:")
    document.add_paragraph("- Như trên.")
    document.add_paragraph("GIÁM ĐỐC")
    document.add_paragraph("Trần Văn Bình")
    return saved(document)


def list_plan(seed: int) -> bytes:
    """A plain list of labelled fields, nothing of which is in doubt."""
    rng = random.Random(seed)
    plan = random_plan(rng, tasks=8)
    document = docx.Document()
    for text in (
        "UBND TỈNH QUẢNG NGÃI",
        "SỞ NỘI VỤ",
        f"Số: {plan.number}",
        f"Quảng Ngãi, ngày 02 tháng 12 năm {plan.year - 1}",
    ):
        document.add_paragraph(text)
    for text in ("KẾ HOẠCH", f"Cải cách hành chính năm {plan.year}", "I. NHIỆM VỤ", "1. Cải cách thể chế"):
        document.add_paragraph(text)
    for k, task in enumerate(plan.tasks):
        document.add_paragraph(f"{'abcdđegh'[k]}) {task.title} lần {k}:")
        document.add_paragraph("- Đơn vị chủ trì: Văn phòng Sở.")
        document.add_paragraph("- Đơn vị phối hợp: Thanh tra Sở.")
        document.add_paragraph("- Sản phẩm: Báo cáo.")
        document.add_paragraph(f"- Thời gian thực hiện: {rng.choice(TIMES).format(y=plan.year)}.")
    document.add_paragraph("Nơi nhận:")
    document.add_paragraph("- Như trên.")
    document.add_paragraph("GIÁM ĐỐC")
    document.add_paragraph("Trần Văn Bình")
    return saved(document)


def read(data: bytes, name: str = "x.docx") -> Draft | None:
    """The draft of a document, or ``None`` where it is refused."""
    try:
        return read_file(data, name)
    except ParplanError:
        return None


def told(data: bytes, name: str = "x.docx") -> set[tuple[str, str, str]] | None:
    """The doubts: kind, address and field."""
    draft = read(data, name)
    return None if draft is None else {(doubt.kind, doubt.address, doubt.field) for doubt in draft.doubts}


Mutation = Callable[[Any, random.Random], None]


def _task_rows(document: Any) -> list[Any]:
    return [row for row in document.tables[0].rows if row.cells[0].text.isdecimal()]


def _column(field: int) -> Mutation:
    def blank(document: Any, rng: random.Random) -> None:
        rng.choice(_task_rows(document)).cells[field].text = ""

    return blank


def _swap(one: int, two: int) -> Mutation:
    def swap(document: Any, rng: random.Random) -> None:
        for row in _task_rows(document):
            first, second = row.cells[one].text, row.cells[two].text
            row.cells[one].text, row.cells[two].text = second, first

    return swap


def _shift(document: Any, rng: random.Random) -> None:
    row = rng.choice(_task_rows(document)[:5])
    row.cells[0].text = str(int(row.cells[0].text) + 1)


def _drop_row(document: Any, rng: random.Random) -> None:
    row = rng.choice(_task_rows(document)[:5])
    row._tr.getparent().remove(row._tr)


def _merge_units(document: Any, rng: random.Random) -> None:
    row = rng.choice(_task_rows(document))
    row.cells[3].text = ""
    row.cells[2].merge(row.cells[3])


def _merge_titles(document: Any, rng: random.Random) -> None:
    rows = _task_rows(document)
    k = rng.randrange(0, 5)
    rows[k + 1].cells[1].text = rows[k + 1].cells[0].text = ""
    rows[k].cells[1].merge(rows[k + 1].cells[1])


def _drop_header(document: Any, rng: random.Random) -> None:
    row = document.tables[0].rows[0]._tr
    row.getparent().remove(row)


def _rename_header(document: Any, rng: random.Random) -> None:
    document.tables[0].rows[0].cells[rng.choice((2, 4, 5))].text = "Cột"


def _cut_end(document: Any, rng: random.Random) -> None:
    for paragraph in document.paragraphs[-2:]:
        paragraph._p.getparent().remove(paragraph._p)


def _two_times(document: Any, rng: random.Random) -> None:
    rng.choice(_task_rows(document)).cells[4].text = "Quý I, quý III"


def _bad_time(document: Any, rng: random.Random) -> None:
    rng.choice(_task_rows(document)).cells[4].text = "Quý V"


def _damaged_word(document: Any, rng: random.Random) -> None:
    row = rng.choice(_task_rows(document))
    row.cells[1].text = row.cells[1].text + " thưc hiêệnn"


def _misspelt_unit(document: Any, rng: random.Random) -> None:
    rng.choice(_task_rows(document)).cells[2].text = "Văn phong Sở"


def _no_unit(document: Any, rng: random.Random) -> None:
    rng.choice(_task_rows(document)).cells[2].text = "theo quy chế làm việc hiện hành"


def _blank_number(document: Any, rng: random.Random) -> None:
    document.paragraphs[2].runs[0].text = "Số:      /KH-SNV"


def _blank_date(document: Any, rng: random.Random) -> None:
    document.paragraphs[3].runs[0].text = "Quảng Ngãi, ngày     tháng     năm 2025"


def _sentence(document: Any, rng: random.Random) -> None:
    row = rng.choice(_task_rows(document))
    row.cells[2].text = "Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở"
    row.cells[3].text = ""


TABLE_MUTATIONS: dict[str, Mutation] = {
    "blank title": _column(1),
    "blank lead": _column(2),
    "blank coordinating": _column(3),
    "blank time": _column(4),
    "blank product": _column(5),
    "blank number": _column(0),
    "swap lead and time": _swap(2, 4),
    "swap time and product": _swap(4, 5),
    "swap lead and product": _swap(2, 5),
    "swap coordinating and time": _swap(3, 4),
    "shift a number": _shift,
    "drop a row": _drop_row,
    "merge lead and coordinating": _merge_units,
    "merge two titles": _merge_titles,
    "drop the header": _drop_header,
    "another header": _rename_header,
    "cut the end": _cut_end,
    "two times": _two_times,
    "a quarter that is none": _bad_time,
    "a damaged word": _damaged_word,
    "a misspelt unit": _misspelt_unit,
    "no unit": _no_unit,
    "blank document number": _blank_number,
    "blank date": _blank_date,
    "a sentence": _sentence,
}


def _field_lines(document: Any, words: str) -> list[Any]:
    return [paragraph for paragraph in document.paragraphs if words in paragraph.text]


def _without(words: str) -> Mutation:
    def remove(document: Any, rng: random.Random) -> None:
        paragraph = rng.choice(_field_lines(document, words))
        paragraph._p.getparent().remove(paragraph._p)

    return remove


def _empty_label(document: Any, rng: random.Random) -> None:
    rng.choice(_field_lines(document, "chủ trì")).runs[0].text = "- Đơn vị chủ trì:"


def _shift_letter(document: Any, rng: random.Random) -> None:
    paragraph = rng.choice(_field_lines(document, " lần ")[:5])
    paragraph.runs[0].text = chr(ord(paragraph.text[0]) + 1) + paragraph.text[1:]


def _drop_item(document: Any, rng: random.Random) -> None:
    paragraphs = document.paragraphs
    start = next(k for k, p in enumerate(paragraphs) if p.text.startswith("b) "))
    for paragraph in paragraphs[start : start + 5]:
        paragraph._p.getparent().remove(paragraph._p)


def _repeat_label(document: Any, rng: random.Random) -> None:
    paragraph = rng.choice(_field_lines(document, "Sản phẩm"))
    copy = deepcopy(paragraph._p)
    paragraph._p.addnext(copy)
    docx.text.paragraph.Paragraph(copy, paragraph._parent).runs[0].text = "- Sản phẩm: Quyết định."


def _misspelt_label(document: Any, rng: random.Random) -> None:
    rng.choice(_field_lines(document, "Thời gian")).runs[0].text = "- Thời gan thực hiện: Quý I."


LIST_MUTATIONS: dict[str, Mutation] = {
    "no lead": _without("chủ trì"),
    "no time": _without("Thời gian"),
    "no product": _without("Sản phẩm"),
    "no coordinating": _without("phối hợp"),
    "an empty label": _empty_label,
    "shift a letter": _shift_letter,
    "drop an item": _drop_item,
    "a label twice": _repeat_label,
    "a misspelt label": _misspelt_label,
    "cut the end": _cut_end,
}

#: Faults nobody can see, as what stands there is as likely: lead and coordinating swapped whole; a last row or item
#: missing where nothing else is; a word, a unit or a day changed into another right one.
SEEDS = range(3)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_right_document_raises_none(seed: int) -> None:
    assert told(table_plan(seed)) == set()
    assert told(list_plan(seed)) == set()


def sampled(names: Iterable[str]) -> list[Any]:
    """Every third; the others where slow tests run."""
    return [pytest.param(name, marks=pytest.mark.slow if k % 3 else ()) for k, name in enumerate(names)]


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(TABLE_MUTATIONS))
def test_faults_in_a_table(name: str) -> None:
    _check(table_plan, TABLE_MUTATIONS[name], name)


def _rows_of(document: Any, table: int) -> list[Any]:
    """The rows of one of the tables of tasks, without letterhead and signature."""
    tables: list[Any] = [one for one in document.tables if len(one.columns) > 3]
    return list(tables[table].rows)


def _no_crosses(document: Any, rng: random.Random) -> None:
    for cell in _rows_of(document, 0)[rng.randint(2, 5)].cells[4:]:
        cell.text = ""


def _other_words_than_crosses(document: Any, rng: random.Random) -> None:
    _rows_of(document, 0)[rng.randint(2, 5)].cells[6].text = "nếu có"


def _ditto_of_nothing(document: Any, rng: random.Random) -> None:
    _rows_of(document, 0)[1].cells[rng.choice((2, 3, 4))].text = "nt"


def _second_header_gone(document: Any, rng: random.Random) -> None:
    row = _rows_of(document, 1)[0]._tr
    row.getparent().remove(row)


def _lead_without_its_word(document: Any, rng: random.Random) -> None:
    cell = _rows_of(document, 0)[rng.randint(1, 3)].cells[2]
    cell.text = cell.text.replace("- Phối hợp:", "-")


def _merged_lead_gone(document: Any, rng: random.Random) -> None:
    _rows_of(document, 0)[4].cells[3].text = ""


#: Faults of shapes of their own, each with the document it is made in.
SHAPE_FAULTS: dict[str, tuple[Callable[[], bytes], Mutation]] = {
    "no crosses under the months": (months, _no_crosses),
    "other words than crosses": (months, _other_words_than_crosses),
    "a ditto with nothing above": (ditto, _ditto_of_nothing),
    "the header of the second table": (two_tables, _second_header_gone),
    "lead and coordinating without their words": (both_in_one, _lead_without_its_word),
    "a lead of two tasks": (merged, _merged_lead_gone),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(SHAPE_FAULTS))
def test_faults_in_other_shapes(name: str) -> None:
    make, mutate = SHAPE_FAULTS[name]
    right = told(make()) or set()
    for seed in SEEDS:
        document = docx.Document(io.BytesIO(make()))
        mutate(document, random.Random(f"{name} {seed}"))
        found = told(saved(document))
        assert found is None or found - right, seed  # refused, or a doubt the right document does not have


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(LIST_MUTATIONS))
def test_faults_in_a_list(name: str) -> None:
    _check(list_plan, LIST_MUTATIONS[name], name)


def _check(make: Callable[[int], bytes], mutate: Mutation, name: str) -> None:
    for seed in SEEDS:
        rng = random.Random(f"{name} {seed}")
        document = docx.Document(io.BytesIO(make(seed)))
        mutate(document, rng)
        assert told(saved(document)) != set(), seed


def ruled(data: bytes) -> bytes:
    """A document whose first table has lines, without which a PDF shows none."""
    document: Any = docx.Document(io.BytesIO(data))
    if document.tables:
        document.tables[0].style = "Table Grid"
    return saved(document)


@needs_office
@pytest.mark.slow
def test_the_same_faults_as_pdf(tmp_path: Path) -> None:
    """Every fault raises a doubt in a PDF, too, that the right document has not, or is refused."""
    kinds = [(name, table_plan(0), fault) for name, fault in TABLE_MUTATIONS.items()]
    kinds += [(name, list_plan(0), fault) for name, fault in LIST_MUTATIONS.items()]
    kinds += [(name, make(), fault) for name, (make, fault) in SHAPE_FAULTS.items()]
    documents: dict[str, bytes] = {}
    for number, (name, data, fault) in enumerate(kinds):
        right = ruled(data)
        document = docx.Document(io.BytesIO(right))
        fault(document, random.Random(f"{name} 0"))
        documents[f"right{number}"], documents[f"wrong{number}"] = right, saved(document)
    pdfs = {name: told(data, "x.pdf") for name, data in converted_together(documents, "pdf", tmp_path).items()}
    for number, (name, _, _) in enumerate(kinds):
        right_told, wrong_told = pdfs[f"right{number}"], pdfs[f"wrong{number}"]
        assert right_told is not None, name
        assert wrong_told is None or wrong_told - right_told, name
