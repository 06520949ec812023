"""Documents that are no plan are refused, each for its own reason; what heads and ends a plan is read or told."""

from __future__ import annotations

import pytest
from plan_shapes import Typed
from typed_plans import HEAD, read_text, read_typed, read_word

from parplan.importing.blocks import DocumentLine, SourceDocument
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.labels import LEAD, find_label
from parplan.importing.parties import split_parties
from parplan.importing.reading import read_plan
from parplan.importing.refusing import NotAPlanError

HEADER = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành", "Sản phẩm")
ROWS = [
    HEADER,
    ("1", "Rà soát thủ tục hành chính", "Văn phòng Sở", "Quý II/2026", "Báo cáo"),
    ("2", "Số hóa hồ sơ", "Văn phòng Sở", "Tháng 9/2026", "Hồ sơ số"),
    ("3", "Kiểm tra công vụ", "Thanh tra Sở", "Quý III/2026", "Kết luận"),
]


def typed(kind: str = "KẾ HOẠCH", about: str = "Cải cách hành chính năm 2026") -> Typed:
    return Typed(
        "UBND TỈNH HÀ NAM", "SỞ DU LỊCH", "31/VB-SDL", "ngày 05 tháng 02 năm 2026", kind, about, place="Hà Nam"
    )


def told(draft: Draft, kind: str) -> list[tuple[str, str]]:
    return [(doubt.value, doubt.printed) for doubt in draft.doubts if doubt.kind == kind]


@pytest.mark.parametrize("kind", ["BÁO CÁO", "LỊCH CÔNG TÁC TUẦN", "BIÊN BẢN", "GIẤY MỜI", "TỜ TRÌNH", "THÔNG CÁO"])
def test_what_tells_or_invites_is_no_plan_whatever_its_table_looks_like(kind: str) -> None:
    d = typed(kind, "")
    d.table(ROWS)
    with pytest.raises(NotAPlanError, match=kind.split()[0]):
        read_word(d.end())


def test_a_blank_form_is_refused_as_one() -> None:
    d = typed(about="…… năm 20…")
    d.table([HEADER, ("1", "…", "…", "…", "…"), ("2", "……", "…", "", "")])
    with pytest.raises(NotAPlanError, match="blank form"):
        read_word(d.end())


def test_the_year_of_the_list_in_a_plan_of_several_years() -> None:
    d = typed(about="Thực hiện Chương trình đào tạo giai đoạn 2025 - 2029")
    d.lines("I. MỤC TIÊU\n- Đào tạo 500 lượt người.")
    d.bold("DANH MỤC NHIỆM VỤ NĂM 2026", centered=True)
    d.table(ROWS)
    draft = read_word(d.end())
    assert draft.data["plan"]["year"] == "2026"
    assert "through" not in draft.data["plan"]
    assert told(draft, "year-unclear") == [("2026", "DANH MỤC NHIỆM VỤ NĂM 2026")]


@pytest.mark.parametrize(
    ("about", "doubts"),
    [
        ("Cải cách hành chính năm 2026", []),
        ("Thực hiện Kế hoạch số 05/KH-UBND năm 2025 của UBND tỉnh", [("2025", "2026, 2027")]),
    ],
)
def test_the_year_of_a_document_named_in_the_title_is_asked_about(about: str, doubts: list[tuple[str, str]]) -> None:
    d = typed(about=about)
    d.table([*ROWS, ("4", "Tổng kết", "Văn phòng Sở", "trước 15/01/2027", "Báo cáo")])
    assert told(read_word(d.end()), "year-of-others") == doubts


@pytest.mark.parametrize(
    ("about", "given", "doubts"),
    [
        ("Cải cách hành chính năm 2026", 2026, []),
        ("Cải cách hành chính năm 2026", 2025, [("2025", "2026")]),
        ("Đào tạo giai đoạn 2025 - 2029", 2027, []),
        ("Đào tạo giai đoạn 2025 - 2029", 2024, [("2024", "2025")]),
    ],
)
def test_a_year_that_is_typed_is_compared_with_the_printed_one(
    about: str, given: int, doubts: list[tuple[str, str]]
) -> None:
    d = typed(about=about)
    d.table(ROWS)
    draft = read_word(d.end(), Wishes(year=given))
    assert draft.data["plan"]["year"] == str(given)
    assert told(draft, "year-given") == doubts


