"""How right tonecheck is on labelled text.

    python benchmarks/accuracy.py FILE.jsonl... [--json OUT] [--peers] [--hits OUT] [--rules]

Rows are JSON objects with "text" and, where known, "labels" (categories; [] is clean), "spans"
(passages with a "category"), "pair" (an id that a flagged and a clean row share) and "hard"
(a clean row that looks dangerous). Outside files say it with "label"; `labels_of` knows them.
The files in one folder below `corpora` count as one source. Every text is checked once: the
figures, the peers' figures and the hits of the rules (for masscheck.py) come from the same pass.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from tonecheck import Checker, Report
from tonecheck.extract.plain import plain_message
from tonecheck.scoring import WEAK

CATEGORIES = ("hostile", "sulking", "demanding")
FALSE_ALARMS = 0.01
ANGRY = frozenset(("anger", "annoyance", "disgust"))
CLEAN = frozenset(("", "none", "nontoxic", "fixture"))
Row = dict[str, Any]


def labels_of(row: Row) -> set[str]:
    """The categories of a row; {"any"} where a source only says that it is not clean."""
    if "labels" in row:
        return set(row["labels"])
    label = row.get("label")
    if isinstance(label, list):
        return {"any"} if ANGRY & set(label) else set()
    return set() if str(label or "").lower() in CLEAN else {"any"}


def read(path: Path) -> list[Row]:
    """The rows of one file; a text with human "rewrites" counts as a flagged and a clean row."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    if rows and "rewrites" in rows[0]:
        rows = [
            side
            for row in rows
            if row["rewrites"]
            for side in (
                {"text": row["text"], "label": "toxic", "pair": row["id"]},
                {"text": row["rewrites"][0], "label": None, "pair": row["id"]},
            )
        ]
    return rows


