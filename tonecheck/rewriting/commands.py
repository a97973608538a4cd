"""Orders, demands and obligations read as what they ask for."""

from __future__ import annotations

import re
from dataclasses import replace

from tonecheck.rewriting.clauses import Clause, is_order, subject_end
from tonecheck.rewriting.questions import embedded
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import Word, Words, is_base, is_finite, joined, lemma, read
from tonecheck.rewriting.venom import plain_verbs

_I = (
    r"(?:i|we)(?: am| are| have| do| would| will)?"
    r"(?: (?:\w+ly|therefore|now|still|also|hereby|really|only))?"
)
# Each head is followed by a verb in its base form, which is what the reader is asked to do.
_HEADS = re.compile(
    r"^(?:if you (?:really |still |truly )*(?:care|value|have any|had any|respect|"
    r"know what is|want (?:me|us|my|our|to keep)|"
    r"are (?:at all )?(?:serious|honest|decent))[^,]*,? )?(?:"
    r"(?:so |then )?you (?:all )?(?:really |also |now |still )*(?:must|need to|have to|"
    r"have got to|had better|'d better|"
    r"better|should|ought to|are (?:going |required |expected |obliged |supposed |"
    r"here )?to|will have to|will(?! (?:be(?! (?:here|there|at|in|on|ready|back|available|"
    r"present)\b)|have to|finally|no doubt|never|soon|surely|see|make "
    r"mistakes|fail|lose|learn|"
    r"get what|thank|regret|hear|"
    r"appreciate|understand|find|know|excuse|pay for))|might as well|may as well|"
    r"can(?: at least)?(?! see)) (?:please |now |also |at least )*"
    rf"|{_I} (?:want|need|expect|require|order|urge|tell|telling|asking|ask|expecting|"
    rf"waiting for|like) you (?:all )?to (?:please )?"
    rf"|{_I} (?:ask|insist|demand|request|require|propose|trust|expect|assume|"
    rf"suggest)(?: that)? you (?:will |should |can )?(?:please )?"
    r"|(?:can|could|will|would|won't) you (?:not )?(?:please |kindly |at least |also )*"
    r"|why (?:do not|can not|will not|could not) you (?:please )?"
    r"|why (?:do|can|will|could) you not (?:please )?"
    r"|you (?:could|might|can) at least (?:please )?"
    r"|(?:the )?(?:very )?least you (?:can|could|should) do (?:now )?is (?:to )?"
    r"|is it (?:really |so )?(?:too much|so much|too hard|so hard|that hard|so difficult|"
    r"too difficult)(?: to ask)? (?:for you )?(?:to ask )?to "
    r"|how hard (?:can|could) it be to "
    r"|would it (?:kill|hurt) you to "
    r"|are you (?:ever |finally )?going to "
    r"|when (?:will|are) you (?:ever |finally )?(?:going to )?"
    r"|what is stopping you from "
    r"|it is (?:your (?:job|duty|responsibility|turn)|up to you|on you) to "
    r"|it would be (?:wise|better|best|smart|in your (?:own )?interest) (?:for you )?to "
    r"|all you (?:have|need|had) to do is (?:to )?"
    r"|your only option is to |surely you (?:can|could) |make it your business to "
    r")"
)
_NOT = re.compile(
    r"^(?:do not|never|please do not|do not you dare|not)\s+(?:you dare |ever |think of |even )?"
)
_MOCKING = frozenset(
    "worry bother strain trouble mind hurry rush feel forget flatter kid pretend be hold cry "
    "lose think act let make tell expect believe want see know regret like find get have".split()
)
# Said as an order, meant as a blow or as no order at all.
_NO_ORDERS = frozenset(
    "let thank hope see enjoy guess wait imagine try trust welcome think suppose wonder "
    "wake grow shut shove "
    "stick go eat spare save sleep rot choke burn suck kiss cry laugh mark watch expect "
    "do forget congratulate "
    "beware good fancy bear need like love hate note remember know appreciate realise".split()
)
_LEAD = re.compile(
    r"^(?:(?:please|kindly|first(?: of all)?|second(?:ly)?|just|"
    r"now|then|so|next time|this time|for now|in future|in return|from "
    r"now on|from today|"
    r"as of (?:now|today)|(?:given|considering|in view of|seeing) [^,]{3,60}),? )+",
    re.IGNORECASE,
)
# "move it by Friday or the next letter comes from my union"
_OR_ELSE = re.compile(
    r",? or (?:else\b|(?:the|my|our|your|i|we|you|it|this|that|somebody|someone) .*"
    r"\b(?:will|comes?|goes|go|is|are|can|am|gets?|has|have|shall|cancel|walk|leave)\b).*$",
    re.IGNORECASE,
)
# "I will have the plan done by tonight"
_OWN_TASK = re.compile(
    r"(?:i|we) will have .*\b(?:done|ready|finished|sent|"
    r"written)\b",
    re.IGNORECASE,
)
# "you will have my answer", "you will have no end of fun": a promise, and a sneer.
_PROMISED = re.compile(
    r"(?:have|get|receive) (?:my|our|no|fun|an? (?:nice|lovely|good|great))\b", re.IGNORECASE
)
# "you will no doubt wish to explain"
_WILLING = re.compile(
    r"^(?:(?:no doubt )?(?:wish|want|like|care|need|be able|be so good as)|have) "
    r"to ",
    re.IGNORECASE,
)
# "all of it back, no credits, no payment plans"
_NO_MORE = re.compile(r"(?:, (?:and |but )?(?:no|not) (?!later)[^,\d]*)+$", re.IGNORECASE)
_SCORN = re.compile(
    r"\b(?:shove|stuff it|stick it|for a change|brain|good laugh|to my face|"
    r"see what happens|start (?:your|the|a new) search|look elsewhere|not interested|tell me(?=,)|"
    r"(?:find|get) (?:yourself|somebody|someone|another)(?! to\b)|yoursel(?:f|ves)|your own|"
    r"(?:if|where) (?:that|this|it) is where (?:i|we) belong)\b",
    re.IGNORECASE,
)
# "put it up and stop finding reasons", "the file and will take no excuse": half of it presses on.
_AND_NO = re.compile(
    r",? and (?:(?:then |please )?(?:stop|quit) (?:finding|making|looking|inventing|wasting|"
    r"stalling|whining|pretending|hiding|messing|playing|telling|acting|lying|talking|dithering|"
    r"sending me)|(?:i |we )?(?:will|would|shall|do|am|are|can|have) (?:not|no|never)\b|"
    r"nothing (?:below|less|under|else)\b|"
    r"(?:i |we )?(?:will|shall) (?:accept|take|hear|tolerate)\b|"
    r"\w+ means\b|(?:until|unless|as long as) .*\b(?:i|we) (?:do|will|shall|would|have)\b|"
    r"spare me|no \w+ing\b|"
    r"(?:do not|never) (?:give|tell|even|come|try|dare|bother|ask)\b).*$",
    re.IGNORECASE,
)
_WANTED = re.compile(
    rf"^{_I} (?:want|demand|expect|expecting|need|require|insist on|deserve|owed|entitled to|"
    r"be waiting for|waiting for|(?<=would )like(?= (?:that|this|it|the|my|an?) )|"
    r"(?<=will )have(?= (?:an?|the|that|my|this) )|"
    r"(?<=will )accept(?= [£€$\d])|due|like to have|looking for|after|"
    r"await|request)(?: to (?:have|see|get|receive|be given))?(?: now)? (?=[\w£€$])"
)
_REFUSED = re.compile(
    r"^(?:i|we) (?:(?:flatly |simply )?refuse to|do not|will not|can not|am not going to|"
    r"am not prepared to|do not intend to) "
    r"(?:accept|tolerate|put up with|believe|buy|hear|hear about|stand for|recognise) (?=\S)"
)
_OWED = re.compile(r"^you (?:still )?owe (?:me|us) (?=\w)")
_MINE = re.compile(
    rf"^{_I} (?:still )?(?:want|need|expect|demand|insist on|like|would like|expecting) to (?=\w)"
)
_WHERE = re.compile(
    r"^(?:so )?where (?:is|are) (?P<thing>(?:my|our|the|your|this|that|those|these) .+)$"
)
_DUE = re.compile(
    r"^(?P<thing>.+?) (?:(?:must|should|shall|had better|better|will|"
    r"would better)(?: now)? (?P<verb>be .+|\w+ .+)"
    r"|(?:needs?|has|have|is|are|ought) to (?P<verb2>be .+|\w+.*)|"
    r"gets? (?P<verb3>\w+(?:ed|en|ne|id|ut|nt)\b.*))$"
)
_THINGS = re.compile(
    r"^(?:(?:the|my|our|your|this|that|these|those|every|all|it|someone|somebody|a|an)\b|"
    r"(?!I\b)[A-Z£€$])"
)
# "it must be a comfort", "it must have taken all day": a guess, and no request.
_SUPPOSED = re.compile(
    r"be (?:an?|the|so|very|nice|lovely|great|hard|easy|quite)\b|have (?:some|no|any|every)\b|"
    r"(?:feel|seem|mean|hurt|take|cost|help)\b|have \w+(?:ed|en|wn|ft|nt)\b"
)
_NEEDS = re.compile(
    r"^(?:the|my|our) (?:\w+ ){1,2}?(?:needs?|wants?|expects?|requires?|is waiting for|are "
    r"waiting for) "
    r"(?P<thing>(?:an?|the|this|that|your|my|our|it|all|both)\b.*)$",
    re.IGNORECASE,
)
_TOO_LITTLE = re.compile(
    r"^(?P<thing>(?:an?|the|another|your|this|that) [^,]{3,50}?) (?:will|does|would|is) "
    r"(?:not|never) (?:be )?(?:accepted|do|enough|good enough|sufficient|suffice|acceptable|"
    r"satisfy \w+)$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:both|all|it|the|my|our|a|an|this|that) .*\b(?:by|before|on my desk|in my inbox|within)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"^(?:so |then )?you (?:two |three |all |both )?(?P<are>are )?(?P<verb>\w+)(?P<rest> (?:it|"
    r"this|that|them|me|us|the|my|"
    r"our|"
    r"a|an|your|all|both|here|now|today|tomorrow|tonight|by|on|in|back|out|up)\b.*)$",
    re.IGNORECASE,
)
_STATES = frozenset(
    "be have do know think see want need like love hate mean seem look understand hear owe say "
    "tell "
    "keep get forget lie waste ignore act sit stand let live remember miss call ask put "
    "take go come treat sound feel promise expect".split()
)
# What follows these is done to something, even where no lexicon has the verb: "courier it".
_OBJECTS = frozenset("the my our your this that these it them me us him her a an".split())
# "the fee is on our account by Monday"
_SETTLED = re.compile(
    r"^(?P<thing>(?:the|my|our|your|all|everything|every|it)\b[^,]{0,40}?) (?:is|are) "
    r"(?P<where>(?:in|on|at|"
    r"with|back|here|done|ready|out|off)\b.*\b(?:by|before|within|tonight|tomorrow|today)\b.*)$",
    re.IGNORECASE,
)
# "we ask that the fence be moved", "I demand that the committee meets"
_RULED = re.compile(
    rf"{_I} (?:ask|insist|demand|request|require|propose|expect|suggest) that (?=\w)", re.IGNORECASE
)
# "it goes up to the old rate by Monday": not yet so, and wanted.
_COMING = re.compile(
    r"(?:the|my|our|your|all|it|this|that)\b(?:[^,]|,\d)* (?:goes|comes|gets|moves|leaves|"
    r"stays|stands|arrives|starts|stops|reaches|ends|rises|drops|runs|lands|opens|closes)\b"
    r"(?:[^,]|,\d)* (?:by|before|within|from|tonight|tomorrow|today)\b",
    re.IGNORECASE,
)
# "I would like to hear by noon that it is done"
_HEAR_BY = re.compile(
    r"(?:hear|know) (?P<by>(?:back )?(?:by|before|within|until) (?:[\w:]+ ){0,2}?[\w:]+)"
    r"(?= (?:that|whether|if|what|how|why)\b|$)",
    re.IGNORECASE,
)
_PERSONS = frozenset("i you we he she they who what".split())
_WHO_FOR_WHOM = {"him": "he", "her": "she", "them": "they"}
_DONE = re.compile(r"be (?:\w+ )?\w+(?:ed|en|wn|ft|nt|ne|ade|ut|id|ld)\b")
_LATE_TIME = re.compile(r"^it is (?:about |high )?time (?:that )?you (?P<verb>\w+)(?P<rest>.*)$")
_UNTIL = re.compile(
    r"^(?:you have|you have got|i am giving you|i will give you|we are giving you|"
    r"we give you|i give you)"
    r" (?:exactly |only )?(?:until|till) (?P<time>[\w: ]+?)(?: to (?P<verb>.+))?$"
)
_WITHIN = re.compile(
    r"^(?:you have|you have got|i am giving you|i will give you|i shall give you|"
    r"we give you|i give you) (?:exactly |only )?"
    r"(?P<time>(?:\d+|[\w-]+) (?:more )?(?:minutes?|hours?|days?|weeks?|"
    r"months?))(?: to (?P<verb>.+))?$"
)


def asked(clause: Clause) -> Saying | None:
    """What an order, a demand or an obligation asks for; None for any other clause."""
    text = plain_verbs(_LEAD.sub("", clause.text.rstrip("?!. ")))
    text = _OR_ELSE.sub("", _AND_NO.sub("", _NO_MORE.sub("", text)))
    if _SCORN.search(text):
        return None
    return (
        _deadline(text)
        or _needed(text)
        or _arranged(text)
        or _refused(text)
        or _headed(text)
        or _ruled(text)
        or _wanted(text)
        or _overdue(text)
        or _forbidden(text)
        or _ordered(read(text))
        or _due(text)
    )


def _needed(text: str) -> Saying | None:
    """ "The client needs your answer", "a form letter will not do", "both on my desk by noon"."""
    if needs := _NEEDS.match(text):
        return _thing(needs["thing"])
    if too_little := _TOO_LITTLE.match(text):
        return Saying("have", f"more than {too_little['thing']}")
    is_bare = _BARE.match(text) and not any(map(is_finite, read(text)))
    return _thing(text) if is_bare else None


def _arranged(text: str) -> Saying | None:
    """ "You are making the cake", "you decide today": said as if it were settled."""
    doing = _DOING.match(text)
    verb = lemma(doing["verb"]) if doing else ""
    if doing is None or not verb or verb in _STATES or not is_base(verb):
        return None
    is_act = doing["verb"].endswith("ing") if doing["are"] else doing["verb"].lower() == verb
    return Saying("ask", verb + doing["rest"]) if is_act else None


def _refused(text: str) -> Saying | None:
    """ "I refuse to accept X" as the wish to hear more about X."""
    refused = _REFUSED.match(text.lower())
    if refused is None:
        return None
    rest = text[refused.end() :]
    is_thing = (
        read(rest)[:1]
        and read(rest)[0].tag[:2] in ("DT", "PR", "JJ", "NN")
        and read(rest)[0].tag != "PRP"
    )
    return Saying("know", f"more about {rest}") if is_thing or rest[:1] in '"“' else None


def _headed(text: str) -> Saying | None:
    head = _HEADS.match(text.lower())
    return _request(text[head.end() :]) if head else None


def _request(verb_phrase: str) -> Saying | None:
    """A request for `verb_phrase`, where it begins with a verb in its base form."""
    verb_phrase = _WILLING.sub("", verb_phrase)
    words = read(verb_phrase)
    if _PROMISED.match(verb_phrase):
        return None
    if words and words[0].lower == "not":
        return _forbidden(verb_phrase)
    first = next((word for word in words if word.tag != "RB" or is_base(word.text)), None)
    is_verb = first is not None and (is_base(first.text) or first.lower in ("be", "have", "do"))
    is_new = len(words) > 1 and words[0].text.islower() and words[1].lower in _OBJECTS
    if first is None or not (is_verb or is_new):
        return None
    if first.lower == "have" and len(words) > 1 and words[1].tag == "VBN":
        return None
    return Saying("ask", verb_phrase.replace(" and to ", " and "))


def _ruled(text: str) -> Saying | None:
    """ "We insist that the sign comes down and stays down": the sign could come down."""
    ruled = _RULED.match(text)
    return _let(read(text[ruled.end() :])) if ruled else None


def _let(words: Words) -> Saying | None:
    """What a thing does, or should do, as what it could do."""
    end = 1 if words and words[0].lower in ("it", "this", "that") else subject_end(words)
    is_finite_verb = 0 < end < len(words) and words[end].tag in ("VBZ", "VBP", "VB", "MD")
    if not is_finite_verb or words[0].lower in _PERSONS or _is_negated(words):
        return None
    at = end + (words[end].tag == "MD")
    done = [_bare_verb(words, place, at) for place in range(len(words))]
    verb = joined(done[at:])
    return (
        Saying("let", verb, joined(words[:end]))
        if is_base(verb.split(" ")[0]) or (verb.startswith(("be ", "have ", "do ")))
        else None
    )


def _bare_verb(words: Words, at: int, verb: int) -> Word:
    """ "comes" as "come", where it is the verb or goes on from it after "and"."""
    word = words[at]
    carries = word.tag == "VBZ" and (at == verb or (at > verb and words[at - 1].tag == "CC"))
    return replace(word, text=lemma(word.text) or word.text) if carries else word


def _is_negated(words: Words) -> bool:
    return any(word.lower in ("not", "never", "no", "nobody", "nothing") for word in words)


def _wanted(text: str) -> Saying | None:
    low = text.lower()
    if to_do := _MINE.match(low):
        rest = text[to_do.end() :]
        verb = rest.split(" ", 1)[0].lower()
        if by := _HEAR_BY.match(rest):
            return Saying("ask", f"let me know {by['by']}")
        if verb in ("know", "hear", "understand", "see") and (
            told := embedded(rest.partition(" ")[2])
        ):
            return told
        return (
            Saying("may", rest)
            if is_base(verb) and verb not in ("have", "be", "get")
            else _thing(re.sub(r"^(?:have|get|be given) ", "", rest))
            if verb in ("have", "get")
            else None
        )
    if _OWN_TASK.match(low):
        return None
    head = _WANTED.match(low) or _OWED.match(low)
    if where := _WHERE.match(text):
        return Saying("know", f"where {where['thing']} {_be(where['thing'])}")
    return _thing(text[head.end() :]) if head else None


def _be(thing: str) -> str:
    nouns = [word for word in read(thing) if word.tag[:2] == "NN"]
    return "are" if nouns and nouns[-1].tag.endswith("S") else "is"


def _thing(rest: str) -> Saying | None:
    words = read(rest)
    if not words or (
        words[0].tag[:2] not in ("DT", "PR", "JJ", "NN", "CD")
        and words[0].lower not in ("all", "every", "it", "this", "that", "half", "answers")
    ):
        return None
    if words[0].lower in (
        "you",
        "i",
        "we",
        "they",
        "he",
        "she",
        "nothing",
        "no",
        "that",
        "to",
        "better",
        "more",
    ):
        return None
    end = (
        1
        if words[0].lower in _WHO_FOR_WHOM or words[0].lower in ("this", "it")
        else subject_end(words)
    )
    if 0 < end < len(words) - 1 and words[end].lower == "to" and is_base(words[end + 1].text):
        who = joined(words[:end])
        return Saying("let", joined(words[end + 1 :]), _WHO_FOR_WHOM.get(who.lower(), who))
    return None if words[0].lower in ("him", "her") else Saying("have", rest)


def _overdue(text: str) -> Saying | None:
    late = _LATE_TIME.match(text)
    if late is None:
        return None
    base = lemma(late["verb"])
    return _request(base + late["rest"]) if base else None


def _forbidden(text: str) -> Saying | None:
    no = _NOT.match(text.lower())
    if no is None:
        stop = re.match(r"^(?:stop|quit) (\w+ing)\b", text, re.IGNORECASE)
        return Saying("ask", text) if stop else None
    rest = text[no.end() :]
    first = rest.split(" ", 1)[0]
    if first.lower() in _MOCKING or not is_base(first):
        return None
    return Saying("ask", f"please not {rest}")


def _ordered(words: Words) -> Saying | None:
    if not is_order(words) or words[0].lower in _NO_ORDERS - {"see"}:
        return None
    if words[0].lower == "see" and len(words) > 2 and words[1].lower == "to":
        return Saying("ask", joined(words))
    if words[0].lower == "see":
        return None
    if len(words) > 1 and words[1].lower in ("not", "yourself", "yourselves", "luck", "fun"):
        return None
    return Saying("ask", joined(words))


def _due(text: str) -> Saying | None:
    if settled := _SETTLED.match(text):
        return Saying("let", f"be {settled['where']}", settled["thing"])
    if _COMING.match(text) and (let := _let(read(text))):
        return let
    due = _DUE.match(text)
    if due is None or not _THINGS.match(due["thing"]) or len(due["thing"].split()) > 9:
        return None
    words = read(due["thing"])
    if any(
        word.lower in ("i", "you", "we", "who", "what", "that", "if", ",")
        or word.tag in ("VBD", "MD")
        for word in words[1:]
    ):
        return None
    verb = due["verb"] or due["verb2"] or f"be {due['verb3']}"
    first = verb.split(" ", 1)[0]
    is_dummy = due["thing"].lower() in ("it", "that") and not _DONE.match(verb)
    if is_dummy or _SUPPOSED.match(verb) or first == "not" or not (first == "be" or is_base(first)):
        return None
    return Saying("let", verb, due["thing"])


def _deadline(text: str) -> Saying | None:
    if until := _UNTIL.match(text):
        verb = until["verb"] or "let me know"
        return _request(verb) and Saying("ask", f"{verb} by {until['time']}")
    if within := _WITHIN.match(text):
        verb = within["verb"] or "let me know"
        return _request(verb) and Saying("ask", f"{verb} within {_the_next(within['time'])}")
    return None


def _the_next(time: str) -> str:
    return f"the next {time}" if not time.startswith(("an ", "a ")) else time
