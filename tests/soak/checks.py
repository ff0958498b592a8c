"""What must be true when nothing is on its way: the index has what the folder has, and nothing else."""

import subprocess

from articles import SUBJECTS
from running import Refused

PAGE = 200
SAMPLE = 20
SYNC_MS = 60_000


class Check:
    """Waits until everything is searchable, and looks once; `wrong` says what is not as it should be."""

    def __init__(self, client, folder):
        self.client = client
        self.folder = folder
        self.wrong = []
        client.ask("sync", timeout_ms=SYNC_MS)

    def a_sample(self, random):
        articles, gone = self.folder.articles(), list(self.folder.gone)
        self._look(
            random.sample(articles, min(SAMPLE, len(articles))),
            random.sample(gone, min(SAMPLE, len(gone))),
            [random.choice(SUBJECTS)],
        )
        return self.wrong

    def everything(self):
        self._look(self.folder.articles(), self.folder.gone, SUBJECTS)
        return self.wrong

    def _look(self, articles, gone, subjects):
        self._counts()
        for subject in subjects:
            self._pages(subject)
        for path, one in articles:
            found = self._paths(one.marker)
            if found != [str(path)]:
                said = self._what_is_said_of(path, one)
                self.wrong.append(f"{one.marker} is in {path} and is found in {found}; {said}")
        for marker in gone:
            found = self._paths(marker)
            if found:
                self.wrong.append(f"{marker} is gone and is found in {found}")

    def _counts(self):
        articles = len(self.folder.articles())
        counts = self.client.ask("status")["index"]
        total = self._search("", limit=0)["total"]
        self._expect("articles in status", articles, counts["articles"])
        self._expect("failed files in status", len(self.folder.pictures), counts["failed_files"])
        if total["exact"]:
            self._expect("articles of the empty query", articles, total["value"])

    def _expect(self, what, expected, actual):
        if expected != actual:
            self.wrong.append(f"{what}: {actual}, not {expected}")

    def _pages(self, subject):
        """All of a subject, page by page."""
        expected = {
            (str(path), one.title) for path, one in self.folder.articles() if subject in one.subjects
        }
        found = []
        cursor = ""
        while True:
            page = self._search(subject, limit=PAGE, cursor=cursor)
            found += [(hit["path"], hit["title"]) for hit in page["hits"]]
            cursor = page["cursor"]
            if not cursor:
                break
        if sorted(found) != sorted(expected):
            missing, more = expected - set(found), set(found) - expected
            self.wrong.append(
                f"pages of {subject}: {len(found)}, not {len(expected)}; "
                f"{len(missing)} missing {list(missing)[:3]}, {len(more)} too many {list(more)[:3]}"
            )

    def _paths(self, marker):
        return [hit["path"] for hit in self._search("=" + marker)["hits"]]

    def _search(self, query, **more):
        answer = self.client.ask("search", query=query, stories=False, snippet_chars=0, **more)
        if answer["partial"]:
            self.wrong.append(f"the answer to {query!r} is partial")
        return answer

    def _what_is_said_of(self, path, one):
        """For whoever looks for the fault."""
        said = []
        for method, more in (("get", {}), ("explain", {"query": "=" + one.marker})):
            try:
                answer = self.client.ask(method, path=str(path), **more)
                said.append(f"{method}: {answer.get('reason') or answer.get('title')}")
            except Refused as refusal:
                said.append(f"{method}: {refusal}")
        return ", ".join(said)


def audit(quire, daemon):
    done = subprocess.run(
        [quire, "audit"],
        env=daemon.environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return [] if done.returncode == 0 else [f"quire audit: {done.stdout}{done.stderr}"]
