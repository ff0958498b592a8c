"""Runs the demo and looks for what it must show. usage: demo_test.py QUIRED QUIRE SOURCE BUILD"""

import subprocess
import sys


def main():
    _, _, source, build = sys.argv[1:5]
    done = subprocess.run(
        [source + "/tools/demo", build], capture_output=True, text=True, timeout=100, check=False
    )
    print(done.stdout)
    print(done.stderr, file=sys.stderr)
    assert done.returncode == 0, "the demo has failed"
    for shown in ("12 articles in 1 segment", "\x1b[1;31mcivilian police", "(not yet)", "1 article found"):
        assert shown in done.stdout, f"the demo does not show {shown!r}"
    return 0


if __name__ == "__main__":
    sys.exit(main())
