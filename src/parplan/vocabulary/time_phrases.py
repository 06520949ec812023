"""The set phrases of time words, found by their first word."""

from __future__ import annotations

from collections.abc import Sequence


class Phrases:
    """Phrases of one meaning."""

    def __init__(self, *phrases: str) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):  # the longest that fits is meant
            words = phrase.split()
            self._by_first.setdefault(words[0], []).append(words)

    def match(self, keys: Sequence[str], i: int) -> int:
        """Return how many of ``keys`` from the ``i``-th on make one of the phrases; 0 if none does."""
        if not 0 <= i < len(keys):
            return 0
        for words in self._by_first.get(keys[i], ()):
            if keys[i : i + len(words)] == words:
                return len(words)
        return 0

    def match_before(self, keys: Sequence[str], i: int) -> bool:
        """Whether one of the phrases, of at most two words, ends before the ``i``-th key."""
        return any(self.match(keys, i - length) == length for length in (1, 2))


# -- what leads to a stretch of the calendar ------------------------------------------------------------------------

#: These make it a deadline on its last day.
INCLUSIVE = Phrases(
    "chậm nhất", "muộn nhất", "không muộn hơn", "không chậm hơn", "không quá", "cho đến", "đến", "tới", "hết"
)  # fmt: skip
#: These leave no last day to be known.
VAGUE = Phrases(
    "khoảng", "tầm", "đầu", "giữa", "nửa đầu", "nửa cuối", "thượng tuần", "trung tuần", "hạ tuần", "tuần đầu",
    "tuần cuối",
)  # fmt: skip
FROM = Phrases("kể từ", "bắt đầu từ", "từ", "bắt đầu")
FROM_NOW = Phrases("nay đến", "nay tới", "nay cho đến")
#: These only lead to it.
LEADING = Phrases("là", "vào", "trong", "dự kiến", "thời gian", "xong", "hoàn thành")

#: A bare stretch tells when only after these; after other words it is what they are about ("báo cáo quý I").
DOING = Phrases(
    "hoàn thành", "xong", "vào", "trong", "thời gian", "thời hạn", "tiến độ", "hạn", "dự kiến", "bắt đầu", "kết thúc"
)  # fmt: skip
#: … or where the clause begins with nothing but these.
STARTING = Phrases(
    "thực hiện", "triển khai", "tổ chức", "ban hành", "trình", "gửi", "nộp", "xây dựng", "tham mưu", "hành", "hiện"
)  # fmt: skip

#: After "năm" these name the following one.
NEXT = Phrases("sau", "tới", "tiếp theo", "kế tiếp", "sau đó")
#: … and after "tháng" and "quý".
NEXT_PERIOD = Phrases("sau liền kề", "liền kề sau", "tiếp theo", "kế tiếp", "liền kề", "sau")
REPORTED = Phrases("quý báo cáo", "kỳ báo cáo", "của quý báo cáo", "báo cáo")

# -- what is no time --------------------------------------------------------------------------------------------------

#: Documents, and days that are kept, have dates of their own, which are no deadlines.
DOCUMENTS = Phrases(
    "quyết định", "nghị quyết", "nghị định", "thông tư", "chỉ thị", "công văn", "công điện", "tờ trình", "luật",
    "kết luận", "thông báo", "văn bản", "hướng dẫn", "kế hoạch", "chương trình", "đề án",
    "kỷ niệm", "chào mừng", "nhân dịp", "nhân ngày",
)  # fmt: skip
#: Words of time that tell no time here.
ORDINARY = Phrases(
    "trước mắt", "trước hết", "trước đây", "trước đó", "trước hạn", "trước thời hạn", "trước pháp luật",
    "sau đây", "sau đó", "sau này", "ngày càng", "thứ trưởng", "thứ tự", "thứ nhất", "thứ cấp",
    "quý cơ quan", "quý vị", "quý đơn vị",
)  # fmt: skip
#: A number before these counts something …
COUNTED = Phrases(
    "%", "khóa", "khoá", "lớp", "cuộc", "hội nghị", "hội thảo", "báo cáo", "đợt", "văn bản", "người", "phòng",
    "đơn vị", "hồ sơ", "bản", "bộ", "buổi", "thủ tục", "nhiệm vụ", "sản phẩm", "chỉ tiêu", "dịch vụ", "xã", "huyện",
    "sở", "tỉnh", "kỳ", "cơ quan", "đề tài", "đề án", "dự án", "mô hình", "cán bộ",
    "công chức", "viên chức", "chuyên đề", "hệ thống",
    "bài", "tin", "cấp", "nội dung", "ý kiến", "điểm", "mức độ", "quy trình", "trường hợp",
)  # fmt: skip
#: … and after these it is a label.
LABELS = Phrases(
    "mức độ", "điều", "khoản", "mục", "phụ lục", "số", "điểm", "phần", "nhóm", "cấp", "bước", "đợt", "lần", "iso",
    "tcvn", "chương", "loại", "hạng", "mẫu", "biểu", "giai đoạn",
)  # fmt: skip

# -- what happens, what lasts, what decides --------------------------------------------------------------------------

#: What is waited for follows these.
EVENTS = Phrases(
    "ngay sau khi", "ngay sau", "ngay khi", "sau khi", "sau mỗi", "sau từng", "sau lần", "trước khi", "trước mỗi",
    "mỗi khi", "kể từ khi", "từ khi", "khi", "đột xuất", "phát sinh",
)  # fmt: skip
#: … and these, unless a date does.
EVENT_DAYS = Phrases("kể từ ngày", "tính từ ngày", "từ ngày", "sau ngày", "kể từ", "trước ngày")
WITHIN = Phrases("chậm nhất là", "chậm nhất", "đến")
WITHIN_DAYS = Phrases("trong vòng", "trong thời hạn", "trong thời gian", "sau", "trước")
ONGOING = Phrases("thường xuyên", "liên tục", "quanh năm", "suốt năm", "cả năm", "duy trì")
#: Something else decides, which comes next.
DEPENDING = Phrases(
    "theo", "căn cứ", "tùy theo", "tuỳ theo", "tùy thuộc", "tuỳ thuộc", "tùy tình hình", "tuỳ tình hình", "kịp thời",
    "chưa xác định", "không xác định", "lồng ghép",
)  # fmt: skip
IN_TIME = Phrases(
    "đúng thời gian", "đúng thời hạn", "đúng tiến độ", "đúng hạn", "đảm bảo thời gian", "đảm bảo thời hạn",
    "đảm bảo tiến độ", "bảo đảm thời gian", "bảo đảm thời hạn", "bảo đảm tiến độ",
)  # fmt: skip
#: Work that is done, so that what follows tells when.
WORKING = Phrases("báo cáo", "thực hiện", "hoàn thành", "tổng hợp", "gửi")
