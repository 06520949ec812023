"""Evidence as people type it: a document's number, perhaps with its date and title, a file, or a link.

``12/KH-SKHCN`` · ``12/KH-SKHCN ngày 10/02/2021 Kế hoạch rà soát`` · ``12/KH-SKHCN | 2021-02-10 | Kế hoạch rà soát`` ·
``Quyết định số 45/QĐ-UBND ngày 5/12/2025 của UBND tỉnh về việc …`` · ``minh-chung/bc.pdf`` · ``https://…``. Between
bars each part may be labelled: ``file: bc | title: Báo cáo``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.structure import Citation
from parplan.vocabulary.document_names import (
    BARE_DAY,
    NoSuchDayError,
    lacks_year,
    names_another,
    parse_day,
    parse_document_name,
)

#: The separator of parts. A bar without spaces may be part of a link.
_BAR = re.compile(r"(?<!\\)\|")
_BAR_AFTER_LINK = re.compile(r"(?<=\s)\||\|(?=\s)")
#: Labels of parts besides their keys.
_KEYS = {"tệp": "file", "số": "number", "cơ quan": "issuer", "loại": "kind"}
_PREFIX = re.compile(rf"({'|'.join((*Citation.__struct_fields__, *_KEYS))})\s*:\s*(?=\S)", re.IGNORECASE)
_LINK = re.compile(r"(?:(?:https?|ftp|file)://|www\.)\S+", re.IGNORECASE)
#: Suffixes of files; the symbol of a document, such as ``12/KH-SKHCN.VX``, has none of these.
_FILE = re.compile(
    r".+\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|txt|md|jpe?g|png|tiff?|gif|zip|rar|7z|eml|msg|mp[34])", re.IGNORECASE
)


def parse_evidence(typed: str, is_file: Callable[[str], bool] = lambda _: False) -> Citation:
    """Parse one piece of evidence; ``is_file`` recognises files whose names have no known suffix.

    Raises ``RequestError`` if it is empty, names several documents, or has an impossible date.
    """
    text = typed.strip()
    if not text.strip("| "):
        raise RequestError(
            message(N_("--evidence is empty")),
            help=message(N_("type a document's number such as 12/KH-SKHCN, a file or a link")),
        )
    parts = _split(text)
    if len(parts) > 1 or (_PREFIX.match(text) and not _LINK.match(text)):
        return _of_parts(typed, [part.replace("\\|", "|") for part in parts if part])
    text = text.replace("\\|", "|")
    return Citation(file=text) if is_file(text) else _natural(typed, text)


def write_evidence(citation: Citation) -> str:
    """Return the text that :func:`parse_evidence` turns into ``citation``."""
    parts = {
        key: part.isoformat() if isinstance(part, date) else part.replace("|", "\\|")
        for key, part in citation.parts().items()
    }
    simple = " | ".join(parts.values())
    return simple if _reads_as(simple, citation) else " | ".join(f"{key}: {text}" for key, text in parts.items())


def _reads_as(text: str, citation: Citation) -> bool:
    try:
        return parse_evidence(text) == citation
    except RequestError:
        return False


def _natural(typed: str, text: str) -> Citation:
    link = _LINK.match(text)
    if link:
        return Citation(link=link[0], title=text[link.end() :].strip() or None)
    if _FILE.fullmatch(text):
        return Citation(file=text)
    try:
        named = parse_document_name(text)
    except NoSuchDayError:
        raise _no_date(typed) from None
    if named is None:
        return Citation(number=text)
    if lacks_year(named.title):
        raise _no_year(typed)
    if names_another(named):
        raise RequestError(
            message(N_("--evidence: “{value}” names two documents"), value=typed),
            help=message(N_("type --evidence once for each of them")),
        )
    return Citation(named.number, named.kind, named.date, named.issuer, named.title)


def _split(text: str) -> list[str]:
    """Split at bars, but not inside a link."""
    parts: list[str] = []
    rest = text
    while rest:
        bar = (_BAR_AFTER_LINK if _LINK.match(rest) else _BAR).search(rest)
        if bar is None:
            return [*parts, rest]
        parts.append(rest[: bar.start()].rstrip())
        rest = rest[bar.end() :].lstrip()
    return parts


def _of_parts(typed: str, parts: list[str]) -> Citation:
    found = Citation()
    for part in parts:
        prefix = _PREFIX.match(part)
        if prefix:
            key, value = prefix[1].lower(), part[prefix.end() :]
            key = _KEYS.get(key, key)
        else:
            key, value = _kind(part, found), part
        if prefix is None and key == "title" and lacks_year(part):
            raise _no_year(typed)
        if key is None or getattr(found, key) is not None:
            raise RequestError(
                message(N_("--evidence: “{value}” has one part too many: “{part}”"), part=part, value=typed),
                help=message(N_("a piece of evidence is: number | date | title | file | link, each at most once")),
            )
        if key == "date":
            day = BARE_DAY.fullmatch(value)
            try:
                found = replace(found, date=parse_day(day) if day is not None else None)
            except NoSuchDayError:
                day = None
            if day is None:
                raise _no_date(typed)
        else:
            texts: dict[str, Any] = {key: value}
            found = replace(found, **texts)
    if found.number is None and found.file is None and found.link is None:
        raise RequestError(
            message(N_("--evidence: “{value}” names no document, file or link"), value=typed),
            help=message(N_("type a document's number such as 12/KH-SKHCN, a file or a link")),
        )
    return found


def _kind(part: str, found: Citation) -> str | None:
    if BARE_DAY.fullmatch(part):
        return "date"
    if _LINK.fullmatch(part):
        return "link"
    if _FILE.fullmatch(part):
        return "file"
    return "number" if found.number is None and found.file is None and found.link is None else "title"


def _no_year(typed: str) -> RequestError:
    return RequestError(
        message(N_("--evidence: “{value}” names a day without its year"), value=typed),
        help=message(N_("type it as 2021-03-01 or 01/03/2021")),
    )


def _no_date(typed: str) -> RequestError:
    return RequestError(
        message(N_("{option}: “{value}” names a day that does not exist"), option="--evidence", value=typed),
        help=message(N_("type it as 2021-03-01 or 01/03/2021")),
    )
