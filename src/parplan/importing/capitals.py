"""Names printed in capitals in their usual spelling: “SỞ NỘI VỤ” → “Sở Nội vụ”."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from msgspec import Struct

from parplan.importing.enumerators import clean
from parplan.vocabulary.body_kinds import body_kinds
from parplan.vocabulary.folding import fold
from parplan.vocabulary.official_names import official_names
from parplan.vocabulary.places import PLACE_KINDS, PLACES


def mostly_capitals(text: str) -> bool:
    """Whether a text is in capitals, but for a few letters."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


class SpelledName(Struct, frozen=True):
    """A name as a sentence has it. sure: the document or a list spells it so, or a rule without exceptions."""

    text: str
    sure: bool


def _writings(capitals: str, words: str) -> Counter[str]:
    """Spellings of words in capitals elsewhere in the document, with the number of each."""
    flexible = r"\s+".join(map(re.escape, capitals.split()))
    found = (clean(match[0]) for match in re.finditer(rf"(?<!\w){flexible}(?!\w)", words, re.IGNORECASE))
    return Counter(" ".join(written.split()) for written in found if not mostly_capitals(written))


def as_written(capitals: str, words: str) -> str:
    """Words in capitals as the document has them elsewhere; if nowhere, as they are."""
    found = _writings(capitals, words).most_common(1)
    return found[0][0] if found else capitals


def spell_name(capitals: str, words: str) -> SpelledName:
    """A name in capitals as the document spells it elsewhere; if nowhere, as names of bodies are usually spelled."""
    text = " ".join(capitals.lower().split())
    # “cơ sở y tế” does not spell “SỞ Y TẾ”
    found = Counter({name: count for name, count in _writings(capitals, words).items() if name[:1].isupper()})
    listed = _listed(text, words)
    if listed is not None and (not found or listed.text in found):
        return SpelledName(_begun(listed.text), listed.sure or listed.text in found)
    if found:
        return SpelledName(found.most_common(1)[0][0], len(found) == 1)
    return SpelledName(_begun(listed.text), listed.sure) if listed is not None else _usual(text, words)


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


#: Subjects a school teaches, which are no name: “Trường Đại học Kinh tế”, before the name of its town.
_TAUGHT = re.compile(
    r"(?:(?:kinh tế|sư phạm|bách khoa|khoa học|tự nhiên|xã hội|nhân văn|công nghệ|công nghiệp|nông lâm|nông nghiệp"
    r"|ngoại ngữ|ngoại thương|luật|kỹ thuật|xây dựng|kiến trúc|mỏ|giao thông vận tải|giao thông|thủy lợi|thủy sản|y tế"
    r"|tài chính|ngân hàng|thương mại|du lịch|văn hóa|nghệ thuật|thể dục thể thao|thông tin|truyền thông|quốc tế"
    r"|kế toán|quản trị kinh doanh|và|-|,) ?)+(?=(?:\S+ ?){0,2}$)"
)
#: A general hospital, whose own name follows.
_HOSPITAL = re.compile(r"Bệnh viện (?P<kind>Đa khoa(?: khu vực)?) (?P<name>(?!khu vực|trung ương)\S+(?: \S+){0,2})")
#: Words that go on with the name of a listed body, so that it is another: “Chi cục Thuế doanh nghiệp lớn”.
_NO_PLACE = re.compile(r"(?:và|vùng|liên|doanh nghiệp|dự phòng|vật giá|ngoài|trong|cửa khẩu|sân bay|cảng)\b")
#: Listed bodies of which each place has one, named in two or three syllables.
_OF_PLACES = re.compile(r"(?:sở|phòng|chi cục|cục|kho bạc|trung tâm y tế|công ty điện lực) ")
_MAY_BE_PLACE = re.compile(r"(?:khu vực )?[^\W\d_]+(?: [^\W\d_]+){1,2}")
#: A place with its kind.
_PLACE = re.compile(rf"(?P<kind>{'|'.join(PLACE_KINDS)}|tp\.?)(?: (?P<name>(?!hội\b)\S.*))?")
#: Several of a kind, of which none is named: “các sở, ban, ngành”, “cấp xã”.
_MANY = (
    "sở|ban|ngành|phòng|khoa|đơn vị|cơ quan|đoàn thể|tổ chức|chính trị|xã hội|khu công nghiệp|khu kinh tế|khu chế xuất"
    "|công nghiệp|chuyên môn|nghiệp vụ|trực thuộc|thuộc|có liên quan|liên quan|địa phương|doanh nghiệp|trung tâm"
    f"|trường học|trường|bệnh viện|hội|cấp|khác|{'|'.join(PLACE_KINDS)}"
)
_GROUP = re.compile(rf"các(?:(?: |, | và | - )(?:{_MANY})(?!\w))*|cấp (?:{'|'.join(PLACE_KINDS)})")
_KIND_OF_PLACE = re.compile(rf"\b(?:{'|'.join(PLACE_KINDS)}|đảo)\b")
_PLACE_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, PLACES))})(?!\w)", re.IGNORECASE)
_PLACE_AS_SPELLED = {place.lower(): place for place in PLACES}


