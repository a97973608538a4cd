"""The parts of speech of one sentence, and the forms of its verbs.

Tags come from TextBlob's PatternTagger and forms from lemminflect; both ship their words in
their wheels and are imported when the first flagged sentence is read.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

# A link, an address, a placeholder of a template, an amount, a number or time, a word, a mark.
_TOKEN = re.compile(
    r"https?://[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\{\{.*?\}\}|\$\{\w+\}|\{%?[\w .]+%?\}"
    r"|\[[A-Z][\w ]*\]|<[A-Za-z][\w ]*>|%\w+%|[#@]\w+|[£€$₹]\s?\d[\w.,]*\w|[£€$₹]\s?\d"
    r"|\d+-[a-z]+\b|\d[\d:.]*\s?[ap]\.m\.|\d\w*(?:[:.,/-]\d+)*%?|(?:[A-Z]\.){2,}|"
    r"[^\W\d_]+(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d|m)\b|[^\W\d_](?:[\w*]|(?<=\w)[-'’.&](?=[^\W_]*[^\W\d_])(?!s\b|"
    r"re\b|ve\b|ll\b|d\b|m\b))*"
    r"|\.{2,}|…|[^\w\s]|\S"
)
_CONTRACTED = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "n't": "not"}
_SPELT = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "pls": "please",
    "plz": "please",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "ye": "you",
}
# Written as one word, read as two: "dont".
_RUN_TOGETHER = {
    "im": ("I", "am"),
    "ive": ("I", "have"),
    "youre": ("you", "are"),
    "thats": ("that", "is"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "havent": ("have", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "cannot": ("can", "not"),
}
_STEMS = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_BE_SUBJECTS = frozenset("it that this he she there here what who where how everything".split())
_ADVERBS = frozenset("only just already never always even also really not still".split())
_DONE_BY_THEN = frozenset("already just never".split())
_AFTER_IS = frozenset(
    "in on at not the a an to due gone here there been never always still already getting "
    "got".split()
)
# What a verb in -ing goes on with, where its noun would not: "is painting the hall".
_AFTER_DOING = frozenset(
    "the a an my our your his her its their it me us him them up out off away back down".split()
)
_IN_SETS = frozenset("skill skills data tool mind tea chess train test rule problem".split())
_OCCASIONS = frozenset("wedding meeting evening morning hearing building training".split())
# Verbs that need nothing behind them, and whose -ing form is seldom a thing.
_BY_ITSELF = frozenset("going coming leaving getting staying doing being having asking".split())
# "my aunt's due date": a thing, after all.
_OF_OWNER = {"due": ("date", "dates", "diligence"), "still": ("life", "lifes")}
_UNTITLED = re.compile(r"I\b|I$|[A-Z][\w]*[A-Z]|.*\d")
MODALS = frozenset("can could will would shall should may might must".split())
HELPERS = MODALS | frozenset("am is are was were be been being have has had do does did".split())
SUBJECTS = frozenset(
    "i you he she it we they this that there nobody somebody someone everyone everybody one "
    "no-one nothing something everything who u".split()
)
_VERBAL = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "MD"))
_NEVER_VERBS = frozenset(
    "the a an my your our his her its their this that these those i you he she it we they me us "
    "him them and or but so if when while because as at by for from in into of on onto to with "
    "without not no yes who what which why how where there here all any some every each both "
    "either neither nor than then very too also just only even never ever always still yet "
    "again such more most less least many much other another same well now today tomorrow "
    "tonight yesterday please thanks hello hi dear sorry nice good great lovely fine okay ok "
    "best kind regards sincerely enough half one two three four five six seven eight nine ten "
    "monday tuesday wednesday thursday friday saturday sunday nobody nothing somebody someone "
    "everyone apparently perhaps maybe whatever whoever until unless although though since "
    "morning afternoon evening week month year day".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark: `space` stands before it, `start` is its place in the sentence."""

    text: str
    tag: str
    space: str
    start: int

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


