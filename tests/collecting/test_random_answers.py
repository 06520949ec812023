"""Random fillings, reorderings and damages of forms: no entry that was not answered, no answer without a verdict.

What each row means is known from how it was made. ``python tests/collecting/test_random_answers.py 200000 2000``
judges so many rows in memory and so many files, and counts.
"""

from __future__ import annotations

import datetime
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from filled_forms import DUTIES, REPORTS, TASKS
from parplan.collecting.answer_sheets import AnswerCell, AnswerFile, AnswerRow, AnswerSheet
from parplan.collecting.asked_periods import find_asked_period
from parplan.collecting.form_columns import ENTRY_COLUMNS, FORM_COLUMNS, FormColumn
from parplan.collecting.form_keys import FormKey, parse_key
from parplan.collecting.forms import Form, make_form
from parplan.collecting.judging import judge
from parplan.collecting.verdicts import JudgedRow, Recorder, Verdict
from parplan.collecting.workbooks import read_workbook
from parplan.languages import load_language
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Entry, State
from parplan.queries.portfolio import PlanOnDay
from parplan.reporting.form_workbook import render_form
from small_plans import plan_of, write_plan

DAY = datetime.date(2021, 3, 14)
MOMENT = datetime.datetime(2021, 3, 14, 8, tzinfo=datetime.UTC)
FIRST = datetime.date(2021, 1, 1)
_STATES = {
    State.DONE: [
        "Hoàn thành", "hoan thanh", "x", "✓", "đã xong", True, "HOÀN  THÀNH ", "Đã hoàn thành.", "xong", "done", "100%",
    ],
    State.IN_PROGRESS: ["Đang thực hiện", "dang thuc hien", "đang làm", "in progress", "Đang triển khai", "dang  lam"],
    State.NOT_STARTED: ["Chưa thực hiện", "chua lam", "chưa triển khai"],
    State.PAUSED: ["Tạm dừng", "tam hoan"],
}  # fmt: skip
_UNCLEAR = [
    "chưa xong",
    "hoàn thành 80%",
    "gần xong",
    "?",
    7,
    "hoàn thành hay chưa",
    "xem email",
    "đang thực hiện/hoàn thành",
]
_NO_DAYS = [
    "31/02/2021", "hôm qua", "tháng 2", 12, "15/03/2021", "1/1/1900",
    datetime.date(2021, 12, 2), datetime.date(2031, 12, 1),
]  # fmt: skip
_UNCLEAR_FIGURES = ["1.234", "1,234", 1.234, "khoảng 6", "6-7", datetime.date(2021, 6, 5), "6,5 tỷ", "6.5.1", "#"]
_TEXTS = [
    "Đã họp",
    "Chờ ý kiến Sở Nội vụ",
    "=1+1",
    "Khó: “a”, 'b', {c: d} #e",
    "- x",
    "Dòng một\nDòng hai",
    "null",
    "2021-03-01",
]
_DAMAGES = ("key", "no key", "merged", "comment only", "broken", "formula", "id", "unit", "plan", "twice otherwise")


@dataclass
class Row:
    """A row as it is filled in: its cells, and what must become of it (``None``: not be recorded)."""

    values: dict[FormColumn, AnswerCell]
    address: str
    means: Entry | None = None
    silent: bool = False
    again: bool = False  # the same a second time


def _varied(text: str, chance: random.Random) -> str:
    """A text as another program or keyboard leaves it."""
    return chance.choice([
        text, f" {text}", f"{text}\u00a0", unicodedata.normalize("NFD", text), text.replace(" ", "\u00a0"),
        f"\u200b{text} ",
    ])  # fmt: skip


def _day(day: datetime.date, chance: random.Random) -> AnswerCell:
    serial = (day - datetime.date(1899, 12, 30)).days
    value: Any = chance.choice([
        day, datetime.datetime(day.year, day.month, day.day, 7, tzinfo=None), f"{day.day}/{day.month}/{day.year}",  # noqa: DTZ001
        day.strftime("%d/%m/%Y"), day.strftime("%d.%m.%y"), day.isoformat(), day.strftime("%Y%m%d"), serial,
        f"ngày {day.day} tháng {day.month} năm {day.year}", f"{day.day}-{day.month}",
        _varied(day.strftime("%d/%m/%Y"), chance),
    ])  # fmt: skip
    return AnswerCell("", value, serial=day if value == serial and isinstance(value, int) else None)


