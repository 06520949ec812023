"""Bring the Vietnamese catalogue up to date with the code: extract the messages, merge them, compile.

    python tools/update_catalogue.py           # after a message was added or changed, or a translation edited
    python tools/update_catalogue.py --check   # write nothing; exit 1 when a run would change a file

A new message comes in empty, and one like an old message with its translation marked ``fuzzy``; both are shown in
English until someone translates them (a fuzzy one by correcting it and deleting the mark). The result depends on the
code and the translations alone, not on the day or on the version of Babel, so ``--check`` can compare bytes.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from parplan.languages import DOMAIN, LOCALE_FOLDER

SOURCES = LOCALE_FOLDER.parent
PO_FILE = LOCALE_FOLDER / "vi" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO_FILE = PO_FILE.with_suffix(".mo")

_COMMENT = """\
# Vietnamese words of parplan.
# Copyright (C) 2026 The parplan authors
# This file is distributed under the same license as the parplan project.
# Written by tools/update_catalogue.py; edit the translations only.
#
# Words for the file itself: key trường, mapping nhóm trường, list danh sách, item dòng danh sách, quotes dấu nháy kép,
# bracket dấu ngoặc, indent thụt vào, anchor neo, YAML alias tham chiếu, tag nhãn, directive chỉ thị;
# for the rest: alias of a unit tên gọi khác, of an id mã phụ, occurrence kỳ, finding lỗi, cảnh báo."""
_HEADERS = (
    ("Project-Id-Version", DOMAIN),
    ("POT-Creation-Date", "2026-01-01 00:00+0700"),
    ("PO-Revision-Date", "2026-01-01 00:00+0700"),
    ("Language", "vi"),
    ("Language-Team", "Vietnamese"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit\n"),
)


class _Vietnamese(Catalog):
    """A catalogue with the one header above; Babel's own would name the day and its version."""

    mime_headers = property(lambda self: list(_HEADERS))

    def __init__(self) -> None:
        super().__init__(locale="vi", header_comment=_COMMENT, fuzzy=False)


def extract_messages() -> Catalog:
    """Return the English messages of the code, without translations."""
    template = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(SOURCES):
        template.add(message)
    return template


def update_po(written: bytes, template: Catalog) -> bytes:
    """Return the .po file ``written`` with exactly the messages of ``template``, sorted, its translations kept."""
    catalogue = _Vietnamese()
    _copy_messages(read_po(io.BytesIO(written), locale="vi"), catalogue)
    catalogue.update(template)
    file = io.BytesIO()
    write_po(file, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True, include_previous=True)
    return file.getvalue().rstrip() + b"\n"


def compile_mo(po: bytes) -> bytes:
    """Return the .mo file of a .po file; untranslated and fuzzy messages are left out."""
    catalogue = _Vietnamese()
    _copy_messages(read_po(io.BytesIO(po), locale="vi"), catalogue)
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _copy_messages(source: Catalog, target: Catalog) -> None:
    for message in source:
        if message.id:
            if not message.fuzzy:  # Babel keeps the old English of a fuzzy message as a comment, for ever
                message.user_comments = [line for line in message.user_comments if not line.startswith("|")]
            target[message.id] = message


def unfinished_messages(po: bytes) -> list[Message]:
    """Return the messages that still need a translator: empty and fuzzy ones."""
    messages = (message for message in read_po(io.BytesIO(po), locale="vi") if message.id)
    return [message for message in messages if message.fuzzy or not _is_translated(message)]


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(strings)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def main(arguments: Sequence[str] | None = None) -> int:
    """Update or check the catalogue; return 0, or 1 when a checked file is not what a run would make."""
    parser = argparse.ArgumentParser(description="Bring the Vietnamese catalogue up to date with the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a run would change a file")
    check: bool = parser.parse_args(arguments).check
    po = update_po(_read(PO_FILE), extract_messages())
    stale = [path for path, data in ((PO_FILE, po), (MO_FILE, compile_mo(po))) if _read(path) != data]
    if check:
        for path in stale:
            print(f"{path.name} is not up to date: run python tools/update_catalogue.py", file=sys.stderr)
        return 1 if stale else 0
    PO_FILE.write_bytes(po)
    MO_FILE.write_bytes(compile_mo(po))
    for message in unfinished_messages(po):
        print(f"to translate: {message.id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
