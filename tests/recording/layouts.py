"""Ways people lay a plan file out, each with the place where a recorded entry belongs.

A layout is the text of the file before and after at once: what stands between « and » is there only afterwards, all
else is the same byte for byte. ``ENTRY`` stands for the entry itself, which is given with the command that records it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RECORDED = "recorded: 2021-03-01T09:12:00+07:00"

#: What stands before the sections where a layout says nothing else.
HEAD = """\
parplan: 1
plan:
  year: 2021
  title: Kế hoạch cải cách hành chính năm 2021
  agency: Sở A
  decision: {number: 1/QĐ-SA, date: 2020-12-01}
units:
  VP: {name: Văn phòng Sở}
  TTRA: {name: Thanh tra Sở}
"""
#: The usual beginning of the sections; the tasks follow.
SECTION = """\
sections:
  - id: "1"
    title: Cải cách thể chế
    tasks:
"""


@dataclass(frozen=True)
class Operation:
    """A command, and the entry it records."""

    name: str
    words: tuple[str, ...]
    entry: str


DONE = Operation("done", ("done", "1.a"), f"{{date: 2021-03-01, state: done, {RECORDED}}}")
PROGRESS = Operation(
    "progress",
    ("progress", "1.a", "--percent", "40", "--note", "Đã lấy ý kiến: đợt 2 # lần cuối", "--by", "Lan"),
    f'{{date: 2021-03-01, percent: 40, note: "Đã lấy ý kiến: đợt 2 # lần cuối", by: "Lan", {RECORDED}}}',
)
RESCHEDULE = Operation(
    "reschedule",
    ("reschedule", "1.a", "--to", "30/6/2021", "--basis", "45/KH-UBND"),
    f'{{date: 2021-03-01, due: 2021-06-30, basis: "45/KH-UBND", {RECORDED}}}',
)
WHOLE = (DONE, PROGRESS, RESCHEDULE)

DONE_PLAN = Operation("done", ("done", "1.a/plan"), f"{{date: 2021-03-01, milestone: plan, state: done, {RECORDED}}}")
DONE_REPORT = Operation(
    "second",
    ("done", "1.a/report", "--evidence", "12/BC-SA", "--evidence", "bao-cao.pdf"),
    '{date: 2021-03-01, milestone: report, state: done, evidence: ["12/BC-SA", {file: "bao-cao.pdf"}], '
    f"{RECORDED}}}",
)
MOVE_REPORT = Operation(
    "reschedule",
    ("reschedule", "1.a/report", "--to", "trước ngày 05/7/2021", "--basis", "45/KH-UBND", "--reason", "Chờ bộ"),
    '{date: 2021-03-01, milestone: report, due: "trước ngày 05/7/2021", basis: "45/KH-UBND", reason: "Chờ bộ", '
    f"{RECORDED}}}",
)
MILESTONES = (DONE_PLAN, DONE_REPORT, MOVE_REPORT)


def done(address: str, entry: str, *words: str) -> tuple[Operation, ...]:
    """``done`` for one address; ``entry`` is what stands between the date and the moment."""
    return (Operation(f"done {address}", ("done", address, *words), f"{{date: 2021-03-01, {entry}, {RECORDED}}}"),)


@dataclass(frozen=True)
class Layout:
    """A file, ``text`` following ``head``, and the commands that record something in it."""

    name: str
    text: str
    operations: tuple[Operation, ...] = WHOLE
    head: str = HEAD + SECTION
    bom: bool = False
    crlf: bool = False

    def before(self) -> bytes:
        """The file as it was."""
        return self._bytes(re.sub("«[^»]*»", "", self.text))

    def after(self, entry: str) -> bytes:
        """The file with ``entry`` in it."""
        return self._bytes(re.sub("[«»]", "", self.text).replace("ENTRY", entry))

    def _bytes(self, text: str) -> bytes:
        whole = self.head + text
        if self.crlf:
            whole = whole.replace("\n", "\r\n")
        return (b"\xef\xbb\xbf" if self.bom else b"") + whole.encode()


_LISTS = (
    Layout(
        "no list in the task: the dashes stand as those of the tasks do, indented",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "no list in the task: the dashes stand as those of the tasks do, flush",
        """\
sections:
- id: "1"
  title: Cải cách thể chế
  tasks:
  - id: 1.a
    title: Rà soát văn bản
