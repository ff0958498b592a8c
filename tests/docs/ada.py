"""A home folder as the documents assume it, with a daemon in it: /home/ada stands for where it is."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile

DOCUMENTED_HOME = "/home/ada"
PUBLISHED = 1773302400  # 2026-03-12T08:00:00Z, the time of every demo article's file


class Ada:
    def __init__(self, quired, quire, source):
        self.quired = quired
        self.source = pathlib.Path(source)
        self.home = tempfile.mkdtemp(prefix="quire-docs-")
        self.articles = pathlib.Path(self.home, "Articles")
        fixtures = self.source / "tests/fixtures/demo"
        shutil.copytree(fixtures, self.articles, ignore=shutil.ignore_patterns("late-*"))
        for path in self.articles.rglob("*"):
            os.utime(path, (PUBLISHED, PUBLISHED))
        folders = [os.path.dirname(quired), os.path.dirname(quire)]
        self.environment = {
            "HOME": self.home,
            "XDG_RUNTIME_DIR": self.home + "/run",
            "PATH": ":".join(folders + ["/usr/local/bin", "/usr/bin", "/bin"]),
            "LANG": "C.UTF-8",
        }
        # So that a sanitizer's build reports as it is told to.
        for name in ("ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.daemon = None

    def start_daemon(self, command="quired"):
        """As the command says, in the foreground of a shell that it replaces."""
        self.daemon = subprocess.Popen(
            ["bash", "-c", "exec " + self.localise(command)],
            env=self.environment,
            cwd=self.home,
            stderr=subprocess.PIPE,
            text=True,
        )
        for line in self.daemon.stderr:
            if " serves " in line:
                return
        raise AssertionError("quired did not start")

    def connect(self):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(20)
        connection.connect(self.home + "/run/quire/quired.sock")
        return connection.makefile("rwb")

    def localise(self, text):
        return text.replace(DOCUMENTED_HOME, self.home)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.kill()
        if self.daemon:
            self.daemon.wait(timeout=20)
        shutil.rmtree(self.home, ignore_errors=True)
