"""The hook of mkdocs.yml and mkdocs.en.yml: pages by language, links, and the search.

A page is two files side by side, ``page.md`` in English and ``page.vi.md`` in Vietnamese; a site has those of its own
language, as ``page``. What a page links to outside docs/ is put into the site, below ``repository/``.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from parplan.vocabulary.folding import fold

REPOSITORY = Path(__file__).resolve().parents[1]
VIETNAMESE = ".vi.md"
_LINK = re.compile(r"(?<=\]\()(?P<path>[^)#:\s]+)(?=[)#])")
_NAMED_BY_FILE = re.compile(r"\[(?P<name>[\w./-]+\.md)\]\((?P<path>[^)#:\s]+)")
_BAR = "\\|"
#: Code with a bar in it, in a table: a forge takes the backslash away, Python-Markdown shows it.
_CODE_WITH_BAR = re.compile(r"`([^`\n]*\\\|[^`\n]*)`")
#: An option, which a line would else end within, after its first hyphens.
_OPTION = re.compile(r"<code>(?=-[\w-]+</code>)")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Head the navigation in the language of the site."""
    headings = config.extra["headings"]
    config.nav = [
        {headings.get(title, title): pages for title, pages in part.items()} if isinstance(part, dict) else part
        for part in config.nav or []
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep the pages of the site's language, and add what they link to outside docs/."""
    vietnamese = {file.src_uri for file in files if file.src_uri.endswith(VIETNAMESE)}
    kept: dict[str, File] = {}
    for file in files:
        if file.src_uri in vietnamese:
            if _is_vietnamese(config):
                name = file.src_uri.removesuffix(VIETNAMESE) + ".md"
                kept[name] = File.generated(config, name, abs_src_path=str(file.abs_src_path))
        elif not (_is_vietnamese(config) and file.src_uri.removesuffix(".md") + VIETNAMESE in vietnamese):
            kept[file.src_uri] = file
    for file in list(kept.values()):
        if file.is_documentation_page():
            for found in _LINK.finditer(file.content_string):
                name = _outside(found["path"], file.src_uri)
                if name and name not in kept:
                    source = REPOSITORY / PurePosixPath(name).relative_to("repository")
                    kept[name] = File.generated(
                        config, name, abs_src_path=str(source), inclusion=InclusionLevel.NOT_IN_NAV
                    )
    return Files(kept.values())


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between the files of the repository into links between pages of the site, and show bars in code."""
    source = page.file.src_uri
    markdown = _CODE_WITH_BAR.sub(lambda code: f"<code>{html.escape(code[1]).replace(_BAR, '&#124;')}</code>", markdown)
    markdown = _LINK.sub(lambda link: _in_the_site(link["path"], source), markdown)

    markdown = _indented(markdown)

    def titled(link: re.Match[str]) -> str:
        target = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(source), link["path"])))
        heading = target and re.search(r"^# (.*)$", target.content_string, re.MULTILINE)
        return f"[{heading[1] if heading else link['name']}]({link['path']}"

    return _NAMED_BY_FILE.sub(titled, markdown)


def _indented(markdown: str) -> str:
    """A text with the items of its numbered lists as Python-Markdown reads them, not as a forge does.

    What stands in an item is indented by four blanks, not three, and after it a new item needs an empty line.
    """
    lines = []
    fence = None  # the blanks before the fence of the code a line is in
    for line in markdown.split("\n"):
        if fence is None and re.match(r"\d+\. ", line) and lines and lines[-1].startswith("    "):
            lines.append("")
        found = re.match(r" *(?=```)", line)
        if found:
            fence = None if fence is not None else len(found[0])
        inside = fence == len("   ") or (found and len(found[0]) == len("   "))
        lines.append(f" {line}" if line and (inside or (fence is None and re.match(r" {3}\S", line))) else line)
    return "\n".join(lines)


def _in_the_site(path: str, source: str) -> str:
    """The path from the page ``source`` to what ``path`` names in the repository."""
    if source.startswith("repository/"):
        return "../" + path.removeprefix("docs/") if path.startswith("docs/") else path
    name = _outside(path, source)
    if name:
        path = "../" * source.count("/") + name
    return path.removesuffix(VIETNAMESE) + ".md" if path.endswith(VIETNAMESE) else path


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark the options of commands, so that assets/manual.css keeps each on one line."""
    return _OPTION.sub('<code class="option">', html)


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, nav: object) -> dict[str, object]:
    """Lead from each page to the same one in the other language."""
    home, other = ("", "en/") if _is_vietnamese(config) else ("../", "")
    config.extra["alternate"] = [
        {"name": "Tiếng Việt", "lang": "vi", "link": home + page.url},
        {"name": "English", "lang": "en", "link": other + page.url},
    ]
    return context


@event_priority(-50)  # after the index was written, before the plugin `offline` copies it
def on_post_build(config: MkDocsConfig) -> None:
    """Make words findable without diacritics: each section gets its words in that form, as a hidden tag."""
    path = Path(config.site_dir, "search", "search_index.json")
    index = json.loads(path.read_text(encoding="utf-8"))
    for section in index["docs"]:
        words = set(_WORD.findall(_TAG.sub(" ", f"{section['title']} {section['text']}").lower()))
        section["tags"] = [" ".join(sorted({fold(word) for word in words} - words))]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _is_vietnamese(config: MkDocsConfig) -> bool:
    return str(config.theme["language"]) == "vi"


def _outside(path: str, source: str) -> str | None:
    """The path in the site of a file outside docs/ to which a page links; None for files inside docs/."""
    depth = source.count("/")
    ups = len(re.match(r"(?:\.\./)*", path)[0]) // 3  # type: ignore[index]
    return f"repository/{path[3 * ups :]}" if ups > depth else None
