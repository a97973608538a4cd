"""Whether a rewrite says something of what stood there, or only what one could say anywhere."""

from __future__ import annotations

import re
from functools import lru_cache

from tonecheck.rewriting.facts import facts
from tonecheck.rewriting.speech import lemma
from tonecheck.rewriting.venom import is_venom

_WORD = re.compile(r"[^\W\d_]{3,}")
_PLURAL = re.compile(r"\w{3}(?<![siu])s$")
# Function words, and the words of our own stock phrases.
_STOCK = frozenset(
    "be about after again all also and "
    "another any appreciate are back because been before being but "
    "can come could did different differently disappoint disappointed does doing done "
    "down else ever "
    "every few for from get give glad going grateful had happy has have having hear help "
    "her here him "
    "his hope how into its just keep know let like little look made make many may more "
    "most much never "
    "not now off only other our out over please possible quite really regards same see she should "
    "since some something still such take talk tell than thank thanks that the their "
    "them then there "
    "these they thing think this those through time times told too understand until very view want "
    "was way well were what when where which while who why will wish with word would you "
    "your yours "
    "yourself moment answer".split()
)


@lru_cache(maxsize=8192)
def carries(original: str, replacement: str) -> bool:
    """Whether `replacement` has a content word or a fact of `original`."""
    return bool(content(original) & content(replacement) or facts(original) & facts(replacement))


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The words of `text` that carry meaning: verbs in their base form, things in the singular."""
    words = {word.lower() for word in _WORD.findall(text)} - _STOCK
    return frozenset(_base(word) for word in words if not is_venom(word)) - _STOCK


def _base(word: str) -> str:
    """ "opinion" for "opinions", "write" for "wrote"."""
    return lemma(word) or (word[:-1] if _PLURAL.search(word) else word)
