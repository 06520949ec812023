"""A text that was cut off at its beginning or end is told, whatever cut it; a whole one is not."""

from __future__ import annotations

import pytest
from plan_shapes import Typed
from typed_plans import read_word

from parplan.importing.field_edges import assigning_words, odd_edge, small_beginnings


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Văn phòng Sở,", ","),
        ("Văn phòng Sở và", "và"),
        ("Báo cáo của", "của"),
        ("Quyết định (kèm phụ lục", "("),
        ("Chương trình “Tiếp sức", "“"),
        (", Sở Tài chính", ","),
        (") Hồ sơ số", ")"),
        ("Phối hợp với", "với"),
        ("theo", "theo"),
        ("Văn phòng:", ":"),
        ("Danh sách kèm theo", ""),
        ("Trụ sở hiện tại", ""),
        ("Quyết định (có phụ lục)", ""),
        ("“Tiếp sức mùa thi”", ""),
        ("Công dân đi và về", ""),
        ("Cấp văn bằng", ""),
        ("100%", ""),
        ("Các đơn vị trực thuộc", ""),
        ("", ""),
    ],
)
def test_edges(text: str, edge: str) -> None:
    assert odd_edge(text) == edge


def test_a_beginning_in_lower_case_is_odd_among_capitals_alone() -> None:
    assert list(small_beginnings(["Số hóa", "rà soát hồ sơ", "Kiểm tra", "Báo cáo", "02 lớp"])) == [(1, "rà")]
    assert list(small_beginnings(["rà soát hồ sơ", "số hóa", "Kiểm tra", "báo cáo", "02 lớp"])) == []
    assert list(small_beginnings(["rà soát hồ sơ", "Số hóa"])) == []
    assert list(small_beginnings(["Rà soát hồ sơ"] + ["Số hóa"] * 9)) == []


def test_cut_fields_of_a_table_are_told() -> None:
    d = Typed("UBND TỈNH HÀ NAM", "SỞ DU LỊCH", "31/KH-SDL", "ngày 05 tháng 02 năm 2026", "KẾ HOẠCH", "Năm 2026")
    header = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Sản phẩm")
    d.table(
        [
            header,
            ("1", "Rà soát thủ tục", "Văn phòng Sở", "các phòng", "Quý II/2026", "Báo cáo của"),
            ("2", "soát quy chế", "Văn phòng Sở", "Thanh tra Sở", "Tháng 9/2026", "Quy chế"),
            ("3", "Kiểm tra công vụ (tại", "Thanh tra Sở", "Văn phòng Sở,", "Quý III/2026", "kết luận"),
            ("4", "Tập huấn", "Văn phòng Sở", "Thanh tra Sở", "trước 30/6/2026", "02 lớp"),
            ("5", "Sơ kết", "Văn phòng Sở", "Thanh tra Sở", "Tháng 7/2026", "Báo cáo"),
            ("6", "Tổng kết", "Văn phòng Sở", "Thanh tra Sở", "Tháng 12/2026", "Báo cáo"),
        ]
    )
    draft = read_word(d.end())
    told = {(doubt.address, doubt.field, doubt.printed) for doubt in draft.doubts if doubt.kind == "cut-off"}
    assert told == {
        ("1", "products", "của"),
        ("2", "title", "soát"),
        ("3", "title", "("),
        ("3", "coordinating", ","),
        ("3", "products", "kết"),
    }


def test_a_title_that_tells_who_leads_is_told() -> None:
    assert (
        assigning_words("Mở lớp. Giao Trường Nguyễn Du và các thầy chủ trì")
        == "Giao Trường Nguyễn Du và các thầy chủ trì"
    )
    assert assigning_words("Hội nghị do Sở Nội vụ chủ trì") == ""
    d = Typed("UBND TỈNH HÀ NAM", "SỞ DU LỊCH", "31/KH-SDL", "ngày 05 tháng 02 năm 2026", "KẾ HOẠCH", "Năm 2026")
    header = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành")
    d.table(
        [header, ("1", "Mở lớp; giao Tổ 4 chủ trì", "Văn phòng", "Quý I/2026"), ("2", "Sơ kết", "Tổ 2", "Quý II/2026")]
    )
    draft = read_word(d.end())
    told = [(doubt.address, doubt.printed) for doubt in draft.doubts if doubt.kind == "label-inside"]
    assert told == [("1", "giao Tổ 4 chủ trì")]
