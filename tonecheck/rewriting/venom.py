"""Words that say how angry somebody is and nothing else: they go, what they stood beside stays."""

from __future__ import annotations

import re
from functools import lru_cache

from tonecheck.rewriting.clauses import opens_subject
from tonecheck.rewriting.speech import is_known, lemma, read

SMALL_WORDS = frozenset(
    "a an the i is are am was be do did does has had have not no yes now all any one two "
    "ten to of in on at by "
    "for off out up as if or and but so my me we us you your our it he she him her who "
    "how why what when can "
    "may get got let put say see ask pay ok off day man way new old too".split()
)
"""Words that are words even where they are shouted."""
_NOUNS = frozenset(
    "idiot idiots moron morons imbecile fool fools clown clowns joke farce circus disgrace shame "
    "nonsense rubbish garbage trash crap bullshit shit drivel tripe bollocks excuse excuses lie "
    "lies liar liars thief thieves crook crooks parasite parasites coward cowards loser losers "
    "muppet muppets amateur amateurs monkey monkeys robot incompetence stupidity laziness "
    "arrogance ignorance cheek nerve audacity spine guts brain brains hell damn god heaven christ "
    "jesus sake bastard bastards bitch dictator tyrant bully bullies snob snobs hypocrite "
    "hypocrites fraud frauds scam scams con sham rip-off ripoff scum vultures leech leeches "
    "dump mess insult mercy pity misery wretch nobody nothing loser failure doormat fault "
    "toddler kindergarten clowns shambles pack bunch gang decency courtesy mockery vermin rats "
    "pigs cattle peanuts peasant peasants servant servants slave slaves mug mugs".split()
)
_ADJECTIVES = frozenset(
    "useless pathetic stupid ridiculous idiotic moronic incompetent lazy worthless hopeless "
    "dreadful terrible horrible awful appalling atrocious abysmal disgusting disgraceful "
    "shameful shameless laughable clueless brainless mindless spineless gutless heartless "
    "arrogant ignorant pompous smug petty small-minded narrow-minded two-faced so-called "
    "bloody damn damned goddamn fucking freaking frigging sodding bleeding blasted crappy shitty "
    "lousy rotten vile nasty rude insolent sloppy shoddy amateurish half-baked half-arsed "
    "half-assed precious mighty almighty fancy glorious wretched miserable pitiful sorry sad "
    "dumb dumbest stupidest worst laziest lamest lame absurd insane crazy mad insulting "
    "outrageous unbelievable infuriating contemptible despicable inexcusable unacceptable "
    "scandalous measly paltry stinking filthy dirty slimy sleazy crooked corrupt dishonest lying "
    "cheating thieving idle bone-idle thick dim dense deaf blind little tiny godforsaken cheap "
    "fake sham bogus rigged pointless senseless endless sacred holy esteemed exalted illustrious "
    "high self-important self-righteous condescending patronising cowardly childish infantile "
    "toxic evil wicked callous cruel mean greedy selfish ungrateful disrespectful".split()
)
_KEPT_ALONE = frozenset(
    "sorry sad little high cheap tiny mean dirty thick nothing nobody mad blind "
    "deaf fancy precious pack bunch con mess fault robot failure dump doormat".split()
)
_ATTRIBUTIVE = re.compile(
    r"\b(?!a little \w+(?:ed|er|less|ly|ong|oud|old|rd|id|ad)\b)"
    r"((?:your|my|our|his|her|their|the|this|that|these|those|a|an|such|some|another|any|no)\s+)"
    r"((?:(?:most|so|very|utterly|totally|completely|absolutely|truly|frankly|bone)[ -])?"
    rf"(?:{'|'.join(sorted(_ADJECTIVES, key=len, reverse=True))}|\w*\*+\w*)"
    r"(?:,?\s+(?:and\s+)?(?:{same}))*\s+)(?=[\w{])".replace(
        "{same}", "|".join(sorted(_ADJECTIVES, key=len, reverse=True))
    ),
    re.IGNORECASE,
)
_SAKE = r"for (?:the love of )?(?:god|heaven|christ|pete|goodness|crying out loud)(?:['’]s sake)?"
# What may open a sentence without being part of it: "Oh, and for once in your life, send it."
_OPENERS = re.compile(
    r"^\W*(?:(?:p\.? ?s\.?:?|oh|ah|wow|well|so|look(?! (?:at|into|for|through|up|after|over))|"
    r"listen(?! to)|look here|see here|seriously|honestly|"
    r"frankly|and|but|or|then|ok|"
    r"okay|right|oi|hey|mate|dude|take it or leave it|bro|"
    r"man(?=,)|just|now|please|kindly|yes(?=\W)(?! \w)|"
    r"no(?! \w)|typical|great|bravo|congratulations|"
    r"newsflash|news flash|fine(?=,)|sure(?=,)|ha|lol|ugh|still|again|also|anyway|really|"
    r"surely|apparently|obviously|"
    r"clearly|of course|naturally|needless to say|to be honest|quite frankly|in that case|"
    r"believe me|trust me|mark my words|rest assured|be warned|i repeat|for the record|"
    r"for (?:the )?(?:last|final|umpteenth|hundredth|third|second|fourth|nth) time|"
    r"for once in (?:your|its) (?:\w+ )?li(?:fe|ves)|for once|"
    rf"for once in (?:your|its) (?:\w+ )?li(?:fe|ves)|once and for all|{_SAKE}|"
    r"be a (?:dear|good \w+|sweetheart|darling) and|get off (?:your|the) \w+ and|"
    r"get your act together and|"
    r"pull your finger out and|do your (?:\w+ )?job and|stop (?:stalling|messing about|"
    r"wasting my time|lying) and|"
    r"drop (?:everything|whatever you are doing|what you are doing) and|"
    r"make yourselves? useful and|be (?:a man|honest|decent) and|do me a favou?r and|"
    r"wake up and|"
    r"hurry up and|go on and|go ahead and|bother to|at least)\b[\s,:;.!?…-]*)+",
    re.IGNORECASE,
)
# The same within a sentence or at its end.
_PHRASES = re.compile(
    r"\s*[,;(-]*\s*\b(?:(?<!by )(?<!until )(?<!till )(?<!from )(?<!for )(?<!to )now(?=\W*$)|"
    r"immediately|at once|asap|a\.s\.a\.p\.?|right now|right away|"
    r"straight away|this instant|this minute|this very minute|"
    r"without (?:further )?(?:delay|excuses?|fail)|no excuses?|no ifs(?:,? (?:and|or|"
    r"no)? ?buts)?|end of(?: story| discussion)?(?=\W*$)|"
    r"full stop|period(?=\W*$)|thank you very much(?=\W*$)|or else(?=\W*$)|"
    r"and (?:stop|quit) (?:making|inventing|finding|hiding behind) (?:\w+ )?excuses|"
    r"and (?:do not|don't|no|never) [^,;.?!]*\bexcuses?\b[^,;.?!]*|"
    r"(?:and|but) (?:we both|we all|everybody|everyone) knows? (?:it|that|this|so)(?=\W*$)|"
    r"and that is final|that is an order|"
    r"got it(?=\W*$)|understood(?=\W*\?)|is that clear|do i make myself clear|"
    r"okay(?=\W*$)|ok(?=\W*$)|"
    r"as (?:per )?(?:usual|always|ever)|yet again|once again|for once(?: in (?:your|"
    r"its) (?:\w+ )?li(?:fe|ves))?|once and for all|"
    rf"{_SAKE}|the hell|the fuck|the heck|on earth|in god's name|in the world(?=\W*\?)|ever again|"
    r"bloody|damn|damned|goddamn|fucking|freaking|sodding|obviously|apparently|clearly|"
    r"evidently|presumably|"
    r"frankly|seriously|simply|just|(?<!or )(?<!and )(?<!not )even(?! (?:if|though|when|as))|"
    r"actually|literally|"
    r"utterly|totally|absolutely|magically|"
    r"conveniently|of course|"
    r"(?<!have )(?<!is )(?<!had )no doubt|needless to say|so-called|for god knows how long|"
    r"if it is not too much trouble|mate|pal|buddy|sunshine|sweetheart|darling|honey|dude|bro|"
    r"(?<=, )you (?:\w+[ -]){0,3}(?:idiots?|morons?|clowns?|fools?|liars?|crooks?|"
    r"cowards?|losers?|imbeciles?|bastards?|thieves|lot|"
    r"parasites?|hypocrites?|muppets?|amateurs?|pigs?|scum|dictators?|snobs?|genius(?:es)?)"
    r"|will you(?=\W*$)|would you(?=\W*$)|all right(?=\W*\?))\b",
    re.IGNORECASE,
)
# ", I'm sure," and the like: said to be heard, not to be answered.
_ASIDES = re.compile(
    r",\s*(?:i am|i'm|i) (?:sure|suppose|gather|hear|told|expect|imagine|dare say|notice|see|"
    r"take it|"
    r"presume|believe|fear|afraid)\s*(?:,|(?=[.!?;]|$))",
    re.IGNORECASE,
)
_LIST_AHEAD = re.compile(r"\bthe following(?: \w+)?:\s*", re.IGNORECASE)
# "someone who matters", "a person who can read": the contempt is in what they are said to be.
_PERSON = (
    r"\b((?:some|any)(?:one|body)|(?:a|an actual|a real|another) "
    r"(?:person|human|human being|adult|grown-up)) (?:who|that) (?:actually |really |at least )?"
)
_ABOVE = re.compile(
    r"(?:(?<=one)|(?<=ody)) (?:above your pay grade|(?:with|who has) (?:an?|some|half an?|the) "
    r"(?:\w+ )?"
    r"(?:brain|clue|spine|backbone|authority|sense|pulse|manners))\b",
    re.IGNORECASE,
)
_SCORNED = re.compile(
    rf"{_PERSON}(?:(?:matters|counts|thinks|cares|reads|works|listens|is awake|can (?:read|count|"
    r"think|spell|add|write)|(?:does|knows) (?:his|her|their) (?:job|trade|stuff))\b|"
    r"(?:knows (?:what|how)|understands (?:what|how|the)|has (?:been|ever|at least)|is (?:not|able|"
    r"capable|competent|in possession)|(?:is )?(?:has )?been (?:out|to)|gives a|"
    r"learn\w+)[^,;.?!]*)",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\bdo (?:me|us) the (?:courtesy|favou?r|honou?r|kindness) of (?P<verb>\w+ing)\b", re.IGNORECASE
)
_ROUNDABOUT = re.compile(
    r"\b(?:(?:at least )?(?:have|had|find|show|muster) the (?:\w+ )?(?:decency|courtesy|"
    r"guts|courage|manners|grace|nerve|cheek|audacity|gall) to"
    r"|be(?:en)? (?:so kind|kind enough|good enough|bothered|arsed) (?:as )?to|"
    r"bother(?:ed)? to|deign(?:ed)? to|manage(?:d)? to|"
    r"think to|thought to|care(?:d)? to|make the effort to|take the trouble to|"
    r"get (?:round|around) to|"
    r"see (?:fit|your way) to|go ahead and)\s+",
    re.IGNORECASE,
)
_YOU_ALL = re.compile(
    r"(?<=\byou) (?:lot|people|guys|folks|clowns|idiots|morons|fools|parasites|crooks|muppets|"
    r"amateurs|cowards|liars|geniuses|jokers|headhunters)\b",
    re.IGNORECASE,
)
_WITHOUT_LEAD = re.compile(r"^[\s,;:.!?…–—-]+")
_TAIL = re.compile(r"[\s,;:…–—-]+(?=[.!?]*$)")
_ARTICLE_MARK = "\x00"
_ARTICLE = re.compile(rf"\b(a|an)\s+{_ARTICLE_MARK}(?=\w)", re.IGNORECASE)


