"""The key meant by an unknown one: a typing mistake, or its Vietnamese label."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from parplan.vocabulary.folding import fold

#: The most keys proposed.
_MOST = 3
#: From this many letters on, the beginning of a key is enough: alias for aliases.
_FEWEST = 4
#: Other names for the labels, as documents use them.
_SYNONYMS = {
    "co quan": "don vi",
    "thoi han": "han",
    "trang thai": "tinh trang",
    "han chot": "han",
    "ket qua": "san pham",
}


def meant_keys(typed: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that ``typed`` may mean, the likeliest first; ``labels`` has the Vietnamese label of each key.

    A key of up to seven letters may have one mistake (a letter added, missing, wrong, or two swapped), a longer one a
    mistake for every four letters; with more it is another word. Beginnings count (alias), and a key among words
    (lead_unit). A label counts where all words of one are in the other.
    """
    return _by_spelling(typed, labels) or _by_label(typed, labels)


def _by_spelling(typed: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA  # here, because only a mistake needs it

    word = fold(typed).replace("-", "_").replace(" ", "_")
    if len(word) >= _FEWEST and (begun := [key for key in labels if key.startswith(word) or _shares_stem(key, word)]):
        return tuple(begun[:_MOST])
    if named := [key for key in labels if key in word.split("_")]:
        return tuple(named[:_MOST])
    distances = {key: OSA.distance(word, key) for key in labels}
    nearest = min(distances.values(), default=0)
    if nearest > max(1, len(word) // 4):
        return ()
    return tuple(key for key, distance in distances.items() if distance == nearest < len(key))[:_MOST]


def _shares_stem(key: str, word: str) -> bool:
    """Whether both begin alike for most of their length: coordinate, coordinating."""
    same = takewhile(lambda letters: letters[0] == letters[1], zip(key, word, strict=False))
    return len(list(same)) >= max(6, len(word) - 2)


def _by_label(typed: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    words = " ".join(fold(typed.replace("_", " ").replace("-", " ")).split())
    for synonym in ("", *_SYNONYMS):
        found = _labelled(set(words.replace(synonym, _SYNONYMS[synonym]).split() if synonym else words.split()), labels)
        if found:
            return found
    return ()


def _labelled(words: set[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    alike = []
    for key, label in labels.items():
        of_label = set(fold(label).replace(",", " ").split())
        if words and (words <= of_label or (of_label <= words and len(of_label) > 1)):
            alike.append((len(words ^ of_label), key))
    nearest = min(alike, default=(0, ""))[0]
    return tuple(key for distance, key in alike if distance == nearest)[:_MOST]
