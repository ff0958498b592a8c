"""The articles that are compared by, as files and as mails, what is asked of them, and those that come later."""

import os
import pathlib
import time
from email.utils import formatdate

from news import News

PER_FOLDER = 1000
AGE_S = 3600  # of a file when it is read first, so that nobody waits for it to settle
FREQUENT = (100, 2000)  # ranks of the words that are asked for


class Corpus:
    """`articles` is a folder of text files, `maildir` has the same articles as mails. `asked` are the questions by kind, each as
    a list of words; as many of each kind as are wanted."""

    def __init__(self, home, count, questions, seed):
        self.news = News(seed)
        self.articles = pathlib.Path(home, "articles")
        self.maildir = pathlib.Path(home, "maildir")
        self.count = count
        self.bytes = 0
        self.late = 0
        for name in ("cur", "new", "tmp"):
            (self.maildir / name).mkdir(parents=True)
        pairs = self._write(count)
        frequent = self.news.vocabulary[slice(*FREQUENT)]
        sample = self.news.random.sample
        self.asked = {
            "one word": [sample(frequent, 1) for _ in range(questions)],
            "three words": [sample(frequent, 3) for _ in range(questions)],
            "phrase of two words": sample(pairs, questions),
        }

    def _write(self, count):
        """Pairs of words that stand side by side somewhere."""
        then = time.time() - AGE_S
        pairs = []
        for number in range(count):
            title, body = self._article(self.news.length())
            folder = self.articles / f"{number // PER_FOLDER:04}"
            folder.mkdir(parents=True, exist_ok=True)
            text = f"{title}\n\n{body}\n"
            self.bytes += len(text)
            for path, content in (
                (folder / f"{number:07}.txt", text),
                (self.maildir / "cur" / f"{number:07}.host:2,S", mail(number, title, body)),
            ):
                path.write_text(content)
                os.utime(path, (then, then))
            words = body.split(maxsplit=12)[2:4]
            if all(word.isalpha() for word in words):
                pairs.append(words)
        return pairs

    def _article(self, words):
        return self.news.headline(), "\n\n".join(self.news.paragraphs(words))

    def late_article(self):
        """(number, a word that no other article has, title, body)."""
        self.late += 1
        # The generated words have no w.
        letters = "".join("bdfghklmnp"[int(digit)] for digit in f"{self.late:04}")
        marker = f"wux{letters}ax"
        title, body = self._article(250)
        return self.count + self.late, marker, title, f"{marker} {body}"


def mail(number, title, body):
    return (
        f"From: Ada Brook <ada@gazette.example>\nTo: desk@gazette.example\nSubject: {title}\n"
        f"Date: {formatdate(1773302400 + number)}\nMessage-ID: <{number}@gazette.example>\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
    )
