"""Emacs in a terminal as a person sees it: `quire-live` typed, the screen looked at.

usage: person_test.py QUIRED QUIRE SOURCE
"""

import os
import signal
import subprocess
import sys
import time

from ada import Ada
from terminal import Terminal

EVALUATED = "(progn (require 'quire) (global-set-key (kbd \"C-c q\") 'quire-command-map))"


def what_is_found_stands_below_the_prompt_and_opens(terminal):
    terminal.type("C-c", "q", "l")
    terminal.wait_for("Search live:")
    terminal.type("comet bright")
    # The list, and the article in the window above it.
    terminal.wait_for("> How to see comet", "Find the bright star Halm")
    terminal.type("Down")
    terminal.wait_for("> Comet Varga-Thule brightens", "astronomers at the Mount Esker observatory")
    terminal.type("Enter")
    terminal.wait_for("comet-brightens.txt")
    is_closed(terminal, "Search live:")


def tab_completes_a_value(terminal):
    terminal.type("C-c", "q", "l")
    terminal.wait_for("Search live:")
    terminal.type("place:esk", "Tab")
    terminal.wait_for('Search live: place:"Mount Esker"', "> ")
    terminal.type("C-g")
    is_closed(terminal, "Search live:")


def the_results_are_shown_and_the_article_at_point_opens(terminal):
    terminal.type("C-c", "q", "s")
    terminal.wait_for("Search:")
    terminal.type("civilian police", "Enter")
    terminal.wait_for("*quire*", "civilian police  5 found, 5 shown", "Velmark to put border police")
    terminal.type("Enter")
    terminal.wait_for("border-police-reform.txt")


def a_citation_goes_into_the_text(terminal):
    terminal.type("C-x", "b", "text", "Enter", "see ", "C-c", "q", "i")
    terminal.wait_for("Cite:")
    terminal.type("civilian police")
    terminal.wait_for("> Velmark to put")
    terminal.type("Enter")
    terminal.wait_for("see Velmark to put border police under civilian command, 2026-03-12,")


def typing_goes_on_while_the_daemon_is_stopped(terminal, daemon):
    """A key takes effect although nobody answers; then it is said. Returns what the slowest key took."""
    terminal.type("C-c", "q", "l")
    terminal.wait_for("Search live:")
    slowest = 0
    os.kill(daemon.pid, signal.SIGSTOP)
    try:
        typed = "Search live: "
        for key in "dockers":
            typed += key
            began = time.monotonic()
            terminal.type(key)
            terminal.wait_for(typed)
            slowest = max(slowest, time.monotonic() - began)
        assert slowest < 0.4, f"a key took {slowest:.3f} s"
        terminal.wait_for("quired has not answered for 1 s")
    finally:
        os.kill(daemon.pid, signal.SIGCONT)
    terminal.type("BSpace")
    terminal.wait_for("> Dockers walk out")
    terminal.type("C-g")
    is_closed(terminal, "Search live:")
    return slowest


def is_closed(terminal, prompt):
    """Waits until the prompt is on the screen no more."""
    until = time.monotonic() + 10
    while prompt in terminal.screen():
        assert time.monotonic() < until, f"{prompt} is still there:\n{terminal.screen()}"


def main():
    quired, quire, source = sys.argv[1:4]
    with Ada(quired, quire, source) as ada:
        ada.start_daemon()
        subprocess.run([quire, "sync"], env=ada.environment, check=True, timeout=20)
        settings = ada.articles.parent / "settings.el"
        settings.write_text(f'(add-to-list \'load-path "{source}/client/emacs")\n(setq quire-timeout 1)\n{EVALUATED}\n')
        with Terminal(ada, f"emacs -Q -nw -l {settings}", width=110, height=40) as terminal:
            terminal.wait_for("*scratch*")
            what_is_found_stands_below_the_prompt_and_opens(terminal)
            tab_completes_a_value(terminal)
            the_results_are_shown_and_the_article_at_point_opens(terminal)
            a_citation_goes_into_the_text(terminal)
            slowest = typing_goes_on_while_the_daemon_is_stopped(terminal, ada.daemon)
    print(f"with the daemon stopped a key took {1000 * slowest:.0f} ms at most, tmux's own time included")


if __name__ == "__main__":
    main()
