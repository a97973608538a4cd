"""What a rewrite may not lose: numbers, dates, amounts, links, addresses, placeholders, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tonecheck.rewriting.venom import SMALL_WORDS, is_venom

# https://a.example/x, ann@b.example, {{name}}, ${name}, [Name], %name%, $1,150, 14:02, 4/5, 3rd
_FIXED = re.compile(
    r"https?://[^\s<>]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\{\{.*?\}\}|\$\{\w+\}|\{%?[\w .]+%?\}"
    r"|\[[A-Z][\w ]*\]|%\w+%|[£€$₹#]?\s?\d[\w.,:/-]*\w|[£€$₹#]?\d"
)
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_PRONOUN = re.compile(r"I(?:['’]\w+)?")
_OPENING = re.compile(r"(?:^|[.!?:…]\s+|[\"“‘(]|\n)\W*$")


@lru_cache(maxsize=1024)
def facts(text: str) -> frozenset[str]:
    """The facts of `text`, spelt as they stand there."""
    fixed = {place[0].strip() for place in _FIXED.finditer(text)}
    return frozenset(fixed.union(_names(_FIXED.sub(" ", text))))


def missing(text: str, replacement: str) -> int:
    """How many facts of `text` do not stand in `replacement`."""
    return sum(fact not in replacement for fact in facts(text))


def _names(text: str) -> Iterable[str]:
    """Words with a capital of their own: not of a sentence's start, not shouted, no insult."""
    for word in _NAME.finditer(text):
        name = re.sub(r"['’]s$", "", word[0])
        name = name.strip("'’")
        is_shout = name.isupper() and (len(name) > 3 or name.lower() in SMALL_WORDS)
        is_plain = not name[:1].isupper() or is_shout
        if len(name) < 2 or is_plain or _PRONOUN.fullmatch(word[0]) or is_venom(name):
            continue
        if not _OPENING.search(text[: word.start()]):
            yield name
