"""P421: a list has the same text twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.diagnostics import N_, Path, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown

RULE = rule(
    "P421",
    "repeated-item",
    Severity.WARNING,
    what=N_("Two parts, products, notes, aliases or cited documents, or two tasks of a section, have the same text."),
    why=N_("It was copied and not changed: the text that should be there is missing."),
    instead=N_("Write what was meant, or delete one of the two."),
    right=N_(
        "Texts must be the same to the last word, whatever their capitals; tasks of different sections may well "
        "have the same title."
    ),
    bad="products: [Kế hoạch của Sở, Kế hoạch của Sở]",
    good="products: [Kế hoạch của Sở, Báo cáo của Sở]",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for a text met before in the same list."""
    for part, parties in (("units", checked.document.units), ("groups", checked.document.groups or {})):
        for code, party in parties.items():
            yield from _repeated(party.aliases or (), (part, code, "aliases"))
    titles: dict[tuple[str, str], Path] = {}
    for place in checked.tasks:
        task = place.written
        path = (*place.path, "title")
        first = titles.setdefault((place.section.id, _same(task.title)), path)
        if first != path:
            yield _remark(task.title, path, first)
        yield from _repeated(task.parts or (), (*place.path, "parts"))
        yield from _repeated(task.products or (), (*place.path, "products"))
        yield from _repeated(task.notes or (), (*place.path, "notes"))
        if task.cites:
            yield from _repeated([cite.number for cite in task.cites], (*place.path, "cites"))


def _repeated(texts: Sequence[str], path: Path) -> Iterator[Remark]:
    if len(texts) < 2 or len({text.lstrip()[:1].casefold()[:1] for text in texts}) == len(texts):
        return  # most lists have one text, or texts that begin with different letters
    first: dict[str, int] = {}
    for k, text in enumerate(texts):
        other = first.setdefault(_same(text), k)
        if other != k:
            yield _remark(text, (*path, k), (*path, other))


def _remark(text: str, path: Path, first: Path) -> Remark:
    return remark(
        RULE,
        path,
        message(N_("“{text}” is repeated (first on line {line})"), text=shown(text)),
        message(N_("write what was meant, or delete one of the two")),
        lines=(("line", first),),
    )


def _same(text: str) -> str:
    text = text.casefold()
    if "  " in text or not text.isprintable():  # every blank but a single space
        return " ".join(text.split())
    return text.strip(" ")
