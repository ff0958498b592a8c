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


def query_forms(text):
    """(line, query) for each form of a query that quire-query(7) names, with its italic words for examples."""
    section = head = before = ""
    for number, line in enumerate(text.splitlines(), 1):
        section = line[4:] if line.startswith(".SH ") else section
        is_head = before == ".TP"
        before = line
        if section in ("NAME", "DESCRIPTION", "EXAMPLES", "SEE ALSO") or not re.match(r"\.(B|BI|IB|BR) ", line):
            continue
        words = re.findall(r'"[^"]*"|\S+', line.split(" ", 1)[1])
        words = words[:-1] if words[-1] in (".", ",") else words
        joined = " " if line.startswith(".B ") else ""
        form = unescape(joined.join(words).replace('"', "")).replace("\\e", "\\")
        head = form if is_head else head
        of_head = re.match("(date|words):", head) if not is_head else None
        for query in re.split(", ?", form):
            query = re.sub(r"(?<=:)day$", "2018", query)
            if query and query != "(...)":
                yield number, f"{of_head.group()}{query}" if of_head and ":" not in query else query


def check_query_forms(ada):
    """Each parses, and none with a field as a plain word."""
    wrong = []
    count = 0
    page = (ada.source / "config/man/quire-query.7").read_text()
    for number, query in query_forms(page):
        count += 1
        done = subprocess.run(["quire", "parse", query], env=ada.environment, capture_output=True, text=True)
        if done.returncode != 0:
            wrong.append(f"quire-query.7:{number}: {query} does not parse: {done.stderr}")
        elif re.match(r"[a-z]+[0-9]*:", query) and "Tree\n  (word " in done.stdout:
            wrong.append(f"quire-query.7:{number}: {query} is taken for words:\n{done.stdout}")
    assert count >= 50, f"quire-query.7 has {count} forms of a query"
    return wrong


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
        wrong += check_man_pages(ada) + check_query_forms(ada)
    print("\n".join(wrong) or "every command does what the documents say")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
