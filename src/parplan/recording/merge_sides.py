"""One of the texts of a merge: its tree, and its tasks as they are known in the others, by title, not by id alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import Path
from parplan.source.composing import compose
from parplan.source.nodes import Node, Scalar, find
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText, decode
from parplan.vocabulary.folding import fold
from parplan.vocabulary.titles import is_corrected

#: The key of a task's history.
HISTORY = "progress"


class PlanSide(Struct, frozen=True):
    """One of the three texts, with its tree; the paths of its tasks, their folded titles and their ids by alias."""

    source: SourceText
    root: Node
    tasks: Mapping[str, Path]
    titles: Mapping[str, str]
    aliases: Mapping[str, str]

    @property
    def repeated(self) -> Iterator[str]:
        """The titles of several tasks."""
        return (title for title, count in Counter(self.titles.values()).items() if count > 1)


def read_side(text: str) -> PlanSide | None:
    """Read a text of a merge; ``None`` if it is no YAML, such as one with the marks of a conflict."""
    source, findings = decode(text.encode())
    if findings:
        return None
    root, findings = compose(source)
    if root is None or findings:
        return None
    tasks = _tasks(root)
    titles = {id: title_at(root, path) for id, path in tasks.items()}
    aliases = {alias: id for id, path in tasks.items() for alias in texts_at(root, (*path, "aliases"))}
    return PlanSide(source, root, tasks, titles, aliases)


def told_apart(side: PlanSide, repeated: Collection[str]) -> PlanSide:
    """A side where the titles that are repeated in one of the texts have the leads and times of their tasks."""
    keys = ("lead", "time", "milestones")
    titles = {
        id: f"{title}\n{fold(' '.join(_words(side.root, (*side.tasks[id], key)) for key in keys))}"
        if title in repeated
        else title
        for id, title in side.titles.items()
    }
    return replace(side, titles=titles)


def _words(root: Node, path: Path) -> str:
    """The texts at a path; of a milestone its deadline."""
    found = find(root, path)
    if not isinstance(found, List):
        return found.value if isinstance(found, Scalar) else ""
    texts = [
        one.value if isinstance(one, Scalar) else _words(root, (*path, k, "due")) for k, one in enumerate(found.items)
    ]
    return " ".join(texts)


def title_at(root: Node, path: Path) -> str:
    """The folded title of the task, milestone or target at a path."""
    title = find(root, (*path, "title"))
    return fold(title.value) if isinstance(title, Scalar) else ""


def texts_at(root: Node, path: Path) -> list[str]:
    """The texts of the list at a path; empty where there is none."""
    found = find(root, path)
    return [one.value for one in found.items if isinstance(one, Scalar)] if isinstance(found, List) else []


def _tasks(root: Node) -> dict[str, Path]:
    """The paths of tasks by id, without ids that occur twice."""
    found: dict[str, Path] = {}
    ids: Counter[str] = Counter()
    sections = find(root, ("sections",))
    for i in range(len(sections.items) if isinstance(sections, List) else 0):
        tasks = find(root, ("sections", i, "tasks"))
        for j in range(len(tasks.items) if isinstance(tasks, List) else 0):
            path: Path = ("sections", i, "tasks", j)
            id = find(root, (*path, "id"))
            if isinstance(id, Scalar):
                found[id.value] = path
                ids[id.value] += 1
    return {id: path for id, path in found.items() if ids[id] == 1}


def same_tasks(base: PlanSide, side: PlanSide) -> dict[str, str]:
    """The ids in a side of the base's tasks, by their id in the base; without those that are not certainly there.

    An id alone does not make a task the same: where one was inserted, another task has the id now.
    """
    before, after = base.titles, side.titles
    called_before, called_after = _ids_bytitle_at(before), _ids_bytitle_at(after)
    places = {alias: id for alias, id in side.aliases.items() if alias in before and alias not in after}
    for id, title in before.items():
        if id in places:
            continue
        known, now = called_before[title], called_after.get(title, [])
        if known == now:
            places[id] = id
        elif len(known) == len(now) == 1:
            places[id] = now[0]
        elif id in after and is_corrected(title, after[id], called_before, called_after):
            places[id] = id
    return places


def _ids_bytitle_at(titles: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, title in sorted(titles.items()):
        found.setdefault(title, []).append(id)
    return found
