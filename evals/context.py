"""What an eval runs in: the product as it is shipped, the cases, and a cache that makes a run resumable."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from evals.cases import read_cases
from evals.records import Case, EvalError, Result

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.pipeline import Assistant
    from assistant.settings import Settings
    from assistant.types import Reply

ROOT = Path(__file__).resolve().parent
REPORTS = ROOT.parent / "reports"
MODEL_WAIT = 900.0


def fingerprint(folders: Iterable[Path]) -> str:
    """A digest of the code and words that decide on results."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in {".py", ".toml", ".md"}):
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(slots=True)
class Context:
    """Opened with ``with``: builds the assistant, its index and, unless extractive, its model."""

    settings: Settings
    split: str = "all"
    cases_file: Path | None = None
    use_cache: bool = True
    limit: int = 0
    sample: int = 0
    assistant: Assistant = field(init=False)
    stamp: str = field(init=False, default="")
    _runner: asyncio.Runner = field(init=False, default_factory=asyncio.Runner)

    def __enter__(self) -> Context:
        from tqdm import tqdm

        from assistant.corpus.ingest import fingerprint as corpus_fingerprint
        from assistant.wiring import build_assistant

        self.assistant = build_assistant(self.settings)
        with tqdm(desc="index", unit="entry", leave=False) as bar:

            def progress(step: str, done: int, total: int) -> None:
                bar.set_description(f"index: {step}")
                bar.total, bar.n = total, done
                bar.refresh()

            self.assistant.library.prepare(progress)
        self._start_model()
        code = fingerprint([ROOT.parent / "assistant", ROOT.parent / "prompts"])
        self.stamp = f"{corpus_fingerprint(self.settings.corpus)[:16]}.{self.settings.embedder}.{self.settings.model}.{code}"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.assistant.close()
        self._runner.close()

    def _start_model(self) -> None:
        backend = self.assistant.backend
        if self.settings.model == "extractive":
            return
        backend.start()
        until = time.monotonic() + MODEL_WAIT
        while backend.model is None:
            if backend.state.phase == "failed" or time.monotonic() > until:
                said = f"{backend.state.phase} {backend.state.detail}"
                raise EvalError(f"the model is not there: {said}; run `assistant pull`, or --model extractive")
            time.sleep(0.5)

    def cases(self, task: str) -> list[Case]:
        """The cases of a task in this run's split, or those of ``--cases``."""
        cases = read_cases(self.cases_file or ROOT / task / "cases.jsonl", self.split)
        return self.picked(cases)

    def picked(self, cases: list[Case]) -> list[Case]:
        """Those of a task's cases that ``--sample`` and ``--limit`` leave."""
        if 0 < self.sample < len(cases):
            # Spread evenly over the file and the same ones every time.
            cases = [cases[n * len(cases) // self.sample] for n in range(self.sample)]
        return cases[: self.limit] if self.limit else cases

    def each(self, task: str, cases: Sequence[Case], judge: Callable[[Case], Result]) -> list[Result]:
        """``judge`` on every case, with a progress bar; what a run before this one judged under the same stamp is not judged again."""
        from tqdm import tqdm

        folder = task.partition(".")[0]
        path = REPORTS / "cache" / f"{task}.{re.sub(r'[^a-z0-9]+', '-', self.settings.model.lower())}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        stamp = f"{self.stamp}.{fingerprint([ROOT / folder])}"
        known = _read_cache(path, stamp) if self.use_cache else {}
        results = []
        with path.open("a", encoding="utf-8") as cache:
            for case in tqdm(cases, desc=task, unit="case"):
                key = hashlib.sha256(f"{stamp}\0{json.dumps(dict(case.data), sort_keys=True)}".encode()).hexdigest()
                if key not in known:
                    known[key] = judge(case)
                    cache.write(json.dumps({"stamp": stamp, "key": key, "result": asdict(known[key])}, ensure_ascii=False) + "\n")
                    cache.flush()
                results.append(known[key])
        return results

    def chat(self, message: str, conversation: str | None = None) -> Reply:
        """One turn of the product."""
        return self._runner.run(self.assistant.chat(message, conversation))

    def wait(self, coroutine: Any) -> Any:
        """The value of a coroutine of the product."""
        return self._runner.run(coroutine)

    def part(self, name: str, kept: Callable[[str, str], bool]) -> Library:
        """The product's library over the documents of which ``kept(language, slug)`` is true, sharing the vectors that are there."""
        from assistant.library import Library

        folder = self.settings.data / "parts" / name
        corpus, index = folder / "corpus", folder / "index"
        shutil.rmtree(corpus, ignore_errors=True)
        for path in (p for p in self.settings.corpus.rglob("*") if p.is_file()):
            inside = path.relative_to(self.settings.corpus)
            if len(inside.parts) == 1 or kept(inside.parts[0], path.stem):
                (corpus / inside).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, corpus / inside)
        vectors = self.settings.data / "index" / "vectors.sqlite"
        if vectors.is_file():
            index.mkdir(parents=True, exist_ok=True)
            shutil.copy(vectors, index)
        library = Library(corpus, index, self.settings.embedder)
        library.prepare()
        return library


def _read_cache(path: Path, stamp: str) -> dict[str, Result]:
    known: dict[str, Result] = {}
    if not path.is_file():
        return known
    kept = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:  # an interrupted run may leave half a line
            continue
        if row["stamp"] == stamp:
            known[row["key"]] = Result(**row["result"])
            kept.append(line)
    path.write_text("".join(line + "\n" for line in kept), encoding="utf-8")
    return known


def rescored(result: Result, **scores: float) -> Result:
    """The result with more scores."""
    return replace(result, scores={**result.scores, **scores})
