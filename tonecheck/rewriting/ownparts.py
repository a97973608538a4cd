"""What the writer of a sigh did or went through, told plainly, without what the sigh made of it.

"I ate my sandwich in the car, as there didn't seem to be a chair" is somebody who ate in the car,
and "I had knitted for them all" somebody who knitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.findings import Category
from tonecheck.rewriting.clauses import Clause, clauses
from tonecheck.rewriting.composing import told
from tonecheck.rewriting.gist import content
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import lowered_text, raised, read
from tonecheck.rewriting.venom import calmed, is_venom

_OWN = re.compile(
    r"(?P<who>i|we|my (?:wife|husband|mum|mother|dad|father|son|daughter|kids|children|sister|"
    r"brother|family)) (?P<had>(?:have|had|has) )?(?:(?:also|already|always|once|stopped) )?"
    r"(?P<verb>\w+)(?: \S+){2,}$",
    re.IGNORECASE,
)
# What one thought, or what the sigh is already; what is denied, likened or asked.
_NOT_DONE = re.compile(
    r"(?<!-)\b(?:thought|guess\w*|suppos\w+|assum\w+|imagin\w+|believ\w+|dream\w*|reali[sz]\w+|"
    r"gather\w*|notic\w+|wonder\w*|knew|known|expect\w*|figured|reckon\w*|used|mind\w*|must|should|"
    r"would|could|will|shall|not|never|nobody|no|nothing|only|just|even|apparently|clearly|"
    r"evidently|stupid\w*|silly|foolish\w*|enough|rather|same|like|as|than|ones?|"
    r"that(?= (?:i|you|he|she|it|we|they|the|an?|my|our|your|this|there|nobody|one|"
    r"somebody|someone|anybody|everybody|people)\b)|"
    r"that(?= [\w-]+ (?:is|was|are|were|had|has|would|will|can)\b)|which|"
    r"who|(?<!to )(?<!for )(?<!with )you|wrong|sure|met|congratulat\w*|told (?:you|them)|"
    r"got(?! up)|"
    r"taught|heard|forgot\w*|said|practice|lifetime|"
    r"had to (?:find|ask|beg|hear|learn|laugh|smile)|did have|hang of)\b(?!-)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*,? ?\b(?:as if|as though|so as to|seeing as|seeing that|only to|in case|because|since|"
    r"so that|rather than|like)\b.*$|"
    r", (?:but|so|only|not|and lucky|and so|and no|as|which|where)\b.*$",
    re.IGNORECASE,
)
# Verbs that are the same in the past, of which a sigh tells what was.
_ALIKE = frozenset("put read set cut".split())
# What one will do, where it needs no "then" and no "instead" to be understood.
_WILL = re.compile(
    r"(?:i|we) (?:will|shall) (?:be (?:wearing|bringing|holding|sitting|standing|coming)|sit|sign|"
    r"stand|bring|wear|hold|stick|close|finish|hand|pack|move|share|do another|return|send|post|"
    r"collect|fetch|deliver|refund|lend|print|clear|come|hum|pay|cook|bake|go on \w+ing|"
    r"be (?:at|in|on) the|tell (?:the|my) \w+$)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:not|never|nobody|no|nothing|only|just|even|where|whoever|whatever|like|as|than|"
    r"(?<!from )(?<!for )(?<!with )(?<!to )you|"
    r"myself|alone|bother\w*|trouble)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r" and (?:will|shall)? ?(?:not|won't)\b.*$|(?<=\bend) so that\b.*$|"
    r",? (?:and sit )?where(?:ver)? (?:i|there|nobody|no one|it|they)\b.*$|"
    r",? as (?:usual|always)\b.*$",
    re.IGNORECASE,
)
_IF_I_CAN = re.compile(r" if (?:i|we) can\b.*$", re.IGNORECASE)
_BARE = 3
"""How many words "I will sit" has: more than it takes to say what one will do."""
_LEAST = 2
"""How many words that carry meaning it takes to tell something."""
# "I only baked the bread and carried it up the hill, so do not mind me"
_ONLY = re.compile(
    r"\b(?P<who>i|we) (?:only|just|merely) "
    r"(?P<deed>(?!(?:want|thought|asked?|hoped?|meant|wonder|had|was|were|found|heard|saw|said|wish|ever|got|mention|tried)\w*\b)"
    r"[a-z]+ (?!to\b|because\b)[^;.!?]+?)(?=,? (?:so|but|not that|because|as|and that)\b|;|\.|!|$)",
    re.IGNORECASE,
)
# "I'm the one who has been doing that job", "I was the one sent to get the coffees".
_THE_ONE = (
    (r"i am the one (?:who|that) (?:has|have) (been \w+ing [^,;.!?]+)", "have"),
    (r"i was the one (?:(?:who|that) was )?((?:sent|asked|left|told|made) [^,;.!?]+)", "was"),
)
_HEARD = re.compile(
    r"(?P<what>(?:he|she|they|the \w+|there) (?:was|were|has|have|had) (?!no\b|not\b)"
    r"[^,;]{8,80}), i (?:hear|am told)\b",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"(?:i|we|somebody|someone) (?:am|are|is|can be) (?:\w+ )?(?:at home|at work|free|available|in|"
    r"there|here|away|back|on (?:leave|holiday|site)|out|home)\b",
    re.IGNORECASE,
)


def own_parts(sentence: str, category: Category) -> Iterator[str]:
    """What the first clauses say that the writer, or their family, did, and how it was for them.

    Of a demand it is what they have to say of themselves: when somebody is at home.
    """
    calm = calmed(sentence)
    if category is Category.DEMANDING:
        yield from _informed(calm)
    if category is not Category.SULKING:
        return
    yield from _heard(sentence)
    yield from _only(_spelt_out(sentence))
    yield from _as_the_one(calm)
    for clause in clauses(read(calm)):
        if clause.link not in ("", "and", "but"):
            continue
        if planned := _planned(clause):
            yield f"{raised(planned)}."
        if done := _done(clause):
            yield from _felt(done)
            return


def _only(plain: str) -> Iterator[str]:
    """ "I only built it, drove it there and took it down": what one did, and no "only"."""
    found = _ONLY.search(plain.rstrip(" .!?"))
    deed = f"{found['who']} {found['deed']}" if found else ""
    if (
        deed
        and is_deed(deed)
        and read(deed)[1].tag in ("VBD", "VBN")
        and len(content(deed)) >= _LEAST
    ):
        yield f"{raised(deed)}. A word about it would have meant a lot to me."
        yield f"{raised(deed)}, and a word about it would have meant a lot to me."


def _as_the_one(calm: str) -> Iterator[str]:
    """What the writer is the one to do: "I was sent to get the coffees"."""
    plain = _spelt_out(calm)
    for pattern, verb in _THE_ONE:
        found = re.search(rf"\b{pattern}", plain, re.IGNORECASE)
        if found and not any(map(is_venom, found[1].split())):
            yield from told([Saying("kept", f"I {verb} {found[1]}")], Category.SULKING)


def _spelt_out(text: str) -> str:
    """`text` with "have" and "am" for what is contracted to them."""
    return re.sub(r"(?<=\bi)['’]m\b", " am", re.sub(r"['’]ve\b", " have", text), flags=re.I)


def _heard(sentence: str) -> Iterator[str]:
    """What one has heard: "I have heard that he was given a dinner" for "... , I hear"."""
    if (found := _HEARD.match(sentence)) and not any(map(is_venom, found["what"].split())):
        yield f"I have heard that {lowered_text(found['what'])}."
        yield f"I have heard that {lowered_text(found['what'])}, and I was a little sad about it."


def _informed(calm: str) -> Iterator[str]:
    """When somebody is at home, told to help: "... every day until three, if that helps"."""
    for clause in clauses(read(calm))[:1]:
        if _AT_HOME.match(clause.text):
            yield f"{raised(clause.text)}, if that helps."


def _felt(done: str) -> Iterator[str]:
    """What was done, with what it was like where it was long since done."""
    stated = raised(done)
    if re.match(r"(?:i|we) had\b", done, re.IGNORECASE):
        yield f"{stated}, so this was hard for me."
    yield from told([Saying("kept", done)], Category.SULKING)
    yield f"{stated}, and I was a little sad about it."


def is_deed(words: str) -> bool:
    """Whether `words` tell of nothing thought, denied, likened or asked, and without contempt."""
    return not _NOT_DONE.search(words) and not any(map(is_venom, words.split()))


def _planned(clause: Clause) -> str:
    """The clause without its tail, where it tells what somebody will do; "" for any other."""
    text = _IF_I_CAN.sub(" if I can", _TURN.sub("", _TAIL.sub("", clause.text)))
    is_plain = not _HEDGED.search(text) and not any(map(is_venom, text.split()))
    says_what = len(text.split()) > _BARE and bool(content(text))
    return text if _WILL.match(text) and is_plain and says_what else ""


def _done(clause: Clause) -> str:
    """The clause without its tail, where it tells what somebody did; "" for any other."""
    text = _TAIL.sub("", clause.text)
    found = _OWN.match(text)
    if found is None or not is_deed(text):
        return ""
    tags = {word.tag for word in clause.words if word.lower == found["verb"].lower()}
    is_past = bool(tags & {"VBD", "VBN"}) or found["verb"].lower() in _ALIKE or " stopped " in text
    return text if is_past and len(content(text)) >= _LEAST else ""
