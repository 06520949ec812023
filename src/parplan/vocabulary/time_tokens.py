"""The words, numbers and marks of a time expression, each keyword in its one correct spelling."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from parplan.vocabulary.folding import fold
from parplan.vocabulary.time_phrases import Phrases

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−~"), "-")

_BULLETS = ("-", "+", "*", "•", "·")

#: Other spellings in use. hàng/hằng and quí/quý are both accepted orthography; the rest are common slips of typing.
_VARIANTS = {"hàng": "hằng", "quí": "quý", "qúy": "quý", "kì": "kỳ"}

#: Keywords that may be typed without diacritics; with any other diacritics they are other words (hạng, tư, kỹ, nam).
_KEYWORDS = (
    "trước tháng quý ngày năm hằng định kỳ thường xuyên chậm nhất muộn đến hết cuối đầu giữa từ kể bắt mỗi từng "
    "sáu mười giờ phút tuần và hoặc các những tiếp kế sau lần tối thiểu ít của đột xuất phát ngay đúng lồng ghép "
    "chưa giai đoạn cả suốt liên tục trở đi khoảng tầm dự kiến vòng thời hạn hoàn thành xong vào làm việc nửa "
    "báo cáo kế hoạch quyết nghị chỉ thị công văn luật thông hướng dẫn chủ nhật thứ hiện thực triển khai tổ chức nộp "
    "gửi trình ban hành gian tiến độ quá hơn không xác sinh căn cứ tùy thuộc"
)
#: Before hàng these make another word of it: ngân hàng (a bank), khách hàng (a customer).
_GOODS = frozenset({"ngân", "khách", "mặt", "nhà", "cửa", "đơn", "bán", "mua", "giao", "ngành"})
_BARE: dict[str, str] = {}
for _word in _KEYWORDS.split():
    _BARE.setdefault(fold(_word), _word)

#: Bare words that are words of their own: read as the keyword only beside what makes them one.
_AMBIGUOUS = frozenset({"quy", "qui", "ngay", "nam", "tu", "sau", "dau", "hang"})
#: In a text that has diacritics a bare word is damage. These are safe to repair, the ambiguous ones beside a number.
_REPAIRABLE = frozenset({"thang", "truoc"})

#: Before these bare quy, ngay and nam are quý, ngày and năm.
_BEFORE_QUARTER = frozenset({"hang", "moi", "tung", "cuoi", "dau", "het", "trong", "giua", "cua", "va", "theo"})
_BEFORE_DAY = frozenset({"hang", "truoc", "tu", "den", "het", "sau", "moi"})
_BEFORE_YEAR = _BEFORE_QUARTER | {"ca", "cac", "nhung", "den", "quanh", "suot", "thang"} - {"theo", "cua", "va"}

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


SPELLED = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
#: "Tư" numbers months and quarters, it does not count.
_COUNTS = {word: number for word, number in SPELLED.items() if word != "tư"}


class Token(NamedTuple):
    """A word, a number or a mark: ``key`` is the keyword in its correct spelling, or the word as it is, in lower case.

    start, end: where it stands in the cleaned text. repaired: it was taken for a keyword although it looks damaged.
    """

    key: str
    start: int
    end: int
    repaired: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number in ASCII digits."""
        return self.key.isascii() and self.key.isdecimal()


def clean(words: str) -> str:
    """Return ``words`` with full-width and compatibility forms, invisible characters, dashes and spaces made plain.

    In a list, whose first line too begins with a dash or a bullet, each item is a clause, shown by a semicolon.
    """
    text = unicodedata.normalize("NFKC", words).translate(_DASHES)
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    lines = [line.strip() for line in text.splitlines()]
    if lines and lines[0].startswith(_BULLETS):
        lines = [f"; {line[1:]}" if line.startswith(_BULLETS) else line for line in lines]
    return " ".join(" ".join(lines).split()).removeprefix("; ")


def tokenize(text: str) -> list[Token]:
    """Split a cleaned text into tokens."""
    raw = _split(text)
    accented = not text.isascii()
    keys = [text[start:end].lower() for start, end in raw]
    tokens = []
    for i, (start, end) in enumerate(raw):
        key = keys[i]
        before = keys[i - 1] if i else ""
        keyword = key if key == "hàng" and before in _GOODS else _VARIANTS.get(key, key)
        repaired = False
        if key.isascii() and key.isalpha():
            following = keys[i + 1] if i + 1 < len(keys) else ""
            keyword = _restore(key, before, following, accented)
            repaired = accented and keyword != key
        tokens.append(Token(keyword, start, end, repaired))
    return tokens


def _split(text: str) -> list[tuple[int, int]]:
    """Runs of letters, runs of digits, and single other characters; "quýIV" and "qII" fall into word and numeral."""
    pieces: list[tuple[int, int]] = []
    i = 0
    while i < len(text):
        start, char = i, text[i]
        i += 1
        if char.isspace():
            continue
        if char.isalpha():
            while i < len(text) and text[i].isalpha():
                i += 1
            word = text[start:i].lower()
            if word[0] == "q":
                stem = next((stem for stem in ("quý", "qúy", "quí", "quy", "q") if word.startswith(stem)), "")
                if word[len(stem) :] in ROMAN:
                    pieces.append((start, start + len(stem)))
                    start += len(stem)
        elif char in "0123456789":
            while i < len(text) and text[i] in "0123456789":
                i += 1
        pieces.append((start, i))
    return pieces


def _restore(key: str, before: str, after: str, accented: bool) -> str:
    """Return the keyword a word without diacritics stands for, or the word itself."""
    beside_number = after[:1].isdecimal() or after in ROMAN
    if key in ("quy", "qui"):
        if beside_number or after == "/" or (after and set(after) <= set("ilv")):
            return "quý"
        no_period = accented or before not in _BEFORE_QUARTER or after in ("dinh", "che", "trinh", "hoach")
        return key if no_period else "quý"
    if key == "ngay":
        if beside_number:
            return "ngày"
        return key if accented or before not in _BEFORE_DAY else "ngày"
    if accented:
        return _BARE[key] if key in _REPAIRABLE else key
    if key == "nam":
        return "năm" if beside_number or before in _BEFORE_YEAR else key
    if key == "tu":
        return "từ" if beside_number or after in ("ngay", "thang", "quy", "nam", "nay") else key
    if key == "hang":
        return "hằng" if beside_number or after in ("thang", "quy", "nam", "tuan", "ngay") else key
    if key == "dau":
        return "đầu" if after in ("thang", "quy", "nam", "tien") else key
    return key if key in _AMBIGUOUS else _BARE.get(key, key)


class Words:
    """The tokens of one clause, which can be asked beyond their end."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.keys = [token.key for token in tokens]

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

    def has(self, i: int, words: str) -> bool:
        """Whether the words stand at token ``i``."""
        key = self.key(i)
        if not key or not words.startswith(key):
            return False
        wanted = words.split()
        return self.keys[i : i + len(wanted)] == wanted

    def match(self, i: int, phrases: Phrases) -> int:
        """How many tokens from ``i`` on make one of the phrases; 0 if none does."""
        return phrases.match(self.keys, i)

    def tight(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it without a space."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].end == self.tokens[i].start