def auc(scores: Sequence[float], flagged: Sequence[bool]) -> float | None:
    """The chance that a flagged row scores above a clean one; ties count half."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks = [0.0] * len(scores)
    first = 0
    while first < len(order):
        last = first
        while last < len(order) and scores[order[last]] == scores[order[first]]:
            last += 1
        for at in order[first:last]:
            ranks[at] = (first + last + 1) / 2
        first = last
    positives = sum(flagged)
    negatives = len(flagged) - positives
    if not positives or not negatives:
        return None
    total = sum(rank for rank, is_flagged in zip(ranks, flagged, strict=True) if is_flagged)
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def recall_at(scores: Sequence[float], flagged: Sequence[bool]) -> float | None:
    """The share of flagged rows above the threshold that at most 1 % of the clean rows exceed."""
    clean = sorted((s for s, f in zip(scores, flagged, strict=True) if not f), reverse=True)
    found = [s for s, f in zip(scores, flagged, strict=True) if f]
    if not clean or not found:
        return None
    threshold = clean[min(len(clean) - 1, int(len(clean) * FALSE_ALARMS))]
    return sum(score > threshold for score in found) / len(found)


def prf(truth: Sequence[bool], said: Sequence[bool]) -> dict[str, float]:
    """Precision, recall and F1."""
    hits = sum(t and s for t, s in zip(truth, said, strict=True))
    precision = hits / sum(said) if any(said) else 0.0
    recall = hits / sum(truth) if any(truth) else 0.0
    both = precision + recall
    return {
        "rows": sum(truth),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / both if both else 0.0,
    }


def ranking(rows: Sequence[Row], scores: Sequence[float]) -> dict[str, float | None]:
    """How well `scores` put flagged rows above clean ones: what any scorer can be asked."""
    dirty = [bool(labels_of(row)) for row in rows]
    sides: dict[str, dict[bool, float]] = defaultdict(dict)
    for row, is_dirty, score in zip(rows, dirty, scores, strict=True):
        if "pair" in row:
            sides[row["pair"]][is_dirty] = score
    both = [side for side in sides.values() if len(side) == 2]
    ordered = sum(side[True] > side[False] for side in both) / len(both) if both else None
    return {
        "auc": auc(scores, dirty),
        "recall_at_1": recall_at(scores, dirty),
        "pairs_ordered": ordered,
    }


def measure(rows: Sequence[Row], reports: Sequence[Report]) -> dict[str, Any]:
    """Every figure that the labels of `rows` allow."""
    labels = [labels_of(row) for row in rows]
    dirty = [bool(found) for found in labels]
    said = [bool(report.flagged) for report in reports]
    clean = [s for s, d in zip(said, dirty, strict=True) if not d]
    result: dict[str, Any] = {
        "rows": len(rows),
        "flagged_clean": sum(clean) / len(clean) if clean else None,
        **ranking(rows, [max(report.scores.values()) for report in reports]),
    }
    if any(dirty):
        result["any"] = prf(dirty, said)
    for category in CATEGORIES:
        truth = [category in found for found in labels]
        if any(truth):
            result[category] = prf(truth, [category in report.flagged for report in reports])
    hard = [s for s, d, row in zip(said, dirty, rows, strict=True) if row.get("hard") and not d]
    if hard:
        result["flagged_hard"] = sum(hard) / len(hard)
    return result | _pairs(rows, reports, dirty) | _spans(rows, reports)


def _pairs(rows: Sequence[Row], reports: Sequence[Report], dirty: Sequence[bool]) -> dict[str, Any]:
    sides: dict[str, dict[bool, bool]] = defaultdict(dict)
    for row, report, is_dirty in zip(rows, reports, dirty, strict=True):
        if "pair" in row:
            sides[row["pair"]][is_dirty] = bool(report.flagged)
    both = [side for side in sides.values() if len(side) == 2]
    if not both:
        return {}
    return {"pairs_right": sum(side[True] and not side[False] for side in both) / len(both)}


def _spans(rows: Sequence[Row], reports: Sequence[Report]) -> dict[str, Any]:
    touching = findings = met = spans = 0
    for row, report in zip(rows, reports, strict=True):
        if not row.get("spans"):
            continue
        places = [_place(row["text"], span["text"]) for span in row["spans"]]
        seen = [(f.start, f.end) for f in report.findings if f.severity.rank > 0]
        findings += len(seen)
        touching += sum(any(a < end and start < b for a, b in places) for start, end in seen)
        spans += len(places)
        met += sum(any(start < b and a < end for start, end in seen) for a, b in places)
    if not spans:
        return {}
    share = touching / findings if findings else 0.0
    return {"findings_on_spans": share, "spans_found": met / spans}


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 else (-1, -1)


def inspect(checker: Checker, text: str) -> tuple[Report, frozenset[str]]:
    """The report on `text` and the rules that count in it, from one analysis.

    A rule counts whether or not its evidence suffices for a finding; fitted wording, which weighs
    what it weighs in the sentence, from the weight that a rule needs to stand on its own.
    """
    analysis = checker.analyse(plain_message(text))
    cues = [cue for evidence in analysis.evidence for cue in evidence.cues]
    rules = {
        cue.candidate.owner.id
        for cue in cues
        if cue.candidate.wording is None or cue.candidate.weight >= WEAK
    }
    return checker.report(analysis), frozenset(rules)


def rule_hits(rows: Sequence[Row], hits: Iterable[Iterable[str]]) -> dict[str, Counter[str]]:
    """For each rule its hits on rows of its category, on other flagged rows and on clean rows.

    A row that is only known not to be clean counts as one of the rule's category.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row, rules in zip(rows, hits, strict=True):
        labels = labels_of(row)
        for rule_id in rules:
            own = rule_id.partition(".")[0] in labels or "any" in labels
            counts[rule_id]["own" if own else "other" if labels else "clean"] += 1
    return dict(counts)


def by_source(paths: Iterable[Path]) -> dict[str, list[Row]]:
    """The rows of `paths` by source, in the sense of fit.py: a writer's folder or a file."""
    from fit import source_of  # fit.py imports this module

    sources: dict[str, list[Row]] = defaultdict(list)
    for path in paths:
        sources[source_of(path)] += read(path)
    return dict(sources)


_STATE: list[Any] = []


def _start(state: Any) -> None:
    _STATE[:] = [state]


def _in_worker(work: Callable[[Any, Any], Any], item: Any) -> tuple[Any, Any]:
    return item, work(_STATE[0], item)


