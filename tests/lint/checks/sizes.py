"""Files and functions stay short enough to be read in one go."""

import cpp_source
import rules
from tree import Breach


def check(tree):
    cpp_files = tree.cpp_files()
    scripts = [path for path in tree.files if path.endswith(rules.SCRIPT_SUFFIXES)]
    for path in cpp_files + scripts:
        lines = len(tree.text(path).splitlines())
        if lines > rules.MAX_FILE_LINES:
            message = f"{lines} lines, {rules.MAX_FILE_LINES} are allowed; split by responsibility"
            yield Breach(path, rules.MAX_FILE_LINES + 1, message)
    for path in cpp_files:
        yield from _check_functions(path, tree.text(path))


def _check_functions(path, text):
    try:
        functions = cpp_source.functions(text)
    except cpp_source.UnbalancedBraces as error:
        message = "braces do not pair up here, so that functions cannot be measured; balance them"
        yield Breach(path, error.line, message)
        return
    for function in functions:
        if function.lines > rules.MAX_FUNCTION_LINES:
            message = (
                f"{function.name} has {function.lines} lines, {rules.MAX_FUNCTION_LINES} are "
                "allowed; give its steps names of their own"
            )
            yield Breach(path, function.first_line, message)
