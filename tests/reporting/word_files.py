"""What is in a Word file, read independently of what wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(file: Path | bytes, name: str) -> etree._Element:
    """A part of the package as XML."""
    with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as package:
        return etree.fromstring(package.read(name))


def style_names(file: Path) -> dict[str, str]:
    """The names of the styles by id."""
    return {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in part(file, "word/styles.xml").iter(f"{W}style")
    }


def dump(file: Path) -> str:
    """The document as lines of style and text, tables as rows, marked places in double brackets."""
    Document(str(file))  # it opens at all
    names = style_names(file)
    return "\n".join(_lines(part(file, "word/document.xml")[0], names, "")) + "\n"


def _lines(parent: etree._Element, names: dict[str, str], indent: str) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{W}p":
            yield f"{indent}{names[style_of(element)]}: {_text(element)}".rstrip()
            if (section := element.find(f"{W}pPr/{W}sectPr")) is not None:
                yield _section(section)
        elif element.tag == f"{W}tbl":
            yield f"{indent}TABLE {names[element.find(f'{W}tblPr/{W}tblStyle').get(f'{W}val')]}"
            for row in element.iter(f"{W}tr"):
                marks = "".join(f" {etree.QName(mark).localname}" for mark in row.findall(f"{W}trPr/*"))
                yield f"{indent}  ROW{marks}"
                for cell in row.iter(f"{W}tc"):
                    yield from _lines(cell, names, indent + "    ")
        elif element.tag == f"{W}sectPr":
            yield _section(element)


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def _text(paragraph: etree._Element) -> str:
    words = []
    for run in paragraph.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        text = "".join(run.itertext())
        words.append(
            {"ChoCanDien": f"[{text}]", "Strong": f"*{text}*"}.get(style.get(f"{W}val"), text)
            if style is not None
            else text
        )
    return "".join(words)


def _section(section: etree._Element) -> str:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    sides = " ".join(margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left"))
    return f"SECTION {size.get(f'{W}w')} x {size.get(f'{W}h')}, margins {sides}"
