"""From results to metrics: the mean of a score in each slice, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.records import Metric, Result
from evals.statistics import interval


def slices(results: Sequence[Result]) -> Iterable[tuple[str, str, str, list[Result]]]:
    """(split, group, language, results) for each split: every group in every language, each also taken together."""
    for split in sorted({r.split for r in results}):
        here = [r for r in results if r.split == split]
        for group in sorted({r.group for r in here}):
            mine = [r for r in here if r.group == group]
            for language in sorted({r.language for r in mine}):
                yield split, group, language, [r for r in mine if r.language == language]
            if len({r.language for r in mine}) > 1:
                yield split, group, "all", mine
        if len({r.group for r in here}) > 1:
            yield split, "all", "all", here


def metric(name: str, where: tuple[str, str, str], values: Sequence[float], target: float | None = None, least: bool = True) -> Metric:
    """The mean of ``values`` with its interval."""
    low, high = interval(values)
    mean = sum(values) / len(values) if values else float("nan")
    return Metric(name, *where, mean, low, high, len(values), target, least)


def means(results: Sequence[Result], names: Sequence[str]) -> list[Metric]:
    """The mean of each named score in each slice that has it."""
    found = []
    for split, group, language, mine in slices(results):
        for name in names:
            values = [r.scores[name] for r in mine if name in r.scores]
            if values:
                found.append(metric(name, (split, group, language), values))
    return found