Words = tuple[Word, ...]


@lru_cache(maxsize=512)
def read(sentence: str) -> Words:
    """The words of `sentence`, tagged, contractions written out ("won't": "will", "not")."""
    spelt = list(_spelt(sentence))
    tags = _tags(tuple(text for text, _, _ in spelt))
    return tuple(
        Word(text, tag, space, start) for (text, space, start), tag in zip(spelt, tags, strict=True)
    )


def _spelt(sentence: str) -> Iterable[tuple[str, str, int]]:
    tokens = list(_TOKEN.finditer(sentence))
    end, before = 0, ""
    for at, token in enumerate(tokens):
        text = token[0].replace("’", "'") if len(token[0]) < 4 else token[0]
        space = " " if token.start() > end else ""
        end = token.end()
        following = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
        low = text.lower()
        if low in _CONTRACTED:
            text, space = _CONTRACTED[low], " "
        elif low in _STEMS and following in ("n't", "n’t"):
            text = _STEMS[low]
        elif low == "'d" and before in SUBJECTS:
            later = tokens[at + 2][0].lower() if at + 2 < len(tokens) else ""
            verb = later if following in _ADVERBS else following
            is_done = following in _DONE_BY_THEN and participle(verb) == verb
            is_past = following == "better" or lemma(verb) not in ("", verb) or is_done
            text, space = ("had" if is_past else "would"), " "
        elif low in _SPELT:
            text = _SPELT[low]
        elif low == "its" and following in _AFTER_IS:
            yield text[:2], space, token.start()
            text, space = "is", " "
        elif low == "'s" and (before in _BE_SUBJECTS or _goes_on(following, tokens[at + 2 :])):
            text, space = ("has" if following in ("been", "got", "had") else "is"), " "
        elif low in _RUN_TOGETHER:
            first, text = _RUN_TOGETHER[low]
            yield first, space, token.start()
            space = " "
        before = text.lower()
        yield text, space, token.start()


def _goes_on(following: str, rest: Sequence[re.Match[str]]) -> bool:
    """Whether "'s" is a verb before this word: "the money's in", "Tom's doing it".

    It owns what follows in "my sister's wedding", "Tom's meeting on Friday" and wherever else one
    cannot be sure: left as it stands it reads right either way.
    """
    then = rest[0][0].lower() if rest else ""
    if following in _AFTER_IS:
        return then not in _OF_OWNER.get(following, ())
    is_doing = following.endswith("ing") and bool(lemma(following)) and following not in _OCCASIONS
    return is_doing and (following in _BY_ITSELF or then in _AFTER_DOING)


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """TextBlob's parser with its lexicon read, whose file it leaves open."""
    from textblob.en import parser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        parser.find_tags(["one"])
    return parser


def _tags(texts: Sequence[str]) -> list[str]:
    if not texts:
        return []
    is_name = _UNTITLED.match(texts[0]) or not (is_known(texts[0]) or lemma(texts[0]))
    words = [texts[0] if is_name else texts[0].lower(), *texts[1:]]
    tagged = _tagger().find_tags([_plain(word) for word in words])
    tags = [_mended(word, tag) for word, (_, tag) in zip(words, tagged, strict=True)]
    before = ["", *tags]
    further = ["", *before]
    tags = [_after(*each) for each in zip(tags, before, further, strict=False)]
    tags = [_told_of(*each) for each in zip(tags, words, before, strict=False)]
    return [_beside(*each) for each in zip(tags, words, ["", *words], ["", *tags], strict=False)]


def _after(tag: str, before: str, further: str) -> str:
    """A bare verb after an article is a thing: "the permit", "my next call"."""
    articles = ("DT", "PRP$")
    is_led = before in articles or (before == "JJ" and further in articles)
    return "NN" if tag in ("VB", "VBP") and is_led else tag


