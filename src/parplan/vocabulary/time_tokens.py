"""The words, numbers and marks of a text in their usual form: one spelling for every way of typing them.

What a word means never depends on blanks, letter case, Unicode forms or where the tone mark stands (hòa, hoà).
"""

from __future__ import annotations

import re
import unicodedata

from parplan.vocabulary.folding import fold
from parplan.vocabulary.hidden_characters import INVISIBLE
from parplan.vocabulary.lexicon import Trie, ambiguous_bare_words, bare_words, find_phrase, known_words
from parplan.vocabulary.usual_form import correct_goods, usual_word

#: A letter old fonts leave in place of another.
_OLD_LETTERS = str.maketrans({"ƣ": "ư", "Ƣ": "ư"})

#: Keywords that may be typed without diacritics; with any other diacritics they are other words (hạng, tư, kỹ, nam).
_KEYWORDS = (
    "trước tháng quý ngày năm hằng định kỳ thường xuyên chậm nhất muộn đến hết cuối giữa từ kể bắt mỗi từng hạn "
    "giờ phút tuần và hoặc các những tiếp kế lần tối thiểu ít của đúng không quá giai đoạn cả suốt liên tục trở đi "
    "khoảng tầm vòng thời xong vào nửa theo"
)
_BARE = {fold(word): word for word in _KEYWORDS.split()}
#: Bare words that are words of their own: read as the keyword only beside what makes them one.
_BEFORE_QUARTER = frozenset({"hang", "moi", "tung", "cuoi", "dau", "het", "trong", "giua", "cua", "va", "theo"})
_BEFORE_DAY = frozenset({"hang", "truoc", "tu", "den", "het", "sau", "moi", "nhat"})
_BEFORE_YEAR = _BEFORE_QUARTER | {"ca", "cac", "nhung", "den", "quanh", "suot", "thang"} - {"theo", "cua", "va"}
_AMBIGUOUS = frozenset({"quy", "qui", "ngay", "nam", "tu", "sau", "dau", "hang"})
#: After "thang" and "quy" these are numbers.
_BARE_NUMBERS = {
    "mot": "một", "hai": "hai", "ba": "ba", "tu": "tư", "sau": "sáu", "bay": "bảy", "tam": "tám", "chin": "chín",
    "muoi": "mười",
}  # fmt: skip
#: In a text that has diacritics a bare word of these is damage.
_DAMAGED_WORDS = frozenset({"quy", "qui", "thang", "truoc", "ngay", "nam"})
#: Damaged, these still are what they were: "trƣớc", "thảng 12". A date beside one is only proposed.
_UNMISTAKABLE = frozenset({"truoc", "thang", "quy", "ngay", "nam", "den", "het", "cham", "nhat"})

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SPELLED = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
#: "Tư" numbers months and quarters, it does not count.
_COUNTS = {word: number for word, number in SPELLED.items() if word != "tư"}

_PIECES = re.compile(r"[^\W\d_]+|[0-9]+|\.{3,}|\./\.|\S")
_BULLETS = ("-", "+", "*", "•", "·")
_QUOTES = frozenset("\"'“”‘’«»„`")


