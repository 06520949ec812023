"""Removal of internal wording: a report to a superior tells what the agency does, not who prepared it for whom."""

from __future__ import annotations

import re

from msgspec.structs import replace

from parplan.reporting.papers import Appendix, Block, Paper, Paragraph, Row, Run, Table, Text

#: “tham mưu” before a verb, perhaps with its addressee. The words before it show whether it is part of a name.
_PREPARED = re.compile(
    r"(?P<body>\b(?:tổ|ban|bộ phận|công tác|cơ quan) )?\btham mưu,?(?: cho| giúp)?"
    r"(?: (?:giám đốc|lãnh đạo|ban giám đốc) (?:sở|ban))?\s+",
    re.IGNORECASE,
)


def without_internal_words(paper: Paper) -> Paper:
    """Return the document without “tham mưu …” in its texts."""
    return replace(
        paper,
        blocks=tuple(map(_block, paper.blocks)),
        appendices=tuple(
            Appendix(one.label, one.title, one.reference, tuple(map(_block, one.blocks))) for one in paper.appendices
        ),
    )


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(_text(block.runs), block.level)
    rows = (Row(tuple(tuple(map(_text, cell)) for cell in row.cells), row.heading, row.total) for row in block.rows)
    return Table(block.columns, tuple(rows))


def _text(runs: Text) -> Text:
    return tuple(run if run.place else Run(outward(run.text), strong=run.strong) for run in runs)


def outward(words: str) -> str:
    """“Xây dựng, tham mưu ban hành kế hoạch” → “Xây dựng, ban hành kế hoạch”."""
    said = _PREPARED.sub(lambda found: found[0] if found["body"] else "", words)
    start = len(said) - len(said.lstrip())
    begins = words.lstrip()[:1].isupper() and said[start : start + 1].islower()
    return said[:start] + said[start : start + 1].upper() + said[start + 1 :] if begins else said
