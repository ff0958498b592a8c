"""SQLite's FTS5 through Python: a library, whose user finds and reads the files himself."""

import pathlib
import sqlite3
import sys
import time

from contender import Contender, Way, quoted
from programs import Load, disk_usage, measured

TABLE = "CREATE VIRTUAL TABLE articles USING fts5(path UNINDEXED, title, body, tokenize='porter unicode61')"
INSERT = "INSERT INTO articles VALUES (?, ?, ?)"
SEARCH = (
    "SELECT path, title, snippet(articles, 2, '[', ']', '…', 40) FROM articles "
    "WHERE articles MATCH ? ORDER BY rank LIMIT 10"
)


def load(folder, database):
    """What the measured process does: all files in one transaction."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = WAL")
    with connection:
        connection.execute(TABLE)
        for path in sorted(pathlib.Path(folder).rglob("*.txt")):
            title, _, body = path.read_text().partition("\n\n")
            connection.execute(INSERT, (str(path), title, body))
    connection.close()


class SqliteFts5(Contender):
    title = "SQLite FTS5"

    @staticmethod
    def missing(options):
        connection = sqlite3.connect(":memory:")
        try:
            connection.execute(TABLE)
        except sqlite3.OperationalError:
            return "FTS5 in Python's sqlite3"
        finally:
            connection.close()
        return None

    def version(self):
        return sqlite3.sqlite_version

    def load(self):
        folder = self.home / "index"
        folder.mkdir()
        database = folder / "articles.db"
        spent = measured(
            [sys.executable, "-B", __file__, self.corpus.articles, database], self.home / "log"
        )
        self.connection = sqlite3.connect(database)
        self.connection.execute("PRAGMA synchronous = NORMAL")
        return Load(*spent, disk_usage(folder))

    def ways_of_dropping(self):
        return [Way("INSERT and commit, in process", self._drop)]

    def _drop(self):
        number, marker, title, body = self.corpus.late_article()
        path = self.home / f"{number}.txt"
        path.write_text(f"{title}\n\n{body}\n")
        begun = time.monotonic()
        title, _, body = path.read_text().partition("\n\n")
        with self.connection:
            self.connection.execute(INSERT, (str(path), title, body))
        if not self._ask([marker], False):
            raise LookupError(f"{marker} is not found")
        return time.monotonic() - begun

    def ways_of_asking(self):
        return [Way("in process", self._ask)]

    def _ask(self, words, phrase):
        return bool(self.connection.execute(SEARCH, (quoted(words, phrase),)).fetchall())

    def close(self):
        if hasattr(self, "connection"):
            self.connection.close()


if __name__ == "__main__":
    load(*sys.argv[1:3])
