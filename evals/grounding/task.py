"""Is every sentence of an answer supported by what it cites? Judged by rules and the embedder, not by a model."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import numpy as np

from assistant.answering.sentences import split_sentences
from assistant.corpus.entries import plain
from assistant.languages import detect_language
from assistant.types import Reply
from evals.context import Context
from evals.measuring import means, metric
from evals.records import Case, Metric, Result
from evals.words import words as words_of

COMPARED = ("supported", "language kept")
WORDS, COSINE = 0.6, 0.85
_MARK = re.compile(r"\s*\[\d+\]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SPACE = re.compile(r"\s+")


def run(context: Context) -> list[Result]:
    """Every question answered; its sentences, marks, quotes, dates and language checked."""
    retriever = context.assistant.library.retriever
    known = set(retriever.topics.values())
    cases = [c for c in context.cases("grounding") if c.data["topics"][0] in known]
    return context.each("grounding", cases, lambda case: _judge(case, context))


def _judge(case: Case, context: Context) -> Result:
    started = time.perf_counter()
    reply = context.chat(case.query)
    seconds = time.perf_counter() - started
    sentences = _sentences(reply)
    unsupported = [s for s in sentences if not _supported(s, reply, case.query, context)]
    bad_quotes = [c.mark for c in reply.citations if not _is_quote(c.document_id, c.quote, context)]
    marks = set(re.findall(r"\[(\d+)\]", reply.reply))
    scores = {
        "supported": 1 - len(unsupported) / len(sentences) if sentences else 0.0,
        "fully supported": float(bool(sentences) and not unsupported),
        "quotes are substrings": float(not bad_quotes),
        "marks and citations match": float(bool(marks) and marks <= {c.mark for c in reply.citations}),
        "reviewed date shown": float(bool(reply.citations) and all(c.reviewed for c in reply.citations)),
        "language kept": float(reply.language == case.language and _in_language(sentences, case.language)),
        "right topic": float(reply.triage.topic in case.data["topics"]),
    }
    seen = {"unsupported": unsupported, "topic": reply.triage.topic, "model": reply.model, "seconds": round(seconds, 2)}
    seen["reply"] = reply.reply[:1500]
    missed = [n for n, v in scores.items() if v < 1]
    group = "lead" if reply.model != "extractive" else "documents only"
    return Result(case.id, case.language, case.split, group, case.query, scores, seen, "; ".join(missed))


def _sentences(reply: Reply) -> list[str]:
    """The reply without headings and marks."""
    # Our own words about the answer, in brackets or bold on a line of their own, are no claims.
    own = (("### ", ""), ("**", "**"), ("(", ".)"), ("（", "。）"))
    lines = [x for x in reply.reply.splitlines() if not any(x.strip().startswith(a) and x.strip().endswith(b) for a, b in own)]
    return [s for s in split_sentences(plain(_MARK.sub("", "\n".join(lines)))) if len(s) > 3]


def _supported(sentence: str, reply: Reply, question: str, context: Context) -> bool:
    quotes = [plain(c.quote) for c in reply.citations]
    flat = _SPACE.sub("", sentence)
    if any(flat in _SPACE.sub("", q) for q in quotes):
        return True
    held = words_of(" ".join([*quotes, question]))
    words = words_of(sentence)
    numbers = set(_NUMBER.findall(" ".join([*quotes, question])))
    if not words or any(n not in numbers for n in _NUMBER.findall(sentence)) or len(words & held) / len(words) < WORDS:
        return False
    sources = [s for q in [*quotes, question] for s in split_sentences(q)]
    embedder = context.assistant.library.embedder
    assert embedder is not None
    vectors = np.asarray(embedder.embed_documents([sentence, *sources]))
    return bool((vectors[1:] @ vectors[0]).max() >= COSINE)


def _is_quote(document_id: str, quote: str, context: Context) -> bool:
    document = context.assistant.library.document(document_id)
    if document is None:  # an entry that is not a file of the corpus, such as one error code
        return bool(quote.strip())
    return any(quote in text for text in document.sections.values())


def _in_language(sentences: Sequence[str], language: str) -> bool:
    own = sum(detect_language(s, language) == language for s in sentences)
    return bool(sentences) and own / len(sentences) >= 0.9


def measure(results: Sequence[Result]) -> list[Metric]:
    """Shares, and the seconds that an answer took."""
    names = list(dict.fromkeys(n for r in results for n in r.scores))
    found = means(results, names)
    for split in sorted({r.split for r in results}):
        mine = [r for r in results if r.split == split]
        found.append(metric("seconds an answer", (split, "all", "all"), [float(r.seen["seconds"]) for r in mine], least=False))
    return found
