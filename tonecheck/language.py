"""The spaCy Language of tonecheck: a blank English tokenizer whose NORM folds spellings.

No model and no download. All spelling tolerance lives in NORM, which spaCy computes once for
each distinct word and keeps in the Vocab, so that it costs nothing per token: case, curly
quotes, full-width and zero-width characters, look-alike letters, elongation ("sooo"),
leetspeak ("id1ot") and masked letters ("st*pid").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language

from tonecheck.offsets import Edits, OffsetMap

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"',
     "–": "-", "—": "-", "‑": "-", "‐": "-", "…": "..."}
)  # fmt: skip
# Letters of other scripts that look Latin; UTS #39 confusables, the ones that people type.
_LOOKALIKES = str.maketrans("аеорсухіјѕԁһԛԝӏкмтвнαοερτυνικχ", "aeopcyxijsdhqwlkmtbhaoeptuvikx")
_LEET = {"1": "il", "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RUN = re.compile(r"(\w)\1{2,}")
_LATIN = re.compile(r"[a-z]")

_SHORT = {
    "u": "you", "ya": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please",
    "thx": "thanks", "thanx": "thanks", "tks": "thanks", "cos": "because", "cuz": "because",
    "coz": "because", "n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am",
    "tho": "though", "bc": "because", "thru": "through", "ppl": "people",
}  # fmt: skip
_CONTRACTED = {
    "'s": "is",
    "'d": "would",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
}
_HOSTS = {
    "'s": "he she it that this what who there here where how why when everything everyone "
    "everybody nobody nothing something someone somebody anyone anybody one all",
    "'d": "i you he she it we they who that there",
    "'ll": "i you he she it we they who that there this",
    "'re": "you we they what who how where there",
    "'ve": "i you we they who would could should might must",
    "'m": "i",
}
_NEGATED = {
    "don't": "do", "doesn't": "does", "didn't": "did", "can't": "can", "won't": "will",
    "isn't": "is", "aren't": "are", "wasn't": "was", "weren't": "were", "haven't": "have",
    "hasn't": "has", "hadn't": "had", "wouldn't": "would", "couldn't": "could",
    "shouldn't": "should", "mustn't": "must", "needn't": "need", "mightn't": "might",
    "shan't": "shall",
}  # fmt: skip
# Without its apostrophe each of these is another word: "its", "were", "well", "wed", "hell".
_AMBIGUOUS = frozenset(
    "its were well wed hell shell ill id shed whore hed whod thatd itd hows alls ones heres "
    "thisll".split()
)

# Words that the tokenizer leaves as they are, unless it has a special case for one.
_PLAIN_WORDS = re.compile(r"[a-z ]+")
# A run of white space that one may read as a single space.
_BLANK = re.compile(r"[ \t\u00a0\r\n]{2,}|[\r\n]")
MAX_CHUNK = 100
_BLANK_OR_LONG = re.compile(rf"{_BLANK.pattern}|\S{{{MAX_CHUNK}}}(?=\S)")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_WRAPPED = 45
_NEVER_JOINED = frozenset("-*•>|=_#0123456789")


def fold_lines(text: str) -> tuple[str, OffsetMap]:
    """`text` as one reads it: wrapped lines joined, runs of spaces as one, and the way back.

    Lone surrogates, which no encoder takes, stand as U+FFFD. A run of `MAX_CHUNK` characters
    without white space is broken up: the tokenizer's time is quadratic in its length.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    edits = Edits(text)
    line_start = 0
    pattern = _BLANK
    if len(text) > MAX_CHUNK and max(map(len, text.split()), default=0) > MAX_CHUNK:
        pattern = _BLANK_OR_LONG
    for found in pattern.finditer(text):
        start, end = found.span()
        if not found[0][0].isspace():
            edits.replace(end, end, " ")
            continue
        breaks = len(_NEWLINE.findall(found[0]))
        is_inside = start > 0 and end < len(text) and breaks < 2
        if is_inside and (not breaks or _continues(text, line_start, start, end)):
            edits.replace(start, end, " ")
        if breaks:
            line_start = end
    return edits.finish()


def _continues(text: str, line_start: int, end: int, next_start: int) -> bool:
    """Whether the line `text[line_start:end]` is wrapped: its sentence goes on at `next_start`.

    It is long and prose follows, or it ends without a mark and a small letter follows.
    """
    following = text[next_start]
    if following in _NEVER_JOINED:
        return False
    return end - line_start >= _WRAPPED or (following.islower() and text[end - 1] not in ".!?:")


def fold(word: str) -> str:
    """`word` in lower case with plain quotes, dashes and letters, and nothing invisible."""
    if word.isascii():
        return word.lower()
    word = (_INVISIBLE.sub("", word) or word).translate(_QUOTES)
    word = unicodedata.normalize("NFKC", word).casefold()
    if not word.isascii() and _LATIN.search(word):
        word = word.translate(_LOOKALIKES)
    return word


