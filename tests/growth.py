"""How time grows with size: two measurements of one run, never a number of seconds."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

LINEAR = 9.0
"""Of four times the size: twice what a linear work takes, half of what a quadratic one does."""


def growth(work: Callable[[int], object], size: int) -> float:
    """How much longer `work` of four times the `size` takes; the best of three runs of each.

    A work of less than two milliseconds is taken to last that long: below it clocks are coarse.
    """
    return _seconds(work, 4 * size) / max(0.002, _seconds(work, size))


def _seconds(work: Callable[[int], object], size: int) -> float:
    best = float("inf")
    for _ in range(3):
        began = process_time()
        work(size)
        best = min(best, process_time() - began)
    return best
