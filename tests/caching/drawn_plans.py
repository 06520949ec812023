"""Valid plans drawn at random, with everything a compiled plan can hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from parplan.loading import parse_plan
from parplan.plan.structure import Plan
from small_plans import UNITS, write_plan

DAYS = st.integers(-400, 800).map(lambda days: date(2021, 1, 1) + timedelta(days=days))
_DUES = st.sampled_from(
    [
        "Quý I/2021",
        "trước ngày 05/12/2021",
        "2021-03-31",
        "2021-06",
        "ongoing",
        "Thường xuyên",
        "quarterly",
        "định kỳ hằng tháng",
        "calendar",
        "theo hướng dẫn của cấp trên",
        "khi phát sinh",
        "2020-12",
    ]
)
_TEXTS = st.sampled_from(
    ["Việc", "“Kế hoạch” & <b>", "đ - Đ", "=1+1", "a\\\\n'", "Tiêu đề: dài; có dấu, chấm", "emoji 🎉", "10%"]
)
_UNITS = ["VP", "TTRA", "KHTC", "TDC"]
#: Units of which one ended inside the year and has an heir.
DATED_UNITS = UNITS.replace(
    "KHTC: {name: Phòng Kế hoạch - Tài chính, aliases: [Phòng KHTC]}",
    "KHTC: {name: Phòng Kế hoạch - Tài chính, until: 2021-05-31, successors: [TDC]}",
)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def plans(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """The text of a plan of a few tasks with a history."""
    lines: list[str] = []
    for letter in "abcdđe"[: draw(st.integers(1, 6))]:
        lines += [f"- id: 1.{letter}", f"  title: {_quoted(draw(_TEXTS))}"]
        lead = draw(st.sampled_from(["[VP]", "[ALL]", "[TTRA, KHTC]", "[PHONG]", None]))
        lines += [f"  lead: {lead}"] if lead else []
        if draw(st.booleans()):
            lines += ["  coordinating: [LQ, TDC]", "  products: [Báo cáo, 'Kế hoạch: của Sở']", "  time: Quý I/2021"]
            lines += ["  notes: [Ghi chú]", "  parts: [Một, Hai]", "  cites: [{number: 1/KH-UBND, date: 2020-10-01}]"]
        count = draw(st.integers(0, 3))
        if count:
            lines.append("  milestones:")
        for number in range(count):
            lines.append(f"    - {{id: m{number}, title: {_quoted(draw(_TEXTS))}, due: {_quoted(draw(_DUES))}}}")
        if draw(st.booleans()):
            lines.append("  targets: [{id: t, title: Tỷ lệ, at_least: 12.50, unit: '%'}]")
        entries = draw(st.lists(st.tuples(DAYS, st.integers(0, 5), st.integers(0, 2)), max_size=4))
        if entries:
            lines.append("  progress:")
        for day, kind, number in entries:
            about = f", milestone: m{number}" if number < count else ""
            lines.append(f"    - {{date: {day}{about}, {_fact(kind, bool(about))}}}")
    units = draw(st.sampled_from([UNITS, DATED_UNITS]))
    return write_plan("\n".join(lines), units=units, reports="q1: {due: 2021-03-02}\nyear: {due: 2021-11-24}")


def _fact(kind: int, milestone: bool) -> str:
    match kind:
        case 0:
            return "state: done, evidence: [12/KH-SA, {file: a.pdf, title: Biên bản}]"
        case 1:
            return "state: in-progress, percent: 40, note: 'Đang làm: tốt'"
        case 2:
            return "state: dropped"
        case 3 if milestone:
            return "due: 2021-09-30, basis: 45/KH-UBND, reason: Chờ"
        case 4:
            return "difficulty: Thiếu người, proposal: Thêm, by: Lan, recorded: 2021-02-10T09:12:00+07:00"
        case _:
            return "state: paused"


def compiled(text: str) -> Plan | None:
    """The plan of a text, ``None`` where the facts drawn do not go together."""
    return parse_plan(text.encode(), "plan.yaml").plan