class Normaliser:
    """Word to NORM; spellings are bent only towards words that the rules know."""

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()
        self._by_shape: dict[tuple[str, int], list[str]] = {}

    def learn(self, known: Iterable[str]) -> None:
        """Let misspellings of `known` words count as these words."""
        self._known = frozenset(known)
        self._by_shape = {}
        for word in sorted(self._known):
            if len(word) > 3 and word.isalpha():
                self._by_shape.setdefault((word[0], len(word)), []).append(word)

    def __call__(self, word: str) -> str:
        if word.isspace():
            return "\n" if "\n" in word or "\r" in word else " "
        folded = fold(word)
        short = _SHORT.get(folded)
        if short is not None:
            return short
        if folded in self._known or len(folded) < 3 or not self._known:
            return folded
        return self._bent(folded) or folded

    def _bent(self, word: str) -> str | None:
        """The known word that `word` misspells on purpose, if any."""
        for candidate in _squeezed(word):
            if candidate in self._known:
                return candidate
        if word.isalpha() or not _LATIN.search(word) or len(word) > 24:
            return None
        for candidate in _unleeted(word):
            if candidate in self._known and len(candidate) > 3:
                return candidate
        return self._unmasked(word)

    def _unmasked(self, word: str) -> str | None:
        """ "st*pid", "f**k": stars, hashes or dots in the place of letters."""
        if not word[0].isalpha() or not any(mark in word for mark in "*#_"):
            return None
        pattern = re.compile("".join("[a-z]" if c in "*#_" else re.escape(c) for c in word))
        for known in self._by_shape.get((word[0], len(word)), ()):
            if pattern.fullmatch(known):
                return known
        return None


def _squeezed(word: str) -> Iterator[str]:
    if _RUN.search(word):
        yield _RUN.sub(r"\1\1", word)
        yield _RUN.sub(r"\1", word)


def _unleeted(word: str) -> Iterator[str]:
    if sum(c.isalpha() for c in word) < 2 or not any(c in _LEET for c in word):
        return
    for one in "il":
        bent = "".join((one if c == "1" else _LEET[c][0]) if c in _LEET else c for c in word)
        yield bent
        yield from _squeezed(bent)


def blank_language() -> tuple[Language, Normaliser]:
    """A blank English pipeline with our NORM, and the normaliser to teach known words to."""
    nlp = spacy.blank("en")
    normaliser = Normaliser()
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters[NORM] = normaliser
    for lexeme in nlp.vocab:
        lexeme.norm_ = normaliser(lexeme.orth_)
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = 0
    for spelling, pieces in _special_cases():
        tokenizer.add_special_case(spelling, [dict(piece) for piece in pieces])
    return nlp, normaliser


def _special_cases() -> Iterator[tuple[str, list[dict[int, str]]]]:
    for suffix, norm in _CONTRACTED.items():
        for host in _HOSTS[suffix].split():
            yield from _spellings(host, suffix, host, norm)
    for spelling, verb in _NEGATED.items():
        yield from _spellings(spelling[:-3], "n't", verb, "not")


def _spellings(
    host: str, suffix: str, host_norm: str, norm: str
) -> Iterator[tuple[str, list[dict[int, str]]]]:
    bare = host + suffix.replace("'", "")
    endings = [suffix, suffix.replace("'", "’"), suffix.replace("'", "‘")]
    if bare not in _AMBIGUOUS:
        endings.append(suffix.replace("'", ""))
    for ending in endings:
        for case in (str.lower, str.capitalize, str.upper):
            whole = case(host + ending)
            first, second = whole[: len(host)], whole[len(host) :]
            yield whole, [{ORTH: first, NORM: host_norm}, {ORTH: second, NORM: norm}]


def remember_chunks(nlp: Language, size: int = 20_000) -> None:
    """Let the tokenizer keep `size` chunks of text, its special cases among them.

    Until then it keeps none, so that the words of rule files do not take the place of mail's.
    """
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = size


def tokenizer_norms(nlp: Language) -> Callable[[str], tuple[str, ...]]:
    """A function from text to the NORMs of its tokens, white space left out."""
    tokenizer: Any = nlp.tokenizer
    special = frozenset(tokenizer.rules)

    @cache
    def norms(text: str) -> tuple[str, ...]:
        words = text.split()
        if _PLAIN_WORDS.fullmatch(text) and special.isdisjoint(words):
            return tuple(nlp.vocab[word].norm_ for word in words)
        doc = nlp.tokenizer(text.strip())
        return tuple(token.norm_ for token in doc if not token.is_space)

    return norms
