"""Each third-party header is included from its own folder only, and every one is known."""

from fnmatch import fnmatchcase

import rules
from tree import Breach, component_of


def check(tree):
    known = rules.STANDARD_HEADERS | rules.SYSTEM_HEADERS
    for path in tree.cpp_files():
        for include in tree.includes(path):
            if include.angled and include.target not in known:
                message = _judge(path, include.target)
                if message:
                    yield Breach(path, include.line, message)


def _judge(path, header):
    entry = next((e for e in rules.THIRD_PARTY if fnmatchcase(header, e)), None)
    if entry is None:
        return (
            f"<{header}> is not known; spell C headers <cname>, write project headers in quotes, "
            "enter a new dependency in tests/lint/rules.py"
        )
    if path.startswith("tests/") or component_of(path) in rules.THIRD_PARTY[entry]:
        return None
    permitted = " and ".join(rules.THIRD_PARTY[entry]) or "the tests"
    return f"<{header}> is for {permitted} only; use what that folder offers"
