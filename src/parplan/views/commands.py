"""Commands as they can be copied into a shell: whatever a text holds, it stays one word there and runs nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

_PLAIN = re.compile(r"[\w./:+-][\w./:=+@,-]*(?<!,)", re.ASCII)
_SPECIAL_ON_WINDOWS = re.compile(r"""["'“”„‘’‚‛$`%!^&|<>\\]""")
#: Letters of any language need no quotes; what a shell could act on does.
_SAFE_LETTERS = ("Lu", "Ll", "Lo", "Mn", "Nd")


class Shell(Struct, frozen=True):
    """The shell commands are shown for. ``more`` are words that every command needs, such as ``--plan PATH``."""

    powershell: bool = False
    more: tuple[str, ...] = ()

    def command(self, words: Iterable[str]) -> str:
        """Return the command line that runs parplan with ``words``."""
        return " ".join(("parplan", *map(self.word, (*words, *self.more))))

    def word(self, text: str) -> str:
        """Return ``text`` as one word of the shell."""
        if _is_plain(text):
            return text
        hidden = any(unicodedata.category(c)[0] == "C" for c in text)
        if self.powershell and not hidden and text and not _SPECIAL_ON_WINDOWS.search(text):
            return f'"{text}"'  # which the old command prompt takes too
        if self.powershell:
            # Typographic quotes end a text in PowerShell as the straight ones do.
            return f'"{_powershell_escaped(text)}"' if hidden else "'" + re.sub("(['‘’‚‛])", r"\1\1", text) + "'"
        if hidden:
            return "$'" + "".join(map(_posix_escaped, text)) + "'"
        return "'" + text.replace("'", "'\\''") + "'"


def _is_plain(text: str) -> bool:
    ascii_only = "".join("a" if not c.isascii() and unicodedata.category(c) in _SAFE_LETTERS else c for c in text)
    return _PLAIN.fullmatch(ascii_only) is not None


def _posix_escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if unicodedata.category(character)[0] != "C":
        return character
    code = ord(character)
    return {"\n": "\\n", "\t": "\\t"}.get(character) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")


def _powershell_escaped(text: str) -> str:
    named = {"\n": "`n", "\t": "`t"}
    return "".join(
        named.get(c) or (f"`u{{{ord(c):x}}}" if unicodedata.category(c)[0] == "C" else f"`{c}" if c in '`"$“”„' else c)
        for c in text
    )
