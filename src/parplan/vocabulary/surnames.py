"""Family names of Vietnamese people, as they are spelled."""

from __future__ import annotations

#: The usual ones, with which hardly anything else begins.
USUAL_SURNAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"),
    *("Lý", "Đinh", "Đoàn", "Trịnh", "Mai", "Đào", "Lương", "Hà", "Tô", "Cao"),
)
#: With those that begin other words and places too, for where a name is expected: “Nông”, “Thái”.
SURNAMES = (
    *USUAL_SURNAMES,
    *("Trương", "Lưu", "Tạ", "Nông", "Lò", "Vi", "Chu", "Quách", "Thái", "Tống", "La", "Kiều", "Bế", "Hứa", "Thân"),
    *("Nghiêm", "Lâm", "Doãn", "Phùng", "Triệu", "Quàng", "Giàng"),
)
