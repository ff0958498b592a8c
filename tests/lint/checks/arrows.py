"""A folder includes, and links, only what rules.ARROWS lets it see."""

import cmake_source
import rules
from tree import Breach, component_of, folder_of


def check(tree):
    generated = _generated_headers(tree)
    for path in tree.cpp_files():
        for include in tree.includes(path):
            if not include.angled:
                message = _judge_include(tree, generated, path, include.target)
                if message:
                    yield Breach(path, include.line, message)
    yield from _check_libraries(tree)


def _judge_include(tree, generated, path, target):
    if target in tree:
        wanted = "tests" if target.startswith("tests/") else component_of(target)
    elif target in generated:
        wanted = generated[target]
    else:
        return f'no file "{target}" below the root; write the path from the root'
    if path.startswith("tests/"):
        return None
    if wanted == "tests":
        return f'"{target}" belongs to the tests; only tests may include it'
    return _judge_arrow(component_of(path), wanted, folder_of(path), folder_of(target))


def _judge_arrow(own, wanted, own_folder, wanted_folder):
    """The complaint about one arrow, or None when rules.ARROWS permits it."""
    for component, folder in ((own, own_folder), (wanted, wanted_folder)):
        if component is None:
            return f"folder {folder} has no arrows; enter it in tests/lint/rules.py"
    if wanted == own or wanted in rules.ARROWS[own]:
        return None
    permitted = ", ".join(sorted(rules.ARROWS[own])) or "nothing"
    return f"{own} may not see {wanted}; it sees {permitted}. Move the code or pass the value in"


def _generated_headers(tree):
    """Headers that configure_file writes below generated/, with the component that writes each."""
    headers = {}
    for path in tree.cmake_lists():
        for command in cmake_source.commands(tree.text(path)):
            if command.name == "configure_file" and len(command.arguments) > 1:
                _, found, target = command.arguments[1].text.rpartition("generated/")
                if found:
                    headers[target] = component_of(path)
    return headers


def _check_libraries(tree):
    read = {path: cmake_source.commands(tree.text(path)) for path in tree.cmake_lists()}
    home = {
        name.text: folder_of(path)
        for path, commands in read.items()
        for command in commands
        if command.name == "quire_library"
        for name in command.values_of("NAME")
    }
    for path, commands in read.items():
        if path.split("/")[0] not in rules.SOURCE_ROOTS:
            continue
        for command in commands:
            yield from _check_command(path, command, home)


def _check_command(path, command, home):
    for name in command.values_of("DEPENDS") if command.name == "quire_library" else ():
        if name.text not in home:
            message = f"DEPENDS names {name.text}, which is no folder's library; see EXTERNAL"
            yield Breach(path, name.line, message)
    for name in _linked(command):
        wanted = home.get(name.text.removeprefix("quire_"))
        if wanted is None:
            continue
        own = folder_of(path)
        message = _judge_arrow(
            component_of(path), component_of(wanted + "/CMakeLists.txt"), own, wanted
        )
        if message:
            yield Breach(path, name.line, message)


def _linked(command):
    """Everything that the command links to."""
    if command.name == "quire_library":
        external = command.values_of("EXTERNAL")
        return command.values_of("DEPENDS") + [n for n in external if n.text.startswith("quire_")]
    if command.name == "target_link_libraries":
        return [n for n in command.arguments[1:] if n.text.startswith("quire_")]
    return []
