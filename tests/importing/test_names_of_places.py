"""Heads that wrap, names of places in them, and values that end in the line of the next label."""

from __future__ import annotations

import pytest
from typed_plans import read_typed

from parplan.importing.blocks import DocumentLine, SourceDocument
from parplan.importing.field_edges import odd_edge
from parplan.importing.labels import COORDINATING, DOING, LEAD, TIME, read_labelled
from parplan.importing.layout import Layout


@pytest.mark.parametrize(
    ("first", "second", "units"),
    [
        ("Văn phòng", "Sở; thời gian thực hiện: tháng 5/2026", ["Văn phòng Sở"]),
        ("Thanh tra", "Sở. Thời gian hoàn thành: tháng 5/2026", ["Thanh tra Sở"]),
        ("các phòng thuộc", "Bộ; thời gian thực hiện: tháng 5/2026", ["các phòng thuộc Bộ"]),
        ("Ủy ban nhân dân", "xã; thời gian thực hiện: tháng 5/2026", ["Ủy ban nhân dân xã"]),
        ("các phòng,", "ban; thời gian hoàn thành: tháng 5/2026", ["các phòng, ban"]),
        ("Ban Tổ chức Tỉnh", "ủy; thời gian thực hiện: tháng 5/2026", ["Ban Tổ chức Tỉnh ủy"]),
        ("Văn phòng", "Sở, thời gian thực hiện: tháng 5/2026", ["Văn phòng Sở"]),
    ],
)
def test_the_last_word_of_a_value_before_the_next_label(first: str, second: str, units: list[str]) -> None:
    [task] = read_typed(
        f"I. NHIỆM VỤ\n1. Rà soát thủ tục\nĐơn vị chủ trì: Phòng Kinh tế; đơn vị phối hợp: {first}\n{second}.\n"
    ).data["sections"][0]["tasks"]
    assert (task["lead"], task["coordinating"], task["time"]) == (["Phòng Kinh tế"], units, "tháng 5/2026")


def test_who_leads_may_stand_before_who_coordinates_in_the_next_line() -> None:
    [task] = read_typed(
        "I. NHIỆM VỤ\n1. Rà soát thủ tục\nĐơn vị chủ trì: Văn phòng\nSở; đơn vị phối hợp: Thanh tra.\n"
        "Thời gian thực hiện: tháng 5/2026.\n"
    ).data["sections"][0]["tasks"]
    assert (task["lead"], task["coordinating"]) == (["Văn phòng Sở"], ["Thanh tra"])


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Cơ quan; đơn vị chủ trì", LEAD),
        ("Cơ quan, đơn vị phối hợp", COORDINATING),
        ("Chủ trì; phối hợp", DOING),
        ("IV. Thời gian thực hiện", TIME),
    ],
)
def test_signs_within_a_label(label: str, field: str) -> None:
    labelled = read_labelled(f"{label}: Văn phòng Sở")
    assert labelled is not None
    assert (labelled.label.field, labelled.label.printed, labelled.value) == (field, label, "Văn phòng Sở")


def test_a_text_that_ends_with_whom_it_belongs_to_is_cut_off() -> None:
    assert odd_edge("các phòng thuộc") == "thuộc"
    assert odd_edge("các đơn vị trực thuộc") == ""


