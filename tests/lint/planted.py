"""A small tree in a temporary folder, and what a rule says of it."""

import contextlib
import tempfile
import unittest
from pathlib import Path

import lint
from tree import Tree


def lines(*text):
    return "\n".join(text) + "\n"


@contextlib.contextmanager
def planted(files):
    """A temporary tree with these files, {path: text}."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            file = Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        yield Path(root)


class RuleTest(unittest.TestCase):
    rule = None

    def breaches(self, files):
        with planted(files) as root:
            return sorted(lint.RULES[self.rule](Tree(root)))

    def assert_clean(self, files):
        self.assertEqual(self.breaches(files), [])

    def assert_breach(self, files, path, line, message):
        """Exactly one breach, at that place, whose message matches the pattern `message`."""
        found = self.breaches(files)
        self.assertEqual([(b.path, b.line) for b in found], [(path, line)], found)
        self.assertRegex(found[0].message, message)
