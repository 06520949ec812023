"""The remarks made while compiling: each has a code and points at a place in the document."""

from __future__ import annotations

from parplan.compiling.sense_rules import SENSE_RULES
from parplan.diagnostics import Message, Path, Remark, Severity
from parplan.document.error_limit import ErrorLimit


class Remarks:
    """The remarks made so far, in the order they were made; errors up to the limit of a file."""

    def __init__(self, limit: ErrorLimit) -> None:
        self._limit = limit
        self.made: list[Remark] = []

    @property
    def full(self) -> bool:
        """Whether further errors are only counted, so that no help needs to be found for them."""
        return self._limit.left == 0

    def add(
        self,
        code: str,
        path: Path,
        text: Message,
        help: Message | None = None,
        *,
        at_key: bool = False,
        lines: tuple[tuple[str, Path], ...] = (),
        joined: tuple[Path, Path, str] | None = None,
    ) -> None:
        """Add a remark of ``code`` at ``path``; see :class:`parplan.diagnostics.Remark` for the rest."""
        rule = SENSE_RULES[code]
        if rule.severity is Severity.ERROR and not self._limit.take():
            return
        self.made.append(Remark(code, rule.name, rule.severity, path, text, help, at_key, lines, joined=joined))
