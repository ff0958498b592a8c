"""A home folder as the documents assume it, with a daemon in it: /home/ada stands for where it is."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile

DOCUMENTED_HOME = "/home/ada"
PUBLISHED = 1773302400  # 2026-03-12T08:00:00Z, the time of every demo article's file

FERRY = """The ferry Aldebaran ran aground on a sandbank off Lisk in thick fog early on Sunday with twelve
passengers and five crew on board. Nobody was hurt. Two tugs tried to pull the vessel free at high tide but
gave up when a hawser broke. The harbour office said that another attempt would be made in the evening, and
that no oil had leaked so far. The owner has sent divers to look at the hull."""


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

    def drop_story(self):
        """Three versions of one report, which two papers have."""
        versions = [
            ("Gazette", "2026-03-01T08:00:00Z", "Ferry aground off Lisk", FERRY),
            ("Herald", "2026-03-01T09:00:00Z", "Ferry aground off Lisk", FERRY.replace("twelve", "thirteen")),
            ("Gazette", "2026-03-02T08:00:00Z", "Ferry afloat again", FERRY + "\nIt was free by midnight."),
        ]
        keys = ("source", "published", "title", "text")
        lines = [json.dumps(dict(zip(keys, version))) for version in versions]
        (self.articles / "story.jsonl").write_text("\n".join(lines) + "\n")

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
