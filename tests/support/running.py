"""quired in a home of its own, and clients of its socket, for the tests that are written in Python."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time

STARTS_WITHIN_S = 30
ENDS_WITHIN_S = 30


class Refused(Exception):
    """An error in the place of a result."""

    def __init__(self, error):
        super().__init__(f"{error['message']} ({error['code']})")
        self.code = error["code"]


class Client:
    """One connection. Not for several threads at once, but for one that sends and one that receives."""

    def __init__(self, path, timeout=60):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(path)
        self.stream = self.socket.makefile("rb")
        self.sent = 0

    def send(self, method, **params):
        """The id of the request."""
        self.sent += 1
        self._write({"jsonrpc": "2.0", "id": self.sent, "method": method, "params": params})
        return self.sent

    def cancel(self, request):
        self._write({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": request}})

    def _write(self, message):
        self.socket.sendall(json.dumps(message).encode() + b"\n")

    def receive(self):
        """The next message; None when the daemon has closed the connection."""
        line = self.stream.readline()
        return json.loads(line) if line else None

    def ask(self, method, **params):
        request = self.send(method, **params)
        while True:
            answer = self.receive()
            if answer is None:
                raise ConnectionError(f"the daemon has closed the connection at {method}")
            if answer.get("id") == request:
                return result_of(answer)

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)  # wakes a thread that receives
        except OSError:
            pass  # the daemon was first
        self.stream.close()
        self.socket.close()


def result_of(answer):
    if "error" in answer:
        raise Refused(answer["error"])
    return answer["result"]


class Daemon:
    """quired on the drop folder `articles` in `home`, which is there already; its log is `home`/log."""

    def __init__(self, quired, home, articles):
        self.home = pathlib.Path(home)
        self.articles = pathlib.Path(articles)
        self.index = self.home / ".local/share/quire/index"
        self.socket = str(self.home / "run/quire/quired.sock")
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home / "run"),
        }
        with open(self.home / "log", "ab") as log:
            self.process = subprocess.Popen(
                [quired, "--drop", str(self.articles)],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stderr=log,
            )
        self._wait_until_it_serves()

    def _wait_until_it_serves(self):
        end = time.monotonic() + STARTS_WITHIN_S
        while True:
            try:
                Client(self.socket).close()
                return
            except OSError as refused:
                if self.process.poll() is not None or time.monotonic() > end:
                    self.kill()
                    raise AssertionError("quired did not start:\n" + self.log()) from refused
                time.sleep(0.002)

    def client(self):
        return Client(self.socket)

    def log(self):
        return (self.home / "log").read_text(errors="replace")

    def stop(self):
        """The exit status after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=ENDS_WITHIN_S)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=ENDS_WITHIN_S)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
