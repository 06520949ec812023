"""The formal parts of a document (Nghị định 30/2020/NĐ-CP): head, signature and recipients.

Number, place, signer and recipients come from the plan or from options; what is in neither becomes a marked place.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from parplan.languages import OfficeLanguage, office_month
from parplan.plan.structure import Plan, Signer
from parplan.plan.units import Party
from parplan.reporting.papers import MOTTO, NATION, Head, Run, Signature, Text, filled, place, text


class SigningFor(StrEnum):
    """The form of signing for another: ký thay, thừa lệnh, thừa ủy quyền, thay mặt."""

    KT = "kt"
    TL = "tl"
    TUQ = "tuq"
    TM = "tm"


class Formalities(Struct, frozen=True):
    """Formal parts given by options; ``None`` and empty mean: from the plan, else a marked place."""

    place: str | None = None
    number: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    signing_for: SigningFor | None = None
    recipients: tuple[str, ...] = ()
    day: date | None = None


def make_head(
    language: OfficeLanguage,
    plan: Plan,
    given: Formalities,
    day: date,
    symbol: Text,
    *,
    office: Party | None = None,
    about: Text | None = None,
) -> Head:
    """The head of a document of the agency, or of one of its units (``office``).

    ``symbol`` is the part of the number after the stroke, such as ``BC-SKHCN``.
    """
    _ = language.gettext
    between = "-" if _of_organization(plan) else "/"
    number: Text = text(place(_("number")), between, symbol)
    if given.number:
        number = text(given.number) if "/" in given.number else text(given.number, between, symbol)
    nation, motto = _nation(language, plan)
    where = given.place or _province(plan)
    superior = plan.parent if office is None else plan.agency
    return Head(
        superior=superior,
        issuer=_issuer(plan, superior) if office is None else office.name,
        number=number,
        numbered=filled(_("No. {number}"), number=number),
        place_and_day=filled(
            # Blanks between hyphens would not tell which is the day.
            _("{place}, {year}-{month}-{day}") if given.day else _("{place}, day {day} month {month} year {year}"),
            place=where or place(_("place")),
            **_day_parts(language, given.day, day),
        ),
        about=about,
        nation=nation,
        motto=motto,
    )


#: Bodies of the Party, or of one of its organizations: “Ban Tổ chức Tỉnh ủy”.
_PARTY = re.compile(r"\b(?:tỉnh|thành|huyện|quận|thị|đảng|khu) [uủ][yỷ]\b(?! ban)|\bđảng (?:bộ|đoàn)\b|\bchi bộ\b")


def _is_party(name: str | None) -> bool:
    return name is not None and _PARTY.search(name.casefold()) is not None


def _of_organization(plan: Plan) -> bool:
    """Whether the number has the form of the Party and the Youth Union, “12-KH/TU”, and not that of the state."""
    return re.match(r"[^/-]+-[^\W\d_]+/", plan.decision_number) is not None


def _nation(language: OfficeLanguage, plan: Plan) -> tuple[Text, str]:
    """What the plan's documents have above place and day: state and motto, or the Party (Hướng dẫn 36-HD/VPTW).

    A marked place for other bodies that number their documents as the Party does.
    """
    if _is_party(plan.agency) or (_of_organization(plan) and _is_party(plan.parent)):
        return text("ĐẢNG CỘNG SẢN VIỆT NAM"), ""
    if _of_organization(plan):
        return text(place(language.gettext("name of the state, the Party or the Youth Union"))), ""
    return text(NATION), MOTTO


#: The blank for a day that is filled in by hand when the document is signed.
_BLANK = "\N{NO-BREAK SPACE}" * 6


def _day_parts(language: OfficeLanguage, signed: date | None, as_of: date) -> dict[str, str]:
    """Day, month and year of a document: of its signing, else blanks in the year of its figures."""
    if signed is None:
        return {"day": _BLANK, "month": _BLANK, "year": f"{as_of.year:04}"}
    month = office_month(signed.month) if language.code == "vi" else f"{signed.month:02}"
    return {"day": f"{signed.day:02}", "month": month, "year": f"{signed.year:04}"}


def document_day(language: OfficeLanguage, given: Formalities, as_of: date) -> str:
    """The day of a document as other texts cite it: “02/3/2021”, or with blanks."""
    if given.day is not None:
        return language.date(given.day)
    parts = _day_parts(language, None, as_of)
    return language.gettext("{day}/{month}/{year}").format(**parts)


#: The issuing agency is named in full; only the one above it may be abbreviated (Nghị định 30/2020, Phụ lục I, II.2).
_IN_FULL = (("UBND ", "Ủy ban nhân dân "), ("HĐND ", "Hội đồng nhân dân "))


#: Bodies of a committee, which are named without its province below it; others keep it: “THANH TRA / TỈNH CÀ MAU”.
_OF_COMMITTEE = ("Sở ", "Ban ", "Chi cục ", "Phòng ")


def _issuer(plan: Plan, superior: str | None) -> str:
    """The agency as the letterhead prints it: in full, without the province that the line above has."""
    found = re.search(r"\s(tỉnh|thành phố)\s+\S.*$", superior or "") if plan.agency.startswith(_OF_COMMITTEE) else None
    name = plan.agency if found is None else plan.agency.removesuffix(found[0])
    for short, full in _IN_FULL:
        name = full + name.removeprefix(short) if name.startswith(short) else name
    return name


def document_symbol(language: OfficeLanguage, plan: Plan, kind: str) -> Text:
    """What follows the number of a document of the agency, “BC-SKHCN”; of the Party, “BC/TU”."""
    return text(kind, "/" if _of_organization(plan) else "-", agency_symbol(language, plan))


def letter_symbol(language: OfficeLanguage, plan: Plan, drafter: str | Run) -> Text:
    """What follows the number of a letter, which names no kind: “SKHCN-VP”; of the Party, “CV/TU”."""
    if _of_organization(plan):
        return document_symbol(language, plan, "CV")
    return text(agency_symbol(language, plan), "-", drafter)


def agency_symbol(language: OfficeLanguage, plan: Plan) -> str | Run:
    """The agency's symbol, taken from its decision: SKHCN of 335/QĐ-SKHCN, TU of 12-KH/TU."""
    behind = plan.decision_number.partition("/")[2]
    symbol = (behind if _of_organization(plan) else behind.partition("-")[2]).strip()
    return symbol or place(language.gettext("symbol of the agency"))


