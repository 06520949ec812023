"""One of the texts of a merge: its tree, and what its tasks and their parts, units and reports are known by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.queries.periods import is_usual
from parplan.source.composing import compose
from parplan.source.nodes import MappingNode as Keys
from parplan.source.nodes import Node, Scalar, find, to_data
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText, decode
from parplan.vocabulary.folding import fold_words
from parplan.vocabulary.titles import Titled, TitledParts

#: The key of a task's history.
HISTORY = "progress"
#: Keys that do not tell a task, milestone or target from others.
_NO_DETAIL = ("id", "aliases", HISTORY)


class PlanSide(Struct, frozen=True):
    """One of the three texts, with its tree, the paths of its tasks by id, and what all is known by."""

    source: SourceText
    root: Node
    paths: dict[str, Path]
    tasks: TitledParts
    parties: TitledParts
    reports: TitledParts

    def milestones(self, task: Path) -> TitledParts:
        """The milestones of the task at a path."""
        return _titled(self.root, places(self.root, (*task, "milestones")))

    def targets(self, task: Path) -> TitledParts:
        """The targets of the task at a path."""
        return _titled(self.root, places(self.root, (*task, "targets")), "unit", "total")


def read_side(text: str) -> PlanSide | None:
    """Read a text of a merge; ``None`` if it is no YAML, such as one with the marks of a conflict."""
    source, findings = decode(text.encode())
    if findings:
        return None
    root, findings = compose(source)
    if root is None or findings:
        return None
    paths = _paths(root)
    return PlanSide(
        source, root, paths, _titled(root, paths.values()), TitledParts(_parties(root)), TitledParts(_reports(root))
    )


def text_at(root: Node, path: Path) -> str:
    """The text at a path; empty where there is none."""
    found = find(root, path)
    return found.value if isinstance(found, Scalar) else ""


def words_at(root: Node, path: Path) -> str:
    """The folded words at a path."""
    return fold_words(text_at(root, path))


def texts_at(root: Node, path: Path) -> tuple[str, ...]:
    """The texts of the list at a path, or the one text there."""
    found = find(root, path)
    items = found.items if isinstance(found, List) else (found,)
    return tuple(one.value for one in items if isinstance(one, Scalar))


def places(root: Node, path: Path) -> Iterator[Path]:
    """Yield the paths of the members of a list or mapping."""
    found = find(root, path)
    if isinstance(found, Keys):
        yield from ((*path, key) for key in found.by_key)
    elif isinstance(found, List):
        yield from ((*path, k) for k in range(len(found.items)))


def _paths(root: Node) -> dict[str, Path]:
    """The paths of tasks by id, without ids that occur twice."""
    found = [
        (text_at(root, (*path, "id")), path)
        for section in places(root, ("sections",))
        for path in places(root, (*section, "tasks"))
    ]
    ids = Counter(id for id, _ in found)
    return {id: path for id, path in found if id and ids[id] == 1}


def _titled(root: Node, paths: Iterable[Path], *counted: str) -> TitledParts:
    """The tasks, milestones or targets at some paths."""
    by_id = {text_at(root, (*path, "id")): path for path in paths}

    @cache
    def detail(id: str) -> str:
        node = find(root, by_id[id])
        written = to_data(node) if node is not None else ""
        told = (
            {key: value for key, value in written.items() if key not in _NO_DETAIL} if isinstance(written, dict) else ""
        )
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    return TitledParts(
        (
            Titled(
                id,
                words_at(root, (*path, "title")),
                texts_at(root, (*path, "aliases")),
                counted=tuple(text_at(root, (*path, key)) for key in counted),
            )
            for id, path in by_id.items()
        ),
        detail,
    )


def _parties(root: Node) -> Iterator[Titled]:
    """Yield the units and groups, which are known by their names."""
    for path in (*places(root, ("units",)), *places(root, ("groups",))):
        names = (text_at(root, (*path, "short")), *texts_at(root, (*path, "aliases")))
        others = tuple(fold_words(name) for name in names if name)
        yield Titled(str(path[-1]), words_at(root, (*path, "name")), other_names=others)


def _reports(root: Node) -> Iterator[Titled]:
    """Yield the reports of the calendar, of which an office's own are known by their days."""
    for path in places(root, ("reports",)):
        key = str(path[-1])
        days = " ".join(text_at(root, (*path, one)) for one in ("due", "from", "to"))
        yield Titled(key, key if is_usual(key) else fold_words(days))


def same_tasks(base: PlanSide, side: PlanSide) -> dict[str, str]:
    """The ids in a side of the base's tasks, by their id in the base; without those that are not certainly there."""
    again = ((one.id, base.tasks.find_again(one, side.tasks)) for one in base.tasks)
    return {id: found.id for id, found in again if found is not None}
