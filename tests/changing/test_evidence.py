"""Pieces of evidence: what is typed, what is meant, and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parplan.changing.evidence import parse_evidence, write_evidence
from parplan.errors import RequestError
from parplan.plan.structure import Citation
from parplan.vocabulary.document_names import parse_document_name

DAY = date(2021, 2, 10)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/KH-SKHCN", Citation("12/KH-SKHCN")),
        (" 12/KH-SKHCN ", Citation("12/KH-SKHCN")),
        ("107/2020/NĐ-CP", Citation("107/2020/NĐ-CP")),
        ("31-CT/TU", Citation("31-CT/TU")),
        ("12a/QĐ-SKHCN", Citation("12a/QĐ-SKHCN")),
        ("số 12/KH-SKHCN", Citation("12/KH-SKHCN")),
        ("12/KH-SKHCN ngày 10/02/2021", Citation("12/KH-SKHCN", date=DAY)),
        ("12/KH-SKHCN ngày 10/2/2021 Kế hoạch rà soát", Citation("12/KH-SKHCN", date=DAY, title="Kế hoạch rà soát")),
        ("12/KH-SKHCN, ngày 10/02/2021, về rà soát", Citation("12/KH-SKHCN", date=DAY, title="về rà soát")),
        ("12/KH-SKHCN (10/02/2021): Kế hoạch", Citation("12/KH-SKHCN", date=DAY, title="Kế hoạch")),
        ("12/KH-SKHCN 2021-02-10", Citation("12/KH-SKHCN", date=DAY)),
        ("12/KH-SKHCN ngày 10 tháng 02 năm 2021", Citation("12/KH-SKHCN", date=DAY)),
        ("12/KH-SKHCN ngay 10/2/2021", Citation("12/KH-SKHCN", date=DAY)),
        ("12/KH-SKHCN ngay 10 thang 02 nam 2021 cua Sở", Citation("12/KH-SKHCN", date=DAY, issuer="Sở")),
        (
            "12/TTr-SKHCN về việc sửa đổi 11/QĐ-UBND và 12/QĐ-UBND",
            Citation("12/TTr-SKHCN", title="về việc sửa đổi 11/QĐ-UBND và 12/QĐ-UBND"),
        ),
        ("12/KH-SKHCN Kế hoạch rà soát", Citation("12/KH-SKHCN", title="Kế hoạch rà soát")),
        ("Biên bản đối thoại ngày 10/02/2021", Citation("Biên bản đối thoại ngày 10/02/2021")),
        ("12/KH | 10/02/2021 | Kế hoạch", Citation("12/KH", date=DAY, title="Kế hoạch")),
        ("12/KH|2021-02-10", Citation("12/KH", date=DAY)),
        ("2021-02-10 | Biên bản họp", Citation("Biên bản họp", date=DAY)),
        (
            "12/KH | Kế hoạch | bc.pdf | https://a.vn",
            Citation("12/KH", title="Kế hoạch", file="bc.pdf", link="https://a.vn"),
        ),
        (
            "Quyết định số 45/QĐ-UBND ngày 5/12/2025 về việc thành lập Ban Chỉ đạo",
            Citation("45/QĐ-UBND", date=date(2025, 12, 5), title="về việc thành lập Ban Chỉ đạo"),
        ),
        (
            "quyet dinh so 45/QĐ-UBND ngày 05/12/2025 của UBND tỉnh V/v kiện toàn",
            Citation("45/QĐ-UBND", date=date(2025, 12, 5), issuer="UBND tỉnh", title="V/v kiện toàn"),
        ),
        (
            "Nghị định số 107/2020/NĐ-CP ngày 14 tháng 9 năm 2020 của Chính phủ",
            Citation("107/2020/NĐ-CP", date=date(2020, 9, 14), issuer="Chính phủ"),
        ),
        (
            "số 45/QĐ-UBND của UBND tỉnh ngày 5/12/2025 về việc kiện toàn",
            Citation("45/QĐ-UBND", date=date(2025, 12, 5), issuer="UBND tỉnh", title="về việc kiện toàn"),
        ),
        ("12/KH-SKHCN Kế hoạch năm 2026", Citation("12/KH-SKHCN", title="Kế hoạch năm 2026")),
        ("12/BC-SKHCN quý 1/2026", Citation("12/BC-SKHCN", title="quý 1/2026")),
        ("12/BC-SKHCN đợt 3/2026", Citation("12/BC-SKHCN", title="đợt 3/2026")),
        ("12/BC-SKHCN tháng 3/2026", Citation("12/BC-SKHCN", title="tháng 3/2026")),
        ("12/BC-SKHCN 6 tháng đầu năm 2026", Citation("12/BC-SKHCN", title="6 tháng đầu năm 2026")),
        ("12/KH-SKHCN kỷ niệm ngày 8/3", Citation("12/KH-SKHCN", title="kỷ niệm ngày 8/3")),
        ("12/KH-SKHCN | title: ngày 5/3", Citation("12/KH-SKHCN", title="ngày 5/3")),
        ("Kế hoạch số 12/QĐ-SNV", Citation("12/QĐ-SNV", kind="Kế hoạch")),  # where the symbol misleads
        ("Luật số 51/2010/QH12", Citation("51/2010/QH12", kind="Luật")),
        ("công văn 20/SNV-VP", Citation("20/SNV-VP")),
        ("file:///c:/minh-chung/a.pdf", Citation(link="file:///c:/minh-chung/a.pdf")),
        ("https://example.vn/a?b=1|2", Citation(link="https://example.vn/a?b=1|2")),
        ("https://example.vn/a?b=1|2 | Thông báo", Citation(title="Thông báo", link="https://example.vn/a?b=1|2")),
        ("bc.pdf", Citation(file="bc.pdf")),
        (r"D:\Minh chứng\báo cáo 1.docx", Citation(file=r"D:\Minh chứng\báo cáo 1.docx")),
        ("tệp: bien-ban", Citation(file="bien-ban")),
        ("file: bien-ban | title: Biên bản", Citation(file="bien-ban", title="Biên bản")),
        ("www.a.vn/12", Citation(link="www.a.vn/12")),
        ("https://a.vn/12?x=1 Thông báo", Citation(link="https://a.vn/12?x=1", title="Thông báo")),
        (r"a\|b", Citation("a|b")),
        ("number: date: x", Citation("date: x")),
        ("12/KH | issuer: UBND tỉnh", Citation("12/KH", issuer="UBND tỉnh")),
        (
            "12/KH | 10/02/2021 | cơ quan: Sở Nội vụ | Kế hoạch",
            Citation("12/KH", date=DAY, issuer="Sở Nội vụ", title="Kế hoạch"),
        ),
    ],
)
def test_what_is_typed(typed: str, meant: Citation) -> None:
    assert parse_evidence(typed) == meant
    assert parse_evidence(write_evidence(meant)) == meant


def test_a_file_that_is_there_is_known_by_that() -> None:
    assert parse_evidence("minh-chung/12", lambda name: name == "minh-chung/12") == Citation(file="minh-chung/12")


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "|", " | | ", "12/KH ngày 31/02/2021", "12/KH | 2021-13-01", "title: x", "date: hôm qua | 1/BC"),
        *("12/KH-SKHCN, 13/KH-SKHCN", "45/KH-UBND 30/6", "45/KH-UBND ngày 30/6"),
        *("12/KH-SKHCN và 13/KH-SKHCN", "1/BC-STC ngày 5/3/2021, 2/BC-STC ngày 6/3/2021", "1/BC của Sở và 2/BC"),
        *("12/BC-STC; Tờ trình số 13/TTr-STC", "1/BC, 2/BC ngày 31/02/2021", "1/BC ngày 5/3/20211", "1/BC ngày 5/3/21"),
        *("1/KH ngày 5/3 Kế hoạch cải cách", "1/KH (5/3)", "1/KH (ngày 5/3): Kế hoạch", "1/KH ngày 5 tháng 3 Kế hoạch"),
        *("1/KH ngay 5-3 về việc họp", "1/KH, 5/3, Kế hoạch", "1/KH của UBND tỉnh ngày 5/3 về việc họp", "1/KH | 5/3"),
        *("1/KH của UBND tỉnh ngày 5/3", "1/KH của UBND tỉnh (ngày 31/2/2026)", "Kế hoạch số 1/KH ngày 5/3/26 về họp"),
        *("1/BC | a | b | c", "number: a | number: b", "a.pdf | b.pdf"),
    ],
)
def test_what_is_no_evidence(typed: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse_evidence(typed)
    assert refused.value.help is not None


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda text: text == text.strip() and not text.endswith("\\")
)


@given(
    st.builds(
        Citation,
        number=st.none() | _TEXTS,
        date=st.none() | st.dates(date(1945, 1, 1), date(2999, 12, 31)),
        issuer=st.none() | _TEXTS,
        title=st.none() | _TEXTS,
        file=st.none() | _TEXTS,
        link=st.none() | _TEXTS,
    ).filter(lambda one: bool(one.number or one.file or one.link))
)
def test_what_is_written_is_read_back(citation: Citation) -> None:
    assert parse_evidence(write_evidence(citation)) == citation


def test_a_long_number_is_read_at_once() -> None:
    """Each digit was tried as the end of the number: 60,000 took 10 seconds, 200,000 minutes."""
    assert parse_document_name("1" * 200_000) is None
    assert parse_document_name("1-" * 100_000) is None


def test_blanks_without_a_bar_are_read_at_once() -> None:
    """A bar was looked for behind each blank: 30,000 took 8 seconds."""
    assert parse_evidence("a" + " " * 300_000 + "b").number is not None
    assert parse_evidence("1/KH" + " " * 300_000 + "| b") == Citation("1/KH", title="b")
    assert parse_document_name("1/KH của a" + " " * 100_000 + "b") is not None
