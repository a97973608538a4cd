"""How right tonecheck is on labelled text.

    python benchmarks/accuracy.py FILE.jsonl... [--json OUT] [--rules]

Rows are JSON objects with "text" and, where known, "labels" (categories; [] is clean), "spans"
(passages with a "category"), "pair" (an id that a flagged and a clean row share) and "hard"
(a clean row that looks dangerous). Outside files say it with "label"; `labels_of` knows them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from tonecheck import Checker, Report

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


def measure(rows: Sequence[Row], reports: Sequence[Report]) -> dict[str, Any]:
    """Every figure that the labels of `rows` allow."""
    labels = [labels_of(row) for row in rows]
    dirty = [bool(found) for found in labels]
    highest = [max(report.scores.values()) for report in reports]
    said = [bool(report.flagged) for report in reports]
    clean = [s for s, d in zip(said, dirty, strict=True) if not d]
    result: dict[str, Any] = {
        "rows": len(rows),
        "flagged_clean": sum(clean) / len(clean) if clean else None,
        "auc": auc(highest, dirty),
        "recall_at_1": recall_at(highest, dirty),
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
    sides: dict[str, dict[bool, tuple[float, bool]]] = defaultdict(dict)
    for row, report, is_dirty in zip(rows, reports, dirty, strict=True):
        if "pair" in row:
            sides[row["pair"]][is_dirty] = (max(report.scores.values()), bool(report.flagged))
    both = [side for side in sides.values() if len(side) == 2]
    if not both:
        return {}
    return {
        "pairs_right": sum(side[True][1] and not side[False][1] for side in both) / len(both),
        "pairs_ordered": sum(side[True][0] > side[False][0] for side in both) / len(both),
    }


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


def rule_hits(rows: Sequence[Row], checker: Checker) -> dict[str, Counter[str]]:
    """For each rule its hits on rows of its category, on other flagged rows and on clean rows."""
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        labels = labels_of(row)
        for rule_id in {cue.rule_id for cue, _ in checker.cues(row["text"])}:
            own = rule_id.partition(".")[0] in labels or "any" in labels
            hits[rule_id]["flagged" if own else "other" if labels else "clean"] += 1
    return hits


def table(results: dict[str, dict[str, Any]]) -> str:
    """The results of all files as one Markdown table."""
    heads = ["file", "rows", "AUC", "recall at 1 %", "any P/R/F1", *CATEGORIES,
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


def rule_table(hits: dict[str, Counter[str]]) -> str:
    """Hits and precision of each rule, as SpamAssassin's hit-frequencies."""
    lines = ["| rule | flagged | other | clean | precision |", "|---|---:|---:|---:|---:|"]
    for rule_id, count in sorted(hits.items()):
        share = count["flagged"] / max(1, count["flagged"] + count["clean"])
        lines.append(
            f"| {rule_id} | {count['flagged']} | {count['other']} | {count['clean']} | {share:.2f} |"
        )
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"


def _prf(value: dict[str, float] | None) -> str:
    if value is None:
        return ""
    return f"{value['precision']:.2f} / {value['recall']:.2f} / {value['f1']:.2f}"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Also as JSON.")
@click.option("--rules", "by_rule", is_flag=True, help="Also hits and precision of each rule.")
@click.option("--profile", default="general", show_default=True)
def main(files: Iterable[Path], json_path: Path | None, by_rule: bool, profile: str) -> None:
    """Print how right tonecheck is on FILES of labelled rows, by default its own corpora."""
    files = list(files) or sorted((Path(__file__).parent / "corpora").glob("*.jsonl"))
    checker = Checker(profile=profile)
    results: dict[str, dict[str, Any]] = {}
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    with click.progressbar(files, label="Checking", file=sys.stderr) as bar:
        for path in bar:
            rows = read(path)
            results[path.stem] = measure(rows, [checker.check(row["text"]) for row in rows])
            if by_rule:
                for rule_id, count in rule_hits(rows, checker).items():
                    hits[rule_id].update(count)
    click.echo(table(results))
    if by_rule:
        click.echo("\n" + rule_table(hits))
    if json_path is not None:
        json_path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
