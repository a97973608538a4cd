"""The spaCy Language of tonecheck: a blank English tokenizer whose NORM folds spellings.

No model and no download. All spelling tolerance lives in NORM, which spaCy computes once for
each distinct word and keeps in the Vocab, so that it costs nothing per token: case, curly
quotes, full-width and zero-width characters, look-alike letters, marks over letters, elongation
("sooo"), leetspeak ("id1ot"), masked and parted letters ("st*pid", "s.t.u.p.i.d"), British and
American spelling, and slips that many people type. Only so that such a word reaches NORM in one
piece does the tokenizer ask about it, once for each distinct chunk of text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby, islice, product
from typing import Any

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.util import compile_suffix_regex

from tonecheck.offsets import Edits, OffsetMap

_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"',
     "„": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "…": "..."}
)  # fmt: skip
# What people type for an apostrophe, some on keyboards that put an accent where it should be.
_APOSTROPHES = "'’‘`´ʼ′＇"
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
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
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
LONGEST_DISGUISE = 24
"""Characters beyond which nobody looks for a word among digits and marks."""
MAX_READINGS = 64
"""Ways to read one word that are tried before it is left as it is."""
# Both spellings of a word that the patterns below do not cover, either way.
_PAIRS = dict(
    pair
    for one, other in (
        both.split("/")
        for both in (
            "grey/gray programme/program programmes/programs judgement/judgment mum/mom "
            "plough/plow sceptical/skeptical sceptic/skeptic cosy/cozy pyjamas/pajamas "
            "jewellery/jewelry ageing/aging learnt/learned burnt/burned "
            "dreamt/dreamed spelt/spelled spoilt/spoiled leant/leaned leapt/leaped smelt/smelled "
            "whilst/while amongst/among towards/toward backwards/backward afterwards/afterward "
            "practise/practice practised/practiced practising/practicing manoeuvre/maneuver "
            "manoeuvres/maneuvers instalment/installment instalments/installments enrol/enroll "
            "enrolment/enrollment fulfil/fulfill fulfils/fulfills fulfilment/fulfillment "
            "wilful/willful skilful/skillful skilfully/skillfully dulness/dullness mould/mold "
            "mouldy/moldy moustache/mustache aeroplane/airplane aluminium/aluminum "
            "arse/ass arses/asses arsehole/asshole arseholes/assholes dumbarse/dumbass "
            "smartarse/smartass paediatric/pediatric anaesthetic/anesthetic diarrhoea/diarrhea "
            "encyclopaedia/encyclopedia foetus/fetus anaemic/anemic orientated/oriented "
            "disorientated/disoriented adviser/advisor advisers/advisors sulphur/sulfur"
        ).split()
    )
    for pair in ((one, other), (other, one))
)
# British and American spelling, each way; a stem of two letters or more is left in front.
_REGIONAL = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        # "organised", "apologising", "organisation"
        (r"(?<=[a-z]{3})is(?=(?:e[drs]?|ers|ing|ations?|ational|able)$)", "iz"),
        (r"(?<=[a-z]{3})iz(?=(?:e[drs]?|ers|ing|ations?|ational|able)$)", "is"),
        # "analysed"
        (r"(?<=[a-z]{3})ys(?=(?:e[drs]?|ing)$)", "yz"),
        (r"(?<=[a-z]{3})yz(?=(?:e[drs]?|ing)$)", "ys"),
        # "behaviour", "favourite"; a vowel before them, so that "scoured" is no "scored"
        (r"^(\w*[aeiou]\w*)our(s|ed|ing|able|ably|ites?|ful|less|al|hood|ly|y)?$", r"\1or\2"),
        (r"^(\w*[aeiou]\w*)or(s|ed|ing|able|ably|ites?|ful|less|al|hood|ly|y)?$", r"\1our\2"),
        # "centre", "theatres", "centred"
        (r"(?<=[a-z]{2}[b-df-hj-np-tv-z])re(?=[ds]?$)", "er"),
        (r"(?<=[a-z]{2}[b-df-hj-np-tv-z])er(?=s?$)", "re"),
        (r"(?<=[a-z]{2}t)red$", "ered"),
        (r"(?<=[a-z]{2}t)ered$", "red"),
        # "cancelled", "travellers": two vowels before the l, so that "filing" is no "filling"
        (r"^(\w*[aeiou]\w*[aeiou])ll(ed|ing|ers?|ors?|ation)$", r"\1l\2"),
        (r"^(\w*[aeiou]\w*[aeiou])l(ed|ing|ers?|ors?|ation)$", r"\1ll\2"),
        # "dialogue", "catalogues"
        (r"ogue(?=s?$)", "og"),
        (r"og(?=s?$)", "ogue"),
        # "defence", "offences", "licence"
        (r"(?<=[a-z]{2})enc(?=es?$)", "ens"),
        (r"(?<=[a-z]{2})ens(?=e[ds]?$)", "enc"),
        # "acknowledgement"
        (r"dgement(?=s?$)", "dgment"),
        (r"dgment(?=s?$)", "dgement"),
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

_CONTRACTED = {
    "'s": "is",
    "'d": "would",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
}
_HOSTS = {
    "'s": "he she it that this what who there here where how why when everything everyone "
    "everybody nobody nothing something someone somebody anyone anybody one all",
    "'d": "i you he she it we they who that there",
    "'ll": "i you he she it we they who that there this",
    "'re": "you we they what who how where there",
    "'ve": "i you we they who would could should might must",
    "'m": "i",
}
_NEGATED = {
    "don't": "do", "doesn't": "does", "didn't": "did", "can't": "can", "won't": "will",
    "isn't": "is", "aren't": "are", "wasn't": "was", "weren't": "were", "haven't": "have",
    "hasn't": "has", "hadn't": "had", "wouldn't": "would", "couldn't": "could",
    "shouldn't": "should", "mustn't": "must", "needn't": "need", "mightn't": "might",
    "shan't": "shall",
}  # fmt: skip
# Without its apostrophe each of these is another word: "its", "were", "well", "wed", "hell".
_AMBIGUOUS = frozenset(
    "its were well wed hell shell ill id shed whore hed whod thatd itd hows alls ones heres "
    "thisll".split()
)

# Words that the tokenizer leaves as they are, unless it has a special case for one.
_PLAIN_WORDS = re.compile(r"[a-z ]+")
# A run of white space that one may read as a single space.
_BLANK = re.compile(r"[ \t\u00a0\r\n]{2,}|[\r\n]")
MAX_CHUNK = 100
_BLANK_OR_LONG = re.compile(rf"{_BLANK.pattern}|\S{{{MAX_CHUNK}}}(?=\S)")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_WRAPPED = 45
_NEVER_JOINED = frozenset("-*•>|=_#0123456789")


def fold_lines(text: str) -> tuple[str, OffsetMap]:
    """`text` as one reads it: wrapped lines joined, runs of spaces as one, and the way back.

    Lone surrogates, which no encoder takes, stand as U+FFFD. A run of `MAX_CHUNK` characters
    without white space is broken up: the tokenizer's time is quadratic in its length.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    edits = Edits(text)
    line_start = 0
    pattern = _BLANK
    if len(text) > MAX_CHUNK and max(map(len, text.split()), default=0) > MAX_CHUNK:
        pattern = _BLANK_OR_LONG
    for found in pattern.finditer(text):
        start, end = found.span()
        if not found[0][0].isspace():
            edits.replace(end, end, " ")
            continue
        breaks = len(_NEWLINE.findall(found[0]))
        is_inside = start > 0 and end < len(text) and breaks < 2
        if is_inside and (not breaks or _continues(text, line_start, start, end)):
            edits.replace(start, end, " ")
        if breaks:
            line_start = end
    return edits.finish()