«    progress:
    - ENTRY
»  - id: 1.b
    title: Tuyên truyền
""",
        head=HEAD,
    ),
    Layout(
        "four spaces",
        """\
sections:
    - id: "1"
      title: Cải cách thể chế
      tasks:
          - id: 1.a
            title: Rà soát văn bản
«            progress:
                - ENTRY
»          - id: 1.b
            title: Tuyên truyền
""",
        head=HEAD,
    ),
    Layout(
        "four spaces, the dashes with three blanks behind them",
        """\
sections:
-   id: "1"
    title: Cải cách thể chế
    tasks:
    -   id: 1.a
        title: Rà soát văn bản
«        progress:
        - ENTRY
»    -   id: 1.b
        title: Tuyên truyền
""",
        head=HEAD,
    ),
    Layout(
        "one space",
        """\
sections:
 - id: "1"
   title: Cải cách thể chế
   tasks:
    - id: 1.a
      title: Rà soát văn bản
«      progress:
       - ENTRY
»""",
        head=HEAD,
    ),
    Layout(
        "a flush list in the task decides, not the indented one around it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        milestones:
        - {id: plan, title: Kế hoạch, due: 2021-03-31}
        - {id: report, title: Báo cáo, due: 2021-06-30}
«        progress:
        - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
        MILESTONES,
    ),
    Layout(
        "an indented list in the task decides, not the flush one around it",
        """\
sections:
- id: "1"
  title: Cải cách thể chế
  tasks:
  - id: 1.a
    title: Rà soát văn bản
    milestones:
      - {id: plan, title: Kế hoạch, due: 2021-03-31}
      - {id: report, title: Báo cáo, due: 2021-06-30}
«    progress:
      - ENTRY
»  - id: 1.b
    title: Tuyên truyền
""",
        MILESTONES,
        HEAD,
    ),
    Layout(
        "lists in brackets decide nothing",
        """\
      - id: 1.a
        title: Rà soát văn bản
        lead: [VP]
        milestones: [{id: plan, title: Kế hoạch, due: 2021-03-31}, {id: report, title: Báo cáo, due: 2021-06-30}]
«        progress:
          - ENTRY
»""",
        MILESTONES,
    ),
    Layout(
        "the nearest of two lists of different style decides",
        """\
      - id: 1.a
        title: Rà soát văn bản
        products:
        - Kế hoạch
        notes:
            - Bản quét mờ
«        progress:
            - ENTRY
»""",
    ),
    Layout(
        "milestones as mappings over several lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        milestones:
          - id: plan
            title: Kế hoạch
            due: 2021-03-31
          - id: report
            title: Báo cáo
            due: 2021-06-30
«        progress:
          - ENTRY
»
      - id: 1.b
        title: Tuyên truyền
""",
        MILESTONES,
    ),
)

