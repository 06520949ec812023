"""Tables of two columns whose first one holds the labels of one task are read as labelled lines."""

from __future__ import annotations

import docx
from typed_plans import read_word
from word_documents import saved

from parplan.importing.drafts import Draft

Rows = list[tuple[str, str]]


def read(*tasks: tuple[str, Rows]) -> Draft:
    document = docx.Document()
    for text in (
        "SỞ NỘI VỤ",
        "Số: 1/KH-SNV",
        "Huế, ngày 02 tháng 12 năm 2025",
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2026",
    ):
        document.add_paragraph(text)
    document.add_paragraph("I. NHIỆM VỤ")
    for title, rows in tasks:
        document.add_paragraph(title)
        table = document.add_table(rows=len(rows), cols=2)
        for row, (label, value) in zip(table.rows, rows, strict=True):
            row.cells[0].text, row.cells[1].text = label, value
    document.add_paragraph("Nơi nhận:")
    return read_word(saved(document))


def test_each_table_is_a_task() -> None:
    draft = read(
        (
            "1. Hoàn thuế tự động",
            [("Đơn vị chủ trì", "Phòng Kê khai"), ("Thời gian thực hiện:", "Quý I/2026"), ("Sản phẩm", "Báo cáo")],
        ),
        (
            "2. Luân phiên công chức",
            [("Đơn vị chủ trì", "Văn phòng"), ("Nguồn kinh phí", "Ngân sách"), ("Thời gian", "Quý IV/2026")],
        ),
    )
    first, second = draft.data["sections"][0]["tasks"]
    assert (first["title"], first["lead"], first["time"]) == ("Hoàn thuế tự động", ["Phòng Kê khai"], "Quý I/2026")
    assert (second["lead"], second["time"], second["columns"]) == (
        ["Văn phòng"],
        "Quý IV/2026",
        {"Nguồn kinh phí": "Ngân sách"},
    )


def test_a_table_of_tasks_with_two_columns_is_read_row_by_row() -> None:
    draft = read(
        ("Bảng phân công", [("Nhiệm vụ", "Đơn vị chủ trì"), ("Số hóa sổ", "Văn phòng"), ("Rà soát", "Thanh tra")])
    )
    assert [(task["title"], task["lead"]) for section in draft.data["sections"] for task in section["tasks"]] == [
        ("Số hóa sổ", ["Văn phòng"]),
        ("Rà soát", ["Thanh tra"]),
    ]


def test_a_table_with_the_labels_that_are_known_below_each_task() -> None:
    leads = {"Rà soát hồ sơ": "Văn phòng Sở", "Kiểm tra công vụ": "Thanh tra Sở"}
    draft = read(
        *(
            (
                f"{number}. {title}",
                [("Chủ trì", lead), ("Phối hợp", "Các phòng"), ("Thời gian thực hiện", "Quý II/2026")],
            )
            for number, (title, lead) in enumerate(leads.items(), 1)
        )
    )
    tasks = draft.data["sections"][0]["tasks"]
    assert [(task["title"], task["lead"], task["coordinating"], task["time"]) for task in tasks] == [
        (title, [lead], ["Các phòng"], "Quý II/2026") for title, lead in leads.items()
    ]
