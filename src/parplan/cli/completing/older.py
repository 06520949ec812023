"""Answers for the completion scripts of parplan up to 0.3.1 (typer's), which stay installed.

The zsh script evaluates the answer, the bash script expands it as file patterns, and none of them quotes what it
inserts. They use other variables, and are recognised by ``complete_`` before the shell's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from parplan.cli.completing import powershell, zsh
from parplan.cli.completing.fish import lines
from parplan.cli.completing.offers import Offered, Offers
from parplan.cli.completing.posix import escaped, in_half
from parplan.cli.completing.reading import FISH, POSIX, POWERSHELL, TypedLine, read_line

#: The characters of COMP_WORDBREAKS that occur in addresses and options.
_BREAKS = ("=", "@", ":")


def read_bash(environment: Mapping[str, str]) -> TypedLine:
    """The words, one per line, joined again where bash broke them."""
    pieces = environment.get("COMP_WORDS", "").split("\n")
    if len(pieces) == 1:
        pieces = pieces[0].split(" ")
    number = environment.get("COMP_CWORD", "")
    typed = pieces[: int(number) + 1] if number.isdecimal() else pieces
    joined: list[str] = []
    for place, piece in enumerate(typed):
        goes_on = place > 1 and (piece in _BREAKS or typed[place - 1] in _BREAKS)
        if goes_on:
            joined[-1] += piece
        else:
            joined.append(piece)
    if number.isdecimal() and len(pieces) <= int(number):
        joined.append("")
    return read_line(" ".join(joined), POSIX)


def write_bash(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """A line for each offer that needs no quotes; that script would expand the others as patterns."""
    head = max(words.incomplete.rfind(sign) for sign in _BREAKS) + 1
    values = [item.value for item in offers.items if escaped(item.value) == item.value and not words.quote]
    begun = words.incomplete[:head]
    return Offered("".join(f"{value[head:]}\n" for value in values if value.startswith(begun)))


def read_posix(environment: Mapping[str, str]) -> TypedLine:
    """The words of a line as zsh and bash read it."""
    return read_line(environment.get("_TYPER_COMPLETE_ARGS", ""), POSIX)


def write_zsh(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """The command that lists the offers. That script evaluates it, so everything but letters is encoded."""
    if offers.files or not offers.items:
        return Offered("compset -P '--[a-z-]##='; _files\n" if offers.files else "true\n")
    values = " ".join(_evaluated(item.value) for item in offers.items)
    shown = " ".join(map(_evaluated, zsh.listed(offers.items)))
    # zsh quotes what it inserts; this script does not tell which quotation mark is open.
    half = in_half([escaped(item.value) for item in offers.items])
    adding = "compadd -U -l -V parplan -d shown -a values" + "; compstate[insert]=" * half
    return Offered(f"local -a values shown; values=({values}); shown=({shown}); {adding}\n")


def _evaluated(text: str) -> str:
    """A text as a word for zsh's evaluation: characters other than letters and digits are given by number."""
    return "$'" + "".join(_numbered(c) if c.isascii() and not c.isalnum() else c for c in text) + "'"


def _numbered(character: str) -> str:
    return f"\\x{ord(character):02x}"


def read_fish(environment: Mapping[str, str]) -> TypedLine:
    """The words of a line as fish reads it."""
    return read_line(environment.get("_TYPER_COMPLETE_ARGS", ""), FISH)


def write_fish(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """A line for each offer. To the question whether there are any, exit code 1 makes fish offer files."""
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return Offered("", 1 if offers.files else 0)
    return Offered(lines(offers, words))


def read_powershell(environment: Mapping[str, str]) -> TypedLine:
    """The words of a command as PowerShell reads it; trailing spaces are missing."""
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    return read_line(line if environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE") else f"{line} ", POWERSHELL)


def write_powershell(offers: Offers, words: TypedLine, environment: Mapping[str, str]) -> Offered:
    """A line for each offer: value, ``:::``, description."""
    return Offered(
        "".join(
            f"{word}:::{item.help.replace(':::', ': : :') or item.value}\n"
            for item in offers.items
            if (word := powershell.word_of(item.value)) is not None and ":::" not in word
        )
    )
