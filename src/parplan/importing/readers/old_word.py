"""Old Word documents (.doc), converted to .docx by LibreOffice if it is installed."""

from __future__ import annotations

import re

from parplan.diagnostics import N_, message
from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.programs import find_program, private_folder, run_program
from parplan.importing.readers.refusals import corrupt, refuse
from parplan.importing.readers.word import read_word

_SECONDS = 90
#: Settings of LibreOffice before it opens a document, which could make it run macros, or fetch pictures and so tell a
#: server that it is read. Pictures named in fields are fetched in spite of the first setting; so addresses are reached
#: by a proxy alone, which is not there.
_SETTINGS = {
    "Office.Common/Security/Scripting": {"BlockUntrustedRefererLinks": "true", "DisableMacrosExecution": "true"},
    "Inet/Settings": {"ooInetProxyType": "2", "ooInetNoProxy": ""}
    | {f"ooInet{kind}ProxyName": "127.0.0.1" for kind in ("HTTP", "HTTPS", "FTP")}
    | {f"ooInet{kind}ProxyPort": "9" for kind in ("HTTP", "HTTPS", "FTP")},
}


#: Another machine named as the place of a picture, text or template, in either width of letters: ``\\\\server\\share``,
#: ``\\\\?\\UNC\\server\\share``, ``file://server/``, ``file:////server/``. Windows takes either stroke for the other.
#: LibreOffice looks for such files whatever it is told, and Windows tells that machine who asks.
_ELSEWHERE = (
    r"(?<![A-Za-z0-9:\\/])(?:[\\/]{{2}}|[\\/]{{4}})(?:[?.][\\/]{{1,2}}UNC[\\/]{{1,2}})?{machine}[\\/]{{1,2}}[\w$]"
    r"|\b(?:file|smb|davs?|sftp|cmis):[\\/]{{2}}(?:[\\/]{{2,3}})?%?{machine}[\\/]"
)
_IN_WIDE_LETTERS = re.compile(_ELSEWHERE.format(machine=r"[\w\[][\w.:@%\]-]{0,80}"), re.IGNORECASE)
#: Pictures are full of bytes that could be letters with diacritics, or a name of one letter.
_IN_BYTES = re.compile(_ELSEWHERE.format(machine=r"[A-Za-z0-9][\w.@%-]{1,80}"), re.ASCII | re.IGNORECASE)


def _names_another_machine(data: bytes) -> bool:
    if _IN_BYTES.search(data.decode("latin-1")) is not None:
        return True
    texts = (data[start:].decode("utf-16-le", "replace") for start in (0, 1))
    return any(_IN_WIDE_LETTERS.search(text) is not None for text in texts)


def _settings_file() -> str:
    """The settings in the form of a profile."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'


def read_old_word(data: bytes, name: str) -> SourceDocument:
    """The blocks of a .doc. Raises ``UnreadableSourceError`` if LibreOffice is missing or cannot read it."""
    if "WordDocument".encode("utf-16-le") not in data:
        raise refuse(
            N_("{name} is not a Word document"),
            message(N_("save the plan as .docx or .pdf and import that")),
            name=name,
        )
    if _names_another_machine(data):
        raise refuse(
            N_("{name} takes a picture, a text or its template from another machine"),
            message(N_("open it in Word and save it as .docx, if you trust where it comes from")),
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
        (profile / "user" / "registrymodifications.xcu").write_text(_settings_file(), encoding="utf-8")
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
