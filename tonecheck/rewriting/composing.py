"""What a sentence wants to say, put together again: frames from plain to warm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from tonecheck.findings import Category
from tonecheck.rewriting.announcements import PROMISE
from tonecheck.rewriting.facts import tells
from tonecheck.rewriting.handing import handed
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import is_finite, lowered_text, raised, read
from tonecheck.rewriting.topics import Topic

_MOST_REQUESTS = 3
_DATED = re.compile(
    r"\b(?:(?:by|before|until|within|on) (?:the (?:end|\d|close|next)|next|this|\w*day\b|noon|"
    r"midnight|tomorrow|tonight|then|\d|an hour|a week|january|february|march|april|may\b|june|"
    r"july|august|september|october|november|december)|today|tonight|tomorrow|"
    r"this (?:week|morning|afternoon|evening))",
    re.IGNORECASE,
)
_FEELINGS = ("was sorry about that", "was disappointed by that", "was a little sad about it")
_ABOUT = {
    Category.HOSTILE: (
        "I was not happy with {about}.",
        "Could we talk about {about}?",
        "I would like to come back to {about}.",
    ),
    Category.SULKING: (
        "I was disappointed about {about}.",
        "I would be glad to talk about {about}.",
        "I would like to come back to {about}.",
    ),
    Category.DEMANDING: (
        "Could we talk about {about}, when you have a moment?",
        "I would be grateful for a word about {about}.",
        "I would like to come back to {about}.",
    ),
}
# What is named in passing is not what hurt: "only to be polite to Karin".
_WITH = {
    Category.HOSTILE: (
        "I was not happy with how it went with {about}.",
        "I would like to talk about how it went with {about}.",
    ),
    Category.SULKING: (
        "I was sorry about how it went with {about}.",
        "I would be glad to talk about how it went with {about}.",
    ),
    Category.DEMANDING: (
        "Could we talk about {about}, when you have a moment?",
        "I would like to come back to {about}.",
    ),
}
_AT = {
    Category.HOSTILE: (
        "I was not happy with how things went {at}.",
        "I would like to talk about how things went {at}.",
    ),
    Category.SULKING: (
        "I was sorry about how things went {at}.",
        "I would be glad to talk about how things went {at}.",
    ),
    Category.DEMANDING: (
        "Could you tell me what is possible {at}?",
        "I would like to come back to how things went {at}.",
    ),
}
_SOON = "I would like to talk about this {by}."
_BY = (
    "Could you let me know {by} what is possible?",
    "I would be grateful for an answer {by}.",
)
# What one did oneself is nothing to be sorry about; a word for it is what was missed.
_EFFORT = re.compile(
    r"(?:i|we) (?:have |had |also )*(?:spent|worked|covered|stayed|baked|cooked|carried|cleaned|"
    r"organi[sz]ed|drove|driven|gave (?!up|you)|put (?:a|an|so|my|hours|weeks|days)|helped|made|"
    r"did (?:it|the|all|both|my|every)|"
    r"done|wrote|written|built|fixed|"
    r"did not (?:charge|bill|claim)|"
    r"painted|took|taken|scrubbed|washed|brought|prepared|paid for)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:i|we)\b", re.IGNORECASE)
# A wish goes with what befell the writer, not with what one has heard of others.
_OF_WRITER = re.compile(
    r"(?!(?:i|we) (?:hear|see|understand) that\b).*\b(?:i|we|me|us|my|our)\b", re.IGNORECASE
)
_COORDINATED = re.compile(
    r"\b(?:and|but)\b.*\b(?:and|but)\b|, (?:and|but) (?:the|there|i|we|he|she|it|they|my|our|"
    r"nobody)\b",
    re.IGNORECASE,
)
# What one can find hard: how things are, and no guess at how they might be.
# What was done to the writer, or not done: of anything else one is not sorry.
_SUFFERED = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|without|only|alone|lost|missed|cancell?ed|late|left|"
    r"closed|broken|dropped|forg[eo]t\w*|empty|last|refused|rejected|declined|passed|ended)\b|"
    r"(?<=\w )(?:me|us|my|our)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"(?!.*\b(?:would|should|could|may|might|maybe|perhaps|will not)\b)(?!i\b|one\b|that\b|as\b)"
    r"(?!it\b(?!.*\b(?:always|again|still|every|same)\b)).*\b(?:is|are|has|have|gets?|goes|"
    r"keeps?|"
    r"always|never)\b",
    re.IGNORECASE,
)
_THANKS = "A word about it would have meant a lot to me."
_UNDERGONE = re.compile(
    r"(?:i|we) (?:(?:was|were) (?:not|never|\w+ed|told|left|sent|given|put|made|shown|kept|held|"
    r"the (?:only|last))|had (?:hoped|waited|looked forward)|waited|hoped|heard|found|learned|"
    r"learnt|"
    r"had (?:already |even )*\w+(?:ed|ld|nt|ught|en)|missed|lost|saw|knew|noticed|reali[sz]ed|"
    r"felt|did not (?:get|hear|know|receive|expect))\b",
    re.IGNORECASE,
)


Wishes = Callable[[str], Sequence[str]]
"""What one may wish where a clause sighs."""


def told(
    sayings: Sequence[Saying], category: Category, wishes: Wishes = lambda _: ()
) -> Iterator[str]:
    """What was read in the clauses, put together again; a sigh may be followed by its wish."""
    stated = [saying for saying in sayings if saying.kind in ("fact", "kept")]
    requests = [saying for saying in sayings if saying.kind not in ("fact", "kept")]
    requests = list(handed(requests))[:_MOST_REQUESTS]
    if stated and requests:
        yield from _facts_and_requests(stated, requests)
    yield from requested(requests)
    yield from _stated(stated, category)
    kept = [saying for saying in sayings if saying.kind == "kept"]
    yield from _kept(kept, category)
    if category is Category.SULKING:
        yield from _wished(kept, wishes)


def _joined(requests: Sequence[Saying], way: Literal["question", "wish"]) -> str:
    """All that is asked for in one sentence: "could you send it and sign it, and could I ..."."""
    parts: list[str] = []
    kind = ""
    for saying in requests:
        if saying.kind == kind and kind in ("ask", "may", "know"):
            parts[-1] += f"{',' if ',' in parts[-1] else ''} and {saying.words}"
        else:
            parts.append(saying.question if way == "question" else saying.wish)
        kind = saying.kind
    return ", and ".join(parts)


def question(requests: Sequence[Saying]) -> str:
    """All of `requests` as one question."""
    return raised(_joined(list(handed(requests)), "question")) + "?"


def requested(requests: Sequence[Saying]) -> Iterator[str]:
    """Ways to ask for all of `requests`; none for none."""
    requests = list(handed(requests))
    if not requests:
        return
    asked = question(requests)[:-1]
    if all(saying.kind == "know" for saying in requests) or "please" in asked:
        yield f"{asked}?"
    elif _DATED.search(asked):
        yield f"{asked}, if that is possible?"
        yield f"{asked}, please?"
    else:
        yield f"{asked}, please?"
    yield raised(_joined(requests, "wish")) + "."
    if len(requests) == 1 and requests[0].kind == "ask" and "please" not in asked:
        yield f"Would you be able to {requests[0].words}?"


def _facts_and_requests(facts: Sequence[Saying], requests: Sequence[Saying]) -> Iterator[str]:
    stated = ", and ".join(saying.words for saying in facts[:2])
    yield f"{raised(stated)}; {lowered_text(question(requests))}"
    wishes = _joined(requests, "wish")
    yield f"{raised(stated)}. {raised(wishes)}."


def _stated(facts: Sequence[Saying], category: Category) -> Iterator[str]:
    """What was seen, with the question that it raises."""
    seen = next((saying.words for saying in facts if saying.kind == "fact"), "")
    if not seen:
        return
    stated = raised(", and ".join(saying.words for saying in facts[:2]))
    if category is Category.SULKING and not seen.startswith("I would have been glad"):
        yield from _felt(lowered_text(stated))
    for following in _followed(seen):
        yield f"{stated}; {following}?"
    yield f"{stated}."
    if len(facts) > 1:
        yield f"{raised(seen)}."


def _followed(seen: str) -> tuple[str, ...]:
    if seen.startswith(("I would have been glad", PROMISE)):
        return ()
    if seen.endswith(" yet"):
        return ("could you let me know where it stands",)
    if seen.startswith("I was surprised"):
        return ("could you tell me how that came about",)
    return ("could you look into it", "could we talk about it")


def _kept(kept: Sequence[Saying], category: Category) -> Iterator[str]:
    """Clauses that stand as they were, the others having gone: two together, or one."""
    alike = category is not Category.SULKING or len({_is_past(saying) for saying in kept[:2]}) < 2
    alike = alike or all(tells(saying.words) for saying in kept[:2])
    both = ", and ".join(saying.words for saying in kept[: 1 + alike])
    for words in dict.fromkeys((both, *(saying.words for saying in kept))):
        if words and category is Category.SULKING:
            yield from _felt(words)
        elif words:
            yield f"{raised(words)}."
    if category is Category.HOSTILE:
        others = (saying for saying in kept if not _OWN.match(saying.words))
        yield from (f"I was not happy that {each.words}." for each in others if _is_past(each))


def _wished(facts: Sequence[Saying], wishes: Wishes) -> Iterator[str]:
    """One clause with what it makes one wish; a clause that goes on with "and" has its say."""
    for saying in facts:
        if not _COORDINATED.search(saying.words) and _OF_WRITER.search(saying.words):
            for wish in wishes(saying.words):
                yield f"{raised(saying.words)}, and {lowered_text(wish)}"


def _felt(words: str) -> Iterator[str]:
    """What happened, with one honest word about how it was where it was done to the writer."""
    stated = raised(words)
    is_own = bool(_OWN.match(words)) and not _UNDERGONE.match(words)
    if _EFFORT.match(words):
        yield f"{stated}. {_THANKS}"
    elif is_own:
        yield f"{stated}."
    elif not _is_over(words) or not _SUFFERED.search(words):
        yield f"{stated}."
        if _LASTING.match(words) and not _is_over(words):
            yield f"I find it hard that {words}."
    elif _COORDINATED.search(words):
        yield f"{stated}. I {_FEELINGS[0]}."
        yield f"{stated}."
    else:
        yield from (f"{stated}, and I {feeling}." for feeling in _FEELINGS)
        yield f"I was sorry that {words}."
        yield f"{stated}."


def _is_past(saying: Saying) -> bool:
    return _is_over(saying.words)


def _is_over(words: str) -> bool:
    """Whether the first verb that carries `words` tells of something that is over."""
    for word in read(words):
        if is_finite(word):
            return word.tag == "VBD" or word.lower in ("was", "were", "had", "did")
    return False


def _frames(found: Topic, category: Category) -> Sequence[str]:
    """How one may say it: nothing went well or badly with what is no person, or is still to come.

    What is one's own, or is named with others, is nobody's fault.
    """
    neutral = _ABOUT[category][-2:]
    if not found.is_telling:
        is_over = found.is_past and found.is_persons
        return _WITH[category] if is_over or category is Category.DEMANDING else neutral[::-1]
    is_blameless = found.whose in ("my", "our") or len(found.things) > 1
    return neutral if is_blameless and category is not Category.DEMANDING else _ABOUT[category]


def about(found: Topic, category: Category) -> Iterator[str]:
    """Ways to say what a sentence is about, and no more; none where it names nothing."""
    if found.about:
        yield from (frame.format(about=found.about) for frame in _frames(found, category))
    elif found.by and category is Category.DEMANDING:
        yield from (frame.format(by=f"{found.by} {found.at}".strip()) for frame in _BY)
    elif found.at or found.by:
        at = f"{found.at} {found.by}".strip()
        for frame in _AT[category] if found.at else (_SOON.format(by=found.by),):
            is_asked = frame.startswith("Could")
            if is_asked and at.startswith("since"):
                continue  # what has been so since then is not to come
            yield _since(frame.format(at=_COMING.sub("for ", at) if is_asked else at))


def withdrawn(found: Topic, category: Category) -> Iterator[str]:
    """What is left of the dates of a wish that is none: "I do not need it by Friday"."""
    times = f"{found.by} {found.at}".strip()
    if times:
        yield f"There is no need for an answer {times}."
    elif found.about:
        yield f"There is no hurry with {found.about}."


_COMING = re.compile(r"^(?:on|at|from) (?=\w*day\b|\d|the \d)")


def _since(words: str) -> str:
    return words.replace("things went since", "things have gone since")


# "pay it today, and until you do, ...": the half that threatened has gone.
_THREATENED = re.compile(
    r",? and (?:until|unless) (?:you|we|i) (?:do|are|have)(?=[,.?]|$)", re.IGNORECASE
)


def finished(words: str) -> str:
    """`words` as they are written: "can not" in one, no space before a mark, no mark twice."""
    text = words.replace(" can not ", " cannot ").replace(
        "could you not please", "could you please not"
    )
    text = re.sub(r"\bi\b(?!\.)", "I", _THREATENED.sub("", text))
    text = re.sub(r"\s+([,;.!?])", r"\1", " ".join(text.split()))
    text = re.sub(r"(?<=\b[ap]\.m)(?:\.\.|(?=[,;?]))", ".", text)
    return re.sub(r"[,;:]+([.?;])", r"\1", text)
