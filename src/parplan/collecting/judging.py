"""Judging returned rows against their plan: a verdict on each, and the entries to record. It is pure.

An answer is recorded only where it is unambiguous. All others are reported with their place; an empty row changes
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from parplan.collecting.answer_sheets import AnswerFile, AnswerRow, AnswerSheet, has_answer
from parplan.collecting.form_columns import ENTRY_COLUMNS, FormColumn
from parplan.collecting.form_keys import FormKey, KeyProblem, parse_key, plan_mark
from parplan.collecting.row_judge import RowJudge
from parplan.collecting.row_problems import decision_of, find_problem, key_of, key_problem
from parplan.collecting.settling import settle
from parplan.collecting.verdicts import Judged, JudgedRow, Recorder, UnitAnswer, Verdict
from parplan.queries.portfolio import PlanOnDay


def keys_of(files: Iterable[AnswerFile]) -> Iterator[FormKey]:
    """Yield the keys of all rows that have one."""
    for file in files:
        for sheet in file.sheets:
            for row in sheet.rows:
                key = key_of(row)
                if isinstance(key, FormKey):
                    yield key


def periods_of(files: Iterable[AnswerFile], mark: str) -> dict[str, list[str]]:
    """The periods the sheets answer, each with the names of its files; ``mark``: of the plan, others do not count.

    Where no sheet has an answer, the periods are those of all.
    """
    found: dict[str, list[str]] = {}
    files = list(files)
    answered = any(_is_filled(row) for file in files for sheet in file.sheets for row in sheet.rows)
    for file in files:
        for sheet in (one for one in file.sheets if not answered or any(map(_is_filled, one.rows))):
            keys = [key for row in sheet.rows if isinstance(key := key_of(row), FormKey) and key.plan == mark]
            periods = {key.period for key in keys}
            if not sheet.reconciled and (most := _most([key.period for key in keys])) is not None:
                periods = {most}
            for period in sorted(periods):
                found.setdefault(period, []).append(file.name)
    return {period: list(dict.fromkeys(names)) for period, names in found.items()}


def _is_filled(row: AnswerRow) -> bool:
    return any(has_answer(row.cell(column)) for column in ENTRY_COLUMNS)


def judge(subject: PlanOnDay, files: Sequence[AnswerFile], recorder: Recorder) -> Judged:
    """Judge all rows of all files against one plan as of its day."""
    row_judge = RowJudge(subject, recorder)
    rows: list[JudgedRow] = []
    answers: list[UnitAnswer] = []
    missing: list[tuple[str, str, int]] = []
    set_aside = 0
    for file in files:
        for sheet in file.sheets:
            found, blank, aside = _judge_sheet(row_judge, file, sheet)
            set_aside += aside
            rows += found
            if sheet.reconciled:
                answers += _answers_decided(file, found)
            else:
                answers += _answer_of(row_judge, file, sheet, found, blank)
                back = {str(key) for row in sheet.rows if isinstance(key := key_of(row), FormKey)}
                if gone := sum(parse_key(text) is not KeyProblem.NONE and text not in back for text in sheet.issued):
                    missing.append((file.name, sheet.name, gone))
    settled = settle(subject, rows, row_judge.addressed)
    counted = [_counted_anew(answer, settled) for answer in answers]
    return Judged(tuple(settled), tuple(counted), set_aside, tuple(missing))


def _answer_of(
    row_judge: RowJudge, file: AnswerFile, sheet: AnswerSheet, rows: Sequence[JudgedRow], blank: int
) -> Iterator[UnitAnswer]:
    """Who answered which period with a sheet: the unit to which most of its rows belong, by the code it has now."""
    mark = plan_mark(row_judge.subject.plan)
    keys = [key for row in sheet.rows if isinstance(key := key_of(row), FormKey) and key.plan == mark]
    unit = sheet.unit or _most([key.unit for key in keys])
    own = [key for key in keys if key.unit == unit]
    if unit is None or not own:
        return
    if not rows:
        return  # a form that is returned empty is not an answer
    first = own[0]
    yield UnitAnswer(row_judge.unit_of(own, unit), first.period, first.form, file.name, file.sha256, {}, blank)


def _answers_decided(file: AnswerFile, rows: Iterable[JudgedRow]) -> Iterator[UnitAnswer]:
    """The units whose answers are in the office's own sheet."""
    keys = {row.key.unit: row.key for row in rows if row.key is not None and row.verdict is not Verdict.FOREIGN}
    for unit, key in keys.items():
        yield UnitAnswer(unit, key.period, key.form, file.name, file.sha256, {}, 0, decided=True)


def _counted_anew(answer: UnitAnswer, rows: Iterable[JudgedRow]) -> UnitAnswer:
    counts = Counter(
        row.verdict.value
        for row in rows
        if row.file == answer.file and (not answer.decided or (row.key is not None and row.key.unit == answer.unit))
    )
    return replace(answer, counts=dict(counts))


def _most(units: Sequence[str]) -> str | None:
    """The most frequent code; ``None`` where there is none, or two are equally frequent."""
    counted = Counter(units).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None
    return counted[0][0]


def _judge_sheet(row_judge: RowJudge, file: AnswerFile, sheet: AnswerSheet) -> tuple[list[JudgedRow], int, int]:
    """The rows of a sheet with answers, how many are empty, and how many were set aside."""
    keys = [key for row in sheet.rows if isinstance(key := key_of(row), FormKey)]
    unit = sheet.unit or _most([key.unit for key in keys])
    period = _most([key.period for key in keys])
    found: list[JudgedRow] = []
    blank = aside = 0
    for row in sheet.rows:
        decision = decision_of(row) if sheet.reconciled else ""
        if decision == "bo" and row.cell(FormColumn.DECISION).doubt is None:
            aside += 1
            continue
        judged = _judged_row(row_judge, file, sheet, row, (unit, period), decision)
        if judged is None:
            blank += isinstance(key_of(row), FormKey)
        else:
            found.append(judged)
    return found, blank, aside


def _judged_row(
    row_judge: RowJudge,
    file: AnswerFile,
    sheet: AnswerSheet,
    row: AnswerRow,
    whose: tuple[str | None, str | None],
    decision: str,
) -> JudgedRow | None:
    filled = [column for column in ENTRY_COLUMNS if has_answer(row.cell(column))]
    odd = [column for column in row.cells if row.cells[column].comment or row.cells[column].merged]
    if not filled and not any(column in ENTRY_COLUMNS or row.cells[column].comment for column in odd):
        return None
    key = key_of(row)
    first = row.cell((filled or odd)[0]).place
    judged = JudgedRow(file.name, sheet.name, row.number, first, Verdict.NEW, cells=row.cells)
    if isinstance(key, KeyProblem):
        return replace(judged, verdict=Verdict.INVALID, why=key_problem(row, key))
    judged = replace(judged, key=key)
    if (problem := find_problem(row_judge.subject.plan, sheet, row, key, whose, decision)) is not None:
        verdict, place, why_not = problem
        return replace(judged, verdict=verdict, why=why_not, place=place or first)
    return row_judge.judge(judged, row, key, sheet, decision)
