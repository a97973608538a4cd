"""What every rule hits, as SpamAssassin's hit-frequencies, and the rules that cry wolf.

    python benchmarks/masscheck.py [FILE.jsonl...] [--hits FILE] [--out benchmarks/rules.md] [--check]

Without --hits (from accuracy.py) it checks FILES, by default all corpora and ../shared/data. A hit
is a row on which the rule counts, enough for a finding or not. Precision is own / (own + clean);
hits on other categories' rows show apart, since such a row may well be both.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from accuracy import by_source, check_all, own_corpora

from tonecheck import Checker
from tonecheck.ruleset.loader import RuleSet, builtin
from tonecheck.ruleset.schema import Feature
from tonecheck.scoring import WEAK

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "data"
OUTSIDE = ("calm_*", "uncivil_*", "issue_comments", "toxic_*", "emotion_*")
LOWEST_PRECISION = 0.8
FEWEST_HITS = 5
INTRODUCTION = (
    "`benchmarks/masscheck.py` writes this page (`make accuracy`). Rows of the rule's own "
    "category, of other categories, and clean ones; precision is own / (own + clean); rank is "
    "the mean place by own hits (more is better) and clean hits (fewer is better). A row of an "
    "outside file that only says it is uncivil counts as the rule's own. The in-house files "
    "helped to write the rules."
)


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """Rows that a rule hits; `rank` is 1.0 for the best of all rules, 0.0 for the worst."""

    rule_id: str
    weight: float
    own: int
    other: int
    clean: int
    rank: float
    is_fitted: bool = False

    @property
    def precision(self) -> float:
        """Own hits among own and clean ones; 0.0 without either."""
        return self.own / max(1, self.own + self.clean)

    @property
    def is_bad(self) -> bool:
        """Whether it flags by itself, often enough to judge, and too often wrongly.

        Fitted wording is judged on held-out text instead: held_out.py.
        """
        is_judged = self.own + self.clean >= FEWEST_HITS and self.weight >= WEAK
        return is_judged and not self.is_fitted and self.precision < LOWEST_PRECISION


def places(values: Iterable[int]) -> dict[int, float]:
    """Each distinct value's place in their order, from 0.0 (lowest) to 1.0 (highest)."""
    order = sorted(set(values))
    return {value: at / max(1, len(order) - 1) for at, value in enumerate(order)}


def figures(hits: Mapping[str, Mapping[str, int]], ruleset: RuleSet) -> list[RuleFigures]:
    """The figures of every rule of `ruleset` with a hit, best rank first.

    The rank is the mean of two places: by hits on own rows, more being better, and by hits on
    clean rows, fewer being better. SpamAssassin ranks by hits on spam and ham in the same spirit.
    """
    known = {rule_id: Counter(count) for rule_id, count in hits.items() if rule_id in ruleset.rules}
    wanted = places(count["own"] for count in known.values())
    unwanted = places(count["clean"] for count in known.values())
    found = []
    for rule_id, count in known.items():
        rule = ruleset.rules[rule_id].rule
        is_fitted = any(isinstance(p, Feature) and p.feature == "wording" for p in rule.patterns)
        rank = (wanted[count["own"]] + 1 - unwanted[count["clean"]]) / 2
        three = (count["own"], count["other"], count["clean"])
        found.append(RuleFigures(rule_id, rule.weight, *three, rank, is_fitted))
    return sorted(found, key=lambda one: (-one.rank, one.rule_id))


def table(found: Iterable[RuleFigures]) -> str:
    """A Markdown table, one rule a line."""
    lines = [
        "| rule | weight | own | other | clean | precision | rank |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.rule_id} | {one.weight:g} | {one.own} | {one.other} | {one.clean} "
        f"| {one.precision:.2f} | {one.rank:.2f} |"
        for one in found
    ]
    return "\n".join(lines)


def page(found: Sequence[RuleFigures], silent: Sequence[str]) -> str:
    """benchmarks/rules.md: first the rules to mend, then all others, then those without a hit."""
    bad = sorted((one for one in found if one.is_bad), key=lambda one: (one.precision, one.rule_id))
    to_mend = (
        f"Precision below {LOWEST_PRECISION:g} with {FEWEST_HITS} hits or more and a weight of "
        f"{WEAK:g} or more; this list should be empty."
    )
    sections = [
        "# What every rule hits",
        INTRODUCTION,
        "## To mend",
        to_mend,
        table(bad) if bad else "None.",
        "## Fitted wording",
        "Judged on held-out text: see [README.md](README.md).",
        table(one for one in found if one.is_fitted),
        "## All others",
        table(one for one in found if not one.is_fitted and not one.is_bad),
        "## Without a hit",
        f"{len(silent)} rules: {', '.join(silent)}." if silent else "None.",
    ]
    return "\n\n".join(sections) + "\n"


def measured_files() -> list[Path]:
    """All corpora, and the outside text where it is there."""
    return own_corpora() + sorted(p for name in OUTSIDE for p in SHARED.glob(f"{name}.jsonl"))


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--hits", type=click.Path(exists=True, path_type=Path), help="What accuracy.py saw.")
@click.option("--out", type=click.Path(path_type=Path), default=HERE / "rules.md")
@click.option("--check", is_flag=True, help="Exit with 1 if a rule is to be mended.")
@click.option("--jobs", default=2, show_default=True, help="Processes.")
def main(files: Sequence[Path], hits: Path | None, out: Path, check: bool, jobs: int) -> None:
    """Write what every rule hits on FILES, or as --hits has it, into a Markdown page."""
    if hits is not None:
        counts = json.loads(hits.read_text(encoding="utf-8"))
        ruleset = builtin()
    else:
        checker = Checker()
        ruleset = checker.ruleset
        sources = by_source(files or measured_files())
        _, counts = check_all(sources, checker, peers=False, jobs=jobs)
    found = figures(counts, ruleset)
    bad = [one for one in found if one.is_bad]
    out.write_text(page(found, sorted(ruleset.rules.keys() - counts.keys())), encoding="utf-8")
    click.echo(f"{len(found)} rules with hits, {len(bad)} to mend, in {out}", err=True)
    if bad:
        click.echo(table(bad))
    sys.exit(bool(check and bad))


if __name__ == "__main__":
    main()
