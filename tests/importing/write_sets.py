"""Write the sets of documents that the tests import, each with its truth, for benchmarks/importing/score.py.

    python tests/importing/write_sets.py FOLDER [--documents 20] [--first-seed 500]

Sets: tables, lists and outlines as the random plans make them, and the shapes typed by hand; the same as PDF where
LibreOffice is installed, and as scans. The seeds are others than those of the tests.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from other_programs import OFFICE, converted, scanned
from plan_shapes import SHAPES, truth_of
from random_plans import random_plan, true_fields
from word_documents import list_document, outline_document, table_document

Made = tuple[str, str, bytes, list[dict[str, Any]]]


def random_sets(kind: str, seeds: range) -> Iterator[Made]:
    """Random plans of one kind: the name, the ending, the bytes and the truth of each."""
    for seed in seeds:
        rng = random.Random(seed)
        if kind == "outlines":
            truth, data = outline_document(rng)
        else:
            plan = random_plan(rng)
            data = (table_document if kind == "tables" else list_document)(plan, rng)
            truth = [true_fields(task) for task in plan.tasks]
        yield str(seed), "docx", data, truth


def shape_set(*, outline: bool) -> Iterator[Made]:
    """The shapes typed by hand; of those grouped by unit or not."""
    for name, (ending, make) in SHAPES.items():
        if (name == "by_unit") is outline:
            yield name, ending, make(), truth_of(name)


def write(folder: Path, made: Made) -> None:
    """One document and its truth."""
    name, ending, data, truth = made
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.{ending}").write_bytes(data)
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(truth, allow_unicode=True, sort_keys=False), encoding="utf-8")


def main() -> None:
    """Write all sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=20, help="of each random set; a third as many scans")
    parser.add_argument("--first-seed", type=int, default=500)
    chosen = parser.parse_args()
    seeds = range(chosen.first_seed, chosen.first_seed + chosen.documents)
    sets: dict[str, list[Made]] = {kind: list(random_sets(kind, seeds)) for kind in ("tables", "lists", "outlines")}
    sets["shapes"] = list(shape_set(outline=False))
    sets["shapes-outline"] = list(shape_set(outline=True))
    for name, documents in sets.items():
        for number, made in enumerate(documents):
            write(chosen.folder / f"{name}-word", made)
            if OFFICE is None or made[1] != "docx":
                continue
            with tempfile.TemporaryDirectory() as work:
                pdf = converted(made[2], "pdf", Path(work))
            write(chosen.folder / f"{name}-pdf", (made[0], "pdf", pdf, made[3]))
            if name.startswith("shapes") or number < max(chosen.documents // 3, 1):
                write(chosen.folder / f"{name}-scan", (made[0], "pdf", scanned(pdf, number), made[3]))


if __name__ == "__main__":
    main()
