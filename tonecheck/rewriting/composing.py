"""What a sentence wants to say, put together again: frames from plain to warm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from tonecheck.findings import Category
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import Words, is_finite, lowered_text, raised, read
from tonecheck.rewriting.topics import Topic

_MOST_REQUESTS = 3
_DATED = re.compile(
    r"\b(?:(?:by|before|until|within|on) (?:the (?:end|\d|close|next)|next|this|\w*day\b|noon|"
    r"midnight|tomorrow|tonight|then|\d|an hour|a week|january|february|march|april|may\b|june|"
    r"july|august|september|october|november|december)|today|tonight|tomorrow|"
    r"this (?:week|morning|afternoon|evening))",
    re.IGNORECASE,
)
_FEELINGS = ("was disappointed by that", "had hoped for more", "was a little sad about it")
_ABOUT = {
    Category.HOSTILE: (
        "I was not happy with {about}, and I would be glad to talk it through.",
        "I see {about} differently, and I would like to understand your view.",
        "Could we talk about {about}?",
        "I would like to come back to {about}.",
    ),
    Category.SULKING: (
        "I was disappointed about {about}, and I would be glad to talk about it.",
        "I had hoped for more as regards {about}.",
        "I would be glad to talk about {about}, if you like.",
        "I would like to come back to {about}.",
    ),
    Category.DEMANDING: (
        "Could we talk about {about}, when you have a moment?",
        "I would be grateful for a word about {about}.",
        "I would like to come back to {about}.",
    ),
}


def told(sayings: Sequence[Saying], category: Category) -> Iterator[str]:
    """What was read in the clauses, put together again."""
    stated = [saying for saying in sayings if saying.kind in ("fact", "kept")]
    requests = [saying for saying in sayings if saying.kind not in ("fact", "kept")]
    requests = requests[:_MOST_REQUESTS]
    if stated and requests:
        yield from _facts_and_requests(stated, requests)
    yield from requested(requests)
    yield from _stated(stated, category)
    yield from _kept([saying for saying in sayings if saying.kind == "kept"], category)


def _joined(requests: Sequence[Saying], way: Literal["question", "wish"]) -> str:
    """All that is asked for in one sentence: "could you send it and sign it, and could I ..."."""
    parts: list[str] = []
    kind = ""
    for saying in requests:
        if saying.kind == kind and kind in ("ask", "may", "know"):
            parts[-1] += f" and {saying.words}"
        else:
            parts.append(saying.question if way == "question" else saying.wish)
        kind = saying.kind
    return ", and ".join(parts)


def question(requests: Sequence[Saying]) -> str:
    """All of `requests` as one question."""
    return raised(_joined(requests, "question")) + "?"


def requested(requests: Sequence[Saying]) -> Iterator[str]:
    """Ways to ask for all of `requests`; none for none."""
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
    stated = raised(", and ".join(saying.words for saying in facts[:3]))
    if category is Category.SULKING and not seen.startswith("I would have been glad"):
        yield from _felt(stated)
    for following in _followed(seen):
        yield f"{stated}; {following}?"
    yield f"{stated}."
    if len(facts) > 1:
        yield f"{raised(seen)}."


def _followed(seen: str) -> tuple[str, ...]:
    if seen.startswith("I would have been glad"):
        return ()
    if seen.endswith(" yet"):
        return ("could you let me know where it stands",)
    if seen.startswith("I was surprised"):
        return ("could you tell me how that came about",)
    return ("could you look into it", "could we talk about it")


def _kept(facts: Sequence[Saying], category: Category) -> Iterator[str]:
    """Clauses that stand as they were, the others having gone."""
    if not facts:
        return
    stated = raised(", and ".join(saying.words for saying in facts[:3]))
    if category is Category.SULKING:
        yield from _felt(stated)
        for saying in facts if len(facts) > 1 else ():
            yield from _felt(raised(saying.words))
    else:
        yield f"{stated}."
        yield f"{stated}, and I would be glad to talk about it."
        yield f"{raised(facts[0].words)}."


def _felt(stated: str) -> Iterator[str]:
    """What happened with one honest word about how it was; plans and wishes need none."""
    is_long = ", and " in stated
    if _is_past(read(stated)):
        for feeling in _FEELINGS:
            yield f"{stated}. I {feeling}." if is_long else f"{stated}, and I {feeling}."
    else:
        yield f"{stated}."
    yield f"{stated}, and I would be glad to talk about it."


def _is_past(words: Words) -> bool:
    """Whether the first verb that carries `words` tells of something that is over."""
    for word in words:
        if is_finite(word):
            return word.tag == "VBD" or word.lower in ("was", "were", "had", "did")
    return False


def about(found: Topic, category: Category) -> Iterator[str]:
    """Ways to say what a sentence is about, and no more; none where it names nothing."""
    if found.about:
        is_blameless = category is Category.HOSTILE and found.whose in ("my", "our")
        is_open = found.is_telling and not is_blameless
        for frame in _ABOUT[category] if is_open else _ABOUT[category][-2:]:
            yield frame.format(about=found.about)


def finished(words: str) -> str:
    """`words` as they are written: "can not" in one, no space before a mark, no mark twice."""
    text = words.replace(" can not ", " cannot ").replace(
        "could you not please", "could you please not"
    )
    text = re.sub(r"\bi\b(?!\.)", "I", text)
    text = re.sub(r"\s+([,;.!?])", r"\1", " ".join(text.split()))
    return re.sub(r"[,;:]+([.?;])", r"\1", text)
