"""Forms of a small office, filled in as people and programs do, and collected by the command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from conftest import Answer
from small_plans import write_plan

TASKS = """\
- id: 1.a
  title: Ban hành kế hoạch rà soát
  lead: [VP]
  coordinating: [KHTC]
  milestones:
    - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
    - {id: report, title: Báo cáo kết quả, due: theo quy định}
  targets:
    - {id: cost, title: Chi phí cắt giảm, at_least: 10, unit: "%"}
    - {id: visits, title: Số lượt kiểm tra, unit: lượt, total: sum}
- id: 1.b
  title: Kiểm tra công vụ
  lead: [VP, TTRA]
  milestones:
    - {id: plan, title: Ban hành kế hoạch kiểm tra, due: 2021-03-20}
    - {id: talk, title: Báo cáo sau đối thoại, due: khi phát sinh}
- id: 1.c
  title: Tự kiểm tra
  lead: [ALL]
  milestones:
    - {id: check, title: Tự kiểm tra, due: Quý I/2021}
"""
DUTIES = """\
- id: III.1
  title: Báo cáo định kỳ
  lead: ["Các phòng, đơn vị thuộc Sở"]
  recipient: VP
  milestones:
    - {id: q1, title: Báo cáo quý I, due: trước ngày 15/3/2021}
    - {id: h1, title: Báo cáo 6 tháng, due: trước ngày 15/6/2021}
"""
REPORTS = "q1: {due: trước ngày 15/3/2021, from: 2021-01-01, to: 2021-03-14}"
TODAY = "2021-03-14T08:00:00+07:00"

#: The columns of a form, by the names the tests use.
COLUMNS = {
    "id": 2, "state": 6, "on": 7, "figure": 8, "number": 9, "document": 10, "title": 11, "link": 12, "difficulty": 13,
    "proposal": 14, "note": 15, "key": 16,
}  # fmt: skip


@dataclass
class Desk:
    """The office's folder: its plan, the forms it sent, and the command line."""

    folder: Path
    run: Callable[..., Answer]

    @property
    def plan(self) -> Path:
        return self.folder / "plans" / "2021.yaml"

    @property
    def text(self) -> str:
        return self.plan.read_text(encoding="utf-8")

    def __call__(self, *words: str, today: str = TODAY, **env: str) -> Answer:
        return self.run(*words, cwd=self.folder, env={"PARPLAN_TODAY": today, **env})

    def send(self, folder: str = "bieu", *words: str) -> None:
        answer = self("form", "--period", "q1", "-o", folder, *words)
        assert answer.code == 0, answer.err

    def path(self, unit: str = "VP", folder: str = "bieu") -> Path:
        return self.folder / folder / f"bieu-2021-q1-{unit}.xlsx"

    def collect(self, *words: str, **rest: Any) -> Answer:
        return self("collect", *(words or ("bieu",)), "--json", **rest)

    def verdicts(self, *words: str, **rest: Any) -> dict[str, str]:
        """The verdict on each row, by address."""
        return {_shown(item): item["verdict"] for item in self.collect(*words, **rest).items}

    def added(self, before: str) -> list[str]:
        """The entries the plan has more than it had."""
        old = before.splitlines()
        return [line.strip() for line in self.text.splitlines() if line not in old and line.strip() != "progress:"]


def _shown(item: dict[str, Any]) -> str:
    address = item["address"] or "?"
    return f"{address}:{item['target']}" if item["target"] else address


def make_desk(folder: Path, run: Callable[..., Answer]) -> Desk:
    (folder / "plans").mkdir()
    text = write_plan(TASKS, duties=DUTIES, reports=REPORTS)
    (folder / "plans" / "2021.yaml").write_text(text, encoding="utf-8")
    return Desk(folder, run)


#: The forms of the small office by name, made for the first test of a process and copied for each other.
_SENT: dict[str, bytes] = {}


def make_sent_desk(folder: Path, run: Callable[..., Answer]) -> Desk:
    """Make a desk that has sent its forms of the first quarter into the folder ``bieu``."""
    desk = make_desk(folder, run)
    if not _SENT:
        desk.send()
        _SENT.update({path.name: path.read_bytes() for path in (folder / "bieu").iterdir()})
        return desk
    (folder / "bieu").mkdir()
    for name, data in _SENT.items():
        (folder / "bieu" / name).write_bytes(data)
    return desk


class Filled:
    """A form open in a spreadsheet program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[1]

    def row(self, address: str) -> int:
        """The row of an address."""
        for row in range(2, self.sheet.max_row + 1):
            if str(self.sheet.cell(row, COLUMNS["key"]).value).split(" ")[0].partition(":")[2] == address:
                return row
        raise KeyError(address)

    def put(self, address: str, **values: Any) -> Filled:
        """Type into the cells of a row."""
        for name, value in values.items():
            self.cell(address, name).value = value
        return self

    def cell(self, address: str, name: str) -> Any:
        return self.sheet.cell(self.row(address), COLUMNS[name])

    def save(self, path: Path | None = None) -> Path:
        self.book.save(path or self.path)
        return path or self.path