def _continues(text: str, line_start: int, end: int, next_start: int) -> bool:
    """Whether the line `text[line_start:end]` is wrapped: its sentence goes on at `next_start`.

    It is long and prose follows, or it ends without a mark and a small letter follows.
    """
    following = text[next_start]
    if following in _NEVER_JOINED:
        return False
    return end - line_start >= _WRAPPED or (following.islower() and text[end - 1] not in ".!?:")


def fold(word: str) -> str:
    """`word` in lower case with plain quotes, dashes and letters, and nothing invisible."""
    if word.isascii():
        return word.lower()
    word = (_INVISIBLE.sub("", word) or word).translate(_QUOTES)
    word = unicodedata.normalize("NFKC", word).translate(_QUOTES)
    return _latin(_latin(word).casefold())


def _latin(word: str) -> str:
    """`word` with its look-alikes as Latin letters if it has any Latin letter at all."""
    if word.isascii() or not _LATIN.search(word):
        return word
    return word.translate(_LOOKALIKES)


class Normaliser:
    """Word to NORM; spellings are bent only towards words that the rules know."""

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        self._unspeakable: tuple[str, ...] = ()

    def learn(self, known: Iterable[str]) -> None:
        """Let misspellings of `known` words count as these words."""
        self._known = frozenset(known)
        self._unspeakable = tuple(word for word in _UNSPEAKABLE if word in self._known)
        self._by_shape = {}
        for word in sorted(self._known):
            if word.isalpha():
                self._by_shape.setdefault((word[0], len(word)), []).append(word)

    def __call__(self, word: str) -> str:
        if word.isspace():
            return "\n" if "\n" in word or "\r" in word else " "
        folded = fold(word)
        short = _SHORT.get(folded)
        if short is not None:
            return short
        if folded in self._known or not self._known:
            return folded
        return self._bent(folded) or folded

    def is_disguise(self, chunk: str) -> bool:
        """Whether all of `chunk`, marks and digits too, is one known word: "id10t", "ⓕⓤⓒⓚ"."""
        if chunk[-1] in ".,!?" or not _SUSPECT.search(chunk) or not self._known:
            return False
        folded = fold(chunk)
        if folded in self._known:
            return folded.isalpha()
        return self._bent(folded) is not None

    def _bent(self, word: str) -> str | None:
        """The known word that `word` misspells, on purpose or not, if any."""
        if not word.isascii():
            word = _plain(word)
            if word in self._known:
                return word
        if len(word) < 3 or (len(word) > LONGEST_DISGUISE and not word.isalpha()):
            return None
        for candidate in _readings(word):
            if candidate in self._known:
                return candidate
        return self._unmasked(word) if _MASKED.fullmatch(word) else None

    def _unmasked(self, word: str) -> str | None:
        """The word behind the marks: an unspeakable one, or else the only one that fits."""
        pattern = re.compile("".join(map(_letters_behind, word)))
        for known in self._unspeakable:
            if len(known) == len(word) and pattern.fullmatch(known):
                return known
        if len(word) < 5 or not _SURE_MASK.fullmatch(word):
            return None
        fitting = filter(pattern.fullmatch, self._by_shape.get((word[0], len(word)), ()))
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
        yield from _elsewhere(word)
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


