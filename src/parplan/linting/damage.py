"""Gaps in the tree of a file, left by keys and aliases that were refused; rules on the sense are silent there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from parplan.diagnostics import Finding, Path
from parplan.linting.checked_plan import CheckedPlan
from parplan.source.nodes import Mapping, Node, Scalar, Sequence
from parplan.source.text_rules import ALIAS, DUPLICATE_KEY, EMPTY_KEY, KEY_NOT_TEXT

#: What is refused and left out of the tree; an anchor, a tag or a directive takes nothing away.
_LEFT_OUT = frozenset(code.code for code in (ALIAS, DUPLICATE_KEY, EMPTY_KEY, KEY_NOT_TEXT))
#: How many steps lead to what is judged as a whole: a task, a unit, a group, a report.
_WHOLE = {"sections": 4, "units": 2, "groups": 2, "reports": 2}


class Damage(Struct, frozen=True):
    """Paths below which something may be missing; ``()`` is the whole file."""

    scopes: frozenset[Path]

    def __bool__(self) -> bool:
        return bool(self.scopes)

    def covers(self, path: Path) -> bool:
        """Whether something may be missing that a rule knows of the place at ``path``."""
        return any(path[:length] in self.scopes for length in range(len(path) + 1))


def find_damage(checked: CheckedPlan, findings: Iterable[Finding]) -> Damage:
    """Return the gaps that the findings about the text leave in the tree: a refused key, an alias."""
    return Damage(frozenset(_scopes(checked, findings)))


def _scopes(checked: CheckedPlan, findings: Iterable[Finding]) -> Iterator[Path]:
    for finding in findings:
        if finding.code in _LEFT_OUT:
            path = _innermost(checked.root, checked.source.offset(finding.span.line, finding.span.column))
            yield path[: _WHOLE.get(str(path[0]), 1)] if path else ()


def _innermost(root: Node, offset: int) -> Path:
    """The path of the smallest list or mapping that covers ``offset``; what was refused is in it, not below it."""
    path: Path = ()
    node = root
    while True:
        if isinstance(node, Sequence):
            below: Iterable[tuple[str | int, Node]] = enumerate(node.items)
        elif isinstance(node, Mapping):
            below = ((key.value, value) for key, value in node.entries)
        else:
            return path
        for step, child in below:
            if child.start <= offset < child.end and not isinstance(child, Scalar):
                path, node = (*path, step), child
                break
        else:
            return path
