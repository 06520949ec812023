"""What tells a finding known from a new one, whatever line it has moved to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from parplan.diagnostics import Finding


def with_fingerprints(results: Iterable[tuple[str, Iterable[Finding]]]) -> Iterator[tuple[str, Finding, str]]:
    """Yield path, finding and fingerprint of all findings.

    A fingerprint is made of path, code and the English message, whatever language is shown, and of the finding's number
    among equal ones.
    """
    seen: Counter[str] = Counter()
    for path, findings in results:
        for finding in findings:
            identity = f"{path}\0{finding.code}\0{finding.message}"
            seen[identity] += 1
            yield (
                path,
                finding,
                hashlib.sha256(f"{identity}\0{seen[identity]}".encode("utf-8", "surrogatepass")).hexdigest(),
            )
