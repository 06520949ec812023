"""Numbers and days as offices type them, in the head of a document and as answers."""

from __future__ import annotations

import pytest
from typed_plans import read_text

from parplan.errors import RequestError
from parplan.importing.answering import answered
from parplan.importing.typed_answers import looks_meant
from parplan.loading import parse_plan
from parplan.provenance.doubts import Doubt
from small_plans import write_plan

HEAD = "UBND TỈNH ĐỒNG NAI\nSỞ TÀI CHÍNH\n{number}\n{day}\nKẾ HOẠCH\nCông tác năm 2026\n"
BODY = """
I. NHIỆM VỤ
1. Kiểm kê tài sản công
- Đơn vị chủ trì: Văn phòng Sở
- Thời gian: Quý I/2026
2. Quyết toán ngân sách
- Đơn vị chủ trì: Thanh tra Sở
- Thời gian: Quý II/2026
"""


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("Số: 12/KH-STC", "12/KH-STC"),
        ("Số: 12 /KH - STC", "12/KH-STC"),
        ("Số: 12/KH – STC", "12/KH-STC"),
        ("Số: 12/KH–STC–VP", "12/KH-STC-VP"),
        ("Số: 12/KH-STC - Đồng Nai", "12/KH-STC"),
        ("Số: 12/KH-STC - CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "12/KH-STC"),
    ],
)
def test_a_number_with_blanks_around_its_dashes_is_read_whole(number: str, read: str) -> None:
    draft = read_text(HEAD.format(number=number, day="Đồng Nai, ngày 05 tháng 01 năm 2026") + BODY)
    assert draft.data["plan"]["decision"] == {"number": read, "date": "2026-01-05"}


@pytest.mark.parametrize("day", ["ngày 05/01/2026", "ngày 5.1.2026", "ngày 05-01-2026", "ngày 05 tháng 01 năm 2026"])
def test_a_day_in_figures_is_read_and_may_be_typed(day: str) -> None:
    draft = read_text(HEAD.format(number="Số: 12/KH-STC", day=f"Đồng Nai, {day}") + BODY)
    assert draft.data["plan"]["decision"]["date"] == "2026-01-05"
    assert [doubt for doubt in draft.doubts if doubt.field == "decision.date"] == []
    loaded = parse_plan(write_plan("- {id: 1.a, title: Một, lead: [VP]}").encode(), "p")
    assert loaded.plan is not None
    doubt = Doubt("no-date", "", "decision.date", loaded.plan.decision_date.isoformat())
    assert looks_meant(doubt, loaded.plan, "", day)
    changed = answered(loaded, [doubt], day, "p").plan
    assert changed is not None
    assert changed.decision_date.isoformat() == "2026-01-05"


@pytest.mark.parametrize("day", ["ngày 31/02/2026", "Đồng Nai, 05/01/2026", "Thực hiện ngày 05/01/2026 của"])
def test_no_day_is_made_up(day: str) -> None:
    draft = read_text(HEAD.format(number="Số: 12/KH-STC", day=day) + BODY)
    assert [doubt.kind for doubt in draft.doubts if doubt.field == "decision.date"] == ["no-date"]


@pytest.mark.parametrize(("field", "typed"), [("lead", ";"), ("lead", " , "), ("products", ";")])
def test_signs_alone_take_nothing_away(field: str, typed: str) -> None:
    loaded = parse_plan(write_plan("- {id: 1.a, title: Một, lead: [VP], products: [Báo cáo]}").encode(), "p")
    with pytest.raises(RequestError, match="holds no words"):
        answered(loaded, [Doubt("no-units", "1.a", field)], typed, "p")
