"""Recording by a command: find the plan, decide the change, preview or write it, and answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from parplan.changing.change import Change
from parplan.changing.effect import Effect, check_effect, effect_of
from parplan.changing.scope import address_typed
from parplan.cli.calling_shell import shell_shown
from parplan.cli.failures import recorded_but
from parplan.cli.finish_question import ask_which, can_ask
from parplan.cli.plans_asked import AskedPlans, error_lines, invalid_plan, load_plans_to_write
from parplan.cli.request import Request
from parplan.cli.typed_values import moment_after
from parplan.cli.waiting import say_waiting
from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.loading import LoadedPlan
from parplan.plan.assessment import Assessment
from parplan.plan.items import Item
from parplan.queries.portfolio import Addressed, PlanOnDay, Portfolio, find_address, open_in_other_years
from parplan.recording.diffing import diff_lines
from parplan.recording.editing import EditedPlan, InvalidChangeError
from parplan.recording.storing import preview, record
from parplan.views.blocks import Block
from parplan.views.commands import Shell
from parplan.views.record_json import record_json, unchanged_json
from parplan.views.record_view import heading, recorded_screen

#: Makes the change of a command for what is addressed, recorded at a moment.
Decide = Callable[[PlanOnDay, tuple[Addressed, ...], datetime], Change]


class Recording(Struct, dict=True):
    """The recording of a change at some addresses of one plan.

    decide: may be called twice, if another command has changed the file meanwhile. units: the codes of units named.
    """

    request: Request
    typed: Sequence[str]
    plans: AskedPlans
    subject: PlanOnDay
    decide: Decide
    outcome: Effect | None = field(default=None)
    units: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The plan's file."""
        return Path(self.subject.path)

    @property
    def shell(self) -> Shell:
        """The shell for showing commands about this plan."""
        same_year = [s for s in self.plans.portfolio.subjects if s.prefix == self.subject.prefix]
        # Without --as-of, or on another day, another plan might be found.
        named = bool(self.request.typed) or len(same_year) > 1 or self._chosen_by_day
        return shell_shown((("--plan", self.subject.path),) if named else ())

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        return self.plans.exit_code

    @property
    def _chosen_by_day(self) -> bool:
        """Whether the plan was chosen among several by a day typed on the command line."""
        return self.request.day_typed and not self.request.named and self.plans.several

    @contextmanager
    def commands_shown(self) -> Iterator[None]:
        """Make errors in this block show their commands for this plan."""
        try:
            yield
        except ParplanError as error:
            error.command_options = self.shell.more
            raise

    def addressed(self, subject: PlanOnDay) -> tuple[Addressed, ...]:
        """The typed addresses in a plan, each once."""
        portfolio = Portfolio(subject.assessment.as_of, (subject,))
        found = (find_address(portfolio, address) for address in self.typed)
        return tuple({address_typed(addressed): addressed for addressed in found}.values())

    def run(
        self,
        *,
        dry_run: bool,
        say: Callable[[Effect], Iterable[Block]],
        say_unchanged: Callable[[], Iterable[Block]],
    ) -> None:
        """Record the change, or with ``dry_run`` show the diff, and answer."""
        name, loaded = self.subject.path, self.plans.loaded[self.subject.path]
        blocks: list[Block] = []
        remarks: list[Message] = []

        def accept(current: LoadedPlan, change: Change, edited: EditedPlan) -> None:
            self.outcome = effect_of(change, self._subject(current), self._as_of_now(edited))
            # An entry put back by undoing states nothing new.
            effects = () if change.removed else check_effect(self.outcome)
            remarks[:] = [*change.remarks, *effects, *self._continued(self.outcome)]
            # Made before anything is written, so that errors in it happen before, too.
            blocks[:] = [] if self.request.json else say(self.outcome)

        try:
            with self.commands_shown():
                if dry_run:
                    edited = preview(name, loaded, self._decide, accept)
                else:
                    edited = record(self.path, name, loaded, self._decide, accept, self._wait)
        except InvalidChangeError as error:
            error.lines = error_lines(self.request, name, error.findings)
            raise
        try:
            self._answer(edited, blocks, say_unchanged, dry_run=dry_run)
        except FileError as error:
            if edited is None or dry_run:
                raise
            raise recorded_but(name, error) from None
        for remark in remarks:
            self.request.advise(self.request.language.render(remark))

    def _continued(self, outcome: Effect) -> Iterator[Message]:
        items = (item for addressed in self.addressed(outcome.before) for item in addressed.items)
        return continued_later(self.plans.portfolio, self.subject, items, outcome.change)

    def _answer(
        self,
        edited: EditedPlan | None,
        blocks: list[Block],
        say_unchanged: Callable[[], Iterable[Block]],
        *,
        dry_run: bool,
    ) -> None:
        request = self.request
        diff = list(diff_lines(edited.old, edited.new, self.subject.path)) if edited is not None and dry_run else []
        if request.json:
            addressed = self.addressed(self.subject)
            if edited is None or self.outcome is None:
                request.answer_json(unchanged_json(addressed, request.as_of, self.units, dry_run=dry_run))
                return
            text = "".join(f"{line}\n" for line in diff) if dry_run else None
            changed = not dry_run
            answer = record_json(self.outcome, addressed, request.as_of, self.units, changed=changed, diff=text)
            request.answer_json(answer)
        elif edited is None:
            request.answer(say_unchanged())
        elif dry_run:
            request.answer_difference(diff)
            request.advise(request.language.gettext("Nothing was written (--dry-run)."))
        else:
            request.answer(blocks)

    def _decide(self, loaded: LoadedPlan) -> Change:
        subject = self._subject(loaded)
        change = self.decide(
            subject,
            self.addressed(subject),
            moment_after(
                (subject.plan, *self.plans.besides(subject.path)),
                self.request.moment,
                fixed=self.request.moment_fixed,
            ),
        )
        if subject is not self.subject:
            self._check_meaning(change, subject)
        return change

    def _check_meaning(self, change: Change, now: PlanOnDay) -> None:
        """Raise ``FileError`` if ids typed are another's in the plan that somebody has written since it was read."""
        from parplan.collecting.row_subjects import means_the_same  # here, because it is rare

        if not means_the_same(change, self.subject.plan, now.plan):
            raise FileError(
                message(
                    N_("somebody else has changed what {addresses} means; nothing was written"),
                    addresses=", ".join(self.typed),
                ),
                help=message(N_("`parplan tasks` shows what it is now")),
            )

    def _subject(self, loaded: LoadedPlan) -> PlanOnDay:
        """The plan as of the day: the one already loaded, unless the file has changed since."""
        if loaded is self.plans.loaded[self.subject.path]:
            return self.subject
        if loaded.plan is None:
            path = self.subject.path
            raise invalid_plan(self.request, path, loaded.findings)
        return PlanOnDay(self.subject.path, Assessment(loaded.plan, self.request.as_of), self.subject.prefix)

    def _as_of_now(self, edited: EditedPlan) -> PlanOnDay:
        return PlanOnDay(self.subject.path, Assessment(edited.plan, self.request.as_of), self.subject.prefix)

    def _wait(self) -> None:
        say_waiting(self.request, self.subject.path)


