"""P416: debris of a scan or of a wrong character set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.subject import N_, Subject, message, quotes_print, remark, rule

EXPLANATION = rule(
    "P416",
    "damaged-text",
    Severity.WARNING,
    what=N_("A text has traces of a scanner or a wrong character set: “Quý 1V”, “335/0P”, “v€”, “Ã¡”, “Quy /2021”."),
    why=N_("Numbers, symbols and quarters are misread this way, and deadlines with them."),
    instead=N_("Write what is printed."),
    right=N_(
        "Only marks that no right text has count: a digit inside a Roman numeral or a document's symbol, signs inside "
        "words, letters read in a wrong character set, a quarter without its number. Notes and “printed” may "
        "quote them."
    ),
    bad="time: Quý 1V/2021 báo cáo",
    good="time: Quý IV/2021 báo cáo",
)

_DEBRIS = re.compile(
    r"(?P<roman>\b[Qq]u[yýỷỳ]\s+(?=\w*1)(?=\w*[IVX])[1IVX]{2,4}\b)"
    r"|(?P<quarter>\b[Qq]u[yý]\s*/\s*(?:19|20)\d\d)"
    r"|(?P<symbol>\b\d{1,5}(?:/(?:19|20)\d\d)?/(?=[A-ZĐƯ01-]*[01])(?=[01]?[A-ZĐƯ-])[A-ZĐƯ01]{2,}(?:-[A-ZĐƯ01]+)+)"
    r"|(?P<sign>[^\W\d_]+[€¢£¥§©®¤¦~^|\\<>]+[^\W\d_]*(?!\w)|(?<!\w)[€¢¥©®¤¦][^\W\d_]+)"
    r"|(?P<charset>[ÃÂÄÆ][\u0080-\u00bf]|á[º»][\u0080-\u00bf\u2018-\u203a]?|Ä[\u0080-\u00bf\u2018-\u203a]|[\ufb00-\ufb06\ufffd])"
)


def check(subject: Subject) -> Iterator[Remark]:
    """Search the values of the file for all kinds of debris."""
    for path, match in subject.occurrences(_DEBRIS):
        if quotes_print(path) or _is_link(path):
            continue
        yield remark(
            EXPLANATION,
            path,
            message(N_("“{words}” looks damaged by a scanner or a wrong character set"), words=match[0]),
            message(N_("write what is printed")),
            stretch=match.span(),
        )


def _is_link(path: tuple[str | int, ...]) -> bool:
    return path[-1:] in (("link",), ("file",))
