"""Every option that a help text names is used once, stands in the man page and is completed by each shell.

usage: options_test.py QUIRED QUIRE SOURCE
"""

import re
import subprocess
import sys

from ada import Ada
from commands_test import run, unescape

EVERYWHERE = "everywhere"
COMET = "~/Articles/wire/comet-brightens.txt"
CURSOR = """quire search comet -n 3 --json | sed 's/.*"cursor":"\\([^"]*\\)".*/\\1/'"""

# By command and option: a use of it, and what its whole output looks like.
USES = {
    (EVERYWHERE, "--socket"): ("quire --socket /nowhere.sock sync; test $? = 69", r"quire: .* /nowhere\.sock\n(.*\n)*"),
    (EVERYWHERE, "--json"): ("quire search comet --json", r"\{.*\}\n"),
    (EVERYWHERE, "--no-pager"): ("quire --no-pager search comet -n 0", r".*4 articles found.*\n"),
    (EVERYWHERE, "--color"): (f"quire --color always show {COMET} | head -n 1", r"\x1b\[1mComet.*\x1b\[0m\n"),
    (EVERYWHERE, "--links"): ("quire --links always search comet -n 1 | sed -n 3p", r"\x1b\]8;;file://.*\n"),
    (EVERYWHERE, "--version"): ("quire --version", r"quire [0-9.]+\n"),
    (EVERYWHERE, "--help"): ("quire --help", r"(.*\n)*Usage: quire (.*\n)+"),
    ("search", "--limit"): ("quire search comet -n 1 --format paths", r".+\n"),
    ("search", "--offset"): ("quire search comet --offset 3 --format paths", r".+\n"),
    ("search", "--cursor"): (f'quire search comet --format paths --cursor "$({CURSOR})"', r".+\n"),
    ("search", "--sort"): (
        "quire search hawser --all-versions --sort oldest --format '{published}'",
        r"2026-03-01T08:.*\n2026-03-01T09:.*\n2026-03-02T.*\n",
    ),
    ("search", "--recency"): (
        """for r in '' '--recency 520w'; do quire search comet -n 1 $r --json | grep -o '"score":[0-9.]*'; done | uniq""",
        r'("score":.*\n){2}',
    ),
    ("search", "--facets"): ("quire search comet -n 0 --facets place", r"place: Mount Esker 2.*\n.*\n"),
    ("search", "--snippet"): ("quire search comet -n 1 --snippet 0 --format '<{snippet}>'", r"<>\n"),
    ("search", "--fragments"): (
        "quire search 'stevedores premature cheese bound' -n 1 --fragments 1 --format '{snippet}'",
        r"…?[^…]*…?\n",
    ),
    ("search", "--format"): ("quire search title:brightens --format '{title}'", r"Comet Varga-Thule brightens.*\n"),
    ("search", "--typing"): ("quire search --typing '(brightens OR foreca' -n 1 --format paths", r".+\n"),
    ("search", "--all-versions"): ("quire search hawser --all-versions --format '{path}'", r"(.+\n){3}"),
    ("search", "--no-remotes"): ("quire search hawser --no-remotes --format '{path}'", r"(.+\n)+"),
    ("search", "--sync"): (
        r"printf 'New\n\nAn okapi.\n' > ~/Articles/new.txt; quire search okapi --sync --format paths",
        r".*/new\.txt\n",
    ),
    ("similar", "--limit"): (f"quire similar {COMET} -n 1 --format paths", r".+\n"),
    ("similar", "--format"): (f"quire similar {COMET} -n 1 --format '{{title}}'", r"How to see comet.*\n"),
    ("explain", "--recency"): (f"quire explain comet {COMET} --recency 5200w", r"yes .*\n +[0-9.]+  its age\n.*\n"),
    ("parse", "--typing"): ("quire parse --typing '(come' | tail -n 1", r".*come\*.*\n"),
    ("watch", "--name"): ("quire watch comet --name comets --since 2h -n 1 && quire alerts", r"(.*\n)+comets .*\n"),
    ("watch", "--feed"): (
        "quire watch comet --name fed --feed --since 2h -n 1 2>&1 | grep feed; quire alerts --end fed",
        r"the feed is /.*/alerts/fed\.atom\nthe alert fed has ended\n",
    ),
    ("alerts", "--end"): (
        "quire watch comet --name done --since 2h -n 1 >/dev/null; quire alerts --end done; quire alerts --end done; test $? = 2",
        r"the alert done has ended\nquire: there is no alert \"done\"\n(.*\n)*",
    ),
    ("watch", "--since"): ("quire watch comet --since 1h -n 1", r"(.*\n)+"),
    ("watch", "--limit"): ("quire watch comet --since 1h -n 2 --jsonl", r"(.+\n){2}"),
    ("watch", "--jsonl"): ("quire watch comet --since 0 -n 1 --jsonl", r'\{"seq":\d+,"again":false,.*\}\n'),
    ("watch", "--exec"): ("quire watch comet --since 0 -n 1 --exec 'wc -l'", r"1\n"),
    ("complete", "--field"): ("quire complete esk --field place", r"Mount Esker\t\d+\n"),
    ("complete", "--typing"): ("quire complete --typing place:esk", r'place:"Mount Esker"\t\d+\n'),
    ("complete", "--limit"): ("quire complete h -n 2", r"(.+\n){2}"),
    ("show", "--query"): (f"quire show {COMET} --query brightens --color always | head -n 1", r".*\x1b\[1;31mbrightens.*\n"),
    ("extract", "--config"): (
        f"echo 'lgo = 1' > ~/wrong.toml; quire extract --config ~/wrong.toml {COMET}; test $? = 2",
        r'quire: .*unknown setting "lgo"\n.*\n',
    ),
    ("sync", "--timeout"): ("quire sync --timeout 20", r"all that was dropped before is searchable\n"),
    ("audit", "--no-sync"): ("quire audit --no-sync", r".* files compared: .*\n"),
    ("audit", "--quiet"): ("quire audit --quiet", r""),
    ("audit", "--timeout"): ("quire audit --timeout 20", r".* files compared: .*\n"),
    ("reindex", "--full"): ("quire reindex --full", r"\d+ files: .*\n"),
    ("reindex", "--no-wait"): ("quire reindex --no-wait; quire reindex --quiet", r"the reindex has started\n"),
    ("reindex", "--quiet"): ("quire reindex --quiet", r""),
    ("reindex", "--timeout"): ("quire reindex --timeout 20", r"\d+ files: .*\n"),
    ("status", "--failures"): ("printf '\\211PNG' > ~/Articles/a.png; quire sync >&2 2> /dev/null; quire status --failures",
                               r"(.*\n)*failed: +1 file could not be read\n.*/a\.png: .*\n"),  # fmt: skip
    ("status", "--follow"): ("quire status --follow | tail -n 1", r"up to date: .*\n"),
}
# These want a terminal, or are a daemon's: where they are used.
ELSEWHERE = {("pick", "--print"): ("tests/terminal/screen_test.py", "quire pick .*--print")}
QUIRED_USE = """quired --config ~/own.toml --drop ~/Articles --index ~/own-index --socket ~/own.sock \\
    --log-level debug 2> ~/own.log & timeout 20 sh -c 'until quire --socket ~/own.sock sync; do :; done' > ~/own.said 2>&1
    quire --socket ~/own.sock stop; wait; cat ~/own.log"""