_ENTRIES = (
    Layout(
        "the dash of the task alone on its line",
        """\
      -
        # 335/QĐ-SA
        id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»      -

        id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "one entry is there",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "many entries are there, one of them recorded",
        """\
      - id: 1.a
        title: Rà soát văn bản
        milestones:
          - {id: plan, title: Kế hoạch, due: 2021-03-31}
          - {id: report, title: Báo cáo, due: 2021-06-30}
          - {id: end, title: Tổng kết, due: 2021-12-05}
        progress:
          - {date: 2021-01-05, state: in-progress}
          - {date: 2021-02-01, milestone: end, state: done, recorded: 2021-02-10T09:12:00+07:00}
          - {date: 2021-02-01, note: "Ý kiến # 1"}
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
        MILESTONES,
    ),
    Layout(
        "flush entries",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
        - {date: 2021-02-01, state: in-progress}
«        - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "entries over several lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - date: 2021-01-05
            state: in-progress
          - date: 2021-02-01
            note: >-
              Đã lấy ý kiến
              hai lần
            evidence:
              - 12/KH-SA
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the dash alone on its line",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          -
            date: 2021-02-01
            state: in-progress
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "braces over several lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {
              date: 2021-02-01,
              state: in-progress,
            }
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "an entry with a comment behind it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}  # theo giao ban ngày 01/02
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "comments between the entries and below the last one, which stay with them",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          # năm trước chuyển sang
          - {date: 2021-01-05, state: in-progress}
          # theo giao ban
          - {date: 2021-02-01, note: Chờ ý kiến}
            # hỏi lại phòng Pháp chế
          # và Sở B
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "a comment at the column of the keys belongs to what follows",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»        # bản in ghi khác
        notes: Bản quét mờ
""",
    ),
    Layout(
        "blank lines between the entries and below the task",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:

          - {date: 2021-01-05, state: in-progress}

          - {date: 2021-02-01, note: Chờ ý kiến}
«          - ENTRY
»

      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "an entry commented out below the others",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
          # - {date: 2021-02-20, state: done}
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "comments before the next task stay with it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»
      # --- tuyên truyền ---
      # hỏi VP
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "a comment before the next task, at the margin and without a blank line",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»# 1.b chuyển từ năm 2020
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "a list commented out",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»        # progress:
        #   - {date: 2021-02-20, state: done}
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "an item commented out at the end of another list stays in it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        products:
          - Kế hoạch
          # - Báo cáo
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the list is not the last key",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»        lead: [VP]
        notes:
        - Bản quét mờ
""",
    ),
    Layout(
        "the list is the first key",
        """\
      - progress:
          - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»        id: 1.a
        title: Rà soát văn bản
""",
    ),
    Layout(
        "the list is the first key, its dashes flush",
        """\
      - progress:
        - {date: 2021-02-01, state: in-progress}
«        - ENTRY
»        id: 1.a
        title: Rà soát văn bản
""",
    ),
    Layout(
        "the key has a comment",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:  # theo giao ban hằng tuần
          - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»""",
    ),
    Layout(
        "the key is in double quotes",
        """\
      - "id": 1.a
        "title": Rà soát văn bản
        "progress":
          - {"date": 2021-02-01, "state": "in-progress"}
«          - ENTRY
»""",
    ),
    Layout(
        "the key is in single quotes with a blank before its colon",
        """\
      - 'id' : 1.a
        'title' : Rà soát văn bản
        'progress' :
          - {'date' : 2021-02-01, 'state' : in-progress}
«          - ENTRY
»""",
    ),
    Layout(
        "the key with a question mark",
        """\
      - id: 1.a
        title: Rà soát văn bản
        ? progress
        : - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»        notes: Bản quét mờ
""",
    ),
    Layout(
        "deeper dashes than any other list has",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
                - {date: 2021-02-01, state: in-progress}
«                - ENTRY
»        products:
          - Kế hoạch
""",
    ),
)

_BRACKETS = (
    Layout(
        "empty brackets",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [«ENTRY»]
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "empty brackets with a blank in them",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [«ENTRY» ]
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "empty brackets with a comment behind them",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [«ENTRY»]  # chưa có
        notes: Bản quét mờ
""",
    ),
    Layout(
        "empty brackets on the line below the key",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          [«ENTRY»]
        notes: Bản quét mờ
""",
    ),
    Layout(
        "empty brackets over two lines, with a comment in them",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [«ENTRY»  # chưa có
        ]
""",
    ),
    Layout(
        "an entry in brackets",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [{date: 2021-02-01, state: in-progress}«, ENTRY»]
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "entries in brackets with blanks, and a comma behind the last one",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [ {date: 2021-01-05, state: in-progress} , {date: 2021-02-01, note: "a, ]"} ,« ENTRY,» ]
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "brackets over several lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-01-05, state: in-progress},
          {date: 2021-02-01, note: Chờ ý kiến}«,
          ENTRY»
        ]
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "brackets over several lines, a comma behind the last entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-01-05, state: in-progress},
          {date: 2021-02-01, note: Chờ ý kiến},«
          ENTRY,»
        ]
""",
    ),
    Layout(
        "brackets over several lines, comments behind the entries",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-01-05, state: in-progress},  # một
          {date: 2021-02-01, note: Chờ ý kiến}«,»  # hai«
          ENTRY»
        ]
""",
    ),
    Layout(
        "brackets over several lines, commas in the comment behind the last entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-02-01, state: in-progress}«,»  # một, hai,«
          ENTRY»
        ]
""",
    ),
    Layout(
        "brackets over several lines, a comma and a comment behind the last entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-01-05, state: in-progress},  # một
          {date: 2021-02-01, note: Chờ ý kiến},  # hai«
          ENTRY,»
        ]