def _swapped(chance: random.Random) -> AnswerCell:
    """A day of the period with its month and day the other way round, which lies outside it."""
    while True:
        day = FIRST + datetime.timedelta(chance.randrange((DAY - FIRST).days + 1))
        if 3 < day.day <= 12 and day.day != day.month:
            return AnswerCell("", datetime.date(day.year, day.day, day.month))


@dataclass
class Office:
    """A plan and its forms."""

    subject: PlanOnDay = field(init=False)
    forms: list[Form] = field(init=False)

    def __post_init__(self) -> None:
        plan = plan_of(write_plan(TASKS, duties=DUTIES, reports=REPORTS))
        other = plan_of(write_plan(TASKS, duties=DUTIES, reports=REPORTS).replace("1/QĐ-SA", "9/QĐ-SA"))
        self.subject = PlanOnDay("2021.yaml", Assessment(plan, DAY))
        period = find_asked_period(self.subject.assessment, "q1")
        self.forms = [make_form(self.subject, unit, period, "", DAY) for unit in plan.directory.units.values()]
        foreign = PlanOnDay("2021.yaml", Assessment(other, DAY))
        self.foreign = {
            form.unit.code: {row.key.shown: str(row.key) for row in make_form(foreign, form.unit, period, "", DAY).rows}
            for form in self.forms
        }
        self.keys = {form.unit.code: {row.key.shown: str(row.key) for row in form.rows} for form in self.forms}


def _filled(office: Office, form: Form, chance: random.Random) -> Iterator[Row]:
    for asked in form.rows:
        key = asked.key
        cells = {FormColumn.ID: AnswerCell("", key.address), FormColumn.KEY: AnswerCell("", str(key))}
        row = Row(cells, key.shown)
        if chance.random() < 0.25:
            row.silent = True
            yield row
            continue
        means = Entry(date=DAY, milestone=key.milestone, unit=key.unit)
        clear = True
        if key.target is not None:
            if chance.random() < 0.2:
                cells[FormColumn.MEASURE] = AnswerCell("", chance.choice(_UNCLEAR_FIGURES))
                clear = False
            else:
                number = Decimal(chance.randrange(1, 999)) / 10
                text = f"{number:f}"
                value: Any = chance.choice([text, text.replace(".", ","), float(number), _varied(text, chance)])
                cells[FormColumn.MEASURE] = AnswerCell("", value)
                means = _with(means, measures=((key.target, number),))
        else:
            event = key.milestone == "talk"
            states = [State.IN_PROGRESS] if event or len(asked.states) < 2 else list(_STATES)
            if chance.random() < 0.15:
                cells[FormColumn.STATE] = AnswerCell("", chance.choice(_UNCLEAR))
                clear = False
            else:
                state = chance.choice(states)
                word = chance.choice(_STATES[state])
                cells[FormColumn.STATE] = AnswerCell(
                    "", _varied(word, chance) if isinstance(word, str) and len(word) > 4 else word
                )
                means = _with(means, state=state)
            roll = chance.random()
            if means.state is State.DONE and roll < 0.1:
                clear = False  # done, on no day
            elif roll < 0.2:
                cells[FormColumn.ON] = chance.choice([AnswerCell("", chance.choice(_NO_DAYS)), _swapped(chance)])
                clear = False
            elif means.state is State.DONE or roll < 0.5:
                day = FIRST + datetime.timedelta(chance.randrange((DAY - FIRST).days + 1))
                cells[FormColumn.ON] = _day(day, chance)
                means = _with(means, date=day)
        for column, name in (
            (FormColumn.NOTE, "note"),
            (FormColumn.DIFFICULTY, "difficulty"),
            (FormColumn.PROPOSAL, "proposal"),
        ):
            if chance.random() < 0.2:
                text = chance.choice(_TEXTS)
                cells[column] = AnswerCell("", _varied(text, chance) if "\n" not in text else text)
                means = _with(means, **{name: text})
        row.means = means if clear else None
        yield row


