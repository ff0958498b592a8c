"""Recoll and Omega, which index folders of files with Xapian."""

import os
import shutil
import signal
import subprocess
import time

from contender import Contender, Way, await_found, quoted
from programs import Load, disk_usage, first_number, measured, missing, run

MONITOR_TURN_S = 30  # between two looks of Recoll's real-time indexer at its queue (monixinterval)


class Recoll(Contender):
    """As it is shipped, but at full priority, since it is waited for, and without the dictionary of its spelling suggestions,
    which articles are not found by."""

    title = "Recoll"
    monitor = None

    @staticmethod
    def missing(options):
        return missing("recollindex", "recollq")

    def version(self):
        return run(["recollindex", "-h"]).partition("Recoll version: Recoll ")[2].split()[0]

    def load(self):
        self.configuration = self.home / "recoll"
        self.configuration.mkdir()
        (self.configuration / "recoll.conf").write_text(
            f"topdirs = {self.corpus.articles}\nskippedPaths =\nnoaspell = 1\nidxniceprio = 0\nmonioniceclass =\n"
            f"loglevel = 2\n"
        )
        self.environment = {**os.environ, "HOME": str(self.home)}
        spent = measured(self._index(), self.home / "log", self.environment)
        return Load(*spent, disk_usage(self.configuration / "xapiandb"))

    def _index(self, *arguments):
        return ["recollindex", "-c", self.configuration, *arguments]

    def ways_of_dropping(self):
        return [
            Way("recollindex -i FILE; recollq", self._drop_by_name),
            Way("recollindex; recollq", self._drop_all),
            Way("recollindex -m, recollq until found", self._drop_monitored, most=5),
        ]

    def _drop(self, index):
        number, marker, title, body = self.corpus.late_article()
        path = self.corpus.articles / f"{number:07}.txt"
        path.write_text(f"{title}\n\n{body}\n")
        begun = time.monotonic()
        index(path)
        await_found(lambda: self._ask([marker], False), pause=0.01)
        return time.monotonic() - begun

    def _drop_by_name(self):
        return self._drop(lambda path: run(self._index("-i", path), self.environment, timeout=600))

    def _drop_all(self):
        return self._drop(lambda _: run(self._index(), self.environment, timeout=600))

    def _drop_monitored(self):
        if self.monitor is None:
            with open(self.home / "log", "ab") as log:
                self.monitor = subprocess.Popen(
                    [str(word) for word in self._index("-m", "-D", "-x")],
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            # The first one comes when it has looked through the folder.
            self._drop(lambda _: None)
        # At any time between two of its turns, as a user would: not always just after one.
        time.sleep(self.corpus.news.random.uniform(0, MONITOR_TURN_S))
        return self._drop(lambda _: None)

    def ways_of_asking(self):
        return [Way("recollq", self._ask)]

    def _ask(self, words, phrase):
        command = ["recollq", "-c", self.configuration, "-n", "10", "-A", "-q", quoted(words, phrase)]
        return "text/plain" in run(command, self.environment)

    def close(self):
        if self.monitor:
            self.monitor.send_signal(signal.SIGTERM)
            try:
                self.monitor.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.monitor.kill()
                self.monitor.wait()


class Omega(Contender):
    title = "Omega"

    @staticmethod
    def missing(options):
        return missing("omindex", "quest")

    def version(self):
        return first_number(run(["omindex", "--version"]).partition("omega")[2])

    def load(self):
        self.database = self.home / "database"
        self.folder = self.home / "folder"
        shutil.copytree(self.corpus.articles, self.folder)  # its own: the others put more into theirs
        command = ["omindex", "--db", self.database, "--url", "/", self.folder]
        spent = measured(command, self.home / "log")
        return Load(*spent, disk_usage(self.database))

    def ways_of_dropping(self):
        return [
            Way("omindex --no-delete of the one sub-folder; quest", self._drop_in_sub_folder),
            Way("omindex of everything; quest", self._drop_anywhere),
        ]

    def _drop_in_sub_folder(self):
        return self._drop(["omindex", "--db", self.database, "--no-delete", "--url", "/", self.folder, "late"])

    def _drop_anywhere(self):
        return self._drop(["omindex", "--db", self.database, "--url", "/", self.folder])

    def _drop(self, command):
        number, marker, title, body = self.corpus.late_article()
        (self.folder / "late").mkdir(exist_ok=True)
        (self.folder / "late" / f"{number}.txt").write_text(f"{title}\n\n{body}\n")
        begun = time.monotonic()
        run(command, timeout=600)
        if not self._ask([marker], False):
            raise LookupError(f"{marker} is not found")
        return time.monotonic() - begun

    def ways_of_asking(self):
        return [Way("quest", self._ask)]

    def _ask(self, words, phrase):
        return "[" in run(["quest", "-d", self.database, "-m", "10", quoted(words, phrase)])