class TimeTokens:
    """The tokens of a text or of one clause of it, which can be asked beyond their end.

    keys: each word in its usual form, each number and mark. starts, ends: where they stand in the text. repaired: those
    read although they look damaged; damaged: those taken for a keyword that they may not be.
    """

    __slots__ = ("damaged", "ends", "keys", "repaired", "starts")

    def __init__(
        self, keys: list[str], starts: list[int], ends: list[int], repaired: frozenset[int], damaged: frozenset[int]
    ) -> None:
        self.keys = keys
        self.starts = starts
        self.ends = ends
        self.repaired = repaired
        self.damaged = damaged

    def part(self, first: int, last: int) -> TimeTokens:
        """The tokens from ``first`` up to ``last``."""
        return TimeTokens(
            self.keys[first:last],
            self.starts[first:last],
            self.ends[first:last],
            frozenset([i - first for i in self.repaired]) if self.repaired else self.repaired,
            frozenset([i - first for i in self.damaged]) if self.damaged else self.damaged,
        )

    def key(self, i: int) -> str:
        """The key of token ``i``, empty outside the clause."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def number(self, i: int) -> int | None:
        """The value of token ``i`` if it is a number of at most five digits."""
        key = self.key(i)
        return int(key) if len(key) <= 5 and key.isascii() and key.isdecimal() else None

    def count(self, i: int) -> int | None:
        """The value of token ``i`` if it is a number, in digits or spelled."""
        return _COUNTS.get(self.key(i)) or self.number(i)

    def has(self, i: int, *words: str) -> bool:
        """Whether the words stand at token ``i``."""
        return self.keys[i : i + len(words)] == list(words)

    def match(self, i: int, trie: Trie) -> int:
        """The number of tokens from ``i`` on that make the longest phrase of a trie; 0 if none does."""
        found = find_phrase(trie, self.keys, i)
        return found[1] - i if found else 0

    def tight(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it without a blank."""
        return 0 < i < len(self.keys) and self.ends[i - 1] == self.starts[i]


def tokenize(text: str) -> TimeTokens:
    """Split a text into tokens. In a list, whose first line too begins with a bullet, each bullet is a semicolon."""
    plain, places = _plain(text)
    pieces = [(match.group(), match.start(), match.end()) for match in _PIECES.finditer(plain)]
    keys, starts, ends = [], [], []
    for word, start, end in pieces:
        key = word if word.isdecimal() else usual_word(word)
        if key[0] == "q" and len(key) > 1:
            stem = next((stem for stem in ("quý", "quy", "q") if key.startswith(stem)), "")
            if key[len(stem) :] in ROMAN:  # QII, quýIV
                cut = end - len(key) + len(stem)
                keys.append(stem)
                starts.append(start)
                ends.append(cut)
                key, start = key[len(stem) :], cut
        if key not in _QUOTES:
            keys.append(key)
            starts.append(start)
            ends.append(end)
    if keys and keys[0] in _BULLETS:
        _mark_items(keys, starts, plain)
    correct_goods(keys)
    repaired, damaged = _restore(keys, accented=not plain.isascii())
    if places is not None:
        starts = [places[start] for start in starts]
        ends = [places[end - 1] + 1 if end == len(plain) else places[end] for end in ends]
        ends = [max(start + 1, end) for start, end in zip(starts, ends, strict=True)]
    return TimeTokens(keys, starts, ends, frozenset(repaired), frozenset(damaged))


def _plain(text: str) -> tuple[str, list[int] | None]:
    """Return the text composed, with plain digits and no invisible characters, and where each character stood."""
    if text.isascii() or (unicodedata.is_normalized("NFKC", text) and not INVISIBLE.search(text)):
        return text, None
    clusters: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if INVISIBLE.match(char):  # read over, wherever it stands
            continue
        if unicodedata.category(char)[0] == "M" and clusters:
            clusters[-1] = clusters[-1][0] + char, clusters[-1][1]
        else:
            clusters.append((char, place))
    plain, places = [], []
    for cluster, place in clusters:
        # A raised or circled number is a mark of its own, never part of the number before it.
        normal = cluster if unicodedata.category(cluster[0]) == "No" else unicodedata.normalize("NFKC", cluster)
        plain.append(normal)
        places += [place] * len(normal)
    return "".join(plain), [*places, len(text)]


def _mark_items(keys: list[str], starts: list[int], plain: str) -> None:
    for i, start in enumerate(starts):
        line = plain.rfind("\n", 0, start) + 1
        if keys[i] in _BULLETS and not plain[line:start].strip():
            keys[i] = ";"