def _capitalized(name: str) -> str:
    """A name of a place or person, in small letters, with its capitals; “h'leo” is one syllable."""
    return re.sub(r"(?<![\w'’])\w", lambda m: m[0].upper(), name)


def spell_place(text: str) -> SpelledName | None:
    """“tỉnh bắc ninh”, “quảng nam”, “khu vực xii”, “các xã” as they are spelled; ``None`` for what is no place."""
    if text in _PLACE_AS_SPELLED:
        return SpelledName(_PLACE_AS_SPELLED[text], True)
    if region := re.fullmatch(r"khu vực ([ivx]+|\d+)", text):
        return SpelledName(f"khu vực {region[1].upper()}", True)
    if _GROUP.fullmatch(text):
        return SpelledName(text, True)
    match = _PLACE.fullmatch(text)
    if match is None or re.match(r"(?:tỉnh|huyện|quận) (?:đoàn|ủy|uỷ)\b", text):
        return None
    kind, name = match["kind"].replace("tp", "TP"), match["name"] or ""
    if name.startswith("đảo "):  # “huyện đảo Lý Sơn”
        kind, name = f"{kind} đảo", name.removeprefix("đảo ")
    spelled = _PLACE_AS_SPELLED.get(name, _capitalized(name))
    sure = not re.search("['’]", name) and _KIND_OF_PLACE.search(name) is None and len(name.split()) <= _PLACE_WORDS
    return SpelledName(f"{kind} {spelled}".rstrip(), sure or name in _PLACE_AS_SPELLED)


#: The most words of the name of a place.
_PLACE_WORDS = 4


def _listed(text: str, words: str) -> SpelledName | None:
    """A listed name, alone or before its place: “sở tài chính bắc ninh” → “Sở Tài chính Bắc Ninh”."""
    name = next((one for one in official_names() if f"{text} ".startswith(f"{one} ")), None)
    if name is None:
        return None
    official, behind = official_names()[name], text[len(name) + 1 :]
    if not behind:
        return SpelledName(official, True)
    place = spell_place(behind)
    if place is None and _OF_PLACES.match(text) and _MAY_BE_PLACE.fullmatch(behind) and not _NO_PLACE.match(behind):
        own = behind.removeprefix("khu vực ")
        place = SpelledName(behind.replace(own, _capitalized(own)), _names_place(_capitalized(own), words))
    return None if place is None else SpelledName(f"{official} {place.text}", place.sure)


