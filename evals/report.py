"""One HTML file: numbers with intervals and targets, plots, and every failure with what was retrieved."""

from __future__ import annotations

import base64
import html
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.context import REPORTS
from evals.records import Metric, Result
from evals.runs import Run, compare, side_by_side
from evals.tasks import figures_of, load_task, origin

STYLE = """
body{font:15px/1.5 system-ui,"WenQuanYi Micro Hei",sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#222;background:#fff}
h1{font-size:1.6rem}h2{margin-top:3rem;border-bottom:2px solid #ddd}table{border-collapse:collapse;margin:1rem 0;font-size:13px}
th,td{border:1px solid #ddd;padding:.25rem .5rem;text-align:left;vertical-align:top}
.met{background:#e5f4ea}.missed,.lost{background:#fbe4e1}details{margin:.3rem 0}summary{cursor:pointer}
.failure{border-left:3px solid #d9730d;padding:.2rem .8rem;margin:.6rem 0}.dim{color:#666;font-size:13px}
pre{white-space:pre-wrap;font:inherit;background:#f6f6f4;padding:.5rem;margin:.3rem 0}
img{max-width:100%}
@media(prefers-color-scheme:dark){body{background:#191919;color:#ddd}
th,td{border-color:#444}.met{background:#1e3a28}.missed,.lost{background:#4a2320}pre{background:#262626}img{background:#fff}.dim{color:#aaa}}
"""
HIDDEN = {"features", "rankings"}


def write_report(runs: Sequence[Run]) -> Path:
    """Write ``reports/report.html`` and return its path."""
    parts = ["<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"]
    parts += [f"<title>Evaluation</title><style>{STYLE}</style><h1>Evaluation</h1>", _contents(runs)]
    parts += [_comparison(runs), _models(runs), *(_section(run) for run in runs), _bench()]
    path = REPORTS / "report.html"
    path.write_text("".join(parts), encoding="utf-8")
    return path


def _contents(runs: Sequence[Run]) -> str:
    rows = "".join(
        f"<li><a href='#{_anchor(r)}'>{_text(r.task)}</a>, {_text(r.model)}: {len(r.results)} cases, "
        f"{sum(bool(x.why) for x in r.results)} failures, {_text(r.made)}</li>"
        for r in runs
    )
    note = "Cases are split in two; whatever is tuned is tuned on <b>dev</b>, and <b>test</b> is only read. Intervals are 95 % bootstrap."
    return f"<p>{note}</p><ul>{rows}</ul>"


def _comparison(runs: Sequence[Run]) -> str:
    found = compare([r for r in runs if not r.model.endswith(" own")])
    if not found:
        return "<p class=dim>No baseline to compare with.</p>"
    rows = [
        (
            c.task,
            c.model,
            c.slice,
            c.name,
            f"{c.difference.mean:+.3f}",
            f"{c.difference.low:+.3f} … {c.difference.high:+.3f}",
            f"{c.difference.better} / {c.difference.worse}",
            c.count,
        )
        for c in found
    ]
    marks = ["lost" if c.difference.lost else "" for c in found]
    table = _table(("eval", "model", "slice", "score", "change", "interval", "better / worse", "cases"), rows, marks)
    note = "A real loss: the paired interval lies below zero and the sign test agrees."
    return f"<h2>Against the baseline</h2><p class=dim>{note}</p>{table}"


def _models(runs: Sequence[Run]) -> str:
    """The models side by side, on the cases that they share."""
    rows = [(x.task, x.score, x.cases, *(f"{m} {v:.3f}" for m, v in x.values)) for x in side_by_side(runs)]
    if not rows:
        return ""
    width = max(map(len, rows))
    table = _table(("eval", "score", "cases", *[""] * (width - 3)), [(*row, *[""] * (width - len(row))) for row in rows])
    return f"<h2>Models side by side</h2><p class=dim>The same cases, answered by each.</p>{table}"


def _section(run: Run) -> str:
    task = load_task(run.task)
    metrics = task.measure(run.results)
    drawn = figures_of(task, run.results)
    images = "".join(f"<figure><figcaption>{_text(title)}</figcaption>{_image(figure)}</figure>" for title, figure in drawn)
    failures = [r for r in run.results if r.why]
    return (
        f"<h2 id='{_anchor(run)}'>{_text(run.task)} <span class=dim>{_text(run.model)}</span></h2><p>{_text(task.__doc__ or '')}</p>"
        f"<p class=dim>Cases: {_text(origin(run.task))}</p>{images}{_metrics(run.task, metrics)}"
        f"<h3>{len(failures)} failures</h3>{''.join(_failures(failures))}"
    )


