"""Titles by which something is known again that was moved or given another id.

An id, a code or a key alone says nothing: another task, unit or report may have it since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from parplan.vocabulary.folding import fold_words

#: The least share of two titles that is equal where one may be the other corrected.
_ALIKE = 0.6
#: The most titles that one title is likened to.
_MOST_ALIKE = 5


class Titled(Struct, frozen=True):
    """What a task, milestone, target, section, unit, group or report is known by in one state of a plan.

    title, other_names: folded words; a unit has several names. earlier_ids: its aliases. counted: what the values of a
    target count, and whether they add up.
    """

    id: str
    title: str
    earlier_ids: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


#: All that is written of one by its id, without its ids and history, which tells it from others of its title.
Detail = Callable[[str], str]


class TitledParts:
    """All parts of one kind in one state of a plan. Without ``detail`` none is certain where several have a title."""

    def __init__(self, those: Iterable[Titled] = (), detail: Detail | None = None) -> None:
        self.by_id: dict[str, Titled] = {}
        self._earlier: dict[str, Titled] = {}
        self._named: dict[str, list[Titled]] = {}
        self._by_detail: dict[str, dict[str, list[Titled]]] = {}
        self._detail = detail
        for one in those:
            self.by_id[one.id] = one
            self._earlier |= dict.fromkeys(one.earlier_ids, one)
            for name in dict.fromkeys((one.title, *one.other_names)):
                self._named.setdefault(name, []).append(one)

    def __iter__(self) -> Iterator[Titled]:
        return iter(self.by_id.values())

    def named(self, name: str) -> Sequence[Titled]:
        """Those with a title or name, folded."""
        return self._named.get(name, ())

    def find(self, name: str) -> Titled | None:
        """The one with this id, earlier id or name."""
        if (one := self.by_id.get(name) or self._earlier.get(name)) is not None:
            return one
        named = self.named(fold_words(name))
        return named[0] if len(named) == 1 else None

    def with_alias(self, id: str) -> Titled | None:
        """The one that had this id and has it as an alias."""
        return None if id in self.by_id else self._earlier.get(id)

    def find_again(self, one: Titled, later: TitledParts) -> Titled | None:
        """The same one in another state of the plan; ``None`` where none is certainly it.

        It is told by an alias, else has this title alone, or among others of the title the same detail.
        """
        if (aliased := later.with_alias(one.id)) is not None:
            return aliased
        before, now = self.named(one.title), later.named(one.title)
        if len(before) > 1 or len(now) > 1:
            if self._detail is None or later._detail is None:
                return None
            told = self._detail(one.id)
            before = self._grouped(one.title, self._detail).get(told, ())
            now = later._grouped(one.title, later._detail).get(told, ())
        return now[before.index(one)] if now and len(before) == len(now) else None

    def _grouped(self, title: str, detail: Detail) -> Mapping[str, Sequence[Titled]]:
        """Those of a title by their details."""
        if title not in self._by_detail:
            groups = self._by_detail[title] = {}
            for one in self.named(title):
                groups.setdefault(detail(one.id), []).append(one)
        return self._by_detail[title]


def find_alike(title: str, titles: Iterable[str]) -> list[str]:
    """Those of ``titles`` that may be ``title`` corrected, all folded, likest first: for asking, never to record."""
    from difflib import get_close_matches  # here, because most titles stay as they are

    return get_close_matches(title, list(titles), n=_MOST_ALIKE, cutoff=_ALIKE)
