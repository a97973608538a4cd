"""Fit the weights of cue phrases to labelled text, and say how well they carry to unseen sources.

    python benchmarks/fit.py FILE.jsonl... --out rules/en/_weights/wording.tsv
    python benchmarks/fit.py FILE.jsonl... --hold-out        # one line a source, fitted on the rest

Every sentence has log-odds per category: a bias and the weights of the 1- to 3-grams of NORMs in
it, and of the concepts (lexicons) whose terms stand in it. A text is as bad as its sentences: the
log-odds of all are pooled by log-sum-exp, so that a label on a whole mail teaches which of its
sentences earned it (multiple-instance learning, Maron & Lozano-Perez 1998). The loss asks for each
category, and for any of them; weights have a part shared by all categories and one of their own,
each with an L2 penalty that is higher for common cues. It is convex but for the pooling, and
L-BFGS finds its minimum.

Only n-grams that stand in our own corpora (benchmarks/corpora) can become cues: outside text
helps to weigh them and gives no words of its own.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import click
import numpy as np
from accuracy import auc, labels_of, read, recall_at
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from tonecheck import Checker
from tonecheck.extract.plain import plain_message
from tonecheck.language import language, tokenizer_norms
from tonecheck.matching import Reader as MessageReader
from tonecheck.proving import unmark
from tonecheck.reading import Reading
from tonecheck.ruleset.compiler import lexicons
from tonecheck.ruleset.loader import RuleSet
from tonecheck.ruleset.trie import PhraseTrie
from tonecheck.ruleset.vocabulary import UNKNOWN, vocabulary
from tonecheck.ruleset.weights import BIAS, FIRST, LAST, NUMBER, Phrase
from tonecheck.ruleset.wording import CATEGORIES
from tonecheck.spelling import Normaliser

NAMES = tuple(category.value for category in CATEGORIES)
CORPORA = Path(__file__).parent / "corpora"
RULES = "rules"
"""The source that the examples of the rules are."""
CONCEPTS = "_concepts"
"""The folder of the lexicons that may have a weight."""
LONGEST_NGRAM = 3
FEWEST_ROWS = 3
SHARED_PENALTY, OWN_PENALTY, BIAS_PENALTY = 4.0, 3.0, 0.01
COMMON = 0.01
"""By how much each sentence that a cue stands in raises its penalty (Wager et al. 2013, dropout).

"You" alone is no tone: what a common word says has to come from its neighbours, else the wording
of one sort of text is taken for the tone of another."""
LARGEST_SOURCE = 1200
"""Rows above which a source's rows count less, so that no source drowns the others."""
REAL_TEXT = 4.0
"""What a row of outside text counts: somebody sent it, and ours was written to be labelled."""
SMALLEST_WEIGHT = 0.1
RULE_EXAMPLE = 6.0
"""What an example of a rule counts: it is a promise that a test holds us to."""
CLEAN_SENTENCE = 0.5
"""What a sentence outside the marked spans of a flagged mail counts."""
Bag = frozenset[Phrase]
"""The cues of a sentence; one that stands there twice says no more than once."""
PRESSING = frozenset(("impatience", "entitlement"))
"""Labels of outside sources that mean demanding; what else they call uncivil is hostile."""
QUOTED = "\n"
"""Stands in the place of words that are quoted or denied; no cue has a line break."""
MARKS = frozenset("! ? ...".split())
EDGES = frozenset((FIRST, LAST))
"""Marks that a cue has for the edges of a sentence, so that it has none for the signs."""


@dataclass(frozen=True)
class Example:
    """One text, or one sentence of a mail whose spans are marked."""

    source: str
    bags: tuple[Bag, ...]
    labels: frozenset[str]
    weight: float = 1.0


@dataclass(frozen=True)
class Fitted:
    """Weights by cue, one column a category, and the bias."""

    column: Mapping[Phrase, int]
    weights: np.ndarray
    bias: np.ndarray

    def log_odds(self, bag: Bag) -> np.ndarray:
        known = [self.column[cue] for cue in bag if cue in self.column]
        return self.weights[known].sum(axis=0) + self.bias

    def score(self, example: Example) -> float:
        """The pooled log-odds that `example` is not clean."""
        return float(np.logaddexp.reduce([self.log_odds(bag) for bag in example.bags], axis=None))


