"""The answer of ``parplan collect``: who answered, what is recorded, and what must be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from parplan.collecting.answer_sheets import AnswerFile
from parplan.collecting.verdicts import Judged, JudgedRow, Verdict
from parplan.diagnostics import N_
from parplan.languages import Language
from parplan.queries.portfolio import PlanOnDay
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.entry_view import entry_summary
from parplan.views.json_view import Json, entry_json, envelope

VERDICTS = {
    Verdict.NEW: N_("new"),
    Verdict.SAME: N_("nothing new"),
    Verdict.INVALID: N_("invalid"),
    Verdict.CONFLICT: N_("conflict"),
    Verdict.FOREIGN: N_("foreign"),
}
_STYLES = {Verdict.NEW: Style.GOOD, Verdict.SAME: Style.DIM}


class CollectionShown(Struct, frozen=True):
    """A collection to show. batch: its name, if anything is recorded. again: the units that had answered before."""

    subject: PlanOnDay
    period: str
    batch: str | None
    files: tuple[AnswerFile, ...]
    judged: Judged
    again: tuple[str, ...]
    answered: tuple[str, ...]
    silent: tuple[str, ...]
    dry_run: bool
    undo: str


def collect_screen(language: Language, shown: CollectionShown) -> Iterator[Block]:
    """Yield the screen: the result by unit, what is recorded, and the rows that could not be taken, with reasons."""
    _ = language.gettext
    judged = shown.judged
    counts = " · ".join(f"{_(VERDICTS[verdict])} {judged.count(verdict)}".replace(" ", "\u00a0") for verdict in Verdict)
    yield line(_("Answers for {period}: {counts}").format(period=shown.period, counts=counts), Style.STRONG)
    yield from _units(language, shown)
    yield from _wrong_forms(language, shown)
    new = [row for row in judged.rows if row.verdict is Verdict.NEW]
    if new:
        yield line()
        yield line(
            _("To be recorded:") if shown.dry_run else _("Recorded in {path}:").format(path=shown.subject.path),
            Style.STRONG,
        )
        yield Table((Column(), Column(flex=1)), tuple(_new_row(language, shown, row) for row in new), indent=2)
    if judged.refused:
        yield line()
        yield line(_("Not taken; please clarify:"), Style.STRONG)
        rows = tuple(_refused_row(language, shown, row) for row in judged.refused)
        yield Table((Column(), Column(), Column(flex=1), Column(flex=2)), rows, indent=2)
    yield from _remarks(language, shown)
    if judged.set_aside:
        yield line()
        yield line(language.ngettext("{count} row was set aside", "{count} rows were set aside", judged.set_aside))
    if shown.batch is not None and not shown.dry_run:
        yield line()
        yield line(_("Recorded by mistake?"), Style.DIM)
        yield line(shown.undo, Style.DIM, 2)
    elif not new:
        yield line()
        yield line(_("There is nothing to record."))


def _units(language: Language, shown: CollectionShown) -> Iterator[Block]:
    _ = language.gettext
    handed_in = list(dict.fromkeys(one.unit for one in shown.judged.answers if not one.decided))
    first = [code for code in handed_in if code not in shown.again]
    earlier = [code for code in shown.answered if code not in handed_in]
    for title, codes in (
        (_("Handed in"), first),
        (_("Handed in again"), [code for code in handed_in if code in shown.again]),
        (_("Handed in earlier"), earlier),
        (_("Not handed in"), list(shown.silent)),
    ):
        if codes:
            yield line(f"{title}: {', '.join(codes)} ({len(codes)})", indent=2)


def _wrong_forms(language: Language, shown: CollectionShown) -> Iterator[Block]:
    wrong = [file for file in shown.files if file.problem is not None]
    if not wrong:
        return
    yield line(language.gettext("Wrong form: {count}").format(count=len(wrong)), Style.LATE, 2)
    for file in wrong:
        assert file.problem is not None
        yield line(f"{file.name}: {language.render(file.problem)}", indent=4)
        if file.help is not None:
            yield line(language.render(file.help), Style.DIM, 6)


def _new_row(language: Language, shown: CollectionShown, row: JudgedRow) -> tuple[Cell, ...]:
    assert row.key is not None
    said = [entry_summary(language, shown.subject, one.entry) for one in row.entries]
    said += [
        language.gettext("in place of: {what}").format(what=entry_summary(language, shown.subject, one.entry))
        for one in row.removed
    ]
    remarks = [language.render(remark) for remark in row.remarks]
    return cell(shown.subject.prefix + row.key.shown, Style.STRONG), cell([*said, *remarks])


def _refused_row(language: Language, shown: CollectionShown, row: JudgedRow) -> tuple[Cell, ...]:
    address = row.key.shown if row.key is not None else ""
    why = [language.render(row.why)] if row.why is not None else []
    if row.verdict is Verdict.CONFLICT:
        why += _both(language, shown.subject, row)
    return (
        cell(language.gettext(VERDICTS[row.verdict]), Style.LATE),
        cell(address, Style.STRONG),
        cell(place_text(row)),
        cell(why),
    )


def _both(language: Language, subject: PlanOnDay, row: JudgedRow) -> list[str]:
    """The answer and the plan's own record of a row."""
    _ = language.gettext
    said = [entry_summary(language, subject, one.entry) for one in row.entries]
    found = [_("answered: {what}").format(what="; ".join(said))] if said else []
    if row.recorded is not None:
        found.append(_("recorded: {what}").format(what=entry_summary(language, subject, row.recorded)))
    return found


