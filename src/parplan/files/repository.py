"""The repository of a file: paths in reports are relative to its root, wherever the command runs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from parplan.files.upwards import places_upwards

#: Variables with the path of the checkout: GitHub Actions, GitLab CI.
_CI_VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


class Repositories:
    """The roots of repositories by folder, each searched for once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        named = (environment.get(name) for name in _CI_VARIABLES)
        self._ci = [Path(os.path.realpath(root)) for root in named if root]
        self._roots: dict[Path, Path | None] = {}

    def path_in_repository(self, file: Path) -> str | None:
        """The path relative to the repository's root, with ``/``; ``None`` outside a repository.

        The root is the checkout a CI service names, if the file is in it, else the nearest folder above with ``.git``.
        """
        folder = Path(os.path.realpath(file.parent))
        root = self.root_of(folder)
        return None if root is None else (folder / file.name).relative_to(root).as_posix()

    def root_of(self, folder: Path) -> Path | None:
        """The root of the repository of a folder (its path without links); ``None`` outside a repository."""
        if folder not in self._roots:
            self._roots[folder] = self._root(folder)
        return self._roots[folder]

    def _root(self, folder: Path) -> Path | None:
        for root in self._ci:
            if root in (folder, *folder.parents):
                return root
        return next((place.parent for place in places_upwards(folder, ".git") if os.path.lexists(place)), None)
