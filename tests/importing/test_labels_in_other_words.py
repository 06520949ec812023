"""Labels in other words than the usual ones, and fields that may stand under labels that are not known."""

from __future__ import annotations

import pytest
from typed_plans import read_tasks, read_typed, tasks

from parplan.importing.drafts import Draft
from parplan.importing.labels import Label, find_label


def told(draft: Draft) -> list[tuple[str, str, str]]:
    return [(doubt.kind, doubt.address, doubt.field) for doubt in draft.doubts]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Trách nhiệm chủ trì", "lead"),
        ("Deadline", "time"),
        ("Ban chủ trì", "lead"),
        ("Khoa được giao chủ trì", "lead"),
        ("Trách nhiệm phối hợp", "coordinating"),
        ("Ban phối hợp", "coordinating"),
        ("Kết quả cần đạt được", "products"),
        ("Tiến độ công việc", "time"),
    ],
)
def test_one_word_tells_the_field_of_a_label(words: str, field: str) -> None:
    label = find_label(words)
    assert label is not None
    assert (label.field, label.sure) == (field, True)


@pytest.mark.parametrize(
    "words",
    [
        "Báo cáo kết quả thực hiện",
        "Hoàn thành sản phẩm",
        "Cơ chế phối hợp",
        "Phạm vi thực hiện",
        "Nâng cao kết quả",
        "Sở; thời gian",
    ],
)
def test_work_to_be_done_is_no_label(words: str) -> None:
    assert find_label(words) is None


MANY = "".join(
    f"{n}. {title}\n- Chủ trì: Văn phòng\n- Tham gia: {who}\n- Hoàn thành: Tháng {n}/2026\n- Minh chứng: {what}\n"
    for n, (title, who, what) in enumerate(
        [
            ("Ban hành kế hoạch", "Phòng Đào tạo", "Kế hoạch"),
            ("Số hóa bài giảng", "Phòng Quản trị; Đoàn Thanh niên", "40 học phần"),
            ("Sửa đổi quy chế", "Công đoàn Trường", "Quyết định"),
        ],
        1,
    )
)


def test_a_label_of_many_tasks_is_asked_about_once() -> None:
    draft = read_tasks(MANY)
    assert [task["coordinating"] for task in tasks(draft)][1] == ["Phòng Quản trị", "Đoàn Thanh niên"]
    unsure = [(address, field) for kind, address, field in told(draft) if kind == "label-unsure"]
    assert sorted(unsure) == [("", "coordinating"), ("", "products"), ("", "time")]


def test_a_value_that_does_not_fit_its_label_is_told_at_the_field() -> None:
    draft = read_tasks(MANY + "4. Thu học phí\n- Chủ trì: Văn phòng\n- Tham gia: theo phân công riêng\n")
    many = MANY + "4. Chuyển trường\n- Chủ trì: Văn phòng\n- Tham gia: Tổ Tin học\n"
    assert ("label-unsure", "I.4", "coordinating") in told(draft)
    assert ("no-units", "I.4", "coordinating") in told(draft)
    assert ("label-unsure", "I.4", "coordinating") not in told(read_tasks(many))


def test_a_person_in_charge_is_no_lead() -> None:
    draft = read_tasks("1. Số hóa bài giảng\n- Người phụ trách: Đ/c Hiệu trưởng\n- Thời gian: Quý I/2026\n")
    assert tasks(draft)[0]["person"] == "Đ/c Hiệu trưởng"
    assert ("missing", "I.1", "lead") in told(draft)


def test_a_field_that_may_stand_under_another_label_is_told_to_be_missing() -> None:
    draft = read_tasks("1. Số hóa bài giảng\n- Chủ trì: Văn phòng\n- Đồng hành: Sở Tư pháp\n- Thời gian: Quý I/2026\n")
    assert ("missing", "I.1", "coordinating") in told(draft)
    assert ("missing", "I.1", "products") not in told(draft)


def test_a_paragraph_below_a_field_is_told_as_a_part_of_it() -> None:
    draft = read_tasks(
        "1. Lắp đặt wifi\n- Chủ trì: Phòng Kinh tế\n- Thời gian: Quý I/2026\n- Sản phẩm: 05 điểm phát\n"
        "\nNgoài ra các phòng chủ động xử lý phản ánh của người dân trên tổng đài\n"
    )
    assert ("may-continue", "I.1", "products") in told(draft)


def test_parts_with_numbers_in_words_are_headings() -> None:
    draft = read_typed(
        "Phần thứ nhất\nYÊU CẦU\nThực hiện đúng tiến độ.\nPhần thứ hai\nNHIỆM VỤ\n1. Kê khai tài sản\n"
        "Chủ trì: Văn phòng\nThời gian: Quý I/2026\nPhần thứ ba\nTỔ CHỨC THỰC HIỆN\n1. Văn phòng theo dõi.\n"
    )
    assert tasks(draft)[0]["time"] == "Quý I/2026"


