"""The values a check returns: frozen, slotted, without spaCy and without I/O.

Offsets are 0-based, half-open, in code points of the original source:
``source[f.start:f.end] == f.text`` holds for every value here that has these three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, get_args

from tonecheck.polarity import Words, sentiment

SCHEMA_VERSION = 1


class Category(StrEnum):
    """What a passage does to its reader."""

    HOSTILE = "hostile"
    SULKING = "sulking"
    DEMANDING = "demanding"


class Severity(StrEnum):
    """How sure tonecheck is that a passage will cost the writer something."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return tuple(Severity).index(self)


Element = Literal[
    "greeting",
    "thanks",
    "acknowledgement",
    "apology",
    "acceptance",
    "honest_disappointment",
    "concrete_request",
    "feedback_request",
    "next_step",
    "interest",
    "goodwill",
    "closing",
]
ELEMENTS: tuple[Element, ...] = get_args(Element)
"""The courtesy elements, in the order in which a reply has them."""
SOFTENING: frozenset[Element] = frozenset(
    ("thanks", "acceptance", "goodwill", "interest", "feedback_request", "closing")
)
"""Those that take the edge off their sentence; a request or a promise does not."""
Register = Literal["stiff", "neutral", "casual"]
Applicability = Literal["safe", "review"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A match that counted, and how much: `weight` is its evidence in 0..1.

    The `rule_id` "polarity" stands for TextBlob's verdict on the whole sentence, "company" for
    what the sentences around it add; both have its place. Of a rule that goes by wording each
    phrase is a cue, with its share of the evidence; `concept` names the lexicon it is a term of,
    if any.
    """

    rule_id: str
    start: int
    end: int
    text: str
    weight: float
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that scope took away, and which guard did it."""

    rule_id: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a comment or the configuration silenced, and why."""

    rule_id: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say of the source that is no matter of tone, such as an unused comment."""

    id: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Words to put in place of `source[start:end]`; an empty `replacement` deletes them."""

    start: int
    end: int
    replacement: str
    applicability: Applicability = "review"


@dataclass(frozen=True, slots=True)
class Finding:
    """One passage that will cost the writer something.

    `score` is the sentence's evidence for `category`, 0..1; `rule_id`, `message` and `why`
    are those of the heaviest cue; `cues` are all that counted, heaviest first; `rewrites`
    are ranked, best first.
    """

    rule_id: str
    category: Category
    severity: Severity
    score: float
    start: int
    end: int
    text: str
    message: str
    why: str
    cues: tuple[Cue, ...]
    rewrites: tuple[Rewrite, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that one check found.

    `scores` has one entry a category, 0.0 (calm) to 1.0; `courtesy` has one entry an element
    of a gracious reply, None where it is missing; `rewritten` is the source with the best
    rewrite of each flagged passage applied. A report that is `truncated` speaks of the beginning
    of a very long text; one of its `notes` says to where.
    """

    findings: tuple[Finding, ...]
    scores: Mapping[str, float]
    courtesy: Mapping[str, Span | None]
    rewritten: str
    suppressed: tuple[Suppressed, ...] = ()
    notes: tuple[Note, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    truncated: bool = False
    words: Words = field(default=Words(), repr=False)

    @property
    def flagged(self) -> frozenset[str]:
        """The categories that have a finding of severity warning or error."""
        return frozenset(
            finding.category.value
            for finding in self.findings
            if finding.severity is not Severity.INFO
        )

    @property
    def polarity(self) -> float:
        """TextBlob's polarity of the writer's own words, -1..1."""
        return sentiment([*self.words])[0]

    @property
    def subjectivity(self) -> float:
        """TextBlob's subjectivity of the writer's own words, 0..1."""
        return sentiment([*self.words])[1]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; additive within one `schema_version`."""
        polarity, subjectivity = sentiment([*self.words])
        return {
            "schema_version": SCHEMA_VERSION,
            "flagged": sorted(self.flagged),
            "scores": dict(self.scores),
            "polarity": polarity,
            "subjectivity": subjectivity,
            "findings": [_plain(finding) for finding in self.findings],
            "courtesy": {
                name: None if span is None else _plain(span) for name, span in self.courtesy.items()
            },
            "suppressed": [_plain(item) for item in self.suppressed],
            "notes": [_plain(item) for item in self.notes],
            "dropped": [_plain(item) for item in self.dropped],
            "truncated": self.truncated,
            "rewritten": self.rewritten,
        }

    def to_state(self) -> dict[str, Any]:
        """All of this report as plain data, words included; `from_state` takes it back."""
        state = {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}
        return {**state, "words": self.words.text}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> Report:
        """The report that `to_state` gave."""
        return cls(
            findings=tuple(_finding(item) for item in state["findings"]),
            scores=dict(state["scores"]),
            courtesy={
                name: None if item is None else Span(**item)
                for name, item in state["courtesy"].items()
            },
            rewritten=state["rewritten"],
            suppressed=tuple(Suppressed(**item) for item in state["suppressed"]),
            notes=tuple(_note(item) for item in state["notes"]),
            dropped=tuple(Dropped(**item) for item in state["dropped"]),
            truncated=state["truncated"],
            words=Words(state["words"]),
        )


def _note(state: Mapping[str, Any]) -> Note:
    return Note(**{**state, "severity": Severity(state["severity"])})


def _finding(state: Mapping[str, Any]) -> Finding:
    kept = {name: state[name] for name in Finding.__dataclass_fields__}
    return Finding(
        **{
            **kept,
            "category": Category(state["category"]),
            "severity": Severity(state["severity"]),
            "cues": tuple(Cue(**cue) for cue in state["cues"]),
            "rewrites": tuple(Rewrite(**rewrite) for rewrite in state["rewrites"]),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