""",
    ),
    Layout(
        "brackets over several lines, the closing one behind the last entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [{date: 2021-01-05, state: in-progress},
                   {date: 2021-02-01, note: Chờ ý kiến}«,
                   ENTRY»]
""",
    ),
    Layout(
        "brackets over several lines with one entry in the line of the opening one",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [{date: 2021-02-01, state: in-progress}«, ENTRY»
        ]
""",
    ),
    Layout(
        "brackets over several lines, an entry commented out at the end",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-02-01, state: in-progress}«,
          ENTRY»
          # , {date: 2021-02-20, state: done}
        ]
""",
    ),
    Layout(
        "brackets over several lines, the commas at the beginning of the lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          [ {date: 2021-01-05, state: in-progress}
          , {date: 2021-02-01, note: Chờ ý kiến}«, ENTRY»
          ]
""",
    ),
    Layout(
        "brackets over several lines, an entry itself over several",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {
            date: 2021-02-01,
            state: in-progress
          }«,
          ENTRY»
        ]
""",
    ),
    Layout(
        "brackets over several lines at the margin",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
 {date: 2021-02-01, state: in-progress}«,
 ENTRY»
 ]
""",
    ),
)

_BRACES = (
    Layout(
        "a task in braces",
        """\
      - {id: 1.a, title: Rà soát văn bản«, progress: [ ENTRY ]»}
      - {id: 1.b, title: Tuyên truyền}
""",
    ),
    Layout(
        "a task in braces with blanks, a comma behind the last key and a comment",
        """\
      - { id: 1.a, title: Rà soát văn bản ,« progress: [ ENTRY ],» }  # giao VP
      - { id: 1.b, title: Tuyên truyền }
""",
    ),
    Layout(
        "a task in braces over several lines",
        """\
      - {id: 1.a,
         title: Rà soát văn bản,
         lead: [VP]«,
         progress: [ ENTRY ]»}
      - {id: 1.b, title: Tuyên truyền}
""",
    ),
    Layout(
        "a task in braces over several lines, the closing one on a line of its own",
        """\
      - {
          id: 1.a,
          title: Rà soát văn bản«,
          progress: [ ENTRY ]»
        }
""",
    ),
    Layout(
        "a task in braces over several lines, a comma behind the last key",
        """\
      - {
          id: 1.a,
          title: Rà soát văn bản,«
          progress: [ ENTRY ],»
        }
""",
    ),
    Layout(
        "a task in braces over several lines with comments",
        """\
      - {
          # 335/QĐ-SA
          id: 1.a,  # mã in
          title: Rà soát văn bản«,»  # như in«
          progress: [ ENTRY ]»
          # hết
        }
""",
    ),
    Layout(
        "a task in braces over several lines, commas in the comments at its end",
        """\
      - {
          id: 1.a,
          title: Rà soát văn bản«,
          progress: [ ENTRY ]»
          # một, hai,
          # products: [],
        }
""",
    ),
    Layout(
        "a task in braces with an empty list",
        """\
      - {id: 1.a, title: Rà soát văn bản, progress: [«ENTRY»], lead: [VP]}
""",
    ),
    Layout(
        "a task in braces with an entry",
        """\
      - {id: 1.a, progress: [{date: 2021-02-01, state: in-progress}«, ENTRY»], title: Rà soát văn bản}
""",
    ),
    Layout(
        "a task in braces with milestones",
        """\
      - {id: 1.a, title: Rà soát, milestones: [{id: plan, title: Kế hoạch, due: 2021-03-31},
          {id: report, title: Báo cáo, due: 2021-06-30}]«, progress: [ ENTRY ]»}
""",
        MILESTONES,
    ),
    Layout(
        "all tasks in one line",
        """\
sections:
  - {id: "1", title: Cải cách, tasks: [{id: 1.a, title: Rà soát«, progress: [ ENTRY ]»}, {id: 1.b, title: Nêu}]}
""",
        head=HEAD,
    ),
    Layout(
        "a task as JSON, without blanks",
        """\
      - {"id":"1.a","title":"Rà soát văn bản"«, progress: [ ENTRY ]»}
      - {"id":"1.b","title":"Tuyên truyền"}
