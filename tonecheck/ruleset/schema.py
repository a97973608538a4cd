"""What a rule file, lexicon, cue file and profile may say. The JSON Schema is made from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, StringConstraints

from tonecheck.findings import Category, Element, Register

Text = Annotated[str, StringConstraints(strict=True, min_length=1, pattern=r"\S")]
Notation = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=2000)]
RuleId = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$")
]
Name = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
Evidence = Annotated[float, Field(strict=True, ge=0.0, le=1.0)]
Guard = Literal[
    "negation",
    "quotation",
    "reported",
    "third",
    "hypothetical",
    "self",
    "benign",
    "joke",
    "instruction",
    "policy",
    "formula",
]
DEFAULT_GUARDS: tuple[Guard, ...] = ("negation", "quotation", "reported", "third", "formula")
SLOTS = frozenset({"request", "thing", "person", "event", "reason", "amount", "clause"})
Shape = Literal[
    "shouting",
    "stressed_word",
    "spaced_letters",
    "scare_quotes",
    "repeated_marks",
    "trailing_dots",
    "wording",
]


class Strict(BaseModel):
    """A mapping of a rule file: no unknown key, no change afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Feature(Strict):
    """A shape of the text that no words can name, or a structure."""

    feature: Shape | Name


TokenPattern = Annotated[list[dict[str, Any]], Field(min_length=1)]
Pattern = Notation | TokenPattern | Feature


class Where(Strict):
    """Where in its sentence, and in what kind of sentence, a match counts."""

    addressee: Literal["reader", "self"] | None = None
    sentence: Literal["question", "statement", "exclamation"] | None = None
    position: Literal["start", "end", "alone"] | None = None
    message: Literal["first", "last", "only"] | None = None


class BadExample(Strict):
    """A text to be found, its span marked by ``[[ ]]``, and what should stand there instead."""

    text: Text
    rewrite: StrictStr | None = None


class Examples(Strict):
    """The tests of one rule, and its manual page."""

    bad: Annotated[list[Text | BadExample], Field(min_length=2)]
    good: Annotated[list[Text], Field(min_length=2)]


class Rule(Strict):
    """One way of being hostile, sulking or demanding."""

    id: RuleId
    weight: Annotated[float, Field(strict=True, gt=0.0, le=1.0)]
    message: Text
    why: Text
    source: Text | None = None
    patterns: Annotated[list[Pattern], Field(min_length=1)]
    unless: list[Notation] = []
    requires: list[Notation] = []
    where: Where = Where()
    guards: list[Guard] = []
    unguarded: list[Guard] = []
    needs: list[Literal["pos", "dep"]] = []
    rewrite: list[StrictStr] = []
    replace: Literal["sentence", "span"] = "sentence"
    safe: StrictBool = False
    examples: Examples


class RuleFile(Strict):
    """``rules/<language>/<category>/<topic>.yaml``."""

    category: Category
    guards: list[Guard] = []
    rules: Annotated[list[Rule], Field(min_length=1)]


class Courtesy(Strict):
    """One way of being gracious; `good` examples are found at the mark, `bad` ones are not."""

    id: RuleId
    element: Element
    patterns: Annotated[list[Pattern], Field(min_length=1)]
    unless: list[Notation] = []
    requires: list[Notation] = []
    where: Where = Where()
    examples: Examples


class CourtesyFile(Strict):
    """``rules/<language>/gracious/<topic>.yaml``."""

    category: Literal["gracious"]
    rules: Annotated[list[Courtesy], Field(min_length=1)]


class Instances(Strict):
    """The tests of a structure, the span in ``[[ ]]``, and near misses."""

    found: Annotated[list[Text], Field(min_length=2)]
    not_found: Annotated[list[Text], Field(min_length=2)]


class Structure(Strict):
    """A way of putting things that carries tone without a bad word, such as mock praise.

    Its `message` is what a finding says where it is the weightiest structure of the sentence.
    One that `denies` takes back what follows its first word: the wording does not count it.
    """

    message: Text | None = None
    source: Text | None = None
    patterns: Annotated[list[Notation | Feature], Field(min_length=1)]
    unless: list[Notation] = []
    requires: list[Notation] = []
    where: Where = Where()
    denies: bool = False
    examples: Instances


class StructureFile(Strict):
    """``rules/<language>/_structures/<topic>.yaml``."""

    structures: Annotated[dict[Name, Structure], Field(min_length=1)]


class Lexicon(Strict):
    """One concept: the words and phrases that express it, in phrase notation."""

    source: Text | None = None
    terms: Annotated[list[Notation], Field(min_length=1)]


class LexiconFile(Strict):
    """``rules/<language>/_lexicons/<topic>.yaml``."""

    lexicons: Annotated[dict[Name, Lexicon], Field(min_length=1)]


class CueFile(Strict):
    """``rules/<language>/_cues/<guard>.yaml``: the words that take a candidate out of account.

    After ConText (Harkema et al. 2009): a cue reaches `direction` for at most `reach` tokens,
    not past a word of `ends`; a `pseudo` cue only looks like one; a word of `blocked_by`
    anywhere in the sentence sets the guard aside.
    """

    guard: Guard
    reason: Text
    direction: Literal["forward", "backward", "sentence", "next"]
    reach: Annotated[int, Field(strict=True, ge=1, le=60)] = 60
    cues: Annotated[list[Notation], Field(min_length=1)]
    ends: list[Notation] = []
    pseudo: list[Notation] = []
    blocked_by: list[Notation] = []


class Thresholds(Strict):
    """Evidence from which a finding has each severity."""

    info: Evidence
    warning: Evidence
    error: Evidence


class Profile(Strict):
    """``rules/profiles/<name>.yaml``: what one kind of reply wants, and how strictly.

    It `wants` some elements of courtesy and `welcomes` others; `sentences` are what the coach
    offers for one that is missing.
    """

    profile: Text
    description: Text
    thresholds: Thresholds
    wants: list[Element] = []
    welcomes: list[Element] = []
    sentences: dict[Element, dict[Register, Annotated[list[Text], Field(min_length=1)]]] = {}
    weights: dict[str, Evidence] = {}
    off: list[str] = []
    rewrites: dict[Category, Annotated[list[Text], Field(min_length=1)]] = {}


class OverlayFile(Strict):
    """``switches.yaml`` in a user's folder: ids, categories or globs to switch off."""

    off: Annotated[list[Text], Field(min_length=1)]
