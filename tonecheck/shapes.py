"""Shapes of the text that no words can name: what `{feature: ...}` in a rule looks for."""

from __future__ import annotations

import re

# Each shape with a quick test that must hold for the text before the shape is looked for.
_CAPITALS = re.compile(r"[A-Z]{3}")
SHAPES = {
    # "I HAVE BEEN WAITING": three capital words in a row, one of them of four letters or more.
    "shouting": (
        _CAPITALS,
        re.compile(r"\b(?=(?:[A-Z']+[ ,]+){0,8}[A-Z]{4})[A-Z][A-Z']*(?:[ ,]+[A-Z][A-Z']*){2,}\b"),
    ),
    # "It was in YOUR hall": one function word in capitals among small letters.
    "stressed_word": (
        _CAPITALS,
        re.compile(
            r"\b(?:YOUR?|NEVER|NOTHING|STILL|NOT|EVER|EVERY|ANY|THIS|THAT|AGAIN|MONTHS|WEEKS|DAYS|"
            r"HOURS|YEARS|NOBODY|NONE|STOP|ONLY|WHY|WHAT|HOW|DID|DOES|WAS|WERE|MUST|WILL|SHOULD|"
            r"TWICE|TIMES|ALL|ZERO|BEFORE|ALREADY|EVEN|REALLY|VERY)\b(?![ ,]+[A-Z]{2})"
        ),
    ),
    # "s t u p i d"
    "spaced_letters": (re.compile(r" \w \w \w"), re.compile(r"\b\w(?: \w){3,}\b")),
    # 'your "feedback"'
    "scare_quotes": (
        re.compile('["“]'),
        re.compile(r"[\"“](?=[a-z])[\w'’-]+(?: [\w'’-]+){0,2}[\"”]"),
    ),
    # "Answer me!!!"
    "repeated_marks": (re.compile(r"[!?]{3}"), re.compile(r"[!?]{3,}")),
    # "I thought we had a deal..."
    "trailing_dots": (re.compile(r"\.\.\.|…"), re.compile(r"(?:\.{3,}|…)(?=\s*(?:\n|$))")),
}
ANY = re.compile("|".join(sorted({gate.pattern for gate, _ in SHAPES.values()})))
"""Stands in every text that has one of the shapes: most have none, and need be asked only once."""
