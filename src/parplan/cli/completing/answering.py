"""The answer to a Tab: which shell asks, and in which form it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from io import StringIO

from msgspec import Struct

from parplan.cli.completing import bash, fish, older, powershell, zsh
from parplan.cli.completing.finding import find_offers
from parplan.cli.completing.offers import Offer, Offered, Offers, fitting, with_letters
from parplan.cli.completing.reading import TypedLine, at_home
from parplan.languages import Language

#: The variable in which a script names itself.
VARIABLE = "_PARPLAN_COMPLETE"


class Dialogue(Struct, frozen=True):
    """The protocol of a script: how it passes what was typed, and how it is answered."""

    read: Callable[[Mapping[str, str]], TypedLine]
    write: Callable[[Offers, TypedLine, Mapping[str, str]], Offered]


_DIALOGUES = {
    "bash": Dialogue(bash.read, bash.write),
    "zsh": Dialogue(zsh.read, zsh.write),
    "fish": Dialogue(fish.read, fish.write),
    "powershell": Dialogue(powershell.read, powershell.write),
    "complete_bash": Dialogue(older.read_bash, older.write_bash),
    "complete_zsh": Dialogue(older.read_posix, older.write_zsh),
    "complete_fish": Dialogue(older.read_fish, older.write_fish),
    "complete_powershell": Dialogue(older.read_powershell, older.write_powershell),
    "complete_pwsh": Dialogue(older.read_powershell, older.write_powershell),
}

#: The scripts, by what start files written for parplan up to 0.3.1 (typer's) set the variable to: they run the answer.
_SCRIPTS = {
    "source_bash": bash.SCRIPT,
    "source_zsh": zsh.SCRIPT,
    "source_fish": fish.SCRIPT,
    "source_powershell": powershell.SCRIPT,
    "source_pwsh": powershell.SCRIPT,
}


def answer_completion(environment: Mapping[str, str], encoding: str, language: Language) -> Offered | None:
    """The answer for the completion script that asks, in this encoding; ``None`` if none asks.

    An unknown script gets an empty answer.
    """
    asking = environment.get(VARIABLE)
    if not asking:
        return None
    if asking in _SCRIPTS:
        return Offered(_SCRIPTS[asking])
    dialogue = _DIALOGUES.get(asking)
    if dialogue is None:
        return Offered("", 1)
    letters = "utf-8" if asking == "powershell" else encoding  # PowerShell is answered in ASCII, with escapes
    try:
        with redirect_stderr(StringIO()):  # a Tab must print no errors; the command itself will
            words = dialogue.read(environment)
            return dialogue.write(_offers(words, letters, language), words, environment)
    except Exception:
        if environment.get("PARPLAN_DEBUG"):
            raise
        return Offered("", 1)


def _offers(words: TypedLine, encoding: str, language: Language) -> Offers:
    """The offers as whole words; for ``--option=value``, the option is part of them."""
    option, equals, value = words.incomplete.partition("=")
    is_value = bool(equals) and option.startswith("--")
    head, typed = (option + equals, value) if is_value else ("", words.incomplete)
    before = at_home([*words.words, option] if is_value else words.words)
    found = find_offers(before, typed, language)
    items = tuple(Offer(head + item.value, item.help) for item in fitting(with_letters(found.items, encoding), typed))
    return Offers(items, found.files and not items)
