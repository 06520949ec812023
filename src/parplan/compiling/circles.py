"""Circles of references, found in one walk without recursion, as chains may be long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def in_circles(follows: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the names that lead back to themselves, where ``follows`` has what each refers to (R. Tarjan, 1972)."""
    found: set[str] = set()
    number: dict[str, int] = {}  # the order in which names were reached
    lowest: dict[str, int] = {}  # the earliest name still on the stack that a name leads to
    way: list[str] = []
    on_way: set[str] = set()

    def enter(name: str) -> tuple[str, Iterator[str]]:
        number[name] = lowest[name] = len(number)
        way.append(name)
        on_way.add(name)
        return name, iter(follows.get(name, ()))

    for start in follows:
        walk = [enter(start)] if start not in number else []
        while walk:
            name, rest = walk[-1]
            following = next(rest, None)
            if following is not None and following not in number:
                walk.append(enter(following))
                continue
            if following is not None:
                if following in on_way:
                    lowest[name] = min(lowest[name], number[following])
                continue
            walk.pop()
            if walk:
                before = walk[-1][0]
                lowest[before] = min(lowest[before], lowest[name])
            if lowest[name] == number[name]:
                together: list[str] = []
                while not together or together[-1] != name:
                    together.append(way.pop())
                    on_way.discard(together[-1])
                if len(together) > 1 or name in follows.get(name, ()):
                    found.update(together)
    return found
