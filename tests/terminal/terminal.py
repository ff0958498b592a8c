"""A terminal of tmux with a program in it, read as a person reads it."""

import itertools
import subprocess
import time

PATIENCE = 20
# A server that is ending takes no new session: each has a socket of its own.
_numbers = itertools.count()


class Terminal:
    def __init__(self, ada, command, width=100, height=30):
        self.server = ["tmux", "-S", f"{ada.home}/tmux-{next(_numbers)}", "-f", "/dev/null"]
        environment = {**ada.environment, "TERM": "xterm-256color"}
        subprocess.run(
            [*self.server, "new-session", "-d", "-x", str(width), "-y", str(height), command],
            env=environment,
            cwd=ada.home,
            check=True,
        )

    def type(self, *keys):
        """Text as it is; "Tab", "Enter" and other names of tmux are keys."""
        subprocess.run([*self.server, "send-keys", *keys], check=True)

    def begin(self, command):
        """Has the shell run it on a screen that is clear; a number tells its end from that of others."""
        self.number = next(_numbers)
        self.type(f"clear; {command}; echo ended-{self.number} $?", "Enter")

    def ended(self):
        """The screen once what was begun is over, as it should be."""
        return self.wait_for(f"ended-{self.number} 0\n")

    def run(self, command):
        self.begin(command)
        return self.ended()

    def screen(self):
        shown = subprocess.run([*self.server, "capture-pane", "-p"], capture_output=True, text=True)
        return shown.stdout

    def wait_for(self, *texts):
        """The screen that shows all of them; it fails with what is there instead."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            screen = self.screen()
            if all(text in screen for text in texts):
                return screen
            time.sleep(0.02)
        raise AssertionError(f"{texts} never came up:\n{self.screen()}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run([*self.server, "kill-server"], stderr=subprocess.DEVNULL, check=False)