HEADS = {
    "parent and agency": (
        ["UBND TỈNH TUYÊN QUANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "SỞ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG"],
        ("UBND tỉnh Tuyên Quang", "Sở Nông nghiệp và Môi trường tỉnh Tuyên Quang"),
    ),
    "the motto beside a name": (
        ["TỔNG CÔNG TY ĐIỆN LỰC MIỀN CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "TRUNG", "VIỆT NAM", "CÔNG TY ĐIỆN LỰC QUẢNG", "BÌNH"],
        ("Tổng công ty Điện lực miền Trung", "Công ty Điện lực Quảng Bình"),
    ),
    "three bodies": (
        ["BỘ NỘI VỤ", "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "TRUNG TÂM LƯU TRỮ QUỐC GIA IV"],
        ("Cục Văn thư và Lưu trữ Nhà nước", "Trung tâm Lưu trữ quốc gia IV"),
    ),
    "a name that goes on as a kind of body": (
        ["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC KINH TẾ", "TRƯỜNG SƠN"],
        ("Bộ Giáo dục và Đào tạo", "Trường Đại học Kinh tế Trường Sơn"),
    ),
    "the Youth Union above": (
        ["ĐOÀN TNCS HỒ CHÍ MINH", "BCH TỈNH ĐOÀN LAI CHÂU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ("Đoàn TNCS Hồ Chí Minh", "BCH Tỉnh đoàn Lai Châu"),
    ),
    "no place of a committee of the Party": (
        ["ĐẢNG ỦY XÃ SƠN HẠ", "BAN XÂY DỰNG ĐẢNG"],
        ("Đảng ủy xã Sơn Hạ", "Ban Xây dựng Đảng"),
    ),
    "the end of the motto beside a name": (
        ["UBND HUYỆN KBANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO VIỆT NAM"],
        ("UBND huyện Kbang", "Phòng Giáo dục và Đào tạo huyện Kbang"),
    ),
    "a name that ends as the motto does": (
        ["TỔNG CÔNG TY GIẤY VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "CÔNG TY GIẤY VIỆT NAM", "VIỆT NAM"],
        ("Tổng công ty Giấy Việt Nam", "Công ty Giấy Việt Nam"),
    ),
    "the motto within a name": (
        [
            "ĐẠI HỌC QUỐC GIA TP. HỒ CHÍ CỘNG HÒA XÃ HỘI CHỦ NGHĨA MINH",
            "VIỆT NAM",
            "TRƯỜNG ĐẠI HỌC BÁCH KHOA Độc lập - Tự do - Hạnh phúc",
        ],
        ("Đại học Quốc gia TP. Hồ Chí Minh", "Trường Đại học Bách khoa"),
    ),
    "names on two lines": (
        ["SỞ VĂN HÓA, THỂ THAO VÀ DU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "LỊCH", "VIỆT NAM", "BẢO TÀNG TỈNH LÀO CAI"],
        ("Sở Văn hóa, Thể thao và Du lịch", "Bảo tàng tỉnh Lào Cai"),
    ),
    "marks of the paper": (
        ["UBND TỈNH TÂY NINH :", "„ BAN QUẢN LÝ KHU KINH TẾ"],
        ("UBND tỉnh Tây Ninh", "Ban Quản lý khu kinh tế tỉnh Tây Ninh"),
    ),
    "its own place": (
        ["UBND TỈNH BẮC NINH", "SỞ TÀI CHÍNH BẮC NINH"],
        ("UBND tỉnh Bắc Ninh", "Sở Tài chính Bắc Ninh"),
    ),
}


def read_layout(lines: list[str]) -> Layout:
    return Layout(SourceDocument("pdf", tuple(DocumentLine(line) for line in lines)))


@pytest.mark.parametrize("head", HEADS)
def test_heads_whose_sides_wrap(head: str) -> None:
    lines, names = HEADS[head]
    front = read_layout([*lines, "Độc lập - Tự do - Hạnh phúc", "Số: 4/KH-X", "KẾ HOẠCH", "Cải cách năm 2026"]).front
    assert front.parent is not None
    assert front.agency is not None
    assert (front.parent.text, front.agency.text) == names


def test_a_caption_in_brackets_that_wraps_is_one_line() -> None:
    body = read_layout(
        [
            "KẾ HOẠCH",
            "Cải cách năm 2026",
            "I. NHIỆM VỤ",
            "(Kèm theo Kế hoạch số 1/KH-UBND của UBND phường",
            "Thanh Miếu)",
        ]
    ).body
    assert [block.text for block in body if isinstance(block, DocumentLine)][-1].endswith("UBND phường Thanh Miếu)")
