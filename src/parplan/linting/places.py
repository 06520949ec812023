"""Tasks with their paths in the file, and values that several rules derive from them."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.document import model
from parplan.plan import structure
from parplan.vocabulary.alphabet import normalize_id
from parplan.vocabulary.citations import Cited, find_cited
from parplan.vocabulary.quantities import Quantity, find_figures

_DIGIT = re.compile(r"\d")
_HINT = re.compile(r"\d(?:[/-][A-ZĐƯ]|/(?:19|20)\d\d/)")


class CitedDocument(Struct, frozen=True):
    """A document named at ``path``; ``text`` is the whole value if it is cited in prose."""

    number: str
    day: date | None
    path: Path
    text: str | None = None
    cited: Cited | None = None


class TaskPlace(Struct, frozen=True, dict=True):
    """A task with its path, in written and compiled form."""

    path: Path
    section: model.Section
    written: model.Task
    task: structure.Task

    @property
    def duty(self) -> bool:
        """Whether it is a standing duty, which is printed as a sentence without labelled fields."""
        return self.section.kind == structure.SectionKind.DUTIES

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The steps of its id: ``("6", "2", "a")`` of 6.2.a."""
        return normalize_id(self.written.id)

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """The printed texts about the work itself: title, parts and products."""
        path, written = self.path, self.written
        return (
            ((*path, "title"), written.title),
            *(((*path, "parts", k), text) for k, text in enumerate(written.parts or ())),
            *(((*path, "products", k), text) for k, text in enumerate(written.products or ())),
        )

    @cached_property
    def numbered(self) -> tuple[tuple[Path, str], ...]:
        """Those of these texts that contain a number."""
        texts = (self.written.title, *(self.written.parts or ()), *(self.written.products or ()))
        if not any(map(_DIGIT.search, texts)):
            return ()
        return tuple((path, text) for path, text in self.texts if _DIGIT.search(text))

    @cached_property
    def figures(self) -> tuple[tuple[Path, str, Quantity], ...]:
        """The figures in these texts, each with its text."""
        return tuple((path, text, figure) for path, text in self.numbered for figure in find_figures(text))

    @cached_property
    def cited(self) -> tuple[CitedDocument, ...]:
        """The documents cited in title, parts, products and time."""
        texts = self.numbered
        if self.written.time is not None:
            texts = (*texts, ((*self.path, "time"), self.written.time))
        return tuple(named for path, text in texts for named in cited_in(path, text))


def cited_in(path: Path, text: str) -> list[CitedDocument]:
    """The documents a text cites by number and symbol."""
    if not _HINT.search(text):
        return []
    return [CitedDocument(cited.number, cited.day, path, text, cited) for cited in find_cited(text)]
