"""Nothing stands in the tree unbuilt: every source, test and fuzz target is named to CMake."""

import cmake_source
from tree import Breach, folder_of

_LISTS = "CMakeLists.txt"
_FUZZ = "tests/fuzz"
_FIXTURES = "tests/fixtures/"


def check(tree):
    read = {folder_of(p): cmake_source.commands(tree.text(p)) for p in tree.cmake_lists()}
    yield from _check_sources(tree, read)
    yield from _check_folders(read)


def _check_sources(tree, read):
    for path in tree.cpp_files():
        if not path.endswith(".cc") or path.startswith(_FIXTURES):
            continue
        home = _FUZZ if path.endswith("_fuzz.cc") else _nearest(folder_of(path), read)
        if not cmake_source.names(read.get(home, []), _below(path, home)):
            lists = f"{home}/{_LISTS}" if home else _LISTS
            yield Breach(path, 1, f"never built; name it in {lists}, or remove it")


def _check_folders(read):
    reached, waiting = set(), [""]
    while waiting:
        folder = waiting.pop()
        reached.add(folder)
        for other in read.keys() - reached:
            if _added(read.get(folder, []), folder, other):
                waiting.append(other)
    for folder in read.keys() - reached:
        # An example is a project of its own, as a reader would copy it.
        if any(command.name == "project" for command in read[folder]):
            continue
        message = "never read; reach it by add_subdirectory from the folder above, or remove it"
        yield Breach(f"{folder}/{_LISTS}", 1, message)


def _added(commands, folder, other):
    is_below = not folder or other.startswith(folder + "/")
    return is_below and cmake_source.names(commands, _below(other, folder), by="add_subdirectory")


def _nearest(folder, read):
    """The folder itself or the closest one above it that has a CMakeLists.txt."""
    while folder and folder not in read:
        folder = folder_of(folder)
    return folder


def _below(path, folder):
    return path.removeprefix(folder + "/") if folder else path
