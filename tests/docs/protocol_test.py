"""Executes every example of PROTOCOL.md. usage: protocol_test.py QUIRED QUIRE SOURCE"""

import json
import sys

from ada import Ada

ANY = "…"


def examples(text):
    """The -->, <-- and <~~ lines of the fenced blocks, in order, with their line numbers."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced and line[:4] in ("--> ", "<-- ", "<~~ "):
            yield number, line[:3], line[4:]


def with_shutdown_last(lines):
    """The document shows it where it is described, but nothing can be asked afterwards."""
    is_last = [('"shutdown"' in text or '"last"' in text) for _, _, text in lines]
    return [line for line, last in zip(lines, is_last) if not last] + [
        line for line, last in zip(lines, is_last) if last
    ]


def difference(expected, actual, place="result"):
    """Where the answer is not what the document says; None when it is."""
    if expected == ANY:
        return None
    if isinstance(expected, dict) and isinstance(actual, dict):
        if expected.keys() != actual.keys():
            return f"{place}: fields {sorted(expected)} documented, {sorted(actual)} given"
        return first(difference(expected[key], actual[key], f"{place}.{key}") for key in expected)
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        return first(
            difference(one, other, f"{place}[{index}]")
            for index, (one, other) in enumerate(zip(expected, actual))
        )
    return None if expected == actual else f"{place}: {expected!r} documented, {actual!r} given"


def answer(stream, notification):
    """The next answer, and what is wrong with the notifications before it: they are to be as documented."""
    wrong = None
    while True:
        message = json.loads(stream.readline())
        if "method" not in message:
            return message, wrong
        wrong = wrong or difference(notification, message, "notification")


def first(found):
    return next((one for one in found if one), None)


def main():
    quired, quire, source = sys.argv[1:4]
    with Ada(quired, quire, source) as ada:
        ada.start_daemon()
        stream = ada.connect()
        stream.write(b'{"jsonrpc":"2.0","id":0,"method":"sync"}\n')
        stream.flush()
        assert "result" in json.loads(stream.readline())
        text = (ada.source / "PROTOCOL.md").read_text(encoding="utf-8")
        checked = 0
        wrong = []
        notification = None
        for number, direction, message in with_shutdown_last(list(examples(text))):
            message = ada.localise(message)
            if direction == "-->":
                stream.write(message.encode() + b"\n")
                stream.flush()
                continue
            if direction == "<~~":
                notification = json.loads(message)
                continue
            actual, found = answer(stream, notification)
            found = found or difference(json.loads(message), actual)
            notification = None
            checked += 1
            if found:
                wrong.append(f"PROTOCOL.md:{number}: {found}")
        print("\n".join(wrong) or f"{checked} answers are as documented")
        assert checked >= 11, "examples are missing"
        assert stream.readline() == b"", "nothing may come after the documented answers"
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
