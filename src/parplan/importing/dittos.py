"""Ditto marks: fields that repeat the one above, such as “nt”, “-nt-”, “Như trên”, a quotation mark."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parplan.importing.enumerators import clean
from parplan.importing.found import FoundField, FoundSection
from parplan.vocabulary.folding import fold

#: OCR reads “nt” as “nf” too.
_DITTO = re.compile(r"[-–\s]*(?:n\s*\.?\s*[tf]|nhu tren|-?\s*nhu tren\s*-?|idem)[-–.\s]*|[\"“”„″〃']{1,2}|''")


def is_ditto(text: str) -> bool:
    """Whether a text is a ditto mark."""
    return _DITTO.fullmatch(fold(clean(text))) is not None or _DITTO.fullmatch(clean(text)) is not None


def fill_dittos(sections: Iterable[FoundSection]) -> None:
    """Replace ditto marks with the words above, with a doubt; without words above they stay."""
    above: dict[str, FoundField] = {}
    for section in sections:
        for task in section.tasks:
            for name, found in task.fields.items():
                if is_ditto(found.text) and name in above:
                    doubts = (*found.doubts, "ditto")
                    task.fields[name] = replace(above[name], place=found.place, label=found.label, doubts=doubts)
            above = {name: replace(found, doubts=()) for name, found in task.fields.items()}
