"""All findings of one file."""

from __future__ import annotations

from msgspec import Struct

from parplan.diagnostics import Finding
from parplan.linting.twins import Identity
from parplan.source.text import SourceText

#: The most findings of one rule in a file; nobody reads more, and hostile files have millions.
FINDINGS_LIMIT = 1000


class Stopped(Struct, frozen=True, order=True):
    """A rule that stopped after ``limit`` findings; ``about_text``: reading of the text stopped with it."""

    code: str
    limit: int
    about_text: bool = False


class FileFindings(Struct, frozen=True):
    """All findings of a file, in the order of its text.

    stopped: the rules that reached their limit. identity: the key for comparing the plan with others.
    more_errors, more_warnings: findings of loading beyond its limit, which are only counted.
    """

    name: str
    source: SourceText
    findings: tuple[Finding, ...]
    stopped: tuple[Stopped, ...] = ()
    identity: Identity | None = None
    more_errors: int = 0
    more_warnings: int = 0

    @property
    def more(self) -> int:
        """The number of findings of loading that are only counted."""
        return self.more_errors + self.more_warnings