""",
    ),
    Layout(
        "a whole file as JSON",
        """\
{
  "parplan": "1",
  "plan": {
    "year": "2021",
    "title": "Kế hoạch",
    "agency": "Sở A",
    "decision": {"number": "1/QĐ-SA", "date": "2020-12-01"}
  },
  "units": {"VP": {"name": "Văn phòng Sở"}},
  "sections": [
    {
      "id": "1",
      "title": "Cải cách thể chế",
      "tasks": [
        {
          "id": "1.a",
          "title": "Rà soát văn bản"«,
          progress: [ ENTRY ]»
        },
        {
          "id": "1.b",
          "title": "Tuyên truyền"
        }
      ]
    }
  ]
}
""",
        head="",
    ),
)

_LAST_VALUES = (
    Layout(
        "the last value is a plain text over several lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
          quy phạm

          pháp luật
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is folded",
        """\
      - id: 1.a
        title: >-
          Rà soát văn bản
          quy phạm
«        progress:
          - ENTRY
»
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is folded and keeps its line end",
        """\
      - id: 1.a
        title: >  # như in
          Rà soát văn bản

          quy phạm
«        progress:
          - ENTRY
»
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is a block of lines that look like comments and keys",
        """\
      - id: 1.a
        title: |
          Rà soát văn bản
          # 1. lập danh mục
          progress: []
«        progress:
          - ENTRY
»
      # phần sau
      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is a block with a comment below it",
        """\
      - id: 1.a
        title: |2
            Rà soát văn bản
          quy phạm
         # như in
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is a block that keeps its blank lines",
        """\
      - id: 1.a
        title: |+
          Rà soát văn bản


«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is a block that keeps its blank lines, in an entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - date: 2021-02-01
            note: |+
              Chờ ý kiến

«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is in double quotes over several lines",
        """\
      - id: 1.a
        title: "Rà soát văn bản \\
          quy phạm # không phải chú thích

          - pháp luật"
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value is in single quotes over several lines, the second at the margin of the task",
        """\
      - id: 1.a
        title: 'Rà soát văn bản ''quy phạm'''
        time:
          'Quý I
         và quý II'
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the last value stands below its key",
        """\
      - id: 1.a
        title:
          Rà soát văn bản
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
)

_PLACES = (
    Layout(
        "the last task of a section",
        """\
      - id: 1.b
        title: Tuyên truyền
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»
  # ----------------
  - id: III
    title: Tổ chức thực hiện
    kind: duties
    tasks: []
