"""Score `parplan import` on folders of documents with their truth.

    python -m benchmarks.importing.score FOLDER ... [--results FILE]

Beside each document NAME.EXT (docx, doc, pdf, txt, md, png, jpg, tif) stands NAME.yaml or NAME.json: a list of tasks in
the order of the print, each with ``title``, and what is printed of ``lead``, ``coordinating``, ``products`` (lists) and
``time``. A field is exact when it is equal after NFC, blanks and closing punctuation. A wrong field is told where a
doubt stands on it, else silent; all fields of a task that is not found are silently wrong. A task of the draft that the
truth does not have, outside of duties, is invented. A folder named “…outline…”
is imported with --outline. With ``--figures`` nothing of a document is printed, and ``--results`` writes a table of
figures alone, so that results can be shared without the documents.
"""

from __future__ import annotations

import argparse
import os
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from rapidfuzz import fuzz

from parplan.errors import ParplanError
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan
from parplan.provenance.doubts import questions

FIELDS = ("title", "lead", "coordinating", "products", "time")
_ENDINGS = (".docx", ".doc", ".pdf", ".txt", ".md", ".png", ".jpg", ".tif")
#: Titles with at least this similarity are the same task.
_ALIKE = 85


class Score(Struct):
    """Counts of one document or of all."""

    tasks: int = 0
    found: int = 0
    invented: int = 0
    fields: int = 0
    exact: int = 0
    told: int = 0
    silent: int = 0
    right_doubted: int = 0
    questions: int = 0
    seconds: float = 0

    def add(self, other: Score) -> None:
        """Sum up; of questions the most count."""
        for name in self.__struct_fields__:
            mine, its = getattr(self, name), getattr(other, name)
            setattr(self, name, max(mine, its) if name == "questions" else mine + its)

    def row(self, name: str, documents: int) -> str:
        """The figures as a row of the table of results."""
        return (
            f"| {name} | {documents} | {_share(self.found, self.tasks)} of {self.tasks} | {self.invented} |"
            f" {_share(self.exact, self.fields)} of {self.fields} | {_share(self.silent, self.fields)} |"
            f" {_share(self.right_doubted, self.exact)} | {self.questions} | {self.seconds:.1f} |"
        )

    def shown(self) -> str:
        """The figures on a line."""
        return (
            f"tasks {self.found}/{self.tasks} ({_share(self.found, self.tasks)}), invented {self.invented},"
            f" fields exact {_share(self.exact, self.fields)} of {self.fields},"
            f" silently wrong {_share(self.silent, self.fields)},"
            f" right but doubted {_share(self.right_doubted, self.exact)},"
            f" questions {self.questions}, {self.seconds:.1f} s"
        )


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"


def normal(value: Any) -> Any:
    """A value as it is compared."""
    if isinstance(value, list):
        return [normal(one) for one in value]
    return " ".join(unicodedata.normalize("NFC", str(value or "")).split()).rstrip(" .;,:/")


def score(truth: Sequence[dict[str, Any]], draft: Draft) -> tuple[Score, list[str]]:
    """Compare a draft with the truth, and name what is wrong."""
    sections = draft.data["sections"]
    tasks = [task for section in sections for task in section["tasks"]]
    duties = {task["id"] for section in sections if section.get("kind") == "duties" for task in section["tasks"]}
    doubted = {(doubt.address, doubt.field) for doubt in draft.doubts}
    result = Score(tasks=len(truth), questions=len(questions(draft.doubts)))
    wrong: list[str] = []
    found = _paired([true["title"] for true in truth], [task["title"] for task in tasks])
    invented = [task for i, task in enumerate(tasks) if i not in found and task["id"] not in duties]
    result.invented = len(invented)
    wrong.extend(f"invented: {task['id']} {task['title']}" for task in invented)
    for true, place in zip(truth, found, strict=True):
        printed = [name for name in FIELDS if true.get(name)]
        result.fields += len(printed)
        if place is None:
            result.silent += len(printed)
            wrong.append(f"not found: {true['title']}")
            continue
        task = tasks[place]
        result.found += 1
        for name in printed:
            told = (task["id"], name) in doubted or (task["id"], "") in doubted
            if normal(task.get(name)) == normal(true[name]):
                result.exact += 1
                result.right_doubted += told
            else:
                result.told += told
                result.silent += not told
                wrong.append(f"{task['id']} {name}{'' if told else ' SILENT'}: {task.get(name)!r} for {true[name]!r}")
    return result, wrong


