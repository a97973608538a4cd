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

    def log_odds(
        self, norms: Hashes, sentences: Sequence[tuple[int, int]]
    ) -> npt.NDArray[np.float64]:
        """One row a sentence, one column a category: the bias and every cue, added up.

        `norms` are the NORM hashes of the text, a number's being that of ``9``.
        """
        total = np.tile(self.bias, (len(sentences), 1))
        if not len(self.keys) or not sentences:
            return total
        words, owners = _padded(norms, sentences)
        for hashes, length in _ngrams(words, self.longest):
            places, rows = self._look_up(hashes)
            if len(rows):
                of = owners[: len(hashes)][places]
                for column in range(len(CATEGORIES)):
                    total[:, column] += np.bincount(
                        of, self.weights[rows, column], minlength=len(sentences)
                    )
            if length == self.longest:
                break
        return total

    def cues(self, norms: Hashes, category: Category) -> list[WordingCue]:
        """The plain cues of one sentence that speak for `category`."""
        column = CATEGORIES.index(category)
        words, _ = _padded(norms, [(0, len(norms))])
        found = []
        for hashes, length in _ngrams(words, self.longest):
            places, rows = self._look_up(hashes)
            for place, row in zip(places.tolist(), rows.tolist(), strict=True):
                weight = float(self.weights[row, column])
                if weight > 0 and self.is_plain[row]:
                    start, end = max(0, place - 1), min(place - 1 + length, len(norms))
                    found.append(WordingCue(start, end, weight))
        return found

    def _look_up(self, hashes: Hashes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Which of `hashes` are cues, and the row of each."""
        rows = np.searchsorted(self.keys, hashes)
        rows[rows == len(self.keys)] = 0
        places = np.flatnonzero(self.keys[rows] == hashes)
        return places, rows[places]


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
) -> tuple[Hashes, npt.NDArray[np.intp]]:
    """The NORMs of all sentences with the marks of their edges, and each one's sentence."""
    first, last = _EDGES[:1], _EDGES[1:]
    pieces = [piece for start, end in sentences for piece in (first, norms[start:end], last)]
    lengths = [end - start + 2 for start, end in sentences]
    return np.concatenate(pieces), np.repeat(np.arange(len(sentences)), lengths)


def _ngrams(words: Hashes, longest: int) -> Iterable[tuple[Hashes, int]]:
    """The hashes of all runs of 1, 2, ... `longest` words, and that length."""
    factor = np.uint64(_FACTOR)
    hashes = words
    for length in range(1, min(longest, len(words)) + 1):
        if length > 1:
            hashes = hashes[:-1] * factor + words[length - 1 :]
        yield hashes, length


_EDGES: Hashes = np.array([get_string_id(FIRST), get_string_id(LAST)], dtype=np.uint64)
NUMBER_HASH = get_string_id(NUMBER)