def test_a_plan_with_a_number_of_its_own_below_the_decision() -> None:
    d = Typed("SỞ Y TẾ", "BỆNH VIỆN NHI", "86/QĐ-BVN", "ngày 15 tháng 01 năm 2026", "QUYẾT ĐỊNH", place="Huế")
    d.lines("Điều 1. Phê duyệt Kế hoạch cải tiến chất lượng năm 2026.")
    d.sign("GIÁM ĐỐC", "Lê Thị Hạnh")
    table = d.document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "SỞ Y TẾ\nBỆNH VIỆN NHI\nSố: 12/KH-BVN"
    table.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHuế, ngày 14 tháng 01 năm 2026"
    d.bold("KẾ HOẠCH", centered=True)
    d.bold("Cải tiến chất lượng năm 2026", centered=True)
    d.table(ROWS)
    draft = read_word(d.end())
    assert draft.data["plan"]["decision"] == {"number": "12/KH-BVN", "date": "2026-01-14"}
    assert told(draft, "two-numbers") == [("12/KH-BVN", "86/QĐ-BVN")]
    assert draft.data["plan"]["agency"] == "Bệnh viện Nhi"


def test_a_table_with_a_header_of_its_own_continues_none() -> None:
    d = typed()
    d.table(ROWS)
    d.bold("PHỤ LỤC 2. CHỈ SỐ", centered=True)
    d.table([("TT", "Chỉ số", "Đơn vị tính", "Năm 2025", "Năm 2026"), ("1", "Tỷ lệ hồ sơ đúng hạn", "%", "95", "98")])
    draft = read_word(d.end())
    assert len(draft.data["sections"][0]["tasks"]) == 3
    assert [printed for _, printed in told(draft, "table-left-out")] == [
        "TT | Chỉ số | Đơn vị tính | Năm 2025 | Năm 2026"
    ]


def test_the_roman_number_of_the_duties_beside_lettered_sections() -> None:
    rows = [ROWS[0], ("A", "Thể chế", "", "", ""), ROWS[1], ("B", "Tổ chức bộ máy", "", "", ""), *ROWS[2:]]
    d = typed()
    d.lines("IV. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở theo dõi, đôn đốc.\n2. Thanh tra Sở kiểm tra việc thực hiện.")
    d.table(rows)
    assert [section["id"] for section in read_word(d.end()).data["sections"]] == ["A", "B", "IV"]


def test_who_has_charge_of_a_task_leads_it() -> None:
    label = find_label("Phụ trách")
    assert label is not None
    assert (label.field, label.sure) == (LEAD, True)
    draft = read_typed("I. NHIỆM VỤ\n1. Số hóa hồ sơ\n- Phụ trách: Văn phòng Sở;\n- Thời gian: Quý I;\n")
    assert draft.data["sections"][0]["tasks"][0]["lead"] == ["Văn phòng Sở"]


def test_a_first_word_without_a_name_behind_it_may_be_within_another_name() -> None:
    names = split_parties(["Phòng Tổ chức - Cán bộ, Thanh tra và Thi đua, Khen thưởng"])
    assert not any(one.sure for one in names)
    assert all(one.sure for one in split_parties(["Phòng Tổ chức, Thanh tra Sở và Văn phòng Sở"]))


def test_a_motto_broken_into_two_lines_is_no_name() -> None:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\n"
    text = f"{motto}{HEAD}I. NHIỆM VỤ\n1. Số hóa hồ sơ\n- Chủ trì: Văn phòng Sở\n"
    draft = read_text(text)
    assert draft.data["plan"]["agency"] == "Sở Nội vụ tỉnh Quảng Ngãi"