def _paired(true: Sequence[str], found: Sequence[str]) -> list[int | None]:
    """The index of the found title for each true one: similar, and in order, so equal titles are not confused."""
    alike = [[fuzz.ratio(normal(one), normal(two)) for two in found] for one in true]
    best = [[0.0] * (len(found) + 1) for _ in range(len(true) + 1)]
    for i in reversed(range(len(true))):
        for k in reversed(range(len(found))):
            both = alike[i][k] + best[i + 1][k + 1] if alike[i][k] >= _ALIKE else 0.0
            best[i][k] = max(both, best[i + 1][k], best[i][k + 1])
    places: list[int | None] = [None] * len(true)
    i = k = 0
    while i < len(true) and k < len(found):
        if alike[i][k] >= _ALIKE and best[i][k] == alike[i][k] + best[i + 1][k + 1]:
            places[i] = k
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return places


def documents(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The documents of a folder that have their truth beside them."""
    for path in sorted(folder.iterdir()):
        truth = next((found for end in (".yaml", ".json") if (found := path.with_suffix(end)).is_file()), None)
        if path.suffix.lower() in _ENDINGS and truth is not None:
            yield path, yaml.safe_load(truth.read_text(encoding="utf-8"))


def score_folder(folder: Path, *, outline: bool, figures: bool) -> tuple[int, Score]:
    """Import the documents of a folder, print the figures of each, and return how many there are and the sum."""
    total = Score()
    number = 0
    for number, (path, truth) in enumerate(documents(folder), 1):
        name = f"{path.suffix[1:]} {number}" if figures else path.name
        begun = time.process_time() + _children()
        try:
            draft = read_plan(read_document(path.read_bytes(), path.name), Wishes(), path.name, outline=outline)
        except ParplanError as error:
            fields = sum(bool(task.get(field)) for task in truth for field in FIELDS)
            total.add(Score(tasks=len(truth), fields=fields, silent=fields))
            print(f"{name}: refused: {'' if figures else error}")
            continue
        one, wrong = score(truth, draft)
        one.seconds = time.process_time() + _children() - begun
        total.add(one)
        print(f"{name}: {one.shown()}")
        if not figures:
            print("".join(f"    {line[:200]}\n" for line in wrong), end="")
    return number, total


def _children() -> float:
    """CPU seconds of the programs that were started."""
    used = os.times()
    return used.children_user + used.children_system


def main(words: Sequence[str] | None = None) -> int:
    """Print the figures of each document, of each folder and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--outline", action="store_true", help="for every folder")
    parser.add_argument("--figures", action="store_true", help="without any words of the documents")
    parser.add_argument("--results", type=Path, help="a Markdown file for the table of figures")
    chosen = parser.parse_args(words)
    everything = Score()
    rows: list[str] = []
    for folder in chosen.folders:
        outline = chosen.outline or "outline" in folder.name
        count, total = score_folder(folder, outline=outline, figures=chosen.figures)
        everything.add(total)
        rows.append(total.row(folder.name, count))
        print(f"{folder.name}: {total.shown()}")
    print(f"all: {everything.shown()}")
    if chosen.results is not None:
        chosen.results.write_text("\n".join((*_HEAD, *rows, "")), encoding="utf-8", newline="\n")
    return 0


#: The head of the table of figures.
_HEAD = (
    "| set | documents | tasks found | invented | fields exact"
    " | silently wrong | right but doubted | most questions | CPU s |",
    "|---|---|---|---|---|---|---|---|---|",
)


if __name__ == "__main__":
    raise SystemExit(main())
