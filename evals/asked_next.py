"""``python -m evals.asked_next``: how often a wording that a document has not finds its entry among what people ask next.

Each of a sample of wordings is left out of its entry, and what says the same in the other language with it; the rest is embedded as the
index does it, and the wording looked up. Then its entry is taken away, so that any answer is a wrong one. From both a logistic curve is
fitted (``answering.asked_next.Chance``). The wordings of one entry were written to differ: a person's own are often nearer.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.answering.asked_next import Chance
from assistant.corpus.asked_next import Next
from assistant.corpus.document import Document
from assistant.corpus.fold import fold
from assistant.corpus.foreseen import said_of
from assistant.library import Library
from assistant.settings import load_settings
from assistant.wiring import build_assistant

Vectors = NDArray[np.float32]


def left_out(library: Library, documents: Sequence[Document], count: int, seed: int) -> Iterator[tuple[Vectors, int]]:
    """For each of ``count`` wordings the cosines of all entries of its document, and the number of its own."""
    embedder, space = library.embedder, library.retriever.index.space
    assert embedder is not None
    by_id = {d.id: d for d in documents}
    all_of_them = [(d, n, w) for d in documents for n, entry in enumerate(d.next) for w in entry.asked if len(entry.asked) > 1]
    for document, number, wording in random.Random(seed).sample(all_of_them, min(count, len(all_of_them))):
        twins = [d for d in by_id.values() if d.slug == document.slug and d is not document and len(d.next) == len(document.next)]
        place = document.next[number].asked.index(wording)
        rows = []
        for one in (document, *twins):
            own = _without(one.next[number], place)
            said = [said_of(own if n == number else entry) for n, entry in enumerate(one.next)]
            rows.append(space.place(np.asarray(embedder.embed_documents(said), dtype=np.float32), [one.head.language] * len(said)))
        joined = np.sum(rows, axis=0)
        vectors = joined / np.linalg.norm(joined, axis=1, keepdims=True)
        yield vectors @ np.asarray(library.retriever.vector(fold(wording), document.head.language), dtype=np.float32), number


def _without(entry: Next, place: int) -> Next:
    kept = tuple(w for n, w in enumerate(entry.asked) if n != min(place, len(entry.asked) - 1))
    return entry.model_copy(update={"asked": kept})


def report(cases: Sequence[tuple[Vectors, int]], chance: Chance) -> Iterator[str]:
    """What is found, what is answered, and the curve that fits."""
    rows, right = [], []
    for scores, number in cases:
        for there in (True, False):
            seen = scores if there else np.delete(scores, number)
            order = np.sort(seen)[::-1]
            rows.append((order[0], order[0] - order[1]))
            right.append(there and int(scores.argmax()) == number)
    yield f"{len(cases)} wordings left out, own entry first: {np.mean([s.argmax() == n for s, n in cases]):.1%}"
    for name, limit, least in (("sure", chance.sure, chance.least), ("enough", chance.enough, chance.some)):
        answered = [(s, n) for s, n in cases if chance.of(s) >= limit and s.max() >= least]
        found = np.mean([s.argmax() == n for s, n in answered]) if answered else 0.0
        without = [np.delete(s, n) for s, n in cases]
        wrongly = np.mean([chance.of(s) >= limit and s.max() >= least for s in without])
        yield f"{name:>7}: answered {len(answered) / len(cases):.1%}, right {found:.1%}; answered with the entry taken away {wrongly:.1%}"
    curve = LogisticRegression(C=10).fit(np.asarray(rows), np.asarray(right))
    (cosine, lead), base = curve.coef_[0], curve.intercept_[0]
    yield f"the curve that fits: cosine {cosine:.1f}, lead {lead:.1f}, base {base:.1f}; in use {chance.cosine}, {chance.lead}, {chance.base}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    library = build_assistant(load_settings(model="extractive")).library
    library.prepare()
    found = (library.document(i) for i in library.retriever.index.catalog.ids())
    documents = [d for d in found if d is not None and len(d.next) > 2]
    for line in report(list(left_out(library, documents, options.count, options.seed)), Chance()):
        print(line)


if __name__ == "__main__":
    main()