def test_fields_in_brackets_behind_the_title() -> None:
    draft = read_typed(
        "I. NHIỆM VỤ\n"
        "- Ký số hồ sơ (Chủ trì: Phòng Nghiệp vụ; phối hợp: các khoa; thời gian: tháng 12/2026; sản phẩm: Hồ sơ số).\n"
        "- Rà soát quy chế (bản năm 2024) (Chủ trì: Văn phòng; phối hợp: Phòng Tài chính, Phòng Nghiệp vụ).\n"
    )
    one, two = draft.data["sections"][0]["tasks"]
    assert one == {
        "id": "I.1",
        "title": "Ký số hồ sơ",
        "lead": ["Phòng Nghiệp vụ"],
        "coordinating": ["các khoa"],
        "products": ["Hồ sơ số"],
        "time": "tháng 12/2026",
    }
    assert (two["title"], two["lead"]) == ("Rà soát quy chế (bản năm 2024)", ["Văn phòng"])
    assert two["coordinating"] == ["Phòng Tài chính", "Phòng Nghiệp vụ"]


def test_a_label_within_the_text_of_another_field_is_told() -> None:
    d = typed()
    d.table(
        [ROWS[0], ROWS[1], ("2", "Số hóa hồ sơ; chủ trì: Văn phòng", "Thanh tra Sở", "Quý I/2026", "Hồ sơ"), ROWS[3]]
    )
    doubts = [doubt for doubt in read_word(d.end()).doubts if doubt.kind == "label-inside"]
    assert [(doubt.address, doubt.field, doubt.printed) for doubt in doubts] == [("2", "title", "chủ trì")]


def test_the_head_of_the_youth_union_and_the_eth_of_old_keyboards() -> None:
    d = Typed(
        "BCH ÐOÀN TỈNH BẮC NINH", "***", "102-KH/TĐTN-BTC", "ngày 12 tháng 01 năm 2026", "KẾ HOẠCH", "Tháng Thanh niên"
    )
    cell = d.document.tables[0].cell(0, 1)
    cell.text = "ĐOÀN TNCS HỒ CHÍ MINH\nBắc Ninh, ngày 12 tháng 01 năm 2026"
    d.table(ROWS)
    plan = read_word(d.end()).data["plan"]
    assert plan["agency"] == "BCH Đoàn tỉnh Bắc Ninh"
    assert plan["decision"] == {"number": "102-KH/TĐTN-BTC", "date": "2026-01-12"}


@pytest.mark.parametrize(
    ("head", "agency", "title"),
    [
        (
            ("ĐẢNG BỘ TỈNH HƯNG YÊN", "BAN CHẤP HÀNH ĐẢNG BỘ XÃ TIÊN LỮ", "09-CTr/ĐU", "ngày 15 tháng 01 năm 2026",
             "CHƯƠNG TRÌNH", "kiểm tra, giám sát năm 2026", "Tiên Lữ"),
            "Ban Chấp hành Đảng bộ xã Tiên Lữ", "Chương trình kiểm tra, giám sát năm 2026",
        ),
        (
            ("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI", "CHI NHÁNH TỈNH SƠN LA", "210/KH-NHCS", "ngày 26 tháng 01 năm 2026",
             "KẾ HOẠCH", "tín dụng chính sách năm 2026", "Sơn La"),
            "Ngân hàng Chính sách xã hội Chi nhánh tỉnh Sơn La", "Kế hoạch tín dụng chính sách năm 2026",
        ),
        (
            ("ĐẠI HỌC QUỐC GIA HÀ NỘI", "TRƯỜNG ĐẠI HỌC\nKHOA HỌC TỰ NHIÊN", "61/KH-ĐHKHTN",
             "ngày 17 tháng 11 năm 2025", "KẾ HOẠCH HÀNH ĐỘNG", "thực hiện Chiến lược phát triển năm 2026", "Hà Nội"),
            "Trường Đại học Khoa học tự nhiên", "Kế hoạch hành động thực hiện Chiến lược phát triển năm 2026",
        ),
    ],
    ids=["its place in its name", "a branch", "a name on two lines"],
)  # fmt: skip
def test_the_agency_and_the_title_by_the_lines_of_the_head(
    head: tuple[str, str, str, str, str, str, str], agency: str, title: str
) -> None:
    d = Typed(*head)
    d.table(ROWS)
    plan = read_word(d.end()).data["plan"]
    assert (plan["agency"], plan["title"]) == (agency, title)