""",
    ),
    Layout(
        "the last task of the file, a comment below",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»# hết
""",
    ),
    Layout(
        "the sections are not the last key",
        """\
sections:
- id: "1"
  tasks:
  - id: 1.a
    title: Rà soát văn bản
«    progress:
    - ENTRY
»  title: Cải cách thể chế
units:
  VP: {name: Văn phòng Sở}
""",
        head=HEAD[: HEAD.index("units:")],
    ),
    Layout(
        "a report of part III",
        """\
      []
  - id: III
    title: Tổ chức thực hiện
    kind: duties
    tasks:
      - id: III.1
        title: Báo cáo định kỳ
        lead: [VP, TTRA]
        recipient: Sở B
        owed: each
        milestones:
          - {id: q1, title: Báo cáo quý I, due: trước ngày 03/3/2021}
          - {id: h1, title: Báo cáo 6 tháng, due: trước ngày 03/6/2021}
«        progress:
          - ENTRY
»""",
        done("III.1/q1", "milestone: q1, unit: TTRA, state: done", "--unit", "thanh tra so"),
    ),
    Layout(
        "the same task id elsewhere in the text",
        """\
      - id: 1.b
        title: "xem - id: 1.a"
        notes: |
          - id: 1.a
            title: Rà soát văn bản
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»      - id: 1.c
        title: "1.a"
""",
    ),
    Layout(
        "letters beyond the first plane and decomposed ones before the place",
        """\
      - id: 1.b
        title: 🎉 𝒯𝓊𝓎ên truyền 👩‍👩‍👧‍👦 Thu\u031b\u0323c hie\u0302\u0323n
      - id: 1.a  # 📌 ca\u0309i ca\u0301ch
        title: "📄 Ra\u0300 soa\u0301t \\U0001F4C4 \U0001f1fb\U0001f1f3"
        progress: [{date: 2021-02-01, note: "𝟙 ✅"}«, ENTRY»]  # 🏁
""",
    ),
    Layout(
        "decomposed text as the last value",
        """\
      - id: 1.a
        title: Ra\u0300 soa\u0301t va\u0306n ba\u0309n
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "tabs behind values and in brackets",
        """\
      - id:\t1.a\t# mã
        title:\tRà soát văn bản\t
        progress:\t[\t{date:\t2021-02-01,\tstate: in-progress}«, ENTRY»\t]\t
""",
    ),
    Layout(
        "a tab behind the last value",
        """\
      - id: 1.a
        title: Rà soát văn bản\t
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "a tab before the comment behind the last value",
        """\
      - id: 1.a
        title: Rà soát văn bản\t# như in
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "lines in brackets indented with tabs",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
\t\t{date: 2021-01-05, state: in-progress},
\t\t{date: 2021-02-01, note: Chờ ý kiến}«,
\t\tENTRY»
        ]
""",
    ),
    Layout(
        "blanks at the ends of lines",
        """\
      - id: 1.a\x20\x20
        title: Rà soát văn bản\x20\x20\x20
        progress:\x20
          - {date: 2021-02-01, state: in-progress}\x20\x20
«          - ENTRY
»\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20
      - id: 1.b
        title: Tuyên truyền\x20
""",
    ),
    Layout(
        "ids and codes that look like numbers, yes and no",
        """\
sections:
  - id: "1"
    title: Cải cách thể chế
    tasks:
      - id: "1"
        title: Rà soát văn bản
        lead: [NO, "2", "A#B"]
        owed: each
        milestones:
          - {id: no, title: Kế hoạch, due: 2021-03-31}
          - {id: "2021", title: Báo cáo, due: 2021-06-30}
          - {id: 1e3, title: Tổng kết, due: 2021-12-05}
«        progress:
          - ENTRY
»""",
        (
            *done("1/no", 'milestone: "no", unit: "2", state: done', "--unit", "2"),
            *done("1/2021", 'milestone: "2021", unit: "NO", state: done', "--unit", "NO"),
            *done("1/1e3", 'milestone: "1e3", unit: "A#B", state: done', "--unit", "A#B"),
        ),
        HEAD.replace("TTRA:", "NO:") + '  "2": {name: Phòng Hai}\n  "A#B": {name: Phòng Ba}\n',
    ),
    Layout(
        "an occurrence of what recurs",
        """\
      - id: 1.a
        title: Rà soát văn bản
        milestones:
          - {id: report, title: Báo cáo, due: quarterly}
«        progress:
          - ENTRY
»""",
        done("1.a/report@2021-Q1", "milestone: report@2021-Q1, state: done"),
    ),
)

