"""The `review` command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from parplan.cli.failures import recorded_but
from parplan.cli.finish_question import can_ask
from parplan.cli.import_records import read_record, record_path, tell_doubts
from parplan.cli.plans_asked import PlanPath, paths_of, plan_paths
from parplan.cli.request import Request
from parplan.cli.waiting import say_waiting
from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.creating import write_record
from parplan.files.locking import held
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.files.writing import check_replaceable, replace_file
from parplan.importing.answering import answerable, answered
from parplan.importing.doubt_places import doubt_lines
from parplan.loading import LoadedPlan, parse_plan
from parplan.provenance.doubts import Doubt, questions
from parplan.provenance.record import DoubtDecision, ImportRecord, SourceField, decided, open_doubts, render_record
from parplan.provenance.values import value_at
from parplan.views.blocks import line
from parplan.views.import_view import question_blocks, question_line, review_json
from parplan.views.painting import paint
from parplan.vocabulary.folding import fold
from parplan.vocabulary.time_words import Proposal, read_time

_LEAVE, _QUIT = ".", "q"
#: Yes and no, folded. No field of a plan holds just that, so whoever types it answers the question.
_YES_OR_NO = frozenset(
    ("y", "yes", "ok", "right", "co", "d", "dung", "dung roi", "phai", "n", "no", "wrong", "k", "khong", "sai")
)


def run(request: Request, *, path: str | None, by: str | None) -> int:
    """Ask about the doubts of an import; list them if nobody can be asked."""
    found = _imported(request, path)
    if request.json:
        _, shown, record, loaded = found[0]
        doubts = _open(record, loaded)
        request.answer_json(review_json(request.language, request.as_of, shown, doubts, doubt_lines(doubts, loaded)))
        return 0
    for file, shown, record, loaded in found:
        if can_ask(request):
            if not _ask(request, file, shown, record, loaded, by):
                break
        else:
            _list(request, shown, _open(record, loaded))
    return 0


def _imported(request: Request, path: str | None) -> list[tuple[Path, str, ImportRecord, LoadedPlan]]:
    """The imported plans with their records. Raises ``RequestError`` if there is none."""
    paths: Sequence[PlanPath] = plan_paths(request) if path is None else paths_of(path)
    found = []
    for one in paths:
        record = read_record(one.path)
        if record is None:
            continue
        loaded = parse_plan(read_file(one.path), one.shown)
        if loaded.plan is None:
            raise FileError(
                message(N_("{path} is no valid plan"), path=one.shown),
                help=message(N_("`parplan validate` says why")),
            )
        found.append((one.path, one.shown, record, loaded))
    if not found:
        raise RequestError(
            message(N_("no imported plan with its record was found")),
            help=message(N_("`parplan import` makes one beside the plan")),
        )
    return found


def _open(record: ImportRecord, loaded: LoadedPlan) -> tuple[Doubt, ...]:
    assert loaded.plan is not None
    return open_doubts(record, loaded.plan)


def _list(request: Request, shown: str, doubts: Sequence[Doubt]) -> None:
    language = request.language
    count = language.ngettext("{count} place in doubt", "{count} places in doubt", len(doubts))
    blocks = [line(f"{shown}: {count}")]
    blocks += [line(question_line(language, same), indent=2) for same in questions(doubts)]
    request.answer(blocks)


def _ask(request: Request, file: Path, shown: str, record: ImportRecord, loaded: LoadedPlan, by: str | None) -> bool:
    """Ask about one plan; each answer is written at once. Returns whether to continue with the next plan."""
    language = request.language
    assert loaded.plan is not None
    asked = questions(_open(record, loaded))
    for number, same in enumerate(asked, 1):
        heading = language.gettext("{path}: question {number} of {count}").format(
            path=shown, number=number, count=len(asked)
        )
        source = _source_of(record, same[0])
        paint(
            [line(), line(heading), *question_blocks(language, loaded.plan, same, source, _proposed(same[0], loaded))],
            sys.stderr,
            request.width,
            colour=request.colours(sys.stderr),
        )
        while True:
            try:
                typed = _typed(request, same[0])
            except KeyboardInterrupt:
                _tell_rest(request, shown, record, loaded, after_prompt=True)
                raise
            if typed is None or typed.casefold() == _QUIT:
                _tell_rest(request, shown, record, loaded, after_prompt=typed is None)
                return False
            if typed == _LEAVE:
                break
            try:
                record, loaded = _decide(request, file, shown, loaded, same, typed, by)
                break
            except ParplanError as error:  # an invalid value: ask again
                request.advise(language.render(error.message))
    remaining = len(_open(record, loaded))
    told = language.ngettext("{count} place is still in doubt", "{count} places are still in doubt", remaining)
    request.advise(told)
    return True


def _tell_rest(request: Request, shown: str, record: ImportRecord, loaded: LoadedPlan, *, after_prompt: bool) -> None:
    """Tell what is left when the questions end early. after_prompt: the cursor still stands behind the question."""
    if after_prompt:
        print(file=sys.stderr)
    tell_doubts(request, [(shown, len(_open(record, loaded)))])


def _source_of(record: ImportRecord, doubt: Doubt) -> SourceField | None:
    return next((one for one in record.fields if one.address == doubt.address and one.field == doubt.field), None)


def _proposed(doubt: Doubt, loaded: LoadedPlan) -> Sequence[Proposal]:
    """The possible meanings of a doubted time."""
    plan = loaded.plan
    if doubt.field != "time" or plan is None:
        return ()
    return read_time(doubt.value, plan.year, plan.through, plan.decision_date).proposed


def _typed(request: Request, doubt: Doubt) -> str | None:
    """The answer typed; ``None`` at the end of the input."""
    template = (
        N_("[Enter] it is right · type what is printed · [.] leave it · [q] stop: ")
        if answerable(doubt)
        else N_("[Enter] it is right · [.] leave it · [q] stop: ")
    )
    print(request.language.gettext(template), end="", file=sys.stderr, flush=True)
    typed = sys.stdin.readline()
    return None if not typed else typed.strip()


def _decide(
    request: Request,
    file: Path,
    shown: str,
    loaded: LoadedPlan,
    same: Sequence[Doubt],
    typed: str,
    by: str | None,
) -> tuple[ImportRecord, LoadedPlan]:
    """Write one answer to the plan and the record."""
    if typed and not answerable(same[0]):
        raise RequestError(
            message(N_("this cannot be changed here; correct it in the file, or press Enter if it is right"))
        )
    if fold(typed) in _YES_OR_NO:
        raise RequestError(
            message(
                N_("“{typed}” would take the place of the text; if it is right press Enter, else type what is printed"),
                typed=typed,
            )
        )
    on, who = request.today, by or None
    beside = record_path(file)
    check_replaceable(file)
    with held(file, lambda: say_waiting(request, shown)):
        now = read_record(file)  # others answer, too
        if now is None:
            raise FileError(message(N_("{path} is no record of an import any more"), path=displayed(beside)))
        data = read_file(file)
        current = loaded if data == loaded.source.encode() else parse_plan(data, shown)
        if current.plan is None:
            raise FileError(message(N_("{path} is no valid plan"), path=shown))
        # A field may have been edited since; doubts closed that way are skipped.
        still = [doubt for doubt in same if doubt in open_doubts(now, current.plan)]
        if not still:
            request.advise(request.language.gettext("This is in doubt no more: somebody else has answered it."))
            return now, current
        if typed:
            changed = answered(
                current, [d for d in still if value_at(current.plan, d.address, d.field) is not None], typed, shown
            )
            decision = DoubtDecision("changed", on, who, typed)
        else:
            changed, decision = current, DoubtDecision("accepted", on, who)
        made = decided(now, still, decision)
        new = changed.source.encode()
        if new != data:
            replace_file(file, data, new)
        try:
            write_record(beside, render_record(made), file)
        except ParplanError as error:
            if new == data:
                raise
            raise recorded_but(shown, error) from None
    return made, changed