def test_sections_without_numbers_are_numbered_beside_the_duties() -> None:
    rows = [ROWS[0], ("", "Tháng 3", "", "", ""), ROWS[1], ("", "Tháng 4", "", "", ""), *ROWS[2:]]
    d = typed()
    d.lines("II. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở theo dõi, đôn đốc.\n2. Thanh tra Sở kiểm tra việc thực hiện.")
    d.table(rows)
    assert [section["id"] for section in read_word(d.end()).data["sections"]] == ["I", "II", "TCTH"]


def test_a_proposal_to_issue_a_plan_is_none() -> None:
    d = typed("TỜ TRÌNH", "")
    d.bold("Về việc ban hành Kế hoạch cải cách hành chính năm 2026", centered=True)
    d.lines("I. NỘI DUNG\n1. Cải cách thể chế: 05 nhiệm vụ.\n2. Thời gian thực hiện: năm 2026.")
    with pytest.raises(NotAPlanError, match="TỜ TRÌNH"):
        read_word(d.end())


def test_a_refusal_names_what_comes_nearest_to_tasks() -> None:
    d = typed("QUY ĐỊNH", "")
    d.lines("1. Cán bộ mặc đồng phục.\n2. Văn phòng Sở trực ban.")
    with pytest.raises(NotAPlanError, match=r"“2\. Văn phòng Sở trực ban\.” is not read as one"):
        read_word(d.end())
    d = typed("QUY ĐỊNH", "")
    d.table([("TT", "Nội dung chi", "Đơn giá"), ("1", "In tài liệu", "5.000")])
    with pytest.raises(NotAPlanError, match=r"“TT \| Nội dung chi \| Đơn giá” is not read as one"):
        read_word(d.end())


def test_a_label_that_is_not_known_may_come_first() -> None:
    fields = "- Đối tượng: {}.\n- Đơn vị chủ trì: Ban Xây dựng Đảng.\n- Thời gian: Quý II/2026.\n"
    draft = read_typed(
        "I. NỘI DUNG\n"
        f"1. Kiểm tra việc thu đảng phí\n{fields.format('05 chi bộ')}"
        f"2. Giám sát việc kê khai tài sản\n{fields.format('08 đồng chí')}"
    )
    one, two = draft.data["sections"][0]["tasks"]
    assert (one["title"], one["lead"]) == ("Kiểm tra việc thu đảng phí", ["Ban Xây dựng Đảng"])
    assert [one["columns"], two["columns"]] == [{"Đối tượng": "05 chi bộ"}, {"Đối tượng": "08 đồng chí"}]


def test_fields_told_in_words_in_the_bracket_behind_a_task() -> None:
    draft = read_typed(
        "I. NHIỆM VỤ\n"
        "- Lắp đặt wifi tại nhà văn hóa (Phòng Kinh tế chủ trì, hoàn thành trước 30/6/2026).\n"
        "- Rà soát dữ liệu (bản cũ) (Công an xã chủ trì, phối hợp với Văn phòng, thực hiện thường xuyên);\n"
        "- Tập huấn (hoàn thành trong quý II/2026).\n"
        "- Mua máy tính (10 bộ).\n"
        "- Sửa quy chế (ban hành năm 2023).\n"
        "- Số hóa hồ sơ (do Văn phòng phụ trách).\n"
    )
    tasks = draft.data["sections"][0]["tasks"]
    told = [(task["title"], task.get("lead"), task.get("coordinating"), task.get("time")) for task in tasks]
    assert told == [
        ("Lắp đặt wifi tại nhà văn hóa", ["Phòng Kinh tế"], None, "trước 30/6/2026"),
        ("Rà soát dữ liệu (bản cũ)", ["Công an xã"], ["Văn phòng"], "thường xuyên"),
        ("Tập huấn", None, None, "trong quý II/2026"),
        ("Số hóa hồ sơ", ["Văn phòng"], None, None),
    ]
    assert not any(doubt.kind == "paragraph-left-out" and "wifi" in doubt.printed for doubt in draft.doubts)
    assert any("Mua máy tính" in doubt.printed for doubt in draft.doubts)


