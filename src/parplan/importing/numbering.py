"""Task ids made of printed enumerators; gaps and repetitions in a series of them, and their repair."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.importing.enumerators import ordinal
from parplan.vocabulary.alphabet import ENUMERATORS


def joined(prefix: str, steps: Sequence[str]) -> str:
    """The id of a task: its section's id (``prefix``) and the enumerators down to it, without repeating a dotted one.

    ``("6", ("6.2", "a"))`` → ``6.2.a``; ``("III", ("1", "1.1"))`` → ``III.1.1``.
    """
    id = prefix
    last = prefix
    for step in steps:
        if id and (step.startswith(f"{id}.") or ("." in step and step == id)):
            id = step
        elif last and step.startswith(f"{last}."):
            id = f"{id}{step[len(last) :]}"
        else:
            id = f"{id}.{step}" if id else step
        last = step
    return id


def repaired(values: Sequence[str]) -> dict[int, str]:
    """Corrections for repeated values of a series, by index, where the position leaves only one possibility.

    ``a b c d d e`` → the second ``d`` is ``đ``; ``b b`` → the first is ``a``.
    """
    places = [ordinal(value) for value in values]
    if any(place is None for place in places):
        return {}
    numbers = [place for place in places if place is not None]
    fixed: dict[int, str] = {}
    for i in range(1, len(numbers)):
        if numbers[i] != numbers[i - 1]:
            continue
        before = numbers[i - 2] if i >= 2 else 0
        after = numbers[i + 1] if i + 1 < len(numbers) else None
        if numbers[i - 1] - 1 > before or (i == 1 and numbers[i - 1] == 2):
            changed, index = numbers[i - 1] - 1, i - 1
        elif after is None or after > numbers[i] + 1:
            changed, index = numbers[i] + 1, i
        else:
            continue
        if changed - (before if index == i - 1 else numbers[i - 1]) != 1:
            continue
        made = step_at(changed, values[index])
        if made is not None and made not in values:
            numbers[index] = changed
            fixed[index] = made
    return fixed


def step_at(place: int, like: str) -> str | None:
    """The enumerator at a position (from 1) of the series that ``like`` belongs to; ``None`` beyond its end."""
    head, dot, step = like.rpartition(".")
    if step.isdecimal():
        return f"{head}{dot}{place}"
    if len(step) == 1 and step.lower() in ENUMERATORS and 1 <= place <= len(ENUMERATORS):
        letter = ENUMERATORS[place - 1]
        return f"{head}{dot}{letter.upper() if step.isupper() else letter}"
    return None


def gaps(values: Sequence[str], *, without_d: bool) -> list[int]:
    """The indexes of values before which one is missing. without_d: the document counts c, d, e without đ."""
    found: list[int] = []
    latin = any(value.rsplit(".", 1)[-1] in ("f", "j", "w", "z") for value in values)
    places = [_latin(value) if latin else ordinal(value) for value in values]
    expected = 1
    for i, place in enumerate(places):
        if place is None:
            continue
        if place > expected:
            skipped = [step_at(k, values[i]) for k in range(expected, place)]
            if not (without_d and not latin and skipped == ["đ"]):
                found.append(i)
        expected = max(expected, place + 1)
    return found


def _latin(value: str) -> int | None:
    step = value.rsplit(".", 1)[-1].lower()
    if len(step) == 1 and "a" <= step <= "z":
        return ord(step) - ord("a") + 1
    return ordinal(value)
