from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.language import language, tokenizer_norms
from tonecheck.ruleset.anchoring import compile_sequence
from tonecheck.ruleset.lexicon import Lexicons, inflections
from tonecheck.ruleset.parts import Parts
from tonecheck.ruleset.phrases import NotationError, Parser, names_in
from tonecheck.ruleset.vocabulary import Vocabulary, number_of
from tonecheck.spelling import Normaliser

_norms = tokenizer_norms(language(Normaliser()))
_vocabulary: Vocabulary = {}
add = partial(number_of, known=_vocabulary)


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(add, _norms(text)))


parse = Parser(numbers).parse
_terms = {"insult": ["(fool|clown)", "waste of space"], "rude": ["{insult}", "silly"]}
LEXICONS = Lexicons(_terms, lambda name: map(parse, _terms[name]), numbers)
PARTS = Parts(LEXICONS, _vocabulary)


def matches(notation: str, text: str) -> str | None:
    """The words of `text` that `notation` matches first."""
    words = _norms(text)
    for start in range(len(words)):
        for program in compile_sequence(parse(notation), None, PARTS):
            found = program.match([*map(add, words)], start, len(words))
            if found is not None:
                return " ".join(words[start : found[0]])
    return None


@pytest.mark.parametrize(
    ("notation", "text", "found"),
    [
        ("or else", "Answer or else.", "or else"),
        ("i am done", "I'm done with it", "i am done"),
        ("don't care", "i do not care", "do not care"),
        ("(sick|tired) of", "so tired of it", "tired of"),
        ("thank you [very much]", "thank you very much!", "thank you very much"),
        ("thank you [very much]", "thank you!", "thank you"),
        ("~waste my time", "wasting my time", "wasting my time"),
        ("~waste my time", "wasted my time", "wasted my time"),
        ("you {insult}", "you waste of space", "you waste of space"),
        ("you [are|were] [such] a {rude}", "you are such a clown", "you are such a clown"),
        ("if ... then", "if you ask me then go", "if you ask me then"),
        ("if ... then", "if a b c d e f g then", None),
        ("if ... then", "if then", "if then"),
        ("whatever .", "fine , whatever.", "whatever ."),
        ("(you ... late|too slow)", "you were very late", "you were very late"),
        ("(you ... late|too slow)", "it is too slow", "too slow"),
        ("wait …", "wait…", "wait ..."),
        (r"ok :\)", "ok :)", "ok :)"),
        ("so-called", "your so-called plan", "so - called"),
        ("could you {request}", "could you send it to me", "could you send it to me"),
    ],
)
def test_notation(notation, text, found):
    assert matches(notation, text) == found


@pytest.mark.parametrize(
    ("notation", "problem"),
    [
        ("(a|b", "ends before its `)`"),
        ("a)", "stray `)`"),
        ("a|b", "stray `|`"),
        ("(a|)", "empty alternative"),
        ("{Insult}", "expected a name"),
        ("{nothing}", "neither a lexicon nor a slot"),
        ("...", "begins or ends with a gap"),
        ("a ...", "begins or ends with a gap"),
        ("[a]", "matches nothing at all"),
        ("[a] ... [b]", "nothing but optional words"),
        ("{request} now", "begins with a slot"),
        ("~", "stray `~`"),
        ("   ", "is empty"),
        ("a (b)? c", "`?` behind a group"),
    ],
)
def test_what_can_never_match_is_refused(notation, problem):
    with pytest.raises(NotationError, match=re.escape(problem)):
        list(compile_sequence(parse(notation), None, PARTS))


def test_captures_name_what_a_brace_held():
    (program,) = compile_sequence(parse("you {insult} or {request}"), None, PARTS)
    words = _norms("you clown or go home now")
    found = program.match([add(word) for word in words], 0, len(words))
    assert found is not None
    assert [(name, words[a:b]) for name, a, b in found[1]] == [
        ("insult", ("clown",)),
        ("request", ("go", "home", "now")),
    ]


def test_inflections_come_from_the_dictionary():
    assert {"waste", "wastes", "wasted", "wasting"} <= set(inflections("waste"))
    assert {"go", "goes", "went", "gone", "going"} <= set(inflections("go"))
    assert "ghosted" in inflections("ghost")


def test_a_circle_of_lexicons_is_refused():
    terms = {"a": [parse("{b}")], "b": [parse("{a}")]}
    with pytest.raises(NotationError, match="a -> b -> a"):
        Lexicons(terms, terms.__getitem__, numbers).terms("a")


def test_names_are_found_at_any_depth():
    assert names_in(parse("you ({a}|[x {b}])")) == {"a", "b"}


@given(st.text(alphabet="ab ()[]|{}~.\\x", max_size=30))
def test_any_notation_parses_or_is_refused_in_one_line(notation):
    try:
        sequence = parse(notation)
        list(compile_sequence(sequence, None, PARTS))
    except NotationError as err:
        assert "\n" not in str(err)


def test_many_gaps_stay_linear():
    (program,) = compile_sequence(parse("a ... a ... a ... a ... z"), None, PARTS)
    words = [add("a")] * 4000
    for start in range(0, 4000, 50):
        assert program.match(words, start, len(words)) is None
