"""Differences of two plans as Markdown, for a pull request or a CI job summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.comparing.words import WordRun, shortened
from parplan.languages import Language
from parplan.reporting.markdown import escaped
from parplan.views.diff_view import CONTEXT, SIGNS
from parplan.views.difference_words import DifferenceText


def difference_markdown(language: Language, old: str, new: str, texts: Sequence[DifferenceText]) -> str:
    """The differences in the plan, then those in recorded progress, each as a table."""
    return "\n".join(_lines(language, old, new, texts)) + "\n"


def _lines(language: Language, old: str, new: str, texts: Sequence[DifferenceText]) -> Iterator[str]:
    _ = language.gettext
    yield f"### {escaped(old)} → {escaped(new)}"
    yield ""
    if not texts:
        yield _("No difference in meaning.")
        return
    yield language.ngettext("{count} difference", "{count} differences", len(texts)).format(count=len(texts))
    for title, recorded in ((_("What the plan says"), False), (_("What was recorded"), True)):
        rows = [one for one in texts if one.recorded is recorded]
        if rows:
            yield ""
            yield f"**{title}**"
            yield ""
            yield "| | {address} | {change} |".format(address=_("Address"), change=_("Change"))
            yield "|:-:|---|---|"
            yield from map(_row, rows)


def _row(one: DifferenceText) -> str:
    return f"| {escaped(SIGNS[one.kind])} | {escaped(one.where)} | {_said(one)} |"


def _said(one: DifferenceText) -> str:
    if len(one.runs) > 1:
        text = " ".join(_marked(run) for run in shortened(one.runs, CONTEXT))
    else:
        text = " → ".join(escaped(value) for value in (one.old, one.new) if value is not None)
    return ": ".join(part for part in (escaped(one.what), text) if part)


def _marked(run: WordRun) -> str:
    if run.same:
        return escaped(run.old)
    return " ".join([f"~~{escaped(run.old)}~~"] * bool(run.old) + [f"**{escaped(run.new)}**"] * bool(run.new))
