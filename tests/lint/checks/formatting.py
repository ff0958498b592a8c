"""Every C++ file stands as clang-format leaves it."""

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from tree import Breach

_PARALLEL = 2
_COMPLAINT = re.compile(
    r"^(?P<path>[^\n:]+):(?P<line>\d+):\d+: error: code should be clang-formatted", re.MULTILINE
)


def check(tree):
    files = tree.cpp_files()
    program = shutil.which("clang-format")
    if program is None:
        missing = "clang-format is missing; install the package clang-format"
        yield Breach(".clang-format", 1, missing)
        return
    with ThreadPoolExecutor(_PARALLEL) as pool:
        shares = [files[i::_PARALLEL] for i in range(_PARALLEL)]
        for breaches in pool.map(lambda share: _run(program, tree.root, share), shares):
            yield from breaches


def _run(program, root, files):
    if not files:
        return []
    run = subprocess.run(
        [program, "--dry-run", "-Werror", "--style=file", *files],
        cwd=root,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    places = {}
    for match in _COMPLAINT.finditer(run.stderr):
        places.setdefault(match["path"], []).append(int(match["line"]))
    if run.returncode != 0 and not places:
        reason = run.stderr.strip().splitlines() or [f"exit status {run.returncode}"]
        return [Breach(".clang-format", 1, f"clang-format failed: {reason[0]}")]
    return [Breach(path, min(lines), _advice(path, len(lines))) for path, lines in places.items()]


def _advice(path, places):
    return f"differs from the project's style in {places} place(s); run clang-format -i {path}"
