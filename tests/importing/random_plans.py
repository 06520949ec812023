"""Random plans as they are printed: what stands in the document (the truth), and how it is laid out (the look)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

TITLES = (
    "Xây dựng, ban hành Kế hoạch kiểm soát thủ tục hành chính năm {y}",
    "Rà soát, đánh giá thủ tục hành chính thuộc "
    "thẩm quyền giải quyết theo Nghị định số 61/2018/NĐ-CP "
    "ngày 23/4/2018 của Chính phủ",
    "Tổ chức tập huấn nghiệp vụ cho cán bộ, công chức, viên chức; bồi dưỡng kỹ năng số",
    "Công khai, minh bạch kết quả giải quyết hồ sơ trên Cổng Dịch vụ công quốc gia",
    "Triển khai đo lường mức độ hài lòng của người dân, tổ chức (SIPAS)",
    "Kiểm tra việc thực hiện nhiệm vụ cải cách hành chính tại các cơ quan, đơn vị",
    "Tham mưu Ủy ban nhân dân tỉnh ban hành Quyết định thay thế Quyết định số 12/2019/QĐ-UBND ngày 07/5/2019",
    "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt tối thiểu 80%",
    "Sắp xếp, kiện toàn tổ chức bộ máy theo hướng tinh gọn, hiệu lực, hiệu quả",
    "Đẩy mạnh tuyên truyền cải cách hành chính trên các phương tiện thông tin đại chúng",
    "Duy trì, cải tiến Hệ thống quản lý chất lượng theo TCVN ISO 9001:2015",
    "Thực hiện cơ chế tự chủ tài chính đối với đơn vị sự nghiệp công lập",
    "Nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh",
    "Chấm điểm, xác định Chỉ số cải cách hành chính năm {y}",
    "Hoàn thành cập nhật 100% thủ tục hành chính vào Cơ sở dữ liệu quốc gia",
    "Đối thoại với doanh nghiệp và người dân về giải quyết thủ tục đất đai",
    "Báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính",
    "Phối hợp với các cơ quan liên quan xử lý phản ánh, kiến nghị",
    "Xây dựng Đề án vị trí việc làm và cơ cấu ngạch công chức",
    "Bố trí kinh phí thực hiện nhiệm vụ theo quy định của Luật Ngân sách nhà nước",
)
PRODUCTS = (
    "Kế hoạch của Sở",
    "Quyết định của UBND tỉnh",
    "Báo cáo kết quả thực hiện",
    "Văn bản chỉ đạo, đôn đốc",
    "Hội nghị tập huấn",
    "Tờ trình, dự thảo Quyết định",
    "100% hồ sơ được số hóa",
    "Danh mục thủ tục hành chính (nếu có)",
    "Kế hoạch được ban hành",
    "Các lớp tập huấn, bồi dưỡng",
    "Hệ thống được nâng cấp, vận hành ổn định",
    "Công văn hướng dẫn",
    "Nghị quyết của HĐND tỉnh",
)
TIMES = (
    "Quý I/{y}",
    "Quý II/{y}",
    "Quý III/{y}",
    "Quý IV/{y}",
    "Tháng 6/{y}",
    "Tháng 12/{y}",
    "Thường xuyên",
    "Thường xuyên trong năm",
    "Trước ngày 15/11/{y}",
    "Trước ngày 30/6/{y}",
    "Năm {y}",
    "Trong năm {y}",
    "Quý I - III/{y}",
    "Hằng quý",
    "6 tháng đầu năm {y}",
    "Theo kế hoạch được phê duyệt",
    "Quý II, IV/{y}",
    "Định kỳ hằng tháng",
    "Từ tháng 02/{y} đến tháng 10/{y}",
    "Theo hướng dẫn của cấp trên",
)
PROVINCE = (
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Văn phòng UBND tỉnh",
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
    "Công an tỉnh",
    "Thanh tra tỉnh",
    "Báo và Phát thanh, Truyền hình tỉnh",
    "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Trung tâm Phục vụ hành chính công tỉnh",
)
PROVINCE_GROUPS = (
    "các sở, ban, ngành",
    "UBND các xã, phường, đặc khu",
    "các cơ quan, đơn vị, địa phương liên quan",
    "các sở, ban, ngành và địa phương liên quan",
    "các cơ quan, đơn vị liên quan",
    "các tổ chức chính trị - xã hội tỉnh",
)
DEPARTMENT = (
    "Văn phòng Sở",
    "Thanh tra Sở",
    "Phòng Kế hoạch - Tài chính",
    "Phòng Quản lý Khoa học",
    "Phòng Quản lý Công nghệ và Chuyên ngành",
    "Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "Trung tâm Ứng dụng và Dịch vụ khoa học công nghệ",
    "Tổ Công tác của Sở",
)
DEPARTMENT_GROUPS = (
    "các phòng, đơn vị thuộc Sở",
    "các phòng, đơn vị có liên quan",
    "các phòng có liên quan",
    "các đơn vị thuộc Sở",
    "các phòng, đơn vị trực thuộc Sở",
)
SECTIONS = (
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng, phát triển Chính quyền điện tử, Chính quyền số",
    "Công tác chỉ đạo, điều hành",
)
LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass
class TrueTask:
    """One task as it is printed."""

    title: str
    lead: list[str]
    coordinating: list[str]
    products: list[str]
    time: str
    number: str = ""
    extra: str = ""
    #: Further rows with the same title: product, time and lead of their own.
    more: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class TruePlan:
    """A plan as it is printed."""

    year: int
    agency: str
    number: str
    day: tuple[int, int, int]
    title: str
    sections: list[tuple[str, list[TrueTask]]]

    @property
    def tasks(self) -> list[TrueTask]:
        """All tasks in order."""
        return [task for _, tasks in self.sections for task in tasks]


def random_plan(rng: random.Random, *, tasks: int = 24) -> TruePlan:
    """A plan of a province or a department."""
    province = rng.random() < 0.6
    units, groups = (PROVINCE, PROVINCE_GROUPS) if province else (DEPARTMENT, DEPARTMENT_GROUPS)
    year = rng.choice((2024, 2025, 2026))
    names = rng.sample(SECTIONS, rng.randint(2, 5))
    cuts = sorted(rng.sample(range(1, tasks), len(names) - 1))
    sizes = [end - start for start, end in zip([0, *cuts], [*cuts, tasks], strict=True)]
    sections = []
    for name, size in zip(names, sizes, strict=True):
        sections.append((name, [_task(rng, year, units, groups) for _ in range(size)]))
    agency = "Ủy ban nhân dân tỉnh Quảng Ngãi" if province else "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi"
    number = f"{rng.randint(10, 999)}/{'KH-UBND' if province else 'KH-SKHCN'}"
    title = f"Kế hoạch Cải cách hành chính năm {year}"
    return TruePlan(year, agency, number, (rng.randint(1, 28), rng.choice((11, 12)), year - 1), title, sections)


def _task(rng: random.Random, year: int, units: tuple[str, ...], groups: tuple[str, ...]) -> TrueTask:
    lead = rng.sample(units, 1 if rng.random() < 0.8 else 2)
    if rng.random() < 0.12:
        group = rng.choice(groups)
        lead = [group[:1].upper() + group[1:]]
    rest = [unit for unit in units if unit not in lead]
    coordinating = rng.sample(rest, rng.choice((0, 1, 1, 2)))
    if not coordinating or rng.random() < 0.5:
        group = rng.choice(groups)
        coordinating.append(group if coordinating else group[:1].upper() + group[1:])
    title = rng.choice(TITLES).format(y=year)
    if rng.random() < 0.5:
        title += rng.choice(
            (
                " trên địa bàn tỉnh",
                f" giai đoạn {year} - {year + 4}",
                " theo chỉ đạo của Chính phủ, Thủ tướng Chính phủ",
                " (đợt 1)",
            )
        )
    products = rng.sample(PRODUCTS, rng.choice((1, 1, 1, 2, 3)))
    return TrueTask(
        title,
        lead,
        coordinating,
        products,
        rng.choice(TIMES).format(y=year),
        extra=rng.choice(("Ngân sách tỉnh", "Nguồn xã hội hóa", "")),
    )


def joined_names(rng: random.Random, names: list[str]) -> str:
    """Names as a field prints them: with semicolons, or commas and “và”."""
    if len(names) == 1:
        return names[0]
    if rng.random() < 0.5 or any("," in name and not name.startswith(("các", "Các", "UBND")) for name in names):
        return "; ".join(names)
    if rng.random() < 0.5:
        return ", ".join(names)
    return ", ".join(names[:-1]) + " và " + names[-1]


def true_fields(task: TrueTask) -> dict[str, Any]:
    """The fields of a task as an import should give them."""
    products = [*task.products, *(product for product, _, _ in task.more)]
    times = "; ".join(dict.fromkeys([task.time, *(time for _, time, _ in task.more)]))
    return {
        "title": task.title,
        "lead": task.lead,
        "coordinating": task.coordinating,
        "products": products,
        "time": times,
    }
