"""The parts of documents: texts with marked places, periods, who signs, in every writer."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from word_files import W, part

from parplan.languages import load_office_language
from parplan.plan.structure import Plan, Signer
from parplan.queries.periods import known_periods, next_period
from parplan.reporting.formalities import (
    Formalities,
    SigningFor,
    agency_symbol,
    document_symbol,
    make_head,
    make_signature,
)
from parplan.reporting.markdown import escaped, render_markdown
from parplan.reporting.papers import (
    MOTTO,
    NATION,
    Head,
    Paper,
    Paragraph,
    Signature,
    filled,
    place,
    plain,
    strong,
    text,
)
from parplan.reporting.period_names import end_after, name_after, period_name, year_after
from parplan.reporting.upward_words import outward
from parplan.reporting.word import render_word
from small_plans import load, write_plan

VI = load_office_language("vi")
PAPER = Paper(
    head=Head(None, "Sở A", text("1"), text("Số: 1"), text("Hà Nội")),
    kind=None,
    title=None,
    addressed="Kính gửi:",
    addressees=(text("Sở B"), text("Sở C")),
    blocks=(Paragraph(text("Hết./.")),),
    signature=Signature((text("GIÁM ĐỐC"),), text("Trần A")),
    recipients_label="Nơi nhận:",
    recipients=(text("Như trên"),),
    name="Thư",
    author="Sở A",
    language="vi",
    day=date(2021, 3, 2),
)


def plan_with(**changes: object) -> Plan:
    plan = load(write_plan()).plan
    assert plan is not None
    return replace(plan, **changes)  # type: ignore[arg-type]


def test_texts_fill_the_places_of_a_template_and_are_not_templates_themselves() -> None:
    runs = filled("{a} và {b}: {n}", a="{b}", b=place("ghi rõ"), n=3)
    assert plain(runs) == "{b} và [ghi rõ]: 3"
    assert [run.place for run in runs] == [False, False, True, False, False]
    assert text(strong("a\u202eb\x00"), "")[0].text == "ab"


def test_several_addressees_stand_under_each_other() -> None:
    document = part(render_word(PAPER), "word/document.xml")
    texts = ["".join(paragraph.itertext()) for paragraph in document.iter(f"{W}p")]
    assert [words for words in texts if words.startswith(("Kính", "- Sở"))] == ["Kính gửi:", "- Sở B", "- Sở C"]
    assert "Kính gửi:\n\n- Sở B\n- Sở C\n" in render_markdown(PAPER)


def test_a_paper_without_a_superior_or_an_appendix_is_one_section() -> None:
    made = render_word(PAPER)
    document = part(made, "word/document.xml")
    assert len(list(document.iter(f"{W}sectPr"))) == 1
    with zipfile.ZipFile(BytesIO(made)) as package:
        assert package.testzip() is None


@pytest.mark.parametrize(
    ("signer", "offices", "name"),
    [
        ("Giám đốc Nguyễn Văn Thanh", ["GIÁM ĐỐC"], "Nguyễn Văn Thanh"),
        ("Chánh Văn phòng Trần B", ["CHÁNH VĂN PHÒNG"], "Trần B"),
        ("Nguyễn Văn Thanh", ["[CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]"], "Nguyễn Văn Thanh"),
        ("nguyễn văn thanh", ["[CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]"], "nguyễn văn thanh"),
        (None, ["[CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]"], "[họ và tên người ký]"),
    ],
)
def test_the_signer_of_the_plan(signer: str | None, offices: list[str], name: str) -> None:
    signature = make_signature(VI, plan_with(signer=Signer(signer) if signer else None), Formalities())
    assert [plain(office) for office in signature.offices] == offices
    assert plain(signature.name) == name


@pytest.mark.parametrize(
    ("parent", "agency", "where"),
    [
        ("UBND tỉnh Quảng Ngãi", "Sở A", "Quảng Ngãi"),
        (None, "Sở A tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("UBND thành phố Hồ Chí Minh", "Sở A", "[địa danh]"),
        (None, "Sở A", "[địa danh]"),
    ],
)
def test_the_place_is_the_provinces_or_marked(parent: str | None, agency: str, where: str) -> None:
    plan = plan_with(parent=parent, agency=agency)
    head = make_head(VI, plan, Formalities(day=date(2021, 10, 1)), date(2021, 9, 14), text("BC-SA"))
    assert plain(head.place_and_day) == f"{where}, ngày 01 tháng 10 năm 2021"


def test_the_day_is_left_open_where_nobody_says_when_it_is_signed() -> None:
    head = make_head(VI, plan_with(parent=None, agency="Sở A tỉnh B"), Formalities(), date(2021, 9, 14), text("BC-SA"))
    words = plain(head.place_and_day)
    assert words.replace("\N{NO-BREAK SPACE}", "") == "B, ngày  tháng  năm 2021"
    assert not any(run.place for run in head.place_and_day)


@pytest.mark.parametrize(
    ("parent", "agency", "issuer"),
    [
        ("UBND tỉnh Quảng Ngãi", "Sở Nội vụ tỉnh Quảng Ngãi", "Sở Nội vụ"),
        ("UBND thành phố Huế", "Sở Nội vụ thành phố Huế", "Sở Nội vụ"),
        ("UBND tỉnh Quảng Ngãi", "Sở Nội vụ tỉnh Kon Tum", "Sở Nội vụ tỉnh Kon Tum"),
        ("Bộ Giáo dục và Đào tạo", "Trường Đại học A", "Trường Đại học A"),
        (None, "UBND tỉnh Quảng Ngãi", "Ủy ban nhân dân tỉnh Quảng Ngãi"),
    ],
)
def test_the_province_is_not_named_twice(parent: str | None, agency: str, issuer: str) -> None:
    head = make_head(VI, plan_with(parent=parent, agency=agency), Formalities(), date(2021, 10, 1), text("BC"))
    assert head.issuer == issuer


@pytest.mark.parametrize(
    ("agency", "signer", "given", "lines"),
    [
        ("Sở A", Signer("Trần B", "Phó Giám đốc", ("kt",)), {}, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần B"]),
        ("Bộ A", Signer("Trần B", "Thứ trưởng", ("kt",)), {}, ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Trần B"]),
        ("UBND tỉnh A", Signer("Trần B", "Chủ tịch", ("tm",)), {}, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần B"]),
        (
            "Ủy ban nhân dân tỉnh A",
            Signer("Trần B", "Phó Chủ tịch", ("tm", "kt")),
            {},
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần B"],
        ),
        (
            "UBND tỉnh A",
            Signer("Trần B", "Chủ tịch", ("tm",)),
            {"signing_for": SigningFor.TL, "signer": "Lê C", "signer_title": "Chánh Văn phòng"},
            ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê C"],
        ),
        (
            "UBND tỉnh A",
            Signer("Trần B", "Chủ tịch", ("tm",)),
            {"signing_for": SigningFor.KT, "signer": "Lê C", "signer_title": "Phó Chủ tịch"},
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê C"],
        ),
        (
            "Hội đồng A",
            Signer("Trần B", "Chủ tịch"),
            {"signing_for": SigningFor.TM},
            ["TM. HỘI ĐỒNG A", "CHỦ TỊCH", "Trần B"],
        ),
        # as signed: no line is added to what the plan says
        ("UBND xã A", Signer("Trần B", "Chủ tịch"), {}, ["CHỦ TỊCH", "Trần B"]),
        ("Sở A", Signer("Trần B", "Phó Giám đốc"), {}, ["PHÓ GIÁM ĐỐC", "Trần B"]),
        ("Sở A", Signer("Phó Giám đốc phụ trách Trần B"), {}, ["PHÓ GIÁM ĐỐC PHỤ TRÁCH", "Trần B"]),
        ("Sở A", Signer("Trần B", "Quyền Giám đốc"), {}, ["QUYỀN GIÁM ĐỐC", "Trần B"]),
        (
            "Công ty A",
            Signer("Trần B", "Chánh Văn phòng", ("tl",)),
            {},
            ["TL. [CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]", "CHÁNH VĂN PHÒNG", "Trần B"],
        ),
        ("Đảng ủy xã A", Signer("Trần B", "Bí thư", ("tm",)), {}, ["T/M [TÊN TẬP THỂ LÃNH ĐẠO]", "BÍ THƯ", "Trần B"]),
        (
            "Đảng ủy xã A",
            Signer("Trần B", "Phó Bí thư thường trực", ("tm", "kt")),
            {},
            ["T/M [TÊN TẬP THỂ LÃNH ĐẠO]", "K/T BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Trần B"],
        ),
        ("Sở A", Signer("Trần B", None, ("tl",)), {}, ["TL. [CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]", "[CHỨC VỤ NGƯỜI KÝ]", "Trần B"]),
        ("Sở A", Signer("Phó Giám đốc Trần B", None, ("kt",)), {}, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần B"]),
        ("Đảng ủy xã A", Signer("Phó Bí thư Trần B"), {}, ["PHÓ BÍ THƯ", "Trần B"]),
        (
            "Sở A",
            Signer("Trần B", "Chánh Văn phòng", ("tl",)),
            {"signing_for": SigningFor.KT, "signer": "Lê C", "signer_title": "Phó Giám đốc"},
            ["KT. [CHỨC VỤ NGƯỜI ĐỨNG ĐẦU]", "PHÓ GIÁM ĐỐC", "Lê C"],
        ),
    ],
)
def test_lines_of_the_signature_are_those_of_the_law(
    agency: str, signer: Signer, given: dict[str, Any], lines: list[str]
) -> None:
    signature = make_signature(VI, plan_with(agency=agency, signer=signer), Formalities(**given))
    assert [*map(plain, signature.offices), plain(signature.name)] == lines


@pytest.mark.parametrize(
    ("agency", "parent", "number", "head"),
    [
        ("Sở A", "UBND tỉnh B", "12/KH-SA", ("[số]/BC-SA", NATION, MOTTO)),
        ("Ủy ban nhân dân xã A", "Đảng bộ tỉnh", "12/KH-UBND", ("[số]/BC-UBND", NATION, MOTTO)),
        ("Đảng ủy xã A", "Đảng bộ tỉnh B", "12-KH/ĐU", ("[số]-BC/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "")),
        ("Ban Tổ chức", "Tỉnh ủy B", "12-KH/BTCTU", ("[số]-BC/BTCTU", "ĐẢNG CỘNG SẢN VIỆT NAM", "")),
        ("Tỉnh đoàn B", None, "12-KH/TĐTN", ("[số]-BC/TĐTN", "[quốc hiệu, hoặc tên Đảng, Đoàn]", "")),
    ],
)
def test_what_heads_the_documents_of_the_state_and_of_the_party(
    agency: str, parent: str | None, number: str, head: tuple[str, str, str]
) -> None:
    plan = plan_with(agency=agency, parent=parent, decision_number=number)
    made = make_head(VI, plan, Formalities(), date(2021, 10, 1), document_symbol(VI, plan, "BC"))
    assert (plain(made.number), plain(made.nation), made.motto) == head
    markdown = render_markdown(replace(PAPER, head=made))
    assert (MOTTO in markdown) == bool(made.motto)
    assert ("CỘNG HÒA" in "".join(part(render_word(replace(PAPER, head=made)), "word/document.xml").itertext())) == (
        head[1] == NATION
    )


@pytest.mark.parametrize(
    ("words", "outwards"),
    [
        ("Xây dựng, tham mưu ban hành kế hoạch", "Xây dựng, ban hành kế hoạch"),
        ("Chủ động đề xuất, tham mưu Giám đốc Sở kịp thời thể chế hóa", "Chủ động đề xuất, kịp thời thể chế hóa"),
        ("Tham mưu trình UBND tỉnh", "Trình UBND tỉnh"),
        ("Tham mưu Bộ trưởng ban hành quy chế", "Ban hành quy chế"),
        ("Tham mưu cho UBND tỉnh ban hành quyết định", "Trình UBND tỉnh ban hành quyết định"),
        (" Tham mưu công bố danh mục", " Công bố danh mục"),
        ("Đã tham mưu 02 văn bản", "Đã tham mưu 02 văn bản"),
        ("Ban tham mưu họp", "Ban tham mưu họp"),
        ("cơ quan tham mưu giúp việc", "cơ quan tham mưu giúp việc"),
        ("Không có gì", "Không có gì"),
    ],
)
def test_words_for_preparing_do_not_go_up(words: str, outwards: str) -> None:
    assert outward(words) == outwards


@pytest.mark.parametrize(
    ("words", "outwards"),
    [
        ("Nghiên cứu tham mưu UBND tỉnh ban hành hoặc trình HĐND tỉnh", "Nghiên cứu ban hành hoặc trình HĐND tỉnh"),
        ("Tham mưu Chủ tịch UBND tỉnh quyết định", "Quyết định"),
        ("Tham mưu UBND tỉnh Nghệ An ban hành", "Tham mưu UBND tỉnh Nghệ An ban hành"),
        ("Tham mưu HĐND tỉnh ban hành nghị quyết", "Trình HĐND tỉnh ban hành nghị quyết"),
        ("Tham mưu, đề xuất tổ chức", "Đề xuất tổ chức"),
    ],
)
def test_a_committee_brings_nothing_before_itself(words: str, outwards: str) -> None:
    assert outward(words, committee=True) == outwards


@pytest.mark.parametrize(
    ("decision", "symbol"), [("1/QĐ-SA", "SA"), ("12/2020/QĐ-UBND", "UBND"), ("12", None), ("12/QĐ", None)]
)
def test_the_symbol_of_the_agency_is_its_decisions(decision: str, symbol: str | None) -> None:
    found = agency_symbol(VI, plan_with(decision_number=decision))
    assert found == (symbol or place("ký hiệu cơ quan"))


def test_periods_follow_each_other_by_their_deadlines() -> None:
    plan = load(write_plan(reports="b: {due: 2021-06-20}\na: {due: 2021-03-20}\nc: {due: theo quy định}")).plan
    assert plan is not None
    periods = {period.key: period for period in known_periods(plan)}
    assert list(periods) == ["b", "a", "c"]
    assert next_period(plan, periods["a"]) == periods["b"]
    assert next_period(plan, periods["b"]) is None
    assert next_period(plan, periods["c"]) is None


def test_a_period_is_called_after_its_year() -> None:
    plan = load(write_plan(reports="q1: {due: 2022-03-20}\nt4: {due: 2021-04-20}")).plan
    assert plan is not None
    first, second = known_periods(plan)
    assert period_name(VI, plan, first) == "quý I năm 2021"
    assert period_name(VI, replace(plan, through=2025), first) == "quý I năm 2022"
    assert period_name(VI, plan, second) == "t4"


@pytest.mark.parametrize(
    ("report", "name", "after"),
    [
        ("2022-q1: {due: 2022-03-20}", "quý I năm 2022", "quý II năm 2022"),
        ("2022-year: {due: 2022-12-20}", "năm 2022", None),
        ("2022: {due: 2022-12-20}", "năm 2022", None),
        ("year: {due: 2023-01-10}", "năm 2022", None),
        ("q4: {due: 2023-01-05}", "quý IV năm 2022", None),
        ("q1: {due: trước ngày 20/3}", "quý I năm …", "quý II năm …"),
        ("q1: {due: theo quy định}", "quý I năm …", "quý II năm …"),
    ],
)
def test_in_a_plan_of_several_years_a_period_has_the_year_its_key_or_days_tell(
    report: str, name: str, after: str | None
) -> None:
    plan = load(write_plan(reports=report, heading="through: 2025")).plan
    assert plan is not None
    (period,) = known_periods(plan)
    assert period_name(VI, plan, period) == name
    if after is None:
        assert year_after(plan, period) == 2023
    else:
        assert name_after(VI, plan, period) == after


def test_the_last_year_of_a_plan_is_not_passed_by_a_report_due_in_the_next() -> None:
    plan = load(write_plan(reports="year: {due: 2023-01-10}", heading="through: 2022")).plan
    assert plan is not None
    assert period_name(VI, plan, known_periods(plan)[0]) == "năm 2022"


@pytest.mark.parametrize("title", ["Kế hoạch năm học 2021 - 2022", "Kế hoạch NĂM HỌC 2021–2022 của trường"])
def test_a_school_year_is_called_so(title: str) -> None:
    plan = load(write_plan(reports="hk1: {due: 2022-01-15}\nyear: {due: 2022-05-31}", heading="through: 2022")).plan
    assert plan is not None
    assert not plan.of_school_year
    school = replace(plan, title=title)
    first, year = known_periods(school)
    assert (period_name(VI, school, first), name_after(VI, school, first)) == ("học kỳ I", "học kỳ II")
    assert period_name(VI, school, year) == "năm học 2021 - 2022"
    assert name_after(VI, school, year) == "năm học 2022 - 2023"
    assert year_after(school, year) is None


@pytest.mark.parametrize(
    ("key", "end"),
    [("2021-q1", "2021-06-30"), ("2021-h1", "2021-12-31"), ("2021-year", "2022-12-31"), ("2022-q1", "2022-12-31")],
)
def test_part_iv_goes_to_the_end_of_the_time_it_is_named_after(key: str, end: str) -> None:
    reports = """
    2021-q1: {due: 2021-03-20}
    2021-h1: {due: 2021-06-20, to: 2021-06-14}
    2021-m9: {due: 2021-09-20, to: 2021-09-14}
    2021-year: {due: 2021-12-20}
    2022-q1: {due: 2022-03-20, to: 2022-03-14}
    """
    plan = load(write_plan(reports=reports, heading="through: 2022")).plan
    assert plan is not None
    assert str(end_after(plan, next(one for one in known_periods(plan) if one.key == key))) == end


@pytest.mark.parametrize(
    ("key", "name", "after"),
    [
        ("q1", "quý I năm 2021", "quý II năm 2021"),
        ("h1", "6 tháng đầu năm 2021", "6 tháng cuối năm 2021"),
        ("q3", "quý III năm 2021", "quý IV năm 2021"),
        ("m9", "9 tháng đầu năm 2021", "quý IV năm 2021"),
        ("hk1", "học kỳ I", "học kỳ II"),
    ],
)
def test_what_follows_a_period_is_the_rest_of_the_year_and_not_the_next_report(key: str, name: str, after: str) -> None:
    plan = load(write_plan(reports=f"{key}: {{due: 2021-03-20}}\nyear: {{due: 2021-12-20}}")).plan
    assert plan is not None
    period, year = known_periods(plan)
    assert (period_name(VI, plan, period), name_after(VI, plan, period)) == (name, after)
    assert (year_after(plan, period), year_after(plan, year)) == (None, 2022)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1. a", "1\\. a"),
        ("1.a", "1.a"),
        ("- a", "\\- a"),
        ("a - b", "a - b"),
        ("AT&T &amp;", "AT&T \\&amp;"),
        ("http://a_b", "http\\://a\\_b"),
        ("FTP://a", "FTP\\://a"),
        ("C # D ##", "C # D #\\#"),
    ],
)
def test_escaping_touches_only_what_is_markup(words: str, shown: str) -> None:
    assert escaped(words) == shown
