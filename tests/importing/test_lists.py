"""Lists of labelled fields and duties by unit, as text: which item each field belongs to, and which items are tasks."""

from __future__ import annotations

from typing import Any

import pytest
from typed_plans import FOOT, HEAD, read_tasks, read_text, read_typed, tasks

from parplan.importing.drafts import Wishes
from parplan.importing.labels import COORDINATING, DOING, LEAD, PERSON, PRODUCTS, TIME, TITLE, find_label, read_labelled
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import DamagedTextError, read_plan
from parplan.importing.refusing import NotAPlanError
from parplan.importing.timing import deadlines_named


def tasks_of(body: str, *, outline: bool = False) -> list[dict[str, Any]]:
    return [task for section in read_typed(body, outline=outline).data["sections"] for task in section["tasks"]]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Đơn vị chủ trì (thực hiện)", LEAD),
        ("Đơn vị, cá nhân chủ trì thực hiện", LEAD),
        ("Cơ quan chủ trì(1)", LEAD),
        ("Trách nhiệm thực hiện", LEAD),
        ("Cơ quan thực hiện", DOING),
        ("Cơ quan chủ trì, phối hợp", DOING),
        ("Phối hợp thực hiện", COORDINATING),
        ("Thời gian (Năm 2026)", TIME),
        ("Thời gian dự kiến hoàn thành", TIME),
        ("Thời hạn ban hành", TIME),
        ("Sản phẩm (đầu ra, dự kiến)", PRODUCTS),
        ("Kết quả thực hiện", PRODUCTS),
        ("Sản phẩm/công việc", PRODUCTS),
        ("Chỉ tiêu, sản phẩm", PRODUCTS),
        ("Người trực tiếp chỉ đạo", PERSON),
        ("Nội dung, biện pháp", TITLE),
        ("Tên dự án, nhiệm vụ", TITLE),
        ("Nội dung/nhiệm vụ", TITLE),
    ],
)
def test_labels_and_headers(label: str, field: str) -> None:
    found = find_label(label)
    assert found is not None
    assert found.field == field


def test_words_that_are_no_label() -> None:
    for words in ("Nguồn kinh phí", "Căn cứ", "Giám đốc Sở", "Quyết định số 12/QĐ-UBND", ""):
        assert find_label(words) is None
    assert read_labelled("Kết luận: đạt yêu cầu") is None


def test_a_letter_before_a_label_is_no_task() -> None:
    body = (
        "II. NHIỆM VỤ\n\n1. Tuyên truyền\n\na) Nội dung: Tổ chức tuyên truyền Luật Đất đai.\n"
        "b) Cơ quan thực hiện: Phòng Pháp chế chủ trì, "
        "phối hợp với Văn phòng Sở.\nc) Thời gian thực hiện: Quý II/2026.\n"
    )
    (task,) = tasks_of(body)
    assert task["title"] == "Tổ chức tuyên truyền Luật Đất đai"
    assert task["lead"] == ["Phòng Pháp chế"]
    assert task["coordinating"] == ["Văn phòng Sở"]


def test_bullets_with_fields_of_their_own_are_tasks() -> None:
    fields = "Đơn vị chủ trì: Thanh tra Sở.\n\nThời gian thực hiện: Quý II/2026.\n\n"
    body = f"II. NHIỆM VỤ\n\n1. Nâng cao năng lực\n\n- Tập huấn.\n\n{fields}- Bồi dưỡng.\n\n{fields}"
    assert [(task["id"], task["title"]) for task in tasks_of(body)] == [("1.1", "Tập huấn"), ("1.2", "Bồi dưỡng")]


