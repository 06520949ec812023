"""Gaps in the tree of a file, left by refused keys and aliases; rules on the sense skip them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from parplan.diagnostics import Finding, Path
from parplan.linting.checked_plan import CheckedPlan
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence
from parplan.source.text_rules import ALIAS, DUPLICATE_KEY, EMPTY_KEY, KEY_NOT_TEXT

#: The codes of things left out of the tree; refused anchors, tags and directives leave no gap.
_LEFT_OUT = frozenset(code.code for code in (ALIAS, DUPLICATE_KEY, EMPTY_KEY, KEY_NOT_TEXT))
#: The length of the path of things judged as a whole: a task, a unit, a group, a report.
_WHOLE = {"sections": 4, "units": 2, "groups": 2, "reports": 2}


class Damage(Struct, frozen=True):
    """The paths below which something may be missing; ``()`` is the whole file."""

    scopes: frozenset[Path]

    def __bool__(self) -> bool:
        return bool(self.scopes)

    def covers(self, path: Path) -> bool:
        """Whether something a rule needs at ``path`` may be missing."""
        return any(path[:length] in self.scopes for length in range(len(path) + 1))


def find_damage(checked: CheckedPlan, findings: Iterable[Finding]) -> Damage:
    """Return the gaps that findings about the text (a refused key, an alias) leave in the tree."""
    return Damage(frozenset(_scopes(checked, findings)))


def _scopes(checked: CheckedPlan, findings: Iterable[Finding]) -> Iterator[Path]:
    for finding in findings:
        if finding.code in _LEFT_OUT:
            path = _innermost(checked.root, checked.source.offset(finding.span.line, finding.span.column))
            yield path[: _WHOLE.get(str(path[0]), 1)] if path else ()


def _innermost(root: Node, offset: int) -> Path:
    """The path of the smallest list or mapping around ``offset``, which directly contains what was refused."""
    path: Path = ()
    node = root
    while True:
        if isinstance(node, Sequence):
            below: Iterable[tuple[str | int, Node]] = enumerate(node.items)
        elif isinstance(node, MappingNode):
            below = ((key.value, value) for key, value in node.entries)
        else:
            return path
        for step, child in below:
            if child.start <= offset < child.end and not isinstance(child, Scalar):
                path, node = (*path, step), child
                break
        else:
            return path
