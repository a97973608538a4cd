"""The honest measure: the whole pipeline on each source, its wording fitted on all the others.

    python benchmarks/held_out.py FILE.jsonl... [--only SOURCE]... [--json OUT]

A source is one writer's folder below benchmarks/corpora, or one file. The table of cues fitted
without it takes the place of the built-in one, and every step after that is what users run. The
linear floor (peers.py) is fitted on the same sources and scores the same rows. Our writers are left
out a tenth at a time, since a hundred fits would take an hour: none helps to measure itself.

The in-house files were read by those who wrote the rules, so that what rules find there is not
held out; they also share a hand, and none of them helps to fit when another is measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import fit
from accuracy import CATEGORIES, Row, by_source, labels_of, measure, ranking, spread, write_json
from peers import Floor
from threadpoolctl import threadpool_limits

from tonecheck import Checker, Report
from tonecheck.matching import Reader
from tonecheck.ruleset.loader import builtin
from tonecheck.ruleset.weights import Phrase, concept_of
from tonecheck.ruleset.weights import wording as wording_table
from tonecheck.ruleset.wording import Weights

INHOUSE = (
    "replies_a",
    "replies_sulking",
    "replies_pressure",
    "pairs_a",
    "sentences_sulking",
    "sentences_pressure",
)
WRITER_GROUPS = 10
"""Into how many groups the writers are dealt, each of which is left out of a fit together."""
CAPTION = (
    "Each source is measured with wording fitted on others; our writers are left out a tenth at a "
    "time, every other source alone. Sources marked * were read by "
    "those who wrote the rules: none of them helped to fit the wording here, but what rules find "
    "in them is still no measure of unseen text."
)
Group = tuple[str, ...]
Texts = Mapping[str, Sequence[tuple[fit.Example, ...]]]


@dataclass(frozen=True, slots=True)
class Data:
    """All rows by source: as they are, as examples for the fit, and counted for the floor."""

    rows: Mapping[str, Sequence[Row]]
    examples: Texts
    floor: Floor


def groups(sources: Iterable[str], only: Collection[str] = ()) -> list[tuple[Group, Group]]:
    """What is left out of a fit together, and which sources of it are wanted (default: all).

    The in-house files form one group, our writers ten, every other source is one by itself.
    """
    sources = list(sources)
    inhouse = tuple(source for source in INHOUSE if source in sources)
    writers = [source for source in sources if (fit.CORPORA / source).is_dir()]
    dealt = [tuple(writers[first::WRITER_GROUPS]) for first in range(WRITER_GROUPS)]
    alone = [(source,) for source in sources if source not in {*inhouse, *writers}]
    found = []
    for group in filter(None, (inhouse, *alone, *dealt)):
        wanted = tuple(source for source in group if not only or source in only)
        if wanted:
            found.append((group, wanted))
    return found


def wording_without(group: Collection[str], examples: Texts) -> dict[Phrase, Weights]:
    """The table of cues that is fitted when `group` is left out.

    One thread: the fit's vectors are short, and BLAS threads that wait for each other on a busy
    machine make it three times slower.
    """
    rest = {source: texts for source, texts in examples.items() if source not in group}
    known = [example for texts in rest.values() for example in fit.training(texts)]
    with threadpool_limits(1):
        return fit.table(fit.fit(known, fit.own_cues(rest)))


def checker_with(wording: dict[Phrase, Weights]) -> Checker:
    """A Checker with the built-in rules and `wording` in the place of the built-in table."""
    checker = Checker(prove=False)
    compiled = checker.compiled
    words = dict(compiled.vocabulary)
    said = {concept_of(cue): row for cue, row in wording.items()}
    nothing = (0.0,) * len(CATEGORIES)
    compiled = replace(
        compiled,
        wording=wording_table(wording, words),
        concepts={name: said.get(name, nothing) for name in compiled.concepts},
        vocabulary=words,
    )
    checker._reader = Reader(compiled)
    return checker


def measure_group(
    data: Data, item: tuple[Group, Group]
) -> dict[str, tuple[dict[str, Any], dict[str, list[Any]]]]:
    """The figures, and the labels and scores by row, of the wanted sources of a group."""
    group, wanted = item
    checker = checker_with(wording_without(group, data.examples))
    floor = data.floor.scores(group)
    found = {}
    for source in wanted:
        rows = data.rows[source]
        reports = [checker.check(row["text"]) for row in rows]
        figures = measure(rows, reports) | {"floor": ranking(rows, floor[source])}
        found[source] = (figures, columns(rows, reports, floor[source]))
    return found


def columns(
    rows: Sequence[Row], reports: Sequence[Report], floor: Sequence[float]
) -> dict[str, list[Any]]:
    """Labels and scores row by row, without a word of the text."""
    scores = {name: [report.scores[name] for report in reports] for name in CATEGORIES}
    labels = ["+".join(sorted(labels_of(row))) for row in rows]
    return {"labels": labels, **scores, "floor": [round(chance, 4) for chance in floor]}


def table(data: Mapping[str, Any]) -> str:
    """The figures of all held-out sources as a Markdown table under its caption.

    The last row has the means of the sources that have a figure, those marked * left out.
    """
    sources = data["sources"]
    heads = [
        "source", "rows", "AUC", "floor's", "recall at 1 %", "floor's", "pairs ordered", "floor's",
        "any P/R/F1", "clean flagged", "pairs right",
    ]  # fmt: skip
    lines = [CAPTION, "", "| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    for source, found in sources.items():
        marked = f"{source} *" if source in INHOUSE else source
        lines.append("| " + " | ".join(_cells(marked, found)) + " |")
    unread = [found for source, found in sources.items() if source not in INHOUSE]
    lines.append("| " + " | ".join(_cells("**mean**", _mean(unread))) + " |")
    return "\n".join(lines)


def _cells(name: str, found: Mapping[str, Any]) -> list[str]:
    floor, both = found.get("floor", {}), found.get("any")
    ranks = [
        _share(figures.get(key))
        for key in ("auc", "recall_at_1", "pairs_ordered")
        for figures in (found, floor)
    ]
    prf = [f"{both[key]:.2f}" for key in ("precision", "recall", "f1")] if both else []
    ends = [_share(found.get(key)) for key in ("flagged_clean", "pairs_right")]
    return [name, str(found["rows"]), *ranks, " / ".join(prf), *ends]


def _mean(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The mean over sources, each counting once however long it is."""
    mean: dict[str, Any] = {"rows": sum(one.get("rows", 0) for one in found)}
    for key in ("auc", "recall_at_1", "pairs_ordered", "flagged_clean", "pairs_right"):
        mean[key] = _average([one.get(key) for one in found])
    for part in ("floor", "any"):
        whole = [one[part] for one in found if part in one]
        keys = dict.fromkeys(key for one in whole for key in one)
        mean[part] = {key: _average([one.get(key) for one in whole]) for key in keys}
    return mean


