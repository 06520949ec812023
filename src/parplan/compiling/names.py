"""Names to codes: units and groups with their members and successors, and the names a plan uses for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from parplan.compiling.name_hints import hint
from parplan.compiling.remarks import Remarks
from parplan.diagnostics import N_, Path, message
from parplan.document import model
from parplan.plan.structure import Mention, Recipient
from parplan.plan.units import Directory, Group, NameIndex, Unit
from parplan.vocabulary.nearest import nearest

#: Members of all groups together: a hundred groups of a thousand units each.
_MEMBER_LIMIT = 100_000


class Names:
    """The units and groups of a document, found by any of their names."""

    def __init__(self, document: model.Document, remarks: Remarks) -> None:
        self.directory = _directory(document, remarks)
        self._index = NameIndex(self.directory)
        self._remarks = remarks
        # A cache: a plan names the same few units again and again.
        self._mentions: dict[str, Mention] = {}
        self._recipients: dict[str, Recipient] = {}

    def mentions(self, names: Iterable[str] | None, path: Path) -> tuple[Mention, ...]:
        """The units and groups with these names; a name that is not found gets a remark and is left out."""
        if not names:
            return ()
        names = tuple(names)
        known = self._mentions
        found = [known.get(name) for name in names]
        if None in found:
            found = self._new_mentions(names, path)
        return tuple([mention for mention in found if mention is not None])

    def _new_mentions(self, names: Sequence[str], path: Path) -> list[Mention | None]:
        found: list[Mention | None] = []
        while len(found) < len(names):
            number = len(found)
            meant = None if self._index.find(names[number]) else hint(names, number, self._is_known)
            if meant is None:
                found.append(self.mention(names[number], (*path, number)))
                continue
            text = message(N_("no unit or group is called “{name}”"), name=names[number])
            joined = None if meant.joined is None else ((*path, meant.start), (*path, meant.end - 1), meant.joined)
            self._remarks.add("P201", (*path, number), text, meant.help, joined=joined)
            found += [None] * (meant.end - number)  # one remark for all of them
        return found

    def _is_known(self, name: str) -> bool:
        return len(self._index.find(name)) == 1

    def mention(self, name: str, path: Path) -> Mention | None:
        """The unit or group with this name, or ``None`` after a remark."""
        mention = self._mentions.get(name) or _found(name, path, self._index, self._remarks)
        if mention is not None:
            self._mentions[name] = mention
        return mention

    def recipient(self, name: str | None) -> Recipient | None:
        """A recipient; a name that is not a unit of the plan is a body outside it, and needs no remark."""
        if name is None:
            return None
        if (known := self._recipients.get(name)) is not None:
            return known
        codes = [code for code in self._index.find(name) if code in self.directory.units]
        recipient = self._recipients[name] = Recipient(name, codes[0] if len(codes) == 1 else None)
        return recipient


def _directory(document: model.Document, remarks: Remarks) -> Directory:
    """Units and groups with members and successors as codes; members may be groups, successors are units."""
    written_groups = document.groups or {}
    for code in written_groups.keys() & document.units.keys():
        remarks.add(
            "P101",
            ("groups", code),
            message(N_("a unit already has the code {code} (line {line})"), code=code),
            message(N_("give the group another code")),
            at_key=True,
            lines=(("line", ("units", code)),),
        )
    units = {
        code: Unit(
            code=code,
            name=unit.name,
            short=unit.short,
            aliases=tuple(unit.aliases or ()),
            contact=unit.contact,
            email=unit.email,
            valid_from=unit.valid_from,
            valid_until=unit.until,
        )
        for code, unit in document.units.items()
    }

    def codes(names: Iterable[str] | None, path: Path, index: NameIndex, *, units_only: bool) -> tuple[str, ...]:
        found = (_found(name, (*path, i), index, remarks, units_only=units_only) for i, name in enumerate(names or ()))
        return tuple(mention.code for mention in found if mention is not None)

    groups = {
        code: Group(
            code=code,
            name=group.name,
            aliases=tuple(group.aliases or ()),
            complete=group.complete is not False,
            open=bool(group.open),
            size=group.size,
        )
        for code, group in written_groups.items()
        if code not in units
    }
    of_all = NameIndex(Directory(units, groups))
    named = {
        code: codes(written_groups[code].members, ("groups", code, "members"), of_all, units_only=False)
        for code in groups
    }
    groups = _all_with_members(groups, named, remarks)
    of_units = NameIndex(Directory(units, {}))
    with_successors = {
        code: replace(
            unit,
            successors=codes(document.units[code].successors, ("units", code, "successors"), of_units, units_only=True),
        )
        for code, unit in units.items()
    }
    return Directory(with_successors, groups)


def _all_with_members(
    groups: Mapping[str, Group], named: Mapping[str, tuple[str, ...]], remarks: Remarks
) -> dict[str, Group]:
    """The groups with all units in them, up to a limit: a thousand lines of groups in groups can make millions."""
    found: dict[str, Group] = {}
    count = 0
    for code, group in groups.items():
        found[code] = _with_members(group, named, groups, remarks)
        count += len(found[code].members)
        if count > _MEMBER_LIMIT:
            remarks.add(
                "P316",
                ("groups", code),
                message(
                    N_("up to here the groups have {count} members; the limit is {limit}"),
                    count=count,
                    limit=_MEMBER_LIMIT,
                ),
                message(N_("name units instead of groups in this group, or split the plan into several files")),
            )
            return found | {rest: groups[rest] for rest in groups.keys() - found.keys()}
    return found


def _with_members(
    group: Group, named: Mapping[str, tuple[str, ...]], groups: Mapping[str, Group], remarks: Remarks
) -> Group:
    """The group with all units in it, including those of groups in it, and whether these are all."""
    units: dict[str, None] = {}
    complete = group.complete
    seen = {group.code}
    waiting = list(reversed(named[group.code]))
    while waiting:
        code = waiting.pop()
        if code not in groups:
            units[code] = None
        elif code not in seen:
            seen.add(code)
            complete = complete and groups[code].complete and not groups[code].open
            waiting.extend(reversed(named[code]))
    if _leads_to(group.code, group.code, named):
        remarks.add(
            "P402",
            ("groups", group.code, "members"),
            message(N_("the group {group} is a member of itself"), group=group.code),
            message(N_("take one of the groups out of the other")),
        )
    return replace(
        group, members=tuple(units), complete=complete, groups=tuple(c for c in named[group.code] if c in groups)
    )


def _leads_to(start: str, goal: str, named: Mapping[str, tuple[str, ...]]) -> bool:
    waiting, seen = list(named[start]), set[str]()
    while waiting:
        code = waiting.pop()
        if code == goal:
            return True
        if code in named and code not in seen:
            seen.add(code)
            waiting.extend(named[code])
    return False


def _found(name: str, path: Path, index: NameIndex, remarks: Remarks, *, units_only: bool = False) -> Mention | None:
    codes = index.find(name)
    if len(codes) == 1:
        return Mention(codes[0], name)
    if codes:
        remarks.add(
            "P202",
            path,
            message(N_("“{name}” may be any of: {codes}"), name=name, codes=", ".join(codes)),
            message(N_("write the code of the one that is meant")),
        )
        return None
    near = () if remarks.full else nearest(name, index.names())
    remarks.add(
        "P201",
        path,
        message(N_("no unit is called “{name}”"), name=name)
        if units_only
        else message(N_("no unit or group is called “{name}”"), name=name),
        message(N_("the nearest: {names}"), names=", ".join(near))
        if near
        else message(N_("add it under units or groups, or as an alias of an existing one")),
    )
    return None
