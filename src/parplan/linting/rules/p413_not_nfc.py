"""P413: a text is not in Unicode's composed form (NFC)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parplan.diagnostics import N_, Fix, Path, Remark, Severity, Splice, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, remark, rule, shown

RULE = rule(
    "P413",
    "not-nfc",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A text has Vietnamese letters composed of a letter and separate marks (not Unicode NFC)."),
    why=N_("It looks the same but is a different text: searches in editors, git and Word do not find it."),
    instead=N_("Type it again, or have the editor convert the file to NFC (“Unicode dựng sẵn”, not “tổ hợp”)."),
    right=N_("Only letters that have a composed form are reported."),
    bad="title: The\u0302\u0309 che\u0302\u0301",
    good="title: Thể chế",
)

_MARKED = re.compile(r"[^\W\d_]*[^\W\d_][\u0300-\u036f][\w\u0300-\u036f]*")


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for combining marks, if the file has any at all; one finding for each value."""
    if unicodedata.is_normalized("NFC", checked.source.text):
        return
    words: dict[Path, list[re.Match[str]]] = {}
    for path, match in checked.occurrences(_MARKED):
        if unicodedata.normalize("NFC", match[0]) != match[0]:
            words.setdefault(path, []).append(match)
    for path, found in words.items():
        splices = tuple(Splice(*match.span(), unicodedata.normalize("NFC", match[0])) for match in found)
        yield remark(
            RULE,
            path,
            message(N_("“{word}” is written with separate marks (not NFC)"), word=shown(splices[0].text)),
            message(N_("type it again, or convert the file to “Unicode dựng sẵn” (NFC)")),
            stretch=found[0].span(),
            fix=Fix(splices, changes=(path,)),
        )