def _elsewhere(word: str) -> Iterator[str]:
    """ "organise" for "organize": how one spells it on the other side of the Atlantic."""
    if word in _PAIRS:
        yield _PAIRS[word]
    for pattern, other in _REGIONAL:
        if pattern.search(word):
            yield pattern.sub(other, word)


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


def blank_language() -> tuple[Language, Normaliser]:
    """A blank English pipeline with our NORM, and the normaliser to teach known words to."""
    nlp = spacy.blank("en")
    normaliser = Normaliser()
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters[NORM] = normaliser
    for lexeme in nlp.vocab:
        lexeme.norm_ = normaliser(lexeme.orth_)
    nlp.tokenizer = _tokenizer(nlp, normaliser)
    return nlp, normaliser


# What the tokenizer takes off the front of a chunk although it may stand for a letter: "$tupid",
# as it does with "ⓢ".
_LETTERLIKE = "$!£€*"
_CLOSING = ".,!?:;)]}\"'”’*"
# "stüpid.", "sTuPiD.": full stops that spaCy leaves on a word, behind a mark over a letter, an
# invisible character, a letter of another style, a sign for a letter or a sole capital; and the
# full-width one.
_MARKED = (
    "\u0300-\u036f\u20d0-\u20ff\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
    "\u24b6-\u24e9\U0001d400-\U0001d7ff"
)
_FULL_STOPS = (rf"(?<=[{_MARKED}$@])\.", r"(?<=[a-z][A-Z])\.", "．")


def _tokenizer(nlp: Language, normaliser: Normaliser) -> Any:
    """The English tokenizer, with our contractions and an eye for disguised words."""
    plain: Any = nlp.tokenizer
    make = type(plain)

    def find_prefix(chunk: str) -> re.Match[str] | None:
        found: re.Match[str] | None = plain.prefix_search(chunk)
        if found is not None and (chunk[0] in _LETTERLIKE or not chunk[0].isascii()):
            word = chunk.rstrip(_CLOSING)
            return None if word and normaliser.is_disguise(word) else found
        return found

    return make(
        nlp.vocab,
        rules={**plain.rules, **_special_cases()},
        prefix_search=find_prefix,
        suffix_search=compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *_FULL_STOPS]).search,
        infix_finditer=plain.infix_finditer,
        token_match=normaliser.is_disguise,
        url_match=plain.url_match,
        max_cache_size=0,
    )


def _special_cases() -> dict[str, list[dict[int, str]]]:
    cases: dict[str, list[dict[int, str]]] = {}
    for suffix, norm in _CONTRACTED.items():
        for host in _HOSTS[suffix].split():
            cases.update(_spellings(host, suffix, host, norm))
    for spelling, verb in _NEGATED.items():
        cases.update(_spellings(spelling[:-3], "n't", verb, "not"))
    return cases


def _spellings(
    host: str, suffix: str, host_norm: str, norm: str
) -> Iterator[tuple[str, list[dict[int, str]]]]:
    bare = suffix.replace("'", "")
    endings = [suffix.replace("'", apostrophe) for apostrophe in _APOSTROPHES]
    if host + bare not in _AMBIGUOUS:
        endings.append(bare)
    for ending in endings:
        for case in (str.lower, str.capitalize, str.upper):
            whole = case(host + ending)
            first, second = whole[: len(host)], whole[len(host) :]
            yield whole, [{ORTH: first, NORM: host_norm}, {ORTH: second, NORM: norm}]


def remember_chunks(nlp: Language, size: int = 20_000) -> None:
    """Let the tokenizer keep `size` chunks of text, its special cases among them.

    Until then it keeps none, so that the words of rule files do not take the place of mail's.
    """
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = size


def tokenizer_norms(nlp: Language) -> Callable[[str], tuple[str, ...]]:
    """A function from text to the NORMs of its tokens, white space left out."""
    tokenizer: Any = nlp.tokenizer
    special = frozenset(tokenizer.rules)

    @cache
    def norms(text: str) -> tuple[str, ...]:
        words = text.split()
        if _PLAIN_WORDS.fullmatch(text) and special.isdisjoint(words):
            return tuple(nlp.vocab[word].norm_ for word in words)
        doc = nlp.tokenizer(text.strip())
        return tuple(token.norm_ for token in doc if not token.is_space)

    return norms
