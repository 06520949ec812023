"""The answer of ``parplan diff``: a screen, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from parplan.comparing.difference import ChangeKind, Difference
from parplan.comparing.meaning import plain
from parplan.comparing.words import WordRun, shortened
from parplan.languages import Language
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.difference_words import DifferenceText
from parplan.views.json_view import Json, envelope

SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.CHANGED: "~",
    ChangeKind.MOVED: ">",
    ChangeKind.RENUMBERED: "=",
}
_STYLES = {
    ChangeKind.ADDED: Style.GOOD,
    ChangeKind.REMOVED: Style.LATE,
    ChangeKind.CHANGED: Style.SOON,
    ChangeKind.MOVED: Style.PLAIN,
    ChangeKind.RENUMBERED: Style.PLAIN,
}
#: Words of context shown on each side of a changed word.
CONTEXT = 4


def diff_screen(language: Language, old: str, new: str, texts: Sequence[DifferenceText]) -> Iterator[Block]:
    """Yield the screen: what is compared, the differences in the plan, and those in recorded progress."""
    _ = language.gettext
    yield line(f"{old} → {new}", Style.STRONG)
    if not texts:
        yield line(_("No difference in meaning."))
        return
    yield line(language.ngettext("{count} difference", "{count} differences", len(texts)))
    for title, recorded in ((_("What the plan says"), False), (_("What was recorded"), True)):
        rows = tuple(_row(one) for one in texts if one.recorded is recorded)
        if rows:
            yield line()
            yield line(title, Style.STRONG)
            yield Table((Column(), Column(), Column(flex=1)), rows)


def _row(one: DifferenceText) -> tuple[Cell, Cell, Cell]:
    style = _STYLES[one.kind]
    return cell(SIGNS[one.kind], style), cell(one.where, style), cell(_said(one), style)


def _said(one: DifferenceText) -> str:
    """A change on one line; changed words are marked as by ``git diff --word-diff``."""
    if len(one.runs) > 1:
        text = " ".join(_signed(run) for run in shortened(one.runs, CONTEXT))
    else:
        text = " → ".join(value for value in (one.old, one.new) if value is not None)
    return ": ".join(part for part in (one.what, text) if part)


def _signed(run: WordRun) -> str:
    if run.same:
        return run.old
    return " ".join([f"[-{run.old}-]"] * bool(run.old) + [f"{{+{run.new}+}}"] * bool(run.new))


def diff_json(old: str, new: str, as_of: date, differences: Sequence[Difference]) -> Json:
    """``parplan diff --json``."""
    return envelope("diff", as_of, map(_item, differences), old=old, new=new)


def _item(one: Difference) -> Json:
    item: Json = {
        "address": one.address,
        "field": one.field,
        "kind": one.kind.value,
        "old": plain(one.old),
        "new": plain(one.new),
    }
    return item if one.place is None else {**item, "place": one.place}
