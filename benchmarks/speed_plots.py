"""Pictures of what scaling.py measured; plots.py saves them.

Told apart by shade, mark and label, never by colour alone: they are read in black and white, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fast import OF_VADER, RULES, START, START_MS, Figures, by_cost

if TYPE_CHECKING:
    from matplotlib.axes import Axes

OURS, OTHERS, INK = "#4f86b5", "#d9d9d9", "#333333"
MARKS = "os^vD<>PXph*d8"


def shade(name: str) -> str:
    """Dark for ours, light for others."""
    return OURS if name.startswith("tonecheck") else OTHERS


def ranges(found: Figures) -> list[list[float]]:
    """How far the rounds of each fell below its median, and rose above it."""
    return [
        [each["ratio"] - each["low"] for each in found.values()],
        [each["high"] - each["ratio"] for each in found.values()],
    ]


def finish_bars(axes: Axes, figures: Sequence[str]) -> None:
    """The first bar on top, and each bar's figure in a column beside the picture."""
    axes.invert_yaxis()
    for place, figure in enumerate(figures):
        axes.text(1.02, place, figure, transform=axes.get_yaxis_transform(),
                  va="center", fontsize=9)  # fmt: skip
    axes.set_axisbelow(True)
    axes.grid(axis="x", alpha=0.25)
    axes.legend(frameon=False, loc="upper right", fontsize=9)


def draw_mails(axes: Axes, found: Figures) -> None:
    """A bar a checker, cheapest on top, with the range of its rounds; VADER is 1."""
    ordered = dict(by_cost(found))
    ratios = [each["ratio"] for each in ordered.values()]
    axes.barh([*ordered], ratios, color=[shade(name) for name in ordered], edgecolor=INK, lw=0.6,
              xerr=ranges(ordered), error_kw={"ecolor": "black", "capsize": 3, "lw": 1})  # fmt: skip
    axes.axvline(OF_VADER.bound, color=INK, lw=1, ls="--",
                 label=f"target of tonecheck: {OF_VADER.bound:g}")  # fmt: skip
    axes.set(xscale="log", xlabel="time for the same mails, VADER = 1")
    axes.set_xlim(min(ratios) / 2, 1.5 * max(each["high"] for each in ordered.values()))
    axes.xaxis.set_major_formatter("{x:g}")
    finish_bars(axes, [f"{ratio:.2f}" for ratio in ratios])
    axes.set_title("Cost of a mail", fontsize=11)


def draw_rules(axes: Axes, found: Figures) -> None:
    """A dot for each number of rules, with its range, and the target where there is one."""
    phrases = re.compile(r"and (\d+) generated phrases")  # "and 500 generated phrases"
    labels = [phrases.sub(lambda count: f"{int(count[1]):+,}\nphrases", name) for name in found]
    ratios = [each["ratio"] for each in found.values()]
    axes.errorbar(range(len(found)), ratios, yerr=ranges(found), color=OURS, marker="o", capsize=4,
                  label="measured, with range")  # fmt: skip
    targets = [(place, RULES[name].bound) for place, name in enumerate(found) if name in RULES]
    if targets:
        axes.scatter(*zip(*targets, strict=True), marker="_", s=900, color=INK, label="target")
    axes.set_xticks(range(len(found)), labels)
    axes.set(ylim=(0, None), xlim=(-0.5, len(found) - 0.5))
    axes.set_ylabel("time for the same mails, built-in rules = 1")
    axes.grid(axis="y", alpha=0.25)
    axes.legend(frameon=False, loc="lower right", fontsize=9, markerscale=0.5)
    axes.set_title("Cost by the number of rules", fontsize=11)


def draw_length(axes: Axes, found: Figures) -> None:
    """A line a shape, the dearest first in the legend, and a line of cost in step with length."""
    ordered = sorted(found.items(), key=lambda item: -item[1]["seconds"][-1])
    for place, (shape, each) in enumerate(ordered):
        grey = str(0.65 * place / max(1, len(ordered) - 1))
        axes.plot(each["sizes"], each["seconds"], color=grey, lw=1, ms=4, zorder=3 - place / 100,
                  marker=MARKS[place % len(MARKS)], label=shape)  # fmt: skip
    first, last = (ordered[0][1]["sizes"][n] for n in (0, -1))
    low = min(each["seconds"][0] for _, each in ordered) / 2
    axes.plot([first, last], [low, low * last / first], color=INK, lw=0.8, ls=":",
              label="in step with length")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="characters", ylabel="seconds")
    axes.grid(alpha=0.25)
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5), fontsize=9)
    axes.set_title("Cost by the length of a text", fontsize=11)


def start_targets(found: Figures) -> dict[str, float]:
    """The tightest target of each process, in milliseconds."""
    spacy = 1000 * found["import spacy"]["seconds"]
    allowed = {name: target.bound * spacy for name, target in START.items()}
    for name, target in START_MS.items():
        allowed[name] = min(target.bound, allowed.get(name, target.bound))
    return {name: bound for name, bound in allowed.items() if name in found}


def draw_start(axes: Axes, found: Figures) -> None:
    """A bar a process, quickest on top, and a stroke where its target is."""
    ordered = dict(by_cost(found))
    took = [1000 * each["seconds"] for each in ordered.values()]
    labels = [name.replace(", ", ",\n") for name in ordered]
    axes.barh(labels, took, color=[shade(name) for name in ordered], edgecolor=INK, lw=0.6)
    targets = start_targets(found)
    places = [[*ordered].index(name) for name in targets]
    axes.vlines([*targets.values()], [place - 0.48 for place in places],
                [place + 0.48 for place in places], color="black", lw=2, label="target")  # fmt: skip
    axes.set(xlabel="milliseconds, whole process")
    axes.set_xlim(0, 1.15 * max(*took, *targets.values()))
    finish_bars(axes, [f"{each:.0f}" for each in took])
    axes.set_title("Start-up", fontsize=11)
