"""Codes for units and groups that a person would choose: the initials of their names, by their usual short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parplan.importing.enumerators import CAPITALS
from parplan.vocabulary.folding import fold

_USUAL = {
    "van phong so": "VP",
    "van phong": "VP",
    "thanh tra so": "TTRA",
    "thanh tra tinh": "TTT",
    "ubnd tinh": "UBND",
    "uy ban nhan dan tinh": "UBND",
    "van phong ubnd tinh": "VPUB",
    "van phong uy ban nhan dan tinh": "VPUB",
    "cong an tinh": "CAT",
    "bo chi huy quan su tinh": "BCHQS",
    "van phong hdnd va ubnd": "VPUB",
    "kho bac nha nuoc tinh": "KBNN",
    "mat tran to quoc viet nam": "MTTQ",
}
#: Words left out of a name's initials.
_DROPPED = frozenset(
    {"và", "của", "về", "các", "tỉnh", "thuộc", "tại", "cho", "trực", "được", "những", "có", "làm", "việc"}
)
#: The most initials a person would still type.
_LONGEST_CODE = 4
#: A short form within a name, and the most letters taken from it.
_ACRONYM = re.compile(rf"[{CAPITALS}]{{2,}}")
_LONGEST_ACRONYM = 10
_PREFIXES = (
    ("chi cuc ", "CC"),
    ("trung tam ", "TT"),
    ("tt ", "TT"),
    ("phong ", ""),
    ("p ", ""),
    ("so ", "S"),
    ("van phong ", "VP"),
    ("ban quan ly ", "BQL"),
    ("ban ", "B"),
    ("cong an ", "CA"),
    ("to cong tac ", "TCT"),
    ("uy ban nhan dan ", "UB"),
    ("ubnd ", "UB"),
    ("hoi ", "H"),
    ("bo ", "B"),
    ("truong ", "TR"),
    ("thanh tra ", "TTR"),
    ("cuc ", "C"),
    ("doi ", "D"),
    ("vien ", "V"),
)


class Codes:
    """The codes in use, ignoring case; it makes new ones that are free."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {code.casefold() for code in taken}
        self._last: dict[str, int] = {}

    def take(self, code: str) -> None:
        """Keep ``code`` from being free."""
        self._taken.add(code.casefold())

    def free(self, code: str) -> str:
        """``code`` itself, or followed by the first number from 2 on with which it is free."""
        key = code.casefold()
        if key not in self._taken:
            return code
        number = self._last.get(key, 2)
        while f"{key}{number}" in self._taken:
            number += 1
        self._last[key] = number
        return f"{code}{number}"


def code_of(name: str, taken: Codes) -> str:
    """A short code for a unit: Phòng Kế hoạch - Tài chính → KHTC, Sở Nội vụ → SNV; numbered if taken."""
    words = re.sub(r"[^\w\s]", " ", name).split()
    folded = fold(" ".join(words))
    code = _USUAL.get(folded)
    if code is None:
        prefix, skipped = "", 0
        for beginning, letters in _PREFIXES:
            if f"{folded} ".startswith(beginning):
                prefix, skipped = letters, len(beginning.split())
                break
        rest = [word for word in words[skipped:] if word.lower() not in _DROPPED]
        short = "".join(word for word in rest if _ACRONYM.fullmatch(word))
        if len(short) > 1:  # “Bộ CHQS tỉnh”, “P. KT&ĐBCL”: the name has its short form
            return taken.free((prefix + fold(short).upper())[:_LONGEST_ACRONYM])
        longest = _LONGEST_CODE + 2 if prefix == "S" else _LONGEST_CODE
        if len(rest) > longest and sum(word[0].isupper() for word in rest) >= 2:
            rest = [word for word in rest if word[0].isupper()]
        initials = fold("".join(word[0] for word in rest)).upper()
        code = (prefix + initials[: longest + 1]) or "DV"
        if code in ("Y", "N", "NO", "ON") or code[0].isdigit():
            code = f"DV{code}"
    return taken.free(code)


def has_short_form(name: str) -> bool:
    """Whether a name is a short form or has one in it: “BGH”, “Phòng VH-XH”, “P. Kinh tế”.

    Of names in capitals every word looks like one.
    """
    mixed = _ACRONYM.search(name) is not None and not name.isupper()
    return mixed or re.match(r"P\.", name) is not None or _ACRONYM.fullmatch(name) is not None


_GROUP_WORDS = (
    (r"phong,? (?:ban,? )?don vi.*lien quan|phong,? don vi co lien quan", "LQ"),
    (r"lien quan", "LQ"),
    (r"phong,? don vi (?:truc )?thuoc so", "ALL"),
    (r"phong,? (?:ban,? )?don vi", "ALL"),
    (r"^cac phong\b", "PHONG"),
    (r"^cac don vi\b", "DONVI"),
    (r"ubnd.*(?:xa|phuong)|cap xa", "UBXA"),
    (r"ubnd.*huyen|cap huyen", "UBHUYEN"),
    (r"so,? (?:ban,? )?nganh", "SBN"),
    (r"dia phuong", "DP"),
)


def group_code(name: str, taken: Codes) -> str:
    """A short code for a group: ALL, LQ, PHONG …; numbered if taken."""
    folded = fold(name)
    for pattern, code in _GROUP_WORDS:
        if re.search(pattern, folded):
            return taken.free(code)
    words = re.sub(r"[^\w\s]", " ", name).lower().split()
    initials = fold("".join(word[0] for word in words if word not in _DROPPED)).upper()[:5]
    return taken.free(initials if len(initials) > 1 else "NHOM")