def _restore(keys: list[str], *, accented: bool) -> tuple[list[int], list[int]]:
    """Put the keywords typed without diacritics, or damaged, into their usual form; return which were damaged."""
    repaired: list[int] = []
    damaged: list[int] = []
    typed = keys.copy()
    known = known_words()
    for i, key in enumerate(typed):
        if key.isascii():
            if not key.isalpha() or (accented and key not in _DAMAGED_WORDS):
                continue
            keyword = _keyword(typed, i, accented=accented)
            if keyword != key:
                keys[i] = keyword
                if accented:
                    (repaired if keyword == "quý" else damaged).append(i)
        elif key not in known:
            plain = fold(key.translate(_OLD_LETTERS))
            if plain in _UNMISTAKABLE:
                keys[i] = _BARE[plain]
                damaged.append(i)
    if not accented:
        damaged = _restore_bare(keys, typed, all_words=True)
    elif repaired:  # a scan lost a numeral, and so the diacritics of the words beside it may be lost too
        _restore_bare(keys, [fold(key) for key in keys], all_words=False)
    return repaired, damaged


def _restore_bare(keys: list[str], typed: list[str], *, all_words: bool) -> list[int]:
    """Put neutral words without diacritics into their usual form: all of them, or those that are no words as typed.

    Return those that may be a word that tells or changes a time.
    """
    unsure: list[int] = []
    i = 0
    while i < len(keys):
        found = find_phrase(bare_words(), typed, i)
        # “xay dung”: of the longer phrase, whatever the single word is
        unchanged = found is not None and all(
            key == word or (key == "đúng" and found[1] > i + 1)
            for key, word in zip(keys[i : found[1]], typed[i : found[1]], strict=True)
        )
        if found is not None and ((all_words and unchanged) or not known_words().issuperset(keys[i : found[1]])):
            keys[i : found[1]] = found[0].split()
            i = found[1]
        else:
            if keys[i] == typed[i] and typed[i] in ambiguous_bare_words():
                unsure.append(i)
            i += 1
    return unsure


def _keyword(typed: list[str], i: int, *, accented: bool) -> str:
    """Return the keyword the word ``i`` without diacritics stands for, or the word itself."""
    key, before, after = typed[i], typed[i - 1] if i else "", typed[i + 1] if i + 1 < len(typed) else ""
    beside_number = after[:1].isdecimal() or after in ROMAN
    if key in ("quy", "qui"):
        if beside_number or after == "/" or (after and set(after) <= set("ilv")):
            return "quý"
        if not accented and before == "/":
            return "quý"  # 1 lan/quy
        no_period = accented or before not in _BEFORE_QUARTER or after in ("dinh", "che", "trinh", "hoach")
        if not accented and after in _BARE_NUMBERS:
            return "quý"
        return key if no_period else "quý"
    if accented:
        safe = key in ("thang", "truoc") or (key in ("ngay", "nam") and after[:1].isdecimal())
        return _BARE[key] if safe else key
    if before in ("thang", "quy", "muoi") and key in _BARE_NUMBERS:
        next_one = key == "sau" and after not in ("nam", "/")  # tháng sáu is June, tháng sau the next month
        return key if next_one or (before == "muoi" and key not in ("mot", "hai")) else _BARE_NUMBERS[key]
    match key:
        case "ngay":
            return "ngày" if beside_number or before in _BEFORE_DAY else key
        case "nam":
            often = before == "/" or typed[i + 1 : i + 3] == ["mot", "lan"]
            return "năm" if beside_number or often or before in _BEFORE_YEAR else key
        case "tu":
            return "từ" if beside_number or after in ("ngay", "thang", "quy", "nam", "nay") else key
        case "hang":
            return "hằng" if beside_number or after in ("thang", "quy", "nam", "tuan", "ngay") else key
        case "dau":
            return "đầu" if after in ("thang", "quy", "nam", "tien") else key
        case "sau":
            six = after == "thang" and typed[i + 2 : i + 4] in (["mot", "lan"], ["dau", "nam"], ["cuoi", "nam"])
            return "sáu" if six else key
        case "mot":
            return "một" if after == "lan" else key
    if key == "thang" and after in ("nam",) and not typed[i + 2 : i + 3]:
        return key  # tháng năm: May, or the month and the year
    return key if key in _AMBIGUOUS else _BARE.get(key, key)
