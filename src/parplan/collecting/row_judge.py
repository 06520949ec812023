"""The verdict on one answer: what it would record beside what the plan has about its item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from parplan.changing.change import Change, Details, TaskEntry, make_details
from parplan.changing.finishing import finish
from parplan.changing.progressing import Progress, progress
from parplan.changing.scope import Scope, is_only_word, stated_of
from parplan.collecting.answer_sheets import AnswerRow, AnswerSheet
from parplan.collecting.answers import Answer, read_answer
from parplan.collecting.asked_periods import AskedPeriod, find_asked_period
from parplan.collecting.cell_values import DayWindow
from parplan.collecting.changed_plan import change_plan
from parplan.collecting.form_columns import FormColumn
from parplan.collecting.form_keys import (
    FormKey,
    entries_about,
    is_own_answer,
    parse_decision_mark,
    recorded_mark,
)
from parplan.collecting.repeated_answers import find_earlier, given_otherwise, is_contradicted_since
from parplan.collecting.replaced_entries import reopens_more
from parplan.collecting.row_subjects import Subjects, other_subject, row_subject
from parplan.collecting.verdicts import JudgedRow, Recorder, Verdict
from parplan.diagnostics import N_, Message, excerpt, message
from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.first_days import first_day
from parplan.plan.progress import Stated
from parplan.plan.structure import Entry, State, Total
from parplan.queries.portfolio import Addressed, PlanOnDay

_COVERS_MORE = message(
    N_(
        "what is recorded is about more than this row, which would be lost:"
        " take it back with `parplan undo`, record its parts one by one, and collect again"
    )
)


class RowJudge:
    """Judges answers against one plan as of its day, each by itself."""

    def __init__(self, subject: PlanOnDay, recorder: Recorder) -> None:
        self.subject = subject
        self._recorder = recorder
        self._periods: dict[str, AskedPeriod | None] = {}
        self._tasks = subject.plan.task_index()
        self._subjects = Subjects(subject.plan)

    def judge(
        self, judged: JudgedRow, row: AnswerRow, key: FormKey, sheet: AnswerSheet, decision: str
    ) -> JudgedRow | None:
        """The verdict on a row with this key; ``None`` where it says nothing."""
        addressed = self.addressed(key)
        if addressed is None:
            return replace(
                judged, verdict=Verdict.CONFLICT, why=message(N_("the plan has {address} no more"), address=key.shown)
            )
        known = list(entries_about(addressed.task, key))
        mark, subject = recorded_mark(addressed.task, key), self._subjects.mark(row_subject(addressed.task, key))
        told = [entry for entry in known if entry.state is not None or entry.percent is not None]
        judged = replace(judged, recorded=next(reversed(told or known), None), mark=mark, subject=subject)
        if (why := other_subject(row, addressed, key, self._subjects)) is not None:
            return replace(judged, verdict=Verdict.CONFLICT, why=why)
        target = None if key.target is None else next(one for one in addressed.task.targets if one.id == key.target)
        answer = read_answer(row, self._window(key), target)
        judged = replace(judged, remarks=answer.remarks)
        if answer.problem is not None:
            return replace(judged, verdict=Verdict.INVALID, place=answer.problem[0], why=answer.problem[1])
        if answer.empty:
            return None
        if answer.on is not None and answer.on < first_day(self.subject.plan, addressed.task, key.milestone):
            why = message(N_("{day}: is the year right?"), day=answer.on)
            return replace(judged, verdict=Verdict.INVALID, why=why, place=row.cell(FormColumn.ON).place)
        if (
            target is None
            and addressed.occurrence is None
            and answer.state is State.DONE
            and _opens_by_event(addressed)
        ):
            return replace(
                judged,
                verdict=Verdict.INVALID,
                why=message(N_("it follows events, one by one: record each with `parplan progress` and `--event`")),
            )
        stated = self._stated(addressed, key)
        answered = _Answered(addressed, key, answer, known, stated)
        judged = replace(judged, affirmed=tuple(answered.affirmed()), decided=decision == "thay")
        said = find_earlier(answer, key, addressed, known, stated)
        taken_out = decision == "thay" and answered.given_otherwise[0]
        if said is not None and not said.corrected and not said.disputed and not taken_out:
            return replace(judged, verdict=Verdict.SAME)
        decided = self._decided(judged, answered, sheet, decision)
        if said is not None and said.disputed and decided.verdict is Verdict.SAME:
            why = message(N_("the unit said this before; what was recorded since then counts more"))
            return replace(decided, verdict=Verdict.CONFLICT, why=why)
        # corrected back, or an old file
        if said is not None and said.corrected and decided.verdict is Verdict.NEW and decision != "thay":
            why = message(N_("the unit said this before, and something else later for the same period"))
            return replace(decided, verdict=Verdict.CONFLICT, why=why)
        return decided

    def unit_of(self, keys: Iterable[FormKey], code: str) -> str:
        """The code now of the unit that had a code when its form was sent: another may have it since."""
        tasks = ((self._tasks.get(key.task), key) for key in keys if key.subject)
        found = (self._subjects.unit_of(task, key) for task, key in tasks if task is not None)
        return next((one for one in found if one is not None), code)

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

    def _window(self, key: FormKey) -> DayWindow:
        if key.period not in self._periods:
            try:
                self._periods[key.period] = find_asked_period(self.subject.assessment, key.period)
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

    def _decided(self, judged: JudgedRow, answered: _Answered, sheet: AnswerSheet, decision: str) -> JudgedRow:
        """The verdict on what an answer would record; ``decision``: what the office said about it before."""
        addressed, key = answered.addressed, answered.key
        replaced: tuple[TaskEntry, ...] = ()
        if decision == "thay":
            if not _is_mark(judged, judged.mark):
                why = message(N_("the plan has changed since this was decided"))
                return replace(judged, verdict=Verdict.CONFLICT, why=why)
            outdated = answered.outdated()
            if outdated is None:
                why = message(N_("what is recorded was written by hand; correct it in the file"))
                return replace(judged, verdict=Verdict.INVALID, why=why)
            if outdated:
                replaced = tuple(TaskEntry(key.task, entry) for entry in outdated)
                without = self._without(addressed, replaced, key)
                measured = key.target is None and any(entry.measures or entry.event for entry in outdated)
                if measured or reopens_more(addressed, without, key.unit):
                    return replace(judged, verdict=Verdict.CONFLICT, why=_COVERS_MORE)
                addressed = without
        scope = Scope(units=(self.subject.plan.directory.units[key.unit],))
        try:
            change = self._change(addressed, answered.answer, scope, key)
        except RequestError as error:
            verdict = Verdict.CONFLICT if answered.closed_otherwise else Verdict.INVALID
            return replace(judged, verdict=verdict, why=error.message)
        if not change.added:
            return replace(judged, verdict=Verdict.SAME)
        judged = replace(judged, entries=change.added, removed=replaced, remarks=(*judged.remarks, *change.remarks))
        if decision == "thay":
            return judged
        if (contradiction := self._contradiction(judged, answered, sheet)) is not None:
            return replace(judged, verdict=Verdict.CONFLICT, why=contradiction)
        if not (texts := list(dict.fromkeys(answered.given_otherwise[1]))):
            return judged
        beside = message(
            N_(
                "beside it stays what the unit answered for this period before: {texts}; `thay` in the sheet of"
                " decisions (-o) takes that out"
            ),
            texts="; ".join(map(excerpt, texts)),
        )
        return replace(judged, remarks=(*judged.remarks, beside))

    def _contradiction(self, judged: JudgedRow, answered: _Answered, sheet: AnswerSheet) -> Message | None:
        """The reason why an answer may not be recorded beside what the plan has."""
        if answered.closed_otherwise:
            return message(
                N_("the plan has it as closed since {day}; the answer says otherwise"),
                day=answered.stated.since or self.subject.assessment.as_of,
            )
        if answered.measured_before is not None:
            return message(N_("another figure is recorded from an answer for this period"))
        key, addressed = answered.key, answered.addressed
        changed = judged.mark != key.recorded and not sheet.reconciled
        if changed and is_contradicted_since(answered.answer, key, addressed):
            return message(N_("the plan has changed since the form went out"))
        return None

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

    def _without(self, addressed: Addressed, removed: Iterable[TaskEntry], key: FormKey) -> Addressed:
        """The same item as if the ``removed`` entries had not been recorded."""
        plan = change_plan(self.subject.plan, (), {(one.task, one.entry.place) for one in removed})
        subject = replace(self.subject, assessment=Assessment(plan, self.subject.assessment.as_of))
        other = RowJudge(subject, self._recorder).addressed(key)
        return addressed if other is None else other


class _Answered(Struct, frozen=True):
    """An answer beside the plan's ``known`` entries about its item, and its state ``stated`` by them."""

    addressed: Addressed
    key: FormKey
    answer: Answer
    known: Sequence[Entry]
    stated: Stated

    def affirmed(self) -> Iterator[tuple[str, object]]:
        """The state, percentage and total that the answer tells and the plan has already, as :mod:`.settling` asks."""
        answer, assessment = self.answer, self.addressed.subject.assessment
        told = [entry for entry in self.known if entry.date <= assessment.as_of]
        if answer.state is not None and answer.state is self.stated.state and not self.closed_otherwise:
            yield "state", (answer.state, self.stated.since if answer.state.closed else None)
        percents = [entry.percent for entry in told if entry.percent is not None]
        if answer.percent is not None and percents[-1:] == [answer.percent]:
            yield "percent", answer.percent
        for figure in assessment.figures(self.addressed.standing):
            if figure.target.id == self.key.target and answer.figure is not None and answer.figure == figure.value:
                yield figure.target.id, answer.figure

    @property
    def closed_otherwise(self) -> bool:
        """Whether the item is closed already, in another state or on another day."""
        answer, stated = self.answer, self.stated
        another_day = answer.on is not None and answer.on != stated.since
        return stated.state.closed and answer.state is not None and (answer.state is not stated.state or another_day)

    @property
    def measured_before(self) -> Entry | None:
        """The entry in which the unit already gave this figure for this period: values that add up count only once."""
        if self.key.target is None or self.answer.figure is None:
            return None
        target = next(one for one in self.addressed.task.targets if one.id == self.key.target)
        if target.total is not Total.SUM:
            return None
        return next((entry for entry in reversed(self.known) if is_own_answer(entry, self.key)), None)

    @property
    def given_otherwise(self) -> tuple[list[Entry], list[str]]:
        """The unit's answers for the period with other texts or documents, and what is new of that."""
        return given_otherwise(self.answer, self.key, self.known)

    def outdated(self) -> list[Entry] | None:
        """The entries that the answer takes the place of; ``None`` if that is one written by hand."""
        if self.closed_otherwise or self.measured_before is not None:
            closing = (entry for entry in reversed(self.known) if entry.state is self.stated.state)
            entry = self.measured_before or next(closing, None)
            found = [entry]
        else:
            # A later answer of the unit itself for the same period would count more than this one.
            own = (entry for entry in self.known if is_own_answer(entry, self.key))
            found = [e for e in own if self.answer.on is not None and e.date > self.answer.on and e.state is not None]
        if self.given_otherwise[0]:
            found += (entry for entry in self.known if is_own_answer(entry, self.key) and entry not in found)
        written_by_hand = any(entry is None or entry.recorded is None for entry in found)
        return None if written_by_hand else [entry for entry in found if entry is not None]


def _is_mark(judged: JudgedRow, mark: str) -> bool:
    cell = judged.cells.get(FormColumn.MARK)
    return cell is None or parse_decision_mark(cell.value)[0] in (mark, "")


def _opens_by_event(addressed: Addressed) -> bool:
    milestone = addressed.milestone
    return addressed.task.follows_events if milestone is None else milestone.follows_events
