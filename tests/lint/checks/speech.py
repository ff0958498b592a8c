"""The project speaks only of itself: no reminders, no one's machine, no diary of its making."""

import rules
from tree import Breach


def check(tree):
    for path in tree.files:
        if path in rules.SPEECH_EXEMPT_FILES:
            continue
        text = tree.text(path)
        if "\0" in text:
            continue
        fixture = path.startswith(rules.SPEECH_FIXTURES)
        for phrase in rules.SPEECH:
            if fixture and not phrase.in_fixtures:
                continue
            for match in phrase.pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                yield Breach(path, line, f'"{match.group()}": {phrase.advice}')
