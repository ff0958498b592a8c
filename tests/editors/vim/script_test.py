"""Runs the test functions of cases/CASE.vim in an editor without a screen, beside a daemon of their own.

usage: script_test.py vim|nvim CASE QUIRED QUIRE SOURCE
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "docs"))

from ada import Ada  # noqa: E402

EDITORS = {
    "vim": ["vim", "-Nu", "NONE", "-i", "NONE", "-n", "-es"],
    "nvim": ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n"],
}
# Files that a case needs besides the demo's articles: odd names, wide and combining letters, several
# articles in one file, an article that is not UTF-8.
FILES = {
    "odd [name] %#'$x *.txt": "An odd name\n\nThe zeppelin landed.\n".encode(),
    "several.jsonl": b'{"title": "First of three", "text": "The quokka sleeps."}\n'
    b'{"title": "Second of three", "text": "A quokka wakes."}\n'
    b'{"title": "Third of three", "text": "No quokka here."}\n',
    "wide.txt": "Letters of many bytes\n\n彗星は Žižek e\u0301tude — xylophone.\n".encode(),
    "latin.txt": "Old letters\n\nCafé déjà vu, marimba.\n".encode("latin-1"),
    "two\nlines.txt": b"A name of two lines\n\nThe kazoo hums.\n",
    "sub folder/bytes-\udcff.txt": b"Bytes\n\nThe ocarina plays.\n",
}


def drop_files(ada):
    for name, content in FILES.items():
        path = ada.articles / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def main():
    editor, case, quired, quire, source = sys.argv[1:6]
    with Ada(quired, quire, source) as ada:
        drop_files(ada)
        ada.drop_story()
        ada.start_daemon()
        subprocess.run([quire, "sync"], env=ada.environment, check=True, timeout=20)
        told = pathlib.Path(ada.home, "told")
        environment = {
            **ada.environment,
            "TOLD": str(told),
            "SOURCE": source,
            "CASE": str(HERE / "cases" / f"{case}.vim"),
            "DAEMON": str(ada.daemon.pid),
            "QUIRED": quired,
            "FAKE_DAEMON": f"{sys.executable} {HERE / 'fake_daemon.py'}",
        }
        done = subprocess.run(
            EDITORS[editor] + ["-S", str(HERE / "runner.vim")],
            env=environment,
            cwd=ada.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=50,
            check=False,
        )
        lines = told.read_text(errors="replace") if told.exists() else "nothing was told"
        print(lines, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
        passed = lines.rstrip().endswith("all passed")
        return 0 if passed and done.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