def _with(entry: Entry, **more: Any) -> Entry:
    from msgspec.structs import replace

    return replace(entry, **more)


def _damaged(office: Office, form: Form, row: Row, chance: random.Random) -> list[Row]:
    """What becomes of a filled row that something happens to; often nothing does."""
    if row.silent or chance.random() < 0.6:
        return [row]
    kind = chance.choice((*_DAMAGES, "twice", "link"))
    cells, key = dict(row.values), str(row.values[FormColumn.KEY].value)
    hurt = Row(cells, row.address)
    entry = chance.choice([column for column in cells if column in ENTRY_COLUMNS])
    match kind:
        case "key":
            place = chance.randrange(len(key))
            changed = key[:place] + chance.choice("0123456789abcdefxVP/:.") + key[place + 1 :]
            if changed == key:
                return [row]
            cells[FormColumn.KEY] = AnswerCell("", changed)
        case "no key":
            del cells[FormColumn.KEY], cells[FormColumn.ID]
        case "merged":
            cells[entry] = AnswerCell("", cells[entry].value, merged=True, serial=cells[entry].serial)
        case "comment only":
            for column in ENTRY_COLUMNS:
                cells.pop(column, None)
            cells[FormColumn.STATE] = AnswerCell("", None, comment="xong rồi")
        case "broken":
            cells[entry] = AnswerCell("", "#REF!", broken=True)
        case "formula":
            cells[entry] = AnswerCell("", None, formula=True)
        case "id":
            cells[FormColumn.ID] = AnswerCell("", "9.z/other")
        case "unit":
            unit = chance.choice([code for code in office.keys if code != form.unit.code])
            cells[FormColumn.KEY] = AnswerCell(
                "", office.keys[unit].get(row.address, next(iter(office.keys[unit].values())))
            )
            cells.pop(FormColumn.ID)
        case "plan":
            cells[FormColumn.KEY] = AnswerCell("", office.foreign[form.unit.code][row.address])
        case "twice otherwise":
            other = {**cells, FormColumn.NOTE: AnswerCell("", f"khác {chance.random()}")}
            return [hurt, Row(other, row.address)]
        case "twice":
            return [row, Row(cells, row.address, row.means, again=True)]
        case _:
            return [row]
    return [hurt]


def _placed(rows: list[Row]) -> tuple[AnswerRow, ...]:
    return tuple(AnswerRow(number, row.values) for number, row in enumerate(rows, 2))


def _check(rows: list[Row], judged: dict[int, JudgedRow], counts: Counter[str]) -> None:
    recorded: Counter[str] = Counter()
    for number, row in enumerate(rows, 2):
        found = judged.get(number)
        if row.silent:
            assert found is None, (row, found)
            counts["silent"] += 1
            continue
        assert found is not None, f"an answer without a verdict: {row}"
        counts[found.verdict.value] += 1
        if found.verdict is Verdict.NEW:
            assert row.means is not None, f"recorded, but not answered: {row} {found.entries}"
            (entry,) = (one.entry for one in found.entries)
            assert _with(entry, recorded=None, batch=None, place=0) == row.means, (entry, row.means)
            recorded[row.address] += 1
        elif row.means is not None:
            assert found.verdict is Verdict.SAME, f"answered clearly, and not taken: {row} {found.why}"
    assert all(count == 1 for count in recorded.values()), recorded
    clear = {row.address for row in rows if row.means is not None}
    assert clear == set(recorded), "an answer was lost"


def _trial(office: Office, chance: random.Random) -> tuple[Form, list[Row]]:
    form = chance.choice(office.forms)
    rows = [one for row in _filled(office, form, chance) for one in _damaged(office, form, row, chance)]
    chance.shuffle(rows)
    first: set[str] = set()
    for row in rows:  # of two that are equal the first counts
        row.again = row.address in first and row.means is not None
        first.add(row.address)
    return form, rows


def _recorder() -> Recorder:
    return Recorder(MOMENT, DAY, "q1-1")