def test_parts_with_their_titles_behind_a_blank_are_headings() -> None:
    draft = read_typed(
        "Phần I YÊU CẦU\nThực hiện đúng tiến độ.\nPhần II NHIỆM VỤ\nI. Tài sản\n1. Kê khai tài sản\n"
        "Chủ trì: Văn phòng\nThời gian: Quý I/2026\n2. Chấm điểm\nChủ trì: Phòng Kế toán\nThời gian: Quý II/2026\n"
        "Phần III TỔ CHỨC THỰC HIỆN\n1. Văn phòng theo dõi.\n2. Phòng Kế toán bố trí kinh phí.\n"
    )
    assert [section.get("kind") for section in draft.data["sections"]] == [None, "duties"]
    assert [task["title"] for task in draft.data["sections"][0]["tasks"]] == ["Kê khai tài sản", "Chấm điểm"]


def test_a_quarter_is_no_number_of_an_item() -> None:
    draft = read_tasks(
        "1. Sắp xếp bộ phận giúp việc\nChủ trì: Văn phòng. Thời gian: quý\nIV/2026. Sản phẩm: tờ trình\n"
    )
    (task,) = tasks(draft)
    assert task["time"] == "quý IV/2026"


def test_a_label_goes_on_with_the_line_above() -> None:
    draft = read_tasks(
        "1. Công tác đoàn viên\n* Tập huấn\n- Chủ trì: Ban Tổ chức; phối hợp: Văn phòng;\nthời gian: Tháng 5/2026\n"
    )
    assert [task.get("time") for task in tasks(draft)] == ["Tháng 5/2026"]


@pytest.mark.parametrize(
    "fields",
    [
        "Chủ trì: Văn phòng – Phối hợp: Thanh tra Sở – Hoàn thành: Quý I",
        "Chủ trì: Văn phòng. Phối hợp: Thanh tra Sở. Hoàn thành: Quý I.",
        "[Thực hiện: Văn phòng; Phối hợp: Thanh tra Sở; Hoàn thành: Quý I]",
        "(Thực hiện: Văn phòng; Phối hợp: Thanh tra Sở; Thời hạn: Quý I)",
        "[Thực hiện: Văn phòng;\nPhối hợp: Thanh tra Sở; Thời hạn: Quý I]",
    ],
)
def test_labels_in_a_row_that_are_not_sure_by_themselves(fields: str) -> None:
    (task,) = tasks(read_tasks(f"- Công bố danh mục thủ tục. {fields}\n"))
    found = [task.get(name) for name in ("title", "lead", "coordinating", "time")]
    assert found == ["Công bố danh mục thủ tục", ["Văn phòng"], ["Thanh tra Sở"], "Quý I"]


@pytest.mark.parametrize("sign", ["; ", " – ", ". ", " - "])
def test_a_name_before_a_colon_within_a_value_is_told(sign: str) -> None:
    draft = read_tasks(f"1. Mở lớp\nChủ trì: Văn phòng; Thời gian: Quý I/2026{sign}Kinh phí: 50 triệu đồng\n")
    assert ("label-inside", "I.1", "time") in told(draft)


def test_fields_in_brackets_below_the_title() -> None:
    draft = read_tasks(
        "1. Đất đai\n- Công bố danh mục thủ tục.\n(Chủ trì: Văn phòng; phối hợp: Thanh tra Sở;\nhoàn thành: Quý I)\n"
        "- Chỉnh lý biến động.\n(Chủ trì: Thanh tra Sở; hoàn thành: trước ngày 30/6/2026)\n"
    )
    first, second = tasks(draft)
    assert (first["lead"], first["coordinating"], first["time"]) == (["Văn phòng"], ["Thanh tra Sở"], "Quý I")
    assert (second["lead"], second["time"]) == (["Thanh tra Sở"], "trước ngày 30/6/2026")


@pytest.mark.parametrize("number", ["A1", "Đ2", "1.1", "12"])
def test_tasks_with_a_letter_or_steps_in_their_number(number: str) -> None:
    draft = read_tasks(
        f"A. Đầu tư\nNhiệm vụ {number}. Rút ngắn thời gian cấp phép\n► Chủ trì: Văn phòng\n► Thời gian: Quý I/2026\n"
    )
    (task,) = tasks(draft)
    assert (task["title"], task["lead"], task["time"]) == ("Rút ngắn thời gian cấp phép", ["Văn phòng"], "Quý I/2026")
    assert task["id"].endswith(number)


