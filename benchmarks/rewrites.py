"""How good the rewritten drafts are, on the labelled drafts and sentences.

    python benchmarks/rewrites.py [--more 400] [--out benchmarks/rewrites.md] [--show N --seed S]

Drafts are those of corpora/replies_*.jsonl and `--more` mails drawn from the folders beside them,
as far as they are flagged. A content word is neither a function
word nor a word of our own stock phrases (tonecheck.rewriting.gist). Names in an insult or in a threat
to shame may go (tonecheck.rewriting.facts). Grammar is judged by Harper (bench extra): a lint
is new where the draft had none that says the same. chrF is sacrebleu's, against the model rewrites.
"""

from __future__ import annotations

import difflib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from tonecheck import Checker
from tonecheck.extract.plain import plain_message
from tonecheck.findings import Severity
from tonecheck.rewriting.draft import rewrite_passages
from tonecheck.rewriting.facts import facts
from tonecheck.rewriting.gist import carries

HERE = Path(__file__).parent
CORPORA = HERE / "corpora"


@dataclass(slots=True)
class Told:
    """One flagged draft, before and after; `passages` are pairs of what stood and now stands."""

    text: str
    rewritten: str
    passages: list[tuple[str, str]] = field(default_factory=list)
    is_clean: bool = True
    is_settled: bool = True
    lost: list[str] = field(default_factory=list)


