"""Just enough reading of C++: comments and literals, includes, where functions begin and end."""

import re
from dataclasses import dataclass

# Numbers come before character literals, because of the separator in 1'000.
_LEXEME = re.compile(
    r"""
      (?P<comment> // (?: \\\n | [^\n] )* | /\* .*? (?: \*/ | \Z ) )
    | (?P<raw> \b (?: u8 | [uUL] )? R" (?P<delimiter> [^\s()\\"]* ) \( .*? \) (?P=delimiter) " )
    | (?P<string> " (?: \\. | [^"\\\n] )* " )
    | (?P<number> \b \d [\w.]* (?: ' [\w.]+ )* )
    | (?P<character> ' (?: \\. | [^'\\\n] )+ ' )
    """,
    re.VERBOSE | re.DOTALL,
)
_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include\b[ \t]*", re.MULTILINE)
_TARGET = re.compile(r'<(?P<angled>[^>\n]+)>|"(?P<quoted>[^"\n]+)"')
_DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)


@dataclass(frozen=True)
class Include:
    line: int
    target: str
    angled: bool


@dataclass(frozen=True)
class Function:
    """`first_line` is where the signature begins, `last_line` where the closing brace stands."""

    name: str
    first_line: int
    last_line: int

    @property
    def lines(self):
        return self.last_line - self.first_line + 1


class UnbalancedBraces(Exception):
    """The braces of a file do not pair up; `line` is where that was seen."""

    def __init__(self, line):
        super().__init__(f"unbalanced brace at line {line}")
        self.line = line


def blank(text):
    """`text` with comments and the insides of literals turned to spaces; every offset stays."""

    def cover(match):
        found = match.group()
        if match.lastgroup == "number":
            return found.replace("'", "_")
        spaces = re.sub(r"[^\n]", " ", found)
        if match.lastgroup == "comment":
            return spaces
        return '"' + spaces[1:-1] + '"'

    return _LEXEME.sub(cover, text)


def includes(text):
    """Every #include that is neither in a comment nor in a literal, in order."""
    found = []
    for directive in _INCLUDE.finditer(blank(text)):
        target = _TARGET.match(text, directive.end())
        if target:
            line = text.count("\n", 0, target.start()) + 1
            angled = target.group("angled") is not None
            found.append(Include(line, target.group("angled") or target.group("quoted"), angled))
    return found


@dataclass
class _Brace:
    kind: str  # "scope" (namespace, type), "function", "value" (an initialiser) or "block"
    start: int  # where the declaration that it belongs to begins
    parens: int  # parentheses open around it


def functions(text):
    """Every function with a body, outermost only: what is nested counts with the one around it.

    Raises UnbalancedBraces.
    """
    code = _DIRECTIVE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), blank(text))
    found = []
    open_braces = []
    start = parens = 0  # of the declaration being read, outside of every function
    for match in re.finditer(r"[{}();]", code):
        mark, place = match.group(), match.start()
        declaring = _declares(open_braces)
        if mark == "(":
            parens += 1
        elif mark == ")":
            parens -= 1
        elif mark == ";":
            if declaring and parens == 0:
                start = match.end()
        elif mark == "{":
            kind, begin = _classify(code, start, place, open_braces, parens)
            open_braces.append(_Brace(kind, begin, parens))
            parens = 0
            if kind == "scope":
                start = match.end()
        else:
            if not open_braces:
                raise UnbalancedBraces(_line_of(code, place))
            brace = open_braces.pop()
            parens = brace.parens
            if brace.kind == "function":
                found.append(_function(code, brace.start, place))
            if brace.kind in ("function", "scope") and _declares(open_braces) and parens == 0:
                start = match.end()
    if open_braces:
        raise UnbalancedBraces(_line_of(code, open_braces[-1].start))
    return found


def _declares(open_braces):
    return not open_braces or open_braces[-1].kind == "scope"


