"""Commands as they can be copied into a shell: whatever a text holds, it stays one word there and runs nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct

from parplan.diagnostics import Command

#: What no shell does anything with. Letters of any language need no quotes either.
_PLAIN = re.compile(r"[\w./:+-][\w./:=+@-]*", re.ASCII)
_LETTERS = ("Lu", "Ll", "Lo", "Mn", "Nd")
_POSIX_PIECES = re.compile(r"""['\\]|[^'\\]+""")
#: What ends a text in single quotation marks in PowerShell, unless it stands there twice.
_SINGLE = re.compile("(['‘’‚‛])")
#: What acts in double quotation marks in PowerShell.
_ACTING = re.compile('["“”„$`]')
#: What has no form that cmd.exe hands on as it is: variables are written out also in quotation marks.
_NOT_IN_CMD = re.compile(r'["%!^]|\\\Z')
#: What Windows PowerShell 5 hands on as the end of the word, whatever its quotes.
_NOT_IN_POWERSHELL = re.compile(r'"|\\\Z')


class Dialect(StrEnum):
    """How the shell quotes that a command is shown for; ``WINDOWS``: PowerShell or cmd.exe, it is not known which."""

    POSIX = "posix"
    POWERSHELL = "powershell"
    CMD = "cmd"
    WINDOWS = "windows"


def _as_it_is(text: str) -> str:
    return text


class Shell(Struct, frozen=True):
    """The shell commands are shown for.

    ``more`` are options every command needs, such as ``--plan PATH``. ``letters`` gives a text as the console will
    show it, which comes before the quoting: where ’ cannot be shown it becomes ', which ends a quoted text.
    """

    dialect: Dialect = Dialect.POSIX
    more: tuple[tuple[str, str | None], ...] = ()
    letters: Callable[[str], str] = _as_it_is

    def command(self, command: Command) -> str | None:
        """Return the line that runs a command, ``None`` where no safe line says just this.

        A word that begins with - comes behind ``--``, and a value that does in one word with its option.
        """
        behind = any(word.startswith("-") for word in command.words)
        words = [self.word(word) for word in command.words]
        options = [word for name, value in (*command.options, *self.more) for word in self._option(name, value)]
        line = (
            ["parplan", command.verb, *options, "--", *words] if behind else ["parplan", command.verb, *words, *options]
        )
        return None if None in line else " ".join(filter(None, line))

    def word(self, text: str) -> str | None:
        """Return ``text`` as one word of the shell; ``None`` where it has no safe form there."""
        shown = self.letters(text)
        if any(is_hidden(c) for c in shown) or shown.count("?") != text.count("?"):
            return None
        return shown if is_plain_word(shown) and shown[0] != "-" else _FORMS[self.dialect](shown)

    def _option(self, name: str, value: str | None) -> Iterator[str | None]:
        if value is None:
            yield name
        elif value == "" or value.startswith("-"):
            yield self.word(f"{name}={value}")
        else:
            yield name
            yield self.word(value)


def is_hidden(character: str) -> bool:
    """Whether a character is not itself to be seen, or breaks a line: pasted, it may do anything."""
    return unicodedata.category(character)[0] == "C" or character in "\u2028\u2029"


def is_plain_word(text: str) -> bool:
    """Whether every shell takes ``text`` as it is."""
    letters = "".join("a" if not c.isascii() and unicodedata.category(c) in _LETTERS else c for c in text)
    return _PLAIN.fullmatch(letters) is not None


def _in_posix(text: str) -> str:
    """A word for bash, dash, zsh and fish; in single quotation marks a backslash would act in the latter."""
    return "".join(f"\\{piece}" if piece in "'\\" else f"'{piece}'" for piece in _POSIX_PIECES.findall(text)) or "''"


def _in_powershell(text: str) -> str | None:
    if not text or _NOT_IN_POWERSHELL.search(text):
        return None
    return _in_both(text) or "'" + _SINGLE.sub(r"\1\1", text) + "'"


def _in_cmd(text: str) -> str | None:
    return None if _NOT_IN_CMD.search(text) else f'"{text}"'


def _in_both(text: str) -> str | None:
    """A word that PowerShell and cmd.exe both take."""
    return None if not text or _ACTING.search(text) else _in_cmd(text)


_FORMS: dict[Dialect, Callable[[str], str | None]] = {
    Dialect.POSIX: _in_posix,
    Dialect.POWERSHELL: _in_powershell,
    Dialect.CMD: _in_cmd,
    Dialect.WINDOWS: _in_both,
}
