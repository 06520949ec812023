"""Rules and their remarks."""

from __future__ import annotations

from enum import Enum, auto

from parplan.diagnostics import Explanation, Fix, Message, Path, Remark, Severity, message

#: What authors write about the print, which quotes its damage: the rules on spelling leave it alone.
_QUOTING = frozenset({"notes", "note", "printed"})


class Needs(Enum):
    """Parts of a file a rule depends on: where they were refused, the rule is not run."""

    #: Words as they stand, whatever is missing around them.
    WORDS_ONLY = auto()
    #: The task, unit, group or report it speaks of.
    ITS_PLACE = auto()
    #: Every name of the plan.
    ALL_NAMES = auto()


class Rule(Explanation, frozen=True):
    """An explanation with the conditions under which the rule runs.

    ``alone``: where it finds something, no other warning is told, as each would be the same in other words.
    ``passing``: found or not by what was recorded since, so a comment that excuses it is not unused when the work has
    gone on.
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
    """Make a remark of a rule at a place of the document."""
    return Remark(rule.code, rule.name, rule.severity, path, text, help, at_key, lines, stretch, fix)


def shown(text: str) -> str:
    """A text short enough to stand in a message."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def quotes_print(path: Path) -> bool:
    """Whether the value at ``path`` may quote damaged print."""
    return not _QUOTING.isdisjoint(step for step in path if isinstance(step, str))
