"""The units that a duty names as the subject of its sentence."""

from __future__ import annotations

import pytest
from typed_plans import read_typed, tasks

from parplan.importing.subjects import read_partners, read_subject


@pytest.mark.parametrize(
    ("duty", "names"),
    [
        ("Thanh tra Sở kiểm tra việc ghi nhãn", ["Thanh tra Sở"]),
        ("Giao Phòng Y tế chủ trì, phối hợp với Phòng Tài chính rà soát", ["Phòng Y tế"]),
        ("Đề nghị Hội Nông dân và các tổ chức hội vận động hội viên", ["Hội Nông dân", "các tổ chức hội"]),
        ("Sở Y tế, căn cứ nhiệm vụ được giao, lập kế hoạch", ["Sở Y tế"]),
        ("Các cơ quan, tổ chức, cá nhân có trách nhiệm báo cáo", ["Các cơ quan, tổ chức, cá nhân"]),
        ("Văn phòng Sở: Tổng hợp số liệu", ["Văn phòng Sở"]),
        ("Phòng quản lý đô thị rà soát quy hoạch", ["Phòng quản lý đô thị"]),
        ("Phòng Kế hoạch tổng hợp theo dõi tiến độ", ["Phòng Kế hoạch tổng hợp"]),
        ("Văn phòng tổng hợp: Lập sổ", ["Văn phòng tổng hợp"]),
        ("Phòng Thẩm định, kiểm tra và xử lý nợ rà soát hồ sơ", ["Phòng Thẩm định, kiểm tra và xử lý nợ"]),
        ("Xí nghiệp Thoát nước nạo vét cống", ["Xí nghiệp Thoát nước"]),
        ("Ông Lê Văn Bình, Phó Giám đốc phụ trách kho", ["Ông Lê Văn Bình, Phó Giám đốc"]),
        (
            "Các phòng được giao chủ trì các việc trên có trách nhiệm lập hồ sơ",
            ["Các phòng được giao chủ trì các việc trên"],
        ),
    ],
)
def test_the_subject_of_a_duty(duty: str, names: list[str]) -> None:
    subject = read_subject(duty)
    assert subject is not None
    assert list(subject.names) == names


@pytest.mark.parametrize(
    "duty",
    [
        "Chủ trì, phối hợp với các sở rà soát",
        "Tổ chức tập huấn cho cán bộ",
        "Ban hành kế hoạch và tổ chức thực hiện",
        "Trường hợp có vướng mắc, các phòng báo cáo",
        "Tuyên truyền trên các phương tiện thông tin đại chúng",
        "Bộ tiêu chí đánh giá được xây dựng trong quý I",
        "Kinh phí thực hiện từ ngân sách",
    ],
)
def test_a_duty_without_a_subject(duty: str) -> None:
    assert read_subject(duty) is None


def test_a_verb_that_may_be_part_of_the_name_is_doubted() -> None:
    subject = read_subject("Các phòng, ban tổ chức kiểm tra")
    assert subject is not None
    assert (subject.names, subject.sure) == (("Các phòng, ban",), False)


def test_the_lead_of_a_duty_is_a_body_and_no_sentence() -> None:
    body = (
        "I. NHIỆM VỤ\n\n1. Lập danh mục\n\n- Đơn vị chủ trì: Sở Y tế\n\n- Thời gian thực hiện: Quý I/2026\n\n"
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Thanh tra Sở kiểm tra việc lập danh mục:\n\n- Kiểm tra sổ;\n\n- Kiểm tra kho.\n"
    )
    assert [task["lead"] for task in tasks(read_typed(body))] == [["Sở Y tế"], ["Thanh tra Sở"]]


@pytest.mark.parametrize(
    ("duty", "names", "sure"),
    [
        ("Chủ trì, phối hợp với Sở Tài chính lập dự toán", ("Sở Tài chính",), True),
        ("Phòng A chủ trì, Thanh tra Sở phối hợp kiểm tra", ("Thanh tra Sở",), True),
        ("Chủ trì, phối hợp với Cơ quan Cảnh sát điều tra thống kê", ("Cơ quan Cảnh sát điều tra",), True),
        ("Chủ trì, phối hợp với các nhà cung cấp hóa đơn hỗ trợ kết nối", ("các nhà cung cấp hóa đơn",), False),
        ("Chủ trì, phối hợp với các đơn vị quản lý công trình sửa chữa", ("các đơn vị",), False),
    ],
)
def test_the_partners_of_a_duty(duty: str, names: tuple[str, ...], sure: bool) -> None:
    partners = read_partners(duty)
    assert partners is not None
    assert (partners.names, partners.sure) == (names, sure)


@pytest.mark.parametrize(
    "duty", ["Phối hợp với Sở Tài chính lập dự toán", "Chủ trì, phối hợp với các lực lượng giữ gìn trật tự"]
)
def test_a_duty_without_partners_whose_names_are_known_to_end(duty: str) -> None:
    assert read_partners(duty) is None


def test_partners_whose_names_are_not_known_to_end_are_told() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Chủ trì, phối hợp với Viễn thông tỉnh nâng cấp đường truyền.\n\n"
        "- Chủ trì, phối hợp với Phòng Vật tư, trang thiết bị y tế và vắc xin mua sắm máy lạnh.\n\n"
        "2. Sở Nội vụ\n\n- Lập danh sách.\n"
    )
    draft = read_typed(body, outline=True)
    assert [task.get("coordinating") for task in tasks(draft)] == [
        None,
        ["Phòng Vật tư, trang thiết bị y tế và vắc xin"],
        None,
    ]
    told = [(one.kind, one.address) for one in draft.doubts if one.field == "coordinating"]
    assert told == [("missing", "1.1"), ("sentence-split", "1.2")]
