"""The search for completions: commands, options, and names from the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.cli.commands.command import Option, Takes, ValueKind, Word
from parplan.cli.commands.table import ANSWERED_AT_ONCE, GLOBALS, SHELL_OPTIONS, command_names, find_command
from parplan.cli.completing.offers import Offer, Offers
from parplan.cli.completing.values import find_values
from parplan.cli.reader import Typed, read_words
from parplan.languages import Language

_PATHS = (ValueKind.FILE, ValueKind.FOLDER, ValueKind.PLAN)


def find_offers(words: Sequence[str], typed: str, language: Language) -> Offers:
    """The offers that continue ``typed`` after ``words``, by the table of commands."""
    known = read_words(words)
    if known is None:
        return Offers()
    if typed.startswith("-") and known.waiting is None:
        return Offers(tuple(_options(known, language)))
    if known.command is None and known.waiting is None:
        return Offers(tuple(_verbs(language)))
    expected = known.expected
    if expected is None:
        return Offers()
    items = tuple(_values(expected, known, typed, language))
    return Offers(items, files=expected.kind in _PATHS)


def _verbs(language: Language) -> Iterator[Offer]:
    for name in command_names():
        command = find_command(name)
        yield Offer(name, language.gettext(command.help) if command is not None else "")


def _options(known: Typed, language: Language) -> Iterator[Offer]:
    """The options that may still be typed."""
    own = known.command.options if known.command is not None else SHELL_OPTIONS
    for option in (*own, *GLOBALS, *ANSWERED_AT_ONCE):
        typed = option.parameter in (known.shared if option in GLOBALS else known.parameters)
        if not typed or option.takes is Takes.MANY:
            yield from (Offer(spelling, language.gettext(option.help)) for spelling in option.spellings)


def _values(expected: Option | Word, known: Typed, typed: str, language: Language) -> Iterator[Offer]:
    yield from (Offer(choice) for choice in expected.choices)
    if expected.kind is ValueKind.COMMAND:
        yield from _verbs(language)
    elif expected.kind is not ValueKind.NOTHING and expected.kind not in _PATHS:
        yield from (Offer(*found) for found in find_values(expected.kind, known.shared, typed, language))
