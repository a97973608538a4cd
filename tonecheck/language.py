"""The spaCy Language of tonecheck: a blank English tokenizer whose NORM folds spellings.

No model and no download. All spelling tolerance lives in NORM (`tonecheck.spelling`), which spaCy
computes once for each distinct word and keeps in the Vocab, so that it costs nothing per token.
Only so that a disguised word reaches NORM in one piece does the tokenizer ask about it, once for
each distinct chunk of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.util import compile_suffix_regex

from tonecheck.offsets import Edits, OffsetMap
from tonecheck.spelling import Normaliser

# What people type for an apostrophe, some on keyboards that put an accent where it should be.
_APOSTROPHES = "'’‘`´ʼ′＇"
_SURROGATE = re.compile("[\ud800-\udfff]")
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


def blank_language() -> tuple[Language, Normaliser]:
    """A blank English pipeline with our NORM, and the normaliser to teach known words to."""
    nlp = spacy.blank("en")
    normaliser = Normaliser()
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters[NORM] = normaliser
    for lexeme in nlp.vocab:
        lexeme.norm_ = normaliser(lexeme.orth_)
    nlp.tokenizer = _tokenizer(nlp, normaliser)
    return nlp, normaliser


# What the tokenizer takes off the front of a chunk although it may stand for a letter: "$tupid",
# as it does with "ⓢ".
_LETTERLIKE = "$!£€*"
_CLOSING = ".,!?:;)]}\"'”’*"
# "stüpid.", "sTuPiD.": full stops that spaCy leaves on a word, behind a mark over a letter, an
# invisible character, a letter of another style, a sign for a letter or a sole capital; and the
# full-width one.
_MARKED = (
    "\u0300-\u036f\u20d0-\u20ff\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
    "\u24b6-\u24e9\U0001d400-\U0001d7ff"
)
_FULL_STOPS = (rf"(?<=[{_MARKED}$@])\.", r"(?<=[a-z][A-Z])\.", "．")


def _tokenizer(nlp: Language, normaliser: Normaliser) -> Any:
    """The English tokenizer, with our contractions and an eye for disguised words."""
    plain: Any = nlp.tokenizer
    make = type(plain)

    def find_prefix(chunk: str) -> re.Match[str] | None:
        found: re.Match[str] | None = plain.prefix_search(chunk)
        if found is not None and (chunk[0] in _LETTERLIKE or not chunk[0].isascii()):
            word = chunk.rstrip(_CLOSING)
            return None if word and normaliser.is_disguise(word) else found
        return found

    return make(
        nlp.vocab,
        rules={**plain.rules, **_special_cases()},
        prefix_search=find_prefix,
        suffix_search=compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *_FULL_STOPS]).search,
        infix_finditer=plain.infix_finditer,
        token_match=normaliser.is_disguise,
        url_match=plain.url_match,
        max_cache_size=0,
    )


def _special_cases() -> dict[str, list[dict[int, str]]]:
    cases: dict[str, list[dict[int, str]]] = {}
    for suffix, norm in _CONTRACTED.items():
        for host in _HOSTS[suffix].split():
            cases.update(_spellings(host, suffix, host, norm))
    for spelling, verb in _NEGATED.items():
        cases.update(_spellings(spelling[:-3], "n't", verb, "not"))
    return cases


def _spellings(
    host: str, suffix: str, host_norm: str, norm: str
) -> Iterator[tuple[str, list[dict[int, str]]]]:
    bare = suffix.replace("'", "")
    endings = [suffix.replace("'", apostrophe) for apostrophe in _APOSTROPHES]
    if host + bare not in _AMBIGUOUS:
        endings.append(bare)
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
