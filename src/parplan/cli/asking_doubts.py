"""Asking about the doubts of one imported plan: each answer is written at once, and the last can be taken back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from parplan.cli.calling_shell import shell_shown
from parplan.cli.doubt_words import TypedMeaning, meaning_of, means_write
from parplan.cli.failures import recorded_but
from parplan.cli.import_records import read_record, record_path
from parplan.cli.request import Request
from parplan.cli.waiting import say_waiting
from parplan.diagnostics import N_, Command, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.creating import write_record
from parplan.files.locking import held
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.files.writing import check_replaceable, replace_file
from parplan.importing.answering import answerable, answered, check_typed
from parplan.importing.doubt_places import doubt_lines
from parplan.importing.typed_answers import looks_meant
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt, questions
from parplan.provenance.later_work import fingerprint
from parplan.provenance.record import (
    DoubtDecision,
    ImportRecord,
    SourceField,
    decided,
    moved_doubts,
    open_doubts,
    render_record,
)
from parplan.provenance.values import value_at, value_named
from parplan.views.blocks import line
from parplan.views.import_view import question_blocks
from parplan.views.painting import paint
from parplan.vocabulary.time_words import Proposal, read_time

_Same: TypeAlias = Sequence[Doubt]


class _Answer(Struct, frozen=True):
    """An answer that was written: the doubts it decided, and the bytes of the plan before and after it."""

    doubts: tuple[Doubt, ...]
    before: bytes
    after: bytes


#: Stands for a question that is not asked, because the answer to an earlier one closed it.
_SETTLED = _Answer((), b"", b"")


class DoubtSession:
    """One person at a terminal with the doubts of the plan at ``file``."""

    def __init__(
        self, request: Request, file: Path, shown: str, record: ImportRecord, loaded: LoadedPlan, by: str | None
    ) -> None:
        self._request = request
        self._file = file
        self._shown = shown
        self._record = record
        self._loaded = loaded
        self._by = by or None
        self._passed: list[_Answer | None] = []  # of each question before this one; ``None``: nothing was written
        self._written: _Answer | None = None

    def ask(self) -> bool:
        """Ask each question. Returns whether to go on with the next plan."""
        asked = questions(self._open())
        try:
            while len(self._passed) < len(asked):
                number = len(self._passed)
                if not set(asked[number]) & set(self._open()):  # an earlier answer has settled it
                    self._passed.append(_SETTLED)
                    continue
                self._show(asked[number], number + 1, len(asked))
                self._written = None
                meaning = self._answer(asked[number])
                if meaning is TypedMeaning.QUIT:
                    self._tell_rest()
                    return False
                if meaning is TypedMeaning.BACK:
                    self._go_back()
                else:
                    self._passed.append(self._written)
        except KeyboardInterrupt:
            print(file=sys.stderr)
            self._tell_rest()
            raise
        remaining = len(self._open())
        told = self._request.language.ngettext(
            "{count} place is still in doubt", "{count} places are still in doubt", remaining
        )
        self._request.advise(told)
        return True

    @property
    def _plan(self) -> Plan:
        assert self._loaded.plan is not None
        return self._loaded.plan

    def _open(self) -> tuple[Doubt, ...]:
        return open_doubts(self._record, self._plan)

    def _say(self, template: str, **values: str) -> None:
        self._request.advise(self._request.language.gettext(template).format(**values))

    # The question.

    def _show(self, same: _Same, number: int, count: int) -> None:
        language = self._request.language
        heading = language.gettext("{path}: question {number} of {count}").format(
            path=self._shown, number=number, count=count
        )
        blocks = question_blocks(language, self._plan, same, self._source_of(same[0]), self._proposed(same[0]))
        paint(
            [line(), line(heading), *blocks],
            sys.stderr,
            self._request.width,
            colour=self._request.colours(sys.stderr),
        )

    def _source_of(self, doubt: Doubt) -> SourceField | None:
        address = self._recorded([doubt])[0].address
        fields = self._record.fields
        return next((one for one in fields if one.address == address and one.field == doubt.field), None)

    def _recorded(self, doubts: _Same) -> list[Doubt]:
        """Doubts as they stand in the record, given as they are asked about, with the addresses of the plan now."""
        known = [one.doubt for one in self._record.doubts]
        recorded = dict(zip(moved_doubts(self._record, self._plan, known), known, strict=True))
        return [recorded[one] for one in doubts]

    def _proposed(self, doubt: Doubt) -> Sequence[Proposal]:
        """The possible meanings of a doubted time."""
        if doubt.field != "time":
            return ()
        return read_time(doubt.value, self._plan.year, self._plan.through, self._plan.decision_date).proposed

    def _prompt(self, template: str) -> str | None:
        """The answer typed; ``None`` at the end of the input."""
        print(template, end="", file=sys.stderr, flush=True)
        typed = sys.stdin.readline()
        return None if not typed else typed.strip()

    # The answer.

    def _answer(self, same: _Same) -> TypedMeaning:
        """Ask until something is decided, and write it."""
        source = self._source_of(same[0])
        printed = source.printed if source is not None else ""
        can_type = answerable(same[0], self._plan)
        template = (
            N_("[Enter] it is right · type what is printed · [.] leave it · [b] back · [q] stop: ")
            if can_type
            else N_("[Enter] it is right · [.] leave it · [b] back · [q] stop: ")
        )
        while True:
            typed = self._prompt(self._request.language.gettext(template))
            if typed is None:
                print(file=sys.stderr)
                return TypedMeaning.QUIT
            meaning = meaning_of(typed, printed)
            try:
                if meaning is TypedMeaning.ACCEPT:
                    self._write(same, None)
                    if typed:
                        self._say(N_("taken as right; nothing is changed"))
                    return meaning
                if meaning in (TypedMeaning.LEAVE, TypedMeaning.BACK, TypedMeaning.QUIT):
                    return meaning
                if meaning is TypedMeaning.TEXT and can_type:
                    check_typed(typed)
                    if looks_meant(same[0], self._plan, printed, typed) or self._confirmed(same[0], typed):
                        self._write(same, typed)
                        return meaning
                elif can_type:
                    self._say(N_("type the words of the document, or a dot to leave the question for another time"))
                else:
                    self._say(
                        N_(
                            "this cannot be changed here; correct it in {path}, line {line}, or press Enter if it is "
                            "right, or type a dot to leave it"
                        ),
                        path=self._shown,
                        line=str(self._line_of(same[0])),
                    )
            except ParplanError as error:  # an invalid value: ask again
                self._request.advise(self._request.language.render(error.message))

    def _confirmed(self, doubt: Doubt, typed: str) -> bool:
        """Ask once more about a text unlike what is printed."""
        template = (
            N_("Write “{typed}” in place of “{value}”? [Enter] no · [w] write: ")
            if doubt.value
            else N_("Write “{typed}” where nothing stands? [Enter] no · [w] write: ")
        )
        value = value_named(self._plan, doubt)
        value = value if len(value) <= 160 else f"{value[:157]}…"
        answer = self._prompt(self._request.language.gettext(template).format(typed=typed, value=value))
        return answer is not None and means_write(answer)

    def _line_of(self, doubt: Doubt) -> int:
        return doubt_lines([doubt], self._loaded).get(doubt, 1)

    def _write(self, same: _Same, typed: str | None) -> None:
        """Write one answer to the plan and the record; ``None``: the reading is right."""
        asked = self._recorded(same)

        def decide(now: ImportRecord, current: LoadedPlan) -> tuple[ImportRecord, LoadedPlan]:
            assert current.plan is not None
            # A field may have been edited since; doubts closed that way are skipped. Another may have the id since.
            there = set(open_doubts(now, current.plan))
            still = [doubt for doubt in moved_doubts(now, current.plan, asked) if doubt in there]
            if not still:
                self._say(N_("This is in doubt no more: somebody else has answered it."))
                return now, current
            on, by = self._request.today, self._by
            if typed is None:
                changed, decision = current, DoubtDecision("accepted", on, by)
            else:
                fields = [one for one in still if value_at(current.plan, one.address, one.field) is not None]
                changed = answered(current, fields, typed, self._shown)
                decision = DoubtDecision("changed", on, by, typed)
            self._written = _Answer(tuple(still), current.source.encode(), changed.source.encode())
            return decided(now, still, decision, current.plan), changed

        self._change(decide)
        if typed is not None and self._written is not None:
            self._say(
                N_("written: “{typed}” ({path}, line {line}); b takes it back"),
                typed=typed,
                path=self._shown,
                line=str(self._line_of(same[0])),
            )

    def _go_back(self) -> None:
        """Return to the question asked before this one, and take its answer back."""
        while self._passed and self._passed[-1] is _SETTLED:
            self._passed.pop()
        if not self._passed:
            self._say(N_("this is the first question; an earlier answer is corrected in {path}"), path=self._shown)
            return
        last = self._passed[-1]
        if last is not None:
            try:
                self._take_back(last)
            except ParplanError as error:
                self._request.advise(self._request.language.render(error.message))
                return
        self._passed.pop()

    def _take_back(self, last: _Answer) -> None:
        def undo(now: ImportRecord, current: LoadedPlan) -> tuple[ImportRecord, LoadedPlan]:
            if last.after != last.before and current.source.encode() != last.after:
                raise RequestError(
                    message(
                        N_("{path} was changed meanwhile; correct the answer in it, line {line}"),
                        path=self._shown,
                        line=str(self._line_of(last.doubts[0])),
                    )
                )
            back = current if last.after == last.before else parse_plan(last.before, self._shown)
            assert back.plan is not None
            return decided(now, last.doubts, None, back.plan), back

        self._change(undo)
        self._say(N_("taken back; the question is open again"))

    def _change(self, make: Callable[[ImportRecord, LoadedPlan], tuple[ImportRecord, LoadedPlan]]) -> None:
        """Write what ``make`` gives for the record and the plan as they are now, to the plan first."""
        file, beside = self._file, record_path(self._file)
        check_replaceable(file)
        with held(file, lambda: say_waiting(self._request, self._shown)):
            now = read_record(file)  # others answer, too
            if now is None:
                raise FileError(message(N_("{path} is no record of an import any more"), path=displayed(beside)))
            data = read_file(file)
            current = self._loaded if data == self._loaded.source.encode() else parse_plan(data, self._shown)
            if current.plan is None:
                raise FileError(message(N_("{path} is no valid plan"), path=self._shown))
            made, changed = make(now, current)
            new = changed.source.encode()
            if now.written == fingerprint(data):
                made = replace(made, written=fingerprint(new))
            if made != now:
                if new != data:
                    replace_file(file, data, new)
                try:
                    write_record(beside, render_record(made), file)
                except ParplanError as error:
                    if new == data:
                        raise
                    raise recorded_but(self._shown, error) from None
            self._record, self._loaded = made, changed

    def _tell_rest(self) -> None:
        """Say how many questions are left, and how to go on."""
        count = len(questions(self._open()))
        command = shell_shown().command(Command("review", (self._shown,))) or "parplan review"
        left = self._request.language.ngettext("{count} question is left", "{count} questions are left", count)
        self._say(N_("{left}; `{command}` goes on"), left=left, command=command)