def recorded(recording: Recording, outcome: Effect, *, with_heading: bool = True) -> Iterator[Block]:
    """Yield the screen about a recorded change."""
    if with_heading:
        for addressed in recording.addressed(outcome.after):
            yield from heading(addressed)
    yield from recorded_screen(recording.request.language, recording.subject.path, outcome, recording.shell)


def _in_one_year(request: Request, portfolio: Portfolio, typed: str) -> str:
    """The address with the year of its plan, if it is open in the plans of several years."""
    meant = find_address(portfolio, typed)
    others = [] if ":" in typed else open_in_other_years(portfolio, typed)
    if not others or all(not item.open for item in meant.items):
        return typed
    choices = [f"{subject.plan.year}:{typed}" for subject in (meant.subject, *others)]
    if can_ask(request):
        chosen = ask_which(request, typed, choices)
        if chosen is not None:
            return chosen
    raise RequestError(
        message(N_("{address} is open in several plans"), address=typed),
        help=message(N_("type one of: {addresses}"), addresses=", ".join(choices)),
    )


def start(request: Request, typed: Sequence[str], decide: Decide) -> Recording:
    """Find the plan of the addresses.

    Raises ``RequestError`` if they are in several plans, or if one is open in the plans of two years; a person at a
    terminal is asked instead.
    """
    plans = load_plans_to_write(request, all_found=True)
    typed = [_in_one_year(request, plans.portfolio, address) for address in typed]
    subjects = {found.subject.path: found.subject for found in (find_address(plans.portfolio, one) for one in typed)}
    if len(subjects) > 1:
        raise RequestError(
            message(N_("the addresses are in several plans: {paths}"), paths=", ".join(subjects)),
            help=message(N_("run the command once for each plan")),
        )
    return Recording(request, typed, plans, next(iter(subjects.values())), decide)


def continued_later(
    portfolio: Portfolio, subject: PlanOnDay, items: Iterable[Item], change: Change
) -> Iterator[Message]:
    """Those of ``items`` a change records that a later plan continues: each is listed, reported and reminded there."""
    recorded = {(one.task, one.entry.milestone, one.entry.occurrence) for one in change.added}
    recorded |= {(one.task, one.entry.milestone, None) for one in change.added if one.entry.event is not None}
    told: set[str] = set()
    for item in items:
        id = item.milestone.id if item.milestone is not None else None
        about = {(item.task.id, id, item.occurrence), (item.task.id, id, None), (item.task.id, None, None)}
        if about.isdisjoint(recorded):
            continue
        found = portfolio.continued_as(subject, item)
        if found is not None and found[1] not in told:
            told.add(found[1])
            yield message(
                N_("{address} is continued as {newer} in {path}; record there what is to count"),
                address=f"{subject.plan.year}:{item.address}",
                newer=f"{found[0].plan.year}:{found[1]}",
                path=found[0].path,
            )
