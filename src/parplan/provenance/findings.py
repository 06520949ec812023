"""The findings of family ``I``: doubts left by an import, one code for each kind of place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.diagnostics import N_, Explanation, Remark, Severity, message
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt, message_of, remedy_of
from parplan.provenance.values import path_at

_WHY = N_("The field holds what was read from the document, and nobody has compared it with the printed plan yet.")
_INSTEAD = N_("Compare it with the printed plan and correct the field, or decide with `parplan review`.")
_RIGHT = N_("A field that was edited, or that a person has decided on, is not reported.")


def _rule(code: str, name: str, what: str) -> Explanation:
    return Explanation(code, name, Severity.WARNING, message(what), message(_WHY), message(_INSTEAD), message(_RIGHT))


DOUBT_RULES: dict[str, Explanation] = {
    rule.code: rule
    for rule in (
        _rule(
            "I101",
            "import-document",
            N_("The import was not sure of the document: its number, date, year or end; or it left text out."),
        ),
        _rule(
            "I201",
            "import-number",
            N_("The import was not sure of a number: a gap, a repetition, or an item without a number."),
        ),
        _rule(
            "I301", "import-field", N_("The import was not sure of a field: it is blank, or was taken from elsewhere.")
        ),
        _rule("I401", "import-table", N_("The import was not sure of a table: merged cells, joined rows, a column.")),
        _rule(
            "I501", "import-unit", N_("The import was not sure of a unit: a split, a spelling, the members of a group.")
        ),
        _rule(
            "I601",
            "import-time",
            N_("The import was not sure of a time: it cannot be read, or names several deadlines."),
        ),
        _rule("I701", "import-text", N_("The import was not sure of the text: a word of a scan, a damaged syllable.")),
    )
}


def doubt_remarks(doubts: Iterable[Doubt], plan: Plan) -> Iterator[Remark]:
    """A remark for each open doubt, at its field."""
    for doubt in doubts:
        rule = DOUBT_RULES[doubt.code]
        path = path_at(plan, doubt.address, doubt.field)
        help = remedy_of(doubt) or message(N_("decide with `parplan review`, or correct the field"))
        yield Remark(rule.code, rule.name, rule.severity, path, message_of(doubt), help)
