"""English and Vietnamese: messages from a gettext catalogue, and the formats of dates and numbers.

The templates in the code are English; the catalogue under ``locale/`` is Vietnamese.
"""

from __future__ import annotations

import datetime
import gettext
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct

from parplan.diagnostics import N_, Message

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "parplan"
LANGUAGES = ("vi", "en")
#: The variables that name the locale; the first that is set counts.
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class Language(Struct, frozen=True, dict=True):
    """A language with its catalogue."""

    code: str
    _catalogue: gettext.NullTranslations

    def __reduce__(self) -> tuple[Callable[[type[Language], str], Language], tuple[type[Language], str]]:
        """By its code: another process loads the catalogue itself, once."""
        return _loaded, (type(self), self.code)

    def gettext(self, template: str) -> str:
        """Translate an English template."""
        return self._catalogue.gettext(template)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Translate an English template that depends on a number, and fill in ``{count}``."""
        return self._catalogue.ngettext(singular, plural, count).format(count=count)

    def render(self, message: Message) -> str:
        """Translate a message and fill in its arguments."""
        return message.render(self.gettext, self.date)

    def date(self, day: datetime.date) -> str:
        """31/03/2021 in Vietnamese, 2021-03-31 in English."""
        return f"{day.day:02}/{day.month:02}/{day.year:04}" if self.code == "vi" else day.isoformat()

    def long_date(self, day: datetime.date) -> str:
        """The date with its day of the week."""
        weekday = self.gettext(_WEEKDAYS[day.weekday()])
        return f"{weekday}, ngày {self.date(day)}" if self.code == "vi" else f"{weekday} {self.date(day)}"

    def number(self, value: Decimal) -> str:
        """A number with the language's decimal separator."""
        text = f"{value.normalize():f}"
        return text.replace(".", ",") if self.code == "vi" else text

    def percent(self, part: int, whole: int) -> str:
        """A percentage with one decimal, halves rounded up as in a spreadsheet; a dash if ``whole`` is 0.

        1,999 of 2,000 are 99.9%, and 1 is 0.1%: only all are all, and only none is nothing.
        """
        if whole == 0:
            return "–"
        share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if 0 < part < whole:
            share = min(max(share, Decimal("0.1")), Decimal("99.9"))
        text = f"{share}%"
        return text.replace(".", ",") if self.code == "vi" else text


class OfficeLanguage(Language, frozen=True):
    """The language of official documents, whose Vietnamese dates look like 02/3/2021 (Nghị định 30/2020/NĐ-CP)."""

    def number(self, value: Decimal) -> str:
        """A number with the decimal sign of the language, its thousands apart: 1.250,4."""
        whole, sign, rest = super().number(value).partition("," if self.code == "vi" else ".")
        grouped = f"{int(whole):,}" if len(whole.lstrip("-")) > 3 else whole
        return (grouped.replace(",", ".") if self.code == "vi" else grouped) + sign + rest

    def date(self, day: datetime.date) -> str:
        """A date; days below 10 and the months 1 and 2 have a leading zero."""
        if self.code != "vi":
            return super().date(day)
        return f"{day.day:02}/{office_month(day.month)}/{day.year:04}"


def office_month(month: int) -> str:
    """A month as official documents write it: 01, 02, 3 … 12."""
    return f"{month:02}" if month <= 2 else str(month)


def load_language(code: str) -> Language:
    """Load the catalogue of ``vi`` or ``en``."""
    return Language(code, _catalogue(code))


def load_office_language(code: str) -> OfficeLanguage:
    """Load the catalogue of ``vi`` or ``en`` for an official document."""
    return OfficeLanguage(code, _catalogue(code))


@cache
def _loaded(kind: type[Language], code: str) -> Language:
    return kind(code, _catalogue(code))


def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    with (LOCALE_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as catalogue:
        return gettext.GNUTranslations(catalogue)


def language_of_locale(environment: Mapping[str, str]) -> str:
    """The language the environment asks for (``LC_ALL``, ``LC_MESSAGES``, ``LANG``): Vietnamese, or English."""
    for name in LOCALE_VARIABLES:
        if value := environment.get(name):
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"