class Reader:
    """Rows to examples, with the tokens, sentences and quotations that a check sees."""

    def __init__(self) -> None:
        checker = Checker(prove=False)
        self.ruleset = checker.ruleset
        self._reader = MessageReader(checker.compiled)
        self._words = vocabulary()
        self._concepts = PhraseTrie()
        terms = lexicons(self.ruleset, tokenizer_norms(language(Normaliser())), self._words)
        names: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for name, (_, place) in checker.ruleset.lexicons.items():
            if Path(place.path).parent.name == CONCEPTS:
                for phrase in terms.terms(name):
                    names[phrase].append(name)
        for phrase, concepts in names.items():
            self._concepts.add(phrase, concepts)

    def examples(
        self, source: str, rows: Iterable[dict[str, Any]]
    ) -> Iterator[tuple[Example, ...]]:
        """For each row the whole text, then its sentences where spans say which of them sting."""
        for row in rows:
            message = plain_message(row["text"])
            found = self._reader.match(message.text)
            bags = tuple(map(self._bag, found.readings))
            places = [found.place(start, end) for start, end in found.sentences]
            weight = RULE_EXAMPLE if source == RULES else 1.0
            whole = Example(source, bags, _categories(row), weight)
            if bags:
                yield (whole, *_sentences(whole, row, message.text, places))

    def _said(self, reading: Reading) -> list[str]:
        chunks = reading.words.text.split()
        tokens = [t for chunk in chunks for t in self._reader.tokens.tokens(chunk)]
        return [
            QUOTED
            if at in reading.unsaid or token.norm in EDGES
            else NUMBER
            if token.is_number
            else token.norm
            for at, token in enumerate(tokens)
        ]

    def _bag(self, reading: Reading) -> Bag:
        """The n-grams of a sentence, its concepts and its structures."""
        words = self._said(reading)
        hits = self._concepts.hits([self._words.get(word, UNKNOWN) for word in words])
        concepts = {name for names, _, _ in hits for name in names}
        quoted = reading.words.quoted
        own = {n for n, places in reading.structures.items() if {s for s, _ in places} - quoted}
        return _ngrams(words).union((f"{{{name}}}",) for name in concepts | own)


def _categories(row: dict[str, Any]) -> frozenset[str]:
    labels = labels_of(row)
    if labels != {"any"}:
        return frozenset(labels)
    is_pressing = str(row["label"]).lower() in PRESSING
    return frozenset(("demanding" if is_pressing else "hostile",))


def _sentences(
    whole: Example, row: dict[str, Any], text: str, places: Sequence[tuple[int, int]]
) -> Iterator[Example]:
    if "spans" not in row or len(whole.bags) < 2:
        return
    spans = []
    for span in row["spans"]:
        words = " ".join(span["text"].split())
        start = text.find(words)
        if start >= 0:
            spans.append((start, start + len(words), span["category"]))
    for bag, (start, end) in zip(whole.bags, places, strict=True):
        labels = frozenset(c for first, last, c in spans if first < end and start < last)
        yield Example(whole.source, (bag,), labels, 1.0 if labels else CLEAN_SENTENCE)


def _ngrams(words: Sequence[str]) -> Bag:
    padded = (FIRST, *words, LAST)
    return frozenset(
        gram
        for length in range(1, LONGEST_NGRAM + 1)
        for at in range(len(padded) - length + 1)
        if _says_something(gram := padded[at : at + length])
    )


def _says_something(gram: Phrase) -> bool:
    """Whether a run of words, none of them quoted, has a word or a mark that tone can be in."""
    return QUOTED not in gram and any(word[0].isalpha() or word in MARKS for word in gram)


def fit(examples: Sequence[Example], own: frozenset[Phrase]) -> Fitted:
    """The weights of those cues of `own` that stand in enough of `examples`."""
    rows = Counter(cue for e in examples for cue in {cue for bag in e.bags for cue in bag})
    cues = sorted(cue for cue, count in rows.items() if count >= FEWEST_ROWS and cue in own)
    column = {cue: index for index, cue in enumerate(cues)}
    loss = _Loss(examples, column)
    start = np.zeros(4 * len(cues) + 3)
    start[-3:] = -2.0
    with threadpool_limits(1):  # its vectors are long and cheap: threads only wait for each other
        best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    shared, parts, bias = loss.unpack(best)
    return Fitted(column, parts + shared[:, None], bias)


