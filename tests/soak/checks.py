"""What must be true when nothing is on its way: the index has what the folder has, and nothing else."""

import subprocess

from articles import SUBJECTS
from running import Refused

PAGE = 200
SAMPLE = 20
SYNC_MS = 60_000


def check(client, folder, random, whole=False):
    """Waits until everything is searchable and returns what is wrong then. `whole`: every article is looked for."""
    client.ask("sync", timeout_ms=SYNC_MS)
    articles = folder.articles()
    gone = list(folder.gone)
    if not whole:
        articles_looked_for = random.sample(articles, min(SAMPLE, len(articles)))
        gone = random.sample(gone, min(SAMPLE, len(gone)))
    else:
        articles_looked_for = articles
    wrong = _counts(client, folder, articles)
    wrong += _pages(client, articles, random.choice(SUBJECTS))
    for path, one in articles_looked_for:
        found = [hit["path"] for hit in _search(client, "=" + one.marker)["hits"]]
        if found != [str(path)]:
            wrong.append(f"{one.marker} is in {path} and is found in {found}{_why(client, path, one)}")
    for marker in gone:
        found = [hit["path"] for hit in _search(client, "=" + marker)["hits"]]
        if found:
            wrong.append(f"{marker} is gone and is found in {found}")
    return wrong


def _why(client, path, one):
    """What the daemon says of an article that it does not find, for whoever looks for the fault."""
    said = []
    for method, more in (("get", {}), ("explain", {"query": "=" + one.marker})):
        try:
            answer = client.ask(method, path=str(path), **more)
            said.append(answer.get("reason") or answer.get("title"))
        except Refused as refusal:
            said.append(str(refusal))
    return f"; get and explain say: {said}"


def _search(client, query, **more):
    """Of all versions of stories. No answer may be partial."""
    answer = client.ask("search", query=query, stories=False, snippet_chars=0, **more)
    if answer["partial"]:
        raise AssertionError(f"a partial answer to {query!r}: {answer}")
    return answer


def _counts(client, folder, articles):
    counts = client.ask("status")["index"]
    all_found = _search(client, "", limit=0)["total"]
    wrong = []
    for what, expected, actual in (
        ("articles in status", len(articles), counts["articles"]),
        ("failed files in status", len(folder.pictures), counts["failed_files"]),
        ("articles of the empty query", len(articles), all_found["value"]),
    ):
        if expected != actual and (actual is not all_found["value"] or all_found["exact"]):
            wrong.append(f"{what}: {actual}, not {expected}")
    return wrong


def _pages(client, articles, subject):
    """All of a subject, page by page."""
    expected = sorted((str(path), one.title) for path, one in articles if subject in one.subjects)
    found = []
    cursor = ""
    while True:
        page = _search(client, subject, limit=PAGE, cursor=cursor)
        found += [(hit["path"], hit["title"]) for hit in page["hits"]]
        cursor = page["cursor"]
        if not cursor:
            break
    if sorted(found) == expected:
        return []
    missing, more = set(expected) - set(found), set(found) - set(expected)
    return [f"pages of {subject}: {len(found)}, not {len(expected)}; missing {missing}, too many {more}"]


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
