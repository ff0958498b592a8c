"""A daemon that does what a test wants of one. usage: fake_daemon.py SOCKET RECORD

Writes every line that it receives into the file RECORD. Answers `subscribe` with a number and, when asked
to `sync`, tells each subscriber of an article, of the same that has changed when asked to `reindex`, and that
it lags when asked to `audit`; ends the connection when asked to `shutdown`, and listens
for the next. Of searches it answers only the one for "now". Ends by itself after a minute.
"""

import json
import pathlib
import socket
import sys
import time

HIT = {
    "id": "0123456789abcdef", "path": "/none/arrived.txt", "uri": "file:///none/arrived.txt", "line": 1,
    "column": 1, "title": "It has arrived", "title_highlights": [], "source": "Gazette", "section": "",
    "authors": [], "place": "", "language": "en", "published": "2026-03-12T08:00:00Z", "updated": None,
    "words": 3, "score": 0, "snippet": {"text": "", "highlights": []},
}  # fmt: skip
NOTHING = {"total": {"value": 0, "exact": True}, "partial": False, "corrected": None, "hits": []}


def replies(request):
    method = request["method"]
    if method == "subscribe":
        return [{"id": request["id"], "result": {"subscription": 7, "seq": 40}}]
    if method == "sync":
        match = {"method": "match", "params": {"subscription": 7, "seq": 41, "hit": HIT}}
        return [match, {"id": request["id"], "result": {"seq": 41}}]
    if method == "reindex":
        changed = {"subscription": 7, "seq": 41, "updated": True, "hit": {**HIT, "title": "It has changed"}}
        return [{"method": "match", "params": changed}, {"id": request["id"], "result": {}}]
    if method == "audit":
        lagged = {"method": "lagged", "params": {"subscription": 7, "seq": 41}}
        return [lagged, {"id": request["id"], "result": {}}]
    if method == "search" and request["params"]["query"] == "now":
        return [{"id": request["id"], "result": NOTHING}]
    return []


def serve(connection, record):
    for line in connection.makefile("rb"):
        record.write(line)
        record.flush()
        request = json.loads(line)
        for reply in replies(request):
            connection.sendall(json.dumps({"jsonrpc": "2.0", **reply}).encode() + b"\n")
        if request["method"] == "shutdown":
            return


def main():
    path, record = sys.argv[1:3]
    ends = time.monotonic() + 60
    listener = socket.socket(socket.AF_UNIX)
    # Under its name it is there for everybody, so it must listen by then.
    listener.bind(path + ".new")
    listener.listen()
    pathlib.Path(path + ".new").rename(path)
    with pathlib.Path(record).open("wb") as written:
        while time.monotonic() < ends:
            listener.settimeout(max(0.1, ends - time.monotonic()))
            connection, _ = listener.accept()
            connection.settimeout(max(0.1, ends - time.monotonic()))
            with connection:
                serve(connection, written)


if __name__ == "__main__":
    main()