def _province(plan: Plan) -> str | None:
    """The place name of a provincial agency, which is that of the province: Quảng Ngãi of UBND tỉnh Quảng Ngãi.

    A province-level city may need the word (Thành phố Hồ Chí Minh), which is left to a person.
    """
    for name in (plan.parent, plan.agency):
        if name and (found := re.search(r"\btỉnh\s+(\S.*)$", name)):
            return found[1].strip()
    return None


def make_signature(
    language: OfficeLanguage, plan: Plan, given: Formalities, *, office: Party | None = None
) -> Signature:
    """The signature of the agency, or of one of its units.

    The lines follow Nghị định 30/2020/NĐ-CP: for a body that decides jointly first TM., then KT. or TL. with the head's
    title, then the signer's title. Without other options it is that of the plan, as signed.
    """
    _ = language.gettext
    unchanged = given.signer is None and given.signer_title is None and given.signing_for is None
    if office is None and unchanged and plan.signer is not None and _says_how(plan.signer):
        return _signature_as_signed(language, plan, plan.signer)
    no_body: tuple[Text, ...] = ()
    if office is not None:
        chief: str | Run = head_of_unit(office.name) or place(_("OFFICE OF THE HEAD"))
        head_name, together = None, no_body
    else:
        title, head_name = _title_and_name(plan.signer)
        alone = title is None or (unchanged and _is_party(plan.agency))
        superior = None if alone else _superior_office(title or "")
        deputy = superior is not None
        of_another = plan.signer is not None and {"tl", "tuq"} & set(plan.signer.signs_for)
        chief = (superior or ("" if of_another else title) or "").upper() or place(_("OFFICE OF THE HEAD"))
        together = _together(language, plan)
        if deputy and unchanged:
            given = replace(given, signing_for=SigningFor.KT, signer=head_name, signer_title=title)
    name: str | Run = given.signer or place(_("full name of the signer"))
    if given.signing_for is SigningFor.TM:
        own: str | Run = given.signer_title.upper() if given.signer_title else chief
        body = together or (text("TM. ", plan.agency.upper()),)
        return Signature((*body, text(own)), text(given.signer or head_name or name))
    if given.signing_for is not None:
        own = given.signer_title.upper() if given.signer_title else place(_("OFFICE OF THE SIGNER"))
        above = together if given.signing_for is SigningFor.KT else ()  # TL. and TUQ. come from the head alone
        return Signature((*above, text(f"{given.signing_for.value.upper()}. ", chief), text(own)), text(name))
    if given.signer is None and given.signer_title is None:
        return Signature((*together, text(chief)), text(head_name or name))
    if given.signer is not None and given.signer == head_name and given.signer_title is None:
        return Signature((*together, text(chief)), text(given.signer))
    own = given.signer_title.upper() if given.signer_title else place(_("OFFICE OF THE SIGNER"))
    return Signature((*together, text(own)), text(name))


#: The offices of deputies, which contain that of the head: Phó Giám đốc, Thứ trưởng.
_DEPUTY, _VICE_MINISTER = "phó ", ("thứ trưởng", "Bộ trưởng")


#: Words of a deputy's office that are not those of the head's.
_DEPUTY_OF_ALL = re.compile(r" (?:thường trực|phụ trách|điều hành|chuyên trách)$", re.IGNORECASE)


