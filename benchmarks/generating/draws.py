"""Draws from a seed that are the same on every Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """Choices made with ``random.random`` only: the other methods of ``random`` may change between versions."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # a text as seed is hashed by SHA-512, whatever the hash of the process

    def below(self, count: int) -> int:
        """Return a whole number from 0 up to ``count - 1``."""
        return int(self._random.random() * count)

    def between(self, first: int, last: int) -> int:
        """Return a whole number from ``first`` up to and including ``last``."""
        return first + self.below(last - first + 1)

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of the choices, each as likely as the others."""
        return choices[self.below(len(choices))]

    def chance(self, percent: int) -> bool:
        """Return true in ``percent`` of a hundred cases."""
        return self.below(100) < percent
