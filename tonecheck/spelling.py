"""Spelling as people type: from a word to its NORM.

Case, curly quotes, full-width and zero-width characters, look-alike letters, marks over letters,
elongation ("sooo"), leetspeak ("id1ot"), masked and parted letters ("st*pid", "s.t.u.p.i.d"),
British and American spelling, and slips that many people type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, product

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"',
     "„": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "…": "..."}
)  # fmt: skip
# Letters of other scripts that look Latin; UTS #39 confusables, the ones that people type. A
# capital may look like another letter than its small one: Η is an H, η an n.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝӏкмтвнАВЕКМНОРСТУХІЈЅԚԜӀαοερτυνικχηωβγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwlkmtbhabekmhopctyxijsqwlaoeptuvikxnwbyabezhikmnoptyx",
)
# Those that pass for Latin in a word that has no Latin letter beside them: "а", "уо".
_TWINS = str.maketrans("аеорсухіјѕԁһԛԝαορυνικχ", "aeopcyxijsdhqwaopuvikx")
# Latin letters that Unicode does not take apart: "ꜱᴛᴜᴘɪᴅ", "ıdıøt".
_VARIANTS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıøđłħŧɑɡƒ", "abcdefghijklmnoprstuvwyziodlhtagf")
# "stu\u00adpid" and its like: soft hyphens, zero-width and direction marks, variation selectors
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_LATIN = re.compile(r"[a-zA-Z]")

_SHORT = {
    "u": "you", "ya": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please",
    "thx": "thanks", "thanx": "thanks", "tks": "thanks", "cos": "because", "cuz": "because",
    "coz": "because", "n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am",
    "tho": "though", "bc": "because", "thru": "through", "ppl": "people",
}  # fmt: skip
# Slips of the keyboard, phonetic spellings and texting in India, Australia and everywhere. Each
# counts only where the rules know the word it stands for and not the slip itself.
_SLIPS = dict(
    slip.split(":")
    for slip in (
        # you, and what holds a sentence together
        "yu:you uou:you yuo:you yous:you youse:you yoo:you y0u:you yor:your "
        "urself:yourself yaself:yourself yourselfs:yourselves yur:your "
        "teh:the dat:that tht:that dis:this dese:these wid:with "
        "hv:have hav:have hve:have wuz:was wud:would cud:could shud:should wat:what "
        "wht:what wut:what whut:what wats:what wher:where wich:which thier:their "
        "ther:there nuthing:nothing nuthin:nothing nuffin:nothing nothin:nothing "
        "sumthing:something sumone:someone evry:every evryone:everyone evrything:everything "
        "nvr:never neva:never nevr:never abt:about bcoz:because bcos:because bcz:because "
        "bcuz:because becoz:because becouse:because becuase:because beacuse:because "
        "becaus:because cauze:because untill:until jst:just rly:really realy:really "
        "relly:really srsly:seriously alot:lot "
        # courtesy and business
        "plzz:please plss:please pliz:please plis:please pleese:please plese:please pleaze:please "
        "sry:sorry srry:sorry sory:sorry thnx:thanks thnks:thanks thanku:thanks thankyou:thanks "
        "gud:good gr8:great tmrw:tomorrow "
        "tommorow:tomorrow tommorrow:tomorrow tomorow:tomorrow 2day:today "
        "recieve:receive recieved:received beleive:believe belive:believe responce:response "
        "bussiness:business buisness:business definately:definitely seperate:separate "
        "immediatly:immediately imediately:immediately immediatelly:immediately "
        "appologise:apologise appologize:apologize apologice:apologise anwser:answer "
        "awnser:answer ansewr:answer knowlege:knowledge expirience:experience "
        "experiance:experience acheive:achieve wierd:weird arguement:argument "
        "adress:address occured:occurred payed:paid writting:writing "
        # what is wrong with somebody
        "idot:idiot idoit:idiot idiott:idiot ideot:idiot idiat:idiot idjit:idiot eejit:idiot "
        "ijiot:idiot idiota:idiot idots:idiots idoits:idiots eejits:idiots 1d10t:idiot 1di0t:idiot "
        "stoopid:stupid stewpid:stupid stupit:stupid stupide:stupid stuped:stupid stupd:stupid "
        "styupid:stupid schtupid:stupid dum:dumb dumm:dumb dumbas:dumbass "
        "usless:useless useles:useless uselss:useless uslees:useless "
        "worthles:worthless wortless:worthless worthlss:worthless pathetick:pathetic "
        "patetic:pathetic pathatic:pathetic pethetic:pathetic rediculous:ridiculous "
        "ridiculus:ridiculous rediculus:ridiculous ridicolous:ridiculous ridiculos:ridiculous "
        "incompetant:incompetent incompitent:incompetent incompetend:incompetent "
        "inkompetent:incompetent imcompetent:incompetent ignorent:ignorant arogant:arrogant "
        "arrogent:arrogant unprofesional:unprofessional unproffesional:unprofessional "
        "unproffessional:unprofessional unprofessionnal:unprofessional embarassing:embarrassing "
        "embarrasing:embarrassing embarassment:embarrassment embarrasment:embarrassment "
        "disapointed:disappointed dissapointed:disappointed dissappointed:disappointed "
        "disapointing:disappointing dissapointing:disappointing disapointment:disappointment "
        "dissapointment:disappointment disguisting:disgusting discusting:disgusting "
        "disgustin:disgusting disgracefull:disgraceful shamefull:shameful aweful:awful "
        "awfull:awful terible:terrible terrable:terrible horible:horrible horrable:horrible "
        "unaceptable:unacceptable unacceptible:unacceptable garbadge:garbage garbge:garbage "
        "garbige:garbage gabage:garbage rubish:rubbish rubbis:rubbish hipocrite:hypocrite "
        "hypocrit:hypocrite hypocrate:hypocrite lier:liar lyer:liar liers:liars lyers:liars "
        "loosers:losers theif:thief theifs:thieves cowerd:coward "
        "bufoon:buffoon imbecil:imbecile imbicile:imbecile cluless:clueless brainles:brainless "
        "spinless:spineless dispicable:despicable insuferable:insufferable dishonset:dishonest "
        "loozer:loser luser:loser loozers:losers hopless:hopeless hopeles:hopeless "
        "iliterate:illiterate illitrate:illiterate illeterate:illiterate parisite:parasite "
        "paracite:parasite disgrase:disgrace dumest:dumbest klown:clown krook:crook "
        "idotic:idiotic iditic:idiotic imbecille:imbecile frawd:fraud "
        # cursing
        "fuk:fuck fuc:fuck fcuk:fuck fvck:fuck phuck:fuck fukk:fuck fuq:fuck fukin:fucking "
        "fukn:fucking fkn:fucking fkin:fucking fcking:fucking fukkin:fucking fking:fucking "
        "fuckn:fucking fuking:fucking phucking:fucking sht:shit shyt:shit shite:shit 5h1t:shit "
        "bulshit:bullshit bullsh:bullshit biatch:bitch biotch:bitch beotch:bitch bytch:bitch "
        "btch:bitch azz:ass @ss:ass a$$:ass @$$:ass azzhole:asshole asswhole:asshole "
        "ashole:asshole assole:asshole asshol:asshole arsehol:arsehole basterd:bastard "
        "bastad:bastard bastid:bastard wanka:wanker wankr:wanker kunt:cunt suks:sucks "
        "sux:sucks suxx:sucks krap:crap crapp:crap damm:damn goddam:goddamn "
        "scumbagg:scumbag morron:moron"
    ).split()
)  # fmt: skip
LONGEST_DISGUISE = 40
"""Characters beyond which nobody looks for a word among digits and marks."""
MAX_READINGS = 64
"""Ways to read one word that are tried before it is left as it is."""
# One spelling for each word that is spelt in two ways, whatever the rules know: most often the
# British one, which is the more regular. What the patterns below do not cover stands here.
_SPELT = dict(
    pair.split(":")
    for pair in (
        "gray:grey programme:program programmes:programs mom:mum plow:plough skeptic:sceptic "
        "skeptics:sceptics skeptical:sceptical skepticism:scepticism cozy:cosy pajamas:pyjamas "
        "jewelry:jewellery aging:ageing learnt:learned burnt:burned dreamt:dreamed spelt:spelled "
        "spoilt:spoiled leant:leaned leapt:leaped whilst:while amongst:among toward:towards "
        "afterward:afterwards practise:practice practised:practiced practises:practices "
        "practising:practicing maneuver:manoeuvre maneuvers:manoeuvres installment:instalment "
        "installments:instalments enroll:enrol enrolls:enrols enrollment:enrolment "
        "fulfill:fulfil fulfills:fulfils fulfillment:fulfilment willful:wilful "
        "willfully:wilfully skillful:skilful skillfully:skilfully mold:mould moldy:mouldy "
        "mustache:moustache airplane:aeroplane aluminum:aluminium sulfur:sulphur "
        "pediatric:paediatric pediatrician:paediatrician anesthetic:anaesthetic anemic:anaemic "
        "diarrhea:diarrhoea encyclopedia:encyclopaedia orientated:oriented "
        "disorientated:disoriented advisor:adviser advisors:advisers defense:defence "
        "defenses:defences defenseless:defenceless offense:offence offenses:offences "
        "pretense:pretence pretenses:pretences license:licence licenses:licences "
        "catalog:catalogue catalogs:catalogues dialog:dialogue dialogs:dialogues analog:analogue "
        "centered:centred centering:centring theaters:theatres counselor:counsellor "
        "counselors:counsellors councilor:councillor councilors:councillors "
        "cancelation:cancellation marvelous:marvellous woolen:woollen"
    ).split()
)  # fmt: skip
_OUR = (
    "arm|behavi|cand|clam|col|demean|endeav|enam|fav|ferv|flav|glam|harb|hon|hum|lab|misdemean|"
    "neighb|od|parl|ranc|rig|rum|sav|savi|splend|tum|val|vap|vig"
)
_LL = (
    "bevel|cancel|channel|counsel|dial|dishevel|equal|fuel|funnel|grovel|initial|jewel|label|level|"
    "libel|marvel|model|panel|pedal|quarrel|ravel|revel|rival|shovel|shrivel|signal|snivel|spiral|"
    "swivel|total|travel|tunnel|weasel"
)
_SPELT_IN_TWO_WAYS = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        # "organized", "apologizing", "specialization"; neither "prize" nor "downsized"
        (r"^(?!(?:cap|down|over|re|right)siz)(\w{3,})iz(e[drs]?|ers|ing|ations?|able)$", r"\1is\2"),
        # "analyzed", "paralyzing"
        (r"lyz(e[drs]?|ers|ing)$", r"lys\1"),
        # "behavior", "favorites", "dishonorable"
        (
            rf"^((?:dis|mis|un)?(?:{_OUR}))or(s|ed|ing|able|ably|ites?|ful|less|hoods?|ly|y)?$",
            r"\1our\2",
        ),
        # "center", "theater", "kilometers"
        (r"^((?:kilo|centi|milli)?(?:cent|theat|met|lit|fib|somb|lust|meag))er(s?)$", r"\1re\2"),
        # "canceled", "travelers"
        (rf"^((?:dis|re|un)?(?:{_LL}))(ed|ing|ers?)$", r"\1l\2"),
        # "judgment", "acknowledgments"
        (r"dgment(s?|al)$", r"dgement\1"),
    )
)

# "sooo"
_DRAWN_OUT = re.compile(r"(\w)\1\1")
# "stuupid": letters that English does not double, but for "skiing"
_DOUBLED = re.compile(r"([aiu])\1(?!ng)")

# What a chunk must have to be a disguise: "id10t", "s.t.u.p.i.d", "ⓢ"; "don’t" has it not.
_SUSPECT = re.compile(r"[-0-9@$!|*#_.·~?](?=.)|[^\x00-\x7f‘’“”–—…]")

# What stands for a letter in leetspeak; a 1 is an i or an l.
_LEET = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "b", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "|": "il", "€": "e", "£": "l",
}  # fmt: skip
# "5miles", "room5", "$link", "@ann": as a rule a number or a name rather than leetspeak
_EDGED = re.compile(r"(?:\d+|[$@!|€£])[a-z]+|[a-z]+\d+")
# "mi144a": more a number than a letter
_DIGITS = re.compile(r"\d{3}")
# "s.t.u.p.i.d", "f-u-c-k", "I.D.I.O.T."
_APART = re.compile(r"[^\W_]([-.*_·~])[^\W_](?:\1[^\W_]){2,}\1?")
# "stu-pid", "id.iot", "ass_hole"
_PARTED = re.compile(r"[a-z]+(?:[-.*_·~][a-z]+)+")
# "st*pid", "f**k", "sh#t", "f--k", "*sshole"; "f***" has lost all but its first letter
_MASKED = re.compile(
    r"[a-z$@!0-9]+[-*#_.?]+(?:[a-z$@!0-9]+[-*#_.?]+)*[a-z$@!0-9]*[a-z]|\*[a-z]{5,}|[a-z]\*{3,}"
)
# "g*rbage", "id**t": so little hidden that a single word may fit
_SURE_MASK = re.compile(r"[a-z]+(?:[*#]{1,2}[a-z]+)+")
# What people hide behind marks, the likeliest first: "sh*t" is neither shut nor shot.
_UNSPEAKABLE = tuple(
    "fuck shit bitch cunt ass damn dick piss hell crap twat arse prick fucking fucked fucker "
    "fuckers bitches bastard bastards asshole assholes arsehole arseholes bullshit shitty shithead "
    "dickhead dicks pricks twats whore slut wanker wankers bugger bollocks goddamn pissed "
    "motherfucker idiot idiots idiotic stupid stupidity moron morons moronic imbecile cretin "
    "retard retarded dumb dumbass jackass dumbest loser losers liar liars scum scumbag useless "
    "worthless pathetic garbage trash rubbish incompetent clown clowns fool fools jerk jerks "
    "coward cowards hypocrite ridiculous disgusting disgrace disgraceful fraud thief crook "
    "parasite clueless brainless spineless shameless hopeless ignorant arrogant dishonest "
    "despicable illiterate unprofessional embarrassment".split()
)


def fold(word: str) -> str:
    """`word` in lower case with plain quotes, dashes and letters, and nothing invisible."""
    if word.isascii():
        return word.lower()
    word = (_INVISIBLE.sub("", word) or word).translate(_QUOTES)
    word = unicodedata.normalize("NFKC", word).translate(_QUOTES)
    return unicodedata.normalize("NFKC", _latin(_latin(word).casefold()))


def _latin(word: str) -> str:
    """`word` with its look-alikes as Latin letters if it has any Latin letter at all."""
    if word.isascii() or not _LATIN.search(word):
        return word
    return word.translate(_LOOKALIKES)


def _one_spelling(word: str) -> str:
    """`word` in the one of two spellings that stands for both, so that a rule finds either."""
    if word in _SPELT:
        return _SPELT[word]
    for pattern, other in _SPELT_IN_TWO_WAYS:
        if pattern.search(word):
            return pattern.sub(other, word)
    return word


class Normaliser:
    """Word to NORM; apart from words spelt in two ways, bent only towards words the rules know."""

    def __init__(self) -> None:
        self._known: Collection[str] = frozenset()
        self._shapes: dict[tuple[str, int], list[str]] = {}
        self._unspeakable: tuple[str, ...] = ()

    def learn(self, known: Iterable[str]) -> None:
        """Let misspellings of `known` words count as these words."""
        self._known = known if isinstance(known, Mapping) else frozenset(known)
        self._unspeakable = tuple(word for word in _UNSPEAKABLE if word in self._known)
        self._shapes = {}

    def __call__(self, word: str) -> str:
        if word.isspace():
            return "\n" if "\n" in word or "\r" in word else " "
        folded = _one_spelling(fold(word))
        short = _SHORT.get(folded)
        if short is not None:
            return short
        if folded in self._known or not self._known:
            return folded
        return self._bent(folded) or folded

    def is_disguise(self, chunk: str) -> bool:
        """Whether all of `chunk`, marks and digits too, is one known word: "id10t", "ⓕⓤⓒⓚ"."""
        if chunk.isalpha() or chunk[-1] in ".,!?" or not _SUSPECT.search(chunk) or not self._known:
            return False
        folded = fold(chunk)
        if folded in self._known:
            return folded.isalpha()
        return self._bent(folded) is not None

    def _bent(self, word: str) -> str | None:
        """The known word that `word` misspells, on purpose or not, if any."""
        if not word.isascii():
            word = _one_spelling(_plain(word))
            if word in self._known:
                return word
        if len(word) < 3 or (len(word) > LONGEST_DISGUISE and not word.isalpha()):
            return None
        for candidate in map(_one_spelling, _readings(word)):
            if candidate in self._known:
                return candidate
        is_masked = _MASKED.fullmatch(word) and (len(word) > 3 or "*" in word)
        return self._unmasked(word) if is_masked else None

    def _of_shape(self, word: str) -> Sequence[str]:
        """The known words as long as `word` and with its first letter."""
        if not self._shapes:
            for known in sorted(filter(str.isalpha, self._known)):
                self._shapes.setdefault((known[0], len(known)), []).append(known)
        return self._shapes.get((word[0], len(word)), ())

    def _unmasked(self, word: str) -> str | None:
        """The word behind the marks: an unspeakable one, or else the only one that fits."""
        pattern = re.compile("".join(map(_letters_behind, word)))
        for known in self._unspeakable:
            if len(known) == len(word) and pattern.fullmatch(known):
                return known
        if len(word) < 5 or not _SURE_MASK.fullmatch(word):
            return None
        fitting = filter(pattern.fullmatch, self._of_shape(word))
        first, second = next(fitting, None), next(fitting, None)
        return first if second is None else None


def _plain(word: str) -> str:
    """`word` without the marks over its letters, look-alikes as the Latin letters they mimic.

    A single letter keeps its marks: "à" and "í" are words of their own.
    """
    if len(word) < 3:
        return word.translate(_TWINS)
    apart = unicodedata.normalize("NFKD", word.translate(_VARIANTS))
    bare = "".join(c for c in apart if unicodedata.category(c)[0] != "M")
    return _latin(bare) if _LATIN.search(bare) else bare.translate(_TWINS)


def _readings(word: str) -> Iterator[str]:
    """What `word` may be meant for, the likeliest first."""
    if word in _SLIPS:
        yield _SLIPS[word]
    if word.isalpha():
        yield from _squeezed(word)
    elif _LATIN.search(word):
        yield from _joined(word)
        yield from _unleeted(word)


def _squeezed(word: str) -> Iterator[str]:
    """ "stuuupid", "idiottt": each run of a letter as two or as one, twos first; "stuupid"."""
    if _DRAWN_OUT.search(word):
        runs = ((letter, len([*run])) for letter, run in groupby(word))
        choices = ((letter * 2, letter) if length > 1 else (letter,) for letter, length in runs)
        yield from map("".join, islice(product(*choices), MAX_READINGS))
    elif len(word) > 5 and _DOUBLED.search(word):
        yield _DOUBLED.sub(r"\1", word)


def _joined(word: str) -> Iterator[str]:
    """ "s.t.u.p.i.d", and "stu-pid" where that is a word people hide."""
    if _APART.fullmatch(word):
        letters = "".join(filter(str.isalnum, word))
        yield letters
        yield from _unleeted(letters)
    elif _PARTED.fullmatch(word):
        whole = "".join(filter(str.isalpha, word))
        if whole in _UNSPEAKABLE:
            yield whole


def _unleeted(word: str) -> Iterator[str]:
    """ "id1ot", "$tup1d", "st00pid"; codes such as "B0X" and "SH17" are too short to be sure."""
    letters = sum(map(str.isalpha, word))
    is_code = len(word) < 4 or letters < 2 or (len(word) == 4 and letters == 2 and word.isalnum())
    if is_code or _DIGITS.search(word) or any(c not in _LEET and not c.isalpha() for c in word):
        return
    is_edged = _EDGED.fullmatch(word)
    for choice in islice(product(*(_LEET.get(c, c) for c in word)), MAX_READINGS):
        read = "".join(choice)
        longer = _squeezed(read) if _DRAWN_OUT.search(read) else ()
        for candidate in (read, _SLIPS.get(read, read), *longer):
            if not is_edged or candidate in _UNSPEAKABLE:
                yield candidate


def _letters_behind(character: str) -> str:
    """The letters that may stand behind a character of a masked word, as a regex."""
    if character.isalpha():
        return character
    return f"[{_LEET.get(character, 'a-z')}]"
