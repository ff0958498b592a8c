"""A drop folder that is written to at random, and what must be found in it.

A path is never used for another file again, so that an article is known by its path and its marker.
"""

import collections
import os
import pathlib
import shutil
import time

from articles import KINDS, content, holds_several

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
SUBFOLDERS = 12
BULK = 40  # files of a folder that comes at once

# What is done to the folder, as often as it stands here.
ACTIONS = (
    ("drop", "delete") * 8
    + ("rewrite", "replace", "extend", "rename") * 3
    + ("touch", "picture", "move_folder", "bulk", "clear_folder")
)
GROWING = ("drop", "bulk")
SHRINKING = ("delete", "clear_folder")


class DropFolder:
    """`files` has the articles of each file by its path. `written` has every article that ever was, by its marker.
    `arrivals` counts how often each came to its place, by path and marker: as often it may be told. `gone` are markers that
    nothing may find."""

    def __init__(self, path, aside, writer, size, journal):
        self.path = pathlib.Path(path)
        self.aside = pathlib.Path(aside)  # where files are prepared, on the same file system
        self.writer = writer
        self.random = writer.news.random
        self.size = size
        self.files = {}
        self.pictures = []
        self.arrivals = collections.Counter()
        self.written = {}
        self.gone = collections.deque(maxlen=2000)
        self.names = 0
        self.done = collections.Counter()
        self.journal = journal  # takes lines

    def articles(self):
        """(path, article) of everything that must be found."""
        return [(path, one) for path, articles in self.files.items() for one in articles]

    def act(self):
        """One change, which brings the folder nearer to its size or leaves it."""
        name = self.random.choice(ACTIONS)
        if name in SHRINKING and len(self.files) < self.size:
            name = "drop"
        elif name in GROWING and len(self.files) > self.size:
            name = "delete"
        self.done[name] += 1
        self._note(name)
        getattr(self, name)()

    def _note(self, *what):
        """What was done, and when, for whoever looks for a fault."""
        print(f"{time.time():.3f}", *what, file=self.journal, flush=True)

    def fill(self):
        """All files come by one rename of their folder."""
        self._drop_folder(self.size)

    def drop(self):
        """As programs do: under another name first, or in place, or in pieces."""
        path, data = self._new_file(self._subfolder())
        way = self.random.randrange(3)
        if way == 0:
            self._put(path, data)
        else:
            with open(path, "wb", buffering=0) as out:
                half = len(data) // way
                out.write(data[:half])
                out.write(data[half:])

    def delete(self):
        path = self._any()
        path.unlink()
        self._forget(path)

    def rewrite(self):
        path = self._any()
        data = self._renew(path)
        with open(path, "wb") as out:
            out.write(data)

    def replace(self):
        path = self._any()
        self._put(path, self._renew(path))

    def extend(self):
        """One more article in a file of several: the others stay what they were."""
        several = [path for path in self.files if holds_several(_kind(path))]
        if not several:
            return
        path = self.random.choice(several)
        one = self._write(path)
        with open(path, "ab") as out:
            out.write(content(_kind(path), [one]))

    def rename(self):
        path = self._any()
        to = self._subfolder() / self._name(_kind(path))
        path.rename(to)
        self._moved(path, to)

    def touch(self):
        os.utime(self._any())

    def picture(self):
        """A file that cannot be read; the one before goes."""
        path = self._subfolder() / self._name("png")
        path.write_bytes(PICTURE)
        self.pictures.append(path)
        if len(self.pictures) > 3:
            self.pictures.pop(0).unlink()

    def move_folder(self):
        """A folder gets another name, with all that is in it."""
        folder = self._any_folder()
        to = self.path / self._name("folder")
        folder.rename(to)
        for path in self._below(folder):
            self._moved(path, to / path.name)
        self.pictures = [to / one.name if one.parent == folder else one for one in self.pictures]

    def bulk(self):
        self._drop_folder(BULK)

    def clear_folder(self):
        folder = self._any_folder()
        if len(self._below(folder)) > 2 * BULK:
            return
        shutil.rmtree(folder)
        for path in self._below(folder):
            self._forget(path)
        self.pictures = [one for one in self.pictures if one.parent != folder]

    def _drop_folder(self, files):
        name = self._name("folder")
        prepared = self.aside / name
        prepared.mkdir()
        for _ in range(files):
            path, data = self._new_file(self.path / name)
            (prepared / path.name).write_bytes(data)
        prepared.rename(self.path / name)

    def _new_file(self, folder):
        """Its path and its content, as if it were there already."""
        kind = self.random.choice(("txt", *KINDS))
        path = folder / self._name(kind)
        return path, self._fill(path)

    def _fill(self, path):
        self.files[path] = []
        for _ in range(self.random.randint(1, 4) if holds_several(_kind(path)) else 1):
            self._write(path)
        return content(_kind(path), self.files[path])

    def _write(self, path):
        """One more article of a file."""
        one = self.writer.article()
        self._note("wrote", one.marker, path)
        self.written[one.marker] = one
        self.files[path].append(one)
        self.arrivals[(path, one.marker)] += 1
        return one

    def _renew(self, path):
        self.gone.extend(one.marker for one in self.files[path])
        return self._fill(path)

    def _forget(self, path):
        self._note("removed", path)
        self.gone.extend(one.marker for one in self.files.pop(path))

    def _moved(self, path, to):
        self._note("moved", path, to)
        self.files[to] = self.files.pop(path)
        for one in self.files[to]:
            self.arrivals[(to, one.marker)] += 1

    def _put(self, path, data):
        prepared = self.aside / path.name
        prepared.write_bytes(data)
        prepared.rename(path)

    def _name(self, kind):
        self.names += 1
        return f"{self.names:06}.{kind}"

    def _any(self):
        return self.random.choice(list(self.files))

    def _any_folder(self):
        return self.random.choice(sorted({path.parent for path in self.files} - {self.path}))

    def _below(self, folder):
        return [path for path in self.files if path.parent == folder]

    def _subfolder(self):
        folder = self.path / f"desk-{self.random.randrange(SUBFOLDERS)}"
        folder.mkdir(exist_ok=True)
        return folder


def _kind(path):
    return path.name.partition(".")[2]