def test_one_block_for_several_bullets_is_one_task_with_parts() -> None:
    body = (
        "II. NHIỆM VỤ\n\na) Phản ánh, kiến nghị:\n\n- Niêm yết.\n\n- Tiếp nhận.\n\n- Đơn vị chủ trì: Văn phòng Sở.\n\n"
        "- Thời gian thực hiện: Năm 2026.\n\nb) Kiểm "
        "tra:\n\n- Đơn vị chủ trì: Thanh tra Sở.\n\n- Thời gian thực hiện: Quý I/2026.\n"
    )
    first, second = tasks_of(body)
    assert first["parts"] == ["Niêm yết", "Tiếp nhận"]
    assert second["title"] == "Kiểm tra"


def test_labels_inside_a_sentence_and_several_on_a_line() -> None:
    body = (
        "II. NHIỆM VỤ\n\n1. Tổng hợp kết quả gửi Bộ Tài chính. Thời gian hoàn thành: Trước ngày 31/5/2026.\n\n"
        "2. Rà soát\n\n- Đơn vị chủ trì: Văn phòng "
        "Sở; Đơn vị phối hợp: Thanh tra Sở; Thời gian thực hiện: Quý I/2026.\n"
    )
    first, second = tasks_of(body)
    assert (first["title"], first["time"]) == ("Tổng hợp kết quả gửi Bộ Tài chính", "Trước ngày 31/5/2026")
    assert (second["lead"], second["coordinating"], second["time"]) == (
        ["Văn phòng Sở"],
        ["Thanh tra Sở"],
        "Quý I/2026",
    )


def test_columns_unknown_to_the_format_are_kept() -> None:
    one = (
        "- Đơn vị chủ trì: Văn phòng Sở.\n\n- Nguồn kinh phí: Ngân sách tỉnh.\n\n- Thời gian thực hiện: Quý I/2026.\n\n"
    )
    body = f"II. NHIỆM VỤ\n\n1. Rà soát:\n\n{one}2. Kiểm tra:\n\n{one}"
    assert [task["columns"] for task in tasks_of(body)] == [{"Nguồn kinh phí": "Ngân sách tỉnh"}] * 2


def test_several_deadlines_become_milestones_where_each_is_clear() -> None:
    body = (
        "II. NHIỆM VỤ\n\n1. Kiểm tra:\n\n- Đơn vị chủ trì: Văn phòng Sở.\n\n"
        "- Thời gian thực hiện: Quý I ban hành kế hoạch; báo cáo trước ngày 05/12.\n\n"
        "2. Đối thoại:\n\n- Đơn vị chủ trì: Văn phòng Sở.\n\n- Thời gian thực hiện: Quý II, IV/2026.\n"
    )
    first, second = tasks_of(body)
    assert [(m["title"], m["due"]) for m in first["milestones"]] == [
        ("Ban hành kế hoạch", "Quý I"),
        ("Báo cáo", "trước ngày 05/12"),
    ]
    assert "milestones" not in second
    assert ("time-several", second["id"]) in [(doubt.kind, doubt.address) for doubt in read_typed(body).doubts]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("xây dựng kế hoạch triển khai, xong trong tháng 12/2025", "xong trong tháng 12/2025"),
        ("tổng hợp, gửi Sở Nội vụ trước ngày 15/11/2025; rà soát thường xuyên", "trước ngày 15/11/2025"),
        (
            "hoàn thành trong Quý I/2025 và báo cáo chậm nhất ngày 20/12/2025",
            "hoàn thành trong Quý I/2025; chậm nhất ngày 20/12/2025",
        ),
        ("thực hiện Quyết định số 12/QĐ-UBND ngày 03/02/2025 của UBND tỉnh", ""),
        ("thực hiện chương trình giai đoạn 2021 - 2025 trong năm 2025", ""),
        ("duy trì hoạt động của trang thông tin", ""),
        ("báo cáo kết quả về Phòng Quản lý chất lượng trước ngày 25 hằng tháng", "trước ngày 25 hằng tháng"),
        ("họp giao ban hằng tháng", ""),
    ],
)
def test_a_deadline_within_a_duty_is_doubted(words: str, named: str) -> None:
    assert "; ".join(deadlines_named(words, 2025, None)) == named


