"""Generated articles for the tests that are written in Python: the same seed gives the same ones everywhere.

As those of tests/bench: words are drawn after Zipf's law from a vocabulary of made-up words, sentences have 8 to
30 of them, paragraphs 1 to 4 sentences. No word of these has a y, a w, or the letters "gl", "rb" or "nt", so that
a test can add words of its own that are nowhere else.
"""

import random

STARTS = "b c d f g h j l m n p r s t v st tr pl gr ch".split()
MIDDLES = "a e i o u ea ou ai".split()
ENDS = ["", "n", "r", "s", "t", "l", "d", "ck", "m", "st"]
WORDS = 20_000


class News:
    def __init__(self, seed):
        self.random = random.Random(seed)
        words = {}  # keeps their order
        while len(words) < WORDS:
            words[self._made_up(len(words))] = None
        self.vocabulary = list(words)

    def _made_up(self, known):
        choice = self.random.choice
        syllables = self.random.randint(1, 2 if known < 200 else 4)  # frequent words are short
        return "".join(choice(STARTS) + choice(MIDDLES) for _ in range(syllables)) + choice(ENDS)

    def word(self):
        # The inverse of Zipf's distribution with exponent 1.
        return self.vocabulary[int(WORDS ** self.random.random()) - 1]

    def headline(self):
        return " ".join(self.word() for _ in range(7)).capitalize()

    def sentence(self):
        words = [self.word() for _ in range(self.random.randint(8, 30))]
        return " ".join(words).capitalize() + "."

    def paragraphs(self, words):
        """At least so many words, as a list of paragraphs."""
        out = []
        written = 0
        while written < words:
            out.append(" ".join(self.sentence() for _ in range(self.random.randint(1, 4))))
            written += out[-1].count(" ") + 1
        return out

    def length(self):
        """Of an article, in words: most are short, some are long."""
        return 60 + int(640 * self.random.random() ** 2)
