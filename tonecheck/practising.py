"""Practice: what a reply is worth, and which situation to give next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tonecheck.coaching import Coaching
from tonecheck.findings import Report

_CALM_ALONE = 0.5
"""The share of the mark that a calm reply has before it has any courtesy."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One marked reply; of the reply itself only the scores, unless the writer keeps `text`.

    `mark` is 0 to 100; `scores` has one entry a category; `present` of the `wanted` elements
    of courtesy were there.
    """

    at: datetime
    scenario: str
    mark: int
    scores: Mapping[str, float]
    present: int
    wanted: int
    text: str | None = None


def attempt_of(
    report: Report, coaching: Coaching, *, scenario: str, at: datetime, text: str | None = None
) -> Attempt:
    """The attempt that `report` and `coaching` make of a reply."""
    wanted = len(coaching.wanted)
    present = wanted - len(coaching.missing)
    total = mark(report.scores, present, wanted)
    return Attempt(at, scenario, total, dict(report.scores), present, wanted, text)


def mark(scores: Mapping[str, float], present: int, wanted: int) -> int:
    """0 to 100: how calm a reply is, times how much of the courtesy it has.

    A calm reply without courtesy has half; nothing makes up for a sting, whatever surrounds it.
    """
    calm = 1 - max(scores.values(), default=0.0)
    courtesy = present / wanted if wanted else 1.0
    return round(100 * calm * (_CALM_ALONE + (1 - _CALM_ALONE) * courtesy))


def next_scenario(
    known: Sequence[str], attempts: Iterable[Attempt], choose: Callable[[Sequence[str]], str]
) -> str:
    """One that was never tried, else the one with the lowest best mark; `choose` among equals."""
    best: dict[str, int] = {}
    for attempt in attempts:
        best[attempt.scenario] = max(attempt.mark, best.get(attempt.scenario, -1))
    lowest = min(best.get(name, -1) for name in known)
    return choose([name for name in known if best.get(name, -1) == lowest])
