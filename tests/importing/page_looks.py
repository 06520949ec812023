"""Ways in which offices set the pages of their plans: fonts, margins, distances, indents, justified lines."""

from __future__ import annotations

import io
import random
import textwrap

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table
from word_documents import saved


def set_anew(data: bytes, rng: random.Random) -> bytes:
    """A Word document with its pages set in another way; what is printed stays the same."""
    document = docx.Document(io.BytesIO(data))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(rng.choice((13, 13.5, 14)))
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(rng.choice((2.5, 3, 3.5))), Cm(rng.choice((1.5, 2)))
        section.top_margin = section.bottom_margin = Cm(2)
    justified = rng.random() < 0.6
    indent = Cm(rng.choice((0, 0, 1, 1.27)))
    # Without any of these two, lines of one width are all there is to tell paragraphs apart.
    apart = Pt(rng.choice((0, 3, 6, 10)))
    spacing = rng.choice((1.0, 1.15, 1.5))
    for paragraph in document.paragraphs:
        form = paragraph.paragraph_format
        form.space_after, form.space_before, form.line_spacing = apart, Pt(0), spacing
        if paragraph.alignment is None and paragraph.text:
            form.first_line_indent = indent
            if justified:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return saved(document)


def typed_out(data: bytes, rng: random.Random) -> bytes:
    """A Word document as a typed text: a line for each paragraph, or lines broken at a width; blank lines or none.

    Without Word's own numbers and breaks, of which a text has none.
    """
    width = rng.choice((0, 0, 80, 95))
    spaced = not width or rng.random() < 0.5
    lines: list[str] = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            for column in block.columns:
                lines.extend(line for cell in column.cells for line in cell.text.split("\n"))
        else:
            lines.extend(textwrap.wrap(block.text, width) if width else [block.text])
            lines.extend([""] * spaced)
    return "\n".join(lines).encode()
