"""How long and how often it was, said plainly: "After eleven years here, this is hard for me".

Who counts the years, the times or the doctors gives the reason for the feeling; the count stays,
and what the sigh made of it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.findings import Category
from tonecheck.rewriting.ownparts import is_deed
from tonecheck.rewriting.speech import lowered_text, raised
from tonecheck.rewriting.venom import calmed, is_venom

_NUMBER = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty)(?:-\w+)?)"
)
_UNITS = (
    r"(?:years|months|weeks|days|seasons|summers|winters|terms|interviews|rounds|rehearsals|drafts|"
    r"visits|calls|evenings|weekends|nights|rejections|refusals|applications|attempts|auditions|"
    r"reminders)"
)
_FULL = rf"{_NUMBER} (?:(?:long|full|whole|good) )?{_UNITS}\b"
_LEADING = re.compile(
    rf"^(?:clearly |apparently |evidently |well, |and |in |for |after )*(?P<span>{_FULL}"
    r"(?:(?: (?:of|in|with|without|on|at|as) (?!it\b|which|hope)[^,;.!?]{2,60}?| here)?"
    r"(?: and (?:an?|my|the) [^,;.!?]{2,40}?)?))"
    r"(?!,? (?:i|we|you|one|he|she|they|it) (?:will|shall|would|may|might)\b)"
    r"(?=,|;| (?:i|we|one|you|were|was|and i|am|is|have|had|can|could)\b)",
    re.IGNORECASE,
)
# "that five years of never paying late would count", "that my thirty years could serve as ..."
_INNER = re.compile(
    rf"\b(?P<span>(?:my {_FULL}|{_FULL} of (?:never |not )?(?:once )?\w+ing [^,;.!?]{{2,40}}?))"
    r"(?= (?:would|could|might|had|has|have|were|was|is|are|count\w*|earn\w*|mean|meant)\b)",
    re.IGNORECASE,
)
# "nice to hear from you after seven months": so long was the wait.
_WAITED = re.compile(
    r"\b(?:hear\w*|repl\w+|answer\w*|respon\w+|wr[io]t\w+|call(?:ed|s)?|word|news|remember\w*)\b"
    rf"[^,;.!?]{{0,40}}? after (?:only |just |a mere )?(?P<span>{_FULL})(?! (?:of|in|at|here)\b)",
    re.IGNORECASE,
)
# "Seven summers I have covered for the others, not that anybody counts".
_ALL_ALONG = re.compile(r",? (?P<rest>(?:i|we) (?:have|had) \w+[^,;.!?]*)", re.IGNORECASE)
# "Nine times I have been told that it was close, and nine times ..."
_TIMES = re.compile(
    rf"^(?P<times>{_NUMBER} times),? (?P<done>(?:i|we) (?:have|had) (?:been )?\w+)"
    r"(?P<rest>(?: (?!and\b|but\b|now\b)[^\s,;.!?]+)*)",
    re.IGNORECASE,
)
_ORDINAL = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twelfth|"
    r"\d+(?:nd|rd|th))"
)
_COUNTED = re.compile(
    r"^(?:well, |so )?(?P<it>(?:this|that|it) (?:is|was|will be|makes) (?:now )?(?:the|my|our) "
    rf"{_ORDINAL} [^,;.!?]{{2,60}}?)(?=,|;|\.|!| but\b| and\b|$)",
    re.IGNORECASE,
)
_HURTS = re.compile(
    r"\b(?:thought|guess\w*|suppos\w+|you|like|as if|wrong|nobody|enough|mind\w*|than)\b",
    re.IGNORECASE,
)


def spans(sentence: str, category: Category) -> Iterator[str]:
    """How long or how often it was, and that this was hard; nothing where nothing is counted."""
    calm = _spelt_out(calmed(sentence))
    if category is Category.DEMANDING:
        return
    if found := _WAITED.search(calm):
        yield f"{raised(found['span'])} was a long time for me."
    if category is Category.SULKING:
        yield from _counted(calm)
        for part in re.split(r"[;:] ", calm):
            yield from _leading(part)
        if (inner := _INNER.search(calm)) and _is_plain(inner["span"]):
            span = re.sub(r"^(?:my|our) (?=[\w-]+ (?:\w+ )?\w+s$)", "", lowered_text(inner["span"]))
            yield f"After {span}, this is hard for me."


def _counted(calm: str) -> Iterator[str]:
    """ "I have been told nine times that it was close", "this is the third doctor"."""
    if (found := _TIMES.match(calm)) and _is_plain(found["done"] + found["rest"]):
        times = lowered_text(found["times"])
        yield f"{raised(found['done'])} {times}{found['rest']}, so this is hard for me."
    if (found := _COUNTED.match(calm)) and _is_plain(found["it"]):
        yield f"{raised(found['it'])}, and I find that hard."


def _leading(calm: str) -> Iterator[str]:
    """How long it was, where the sentence begins with it."""
    span = _LEADING.match(calm)
    if span is None or any(map(is_venom, span["span"].split())):
        return
    lead = next((w for w in ("In", "After") if calm.lower().startswith(f"{w.lower()} ")), "For")
    rest = _ALL_ALONG.match(calm[span.end() :])
    if rest and is_deed(rest["rest"]):
        yield f"{lead} {lowered_text(span['span'])} {rest['rest']}, so this is hard for me."
    yield f"After {lowered_text(span['span'])}, this is hard for me."


def _is_plain(words: str) -> bool:
    return not _HURTS.search(words) and not any(map(is_venom, words.split()))


def _spelt_out(text: str) -> str:
    """`text` with "have", "am" and "will" for what is contracted to them."""
    text = re.sub(r"['’]ve\b", " have", text)
    text = re.sub(r"(?<=\b(?:at|it))['’]s\b", " is", text)
    return re.sub(r"(?<=\bi)['’]m\b", " am", re.sub(r"['’]ll\b", " will", text), flags=re.I)