BY_UNIT = """\
II. PHÂN CÔNG NHIỆM VỤ

1. SỞ TÀI CHÍNH
a) Chủ trì
- Bố trí kinh phí.
- Hướng dẫn lập dự toán.
b) Phối hợp
- Phối hợp với Sở Nội vụ kiểm tra.
2. Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Sở Xây dựng
- Tuyên truyền.
3. Sở Y tế: Triển khai bệnh án điện tử.
4. Trách nhiệm của UBND các xã, phường
- Niêm yết công khai.
"""


def test_duties_by_unit_need_to_be_asked_for() -> None:
    with pytest.raises(NotAPlanError, match="duties by unit"):
        read_typed(BY_UNIT)


def test_duties_by_unit() -> None:
    found = [(t["title"], t.get("lead"), t.get("coordinating")) for t in tasks_of(BY_UNIT, outline=True)]
    assert found == [
        ("Bố trí kinh phí", ["Sở Tài chính"], None),
        ("Hướng dẫn lập dự toán", ["Sở Tài chính"], None),
        ("Phối hợp với Sở Nội vụ kiểm tra", None, ["Sở Tài chính"]),
        ("Tuyên truyền", ["Sở Văn hóa, Thể thao và Du lịch"], ["Sở Xây dựng"]),
        ("Triển khai bệnh án điện tử", ["Sở Y tế"], None),
        ("Niêm yết công khai", ["UBND các xã, phường"], None),
    ]


def test_a_duty_that_names_a_deadline_has_a_doubt_at_its_time() -> None:
    body = BY_UNIT.replace("Bố trí kinh phí", "Bố trí kinh phí, hoàn thành trong quý I/2026")
    doubted = [(one.field, one.printed) for one in read_typed(body, outline=True).doubts if one.kind == "time-in-text"]
    assert doubted == [("time", "hoàn thành trong quý I/2026")]


def _leads(body: str) -> list[tuple[str, str, list[str] | None]]:
    return [(one["id"], one["title"], one.get("lead")) for one in tasks_of(body, outline=True)]


def test_units_below_a_heading_over_units() -> None:
    body = (
        "II. NHIỆM VỤ\n\n1. Trách nhiệm của các sở, ban, ngành tỉnh\n\na) Sở Y tế:\n\n- Tiêm chủng.\n\n- Kiểm dịch.\n\n"
        "b) Sở Tài chính:\n\nCấp kinh phí.\n\n2. Trách nhiệm của UBND các xã, phường\n\na) Lập danh sách.\n"
    )
    assert _leads(body) == [
        ("1.a.1", "Tiêm chủng", ["Sở Y tế"]),
        ("1.a.2", "Kiểm dịch", ["Sở Y tế"]),
        ("1.b.1", "Cấp kinh phí", ["Sở Tài chính"]),
        ("2.a", "Lập danh sách", ["UBND các xã, phường"]),
    ]


def test_a_duty_in_a_sentence_beside_headings_of_units_has_its_subject_as_lead() -> None:
    sentence = "Sở Xây dựng và Sở Y tế có trách nhiệm kiểm tra các trạm cấp nước"
    body = f"{BY_UNIT}\n5. {sentence}.\n"
    assert _leads(body)[-1] == ("5.1", sentence, ["Sở Xây dựng", "Sở Y tế"])
    assert "from-sentence" not in {one.kind for one in read_typed(body, outline=True).doubts}
    body = body.replace(sentence, "Các phòng, ban tổ chức kiểm tra các trạm cấp nước")
    assert _leads(body)[-1][2] == ["Các phòng, ban"]
    doubts = {(one.kind, one.address, one.field) for one in read_typed(body, outline=True).doubts}
    assert ("from-sentence", "5.1", "lead") in doubts


