"""Whether a rewrite is a whole sentence: nothing hangs at its ends, nothing runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.rewriting.speech import is_finite, read

# "my least favourite candidate by, and", "could you bring the.": nothing may end so.
_HANGING = re.compile(
    r"\b(by|of|from|with|for|at|to|into|onto|until|till|than|as|per|between|and|or|but|nor|"
    r"because|if|unless|when|while|which|whose|the|a|an|my|our|your|his|their|its|"
    r"looked|looks|seemed|seems|sounded|sounds|behaved|behaves|very|seeing|considering)(?=\s*(?:[,;:.!?]|$))(?!\.\w)",
    re.IGNORECASE,
)
# "the way you.": a clause that lost its verb.
_CUT_SHORT = re.compile(
    r"\b(?:way|what|which|where|how|whom|who|than|as|that|when|if|because|thing|one|all) "
    r"(?:i|you|we|they|he|she)(?=\s*(?:[,;.!?]|$))",
    re.IGNORECASE,
)
# "A sum for the work are on their way."
_ONE = re.compile(r"(?:a|an|this|that|each|every) (?!lot|number|few|couple|dozen|hundred)", re.I)
_DOING = re.compile(r"[A-Z][a-z]+ing\b")
_MANY = frozenset("are were have do".split())
# "That I could get this far, and ...": only half of what was said.
_HALF = re.compile(
    r"^(?:that (?:i|we|you|he|she|they|the|my|our|nobody|there)\b|which\b|than\b|whoever [^,]*$|"
    r"there (?:is|are|was|were) (?:for|of|to|that)\b|(?:and|or|but|because|as if)\b)",
    re.IGNORECASE,
)
# "Could that be where I belong, I will not say a word, please?"
_RUN_ON = re.compile(
    r"^(?:could|would|may|i would be (?:grateful|glad))\b[^;.?]*,"
    r" (?:i|we|you|he|she|they|it|that|this|there|not|no|nobody|those|everyone|"
    r"anyone|whoever)\b(?! as\b)[^;?]*\b"
    r"(?:is|are|was|were|will|would|have|has|had|do|does|did|can|may|up for|know|want|need|"
    r"think)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(r", (?:as|if) (?:i|we|that|it)\b")
# "Could they do not like it", "could you fix, today, or the name".
_BROKEN = re.compile(
    r"\bcould (?:(?!why\b|what|how|that\b|who|when|if\b|wh|tell\b|explain\b)[\w'’-]+ ){1,6}?(?:do|"
    r"does|did|is|are|was|were|has|had|can|will|would) not\b|"
    r"\b(?:could (?:you|i|we)|(?:you|i|we) could|you be able to) (?:please )?(?:\w+, (?:today|now|"
    r"tomorrow|or)\b|(?:point|step|day|one|word|line|page) by )|"
    r", (?:and|but|or|as|so),? (?:and|but|or|as|so)\b|, that (?:could )?be\b|"
    r"\b(?:and|but|or),? otherwise\?|\b(?:and|but|or)[?.]$|"
    r"\b(?:could (?:i|we)|glad to) have (?:(?!\b(?:that|which|what|whether|how|why)\b)[^,;])* "
    r"(?:i|we) (?:shall|will)\b|\bbe because\b",
    re.IGNORECASE,
)
# "tonight The firm": two sentences in one.
_TWO_IN_ONE = re.compile(r"[a-z] (?:The|We|It|My|Our|You|They|There|This|If|When|But|And) [a-z]")
_TWICE = re.compile(r"\b(that|the|to|of|and|about|with) \1\b", re.IGNORECASE)
_JOINTS = re.compile(r", (?:and|but) ")
MOST_JOINTS = 2
"""How many times a sentence may go on with "and"."""


def is_sound(words: str, original: str) -> bool:
    """Whether `words` can stand in a mail.

    What hung in `original` may hang in them too: "what it was for", "the one I spoke to".
    """
    had = set(_hanging(original))
    return (
        all(word in had for word in _hanging(words))
        and not (_CUT_SHORT.search(words) and not _CUT_SHORT.search(original))
        and not _HALF.match(words)
        and not _disagrees(words)
        and not _is_participle(words)
        and not _BROKEN.search(_spelt_out(words))
        and not (_TWO_IN_ONE.search(words) and '"' not in words)
        and not (_TWICE.search(words) and not _TWICE.search(original))
        and not _RUN_ON.match(_RUNNING.sub("", _spelt_out(words)))
        and len(_JOINTS.findall(words)) <= MOST_JOINTS
    )


def _is_participle(words: str) -> bool:
    """Whether it only hangs on what it followed: "Having six people draw it."."""
    return bool(_DOING.match(words)) and not any(map(is_finite, read(words)))


def _disagrees(words: str) -> bool:
    """Whether one thing does what only many do."""
    if not _ONE.match(words):
        return False
    for word in read(words):
        if word.lower in ("and", "who", "which", "that", ",") and word.start:
            return False
        if is_finite(word):
            return word.lower in _MANY
    return False


def _spelt_out(words: str) -> str:
    return re.sub(r"n['’]t\b", " not", re.sub(r"\bwon['’]t\b", "will not", words))


def _hanging(text: str) -> Iterator[str]:
    return (found[1].lower() for found in _HANGING.finditer(text))