def run_in_memory(office: Office, seed: int, least: int) -> Counter[str]:
    """Judge random sheets of at least so many rows in all; return how many of each verdict."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    while counts.total() < least:
        form, rows = _trial(office, chance)
        told = chance.random() < 0.5 or not _mostly_own(form, rows)
        sheet = AnswerSheet("Trả lời", _placed(rows), form.unit.code if told else None)
        judged = judge(office.subject, [AnswerFile("a.xlsx", "", (sheet,))], _recorder())
        _check(rows, {row.row: row for row in judged.rows}, counts)
    return counts


def _mostly_own(form: Form, rows: list[Row]) -> bool:
    """Whether the unit is known from the keys alone: most of them are its own."""
    keys = [parse_key(str(row.values[FormColumn.KEY].value)) for row in rows if FormColumn.KEY in row.values]
    units = Counter(key.unit for key in keys if isinstance(key, FormKey)).most_common(2)
    return bool(units) and units[0][0] == form.unit.code and (len(units) == 1 or units[0][1] > units[1][1])


def run_files(office: Office, seed: int, count: int, folder: Path) -> Counter[str]:
    """The same through workbooks: columns in any order, other sheets, no hidden sheet, as any program leaves them."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    language = load_language("vi")
    from parplan.collecting.form_columns import TITLES

    sent = {form.unit.code: render_form(language, form) for form in office.forms}
    for number in range(count):
        form, rows = _trial(office, chance)
        rows = [row for row in rows if not any(cell.broken or cell.formula for cell in row.values.values())]
        columns = list(FORM_COLUMNS)
        path = folder / f"{number}.xlsx"
        if chance.random() < 0.5 or not _mostly_own(form, rows):
            path.write_bytes(sent[form.unit.code])
            book = openpyxl.load_workbook(path)
            sheet = book.worksheets[1]
            sheet.delete_rows(1, sheet.max_row)
        else:
            book = openpyxl.Workbook()
            book.create_sheet("khác", 0).append(["x", 1])
            sheet = book.worksheets[1]
            chance.shuffle(columns)
        sheet.append([language.gettext(TITLES[column]) for column in columns])
        for place, row in enumerate(rows, 2):
            for column, cell in row.values.items():
                target = sheet.cell(place, columns.index(column) + 1)
                target.number_format = "General"
                if isinstance(cell.value, str):
                    target.value, target.data_type = cell.value, "s"
                else:
                    target.value = cell.value
                if cell.comment:
                    target.comment = openpyxl.comments.Comment(cell.comment, "An")
        book.save(path)
        merged = [place for place, row in enumerate(rows, 2) if any(cell.merged for cell in row.values.values())]
        if merged:  # a range of one cell is none: merge with the row below, which then is nobody's answer too
            rows = [row for row in rows if not any(cell.merged for cell in row.values.values())]
            path.unlink()
            continue
        found = read_workbook(path.read_bytes(), path.name)
        if not found.sheets:
            assert not any(FormColumn.KEY in row.values for row in rows), found.problem
            continue
        judged = judge(office.subject, [found], _recorder())
        _check(rows, {row.row: row for row in judged.rows}, counts)
        counts["files"] += 1
        path.unlink()
    return counts


@pytest.fixture(scope="module")
def offices() -> Office:
    return Office()


def test_random_answers_in_memory(offices: Office) -> None:
    counts = run_in_memory(offices, 1, 800)
    assert (
        min(counts[verdict.value] for verdict in (Verdict.NEW, Verdict.SAME, Verdict.INVALID, Verdict.FOREIGN)) > 5
    ), counts


def test_random_answers_in_files(offices: Office, tmp_path: Path) -> None:
    assert run_files(offices, 2, 12, tmp_path)["files"] >= 5


@pytest.mark.slow
def test_many_random_answers(offices: Office, tmp_path: Path) -> None:
    run_in_memory(offices, 3, 20_000)
    run_files(offices, 4, 150, tmp_path)


if __name__ == "__main__":
    import tempfile

    made = Office()
    print(run_in_memory(made, int(sys.argv[3]) if len(sys.argv) > 3 else 5, int(sys.argv[1])), flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        print(run_files(made, 6, int(sys.argv[2]), Path(temporary)))
