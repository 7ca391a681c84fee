"""Is the right topic found, first and among five? Per language direction and kind, with the voices alone and combined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zlib import crc32

from evals.cases import read_cases
from evals.context import ROOT, Context
from evals.measuring import means, metric
from evals.records import Case, EvalError, Metric, Result
from evals.retrieval.overlap import Overlap
from evals.retrieval.voices import Bare, rank

if TYPE_CHECKING:
    from assistant.library import Library

OTHER = {"zh": "en", "en": "zh"}
# Kinds whose authors had seen nothing of the product: one, and later four others.
AUTHORS = " outside", " second", " third", " fourth", " fifth", " sixth"
AIMS = {("plain", "R@1"): 0.92, ("plain", "R@5"): 0.99, ("hard", "R@1"): 0.60, ("hard", "R@5"): 0.85}
TARGETS = {(f"{kind}{suffix}", name): aim for (kind, name), aim in AIMS.items() for suffix in ("", *AUTHORS)}
COMPARED = ("ours R@1", "ours R@5", "ours MRR")


def run(context: Context) -> list[Result]:
    """Both-language corpus first (group ``plain``/``hard``), then a corpus of the other language only (``… cross``), then one of which
    every document is there in one language, for the questions whose document is in the other (``… mixed``).

    A case that stands word for word in the corpus measures nothing; it is kept apart (``… copied``).
    """
    library = context.assistant.library
    cases = context.cases("retrieval")
    known = set(library.retriever.topics.values())
    if absent := {t for c in cases for t in c.data["topics"]} - known:
        cases = [c for c in cases if set(c.data["topics"]) <= known or c.data["topics"][0] in known]
        if not cases:
            raise EvalError(f"none of the topics of the cases is in the corpus, such as {sorted(absent)[0]}")
    bare, overlap = Bare(library.retriever), Overlap(library.retriever)

    def judge(case: Case) -> Result:
        by = rank(case.query, library.retriever, bare)
        shared, copied = overlap.shared(case.query, case.language, case.data["topics"][0]), overlap.copied(case.query)
        return _result(case, dict(by), {"shared": shared, "copied": copied}, " copied" if copied else "")

    results = context.each("retrieval", cases, judge)
    return _scored([*results, *_cross(context, cases), *_mixed(context, cases)])


def _cross(context: Context, cases: Sequence[Case]) -> list[Result]:
    """Questions of one language against a corpus that has only the other."""
    results: list[Result] = []
    for language, other in OTHER.items():
        mine = [replace(c, id=f"{c.id}.cross", data={**c.data, "cross": True}) for c in cases if c.language == language]
        if not mine or context.cases_file is not None:
            continue
        library = context.part(other, lambda spoken, _, other=other: spoken == other)  # type: ignore[misc]
        results += context.each(f"retrieval.{language}-{other}", mine, _judge_in(library, " cross"))
    return results


def _mixed(context: Context, cases: Sequence[Case]) -> list[Result]:
    """Questions whose document is there in the other language alone, while half of the rest is there in their own."""
    documents = {slug: dealt_language(slug) for slug in context.assistant.library.retriever.topics}
    mine = [
        replace(c, id=f"{c.id}.mixed", data={**c.data, "mixed": True})
        for c in cases
        if all(documents.get(t, c.language) != c.language for t in c.data["topics"])
    ]
    if not mine or context.cases_file is not None:
        return []
    library = context.part("mixed", lambda spoken, slug: documents.get(slug) == spoken)
    return context.each("retrieval.mixed", mine, _judge_in(library, " mixed"))


def dealt_language(slug: str) -> str:
    """The one language in which a subject is there: by its own name, so that a new document does not deal all others anew."""
    return "en" if crc32(slug.encode()) % 2 else "zh"


def _judge_in(library: Library, suffix: str) -> Callable[[Case], Result]:
    def judge(case: Case) -> Result:
        return _result(case, dict(rank(case.query, library.retriever, None)), {}, suffix)

    return judge


def _result(case: Case, rankings: dict[str, Any], seen: dict[str, Any], suffix: str = "") -> Result:
    group = str(case.data.get("kind", "all")) + suffix
    return Result(case.id, case.language, case.split, group, case.query, {}, {"topics": case.data["topics"], "rankings": rankings, **seen})


def _scored(results: Sequence[Result]) -> list[Result]:
    """Add R@1, R@5 and MRR of each ranking, by ir-measures; finding any of the accepted topics counts (Success@k)."""
    import ir_measures
    from ir_measures import RR, Qrel, ScoredDoc, Success

    names = {Success @ 1: "R@1", Success @ 5: "R@5", RR @ 10: "MRR"}
    qrels = [Qrel(r.id, topic, 1) for r in results for topic in r.seen["topics"]]
    scores: dict[str, dict[str, float]] = {r.id: {} for r in results}
    for variant in dict.fromkeys(v for r in results for v in r.seen["rankings"]):
        having = [r for r in results if variant in r.seen["rankings"]]
        ids = {r.id for r in having}
        run_rows = [ScoredDoc(r.id, t, -float(n)) for r in having for n, t in enumerate(r.seen["rankings"][variant])]
        for r in having:
            scores[r.id].update({f"{variant} {name}": 0.0 for name in names.values()})
        for row in ir_measures.iter_calc(list(names), [q for q in qrels if q.query_id in ids], run_rows):
            scores[row.query_id][f"{variant} {names[row.measure]}"] = float(row.value)
    return [replace(r, scores=scores[r.id], why="" if scores[r.id]["ours R@1"] else _why(r)) for r in results]


def _why(result: Result) -> str:
    first = result.seen["rankings"]["ours"][:5]
    place = next((n for n, t in enumerate(result.seen["rankings"]["ours"], 1) if t in result.seen["topics"]), None)
    where = f"at {place}" if place else "not among ten"
    return f"expected {' or '.join(result.seen['topics'])}; {where}; found {', '.join(first)}"


def measure(results: Sequence[Result]) -> list[Metric]:
    """R@1, R@5 and MRR of every ranking in every slice, and how independent the cases are of the corpus."""
    names = list(dict.fromkeys(n for r in results for n in r.scores))
    found = []
    # Both-language and one-language corpora are different questions: no mean over them.
    for m in (m for m in means(results, names) if m.group != "all"):
        target = TARGETS.get((m.group, m.name.removeprefix("ours "))) if m.name.startswith("ours ") and m.language == "all" else None
        found.append(replace(m, target=target))
    for split in sorted({r.split for r in results}):
        mine = [r for r in results if r.split == split and "shared" in r.seen]
        where = (split, "all", "all")
        if mine:
            found.append(metric("shares no content word with the document", where, [float(r.seen["shared"] == 0) for r in mine]))
            copied = [float(r.seen["copied"]) for r in mine]
            found.append(metric("is a phrasing or title of the corpus, word for word", where, copied, 0.02, least=False))
    return found


def shared_cases() -> list[Case]:
    """The cases, for other evals that need answerable questions."""
    return read_cases(ROOT / "retrieval" / "cases.jsonl")


def figures(results: Sequence[Result]) -> list[tuple[str, Any]]:
    """Recall at one by kind and language, of ours against each voice and the equal-weight fusion."""
    from evals.plots import dots

    shown = ("ours", "dense", "lexical", "learnt", "rrf", "no phrasings: dense+0.05bm25")
    drawn = []
    for split in sorted({r.split for r in results}):
        found = {(m.name, m.group, m.language): m for m in means([r for r in results if r.split == split], [f"{v} R@1" for v in shown])}
        everywhere = sorted({(g, lang) for _, g, lang in found if lang != "all" and g not in {"all", "plain copied", "hard copied"}})
        for across in (False, True):
            places = [p for p in everywhere if p[0].endswith((" cross", " mixed")) == across]
            if not places:
                continue
            series = {}
            for voice in shown:
                cells = [found.get((f"{voice} R@1", *p)) for p in places]
                if any(cells):
                    series[voice] = [(c.value, c.low, c.high) if c else (0.0, 0.0, 0.0) for c in cells]
            title = f"First by kind and language{', documents in the other language' if across else ''} ({split})"
            drawn.append((title, dots([f"{lang} {g}" for g, lang in places], series, "share of questions with the expected topic first")))
    return drawn
