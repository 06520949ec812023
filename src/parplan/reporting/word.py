"""Documents as Word files in the layout of Nghị định 30/2020/NĐ-CP.

The same document gives the same bytes: nothing in the file comes from the clock or the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parplan.reporting.lettering import lines_within, width
from parplan.reporting.papers import Appendix, Level, Paper, PaperBlock, PaperTable, Run, Signature, Text, plain, text
from parplan.reporting.word_elements import beside, grid, paragraph, rule, twips
from parplan.reporting.word_package import HEADER_HERE, pack
from parplan.reporting.word_styles import (
    ABOUT,
    ADDRESSED,
    AFTER_TABLE,
    APPENDIX_LABEL,
    APPENDIX_TITLE,
    BODY,
    END,
    HEADINGS,
    ISSUER,
    ITEM,
    KIND,
    MOTTO,
    NAMESPACE,
    NATION,
    NOTE,
    NUMBER,
    OFFICE,
    PAGE_NUMBER,
    PLACE_AND_DAY,
    RECIPIENTS,
    RECIPIENTS_LABEL,
    REFERENCE,
    SIGNER,
    SUMMARY,
    SUPERIOR,
    WordStyle,
)

#: A4 and its margins in millimetres; the page number is 10 mm below the edge.
_WIDTH, _HEIGHT = 210.0, 297.0
_TOP, _BOTTOM, _LEFT, _RIGHT, _HEADER = 20.0, 20.0, 30.0, 15.0, 10.0
_ROOM = _WIDTH - _LEFT - _RIGHT

#: Column widths in millimetres. Head: issuer, and the national motto. Foot: recipients, and signature.
_ISSUER_ROOM, _FOOT_LEFT = 68.0, 75.0
#: The length of the rules under issuer and title, as a share of the text above: a third to a half.
_PART = 0.4
#: Spare width of a title's line on either side, in millimetres, as other programs' fonts may be wider.
_TITLE_SLACK = 3.0
#: The same of the line with the place and the day, whose letters are italic.
_DAY_SLACK = 4.0

_STYLES: dict[Level, WordStyle] = {
    Level.HEADING_1: HEADINGS[0],
    Level.HEADING_2: HEADINGS[1],
    Level.HEADING_3: HEADINGS[2],
    Level.CENTRED: OFFICE,
    Level.BODY: BODY,
    Level.ITEM: ITEM,
    Level.NOTE: NOTE,
}


def render_word(paper: Paper) -> bytes:
    """Return the document as a .docx file. Raises ``ParplanError`` if python-docx is not installed."""
    return pack(_body(paper), _page_number(), paper)


def _body(paper: Paper) -> Iterator[str]:
    yield from _head(paper)
    yield from block_elements(paper.blocks)
    yield _foot(paper)
    for number, appendix in enumerate(paper.appendices):
        # This ends the section of the document's own pages, or of the appendix before.
        yield paragraph(END, section=_section(landscape=number > 0))
        yield from appendix_elements(appendix)
    yield paragraph(END)  # Word needs a paragraph after a table
    yield _section(landscape=bool(paper.appendices))


def _head(paper: Paper) -> Iterator[str]:
    head, nation_room = paper.head, _ROOM - _ISSUER_ROOM
    left: list[str] = []
    if head.superior:
        left += [paragraph(SUPERIOR, line) for line in lines_within(head.superior.upper(), SUPERIOR.size, _ISSUER_ROOM)]
    issuer = lines_within(head.issuer.upper(), ISSUER.size, _ISSUER_ROOM)
    left += [paragraph(ISSUER, text(line)) for line in issuer]
    left.append(rule(_PART * max(width(line, ISSUER.size) for line in issuer), _ISSUER_ROOM))
    left.append(paragraph(NUMBER, head.numbered))
    if head.about is not None:
        left.append(paragraph(ABOUT, head.about))
    right = [
        paragraph(NATION, head.nation),
        *([paragraph(MOTTO, head.motto)] if head.motto else []),
        rule(width(head.motto or plain(head.nation), MOTTO.size), nation_room),
        paragraph(PLACE_AND_DAY, _place_and_day(head.place_and_day, nation_room)),
    ]
    yield beside([(_ISSUER_ROOM, left), (nation_room, right)])
    if paper.kind is not None:
        yield paragraph(KIND, text(paper.kind))
    if paper.title is not None:
        yield paragraph(SUMMARY, text(paper.title), side=_title_side(paper.title))
        yield rule(_PART * min(width(paper.title, SUMMARY.size), _ROOM), _ROOM)
    if len(paper.addressees) == 1:
        yield paragraph(ADDRESSED, text(f"{paper.addressed} ", paper.addressees[0]))
    elif paper.addressees:
        yield paragraph(ADDRESSED, text(paper.addressed), keep_next=True)
        yield from (paragraph(ITEM, text("- ", one)) for one in paper.addressees)


def _place_and_day(words: Text, room: float) -> Text:
    """The place and the day; where both are too long for a line, it ends after the place, not within the day."""
    if width(plain(words), PLACE_AND_DAY.size) < room - _DAY_SLACK:
        return words
    whole: list[Run] = []
    after = False
    for one in words:
        place, comma, day = one.text.partition(", ") if not after else ("", "", one.text)
        whole.append(replace(one, text=place + comma + day.replace(" ", "\N{NO-BREAK SPACE}")))
        after = after or bool(comma)
    return tuple(whole)


def _title_side(title: str) -> float:
    """The indent of a title of two lines, so that both are about as long and no word is left alone."""
    lines = lines_within(title, SUMMARY.size, _ROOM)
    if len(lines) != 2:
        return 0
    return max((_ROOM - max(width(line, SUMMARY.size) for line in lines)) / 2 - _TITLE_SLACK, 0)


def block_elements(blocks: Sequence[PaperBlock]) -> Iterator[str]:
    """The XML of paragraphs and tables."""
    for index, block in enumerate(blocks):
        if isinstance(block, PaperTable):
            yield from grid(block)
            yield paragraph(AFTER_TABLE)
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        runs = text("- ", block.runs) if block.level is Level.ITEM else block.runs
        # Keep a table with the paragraph before it, and the signature with the last paragraph.
        yield paragraph(_STYLES[block.level], runs, keep_next=following is None or isinstance(following, PaperTable))


def _foot(paper: Paper) -> str:
    left = [paragraph(RECIPIENTS_LABEL, text(paper.recipients_label))]
    last = len(paper.recipients) - 1
    left += [
        paragraph(RECIPIENTS, text("- ", one, "." if index == last else ";"))
        for index, one in enumerate(paper.recipients)
    ]
    return beside([(_FOOT_LEFT, left), (_ROOM - _FOOT_LEFT, signature_elements(paper.signature))])


def signature_elements(signature: Signature) -> list[str]:
    """The XML of a signature: the lines of titles, room for the signature, the name."""
    return [*(paragraph(OFFICE, office) for office in signature.offices), paragraph(SIGNER, signature.name)]


def appendix_elements(appendix: Appendix) -> Iterator[str]:
    """The XML of an appendix: its label, title, reference and blocks."""
    yield paragraph(APPENDIX_LABEL, text(appendix.label))
    yield paragraph(APPENDIX_TITLE, text(appendix.title.upper()))
    yield paragraph(REFERENCE, appendix.reference)
    yield from block_elements(appendix.blocks)


def _section(*, landscape: bool) -> str:
    """The page setup of a section; each counts from 1, and its first page shows no number."""
    across, down = (_HEIGHT, _WIDTH) if landscape else (_WIDTH, _HEIGHT)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr>{HEADER_HERE}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(across)}" w:h="{twips(down)}"{turned}/>'
        f'<w:pgMar w:top="{twips(_TOP)}" w:right="{twips(_RIGHT)}" w:bottom="{twips(_BOTTOM)}" '
        f'w:left="{twips(_LEFT)}" w:header="{twips(_HEADER)}" w:footer="{twips(_HEADER)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def _page_number() -> str:
    """A header with the page number, as a field, in the middle."""
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    instruction = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    field = f"{begin}{instruction}{separate}<w:r><w:t>2</w:t></w:r>{end}"
    return f'<w:hdr {NAMESPACE}><w:p><w:pPr><w:pStyle w:val="{PAGE_NUMBER.id}"/></w:pPr>{field}</w:p></w:hdr>'
