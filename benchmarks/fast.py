"""What scaling.py and speed.py measured, as tables beside the targets of issue 4."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Figures = Mapping[str, Any]
"""One part of scaling.json."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is to reach; `form` writes a figure with its unit."""

    bound: float
    form: str = "{:.2f}"
    at_least: bool = False

    def is_met(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return ("≥ " if self.at_least else "≤ ") + self.form.format(self.bound)


MS = "{:.0f} ms"
OF_VADER = Target(0.8)
OF_BLANK = Target(2.0)
RULES = {"and 5000 generated phrases": Target(1.3), "and 50000 generated phrases": Target(2.0)}
STEP = Target(2.2)
AFTER_EDIT = Target(0.15)
GROWTH = Target(20, "{:.0f} MB")
TWO_PROCESSES = Target(1.7, at_least=True)
LOAD = {"from the cache, seconds": Target(60, MS), "from YAML, seconds": Target(1500, MS)}
PLAIN, ODD = "tonecheck check, plain words", "tonecheck check, words that spaCy splits"
START = {PLAIN: Target(1.25), ODD: Target(1.25)}
"""Beside a process that only imports spaCy."""
START_MS = {"tonecheck --version": Target(60, MS), PLAIN: Target(120, MS)}

FLOOR = (
    "*Looking up alone* is the floor of a checker in Python: every chunk, phrase and cue phrase "
    "is looked up once, and nothing is verified, judged, weighed or rewritten."
)
TOKENIZERS = {
    "tonecheck, sentences again": "blank tokenizer, words seen",
    "tonecheck, words seen": "blank tokenizer, words seen",
    "tonecheck, words unseen": "blank tokenizer, words unseen",
}
"""Which tokenizer has read as much before as which check."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first hold figures."""
    rule = "|---|" + "---:|" * (len(heads) - 1)
    return "\n".join(["| " + " | ".join(heads) + " |", rule,
                      *("| " + " | ".join(cells) + " |" for cells in rows)])  # fmt: skip


def judged(*pairs: tuple[float, Target | None]) -> list[str]:
    """Two cells: the targets there are, and whether every one is met."""
    bound = [(value, target) for value, target in pairs if target is not None]
    if not bound:
        return ["", ""]
    is_met = all(target.is_met(value) for value, target in bound)
    return [" and ".join(str(target) for _, target in bound), "yes" if is_met else "**no**"]


def spread(figures: Figures) -> list[str]:
    """Two cells: a ratio, and its range."""
    return [f"{figures['ratio']:.2f}", f"{figures['low']:.2f} - {figures['high']:.2f}"]


def by_cost(found: Figures) -> list[tuple[str, Figures]]:
    """What was measured, the cheapest first."""
    return sorted(found.items(), key=lambda item: item[1]["ratio"])


def mails_table(found: Figures) -> str:
    """A mail's cost beside the peers', then ours beside the tokenizer's on the same text."""
    peers = [
        [name, *spread(figures),
         *judged((figures["ratio"], OF_VADER if name in TOKENIZERS else None))]
        for name, figures in by_cost(found)
    ]  # fmt: skip
    blank = {
        ours: found[ours]["ratio"] / found[tokenizer]["ratio"]
        for ours, tokenizer in TOKENIZERS.items()
        if ours in found and tokenizer in found
    }
    beside = [[name, f"{ratio:.2f}", *judged((ratio, OF_BLANK))] for name, ratio in blank.items()]
    return "\n\n".join([
        table(["mails", "of VADER", "range", "target", "met"], peers),
        FLOOR,
        "Medians beside those of spaCy's blank tokenizer, which has seen the same words:",
        table(["mails", "of tokenizer", "target", "met"], beside),
    ])  # fmt: skip


def rules_table(found: Figures) -> str:
    """The same mails with ever more phrases of rules."""
    return table(["rules", "ratio", "range", "target", "met"], [
        [name, *spread(figures), *judged((figures["ratio"], RULES.get(name)))]
        for name, figures in found.items()
    ])  # fmt: skip


def size(count: int) -> str:
    """Characters in a few letters: 64k."""
    return f"{count >> 20}M" if count >= 1 << 20 else f"{count >> 10}k"


def length_row(shape: str, figures: Figures) -> list[str]:
    """The worst doubling of a shape, and where it is; none where all were too quick to tell."""
    seconds, worst = figures["seconds"], figures["worst_step"]
    cells = [shape, f"{1000 * seconds[0]:.2f}", f"{1000 * seconds[-1]:.0f}"]
    if worst is None:
        return [*cells, "", "", "", ""]
    steps = [after / before for before, after in pairwise(seconds)]
    place = min(range(len(steps)), key=lambda n: abs(steps[n] - worst))
    before, after = figures["sizes"][place : place + 2]
    return [*cells, f"{worst:.2f}", f"{size(before)} to {size(after)}", *judged((worst, STEP))]


def length_table(found: Figures) -> str:
    """Every shape of text, the one that grows worst on top."""
    ordered = sorted(found.items(), key=lambda item: -(item[1]["worst_step"] or 0))
    ends = next(iter(found.values()))["sizes"]
    heads = [f"{size(ends[0])}, ms", f"{size(ends[-1])}, ms"]
    return table(
        ["shape", *heads, "worst step", "at", "target", "met"],
        [length_row(shape, figures) for shape, figures in ordered],
    )


def edit_table(found: Figures) -> str:
    """A long draft after one word of it changed."""
    figures = found["after an edit"]
    row = ["after an edit", *spread(figures), *judged((figures["ratio"], AFTER_EDIT))]
    return table(["draft of 2,000 words", "of first check", "range", "target", "met"], [row])


def memory_table(found: Figures) -> str:
    """How far a process grows, and whether a worn checker still says what a fresh one says."""
    grown, same = found["grown_megabytes"], found["same_as_fresh"]
    return table([f"{found['mails']:,} mails", "figure", "target", "met"], [
        ["growth of memory", f"{grown:.1f} MB", *judged((grown, GROWTH))],
        ["reports as a fresh checker's", "yes" if same else "no", "yes", "yes" if same else "**no**"],
    ])  # fmt: skip


def processes_table(found: Figures) -> str:
    """Two processes beside one."""
    times = found["times_as_fast"]
    row = ["two processes", f"{times:.2f}", *judged((times, TWO_PROCESSES))]
    return table([f"{found['mails']:,} mails", "times as fast", "target", "met"], [row])


def load_table(found: Figures) -> str:
    """Loading all rules."""
    return table(["all rules", "ms", "target", "met"], [
        [name.removesuffix(", seconds"), f"{1000 * found[name]:.0f}",
         *judged((1000 * found[name], target))]
        for name, target in LOAD.items()
        if name in found
    ])  # fmt: skip


def start_table(found: Figures) -> str:
    """Whole processes."""
    return table(["process", "of import", "range", "ms", "target", "met"], [
        [name, *spread(figures), f"{1000 * figures['seconds']:.0f}",
         *judged((figures["ratio"], START.get(name)),
                 (1000 * figures["seconds"], START_MS.get(name)))]
        for name, figures in by_cost(found)
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of scaling.json on the page: heading, what was done, table, picture if there is one."""

    head: str
    said: str
    make: Callable[[Figures], str]
    picture: str = ""

    def text(self, found: Figures) -> str:
        shown = f"![{self.head}](../docs/img/{self.picture}.png)" if self.picture else ""
        parts = (f"### {self.head}", self.said, self.make(found), shown)
        return "\n\n".join(part for part in parts if part)


SECTIONS = {
    "mails": Section(
        "A mail beside others",
        "The same mails, in turns, with all that a check does: findings, scores, rewrites.",
        mails_table, "cost_per_mail",
    ),
    "rules": Section(
        "More rules",
        "The same mails with generated phrases added to the rules, beside the built-in rules alone.",
        rules_table, "cost_by_rules",
    ),
    "length": Section(
        "Longer texts",
        "A text twice as long: how many times as long it takes, at worst, by the shape of the text. Steps below 5 ms measure the clock and do not count.",
        length_table, "cost_by_length",
    ),
    "edit": Section("An edit", "", edit_table),
    "memory": Section("Memory", "Mails with words that nobody has seen, through one checker.", memory_table),
    "processes": Section("Processes", "", processes_table),
    "load": Section("Loading", "", load_table),
    "start": Section(
        "Starting",
        "Whole processes beside `python -c \"import spacy\"`.",
        start_table, "start",
    ),
}  # fmt: skip


def scaling_tables(found: Figures) -> str:
    """A section for every part that was measured."""
    return "\n\n".join(
        section.text(found[part]) for part, section in SECTIONS.items() if found.get(part)
    )


STEPS = {
    "extract": "extract the writer's own words",
    "split_sentences": "split into sentences",
    "find": "find candidates in sentences not read before",
    "scope": "judge their scope",
    "score": "score",
    "findings_and_rewritten_draft": "make findings, rewrite the draft",
}


def steps_table(data: Figures) -> str:
    """Where the time of a check goes, from speed.json; nothing unless each step was measured."""
    median = {b["name"].removeprefix("test_"): b["stats"]["median"] for b in data["benchmarks"]}
    if not {*STEPS, "read_sentences", "vader"} - {"find"} <= median.keys():
        return ""
    # A reader splits and finds in one go.
    median["find"] = median["read_sentences"] - median["split_sentences"]
    whole = sum(median[step] for step in STEPS)
    rows = [
        [label, f"{median[step] / whole:.0%}", f"{median[step] / median['vader']:.2f}"]
        for step, label in STEPS.items()
    ]
    total = ["**all**", "100%", f"{whole / median['vader']:.2f}"]
    return table(["step", "share", "of VADER"], [*rows, total])
