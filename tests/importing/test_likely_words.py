"""What a scan's reader is known to confuse."""

import pytest

from parplan.importing.readers.likely_words import likely_word

#: Capitals within a word, and those whose one wrong mark OCR often misreads; each other correction is a doubt.
_CERTAIN = ("Tố", "kiếm", "triến", "tỉnh", "hiên", "HIÊN", "đơt", "SỞ", "Ở", "nƯớc", "VỊ", "BỘ")


@pytest.mark.parametrize(
    ("before", "text", "following", "meant"),
    [
        ("Quý", "II1/2025", "", "III/2025"),
        ("Quý", "1V/2025.", "", "IV/2025."),
        ("Quý", "ï", "-", "I"),
        ("-", "11/2025", "", "II/2025"),
        ("Quý", "I1V/2024", "", "IV/2024"),
        ("II,", "1V/2024", "", "IV/2024"),
        ("", "Tố", "chức", "Tổ"),
        ("việc", "kiếm", "tra,", "kiểm"),
        ("phát", "triến;", "", "triển;"),
        ("hướng", "tỉnh", "gọn,", "tinh"),
        ("thực", "hiên", "nhiệm", "hiện"),
        ("tâm", "Ưng", "dụng", "Ứng"),
        ("THỰC", "HIÊN", "", "HIỆN"),
        ("", "đơt", "1", "đợt"),
        ("", "(đơt", "1)", "(đợt"),
        ("phòng", "SỞ;", "các", "Sở;"),
        ("nhà", "nƯớc", "", "nước"),
        ("đơn", "VỊ", "", "vị"),
        ("thuộc", "BỘ", "", "Bộ"),
        ("nhà", "Ở;", "các", "ở;"),
        ("", "Ở", "các", "Ở"),
        ("của", "UBND", "tỉnh", "UBND"),
        ("của", "hĐND", "tỉnh", "hĐND"),
        ("tăng", "kiếm", "sống", "kiếm"),
        ("Quý", "I/2025", "", "I/2025"),
        ("ngày", "11/2025", "", "11/2025"),
        ("", "Quý]", "-", "Quý I"),
        ("hợp", "Với", "các", "với"),
        ("", "Với", "các", "Với"),
        ("", "QuýII/2026", "", "Quý II/2026"),
    ],
)
def test_words_are_read_as_they_are_meant(before: str, text: str, following: str, meant: str) -> None:
    found, certain = likely_word(text, before, following)
    assert found == meant
    if text == meant:
        assert certain is not False
    else:
        assert certain is (text.strip("();.,") in _CERTAIN)


@pytest.mark.parametrize(
    ("before", "text", "following", "certain"),
    [
        ("cải", "cách", "hành", True),
        ("", "Chỉ", "huy", True),
        ("Quý", "HI/2026", "", False),
        ("ông", "Kha", "Vũ", None),
        ("", "SIPAS", "", None),
    ],
)
def test_what_is_known_of_words(before: str, text: str, following: str, certain: bool | None) -> None:
    assert likely_word(text, before, following) == (text, certain)
