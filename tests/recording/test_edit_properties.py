"""Random plans in random layouts, and any sequence of records and of taking back.

The plans are written to text by this module and read by PyYAML, so that what parplan composes, splices and compares is
judged by something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from conftest import PLAN_2021
from parplan.changing.change import Change, TaskEntry, make_details
from parplan.changing.finishing import finish
from parplan.changing.progressing import Progress, progress
from parplan.changing.rescheduling import reschedule
from parplan.changing.scope import Scope
from parplan.changing.undoing import find_entry
from parplan.errors import RequestError
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Citation, State
from parplan.queries.history import history
from parplan.queries.portfolio import PlanOnDay, Portfolio, find_address
from parplan.recording.editing import edit

AS_OF = date(2021, 3, 1)
Data = Any
Draw = Callable[[st.SearchStrategy[Any]], Any]

# What stands in the plans.

_PROSE = st.sampled_from(
    [
        "Kế hoạch",
        "Rà soát văn bản quy phạm pháp luật, đợt 2",
        "Báo cáo: kết quả quý I",
        "Thu\u031b\u0323c hie\u0302\u0323n ca\u0309i ca\u0301ch",
        "ghi chú # không phải chú thích",
        "nói \"được\" và 'chưa'",
        "- một",
        "[a, b] {c}",
        "🎉 𝒯𝓊 👩‍👩‍👧‍👦",
        "một\nhai ba",
        "một\n\n# hai: ba\n",
        "a\\b",
        "no",
        "6.10",
    ]
)
_WORDS = _PROSE | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=12,
).filter(str.strip)
_COMMENTS = st.sampled_from(
    ["# một", "#", "# a, b,", "# - {date: 2021-01-01}", "# x: [", "# ]", "# }, 🎉", "#progress: []"]
)
_ENTRY_DAYS = st.sampled_from(["2021-01-05", "2021-02-01", "2021-02-28"])


@st.composite
def _hand_entries(draw: Draw, milestones: list[str]) -> Data:
    """An entry somebody wrote by hand, or another run of parplan recorded."""
    entry: dict[str, Data] = {"date": draw(_ENTRY_DAYS)}
    if milestones and draw(st.booleans()):
        entry["milestone"] = draw(st.sampled_from(milestones))
    entry |= draw(
        st.sampled_from(
            [
                {"state": "in-progress"},
                {"percent": "40"},
                {"note": "a, b"},
                {"note": "một\nhai\n", "evidence": ["1/KH"]},
            ]
        )
    )
    if draw(st.booleans()):
        entry["recorded"] = "2021-02-28T08:00:00+07:00"
    return entry


@st.composite
def _tasks(draw: Draw, id: str) -> Data:
    task: dict[str, Data] = {"id": id, "title": draw(_PROSE)}
    milestones = [
        {"id": name, "title": draw(_PROSE), "due": due}
        for name, due in (("plan", "2021-03-31"), ("no", "khi phát sinh"), ("2021", "Quý I/2021"))
        if draw(st.booleans())
    ]
    for key in draw(
        st.lists(st.sampled_from(["lead", "time", "products", "notes", "milestones", "progress"]), unique=True)
    ):
        task[key] = {
            "lead": lambda: ["VP"],
            "time": lambda: draw(_PROSE),
            "products": lambda: draw(st.lists(_PROSE, min_size=1, max_size=2)),
            "notes": lambda: ["Bản quét mờ"],
            "milestones": lambda: milestones,
            "progress": list,
        }[key]()
    if "progress" in task:
        known = [milestone["id"] for milestone in task.get("milestones", ())]
        task["progress"] = draw(
            st.integers(0, 3).flatmap(lambda n: st.lists(_hand_entries(known), min_size=n, max_size=n))
        )
    keys = draw(st.permutations(list(task)))
    return {key: task[key] for key in keys}


# How they are written.


@dataclass
class Writer:
    """Writes data as YAML, asking ``draw`` for each choice that changes no data."""

    draw: Draw
    step: int
    flush: bool
    lines: list[str] = field(default_factory=list)

    def chance(self, of: int = 4) -> bool:
        """True once in so many times; simple cases are without it."""
        return bool(self.draw(st.integers(0, of - 1)) == of // 2)

    def end(self, line: str, depth: int, *, closed: bool = True) -> None:
        """Add a line, and where it is ``closed`` perhaps blanks, a comment, comment lines or blank lines after it."""
        if closed and self.chance(5):
            line += self.draw(st.sampled_from(["  ", " "])) + self.draw(st.sampled_from(["", "# c", "# a, b"]))
        self.lines.append(line)
        if closed and self.chance(5):
            for _ in range(self.draw(st.integers(1, 2))):
                column = max(0, depth + self.draw(st.integers(-3, 5)))
                self.lines.append(" " * column + self.draw(_COMMENTS | st.sampled_from(["", "\x20"])))

    def key(self, key: str) -> str:
        """A key with its colon."""
        quoted = self.draw(st.integers(0, 9))
        if quoted == 9 or key[0].isdigit():
            return f'"{key}":'
        return f"'{key}' :" if quoted == 8 else f"{key}:"

    def block(self, value: Data, depth: int, first: str) -> None:
        """Write a mapping or list whose first line begins with ``first`` (a dash and blanks) instead of blanks."""
        lead = first
        if isinstance(value, dict):
            for key, item in value.items():
                self.pair(lead + self.key(key), key, item, depth)
                lead = " " * depth
        else:
            for item in value:
                self.item(lead, item, depth)
                lead = " " * depth

    def pair(self, start: str, key: str, value: Data, depth: int) -> None:
        """Write a key and its value in block style."""
        if isinstance(value, str):
            self.text(start + " ", value, depth)
            return
        if not value or self.in_brackets(key):
            self.flow(start + " ", value, depth)
            return
        self.end(start, depth + 1)
        below = depth + (0 if self.flush and isinstance(value, list) else self.step)
        if isinstance(value, list) and self.chance(8):
            below = depth + self.draw(st.integers(0, 5))
        self.block(value, below, " " * below)

    def in_brackets(self, key: str) -> bool:
        """Whether a collection is written in flow style; the great ones seldom."""
        if key in ("sections", "tasks", "plan", "units"):
            return self.chance(30)
        return self.chance(5)

    def item(self, lead: str, value: Data, depth: int) -> None:
        """Write an item of a list in block style; ``lead`` are the blanks before its dash."""
        if isinstance(value, str):
            self.text(lead + "- ", value, depth)
        elif self.chance(5 if "title" in value else 2):
            self.flow(lead + "- ", value, depth)
        elif self.chance(6):
            self.end(lead + "-", depth + 1)
            inner = depth + self.draw(st.integers(1, 4))
            self.block(value, inner, " " * inner)
        else:
            gap = self.draw(st.sampled_from([1, 1, 1, 3]))
            self.block(value, depth + 1 + gap, lead + "-" + " " * gap)

    def text(self, start: str, text: str, depth: int) -> None:
        """Write a text in block style, in one of the ways that suit it; ``depth`` is the column of what it is in."""
        style = self.draw(st.integers(0, 5))
        inner = " " * (depth + 1 + self.draw(st.integers(0, 3)))
        if style == 5 and _is_plain(text) and text.count(" "):
            words = text.split(" ")
            self.lines.append(start + words[0])
            self.end(inner + " ".join(words[1:]), depth)
        elif style == 4 and not text.startswith("\n"):
            self.literal(start, text, inner)
        elif style == 3 and "\n" not in text:
            self.end(start + "'" + text.replace("'", "''") + "'", depth)
        elif style < 3 and _is_plain(text):
            self.end(start + text, depth)
        else:
            quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
            if style == 2 and " a" in quoted:
                before, _, after = quoted.partition(" a")
                self.lines.append(start + before)
                quoted, start = "a" + after, inner
            self.end(start + quoted, depth)

    def literal(self, start: str, text: str, inner: str) -> None:
        """Write a text as lines after ``|``, or, where it is one line, ``>``."""
        one_line = "\n" not in text.removesuffix("\n")
        header = self.draw(st.sampled_from("|>")) if one_line else "|"
        body = text.removesuffix("\n").split("\n")
        blank: list[str] = []
        if not text.endswith("\n"):
            header += "-"
        if self.chance(3):
            blank = ["", ""]
        self.lines.append(start + header)
        self.lines.extend(inner + line if line else "" for line in body)
        self.lines.extend(blank)

    def flow(self, start: str, value: Data, depth: int) -> None:
        """Write a collection in brackets or braces, on one line or several."""
        several = self.chance(3)
        inner = " " * (depth + 1 + self.draw(st.integers(0, 9)))
        # A stack would do as well: nothing is nested deeper than an entry's evidence.
        out = [start]
        self._flow(out, value, inner, several)
        lines = "".join(out).split("\n")
        self.lines.extend(lines[:-1])
        self.end(lines[-1], depth)

    def _flow(self, out: list[str], value: Data, inner: str, several: bool) -> None:
        if isinstance(value, str):
            out.append(self.flow_text(value))
            return
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        out.append(opening)
        blank = self.draw(st.sampled_from(["", "", " "]))
        out.append(blank)
        if not value and several and self.chance(2):
            out.append("  # chưa có\n" + inner)
        items = list(value.items()) if isinstance(value, dict) else [(None, item) for item in value]
        if several and items and self.chance(2):
            out.append("\n" + inner)
        for number, (key, item) in enumerate(items):
            if key is not None:
                out.append(self.key(key) + " ")
            self._flow(out, item, inner + "  ", several and self.chance(3))
            last = number == len(items) - 1
            comma = "," if not last or self.chance(4) else ""
            if comma and self.chance(8):
                out.append(" ")
            out.append(comma)
            if not several:
                out.append("" if last else " ")
            elif not last or self.chance(2):
                if self.chance(3):
                    out.append("  " + self.draw(_COMMENTS))
                out.append("\n")
                while self.chance(6):
                    out.append(self.draw(st.sampled_from(["\n", f"{inner}# a, b\n", f"{inner}#\n"])))
                out.append(inner if not last else inner[self.draw(st.integers(0, 2)) :] if len(inner) > 3 else inner)
        out.append(blank)
        out.append(closing)

    def flow_text(self, text: str) -> str:
        """A text inside brackets."""
        style = self.draw(st.integers(0, 2))
        if style == 0 and _is_plain(text) and not re.search(r"[,\[\]{}]", text):
            return text
        if style == 1 and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _is_plain(text: str) -> bool:
    return (
        re.fullmatch(r"[^\W_][^\n\"'#:]*(: \w[^\n\"'#:]*)?", text) is not None
        and ": " not in text
        and text == text.strip()
    )


def _read(data: bytes) -> Data:
    """What PyYAML reads, every scalar as text."""
    return yaml.load(data.decode("utf-8").removeprefix("\ufeff"), Loader=yaml.BaseLoader)


@st.composite
def files(draw: Draw) -> bytes:
    """A valid plan with its tasks laid out at random."""
    count = draw(st.integers(1, 3))
    data: dict[str, Data] = {
        "parplan": "1",
        "plan": {
            "year": "2021",
            "title": "Kế hoạch năm 2021",
            "agency": "Sở A",
            "decision": {"number": "1/QĐ-SA", "date": "2020-12-01"},
        },
        "units": {"VP": {"name": "Văn phòng Sở"}, "TTRA": {"name": "Thanh tra Sở"}},
        "sections": [{"id": "1", "title": "Cải cách", "tasks": [draw(_tasks(f"1.{'abc'[n]}")) for n in range(count)]}],
    }
    if draw(st.booleans()):
        data["sections"].append({"id": "III", "title": "Tổ chức thực hiện", "tasks": [draw(_tasks("III.1"))]})
    if draw(st.integers(0, 7)) == 7:
        data["units"] = data.pop("units")  # the last key, so that the sections are not
    writer = Writer(draw, draw(st.sampled_from([2, 2, 4, 1])), draw(st.booleans()))
    if writer.chance(12):
        writer.flow("", data, 0)
    else:
        writer.block(data, 0, "")
    text = "\n".join(writer.lines)
    text = draw(st.sampled_from(["", "", "# kế hoạch, năm\n", "---\n", "# a\n---  # b\n"])) + text
    end = draw(
        st.sampled_from(["\n", "\n", "", "\n\n\n", "\n...\n", "\n...", "\n   ", "\n# hết", "\n          # hết, x"])
    )
    newlines = draw(st.sampled_from(["\n", "\n", "\r\n", ""]))
    bom = draw(st.sampled_from(["", "", "\ufeff"]))

    def laid_out(text: str) -> bytes:
        first, *rest = text.split("\n")
        ends = (newlines or draw(st.sampled_from(["\n", "\r\n"])) for _ in rest)
        return (bom + first + "".join(end + line for end, line in zip(ends, rest, strict=True))).encode()

    written = laid_out(text + end)
    if _read(written) != data:  # the last text is a block: it needs its line end, and takes in what follows it
        written = laid_out(text + "\n")
        assert _read(written) == data
    return written


# What is recorded.


@dataclass(frozen=True)
class Operation:
    """One command: a verb, a number that chooses its address, and its texts."""

    verb: str
    which: int
    unit: bool
    note: str | None
    text: str
    state: State | None


operations = st.builds(
    Operation,
    st.sampled_from(["done", "progress", "reschedule"]),
    st.integers(0, 15),
    st.integers(0, 3).map(lambda n: n == 3),
    st.none() | _WORDS,
    _WORDS,
    st.sampled_from([None, State.IN_PROGRESS, State.PAUSED]),
)


def _portfolio(loaded: LoadedPlan) -> Portfolio:
    assert loaded.plan is not None, [str(finding.message) for finding in loaded.findings]
    return Portfolio(AS_OF, (PlanOnDay("plan.yaml", Assessment(loaded.plan, AS_OF)),))


def _decide(loaded: LoadedPlan, operation: Operation, moment: datetime) -> Change:
    """What the command would record. Raises ``RequestError``."""
    portfolio = _portfolio(loaded)
    plan = portfolio.default.plan
    addresses = [
        address for task in plan.tasks() for address in (task.id, *(f"{task.id}/{m.id}" for m in task.milestones))
    ]
    addressed = find_address(portfolio, addresses[operation.which % len(addresses)])
    details = make_details(as_of=AS_OF, recorded=moment, note=operation.note)
    scope = Scope((plan.directory.party("TTRA"),) if operation.unit else (), everything=True)
    if operation.verb == "done":
        return finish(addressed, scope, details)
    if operation.verb == "progress":
        details = make_details(
            as_of=AS_OF,
            recorded=moment,
            note=operation.text,
            difficulty=operation.note,
            evidence=(Citation(number=operation.text), Citation(file="a.pdf", title=operation.text)),
            by=operation.note,
        )
        return progress(addressed, Progress(operation.state, 40), scope, details)
    details = make_details(AS_OF, moment, basis=operation.text, reason=operation.note, note=operation.note)
    words = "2021-07-15" if operation.unit else "trước ngày 05/8/2021"
    return reschedule(
        [addressed],
        words,
        make_details(AS_OF, moment, basis=operation.text, reason=operation.note, note=operation.note),
    )


def _data_of(added: TaskEntry) -> Data:
    """An entry as PyYAML should read it."""
    entry = added.entry
    found = {
        "date": entry.date.isoformat(),
        "milestone": entry.milestone,
        "unit": entry.unit,
        "state": str(entry.state) if entry.state else None,
        "percent": str(entry.percent) if entry.percent is not None else None,
        "due": entry.due,
        "basis": entry.basis,
        "reason": entry.reason,
        "note": entry.note,
        "difficulty": entry.difficulty,
        "evidence": [one.number if one.number else {"title": one.title, "file": one.file} for one in entry.evidence],
        "by": entry.by,
        "recorded": entry.recorded.isoformat() if entry.recorded else None,
    }
    return {key: value for key, value in found.items() if value}


def _with(data: Data, added: TaskEntry) -> Data:
    """The data and one more entry."""
    data = deepcopy(data)
    (task,) = (task for section in data["sections"] for task in section["tasks"] if task["id"] == added.task)
    task.setdefault("progress", []).append(_data_of(added))
    return data


_LEFT = re.compile(r"(?:(?:\r?\n)? *(?:progress:\r?\n *)?- +|,?\s*(?:progress: \[ )?)\Z")
_RIGHT = re.compile(r"\r?\n|(?: \])?,?")


def _check_insertion(old: str, new: str, moment: datetime) -> None:
    """The new text is the old one, the entry on a line, and what joins it on: a dash or commas, line ends, blanks."""
    last = f"recorded: {moment.isoformat()}}}"
    assert new.count(last) == 1
    end = new.index(last) + len(last)
    start = new.rindex("{date: 2021-03-01", 0, end)
    assert "\n" not in new[start:end]
    lines = new.count("\n") - old.count("\n")
    assert lines in (0, 1, 2)
    newline = "\r\n" if old.count("\r\n") * 2 > old.count("\n") else "\n"
    for left in range(start, max(start - 80, -1), -1):
        for right in range(end, min(end + 4, len(new)) + 1):
            before, after = new[left:start], new[end:right]
            rest = new[:left] + new[right:]
            if len(rest) not in (len(old), len(old) + 1) or not _is_glue(before, after, newline):
                continue
            if rest == old or (lines < 2 and _one_comma_more(old, rest)):
                return
    raise AssertionError("more than the entry was changed")


def _is_glue(before: str, after: str, newline: str) -> bool:
    if not _LEFT.fullmatch(before) or not _RIGHT.fullmatch(after):
        return False
    joined = before + after
    return joined.count("\n") == joined.count(newline) and joined.count("\r") == newline.count("\r") * joined.count(
        "\n"
    )


def _one_comma_more(old: str, new: str) -> bool:
    at = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    return len(new) == len(old) + 1 and new[at] == "," and new[:at] + new[at + 1 :] == old


def _moment(number: int) -> datetime:
    return datetime(2021, 3, 1, 9, 12, tzinfo=timezone(timedelta(hours=7))) + timedelta(seconds=number)


def _record(start: bytes, wanted: list[Operation]) -> list[bytes]:
    """Record one after the other what can be recorded, checking each; the file after each of them, the first first."""
    stages, data = [start], _read(start)
    for number, operation in enumerate(wanted):
        old = stages[-1]
        loaded = parse_plan(old, "plan.yaml")
        try:
            change = _decide(loaded, operation, _moment(number))
        except RequestError as error:
            event(f"refused: {error}")
            continue
        if not change:
            continue
        new = edit(loaded, change, "plan.yaml").new
        (added,) = change.added
        data = _with(data, added)
        assert _read(new) == data
        assert parse_plan(new, "plan.yaml").plan is not None
        assert new.startswith(b"\xef\xbb\xbf") == start.startswith(b"\xef\xbb\xbf")
        _check_insertion(old.decode("utf-8"), new.decode("utf-8"), _moment(number))
        stages.append(new)
    event(f"recorded: {len(stages) - 1}")
    return stages


@settings(deadline=None, derandomize=True, max_examples=45)
@pytest.mark.slow
@given(files(), st.lists(operations, min_size=1, max_size=5))
def test_each_record_adds_one_entry_and_undo_leads_back_byte_for_byte(start: bytes, wanted: list[Operation]) -> None:
    stages = _record(start, wanted)
    while len(stages) > 1:
        loaded = parse_plan(stages.pop(), "plan.yaml")
        row = find_entry(_portfolio(loaded), None, None)
        undone = edit(loaded, Change(removed=(TaskEntry(row.task.id, row.entry),)), "plan.yaml").new
        assert undone == stages[-1]


@settings(deadline=None, derandomize=True, max_examples=25)
@pytest.mark.slow
@given(files(), st.lists(operations, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_entries_taken_back_by_number_in_any_order_leave_the_plan_as_it_was(
    start: bytes, wanted: list[Operation], order: Random
) -> None:
    data = _record(start, wanted)[-1]
    mine = {_moment(number) for number in range(len(wanted))}
    while True:
        loaded = parse_plan(data, "plan.yaml")
        portfolio = _portfolio(loaded)
        numbers = [row.number for row in history(portfolio) if row.entry.recorded in mine]
        if not numbers:
            break
        row = find_entry(portfolio, None, order.choice(numbers))
        data = edit(loaded, Change(removed=(TaskEntry(row.task.id, row.entry),)), "plan.yaml").new
    assert _read(data) == _read(start)
    # Nothing that a person wrote is lost: the comments are all there.
    assert _bare(data) == _bare(start)


def _bare(data: bytes) -> str:
    """The text without what may differ where a comma or a line is taken away."""
    return re.sub(r"[\s,]", "", data.decode("utf-8"))


def test_every_third_task_of_the_plan_of_2021_is_recorded_a_line_at_a_time_and_taken_back() -> None:
    stages = [PLAN_2021.read_bytes()]
    tasks = [*_portfolio(parse_plan(stages[0], "plan.yaml")).default.plan.tasks()][::3]
    for number, task in enumerate(tasks):
        loaded = parse_plan(stages[-1], "plan.yaml")
        addressed = find_address(_portfolio(loaded), task.id)
        details = make_details(as_of=AS_OF, recorded=_moment(number), note="Đã xong: # 1", by="Lan")
        change = finish(addressed, Scope(all_units=True, everything=True), details)
        assert len(change.added) == 1
        stages.append(edit(loaded, change, "plan.yaml").new)
        _check_insertion(stages[-2].decode("utf-8"), stages[-1].decode("utf-8"), _moment(number))
        assert stages[-1].count(b"\n") - stages[-2].count(b"\n") == (1 if task.entries else 2)
    assert len(stages) > 10
    while len(stages) > 1:
        loaded = parse_plan(stages.pop(), "plan.yaml")
        row = find_entry(_portfolio(loaded), None, None)
        assert edit(loaded, Change(removed=(TaskEntry(row.task.id, row.entry),)), "plan.yaml").new == stages[-1]
