"""All findings of one file."""

from __future__ import annotations

from msgspec import Struct

from parplan.diagnostics import Finding
from parplan.linting.twins import Identity
from parplan.source.text import SourceText

#: After so many findings of one rule in a file the rule stops: nobody reads more, and hostile files have millions.
FINDINGS_LIMIT = 1000


class Stopped(Struct, frozen=True, order=True):
    """A search that stopped after ``limit`` findings of a code; ``about_text``: with it the reading of the text."""

    code: str
    limit: int
    about_text: bool = False


class FileFindings(Struct, frozen=True):
    """A file with everything found in it, in the order of its text.

    ``stopped``: the searches that did not come to an end. ``identity``: by what the plan is compared with others.
    ``more_errors``, ``more_warnings``: how many loading found besides, as of its findings only so many are told.
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
        """How many findings of loading are not told."""
        return self.more_errors + self.more_warnings
