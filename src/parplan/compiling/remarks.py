"""What is found while compiling, gathered: remarks that point at places in the document, with their codes."""

from __future__ import annotations

from parplan.diagnostics import Message, Path, Remark, Severity

#: The findings made here: those without which the plan has no sure meaning. Code: name and severity.
CODES: dict[str, tuple[str, Severity]] = {
    "P101": ("duplicate-id", Severity.ERROR),
    "P201": ("unknown-unit", Severity.ERROR),
    "P202": ("ambiguous-unit", Severity.ERROR),
    "P203": ("group-for-unit", Severity.WARNING),
    "P301": ("unreadable-time", Severity.WARNING),
    "P302": ("several-times", Severity.WARNING),
    "P303": ("repaired-time", Severity.WARNING),
    "P401": ("unknown-reference", Severity.ERROR),
    "P402": ("circular-reference", Severity.ERROR),
    "P501": ("unknown-milestone", Severity.ERROR),
    "P502": ("unplaced-deadline", Severity.WARNING),
}


class Remarks:
    """The remarks made so far, in the order they were made."""

    def __init__(self) -> None:
        self.made: list[Remark] = []

    def add(
        self,
        code: str,
        path: Path,
        text: Message,
        help: Message | None = None,
        *,
        at_key: bool = False,
        lines: tuple[tuple[str, Path], ...] = (),
    ) -> None:
        """Make a remark of ``code`` at ``path``; see :class:`parplan.diagnostics.Remark` for the rest."""
        name, severity = CODES[code]
        self.made.append(Remark(code, name, severity, path, text, help, at_key, lines))
