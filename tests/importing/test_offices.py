"""Offices that sign for a body, and the body they sign for."""

from __future__ import annotations

import pytest

from parplan.importing.offices import OFFICE, body_of, find_office


@pytest.mark.parametrize(
    ("who", "body"),
    [
        ("Giám đốc Sở Y tế", "Sở Y tế"),
        ("Phó Chủ tịch UBND tỉnh Hà Nam", "UBND tỉnh Hà Nam"),
        ("Tổng giám đốc Công ty Cấp nước", "Công ty Cấp nước"),
        ("Tổng cục trưởng Tổng cục Thống kê", "Tổng cục Thống kê"),
        ("Chi cục trưởng Chi cục Kiểm lâm", "Chi cục Kiểm lâm"),
        ("Vụ trưởng Vụ Pháp chế", "Vụ Pháp chế"),
        ("Bí thư Thành ủy Huế", "Thành ủy Huế"),
        ("Trưởng phòng Nội vụ", "Phòng Nội vụ"),
        ("Trưởng Phòng Nội vụ", "Phòng Nội vụ"),
        ("Trưởng ban Ban Dân tộc", "Ban Dân tộc"),
        ("Trưởng ban Quản lý khu kinh tế", "Ban Quản lý khu kinh tế"),
        ("Chánh Thanh tra tỉnh", "Thanh tra tỉnh"),
        ("Trưởng Thuế tỉnh Hà Nam", "Thuế tỉnh Hà Nam"),
        ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
        ("UBND tỉnh Hà Nam", "UBND tỉnh Hà Nam"),
        ("Hiệu trưởng", ""),
        ("Trưởng phòng", ""),
        ("Chánh Văn phòng", ""),
    ],
)
def test_an_office_is_no_part_of_the_name_of_its_body(who: str, body: str) -> None:
    assert body_of(who) == body


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("KT. GIÁM ĐỐC", "GIÁM ĐỐC"),
        ("PHÓ TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC"),
        ("TL. CHỦ TỊCH", "CHỦ TỊCH"),
        ("CHI CỤC TRƯỞNG", "CHI CỤC TRƯỞNG"),
        ("Q. TRƯỞNG PHÒNG", "TRƯỞNG PHÒNG"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "THỦ TƯỚNG"),
    ],
)
def test_the_line_above_a_signature_names_an_office(line: str, office: str) -> None:
    match = OFFICE.match(line)
    assert match is not None
    assert match["office"] == office


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("KT. TỔNG GIÁM ĐỐC", "Tổng Giám đốc"),
        ("PHÓ GIÁM ĐỐC PHỤ TRÁCH", "Phó Giám đốc phụ trách"),
        ("Q. GIÁM ĐỐC", "Quyền Giám đốc"),
        ("KT.GIÁM ĐỐC", "Giám đốc"),
        ("K.T TRƯỞNG PHÒNG", "Trưởng phòng"),
        ("Giám đốc", "Giám đốc"),
        ("TRƯỞNG CÔNG AN XÃ", "Trưởng Công an xã"),
        ("CHỦ TỊCH HỘI ĐỒNG QUẢN TRỊ", "Chủ tịch Hội đồng quản trị"),
        ("GIÁM ĐỐC SỞ TƯ PHÁP", "Giám đốc Sở Tư pháp"),
        ("ỦY VIÊN BAN THƯỜNG VỤ", "Ủy viên Ban Thường vụ"),
        ("CHÁNH VĂN PHÒNG", "Chánh Văn phòng"),
        ("- Giám đốc Sở;", None),
        ("Giám đốc Sở Tư pháp chịu trách nhiệm", None),
    ],
)
def test_the_office_above_a_signature_as_a_sentence_writes_it(line: str, office: str | None) -> None:
    assert find_office(line) == office
