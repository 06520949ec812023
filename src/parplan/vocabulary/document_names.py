"""Documents as people name them in a sentence: kind, number and symbol, day, issuer, and what it is about.

``Quyết định số 45/QĐ-UBND ngày 05/12/2025 của UBND tỉnh về việc thành lập Ban Chỉ đạo``; each part but the number may
be missing, and the words between them may be typed without diacritics.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from parplan.vocabulary.document_kinds import document_kind, kind_names
from parplan.vocabulary.folding import fold

_KIND = r"(?:(?P<kind>[^\W\d_]+(?:\s+[^\W\d_]+){0,3}?)\s+)?(?:s[ốo]\s*:?\s*)?"
#: Number and symbol (số, ký hiệu): 335/QĐ-SKHCN, 107/2020/NĐ-CP, 31-CT/TU.
_NUMBER = r"(?P<number>\d[\w-]*/\S*[^\s,;:()]|\d+-\w+/\S*[^\s,;:()])"
_DAY = (
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?!\d)"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<d2>\d{1,2})\s+th[áa]ng\s+(?P<m2>\d{1,2})\s+n[ăa]m\s+(?P<y2>\d{4})"
)
_NAMED = re.compile(rf"\s*{_KIND}{_NUMBER}", re.IGNORECASE)
_DATED = re.compile(rf"[\s,;(]*(?:ng[àa]y\s+)?(?:{_DAY})\)?", re.IGNORECASE)
#: A day without its year, alone or with words behind it; “3/2026” is a month.
_DAY_WITHOUT_YEAR = re.compile(
    r"\(?\s*(?:ng[àa]y\s+\d{1,2}(?:[/.-]|\s+th[áa]ng\s+)\d{1,2}|\d{1,2}[/.-]\d{1,2})(?!\d)",
    re.IGNORECASE,
)
#: Its issuer, where its day or its subject begins as in documents, or nothing follows.
_ISSUED = re.compile(
    r"\s+c[ủu]a\s+(?P<issuer>[^,;:]+?)(?<=\S)"
    r"(?=\s+(?:v[ềe]|v/v)\s|\s*(?:\(\s*)?ng[àa]y\s+\d|\s*[,;:]|\s*$)",
    re.IGNORECASE,
)
#: Words between two documents, at the beginning of what follows the first or inside it.
_AND = re.compile(r"(?:^|\s)(?:v[àa]|&|\+)\s+", re.IGNORECASE)
#: Words for “a document” where its kind does not matter.
_ANY_KIND = ("van ban", "theo", "so")


class NamedDocument(Struct, frozen=True):
    """A document named in a sentence. ``kind`` is given only where it differs from the kind of the symbol."""

    number: str
    kind: str | None = None
    date: date | None = None
    issuer: str | None = None
    title: str | None = None


class NoSuchDayError(ValueError):
    """The day named with a document does not exist."""


def parse_document_name(text: str) -> NamedDocument | None:
    """Read the name of a document; ``None`` where the text does not begin with one.

    Raises :class:`NoSuchDayError` for a day that does not exist.
    """
    named = _NAMED.match(text)
    if named is None or not _is_kind(named["kind"]):
        return None
    rest = text[named.end() :]
    day = _DATED.match(rest)
    if day is not None:
        rest = rest[day.end() :]
    issued = _ISSUED.match(rest)
    if issued is not None:
        rest = rest[issued.end() :]
    if day is None and issued is not None and (day := _DATED.match(rest)) is not None:
        rest = rest[day.end() :]
    return NamedDocument(
        named["number"],
        _kind(named["kind"], named["number"]),
        None if day is None else parse_day(day),
        None if issued is None else issued["issuer"].strip(),
        rest.strip(" ,;:–-") or None,
    )


def lacks_year(title: str | None) -> bool:
    """Whether what follows a document's name begins with a day without its year, which is no part of a title."""
    return title is not None and _DAY_WITHOUT_YEAR.match(title) is not None


def names_another(named: NamedDocument) -> bool:
    """Whether what follows a document's name begins with the name of another: then its text names two."""
    of_issuer = _AND.split(named.issuer or "")[1:]
    title = _AND.split(named.title or "", maxsplit=1)
    return any(_begins_with_name(text) for text in (*of_issuer, title[0] or title[-1]))


def _begins_with_name(text: str) -> bool:
    try:
        return parse_document_name(text) is not None
    except NoSuchDayError:
        return True


def parse_day(match: re.Match[str]) -> date:
    """The day of a match of the ways days are written. Raises :class:`NoSuchDayError`."""
    try:
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
        else:
            day, month, year = (int(match[name] or match[f"{name}2"]) for name in ("d", "m", "y"))
        return date(year, month, day)
    except ValueError:
        raise NoSuchDayError(match[0]) from None


#: A day alone, in any of the ways it is written.
BARE_DAY = re.compile(_DAY, re.IGNORECASE)


def _is_kind(words: str | None) -> bool:
    return words is None or fold(words) in {*_ANY_KIND, *(fold(name) for name in kind_names())}


def _kind(words: str | None, number: str) -> str | None:
    """The kind as it is usually written; ``None`` where it is the kind of the symbol."""
    if words is None:
        return None
    told = document_kind(number)
    name = next((name for name in kind_names() if fold(name) == fold(words)), None)
    return None if name is None or name == told else name
