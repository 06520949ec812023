"""The formal parts of a document (Nghị định 30/2020/NĐ-CP): what the plan tells of them, else marked places.

Number, place, signer and recipients come from the plan or are given; nothing else is made up.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.languages import OfficeLanguage, office_month
from parplan.plan.structure import Plan, Signer
from parplan.plan.units import Party
from parplan.reporting.papers import Head, Run, Signature, Text, filled, place, text


class SigningFor(StrEnum):
    """In whose stead one signs: ký thay, thừa lệnh, thừa ủy quyền, thay mặt."""

    KT = "kt"
    TL = "tl"
    TUQ = "tuq"
    TM = "tm"


class Formalities(Struct, frozen=True):
    """What is given for the formal parts; ``None`` and empty mean: from the plan, else a marked place."""

    place: str | None = None
    number: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    signing_for: SigningFor | None = None
    recipients: tuple[str, ...] = ()


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

    ``symbol`` is what follows the number's stroke, such as ``BC-SKHCN``.
    """
    _ = language.gettext
    number: Text = text(place(_("number")), "/", symbol)
    if given.number:
        number = text(given.number) if "/" in given.number else text(given.number, "/", symbol)
    where = given.place or _province(plan)
    return Head(
        superior=(plan.parent if office is None else plan.agency),
        issuer=plan.agency if office is None else office.name,
        number=number,
        numbered=filled(_("No. {number}"), number=number),
        place_and_day=filled(
            _("{place}, {year}-{month}-{day}"),
            place=where or place(_("place")),
            day=f"{day.day:02}",
            month=office_month(day.month) if language.code == "vi" else f"{day.month:02}",
            year=f"{day.year:04}",
        ),
        about=about,
    )


def agency_symbol(language: OfficeLanguage, plan: Plan) -> str | Run:
    """The agency's own symbol, which its decision carries: SKHCN of 335/QĐ-SKHCN."""
    symbol = plan.decision_number.partition("/")[2].partition("-")[2].strip()
    return symbol or place(language.gettext("symbol of the agency"))


def _province(plan: Plan) -> str | None:
    """The place of an agency of a province, whose name is the province's: Quảng Ngãi of UBND tỉnh Quảng Ngãi.

    A province-level city may have to be written with that word (Thành phố Hồ Chí Minh): that is left to a person.
    """
    for name in (plan.parent, plan.agency):
        if name and (found := re.search(r"\btỉnh\s+(\S.*)$", name)):
            return found[1].strip()
    return None


def make_signature(
    language: OfficeLanguage, plan: Plan, given: Formalities, *, office: Party | None = None
) -> Signature:
    """Who signs for the agency, or for one of its units: the head of a unit is not known to a plan."""
    _ = language.gettext
    head_title, head_name = _title_and_name(plan.signer) if office is None else (None, None)
    chief: str | Run = head_title.upper() if head_title else place(_("OFFICE OF THE HEAD"))
    name: str | Run = given.signer or place(_("full name of the signer"))
    if given.signing_for is not None:
        own: str | Run = given.signer_title.upper() if given.signer_title else place(_("OFFICE OF THE SIGNER"))
        return Signature((text(f"{given.signing_for.value.upper()}. ", chief), text(own)), text(name))
    if given.signer is None and given.signer_title is None:
        return Signature((text(chief),), text(head_name or name))
    if given.signer is not None and given.signer == head_name and given.signer_title is None:
        return Signature((text(chief),), text(given.signer))
    own = given.signer_title.upper() if given.signer_title else place(_("OFFICE OF THE SIGNER"))
    return Signature((text(own),), text(name))


def _title_and_name(signer: Signer | None) -> tuple[str | None, str | None]:
    """The office and name; “Giám đốc Nguyễn Văn Thanh” is split: the name follows the last word in small letters."""
    if signer is None or signer.title is not None:
        return (None, None) if signer is None else (signer.title, signer.name)
    words = signer.name.split()
    last_small = max((index for index, word in enumerate(words) if word[:1].islower()), default=-1)
    if last_small < 0 or last_small == len(words) - 1:
        return None, signer.name  # a name alone, or what cannot be told apart
    return " ".join(words[: last_small + 1]), " ".join(words[last_small + 1 :])


def make_recipients(language: OfficeLanguage, given: Formalities, *, addressed: bool = True) -> tuple[Text, ...]:
    """The list of “Nơi nhận”: those addressed, those given, and who keeps a copy."""
    _ = language.gettext
    found: list[Text] = [text(_("As above"))] if addressed else []
    if given.recipients:
        found += [text(recipient) for recipient in given.recipients]
    else:
        found.append(text(place(_("other recipients"))))
    found.append(filled(_("Filed: VT, {drafter}"), drafter=place(_("drafting unit"))))
    return tuple(found)