def _superior_office(title: str) -> str | None:
    """The office of the head for whom a deputy signs; ``None`` for someone who is not a deputy.

    A deputy in charge (“Phó Giám đốc phụ trách”) signs in nobody's stead.
    """
    if title.casefold().endswith(" phụ trách"):
        return None
    title = _DEPUTY_OF_ALL.sub("", title)
    if title.casefold().startswith(_VICE_MINISTER[0]):
        return _VICE_MINISTER[1] + title[len(_VICE_MINISTER[0]) :]
    return title[len(_DEPUTY) :] if title.casefold().startswith(_DEPUTY) else None


_COMMITTEES = ("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd")
#: The title of a unit's head, by the beginning of its name; unknown for other units.
_HEADS = {
    "văn phòng": "CHÁNH VĂN PHÒNG",
    "thanh tra": "CHÁNH THANH TRA",
    "phòng": "TRƯỞNG PHÒNG",
    "chi cục": "CHI CỤC TRƯỞNG",
    "tổng cục": "TỔNG CỤC TRƯỞNG",
    "cục": "CỤC TRƯỞNG",
    "vụ": "VỤ TRƯỞNG",
    "sở": "GIÁM ĐỐC",
    "trung tâm": "GIÁM ĐỐC",
    "trường": "HIỆU TRƯỞNG",
    "khoa": "TRƯỞNG KHOA",
    "tổ": "TỔ TRƯỞNG",
}


def head_of_unit(name: str) -> str | None:
    """The title of a unit's head if the name tells it: “CHÁNH VĂN PHÒNG” of “Văn phòng Sở”; else ``None``."""
    return next((head for begin, head in _HEADS.items() if name.casefold().startswith(f"{begin} ")), None)


def office_by_order(name: str) -> str | None:
    """The office of the head of a unit that signs by order (TL.) of another: of a Sở with its name, as all have one."""
    head = head_of_unit(name)
    return f"{head} {name.upper()}" if head is not None and name.casefold().startswith("sở ") else head


def _together(language: OfficeLanguage, plan: Plan) -> tuple[Text, ...]:
    """The TM. line of a body that decides jointly: a people's committee, or one whose plan was signed so.

    The plan does not say which body that is: “TM. BAN THƯỜNG VỤ” of a party committee.
    """
    signer = plan.signer
    committee = plan.agency.casefold().startswith(_COMMITTEES)
    if signer is None or not _says_how(signer):
        return (text("TM. ỦY BAN NHÂN DÂN"),) if committee else ()
    if "tm" not in signer.signs_for:
        return ()
    if committee:
        return (text("TM. ỦY BAN NHÂN DÂN"),)
    return (text(_stead(plan, "tm"), " ", place(language.gettext("BODY IN WHOSE NAME IT IS SIGNED"))),)


def _stead(plan: Plan, short: str) -> str:
    """In whose stead, as it is printed: “KT.”, and “K/T” in the Party's documents (Hướng dẫn 36-HD/VPTW)."""
    if not _is_party(plan.agency):
        return f"{short.upper()}."
    return short.upper() if short == "tuq" else f"{short[0]}/{short[1:]}".upper()


def _says_how(signer: Signer) -> bool:
    """Whether the plan says how it was signed: the office apart from the name, or in whose stead."""
    return signer.title is not None or bool(signer.signs_for)


def _signature_as_signed(language: OfficeLanguage, plan: Plan, signer: Signer) -> Signature:
    """The signature as the plan says it was signed; what it does not say is a marked place."""
    _ = language.gettext
    title, name = _title_and_name(signer)
    lines: list[Text] = []
    for short in signer.signs_for:
        if short == "tm":
            lines += _together(language, plan)
            continue
        superior = _superior_office(title or "") if short == "kt" else None
        head: str | Run = superior.upper() if superior else place(_("OFFICE OF THE HEAD"))
        lines.append(text(_stead(plan, short), " ", head))
    own: str | Run = title.upper() if title else place(_("OFFICE OF THE SIGNER"))
    return Signature((*lines, text(own)), text(name or signer.name))


def _title_and_name(signer: Signer | None) -> tuple[str | None, str | None]:
    """Title and name. “Giám đốc Nguyễn Văn Thanh” is split: the name follows the last lower-case word."""
    if signer is None or signer.title is not None:
        return (None, None) if signer is None else (signer.title, signer.name)
    words = signer.name.split()
    last_small = max((index for index, word in enumerate(words) if word[:1].islower()), default=-1)
    if last_small < 0 or last_small == len(words) - 1:
        return None, signer.name  # a name alone, or one that cannot be split
    return " ".join(words[: last_small + 1]), " ".join(words[last_small + 1 :])


def make_recipients(
    language: OfficeLanguage, given: Formalities, *, addressed: bool = True, drafter: str | None = None
) -> tuple[Text, ...]:
    """The lines of “Nơi nhận”: the addressees, the recipients given, and the filing line with the drafting unit."""
    _ = language.gettext
    found: list[Text] = [text(_("As above"))] if addressed else []
    if given.recipients:
        found += [text(recipient) for recipient in given.recipients]
    else:
        found.append(text(place(_("other recipients"))))
    found.append(filled(_("Filed: VT, {drafter}"), drafter=drafter or place(_("drafting unit"))))
    return tuple(found)
