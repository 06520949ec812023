"""The `collect` command: judge and record the answers units gave in their sheets."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from parplan.changing.change import Change
from parplan.cli.answer_files import read_answers
from parplan.cli.calling_shell import shell_shown
from parplan.cli.collection_files import (
    change_collection_record,
    check_own_record,
    load_collection_record,
    missing_record,
)
from parplan.cli.documents import document_language, write_document
from parplan.cli.failures import recorded_but
from parplan.cli.plans_asked import AskedPlans, error_lines, invalid_plan, load_plans_to_write
from parplan.cli.recording import continued_later
from parplan.cli.request import Request
from parplan.cli.typed_values import clean_text, moment_after
from parplan.cli.waiting import say_waiting
from parplan.collecting.answer_sheets import AnswerFile
from parplan.collecting.asked_periods import AskedPeriod, find_asked_period, period_on
from parplan.collecting.collection_record import Collection, CollectionRecord, next_batch, with_answers
from parplan.collecting.form_keys import plan_mark
from parplan.collecting.forms import silent_units
from parplan.collecting.judging import judge, keys_of, periods_of
from parplan.collecting.replaced_entries import replaced_entry
from parplan.collecting.verdicts import Judged, Recorder
from parplan.diagnostics import N_, Command, message
from parplan.errors import ParplanError, RequestError
from parplan.loading import LoadedPlan
from parplan.plan.assessment import Assessment
from parplan.queries.portfolio import PlanOnDay
from parplan.recording.editing import EditedPlan, InvalidChangeError
from parplan.recording.storing import preview, record
from parplan.reporting.excel import render_workbook
from parplan.reporting.reconciliation import reconciliation_sheets
from parplan.views.collect_view import CollectionShown, collect_json, collect_screen


def run(
    request: Request, *, files: Sequence[str], dry_run: bool, output: str | None, by: str | None, force: bool
) -> int:
    """Judge the rows of the sheets, show the result, and record what is new as one change."""
    name = clean_text(by, "--by")
    if request.as_of > request.today:
        raise RequestError(
            message(
                N_("{option}: {day} is after today, {today}; what has not happened cannot be recorded"),
                option="--as-of",
                day=request.as_of,
                today=request.today,
            ),
            help=message(N_("record it when it has happened; --on takes the day it happened")),
        )
    answers = read_answers(request, files)
    plans = load_plans_to_write(request, all_found=True)
    subject = _plan_of(plans, answers)
    collecting = _Collecting(request, plans, subject, answers, name)
    return collecting.run(dry_run=dry_run, output=output, force=force)


def _plan_of(plans: AskedPlans, answers: Sequence[AnswerFile]) -> PlanOnDay:
    """The plan the answers are about; the default one if that plan is not found."""
    marks = {key.plan for key in keys_of(answers)}
    found = [subject for subject in plans.portfolio.subjects if plan_mark(subject.plan) in marks]
    if len(found) > 1:
        raise RequestError(
            message(N_("the sheets answer several plans: {paths}"), paths=", ".join(one.path for one in found)),
            help=message(N_("collect them separately for each plan")),
        )
    return found[0] if found else plans.portfolio.default


class _Collecting:
    """One collection. The sheets are judged again if another command has changed the plan meanwhile."""

    def __init__(
        self, request: Request, plans: AskedPlans, subject: PlanOnDay, answers: Sequence[AnswerFile], by: str | None
    ) -> None:
        self.request = request
        self.plans = plans
        self.subject = subject
        self.answers = answers
        self.by = by
        check_own_record(Path(subject.path))
        self.beside = load_collection_record(Path(subject.path))
        self.period = self._period(self.beside)
        self.batch = ""
        self.judged: Judged | None = None
        self.judged_plan = subject.plan

    def run(self, *, dry_run: bool, output: str | None, force: bool) -> int:
        """Judge, record unless ``dry_run``, and answer; return the exit code."""
        request, path, beside, period = self.request, self.subject.path, self.beside, self.period
        loaded = self.plans.loaded[path]
        if (unknown := missing_record(self.subject)) is not None:
            request.advise(request.language.render(unknown))
        judged = self._judge(loaded)
        if output is not None:  # first, so that nothing is recorded if it cannot be written
            write_document(request, self._workbook(judged), output, force=force)
        try:
            if dry_run:
                edited = preview(path, loaded, self._decide, _accept)
            else:
                edited = record(Path(path), path, loaded, self._decide, _accept, lambda: say_waiting(request, path))
        except InvalidChangeError as error:
            error.lines = error_lines(request, path, error.findings)
            raise
        judged = self.judged or judged
        collection = None
        if edited is not None:
            change = judged.change
            tasks = self.judged_plan.task_index()
            replaced = tuple(replaced_entry(self.judged_plan, tasks[one.task], one.entry) for one in change.removed)
            collection = Collection(
                self.batch, period.key, request.today, len(change.added), self.by, replaced=replaced
            )
        after = with_answers(beside, self.judged_plan, judged.answers, collection, request.today)
        if not dry_run and after != beside:
            after = self._change_record(judged, collection)
        self._answer(judged, beside, after, period, edited, dry_run=dry_run)
        items = self.subject.assessment.items()
        for remark in continued_later(self.plans.portfolio, self.subject, items, judged.change):
            request.advise(request.language.render(remark))
        return 1 if judged.refused or any(file.problem is not None for file in self.answers) else 0

    def _period(self, beside: CollectionRecord) -> AskedPeriod:
        """The one period the sheets answer, which names the collection; without answers the last one answered.

        Raises ``RequestError`` for several: a figure that adds up is another one in each.
        """
        plan = self.subject.plan
        periods = periods_of(self.answers, plan_mark(plan))
        if len(periods) > 1:
            files = "; ".join(f"{period}: {', '.join(names)}" for period, names in sorted(periods.items()))
            raise RequestError(
                message(N_("the sheets answer several periods: {periods}"), periods=", ".join(sorted(periods))),
                help=message(N_("collect them separately for each period – {files}"), files=files),
            )
        for key in (*periods, beside.last_period):
            with suppress(RequestError):  # the plan no longer has this period; the rows tell that
                if key is not None:
                    found = find_asked_period(self.subject.assessment, key)
                    break
        else:
            found = period_on(self.subject.assessment)
        beside.check_period(plan, found.key)
        return found

    def _judge(self, loaded: LoadedPlan) -> Judged:
        if loaded.plan is None:
            raise invalid_plan(self.request, self.subject.path, loaded.findings)
        subject = self.subject
        if loaded is not self.plans.loaded[subject.path]:
            subject = PlanOnDay(subject.path, Assessment(loaded.plan, self.request.as_of), subject.prefix)
        self.judged_plan = subject.plan
        self.batch = next_batch(self.beside, subject.plan, self.period.key)
        plans = (subject.plan, *self.plans.besides(subject.path))
        moment: datetime = moment_after(plans, self.request.moment, fixed=self.request.moment_fixed)
        self.judged = judge(subject, self.answers, Recorder(moment, self.request.today, self.batch, self.by))
        return self.judged

    def _decide(self, loaded: LoadedPlan) -> Change:
        return self._judge(loaded).change

    def _change_record(self, judged: Judged, collection: Collection | None) -> CollectionRecord:
        request, path = self.request, self.subject.path
        try:
            return change_collection_record(
                Path(path),
                lambda record: with_answers(record, self.judged_plan, judged.answers, collection, request.today),
                lambda: say_waiting(request, path),
            )
        except ParplanError as error:
            if collection is None:
                raise
            raise recorded_but(path, error) from None

    def _workbook(self, judged: Judged) -> bytes:
        language = document_language(self.request)
        return render_workbook(
            language, list(reconciliation_sheets(language, self.subject, judged)), self.request.as_of
        )

    def _answer(
        self,
        judged: Judged,
        before: CollectionRecord,
        after: CollectionRecord,
        period: AskedPeriod,
        edited: EditedPlan | None,
        *,
        dry_run: bool,
    ) -> None:
        request = self.request
        answered = after.answered(self.judged_plan, period.key)
        undo = shell_shown((("--plan", self.subject.path),) if request.typed else ()).command(
            Command("undo", (), (("--batch", self.batch),))
        )
        shown = CollectionShown(
            subject=self.subject,
            period=period.key,
            batch=self.batch if edited is not None else None,
            files=tuple(self.answers),
            judged=judged,
            again=tuple(
                code
                for code in before.answered(self.judged_plan, period.key)
                if any(one.unit == code and not one.decided for one in judged.answers)
            ),
            answered=answered,
            silent=silent_units(self.subject, period, answered),
            dry_run=dry_run,
            undo=undo or "parplan undo",
        )
        if request.json:
            request.answer_json(collect_json(request.language, shown, request.as_of))
        else:
            request.answer(collect_screen(request.language, shown))
            if dry_run:
                request.advise(request.language.gettext("Nothing was recorded (--dry-run)."))


def _accept(_current: LoadedPlan, _change: Change, _edited: EditedPlan) -> None:
    """Accept: every row was checked before, and refused rows are not in the change."""
