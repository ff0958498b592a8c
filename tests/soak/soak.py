"""Drops, rewrites, deletes, renames, asks, subscribes, reindexes and types at a real daemon for as long as it is told,
and says whether it stayed sound and as small as it was.

usage: soak.py --quired QUIRED --quire QUIRE [--seconds N] [--rate N] [--files N] [--seed N] [--keep]

It prints its seed and, each minute, what the daemon holds. The baseline is taken after a sixth of the time. Exit status 1: some
verdict was bad; the folder is kept then, with the daemon's log and what was done to the drop folder (`actions`).
"""

import argparse
import collections
import pathlib
import random
import re
import shutil
import signal
import sys
import tempfile
import time

import checks
import measures
from articles import PHRASE, Writer
from folder import DropFolder
from news import News
from questions import Asker
from running import Daemon
from subscribers import Subscriber

QUESTIONS_PER_ACTION = 2
MOST_KINDS = 20  # of faults, which the end tells

STANDING = (
    ("", lambda one: True),
    ("harbour", lambda one: "harbour" in one.subjects),
    ("title:walrus", lambda one: one.subjects[0] == "walrus"),
    ("ferry AND NOT lantern", lambda one: "ferry" in one.subjects and "lantern" not in one.subjects),
    (f'"{PHRASE}"', lambda one: one.phrased),
)


class Soak:
    def __init__(self, options, home):
        self.options = options
        self.random = random.Random(options.seed)
        articles = home / "Articles"
        aside = home / "aside"
        articles.mkdir()
        aside.mkdir()
        self.journal = (home / "actions").open("w")
        self.folder = DropFolder(
            articles, aside, Writer(News(options.seed)), options.files, self.journal
        )
        self.daemon = Daemon(options.quired, home, articles)
        self.client = self.daemon.client()
        self.subscribers = [Subscriber(self.daemon, query, wanted) for query, wanted in STANDING]
        self.asker = Asker(self.daemon, options.quire, self.folder)
        self.wrong = []
        self.base = None
        self.begun = time.monotonic()

    def run(self):
        self.folder.fill()
        self._checkpoint()
        self.begun = time.monotonic()
        end = self.begun + self.options.seconds
        every = max(5.0, self.options.seconds / 180)  # seconds between two checkpoints
        due = {
            self._checkpoint: every,
            self._come_and_go: every * 0.7,
            self._reindex_a_part: every * 1.3,
            self._reindex: every * 2.1,
            self._report: min(60.0, self.options.seconds / 4),
            self._reindex_all: self.options.seconds / 4,
        }
        next_time = {action: self.begun + period for action, period in due.items()}
        while time.monotonic() < end:
            for action, period in due.items():
                if time.monotonic() >= next_time[action]:
                    action()
                    next_time[action] += period
            self._step()
        self._end()

    def _step(self):
        begun = time.monotonic()
        self.folder.act()
        for _ in range(QUESTIONS_PER_ACTION):
            self.asker.ask_something()
        self._wrong(self.asker.wrong)
        self.asker.wrong.clear()
        time.sleep(max(0.0, 1 / self.options.rate - (time.monotonic() - begun)))

    def _checkpoint(self):
        self._wrong(checks.Check(self.client, self.folder).a_sample(self.random))
        for subscriber in self.subscribers:
            if subscriber.client:
                subscriber.await_all(self.folder)
        if not self.base and time.monotonic() - self.begun >= self.options.seconds / 6:
            self._back()
            self.base = measures.measure(self.daemon, self.client)
            print("baseline:", self.base.line(), flush=True)

    def _wrong(self, faults):
        """Said at once, since the time may tell."""
        for fault in faults:
            print(f"{time.time():.3f} wrong: {fault}", flush=True)
        self.wrong += faults

    def _come_and_go(self):
        """One of the subscribers is away for a while."""
        if not self._back():
            self.random.choice(self.subscribers).leave()

    def _back(self):
        away = [subscriber for subscriber in self.subscribers if not subscriber.client]
        for subscriber in away:
            subscriber.arrive()
        return bool(away)

    def _reindex_a_part(self):
        path, _ = self.random.choice(self.folder.articles())
        self.client.ask("reindex", paths=[str(path)])

    def _reindex(self):
        self.client.ask("reindex")

    def _reindex_all(self):
        """The old index answers meanwhile, and takes in what comes."""
        self.client.ask("reindex", full=True, wait=False)

    def _report(self):
        times = sorted(self.asker.times) or [0.0]
        self.asker.times = []
        now = measures.measure(self.daemon, self.client)
        print(
            f"{time.monotonic() - self.begun:5.0f} s: {now.line()}; {self.asker.asked} questions, "
            f"p50 {times[len(times) // 2] * 1000:.1f} ms, p99 {times[len(times) * 99 // 100] * 1000:.1f} ms; "
            f"{self.folder.writer.written} articles written; {len(self.wrong)} faults",
            flush=True,
        )

    def _end(self):
        self._back()
        self._wrong(checks.Check(self.client, self.folder).everything())
        for subscriber in self.subscribers:
            subscriber.await_all(self.folder)
            self._wrong(subscriber.faults(self._arrivals(subscriber)))
        self._wrong(checks.audit(self.options.quire, self.daemon))
        self._wrong(measures.left_over(self.daemon, self.client))
        self._report()
        now = measures.measure(self.daemon, self.client)
        if self.base:
            self._wrong(measures.growth(self.base, now, self.options.seconds))
            print(f"RSS is {now.rss / self.base.rss:.2f} times that of the baseline")
        told = sum(subscriber.told.total() for subscriber in self.subscribers)
        print(f"{told} matches told; actions: {dict(self.folder.done)}")
        status = self.daemon.stop()
        if status != 0:
            self._wrong([f"quired ended with {status}"])
        self._wrong([line for line in self.daemon.log().splitlines() if " error " in line])

    def _arrivals(self, subscriber):
        titles = self.folder.written
        return collections.Counter(
            {
                (str(path), titles[marker].title): times
                for (path, marker), times in self.folder.arrivals.items()
                if subscriber.wanted(titles[marker])
            }
        )

    def verdict(self):
        """How many of each kind there are; all of them were told before."""
        kinds = collections.Counter(re.sub(r"'[^']*'|\S*[\d/]\S*", "…", fault)[:60] for fault in self.wrong)
        for kind, count in kinds.most_common(MOST_KINDS):
            print(f"{count} times: {kind}")
        print(f"{len(self.wrong)} faults" if self.wrong else "sound")
        return 1 if self.wrong else 0


def read_options():
    parser = argparse.ArgumentParser(description="A long run of everything at a real daemon.")
    parser.add_argument("--quired", required=True)
    parser.add_argument("--quire", required=True)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--rate", type=float, default=10, help="changes of the folder in a second")
    parser.add_argument("--files", type=int, default=1500, help="in the folder, about")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--keep", action="store_true", help="keep the folder")
    return parser.parse_args()


def main():
    options = read_options()
    home = pathlib.Path(tempfile.mkdtemp(prefix="quire-soak-"))
    print(f"seed {options.seed}, {options.seconds:.0f} s, in {home}", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))  # and the daemon with it
    result = 1
    soak = Soak(options, home)
    try:
        soak.run()
        result = soak.verdict()
    finally:
        soak.daemon.kill()
        if result == 0 and not options.keep:
            shutil.rmtree(home)
        else:
            print(f"kept: {home}")
    return result


if __name__ == "__main__":
    sys.exit(main())
