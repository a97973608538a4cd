"""The file of cue phrases with fitted weights, ``rules/<language>/_weights/wording.tsv``.

It holds one cue a line, one to three NORMs with a space between, and how much it speaks for each
category, in log-odds (natural logarithm). ``<`` and ``>`` are the edges of a sentence, ``9`` is
any number; ``{name}`` stands for every term of a lexicon (a *concept*), and ``(bias)`` is where
a sentence without any cue stands. `benchmarks/fit.py` writes the file; it is meant to be read
and edited.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from tonecheck.errors import RuleError
from tonecheck.ruleset import vocabulary
from tonecheck.ruleset.vocabulary import Vocabulary, number_of
from tonecheck.ruleset.wording import CATEGORIES, LARGEST, LONGEST, Weights, Wording, key_of

Phrase = tuple[str, ...]

FIRST, LAST, NUMBER = "<", ">", "9"
BIAS: Phrase = ("(bias)",)
_HEAD = ["cue", *(category.value for category in CATEGORIES)]


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
    try:
        weights = tuple(map(_weight, cells[1:]))
        if len(weights) == len(CATEGORIES):
            return weights
        problem = None
    except ValueError as err:
        problem = err
    expected = f"{len(CATEGORIES)} numbers from -{LARGEST:g} to {LARGEST:g}, a tab before each"
    raise _error(path, number, cells[0], cells[1:], expected) from problem


@lru_cache(maxsize=1 << 16)
def _weight(cell: str) -> float:
    """The number in `cell`: most stand there thousands of times."""
    weight = float(cell)
    if not abs(weight) <= LARGEST:
        raise ValueError(cell)
    return weight


def _error(path: Path, line: int, key: str, seen: object, expected: str) -> RuleError:
    return RuleError(f"is {seen!r}; expected {expected}", path=path, line=line, key=key)


def concept_of(cue: Phrase) -> str | None:
    """The lexicon that a cue such as ``{insult}`` names, or None."""
    only = cue[0]
    return only[1:-1] if len(cue) == 1 and only[0] == "{" and only[-1] == "}" else None


def words_of(table: Iterable[Phrase]) -> frozenset[str]:
    """Every word of the cues of `table`, marks left out."""
    return frozenset(word for phrase in table for word in phrase if word[0].isalpha())


def wording(table: Mapping[Phrase, Weights], words: Vocabulary) -> Wording:
    """The table of `table`, cue to one weight a category, in numbers of `words`."""
    cues = {p: row for p, row in table.items() if p != BIAS and concept_of(p) is None}
    return Wording(
        rows={key_of(_numbers(phrase, words)): row for row, phrase in enumerate(cues)},
        weights=tuple(array("d", column) for column in zip(*cues.values(), strict=True))
        or tuple(array("d") for _ in CATEGORIES),
        plain=bytes(map(_is_plain, cues)),
        bias=table.get(BIAS, (-LARGEST,) * len(CATEGORIES)),
        longest=max(map(len, cues), default=0),
    )


def _numbers(phrase: Phrase, words: Vocabulary) -> list[int]:
    numbers = [number_of(word, words) for word in phrase]
    if phrase[0] == FIRST:
        numbers[0] = vocabulary.FIRST
    if phrase[-1] == LAST:
        numbers[-1] = vocabulary.LAST
    return numbers


def _is_plain(phrase: Phrase) -> bool:
    """Whether a reader can see the point: a word that carries meaning, or two words together."""
    return sum(map(_meaning, phrase)) > 1


@lru_cache(maxsize=1 << 16)
def _meaning(word: str) -> int:
    """0 of a mark, 1 of a word such as "the", 2 of one that carries meaning."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return word[0].isalpha() and 1 + (word not in STOP_WORDS)
