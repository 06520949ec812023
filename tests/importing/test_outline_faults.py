"""Faults made in a plan grouped by unit: each kind that can be seen raises a doubt that the right document has not."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import docx
import pytest
from typed_plans import read_word
from word_documents import outline_document, saved

Fault = Callable[[Any, random.Random], None]
#: Plans of every look: bullets, letters, paragraphs, roles.
SEEDS = (700, 702, 704, 705)


def told(data: bytes) -> set[tuple[str, str, str, str]]:
    draft = read_word(data, outline=True)
    return {(doubt.kind, doubt.address, doubt.field, doubt.printed) for doubt in draft.doubts}


def headings(document: Any) -> list[Any]:
    """The paragraphs that name units."""
    paragraphs = document.paragraphs
    start = next(k for k, one in enumerate(paragraphs) if one.text.startswith("II. "))
    return [one for one in paragraphs[start + 1 :] if one.runs and one.runs[0].bold]


def inner(document: Any, rng: random.Random) -> Any:
    return rng.choice(headings(document)[1:-1])


def removed(paragraph: Any) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def number(paragraph: Any) -> str:
    return str(paragraph.text).split(" ", 1)[0]


def _no_heading(document: Any, rng: random.Random) -> None:
    removed(inner(document, rng))


def _blank_heading(document: Any, rng: random.Random) -> None:
    heading = inner(document, rng)
    heading.runs[0].text = number(heading)


def _no_unit(document: Any, rng: random.Random) -> None:
    heading = inner(document, rng)
    heading.runs[0].text = f"{number(heading)} Công tác tuyên truyền"


def _misspelt_unit(document: Any, rng: random.Random) -> None:
    heading = inner(document, rng)
    heading.runs[0].text = f"{number(heading)} Sơ Nội vu"


def _same_heading(document: Any, rng: random.Random) -> None:
    first, second = headings(document)[1:3]
    second.runs[0].text = first.text


def _heading_as_text(document: Any, rng: random.Random) -> None:
    heading = inner(document, rng)
    heading.runs[0].text = heading.text.split(" ", 1)[1]
    heading.runs[0].bold = False


def _no_duties(document: Any, rng: random.Random) -> None:
    heading = inner(document, rng)
    paragraphs = document.paragraphs
    start = next(k for k, one in enumerate(paragraphs) if one._p is heading._p)
    for paragraph in paragraphs[start + 1 :]:
        if paragraph.runs and paragraph.runs[0].bold:
            break
        removed(paragraph)


def _cut_end(document: Any, rng: random.Random) -> None:
    table = document.tables[-1]._tbl
    table.getparent().remove(table)


FAULTS: dict[str, Fault] = {
    "no heading": _no_heading,
    "a heading without its name": _blank_heading,
    "a heading that is no unit": _no_unit,
    "a misspelt unit": _misspelt_unit,
    "a heading twice": _same_heading,
    "a heading as plain text": _heading_as_text,
    "no duties of a unit": _no_duties,
    "cut the end": _cut_end,
}
#: Nobody can see that the last unit, or one of several duties with bullets, is missing.


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_a_plan_by_unit(name: str) -> None:
    for seed in SEEDS:
        data = outline_document(random.Random(seed))[1]
        document = docx.Document(io.BytesIO(data))
        FAULTS[name](document, random.Random(f"{name} {seed}"))
        assert told(saved(document)) - told(data), seed