def test_tasks_without_leads_are_named_where_only_duties_have_them() -> None:
    with pytest.raises(NotAPlanError, match=r"no leads of its tasks, such as “- Lắp đặt wifi.*: only of 2 duties"):
        read_typed(
            "I. MỤC TIÊU\n- Tăng 5%.\nII. NHIỆM VỤ\n- Lắp đặt wifi.\n- Số hóa hồ sơ.\n- Mở lớp.\n"
            "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở theo dõi, đôn đốc việc thực hiện.\n"
            "2. Thanh tra Sở kiểm tra việc thực hiện.\n"
        )


def test_a_person_or_body_that_does_the_work_leads_it() -> None:
    label = find_label("Người/đơn vị thực hiện")
    assert label is not None
    assert label.field == "doing"
    assert getattr(find_label("Người thực hiện"), "field", "") == "person"


def test_fields_told_in_the_sentence_behind_a_task() -> None:
    draft = read_typed(
        "I. NHIỆM VỤ\n"
        "1. Xây dựng 20 chi hội. Giao Ban Xây dựng Hội chủ trì, phối hợp với Hội Nông dân các xã, phường thực hiện;"
        " hoàn thành trong quý III/2026.\n"
        "2. Mở lớp dạy nghề; Giao Văn phòng chủ trì thực hiện.\n"
        "3. Giải ngân 15 tỷ đồng. Giao Ban Kinh tế chủ trì, phối hợp với Ngân hàng Chính sách; hoàn thành hằng năm.\n"
    )
    one, two, three = draft.data["sections"][0]["tasks"]
    assert (one["title"], one["lead"], one["time"]) == (
        "Xây dựng 20 chi hội",
        ["Ban Xây dựng Hội"],
        "trong quý III/2026",
    )
    assert one["coordinating"] == ["Hội Nông dân các xã, phường"]
    assert (two["title"], two["lead"]) == ("Mở lớp dạy nghề", ["Văn phòng"])
    assert (three["coordinating"], three["time"]) == (["Ngân hàng Chính sách"], "hằng năm")


def test_bars_between_labels() -> None:
    draft = read_typed(
        "I. NHIỆM VỤ\n1) Tư vấn thành lập\nChủ trì: Phòng Tư vấn | Phối hợp: Sở Công Thương | Thời gian: Cả năm | "
        "Kết quả: 30 hợp tác xã\n"
    )
    task = draft.data["sections"][0]["tasks"][0]
    assert (task["lead"], task["coordinating"]) == (["Phòng Tư vấn"], ["Sở Công Thương"])
    assert (task["time"], task["products"]) == ("Cả năm", ["30 hợp tác xã"])


def test_inspections_under_contents_begin_as_bodies() -> None:
    d = typed()
    header = ("TT", "Đối tượng thanh tra", "Nội dung thanh tra", "Thời gian tiến hành", "Đơn vị chủ trì")
    d.table(
        [
            header,
            ("1", "Sở Xây dựng", "Thanh tra công tác cấp phép", "Quý I/2026", "Phòng Nghiệp vụ 1"),
            ("2", "Sở Y tế", "Thanh tra việc mua sắm thuốc", "Quý II/2026", "Phòng Nghiệp vụ 2"),
            ("3", "Trường Tây Nguyên", "Thanh tra thu, chi tài chính", "Quý III/2026", "Phòng Nghiệp vụ 2"),
        ]
    )
    tasks = read_word(d.end()).data["sections"][0]["tasks"]
    assert [task["title"] for task in tasks][:2] == ["Thanh tra công tác cấp phép", "Thanh tra việc mua sắm thuốc"]
    assert [task["lead"] for task in tasks][:2] == [["Phòng Nghiệp vụ 1"], ["Phòng Nghiệp vụ 2"]]


