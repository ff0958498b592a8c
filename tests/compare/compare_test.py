"""Runs the comparison at a small size and looks at its table. usage: compare_test.py QUIRED QUIRE"""

import pathlib
import re
import subprocess
import sys
import unittest

from table import Table

PROGRAMS = sys.argv[1:3]


class Comparison(unittest.TestCase):
    def test_every_row_has_a_figure_of_each_program(self):
        done = subprocess.run(
            [
                *(sys.executable, "-B", str(pathlib.Path(__file__).with_name("compare.py"))),
                *("--quired", PROGRAMS[0], "--quire", PROGRAMS[1]),
                *("--articles", "1000", "--rounds", "3", "--with", "quire,sqlite"),
            ],
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
        self.assertRegex(rows[0][1], r"^Quire \d")
        self.assertRegex(rows[0][2], r"^SQLite FTS5 3")
        self.assertEqual(len(rows), 9)
        for row in rows[1:]:
            for cell in row[1:]:
                self.assertRegex(cell, r"^\**\d", row[0])
        self.assertIn("quire search", done.stdout)
        self.assertFalse(re.search(r"failed|left out", done.stdout), done.stdout)


class Tables(unittest.TestCase):
    def setUp(self):
        self.table = Table()
        self.table.put("time, s", "Ours", 2.0, "socket")
        self.table.put("time, s", "Ours", 3.0, "command")
        self.table.put("time, s", "Theirs", 1.0)
        self.table.put("size, MB", "Ours", 1234.0)

    def test_the_best_is_bold_and_a_gap_is_shown(self):
        lines = self.table.markdown().splitlines()
        self.assertEqual(lines[2], "| time, s | 2.0 (socket)<br>3.0 (command) | **1.0** |")
        self.assertEqual(lines[3], "| size, MB | **1,234** | – |")

    def test_it_says_where_another_is_ahead(self):
        self.assertIn("- time, s: less than Ours takes Theirs (0.50 of it).", self.table.markdown())
        self.assertNotIn("- size", self.table.markdown())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
