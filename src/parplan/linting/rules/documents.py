"""What the rules on cited documents share: every place where a document is named, with the date given there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parplan.diagnostics import Path
from parplan.linting.subject import Subject, TaskPlace
from parplan.vocabulary.citations import Cited, find_cited

_HINT = re.compile(r"\d[/-][A-ZĐƯ]|\d/(?:19|20)\d\d/")


@dataclass(frozen=True, slots=True)
class Named:
    """A document named at ``path``; ``text`` where it is cited in words, with the value it stands in."""

    number: str
    day: date | None
    path: Path
    text: str | None = None
    cited: Cited | None = None


def cited_in_words(place: TaskPlace) -> Iterator[Named]:
    """The documents that title, parts, products and time of a task cite."""
    texts = [*place.texts()]
    if place.written.time is not None:
        texts.append(((*place.path, "time"), place.written.time))
    for path, text in texts:
        yield from _in_text(path, text)


def all_named(subject: Subject) -> Iterator[Named]:
    """Every place of the plan that names a document: in words, as a citation, as the decision or as evidence."""
    decision = subject.document.plan.decision
    yield Named(decision.number, decision.date, ("plan", "decision", "date"))
    for i, block in enumerate(subject.document.plan.introduction or ()):
        for k, text in enumerate(block.texts):
            yield from _in_text(("plan", "introduction", i, "texts", k), text)
    for place in subject.tasks:
        yield from cited_in_words(place)
        for k, cite in enumerate(place.written.cites or ()):
            yield Named(cite.number, cite.date, (*place.path, "cites", k, "date"))
        for k, entry in enumerate(place.written.progress or ()):
            for n, evidence in enumerate(entry.evidence or ()):
                if evidence.number is not None and evidence.date is not None:
                    yield Named(evidence.number, evidence.date, (*place.path, "progress", k, "evidence", n, "date"))


def _in_text(path: Path, text: str) -> Iterator[Named]:
    if _HINT.search(text):
        for cited in find_cited(text):
            yield Named(cited.number, cited.day, path, text, cited)
