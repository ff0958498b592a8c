"""The soak's articles, and the files that they stand in.

Each article has a marker, a word that no other article has, in title and text; some subjects, which it has in its
text and the first of them in its title; and it may have a phrase.
"""

import gzip
import json
from dataclasses import dataclass

# None of them is among the generated words.
SUBJECTS = ("harbour", "walrus", "lantern", "glacier", "ferry", "quarry", "orchard", "budget")
PHRASE = "wyvern gateway"


@dataclass(frozen=True)
class Article:
    marker: str
    subjects: tuple
    phrased: bool
    title: str
    paragraphs: tuple


class Writer:
    """Makes articles, and never the same marker twice."""

    def __init__(self, news):
        self.news = news
        self.written = 0

    def article(self):
        self.written += 1
        marker = f"x{self.written:07}"
        subjects = tuple(self.news.random.sample(SUBJECTS, self.news.random.randint(1, 3)))
        phrased = self.news.random.random() < 0.1
        paragraphs = self.news.paragraphs(self.news.length())
        paragraphs.insert(1, f"{marker} {' and '.join(subjects)} {self.news.sentence()}")
        if phrased:
            paragraphs.append(f"A {PHRASE} {self.news.sentence()}")
        title = f"{subjects[0].capitalize()} {self.news.headline()} {marker}"
        return Article(marker, subjects, phrased, title, tuple(paragraphs))


def _text(articles):
    (one,) = articles
    return "\n\n".join((one.title, *one.paragraphs)) + "\n"


def _markdown(articles):
    (one,) = articles
    return "\n\n".join(("# " + one.title, *one.paragraphs)) + "\n"


def _page(articles):
    (one,) = articles
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in one.paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{one.title}</title></head><body><article>"
        f"<h1>{one.title}</h1>\n{body}</article></body></html>\n"
    )


def mail(one):
    return (
        "From: Ada Brook <ada@gazette.example>\nTo: desk@gazette.example\n"
        f"Date: Thu, 12 Mar 2026 08:00:00 +0000\nSubject: {one.title}\n"
        f"Message-ID: <{one.marker}@gazette.example>\n"
        "Content-Type: text/plain; charset=utf-8\n\n" + "\n\n".join(one.paragraphs) + "\n"
    )


def _mail(articles):
    return mail(articles[0])


def _mailbox(articles):
    return "".join(
        f"From ada@gazette.example Thu Mar 12 08:00:00 2026\n{mail(one)}\n" for one in articles
    )


def _lines(articles):
    return "".join(
        json.dumps({"id": one.marker, "title": one.title, "text": "\n\n".join(one.paragraphs)}) + "\n"
        for one in articles
    )


def _packed(articles):
    return gzip.compress(_text(articles).encode(), mtime=0)


# By the end of the file's name: how it is written, and whether it may hold several articles.
KINDS = {
    "txt": (_text, False),
    "md": (_markdown, False),
    "html": (_page, False),
    "eml": (_mail, False),
    "txt.gz": (_packed, False),
    "mbox": (_mailbox, True),
    "jsonl": (_lines, True),
}


def holds_several(kind):
    return KINDS[kind][1]


def content(kind, articles):
    written = KINDS[kind][0](articles)
    return written if isinstance(written, bytes) else written.encode()
