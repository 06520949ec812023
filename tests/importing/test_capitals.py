"""Names of bodies and places printed in capitals, as they are written in a sentence."""

from __future__ import annotations

import pytest

from parplan.importing.capitals import SpelledName, spell_name


@pytest.mark.parametrize(
    ("capitals", "usual"),
    [
        ("BỆNH VIỆN NHI", "Bệnh viện Nhi"),
        ("CÔNG TY TNHH MTV CẤP NƯỚC", "Công ty TNHH MTV cấp nước"),
        ("VIỆN KIỂM SÁT NHÂN DÂN TỈNH HÀ NAM", "Viện kiểm sát nhân dân tỉnh Hà Nam"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH PHÚ THỌ", "Liên đoàn Lao động tỉnh Phú Thọ"),
        ("TRƯỜNG THPT NGUYỄN DU", "Trường THPT Nguyễn Du"),
        ("BAN XÂY DỰNG ĐẢNG", "Ban Xây dựng Đảng"),
        ("CHI BỘ QUÂN SỰ XÃ", "Chi bộ Quân sự xã"),
        ("ỦY BAN KIỂM TRA", "Ủy ban Kiểm tra"),
        ("PHÒNG KẾ TOÁN NHÀ NƯỚC", "Phòng Kế toán Nhà nước"),
        ("VỤ QUẢN LÝ NHÀ NƯỚC", "Vụ Quản lý nhà nước"),
        ("TRƯỜNG ĐẠI HỌC KINH TẾ", "Trường Đại học Kinh tế"),
        ("TRƯỜNG ĐẠI HỌC SƯ PHẠM HÀ NỘI", "Trường Đại học Sư phạm Hà Nội"),
        ("TRƯỜNG ĐẠI HỌC QUY NHƠN", "Trường Đại học Quy Nhơn"),
        ("TRƯỜNG THCS NGUYỄN DU", "Trường THCS Nguyễn Du"),
        ("BỆNH VIỆN ĐA KHOA KIẾN AN", "Bệnh viện Đa khoa Kiến An"),
        ("BỆNH VIỆN ĐA KHOA KHU VỰC CỦ CHI", "Bệnh viện Đa khoa khu vực Củ Chi"),
        ("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI", "Ngân hàng Chính sách xã hội"),
        ("BAN QUẢN LÝ CÁC KHU CHẾ XUẤT VÀ CÔNG NGHIỆP", "Ban Quản lý các khu chế xuất và công nghiệp"),
        ("SỞ TÀI CHÍNH BẮC NINH", "Sở Tài chính Bắc Ninh"),
        ("CỤC THUẾ HÀ NỘI", "Cục Thuế Hà Nội"),
        ("CHI CỤC THUẾ CẦU GIẤY", "Chi cục Thuế Cầu Giấy"),
        ("CHI CỤC THUẾ KHU VỰC SƠN TÂY", "Chi cục Thuế khu vực Sơn Tây"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH HÒA BÌNH", "Sở Văn hóa, Thể thao và Du lịch Hòa Bình"),
        ("TỔNG CÔNG TY ĐIỆN LỰC MIỀN TRUNG", "Tổng công ty Điện lực miền Trung"),
        ("TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM", "Tập đoàn Điện lực Việt Nam"),
        ("TRUNG TÂM Y TẾ DỰ PHÒNG", "Trung tâm Y tế dự phòng"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
        ("LIÊN MINH HỢP TÁC XÃ TỈNH QUẢNG NINH", "Liên minh Hợp tác xã tỉnh Quảng Ninh"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH BẮC NINH", "Hội đồng nhân dân tỉnh Bắc Ninh"),
        ("BỘ ĐỘI BIÊN PHÒNG TỈNH HÀ TĨNH", "Bộ đội Biên phòng tỉnh Hà Tĩnh"),
        ("BỘ PHẬN MỘT CỬA", "Bộ phận một cửa"),
        ("ỦY BAN NHÂN DÂN THỊ TRẤN PHỐ LU", "Ủy ban nhân dân thị trấn Phố Lu"),
        ("BAN QUẢN LÝ ĐẦU TƯ VÀ XÂY DỰNG", "Ban Quản lý đầu tư và xây dựng"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH LÀO CAI", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lào Cai"),
        ("ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH TỈNH HÀ NAM", "Đài Phát thanh và Truyền hình tỉnh Hà Nam"),
        ("KHO BẠC NHÀ NƯỚC KHU VỰC XII", "Kho bạc Nhà nước khu vực XII"),
        ("ĐẠI HỌC QUỐC GIA HÀ NỘI", "Đại học Quốc gia Hà Nội"),
    ],
)
def test_names_in_capitals(capitals: str, usual: str) -> None:
    assert spell_name(capitals, "").text == usual


def test_a_place_that_the_document_names_elsewhere() -> None:
    assert spell_name("CÔNG TY CẤP NƯỚC HƯƠNG THỦY", "Hương Thủy, ngày 5 tháng 1").text == "Công ty Cấp nước Hương Thủy"


@pytest.mark.parametrize(
    ("capitals", "usual"),
    [
        ("UBND TỈNH KHÁNH HÒA", "UBND tỉnh Khánh Hòa"),
        ("ỦY BAN NHÂN DÂN XÃ IA GRAI", "Ủy ban nhân dân xã Ia Grai"),
        ("BỘ CÔNG THƯƠNG", "Bộ Công Thương"),
        ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM", "Hội Liên hiệp Phụ nữ Việt Nam"),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "Tổng Liên đoàn Lao động Việt Nam"),
        ("TỈNH ỦY ĐỒNG THÁP", "Tỉnh ủy Đồng Tháp"),
        ("TỈNH ĐOÀN QUẢNG TRỊ", "Tỉnh đoàn Quảng Trị"),
        ("SỞ CÔNG THƯƠNG TỈNH ĐẮK LẮK", "Sở Công Thương tỉnh Đắk Lắk"),
        ("VỤ PHÁP CHẾ", "Vụ Pháp chế"),
        ("CÔNG TY ĐIỆN LỰC ĐỒNG NAI", "Công ty Điện lực Đồng Nai"),
        ("CÁC SỞ, BAN, NGÀNH", "Các sở, ban, ngành"),
        ("UBND CÁC XÃ, PHƯỜNG", "UBND các xã, phường"),
        ("UBND HUYỆN ĐẢO LÝ SƠN", "UBND huyện đảo Lý Sơn"),
        ("UBND TP HỒ CHÍ MINH", "UBND TP Hồ Chí Minh"),
    ],
)
def test_spellings_that_are_sure(capitals: str, usual: str) -> None:
    assert spell_name(capitals, "") == SpelledName(usual, sure=True)


@pytest.mark.parametrize(
    "capitals",
    [
        "CÔNG TY CỔ PHẦN CẤP THOÁT NƯỚC NINH HẢI",
        "CỤC ĐIỀU TIẾT ĐIỆN LỰC",
        "BỘ NĂNG LƯỢNG",
        "VƯỜN QUỐC GIA BIDOUP NÚI BÀ",
        "UBND XÃ EA H'LEO",
        "UBND XÃ TÂN HÀ HUYỆN LÂM HÀ",
        "CHI CỤC THUẾ CẦU GIẤY",
        "TRƯỜNG THCS NGUYỄN TẤT THÀNH",
        "CÔNG ĐOÀN NGÀNH Y TẾ",
        "BAN QUẢN LÝ KHU BẢO TỒN BIỂN LÝ SƠN",
    ],
)
def test_spellings_that_are_guessed(capitals: str) -> None:
    assert not spell_name(capitals, "").sure


def test_the_spelling_of_the_document_goes_before_a_guess() -> None:
    words = "Công ty Cổ phần Cấp nước Ninh Hải ban hành kế hoạch"
    spelled = SpelledName("Công ty Cổ phần Cấp nước Ninh Hải", sure=True)
    assert spell_name("CÔNG TY CỔ PHẦN CẤP NƯỚC NINH HẢI", words) == spelled
    two = f"{words}; Công ty cổ phần cấp nước Ninh Hải thực hiện"
    assert not spell_name("CÔNG TY CỔ PHẦN CẤP NƯỚC NINH HẢI", two).sure
    assert spell_name("SỞ Y TẾ", "các cơ sở y tế trên địa bàn") == SpelledName("Sở Y tế", sure=True)
