"""The bodies that a letterhead names: who issues the document, and the body above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parplan.importing.blocks import DocumentLine, Unsure
from parplan.importing.capitals import spell_name
from parplan.importing.directory import in_full
from parplan.importing.document_number import NUMBER
from parplan.importing.enumerators import CAPITALS
from parplan.importing.found import FoundField, FrontMatter
from parplan.importing.party_names import begins_body
from parplan.importing.title_kinds import OTHERS, PLANS, names_kind
from parplan.vocabulary.body_kinds import kinds_pattern
from parplan.vocabulary.folding import fold
from parplan.vocabulary.places import PLACE_KINDS, PLACES

_YOUTH_UNION = r"doan (?:tncs|thanh nien cong san) ho chi minh$"
_MOTTO = re.compile(rf"^(?:cong hoa xa hoi|doc lap\s*-|chu nghia viet nam|dang cong san viet nam$|{_YOUTH_UNION})")
_PLACE_KINDS = "|".join(PLACE_KINDS)
_PLACES = frozenset(place.upper() for place in PLACES)
#: A kind of body, whose name goes on in the next line: “TRƯỜNG ĐẠI HỌC / KHOA HỌC TỰ NHIÊN”.
_KIND_ALONE = re.compile(rf"(?:{kinds_pattern('field', 'goes on', 'school')})(?: y tế| đa khoa| dự án)?", re.IGNORECASE)
#: A place with its kind within a name.
_OWN_PLACE = re.compile(rf"\b(?:{_PLACE_KINDS}) [{CAPITALS}]")


def is_motto(line: DocumentLine) -> bool:
    """Whether a line is the motto of the state, the Party or the Youth Union, or begins it."""
    return _MOTTO.match(fold(line.text)) is not None


#: The mottos that are long enough to go on in another line of their column.
_MOTTOS = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")
_MOTTO_WITHIN = re.compile(r"(?<=\S)\s+(?P<motto>CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA(?: VIỆT(?: NAM)?+)?+)\s+(?=\S)")


def _rest_of_motto(line: str) -> str:
    """The words of a motto that a line ends within, which stand in a line below; empty where it is whole."""
    begun = next(
        ((motto, end) for motto in _MOTTOS for end in range(len(motto) - 1, 7, -1) if line.endswith(motto[:end])), None
    )
    return begun[0][begun[1] :].strip() if begun is not None and begun[0][begun[1]] == " " else ""


def _without_motto_within(head: Sequence[DocumentLine]) -> Iterator[DocumentLine]:
    """Yield the lines; one that ran together around the motto as three: what stands left of it, the motto, the next."""
    for line in head:
        match = _MOTTO_WITHIN.search(line.text)
        if match is None:
            yield line
            continue
        for text in (line.text[: match.start()], match["motto"], line.text[match.end() :]):
            yield DocumentLine(text, line.place)


#: The bodies whose departments are named after the place: “Sở Y tế tỉnh Bắc Ninh”.
_COMMITTEE = re.compile(r"(?:Ủy ban|Uỷ ban) nhân dân |UBND ")
#: Kinds of documents, whose title ends the letterhead.
_KINDS = (*PLANS, *OTHERS)
#: Signs on the right of a name: a column, or the motto.
_BESIDE = re.compile(r"\s{2,}|CỘNG H[ÒO]|Độc lập\s*[-–]")
#: Rules and marks of the paper around a name.
_AROUND = " -–_*:;.|„“”"


def read_letterhead(front: FrontMatter, head: Sequence[DocumentLine]) -> None:
    """Read the issuing body, and the one above: the lines in capitals before the motto or the number.

    Of several bodies the last issues the document: “BỘ TÀI CHÍNH / CỤC THUẾ / CHI CỤC THUẾ KHU VỰC XII”.
    """
    names: list[DocumentLine] = []
    rest = ""  # of the motto, which goes on in a line below
    lines = list(_without_motto_within(head[:14]))
    of_state = any(fold(line.text).startswith("cong hoa xa hoi") for line in lines)
    for i, line in enumerate(lines):
        text = _BESIDE.split(line.text)[0].strip(_AROUND)
        folded = fold(text)
        if rest and folded == rest:
            rest = ""
            continue
        if rest and folded.endswith(f" {rest}") and not any(fold(below.text.strip()) == rest for below in lines[i:]):
            front.mixed = text  # with the rest of the motto, which stands on its right
            text, rest = text[: -len(rest)].strip(_AROUND), ""
            folded = fold(text)
        elif is_motto(line) or text != line.text.strip(_AROUND):  # the motto, alone or beside a name
            rest = _rest_of_motto(fold(line.text)) or rest
        motto = _MOTTO.match(folded) is not None
        if of_state and re.match(_YOUTH_UNION, folded):
            motto = False  # the Youth Union beside the motto of the state is the body above
        if motto or not text or NUMBER.search(line.text) or "ngày" in text:
            if NUMBER.search(line.text):
                break
            continue
        if (
            text.upper() == text
            and sum(c.isalpha() for c in text) >= (2 if names and text.replace(" ", "").isalnum() else 4)
            and (_goes_on(names[-1].text if names else "", text) or not any(names_kind(text, k) for k in _KINDS))
        ):
            names.append(DocumentLine(text, line.place))
        elif names:
            break
    if not names:
        return
    _join_lines(names)
    issuer = names[-1]
    if len(names) > 1:
        front.parent = FoundField((names[-2].text,), names[-2].place)
    front.bodies = [name.text for name in names]
    known = front.agency
    if known is None or known.text.isupper() or _is_short_for(known.text, issuer.text):
        front.agency = FoundField((issuer.text,), issuer.place)


def _is_short_for(name: str, issuer: str) -> bool:
    """Whether a name is the issuer's, or its beginning: “UBND tỉnh”, “Nhà trường”, as a document calls its own body."""
    return f"{in_full(issuer)} ".startswith(f"{in_full(name).removeprefix('nha ')} ")


