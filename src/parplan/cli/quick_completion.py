"""What a Tab offers where an address is typed, in the form each shell's script expects, without the library of those.

The scripts are typer's (:mod:`parplan.cli.shells`), and so is what they are answered everywhere else. Beside its being
quicker, titles stay data here: typer reads the help of what it offers as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from parplan.cli.quick import Typed, read_words
from parplan.cli.verbs.options import VERBS

_ADDRESS = "address"


class Offered(Struct, frozen=True):
    """What is written for the shell's script, and the exit code it looks at."""

    text: str
    exit_code: int = 0


def offer_quickly(environment: Mapping[str, str]) -> Offered | None:
    """What is offered for the address being typed; ``None`` where something else is, or it is not plain."""
    shell = environment.get("_PARPLAN_COMPLETE", "").removeprefix("complete_")
    if shell not in _WRITERS:
        return None
    found = _words(shell, environment)
    if found is None:
        return None
    words, incomplete = found
    typed = read_words(words)
    if typed is None or incomplete.startswith("-") or not _expects_address(typed):
        return None
    from parplan.cli.completion import complete_address, complete_open_address

    complete = complete_open_address if typed.verb == "done" else complete_address
    return _WRITERS[shell](list(complete(typed.shared, incomplete)), environment)


def _expects_address(typed: Typed) -> bool:
    words = VERBS[typed.verb].words
    free = next((name for name in words if name not in typed.parameters), None)
    return free == _ADDRESS


def _words(shell: str, environment: Mapping[str, str]) -> tuple[list[str], str] | None:
    """The whole words after the program's name, and the one being typed; ``None`` where something is quoted."""
    if shell == "bash":
        line, place = environment.get("COMP_WORDS", ""), environment.get("COMP_CWORD", "")
        words = line.split()
        if _is_quoted(line) or not place.isdecimal() or not 1 <= int(place) <= len(words):
            return None
        return words[1 : int(place)], words[int(place)] if int(place) < len(words) else ""
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = line.split()
    if _is_quoted(line) or not words:
        return None
    if shell in ("powershell", "pwsh"):
        incomplete = environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        return (words[1:-1] if incomplete else words[1:]), incomplete
    if line.endswith(" "):
        return words[1:], ""
    return (words[1:-1], words[-1]) if len(words) > 1 else ([], "")


def _is_quoted(line: str) -> bool:
    return any(sign in line for sign in "\"'\\")


def _for_bash(items: list[tuple[str, str]], environment: Mapping[str, str]) -> Offered:
    return Offered("\n".join(value for value, _ in items) + "\n")


def _for_zsh(items: list[tuple[str, str]], environment: Mapping[str, str]) -> Offered:
    if not items:
        return Offered("_files\n")
    shown = "\n".join(f'"{_escaped(value)}":"{_escaped(help)}"' for value, help in items)
    return Offered(f"_arguments '*: :(({shown}))'\n")


def _escaped(text: str) -> str:
    """A text inside the double quotes of what zsh evaluates."""
    text = text.replace("\\", "\\\\").replace('"', '""').replace("'", "''")
    return text.replace("$", "\\$").replace("`", "\\`").replace(":", r"\\:")


def _for_fish(items: list[tuple[str, str]], environment: Mapping[str, str]) -> Offered:
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return Offered("", 0 if items else 1)
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args" or not items:
        return Offered("\n")
    return Offered("\n".join(f"{value}\t{' '.join(help.split())}" for value, help in items) + "\n")


def _for_powershell(items: list[tuple[str, str]], environment: Mapping[str, str]) -> Offered:
    return Offered("\n".join(f"{value}:::{help or ' '}" for value, help in items) + "\n")


_WRITERS: dict[str, Callable[[list[tuple[str, str]], Mapping[str, str]], Offered]] = {
    "bash": _for_bash,
    "zsh": _for_zsh,
    "fish": _for_fish,
    "powershell": _for_powershell,
    "pwsh": _for_powershell,
}
