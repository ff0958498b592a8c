"""What the daemon holds: memory, descriptors, segments, disk. All of it must stand still."""

import os
import time
from dataclasses import dataclass

MEGABYTE = 1e6
REST_WITHIN_S = 60

# Of what it was at the baseline. In a short run caches are still being filled; disk also has what merges have not
# yet put together.
MOST_MEMORY = 1.1
MOST_MEMORY_SHORT = 1.5
SHORT_S = 1800
MOST_DISK = 2.0
MOST_SEGMENTS = 12
MORE_DESCRIPTORS = 5  # of files that are being read, and of clients that went a moment ago


@dataclass(frozen=True)
class Measures:
    rss: int  # bytes
    anonymous: int  # bytes, of these: without files that are mapped
    descriptors: int  # but for those of the index's files, which are as many as its segments need
    deleted: int  # files that are gone and are held open
    segments: int
    disk: int  # bytes below the index
    articles: int

    def line(self):
        return (
            f"RSS {self.rss / MEGABYTE:.1f} MB (anonymous {self.anonymous / MEGABYTE:.1f}), "
            f"{self.descriptors} descriptors, {self.deleted} deleted files open, {self.segments} segments, "
            f"index {self.disk / MEGABYTE:.1f} MB, {self.articles} articles"
        )


def measure(daemon, client):
    counts = client.ask("status")["index"]
    process = f"/proc/{daemon.process.pid}"
    with open(process + "/status", encoding="utf-8") as lines:
        memory = dict(line.split(":", 1) for line in lines)
    targets = _open_files(process)
    return Measures(
        rss=_bytes(memory["VmRSS"]),
        anonymous=_bytes(memory["RssAnon"]),
        descriptors=sum(str(daemon.index) not in target for target in targets),
        deleted=sum(target.endswith(" (deleted)") for target in targets),
        segments=counts["segments"],
        disk=_size(daemon.index),
        articles=counts["articles"],
    )


def _open_files(process):
    out = []
    for number in os.listdir(process + "/fd"):
        try:
            out.append(os.readlink(f"{process}/fd/{number}"))
        except FileNotFoundError:
            pass  # closed meanwhile
    return out


def _bytes(kilobytes):
    return int(kilobytes.split()[0]) * 1024


def _size(folder):
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(where, name)).st_blocks * 512
            except FileNotFoundError:
                pass  # a merge has ended
    return total


def await_rest(client):
    """Until no segments are being merged."""
    end = time.monotonic() + REST_WITHIN_S
    while client.ask("status")["merging"]["running"] and time.monotonic() < end:
        time.sleep(0.05)


def left_over(daemon, client):
    """Folders of segments that the index does not use."""
    await_rest(client)
    segments = len(os.listdir(daemon.index / "segments"))
    used = client.ask("status")["index"]["segments"]
    return [] if segments <= used else [f"{segments} folders of segments, of which {used} are used"]


def growth(base, now, seconds):
    """What has grown more than it may, in a run of so long."""
    wrong = []
    if now.rss > base.rss * (MOST_MEMORY_SHORT if seconds < SHORT_S else MOST_MEMORY):
        wrong.append(f"RSS has grown {now.rss / base.rss:.2f} times")
    if now.descriptors > base.descriptors + MORE_DESCRIPTORS:
        wrong.append(f"{now.descriptors} descriptors, {base.descriptors} before")
    if now.segments > MOST_SEGMENTS:
        wrong.append(f"{now.segments} segments")
    if now.disk > base.disk * MOST_DISK:
        wrong.append(f"the index has grown {now.disk / base.disk:.2f} times")
    return wrong