def rows(names: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in names:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def drafts(more: int, seed: int) -> list[dict[str, Any]]:
    own = list(rows(sorted(CORPORA.glob("replies_*.jsonl"))))
    others = list(rows(sorted(CORPORA.glob("*/mails.jsonl"))))
    return own + random.Random(seed).sample(others, min(more, len(others)))


def tell(checker: Checker, text: str) -> Told | None:
    """What became of a draft; None where nothing in it is flagged."""
    message = plain_message(text)
    findings = [f for f in checker.findings(message) if f.severity is not Severity.INFO]
    if not findings:
        return None
    after, passages = rewrite_passages(message, findings, checker.findings)
    rewritten = after.source
    again = checker.check(rewritten)
    pairs = [
        (text[p.start : p.end], p.words)
        for finding in findings
        for p in passages
        if p.start <= finding.start < p.end
    ]
    lost = [fact for old, _ in dict(pairs).items() for fact in facts(old) if fact not in rewritten]
    clean = not again.flagged
    return Told(text, rewritten, pairs, clean, again.rewritten == rewritten, lost)


def grammar(told: Sequence[Told]) -> tuple[float, Counter[str]] | None:
    """The share of drafts without a new lint, and what the new ones say; None without Harper."""
    try:
        from harper import Dialect, Linter
    except ImportError:
        return None
    linter = Linter(Dialect.BRITISH)

    def lints(text: str) -> Counter[str]:
        return Counter(f"{lint.lint_kind}: {lint.message}" for lint in linter.lint(text))

    new = [lints(one.rewritten) - lints(one.text) for one in told]
    return sum(not found for found in new) / len(new), sum(new, Counter())


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    from sacrebleu.metrics import CHRF

    return float(CHRF().corpus_score(list(hypotheses), [list(references)]).score)


def labelled(checker: Checker) -> list[tuple[str, str, str]]:
    """Sentences with a model rewrite that are flagged: sentence, rewritten, model."""
    names = sorted([*CORPORA.glob("pairs_*.jsonl"), *CORPORA.glob("sentences_*.jsonl")])
    modelled = [row for row in rows(names) if row.get("rewrite")]
    reports = [(row, checker.check(row["text"])) for row in modelled]
    return [(row["text"], r.rewritten, row["rewrite"]) for row, r in reports if r.flagged]


def model(row: dict[str, Any], *, delete: bool = False) -> str:
    text = row["text"]
    for span in row["spans"]:
        text = text.replace(span["text"], "" if delete else span.get("rewrite", ""))
    return str(text)


def table(told: Sequence[Told], lines: Sequence[tuple[str, str, str]]) -> str:
    pairs = [pair for one in told for pair in one.passages]
    worded = [pair for pair in pairs if pair[1]]
    carried = sum(carries(*pair) for pair in worded)
    out = [
        "| measure | figure | target |",
        "|---|---:|---:|",
        f"| flagged drafts; findings | {len(told)}; {len(pairs)} | |",
        f"| findings with a worded rewrite | {len(worded) / len(pairs):.1%} | 95 % |",
        f"| of those, with a content word or fact of the original | {carried / len(worded):.1%} | 75 % |",
        f"| drafts clean when checked again | {share(one.is_clean for one in told)} | 99 % |",
        f"| unchanged by a second run | {share(one.is_settled for one in told)} | 100 % |",
        f"| numbers, dates, links, addresses, placeholders, names kept | {share(not one.lost for one in told)} | 100 % |",
    ]
    judged = grammar(told)
    if judged:
        out.append(f"| no new lint from Harper | {judged[0]:.1%} | 97 % |")
    return "\n".join(
        [*out, *(f"| {name} | {figure} | {target} |" for name, figure, target in lines)]
    )


def share(claims: Iterable[bool]) -> str:
    held = list(claims)
    return f"{sum(held) / len(held):.1%}"


def floors(
    checker: Checker, own: Sequence[dict[str, Any]], told: dict[str, Told]
) -> list[tuple[str, str, str]]:
    """chrF against the model rewrites, beside leaving the spans out and leaving them be."""
    spanned = [row for row in own if row.get("spans") and row["text"] in told]
    references = [model(row) for row in spanned]
    sentences = labelled(checker)
    models = [wanted for _, _, wanted in sentences]
    return [
        (
            f"chrF on {len(sentences)} sentences: rewritten / left",
            " / ".join(
                f"{chrf(side, models):.1f}"
                for side in ([new for _, new, _ in sentences], [old for old, _, _ in sentences])
            ),
            "",
        ),
        (
            f"chrF on {len(spanned)} drafts: rewritten / spans deleted / left",
            " / ".join(
                f"{chrf(side, references):.1f}"
                for side in (
                    [told[row["text"]].rewritten for row in spanned],
                    [model(row, delete=True) for row in spanned],
                    [row["text"] for row in spanned],
                )
            ),
            "",
        ),
    ]


def changes(one: Told) -> Iterator[str]:
    for line in difflib.unified_diff(
        one.text.splitlines(), one.rewritten.splitlines(), lineterm="", n=0
    ):
        if not line.startswith(("---", "+++", "@@")):
            yield line


@click.command()
@click.option("--more", default=400, show_default=True, help="Mails drawn from other folders.")
@click.option("--seed", default=5, show_default=True)
@click.option("--show", default=0, help="Print so many rewritten drafts, drawn at random, instead.")
@click.option("--out", type=click.Path(path_type=Path), default=HERE / "rewrites.md")
def main(more: int, seed: int, show: int, out: Path) -> None:
    """Measure the rewritten drafts, or show some of them."""
    checker = Checker()
    own = drafts(more, seed)
    told = {row["text"]: one for row in own if (one := tell(checker, row["text"])) is not None}
    if show:
        for one in random.Random(seed).sample(list(told.values()), min(show, len(told))):
            click.echo("\n".join(["", "#" * 5, *changes(one)]))
        return
    text = table(list(told.values()), floors(checker, own, told))
    out.write_text(
        f"# How good the rewritten drafts are\n\n`python benchmarks/rewrites.py` writes this page.\n\n{text}\n",
        encoding="utf-8",
    )
    click.echo(text)
    for one in told.values():
        if not one.is_clean or not one.is_settled or one.lost:
            click.echo(
                f"{'' if one.is_clean else 'unclean '}{'' if one.is_settled else 'unsettled '}lost {one.lost}: {one.text[:60]!r}",
                err=True,
            )
    judged = grammar(list(told.values()))
    for message, count in judged[1].most_common(25) if judged else ():
        click.echo(f"{count:4} {message}", err=True)


if __name__ == "__main__":
    main()
