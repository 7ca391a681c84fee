"""``python -m evals list | run | report | compare | bench``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Before any engine loads OpenMP: spinning threads collapse on a busy machine.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from evals.cases import SPLITS, read_cases
from evals.context import ROOT, Context
from evals.records import EvalError, Metric
from evals.runs import compare, load_runs, save_run, write_baseline
from evals.tasks import load_task, names, origin

SHOWN = ("ours R@1", "ours R@5", "ours MRR", "dense R@1", "dense R@5", "lexical R@1", "rrf R@1", "no phrasings: dense+0.05bm25 R@1")


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0; 1 on a real loss against the baseline; 2 when something cannot be used."""
    from assistant.errors import AssistantError
    from assistant.observability import configure_logs

    configure_logs("warning")

    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.do(arguments))
    except (EvalError, AssistantError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the product.")
    commands = parser.add_subparsers(required=True)
    commands.add_parser("list", help="the evals and their cases").set_defaults(do=_list)
    run = commands.add_parser("run", help="judge, compare with the baseline; exit code 1 on a real loss")
    run.add_argument("names", nargs="*", help="evals; all without a name")
    run.add_argument("--model", default="extractive", help="extractive (the documents alone, default), local, or provider:name")
    run.add_argument("--corpus", type=Path, help="another corpus folder")
    run.add_argument("--cases", type=Path, help="another case file, for one eval")
    run.add_argument("--split", default="all", choices=(*SPLITS, "all"))
    run.add_argument("--limit", type=int, default=0, help="only the first so many cases of each eval")
    run.add_argument("--sample", type=int, default=0, help="so many cases of each eval, the same ones every time; kept as a run of its own")
    run.add_argument("--fresh", action="store_true", help="judge again what is cached")
    run.set_defaults(do=_run)
    commands.add_parser("report", help="write reports/report.html").set_defaults(do=_report)
    against = commands.add_parser("compare", help="the latest runs against evals/baseline.json")
    against.add_argument("--accept", action="store_true", help="make the latest runs the baseline")
    against.set_defaults(do=_compare)
    bench = commands.add_parser("bench", help="speed: search, ingest, first passage, index cost")
    bench.add_argument("--quick", action="store_true", help="without the index of 100,000 entries")
    bench.set_defaults(do=_bench)
    return parser


def _list(_: argparse.Namespace) -> int:
    for name in names():
        cases = read_cases(ROOT / name / "cases.jsonl")
        counts = ", ".join(f"{sum(c.split == s for c in cases)} {s}" for s in SPLITS)
        print(f"{name:12} {len(cases):4} cases ({counts})\n  {(load_task(name).__doc__ or '').strip()}\n  {origin(name)}")
    return 0


def _run(arguments: argparse.Namespace) -> int:
    from assistant.settings import load_settings

    wanted = arguments.names or (["retrieval"] if arguments.cases else names())
    if arguments.cases and len(wanted) != 1:
        raise EvalError("--cases is for one eval; name it")
    tasks = {name: load_task(name) for name in wanted}
    given = {"model": arguments.model} | ({"corpus": arguments.corpus} if arguments.corpus else {})
    if arguments.corpus:
        given["data"] = load_settings().data / "evals-corpus"
    runs = []
    with Context(
        load_settings(**given), arguments.split, arguments.cases, not arguments.fresh, arguments.limit, arguments.sample
    ) as context:
        for name, task in tasks.items():
            results = task.run(context)
            label = arguments.model + (f" sample {arguments.sample}" if arguments.sample else "")
            label += " own" if arguments.corpus or arguments.cases else ""
            runs.append(save_run(name, label, context.stamp, results))
            _print(name, task.measure(results))
    return _print_comparison(compare(runs))


def _print(name: str, metrics: Sequence[Metric]) -> None:
    print(f"\n{name}")
    for m in metrics:
        if name == "retrieval" and m.name not in SHOWN and "shares" not in m.name and "word for word" not in m.name:
            continue
        mark = {True: "  met", False: "  MISSED", None: ""}[m.met]
        aim = "" if m.target is None else f"  aim {'>=' if m.least else '<='} {m.target:.2f}{mark}"
        print(f"  {m.split:4} {m.group:14} {m.language:3} {m.name:44} {m.value:6.3f}  [{m.low:.3f}, {m.high:.3f}]  n={m.count}{aim}")


def _print_comparison(found: Sequence[object]) -> int:
    from evals.runs import Comparison

    lost = 0
    for c in found:
        assert isinstance(c, Comparison)
        d = c.difference
        if c.slice == "all" or d.lost:
            print(
                f"  against the baseline: {c.task}/{c.model} {c.slice}, {c.name}: {d.mean:+.3f} [{d.low:+.3f}, {d.high:+.3f}], "
                f"{d.better} better, {d.worse} worse, n={c.count}{'  A REAL LOSS' if d.lost else ''}"
            )
        lost += d.lost
    return 1 if lost else 0


def _report(_: argparse.Namespace) -> int:
    from evals.report import write_report

    print(write_report(load_runs()))
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    runs = [r for r in load_runs() if not r.model.endswith(" own") and " sample " not in r.model]
    if arguments.accept:
        write_baseline(runs, {name: load_task(name).COMPARED for name in names()})
        return 0
    return _print_comparison(compare(runs))


def _bench(arguments: argparse.Namespace) -> int:
    from evals.bench import bench

    bench(quick=arguments.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
