"""Text below a title, labels that are not known among numbered ones, and several labels on one line."""

from __future__ import annotations

import pytest
from typed_plans import FOOT, HEAD, read_tasks, tasks

from parplan.importing.blocks import DocumentLine, SourceDocument
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.reading import read_plan

TITLE = "1. Cấp nước mới trong ba ngày làm việc"
BODY = "Rà soát toàn bộ các bước từ tiếp nhận yêu cầu đến nghiệm thu"
FIELDS = ("- Đơn vị chủ trì: Phòng Kinh doanh", "- Thời gian: Quý II/2026")


def read_lines(*lines: DocumentLine) -> Draft:
    head = [DocumentLine(text) for text in HEAD.split("\n") if text]
    foot = [DocumentLine(text) for text in FOOT.split("\n") if text]
    return read_plan(SourceDocument("docx", (*head, DocumentLine("I. NHIỆM VỤ"), *lines, *foot)), Wishes(), "x.docx")


def told(draft: Draft) -> set[tuple[str, str]]:
    return {(doubt.kind, doubt.field) for doubt in draft.doubts}


def test_text_below_a_bold_title_is_a_part() -> None:
    fields = map(DocumentLine, FIELDS)
    draft = read_lines(DocumentLine(TITLE, bold=True), DocumentLine(BODY), *fields)
    (task,) = tasks(draft)
    assert (task["title"], task["parts"]) == ("Cấp nước mới trong ba ngày làm việc", [BODY])
    assert ("text-below", "parts") in told(draft)
    assert ("text-below", "title") not in told(draft)


def test_text_below_a_title_that_may_go_on_doubts_both() -> None:
    draft = read_lines(*map(DocumentLine, (TITLE, BODY, *FIELDS)))
    assert {("text-below", "parts"), ("text-below", "title")} <= told(draft)


@pytest.mark.parametrize("broken", [(f"{TITLE} của", "Sở Nội vụ"), (TITLE, "tại các xã"), ("1.", TITLE[3:])])
def test_a_title_on_two_lines_is_one(broken: tuple[str, str]) -> None:
    draft = read_lines(*map(DocumentLine, (*broken, *FIELDS)))
    (task,) = tasks(draft)
    assert task["title"] == " ".join(broken).removeprefix("1. ")
    assert "parts" not in task


def test_text_below_the_fields_is_no_part_of_the_title() -> None:
    draft = read_lines(*map(DocumentLine, (TITLE, "- Đơn vị chủ trì: Phòng Kinh doanh.", f"{BODY}.")))
    (task,) = tasks(draft)
    assert task["title"] == TITLE[3:]
    assert ("text-below", "parts") in told(draft)


def test_an_unknown_label_with_a_letter_is_no_task() -> None:
    draft = read_tasks(
        """\
1. Củng cố bộ phận một cửa
a) Nơi làm: Hai cấp
b) Đơn vị chủ trì: Văn phòng Sở
c) Thời hạn: Quý I/2026
d) Nguồn lực: Ngân sách tỉnh
2. Họp trực tuyến
a) Đơn vị chủ trì: Thanh tra Sở
b) Thời hạn: Quý II/2026
"""
    )
    first, second = tasks(draft)
    assert (first["lead"], first["time"]) == (["Văn phòng Sở"], "Quý I/2026")
    assert first["columns"] == {"Nơi làm": "Hai cấp", "Nguồn lực": "Ngân sách tỉnh"}
    assert second["lead"] == ["Thanh tra Sở"]
    assert {field for kind, field in told(draft) if kind == "unknown-column"} == {
        "columns.Nơi làm",
        "columns.Nguồn lực",
    }


@pytest.mark.parametrize(
    "words",
    [
        "Chủ trì: Văn phòng Sở; phối hợp: Thanh tra Sở; thời gian: Quý I; sản phẩm: Báo cáo",
        "Chủ trì: Văn phòng Sở. Phối hợp: Thanh tra Sở. Hạn hoàn thành: Quý I. Kết quả: Báo cáo.",
        "Bộ phận chủ trì: Văn phòng Sở - Bộ phận phối hợp: Thanh tra Sở - Thời hạn: Quý I - Sản phẩm: Báo cáo",
        "Chủ trì: Văn phòng Sở, phối hợp: Thanh tra Sở, thời gian: Quý I, kết quả đầu ra: Báo cáo",
    ],
)
def test_labels_on_one_line(words: str) -> None:
    (task,) = tasks(read_tasks(f"1. Rà soát quy chế\n- {words}\n"))
    assert (task["lead"], task["coordinating"]) == (["Văn phòng Sở"], ["Thanh tra Sở"])
    assert (task["time"], task["products"]) == ("Quý I", ["Báo cáo"])


def test_a_label_that_ends_a_line_has_its_value_in_the_next() -> None:
    draft = read_tasks("1. Rà soát quy chế. Thời gian: Quý I. Đơn vị chủ trì:\nVăn phòng Sở\n")
    (task,) = tasks(draft)
    assert (task["title"], task["lead"], task["time"]) == ("Rà soát quy chế", ["Văn phòng Sở"], "Quý I")


def test_labels_in_brackets_after_a_title() -> None:
    draft = read_tasks("1. Rà soát quy chế (chủ trì: Văn phòng Sở; phối hợp: Thanh tra Sở; thời gian: Quý I)\n")
    (task,) = tasks(draft)
    assert (task["title"], task["lead"], task["time"]) == ("Rà soát quy chế", ["Văn phòng Sở"], "Quý I")


def test_bodies_that_are_listed_after_a_colon_are_no_label() -> None:
    title = "Chủ trì, phối hợp với các bộ, ngành liên quan: Tài chính, Nội vụ hướng dẫn các tỉnh"
    (task,) = tasks(read_tasks(f"1. {title}\n- Thời gian: Quý I\n"))
    assert task["title"] == title


def test_a_colon_after_labels_in_brackets_leaves_no_bracket() -> None:
    draft = read_tasks("1. Rà soát quy chế (chủ trì: Văn phòng Sở; phối hợp: Thanh tra Sở):\n- Thời gian: Quý I\n")
    assert tasks(draft)[0]["coordinating"] == ["Thanh tra Sở"]
