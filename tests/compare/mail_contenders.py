"""notmuch and mu, which index mails: they get the articles as mails, one a file, in a maildir of their own."""

import os
import shutil
import time

from contender import Contender, Way, quoted
from corpus import mail
from programs import Failed, Load, disk_usage, first_number, measured, missing, run


class MailIndexer(Contender):
    def copy_maildir(self):
        self.maildir = self.home / "mail"
        shutil.copytree(self.corpus.maildir, self.maildir)

    def deliver(self, index):
        """`index(path, content)` makes it known, when it is not `index` that delivers."""
        number, marker, title, body = self.corpus.late_article()
        content = mail(number, title, body)
        begun = time.monotonic()
        index(self.maildir / "new" / f"{number}.host", content)
        if not self.ask([marker], False):
            raise LookupError(f"{marker} is not found")
        return time.monotonic() - begun


class Notmuch(MailIndexer):
    title = "notmuch"

    @staticmethod
    def missing(options):
        return missing("notmuch")

    def version(self):
        return first_number(run(["notmuch", "--version"]))

    def load(self):
        self.copy_maildir()
        configuration = self.home / "config"
        configuration.write_text(
            f"[database]\npath={self.maildir}\n[user]\nname=Ada\nprimary_email=ada@gazette.example\n"
        )
        self.environment = {
            **os.environ,
            "HOME": str(self.home),
            "NOTMUCH_CONFIG": str(configuration),
        }
        spent = measured(["notmuch", "new"], self.home / "log", self.environment)
        return Load(*spent, disk_usage(self.maildir / ".notmuch"))

    def ways_of_dropping(self):
        return [Way("notmuch insert; search", self._insert), Way("notmuch new; search", self._new)]

    def _insert(self):
        return self.deliver(
            lambda _, content: run(["notmuch", "insert"], self.environment, stdin=content)
        )

    def _new(self):
        def index(path, content):
            path.write_text(content)
            run(["notmuch", "new"], self.environment)

        return self.deliver(index)

    def ways_of_asking(self):
        return [Way("notmuch search", self.ask)]

    def ask(self, words, phrase):
        command = ["notmuch", "search", "--limit=10", quoted(words, phrase)]
        return "thread:" in run(command, self.environment)


class Mu(MailIndexer):
    title = "mu"

    @staticmethod
    def missing(options):
        return missing("mu")

    def version(self):
        return run(["mu", "--version"]).split("version ")[1].split()[0]

    def load(self):
        self.copy_maildir()
        self.database = self.home / "mu"
        self.environment = {**os.environ, "HOME": str(self.home)}
        run(self._mu("init", f"--maildir={self.maildir}"), self.environment)
        spent = measured(self._mu("index", "--quiet"), self.home / "log", self.environment)
        return Load(*spent, disk_usage(self.database))

    def _mu(self, command, *arguments):
        return ["mu", command, f"--muhome={self.database}", *arguments]

    def ways_of_dropping(self):
        return [Way("mu add FILE; mu find", self._add), Way("mu index; mu find", self._index)]

    def _add(self):
        return self._deliver(lambda path: self._mu("add", path))

    def _index(self):
        return self._deliver(lambda path: self._mu("index", "--quiet"))

    def _deliver(self, command_for):
        def index(path, content):
            path.write_text(content)
            run(command_for(path), self.environment)

        return self.deliver(index)

    def ways_of_asking(self):
        return [Way("mu find", self.ask)]

    def ask(self, words, phrase):
        # 4 is "nothing found".
        try:
            return bool(run(self._mu("find", "-n", "10", quoted(words, phrase)), self.environment))
        except Failed as nothing:
            if ": 4: " in str(nothing):
                return False
            raise