def test_a_unit_beside_others_is_no_aim_for_a_word_of_its_duty() -> None:
    body = (
        "1. Sở Y tế: Tiêm chủng.\n\n2. Sở Tài chính: Bố trí kinh phí.\n\n3. Sở Nội vụ chủ trì, theo dõi các yêu cầu.\n"
    )
    assert [lead for _, _, lead in _leads(body)] == [["Sở Y tế"], ["Sở Tài chính"], ["Sở Nội vụ"]]


def test_duties_that_all_name_their_units_in_sentences() -> None:
    body = (
        "Để bảo đảm an toàn, UBND tỉnh yêu cầu:\n\n1. Sở Y tế chủ trì, phối hợp với Công an tỉnh trực cấp cứu.\n\n"
        "2. Công an tỉnh bố trí lực lượng phân luồng.\n\n3. Sở Xây dựng, UBND các xã có trách nhiệm rà soát cầu.\n"
    )
    assert [lead for _, _, lead in _leads(body)] == [["Sở Y tế"], ["Công an tỉnh"], ["Sở Xây dựng", "UBND các xã"]]


def test_a_heading_over_two_bullets_with_one_block_is_doubted_as_a_bullet_over_another_is() -> None:
    block = "Cơ quan chủ trì: Sở Y tế\n\nThời gian hoàn thành: Quý II/2026\n\n"
    body = (
        f"I. Y TẾ\n\n- Tiêm chủng.\n\n- Kiểm dịch.\n\n{block}II. CẤP NƯỚC\n\n- Khảo sát.\n\n- Lấy mẫu.\n\n{block}"
        f"- Xét nghiệm.\n\n{block}"
    )
    doubts = {(one.kind, one.address) for one in read_typed(body).doubts if one.kind == "block-for-several"}
    assert len(doubts) == 2


def test_the_id_of_a_task_that_is_its_own_section_is_told_not_to_be_printed() -> None:
    block = "Cơ quan chủ trì: Sở Y tế\n\nThời gian hoàn thành: Quý II/2026\n\n"
    body = f"I. NHIỆM VỤ\n\n1. Y tế\n\n- Tiêm chủng.\n\n{block}- Kiểm dịch.\n\n{block}2. Cấp nước cho dân\n\n{block}"
    assert [one["id"] for one in tasks_of(body)][-1] == "2.1"
    assert {one.address for one in read_typed(body).doubts if one.kind == "bullets"} == {"1", "2"}


def test_bullets_headed_by_units_where_duties_are_assigned() -> None:
    body = (
        "1. Mục tiêu:\n\n- Trồng 500 cây xanh.\n\n2. Phân công trách nhiệm:\n\n"
        "- Đề nghị Hội Nông dân xã chủ trì phối hợp với các đoàn thể:\n\n+ Vận động hội viên.\n\n+ Trồng cây.\n\n"
        "- Phòng Kinh tế: Cấp cây giống.\n\n- Thời hạn báo cáo là ngày 20/10.\n"
    )
    assert [(title, lead) for _, title, lead in _leads(body)] == [
        ("Vận động hội viên", ["Hội Nông dân xã"]),
        ("Trồng cây", ["Hội Nông dân xã"]),
        ("Cấp cây giống", ["Phòng Kinh tế"]),
    ]


def test_a_paragraph_after_a_whole_duty_is_a_part_with_a_doubt() -> None:
    body = BY_UNIT.replace(
        "- Tuyên truyền.\n", "a) Tuyên truyền về di tích;\n\nNgoài ra, các xã hỗ trợ thêm.\n\nb) Thống kê.\n"
    )
    duty = next(one for one in tasks_of(body, outline=True) if one["title"] == "Tuyên truyền về di tích")
    assert duty["parts"] == ["Ngoài ra, các xã hỗ trợ thêm"]
    doubts = {(one.kind, one.address, one.field) for one in read_typed(body, outline=True).doubts}
    assert ("may-continue", duty["id"], "title") in doubts


