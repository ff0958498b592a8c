"""Standing queries, and whether each was told every match once."""

import collections
import threading

from running import result_of

TOLD_WITHIN_S = 20


class Subscriber:
    """A client with one standing query, which reads in a thread of its own. `wanted(article)` says what matches."""

    def __init__(self, daemon, query, wanted):
        self.daemon = daemon
        self.query = query
        self.wanted = wanted
        self.guard = threading.Condition()
        self.told = collections.Counter()  # (path, title) of each match
        self.seq = 0
        self.wrong = []
        self.client = None
        self.arrive()

    def arrive(self):
        """At first, or back after `leave`: from the last match on."""
        self.client = self.daemon.client()
        self.client.socket.settimeout(None)
        self.client.send("subscribe", query=self.query, since=self.seq)
        self.reader = threading.Thread(target=self._read, args=(self.client,), daemon=True)
        self.reader.start()

    def leave(self):
        self.client.socket.shutdown(2)
        self.reader.join()
        self.client.close()
        self.client = None

    def _read(self, client):
        try:
            while (message := client.receive()) is not None:
                with self.guard:
                    self._take(message)
                    self.guard.notify_all()
        except OSError:
            pass  # it has left

    def _take(self, message):
        if "id" in message:
            result_of(message)
        elif message["method"] == "match":
            hit, seq = message["params"]["hit"], message["params"]["seq"]
            if seq <= self.seq:
                self.wrong.append(f"{self.query}: match {seq} came after {self.seq}")
            self.seq = seq
            self.told[(hit["path"], hit["title"])] += 1

    def await_all(self, folder):
        """Waits until everything that is in the folder and matches has been told; what has not is wrong."""
        due = {(str(path), one.title) for path, one in folder.articles() if self.wanted(one)}
        with self.guard:
            self.guard.wait_for(lambda: due <= self.told.keys(), TOLD_WITHIN_S)
            missing = due - self.told.keys()
        if missing:
            self.wrong.append(f"{self.query}: {len(missing)} were not told, such as {min(missing)}")

    def faults(self, arrivals):
        """Told too often, or without reason. `arrivals` counts (path, title), of articles that match."""
        with self.guard:
            often = self.told - arrivals
            return self.wrong + [
                f"{self.query}: told {self.told[key]} times, {arrivals[key]} expected: {key}"
                for key in often
            ]