def is_venom(word: str) -> bool:
    """Whether a word says nothing but contempt."""
    low = word.lower()
    return "*" in low[1:] or ((low in _NOUNS or low in _ADJECTIVES) and low not in _KEPT_ALONE)


@lru_cache(maxsize=4096)
def calmed(sentence: str) -> str:
    """`sentence` without insults, oaths and pressure, in small letters where it shouted."""
    text = " ".join(_unshouted(sentence).replace("’", "'").split())
    text = _DOING.sub(lambda found: lemma(found["verb"]), text)
    text = _OPENERS.sub("", text)
    text = _LIST_AHEAD.sub("", _ASIDES.sub("", text))
    text = _ABOVE.sub("", _SCORNED.sub(_someone, _PHRASES.sub(_marked, text)))
    text = re.sub(r"\(\s+", "(", re.sub(r"\s*\(\s*\)", "", text))
    text = _YOU_ALL.sub("", text)
    text = _ATTRIBUTIVE.sub(lambda found: found[1] + _ARTICLE_MARK, text)
    text = _TAIL.sub("", _WITHOUT_LEAD.sub("", text))
    text = _ARTICLE.sub(_article, text).replace(_ARTICLE_MARK, "")
    return re.sub(r"\s+([,;.!?])", r"\1", text)


