"""The parts of a Word package: its size is checked before it is unpacked, and what its notes and comments say."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from parplan.diagnostics import N_, Message, message
from parplan.foreign_files import damaged_archive_as
from parplan.importing.readers.comments import comment_text
from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.refusals import corrupt, refuse, too_large
from parplan.importing.readers.word_numbering import W

#: Unpacked, a plan of 500 pages has some 20 MB of text, and pictures besides.
_UNPACKED_LIMIT = 400 * 1024 * 1024
_TEXT_LIMIT = 80 * 1024 * 1024
_MOST_PARTS = 20_000
_DOCUMENT = "word/document.xml"


def _unpacked(most: int) -> Message:
    return message(N_("unpacked, at most {most} MiB of it can be read"), most=most >> 20)


def check_package(data: bytes, name: str) -> None:
    """Refuse what is no Word document, is damaged, declares entities, or would grow too large."""
    with damaged_archive_as(corrupt(name)), zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        names = {entry.filename for entry in entries}
        if _DOCUMENT not in names:
            raise _foreign(names, name)
        if len(entries) > _MOST_PARTS:
            raise too_large(name, message(N_("a document of at most {most} parts can be read"), most=_MOST_PARTS))
        if sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT:
            raise too_large(name, _unpacked(_UNPACKED_LIMIT))
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                if entry.file_size > _TEXT_LIMIT:
                    raise too_large(name, _unpacked(_TEXT_LIMIT))
                with package.open(entry) as file:  # the stated size need not be true
                    beginning = file.read(4096)
                    if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                        raise corrupt(name)


def _foreign(names: set[str], name: str) -> Exception:
    kind = "Excel" if any(n.startswith("xl/") for n in names) else "OpenDocument" if "content.xml" in names else "zip"
    return refuse(
        N_("{name} is not a Word document but {kind}"),
        message(N_("save the plan as .docx or .pdf and import that")),
        name=name,
        kind=kind,
    )


def related_part(part: Any, kind: str) -> Any | None:
    """The root of a part the document refers to, or ``None``; python-docx would add a default part."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            root = getattr(relation.target_part, "element", None)
            root = _parsed(relation.target_part.blob) if root is None else root
            return None if root is None else without_remarks(root)
    return None


def without_remarks(root: Any) -> Any:
    """The element without remarks of XML and what else is no text, which part a text in two: half would be read."""
    from lxml import etree

    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction, etree.Entity)
    return root


def _parsed(data: bytes) -> Any | None:
    """The root of a part that python-docx does not read, such as footnotes; ``None`` where it is damaged."""
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    try:
        return parse_xml(data)
    except XMLSyntaxError:
        return None


def texts_of_notes(part: Any | None) -> dict[str, str]:
    """The texts of footnotes or endnotes by id."""
    notes: dict[str, str] = {}
    for note in part if part is not None else ():
        if isinstance(note.tag, str) and note.get(f"{W}type") is None:
            notes[note.get(f"{W}id") or ""] = as_printed("".join(one.text or "" for one in note.iter(f"{W}t"))) or "…"
    return notes


def texts_of_comments(part: Any | None) -> list[str]:
    """Texts of the comments, each in quotes."""
    if part is None:
        return []
    said = ("".join(text.text or "" for text in one.iter(f"{W}t")) for one in part.iter(f"{W}comment"))
    return [f"“{comment_text(text)}”" for text in said if text.strip()]
