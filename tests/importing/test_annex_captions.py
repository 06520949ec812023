"""The head of an annex above its table is no part of the duty before it."""

from __future__ import annotations

import pytest
from typed_tables import read, table

from parplan.importing.blocks import Block, DocumentLine
from parplan.importing.drafts import Draft
from parplan.provenance.doubts import Place

SIGNED = table(["Nơi nhận:\n- Lưu: VT.", "CHỦ TỊCH\n\nLê Tấn Hổ"])
TASKS = table(
    ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành", "Sản phẩm"],
    ["1", "Tập huấn kỹ năng số", "Sở Nội vụ", "Tháng 5/2026", "Lớp tập huấn"],
    ["2", "Xây dựng cơ sở dữ liệu", "Sở Tư pháp", "Tháng 6/2026", "Cơ sở dữ liệu"],
)


def read_between(*between: str, signed: bool, end: str = ".") -> Draft:
    body = [
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Các sở xây dựng kế hoạch.",
        f"2. Sở Khoa học và Công nghệ theo dõi, đôn đốc{end}",
    ]
    blocks: list[Block] = [DocumentLine(text) for text in body]
    blocks += [SIGNED] if signed else []
    return read(*blocks, *(DocumentLine(text) for text in between), TASKS)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["Phụ lục", "DANH MỤC NHIỆM VỤ"], "DANH MỤC NHIỆM VỤ"),
        (["Phụ lục", "Danh mục nhiệm vụ"], "Danh mục nhiệm vụ"),
        (["Phụ lục I: Danh mục nhiệm vụ"], "Phụ lục I: Danh mục nhiệm vụ"),
        (["Phụ lục: Danh mục nhiệm vụ năm 2026"], "Phụ lục: Danh mục nhiệm vụ năm 2026"),
        (["BẢNG PHÂN CÔNG"], "BẢNG PHÂN CÔNG"),
        (["Biểu phân công nhiệm vụ"], "Biểu phân công nhiệm vụ"),
        (["Danh mục nhiệm vụ năm 2026"], "Danh mục nhiệm vụ năm 2026"),
        (["Biểu số 01", "Nhiệm vụ trọng tâm năm 2026"], "Nhiệm vụ trọng tâm năm 2026"),
        (["PHỤ BIỂU 2", "NHIỆM VỤ THƯỜNG XUYÊN"], "NHIỆM VỤ THƯỜNG XUYÊN"),
    ],
)
@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("end", [".", "./."])
def test_the_head_of_an_annex_ends_the_last_duty(head: list[str], title: str, signed: bool, end: str) -> None:
    draft = read_between(*head, "(Kèm theo Kế hoạch số 12/KH-SNV ngày 05/12/2025)", signed=signed, end=end)
    annex, duties = draft.data["sections"]
    assert (annex["title"], len(annex["tasks"])) == (title, 2)
    assert [task["title"] for task in duties["tasks"]] == [
        "Các sở xây dựng kế hoạch",
        "Sở Khoa học và Công nghệ theo dõi, đôn đốc",
    ]
    assert "cites" not in duties["tasks"][1]
    assert not [doubt for doubt in draft.doubts if "left-out" in doubt.kind]


def test_a_sentence_about_an_annex_stays_with_its_duty() -> None:
    draft = read_between("Phụ lục kèm theo là một phần của Kế hoạch này.", "DANH MỤC NHIỆM VỤ", signed=False)
    assert draft.data["sections"][1]["tasks"][1]["title"].endswith("Phụ lục kèm theo là một phần của Kế hoạch này")


def test_a_table_between_two_lists_stands_between_them() -> None:
    def listed(number: str, title: str) -> list[Block]:
        lines = (number, "1. " + title, "- Đơn vị chủ trì: Sở Nội vụ", "- Thời gian: Quý I/2026")
        return [DocumentLine(text, Place(paragraph=len(text))) for text in lines]

    before, after = listed("I. Thể chế", "Rà soát thủ tục"), listed("III. Nhân lực", "Mở lớp tập huấn")
    draft = read(*before, DocumentLine("II. Hạ tầng"), TASKS, *after)
    assert [(section["id"], len(section["tasks"])) for section in draft.data["sections"]] == [
        ("I", 1),
        ("II", 2),
        ("III", 1),
    ]


def test_a_blank_form_behind_the_tasks_is_no_table_of_tasks() -> None:
    form = table(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Kết quả", "Tiến độ"], ["1", "", "", "", ""], ["…", "", "", "", ""]
    )
    draft = read(TASKS, DocumentLine("PHỤ LỤC 2. MẪU BÁO CÁO", bold=True), form)
    assert [len(section["tasks"]) for section in draft.data["sections"]] == [2]
    assert [doubt.kind for doubt in draft.doubts if "left-out" in doubt.kind] == ["table-left-out"]


def test_rows_of_an_annex_beside_lists_have_the_id_of_their_section() -> None:
    body = [
        "II. NỘI DUNG, NHIỆM VỤ",
        "1. Cải cách chế độ công vụ",
        "a) Xây dựng bộ chỉ số đánh giá công chức.",
        "- Đơn vị chủ trì: Phòng Tổ chức bộ máy.",
        "- Thời gian hoàn thành: Tháng 4/2026.",
        "2. Tuyển dụng công chức",
        "a) Tổ chức kỳ thi tuyển công chức.",
        "- Đơn vị chủ trì: Văn phòng Sở.",
        "- Thời gian hoàn thành: Quý III/2026.",
    ]
    draft = read(*map(DocumentLine, body), DocumentLine("PHỤ LỤC", bold=True), TASKS)
    sections = draft.data["sections"]
    assert {section["id"]: [task["id"] for task in section["tasks"]] for section in sections} == {
        "1": ["1.a"],
        "2": ["2.a"],
        "I": ["I.1", "I.2"],
    }