_ENDS = (
    Layout(
        "no line end at the end",
        """\
      - id: 1.a
        title: Rà soát văn bản«
        progress:
          - ENTRY»""",
    ),
    Layout(
        "no line end at the end, Windows line ends",
        """\
      - id: 1.a
        title: Rà soát văn bản«
        progress:
          - ENTRY»""",
        crlf=True,
    ),
    Layout(
        "no line end behind the last entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}«
          - ENTRY»""",
    ),
    Layout(
        "no line end behind a comment of the last entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
          # chờ ý kiến«
          - ENTRY»""",
    ),
    Layout(
        "no line end behind a comment of the file",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»# hết""",
    ),
    Layout(
        "no line end behind blanks at the end",
        """\
      - id: 1.a
        title: Rà soát văn bản  «
        progress:
          - ENTRY»""",
    ),
    Layout(
        "the file ends in blanks on a line of their own",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»    """,
    ),
    Layout(
        "no line end behind a closing bracket",
        """\
      - {id: 1.a, title: Rà soát văn bản«, progress: [ ENTRY ]»}""",
    ),
    Layout(
        "no line end behind a folded text that has none",
        """\
      - id: 1.a
        title: >-
          Rà soát
          văn bản«
        progress:
          - ENTRY»""",
    ),
    Layout(
        "no line end behind a block that has none",
        """\
      - id: 1.a
        title: |-
          Rà soát
          văn bản«
        progress:
          - ENTRY»""",
        crlf=True,
    ),
    Layout(
        "a line of blanks below a block at the end",
        """\
      - id: 1.a
        title: |
          Rà soát văn bản
«        progress:
          - ENTRY
»      """,
    ),
    Layout(
        "no line end behind a block of another task",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»      - id: 1.b
        title: |
          Tuyên truyền""",
    ),
    Layout(
        "several blank lines at the end",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»


""",
    ),
    Layout(
        "three dots at the end",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»...
""",
    ),
    Layout(
        "three dots at the end, without a line end",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
«          - ENTRY
»...""",
    ),
    Layout(
        "three dashes at the beginning",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»""",
        head="# kế hoạch năm\n---\n" + HEAD + SECTION,
    ),
    Layout(
        "a byte order mark",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
        bom=True,
    ),
    Layout(
        "Windows line ends",
        """\
      - id: 1.a
        title: >
          Rà soát
          văn bản

        progress:
          - {date: 2021-02-01, state: in-progress}  # một
          # hai
«          - ENTRY
»
      - id: 1.b
        title: Tuyên truyền
""",
        crlf=True,
    ),
    Layout(
        "Windows line ends and brackets over several lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-02-01, state: in-progress}«,»  # một«
          ENTRY»
        ]
""",
        crlf=True,
    ),
    Layout(
        "Windows line ends behind a block that keeps its blank lines",
        """\
      - id: 1.a
        title: |+
          Rà soát văn bản

«        progress:
          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
        crlf=True,
    ),
    Layout(
        "a byte order mark, Windows line ends and none at the end",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}  # hết«
          - ENTRY»""",
        bom=True,
        crlf=True,
    ),
    Layout(
        "mixed line ends, mostly of Unix",
        "      - id: 1.a\r\n        title: Rà soát văn bản\r\n"
        "«        progress:\n          - ENTRY\n»"
        "      - id: 1.b\r\n        title: Tuyên truyền\n",
    ),
    Layout(
        "mixed line ends, mostly of Windows",
        "      - id: 1.a\n        title: Rà soát văn bản\n"
        "«        progress:\r\n          - ENTRY\r\n»"
        "      - id: 1.b\n        title: Tuyên truyền\n",
        head=(HEAD + SECTION).replace("\n", "\r\n"),
    ),
)

#: Where an entry goes, and where undo takes it from, leaving what was.
LAYOUTS = (*_LISTS, *_ENTRIES, *_BRACKETS, *_BRACES, *_LAST_VALUES, *_PLACES, *_ENDS)

#: Files in which ``undo`` takes ENTRY away with what stands between « and », which is laid out by hand.
TAKEN = (
    Layout(
        "the first of several entries",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
«          - ENTRY
»          - {date: 2021-01-05, state: in-progress}
          - {date: 2021-02-01, note: Chờ ý kiến}
""",
    ),
    Layout(
        "one between others, with comments above and below",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-01-05, state: in-progress}  # một
          # hai
«          - ENTRY
»          # ba
          - {date: 2021-02-01, note: Chờ ý kiến}
""",
    ),
    Layout(
        "one between blank lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-01-05, state: in-progress}

«          - ENTRY
»
          - {date: 2021-02-01, note: Chờ ý kiến}
""",
    ),
    Layout(
        "one with a comment behind it, which stays",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-01-05, state: in-progress}
          «- ENTRY  »# theo giao ban
