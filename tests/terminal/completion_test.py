"""Completion in bash, zsh and fish themselves. usage: completion_test.py QUIRED QUIRE SOURCE"""

import subprocess
import sys

from ada import Ada
from terminal import Terminal


def shells(source):
    completions = source / "config/completions"
    return {
        "bash": ("bash --norc --noprofile", f"PS1='ready> '; . {completions}/quire.bash"),
        "zsh": (
            "zsh -f",
            f"PS1='ready> '; fpath=({completions} $fpath); autoload -Uz compinit; compinit -u -D",
        ),
        "fish": ("fish --no-config", f"function fish_prompt; echo -n 'ready> '; end; source {completions}/quire.fish"),
    }


def check(ada, name, command, setup):
    with Terminal(ada, command) as terminal:
        terminal.type(setup, "Enter")
        terminal.type("clear", "Enter")
        terminal.wait_for("ready>")
        # A command, an option, a word of the articles, a field and its value.
        terminal.type("quire sim", "Tab")
        terminal.wait_for("quire similar")
        terminal.type("C-u", "quire status --foll", "Tab")
        terminal.wait_for("quire status --follow")
        terminal.type("C-u", "quire search harb", "Tab")
        terminal.wait_for("quire search harbour")
        terminal.type("C-u", "quire search sourc", "Tab")
        terminal.wait_for("quire search source:")
        terminal.type("C-u", "quire search place:Kelm", "Tab")
        terminal.wait_for("quire search place:Kelmouth")
        print(f"{name} completes")


def main():
    quired, quire, source = sys.argv[1:4]
    with Ada(quired, quire, source) as ada:
        ada.environment["SHELL"] = "/bin/sh"
        ada.start_daemon()
        subprocess.run(["quire", "sync"], env=ada.environment, check=True)
        for name, (command, setup) in shells(ada.source).items():
            check(ada, name, command, setup)


if __name__ == "__main__":
    main()