def test_a_list_of_places_belongs_to_the_heading() -> None:
    body = "II. NHIỆM VỤ\n\n1. UBND các xã: Tịnh Khê, Tịnh Kỳ, An Phú\n\n- Niêm yết.\n\n2. Sở Y tế\n\n- Kiểm tra.\n"
    first, second = tasks_of(body, outline=True)
    assert first["lead"] == ["UBND các xã: Tịnh Khê, Tịnh Kỳ, An Phú"]
    assert second["lead"] == ["Sở Y tế"]


def test_a_whole_sentence_is_no_heading_over_duties() -> None:
    body = (
        f"{BY_UNIT}III. TỔ CHỨC THỰC HIỆN\n\n1. Giao Sở Nội vụ chủ trì, phối hợp với các sở tổ chức triển khai"
        " Kế hoạch này.\n\nKế hoạch này thay thế Kế hoạch số 01/KH-UBND.\n"
    )
    assert len(tasks_of(body, outline=True)) == 6 + 1
    assert read_typed(body, outline=True).data["sections"][-1]["kind"] == "duties"


def test_labels_that_are_items_of_their_own() -> None:
    body = """\
B. NHIỆM VỤ
I. TUYÊN TRUYỀN
1. Nội dung, biện pháp
a) Lập chuyên trang;
b) Phát tờ rơi.
2. Cơ quan chủ trì, phối hợp
a) Cơ quan chủ trì
- Sở Nội vụ.
- Sở Tài chính; UBND các xã.
b) Cơ quan phối hợp
- Các sở, ngành liên quan.
3. Thời gian thực hiện: Quý II/2026.
II. TẬP HUẤN
1. Nội dung
a) Mở lớp tập huấn.
2. Chủ trì thực hiện
- Sở Nội vụ.
3. Thời gian hoàn thành: Tháng 9/2026.
"""
    first, second = tasks_of(body)
    assert (first["title"], first["parts"]) == ("TUYÊN TRUYỀN", ["Lập chuyên trang", "Phát tờ rơi"])
    assert first["lead"] == ["Sở Nội vụ", "Sở Tài chính", "UBND các xã"]
    assert (first["coordinating"], first["time"]) == (["Các sở, ngành liên quan"], "Quý II/2026")
    assert (second["lead"], second["time"]) == (["Sở Nội vụ"], "Tháng 9/2026")


def test_fields_after_a_bullet_with_parts_of_its_own() -> None:
    body = """\
II. NHIỆM VỤ
1. Sở Tài chính
- Hướng dẫn các đơn vị, trong đó:
+ Hướng dẫn lập dự toán.

Thời gian thực hiện: Quý I/2026

- Kiểm tra việc thực hiện.

Thời gian thực hiện: Quý II/2026

2. Sở Nội vụ
- Tổng hợp báo cáo. Thời gian hoàn thành: Tháng 12/2026.
"""
    assert [task["time"] for task in tasks_of(body)] == ["Quý I/2026", "Quý II/2026", "Tháng 12/2026"]


def test_a_duty_named_by_its_unit_is_led_by_it() -> None:
    body = (
        "II. NHIỆM VỤ\n\n1. Rà soát:\n\n- Đơn vị chủ trì: Văn phòng Sở.\n\n- Thời gian thực hiện: Quý I/2026.\n\n"
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở\n\n- Theo dõi, đôn đốc.\n\n- Tổng hợp báo cáo.\n"
    )
    duty = tasks_of(body)[-1]
    assert (duty["title"], duty["lead"]) == ("Văn phòng Sở", ["VP"] if "VP" in duty["lead"] else ["Văn phòng Sở"])


