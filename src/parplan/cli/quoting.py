"""The hint about a value of several words typed without quotes, as in ``--unit Văn phòng Sở``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date

from parplan.cli.calling_shell import shell_shown
from parplan.cli.commands.command import CommandRow, Option, Takes, ValueKind
from parplan.cli.commands.table import GLOBALS, find_command
from parplan.diagnostics import N_, Message, message
from parplan.errors import RequestError, TooManyWordsError


def unquoted_value(words: Sequence[str], error: RequestError) -> Message | None:
    """The hint to quote a value, if ``error`` names a part of it or too many words; else ``None``."""
    command = next((found for word in words if (found := find_command(word)) is not None), None)
    if command is None:
        return None
    if isinstance(error, TooManyWordsError) and (hint := _file_in_words(words, command)) is not None:
        return hint
    named = set(_values(error.message))
    for spelling, parts in _candidates(words, command):
        if isinstance(error, TooManyWordsError) or named & set(parts):
            value = " ".join(parts).strip("“”\"'")
            word = shell_shown().word(value)
            if word is None:
                return None
            return message(
                N_("if “{value}” is one value, put it in quotes: {option} {word}"),
                value=value,
                option=spelling,
                word=word,
            )
    return None


def _file_in_words(words: Sequence[str], command: CommandRow) -> Message | None:
    """The hint that several words together name a file that is there, as in ``import Kế hoạch 2027.docx``."""
    if not any(word.kind in (ValueKind.FILE, ValueKind.PLAN) for word in command.words):
        return None
    rest = [*words[words.index(command.name) + 1 :]]
    value = " ".join(word for word in rest if not word.startswith("-"))
    shown = shell_shown().word(value)
    if shown is None or not os.path.isfile(value):  # noqa: PTH113 - a path raises for a name that is too long
        return None
    return message(N_("the name of a file with blanks is put in quotes: {word}"), word=shown)


def _candidates(words: Sequence[str], command: CommandRow) -> Iterator[tuple[str, list[str]]]:
    """Yield the options whose value is followed by further words, with all of them."""
    for place, word in enumerate(words):
        spelling, equals, first = word.partition("=")
        option = command.option(spelling) or next((one for one in GLOBALS if spelling in one.spellings), None)
        if option is None or not _may_have_spaces(option):
            continue
        rest = words[place + 1 :]
        parts = [first] if equals else []
        for part in rest:
            if part.startswith("-") or part == command.name:
                break
            parts.append(part)
        if len(parts) > 1 and not any(character.isdecimal() for character in parts[1]):  # 2.b is an address
            yield spelling, parts


def _may_have_spaces(option: Option) -> bool:
    """Whether a value of several words is plausible: a text, name or day, but not a choice or a file."""
    if option.takes is Takes.NOTHING or (option.choices and not option.metavar):
        return False
    return option.kind in (ValueKind.NOTHING, ValueKind.UNIT, ValueKind.DATE)


def _values(said: Message) -> Iterator[str]:
    for _name, value in said.args:
        if isinstance(value, Message):
            yield from _values(value)
        elif not isinstance(value, int | date):
            yield value