def _average(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def gather(files: Sequence[Path]) -> Data:
    """The rows of `files` read once for every use."""
    rows = by_source(files)
    with_rules = {fit.RULES: list(fit.rule_rows(builtin())), **rows}
    return Data(rows, fit.read_all(files), Floor(with_rules))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--only", multiple=True, help="Measure this source only; may be repeated.")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Figures and scores.")
@click.option("--jobs", default=2, show_default=True, help="Processes.")
def main(files: Sequence[Path], only: tuple[str, ...], json_path: Path | None, jobs: int) -> None:
    """Measure the pipeline on each source of FILES, fitted on the others: JSON lines, a table."""
    data = gather(files)
    unknown = set(only) - data.rows.keys()
    if unknown:
        raise click.BadParameter(f"no source {', '.join(sorted(unknown))}", param_hint="--only")
    todo = groups(data.rows, only)
    found: dict[str, tuple[dict[str, Any], dict[str, list[Any]]]] = {}
    done = spread(measure_group, data, todo, jobs=min(jobs, len(todo)))
    with click.progressbar(done, len(todo), label="Fitting", file=sys.stderr) as bar:
        for _, measured in bar:
            found |= measured
            for source, (figures, _) in measured.items():
                click.echo(json.dumps({"source": source, **figures}))
    ordered = [source for source in data.rows if source in found]
    result = {
        "sources": {source: found[source][0] for source in ordered},
        "rows": {source: found[source][1] for source in ordered},
    }
    click.echo("\n" + table(result))
    if json_path is not None:
        write_json(json_path, result)


if __name__ == "__main__":
    main()