def _usual(text: str, words: str) -> SpelledName:
    """“liên minh hợp tác xã tỉnh bắc ninh” → “Liên minh Hợp tác xã tỉnh Bắc Ninh”; “vụ pháp chế” → “Vụ Pháp chế”."""
    head, place = text, SpelledName("", True)
    match = re.search(rf"(?<!hợp tác)\s({_PLACE.pattern})$", text)
    if match and match["name"] and (found := spell_place(match[1])) is not None:
        head, place = text[: match.start()], SpelledName(f" {found.text}", found.sure)
    kind = next((kind for kind in body_kinds() if f"{head} ".startswith(f"{kind.words.lower()} ")), None)
    # what a kind of office is in charge of begins with a capital; longer words may hold a name
    sure = _GROUP.fullmatch(head) is not None
    if kind is not None:
        rest = head[len(kind.words) + 1 :]
        if rest and not place.text and (own_place := spell_place(rest)) is not None:  # “Tỉnh đoàn Quảng Trị”
            return SpelledName(f"{kind.words} {own_place.text}", own_place.sure)
        parts = re.split(r", | - | và ", rest)
        short = all(len(part.split()) <= _FIELD_WORDS for part in parts)
        sure = sure or not rest or (kind.words not in ("Bộ", "Sở") and {"field", "unnamed"} <= kind.marks and short)
        if "field" in kind.marks:
            # “Sở Văn hóa, Thể thao”, but “Văn phòng Ban chỉ đạo về tìm kiếm, quy tập”
            beginnings = r"^(\w)" if " về " in rest else r"(?:(?<=^)|(?<=, )|(?<=- )|(?<= và ))(\w)"
            rest = re.sub(beginnings, lambda m: m[1].upper(), rest)
        if "school" in kind.marks:
            own = ""
            if taught := _TAUGHT.match(rest):
                rest, own = taught[0], _capitalized(rest[taught.end() :])
            elif len(rest.split()) <= 3:
                rest = _capitalized(rest)
            rest = rest[:1].upper() + rest[1:] + own
        head = f"{kind.words} {rest}".rstrip()
        if named := _HOSPITAL.fullmatch(head):
            head = f"Bệnh viện {named['kind']} {_capitalized(named['name'])}"
    head = re.sub(r"\w{2,}", lambda m: m[0] if re.search("[aeiouy]", fold(m[0])) else m[0].upper(), head)  # “TNHH”
    head = re.sub(r"(?:(?<=khu vực )|(?<=quốc gia ))[ivx]+\b", lambda m: m[0].upper(), head)
    head = _listed_within().sub(lambda m: official_names()[m[0].lower()], head)
    head = _with_places(head, words)
    head = re.sub(r"\bubnd\b", "UBND", head)
    # Nghị định 30/2020/NĐ-CP, Phụ lục II, writes “Nhà nước” so; “quản lý nhà nước” is no body
    head = re.sub(r"(?<!quản lý )(?<!kiểm toán )\bnhà nước\b", "Nhà nước", head, flags=re.IGNORECASE)
    head = re.sub(
        r"\bđảng (?=bộ|ủy|uỷ)|(?:(?<=ây dựng )|(?<=cơ quan )|(?<=rung ương ))đảng\b", lambda m: m[0].capitalize(), head
    )
    return SpelledName(_begun(head) + place.text, sure and place.sure)


#: The most words of one field of work that surely hold no name: “Tài chính”, but “Điều tiết điện lực”.
_FIELD_WORDS = 2


@cache
def _listed_within() -> re.Pattern[str]:
    """Listed names of three words and more within another: “Công đoàn Sở Nội vụ”."""
    names = [name for name in official_names() if len(name.split()) > _FIELD_WORDS]
    return re.compile(rf"(?<!\w)(?<!tổng )(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def _names_place(name: str, words: str) -> bool:
    """Whether the document names a place, as in its date line."""
    before = rf"(?:{'|'.join(PLACE_KINDS)}) "
    spelled = re.escape(name)
    return re.search(rf"(?<!\w)(?:{spelled}, ngày|{before}{spelled}(?!\w))", words) is not None


def _with_places(head: str, words: str) -> str:
    """A name with the names of places in it as they are spelled: “Sở Tài chính bắc ninh” → “Sở Tài chính Bắc Ninh”."""
    head = _PLACE_NAME.sub(lambda m: _PLACE_AS_SPELLED[m[0].lower()], head)
    for count in (3, 2):
        name = " ".join(head.split()[-count:])
        if len(head.split()) > count and name != _capitalized(name) and _names_place(_capitalized(name), words):
            return f"{head[: -len(name)]}{_capitalized(name)}"
    return head