def _goes_on(above: str, text: str) -> bool:
    """Whether a line goes on with the name in the line above: “SỞ NÔNG NGHIỆP / VÀ MÔI TRƯỜNG”."""
    return (
        above.endswith((",", " VÀ"))
        or re.match(r"(?:VÀ|THỂ THAO|TRUYỀN|MÔI TRƯỜNG)\b|TRƯỜNG$", text) is not None
        or (above.endswith(" DU") and text == "LỊCH")
        or (above.startswith("TRƯỜNG ") and re.fullmatch(r"TRƯỜNG \S+", text) is not None)  # “… / TRƯỜNG SƠN”
    )


def _join_lines(names: list[DocumentLine]) -> None:
    """Join the lines of names that go on in the next one."""

    def join(i: int) -> None:
        names[i - 1 : i + 1] = [DocumentLine(f"{names[i - 1].text} {names[i].text}", names[i - 1].place)]

    for i in range(len(names) - 1, 0, -1):
        if f"{names[i - 1].text.rpartition(' ')[2]} {names[i].text}" in _PLACES:  # “THÀNH PHỐ HẢI / PHÒNG”
            join(i)
    if len(names) > 1 and re.match(rf"(?:{_PLACE_KINDS})\b", names[1].text, re.IGNORECASE):
        join(1)
    for i in range(len(names) - 1, 0, -1):
        if _goes_on(names[i - 1].text, names[i].text):
            join(i)
    for i in range(len(names) - 1, 0, -1):
        if not begins_body(names[i].text) or (len(names) > 2 and _KIND_ALONE.fullmatch(names[i - 1].text)):
            join(i)


def spell_agency(front: FrontMatter, words: str) -> None:
    """Give bodies printed in capitals the spelling they have in the ``words`` of the document, or the usual one.

    A spelling that neither the document nor a list confirms is noted as a guess, with the capitals.
    """
    for name in ("parent", "agency"):
        found: FoundField | None = getattr(front, name)
        if found is not None and found.text.isupper():
            spelling = spell_name(found.text, words)
            read = Unsure(found.text, spelling.text, certain=True)  # the source has the capitals
            setattr(front, name, FoundField((spelling.text,), found.place, unsure=(read,)))
            taken_out = front.mixed and found.text.startswith(front.mixed.split()[0])
            if not spelling.sure or taken_out:
                front.guessed[name] = front.mixed if taken_out else found.text
    agency, parent = front.agency, front.parent
    if agency is None or parent is None:
        return
    place = re.search(rf"(?:{_PLACE_KINDS}|TP\.?) .+$", parent.text)
    if agency.text.startswith("Chi nhánh "):
        front.agency = replace(agency, texts=(f"{parent.text} {agency.text}",))
        if front.guessed:
            front.guessed["agency"] = f"{front.guessed.get('parent', parent.text)} {agency.text}".upper()
    elif (
        place
        and _COMMITTEE.match(parent.text)
        and agency.text.startswith(("Sở ", "Ban ", "Chi cục ", "Phòng "))
        and not _OWN_PLACE.search(agency.text)
        and fold(place[0].split(None, 1)[1].removeprefix("đảo ")) not in fold(agency.text)
    ):
        front.agency = replace(agency, texts=(f"{agency.text} {place[0]}",))
