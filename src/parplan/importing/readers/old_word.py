"""Old Word documents (.doc), converted to .docx by LibreOffice if it is installed."""

from __future__ import annotations

from parplan.diagnostics import N_, message
from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.programs import find_program, private_folder, run_program
from parplan.importing.readers.refusals import corrupt, refuse
from parplan.importing.readers.word import read_word

_SECONDS = 90
#: LibreOffice's own setting against what a document would make it do: fetch pictures from addresses, and so tell a server
#: that it was read, or hand a Windows password's hash to one; and run macros.
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


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
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        run_program(
            (
                program,
                f"-env:UserInstallation={profile.as_uri()}",
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