def _line_of(code, place):
    return code.count("\n", 0, place) + 1


_LAMBDA = re.compile(r"\[[^\[\]{};]*\]\s*(?:\((?:[^(){};]|\([^(){};]*\))*\)[^(){};]*)?$")
_ACCESS = re.compile(r"\s*(?:(?:public|private|protected)\s*:(?!:)\s*)*")


def _classify(code, start, place, open_braces, parens):
    """What the brace at `place` opens, and where the declaration before it begins."""
    if _declares(open_braces) and parens == 0:
        begin = _ACCESS.match(code, start, place).end()
        return _kind_of_declaration(code[begin:place]), begin
    if _declares(open_braces) or open_braces[-1].kind == "value":
        nearest = max(code.rfind(mark, 0, place) for mark in "{};") + 1
        head = _LAMBDA.search(code, nearest, place)
        return ("function", head.start()) if head else ("value", place)
    return "block", place


def _function(code, start, end):
    head = code[start:end].split("{", 1)[0]
    named = re.search(r"(?:[\w:~]+|\boperator\s*[^\w\s(]+)\s*\(", head)
    name = named.group().rstrip("( \n") if named else "lambda"
    if name.startswith("TEST") or name.startswith("TYPED_TEST"):
        name = " ".join(head.split())
    return Function(name, _line_of(code, start), _line_of(code, end))


_TYPE = re.compile(r"(?:typedef\s+)?(?:class|struct|union|enum)\b")
_BODY_FOLLOWS = re.compile(
    r"(?:[)}&]|\b(?:const|noexcept|override|final|try|mutable|volatile|[A-Z][A-Z0-9_]+))$"
)


def _kind_of_declaration(head):
    """Judges a declaration by the text between its beginning and its opening brace."""
    if re.search(r'\bnamespace\b|^extern\s*"', head):
        return "scope"
    flat = _flatten(head)
    word = _TYPE.match(flat)
    if word:
        own_name = re.split(r"(?<!:):(?!:)", flat[word.end() :])[0]
        if "(" not in re.sub(r"\b(?:[A-Z][A-Z0-9_]*|alignas)\s*\(\)", "", own_name):
            return "scope"
    return "function" if _has_body(flat) else "value"


def _has_body(flat):
    assigned = re.search(r"(?<![=!<>])=(?!=)", flat)
    if assigned:
        return flat[assigned.end() :].lstrip().startswith("[")
    if "()" not in flat:
        return False
    in_member_list = re.search(r"\)[^:]*(?<!:):(?!:)", flat)
    if in_member_list and re.search(r"\w$", flat):
        return False
    return bool(_BODY_FOLLOWS.search(flat)) or "->" in flat or "requires" in flat


def _flatten(head):
    """`head` without what stands inside its brackets: f(int a) -> f(), b<c> -> b, d{e} -> d{}."""
    flat = re.sub(r"\[\[.*?\]\]", " ", head, flags=re.DOTALL)
    flat = re.sub(r"\boperator\s*(?:\(\s*\)|\[\s*\]|[^\w\s(]+)", "operator_", flat)
    flat = _empty(flat, "(", ")", keep=True)
    flat = _empty(flat, "{", "}", keep=True)
    flat = re.sub(r"->", "\0", flat)
    flat = _empty(flat, "<", ">", keep=False)
    flat = re.sub(r"\0", "->", flat)
    return re.sub(r"^\s*(?:template\s*)+", "", flat).strip()


def _empty(text, opening, closing, keep):
    """Drops what stands between the outermost brackets; with `keep` the brackets stay."""
    kept, depth = [], 0
    for character in text:
        if character == opening:
            depth += 1
            if keep and depth == 1:
                kept.append(opening)
        elif character == closing and depth > 0:
            depth -= 1
            if keep and depth == 0:
                kept.append(closing)
        elif depth == 0:
            kept.append(character)
    return "".join(kept)
