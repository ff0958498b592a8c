"""Builds the Debian packages of the programs that are built, and uses them. usage: package_test.py SOURCE BUILD"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from ada import Ada
from tree_test import run


MAINTAINER = {"DEBFULLNAME": "Ada Example", "DEBEMAIL": "ada@desk.example"}
# The library lies where it does below every prefix, which is not where cross compilers look.
ACCEPTED = "pkg-config-unavailable-for-cross-compilation"


def check_control(package):
    control = run("dpkg-deb", "--info", package)
    assert "Version: " in control and " Maintainer: Ada Example <ada@desk.example>\n" in control, control
    # Unpacked packages that wait for their dependencies are no failure of this one.
    run("dpkg", "--dry-run", "--force-depends", "--force-not-root", "-i", package)


def check_lintian(packages):
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", "--suppress-tags", ACCEPTED, *packages],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def check_help(folder):
    """Both editors find the plugin and its help, which nobody makes tags for."""
    for editor, place in ((["vim", "-es"], "vim/vimfiles"), (["nvim", "--headless"], "nvim/site")):
        run(*editor, "-Nu", "NONE", "-i", "NONE", "-n", "--cmd", f"set packpath={folder}/usr/share/{place}",
            "-c", "packloadall", "-c", "help :QuireLive", "-c", "if expand('%:t') !=# 'quire.txt' | cquit | endif",
            "-c", "qall!", stdin=subprocess.DEVNULL)  # fmt: skip


def check_programs(package, folder, source):
    run("dpkg-deb", "-x", package, folder)
    with Ada(str(folder / "usr/bin/quired"), str(folder / "usr/bin/quire"), source) as ada:
        ada.start_daemon()
        said = run("quire", "search", "comet", "--sync", "--format", "paths", env=ada.environment)
        assert said.count("comet") > 1, said
        assert "Zcomet" in run("quire", "parse", "comets", env=ada.environment)
    unit = (folder / "usr/lib/systemd/user/quired.service").read_text()
    assert "ExecStart=/usr/bin/quired\n" in unit, unit


def main():
    source, build = sys.argv[1:3]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="quire-package-"))
    try:
        run("cpack", "-G", "DEB", "--config", f"{build}/CPackConfig.cmake", "-B", folder, cwd=build,
            env={**os.environ, **MAINTAINER})  # fmt: skip
        packages = sorted(folder.glob("*.deb"))
        assert [package.name.split("_")[0] for package in packages] == ["libquire-dev", "quire"]
        for package in packages:
            check_control(package)
        check_lintian(packages)
        check_programs(packages[1], folder / "root", source)
        check_help(folder / "root")
    finally:
        shutil.rmtree(folder)
    print("the packages can be installed")


if __name__ == "__main__":
    main()
