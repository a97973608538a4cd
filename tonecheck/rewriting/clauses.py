"""A sentence taken apart into its clauses, each with the word that joins it to the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tonecheck.rewriting.affairs import ERRANDS
from tonecheck.rewriting.speech import (
    HELPERS,
    SUBJECTS,
    Word,
    Words,
    is_base,
    is_finite,
    is_verbal,
    joined,
    lemma,
    lowered,
)

_HARD = frozenset("; : – — … ... ( ) ? ! .".split())
_LINKS = frozenset(
    "and but or so because since as while whereas though although yet nor otherwise".split()
)
_AFTER_A_LINK = frozenset("why how what who where if when unless".split())
_WAITING = frozenset(
    "if when whenever unless until once as after before since while although though because".split()
)
_HOW_LONG = frozenset(("after", "in", "for"))
# What may stand between a joint and the subject: "but naturally it is", "but sure, he did".
_ADVERBS = frozenset(
    "now then also again maybe perhaps obviously naturally clearly evidently apparently surely "
    "presumably doubtless anyway somehow sure luckily officially technically strictly".split()
)
WRITER = (
    r"(?:i|we)(?: am| are| have| do| would| will)?"
    r"(?: (?:\w+ly|therefore|now|still|also|hereby|really|only))?"
)
"""How a clause begins whose subject is the writer: "we are still", "I hereby"."""
_MORE_TO_ASK = frozenset(("and", asked) for asked in ("what", "how", "why", "when", "who", "where"))
_ELLIPSIS = 4
"""How many words "and mine was not" has at most after its "and"."""
_OPENING, _CLOSING = "\"“‘'", "\"”’'"
_OBJECTS = frozenset(
    "me us him them it this that these those the a an my your our his her their all every some "
    "someone somebody another up out back off to with in on for at by him now".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without its outer marks; `link` is "" or the word that joined it."""

    link: str
    words: Words

    @property
    def text(self) -> str:
        """The clause as it reads in the middle of a sentence."""
        return joined(lowered(self.words))


def clauses(words: Words) -> tuple[Clause, ...]:
    """The clauses of a sentence in order; marks between them are left out."""
    return tuple(
        Clause(link, part) for link, part in _parts(words) if any(w.text.isalnum() for w in part)
    )


def _parts(words: Words) -> Iterator[tuple[str, Words]]:
    start, link = 0, ""
    at = 0
    while at < len(words):
        width, joint = _break(words, at, start)
        if width:
            yield link, _bare(words[start:at])
            start, link = at + width, joint
            at = start
        else:
            at += 1
    yield link, _bare(words[start:])


def _break(words: Words, at: int, start: int) -> tuple[int, str]:
    """How many words at `at` are a joint between two clauses, and the word that joins them."""
    word = words[at]
    if word.text in _HARD or (word.text == "-" and word.space):
        return 1, _following_link(words, at + 1)[1]
    if word.text == "," and not _is_relative(words, at):
        width, link = _following_link(words, at + 1)
        rest = words[at + 1 + width :]
        asks = bool(link) and bool(rest) and rest[0].lower in _AFTER_A_LINK
        if (
            asks
            or (opens_clause(rest) and (link or not _goes_on(words[start:at], rest)))
            or (link == "or" and _opens_question(rest))
        ) and not _is_condition(words[start:at]):
            return 1 + width, link
        return 0, ""
    is_purpose = word.lower == "so" and at + 1 < len(words) and words[at + 1].lower == "that"
    if word.lower in _LINKS and not is_purpose and any(map(is_verbal, words[start:at])):
        if _holds(words, at, start):
            return 0, ""
        rest = words[at + 1 :]
        opens = opens_subject(rest) or (
            ((word.lower == "or" or _concludes(words, at)) and _opens_order(rest))
            or (word.lower == "or" and _opens_question(rest))
        )
        return (1, word.lower) if opens and not _is_condition(words[start:at]) else (0, "")
    return 0, ""


def _is_relative(words: Words, at: int) -> bool:
    """Whether "who" after a comma tells of somebody: "than my brother, who earns the same"."""
    then = words[at + 1 : at + 2]
    later = [word.lower for word in words[at + 1 :]]
    is_listed = any(pair in _MORE_TO_ASK for pair in pairwise(later))
    is_named = at > 0 and words[at - 1].tag[:2] == "NN" and not is_listed
    return is_named and bool(then) and then[0].lower == "who"


