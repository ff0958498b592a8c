"""Runs the tests of cases/CASE.el in an Emacs without a screen, beside a daemon of their own.

usage: case_test.py CASE QUIRED QUIRE SOURCE
"""

import io
import pathlib
import subprocess
import sys
import tarfile

from ada import Ada

HERE = pathlib.Path(__file__).resolve().parent
# What a case needs besides the demo's articles: odd names, wide and combining letters, several articles in
# one file, an article and a name that are not UTF-8, lines that end as on Windows.
FILES = {
    "odd name 100%41 é #1.txt": "An odd name\n\nThe zeppelin landed.\n".encode(),
    "several.jsonl": b'{"title": "First of three", "text": "The quokka sleeps."}\n'
    b'{"title": "Second of three", "text": "A quokka wakes."}\n'
    b'{"title": "Third of three", "text": "No quokka here."}\n',
    "wide.txt": "Letters of many bytes\n\n彗星は Žižek e\u0301tude 😀 — xylophone.\n".encode(),
    "latin.txt": "Old letters\n\nCafé déjà vu, marimba.\n".encode("latin-1"),
    "windows.txt": b"Lines of two ends\r\n\r\nOne.\r\nHere a bassoon.\r\n",
    "two\nlines.txt": b"A name of two lines\n\nThe kazoo hums.\n",
    "sub folder/bytes-\udcff.txt": b"Bytes\n\nThe ocarina plays.\n",
}


def drop_files(articles):
    for name, content in FILES.items():
        path = articles / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    with tarfile.open(articles / "bundle.tar", "w") as bundle:
        content = b"In an archive\n\nThe theremin hums.\n"
        member = tarfile.TarInfo("inside.txt")
        member.size = len(content)
        bundle.addfile(member, io.BytesIO(content))


def main():
    case, quired, quire, source = sys.argv[1:5]
    with Ada(quired, quire, source) as ada:
        drop_files(ada.articles)
        ada.drop_story()
        ada.start_daemon()
        subprocess.run([quire, "sync"], env=ada.environment, check=True, timeout=20)
        done = subprocess.run(
            ["emacs", "-Q", "--batch", "-L", f"{source}/client/emacs", "-l", str(HERE / "support.el")]
            + ["-l", str(HERE / "cases" / f"{case}.el"), "-f", "quire-test-run"],
            env={**ada.environment, "SOURCE": source, "DAEMON": str(ada.daemon.pid), "QUIRED": quired},
            cwd=ada.home,
            stdin=subprocess.DEVNULL,
            timeout=50,
        )
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
