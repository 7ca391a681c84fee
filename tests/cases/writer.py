"""Writes cases in a process of its own and says each one that was acknowledged. Run by the tests of durability."""

from __future__ import annotations

import os
import sys

from assistant.cases import CaseLog, EntryKind
from assistant.cases.database import Database


def breed(url: str, said: str) -> None:
    """For each line on standard input, a child that writes until it is killed; its number goes to standard output."""
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            write_until_killed(url, os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
        os.write(sys.stdout.fileno(), f"{child}\n".encode())
        os.waitpid(child, 0)


def write_until_killed(url: str, pipe: int) -> None:
    """A line ``case entries`` for each acknowledged write, at once and without end."""
    log = CaseLog(Database(url))
    while True:
        case = log.create("ann", "提币卡住 " * 50)
        os.write(pipe, f"{case.id} 1\n".encode())
        log.append("ann", case.id, EntryKind.NOTE, "still stuck " * 50)
        os.write(pipe, f"{case.id} 2\n".encode())


def write_some(url: str, owner: str, count: int) -> None:
    """``count`` cases with an entry each."""
    log = CaseLog(Database(url))
    for number in range(count):
        case = log.create(owner, f"problem {number}", request_key=str(number))
        log.append(owner, case.id, EntryKind.NOTE, "a note")
    log.close()


if __name__ == "__main__":
    if sys.argv[1] == "breed":
        breed(sys.argv[2], sys.argv[3])
    else:
        write_some(sys.argv[1], sys.argv[2], int(sys.argv[3]))
