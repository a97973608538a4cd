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

from tonecheck.spelling import Normaliser

# What people type for an apostrophe, some on keyboards that put an accent where it should be.
_APOSTROPHES = "'’‘`´ʼ′＇"
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


def language(normaliser: Normaliser) -> Language:
    """A blank English pipeline whose NORM is what `normaliser` gives."""
    nlp = spacy.blank("en")
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters[NORM] = normaliser
    for lexeme in nlp.vocab:
        lexeme.norm_ = normaliser(lexeme.orth_)
    nlp.tokenizer = _tokenizer(nlp, normaliser)
    return nlp


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


def special_chunks(nlp: Language) -> dict[str, list[tuple[int, str]]]:
    """What the tokenizer treats as a whole, by a rule of its own: each token's length and NORM."""
    tokenizer: Any = nlp.tokenizer
    return {
        chunk: [(len(token[ORTH]), token.get(NORM, "")) for token in tokens]
        for chunk, tokens in tokenizer.rules.items()
    }


def tokenizer_norms(nlp: Language) -> Callable[[str], tuple[str, ...]]:
    """A function from text to the NORMs of its tokens, white space left out."""
    special = frozenset(special_chunks(nlp))
    vocab: Any = nlp.vocab

    norm = cache(vocab.lex_attr_getters[NORM])

    def norms(text: str) -> tuple[str, ...]:
        words = text.split()
        if _PLAIN_WORDS.fullmatch(text) and special.isdisjoint(words):
            return tuple(map(norm, words))
        doc = nlp.tokenizer(text.strip())
        return tuple(token.norm_ for token in doc if not token.is_space)

    return norms


def annotations_of(nlp: Language) -> frozenset[str]:
    """Which of "pos" and "dep" the components of `nlp` set."""
    assigned = {item for name in nlp.pipe_names for item in nlp.get_pipe_meta(name).assigns}
    tagged = frozenset(("pos",)) if assigned & {"token.tag", "token.pos"} else frozenset()
    return tagged | (frozenset(("dep",)) if "token.dep" in assigned else frozenset())
