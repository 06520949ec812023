"""Reading the documents that a row of a form names: in four cells, for number, day, subject and link."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from parplan.collecting.answer_sheets import AnswerCell
from parplan.collecting.cell_values import CellError, DayWindow, clean, no_such_day, parse_day, parse_remark
from parplan.diagnostics import N_, excerpt, message
from parplan.plan.citations import parse_citation
from parplan.plan.structure import Citation
from parplan.vocabulary.document_names import NoSuchDayError, lacks_year, names_another, parse_document_name

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
#: A file, with its extension or the beginning of a path, or an address without “http”: one word with a dot or a slash.
_FILE = re.compile(
    r".*\.[a-z0-9]{2,5}|(?:[a-z]:[\\/]|[\\/]|\.\.?[\\/]).+|[^\s.\\/]+[.\\/]\S+", re.IGNORECASE | re.DOTALL
)


def parse_document(
    number: AnswerCell, day: AnswerCell, title: AnswerCell, link: AnswerCell, window: DayWindow
) -> tuple[Citation, ...]:
    """The documents in a row: one with its day, title and link, or several with their numbers only."""
    if isinstance(number.value, date):
        raise CellError(
            message(
                N_("“{value}”: a program made a day of the number; type it with ' before it"),
                value=number.value.strftime("%d/%m/%Y"),
            )
        )
    text = re.sub(r"\s*\n\s*(?=ng[àa]y\s+\d)", " ", parse_remark(number) or "", flags=re.IGNORECASE)
    numbers = [part for part in re.split(r"\s*[;\n]\s*", text) if part]
    for one in numbers:
        if not re.search("[0-9/]", one):
            raise CellError(
                message(
                    N_("“{value}” is no number of a document: write other words in the column Notes"),
                    value=excerpt(one),
                )
            )
    dated, titled, linked = parse_day(day, window), parse_remark(title), _link(link)
    if not numbers:
        if linked is None:
            if dated is not None or titled is not None:
                raise CellError(message(N_("a document has a day or a subject here, but no number and no link")))
            return ()
        return (_linked(linked, Citation(date=dated, title=titled)),)
    if len(numbers) > 1 and (dated is not None or titled is not None or linked is not None):
        raise CellError(
            message(N_("several documents stand in one cell: whose are the day, the subject and the link?"))
        )
    if len(numbers) > 1:
        return tuple(_named(one, window) for one in dict.fromkeys(numbers))
    alone = re.sub(r"^(?:số|so)\s*:?\s+(?=\d)", "", numbers[0], flags=re.IGNORECASE)
    cited = _named(alone, window)
    if dated is not None and cited.date not in (None, dated):
        raise CellError(message(N_("“{value}” names another day than {day}: which one is it?"), value=alone, day=dated))
    if titled is not None and cited.title is not None:
        cited = Citation(number=alone, date=dated, title=titled)
    else:
        cited = replace(cited, date=dated or cited.date, title=titled or cited.title)
    return (cited if linked is None else _linked(linked, cited),)


def _named(text: str, window: DayWindow) -> Citation:
    """The document that a cell names alone, as the plan will read it; two in one text are asked about."""
    try:
        cited, named = parse_citation(text), parse_document_name(text)
    except NoSuchDayError:
        raise no_such_day(text) from None
    if named is not None and lacks_year(named.title):
        raise CellError(
            message(
                N_("“{value}” names a day without its year; write it in the column of the document's day"), value=text
            )
        )
    if named is not None and names_another(named):
        raise CellError(message(N_("“{value}” names two documents; put a semicolon between them"), value=text))
    if cited.date is not None and cited.date > window.today:
        raise CellError(
            message(
                N_("{day} is after {today}; what has not happened cannot be recorded"),
                day=cited.date,
                today=window.today,
            )
        )
    return cited


def _linked(link: str, cited: Citation) -> Citation:
    return replace(cited, link=link) if _URL.fullmatch(link) else replace(cited, file=link)


def _link(cell: AnswerCell) -> str | None:
    """The web link shown in a cell, else the web link behind it."""
    text = parse_remark(cell)
    leads_to = clean(cell.link)
    if text is not None and not _URL.fullmatch(text) and _URL.fullmatch(leads_to):
        return leads_to
    if text is not None and not (_URL.fullmatch(text) or _FILE.fullmatch(text)):
        raise CellError(
            message(
                N_("“{value}” is neither a web link nor a file: write other words in the column Notes"),
                value=excerpt(text),
            )
        )
    return None if text is None else " ".join(text.split())
