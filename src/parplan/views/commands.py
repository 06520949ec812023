"""Commands printed for copying into a shell: every argument stays one word and runs nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct

from parplan.diagnostics import Command
from parplan.vocabulary.hidden_characters import has_hidden

#: Characters without meaning in any shell. Letters of any language need no quotes either.
_PLAIN = re.compile(r"[\w./:+-][\w./:=+@-]*", re.ASCII)
_ADDRESS = re.compile(r"[\w./@:-]*[\d.]đ(?:[/@][\w./@:-]*)?", re.ASCII)
_LETTERS = ("Lu", "Ll", "Lo", "Mn", "Nd")
_POSIX_PIECES = re.compile(r"""['\\]|[^'\\]+""")
#: Characters that end a single-quoted text in PowerShell unless doubled.
_SINGLE = re.compile("(['‘’‚‛])")
#: Characters with a meaning in double-quoted texts in PowerShell.
_ACTING = re.compile('["“”„$`]')
#: Characters that cannot be escaped in cmd.exe: it expands variables even inside quotation marks.
_NOT_IN_CMD = re.compile(r'["%!^]|\\\Z')
#: What Windows PowerShell 5 passes on wrongly, as the end of the word, whatever the quotes.
_NOT_IN_POWERSHELL = re.compile(r'"|\\\Z')


class Dialect(StrEnum):
    """The quoting rules of the shell. ``WINDOWS``: PowerShell or cmd.exe, when it is not known which."""

    POSIX = "posix"
    POWERSHELL = "powershell"
    CMD = "cmd"
    WINDOWS = "windows"


def _as_it_is(text: str) -> str:
    return text


class Shell(Struct, frozen=True):
    """The shell that commands are shown for.

    more: options every command needs, such as ``--plan PATH``.
    letters: turns a text into what the console can show; where that is another text, no command is shown.
    """

    dialect: Dialect = Dialect.POSIX
    more: tuple[tuple[str, str | None], ...] = ()
    letters: Callable[[str], str] = _as_it_is

    def command(self, command: Command) -> str | None:
        """Return the line that runs a command, or ``None`` if it has no safe form.

        A word that begins with - is put after ``--``; an option's value that does so is joined to its option.
        """
        behind = any(word.startswith("-") for word in command.words)
        words = [self.word(word) for word in command.words]
        options = [word for name, value in (*command.options, *self.more) for word in self._option(name, value)]
        line = (
            ["parplan", command.verb, *options, "--", *words] if behind else ["parplan", command.verb, *words, *options]
        )
        return None if None in line else " ".join(filter(None, line))

    def word(self, text: str) -> str | None:
        """Return ``text`` quoted as one word, or ``None`` if it has no safe form in this shell."""
        shown = self.letters(text)
        same = (text, _typed_plainly(text))
        if has_hidden(shown) or (shown not in same and unicodedata.normalize("NFC", shown) not in same):
            return None  # what the console shows is another text
        return shown if is_plain_word(shown) and shown[0] != "-" else _FORMS[self.dialect](shown)

    def _option(self, name: str, value: str | None) -> Iterator[str | None]:
        if value is None:
            yield name
        elif value == "" or value.startswith("-"):
            yield self.word(f"{name}={value}")
        else:
            yield name
            yield self.word(value)


def _typed_plainly(text: str) -> str:
    """An address such as 1.đ as it is typed, and found, without Vietnamese letters."""
    return text.replace("đ", "dd") if _ADDRESS.fullmatch(text) else text


def is_plain_word(text: str) -> bool:
    """Whether ``text`` needs no quotes in any shell."""
    letters = "".join("a" if not c.isascii() and unicodedata.category(c) in _LETTERS else c for c in text)
    return _PLAIN.fullmatch(letters) is not None


def _in_posix(text: str) -> str:
    """A word for bash, dash, zsh and fish. In fish a backslash has a meaning even inside single quotes."""
    return "".join(f"\\{piece}" if piece in "'\\" else f"'{piece}'" for piece in _POSIX_PIECES.findall(text)) or "''"


def _in_powershell(text: str) -> str | None:
    if not text or _NOT_IN_POWERSHELL.search(text):
        return None
    return _in_both(text) or "'" + _SINGLE.sub(r"\1\1", text) + "'"


def _in_cmd(text: str) -> str | None:
    return None if _NOT_IN_CMD.search(text) else f'"{text}"'


def _in_both(text: str) -> str | None:
    """A word that PowerShell and cmd.exe both read as it is, or ``None``."""
    return None if not text or _ACTING.search(text) else _in_cmd(text)


_FORMS: dict[Dialect, Callable[[str], str | None]] = {
    Dialect.POSIX: _in_posix,
    Dialect.POWERSHELL: _in_powershell,
    Dialect.CMD: _in_cmd,
    Dialect.WINDOWS: _in_both,
}
