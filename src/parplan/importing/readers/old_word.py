"""Old Word documents (.doc), converted to .docx by LibreOffice if it is installed."""

from __future__ import annotations

from parplan.diagnostics import N_, message
from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.programs import find_program, private_folder, run_program
from parplan.importing.readers.refusals import corrupt, refuse
from parplan.importing.readers.word import read_word

_SECONDS = 90


def read_old_word(data: bytes, name: str) -> SourceDocument:
    """The blocks of a .doc. Raises ``UnreadableSourceError`` if LibreOffice is missing or cannot read it."""
    if "WordDocument".encode("utf-16-le") not in data:
        raise refuse(
            N_("{name} is not a Word document"),
            message(N_("save the plan as .docx or .pdf and import that")),
            name=name,
        )
    program = find_program("soffice")
    if program is None:
        raise refuse(
            N_("{name} is an old Word document (.doc); reading it needs LibreOffice, which is not installed"),
            message(N_("open it in Word and save it as .docx, or install LibreOffice")),
            name=name,
        )
    with private_folder() as folder:
        source = folder / "source.doc"
        source.write_bytes(data)
        profile = (folder / "profile").as_uri()
        run_program(
            (
                program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
                "--convert-to",
                "docx",
                "--outdir",
                str(folder),
                str(source),
            ),
            folder,
            _SECONDS,
            name,
        )
        made = folder / "source.docx"
        if not made.is_file():
            raise corrupt(name)
        return read_word(made.read_bytes(), name)
