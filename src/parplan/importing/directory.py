"""The units and groups of a draft: every name the plan prints, once, with its code, aliases and members."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from parplan.importing.party_codes import Codes, code_of, group_code, has_short_form
from parplan.importing.party_names import is_group, is_open
from parplan.plan.structure import Plan
from parplan.plan.units import typed_form
from parplan.provenance.doubts import Doubt
from parplan.vocabulary.folding import fold


class DraftParty(Struct):
    """A unit or group of the draft. count: how often it is named. known: taken from the earlier plan."""

    code: str
    name: str
    group: bool = False
    open: bool = False
    short: str | None = None
    aliases: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    complete: bool = True
    known: bool = False
    count: int = 0


#: Names of a department's own units: the members of “các phòng, đơn vị thuộc Sở”.
_INNER = re.compile(r"^(?:van phong so|van phong$|thanh tra so|phong |chi cuc |trung tam |ban quan ly )")
_INNER_PHONG = re.compile(r"^(?:van phong so|van phong$|thanh tra so|phong )")
_INNER_DONVI = re.compile(r"^(?:chi cuc |trung tam |ban quan ly )")

#: Groups of a hospital or a school, by the kinds of their units: “các khoa, phòng”, “các tổ chuyên môn”.
_BY_KIND = re.compile(r"cac (khoa|phong|to)(?:(?:,| va)? (khoa|phong|to))?(?: chuyen mon)?")


class DraftDirectory:
    """Collects names; a name known from ``like`` (an earlier plan) keeps its code, aliases and members.

    undecided: see ``Wishes``.
    """

    def __init__(self, like: Plan | None, *, damaged: bool = False, undecided: frozenset[str] = frozenset()) -> None:
        self._damaged = damaged
        self.parties: dict[str, DraftParty] = {}
        self.doubts: list[Doubt] = []
        self._by_name: dict[str, str] = {}
        self._by_sense: dict[str, str] = {}
        self._spelled: list[tuple[DraftParty, str]] = []  # with another spelling of a name of it
        self._writings: dict[str, str] = {}
        self._like: dict[str, DraftParty] = {}
        if like is not None:
            for unit in like.directory.units.values():
                if unit.valid_until is None:
                    self._like[unit.code] = DraftParty(
                        unit.code, unit.name, short=unit.short, aliases=list(unit.aliases), known=True
                    )
            for group in like.directory.groups.values():
                self._like[group.code] = DraftParty(
                    group.code,
                    group.name,
                    True,
                    group.open,
                    None,
                    list(group.aliases),
                    list(group.members),
                    group.complete,
                    True,
                )
        for code, party in list(self._like.items()):
            address = f"{'groups' if party.group else 'units'}/{code}"
            if undecided & {fold(address), *map(fold, (party.name, *party.aliases))}:
                del self._like[code]
        for party in self._like.values():
            party.members = [code for code in party.members if code in self._like]
        #: The codes of the earlier plan by all their names and abbreviations, and by full names only.
        self._like_by_name: dict[str, str] = {}
        self._like_by_sense: dict[str, str] = {}
        for party in self._like.values():
            for name in (party.name, *party.aliases, party.code, *([party.short] if party.short else [])):
                self._like_by_name.setdefault(typed_form(name), party.code)
            for name in (party.name, *party.aliases):
                self._like_by_sense.setdefault(in_full(name), party.code)
        self._codes = Codes((*self._like, *self._like_by_name))

    @property
    def known_names(self) -> list[str]:
        """Every name of the earlier plan."""
        return [name for party in self._like.values() for name in (party.name, *party.aliases)]

    def name(self, printed: str) -> str:
        """Add a name and return what the task should write: the name as printed."""
        key = typed_form(printed)
        if key not in self._by_name:
            self._add(printed, key)
            self._writings[key] = _letters(printed)
        elif _letters(printed) != self._writings[key]:
            self._spelled.append((self.parties[self._by_name[key]], printed))
        self.parties[self._by_name[key]].count += 1
        return printed

    def _add(self, printed: str, key: str) -> None:
        if key in self._like_by_name:
            self._by_name[key] = code = self._like_by_name[key]
            self._take(code)
            return
        sense = in_full(printed)
        if self._damaged and (alike := self._alike(sense)) is not None:
            self._take(alike)
            self.parties[alike].aliases.append(printed)
            self._by_name[key] = self._like_by_sense[sense] = alike
            return
        same = self._by_sense.get(sense)
        if same is None and (same := self._like_by_sense.get(sense)) is not None:
            self._take(same)
        if same is not None:
            self.parties[same].aliases.append(printed)
            self._by_name[key] = same
            return
        group = is_group(printed)
        code = group_code(printed, self._codes) if group else code_of(printed, self._codes)
        self._codes.take(code)
        name = printed[:1].upper() + printed[1:] if group else printed
        self.parties[code] = DraftParty(code, name, group, group)
        self._by_name[key] = self._by_sense[sense] = code

    def _take(self, code: str) -> None:
        """Copy a unit or group of the earlier plan, with its members."""
        if code not in self.parties:
            self.parties[code] = self._like[code]
            for member in self._like[code].members:
                self._take(member)

    def _alike(self, sense: str) -> str | None:
        """The code of the earlier plan's unit or group whose full name is nearest to a damaged one."""
        from rapidfuzz import fuzz

        near = [(fuzz.ratio(sense, name), code) for name, code in self._like_by_sense.items()]
        score, code = max(near, default=(0, ""))
        return code if score >= 80 else None

    def finish(self) -> None:
        """Fill in the members of groups, now that every name is known, and doubt names that look alike."""
        self._part_codes_and_names()
        for party, printed in self._spelled:
            kind = "groups" if party.group else "units"
            self.doubts.append(Doubt("two-spellings", f"{kind}/{party.code}", "name", party.name, printed))
        units = [party for party in self.parties.values() if not party.group]
        folded = [(unit, fold(unit.name)) for unit in units]
        for party in self.parties.values():
            if not party.group or party.known or is_open(party.name):
                continue
            members = self._members(party.name, folded)
            if members:
                party.open, party.members, party.complete = False, members, False
                self.doubts.append(Doubt("members", f"groups/{party.code}", "members", ", ".join(members), party.name))
        self._compare(units)
        self._compare_short_forms(units)

    def _part_codes_and_names(self) -> None:
        """Give a code that is a name of another to that one: a plan in which “BGH” may be two units is refused."""
        owners = {typed_form(name): party for party in self.parties.values() for name in (party.name, *party.aliases)}
        for party in self.parties.values():
            while not party.known and (owner := owners.get(party.code.casefold(), party)) is not party:
                if owner.known:
                    party.code = self._codes.free(party.code)
                    self._codes.take(party.code)
                else:
                    party.code, owner.code = owner.code, party.code
        self.parties = {party.code: party for party in self.parties.values()}

    def _compare_short_forms(self, units: Sequence[DraftParty]) -> None:
        """Doubt a name with a short form whose letters are the initials of another's: “Phòng VH-XH”."""
        in_words: dict[str, DraftParty] = {}
        for unit in units:
            if not has_short_form(unit.name):
                in_words.setdefault(code_of(unit.name, Codes()), unit)
        for unit in units:
            other = in_words.get(code_of(unit.name, Codes())) if has_short_form(unit.name) else None
            if other is not None and not (unit.known and other.known):
                self.doubts.append(Doubt("two-spellings", f"units/{unit.code}", "name", unit.name, other.name))

    def _members(self, name: str, units: Sequence[tuple[DraftParty, str]]) -> list[str]:
        folded = fold(name)
        kinds = _BY_KIND.fullmatch(folded)
        if kinds is not None and {"khoa", "to"} & set(kinds.groups()):
            begins = tuple(f"{kind} " for kind in kinds.groups() if kind is not None)
            return [unit.code for unit, folded in units if folded.startswith(begins)]
        if "thuoc so" not in folded and not re.fullmatch(
            r"cac (?:phong,? (?:ban,? )?don vi|phong|don vi)(?: chuyen mon)?", folded
        ):
            return []
        phong, donvi = "phong" in folded, "don vi" in folded
        inner = _INNER if phong and donvi else _INNER_PHONG if phong else _INNER_DONVI
        return [unit.code for unit, folded in units if inner.match(folded) and "ubnd" not in folded]

    def _compare(self, units: Sequence[DraftParty]) -> None:
        """Doubt a name that is printed once and nearly equals another; of two such names, doubt the later."""
        from rapidfuzz import fuzz, process

        alike: dict[str, list[tuple[DraftParty, str]]] = {}
        for unit in units:
            name = in_full(unit.name)
            alike.setdefault(name.partition(" ")[0], []).append((unit, name))
        for names in alike.values():
            often = [k for k, (unit, _) in enumerate(names) if unit.count > 1]
            written = [name for _, name in names]
            for i, (unit, one) in enumerate(names):
                if unit.known or unit.count > 1 or len(unit.name) < 8:
                    continue
                later = often[bisect_right(often, i) :]
                others = [*written[:i], *(written[k] for k in later)]
                found = process.extract(one, others, scorer=fuzz.ratio, score_cutoff=90, limit=None)
                if found:
                    place = min(place for _, _, place in found)
                    other, _ = names[place if place < i else later[place - i]]
                    self.doubts.append(Doubt("two-spellings", f"units/{unit.code}", "name", unit.name, other.name))


