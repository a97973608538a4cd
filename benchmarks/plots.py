"""Pictures of what was measured, into docs/img/.

    python benchmarks/plots.py

Reads benchmarks/results/held_out.json (held_out.py), hits.json (accuracy.py --hits) and
scaling.json (scaling.py), as far as they are there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import click
import speed_plots
from accuracy import CATEGORIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RESULTS = Path(__file__).parent / "results"
IMAGES = Path(__file__).parent.parent / "docs" / "img"
COLOURS = {"hostile": "#c0392b", "sulking": "#2c6fbb", "demanding": "#d98c10"}
NO_HITS = 0.5
"""Where a logarithmic axis shows none."""


def rows_for(columns: Mapping[str, Sequence[Any]], category: str) -> list[tuple[float, bool]]:
    """Score and truth of the rows that say whether they are `category`.

    A row that is only known not to be clean ("any") does not say, and is left out.
    """
    return [
        (score, category in labels.split("+"))
        for labels, score in zip(columns["labels"], columns[category], strict=True)
        if labels != "any"
    ]


def rows_for_any(columns: Mapping[str, Sequence[Any]], *, floor: bool) -> list[tuple[float, bool]]:
    """Score and truth of "not clean", for ours (the highest category) or the floor's scores."""
    highest = map(max, *(columns[category] for category in CATEGORIES))
    scores = columns["floor"] if floor else highest
    return [(score, bool(labels)) for score, labels in zip(scores, columns["labels"], strict=True)]


def precision_recall(rows: Iterable[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Recall and precision at every threshold, from the highest; equal scores fall together."""
    ordered = sorted(rows, key=lambda row: -row[0])
    positives = sum(truth for _, truth in ordered)
    recall, precision = [], []
    hits = said = 0
    for _, same in groupby(ordered, key=lambda row: row[0]):
        for _, truth in same:
            said += 1
            hits += truth
        recall.append(hits / max(1, positives))
        precision.append(hits / said)
    return recall, precision


def draw_curves(axes: Axes, rows: Mapping[str, Mapping[str, Sequence[Any]]]) -> None:
    """One curve a category, one for any of them, and the floor's."""
    curves = [
        (name, [row for columns in rows.values() for row in rows_for(columns, name)],
         {"color": COLOURS[name]})
        for name in CATEGORIES
    ]  # fmt: skip
    for name, floor, style in (("any", False, "-"), ("any, linear floor", True, "--")):
        pooled = [row for columns in rows.values() for row in rows_for_any(columns, floor=floor)]
        curves.append((name, pooled, {"color": "#333333", "linestyle": style}))
    for name, pooled, style in curves:
        if not any(truth for _, truth in pooled):
            continue
        recall, precision = precision_recall(pooled)
        share = sum(truth for _, truth in pooled) / len(pooled)
        axes.plot(recall, precision, label=f"{name} ({share:.0%} of rows)", **style)
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="recall", ylabel="precision")
    axes.set_title("Held-out sources, pooled", fontsize=11)
    axes.grid(alpha=0.25)
    axes.legend(frameon=False, loc="lower left", fontsize=9)


def scattered(count: int, name: str) -> float:
    """`count` moved by up to a tenth, always alike for `name`: many rules hit equally few rows."""
    return max(NO_HITS, count) * 10 ** Random(name).uniform(-0.04, 0.04)


def draw_rules(axes: Axes, hits: Mapping[str, Mapping[str, int]]) -> None:
    """One dot a rule; the line is where precision falls below what masscheck.py asks."""
    from masscheck import LOWEST_PRECISION

    for category in CATEGORIES:
        own = {rule: count for rule, count in hits.items() if rule.partition(".")[0] == category}
        clean = [scattered(count.get("clean", 0), f"{rule} clean") for rule, count in own.items()]
        flagged = [scattered(count.get("own", 0), f"{rule} own") for rule, count in own.items()]
        axes.scatter(clean, flagged, s=12, alpha=0.45, linewidths=0,
                     color=COLOURS[category], label=category)  # fmt: skip
    most = max((max(c.get("own", 0), c.get("clean", 0), 1) for c in hits.values()), default=1)
    factor = LOWEST_PRECISION / (1 - LOWEST_PRECISION)
    ends = (NO_HITS, 1.3 * most)
    axes.plot(ends, [factor * end for end in ends], color="#333333", lw=1, ls="--",
              label=f"precision {LOWEST_PRECISION:g}")  # fmt: skip
    axes.set(
        xscale="log", yscale="log", xlim=(0.8 * NO_HITS, ends[1]), ylim=(0.8 * NO_HITS, ends[1])
    )
    axes.set(xlabel="clean rows hit", ylabel="rows of the rule's category hit")
    for axis in (axes.xaxis, axes.yaxis):
        ticks = [NO_HITS, *(10**power for power in range(len(str(most))))]
        axis.set_ticks(ticks, ["0", *(f"{tick:,}" for tick in ticks[1:])])
        axis.set_ticks([], minor=True)
    axes.set_title("What each rule hits", fontsize=11)
    axes.grid(alpha=0.25)
    axes.legend(frameon=False, loc="lower right", fontsize=9)


DRAWERS = {
    "precision_recall": ("held_out", "rows", draw_curves),
    "rule_hits": ("hits", None, draw_rules),
    "cost_per_mail": ("scaling", "mails", speed_plots.draw_mails),
    "cost_by_rules": ("scaling", "rules", speed_plots.draw_rules),
    "cost_by_length": ("scaling", "length", speed_plots.draw_length),
    "start": ("scaling", "start", speed_plots.draw_start),
}
"""For each picture the file of results, the part of it, and what draws it."""


def measured(results: Path, name: str, part: str | None) -> Any:
    """What `name`.json holds, or a part of it; None where that was not measured."""
    path = results / f"{name}.json"
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return data if part is None else data.get(part)


@click.command()
@click.option("--results", type=click.Path(exists=True, path_type=Path), default=RESULTS)
@click.option("--out", type=click.Path(path_type=Path), default=IMAGES)
def main(results: Path, out: Path) -> None:
    """Draw those pictures whose figures are there."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    out.mkdir(parents=True, exist_ok=True)
    for picture, (name, part, draw) in DRAWERS.items():
        data = measured(results, name, part)
        if not data:
            continue
        figure, axes = pyplot.subplots(figsize=(6.4, 4.8), layout="constrained")
        draw(axes, data)
        figure.savefig(out / f"{picture}.png", dpi=120, metadata={"Software": None})
        click.echo(out / f"{picture}.png", err=True)


if __name__ == "__main__":
    main()
