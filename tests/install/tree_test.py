"""Installs into a folder of its own and uses what is there. usage: tree_test.py SOURCE BUILD"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from ada import Ada


def run(*command, **options):
    """The finished process; a failure shows what the command said."""
    done = subprocess.run(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=100,
        **options,
    )
    assert done.returncode == 0, f"{command} ends with {done.returncode}:\n{done.stdout}"
    return done.stdout


def check_files(prefix):
    for name in (
        "bin/quire",
        "bin/quired",
        "libexec/quire/quire-offline",
        "share/man/man1/quire.1",
        "share/man/man8/quired.8",
        "share/man/man7/quire-protocol.7",
        "share/bash-completion/completions/quire",
        "share/zsh/site-functions/_quire",
        "share/fish/vendor_completions.d/quire.fish",
        "share/quire/cron/quire",
    ):
        assert (prefix / name).is_file(), f"{name} is not installed"


def check_units(prefix):
    """systemd finds nothing to complain of, and the units name the installed programs."""
    folder = prefix / "lib/systemd/user"
    units = sorted(folder.iterdir())
    assert len(units) == 4, units
    said = run("systemd-analyze", "--user", "verify", "--man=no", *units,
               env={**os.environ, "XDG_RUNTIME_DIR": str(prefix)})
    assert "quire" not in said, said
    assert f"ExecStart={prefix}/bin/quired\n" in (folder / "quired.service").read_text()


def check_cron(prefix, ada):
    """Its lines run as cron runs them, but for where the socket is."""
    lines = (prefix / "share/quire/cron/quire").read_text().splitlines()
    commands = [re.split(r" +", line, maxsplit=5)[5] for line in lines if line[:1].isdigit()]
    assert len(commands) == 2
    bare = {"HOME": ada.home, "PATH": f"{prefix}/bin:/usr/bin:/bin", "SHELL": "/bin/sh"}
    for command in commands:
        here = command.replace("/run/user/$(id -u)", ada.home + "/run")
        assert here != command
        assert run("/bin/sh", "-c", here, env=bare) == "", "what is in order is not mailed"
        nowhere = here.replace("/run ", "/nowhere ")
        done = subprocess.run(["/bin/sh", "-c", nowhere], env=bare, capture_output=True, text=True)
        assert done.returncode == (75 if "reindex" in command else 69), done
        if "reindex" in command:
            assert len(done.stderr.splitlines()) == 1, done.stderr


def check_library(prefix, folder, ada):
    """The example is compiled both ways, and each public header by itself; it finds an article."""
    example = next(prefix.glob("share/doc/*/examples"))
    libraries = next(prefix.glob("lib*/**/quire-client.pc")).parent
    environment = {**os.environ, "PKG_CONFIG_PATH": str(libraries)}
    flags = run("pkg-config", "--cflags", "--libs", "quire-client", env=environment).split()
    by_hand = folder / "by-hand"
    run("c++", "-std=c++20", example / "newest.cc", "-o", by_hand, *flags)
    headers = prefix / "include/quire"
    every = "".join(f'#include "{path.relative_to(headers)}"\n' for path in sorted(headers.rglob("*.h")))
    (folder / "every.cc").write_text(every)
    run("c++", "-std=c++20", "-fsyntax-only", folder / "every.cc", *flags)
    run("cmake", "-S", example, "-B", folder / "build", f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", folder / "build")
    for program in (by_hand, folder / "build/newest"):
        assert "comet" in run(program, "comet", env=ada.environment)


def check_offline(folder, ada):
    """What another program does for `quire` finds that program, and errors come as they should."""
    assert "Zcomet" in run("quire", "parse", "comets", env=ada.environment)
    note = folder / "note.txt"
    note.write_text("A comet\n\nSeen again.\n")
    assert "Seen again." in run("quire", "extract", note, env=ada.environment)
    done = subprocess.run(["quire", "parse", "(a"], env=ada.environment, capture_output=True, text=True)
    assert done.returncode == 2 and "not closed" in done.stderr, done


def check_uninstall(source, build, prefix):
    run("cmake", "-P", f"{source}/cmake/uninstall.cmake", f"{build}/install_manifest.txt")
    left = [path for path in prefix.rglob("*") if path.is_file() or path.name.startswith("quire")]
    assert not left, left


def main():
    source, build = sys.argv[1:3]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="quire-install-"))
    prefix = folder / "prefix"
    try:
        run("cmake", "--install", build, "--prefix", prefix)
        check_files(prefix)
        check_units(prefix)
        with Ada(str(prefix / "bin/quired"), str(prefix / "bin/quire"), source) as ada:
            ada.start_daemon()
            run("quire", "sync", env=ada.environment)
            check_offline(folder, ada)
            check_cron(prefix, ada)
            check_library(prefix, folder, ada)
        check_uninstall(source, build, prefix)
    finally:
        shutil.rmtree(folder)
    print("what is installed works")


if __name__ == "__main__":
    main()
