"""What one can say where nothing of a sentence can be kept: by what kind of blow it was.

A friend who hears "do you ever read what you sign" answers to the reading, not to "this". Each
kind has its signs, a sort of things that are named with it, and a few whole sentences, best first.
`{the}` and `{one}` stand for such a thing and `{about}` for what the sentence struck at; a sentence
is passed over where no such thing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tonecheck.findings import Category
from tonecheck.rewriting.hooks import (
    CHORES,
    DUE,
    EVENTS,
    JUDGED,
    LINES,
    MADE,
    NEWS,
    PENDING,
    POSTS,
    SCRAPS,
    SUMS,
    TOLD,
    WAITED_FOR,
    WORKS,
    WRITINGS,
    Sort,
    one,
    the,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Sentences of one kind are known by `signs`; `instead` may stand in their place."""

    signs: re.Pattern[str]
    instead: tuple[str, ...]
    sort: Sort | None = None


def _kind(signs: str, *instead: str, of: Sort | None = None) -> Kind:
    return Kind(re.compile(rf"\b(?:{signs})", re.IGNORECASE), instead, of)


# A line where one had hoped for a letter.
_SCRAP = _kind(
    r"(?:a|an|one|two|three|four|single)[- ](?:\w+[- ])?(?:lines?|sentences?|words?)|"
    r"all (?:that )?(?:i|we) (?:get|got)|ends? with|form letter|template|circular",
    "I had hoped for more than {one}.",
    of=SCRAPS,
)
_HOSTILE = (
    _SCRAP,
    _kind(
        r"(?:hope|wish) (?:that )?(?:you|your|it|the)|enjoy (?:the|your)|good luck|best of luck|"
        r"rot\b|"
        r"may you",
        "I would rather leave it there for now.",
        "I would like us to part on good terms.",
    ),
    _kind(
        r"i (?:will|shall|am going to) (?:see to it|make sure|tell|post|report|bury|sue|find|name|"
        r"let every|ruin|have you)|you will (?:hear from|regret|be hearing|be sorry)|lawyer|"
        r"solicitor|"
        r"court|press\b|ombudsman|trading standards|everyone will know|reviews?\b",
        "If we cannot settle this between us, I will ask somebody else to look at it.",
        "I would much rather settle this between us.",
    ),
    _kind(
        r"lie[sd]?\b|lying|liars?\b|dishonest|made (?:it|that|this) up|pretend\w*|invent(?:ed|ing)|"
        r"honest(?:y|ly)?\b|cheat\w*|trick\w*|crook\w*|fraud\w*|steal\w*|stole\w*|stolen|thie\w+|"
        r"scam\w*",
        "I remember this differently; could we go through it together?",
        "My notes say something different, and I would be glad to check them against yours.",
    ),
    _kind(
        r"(?:not|never|even|ever|bother\w*|can|able to|learn\w* to|taught \w+ to|tried|"
        r"did you|have you|time to)[^,;.]{0,24} (?:read|listen|open|look at)|"
        r"read(?:s|ing)? (?:it|them|my|the|what)|explained|repeat|slowly|simple words|smaller "
        r"words|"
        r"in (?:one|which) ear|attention span",
        "Could we go through {the} together?",
        "I have the impression that not all of my message got through; may I sum it up once more?",
        "I may not have put this clearly enough; shall I say it again in other words?",
        of=WRITINGS,
    ),
    _kind(
        r"your (?:own )?(?:fault|doing)|because of you|thanks to you|(?:to )?blame|you (?:broke|"
        r"ruined|"
        r"wrecked|caused|spoiled|spoilt)|responsible for this",
        "I would like to find out together how this happened, and what we can do about it.",
        "Could we look at how this came about, and at what would help now?",
    ),
    _kind(
        r"people like|(?:people|men|women|boys|girls|companies|firms|departments|managers|types?|"
        r"places) (?:who|that|of your)|you (?:people|lot|all)\b|all of you|your (?:kind|sort|"
        r"clique|"
        r"generation|crowd)|you are all|the likes of|(?:every|all) (?:single )?(?:one|time|event|"
        r"\w+) "
        r"(?:you|of you)|always the same|"
        r"you always (?:\w+ing|the|do|say|have|find|make|get|forget|blame)|you never|typical",
        "I would rather talk about this one case.",
        "I would rather keep to this one case, and to what can be done now.",
    ),
    _kind(
        r"late\b|delay\w*|overdue|slow\w*|wait\w*|(?:days|weeks|months) (?:late|later|ago|of)|"
        r"still (?:no|not|have|has|waiting)|glacier|snail|by the time",
        "I had hoped for {the} sooner; could you tell me when I can expect it?",
        "This has taken longer than I had hoped; could you tell me when I can expect it?",
        "The wait has been hard for me, and a date would help.",
        of=WAITED_FOR,
    ),
    _kind(
        r"reply|replies|replied|answer(?:s|ed)? (?:the|my|your|our|an?)|phone|silence|ignor\w+|"
        r"respond\w*|call(?:ed)? back",
        "I would be glad of {one}.",
        "I would have been glad of an answer, and I still would be.",
        "It would help me to hear from you, even briefly.",
        of=LINES,
    ),
    _kind(
        r"charged\b(?! with)|charging\b|(?:the|your|a|this|another|extra) charges?\b(?! of)|"
        r"fees?\b|pric\w+|rent\b|money|paid|pay(?:s|ing|ment)?\b|cost\w*|invoice\w*|"
        r"greed\w*|"
        r"refund\w*|bills?\b|deposit\w*",
        "I would like to understand how {the} came about.",
        "I would like to understand how the amount came about.",
        "Could we go through the figures together?",
        of=SUMS,
    ),
    _kind(
        r"how dare|what (?:were|was|on earth)|who do you|do you (?:really|honestly|seriously)|"
        r"are you (?:all|really|seriously)|what (?:makes|gives) you",
        "Could you tell me how this came about?",
        "I do not understand this yet; could you explain it to me?",
    ),
    _kind(
        r"bravo|congratulations|well done|how (?:generous|kind|clever|thoughtful|nice|lovely|"
        r"brave)|"
        r"genius\w*|hats off|slow clap|what an? (?:\w+ )?(?:achievement|triumph|masterpiece)|"
        r"world-class|"
        r"marvellous|splendid|impressive|masterclass|medal|trophy|award",
        "I was not happy with {the}.",
        "I was not happy with {about}.",
        "I was not happy with how this went.",
        of=WORKS,
    ),
    _kind(
        r"you (?:\w+ ){0,2}(?:are|were|could not|can not|would not|have always been|should|know|"
        r"think|do|"
        r"have)\b|your (?:\w+ ){0,2}(?:brain|head|skull|mother|face|intelligence|character|"
        r"personality|"
        r"manners|incompetence|ignorance|arrogance|conscience|spine)|than you\b|like you\b|next "
        r"to you",
        "I was upset about this, and I would rather talk about the matter itself.",
        "I see this differently, and I would like to hear your side.",
    ),
)
_SULKING = (
    _kind(
        r"my (?:\w+ )?(?:spot|seat|desk|slot|place|role|plot|part|locker|shelf|corner|office|job)",
        "I would have liked to keep {the}.",
        of=POSTS,
    ),
    _SCRAP,
    _kind(
        r"thank\w*|notic\w+|nobody (?:else )?(?:helped|helps|saw|sees|heard)|(?:no one|nobody) "
        r"(?:\w+ )?(?:puts?|put|lifts)|on my own|alone|all by myself|"
        r"as (?:always|usual)|always me|falls? to me|i (?:did (?:it|the|all|both|my)|will do|"
        r"have done|stayed|covered|cleaned|"
        r"carried|cooked|baked|worked|gave|organi[sz]ed)|muggins|who else|appreciat\w+|"
        r"credit\b|"
        r"invisible|taken for granted",
        "A hand with {the} next time would help me.",
        "A hand next time would help me.",
        "A word about it would have meant a lot to me.",
        of=CHORES,
    ),
    _kind(
        r"(?:left|leave) (?:me |us )?out|without (?:me|us)\b|(?:nobody|no one|not one of \w+|you "
        r"never|"
        r"you did not|did not|never) (?:\w+ )?(?:invit|ask|told|tell|includ|copied|mention|wait|"
        r"sav)|"
        r"(?:not|never|was|were) (?:\w+ )?(?:invited|asked|told|included|copied)|invitation|"
        r"(?:last|only) (?:one )?(?:person )?to (?:know|hear|find out)|forgot(?:ten)? (?:about )?"
        r"(?:me|us)|behind my back|all of you|the rest of you|heard (?:that )?there was",
        "I would have liked to be at {the} too.",
        "I would like to be included next time.",
        "I would have liked to be there too.",
        of=EVENTS,
    ),
    _kind(
        r"(?:not|never|nobody|no one|nothing|too busy to) (?:\w+ ){0,3}(?:phone[ds]?|ring|rang|"
        r"call(?:s|ed)?|"
        r"write|writes|wrote|visit\w*|reply|replied|answer\w*)\b|hear(?:d)? from|silence|by the "
        r"(?:tele)?phone|"
        r"no (?:reply|answer|letter|word)|two lines|one line",
        "I would be glad of {one}.",
        "I would be glad to hear from you.",
        "A line from you would make me happy.",
        of=LINES,
    ),
    _kind(
        r"burden|useless|hopeless|stupid|worthless|too old|too (?:slow|thick|boring)|not good "
        r"enough|"
        r"never (?:be )?(?:good )?enough|my (?:own )?fault|failure|lost cause|idiot|"
        r"(?:only )?good (?:for|at)|belong|fool\b|embarrass\w*|nobody wants",
        "This has been hard for me, and a kind word would help.",
        "I could do with some encouragement.",
    ),
    _kind(
        r"(?:chosen|chose|picked|selected|hired|preferred|promoted|passed over|golden|the "
        r"(?:other|new) "
        r"(?:one|man|woman|person|people|candidate)|younger|somebody else|someone else|hopes? up|"
        r"hoped|"
        r"rejected|turned down|decision|second choice|shortlist)",
        "I was sorry about {the}.",
        "I was sorry about that.",
        "I had hoped for another answer.",
        of=NEWS,
    ),
    _kind(
        r"luck\w*|some (?:of us|people)|others\b|must be (?:nice|lovely|wonderful)|fair\b|unfair|"
        r"favou?rites?|envy|everyone else|everybody else",
        "I would have liked that too.",
        "I would be glad if it could be my turn some time.",
    ),
    _kind(
        r"^\W*(?:fine|noted|ok|okay|right|whatever|as you (?:wish|like|prefer)|suit yoursel\w+|"
        r"understood|"
        r"sure|so be it|no matter|never mind|nothing|such is life)\W*$",
        "I understand.",
        "That is all right with me.",
    ),
    _kind(
        r"i (?:will|shall|am going to) (?:just |only |simply )?(?:not|never|stop|leave|keep|go|"
        r"sit|stay|"
        r"step|see myself|eat|be\b|no longer|find)|not (?:bother|trouble|disturb)|out of your "
        r"(?:way|hair)|"
        r"last (?:time|you)|withdraw\w*|manage",
        "I will take a step back for now.",
        "I would rather leave it there for now.",
    ),
)
_DEMANDING = (
    _kind(
        r"(?:i|we) (?:do not|am not|are not) (?:really )?(?:need|want|expect|ask|asking|expecting|"
        r"waiting)\b(?! to (?:hear|know|be told))|no (?:hurry|rush)\b|whenever (?:it )?suits",
        "There is no hurry with {the}.",
        "There is no hurry with this.",
        of=PENDING,
    ),
    _kind(
        r"lawyer|solicitor|court|press\b|ombudsman|head office|your (?:boss|manager|head|superior)|"
        r"escalat\w+|complain\w*|report(?:ed|ing)? (?:you|this|it)|union|reviews?\b|everywhere|"
        r"cancel|"
        r"consequences|or else|stand(?:ing)? (?:at|in|outside)|sit (?:in|at|outside)|"
        r"otherwise|"
        r"not leav\w+|withhold|not (?:be )?pay\w*",
        "I would much rather settle this between us; could you tell me what is possible?",
        "If we cannot settle this, I would like somebody else to look at it.",
    ),
    _kind(
        r"excuses?|debate|discuss\w*|negotia\w+|not interested|no (?:is|to|for)|refus\w+|not "
        r"(?:accept|"
        r"tolerate|take)|non-negotiable|final\b|whatever it takes",
        "It matters to me that this works out; could you tell me what is possible?",
        "I would be grateful if you could find a way.",
    ),
    _kind(
        r"deserv\w+|entitle\w*|my right|right to|years in|paid (?:for|my|you|good)|customer|owe\w*|"
        r"qualif\w+|least you|promis\w+|obligation",
        "I would be grateful if you could look at {the} again.",
        "I would be grateful if you could look at this again.",
        "Could you look at this once more?",
        of=JUDGED,
    ),
    _kind(
        r"explain|explanation|why\b|reasons?\b|justif\w+|who (?:decided|approved|is)|names? of",
        "Could you tell me how {the} came about?",
        "Could you tell me how this was decided?",
        "I would like to understand how this was decided.",
        of=JUDGED,
    ),
    _kind(
        r"now\b|today|tonight|immediately|at once|wait\w*|still\b|soon\w*|hours?\b|minutes?\b|"
        r"days?\b|weeks?\b|deadline|late\b|time",
        "It would help me to know when I can expect {the}.",
        "It would help me to know when I can expect this.",
        "Could you give me a date, when you have a moment?",
        of=WAITED_FOR,
    ),
)
_KINDS: Mapping[Category, tuple[Kind, ...]] = {
    Category.HOSTILE: _HOSTILE,
    Category.SULKING: _SULKING,
    Category.DEMANDING: _DEMANDING,
}
_OTHERWISE: Mapping[Category, Kind] = {
    Category.HOSTILE: _kind(
        "",
        "I was not happy with {about}.",
        "I was not happy with {the}.",
        "I was not happy with how this went.",
        "I see this differently.",
        of=MADE,
    ),
    Category.SULKING: _kind(
        "",
        "I was sorry about {the}.",
        "I was sorry about that.",
        "I had hoped for something else.",
        of=TOLD,
    ),
    Category.DEMANDING: _kind(
        "",
        "It would help me a great deal if you could look into {the} when you have a moment.",
        "It would help me a great deal if you could look into this when you have a moment.",
        "Could you see what is possible?",
        of=DUE,
    ),
}
_CONTRACTED_NOT = re.compile(r"(?<!wo)n't\b", re.IGNORECASE)
# One is not unhappy with one's own work, nor sorry about one's own party.
_BLAMED = re.compile(r"I was (?:not happy with|sorry about) \{")
_OWN = re.compile(r"(?:my|our) (?!\w+['’])", re.IGNORECASE)
_SLOT = re.compile(r"\{(\w+)\}")
MOST_KINDS = 2
"""Of how many kinds a sentence may be."""


