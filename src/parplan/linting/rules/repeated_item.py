"""P421: a list has the same text twice."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Path, Remark, Severity
from parplan.linting.subject import N_, Subject, message, remark, rule, shown

EXPLANATION = rule(
    "P421",
    "repeated-item",
    Severity.WARNING,
    what=N_("Two parts, products, notes, aliases or cited documents, or two tasks of a section, have the same text."),
    why=N_("It was copied and not changed: what should stand there is missing."),
    instead=N_("Write what was meant, or delete one of the two."),
    right=N_(
        "Texts must be the same to the last word, whatever their capitals; tasks of different sections may well "
        "have the same title."
    ),
    bad="products: [Kế hoạch của Sở, Kế hoạch của Sở]",
    good="products: [Kế hoạch của Sở, Báo cáo của Sở]",
)


def check(subject: Subject) -> Iterator[Remark]:
    """Look for a text met before in the same list."""
    for part, parties in (("units", subject.document.units), ("groups", subject.document.groups or {})):
        for code, party in parties.items():
            yield from _repeated([(alias, (part, code, "aliases", k)) for k, alias in enumerate(party.aliases or ())])
    titles: dict[tuple[str, str], Path] = {}
    for place in subject.tasks:
        task = place.written
        path = (*place.path, "title")
        first = titles.setdefault((place.section.id, _same(task.title)), path)
        if first != path:
            yield _remark(task.title, path, first)
        for key in ("parts", "products", "notes"):
            yield from _repeated([(text, (*place.path, key, k)) for k, text in enumerate(getattr(task, key) or ())])
        yield from _repeated([(cite.number, (*place.path, "cites", k)) for k, cite in enumerate(task.cites or ())])


def _repeated(items: list[tuple[str, Path]]) -> Iterator[Remark]:
    first: dict[str, Path] = {}
    for text, path in items if len(items) > 1 else ():
        other = first.setdefault(_same(text), path)
        if other != path:
            yield _remark(text, path, other)


def _remark(text: str, path: Path, first: Path) -> Remark:
    return remark(
        EXPLANATION,
        path,
        message(N_("“{text}” stands here a second time (first in line {line})"), text=shown(text)),
        message(N_("write what was meant, or delete one of the two")),
        lines=(("line", first),),
    )


def _same(text: str) -> str:
    return " ".join(text.casefold().split())
