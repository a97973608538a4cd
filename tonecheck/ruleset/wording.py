"""Cue phrases with fitted weights: what single words and short phrases say, added up.

``rules/<language>/_weights/wording.tsv`` holds one cue a line, one to six NORMs with a space
between, and how much it speaks for each category, in log-odds (natural logarithm). ``<`` and
``>`` are the edges of a sentence, ``9`` is any number; ``{name}`` stands for every term of a
lexicon (a *concept*), and ``(bias)`` is where a sentence without any cue stands.
`benchmarks/fit.py` writes the file; it is meant to be read and edited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.strings import get_string_id

from tonecheck.errors import RuleError
from tonecheck.findings import Category

Phrase = tuple[str, ...]
Weights = tuple[float, ...]
Hashes = npt.NDArray[np.uint64]

FIRST, LAST, NUMBER = "<", ">", "9"
LONGEST = 6
BIAS: Phrase = ("(bias)",)
CATEGORIES = tuple(Category)
_HEAD = ["cue", *(category.value for category in CATEGORIES)]
_LARGEST = 20.0
# A rolling hash of NORM hashes, modulo 2^64: Knuth's multiplier for 64 bits.
_FACTOR = 6364136223846793005
_MASK = (1 << 64) - 1


class WordingCue(NamedTuple):
    """A cue at tokens `start` to `end`; `weight` is its log-odds, above 0.

    `concept` names the lexicon it is a term of, if any.
    """

    start: int
    end: int
    weight: float
    concept: str = ""


class Said(NamedTuple):
    """What the wording of a text says: `log_odds`, one row a sentence, one column a category.

    The other arrays have one entry a cue: its row in the table, its sentence, and where it
    starts and how long it is in tokens, the edge of the sentence being one.
    """

    log_odds: npt.NDArray[np.float64]
    rows: npt.NDArray[np.intp]
    owners: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    lengths: npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Wording:
    """A table of cues, ready to be looked up all at once.

    `keys` are the cues' hashes, sorted; `weights` has one row a cue and one column a category;
    `is_plain` says of each cue whether a reader can see its point; `longest` is in NORMs.
    """

    keys: Hashes
    weights: npt.NDArray[np.float64]
    is_plain: npt.NDArray[np.bool_]
    bias: npt.NDArray[np.float64]
    longest: int

    @classmethod
    def of(cls, table: Mapping[Phrase, Weights]) -> Wording:
        """The table of `table`: cue to one weight a category."""
        cues = {
            phrase: weights
            for phrase, weights in table.items()
            if phrase != BIAS and concept_of(phrase) is None
        }
        keys = np.array([_key(phrase) for phrase in cues], dtype=np.uint64)
        order = np.argsort(keys)
        rows = np.array([*cues.values()], dtype=np.float64).reshape(-1, len(CATEGORIES))
        plain = np.array([_is_plain(phrase) for phrase in cues], dtype=np.bool_)
        bias = table.get(BIAS, (-_LARGEST,) * len(CATEGORIES))
        longest = max(map(len, cues), default=0)
        return cls(keys[order], rows[order], plain[order], np.array(bias), longest)

    def only(self, categories: Collection[Category]) -> Wording:
        """This table with nothing to say for other categories than `categories`."""
        kept = np.array([category in categories for category in CATEGORIES])
        bias = np.where(kept, self.bias, -_LARGEST)
        return replace(self, weights=self.weights * kept, bias=bias)

    def read(self, norms: Hashes, sentences: Sequence[tuple[int, int]]) -> Said:
        """What the wording of each of `sentences` says, and the cues it rests on, each once.

        `norms` are the NORM hashes of the text, a number's being that of ``9``.
        """
        total = np.tile(self.bias, (len(sentences), 1))
        if not len(self.keys) or not sentences:
            return Said(total, *(np.zeros(0, dtype=np.intp),) * 4)
        words, firsts, owners = _padded(norms, sentences)
        grams = [*_ngrams(words, self.longest)]
        hashes = np.concatenate(grams)
        rows = np.searchsorted(self.keys, hashes)
        rows[rows == len(self.keys)] = 0
        starts = np.concatenate([np.arange(len(gram)) for gram in grams])
        hits = np.flatnonzero(self.keys[rows] == hashes)
        # A cue that stands in a sentence twice says no more than once.
        _, once = np.unique(owners[starts[hits]] * len(self.keys) + rows[hits], return_index=True)
        hits = hits[once]
        rows, starts = rows[hits], starts[hits]
        lengths = np.repeat(np.arange(1, len(grams) + 1), [len(gram) for gram in grams])[hits]
        of = owners[starts]
        for column in range(len(CATEGORIES)):
            total[:, column] += np.bincount(of, self.weights[rows, column], len(sentences))
        return Said(total, rows, of, firsts[starts], lengths)

    def cues(
        self, said: Said, at: int, bounds: tuple[int, int], category: Category
    ) -> list[WordingCue]:
        """The plain cues that speak for `category` in sentence `at`, at tokens `bounds`."""
        weights = self.weights[said.rows, CATEGORIES.index(category)]
        chosen = np.flatnonzero((said.owners == at) & (weights > 0) & self.is_plain[said.rows])
        first, last = bounds
        return [
            WordingCue(max(start, first), min(start + length, last), weight)
            for start, length, weight in zip(
                said.starts[chosen].tolist(),
                said.lengths[chosen].tolist(),
                weights[chosen].tolist(),
                strict=True,
            )
        ]


def read_wording(path: Path, text: str) -> dict[Phrase, Weights]:
    """The cues of one file; RuleError names the line and what was expected there."""
    table: dict[Phrase, Weights] = {}
    seen_head = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("# "):
            continue
        cells = line.split("\t")
        if not seen_head:
            if cells != _HEAD:
                raise _error(path, number, "head", cells, " ".join(_HEAD) + ", with tabs between")
            seen_head = True
            continue
        phrase = tuple(cells[0].split(" "))
        if phrase in table:
            raise _error(path, number, "cue", cells[0], "it once")
        if not 0 < len(phrase) <= LONGEST or "" in phrase:
            raise _error(path, number, "cue", cells[0], f"1 to {LONGEST} words, one space between")
        if FIRST in phrase[1:] or LAST in phrase[:-1]:
            raise _error(
                path, number, "cue", cells[0], f"{FIRST} only in front, {LAST} only behind"
            )
        table[phrase] = _weights(cells, path, number)
    return table


def _weights(cells: Sequence[str], path: Path, number: int) -> Weights:
    expected = f"{len(CATEGORIES)} numbers from -{_LARGEST:g} to {_LARGEST:g}, a tab before each"
    try:
        weights = tuple(map(float, cells[1:]))
    except ValueError as err:
        raise _error(path, number, cells[0], cells[1:], expected) from err
    if len(weights) != len(CATEGORIES) or not all(abs(w) <= _LARGEST for w in weights):
        raise _error(path, number, cells[0], cells[1:], expected)
    return weights


def _error(path: Path, line: int, key: str, seen: object, expected: str) -> RuleError:
    return RuleError(f"is {seen!r}; expected {expected}", path=path, line=line, key=key)


def concept_of(cue: Phrase) -> str | None:
    """The lexicon that a cue such as ``{insult}`` names, or None."""
    only = cue[0]
    return only[1:-1] if len(cue) == 1 and only[0] == "{" and only[-1] == "}" else None


def words_of(table: Iterable[Phrase]) -> frozenset[str]:
    """Every word of the cues of `table`, marks left out."""
    return frozenset(word for phrase in table for word in phrase if word[0].isalpha())


def _is_plain(phrase: Phrase) -> bool:
    """Whether a reader can see the point: a word that carries meaning, or two words together."""
    words = [word for word in phrase if word[0].isalpha()]
    return len(words) > 1 or any(word not in STOP_WORDS for word in words)


def _key(phrase: Phrase) -> int:
    key = 0
    for word in phrase:
        key = (key * _FACTOR + get_string_id(word)) & _MASK
    return key


def _padded(
    norms: Hashes, sentences: Sequence[tuple[int, int]]
) -> tuple[Hashes, npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The NORMs of all sentences between the marks of their edges; of each its token, sentence.

    A first edge stands before its sentence's first token.
    """
    first, last = _EDGES[:1], _EDGES[1:]
    pieces = [piece for start, end in sentences for piece in (first, norms[start:end], last)]
    tokens = [token for start, end in sentences for token in range(start - 1, end + 1)]
    lengths = [end - start + 2 for start, end in sentences]
    owners = np.repeat(np.arange(len(sentences)), lengths)
    return np.concatenate(pieces), np.array(tokens), owners


def _ngrams(words: Hashes, longest: int) -> Iterable[Hashes]:
    """The hashes of all runs of 1, 2, ... `longest` words."""
    factor = np.uint64(_FACTOR)
    hashes = words
    yield hashes
    for length in range(2, min(longest, len(words)) + 1):
        hashes = hashes[:-1] * factor + words[length - 1 :]
        yield hashes


_EDGES: Hashes = np.array([get_string_id(FIRST), get_string_id(LAST)], dtype=np.uint64)
NUMBER_HASH = get_string_id(NUMBER)
