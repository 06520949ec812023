"""Rules and their remarks."""

from __future__ import annotations

from enum import Enum, auto

from parplan.diagnostics import Explanation, Fix, Message, Path, Remark, Severity, excerpt, message

#: Keys whose values may quote damaged print; the rules on spelling skip them.
_QUOTING = frozenset({"notes", "note", "printed"})


class Needs(Enum):
    """The parts of a file a rule depends on; it is not run where they were refused."""

    #: Only the words themselves.
    WORDS_ONLY = auto()
    #: The task, unit, group or report it is about.
    ITS_PLACE = auto()
    #: Every name of the plan.
    ALL_NAMES = auto()


class Rule(Explanation, frozen=True):
    """An explanation, and the conditions for running the rule.

    alone: if it finds something, no other warning is reported, because all would repeat it.
    passing: recorded progress may make its findings disappear, so a comment that ignores it is never unused.
    """

    needs: Needs = Needs.ITS_PLACE
    alone: bool = False
    passing: bool = False


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    what: str,
    why: str,
    instead: str,
    right: str,
    bad: str,
    good: str,
    needs: Needs = Needs.ITS_PLACE,
    alone: bool = False,
    passing: bool = False,
) -> Rule:
    """Make a rule; the texts are msgids marked with ``N_``. See :class:`parplan.diagnostics.Explanation`."""
    texts = message(what), message(why), message(instead), message(right)
    return Rule(code, name, severity, *texts, bad, good, needs, alone, passing)


def remark(
    rule: Rule,
    path: Path,
    text: Message,
    help: Message | None = None,
    *,
    at_key: bool = False,
    lines: tuple[tuple[str, Path], ...] = (),
    stretch: tuple[int, int] | None = None,
    fix: Fix | None = None,
) -> Remark:
    """Make a remark of a rule at a path of the document."""
    return Remark(rule.code, rule.name, rule.severity, path, text, help, at_key, lines, stretch, fix)


def shown(text: str) -> str:
    """A text shortened for a message."""
    return excerpt(" ".join(text.split()))


def quotes_print(path: Path) -> bool:
    """Whether the value at ``path`` may quote damaged print."""
    return not _QUOTING.isdisjoint(step for step in path if isinstance(step, str))
