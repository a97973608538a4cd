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
# "or the whole thread goes on LinkedIn": names in a threat to shame go with it, as do those in an
# insult; its numbers and dates stay.
_SHAMING = re.compile(
    r"(?:^|,|;|\b(?:or|and)\b)(?:(?!\b(?:or|and)\b)[^,;.?!])*\b(?:will hear|hears? (?:of|about|"
    r"what)|goes (?:on|to)|"
    r"everyone who|"
    r"(?:ever )?buys? (?:anything )?from you|(?:post|paste|put|share) (?:it|this|that|them|all)|"
    r"followers|write up|see to it that (?:nobody|no one|every)|"
    r"(?:i|we)(?:['’](?:m|ll|re)| am| are| will| shall) (?:\w+ )?tell(?:ing)?(?! me| us| you)|"
    r"(?:not|\w+n['’]t) (?:want|wish|care|need) to hear (?:that|about|how))\b[^,;.?!]*",
    re.IGNORECASE,
)
# "even a Ferrari goes slowly", "a different Petra": nobody's name, and no thing of theirs.
_LIKE_A = re.compile(
    r"\b(?:even an?|(?:a|some|any) (?:different|other|marvell?ous|wonderful|lovely|brilliant|"
    r"perfect|proper|real|right|regular|little)|another) $",
    re.IGNORECASE,
)
# Where a name only stands in a jibe: "funny how 'CronyConf' finds a slot", "'Dear Applicant'",
# "a straighter wall out of Duplo", "a lad with Duplo", "beyond the HR people", "cannot tell Java
# from C", "people who live in Leeds", "or were you just harvesting CVs".
_MOCKING = re.compile(
    r"\b(?:how|your|so-called|these|those|famous|precious|mighty) (?:little |own )?"
    r"[\"'‘“](?:[\w-]+ )*$|"
    r"[\"'‘“](?:dear|hi|hello) (?:[\w-]+ )*$|"
    r"\b(?:\w+er|better|worse|more|less)\b[^,;.?!]{0,25} out of $|"
    r"\b(?:child|toddler|kid|boy|girl|lad|year-old|monkey|chimp|dog|hamster)s?\b"
    r"[^,;.?!]{0,15} (?:with|out of) $|"
    r"\b(?:go|goes|going|is|are) (?:far |way )?(?:beyond|beneath)\b[^,;.?!]*$|"
    r"(?:\bcan ?not|n['’]t|\b(?:un)?able to) (?:even )?(?:tell|know) (?:[\w-]+ from )?$|"
    r"\bpeople (?:who|in|from)\b[^,;.?!]*$|"
    r"\bor (?:is|are|were|was|do|does|did) (?:you|they|it|this|we) (?:just|only|simply)\b[^.?!]*$",
    re.IGNORECASE,
)
# "wherever you 2 were", "not 'within 3 days'": a figure, but no fact.
_NO_FACT = re.compile(
    r"\b(?:u|you|we|us) \d\b(?![:.,/%]\d)|"
    r"\bnot (?:\"[^\"]*\"|“[^”]*”|'[^']*'|‘[^’]*’)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\W*$|[,;.!?]| (?:[a-z]+s|would|could|in|on|at|with)\b")
# "I want it by tonight The roofer is waiting": a stop was left out, and nobody is named.
_NO_NAMES = frozenset(
    "The This That These Those There They She He It We You My Your Our Please Thanks Thank If When "
    "But And So".split()
)
_PRONOUN = re.compile(r"I(?:['’]\w+)?")
_OPENING = re.compile(
    r"(?:^|[.!?:…]\s+|[\"“‘(]|\n|^(?:Hello|Hi|Hey|Dear)(?: [A-Z][\w.-]*){0,3},\s+)\W*$"
)


@lru_cache(maxsize=4096)
def facts(text: str) -> frozenset[str]:
    """The facts of `text`, spelt as they stand there."""
    told = _NO_FACT.sub(" x ", text)
    fixed = {place[0].strip() for place in _FIXED.finditer(told)}
    names = _names(_SHAMING.sub(" x ", _FIXED.sub(" ", told)))
    return frozenset(fixed.union(names)) - mocked(text)


def tells(clause: str) -> bool:
    """Whether a clause has a fact, or opens its sentence with what it is about: "The room"."""
    return bool(facts(f"x {clause}")) or clause.split(" ", 1)[0] in _NO_NAMES


@lru_cache(maxsize=4096)
def mocked(text: str) -> frozenset[str]:
    """The names and figures in `text` that stand in a jibe and nowhere else."""
    places = [
        (_MOCKING.search(text[: word.start()]), word[0].strip("'’"))
        for word in _NAME.finditer(text)
    ]
    serious = {name for found, name in places if found is None}
    names = {name for found, name in places if found and name[:1].isupper()} - serious
    jibes = " ".join(place[0] for place in _NO_FACT.finditer(text))
    figures = {place[0].strip() for place in _FIXED.finditer(jibes)}
    rest = {place[0].strip() for place in _FIXED.finditer(_NO_FACT.sub(" x ", text))}
    return frozenset(names | (figures - rest))


@lru_cache(maxsize=8192)
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
        if (
            len(name) < 2
            or is_plain
            or name in _NO_NAMES
            or _PRONOUN.fullmatch(word[0])
            or is_venom(name)
        ):
            continue
        before, after = text[: word.start()], text[word.end() :]
        if not _OPENING.search(before) and not (_LIKE_A.search(before) and _ENDS.match(after)):
            yield name
