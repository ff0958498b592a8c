"""The source tree as the checks see it: which files there are, and their text."""

import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cpp_source
import rules


@dataclass(frozen=True, order=True)
class Breach:
    """One place that breaks a rule. `message` says what is wrong and what to do."""

    path: str
    line: int
    message: str


class Tree:
    """A read-only view of the tree below `root`. Paths are relative to it, with forward slashes."""

    def __init__(self, root):
        self.root = Path(root)
        self.files = sorted(path for path in _list_files(self.root) if self._is_file(path))
        self._known = frozenset(self.files)

    def _is_file(self, path):
        return (self.root / path).is_file()

    def __contains__(self, path):
        return path in self._known

    @cache
    def text(self, path):
        """The file's text; bytes that are not UTF-8 are replaced, so that lines still count."""
        return (self.root / path).read_bytes().decode("utf-8", errors="replace")

    @cache
    def includes(self, path):
        return cpp_source.includes(self.text(path))

    def cpp_files(self):
        """Every C++ source and header of the product and of its tests."""
        roots = rules.SOURCE_ROOTS + ("tests",)
        return [p for p in self.files if p.endswith((".h", ".cc")) and p.split("/")[0] in roots]

    def cmake_lists(self):
        return [p for p in self.files if p.split("/")[-1] == "CMakeLists.txt"]


def folder_of(path):
    """`index/text/a.h` -> `index/text`; empty for a file at the root."""
    return path.rpartition("/")[0]


def component_of(path):
    """The entry of rules.ARROWS that a file belongs to, or None when there is none."""
    own_folder = folder_of(path)
    folder = own_folder
    while folder:
        has_parts = any(other.startswith(folder + "/") for other in rules.ARROWS)
        if folder in rules.ARROWS and (folder == own_folder or not has_parts):
            return folder
        folder = folder_of(folder)
    return None


def _list_files(root):
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"],
            cwd=root,
            capture_output=True,
            check=False,
        )
        if listed.returncode == 0:
            return {os.fsdecode(name) for name in listed.stdout.split(b"\0") if name}
    return set(_walk(root))


def _walk(root):
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in ("build", ".git", "__pycache__")]
        for name in names:
            yield Path(folder, name).relative_to(root).as_posix()