SINGLE_QUIRED = ("--help", "--version", "--check-config")


def options_of(help_text):
    """{"--limit": "-n"} with the short spelling, or "" where there is none."""
    found = re.findall(r"^  (?:(-\w),)?(--[a-z-]+)", help_text, re.MULTILINE)
    return {long: short for short, long in found}


def commands_of(help_text):
    return re.findall(r"^  ([a-z]+) {2,}", help_text.split("Commands:")[1], re.MULTILINE)


def helps(ada):
    """By command the options of its own, and under EVERYWHERE those of all."""
    general = run(ada, "quire --help")[1]
    found = {EVERYWHERE: options_of(general)}
    for command in commands_of(general):
        of_command = options_of(run(ada, f"quire {command} --help")[1])
        found[command] = {name: short for name, short in of_command.items() if name not in found[EVERYWHERE]}
    return found


def check_uses(ada, documented):
    wrong = []
    every = {(command, option) for command, options in documented.items() for option in options}
    for missing in every - USES.keys() - ELSEWHERE.keys():
        wrong.append(f"no use of {missing}")
    for gone in (USES.keys() | ELSEWHERE.keys()) - every:
        wrong.append(f"no help names {gone}")
    for place, pattern in ELSEWHERE.values():
        if not re.search(pattern, (ada.source / place).read_text()):
            wrong.append(f"{place} has no {pattern}")
    for option, (command, pattern) in USES.items():
        status, output = run(ada, command)
        if status != 0 or not re.fullmatch(pattern, output):
            wrong.append(f"{option}: `{command}` ends with {status} and prints\n{output}")
    return wrong


def sections(page, start, end):
    """The entries of a part of a page: by its head's first bold word, the heads and all of the text."""
    part = page.split(start)[1].split(end)[0]
    depth, entries, name = 0, {}, None
    lines = part.splitlines()
    for before, line in zip([""] + lines, lines):
        depth += (line == ".RS") - (line == ".RE")
        if before == ".TP" and depth == 0:
            name = unescape(re.sub(r"^\.\w+ ", "", line)).strip('"').split(" ")[0].rstrip(",")
            entries[name] = [[], ""]
        if name:
            if before == ".TP":
                entries[name][0] += re.findall(r"--[a-z-]+", unescape(line))
            entries[name][1] += unescape(line) + "\n"
    return entries


