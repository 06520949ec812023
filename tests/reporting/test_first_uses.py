"""Abbreviations are written out where a paper first uses them."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from parplan.languages import load_office_language
from parplan.plan.structure import Plan
from parplan.plan.units import Unit
from parplan.reporting.first_uses import with_first_uses
from parplan.reporting.papers import Appendix, Head, Paper, Paragraph, Signature, plain, text
from parplan.vocabulary.abbreviations import known_abbreviations
from small_plans import load, write_plan

VI = load_office_language("vi")


def plan() -> Plan:
    found = load(write_plan()).plan
    assert found is not None
    units = {
        "VP": Unit("VP", "Văn phòng UBND tỉnh", "VP UBND tỉnh"),
        "UD": Unit("UD", "Trung tâm Ứng dụng và Dịch vụ KHCN", "TT ƯD&DV"),
        "CT": Unit("CT", "Tổ Công tác kiểm tra công vụ của Sở", "Tổ Công tác"),
    }
    return replace(found, directory=replace(found.directory, units=units))


def paper(*paragraphs: str, addressee: str = "Sở B", appendices: tuple[Appendix, ...] = ()) -> Paper:
    return Paper(
        head=Head(None, "Sở A", text("1"), text("Số: 1"), text("Hà Nội")),
        kind="BÁO CÁO",
        title="Kết quả",
        addressed="Kính gửi:",
        addressees=(text(addressee),),
        blocks=tuple(Paragraph(text(one)) for one in paragraphs),
        signature=Signature((text("GIÁM ĐỐC"),), text("Trần A")),
        recipients_label="Nơi nhận:",
        recipients=(text("Như trên"),),
        name="Thư",
        author="Sở A",
        language="vi",
        day=date(2021, 3, 2),
        appendices=appendices,
    )


def written(*paragraphs: str) -> list[str]:
    made = with_first_uses(VI, paper(*paragraphs), plan())
    return [plain(block.runs) for block in made.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["Rà soát TTHC; TTHC mới"], ["Rà soát thủ tục hành chính (TTHC); TTHC mới"]),
        (["Rà soát TTHC."], ["Rà soát thủ tục hành chính."]),
        (["TTHC được rà soát. CCHC", "TTHC, CCHC"], [
            "Thủ tục hành chính (TTHC) được rà soát. Cải cách hành chính (CCHC)", "TTHC, CCHC"]),
        (["Cải cách thủ tục hành chính (TTHC)", "TTHC"], ["Cải cách thủ tục hành chính (TTHC)", "TTHC"]),
        (["Công văn số 12/UBND-NC, 31-CT/TU, UBND"], ["Công văn số 12/UBND-NC, 31-CT/TU, Ủy ban nhân dân"]),
        (["VP UBND tỉnh", "VP UBND tỉnh, UBND tỉnh"], [
            "Văn phòng Ủy ban nhân dân tỉnh (VP UBND tỉnh)", "VP UBND tỉnh, Ủy ban nhân dân tỉnh"]),
        (["Trung tâm Ứng dụng và Dịch vụ KHCN; TT ƯD&DV; TT ƯD&DV"], [
            "Trung tâm Ứng dụng và Dịch vụ KHCN; Trung tâm Ứng dụng và Dịch vụ KHCN (TT ƯD&DV); TT ƯD&DV"]),
        (["Tổ Công tác kiểm tra công vụ của Sở họp"], ["Tổ Công tác kiểm tra công vụ của Sở họp"]),
        (["VBQPPL, văn bản QPPL"], ["Văn bản quy phạm pháp luật, văn bản quy phạm pháp luật"]),
    ],
)  # fmt: skip
def test_abbreviations_are_defined_where_they_first_stand(before: list[str], after: list[str]) -> None:
    assert written(*before) == after


def test_whom_a_paper_is_for_is_written_out_and_an_appendix_lists_what_it_uses() -> None:
    appendix = Appendix("Phụ lục", "Bảng", text("(Kèm theo)"), (Paragraph(text("TTHC của TT ƯD&DV")),))
    made = with_first_uses(VI, paper("Hết", addressee="UBND các xã", appendices=(appendix,)), plan())
    assert [plain(one) for one in made.addressees] == ["Ủy ban nhân dân các xã"]
    listed, table = made.appendices[0].blocks
    assert isinstance(listed, Paragraph)
    assert isinstance(table, Paragraph)
    assert plain(listed.runs) == (
        "Chữ viết tắt: TT ƯD&DV: Trung tâm Ứng dụng và Dịch vụ KHCN; TTHC: thủ tục hành chính."
    )
    assert plain(table.runs) == "TTHC của TT ƯD&DV"


def test_the_list_has_each_abbreviation_once_and_none_in_its_meaning() -> None:
    data = known_abbreviations()
    assert {"TTHC", "CCHC", "UBND", "CNTT", "DVC", "QPPL"} <= set(data)
    for short, full in data.items():
        assert short.isupper()
        assert not set(data) & set(full.replace(",", "").split())


def test_abbreviations_that_stand_for_each_other_end() -> None:
    units = {"A": Unit("A", "CDX", "ABX"), "C": Unit("C", "ABX", "CDX"), "D": Unit("D", "TTHC", "thủ")}
    turning = replace(plan(), directory=replace(plan().directory, units=units))
    made = with_first_uses(VI, paper("Giao ABX rà soát TTHC.", addressee="ABX"), turning)
    assert [plain(one) for one in made.addressees] == ["ABX"]
    assert [plain(block.runs) for block in made.blocks if isinstance(block, Paragraph)] == [
        "Giao ABX rà soát TTHC tục hành chính."
    ]


def test_a_long_text_of_short_words_takes_no_longer_for_each() -> None:
    words = "x. " * 40_000 + "TTHC"
    assert written(words) == ["x. " * 40_000 + "Thủ tục hành chính"]