def test_a_decision_that_holds_its_plan_in_plain_text() -> None:
    text = (
        "SỞ Y TẾ HẢI PHÒNG\nBỆNH VIỆN KIẾN AN\nSố: 512/QĐ-BVKA\nHải Phòng, ngày 19 tháng 3 năm 2026\nQUYẾT ĐỊNH\n"
        "Về việc phê duyệt Kế hoạch kiểm soát nhiễm khuẩn năm 2026\nQUYẾT ĐỊNH:\n"
        "Điều 1. Phê duyệt Kế hoạch với các nội dung sau:\n1. Giám sát\n1.1. Giám sát vết mổ\n"
        "+ Đơn vị thực hiện: Khoa Kiểm soát nhiễm khuẩn;\n+ Thời gian: Hằng tháng.\n"
    )
    draft = read_text(text)
    assert draft.data["plan"]["title"] == "Kế hoạch kiểm soát nhiễm khuẩn năm 2026"
    assert draft.data["sections"][0]["tasks"][0]["lead"] == ["Khoa Kiểm soát nhiễm khuẩn"]


@pytest.mark.parametrize(
    ("who", "agency"), [("Hiệu trưởng", "Sở Du lịch tỉnh Hà Nam"), ("Trưởng Thuế tỉnh Hà Nam", "Thuế tỉnh Hà Nam")]
)
def test_an_office_is_no_agency(who: str, agency: str) -> None:
    d = typed()
    d.line(f"(Ban hành kèm theo Quyết định số 31/QĐ-SDL ngày 05/02/2026 của {who})", centered=True)
    d.table(ROWS)
    assert read_word(d.end()).data["plan"]["agency"] == agency


@pytest.mark.parametrize(
    ("foot", "title", "others"),
    [
        ("TRƯỞNG BAN\n\nCHỦ TỊCH UBND TỈNH", "Trưởng ban", ["Chủ tịch UBND tỉnh"]),
        (
            "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH UBND TỈNH",
            "Phó Trưởng ban thường trực",
            ["Phó Chủ tịch UBND tỉnh"],
        ),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Phó Chủ tịch", []),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "Chánh Văn phòng", []),
    ],
)
def test_a_second_office_of_the_signer_is_told_and_does_not_take_the_place_of_the_first(
    foot: str, title: str, others: list[str]
) -> None:
    draft = read_text(f"{HEAD}{TASK}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{foot}\n\nTạ Anh Tuấn\n")
    assert draft.data["plan"]["signer"]["title"] == title
    assert draft.data["plan"]["signer"]["name"] == "Tạ Anh Tuấn"
    assert [printed for _, printed in told(draft, "two-offices")] == others


@pytest.mark.parametrize(
    ("head", "who", "agency"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH", "Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("UBND XÃ SƠN TỊNH", "Ủy ban nhân dân xã", "UBND xã Sơn Tịnh"),
        ("TRƯỜNG THPT SƠN TỊNH", "Hiệu trưởng Nhà trường", "Trường THPT Sơn Tịnh"),
        ("VĂN PHÒNG UBND TỈNH HÀ TĨNH", "Chủ tịch UBND tỉnh", "UBND tỉnh"),
        ("SỞ NỘI VỤ", "Giám đốc Sở Nội vụ tỉnh Hà Tĩnh", "Sở Nội vụ tỉnh Hà Tĩnh"),
    ],
)
def test_the_letterhead_names_the_agency_where_the_reference_is_short_for_it(head: str, who: str, agency: str) -> None:
    draft = read_text(
        f"{head}\nSố: 12/QĐ-UBND\nSơn Tịnh, ngày 21 tháng 01 năm 2026\nQUYẾT ĐỊNH\nBan hành Kế hoạch năm 2026\n\n"
        "KẾ HOẠCH\nCải cách hành chính năm 2026\n"
        f"(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 21/01/2026 của {who})\n\n"
        "1. Số hóa hồ sơ.\n- Đơn vị chủ trì: Văn phòng.\n- Thời gian: Quý I/2026.\n"
    )
    assert draft.data["plan"]["agency"] == agency


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("CHÁNH ÁN", "Lò Văn Pao"),
        ("GIÁM ĐỐC", "BS.CKII. Lê Thị Hạnh"),
        ("CHỦ TỊCH", "Y'Blim Niê"),
        ("TRƯỞNG THUẾ", "Vũ Sơn"),
    ],
)
def test_the_signer_by_names_and_degrees(office: str, name: str) -> None:
    d = typed()
    d.table(ROWS)
    d.sign(office, name)
    assert read_word(d.end()).data["plan"]["signer"]["name"] == name


