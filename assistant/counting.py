"""What was counted is put into the case log's database every while and at the end, so that a restart loses none of it."""

from __future__ import annotations

from threading import Event, Thread

import structlog

from assistant.cases import CaseLog
from assistant.errors import CaseError
from assistant.metrics import FRESH, Counted, counted

SECONDS = 60.0
"""How long a count may be in memory alone; what a kill takes away is no more than that."""
log = structlog.get_logger()


class Counting:
    """Keeps the counts of this process, with those of earlier ones and of others on the same database."""

    def __init__(self, cases: CaseLog, seconds: float = SECONDS) -> None:
        self._cases, self._seconds, self._end = cases, seconds, Event()
        self._thread = Thread(target=self._run, daemon=True, name="counting")

    def start(self) -> None:
        """Keep them from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Keep the last ones and let go of the database."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()
        self.keep()
        self._cases.close()

    def keep(self) -> None:
        """Put down what is fresh; what cannot be written stays for the next time."""
        taken = FRESH.take()
        try:
            self._cases.tally.add(taken)
        except CaseError as error:
            FRESH.add(taken)
            log.warning("counts", error=type(error).__name__)

    def counted(self) -> tuple[Counted, str]:
        """Everything, and the first day of it; without a database that can be read, what is fresh, and no day."""
        try:
            return counted(self._cases.tally.sums(), FRESH.look()), self._cases.tally.since()
        except CaseError:
            return counted(FRESH.look()), ""

    def _run(self) -> None:
        while not self._end.wait(self._seconds):
            self.keep()
