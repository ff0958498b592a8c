"""An editor in a terminal as a person sees it: :QuireLive typed, the screen looked at.

usage: person_test.py vim|nvim QUIRED QUIRE SOURCE

"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "docs"))

from ada import Ada  # noqa: E402

EDITORS = {"vim": "vim -n -i NONE -u", "nvim": "nvim -n -i NONE -u"}
PATIENCE_S = 10


class Screen:
    """A terminal of its own (tmux), of 110 by 24, in which the editor runs."""

    def __init__(self, ada, editor, source):
        self.ada = ada
        self.socket = ada.home + "/tmux"
        settings = Path(ada.home, "settings.vim")
        settings.write_text(f"set nocompatible hidden runtimepath^={source}/client/vim\n")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "110", "-y", "24",
                  f"{EDITORS[editor]} {settings}")  # fmt: skip
        self.wait_for("~")

    def tmux(self, *arguments):
        done = subprocess.run(
            ["tmux", "-u", "-S", self.socket, *arguments],
            env={**self.ada.environment, "TERM": "xterm-256color"},
            capture_output=True,
            timeout=20,
            check=True,
            text=True,
        )
        return done.stdout

    def type(self, *keys):
        self.tmux("send-keys", *keys)

    def shown(self):
        return self.tmux("capture-pane", "-p")

    def wait_for(self, text, gone=False):
        """The screen as soon as it has the text, or has it no more."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            screen = self.shown()
            if (text in screen) != gone:
                return screen
        raise AssertionError(f"{text!r} is {'still' if gone else 'not'} on the screen:\n{screen}")

    def close(self):
        self.tmux("kill-server")


def the_prompt_shows_what_is_found_and_opens_it(screen):
    screen.type(":QuireLive", "Enter")
    screen.wait_for("Quire:")
    screen.type("comet bright")
    shown = screen.wait_for("> 2026-03-12 How to see comet")
    assert "MOUNT ESKER" in shown, f"no passage:\n{shown}"
    screen.type("Down")
    screen.wait_for("> 2026-03-12 Comet Varga-Thule")
    screen.type("Enter")
    screen.wait_for("┌", gone=True)
    screen.wait_for("Comet Varga-Thule brightens faster than forecast")


def tab_completes_a_value(screen):
    screen.type(":QuireLive", "Enter")
    screen.wait_for("Quire:")
    screen.type("place:esk", "Tab")
    screen.wait_for('Quire: place:"Mount Esker"')
    screen.type("Escape")
    screen.wait_for("┌", gone=True)


def a_citation_goes_into_the_text(screen):
    screen.type(":enew", "Enter", "isee", "Escape", ":QuireLive civilian", "Enter")
    screen.wait_for("> 2026-03-12 Velmark to put")
    screen.type("C-y")
    screen.wait_for("┌", gone=True)
    screen.wait_for("seeVelmark to put border police under civilian command, 2026-03-12 (")


def typing_goes_on_while_the_daemon_is_stopped(screen):
    """A key takes effect although nobody answers; then it is said."""
    screen.type(":let g:quire_timeout = 600", "Enter", ":QuireLive", "Enter")
    screen.wait_for("Quire:")
    os.kill(screen.ada.daemon.pid, signal.SIGSTOP)
    try:
        slowest = 0
        typed = "Quire: "
        for key in "dockers":
            typed += key
            began = time.monotonic()
            screen.type(key)
            screen.wait_for(typed)
            slowest = max(slowest, time.monotonic() - began)
        assert slowest < 0.4, f"a key took {slowest:.3f} s"
        screen.wait_for("the daemon does not answer")
    finally:
        os.kill(screen.ada.daemon.pid, signal.SIGCONT)
    screen.type("BSpace")
    screen.wait_for("> 2026-03-12 Dockers walk out")
    screen.type("Escape")
    screen.wait_for("┌", gone=True)
    return slowest


def main():
    editor, quired, quire, source = sys.argv[1:5]
    with Ada(quired, quire, source) as ada:
        ada.start_daemon()
        subprocess.run([quire, "sync"], env=ada.environment, check=True, timeout=20)
        screen = Screen(ada, editor, source)
        try:
            the_prompt_shows_what_is_found_and_opens_it(screen)
            tab_completes_a_value(screen)
            a_citation_goes_into_the_text(screen)
            slowest = typing_goes_on_while_the_daemon_is_stopped(screen)
        finally:
            screen.close()
    print(f"with the daemon stopped a key took {1000 * slowest:.0f} ms at most, tmux's own time included")
    return 0


if __name__ == "__main__":
    sys.exit(main())