def _metrics(task: str, metrics: Sequence[Metric]) -> str:
    if task == "retrieval":
        return _pivot(metrics) + _flat([m for m in metrics if "R@" not in m.name and "MRR" not in m.name])
    return _flat(metrics)


def _flat(metrics: Sequence[Metric]) -> str:
    rows, marks = [], []
    for m in metrics:
        aim = "" if m.target is None else f"{'≥' if m.least else '≤'} {m.target:.2f}"
        rows.append((m.split, m.group, m.language, m.name, f"{m.value:.3f}", f"{m.low:.3f} … {m.high:.3f}", m.count, aim))
        marks.append({True: "met", False: "missed", None: ""}[m.met])
    return _table(("split", "group", "language", "score", "value", "interval", "cases", "aim"), rows, marks)


def _pivot(metrics: Sequence[Metric]) -> str:
    """Rankings as rows, slices as columns, a table a split and measure."""
    out = []
    for split in sorted({m.split for m in metrics}):
        for name in ("R@1", "R@5", "MRR"):
            having = [m for m in metrics if m.split == split and m.name.endswith(f" {name}")]
            mine = {(m.name.removesuffix(f" {name}"), f"{m.language} {m.group}"): m for m in having}
            columns = sorted({c for _, c in mine}, key=lambda c: (("cross" in c), c.split(" ", 1)[1], c))
            rows = [(ranking, *(_cell(mine.get((ranking, c))) for c in columns)) for ranking in dict.fromkeys(r for r, _ in mine)]
            out.append(f"<h3>{name}, {split}</h3>{_table(('ranking', *columns), rows)}")
    return "".join(out)


def _cell(m: Metric | None) -> str:
    if m is None:
        return ""
    aim = "" if m.target is None else f" (aim {m.target:.2f}, {'met' if m.met else 'missed'})"
    return f"{m.value:.3f} ±{(m.high - m.low) / 2:.3f}{aim}"


def _failures(failures: Iterable[Result]) -> Iterable[str]:
    groups: dict[str, list[Result]] = {}
    for r in failures:
        groups.setdefault(f"{r.split}, {r.group}, {r.language}", []).append(r)
    for name, mine in sorted(groups.items()):
        yield f"<details><summary>{_text(name)}: {len(mine)}</summary>{''.join(_failure(r) for r in mine)}</details>"


def _failure(result: Result) -> str:
    seen = {k: v for k, v in result.seen.items() if k not in HIDDEN}
    reply = seen.pop("reply", "")
    shown = f"<pre>{_text(reply)}</pre>" if reply else ""
    return (
        f"<div class=failure><b>{_text(result.query)}</b><br>{_text(result.why)}"
        f"<div class=dim>{_text(result.id)} · {_text(json.dumps(seen, ensure_ascii=False))}</div>{shown}</div>"
    )


def _bench() -> str:
    path = REPORTS / "bench.json"
    if not path.is_file():
        return ""
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = [(r["name"], r["value"], r["aim"]) for r in data["rows"]]
    image = ""
    if data.get("curve"):
        from evals.plots import cost

        sizes = [c["entries"] for c in data["curve"]]
        series = {name: [c[name] for c in data["curve"]] for name in data["curve"][0] if name not in {"entries", "build seconds"}}
        image = _image(cost(sizes, series))
    return f"<h2>Speed</h2>{_table(('what', 'measured', 'aim'), rows)}{image}"


def _image(figure: Any) -> str:
    import matplotlib.pyplot as plt

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110)
    plt.close(figure)
    return f"<img alt='' src='data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}'>"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]], marks: Sequence[str] = ()) -> str:
    body = []
    for n, row in enumerate(rows):
        mark = f" class='{marks[n]}'" if marks and marks[n] else ""
        body.append(f"<tr{mark}>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>")
    return f"<table><tr>{''.join(f'<th>{_text(h)}</th>' for h in head)}</tr>{''.join(body)}</table>"


def _anchor(run: Run) -> str:
    return f"{run.task}-{run.model}".replace(" ", "-").replace(":", "-")


def _text(value: object) -> str:
    return html.escape(str(value))
