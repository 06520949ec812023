"""Removal of internal wording: a report to a superior tells what the agency does, not who prepared it for whom."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from parplan.reporting.papers import Appendix, Paper, PaperBlock, PaperRow, PaperTable, Paragraph, Run, Text
from parplan.vocabulary.folding import fold
from parplan.vocabulary.places import PLACE_KINDS

#: “tham mưu” before what was prepared, and for whom; what stands before it may make it a body's name. Prepared for the
#: agency's own head it is what the agency did; for a body above, what the agency brought before that body.
_PREPARED = re.compile(
    r"(?P<body>\b(?:tổ|ban|bộ phận|công tác|cơ quan) )?\btham mưu,?(?: cho| giúp)?"
    r"(?P<own> (?:(?:ban giám đốc|giám đốc|lãnh đạo|thủ trưởng) (?:sở|bộ|cục|trường|cơ quan|đơn vị|ban(?! hành))"
    r"|bộ trưởng|hiệu trưởng|cục trưởng)\b)?"
    r"(?P<above>(?= (?:ubnd|ủy ban|hđnd|hội đồng|chủ tịch|tỉnh ủy|thành ủy|ban thường vụ|chính phủ|thủ tướng)\b))?\s+",
    re.IGNORECASE,
)
#: A people's committee and its head, for whom its own departments prepare.
_COMMITTEE = re.compile(
    r"(?:(?:lãnh đạo|(?:phó )?chủ tịch) )?(?:ubnd|ủy ban nhân dân)"
    rf"(?: (?:{'|'.join(PLACE_KINDS)}))?\s+",
    re.IGNORECASE,
)


def without_internal_words(paper: Paper, agency: str) -> Paper:
    """Return the document of ``agency`` without “tham mưu …” in its texts."""
    return _Outward(fold(agency).startswith(("ubnd ", "uy ban nhan dan "))).paper(paper)


class _Outward(Struct, frozen=True):
    """Replacement in the texts of a paper; committee: whether a people's committee reports."""

    committee: bool

    def paper(self, paper: Paper) -> Paper:
        return replace(
            paper,
            blocks=tuple(map(self._block, paper.blocks)),
            appendices=tuple(
                Appendix(one.label, one.title, one.reference, tuple(map(self._block, one.blocks)))
                for one in paper.appendices
            ),
        )

    def _block(self, block: PaperBlock) -> PaperBlock:
        if isinstance(block, Paragraph):
            return Paragraph(self._text(block.runs), block.level)
        rows = (
            PaperRow(tuple(tuple(map(self._text, cell)) for cell in row.cells), row.heading, row.total)
            for row in block.rows
        )
        return PaperTable(block.columns, tuple(rows))

    def _text(self, runs: Text) -> Text:
        return tuple(
            run if run.place else Run(outward(run.text, committee=self.committee), strong=run.strong) for run in runs
        )


def outward(words: str, *, committee: bool = False) -> str:
    """“Xây dựng, tham mưu ban hành kế hoạch” → “Xây dựng, ban hành kế hoạch”.

    committee: whether a people's committee reports, which does not bring its own decisions before itself.
    """
    said = ""
    last = 0
    for found in _PREPARED.finditer(words):
        end = found.end()
        if committee and not found["body"] and (itself := _COMMITTEE.match(words, end)) is not None:
            if words[itself.end() : itself.end() + 1].islower():  # else its name goes on
                said, last = said + words[last : found.start()], itself.end()
        else:
            said, last = said + words[last : found.start()] + _replaced(found), end
    said += words[last:]
    start = len(said) - len(said.lstrip())
    begins = words.lstrip()[:1].isupper() and said[start : start + 1].islower()
    return said[:start] + said[start : start + 1].upper() + said[start + 1 :] if begins else said


def _replaced(found: re.Match[str]) -> str:
    if found["body"] or found.string[found.end() : found.end() + 1].isdigit():  # “đã tham mưu 02 văn bản”
        return found[0]
    return "trình " if found["above"] is not None and not found["own"] else ""
