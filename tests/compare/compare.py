"""Quire beside other programs that search, on the same articles, on this machine, in one run: prints a table in Markdown.

usage: compare.py --quired QUIRED --quire QUIRE [--articles N] [--rounds N] [--with LIST] [--seed N]

Programs that are not installed are left out with a word. Each is used as its documentation tells its user to; where there are several
ways each has its figure. README.md beside this file says what each row means.
"""

import argparse
import pathlib
import signal
import statistics
import sys
import tempfile
import time

from corpus import Corpus
from mail_contenders import Mu, Notmuch
from quire_contender import Quire
from sqlite_contender import SqliteFts5
from table import Table
from xapian_contenders import Omega, Recoll

CONTENDERS = {
    "quire": Quire,
    "recoll": Recoll,
    "omega": Omega,
    "notmuch": Notmuch,
    "mu": Mu,
    "sqlite": SqliteFts5,
}
MEGABYTE = 1e6


def measure(contender, rounds, table):
    """One program's column."""
    column = f"{contender.title} {contender.version()}"
    load = contender.load()
    table.put("first load, s", column, load.seconds)
    table.put("processor time of it, s", column, load.processor)
    table.put("peak memory of it, MB", column, load.peak / MEGABYTE)
    table.put("index, MB", column, load.disk / MEGABYTE)
    for way in contender.ways_of_asking():
        for kind, questions in contender.corpus.asked.items():
            times = [timed(way, words, kind) for words in questions]
            table.put(f"{kind}, ms", column, statistics.median(times) * 1000, way.name)
    for way in contender.ways_of_dropping():
        times = [way.do() for _ in range(min(rounds, way.most))]
        table.put("dropped, then found, ms", column, statistics.median(times) * 1000, way.name)


def timed(way, words, kind):
    begun = time.monotonic()
    found = way.do(words, kind.startswith("phrase"))
    if not found and kind != "three words":  # of which no article need have all
        raise LookupError(f"{way.name} finds nothing by {words}")
    return time.monotonic() - begun


def compare(options, home):
    print(f"{options.articles} articles are being written (seed {options.seed})", file=sys.stderr)
    corpus = Corpus(home, options.articles, options.rounds, options.seed)
    table = Table()
    failed = False
    for name in options.programs:
        absent = CONTENDERS[name].missing(options)
        if absent:
            table.note(f"{CONTENDERS[name].title} is left out: {absent} is not installed.")
            continue
        own = home / name
        own.mkdir()
        contender = CONTENDERS[name](corpus, own, options)
        print(f"{contender.title} ...", file=sys.stderr)
        try:
            measure(contender, options.rounds, table)
        except Exception as failure:  # the others are measured all the same
            failed = True
            table.note(f"{contender.title} failed: {type(failure).__name__}: {failure}")
        finally:
            contender.close()
    print(f"{options.articles:,} articles, {corpus.bytes / MEGABYTE:.1f} MB; medians of {options.rounds}\n")
    print(table.markdown())
    return 1 if failed else 0


def read_options():
    parser = argparse.ArgumentParser(description="Quire beside other programs that search.")
    parser.add_argument("--quired", required=True)
    parser.add_argument("--quire", required=True)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=20, help="of each question and each drop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--with",
        dest="programs",
        type=lambda text: text.split(","),
        default=list(CONTENDERS),
        help="which of " + ",".join(CONTENDERS),
    )
    options = parser.parse_args()
    unknown = set(options.programs) - CONTENDERS.keys()
    if unknown:
        parser.error(f"unknown programs: {', '.join(sorted(unknown))}")
    return options


def main():
    options = read_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))  # and what was started with it
    with tempfile.TemporaryDirectory(prefix="quire-compare-") as home:
        return compare(options, pathlib.Path(home))


if __name__ == "__main__":
    sys.exit(main())