TASK = "I. NHIỆM VỤ\n1. Số hóa hồ sơ\n- Chủ trì: Văn phòng Sở\n- Thời gian: Quý I\n"
SIGNATURES = {
    "a rank": ("TRƯỞNG CÔNG AN XÃ\nThiếu tá\nLê Thị Hạnh", "Lê Thị Hạnh"),
    "a name in capitals": ("GIÁM ĐỐC\n(Đã ký)\nNGUYỄN VĂN CƯỜNG", "Nguyễn Văn Cường"),
    "a name on two lines": ("GIÁM ĐỐC\nNguyễn Thị\nHồng Vân", "Nguyễn Thị Hồng Vân"),
    "signed in the line": ("GIÁM ĐỐC\nĐã ký: Lê Thị Hạnh", "Lê Thị Hạnh"),
    "small letters": ("KT. GIÁM ĐỐC\nPhó Giám đốc\nLê Thị Hạnh", "Lê Thị Hạnh"),
    "by order": ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nBSCKII. Lê Thị Hạnh", "BSCKII. Lê Thị Hạnh"),
}


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("foot", ["Nơi nhận:\n- Giám đốc Sở;\n- Lưu: VT.\n{}", "{}\nNơi nhận:\n- Lưu: VT.", "{}"])
def test_the_signer_in_the_foot(signature: str, foot: str) -> None:
    lines, name = SIGNATURES[signature]
    draft = read_text(f"{HEAD}{TASK}{foot.format(lines)}")
    assert draft.data["plan"]["signer"]["name"] == name
    assert [task["time"] for task in draft.data["sections"][0]["tasks"]] == ["Quý I"]
    assert not told(draft, "no-signer")


def test_a_foot_without_a_name_is_told() -> None:
    draft = read_text(f"{HEAD}{TASK}Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\n")
    assert "signer" not in draft.data["plan"]
    assert told(draft, "no-signer") == [("", "Giám đốc")]


def test_a_spelling_that_is_guessed_is_told() -> None:
    d = Typed("BỘ CÔNG THƯƠNG", "CÔNG TY CẤP NƯỚC NINH HẢI", "4/KH-CN", "ngày 5 tháng 1 năm 2026", about="Năm 2026")
    d.table(ROWS)
    draft = read_word(d.end())
    assert told(draft, "spelling-guessed") == [("Công ty Cấp nước ninh hải", "CÔNG TY CẤP NƯỚC NINH HẢI")]
    assert draft.data["plan"]["parent"] == "Bộ Công Thương"
    assert {one.printed for one in draft.sources if one.field == "agency"} == {"CÔNG TY CẤP NƯỚC NINH HẢI"}