def place_text(row: JudgedRow) -> str:
    """The place of a row: file, sheet and cell."""
    return f"{row.file}: {row.sheet}!{row.place or row.row}"


def _remarks(language: Language, shown: CollectionShown) -> Iterator[Block]:
    _ = language.gettext
    told = [f"{file.name}: {language.render(remark)}" for file in shown.files for remark in file.remarks]
    told += [
        f"{place_text(row)}: {language.render(remark)}"
        for row in shown.judged.rows
        if row.verdict is not Verdict.NEW
        for remark in row.remarks
    ]
    for file, sheet, count in shown.judged.missing:
        gone = language.ngettext("{count} row of the form is missing", "{count} rows of the form are missing", count)
        told.append(f"{file}: {sheet}: {gone}")
    if told:
        yield line()
        yield line(_("Remarks:"), Style.STRONG)
        for text in told:
            yield line(text, indent=2)


def collect_json(language: Language, shown: CollectionShown, as_of: date) -> Json:
    """``parplan collect``: an item for each row with an answer."""
    judged = shown.judged
    wrong = [
        {"file": file.name, "message": language.render(file.problem)}
        for file in shown.files
        if file.problem is not None
    ]
    return envelope(
        "collection",
        as_of,
        [_item(language, shown.subject, row) for row in judged.rows],
        path=shown.subject.path,
        period=shown.period,
        batch=shown.batch,
        changed=shown.batch is not None and not shown.dry_run,
        answered=list(shown.answered),
        silent=list(shown.silent),
        again=list(shown.again),
        wrong_form=wrong,
        set_aside=judged.set_aside,
    )


def _item(language: Language, subject: PlanOnDay, row: JudgedRow) -> Json:
    key = row.key
    return {
        "file": row.file,
        "sheet": row.sheet,
        "row": row.row,
        "cell": row.place or None,
        "unit": key.unit if key is not None else None,
        "address": subject.prefix + key.address if key is not None else None,
        "target": key.target if key is not None else None,
        "verdict": row.verdict.value,
        "message": language.render(row.why) if row.why is not None else None,
        "remarks": [language.render(remark) for remark in row.remarks],
        "entries": [entry_json(one.task, one.entry) for one in row.entries],
        "replaced": [entry_json(one.task, one.entry) for one in row.removed],
    }