def spread(
    work: Callable[[Any, Any], Any], state: Any, items: Sequence[Any], *, jobs: int
) -> Iterator[tuple[Any, Any]]:
    """Every item with `work(state, item)`, as they get ready, shared by `jobs` processes.

    Processes are forked: `state` may be large or unfit for pickling, `work` is a module's own.
    """
    if jobs == 1:
        yield from ((item, work(state, item)) for item in items)
        return
    with get_context("fork").Pool(jobs, _start, (state,)) as pool:
        yield from pool.imap_unordered(partial(_in_worker, work), items)


def table(results: dict[str, dict[str, Any]]) -> str:
    """The results of all sources as one Markdown table."""
    heads = ["source", "rows", "AUC", "recall at 1 %", "any P/R/F1", *CATEGORIES,
             "clean flagged", "pairs right", "pairs ordered", "on spans"]  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for name, result in results.items():
        cells = [
            name, str(result["rows"]), _number(result["auc"]), _number(result["recall_at_1"]),
            *(_prf(result.get(kind)) for kind in ("any", *CATEGORIES)),
            _percent(result["flagged_clean"]), _percent(result.get("pairs_right")),
            _percent(result.get("pairs_ordered")), _percent(result.get("findings_on_spans")),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"


def _prf(value: dict[str, float] | None) -> str:
    if value is None:
        return ""
    return f"{value['precision']:.2f} / {value['recall']:.2f} / {value['f1']:.2f}"


def check_source(
    state: tuple[Mapping[str, list[Row]], Checker, bool], source: str
) -> tuple[dict[str, Any], dict[str, Counter[str]]]:
    """The figures of one source, the peers' among them where wanted, and its hits per rule."""
    sources, checker, with_peers = state
    rows = sources[source]
    reports, hits = zip(*(inspect(checker, row["text"]) for row in rows), strict=True)
    result = measure(rows, reports)
    if with_peers:
        from peers import peer_figures

        result["peers"] = peer_figures(rows)
    return result, rule_hits(rows, hits)


Hits = dict[str, Counter[str]]


def check_all(
    sources: Mapping[str, list[Row]], checker: Checker, *, peers: bool, jobs: int
) -> tuple[dict[str, dict[str, Any]], Hits]:
    """The figures of every source, in its order, and the hits per rule on all of them."""
    results: dict[str, dict[str, Any]] = {}
    hits: Hits = defaultdict(Counter)
    largest_first = sorted(sources, key=lambda source: -len(sources[source]))
    found = spread(check_source, (sources, checker, peers), largest_first, jobs=jobs)
    with click.progressbar(found, len(sources), label="Checking", file=sys.stderr) as bar:
        for source, (result, counts) in bar:
            results[source] = result
            for rule_id, count in counts.items():
                hits[rule_id].update(count)
    return {source: results[source] for source in sources}, dict(hits)


def own_corpora() -> list[Path]:
    """Every file of our own corpora."""
    return sorted((Path(__file__).parent / "corpora").rglob("*.jsonl"))


def write_json(path: Path, data: object, *, indent: int | None = None) -> None:
    """`data` in `path`, compact unless `indent` says otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    separators = None if indent else (",", ":")
    text = json.dumps(data, indent=indent, separators=separators)
    path.write_text(text + "\n", encoding="utf-8")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Also as JSON.")
@click.option("--peers", is_flag=True, help="Also how peers that need no fitting rank the rows.")
@click.option("--hits", type=click.Path(path_type=Path), help="Write the hits of each rule here.")
@click.option("--rules", "by_rule", is_flag=True, help="Also hits and precision of each rule.")
@click.option("--profile", default="general", show_default=True)
@click.option("--jobs", default=2, show_default=True, help="Processes.")
def main(
    files: Iterable[Path],
    json_path: Path | None,
    peers: bool,
    hits: Path | None,
    by_rule: bool,
    profile: str,
    jobs: int,
) -> None:
    """Print how right tonecheck is on FILES of labelled rows, by default its own corpora."""
    sources = by_source(files or own_corpora())
    checker = Checker(profile=profile)
    results, counts = check_all(sources, checker, peers=peers, jobs=jobs)
    click.echo(table(results))
    if by_rule:
        from masscheck import figures
        from masscheck import table as rule_table

        click.echo("\n" + rule_table(figures(counts, checker.ruleset)))
    if json_path is not None:
        write_json(json_path, results, indent=2)
    if hits is not None:
        write_json(hits, counts)


if __name__ == "__main__":
    main()