def _letters(name: str) -> str:
    """A name's letters with their diacritics, so that “Văn phong Sở” differs from “văn phòng Sở”."""
    return re.sub(
        r"\W+", "", name.lower().replace("oà", "òa").replace("uỷ", "ủy").replace("uý", "úy").replace("hoá", "hóa")
    )


_FULL = (
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\bhdnd\b", "hoi dong nhan dan"),
    (r"\bkh ?& ?cn\b|\bkhcn\b", "khoa hoc va cong nghe"),
    (r"&", " va "),
    (r"\bkhoa hoc cong nghe\b", "khoa hoc va cong nghe"),
    (r"\bco lien quan\b", "lien quan"),
    (r"\btruc thuoc\b", "thuoc"),
    (r"\bdon vi thuoc so lien quan\b", "don vi thuoc so lien quan"),
    (r"\bvp\b", "van phong"),
    (r"\btt&tt\b|\bttvatt\b", "thong tin va truyen thong"),
    (r"\bgd ?& ?dt\b", "giao duc va dao tao"),
    (r"\bnn ?& ?mt\b", "nong nghiep va moi truong"),
    (r"\bchqs\b", "chi huy quan su"),
    (r"\bthu tuc hanh chinh\b", "tthc"),
)


def in_full(name: str) -> str:
    """Expand common abbreviations, so that “UBND tỉnh” and “Ủy ban nhân dân tỉnh” are equal."""
    folded = fold(name)
    for short, full in _FULL:
        folded = re.sub(short, full, folded)
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


def used(parties: Iterable[DraftParty]) -> tuple[list[DraftParty], list[DraftParty]]:
    """Split parties into units and groups."""
    every = list(parties)
    return [party for party in every if not party.group], [party for party in every if party.group]
