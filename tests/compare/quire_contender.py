"""Quire: the daemon is started on the full folder; asked over its socket, and on the command line."""

import subprocess
import time

from contender import Contender, Way, await_found, quoted
from programs import Load, disk_usage, first_number, run, usage_of
from running import Daemon

REST_WITHIN_S = 300


class Quire(Contender):
    title = "Quire"
    daemon = None

    def version(self):
        return first_number(run([self.options.quired, "--version"]))

    def load(self):
        begun = time.monotonic()
        self.daemon = Daemon(self.options.quired, self.home, self.corpus.articles)
        self.client = self.daemon.client()
        self.client.ask("sync", timeout_ms=3_600_000)
        seconds = time.monotonic() - begun
        # The merges that follow count for everything but the time.
        end = time.monotonic() + REST_WITHIN_S
        while self.client.ask("status")["merging"]["running"] and time.monotonic() < end:
            time.sleep(0.05)
        processor, peak = usage_of(self.daemon.process.pid)
        return Load(seconds, processor, peak, disk_usage(self.daemon.index))

    def ways_of_dropping(self):
        return [Way("rename(2) into the folder, socket", self._drop)]

    def _drop(self):
        number, marker, title, body = self.corpus.late_article()
        prepared = self.home / "late.txt"
        prepared.write_text(f"{title}\n\n{body}\n")
        begun = time.monotonic()
        prepared.rename(self.corpus.articles / f"{number:07}.txt")
        await_found(lambda: self._ask([marker], False))
        return time.monotonic() - begun

    def ways_of_asking(self):
        return [Way("socket", self._ask), Way("quire search", self._ask_on_command_line)]

    def _ask(self, words, phrase):
        return bool(self.client.ask("search", query=quoted(words, phrase))["hits"])

    def _ask_on_command_line(self, words, phrase):
        command = [self.options.quire, "search", quoted(words, phrase)]
        return bool(run(command, self.daemon.environment))

    def close(self):
        if self.daemon:
            try:
                self.daemon.stop()
            except subprocess.TimeoutExpired:
                self.daemon.kill()
