#!/usr/bin/env python3
"""Checks the rules of the source tree: `python3 tests/lint/lint.py [--rule NAME]... [--root DIR]`.

Prints each breach as `path:line: rule: what is wrong and what to do`. Exit status: 0 no breach,
1 some, 2 bad usage. The rules' tables are in rules.py, their code in checks/.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # a check must leave the tree as it found it

from checks import arrows, cycles, formatting, registered, sizes, speech, third_party
from tree import Tree

RULES = {
    "arrows": arrows.check,
    "cycles": cycles.check,
    "sizes": sizes.check,
    "third_party": third_party.check,
    "registered": registered.check,
    "formatting": formatting.check,
    "speech": speech.check,
}


def main(arguments):
    parser = argparse.ArgumentParser(description="Checks the rules of the source tree.")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument(
        "--rule", action="append", choices=RULES, help="only this rule; may be given repeatedly"
    )
    options = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # a file's name may be any bytes
    tree = Tree(options.root)
    clean = True
    for name in options.rule or RULES:
        for breach in sorted(RULES[name](tree)):
            print(f"{breach.path}:{breach.line}: {name}: {breach.message}")
            clean = False
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