def of_a_kind(sentence: str, category: Category, about: str = "") -> tuple[str, ...]:
    """What fits a sentence of which one can say what it struck at; () for any other."""
    plain = _spelt_out(sentence)
    kinds = [kind for kind in _KINDS[category] if kind.signs.search(plain)][:MOST_KINDS]
    return tuple(words for kind in kinds for words in _filled(kind, plain, about))


def of_any_kind(sentence: str, category: Category, about: str = "") -> tuple[str, ...]:
    """What fits when nobody can say what a sentence struck at."""
    return tuple(_filled(_OTHERWISE[category], sentence, about))


def _spelt_out(sentence: str) -> str:
    """`sentence` with "not" and "will" for what is contracted to them."""
    text = _CONTRACTED_NOT.sub(" not", sentence.replace("’", "'").replace("can't", "can not"))
    return text.replace("won't", "will not").replace("'ll", " will")


def _filled(kind: Kind, sentence: str, about: str) -> Iterator[str]:
    things = {"about": about}
    if kind.sort is not None:
        things |= {"the": the(kind.sort, sentence), "one": one(kind.sort, sentence)}
    for words in kind.instead:
        slots = _SLOT.findall(words)
        blames_own = _BLAMED.match(words) and any(_OWN.match(things.get(s, "")) for s in slots)
        if all(things.get(slot) for slot in slots) and not blames_own:
            yield words.format(**things)