def _someone(found: re.Match[str]) -> str:
    """Who is left of "in front of someone who can read": someone else, where nothing follows."""
    before, rest = found.string[: found.start()], found.string[found.end() :]
    is_last = bool(re.search(r"\b(?:of|to|with|by|through|at|from)\s$", before)) and (
        not rest.strip() or rest.lstrip()[:1] in ",;.!?"
    )
    return (
        f"{found[1]} else" if is_last and found[1].lower().endswith(("one", "body")) else found[1]
    )


def _marked(found: re.Match[str]) -> str:
    """The mark before a word that goes, where a clause of its own follows: "; even Ann left".

    What stands between brackets, or after a semicolon or a dash, always keeps the mark.
    """
    mark = found[0].strip()[:1]
    rest = found.string[found.end() :]
    is_followed = bool(re.match(r"\s+\w", rest))
    if mark == "(":
        return " ("
    if mark == ";" and is_followed:
        return ";"
    if mark == "-" and is_followed:
        return " -"
    return "," if mark == "," and is_followed and opens_subject(read(rest.strip())) else ""


def plain_verbs(text: str) -> str:
    """`text` with the verb itself for "have the decency to" and its like."""
    return _ROUNDABOUT.sub("", text)


def _article(found: re.Match[str]) -> str:
    """ "a" or "an" before a word that a venomous one was taken from."""
    article = found[1]
    rest = found.string[found.end() :].lower()
    sounds_open = rest[0] in "aeiou" and not re.match(r"(?:uni(?!n)|use|usu|eu|one\b|once)", rest)
    sounds_open = sounds_open or bool(re.match(r"(?:hour|honest|honou?r|heir)", rest))
    return article[0] + ("n " if sounds_open else " ")


def _unshouted(sentence: str) -> str:
    """Words of four and more capitals in small letters, and short ones that are no acronyms."""
    text = re.sub(r"\b[A-Z]{2,}\b", _small, sentence)
    return text[:1].upper() + text[1:] if sentence[:1].isupper() else text


def _small(found: re.Match[str]) -> str:
    word = found[0].lower()
    is_word = len(word) > 4 or (len(word) > 3 and is_known(word)) or word in SMALL_WORDS
    return word if is_word else found[0]
