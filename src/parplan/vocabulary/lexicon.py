"""The words of time and the neutral words, read from their two files: the meaning of each phrase, by its words.

``frames.txt`` and ``neutral_words.txt`` are written for a reader of Vietnamese to review; this module makes tries of
them. Names of provinces are those of ``places``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from pkgutil import get_data
from typing import Any

from msgspec import Struct

from parplan.vocabulary.folding import fold
from parplan.vocabulary.places import PLACES
from parplan.vocabulary.usual_form import correct_goods, usual_word

#: A trie of words; under this key stands what the phrase that ends there means.
_END = " "  # which no key is: one may be empty, such as a tone mark that stands alone
Trie = dict[str, Any]

#: The sections of frames.txt that lead to a time, in no order.
RELATIONS = (
    "in", "by", "before", "from", "after", "early", "middle", "late", "vague", "first half", "second half",
)  # fmt: skip
#: Those whose phrases tell a time that is no day, or bear on the times beside them.
_FUNCTIONS = (
    "ongoing", "whole year", "periodic", "event", "until event", "depending", "manner", "onwards", "later years",
    "doubtful", "data",
)  # fmt: skip
#: Those that say what kind of word stands beside a time; such words are neutral ones too.
_CLASSES = (
    "starting", "reports", "yearly matters", "repeated", "things", "what happens", "undergone", "arising",
    "documents", "labels", "counted", "asking bodies", "asking people", "making", "nouns named by a verb",
    "states of bodies and people", "nouns that look like work", "nouns that are verbs too", "sending",
    "other bodies", "bodies named by a verb",
)  # fmt: skip
#: Those that say what a time beside them is said of; such words need not be neutral ones.
_GOVERNING = (
    "joining two", "work again", "of the noun before", "having", "having, of bodies and people", "adjuncts", "towards",
    "receiving", "never in a name", "lists", "before proposals", "being", "striving", "comparing", "naming",
    "predicates", "made for years", "due before the year", "done as decided", "changing",
)  # fmt: skip
#: Sections of neutral_words.txt that have nouns only.
_NOUNS = ("papers", "matters", "places", "sectors", "plans", "days that are kept")


class Lexicon(Struct, frozen=True):
    """All phrases by their meaning.

    relations, functions: tries to the section's name. words: a trie of everything that may stand beside a time, to the
    phrase itself. following: tries of what follows “năm”, “tháng”. classes: the phrases of each section of kinds of
    words; “doing” are the neutral verbs, “actors” bodies and people, “papers” what is written, “nouns” things and
    matters, “manners” how work is done, “joining” words without a thing of their own. combined: what two relations in
    a row mean.
    """

    relations: Trie
    functions: Trie
    words: Trie
    following: dict[str, Trie]
    classes: dict[str, frozenset[str]]
    combined: dict[tuple[str, str], str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; the files are read once."""
    sections = _sections(lines_of("frames.txt"))
    combined = sections.pop("combined")
    phrases = {name: [phrase for line in lines for phrase in _expanded(line)] for name, lines in sections.items()}
    named = {
        name: [phrase.strip() for line in lines for phrase in line.split(",") if phrase.strip()]
        for name, lines in _sections(lines_of("neutral_words.txt")).items()
    }
    named["places"] += [place.lower().replace(" - ", " ") for place in PLACES]
    neutral = [phrase for group in named.values() for phrase in group]
    classes = {name: frozenset(phrases[name]) for name in (*_CLASSES, *_GOVERNING)}
    classes["doing"] = frozenset({*named["doing"], *named["more work"], *classes["starting"], *classes["repeated"]})
    classes["people"] = frozenset(named["people"])
    classes["actors"] = frozenset({*named["bodies"], *classes["people"]})
    classes["papers"] = frozenset(named["papers"])
    classes["joining"] = frozenset(named["joining"])
    classes["manners"] = frozenset(named["manners"])
    classes["nouns"] = frozenset({*(phrase for name in _NOUNS for phrase in named[name]), *classes["things"]})
    everything = dict.fromkeys((*neutral, *(phrase for name in _CLASSES for phrase in phrases[name])))
    return Lexicon(
        relations=_trie((phrase, name) for name in RELATIONS for phrase in phrases[name]),
        functions=_trie((phrase, name) for name in _FUNCTIONS for phrase in phrases[name]),
        words=_trie((phrase, phrase) for phrase in everything),
        following={
            name: _trie((phrase, name) for phrase in phrases[name]) for name in ("next", "next period", "reported")
        },
        classes=classes,
        combined={_pair(line): line.partition(" = ")[2] for line in combined},
    )


@cache
def known_words() -> frozenset[str]:
    """Every single word of the lexicon; such a word is not a damaged form of another."""
    found = set(_CALENDAR_WORDS)
    for trie in (lexicon().relations, lexicon().functions, lexicon().words):
        _collect(trie, found)
    return frozenset(found)