def _beside(tag: str, word: str, last: str, before: str) -> str:
    """ "I need" and "you can drink" are verbs, the "set" of "skill set" is a thing."""
    if tag == "NN" and is_base(word):
        if last.lower() in ("i", "we", "they"):
            return "VBP"
        return "VB" if before == "MD" else tag
    is_set = word.lower() in ("set", "sets") and last.lower() in _IN_SETS
    return ("NNS" if word.endswith("s") else "NN") if is_set else tag


def _told_of(tag: str, word: str, before: str) -> str:
    """What looks like an adjective right after a thing tells what it did: "my aunt baked"."""
    is_past = tag == "JJ" and word.endswith("ed") and before in ("NN", "NNS", "NNP")
    return "VBD" if is_past and lemma(word) else tag


def _plain(word: str) -> str:
    """Words in capitals are words all the same."""
    return word.lower() if word.isupper() and len(word) > 3 else word


def _mended(word: str, tag: str) -> str:
    low = word.lower()
    if word == "May":
        return "NNP"
    if word[0].isdigit():
        return "CD"
    if low in MODALS:
        return "MD"
    if low in SUBJECTS and low not in ("this", "that", "there", "who", "one"):
        return "PRP"
    if re.match(r"https?:|\S+@\S+\.|[{<\[%#@]\S", word):
        return "NNP"
    return "CD" if word[0] in "£€$₹" and len(word) > 1 else str(tag)


def joined(words: Iterable[Word]) -> str:
    """`words` as text, with the spaces that stood before them."""
    return " ".join("".join(word.space + word.text for word in words).split())


def lowered(words: Words) -> Words:
    """`words` with a first word that may stand in the middle of a sentence."""
    if not words or words[0].tag.startswith("NNP") or _UNTITLED.match(words[0].text):
        return words
    return (replace(words[0], text=words[0].text[:1].lower() + words[0].text[1:]), *words[1:])


def lowered_text(text: str) -> str:
    """`text` as it follows a semicolon: "I" keeps its capital."""
    return text if re.match(r"I\b", text) else text[:1].lower() + text[1:]


def is_known(word: str) -> bool:
    """Whether the tagger's lexicon has `word` in small letters: a name it has not."""
    return word.lower() in _tagger().lexicon


def raised(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def lemma(word: str) -> str:
    """The base form of a verb: "lost" gives "lose"; "" where no verb is spelt so."""
    from lemminflect import getAllLemmas

    found = getAllLemmas(word.lower(), upos="VERB").get("VERB", ())
    return str(found[0]) if found else ""


@lru_cache(maxsize=4096)
def form(word: str, tag: str) -> str:
    """Another form of a verb, by its Penn tag: "lose" for "lost" and "VB"; "" without one."""
    from lemminflect import getInflection

    base = lemma(word) or word.lower()
    if not base[:1].isalpha():  # of "" lemminflect raises IndexError
        return ""
    if base == "be":
        return {"VBN": "been", "VBG": "being", "VBD": "was", "VBZ": "is"}.get(tag, "be")
    spelt = getInflection(base, tag=tag)
    doubled = [one for one in spelt if "ll" in one[len(base) - 1 :]]
    return str((doubled or spelt)[0]) if spelt else ""


def is_base(word: str) -> bool:
    """Whether `word` may be a verb in its base form."""
    low = word.lower()
    return low not in _NEVER_VERBS and low.isalpha() and lemma(low) == low


def is_finite(word: Word) -> bool:
    """Whether `word` may carry a clause."""
    return word.tag in ("VBP", "VBZ", "VBD", "MD") or word.lower in HELPERS - {
        "be",
        "been",
        "being",
    }


def is_verbal(word: Word) -> bool:
    """Whether `word` is tagged as some form of a verb other than its -ing form."""
    return word.tag in _VERBAL or word.lower in HELPERS


def participle(word: str) -> str:
    """What follows "has been": "sent" for "send"; "" where there is none."""
    return form(word, "VBN")