""",
    ),
    Layout(
        "the only one, and its key with it",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
        - ENTRY
»        notes: Bản quét mờ
""",
    ),
    Layout(
        "the only one, with blanks behind the key and the dash",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:\x20\x20
          -   ENTRY\x20
»        notes: Bản quét mờ
""",
    ),
    Layout(
        "the only one, on the line below its dash",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        "progress" :
          -
            ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the only one between comments, which stay",
        """\
      - id: 1.a
        title: Rà soát văn bản
        «progress:  »# theo giao ban
          # một
          «- ENTRY  »# hai
          # ba
        notes: Bản quét mờ
""",
    ),
    Layout(
        "the only one below a block text, which its comment must not become a part of",
        """\
      - id: 1.a
        title: |
          Rà soát văn bản
        «progress:
          - ENTRY  »# hai
        notes: Bản quét mờ
""",
    ),
    Layout(
        "the only one below a blank line",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
»
«          - ENTRY
»      - id: 1.b
        title: Tuyên truyền
""",
    ),
    Layout(
        "the only one under the first key of its task",
        """\
      - «progress:
          - ENTRY
        »id: 1.a
        title: Rà soát văn bản
""",
    ),
    Layout(
        "the only one, Windows line ends",
        """\
      - id: 1.a
        title: Rà soát văn bản
«        progress:
          - ENTRY
»
      - id: 1.b
        title: Tuyên truyền
""",
        crlf=True,
    ),
    Layout(
        "the only one, without a line end behind it",
        """\
      - id: 1.a
        title: Rà soát văn bản«
        progress:
          - ENTRY»""",
        bom=True,
        crlf=True,
    ),
    Layout(
        "the last one, without a line end behind it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}  # một«
          - ENTRY»""",
    ),
    Layout(
        "the last one, with a comment and no line end behind it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - {date: 2021-02-01, state: in-progress}
          «- ENTRY  »# hết""",
    ),
    Layout(
        "the first in brackets",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [«ENTRY, »{date: 2021-02-01, state: in-progress}]
""",
    ),
    Layout(
        "one between others in brackets",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [{date: 2021-02-01, state: in-progress}, «ENTRY, »{date: 2021-02-01, note: Chờ}]
""",
    ),
    Layout(
        "the last in brackets",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [{date: 2021-02-01, state: in-progress}«, ENTRY»]
""",
    ),
    Layout(
        "the only one in brackets: its author wrote them, so they stay",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [«ENTRY»]
""",
    ),
    Layout(
        "the only one in brackets, a comma behind it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [«ENTRY,»]
""",
    ),
    Layout(
        "the only one in brackets, with commas in the comment behind it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          «ENTRY»  # một, hai,
        ]
""",
    ),
    Layout(
        "the last in brackets, with commas in the comment behind it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [{date: 2021-02-01, state: in-progress}«, ENTRY»  # một, hai,
        ]
""",
    ),
    Layout(
        "the first in brackets over several lines",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          «ENTRY,
          »{date: 2021-02-01, state: in-progress},
        ]
""",
    ),
    Layout(
        "one between others in brackets over several lines, with comments",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-02-01, state: in-progress},  # một
          «ENTRY,»  # hai
          {date: 2021-02-01, note: Chờ}
        ]
""",
    ),
    Layout(
        "the last in brackets over several lines, a comment above it",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-02-01, state: in-progress}«,»  # một«
          ENTRY»
        ]
""",
    ),
    Layout(
        "the last in brackets over several lines, a comment behind it that stays in its line",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress: [
          {date: 2021-02-01, state: in-progress}«,»  # một
          «ENTRY»  # hai
        ]
""",
    ),
    Layout(
        "the only one in a task in braces, with the key it came with",
        """\
      - {id: 1.a, title: Rà soát văn bản«, progress: [ ENTRY ]», lead: [VP]}
""",
    ),
    Layout(
        "the only one in the first key of a task in braces",
        """\
      - {«progress: [ ENTRY ], »id: 1.a, title: Rà soát văn bản}
""",
    ),
)

#: Files to which nothing can be added without changing what is there: their last text has no line end, and would.
REFUSED = (
    Layout(
        "a block without a line end at the end",
        """\
      - id: 1.a
        title: |
          Rà soát
          văn bản""",
    ),
    Layout(
        "a folded text without a line end at the end",
        """\
      - id: 1.a
        title: >
          Rà soát
          văn bản""",
        crlf=True,
    ),
    Layout(
        "a block that keeps blank lines without a line end at the end",
        """\
      - id: 1.a
        title: |+
          Rà soát
          văn bản""",
        bom=True,
    ),
    Layout(
        "a block without a line end in the last entry",
        """\
      - id: 1.a
        title: Rà soát văn bản
        progress:
          - date: 2021-02-01
            note: |
              Chờ ý kiến""",
    ),
)

#: Files from which ENTRY cannot be taken without writing anew what stands around it.
NOT_TAKEN = (
    Layout(
        "under the first key of its task, with a comment",
        """\
      - progress:
          - ENTRY  # theo giao ban
        id: 1.a
        title: Rà soát văn bản
""",
    ),
    Layout(
        "under a key with a question mark",
        """\
      - id: 1.a
        title: Rà soát văn bản
        ? progress
        : - ENTRY
        notes: Bản quét mờ
""",
    ),
)
