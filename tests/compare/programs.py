"""Programs that are measured while they run."""

import os
import pathlib
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")


class Failed(Exception):
    """A program that did not do what it was asked for."""


@dataclass(frozen=True)
class Load:
    """What the first load cost."""

    seconds: float  # until everything is found
    processor: float  # seconds, of all processes
    peak: int  # bytes that were resident at once, in the largest process
    disk: int  # bytes of the index


def missing(*programs):
    """The first that is not installed, or nothing."""
    return next((program for program in programs if not shutil.which(program)), None)


def run(command, environment=None, stdin="", timeout=60):
    """The standard output."""
    done = subprocess.run(
        [str(word) for word in command],
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        check=False,
    )
    if done.returncode < 0 or done.returncode > 1:  # 1 is "nothing found" for some
        raise Failed(f"{command}: {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def measured(command, log, environment=None, timeout=3600):
    """(seconds, processor seconds, peak) of a program that runs to its end."""
    begun = time.monotonic()
    with open(log, "ab") as out:
        process = subprocess.Popen(
            [str(word) for word in command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    watchdog = threading.Timer(timeout, process.kill)
    watchdog.start()
    _, status, usage = os.wait4(process.pid, 0)
    watchdog.cancel()
    seconds = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)  # it is waited for already
    if process.returncode != 0:
        said = pathlib.Path(log).read_text(errors="replace")[-500:]
        raise Failed(f"{command[0]} ended with {process.returncode}: {said}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def usage_of(pid):
    """(processor seconds with those of ended children, peak) of a process that goes on."""
    stat = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    return sum(int(ticks) for ticks in stat[11:15]) / TICKS, int(peak) * 1024


def disk_usage(folder):
    return sum(path.stat().st_blocks * 512 for path in pathlib.Path(folder).rglob("*") if path.is_file())


def first_number(text):
    """The version in what a program says of itself."""
    return next((word.strip(",") for word in text.split() if word[0].isdigit()), "?")
