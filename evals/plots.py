"""Plots of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.statistics import Floats

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


def bars(groups: Sequence[str], series: Mapping[str, Sequence[tuple[float, float, float]]], y: str) -> Any:
    """Bars with intervals: ``series`` holds (value, low, high) a group."""
    figure, axes = _axes(max(7.0, 1.1 * len(groups)), 4.2)
    width = 0.8 / max(1, len(series))
    for n, (name, values) in enumerate(series.items()):
        at = [g + n * width - 0.4 + width / 2 for g in range(len(groups))]
        heights = [v[0] for v in values]
        errors = [[max(0.0, v[0] - v[1]) for v in values], [max(0.0, v[2] - v[0]) for v in values]]
        axes.bar(at, heights, width, yerr=errors, label=name, color=COLOURS[n % len(COLOURS)], error_kw={"elinewidth": 0.8})
    axes.set_xticks(range(len(groups)), groups, rotation=15, ha="right")
    axes.set(ylabel=y, ylim=(0, 1.02))
    figure.legend(frameon=False, ncols=len(series), fontsize=8, loc="outside upper left")
    return figure


def cost(sizes: Sequence[int], series: Mapping[str, Sequence[float]]) -> Any:
    """Milliseconds a query against entries, both on logarithmic axes."""
    figure, axes = _axes()
    for colour, (name, values) in zip(COLOURS, series.items(), strict=False):
        axes.plot(sizes, values, "o-", label=name, color=colour)
    axes.set(xlabel="entries in the index", ylabel="milliseconds a query (median)", xscale="log", yscale="log")
    axes.legend(frameon=False)
    return figure
