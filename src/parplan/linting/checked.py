"""What became of a file that was checked."""

from __future__ import annotations

from msgspec import Struct

from parplan.diagnostics import Finding
from parplan.linting.twins import Identity
from parplan.source.codes import FINDINGS_LIMIT as TEXT_LIMIT
from parplan.source.text import SourceText

#: After so many findings of one rule in a file the rule stops: nobody reads more, and hostile files have millions.
FINDINGS_LIMIT = 1000


def limit_of(code: str) -> int:
    """After how many findings of a code the search for it stops."""
    return TEXT_LIMIT if code.startswith("Y") else FINDINGS_LIMIT


class Checked(Struct, frozen=True):
    """A file with everything found in it, in the order of its text.

    ``stopped``: the codes of which there was more than the limit, so that the rest was not looked for. ``identity``: by
    what it is compared with other plans.
    """

    name: str
    source: SourceText
    findings: tuple[Finding, ...]
    stopped: tuple[str, ...] = ()
    identity: Identity | None = None