def test_the_head_and_the_signer_of_a_scan_are_asked_about() -> None:
    lines = [
        *("UBND TỈNH HÀ NAM", "SỞ DU LỊCH", "Số: 4/KH-SDL", "Hà Nam, ngày 5 tháng 1 năm 2026"),
        *("I. NHIỆM VỤ", "1. Số hóa hồ sơ", "- Chủ trì: Văn phòng Sở", "- Thời gian: Quý I"),
        *("Nơi nhận:", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Hạnh"),
    ]
    head = (
        DocumentLine("KẾ HOẠCH", centered=True),
        DocumentLine("học tập và làm theo gương"),
        DocumentLine("năm 2026"),
    )
    blocks = [DocumentLine(line) for line in lines]
    draft = read_plan(SourceDocument("scan", (*blocks[:4], *head, *blocks[4:])), Wishes(), "x")
    asked = [(one.field, one.value) for one in draft.doubts if one.kind == "scanned-head"]
    assert asked == [
        ("title", "Kế hoạch học tập và làm theo gương năm 2026"),
        ("agency", "Sở Du lịch tỉnh Hà Nam"),
        ("parent", "UBND tỉnh Hà Nam"),
        ("signer.name", "Lê Thị Hạnh"),
    ]
    assert draft.data["plan"]["title"] == "Kế hoạch học tập và làm theo gương năm 2026"


def test_a_letterhead_of_three_bodies_is_told() -> None:
    bodies = "BỘ TÀI CHÍNH\nCỤC THUẾ\nCHI CỤC THUẾ KHU VỰC XII\n"
    draft = read_text(f"{bodies}Số: 4/KH-CCT\nHuế, ngày 5 tháng 1 năm 2026\nKẾ HOẠCH\nNăm 2026\n\n{TASK}")
    assert told(draft, "three-bodies") == [
        ("Chi cục Thuế khu vực XII", "BỘ TÀI CHÍNH / CỤC THUẾ / CHI CỤC THUẾ KHU VỰC XII")
    ]


def test_labels_that_repeat_below_a_text_may_be_those_of_another_task() -> None:
    another = "1Đ:\nGóp ý quy chế\n- Chủ trì: Thanh tra Sở\n- Thời gian: Quý II\n"
    draft = read_text(f"{HEAD}{TASK.rstrip()};\n{another}")
    assert [(one.address, one.value[:13]) for one in draft.doubts if one.kind == "task-within"] == [
        ("I.1", "1Đ; Góp ý quy")
    ]


def test_two_signatures_are_told_and_not_mixed() -> None:
    signatures = "K/T GIÁM ĐỐC SỞ Y TẾ\nPHÓ GIÁM ĐỐC\nLê Thị Hạnh\nTL.CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nVũ Sơn\n"
    draft = read_text(f"{HEAD}{TASK}Nơi nhận:\n- Lưu: VT.\n{signatures}")
    assert draft.data["plan"]["signer"] == {"name": "Lê Thị Hạnh", "title": "Phó Giám đốc", "for": ["kt"]}
    assert told(draft, "two-signers") == [("Lê Thị Hạnh", "Vũ Sơn")]


def test_the_office_of_whom_it_is_signed_for_is_not_that_of_the_signer() -> None:
    draft = read_text(f"{HEAD}{TASK}Nơi nhận:\n- Lưu: VT.\nTL. GIÁM ĐỐC\nLê Thị Hạnh\n")
    assert draft.data["plan"]["signer"] == {"name": "Lê Thị Hạnh", "for": ["tl"]}
    assert told(draft, "no-office") == [("Lê Thị Hạnh", "Giám đốc")]


def test_recipients_and_signature_in_two_columns() -> None:
    foot = "Nơi nhận:            KT. GIÁM ĐỐC\n- Như trên;          PHÓ GIÁM ĐỐC\n- Lưu: VT.\n          Lê Thị Hạnh\n"
    draft = read_text(f"{HEAD}{TASK}{foot}")
    assert draft.data["plan"]["signer"] == {"name": "Lê Thị Hạnh", "title": "Phó Giám đốc", "for": ["kt"]}


@pytest.mark.parametrize(("number", "asked"), [("4/KH-UBND", False), ("4/KH-SDL", True)])
def test_a_scan_without_a_body_above_is_asked_about_it(number: str, asked: bool) -> None:
    head = ("UBND TỈNH HÀ NAM", f"Số: {number}", "Hà Nam, ngày 5 tháng 1 năm 2026", "KẾ HOẠCH", "Cải cách năm 2026")
    lines = [*head, *TASK.strip().split("\n")]
    draft = read_plan(SourceDocument("scan", tuple(map(DocumentLine, lines))), Wishes(), "x")
    assert bool(told(draft, "no-parent")) == asked
