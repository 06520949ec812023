"""Headings that name units, in the ways of several issuers."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from typed_plans import FOOT, HEAD, read_typed, tasks

from parplan.importing.blocks import DocumentLine, Unsure
from parplan.importing.drafts import Wishes
from parplan.importing.item_tree import read_items
from parplan.importing.outlines import read_outline
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan


def leads(body: str) -> list[tuple[Any, ...]]:
    found = tasks(read_typed(body, outline=True))
    return [(one["title"], one.get("lead"), one.get("coordinating")) for one in found]


def test_bullets_headed_by_bullets_of_one_level() -> None:
    body = (
        "I. Mục tiêu\n\n- Giảm số ca mắc.\n\nII. Phân công\n\n- Phòng Y tế:\n\n- Lập danh sách.\n\n- Lập sổ.\n\n"
        "- Trạm Y tế:\n\n- Phun thuốc.\n\n- Thanh tra Sở kiểm tra việc phun thuốc.\n"
    )
    assert leads(body) == [
        ("Lập danh sách", ["Phòng Y tế"], None),
        ("Lập sổ", ["Phòng Y tế"], None),
        ("Phun thuốc", ["Trạm Y tế"], None),
        ("Thanh tra Sở kiểm tra việc phun thuốc", ["Thanh tra Sở"], None),
    ]


def test_bullets_that_each_name_their_unit_below_a_heading_that_names_none() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Cấp tỉnh\n\n- Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính lập dự toán.\n\n"
        "- Văn phòng Sở: Tổng hợp số liệu.\n\n- Sở Nội vụ xây dựng đề án.\n\n2. UBND các xã\n\n- Lập danh sách.\n"
    )
    assert [lead for _, lead, _ in leads(body)] == [["Sở Y tế"], ["Văn phòng Sở"], ["Sở Nội vụ"], ["UBND các xã"]]


@pytest.mark.parametrize(
    "heading",
    [
        "Phòng Kinh tế chủ trì, phối hợp với Công an phường",
        "Phòng Kinh tế chủ trì, Công an phường phối hợp",
        "Phòng Kinh tế (chủ trì), Công an phường (phối hợp)",
        "Đơn vị chủ trì: Phòng Kinh tế; đơn vị phối hợp: Công an phường",
        "Ðơn vị chủ trì: Phòng Kinh tế; đơn vị phối hợp: Công an phường",
        "Phòng Kinh tế, phối hợp: Công an phường",
        "Phòng Kinh tế; đơn vị phối hợp: Công an phường",
        "Phòng Kinh tế (phối hợp: Công an phường)",
        "Giao Phòng Kinh tế phối hợp với Công an phường",
    ],
)
@pytest.mark.parametrize("end", ["", ":"])
def test_a_heading_with_lead_and_coordinator(heading: str, end: str) -> None:
    for place in (1, 2):
        names = ["Sở Y tế", "Sở Nội vụ"]
        names.insert(place, heading + end)
        body = "II. PHÂN CÔNG\n\n" + "".join(
            f"{n}. {one}\n\n- Việc {n} của đơn vị.\n\n" for n, one in enumerate(names, 1)
        )
        assert leads(body)[place] == (f"Việc {place + 1} của đơn vị", ["Phòng Kinh tế"], ["Công an phường"])


def test_duties_of_all_in_the_arrangements_of_a_plan_stay_duties() -> None:
    body = (
        "II. NHIỆM VỤ\n\n1. Sở Y tế\n\n- Tiêm chủng.\n\n2. Sở Nội vụ\n\n- Lập sổ.\n\nIII. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Các sở tổ chức thực hiện Kế hoạch này.\n\n2. Sở Y tế theo dõi, đôn đốc.\n"
    )
    sections = read_typed(body, outline=True).data["sections"]
    assert [section.get("kind") for section in sections] == [None, None, "duties"]
    assert [task["lead"] for task in sections[-1]["tasks"]] == [["Các sở"], ["Sở Y tế"]]


@pytest.mark.parametrize("mark", ["", ":"])
def test_names_of_units_without_numbers_above_bullets_are_headings(mark: str) -> None:
    body = (
        f"II. PHÂN CÔNG NHIỆM VỤ\n\nPhòng Điều dưỡng{mark}\n\n- Khảo sát người bệnh.\n\n- Lập sổ.\n\n"
        f"Khoa Dược{mark}\n\n- Cung ứng thuốc.\n"
    )
    assert leads(body) == [
        ("Khảo sát người bệnh", ["Phòng Điều dưỡng"], None),
        ("Lập sổ", ["Phòng Điều dưỡng"], None),
        ("Cung ứng thuốc", ["Khoa Dược"], None),
    ]


def test_sentences_with_numbers_of_party_papers_name_their_units() -> None:
    body = (
        "III- TỔ CHỨC THỰC HIỆN\n\n1- Ủy ban nhân dân xã cụ thể hóa Kế hoạch này.\n\n"
        "2- Ban Xây dựng Đảng chủ trì, phối hợp với Trung tâm Chính trị xã tổ chức quán triệt Nghị quyết.\n\n"
        "3- Các chi bộ trực thuộc Đảng ủy đưa vào sinh hoạt thường kỳ.\n"
    )
    assert [lead for _, lead, _ in leads(body)] == [
        ["Ủy ban nhân dân xã"],
        ["Ban Xây dựng Đảng"],
        ["Các chi bộ trực thuộc Đảng ủy"],
    ]


def test_partners_named_in_a_duty_take_part_in_it() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Sở Y tế\n\na) Chủ trì, phối hợp với Sở Tài chính, Công an tỉnh lập dự toán.\n\n"
        "b) Phối hợp với các đơn vị.\n\n2. Sở Nội vụ\n\na) Lập sổ.\n"
    )
    assert [partners for _, _, partners in leads(body)] == [["Sở Tài chính", "Công an tỉnh"], None, None]


def test_a_bracket_that_says_who_is_meant_is_doubted() -> None:
    body = "II. PHÂN CÔNG\n\n1. Các chủ rừng (công ty, hộ dân)\n\na) Trực cháy.\n\n2. Sở Y tế\n\na) Lập sổ.\n"
    draft = read_typed(body, outline=True)
    assert [(doubt.address, doubt.kind) for doubt in draft.doubts if doubt.field == "lead" and doubt.address] == [
        ("1.a", "from-heading")
    ]


def test_a_name_before_a_colon_where_no_duties_are_assigned_is_no_unit() -> None:
    body = (
        "II. CHẾ ĐỘ\n\n1. Chính sách\n\na) Giáo viên: Chế độ theo quy định hiện hành.\n\n"
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế: Lập sổ.\n\n2. Sở Nội vụ: Hướng dẫn.\n"
    )
    assert leads(body) == [("Lập sổ", ["Sở Y tế"], None), ("Hướng dẫn", ["Sở Nội vụ"], None)]


@pytest.mark.parametrize(
    "behind",
    [
        " có trách nhiệm:",
        " trong phạm vi chức năng, nhiệm vụ của mình có trách nhiệm:",
        " chủ trì thực hiện các nhiệm vụ sau:",
        ", theo chức năng, nhiệm vụ được giao, tập trung thực hiện một số nội dung trọng tâm sau đây:",
        " chịu trách nhiệm tổ chức triển khai thực hiện các việc:",
    ],
)
def test_words_behind_a_unit_that_only_announce_its_duties(behind: str) -> None:
    body = f"II. PHÂN CÔNG\n\n1. Sở Y tế, Văn phòng tỉnh{behind}\n\na) Lập sổ.\n\n2. Sở Nội vụ\n\na) Lập sổ.\n"
    assert [lead for _, lead, _ in leads(body)] == [["Sở Y tế", "Văn phòng tỉnh"], ["Sở Nội vụ"]]


def test_numbers_with_a_slash_and_bullets_that_are_units_below_a_unit() -> None:
    body = (
        "3/ Giao nhiệm vụ\n\n3.1/ Cơ quan Liên đoàn\n\n* Ban Chính sách:\n\n+ Lập sổ.\n\n+ Lập quỹ.\n\n"
        "* Văn phòng:\n\n+ Gửi thư mời.\n\n3.2/ Các công đoàn\n\n+ Lập kế hoạch.\n"
    )
    assert leads(body) == [
        ("Lập sổ", ["Ban Chính sách"], None),
        ("Lập quỹ", ["Ban Chính sách"], None),
        ("Gửi thư mời", ["Văn phòng"], None),
        ("Lập kế hoạch", ["Các công đoàn"], None),
    ]


def test_a_paragraph_that_gives_a_duty_below_the_duties_of_another_unit() -> None:
    body = (
        "II. PHÂN CÔNG\n\nPhòng Y tế:\n\n- Lập sổ.\n\nCông an xã:\n\n- Kiểm tra.\n\n"
        "Đề nghị Hội Nông dân và các hội vận động hội viên.\n"
    )
    assert leads(body)[2:] == [("Đề nghị Hội Nông dân và các hội vận động hội viên", ["Hội Nông dân", "các hội"], None)]


def test_a_full_stop_behind_the_names_of_units_parts_them_from_their_duty() -> None:
    body = "IV. TRÁCH NHIỆM\n\n1. Sở Y tế:\n\n- Lập sổ.\n\n2. Sở Tư pháp. Soạn thảo văn bản; tập huấn.\n"
    assert leads(body) == [("Lập sổ", ["Sở Y tế"], None), ("Soạn thảo văn bản; tập huấn", ["Sở Tư pháp"], None)]


def test_no_item_of_a_series_that_names_units_is_lost() -> None:
    body = (
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế lập sổ.\n\n2. Thống kê tỉnh cung cấp số liệu.\n\n"
        "3. Đảng ủy Công an tỉnh chỉ đạo tuần tra.\n\n4. Nhân viên bảo vệ, y tế\n\n- Trực cổng.\n\n"
        "5. Đôn đốc các đơn vị.\n\n6. Sở Nội vụ\n\n- Hướng dẫn.\n\n7. UBND các xã báo cáo.\n\n"
        "8. Trong quá trình thực hiện nếu có vướng mắc thì phản ánh.\n"
    )
    draft = read_typed(body, outline=True)
    assert [(task["title"], task.get("lead")) for task in tasks(draft)] == [
        ("Sở Y tế lập sổ", ["Sở Y tế"]),
        ("Thống kê tỉnh cung cấp số liệu", ["Thống kê tỉnh"]),
        ("Đảng ủy Công an tỉnh chỉ đạo tuần tra", ["Đảng ủy Công an tỉnh"]),
        ("Trực cổng", ["Nhân viên bảo vệ, y tế"]),
        ("Đôn đốc các đơn vị", None),
        ("Hướng dẫn", ["Sở Nội vụ"]),
        ("UBND các xã báo cáo", ["UBND các xã"]),
    ]
    doubted = {doubt.address for doubt in draft.doubts if doubt.field == "lead" or doubt.kind == "no-fields"}
    assert doubted >= {"2.1", "4.1", "5.1"}


def test_paragraphs_without_numbers_that_name_their_units() -> None:
    body = (
        "Để khắc phục, Chủ tịch UBND xã yêu cầu các cơ quan thực hiện các nhiệm vụ sau:\n\n"
        "Phòng Kinh tế xã có trách nhiệm lập biên bản vi phạm.\n\n"
        "Công an xã chủ trì, phối hợp với Phòng Kinh tế xã xử lý vi phạm.\n\n"
        "Trung tâm Cung ứng dịch vụ công xã tuyên truyền mỗi tuần 02 buổi.\n\n"
        "Giao:\n\n- Văn phòng UBND xã theo dõi;\n\n- Phòng Văn hóa phối hợp bình xét.\n"
    )
    found = leads(body)
    assert [lead for _, lead, _ in found] == [
        ["Phòng Kinh tế xã"],
        ["Công an xã"],
        ["Trung tâm Cung ứng dịch vụ công xã"],
        ["Văn phòng UBND xã"],
        ["Phòng Văn hóa"],
    ]
    assert found[1][2] == ["Phòng Kinh tế xã"]


def test_roles_in_brackets() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Phòng Y tế (đầu mối), Văn phòng Sở:\n\n- Lập sổ.\n\n"
        "2. Sở Nội vụ (là cơ quan thường trực), Công an tỉnh (tham gia)\n\n- Lập quỹ.\n"
    )
    assert leads(body) == [
        ("Lập sổ", ["Phòng Y tế", "Văn phòng Sở"], None),
        ("Lập quỹ", ["Sở Nội vụ"], ["Công an tỉnh"]),
    ]


def test_a_line_that_leads_to_a_table_is_no_duty() -> None:
    body = (
        "II. Trách nhiệm của các đơn vị\n\nCăn cứ nhiệm vụ, các đơn vị thực hiện các việc sau:\n\n"
        "III. Phân công\n\n1. Sở Y tế\n\n- Lập sổ.\n\n2. Sở Nội vụ\n\n- Lập quỹ.\n"
    )
    assert [title for title, _, _ in leads(body)] == ["Lập sổ", "Lập quỹ"]


def test_names_of_units_set_like_other_paragraphs_are_headings_where_duties_are_assigned() -> None:
    first = "Xây dựng đề án tuyển sinh của trường và công bố trên trang thông tin điện tử trước ngày 31/3/2026"
    second = "Tổ chức xét tuyển, nhập học theo kế hoạch chung"
    third = "Cử giảng viên tham gia tư vấn tại các trường trung học phổ thông trong vùng"
    body = (
        f"II. Phân công trách nhiệm\n\nPhòng Đào tạo\n\n{first}.\n\n{second}.\n\nCác khoa\n\n{third}.\n\n"
        "III. Kinh phí\n\nTheo quy chế chi tiêu nội bộ của trường.\n"
    )
    assert leads(body) == [
        (first, ["Phòng Đào tạo"], None),
        (second, ["Phòng Đào tạo"], None),
        (third, ["Các khoa"], None),
    ]


def test_a_heading_with_partners_that_are_no_known_bodies() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Cục Xúc tiến\n\n- Tổ chức hội chợ.\n\n"
        "2. Các Vụ thị trường phối hợp với hệ thống Thương vụ\n\n- Quảng bá thương hiệu.\n\n- Cung cấp thông tin.\n"
    )
    draft = read_typed(body, outline=True)
    assert [(one["lead"], one.get("coordinating")) for one in tasks(draft)][1:] == [
        (["Các Vụ thị trường"], ["hệ thống Thương vụ"])
    ] * 2
    assert {doubt.address for doubt in draft.doubts if doubt.field == "coordinating"} == {"2.1", "2.2"}


def test_a_paper_of_two_media_is_one_unit() -> None:
    body = (
        "II. PHÂN CÔNG\n\na) Đài Khí tượng tỉnh, Báo và Phát thanh, Truyền hình Gia Lai:\n\n- Dự báo hạn.\n\n"
        "b) Sở Y tế:\n\n- Lập sổ.\n"
    )
    assert leads(body)[0][1] == ["Đài Khí tượng tỉnh", "Báo và Phát thanh, Truyền hình Gia Lai"]


def test_a_lettered_item_below_the_longest_line_of_a_text_is_no_rest_of_it() -> None:
    body = (
        "II. PHÂN CÔNG\n1. Tiểu ban Tuyên truyền và vận động (đồng chí Phó Chủ tịch làm Trưởng tiểu ban)\n"
        "a. Phát tin bão trên loa.\nb. Cập nhật trang tin.\n2. Tiểu ban Hậu cần\na. Dự trữ gạo.\n"
    )
    assert [title for title, _, _ in leads(body)] == ["Phát tin bão trên loa", "Cập nhật trang tin", "Dự trữ gạo"]


def test_a_unit_beside_a_heading_over_units() -> None:
    body = (
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Tại cơ quan tỉnh\n\n1.1. Phòng Thu\n\na) Giao chỉ tiêu.\n\n"
        "1.2. Phòng Truyền thông\n\na) Tư vấn.\n\n2. Tại Thuế cơ sở\n\na) Lập tổ.\n\n3. Tuyến xã\n\na) Thu tiền.\n"
    )
    assert [lead for _, lead, _ in leads(body)] == [["Phòng Thu"], ["Phòng Truyền thông"], ["Thuế cơ sở"], ["Tuyến xã"]]


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("Trung tâm Dịch vụ tổng hợp xã", True),
        ("Trung tâm Dịch vụ tổng hợp phường Tân An", True),
        ("Tổ kiểm tra liên ngành", True),
        ("Đoàn kiểm tra số 1", True),
        ("Phòng Kiểm soát thực hiện chương trình", False),
    ],
)
@pytest.mark.parametrize("sign", ["1. 2. 3.", "- - -"])
def test_a_name_before_a_colon_may_hold_a_verb(name: str, sure: bool, sign: str) -> None:
    first, second, third = sign.split()
    draft = read_typed(
        f"II. PHÂN CÔNG NHIỆM VỤ\n\n{first} Phòng Kinh tế: Thẩm định dự toán.\n\n"
        f"{second} {name}: Chuẩn bị sân khấu.\n\n{third} Công an xã: Bảo đảm an ninh.\n",
        outline=True,
    )
    assert [(one["title"], one["lead"]) for one in tasks(draft)] == [
        ("Thẩm định dự toán", ["Phòng Kinh tế"]),
        ("Chuẩn bị sân khấu", [name]),
        ("Bảo đảm an ninh", ["Công an xã"]),
    ]
    assert any(doubt.field == "lead" and doubt.address for doubt in draft.doubts) is not sure


def test_a_verb_before_a_colon_is_none_of_a_name_where_it_tells_a_duty() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Phòng Kinh tế: Thẩm định dự toán.\n\n2. Văn phòng có trách nhiệm: Lập sổ.\n\n"
        "3. Công an xã: Bảo đảm an ninh.\n"
    )
    assert [lead for _, lead, _ in leads(body)] == [["Phòng Kinh tế"], ["Văn phòng"], ["Công an xã"]]


def test_a_sentence_that_ends_the_document_belongs_to_no_duty() -> None:
    """In a bullet it is a duty like the others."""
    who = "Thủ trưởng các đơn vị; tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Kế hoạch này"
    body = "II. PHÂN CÔNG\n\n1. Phòng Y tế\n\n- Lập danh sách.\n\n2. Phòng Nội vụ\n\n- Lập sổ.\n\n"
    draft = read_typed(f"{body}{who}./.\n", outline=True)
    assert draft.data["plan"]["closing"] == who
    assert [one["title"] for one in tasks(draft)] == ["Lập danh sách", "Lập sổ"]
    assert "parts" not in tasks(draft)[1]
    assert [one["title"] for one in tasks(read_typed(f"{body}- {who}.\n", outline=True))][2:] == [who]


def test_headings_in_capitals_behind_words_that_give_duties() -> None:
    body = "II. PHÂN CÔNG\n\n1. ĐỐI VỚI SỞ Y TẾ\n\n- Lập sổ.\n\n2. ĐỐI VỚI CÔNG AN TỈNH\n\n- Tuần tra.\n"
    assert [lead for _, lead, _ in leads(body)] == [["Sở Y tế"], ["Công an tỉnh"]]


def test_letters_that_number_units() -> None:
    letters = "ABCDĐEGHIKL"
    body = "".join(f"{one}. PHÒNG KHU VỰC {one}\n\n1. Lập sổ {one}.\n\n2. Thu sổ {one}.\n\n" for one in letters)
    draft = read_typed(f"II. PHÂN CÔNG\n\n{body}", outline=True)
    assert [one["title"][-1] for one in tasks(draft)] == [letter for one in letters for letter in (one, one)]
    assert [section["id"] for section in draft.data["sections"]] == list(letters)
    assert "section-gap" not in [one.kind for one in draft.doubts]


def test_a_name_in_capitals_that_no_rule_spells_is_doubted() -> None:
    body = "II. PHÂN CÔNG\n\n1. TỔ TIN HỌC\n\n- Lập sổ.\n\n2. PHÒNG Y TẾ\n\n- Tuần tra.\n"
    draft = read_typed(body, outline=True)
    assert [one["lead"] for one in tasks(draft)] == [["Tổ tin học"], ["Phòng Y tế"]]
    assert [one.address for one in draft.doubts if one.kind == "from-heading"] == ["1.1"]


def test_a_name_with_verbs_among_units_is_a_heading() -> None:
    names = ("Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Phòng Giám sát, kiểm tra và xử lý sau thanh tra")
    body = "III. TỔ CHỨC THỰC HIỆN\n\n" + "".join(
        f"{n}. {name}\n\na) Lập sổ {n}.\n\nb) Kiểm tra sổ {n}.\n\n" for n, name in enumerate(names, 1)
    )
    assert [lead for _, lead, _ in leads(body)][4:] == [[names[2]], [names[2]]]


def test_what_is_no_body_is_no_heading_of_a_unit_outside_the_part_that_assigns() -> None:
    body = (
        "B. CÁC TÌNH HUỐNG\n\nTình huống 1: chưa có ca bệnh.\n\nC. PHÂN CÔNG\n\n"
        "1. Khoa Dược\n\n- Dự trù thuốc.\n\n2. Các nông trường\n\n- Phát quang bờ lô.\n"
    )
    assert leads(body) == [
        ("Dự trù thuốc", ["Khoa Dược"], None),
        ("Phát quang bờ lô", ["Các nông trường"], None),
    ]


def test_units_whose_numbers_were_not_read_stand_beside_those_with_numbers() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Công an xã\n\n- Tuần tra.\n\nPhòng Kinh tế\n\n- Lập dự toán.\n\nTrạm Y tế\n\n"
        "-. Phun thuốc.\n\n4. Văn phòng\n\n- Lập sổ.\n"
    )
    draft = read_typed(body, outline=True)
    assert [(one["title"], one["lead"]) for one in tasks(draft)] == [
        ("Tuần tra", ["Công an xã"]),
        ("Lập dự toán", ["Phòng Kinh tế"]),
        ("Phun thuốc", ["Trạm Y tế"]),
        ("Lập sổ", ["Văn phòng"]),
    ]
    assert ("section-gap", "4") in [(one.kind, one.address) for one in draft.doubts]


def test_a_part_named_after_its_units_is_a_heading_over_groups_of_them() -> None:
    body = (
        "II. NHIỆM VỤ CỦA CÁC ĐƠN VỊ\n\n1. Khối nghiệp vụ\n\na) Phòng 1\n\n- Lập sổ.\n\n"
        "b) Phòng 2\n\n- Số hóa hồ sơ.\n\n"
        "2. Khối tham mưu\n\na) Văn phòng\n\n- Mua máy quét.\n\nb) Phòng Kế toán\n\n- Lập dự toán.\n"
    )
    assert [lead for _, lead, _ in leads(body)] == [["Phòng 1"], ["Phòng 2"], ["Văn phòng"], ["Phòng Kế toán"]]


def test_those_a_unit_works_with_are_asked_about() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Khoa Dược chuẩn bị dung dịch sát khuẩn.\n\n"
        "2. Khoa Vi sinh phối hợp với Khoa Nội lấy mẫu bề mặt.\n\n3. Phòng Điều dưỡng tập huấn.\n"
    )
    draft = read_typed(body, outline=True)
    assert [(one["lead"], one.get("coordinating")) for one in tasks(draft)][1] == (["Khoa Vi sinh"], None)
    asked = [(doubt.kind, doubt.address) for doubt in draft.doubts if doubt.field == "coordinating"]
    assert asked == [("missing", tasks(draft)[1]["id"])]


@pytest.mark.parametrize("partners", ["phối hợp Sở Y tế", "cùng Sở Y tế", "phối hợp với Sở Y tế"])
@pytest.mark.parametrize("sign", [" chủ trì", ": Chủ trì"])
def test_partners_of_a_duty_behind_its_unit(partners: str, sign: str) -> None:
    body = f"II. PHÂN CÔNG\n\n1. Sở Tài chính{sign}, {partners} lập dự toán.\n\n"
    body += "2. Sở Nội vụ lập danh sách.\n\n3. Công an tỉnh tuần tra.\n"
    assert leads(body)[0][1:] == (["Sở Tài chính"], ["Sở Y tế"])


def test_those_a_duty_below_a_unit_is_done_with_are_doubted() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Phối hợp với Công an tỉnh tiếp nhận nạn nhân.\n\n- Lập sổ.\n\n"
        "2. Sở Nội vụ\n\n- Lập danh sách.\n"
    )
    draft = read_typed(body, outline=True)
    assert [one[1:] for one in leads(body)][:2] == [(["Sở Y tế"], ["Công an tỉnh"]), (["Sở Y tế"], None)]
    assert [doubt.address for doubt in draft.doubts if doubt.field == "coordinating"] == ["1.1"]


def test_duties_of_all_units_and_names_that_end_in_a_verb() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Nhiệm vụ chung của các đơn vị\n\n- Quán triệt.\n\n2. Công an tỉnh\n\n"
        "- Chủ trì, phối hợp với Phòng Cảnh sát giao thông tuần tra.\n"
    )
    assert [one[1:] for one in leads(body)] == [
        (["các đơn vị"], None),
        (["Công an tỉnh"], ["Phòng Cảnh sát giao thông"]),
    ]


def test_words_of_a_heading_that_are_not_sure_are_so_in_the_leads_of_its_duties() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Phòng Tài vụ và Sở Y tế\n\n- Lập sổ.\n\n- Mua máy.\n\n2. Sở Nội vụ\n\n- Lập danh sách.\n"
    )
    document = read_document(f"{HEAD}{body}{FOOT}".encode(), "x.txt")
    words = (Unsure("vụ", "vụ"), Unsure("sổ", "sổ"))
    lines = [replace(one, unsure=words if one.text.startswith("1. ") else ()) for one in document.lines()]
    draft = read_plan(replace(document, blocks=tuple(lines)), Wishes(), "x.txt", outline=True)
    told = [(one.address, one.field, one.printed) for one in draft.doubts if one.kind == "print-unclear"]
    assert told == [("1.1", "lead", "vụ"), ("1.2", "lead", "vụ")]


def test_a_line_that_may_go_on_with_the_one_that_leads_to_the_duties_is_asked_about() -> None:
    lines = [
        DocumentLine("1. Sở Y tế"),
        DocumentLine("Có các nhiệm vụ sau:"),
        DocumentLine("Rà soát thủ tục hành chính của ngành", may_continue=True),
        DocumentLine("a) Xây dựng kế hoạch"),
        DocumentLine("2. Sở Nội vụ"),
        DocumentLine("a) Kiểm tra công vụ"),
    ]
    first, _ = read_outline(read_items(lines), "")
    assert [(task.title.text, task.doubts) for task in first.tasks] == [
        ("Rà soát thủ tục hành chính của ngành", [("may-continue", "title")]),
        ("Xây dựng kế hoạch", []),
    ]
