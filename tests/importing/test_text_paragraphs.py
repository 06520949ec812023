"""Paragraphs of a typed text: lines broken at a width, with blank lines between paragraphs or without."""

from __future__ import annotations

import textwrap

import pytest

from parplan.importing.blocks import DocumentLine
from parplan.importing.readers.plain_text import read_plain_text

DUTIES = (
    "Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch kiểm tra cải cách hành chính tại các cơ quan, đơn vị.",
    "Rà soát, đánh giá các thủ tục hành chính thuộc thẩm quyền giải quyết của các cơ quan, đơn vị theo quy định đợt 1.",
    "Theo dõi, đôn đốc các cơ quan, đơn vị thực hiện kế hoạch này và tổng hợp kết quả, gửi về Sở Nội vụ khi cần.",
    "Bố trí kinh phí thực hiện các nhiệm vụ theo quy định của Luật Ngân sách nhà nước và các văn bản thi hành.",
    "Báo cáo kết quả.",
)


def read(text: str) -> list[DocumentLine]:
    return [block for block in read_plain_text(text.encode(), "k.txt").blocks if isinstance(block, DocumentLine)]


@pytest.mark.parametrize("width", [60, 70, 80, 95])
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_paragraphs_that_end_before_the_edge_are_apart(width: int, blank: str) -> None:
    lines = read(blank.join("\n".join(textwrap.wrap(duty, width)) for duty in DUTIES * 2))
    marked = [n for n, line in enumerate(lines) if line.may_continue]
    assert [line.text for line in lines] == list(DUTIES * 2)
    assert not marked or blank == "\n"


def test_a_sentence_that_ends_at_the_edge_is_marked_where_no_blank_line_tells() -> None:
    full = "Công khai kết quả giải quyết hồ sơ trên Cổng Dịch vụ công tỉnh ta."
    body = [*textwrap.wrap(DUTIES[0], 66), full, *textwrap.wrap(DUTIES[1], 66), *textwrap.wrap(DUTIES[2], 66)]
    lines = read("\n".join(body * 2))
    assert [line.text for line in lines][:3] == [DUTIES[0], full, DUTIES[1]]
    assert [n for n, line in enumerate(lines) if line.may_continue] == [2, 6]


def test_a_number_at_the_beginning_of_a_line_goes_on_below_a_full_one() -> None:
    lines = read("\n".join(textwrap.wrap(" ".join(DUTIES[:2]), 60)))
    assert [line.text for line in lines] == [" ".join(DUTIES[:2])]