class _Loss:
    """The penalised negative log-likelihood and its gradient."""

    def __init__(self, examples: Sequence[Example], column: Mapping[Phrase, int]) -> None:
        self._size = len(column)
        self._count = len(examples)
        entries = [
            (place, column[cue])
            for place, bag in enumerate(bag for e in examples for bag in e.bags)
            for cue in bag
            if cue in column
        ]
        places, columns = np.array(entries, dtype=np.int64).T
        self._rows = np.repeat(np.arange(self._count), [len(e.bags) for e in examples])
        shape = (len(self._rows), self._size)
        self._x = csr_matrix((np.ones(len(entries)), (places, columns)), shape=shape)
        self._x_transposed = self._x.T.tocsr()
        self._common = 1 + COMMON * np.bincount(columns, minlength=self._size)
        per_source = Counter(e.source for e in examples)
        self._weight = np.array(
            [
                e.weight
                * (1.0 if _is_own(e.source) else REAL_TEXT)
                * (e.source == RULES or min(1.0, LARGEST_SOURCE / per_source[e.source]))
                for e in examples
            ]
        )
        self._truth = np.array([[name in e.labels for name in NAMES] for e in examples], float)
        self._flagged = np.array([bool(e.labels) for e in examples], float)

    def unpack(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        shared = values[: self._size]
        parts = values[self._size : 4 * self._size].reshape(self._size, 3)
        return shared, parts, values[-3:]

    def __call__(self, values: np.ndarray) -> tuple[float, np.ndarray]:
        shared, parts, bias = self.unpack(values)
        log_odds = self._x @ (parts + shared[:, None]) + bias
        gradient = np.zeros_like(log_odds)
        loss = 0.0
        for index in range(3):
            some, slope = self._pooled(
                log_odds[:, index], self._rows, 0.5 * self._weight, self._truth[:, index]
            )
            loss += some
            gradient[:, index] += slope
        thrice = np.tile(self._rows, 3)
        some, slope = self._pooled(log_odds.T.ravel(), thrice, self._weight, self._flagged)
        loss += some
        gradient += slope.reshape(3, -1).T
        of_cues = self._x_transposed @ gradient
        held, bent = SHARED_PENALTY * self._common, OWN_PENALTY * self._common[:, None]
        loss += 0.5 * np.sum(held * shared**2) + 0.5 * np.sum(bent * parts**2)
        loss += 0.5 * BIAS_PENALTY * np.sum(bias**2)
        slopes = (
            of_cues.sum(1) + held * shared,
            (of_cues + bent * parts).ravel(),
            gradient.sum(0) + BIAS_PENALTY * bias,
        )
        return float(loss), np.concatenate(slopes)

    def _pooled(
        self, values: np.ndarray, rows: np.ndarray, weight: np.ndarray, truth: np.ndarray
    ) -> tuple[float, np.ndarray]:
        """The weighted logistic loss of the pooled `values` of each row, and its gradient."""
        highest = np.full(self._count, -np.inf)
        np.maximum.at(highest, rows, values)
        shares = np.exp(values - highest[rows])
        sums = np.bincount(rows, shares, self._count)
        pooled = highest + np.log(sums)
        loss = np.sum(weight * (np.logaddexp(0, pooled) - truth * pooled))
        chance = 1 / (1 + np.exp(-np.clip(pooled, -30, 30)))
        return loss, (weight * (chance - truth))[rows] * shares / sums[rows]


def table(fitted: Fitted) -> dict[Phrase, tuple[float, ...]]:
    """Cues and rounded weights, those that say next to nothing left out; most weighty first."""
    rounded = np.round(fitted.weights, 2)
    kept = {
        cue: tuple(rounded[index])
        for cue, index in fitted.column.items()
        if np.abs(fitted.weights[index]).max() >= SMALLEST_WEIGHT
    }
    ordered = sorted(kept, key=lambda cue: (-max(map(abs, kept[cue])), cue))
    return {BIAS: tuple(np.round(fitted.bias, 2)), **{cue: kept[cue] for cue in ordered}}


def write(path: Path, weights: Mapping[Phrase, Sequence[float]], notes: Sequence[str]) -> None:
    """The file that `tonecheck` reads, with `notes` as its first lines."""
    lines = [f"# {note}" for note in notes]
    lines.append("\t".join(("cue", *NAMES)))
    lines += ["\t".join((" ".join(cue), *(f"{w:g}" for w in row))) for cue, row in weights.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_all(paths: Sequence[Path]) -> dict[str, list[tuple[Example, ...]]]:
    """The examples of every file and of the rules; a source is a file, or one writer's folder."""
    reader = Reader()
    found: dict[str, list[tuple[Example, ...]]] = defaultdict(list)
    found[RULES] += reader.examples(RULES, [*rule_rows(reader.ruleset), *catalogue_rows()])
    with click.progressbar(paths, label="Reading", file=sys.stderr) as bar:
        for path in bar:
            found[source_of(path)] += reader.examples(source_of(path), read(path))
    return dict(found)


def rule_rows(ruleset: RuleSet) -> Iterator[dict[str, Any]]:
    """The examples and rewrites of all rules as labelled rows."""
    for loaded in ruleset.rules.values():
        rule = loaded.rule
        for bad in rule.examples.bad:
            text, _ = unmark(bad if isinstance(bad, str) else bad.text)
            yield {"text": text, "labels": [loaded.category.value]}
        for good in {*rule.examples.good, *(words for words in rule.rewrite if "{" not in words)}:
            yield {"text": good, "labels": []}
    for courtesy in ruleset.courtesies.values():
        for good in courtesy.rule.examples.good:
            yield {"text": unmark(good)[0], "labels": []}


def catalogue_rows() -> Iterator[dict[str, Any]]:
    """The sentences of the catalogue of sub-patterns, its near misses and traps among them."""
    kinds = {"HOS": "hostile", "SUL": "sulking", "DEM": "demanding"}
    for entry in json.loads((CORPORA / "catalogue.json").read_text(encoding="utf-8")):
        yield from ({"text": text, "labels": [kinds[entry["id"][:3]]]} for text in entry["pos"])
        harmless = [*entry["neg"], *(text for _, text in entry["guard"])]
        yield from ({"text": text, "labels": []} for text in harmless)


def source_of(path: Path) -> str:
    """What is held out together: the files in one folder below `corpora`, else one file."""
    is_ours = path.resolve().is_relative_to(CORPORA) and path.resolve().parent != CORPORA
    return path.parent.name if is_ours else path.stem


@cache
def _is_own(source: str) -> bool:
    return source == RULES or (CORPORA / source).is_dir() or (CORPORA / f"{source}.jsonl").is_file()


def own_cues(rows: Mapping[str, Sequence[tuple[Example, ...]]]) -> frozenset[Phrase]:
    """The n-grams of our own corpora."""
    return frozenset(
        cue
        for source, texts in rows.items()
        if _is_own(source)
        for whole, *_ in texts
        for bag in whole.bags
        for cue in bag
    )


def training(texts: Iterable[tuple[Example, ...]]) -> list[Example]:
    """Sentences where they are labelled, whole texts elsewhere."""
    return [example for whole, *parts in texts for example in (parts or [whole])]


def hold_out(rows: Mapping[str, Sequence[tuple[Example, ...]]]) -> Iterator[dict[str, Any]]:
    """For each source how the wording ranks its rows when fitted on all others."""
    for source, texts in rows.items():
        rest = {name: other for name, other in rows.items() if name != source}
        fitted = fit([e for other in rest.values() for e in training(other)], own_cues(rest))
        scores = [fitted.score(whole) for whole, *_ in texts]
        flagged = [bool(whole.labels) for whole, *_ in texts]
        yield {
            "source": source,
            "rows": len(texts),
            "auc": auc(scores, flagged),
            "recall_at_1": recall_at(scores, flagged),
        }


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the cues and weights here.")
@click.option("--hold-out", "held_out", is_flag=True, help="Fit once for each source, without it.")
def main(files: Sequence[Path], out: Path | None, held_out: bool) -> None:
    """Fit cue weights to labelled FILES."""
    rows = read_all(files)
    if held_out:
        for result in hold_out(rows):
            click.echo(json.dumps(result))
    if out is not None:
        weights = table(fit([e for t in rows.values() for e in training(t)], own_cues(rows)))
        counts = ", ".join(f"{source} {len(texts)}" for source, texts in rows.items())
        notes = (
            "What cue phrases say, in log-odds: tonecheck/ruleset/wording.py tells how it is read.",
            "Fitted by benchmarks/fit.py; every cue stands in our own corpora, outside text only",
            f"helped to weigh it. Rows by source: {counts}.",
        )
        write(out, weights, notes)
        click.echo(f"{len(weights) - 1} cues in {out}", err=True)


if __name__ == "__main__":
    main()