def test_a_plan_whose_tasks_have_no_times_tells_each_of_them() -> None:
    draft = read_tasks("1. Rà soát quy chế\n- Chủ trì: Văn phòng\n2. Số hóa sổ\n- Chủ trì: Văn phòng\n")
    assert [address for kind, address, field in told(draft) if (kind, field) == ("missing", "time")] == ["I.1", "I.2"]


def test_a_title_of_several_sentences_is_told() -> None:
    draft = read_tasks(
        "1. Chuẩn hóa quy trình tiếp nhận đơn. Quy trình nêu rõ thời hạn.\nChủ trì: Văn phòng\nThời gian: Quý I\n"
        "2. Làm việc với UBND TP. Hồ Chí Minh\nChủ trì: Văn phòng\nThời gian: Quý I/2026\n"
    )
    assert [address for kind, address, _ in told(draft) if kind == "title-sentences"] == ["I.1"]


def test_numbers_before_labels_on_one_line_are_no_part_of_the_values() -> None:
    draft = read_tasks(
        "1- Sửa đổi quy trình kiểm tra. (1) Chủ trì: Phòng Tổng hợp; (2) Phối hợp: Văn phòng; (3) Thời gian: Quý II;"
        " (4) Sản phẩm: Quy trình.\n"
    )
    (task,) = tasks(draft)
    assert (task["title"], task["lead"]) == ("Sửa đổi quy trình kiểm tra", ["Phòng Tổng hợp"])
    assert (task["coordinating"], task["time"], task["products"]) == (["Văn phòng"], "Quý II", ["Quy trình"])


@pytest.mark.parametrize("number", ["* Nhiệm vụ 1:", "- Công việc số 1:", "Đầu việc 1."])
def test_names_with_a_number_behind_a_bullet(number: str) -> None:
    draft = read_tasks(f"{number} Số hóa hợp đồng\n- Đơn vị chủ trì: Văn phòng\n- Mốc hoàn thành: 30/6/2026\n")
    (task,) = tasks(draft)
    assert (task["title"], task["lead"], task["time"]) == ("Số hóa hợp đồng", ["Văn phòng"], "30/6/2026")


def test_one_unit_that_leads_under_a_label_for_both() -> None:
    draft = read_tasks(
        "1. Sáp nhập trung tâm\nChủ trì, phối hợp thực hiện: Phòng Tổ chức chủ trì\nThời gian: Quý I/2026\n"
    )
    assert tasks(draft)[0]["lead"] == ["Phòng Tổ chức"]


@pytest.mark.parametrize(
    ("bracket", "coordinating", "time"),
    [
        (
            "Giao Văn phòng chủ trì, phối hợp với Ban Kiểm tra thực hiện; hoàn thành trong quý I/2026",
            ["Ban Kiểm tra"],
            True,
        ),
        ("Văn phòng chủ trì; hoàn thành trong quý I/2026", None, True),
        ("Văn phòng chủ trì", None, False),
    ],
)
def test_a_bracket_that_gives_the_task_to_units(bracket: str, coordinating: list[str] | None, time: bool) -> None:
    draft = read_tasks(
        f"1. Rà soát quy chế.\n({bracket})\n2. Số hóa sổ.\nChủ trì: Thanh tra Sở\nThời gian: Quý II/2026\n"
    )
    task = tasks(draft)[0]
    assert (task["title"], task["lead"], task.get("coordinating")) == ("Rà soát quy chế", ["Văn phòng"], coordinating)
    assert task.get("time") == ("trong quý I/2026" if time else None)
    assert not [kind for kind, _, _ in told(draft) if "left-out" in kind]


def test_other_brackets_give_nothing() -> None:
    draft = read_tasks(
        "1. Rà soát quy chế.\n(việc do nhiều người chủ trì)\nChủ trì: Thanh tra Sở\nThời gian: Quý II/2026\n"
    )
    assert tasks(draft)[0]["lead"] == ["Thanh tra Sở"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Đơn vị chủ trì cũ", "lead"),
        ("Chủ trì (cũ)", "lead"),
        ("Thời gian (cũ)", "time"),
        ("Thời gian báo cáo", "time"),
        ("Cơ quan trình", "recipient"),
    ],
)
def test_a_label_that_may_mean_another_column_is_not_sure(words: str, field: str) -> None:
    assert find_label(words) == Label(field, words, sure=False)


def test_an_earlier_lead_is_no_lead() -> None:
    assert find_label("Chủ trì cũ") is None


def test_several_items_in_one_cell_of_tasks_are_asked_about() -> None:
    table = (
        "| STT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"
        "| 1 | - Xây dựng kế hoạch<br>- Kiện toàn tổ công tác | Văn phòng | Quý I |\n"
        "| 2 | - Tổng kết<br>năm | Văn phòng | Quý IV |\n"
    )
    doubts = [doubt.address for doubt in read_tasks(table).doubts if doubt.kind == "title-sentences"]
    assert doubts == ["1"]
