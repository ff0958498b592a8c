"""What each of the compared programs is asked for."""

import time
from dataclasses import dataclass
from typing import Callable

FOUND_WITHIN_S = 120


@dataclass(frozen=True)
class Way:
    """One way of using a program, as a user would. `name` is the command."""

    name: str
    do: Callable
    most: int = 1000  # rounds: fewer of what takes long


class Contender:
    """Everything it makes is below `home`; it is closed at the end, whatever happens."""

    title = ""

    def __init__(self, corpus, home, options):
        self.corpus = corpus
        self.home = home
        self.options = options

    @staticmethod
    def missing(options):
        """What must be installed for it and is not, or nothing."""

    def version(self):
        raise NotImplementedError

    def load(self):
        """The first load of all articles, as a Load."""
        raise NotImplementedError

    def ways_of_dropping(self):
        """`do()` drops an article and returns when it is found."""
        raise NotImplementedError

    def ways_of_asking(self):
        """`do(words, phrase)` asks for ten hits and says whether there are any."""
        raise NotImplementedError

    def close(self):
        pass


def await_found(search, pause=0.0):
    """Asks until something is found."""
    end = time.monotonic() + FOUND_WITHIN_S
    while not search():
        if time.monotonic() > end:
            raise TimeoutError(f"not found within {FOUND_WITHIN_S} s")
        time.sleep(pause)


def quoted(words, phrase):
    return '"' + " ".join(words) + '"' if phrase else " ".join(words)