def check_page(ada, documented):
    """The page of quire describes the same options of the same commands."""
    wrong = []
    page = (ada.source / "config/man/quire.1").read_text()
    commands = sections(page, ".SH COMMANDS", ".SH OPTIONS")
    if commands.keys() != documented.keys() - {EVERYWHERE}:
        wrong.append(f"quire.1 has {sorted(commands)}")
    everywhere = re.findall(r"--[a-z-]+", " ".join(sections(page, ".SH OPTIONS", ".SH EXIT")))
    heads = [name for heads, _ in sections(page, ".SH OPTIONS", ".SH EXIT").values() for name in heads]
    if set(everywhere) | set(heads) != documented[EVERYWHERE].keys():
        wrong.append(f"quire.1 has the options {sorted(heads)} of all commands")
    for command, (heads, text) in commands.items():
        options = documented.get(command, {})
        wrong += [f"quire.1: {command} has no {head}" for head in set(heads) - options.keys()]
        for option, short in options.items():
            if not re.search(rf"(?<![\w-])({option}|{short or option})(?![\w-])", text):
                wrong.append(f"quire.1 does not describe {option} of {command}")
    return wrong


def completed_by_bash(ada, command):
    script = f"""source {ada.source}/config/completions/quire.bash
    COMP_WORDS=(quire {command} -) COMP_CWORD={2 if command else 1}
    _quire; printf '%s\\n' "${{COMPREPLY[@]}}" """
    return subprocess.run(["bash", "-c", script], env=ada.environment, capture_output=True, text=True).stdout.split()


def completed_by_fish(ada, command):
    script = f"source {ada.source}/config/completions/quire.fish; complete -C 'quire {command} -'"
    said = subprocess.run(["fish", "--no-config", "-c", script], env=ada.environment, capture_output=True, text=True)
    return [line.split("\t")[0] for line in said.stdout.splitlines()]


def completed_by_zsh(ada, command):
    """What its function tells _arguments, which zsh has in its editor only."""
    script = f"""compdef() {{ }}; _describe() {{ }}
    _arguments() {{ if [[ $1 == -C && -n "{command}" ]]; then state=argument line=({command}); else print -rl -- $@; fi }}
    source {ada.source}/config/completions/_quire; _quire"""
    said = subprocess.run(["zsh", "-f", "-c", script], env=ada.environment, capture_output=True, text=True).stdout
    return re.findall(r"^(?:\([^)]*\))?(-[a-z-]+)", said, re.MULTILINE)


def check_completions(ada, documented):
    wrong = []
    for shell in (completed_by_bash, completed_by_fish, completed_by_zsh):
        for command in documented:
            own = "" if command == EVERYWHERE else command
            wanted = {**documented[EVERYWHERE], **documented[command]}
            if own:
                wanted.pop("--version")
            offered = {word for word in shell(ada, own) if word.startswith("--")} - ({"--version"} if own else set())
            if offered != wanted.keys():
                wrong.append(f"{shell.__name__} of {command}: {sorted(offered ^ wanted.keys())} too much or too little")
    return wrong


def check_fields(ada):
    """The page names the fields of a line of one's own that there are."""
    said = run(ada, "quire search comet --format '{nosuchfieldatall}'")[1]
    known = set(re.search(r"there are ([a-z, ]+)", said).group(1).split(", "))
    named = set(re.findall(r"^\.BR? {([a-z]+)}", (ada.source / "config/man/quire.1").read_text(), re.MULTILINE))
    return [] if known == named else [f"quire.1 has {sorted(known ^ named)} of the fields too much or too little"]


def check_quired(ada):
    wrong = []
    documented = options_of(run(ada, "quired --help")[1])
    page = unescape((ada.source / "config/man/quired.1").read_text().split(".SH OPTIONS")[1])
    for option in documented:
        if option not in page:
            wrong.append(f"quired.1 does not describe {option}")
        if option not in QUIRED_USE and option not in SINGLE_QUIRED:
            wrong.append(f"no use of {option} of quired")
    (ada.articles.parent / "own.toml").write_text("[index]\nverify_hours = 0\n")
    status, said = run(ada, QUIRED_USE)
    if status != 0 or " serves /home/ada/own-index on /home/ada/own.sock\n" not in said or " debug " not in said:
        wrong.append(f"`{QUIRED_USE}` ends with {status} and says\n{said}")
    for option, pattern in (("--help", "(.*\n)+"), ("--version", "quired [0-9.]+\n")):
        status, output = run(ada, f"quired {option}")
        if status != 0 or not re.fullmatch(pattern, output):
            wrong.append(f"`quired {option}` ends with {status} and prints {output}")
    status, output = run(ada, "quired --check-config --config ~/wrong.toml")
    if status != 2 or 'unknown setting "lgo"' not in output:
        wrong.append(f"--check-config ends with {status} and prints {output}")
    return wrong


def main():
    quired, quire, source = sys.argv[1:4]
    with Ada(quired, quire, source) as ada:
        ada.drop_story()
        ada.start_daemon()
        assert run(ada, "quire sync")[0] == 0
        documented = helps(ada)
        wrong = check_uses(ada, documented) + check_page(ada, documented) + check_completions(ada, documented)
        wrong += check_fields(ada) + check_quired(ada)
    print("\n".join(wrong) or f"{len(USES) + len(ELSEWHERE)} options do what the documents say")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
