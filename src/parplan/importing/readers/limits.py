"""The bounds on reading one document that is imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from parplan import confining
from parplan.diagnostics import N_, message
from parplan.importing.readers.refusals import PART, UnreadableSourceError, refuse

_T = TypeVar("_T")

#: The most pages of a document, and the most signs of its text: more than any plan has.
MOST_PAGES = 500
MOST_SIGNS = MOST_PAGES * 3000


def made_apart(name: str, make: Callable[..., Iterator[_T]], *given: object) -> Iterator[_T]:
    """Yield what ``make(*given)`` yields, which is made in a process of its own (:func:`confining.made_apart`).

    Raises ``UnreadableSourceError`` naming the document ``name`` where it takes too much, and what ``make`` raises.
    """
    try:
        yield from confining.made_apart(make, *given)
    except confining.OvertimeError:
        raise _overtime(name) from None
    except confining.ExcessiveError:
        raise _excessive(name) from None


def _excessive(name: str) -> UnreadableSourceError:
    return refuse(
        N_("reading {name} takes more memory than any plan needs; it is damaged or malicious"),
        message(N_("print it to a new PDF, or ask for the Word document, and import that")),
        name=name,
    )


def _overtime(name: str) -> UnreadableSourceError:
    return refuse(
        N_("{name} was not read within {seconds} seconds; it is very long, damaged or malicious"),
        PART,
        name=name,
        seconds=round(confining.SECONDS),
    )