@pytest.mark.parametrize(
    ("title", "year", "through"),
    [
        ("Phát triển hạ tầng số đến năm 2030", "2026", "2030"),
        ("Chiến lược đến hết năm 2030, tầm nhìn đến năm 2050", "2026", "2030"),
        ("Năm học 2026 - 2027", "2026", "2027"),
        ("Chuyển đổi số năm 2026, định hướng đến năm 2030", "2026", None),
    ],
)
def test_the_years_of_a_title(title: str, year: str, through: str | None) -> None:
    text = HEAD.replace("Cải cách hành chính năm 2026", title) + (
        "II. NHIỆM VỤ\n\n1. Rà soát:\n\n- Đơn vị chủ trì: Văn phòng Sở.\n\n- Thời gian thực hiện: Thường xuyên.\n"
        + FOOT
    )
    head = read_text(text).data["plan"]
    assert (head["year"], head.get("through")) == (year, through)


def test_the_letterhead_of_the_party_and_of_a_name_on_two_lines() -> None:
    body = "II. NHIỆM VỤ\n\n1. Rà soát:\n\n- Đơn vị chủ trì: Văn phòng.\n\n- Thời gian thực hiện: Quý I/2026.\n"
    party = "ĐẢNG BỘ TỈNH QUẢNG NGÃI\nĐẢNG ỦY XÃ TỊNH KHÊ\n*\n\nSố 35-KH/ĐU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n"
    names = "BAN CHỈ ĐẠO VỀ TÌM KIẾM,\nQUY TẬP LIỆT SĨ\n\nSố: 12/KH-BCĐ\n\n"
    found = []
    for letterhead in (party, names):
        text = f"{letterhead}Quảng Ngãi, ngày 24 tháng 6 năm 2026\n\nKẾ HOẠCH\nCông tác năm 2026\n\n{body}{FOOT}"
        head = read_text(text).data["plan"]
        found.append((head["agency"], head["decision"]))
    assert found == [
        ("Đảng ủy xã Tịnh Khê", {"number": "35-KH/ĐU", "date": "2026-06-24"}),
        ("Ban Chỉ đạo về tìm kiếm, quy tập liệt sĩ", {"number": "12/KH-BCĐ", "date": "2026-06-24"}),
    ]


def test_damaged_vietnamese_is_refused_and_taken_only_with_doubts() -> None:
    import unicodedata

    body = "II. NHIỆM VỤ\n\n1. Cải cách thể chế\n\n" + "".join(
        f"{letter}) Rà soát, xây dựng kế hoạch kiểm tra văn bản của các đơn vị:\n\n- Đơn vị chủ trì: Văn phòng Sở.\n\n"
        "- Đơn vị phối hợp: Các phòng, đơn vị thuộc Sở.\n\n- Thời gian thực hiện: Thường xuyên trong năm.\n\n"
        for letter in "abc"
    )
    bare = "".join(c for c in unicodedata.normalize("NFD", HEAD + body) if not unicodedata.combining(c)).replace(
        "đ", "d"
    )
    document = read_document(bare.replace("Đ", "D").encode(), "x.txt")
    with pytest.raises(DamagedTextError):
        read_plan(document, Wishes(), "x.txt")
    draft = read_plan(document, Wishes(damaged=True), "x.txt")
    found = [task for section in draft.data["sections"] for task in section["tasks"]]
    assert [task["id"] for task in found] == ["1.a", "1.b", "1.c"]
    doubted = {(doubt.address, doubt.field) for doubt in draft.doubts if doubt.kind == "damaged"}
    assert {(task["id"], field) for task in found for field in ("title", "lead", "time")} <= doubted


