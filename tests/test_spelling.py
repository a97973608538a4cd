"""Insults spelt as people type them are found; calm words are left alone, however decorated."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import PROBE, probed
from tonecheck import Checker, Severity, check

# The word in brackets carries the insult; it is the one that is disguised.
_INSULTS = """\
You are an [idiot].
You are [stupid].
Your work is [garbage].
You are a [moron].
You are [useless].
You are [pathetic].
You are a [liar].
You are [worthless].
You are [incompetent].
You are a complete [imbecile].
You [asshole].
You [bastard].
You are a [coward].
You are a [hypocrite].
You are [ridiculous].
You are [disgusting].
You are [clueless].
You are a [loser].
You are a [clown].
You are a [fool].
Your work is [rubbish].
Your report is [trash].
Your code is [crap].
You are full of [shit].
You are a piece of [shit].
[Fuck] you.
You are [despicable].
You are [brainless].
You are [spineless].
You are a [parasite].
You are a [crook].
You are a [scumbag].
You [idiot].
Are you [stupid]?
You are a [disgrace].
You are an [embarrassment].
Go home, you [moron].
You are [hopeless].
Your answer is [stupid].
You are the [dumbest] person I know.
You are [unprofessional].
You are [insufferable].
You do not have a [brain].
You are [dishonest] and everybody knows it.
You are a [charlatan].
You are a [thief].
You are a [bully].
You are [arrogant].
You are a [fraud].
You are [illiterate].
You are a [bigot].
You are [ignorant].
You are a [tyrant].
You are [gutless].
You are a [scammer].
You are [deluded].
You [moron].
You are the most [pathetic] person here.
You are [idiotic].
Your answer was [pathetic].""".splitlines()

_LEET = {"i": "1", "o": "0", "e": "3", "a": "4", "s": "5", "l": "1", "t": "7"}
_SIGNS = {"a": "@", "s": "$", "i": "!", "o": "0", "e": "3"}
_CYRILLIC = str.maketrans("aeopcyxisAEOPCTHXMBK", "аеорсухіѕАЕОРСТНХМВК")
_GREEK = str.maketrans("aouviptAEOTHYIPMNKXBZ", "αουνιρτΑΕΟΤΗΥΙΡΜΝΚΧΒΖ")
_ACCENTS = str.maketrans("aeiouc", "áèîöüç")
_SMALL_CAPITALS = str.maketrans("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ")
_CONTRACTIONS = {"You are": "You're", "do not": "don't"}
_SHORTER = {"You are": "u r", "you": "u", "You": "u", "Your": "ur", "Are": "r"}
# One spelling each that Indians, Australians or people whose first language is another may type.
_SLIPS = {
    "idiot": "eejit", "stupid": "stoopid", "garbage": "garbadge", "useless": "usless",
    "pathetic": "patetic", "liar": "lier", "worthless": "wortless", "incompetent": "incompetant",
    "imbecile": "imbecil", "asshole": "arsehole", "bastard": "basterd", "coward": "cowerd",
    "hypocrite": "hipocrite", "ridiculous": "rediculous", "disgusting": "disguisting",
    "clueless": "cluless", "rubbish": "rubish", "crap": "krap", "shit": "shite", "Fuck": "Fuk",
    "brainless": "brainles", "embarrassment": "embarassment", "thief": "theif",
    "unprofessional": "unproffesional", "dishonest": "dishonset", "arrogant": "arogant",
    "scumbag": "scumbagg", "moron": "morron", "despicable": "dispicable", "spineless": "spinless",
    "insufferable": "insuferable", "loser": "loozer", "disgrace": "disgrase",
    "parasite": "parisite", "hopeless": "hopless", "illiterate": "iliterate",
    "ignorant": "ignorent", "dumbest": "dumest", "clown": "klown", "idiotic": "idotic",
}  # fmt: skip


def _on_word(disguise: Callable[[str], str]) -> Callable[[str], str]:
    def disguised(sentence: str) -> str:
        return re.sub(r"\[(\w+)\]", lambda found: disguise(found[1]), sentence)

    return disguised


def _on_all(disguise: Callable[[str], str]) -> Callable[[str], str]:
    return lambda sentence: disguise(_plain(sentence))


def _plain(sentence: str) -> str:
    return sentence.replace("[", "").replace("]", "")


def _swapped(words: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    return _on_all(lambda text: pattern.sub(lambda found: words[found[0]], text))


def _with_apostrophe(apostrophe: str) -> Callable[[str], str]:
    contracted = _swapped(_CONTRACTIONS)
    return lambda sentence: contracted(sentence).replace("'", apostrophe)


def _mixed_case(word: str) -> str:
    return "".join(c.upper() if at % 2 else c.lower() for at, c in enumerate(word))


def _drawn_out(word: str) -> str:
    """ "stuuupid" and "idiottt", in turn."""
    at = len(word) - 1 if len(word) % 2 else min(word.find(c) for c in "aeiou" if c in word)
    return word[:at] + 3 * word[at] + word[at + 1 :]


def _one_leet(word: str) -> str:
    """ "id1ot": the first letter inside that a digit can stand for."""
    at = next((i for i in range(1, len(word)) if word[i] in "ioea"), len(word) - 1)
    return word[:at] + _LEET.get(word[at], word[at]) + word[at + 1 :]


def _starred_vowels(word: str) -> str:
    return word[0] + re.sub("[aeiou]", "*", word[1:-1]) + word[-1]


def _starred_once(word: str) -> str:
    return word[0] + re.sub("[aeiou]", "*", word[1:-1], count=1) + word[-1]


def _starred_inside(word: str) -> str:
    """ "f**k", "st****d"."""
    kept = 1 if len(word) < 6 else 2
    return word[:kept] + "*" * (len(word) - kept - 1) + word[-1]


def _over_letters(mark: str) -> Callable[[str], str]:
    return lambda word: "".join(letter + mark for letter in word)


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _mathematical(text: str) -> str:
    return re.sub("[a-z]", lambda found: chr(0x1D41A + ord(found[0]) - ord("a")), text)


def _circled(text: str) -> str:
    return re.sub("[a-z]", lambda found: chr(0x24D0 + ord(found[0]) - ord("a")), text)


KINDS: dict[str, Callable[[str], str]] = {
    "no capitals": _on_all(lambda text: text.lower().rstrip(".?")),
    "all capitals": _on_all(str.upper),
    "mixed case": _on_word(_mixed_case),
    "missing apostrophes": _with_apostrophe(""),
    "curly apostrophes": _with_apostrophe("’"),
    "accents for apostrophes": _with_apostrophe("´"),
    "u, ur, r": _swapped(_SHORTER),
    "drawn out": _on_word(_drawn_out),
    "one digit": _on_word(_one_leet),
    "signs": _on_word(lambda word: "".join(_SIGNS.get(c, c) for c in word)),
    "one star": _on_word(_starred_once),
    "vowels starred": _on_word(_starred_vowels),
    "starred inside": _on_word(_starred_inside),
    "hash": _on_word(lambda word: _starred_once(word).replace("*", "#")),
    "dots": _on_word(".".join),
    "hyphens": _on_word("-".join),
    "parted": _on_word(lambda word: f"{word[: len(word) // 2]}-{word[len(word) // 2 :]}"),
    "spaces": _on_word(" ".join),
    "zero width": _on_all(lambda text: re.sub(r"(?<=\w)(?=\w)", "\u200b", text)),
    "soft hyphen": _on_word(lambda word: f"{word[:2]}\u00ad{word[2:]}\u00ad"),
    "full width": _on_all(_full_width),
    "Cyrillic": _on_all(lambda text: text.translate(_CYRILLIC)),
    "Greek": _on_all(lambda text: text.translate(_GREEK)),
    "struck through": _on_word(_over_letters("\u0336")),
    "marks over letters": _on_word(_over_letters("\u0308")),
    "accents": _on_word(lambda word: word.translate(_ACCENTS)),
    "mathematical": _on_word(_mathematical),
    "circled": _on_word(_circled),
    "small capitals": _on_word(lambda word: word.lower().translate(_SMALL_CAPITALS)),
    "slips": _on_word(lambda word: _SLIPS.get(word, word)),
}


def _found(kind: str) -> dict[str, bool]:
    """Every insult that this kind disguises, and whether it is flagged."""
    disguised = {sentence: KINDS[kind](sentence) for sentence in _INSULTS}
    return {
        text: "hostile" in check(text).flagged
        for sentence, text in disguised.items()
        if text != _plain(sentence)
    }


def test_the_insults_are_flagged_in_plain_spelling():
    assert [s for s in map(_plain, _INSULTS) if "hostile" not in check(s).flagged] == []


def test_it_is_the_word_in_brackets_that_insults():
    flagged = [
        text
        for text in map(_on_word(lambda _: "zorply"), _INSULTS)
        if "hostile" in check(text).flagged
    ]
    # "You are a complete zorply." is half an insult whatever a zorply is.
    assert len(flagged) <= 1, flagged


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_disguise_is_seen_through(kind):
    found = _found(kind)
    missed = [text for text, is_flagged in found.items() if not is_flagged]
    assert len(found) >= 40
    assert len(missed) <= (1 - 0.75) * len(found), missed


def test_nine_in_ten_disguises_are_seen_through():
    assert len(KINDS) >= 12
    flagged = [is_flagged for kind in KINDS for is_flagged in _found(kind).values()]
    assert sum(flagged) >= 0.9 * len(flagged)


_BRITISH = (
    "organise apologising specialised colour behaviour honourable favourites centre theatres "
    "centred cancelled travelling labelling dialogue catalogues defence licences analysed "
    "judgement acknowledgements skilful fulfil programme grey sceptical learnt organisation"
).split()
_AMERICAN = (
    "organize apologizing specialized color behavior honorable favorites center theaters "
    "centered canceled traveling labeling dialog catalogs defense licenses analyzed "
    "judgment acknowledgments skillful fulfill program gray skeptical learned organization"
).split()


@pytest.mark.parametrize(
    ("written", "typed"), [(_BRITISH, _AMERICAN), (_AMERICAN, _BRITISH)], ids=["US", "UK"]
)
def test_a_rule_in_one_spelling_matches_the_other(rule_folder, written, typed):
    patterns = f'["zap the ({"|".join(written)})"]'
    checker = Checker(rules=[rule_folder(PROBE % (patterns, ""))], prove=False)
    missed = [word for word in typed if not probed(checker, f"Please zap the {word}.")]
    assert missed == []


# What people write to each other at work, with words for the decorations.
_CALM = """\
Thank you for your answer.
The meeting is on Monday at ten.
I will send the report tomorrow.
Please find the invoice attached.
We met at the cafe near the station.
Jose will join us for lunch.
The resume of the candidate is attached.
Her first plan was a little naive.
The order has been shipped.
Could you send me the slides when you have a minute?
The server was restarted at noon.
The second draft was sent to the printer.
The train leaves at eight.
Our office is closed on Friday.
Zoe will take over the project in May.
The tests pass on my machine.
We have two rooms left for that week.
It was a pleasure to meet you.
The contract is ready to sign.
Let me know which day suits you.
The new version fixes the login page.
Rene wrote the first chapter.
I am looking forward to the workshop.
The parcel arrived this morning.
Your ticket has been booked.
The password can be changed in the settings.
We would like to invite you to an interview.
The results will be published in June.
Thank you for the quick help.
The children enjoyed the trip.
There is coffee in the kitchen.
I agree with the second point.
The budget was approved last week.
The museum opens at nine.
Chloe has the key to the archive.
The box is on the upper shelf.
Sit wherever you like.
The shot was taken from the bridge.
The shut valve is marked in red.
Ducks swim on the pond behind the house.
The batch job runs at night.
Peel the potatoes and boil them.
The new desk is made of oak.
The fork lies left of the plate.
Folk music is played in the square.
The deck has forty pages.
The dock is closed in winter.
We cut the costs by a third.
The class starts in September.
The list of guests is long.
A colleague of mine will call you.
The garden looks lovely in spring.
The sale starts on Saturday.
We are pleased with the outcome.
The map shows the way to the lake.
The bill was paid by card.
I have added a comment to the page.
The team grew by three people.
Please bring a passport or another document.
The weather should be fine.
The recipe needs two eggs.
My flight lands in the evening.
The lecture was about old coins.
The bus stops in front of the school.
Anna and Peter have seen the draft.
Enjoy the weekend.""".splitlines()

_SPELT_WITH_ACCENTS = {
    "cafe": "café", "Jose": "José", "resume": "résumé", "naive": "naïve", "Zoe": "Zoë",
    "Rene": "René", "Chloe": "Chloé",
}  # fmt: skip


def _with_accents(text: str) -> str:
    for plain, accented in _SPELT_WITH_ACCENTS.items():
        text = re.sub(rf"\b{plain}\b", accented, text)
    return f"{text} José, Zoë, Señora Núñez and Herr Müller know."


def _marked(text: str, mark: str) -> str:
    """`text` with its longest word emphasised."""
    longest = max(re.findall(r"\w+", text), key=len)
    return text.replace(longest, f"{mark}{longest}{mark}", 1)


DECORATIONS: dict[str, Callable[[str], str]] = {
    "emoji": lambda text: f"🎉 {text} 😀👍🏽❤️ 👩‍💻",
    "accents": _with_accents,
    "Cyrillic names": lambda text: f"{text} Наталья Сорокина, Олег and Тарас Хорев know.",
    "Greek names": lambda text: f"{text} Νίκος Παππάς, Ρόη and Κατερίνα know.",
    "product codes": lambda text: f"{text} It is part S1T of A4, B0X, D1CE-7 and H0T-5H17.",
    "more codes": lambda text: f"{text} It is row sh17, rev 4a55, a55, m8, gr1d, T00L and C0DE.",
    "prices": lambda text: f"{text} It is $4.50, £3, €12,99, US$ 5, A$7 or 1.000.000 $.",
    "e-mail addresses": lambda text: f"{text} It is ann.fool@example.com or b4d_4ss@example.org.",
    "hashtags": lambda text: f"{text} #release #m0nday #hit #itch2go @anna @all",
    "card numbers": lambda text: f"{text} It is card ****1234, ** ** 99 or XXXX-XXXX-1234.",
    "emphasis": lambda text: _marked(text, "*"),
    "underlining": lambda text: _marked(text, "_"),
    "strong": lambda text: f"**{text}** **very** ***very*** _so_ __much__",
    "strong word": lambda text: _marked(text, "**"),
    "said": lambda text: f"{text} This is *very* important, **bold** and _so_ on.",
    "marks": lambda text: f"{text} See src/*.py, a*b*c, foo_*.txt, price*, sh*.log and c# or f#.",
    "versions": lambda text: f"{text} It is v2.10.3, 3.11.0rc1, 1.0-b4 or py3.12.",
    "variables": lambda text: f"{text} It is `$link`, $1uck, my_var, fn(x)[0] and s.t or p.q.r.",
    "numbers": lambda text: f"{text} It is 100000, 5miles, room5, 10am, 3rd, 1000x or 7pm.",
    "invisible": lambda text: re.sub(r"(?<=\w\w)(?=\w)", "\u00ad", text),
    "initials": lambda text: f"{text} It is J. R. R. Tolkien, U.S.A., N.A.S.A. or e.g. b.i.t.",
}


def _findings(text: str) -> list[str]:
    """What is flagged; a note (info) may come with "*", which stands between words that belong."""
    found = check(text).findings
    return sorted(f.rule_id for f in found if f.severity is not Severity.INFO)


@pytest.mark.parametrize("decoration", DECORATIONS)
def test_decorating_a_calm_sentence_adds_no_finding(decoration):
    assert len(_CALM) >= 60
    assert {
        text: found
        for calm in _CALM
        if (found := _findings(text := DECORATIONS[decoration](calm))) != _findings(calm)
    } == {}
