"""Runs every command that README.md and the man pages show, and compares what README.md shows of the output.

usage: commands_test.py QUIRED QUIRE SOURCE

In README.md a ```console block holds commands, behind "$ ", and their output. Numbers may differ, and "…"
alone on a line stands for any lines. In the man pages the commands stand in the .EX blocks of the section
EXAMPLES, or bold in the text.
"""

import os
import re
import signal
import subprocess
import sys

from ada import Ada


def console_blocks(text):
    """(line, command, expected output lines) for each command."""
    inside = False
    command = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            if command:
                yield command
            command = None
            inside = line.startswith("```console")
        elif inside and line.startswith("$ "):
            if command:
                yield command
            command = (number, line[2:], [])
        elif inside and command:
            command[2].append(line)


def example_commands(text):
    """(line, command) for each in the .EX blocks of EXAMPLES, and each that stands bold in the text."""
    section = ""
    shown = False
    for number, line in enumerate(text.splitlines(), 1):
        bold = re.match(r'\.BR? "?((?:quire|quired) [^"(]+?)"?(?: \.| ,)?$', line)
        if line.startswith(".SH "):
            section = line[4:]
        elif line in (".EX", ".EE"):
            shown = line == ".EX"
        elif section == "EXAMPLES" and shown:
            yield number, unescape(line)
        elif bold and section != "SYNOPSIS":
            yield number, unescape(bold.group(1))


def unescape(text):
    return (
        text.replace("\\(aq", "'")
        .replace("\\(dq", '"')
        .replace("\\-", "-")
        .replace("\\(ti", "~")
        .replace("\\&", "")
        .strip()
    )


def pattern_of(expected):
    """A regular expression for the documented output."""
    lines = []
    for line in expected:
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(re.sub(r"\d+", r"\\d+", re.escape(line.rstrip())) + r"\s*\n")
    return "".join(lines)


def run(ada, command):
    """(exit status, output) of a command in Ada's shell."""
    if command.rstrip().endswith("&"):
        ada.start_daemon(command.rstrip("& "))
        return 0, ""
    done = subprocess.run(
        ["bash", "-c", ada.localise(command)],
        env=ada.environment,
        cwd=ada.home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout.replace(ada.home, "/home/ada")


def check_readme(ada):
    wrong = []
    count = 0
    for number, command, expected in console_blocks((ada.source / "README.md").read_text()):
        count += 1
        status, output = run(ada, command)
        if "-v" in sys.argv:
            print(f"$ {command}\n{output}", end="")
        # 1 is "nothing found", which a tour may show.
        if status not in (0, 1):
            wrong.append(f"README.md:{number}: `{command}` ends with {status}: {output}")
        elif expected and not re.fullmatch(pattern_of(expected), output):
            wrong.append(f"README.md:{number}: `{command}` prints\n{output}")
    assert count >= 10, "README.md shows no tour"
    return wrong


def check_man_pages(ada):
    wrong = []
    count = 0
    for page in sorted((ada.source / "config/man").glob("*.[0-9]")):
        for number, command in example_commands(page.read_text()):
            count += 1
            if ada.daemon is None or ada.daemon.poll() is not None:
                ada.start_daemon()
            if re.match(r"quired(?! --(check-config|version|help))", command):
                status, output = serve_for_a_moment(ada, command)
            else:
                status, output = run(ada, command)
            if status not in (0, 1):
                wrong.append(f"{page.name}:{number}: `{command}` ends with {status}: {output}")
    assert count >= 5, "the man pages show no examples"
    return wrong


def serve_for_a_moment(ada, command):
    """A daemon of the example's own, ended as soon as it serves."""
    if ada.daemon and ada.daemon.poll() is None:
        ada.daemon.terminate()
        ada.daemon.wait(timeout=20)
    with subprocess.Popen(
        ["bash", "-c", "exec " + command.rstrip("& ")],
        env=ada.environment,
        cwd=ada.home,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        seen = ""
        for line in process.stderr:
            seen += line
            if " serves " in line:
                os.kill(process.pid, signal.SIGTERM)
    return process.returncode, seen


def main():
    quired, quire, source = sys.argv[1:4]
    with Ada(quired, quire, source) as ada:
        wrong = check_readme(ada)
    with Ada(quired, quire, source) as ada:
        wrong += check_man_pages(ada)
    print("\n".join(wrong) or "every command does what the documents say")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
