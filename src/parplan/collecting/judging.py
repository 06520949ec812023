"""Judging returned rows against their plan: a verdict on each, and the entries to record. It is pure.

An answer is recorded only where it is unambiguous. All others are reported with their place; an empty row changes
nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from parplan.changing.change import Change, Details, TaskEntry, make_details
from parplan.changing.finishing import finish
from parplan.changing.progressing import Progress, progress
from parplan.changing.scope import Scope, is_only_word, stated_of
from parplan.collecting.answer_sheets import AnswerFile, AnswerRow, AnswerSheet, has_answer
from parplan.collecting.answers import Answer, read_answer
from parplan.collecting.asked_periods import AskedPeriod, find_asked_period
from parplan.collecting.cell_values import DayWindow
from parplan.collecting.changed_plan import change_plan
from parplan.collecting.form_columns import ENTRY_COLUMNS, TITLES, FormColumn
from parplan.collecting.form_keys import (
    FormKey,
    KeyProblem,
    entries_about,
    is_own_answer,
    parse_key,
    plan_mark,
    recorded_mark,
    subject_mark,
)
from parplan.collecting.repeated_answers import find_earlier
from parplan.collecting.settling import settle
from parplan.collecting.verdicts import Judged, JudgedRow, Recorder, UnitAnswer, Verdict
from parplan.diagnostics import N_, Message, message
from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.progress import Stated
from parplan.plan.structure import Entry, State, Total
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.vocabulary.folding import fold


def keys_of(files: Iterable[AnswerFile]) -> Iterator[FormKey]:
    """Yield the keys of all rows that have one."""
    for file in files:
        for sheet in file.sheets:
            for row in sheet.rows:
                key = _key_of(row)
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
            keys = [key for row in sheet.rows if isinstance(key := _key_of(row), FormKey) and key.plan == mark]
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
    judge_of = _Judge(subject, recorder)
    rows: list[JudgedRow] = []
    answers: list[UnitAnswer] = []
    missing: list[tuple[str, str, int]] = []
    set_aside = 0
    for file in files:
        for sheet in file.sheets:
            found, blank, aside = judge_of.sheet(file, sheet)
            set_aside += aside
            rows += found
            if sheet.reconciled:
                answers += _answers_decided(file, found)
            else:
                answers += _answer_of(file, sheet, found, blank, judge_of.mark)
                back = {str(key) for row in sheet.rows if isinstance(key := _key_of(row), FormKey)}
                if gone := sum(parse_key(text) is not KeyProblem.NONE and text not in back for text in sheet.issued):
                    missing.append((file.name, sheet.name, gone))
    settled = settle(subject, rows, judge_of.addressed)
    counted = [_counted_anew(answer, settled) for answer in answers]
    return Judged(tuple(settled), tuple(counted), set_aside, tuple(missing))


def _answer_of(
    file: AnswerFile, sheet: AnswerSheet, rows: Sequence[JudgedRow], blank: int, mark: str
) -> Iterator[UnitAnswer]:
    """Who answered which period with a sheet: the unit to which most of its rows belong."""
    keys = [key for row in sheet.rows if isinstance(key := _key_of(row), FormKey) and key.plan == mark]
    unit = sheet.unit or _most([key.unit for key in keys])
    own = [key for key in keys if key.unit == unit]
    if unit is None or not own:
        return
    if not rows:
        return  # a form that is returned empty is not an answer
    first = own[0]
    yield UnitAnswer(unit, first.period, first.form, file.name, file.sha256, {}, blank)


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


def _key_of(row: AnswerRow) -> FormKey | KeyProblem:
    value = row.cell(FormColumn.KEY).value
    return parse_key(value) if isinstance(value, str) else KeyProblem.NONE


_Why = tuple[Verdict, str, Message]


class _Judge:
    """Judges rows against one plan."""

    def __init__(self, subject: PlanOnDay, recorder: Recorder) -> None:
        self.subject = subject
        self.mark = plan_mark(subject.plan)
        self._recorder = recorder
        self._periods: dict[str, AskedPeriod | None] = {}
        self._tasks = subject.plan.task_index()

    def sheet(self, file: AnswerFile, sheet: AnswerSheet) -> tuple[list[JudgedRow], int, int]:
        """The rows of a sheet with answers, how many are empty, and how many were set aside."""
        keys = [key for row in sheet.rows if isinstance(key := _key_of(row), FormKey)]
        unit = sheet.unit or _most([key.unit for key in keys])
        period = _most([key.period for key in keys])
        found: list[JudgedRow] = []
        blank = aside = 0
        for row in sheet.rows:
            decision = _decision(row) if sheet.reconciled else ""
            if decision == "bo":
                aside += 1
                continue
            judged = self._row(file, sheet, row, (unit, period), decision)
            if judged is None:
                blank += isinstance(_key_of(row), FormKey)
            else:
                found.append(judged)
        return found, blank, aside

    def _row(
        self,
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
        key = _key_of(row)
        first = row.cell((filled or odd)[0]).place
        judged = JudgedRow(file.name, sheet.name, row.number, first, Verdict.NEW, cells=row.cells)
        if isinstance(key, KeyProblem):
            why = _KEY_PROBLEMS[key]
            if key is KeyProblem.NONE and row.cell(FormColumn.KEY).value is not None:
                why = _KEY_PROBLEMS[KeyProblem.DAMAGED]
            return replace(judged, verdict=Verdict.INVALID, why=message(why))
        judged = replace(judged, key=key)
        if (problem := self._problem(sheet, row, key, whose, decision)) is not None:
            verdict, place, why_not = problem
            return replace(judged, verdict=verdict, why=why_not, place=place or first)
        return self._about(judged, row, key, sheet, decision)

    def _problem(
        self,
        sheet: AnswerSheet,
        row: AnswerRow,
        key: FormKey,
        whose: tuple[str | None, str | None],
        decision: str,
    ) -> _Why | None:
        """Why a row is not judged: it is about something else, or was changed so that its meaning is not certain.

        whose: the unit and the period of the sheet.
        """
        plan, (unit, period) = self.subject.plan, whose
        place = row.cell(FormColumn.KEY).place
        if key.plan != self.mark or key.year != plan.year:
            return (
                Verdict.FOREIGN,
                place,
                message(N_("it is a row of another plan or year ({year})"), year=str(key.year)),
            )
        if key.unit not in plan.directory.units:
            return Verdict.FOREIGN, place, message(N_("the plan has no unit {unit}"), unit=key.unit)
        if not sheet.reconciled and key.unit != unit:
            return (
                Verdict.FOREIGN,
                place,
                message(N_("it is a row of {unit}, in the form of {other}"), unit=key.unit, other=unit or "?"),
            )
        if not sheet.reconciled and period is not None and key.period != period:
            return (
                Verdict.FOREIGN,
                place,
                message(N_("it is a row of {period}, in the form of {other}"), period=key.period, other=period),
            )
        if sheet.reconciled and decision not in ("", "thay"):
            cell = row.cell(FormColumn.DECISION)
            return (
                Verdict.INVALID,
                cell.place,
                message(N_("“{value}” is no decision; write thay or bỏ"), value=str(cell.value)),
            )
        if sheet.reconciled and not decision and (earlier := _earlier_verdict(row)) is not None:
            return (
                earlier,
                row.cell(FormColumn.DECISION).place,
                message(N_("it is still to be decided: write thay or bỏ")),
            )
        if sheet.clashing:
            return (
                Verdict.INVALID,
                place,
                message(N_("the column “{column}” stands there twice"), column=message(TITLES[sheet.clashing[0]])),
            )
        id_cell = row.cell(FormColumn.ID)
        if isinstance(id_cell.value, str) and fold(id_cell.value) not in (
            fold(key.address),
            fold(f"{plan.year}:{key.address}"),
        ):
            return (
                Verdict.INVALID,
                id_cell.place,
                message(
                    N_("“{id}” and the key of {address} stand in one row: were only some columns sorted?"),
                    id=id_cell.value,
                    address=key.shown,
                ),
            )
        for column, cell in row.cells.items():
            if cell.merged and column in (*ENTRY_COLUMNS, FormColumn.KEY):
                return Verdict.INVALID, cell.place, message(N_("the cell is merged with others: whose answer is it?"))
        return None

    def _window(self, key: FormKey) -> DayWindow:
        if key.period not in self._periods:
            try:
                self._periods[key.period] = find_asked_period(self.subject.plan, key.period)
            except RequestError:
                self._periods[key.period] = None  # the plan no longer has this period
        period = self._periods[key.period]
        plan, today = self.subject.plan, min(self._recorder.today, self.subject.assessment.as_of)
        first, last = (
            (period.first, period.horizon)
            if period is not None
            else (date(plan.year, 1, 1), date(plan.through, 12, 31))
        )
        return DayWindow(first, max(last, first), today)

    def _about(
        self, judged: JudgedRow, row: AnswerRow, key: FormKey, sheet: AnswerSheet, decision: str
    ) -> JudgedRow | None:
        addressed = self.addressed(key)
        if addressed is None:
            return replace(
                judged, verdict=Verdict.CONFLICT, why=message(N_("the plan has {address} no more"), address=key.shown)
            )
        known = list(entries_about(addressed.task, key))
        mark, subject = recorded_mark(addressed.task, key), subject_mark(addressed.task, key)
        told = [entry for entry in known if entry.state is not None or entry.percent is not None]
        judged = replace(judged, recorded=next(reversed(told or known), None), mark=mark, subject=subject)
        if (why := _other_subject(row, addressed, key, subject)) is not None:
            return replace(judged, verdict=Verdict.CONFLICT, why=why)
        target = None if key.target is None else next(one for one in addressed.task.targets if one.id == key.target)
        answer = read_answer(row, self._window(key), target)
        judged = replace(judged, remarks=answer.remarks)
        if answer.problem is not None:
            return replace(judged, verdict=Verdict.INVALID, place=answer.problem[0], why=answer.problem[1])
        if answer.empty:
            return None
        if (
            target is None
            and addressed.occurrence is None
            and answer.state is State.DONE
            and _opens_by_event(addressed)
        ):
            return replace(
                judged,
                verdict=Verdict.INVALID,
                why=message(
                    N_("it follows events, one by one: record each with `parplan progress {address} --event`"),
                    address=key.shown,
                ),
            )
        said = find_earlier(answer, key, addressed, known, self._stated(addressed, key))
        if said is not None and not said.corrected and not said.disputed:
            return replace(judged, verdict=Verdict.SAME)
        decided = self._decided(judged, addressed, key, answer, known, sheet, decision)
        if said is not None and said.disputed and decided.verdict is Verdict.SAME:
            why = message(N_("the unit said this before; what was recorded since then counts more"))
            return replace(decided, verdict=Verdict.CONFLICT, why=why)
        # corrected back, or an old file
        if said is not None and said.corrected and decided.verdict is Verdict.NEW and decision != "thay":
            why = message(N_("the unit said this before, and something else later for the same period"))
            return replace(decided, verdict=Verdict.CONFLICT, why=why)
        return decided

    def _decided(
        self,
        judged: JudgedRow,
        addressed: Addressed,
        key: FormKey,
        answer: Answer,
        known: Sequence[Entry],
        sheet: AnswerSheet,
        decision: str,
    ) -> JudgedRow:
        unit = self.subject.plan.directory.units[key.unit]
        scope = Scope(units=(unit,))
        stated = self._stated(addressed, key)
        removed: tuple[TaskEntry, ...] = ()
        closed_otherwise = (
            stated.state.closed
            and answer.state is not None
            and (answer.state is not stated.state or (answer.on is not None and answer.on != stated.since))
        )
        measured_otherwise = self._measured_by_own_answer(addressed, key, answer, known)
        if decision == "thay":
            if not _is_mark(judged, judged.mark):
                return replace(
                    judged, verdict=Verdict.CONFLICT, why=message(N_("the plan has changed since this was decided"))
                )
            if closed_otherwise or measured_otherwise is not None:
                outdated = measured_otherwise or next((e for e in reversed(known) if e.state is stated.state), None)
                if outdated is None or outdated.recorded is None:
                    return replace(
                        judged,
                        verdict=Verdict.INVALID,
                        why=message(N_("what is recorded was written by hand; correct it in the file")),
                    )
                removed = (TaskEntry(key.task, outdated),)
            elif answer.on is not None:
                # What the unit itself said later for the same period would count more than what it says now.
                own = (entry for entry in known if is_own_answer(entry, key) and entry.date > answer.on)
                removed = tuple(TaskEntry(key.task, entry) for entry in own if entry.state is not None)
            if removed:
                addressed = self._without(addressed, removed, key)
        try:
            change = self._change(addressed, answer, scope, key)
        except RequestError as error:
            verdict = Verdict.CONFLICT if closed_otherwise else Verdict.INVALID
            return replace(judged, verdict=verdict, why=error.message)
        if not change.added:
            return replace(judged, verdict=Verdict.SAME)
        judged = replace(judged, entries=change.added, removed=removed, remarks=(*judged.remarks, *change.remarks))
        if decision == "thay":
            return judged
        if closed_otherwise:
            why = message(
                N_("the plan has it as closed since {day}; the answer says otherwise"),
                day=stated.since or self.subject.assessment.as_of,
            )
            return replace(judged, verdict=Verdict.CONFLICT, why=why)
        if measured_otherwise is not None:
            return replace(
                judged,
                verdict=Verdict.CONFLICT,
                why=message(N_("another figure is recorded from an answer for this period")),
            )
        if judged.mark != key.recorded and not sheet.reconciled:
            return replace(
                judged, verdict=Verdict.CONFLICT, why=message(N_("the plan has changed since the form went out"))
            )
        return judged

    def _measured_by_own_answer(
        self, addressed: Addressed, key: FormKey, answer: Answer, known: Sequence[Entry]
    ) -> Entry | None:
        """The entry in which the unit already gave this figure for this period: values that add up count only once."""
        if key.target is None or answer.figure is None:
            return None
        target = next(one for one in addressed.task.targets if one.id == key.target)
        if target.total is not Total.SUM:
            return None
        return next((entry for entry in reversed(known) if is_own_answer(entry, key)), None)

    def _change(self, addressed: Addressed, answer: Answer, scope: Scope, key: FormKey) -> Change:
        details = self._details(answer)
        if answer.state is State.DONE and key.target is None:
            return finish(addressed, scope, details)
        measures = () if answer.figure is None or key.target is None else ((key.target, answer.figure),)
        return progress(addressed, Progress(answer.state, answer.percent, measures), scope, details)

    def _details(self, answer: Answer) -> Details:
        return make_details(
            self.subject.assessment.as_of,
            self._recorder.moment,
            answer.on,
            answer.documents,
            note=answer.note,
            difficulty=answer.difficulty,
            proposal=answer.proposal,
            by=self._recorder.by,
            batch=self._recorder.batch,
        )

    def _stated(self, addressed: Addressed, key: FormKey) -> Stated:
        """The state of a row's item, or of the unit's own share in it."""
        owed_by_each = any(item.shares for item in addressed.items)
        return stated_of(addressed, key.unit if owed_by_each or is_only_word(addressed, key.unit) else None)

    def addressed(self, key: FormKey) -> Addressed | None:
        """The item a key is about; ``None`` where the plan no longer has it."""
        task = self._tasks.get(key.task)
        if task is None:
            return None
        standing = self.subject.assessment.standing(key.task)
        if key.target is not None:
            return Addressed(self.subject, standing) if any(one.id == key.target for one in task.targets) else None
        milestone = next((one for one in task.milestones if one.id == key.milestone), None)
        if (milestone is None) != (key.milestone is None) or (key.milestone is None and task.milestones):
            return None
        addressed = Addressed(self.subject, standing, milestone, key.occurrence)
        return addressed if any(item.occurrence == key.occurrence for item in addressed.items) else None

    def _without(self, addressed: Addressed, removed: Iterable[TaskEntry], key: FormKey) -> Addressed:
        """The same item as if the ``removed`` entries had not been recorded."""
        plan = change_plan(self.subject.plan, (), {(one.task, one.entry.place) for one in removed})
        subject = replace(self.subject, assessment=Assessment(plan, self.subject.assessment.as_of))
        other = _Judge(subject, self._recorder).addressed(key)
        return addressed if other is None else other


_KEY_PROBLEMS = {
    KeyProblem.NONE: N_(
        "the row has no key: answers in rows that were added are not read; write them into the row of their task"
    ),
    KeyProblem.DAMAGED: N_(
        "the key was changed (was it dragged or typed over?): take the row from the form as it was sent"
    ),
    KeyProblem.NEWER: N_("it is a form of a newer parplan: upgrade parplan"),
}


def _decision(row: AnswerRow) -> str:
    value = row.cell(FormColumn.DECISION).value
    return "" if value is None else fold(str(value))


def _earlier_verdict(row: AnswerRow) -> Verdict | None:
    """The verdict that the office had to decide about, as the sheet shows it or as the format writes it."""
    value = row.cell(FormColumn.VERDICT).value
    said = "" if value is None else fold(str(value))
    words = {
        Verdict.CONFLICT: ("conflict", "mau thuan"),
        Verdict.FOREIGN: ("foreign", "khong thuoc bieu nay"),
    }
    return next((verdict for verdict, names in words.items() if said in names), None)


def _is_mark(judged: JudgedRow, mark: str) -> bool:
    cell = judged.cells.get(FormColumn.MARK)
    return cell is None or cell.value is None or str(cell.value).strip().lstrip("#").partition("-")[0] in (mark, "")


def _other_subject(row: AnswerRow, addressed: Addressed, key: FormKey, subject: str) -> Message | None:
    """Why a row is about something else than what has its address in the plan now: by its words, or the office's mark.

    An id does not tell that: where a task was inserted, others got the ids of their neighbours.
    """
    known = str(row.cell(FormColumn.MARK).value or "").strip().partition("-")[2]
    if known and known != subject:
        return message(N_("the plan has changed since this was decided"))
    asked = row.cell(FormColumn.WHAT).value
    if not isinstance(asked, str) or not asked.strip():
        return None  # the unit deleted the column; nothing says otherwise
    words, task, milestone = _plain(asked), addressed.task, addressed.milestone
    for label in dict.fromkeys((task.title, task.label)):
        if key.target is not None:
            title = next(one.title for one in task.targets if one.id == key.target)
            if words.endswith(f" {_plain(label)}") and f" {_plain(title)} " in words:
                return None
            continue
        parts = (label,) if milestone is None else (milestone.title, label)
        rest = words.removeprefix(" ".join(map(_plain, dict.fromkeys(parts))))
        if rest != words and (not rest or rest.startswith(_COORDINATING)):
            return None
    return message(
        N_("the form asks about “{asked}”, and {address} is “{now}” now"),
        asked=" – ".join(asked.split("\n"))[:200],
        address=key.shown,
        now=task.label,
    )


#: What the form says behind the words of work that the unit only coordinates, by :func:`_plain`, in each language.
_COORDINATING = (" coordinating", " phoi hop")


def _plain(text: str) -> str:
    """A text by its letters and digits: programs change blanks and marks."""
    return " ".join(re.findall(r"\w+", fold(text)))


def _opens_by_event(addressed: Addressed) -> bool:
    milestone = addressed.milestone
    return addressed.task.follows_events if milestone is None else milestone.follows_events
