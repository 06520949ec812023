"""Leads and coordinating units told in one text: “Sở A (chủ trì), Sở B (phối hợp)”, “A chủ trì, phối hợp với B”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parplan.importing.enumerators import clean, without_closing
from parplan.importing.parties import NOBODY, KnownNames, split_parties
from parplan.importing.party_names import names_party

#: Words before those who take part: “phối hợp với”, “phối hợp chặt chẽ cùng với”.
TOGETHER, WITH = r"phối hợp(?: chặt chẽ)?", r"(?:cùng với|với|cùng)"
_ROLE_BEHIND = re.compile(
    r"\s*\((?:(?:là|làm)\s+)?(?:(?:cơ quan|đơn vị|bộ phận)\s+)?"
    r"(?P<role>chủ trì|đầu mối|thường trực|phụ trách chính|phối hợp|tham gia|hỗ trợ)(?: thực hiện)?\)$",
    re.IGNORECASE,
)
#: Roles of units that do not lead.
_TAKE_PART = frozenset({"phối hợp", "tham gia", "hỗ trợ"})


def split_roles(texts: Iterable[str], known: KnownNames = NOBODY) -> tuple[str, str] | None:
    """Lead and coordinating units of a field that tells the role of each in brackets; ``None`` where it does not.

    “Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp)”. A name without a role has that of the name before it.
    """
    roles: dict[str, list[str]] = {"chủ trì": [], "phối hợp": []}
    role = "chủ trì"
    told = False
    for mention in split_parties(texts, known):
        match = _ROLE_BEHIND.search(mention.name)
        if match is not None:
            role, told = "phối hợp" if match["role"].lower() in _TAKE_PART else "chủ trì", True
        roles[role].append(_ROLE_BEHIND.sub("", mention.name))
    return ("; ".join(roles["chủ trì"]), "; ".join(roles["phối hợp"])) if told else None


#: “Sở Tài chính chủ trì, phối hợp với Sở Nội vụ và …”
_BOTH = re.compile(
    r"^(?:Giao\s+)?(?P<lead>.+?)\s+(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:làm\s+)?chủ trì\s*[,;]?\s*(?:và\s+)?"
    rf"{TOGETHER}\s*{WITH}?\s*(?::\s*)?(?P<coordinating>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED_BOTH = re.compile(
    r"^(?:[-+–]\s*)?(?:(?:cơ quan|[đð]ơn vị)\s+)?chủ trì(?: thực hiện)?\s*:\s*(?P<lead>.+?)[;.,]?\s*(?:[-+–]\s*)?"
    r"(?:(?:cơ quan|[đð]ơn vị)\s+)?phối hợp(?: thực hiện)?\s*:\s*(?P<coordinating>.+)$",
    re.IGNORECASE | re.DOTALL,
)
#: “Sở Tài chính chủ trì, Sở Nội vụ phối hợp”
_EACH = re.compile(
    r"^(?:Giao\s+)?(?P<lead>.+?)\s+(?:làm\s+)?chủ trì\s*[,;]\s*(?:và\s+)?(?P<coordinating>.+?)\s+phối hợp"
    r"(?: thực hiện)?$",
    re.IGNORECASE | re.DOTALL,
)
#: “Sở Tài chính; phối hợp: Sở Nội vụ”, “Sở Tài chính phối hợp với Sở Nội vụ”: no word says who leads.
_BESIDE = re.compile(
    r"^(?:Giao\s+)?(?P<lead>.+?)(?:\s*[,;(–-]\s*|\s+)(?:(?:các\s+)?(?:cơ quan|[đð]ơn vị)\s+)?"
    rf"{TOGETHER}(?: thực hiện)?\s*(?:{WITH}|là)?\s*:?\s+(?P<coordinating>[^()]+)\)?$",
    re.IGNORECASE | re.DOTALL,
)


def split_sentence(text: str) -> tuple[str, str] | None:
    """The lead and coordinating parts of a sentence that names both; else ``None``."""
    text = clean(text)
    match = _LABELLED_BOTH.match(text) or _BOTH.match(text) or _EACH.match(without_closing(text))
    if match is None:
        match = _BESIDE.match(text)
        words = (match["lead"], match["coordinating"]) if match is not None else ()
        if not words or not all(names_party(one.name) and one.sure for part in words for one in split_parties([part])):
            return None
    assert match is not None
    coordinating = re.sub(r"\s+(?:thực hiện|triển khai|tham mưu)(?:\s.*)?$", "", without_closing(match["coordinating"]))
    return without_closing(match["lead"]), coordinating


# Codes like those a person would choose.
