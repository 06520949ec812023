"""Verbs that duties begin with: what stands before one, in a sentence that begins with the name of a body, is its name.

Beside the list stand the words behind which one is no verb but the end of a noun (“chương trình”, “Ban Tổ chức”).
"""

from __future__ import annotations

import re

#: Verbs that tell by themselves that a body comes before them.
ROLES = (
    r"có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|(?:là|làm) (?:cơ quan|đơn vị|đầu mối)|[Cc]hủ trì|đồng chủ trì|"
    r"phối hợp|chủ động|căn cứ|trên cơ sở|trong phạm vi|"
    r"(?:theo|ngoài) (?:các )?(?:chức năng|nhiệm vụ|thẩm quyền|lĩnh vực)|(?<!quan )(?<!chức )tham mưu"
)
_VERBS = """
ban hành, bám sát, bàn giao, báo cáo, bảo đảm, bảo vệ, biên soạn, biểu dương, bồi dưỡng, bồi hoàn,
bổ sung, bố trí, bàn bạc,
cam kết, can thiệp, cải tạo, cảnh báo, cập nhật, cân đối, cấp phát, chăm lo, chấn chỉnh, chấp hành, chi trả, chỉ đạo,
chỉnh trang, chuẩn bị, chuyển giao, chú trọng, chứng nhận, công bố, công khai, cụ thể hóa, cụ thể hoá, cung cấp,
cung ứng, củng cố, cử, cần, dự báo, duy trì, dành, dự trù, đa dạng, đánh giá, đào tạo, đảm bảo, đảm nhiệm, đăng ký,
đăng tải, đẩy mạnh, đề nghị, đề xuất, điều hành, điều phối, điều tra, định hướng, định kỳ, đôn đốc, hậu kiểm, đồng hành,
đổi mới, đối thoại, đưa, động viên, gắn, giám sát, giải quyết, giới thiệu, giúp, góp ý, gửi, giao, hoàn thành,
hoàn thiện, học tập, hỗ trợ, huy động, hướng dẫn, kêu gọi, kết hợp, kết nối, khảo sát, khai thác, khắc phục,
khẩn trương, khuyến khích, khen thưởng, khởi công, kiến nghị, kiểm soát, kiểm tra, kiện toàn, kịp thời, ký, ký kết,
lãnh đạo, làm tốt, lắp đặt, lồng ghép, lựa chọn, lấy ý kiến, lập, mở, mua sắm, nâng cao, nâng cấp, nắm bắt, nắm chắc,
nạo vét, nêu cao, nghiêm túc, nghiên cứu, niêm yết, nộp, phát động, phát hành, phát huy, phát hiện, phát triển,
phát dọn, phải, phản ánh, phân bổ, phân công, phân loại, phân tích, phê duyệt, phổ biến, phòng ngừa, phụ trách,
phục vụ, quan tâm, quán triệt, quản lý, quảng bá, quyết định, rà soát, sắp xếp, sẵn sàng, soạn thảo, số hóa, số hoá,
sơ kết, sử dụng, sửa chữa, tạo điều kiện, tận dụng, tập hợp, tập huấn, tập trung, tăng, tăng cường, tham gia,
thanh toán, thanh tra, thành lập, thẩm định, thẩm tra, theo dõi, thí điểm, thiết kế, thiết lập, thông báo, thông tin,
thông qua, thống kê, thống nhất, thu gom, thu hút, thu thập, thực hiện, thường xuyên, tích cực,
tích hợp, tiếp nhận, tiếp tục,
tiến hành, tìm kiếm, tính toán, tổng hợp, tổng kết, trả lời, triển khai, trình, trực, truyền thông, tuân thủ,
tuần tra, tuyên truyền, tùy, tuỳ, tổ chức, ủng hộ, ứng dụng, ưu tiên, vận động, vận dụng, vận hành, vệ sinh, viết,
xác định, xác minh, xã hội hóa, xây dựng, xem xét, xét, xử lý, xúc tiến, yêu cầu, in, đặt, kiểm đếm, kiểm kê, đấu tranh,
đóng góp, đón tiếp, đối chiếu, nhận diện, nhân rộng, làm sạch, làm việc, lưu trữ, làm
"""
#: Words before a verb that make it the end of a noun, by verb.
_NOT_BEHIND = {
    "tổ chức": ("các", "Các", "Ban", "những", ",", "cơ quan và"),
    "trình": ("chương", "quy", "công", "lộ", "quá", "giáo", "tiến", "hành"),
    "lập": ("thành", "độc", "công", "trung", "xác", "thiết"),
    "thông tin": ("nghệ", "cổng", "tiện", "trang", "hệ thống", "sở", "tử"),
    "phục vụ": ("tâm",),
    "trực": ("thường", "túc"),
    "cử": ("bầu", "ứng"),
    "in": ("nhà",),
    "tổng hợp": ("phòng", "hoạch", "Nội", "Ngoại", "kinh tế"),
    "làm": ("việc",),
    "đưa": ("vận động",),
    "viết": ("bài",),
    "điều hành": ("sát,", "Ban"),
    "chỉ đạo": ("Ban", "ban"),
    "quản lý": ("Ban", "ban", "cán bộ", "Cảnh sát"),
    "điều tra": ("Cảnh sát",),
    "bảo vệ": ("Cảnh sát",),
    "kiểm tra": ("Ủy ban", "Uỷ ban", "Đoàn", "đoàn", "tra,"),
    "phát triển": ("và", "tư", "Đầu tư"),
    "khai thác": ("ty",),
    "vệ sinh": ("ty", "tâm"),
    "giao": ("ngoại", "bàn", "chuyển"),
    "cung cấp": ("nhà", "Nhà"),
    "cung ứng": ("nhà", "Nhà"),
    "tăng": ("gia",),
    "lưu trữ": ("thư -", "và"),
}
#: Words behind a verb that make it another word.
_REST = {"trực": r"(?! thuộc| tiếp| tuyến)", "in": r"(?= )", "giao": r"(?! thông| dịch)"}
#: Words behind which no verb begins what a body does: “các đơn vị được giao”.
_NEVER_BEHIND = ("được", "việc", "công tác")


def _pattern() -> str:
    verbs = dict.fromkeys(" ".join(_VERBS.split()).split(", "))
    made = (
        "".join(f"(?<!{re.escape(word)} )" for word in (*_NOT_BEHIND.get(verb, ()), *_NEVER_BEHIND))
        + re.escape(verb)
        + _REST.get(verb, "")
        for verb in sorted(verbs, key=len, reverse=True)
    )
    return "|".join(made)


VERB = re.compile(rf"(?<=\s)(?:(?P<role>{ROLES})|(?P<other>{_pattern()})|(?P<directly>trực tiếp))(?=[\s,:.;]|$)")


def in_sentence(text: str) -> str:
    """A text as it is within a sentence, so that :data:`VERB` is found at its beginning too."""
    return f" {text[:1].lower()}{text[1:]}"
