"""Words before a time that may say which things are meant: “Rà soát hồ sơ tiếp nhận trước ngày 01/7/2025”.

Vietnamese marks no relative clause. A verb behind a noun may say what the noun does or has undergone, and the time
behind it then tells which of them are meant, not by when the work is done. So where a verb heads the clause as the
work, a second one behind its noun leaves the time open, unless the words show that it is work too: the first asks a
body to do it (“Tham mưu UBND tỉnh ban hành”), makes what the second names (“Ban hành kế hoạch kiểm tra”), or the second
has an object and so names a kind of things (“phần mềm quản lý hồ sơ”).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import islice

from parplan.vocabulary.lexicon import lexicon


class _PhraseKind(Enum):
    """Part of a phrase in its clause."""

    VERB = "what is done"
    BODY = "a body"
    PERSON = "people"
    THING = "a thing, a paper or a matter"
    LINK = "a word that joins"
    MANNER = "how it is done"
    COMMA = "a comma"
    WORD = "a word of no known kind"


_NOUNS = frozenset({_PhraseKind.BODY, _PhraseKind.PERSON, _PhraseKind.THING})
_ACTORS = frozenset({_PhraseKind.BODY, _PhraseKind.PERSON})


class _Chain:
    """The phrases of a clause up to a time, each with its kind, read from the left."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = phrases
        self.classes = lexicon().classes
        self.kinds = [_kind(phrase) for phrase in phrases]
        for i, phrase in enumerate(phrases):
            if phrase == "tổ chức" and self._beside_people(i):
                self.kinds[i] = _PhraseKind.BODY
            if self._names_body(i):
                self.kinds[i] = _PhraseKind.BODY
            if phrase == "kiến nghị" and (
                self._last_two(i) in self.classes["before proposals"] or self._follows_verb(i)
            ):
                self.kinds[i] = _PhraseKind.THING
            if (
                phrase == "yêu cầu"
                and self._next_kind(i) in _ACTORS
                and (not i or self.kinds[i - 1] is not _PhraseKind.VERB)
            ):
                self.kinds[i] = _PhraseKind.VERB
            if phrase == "thông qua" and self._next_kind(i) is None:
                self.kinds[i] = _PhraseKind.VERB
        self.work = ""  # the verb the nouns since belong to
        self.nouns: list[int] = []
        self.said_of = False  # such a word as “do” stands behind the nouns
        self.attribute = False  # what is passed is said of a noun
        self.sending = False  # the work is to send something somewhere

    def says_which(self) -> bool:
        """Whether the last words may say of a noun which is meant."""
        for i, kind in enumerate(self.kinds):
            self._pass(i, kind)
        return self.attribute

    def _pass(self, i: int, kind: _PhraseKind) -> None:
        phrase = self.phrases[i]
        if phrase.startswith("đạt"):
            self._pass_reaching(i)
        elif kind is _PhraseKind.COMMA or phrase in self.classes["joining two"]:
            if not self._goes_on(i):
                self._begin("")
        elif phrase in self.classes["work again"] and self._next_kind(i) is _PhraseKind.VERB:
            self._begin("")
        elif self._has(i):
            self.attribute = self.attribute or bool(self.work)
        elif kind is _PhraseKind.VERB:
            self._pass_verb(i)
        elif kind is _PhraseKind.LINK:
            self.said_of = self.said_of or (phrase in self.classes["of the noun before"] and bool(self.nouns))
            if phrase in ("có", "bị") and self._may_be_said_of_noun():
                self.attribute = True
            if phrase in self.classes["towards"] and self.sending and self._next_kind(i) is _PhraseKind.BODY:
                self._begin("gửi")
        elif kind in _NOUNS:
            if (
                kind is _PhraseKind.PERSON
                and not self.work
                and self.nouns
                and self.kinds[self.nouns[0]] is _PhraseKind.WORD
            ):
                self.work = self.phrases[self.nouns[0]]  # what is done to them, in a word of no known kind
            also_verb = phrase in self.classes["nouns that are verbs too"]
            self.attribute = self.attribute or (also_verb and self._ends_behind_thing(i))
            self.nouns.append(i)
        elif kind is _PhraseKind.WORD and not self.nouns:
            self.nouns.append(i)
        elif kind is _PhraseKind.WORD and self.nouns[-1] == i - 1:
            person = self._last_noun() is _PhraseKind.PERSON
            self.attribute = self.attribute or (person and bool(self.work) and not self._asks())
            two = " " in phrase or self.kinds[i + 1 : i + 2] == [_PhraseKind.WORD]
            self.attribute = self.attribute or (two and self._ends_behind_thing(i))

    def _may_be_said_of_noun(self) -> bool:
        """Whether the work neither asks nor makes its nouns, so that what follows may say which are meant."""
        return bool(self.nouns) and bool(self.work) and not self._asks() and not self._makes()

    def _ends_behind_thing(self, i: int) -> bool:
        """Whether the clause ends with words right behind a thing or people that may say which: “quỹ đất quy hoạch”."""
        ends = all(kind in (_PhraseKind.WORD, _PhraseKind.MANNER) for kind in self.kinds[i + 1 :])
        last = self._last_noun() if self.nouns[-1:] == [i - 1] else None
        behind = last in (_PhraseKind.THING, _PhraseKind.PERSON)
        names = tuple(f"{name} " for name in self.classes["nouns named by a verb"])
        named = behind and f"{self._noun(i - 1)} ".startswith(names)
        return ends and behind and not named and self._may_be_said_of_noun()

    def _has(self, i: int) -> bool:
        """Whether a last word that is no verb says something of the noun before it."""
        people = self._last_noun() in _ACTORS
        told = ("having", "having, of bodies and people") if people else ("having",)
        return bool(self.nouns) and self._is(self.phrases[i], *told) and self._ends(i) and self.phrases[i - 1] != "vào"

    def _pass_reaching(self, i: int) -> None:
        """Pass “đạt”: a measure is what the work reaches, a rank may say which are meant (“xã đạt chuẩn”)."""
        ends = self._ends(i) or self.phrases[i + 1 :] == ["được"]
        measure = self.phrases[i] != "đạt chuẩn" and not ends
        if measure or not self.nouns or not self.work or self._asks() or self._makes():
            self._begin("")
        else:
            self.attribute = True

    def _makes(self) -> bool:
        """Whether the work makes or sends what comes after it; those on a list it makes were there before."""
        makes = any(self._is(word, "making", "sending") for word in (self.work, self.work.partition(" ")[0]))
        listed = len(self.nouns) > 1 and self._noun(self.nouns[0]) in self.classes["lists"]
        return makes and not listed

    def _pass_verb(self, i: int) -> None:
        verb = self.phrases[i]
        recipient = self.kinds[i + 1 : i + 2] == [_PhraseKind.BODY] or self._is(self._next(i), "receiving")
        if verb in self.classes["sending"] and recipient and (self.attribute or self._is_thing()):
            self._begin(verb)  # “… gửi Sở Nội vụ”, whatever was said of the thing before
            return
        if verb in self.classes["arising"] and i > 0:
            self.attribute = True
        if self.attribute or verb in self.classes["being"]:
            return
        if self.nouns:
            following = self._next_kind(i)
            self.attribute = self._is_said_of_thing(i) if self._is_thing() else self._is_said_of_actor(i)
            if self.attribute or (following is _PhraseKind.VERB and self._is_thing() and verb != "trình"):
                return  # “dự án khởi công xây dựng”: both are said of it
        self._begin(verb)
        if self._noun(i) != self.phrases[i]:
            self.nouns.append(i)

    def _noun(self, i: int) -> str:
        """The noun a phrase ends in, or all of it: the “danh sách” of “lập danh sách”."""
        words = self.phrases[i].split()
        for k in range(1, len(words)) if self.kinds[i] is _PhraseKind.VERB else ():
            end = _kind(" ".join(words[k:]))
            if end is _PhraseKind.THING or (
                end is _PhraseKind.WORD and k > 1 and _kind(" ".join(words[:k])) is _PhraseKind.VERB
            ):
                return " ".join(words[k:])
        return self.phrases[i]

    def _is_said_of_actor(self, i: int) -> bool:
        verb = self.phrases[i]
        state = verb in self.classes["states of bodies and people"]
        of_things = self.said_of and any(self.kinds[noun] is _PhraseKind.THING for noun in self.nouns)
        if of_things and verb in self.classes["undergone"]:
            return True  # “văn bản do UBND tỉnh ban hành”
        bare = verb in self.classes["undergone"] and self._next_kind(i, to_link=True) is None
        if bare and (verb.startswith("được ") or self.phrases[i - 1] == "được"):
            return True
        if not self.work:
            return bare and self._last_noun() is _PhraseKind.PERSON  # “công chức tuyển dụng”
        sends = verb in self.classes["sending"] and i > 2 and self._reports(self.nouns[0])
        return state or sends or not self._asks()

    def _is_said_of_thing(self, i: int) -> bool:
        verb = self.phrases[i]
        names = tuple(f"{name} " for name in self.classes["nouns named by a verb"])
        named = verb not in self.classes["never in a name"] and f"{self._noun(self.nouns[-1])} ".startswith(names)
        if self._next_kind(i, to_link=True) is not None:
            return verb in self.classes["undergone"] and bool(self.work) and not self._makes() and not named
        if verb in self.classes["undergone"]:
            return True
        if self._next(i) == "của":
            return False  # “nhu cầu đào tạo của các đơn vị”
        return bool(self.work) and not self._makes() and not named

    def _reports(self, first: int) -> bool:
        """Whether a paper was named before the noun ``first``, not to report: “Tổng hợp báo cáo các đơn vị gửi”."""
        said = [i for i in range(first) if self.kinds[i] is not _PhraseKind.LINK]
        return len(said) > 1 and self.phrases[said[-1]] == "báo cáo" and self.kinds[said[-2]] is _PhraseKind.VERB

    def _begin(self, work: str) -> None:
        self.sending = work in self.classes["sending"] or (self.sending and bool(work))
        self.work, self.nouns, self.said_of, self.attribute = work, [], False, False

    def _is_thing(self) -> bool:
        return self._last_noun() not in _ACTORS

    def _last_noun(self) -> _PhraseKind | None:
        return self.kinds[self.nouns[-1]] if self.nouns else None

    def _asks(self) -> bool:
        """Whether the work is that the last noun does something."""
        asked = "asking bodies" if self._last_noun() is _PhraseKind.BODY else "asking people"
        return self.work in self.classes[asked]

    def _goes_on(self, i: int) -> bool:
        """Whether what a comma or “và” joins belongs to one list: two nouns, or bare verbs that say which are meant."""
        behind = range(i + 1, len(self.kinds))
        told = (
            j for j in behind if self.kinds[j] is not _PhraseKind.LINK or self.phrases[j] in self.classes["adjuncts"]
        )
        rest = [(self.kinds[j], self.phrases[j]) for j in islice(told, 2)]  # no more, as a text may have 10,000 commas
        following = rest[0][0] if rest else None
        if following is _PhraseKind.VERB:
            if rest[0][1] in self.classes["sending"]:
                return False
            after = rest[1][0] if len(rest) > 1 else None
            return self.attribute and after not in _NOUNS and after is not _PhraseKind.VERB
        last = self._last_noun()
        return bool(self.nouns) and (following is last or (following in _ACTORS and last in _ACTORS))

    def _beside_people(self, i: int) -> bool:
        """Whether “tổ chức” is a noun: “các tổ chức”, “tổ chức, cá nhân”."""
        after = self.kinds[i + 2 : i + 3]
        listed = self._next(i) in (",", "và") and after in ([_PhraseKind.PERSON], [_PhraseKind.BODY])
        several = self.phrases[i - 1] in ("các", "những", "mọi") if i else False
        given = self.phrases[i - 1] in ("cho", "của", "đối với") and self._next_kind(i) is None if i else False
        return listed or several or given

    def _follows_verb(self, i: int) -> bool:
        return i > 0 and self.kinds[i - 1] in (_PhraseKind.VERB, _PhraseKind.MANNER)

    def _is(self, phrase: str, *sections: str) -> bool:
        return any(phrase in self.classes[section] for section in sections)

    def _next(self, i: int) -> str:
        return self.phrases[i + 1] if i + 1 < len(self.phrases) else ""

    def _last_two(self, i: int) -> str:
        return " ".join(self.phrases[max(i - 2, 0) : i])

    def _names_body(self, i: int) -> bool:
        """Whether a phrase belongs to the name of a body before it: “Phòng Kiểm soát TTHC”."""
        several = i > 1 and self.phrases[i - 2] in ("các", "mỗi", "mọi", "từng")
        if not i or several or self.phrases[i - 1] not in self.classes["bodies named by a verb"]:
            begun = i > 1 and self.phrases[i - 2] in self.classes["bodies named by a verb"]
            return (
                begun
                and self.kinds[i - 1 : i + 1] == [_PhraseKind.BODY, _PhraseKind.THING]
                and _PhraseKind.VERB in self.kinds[i:]
            )
        rest = self.kinds[i + 1 :]
        named = self.kinds[i] is _PhraseKind.THING or rest[:1] == [_PhraseKind.THING]
        return self.kinds[i] in (_PhraseKind.THING, _PhraseKind.VERB) and named and _PhraseKind.VERB in rest

    def _ends(self, i: int) -> bool:
        return all(kind is _PhraseKind.MANNER for kind in self.kinds[i + 1 :])

    def _next_kind(self, i: int, *, to_link: bool = False) -> _PhraseKind | None:
        """The kind of what follows, but for how it is done; None at the end or, if ``to_link``, at what leads on."""
        for kind, phrase in zip(self.kinds[i + 1 :], self.phrases[i + 1 :], strict=True):
            if to_link and (self._is(phrase, "adjuncts", "joining two") or kind is _PhraseKind.COMMA):
                return None
            if kind not in (_PhraseKind.MANNER, _PhraseKind.LINK):
                return kind
        return None


def says_which(phrases: Sequence[str]) -> bool:
    """Whether the last words of a clause may say which things or people are meant.

    phrases: the neutral phrases of the clause before its time, with its commas.
    """
    return _Chain(phrases).says_which()


def _kind(phrase: str) -> _PhraseKind:
    classes = lexicon().classes
    if phrase == ",":
        return _PhraseKind.COMMA
    if phrase in classes["manners"] or phrase in classes["being"] or phrase == "%":
        return _PhraseKind.MANNER
    if phrase in classes["nouns that look like work"]:
        return _PhraseKind.THING
    if phrase in classes["undergone"] or phrase in classes["arising"]:
        return _PhraseKind.VERB
    if phrase in classes["joining"] or phrase in ("theo", "có", "bị"):
        return _PhraseKind.LINK
    if phrase in classes["people"]:
        return _PhraseKind.PERSON
    if phrase in classes["actors"] or phrase in classes["other bodies"]:
        return _PhraseKind.BODY
    if phrase in classes["doing"]:
        return _PhraseKind.VERB
    if phrase in classes["nouns"]:
        return _PhraseKind.THING
    return _PhraseKind.WORD
