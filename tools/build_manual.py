"""Build the manual in both languages, and check the result.

    python tools/build_manual.py [FOLDER]        # build/manual, which can be put on a server or opened from a disk

Needs the extra `manual`. mkdocs fails on a missing link target, anchor or page of the navigation. Here it is also an
error when a page would load something from another server, or cannot be found by its words.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
#: The settings of each language, and where its pages are below the folder; the first is built first.
LANGUAGES = {"mkdocs.yml": "", "mkdocs.en.yml": "en"}
#: Searches in each language, and a page that each must find.
_QUERIES = {
    "mkdocs.yml": {"quá hạn": "asking.html", "qua han": "asking.html", "P204": "rules.html"},
    "mkdocs.en.yml": {"overdue": "asking.html", "thanh tra so": "asking.html", "P204": "rules.html"},
}
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_STYLE = re.compile(r"""(?:@import\s*|url\()\s*["']?([^"')\s;]+)""")


class _Resources(HTMLParser):
    """The files a browser loads for a page by itself; the targets of links are not loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and values.get("rel") in ("alternate", "canonical", "next", "prev"):
            return
        for name in ("src", "srcset", "data", "poster", "xlink:href", *(["href"] if tag in ("link", "base") else [])):
            if name in values:
                self.found.extend(part.split()[0] for part in values[name].split(",") if part.strip())
        self.found.extend(_STYLE.findall(values.get("style", "")))


def loaded_from_elsewhere(text: str, suffix: str) -> list[str]:
    """The addresses on other servers that a page (``.html``) or style sheet (``.css``) loads."""
    if suffix == ".css":
        found = _STYLE.findall(text)
    else:
        parser = _Resources()
        parser.feed(text)
        inline = "".join(re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL))
        found = [*parser.found, *_STYLE.findall(inline)]
    return [address for address in found if _ELSEWHERE.match(address)]


def build(folder: Path) -> None:
    """Build both languages into ``folder``."""
    for settings, below in LANGUAGES.items():
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", settings, "-d", str(folder / below)]
        subprocess.run(command, cwd=REPOSITORY, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def faults(folder: Path) -> Iterator[str]:
    """Yield the faults of the manual in ``folder``."""
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.css")]):
        for address in loaded_from_elsewhere(path.read_text(encoding="utf-8"), path.suffix):
            yield f"{path.relative_to(folder)} loads {address}"
    for path in sorted(folder.rglob("*.html")):
        for paragraph in re.findall(r"<p>(.*?)</p>", path.read_text(encoding="utf-8"), re.DOTALL):
            if item := re.search(r"\n *(?:\d+\.|-) .*|```.*", paragraph):
                yield f"{path.relative_to(folder)}: a list or block of code was taken for text: {item[0].strip()}"
    for settings, below in LANGUAGES.items():
        index = json.loads((folder / below / "search" / "search_index.json").read_text(encoding="utf-8"))
        for query, page in _QUERIES[settings].items():
            if page not in pages_found(query, index):
                yield f"{settings}: “{query}” does not find {page}"


def pages_found(query: str, index: dict[str, Any]) -> set[str]:
    """The pages with a section that has every word of ``query``, or words beginning with it, as in the search."""
    separator = re.compile(index["config"]["separator"])

    def words(section: dict[str, Any]) -> list[str]:
        texts = (section["title"], re.sub(r"<[^>]*>", " ", section["text"]), *section.get("tags", ()))
        return [word.lower() for text in texts for word in separator.split(text)]

    asked = query.lower().split()
    return {
        section["location"].partition("#")[0]
        for section in index["docs"]
        if all(any(word.startswith(one) for word in words(section)) for one in asked)
    }


def main() -> int:
    """Build and check."""
    folder = Path(sys.argv[1]).absolute() if sys.argv[1:] else REPOSITORY / "build" / "manual"
    try:
        build(folder)
    except subprocess.CalledProcessError as error:
        print('mkdocs did not build the manual (is it here? pip install -e ".[manual]")')
        return error.returncode
    wrong = list(faults(folder))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
