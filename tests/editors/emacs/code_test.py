"""The package compiles without a warning, and its documentation is as Emacs wants it. usage: code_test.py SOURCE"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

CHECKDOC = "(dolist (file command-line-args-left) (checkdoc-file file))"


def emacs(folder, *arguments):
    """What Emacs says with its status; nothing is written into the sources, since they were copied."""
    done = subprocess.run(
        ["emacs", "-Q", "--batch", "-L", ".", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=50,
    )
    return done.returncode, done.stdout + done.stderr


def main():
    package = pathlib.Path(sys.argv[1], "client/emacs")
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(shutil.copy(file, folder)).name for file in sorted(package.glob("*.el"))]
        assert "quire.el" in files, f"no package in {package}"
        status, said = emacs(
            folder, "--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", *files
        )
        assert status == 0, said
        status, said = emacs(folder, "--eval", CHECKDOC, *files)
        assert status == 0 and not said, said
    print(f"{len(files)} files compile, and checkdoc has nothing to say")


if __name__ == "__main__":
    main()
