"""Just enough reading of CMake: the commands of a file, with their arguments and lines."""

import re
from dataclasses import dataclass

_LEXEME = re.compile(
    r"""
      (?P<comment> \#\[(?P<outer>=*)\[ .*? \](?P=outer)\] | \#[^\n]* )
    | (?P<bracket> \[(?P<inner>=*)\[ .*? \](?P=inner)\] )
    | (?P<quoted> " (?: \\. | [^"\\] )* " )
    | (?P<paren> [()] )
    | (?P<word> [^\s()\#"]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Argument:
    line: int
    text: str


@dataclass(frozen=True)
class Command:
    name: str
    line: int
    arguments: tuple

    def values_of(self, keyword):
        """The arguments after `keyword`, up to the next word in capitals."""
        values, inside = [], False
        for argument in self.arguments:
            if re.fullmatch(r"[A-Z_]+", argument.text):
                inside = argument.text == keyword
            elif inside:
                values.append(argument)
        return values


def commands(text):
    """Every command in order; conditions and loops are not evaluated."""
    found, name, arguments, depth = [], None, [], 0
    for match in _LEXEME.finditer(text):
        word, line = match.group(), text.count("\n", 0, match.start()) + 1
        if match.lastgroup == "comment":
            continue
        if depth == 0 and word != "(":
            name = Argument(line, word)
        elif word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if depth == 0 and name:
                found.append(Command(name.text.lower(), name.line, tuple(arguments)))
                name, arguments = None, []
        else:
            arguments.append(Argument(line, _unquoted(word)))
    return found


def _unquoted(word):
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] == '"' else word


def names(found, path, by=None):
    """Whether some command (or some command `by` that name) has `path` as an argument.

    A variable stands for every argument of the file: `${name}_fuzz.cc` names `lexer_fuzz.cc` when
    `lexer` is an argument anywhere.
    """
    values = _words(found)
    words = _words(command for command in found if by in (None, command.name))
    return path in words or any(_expands_to(word, path, values) for word in words if "${" in word)


def _words(found):
    return {
        argument.text.removeprefix("${CMAKE_CURRENT_SOURCE_DIR}/")
        for command in found
        for argument in command.arguments
    }


def _expands_to(word, path, values):
    pattern = "(.+)".join(re.escape(part) for part in re.split(r"\$\{\w+\}", word))
    match = re.fullmatch(pattern, path)
    return bool(match) and all(value in values for value in match.groups())
