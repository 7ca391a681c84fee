"""Plots of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.statistics import Floats

MARKERS = ("o", "s", "^", "D", "v", "P")
COLOURS = ("#0b6e99", "#d9730d", "#6940a5", "#448361", "#9f6b53", "#787774")


def _axes(width: float = 7.0, height: float = 4.2) -> tuple[Any, Any]:
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(width, height), layout="constrained")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(alpha=0.25)
    return figure, axes


def curves(
    lines: Mapping[str, tuple[Floats, Floats]], x: str, y: str, point: tuple[float, float] | None = None, point_name: str = ""
) -> Any:
    """Lines by name; ``point`` is drawn as a star."""
    figure, axes = _axes()
    for colour, (name, (xs, ys)) in zip(COLOURS, lines.items(), strict=False):
        axes.plot(xs, ys, label=name, color=colour)
    if point is not None:
        axes.plot(*point, "*", color="#c0392b", markersize=15, label=f"{point_name} ({point[0]:.0%}, {point[1]:.1%})")
    axes.set(xlabel=x, ylabel=y)
    axes.legend(frameon=False)
    return figure


def reliability(predicted: Floats, observed: Floats) -> Any:
    """Observed share of right answers against the predicted probability."""
    figure, axes = _axes(4.6, 4.2)
    axes.plot([0, 1], [0, 1], "--", color="#aaa")
    axes.plot(predicted, observed, "o-", color=COLOURS[0])
    axes.set(xlabel="predicted probability of being right", ylabel="observed share", xlim=(0, 1), ylim=(0, 1))
    return figure


def dots(groups: Sequence[str], series: Mapping[str, Sequence[tuple[float, float, float]]], x: str) -> Any:
    """A row a group, a dot a series: ``series`` holds (value, low, high) a group. The first one's intervals are drawn, and it is the largest."""
    figure, axes = _axes(9.0, 1.2 + 0.34 * len(groups))
    rows = list(range(len(groups)))[::-1]
    for n, (name, values) in enumerate(series.items()):
        colour, heights = COLOURS[n % len(COLOURS)], [v[0] for v in values]
        if n == 0:
            errors = [[max(0.0, v[0] - v[1]) for v in values], [max(0.0, v[2] - v[0]) for v in values]]
            axes.errorbar(heights, rows, xerr=errors, fmt="o", markersize=9, color=colour, elinewidth=1.2, label=name, zorder=3)
        else:
            axes.plot(heights, rows, MARKERS[n % len(MARKERS)], markersize=6, color=colour, label=name, alpha=0.85)
    axes.set_yticks(rows, groups)
    axes.set(xlabel=x, xlim=(-0.02, 1.02))
    figure.legend(frameon=False, ncols=3, fontsize=9, loc="outside upper left")
    return figure


def cost(sizes: Sequence[int], series: Mapping[str, Sequence[float]]) -> Any:
    """Milliseconds a query against entries, both on logarithmic axes."""
    figure, axes = _axes()
    for colour, (name, values) in zip(COLOURS, series.items(), strict=False):
        axes.plot(sizes, values, "o-", label=name, color=colour)
    axes.set(xlabel="entries in the index", ylabel="milliseconds a query (median)", xscale="log", yscale="log")
    axes.legend(frameon=False)
    return figure
