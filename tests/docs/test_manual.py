"""The manual is the same in both languages, its links lead somewhere, and it asks no other server for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from documented import DOCUMENTS, GENERATED, REPOSITORY, name_of

from tools.build_manual import loaded_from_elsewhere, pages_found

DOCS = REPOSITORY / "docs"


class Loader(yaml.SafeLoader):
    """Reads the settings of the manual without making what they name."""


Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)
SETTINGS = yaml.load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
#: Documents in docs/ that are no pages of the manual, or are in English alone.
APART = {DOCS / SETTINGS[key].strip("/") for key in ("exclude_docs", "not_in_nav")}
VIETNAMESE = sorted(DOCS.glob("**/*.vi.md"))
ENGLISH = sorted(set(DOCS.glob("**/*.md")) - set(VIETNAMESE) - APART)
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def in_vietnamese(page: Path) -> Path:
    return page.with_name(page.name.removesuffix(".md") + ".vi.md")


def prose(text: str) -> str:
    """A document without its blocks of code."""
    return _FENCE.sub("", text)


def shape(page: Path) -> Iterator[tuple[str, str]]:
    """What a page and its translation have in common: headings, blocks with what is typed in them, rows, pictures."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        typed = re.findall(r"^\$ .*", found[3], re.MULTILINE) if found[2] == "console" else [found[3]]
        # A comment is translated; in a generated page so is more.
        same = "\n".join(re.sub(r"#.*", "#", line) for line in typed) if page not in GENERATED else ""
        yield f"block of {found[2]}", same
    for line in prose(text).splitlines():
        if heading := re.match(r"(#+) ", line):
            yield "heading", heading[1]
        elif line.startswith("|"):
            yield "row", str(len(re.findall(r"(?<!\\)\|", line)))
        elif line.startswith("!["):
            yield "picture", line.rpartition("(")[2]
        elif line.startswith("<!-- ") and page not in GENERATED:
            yield "mark", line


@pytest.mark.parametrize("page", ENGLISH, ids=name_of)
def test_the_vietnamese_page_has_the_same_sections_examples_and_tables(page: Path) -> None:
    assert list(shape(in_vietnamese(page))) == list(shape(page))


#: The pages for people who keep a plan, and do not know the words of computers.
FOR_CLERKS = sorted(
    DOCS / f"{name}.vi.md"
    for name in (
        *("index", "windows", "importing", "format", "recording", "collecting", "reports", "asking", "page", "exports"),
        *("checking", "guides/clerk", "guides/unit-head", "guides/director"),
    )
)
#: Roman numbers, codes of findings, symbols of documents, a paper size, reserved names of Windows, a misread letter.
_PLAIN = re.compile(
    r"[IVX]+|[A-Z]\d{2,3}|A4|NĐ|QĐ|KH|CT|NQ|TB|BNV|CP|SKHCN|SNV|KT|TL|TM|TUQ|CON|PRN|AUX|NUL|COM1|LPT1|PC|HI|KINH|README"
)


@pytest.mark.parametrize("page", FOR_CLERKS, ids=name_of)
def test_what_a_clerk_cannot_know_is_among_the_words(page: Path) -> None:
    words = (DOCS / "words.vi.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"[\w-]+", " ".join(re.findall(r"\*\*([^*]+)\*\*", words))))
    lines = (REPOSITORY / "src/parplan/vocabulary/abbreviations.txt").read_text(encoding="utf-8").splitlines()
    explained |= {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", " ", prose(page.read_text(encoding="utf-8")))
    short = {word for word in re.findall(r"\b[A-ZĐ][A-ZĐ0-9]+(?:-\d+)?\b", text) if not _PLAIN.fullmatch(word)}
    assert short <= explained


def anchors(page: Path) -> set[str]:
    """The anchors a forge and the manual make of the headings of a page."""
    text = prose(page.read_text(encoding="utf-8"))
    heads = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", found[2]) for found in _HEADING.finditer(text))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", sorted({*DOCUMENTS, *GENERATED}), ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(prose(page.read_text(encoding="utf-8"))):
        path, _, anchor = link.partition("#")
        if not re.match(r"\w+:", path):
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", [*ENGLISH, *VIETNAMESE], ids=name_of)
def test_a_page_leads_to_pages_of_its_own_language(page: Path) -> None:
    for link in _LINK.findall(prose(page.read_text(encoding="utf-8"))):
        target = (page.parent / link.partition("#")[0]).resolve()
        if target in ENGLISH or target in VIETNAMESE:
            assert (target in VIETNAMESE) is (page in VIETNAMESE), link


def test_the_navigation_has_every_page_once() -> None:
    parts = [part if isinstance(part, dict) else {"": [part]} for part in SETTINGS["nav"]]
    named = sorted(name for part in parts for names in part.values() for name in names)
    assert named == sorted(page.relative_to(DOCS).as_posix() for page in ENGLISH)
    headings = {title for part in parts for title in part} - {""}
    english = yaml.safe_load((REPOSITORY / "mkdocs.en.yml").read_text(encoding="utf-8"))
    assert set(english["extra"]["headings"]) == headings


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ('<img src="https://example.vn/a.png">', ".html"),
        ('<script src="//example.vn/a.js"></script>', ".html"),
        ('<link rel="stylesheet" href="https://example.vn/a.css">', ".html"),
        ('<img srcset="a.png 1x, https://example.vn/a.png 2x">', ".html"),
        ("<style>@import 'https://example.vn/a.css';</style>", ".html"),
        ('<p style="background: url(https://example.vn/a.png)">', ".html"),
        ("a { background: url(//example.vn/a.png) }", ".css"),
    ],
)
def test_what_a_page_loads_from_elsewhere_is_told(text: str, suffix: str) -> None:
    (address,) = loaded_from_elsewhere(text, suffix)
    assert "example.vn" in address


def test_what_a_page_leads_to_is_not_loaded() -> None:
    text = '<a href="https://example.vn">a</a><link rel="canonical" href="https://example.vn"><img src="a.png">'
    assert loaded_from_elsewhere(text, ".html") == []


def test_a_query_finds_sections_that_have_all_its_words() -> None:
    sections = [
        {"location": "a.html#x", "title": "Gia hạn", "text": "<p>một lần</p>", "tags": ["han mot lan"]},
        {"location": "b.html", "title": "Gia", "text": "hạ", "tags": [""]},
    ]
    index = {"config": {"separator": r"[\s,]+"}, "docs": sections}
    assert pages_found("gia han", index) == {"a.html"}
    assert pages_found("gia hạ", index) == {"a.html", "b.html"}
    assert pages_found("gia hoãn", index) == set()


def test_no_page_runs_parplan_by_a_python_that_imports_from_the_current_folder() -> None:
    called = [call for page in DOCUMENTS for call in re.findall(r"(\S+) -m parplan", page.read_text(encoding="utf-8"))]
    assert set(called) <= {"-P", "`python"}
    told = [page for page in DOCUMENTS if "`python -m parplan`" in page.read_text(encoding="utf-8")]
    assert [page.name for page in told] == ["SECURITY.md"]  # which says what may happen then
