"""Questions of all kinds, and how long their answers took."""

import subprocess
import time

from articles import PHRASE, SUBJECTS
from running import Refused

PARSE_ERROR = -32001
NO_SUCH_ARTICLE = -32002
CANCELLED = -32800


class Asker:
    """Asks at random over one connection; `times` are seconds of each answer, and `wrong` what was wrong, since they were
    last taken."""

    def __init__(self, daemon, quire, folder):
        self.daemon = daemon
        self.quire = quire
        self.folder = folder
        self.random = folder.random
        self.client = daemon.client()
        self.asked = 0
        self.times = []
        self.wrong = []

    def ask_something(self):
        dice = self.random.random()
        if dice < 0.08:
            self._type()
        elif dice < 0.10:
            self._hang_up()
        elif dice < 0.11:
            self._at_the_terminal()
        elif dice < 0.25:
            self._about_an_article()
        else:
            self._search()

    def _timed(self, method, allowed=(), **params):
        begun = time.monotonic()
        try:
            result = self.client.ask(method, **params)
        except Refused as refusal:
            result = None
            if refusal.code not in allowed:
                self.wrong.append(f"{method} {params}: {refusal}")
        self.times.append(time.monotonic() - begun)
        self.asked += 1
        return result

    def _search(self):
        one, other = self.random.sample(SUBJECTS, 2)
        word = self.folder.writer.news.word()
        query = self.random.choice(
            (
                f"{one} {word}",
                f"{one} {other} {word}",
                f'"{PHRASE}"',
                f"+{one} -{other}",
                f"{one} AND NOT ({other} OR {word})",
                f"{one} NEAR/20 {other}",
                f"{one} SAME {other}",
                f"{one[:3]}* {word[:2]}*",
                f"{one[:-1]}~ {word}",
                f"title:{one} words:100..",
                f"lead:{one} since:2026-01-01",
                "by:ada",
                "",
            )
        )
        answer = self._timed(
            "search",
            query=query,
            sort=self.random.choice(("relevance", "newest", "oldest")),
            facets=self.random.choice(([], [], ["source", "author"], ["month", "language"])),
            stories=self.random.random() < 0.8,
        )
        if answer and answer["partial"]:
            self.wrong.append(f"the answer to {query!r} is partial")
        self._timed("search", allowed=(PARSE_ERROR,), query="(" + one)

    def _about_an_article(self):
        """It may be on its way, or gone."""
        path, one = self.random.choice(self.folder.articles())
        method, more = self.random.choice(
            (
                ("get", {"query": one.subjects[0]}),
                ("similar", {}),
                ("story", {}),
                ("explain", {"query": one.subjects[0]}),
                ("diff", {}),
            )
        )
        self._timed(method, allowed=(NO_SUCH_ARTICLE,), path=str(path), **more)
        self._timed("complete", prefix=one.subjects[0][:3])
        self._timed("complete", prefix="a", field="author")
        self._timed("status")

    def _type(self):
        """A query letter by letter, without waiting; what is overtaken or taken back may be cancelled."""
        one, other = self.random.sample(SUBJECTS, 2)
        text = f"{one} {other}*"
        requests = []
        begun = time.monotonic()
        for end in range(1, len(text) + 1):
            requests.append(
                self.client.send(
                    "search", query=text[:end], typing=True, session="typing", facets=["month"]
                )
            )
            if self.random.random() < 0.1:
                self.client.cancel(requests[-1])
        last = requests[-1]
        waiting = set(requests)
        while waiting:
            answer = self.client.receive()
            waiting.remove(answer["id"])
            if "error" in answer and answer["error"]["code"] != CANCELLED:
                self.wrong.append(f"typing {text}: {answer['error']}")
            if answer["id"] == last:
                self.times.append(time.monotonic() - begun)
        self.asked += len(requests)

    def _hang_up(self):
        """A client that asks and goes without the answer, in the middle of the next request."""
        client = self.daemon.client()
        client.send("search", query="* NOT a*", facets=["day", "author"])
        client.socket.sendall(b'{"jsonrpc":"2.0","id":2,"meth')
        client.close()

    def _at_the_terminal(self):
        done = subprocess.run(
            [self.quire, "search", self.random.choice(SUBJECTS), "--json"],
            env=self.daemon.environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
        if done.returncode not in (0, 1):
            self.wrong.append(f"quire search: {done.returncode}: {done.stderr.decode()}")