@pytest.mark.parametrize(
    "text",
    [
        "QUY CHẾ\nLàm việc của Sở\n\nĐiều 1. Phạm vi\n1. Quy chế này quy định chế độ làm việc.\nĐiều 2. Đối tượng\n",
        "GIẤY MỜI\n\nKính gửi: Các phòng\n\n1. Thời gian: 8 giờ 00 ngày 5/3/2026.\n2. Địa điểm: Hội trường.\n",
        "BÁO CÁO\nSố liệu năm 2025\n\nTổng số hồ sơ: 1.234. Đã giải quyết: 1.200.\n",
        "Tra cứu\n\n1. Việc đến hạn\nThời gian: Quý I\n2. Việc quá hạn\nThời gian: Quý II\nKết quả: Báo cáo\n",
        "Kính gửi: Sở Nội vụ\n\nSở Tài chính nhận được Công văn số 12/SNV ngày 05/3/2026 về việc góp ý dự thảo.\n",
    ],
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(NotAPlanError):
        read_text(text)


def test_a_label_with_a_bracket_that_is_never_closed() -> None:
    """As in any text that is no plan at all; it was an internal fault."""
    assert find_label("Kế hoạch của Sở (dự thảo") is None
    assert find_label("Đơn vị chủ trì (thực hiện)") is not None


def _block(number: str, title: str, *more: str) -> str:
    fields = ("Đơn vị chủ trì: Phòng Đào tạo.", "Thời gian thực hiện: Quý IV.", *more)
    return f"{number} {title}:\n\n" + "".join(f"- {one}\n\n" for one in fields)


def test_items_below_headings_whose_numbers_name_their_section() -> None:
    """“I.1.” over “1.”, the next heading over “2.” of the same count, a shallower one after a deeper."""
    body = (
        "MỤC ĐÍCH, YÊU CẦU\n\n- Bảo đảm tiến độ.\n\n"
        "I.1.1. Xây dựng đội ngũ\n\n"
        + _block("1.", "Lập đề án tuyển dụng", "Độ khó, độ mới: Khó.")
        + "I.1.2. Bồi dưỡng\n\n"
        + _block("2.", "Mở lớp kỹ năng số", "Độ khó, độ mới: Vừa.")
        + "I.2. Cơ sở vật chất\n\n"
        + _block("3.", "Sửa chữa nhà thực hành")
    )
    draft = read_typed(body)
    found = [task for section in draft.data["sections"] for task in section["tasks"]]
    assert [task["title"] for task in found] == ["Lập đề án tuyển dụng", "Mở lớp kỹ năng số", "Sửa chữa nhà thực hành"]
    assert [task["lead"] for task in found] == [["Phòng Đào tạo"]] * 3
    assert [task.get("columns") for task in found] == [{"Độ khó, độ mới": "Khó"}, {"Độ khó, độ mới": "Vừa"}, None]
    assert draft.data["plan"]["title"] == "Kế hoạch Cải cách hành chính năm 2026"
    assert draft.data["plan"]["introduction"] == [{"texts": ["Bảo đảm tiến độ"]}]


def test_items_counted_anew_below_dotted_headings() -> None:
    body = "II. NHIỆM VỤ\n\n" + "".join(
        f"1.{n}. {title}\n\n" + _block("1.", f"Lập kế hoạch {title}") + _block("2.", f"Báo cáo {title}")
        for n, title in ((1, "Thi đua"), (2, "Lưu trữ"))
    )
    assert [task["title"] for task in tasks_of(body)] == [
        "Lập kế hoạch Thi đua",
        "Báo cáo Thi đua",
        "Lập kế hoạch Lưu trữ",
        "Báo cáo Lưu trữ",
    ]


def test_a_letterhead_over_three_lines_with_a_name_broken_in_two() -> None:
    head = HEAD.replace("SỞ NỘI VỤ\n", "TRUNG TÂM DỊCH VỤ VIỆC\nLÀM SỐ 2\n")
    text = head + "II. NHIỆM VỤ\n\n" + _block("1.", "Báo cáo") + FOOT
    plan = read_text(text).data["plan"]
    assert (plan["parent"], plan["agency"]) == ("UBND tỉnh Quảng Ngãi", "Trung tâm Dịch vụ việc làm số 2")


@pytest.mark.parametrize(
    ("lines", "parent", "agency"),
    [
        (
            ["SỞ Y TẾ TỈNH CÀ MAU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "BỆNH VIỆN SẢN - NHI", "NAM"],
            "Sở Y tế tỉnh Cà Mau",
            "Bệnh viện Sản - Nhi",
        ),
        (
            ["BỘ XÂY DỰNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "CỤC HÀNG HẢI VÀ ĐƯỜNG", "NAM", "THỦY"],
            "Bộ Xây dựng",
            "Cục Hàng hải và Đường thủy",
        ),
        (
            ["UBND TỈNH GIA LAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT SỞ TÀI CHÍNH", "NAM"],
            "UBND tỉnh Gia Lai",
            "Sở Tài chính tỉnh Gia Lai",
        ),
        (
            ["ĐẢNG BỘ THÀNH PHỐ HẢI", "ĐẢNG CỘNG SẢN VIỆT NAM", "PHÒNG", "ĐẢNG ỦY PHƯỜNG AN BIÊN"],
            "Đảng bộ thành phố Hải Phòng",
            "Đảng ủy phường An Biên",
        ),
    ],
)
def test_a_letterhead_whose_motto_is_broken_over_two_lines(lines: list[str], parent: str, agency: str) -> None:
    head = "\n\n".join((*lines, "Độc lập - Tự do - Hạnh phúc", "Số: 12/KH-A", "ngày 12 tháng 01 năm 2026"))
    text = f"{head}\n\nKẾ HOẠCH\nCông tác năm 2026\n\nII. NHIỆM VỤ\n\n{_block('1.', 'Báo cáo')}{FOOT}"
    plan = read_text(text).data["plan"]
    assert (plan["parent"], plan["agency"]) == (parent, agency)


def test_what_the_issuer_asks_of_all_at_the_end_is_no_part_of_the_last_duty() -> None:
    body = (
        "1. Sở Nội vụ\n\na) Theo dõi việc thực hiện Kế hoạch này.\n\nb) Tổng hợp báo cáo của các đơn vị.\n\n"
        "2. Văn phòng UBND tỉnh\n\na) Theo dõi các nhiệm vụ được giao.\n\nb) Kiểm tra việc trả hồ sơ đúng hạn.\n\n"
        "Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành tổ chức thực hiện nghiêm túc Kế hoạch này."
    )
    assert [task["title"] for task in tasks_of(body, outline=True)] == [
        "Theo dõi việc thực hiện Kế hoạch này",
        "Tổng hợp báo cáo của các đơn vị",
        "Theo dõi các nhiệm vụ được giao",
        "Kiểm tra việc trả hồ sơ đúng hạn",
    ]


def test_words_that_end_the_sentence_over_a_tasks_parts_are_no_label() -> None:
    body = "II. NHIỆM VỤ\n\n1. Tổng hợp kết quả kiểm kê để báo cáo theo thời hạn:\n\n- Đơn vị chủ trì: Sở Nội vụ.\n\n"
    assert [task["title"] for task in tasks_of(body)] == ["Tổng hợp kết quả kiểm kê để báo cáo theo thời hạn"]


@pytest.mark.slow
def test_tasks_after_the_999th_keep_their_numbers() -> None:
    fields = "- Chủ trì: Phòng Nội vụ.\n- Thời gian: Quý II/2026.\n"
    items = "".join(f"{i}. Rà soát việc số {i} của cơ quan\n{fields}" for i in range(1, 1004))
    draft = read_text(f"{HEAD}I. NHIỆM VỤ\n{items}{FOOT}GIÁM ĐỐC\nTrần Văn Bình\n")
    assert [task["id"] for task in tasks(draft)][-5:] == ["I.999", "I.1000", "I.1001", "I.1002", "I.1003"]
    assert [doubt.kind for doubt in draft.doubts] == []


@pytest.mark.parametrize("number", ["2026", "1500"])
def test_a_year_or_a_figure_at_the_beginning_of_a_line_is_no_task(number: str) -> None:
    (task,) = tasks(read_tasks(f"1. Rà soát các việc của năm\n{number}. Sau đó báo cáo\n- Chủ trì: Phòng Nội vụ.\n"))
    assert task["title"].startswith("Rà soát các việc của năm")