def _goes_on(before: Words, rest: Words) -> bool:
    """Whether "read" or "put" after a comma is one more thing that was done."""
    is_alike = bool(rest) and rest[0].lower in ("read", "put", "set", "cut", "let", "shut")
    return is_alike and any(word.tag == "VBD" or word.lower == "had" for word in before)


def _concludes(words: Words, at: int) -> bool:
    """Whether "so" joins what follows, and does not raise it: "it is yours so take it"."""
    return words[at].lower == "so" and words[at - 1].tag[:2] in ("NN", "CD", "PR")


def _holds(words: Words, at: int, start: int) -> bool:
    """Whether the word at `at` holds what is before it and what is after it in one clause."""
    link, before, rest = words[at].lower, words[start:at], words[at + 1 :]
    if link == "as":
        return _compares(words[:at])
    if link == "or":
        return is_choice(before, rest)
    return link in ("and", "but") and _is_second_half(before, rest)


def _is_second_half(before: Words, rest: Words) -> bool:
    """Whether a question goes on: "why hers was good and mine was not", "... and she is not"."""
    end = next((at for at, word in enumerate(rest) if word.text in _HARD | {","}), len(rest))
    is_asked = any(word.lower in ("why", "whether", "how", "that", "what") for word in before)
    is_short = 1 < end <= _ELLIPSIS and rest[end - 1].lower in HELPERS | {"not"}
    return is_asked and is_short


def is_choice(before: Words, rest: Words) -> bool:
    """Whether "or" leaves a choice of two errands: "you will reinstate it or agree a sum"."""
    is_told = any(word.lower in ("will", "must", "can", "shall") for word in before[1:3])
    is_errand = bool(rest) and (rest[0].lower in ERRANDS or rest[0].lower in ("agree", "offer"))
    is_look = bool(rest) and rest[0].lower in ("look", "talk", "speak", "call", "find", "close")
    return before[0].lower == "you" and is_told and is_errand and not is_look


def _compares(before: Words) -> bool:
    """Whether "as" goes on from "as soon" or "such"."""
    return before[-1].lower in ("such", "same") or any(w.lower in ("as", "so") for w in before[-3:])


def _following_link(words: Words, at: int) -> tuple[int, str]:
    if at < len(words) and words[at].lower in _LINKS:
        return 1, words[at].lower
    return 0, ""


def _is_condition(words: Words) -> bool:
    """Whether a clause waits for the one after it: "if you had called", "when I came".

    "As for the roof" does not, and what has its comma behind it waits no longer.
    """
    if not words or words[0].lower not in _WAITING:
        return False
    is_as_for = words[0].lower == "as" and len(words) > 1 and words[1].lower in ("for", "to")
    return not is_as_for and all(word.text != "," for word in words)


def opens_clause(words: Words) -> bool:
    """Whether `words` begin with a clause of their own: a subject and its verb, or an order."""
    return opens_subject(words) or _opens_order(words)


def opens_subject(words: Words) -> bool:
    """Whether `words` begin with a subject and a verb that fits it, a few words on."""
    while words and (size := _adverb(words)):
        words = (
            words[size + 1 :] if [w.text for w in words[size : size + 1]] == [","] else words[size:]
        )
    if not words:
        return False
    if words[0].tag == "CD" and [word.tag for word in words[1:2]] == ["PRP"]:
        words = words[1:]  # "10 and 11 I did as well", of which "11 I did" is left here
    if words[0].lower in SUBJECTS:
        second = 2 if [word.lower for word in words[1:2]] == ["else"] else 1
        if len(words) > second and words[second].lower in ("who", "that", "which", "whose"):
            return False
        return any(is_finite(word) or word.tag in ("VB", "VBN") for word in words[1:4]) or _pairs(
            words
        )
    end = subject_end(words)
    return 0 < end < len(words) and (is_finite(words[end]) or _agrees(words, end))


def _agrees(words: Words, at: int) -> bool:
    """Whether a bare verb follows many: "the children keep asking"."""
    return words[at].tag == "VB" and words[at - 1].tag == "NNS"


def _adverb(words: Words) -> int:
    """How many words what may open a clause takes: "now", "at least", "after six years"."""
    if words[0].lower in _ADVERBS:
        return 1
    if words[0].lower in _HOW_LONG and [word.tag for word in words[1:3]] == ["CD", "NNS"]:
        return 3
    return 2 * (
        [word.lower for word in words[:2]] in (["at", "least"], ["in", "fact"], ["in", "future"])
    )