@cache
def bare_words() -> Trie:
    """A trie of the neutral words and functions without diacritics, to themselves.

    A single word is left out where without its diacritics it may as well be one that tells or changes a time.
    """
    phrases: dict[str, str] = {}
    words_of_time = set(_CALENDAR_WORDS)
    for trie in lexicon().following.values():
        _collect(trie, words_of_time)
    for trie in (lexicon().relations, lexicon().functions):
        words_of_time.update(word for word, node in trie.items() if _END in node)
    changing = {fold(word) for word in (*lexicon().classes["changing"], *words_of_time)}
    classes = lexicon().classes
    verbs = (*classes["undergone"], *classes["arising"], *classes["states of bodies and people"], "bị")
    # First those that may say which things are meant: a verb that is taken for a noun would make a certain deadline.
    first = _trie((phrase, phrase) for phrase in sorted(verbs))
    for trie in (first, lexicon().words, lexicon().functions, lexicon().relations):
        for phrase in _phrases(trie, ()):
            bare = fold(phrase)
            if " " in bare or bare not in changing:
                phrases.setdefault(bare, phrase)
    return _trie(phrases.items())


@cache
def ambiguous_bare_words() -> frozenset[str]:
    """Words without diacritics that may be one that tells or changes a time: "tru" is trừ or trú."""
    words = {fold(word) for word in (*lexicon().classes["changing"], *_CALENDAR_WORDS) if not word.isascii()}
    relations, functions = lexicon().relations, lexicon().functions
    return frozenset(
        word for word in words if _END not in relations.get(word, ()) and _END not in functions.get(word, ())
    )


#: The words times are made of, which the code that reads numbers beside them knows.
_CALENDAR_WORDS = frozenset({
    "quý", "tháng", "ngày", "năm", "tuần", "giờ", "phút", "thứ", "chủ", "nhật", "hằng", "hàng", "mỗi", "từng", "lần",
    "nửa", "sáng", "chiều", "tối", "trưa", "giai", "đoạn", "kỳ", "một", "hai", "ba", "tư", "bốn", "sáu", "bảy", "tám",
    "chín", "mười", "nay", "cuối", "đầu",
})  # fmt: skip


def listed_phrases() -> Iterator[str]:
    """Every phrase that may stand beside a time, its words in their usual form."""
    return _phrases(lexicon().words, ())


def _collect(trie: Trie, found: set[str]) -> None:
    for word, node in trie.items():
        if word != _END:
            found.add(word)
            _collect(node, found)


def _phrases(trie: Trie, before: tuple[str, ...]) -> Iterator[str]:
    for word, node in trie.items():
        if word == _END:
            yield " ".join(before)
        else:
            yield from _phrases(node, (*before, word))


def find_phrase(trie: Trie, keys: Sequence[str], i: int) -> tuple[str, int] | None:
    """Return the meaning of the longest phrase that begins at key ``i``, and where it ends."""
    found = None
    for j in range(i, len(keys)):
        node = trie.get(keys[j])
        if node is None:
            break
        trie = node
        if _END in trie:
            found = trie[_END], j + 1
    return found


def lines_of(name: str) -> Iterator[str]:
    """The lines of a list that stands beside this file, without blank ones and comments."""
    data = get_data("parplan.vocabulary", name) or b""  # wherever the package is: a folder, an archive, one program
    return (line for line in data.decode().splitlines() if line and not line.startswith("#"))


def _sections(lines: Iterable[str]) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("== "):
            current = sections[line[3:].strip()] = []
        else:
            current.append(line)
    return sections


def _expanded(line: str) -> Iterator[str]:
    """Every phrase of a line: ``[x|y]`` is x, y or nothing."""
    choices = [
        ["", *part[1:-1].split("|")] if part.startswith("[") else [part]
        for part in line.replace("[", "\0[").replace("]", "]\0").split("\0")
    ]
    for chosen in product(*choices):
        if phrase := " ".join(" ".join(chosen).split()):
            yield phrase


def _pair(line: str) -> tuple[str, str]:
    left = line.partition(" = ")[0]
    return next(
        (first, left[len(first) + 1 :])
        for first in sorted(RELATIONS, key=len, reverse=True)
        if left.startswith(first + " ")
    )


def _trie(phrases: Iterable[tuple[str, str]]) -> Trie:
    root: Trie = {}
    usual: dict[str, str] = {}
    for phrase, meaning in phrases:
        words = phrase.replace("%", " % ").replace("&", " & ").split()
        for i, word in enumerate(words):
            if (known := usual.get(word)) is None:
                known = usual[word] = usual_word(word)
            words[i] = known
        node = root
        for word in correct_goods(words):
            following = node.get(word)
            if following is None:
                following = node[word] = {}
            node = following
        node[_END] = meaning
    return root
