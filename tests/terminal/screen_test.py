"""Searching, picking and following in a terminal. usage: screen_test.py QUIRED QUIRE SOURCE"""

import subprocess
import sys

from ada import Ada
from terminal import Terminal


def check_pick(ada):
    """The list follows what is typed, the preview shows the article, Enter opens it at its line."""
    ada.environment["EDITOR"] = "echo opened"
    with Terminal(ada, "sh") as terminal:
        terminal.begin("quire pick harbour")
        terminal.wait_for("quire> harbour", "Dockers walk out")
        terminal.type(" stevedores premature")
        terminal.wait_for("Cranes stood still")
        terminal.type("C-u", "telescope comet brightens")
        terminal.wait_for("> 2026-03-12  Comet Varga-Thule brightens", "published")
        terminal.type("Enter")
        assert f"opened +1 {ada.home}/Articles/wire/comet-brightens.txt\n" in terminal.ended()
        terminal.begin("quire pick '\"civilian pol' --print")
        terminal.wait_for("Velmark to put border police")
        terminal.type("Enter")
        assert f"{ada.home}/Articles/wire/border-police-reform.txt" in terminal.ended().splitlines()
        # Where the list is empty the preview says why.
        terminal.begin("quire pick --print nosuchword")
        terminal.wait_for("quire> nosuchword", "0 articles found")
        terminal.type("C-u", "(nosuchword OR date:2018-13")
        terminal.wait_for("date:2018-13", "quire: ")
        terminal.type("Escape")
    print("pick works")


def check_pick_without_fzf(ada):
    bare = {**ada.environment, "PATH": "/nowhere"}
    done = subprocess.run([ada.quire, "pick"], env=bare, capture_output=True, text=True)
    assert done.returncode == 69 and "needs fzf" in done.stderr, done


def check_search(ada):
    with Terminal(ada, "sh", width=44, height=40) as terminal:
        screen = terminal.run("quire search comet -n 1")
        assert "articles found" in screen
        assert "Comet Varga-Thule brightens" in screen
        assert "next page: --cursor" in screen.replace("\n", "")
        # Lines of wide characters end where the terminal does: all stand behind the indent.
        lines = terminal.run("quire search 彗星 -n 1").splitlines()
        begin = next(number for number, line in enumerate(lines) if line.endswith(".txt:1"))
        snippet = lines[begin + 1 : lines.index("")]
        assert len(snippet) > 4 and all(line.startswith("    ") for line in snippet), "\n".join(lines)
        # No word of an article is broken.
        article = ada.articles / "wire/comet-brightens.txt"
        shown = terminal.run(f"quire --no-pager show {article}").split()
        assert all(word in shown for word in article.read_text().split()[-60:]), shown
        shown = terminal.run("quire search --help | cat; quire search --help")
        assert "\n      Wait until all that was dropped before\n" in shown, shown
    print("search is readable")


def check_pager(ada):
    """What is longer than the screen stays under its reader's eyes until he leaves."""
    ada.environment["PAGER"] = "sed 's/^/paged: /'"
    with Terminal(ada, "sh", height=20) as terminal:
        assert "paged: " in terminal.run("quire search comet -n 1")
        plain = terminal.run("quire --no-pager search comet -n 1")
        assert "articles found" in plain and "paged: " not in plain, plain
        terminal.begin("PAGER=less quire search '' -n 12")
        terminal.wait_for("\n:\n")
        terminal.type("q")
        terminal.ended()
        assert "articles found" in terminal.run("QUIRE_PAGER=less quire search comet -n 1")
    del ada.environment["PAGER"]
    print("the pager pages")


def check_follow(ada):
    """It ends when the daemon has nothing to do; nobody is left with half a line."""
    with Terminal(ada, "sh") as terminal:
        for number in range(300):
            (ada.articles / f"more-{number}.txt").write_text(f"More {number}\n\nabout walruses\n")
        followed = terminal.run("quire status --follow && quire sync && quire status --follow")
        assert "up to date: 312 articles" in followed, followed
    print("status --follow ends")


def check_watch(ada):
    """An article is printed when it comes, and told apart when it comes again otherwise."""
    article = ada.articles / "okapi.txt"
    article.write_text("Okapi seen\n\nAn okapi stood at the ford.\n")
    with Terminal(ada, "sh") as terminal:
        terminal.type("clear; quire watch okapi --since 1h", "Enter")
        terminal.wait_for("Okapi seen\n")
        article.write_text("Okapi seen again\n\nAn okapi stood at the ford.\n")
        terminal.wait_for("\nupdated: Okapi seen again\n")
        terminal.type("C-c")
    print("watch tells updates")


def check_closed_pipe(ada):
    done = subprocess.run(
        ["sh", "-c", "quire search '' --limit 300 | head -n 1"],
        env=ada.environment, capture_output=True, text=True, timeout=20,
    )
    assert done.stdout.count("\n") == 1 and done.stderr == "", done


def main():
    quired, quire, source = sys.argv[1:4]
    with Ada(quired, quire, source) as ada:
        ada.quire = quire
        ada.environment["SHELL"] = "/bin/sh"
        ada.start_daemon()
        subprocess.run(["quire", "sync"], env=ada.environment, check=True)
        check_pick(ada)
        check_pick_without_fzf(ada)
        check_search(ada)
        check_pager(ada)
        check_follow(ada)
        check_watch(ada)
        check_closed_pipe(ada)


if __name__ == "__main__":
    main()
