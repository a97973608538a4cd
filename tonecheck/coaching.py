"""The coach: which elements of courtesy a reply has, and a sentence for each it could have.

A missing element is never a fault: the coach suggests, it does not find.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tonecheck.findings import ELEMENTS, Element, Register, Report, Span

if TYPE_CHECKING:
    from tonecheck.ruleset.compiled import Profile


@dataclass(frozen=True, slots=True)
class Voice:
    """The register a draft is written in, and the signs of it."""

    register: Register
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One element: where the draft has it, or else sentences to add, best first.

    A `wanted` one belongs in such a reply; one that is not wanted is welcome.
    """

    element: Element
    wanted: bool
    present: Span | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coaching:
    """The checklist of one draft under one profile, in the order of a reply."""

    profile: str
    voice: Voice
    advice: tuple[Advice, ...]

    @property
    def wanted(self) -> tuple[Advice, ...]:
        """The elements that such a reply wants."""
        return tuple(item for item in self.advice if item.wanted)

    @property
    def missing(self) -> tuple[Advice, ...]:
        """The wanted elements that the draft has not."""
        return tuple(item for item in self.wanted if item.present is None)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "profile": self.profile,
            "register": self.voice.register,
            "signs": list(self.voice.signs),
            "elements": [
                {
                    "element": item.element,
                    "wanted": item.wanted,
                    "present": item.present is not None,
                    "sentences": list(item.sentences),
                }
                for item in self.advice
            ],
        }


def coach(report: Report, profile: Profile, text: str) -> Coaching:
    """What `profile` makes of the courtesy in `report`; `text` is the writer's own words."""
    voice = voice_of(text)
    advice = tuple(
        _advice(element, report, profile, voice.register)
        for element in ELEMENTS
        if element in profile.wants or element in profile.welcomes
    )
    return Coaching(profile.name, voice, advice)


def _advice(element: Element, report: Report, profile: Profile, register: Register) -> Advice:
    present = report.courtesy[element]
    wanted = element in profile.wants
    if present is not None:
        return Advice(element, wanted, present, ())
    return Advice(element, wanted, None, _worded(profile.sentences.get(element, {}), register))


def _worded(sentences: Mapping[Register, Sequence[str]], register: Register) -> tuple[str, ...]:
    """The sentences in `register`, or in the one closest to it that there are any in."""
    nearest: Mapping[Register, tuple[Register, ...]] = {
        "stiff": ("stiff", "neutral", "casual"),
        "neutral": ("neutral", "stiff", "casual"),
        "casual": ("casual", "neutral", "stiff"),
    }
    return next((tuple(sentences[one]) for one in nearest[register] if one in sentences), ())


# "Dear Ms Okonjo,", "To whom it may concern"
_STIFF_GREETING = re.compile(
    r"\s*(?:dear\s+(?:sir|madam|mr|mrs|ms|mx|dr|prof|professor|hiring|all)\b|to whom it may)", re.I
)
# "Hey Tom", "Hi Ada!" - but "Hello Ada," and "Dear Ada," say nothing
_CASUAL_GREETING = re.compile(r"\s*(?:hey|hiya|heya|yo|hi)\b", re.I)
# "I'm", "don't", "that's", "they've", "it'd"
_CONTRACTION = re.compile(r"\b[a-z]+(?:n['’]t|['’](?:m|re|ve|ll|d))\b|\b(?:it|that|here|there|what|let)['’]s\b", re.I)  # fmt: skip # noqa: E501
# "thanks. i will", "i have"
_LOWER_CASE = re.compile(r"(?:^|[.!?]\s+)[a-z]|\bi\b(?=\s)", re.M)
# "Yours sincerely,", "I hereby", "with regard to", "I would be obliged"
_STIFF_WORDS = re.compile(
    r"\b(?:sincerely|faithfully|respectfully|hereby|herewith|with regard to|regarding my|"
    r"obliged|pursuant|enclosed|furthermore|shall|whilst|kindly|to inform)\b",
    re.I,
)
# Such as "cheers", "no worries", "gonna", a smile, two exclamation marks
_CASUAL_WORDS = re.compile(
    r"\b(?:cheers|no worries|gonna|wanna|yeah|yep|guys|folks|awesome|cool|ok|btw|lol|pls|thx|"
    r"bit of a|loads)\b|[:;]-?[)D]|!!|[\U0001F300-\U0001FAFF]",
    re.I,
)
_WORDS_ENOUGH = 30
"""From this many words on, a text without a contraction has avoided them."""


def voice_of(text: str) -> Voice:
    """The register of `text`, guessed from greeting, contractions, capitals and set phrases."""
    signs = [(weight, sign) for weight, sign in _signs(text) if weight]
    lean = sum(weight for weight, _ in signs)
    register: Register = "stiff" if lean >= 2 else "casual" if lean <= -2 else "neutral"
    return Voice(register, tuple(sign for _, sign in signs))


def _signs(text: str) -> list[tuple[int, str]]:
    """Signs of register with their weights: above 0 is stiff, below is casual."""
    greeting = text.strip().partition("\n")[0].strip()[:30]
    contractions = len(_CONTRACTION.findall(text))
    long = len(text.split()) >= _WORDS_ENOUGH
    return [
        (2 * bool(_STIFF_GREETING.match(text)), f'greets with "{greeting}"'),
        (-bool(_CASUAL_GREETING.match(text)), f'greets with "{greeting}"'),
        (-min(contractions, 2), _counted(contractions, "contraction")),
        (int(long and not contractions), "no contractions"),
        (-2 * (len(_LOWER_CASE.findall(text)) >= 2), "small letters where capitals would be"),
        *[(1, f'"{found}"') for found in _distinct(_STIFF_WORDS, text)],
        *[(-1, f'"{found}"') for found in _distinct(_CASUAL_WORDS, text)],
    ]


def _distinct(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(found.lower() for found in pattern.findall(text)))[:2]


def _counted(number: int, thing: str) -> str:
    return f"one {thing}" if number == 1 else f"{number} {thing}s"