def _pairs(words: Words) -> bool:
    """Whether a pronoun stands before what may be its verb, whatever the tagger thought."""
    rest = [word for word in words[1:4] if word.tag != "RB"]
    return words[0].lower in ("i", "we", "you", "they") and bool(rest) and bool(lemma(rest[0].text))


def subject_end(words: Words) -> int:
    """How many words the noun phrase at the start of `words` and what hangs on it take; 0: none."""
    at = 0
    while at < len(words) and (
        words[at].tag[:2] in ("DT", "PR", "JJ", "CD", "NN", "PO") or words[at].tag == "VBG"
    ):
        if words[at].tag == "PRP":
            return at + 1 if at == 0 else 0
        at += 1
    all_of_them = at > 1 and words[at - 1].lower in ("all", "both")
    if at == 0 or words[at - 1 - all_of_them].tag[:2] not in ("NN", "CD"):
        return 0
    at = _told_apart(words, at)
    if at < len(words) and words[at].lower in ("of", "from", "in", "for", "about", "on"):
        more = subject_end(words[at + 1 :])
        at += more + 1 if more else 0
    return at + _adverbs(words[at:])


def _told_apart(words: Words, at: int) -> int:
    """Where the participle ends that tells which is meant: "a licence issued in Lyon is valid"."""
    is_done = at + 2 < len(words) and words[at].tag in ("VBN", "VBD") and words[at + 1].tag == "IN"
    more = subject_end(words[at + 2 :]) if is_done else 0
    end = at + 2 + more
    return end if more and end < len(words) and is_finite(words[end]) else at


def _adverbs(words: Words) -> int:
    count = 0
    while count < len(words) and words[count].tag == "RB" and words[count].lower != "not":
        count += 1
    return count


def _opens_question(words: Words) -> bool:
    return len(words) > 1 and words[0].lower in HELPERS and opens_subject((words[1], words[0]))


def _opens_order(words: Words) -> bool:
    is_polite = len(words) > 1 and words[0].lower in ("please", "kindly")
    return is_order(words[is_polite:])


def is_order(words: Words) -> bool:
    """Whether `words` give an order: a bare verb first, and no other verb that carries them."""
    if not words or words[0].lower in HELPERS - {"do", "be", "have"}:
        return False
    first, rest = words[0], words[1:]
    if [word.lower for word in rest[:2]] == ["by", first.lower]:
        return False
    is_noun_like = first.tag in ("NN", "JJ", "RB") or (
        first.text[0].isupper() and first.tag == "NNP"
    )
    is_word = not rest and first.lower not in ERRANDS  # "with you, rob"
    if not is_base(first.text) or first.tag == "NNS" or is_word:
        return False
    if rest and (rest[0].lower in HELPERS or rest[0].lower == "enough"):
        return False
    is_set_off = not rest or not rest[0].text.isalnum()
    is_errand = first.lower in ERRANDS
    is_thing = not is_errand and (first.tag == "JJ" or (first.tag == "NN" and bool(rest)))
    has_object = bool(rest) and rest[0].lower in _OBJECTS
    if is_noun_like and not has_object and (not is_set_off or is_thing):
        return False
    return not _carried(rest)


def _carried(rest: Words) -> bool:
    """Whether a finite verb follows that no "that", "what", "if" or subject of its own explains."""
    for before, word in pairwise(rest):
        if is_finite(word) and word.lower in HELPERS | {"is", "are"}:
            return not _explained(rest, word, before)
    return False


def _explained(rest: Words, verb: Word, before: Word) -> bool:
    if before.lower in SUBJECTS or before.text == ",":
        return True
    return any(
        word.tag in ("WP", "WRB", "WDT", "IN", "CC") or word.lower in SUBJECTS
        for word in rest[: rest.index(verb)]
    )


def _bare(words: Words) -> Words:
    """`words` without marks at either end."""
    start, end = 0, len(words)
    while start < end and not _is_wordlike(words[start]) and words[start].text not in _OPENING:
        start += 1
    while end > start and not _is_wordlike(words[end - 1]) and not _closes(words[start:end]):
        end -= 1
    return words[start:end]


def _closes(words: Words) -> bool:
    """Whether the last mark closes a quotation that these words open."""
    mark = words[-1].text
    return mark in _CLOSING and sum(word.text in _OPENING + _CLOSING for word in words) % 2 == 0


def _is_wordlike(word: Word) -> bool:
    return word.text[0].isalnum() or word.text[0] in "{[<%£€$₹#@" or word.text[-1] in "]}>%"
