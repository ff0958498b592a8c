"""Builds the Debian packages of the programs that are built, and uses them. usage: package_test.py SOURCE BUILD"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from ada import Ada
from tree_test import run


def check_control(package):
    assert "Version: " in run("dpkg-deb", "--info", package)
    # Unpacked packages that wait for their dependencies are no failure of this one.
    run("dpkg", "--dry-run", "--force-depends", "--force-not-root", "-i", package)


def check_lintian(packages):
    done = subprocess.run(["lintian", "--fail-on", "error", *packages], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def check_programs(package, folder, source):
    run("dpkg-deb", "-x", package, folder)
    with Ada(str(folder / "usr/bin/quired"), str(folder / "usr/bin/quire"), source) as ada:
        ada.start_daemon()
        said = run("quire", "search", "comet", "--sync", "--format", "paths", env=ada.environment)
        assert said.count("comet") > 1, said
    unit = (folder / "usr/lib/systemd/user/quired.service").read_text()
    assert "ExecStart=/usr/bin/quired\n" in unit, unit


def main():
    source, build = sys.argv[1:3]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="quire-package-"))
    try:
        run("cpack", "-G", "DEB", "--config", f"{build}/CPackConfig.cmake", "-B", folder, cwd=build)
        packages = sorted(folder.glob("*.deb"))
        assert [package.name.split("_")[0] for package in packages] == ["libquire-dev", "quire"]
        for package in packages:
            check_control(package)
        check_lintian(packages)
        check_programs(packages[1], folder / "root", source)
    finally:
        shutil.rmtree(folder)
    print("the packages can be installed")


if __name__ == "__main__":
    main()
