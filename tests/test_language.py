from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.language import language, tokenizer_norms
from tonecheck.spelling import Normaliser

_normaliser = Normaliser()
_nlp = language(_normaliser)
_normaliser.learn(
    "idiot stupid so please fuck you are useless soup fork folk shit shut shot what very naive jose "
    "have garbage organise good god asshole "
    "receive because now 1 2 300 ass a to room link pool".split()
)
norms = tokenizer_norms(_nlp)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm", ("i", "am")),
        ("I’m", ("i", "am")),
        ("IM", ("i", "am")),
        ("It's", ("it", "is")),
        ("dont", ("do", "not")),
        ("DON'T", ("do", "not")),
        ("won’t", ("will", "not")),
        ("youre", ("you", "are")),
        ("the firm's", ("the", "firm", "'s")),
        ("its", ("its",)),
        ("well", ("well",)),
        ("Let's", ("let", "us")),
        ("u", ("you",)),
        ("pls", ("please",)),
        ("sooo", ("so",)),
        ("PLEEEASE", ("please",)),
        ("id1ot", ("idiot",)),
        ("$tup1d!", ("stupid", "!")),
        ("id10t.", ("idiot", ".")),
        ("1d10t", ("idiot",)),
        ("st00pid", ("stupid",)),
        ("@sshole", ("asshole",)),
        ("a$$.", ("ass", ".")),
        ("sh1t", ("shit",)),
        ("sh*t", ("shit",)),
        ("st*pid", ("stupid",)),
        ("g*rbage", ("garbage",)),
        ("f**k", ("fuck",)),
        ("f***!", ("fuck", "!")),
        ("f--k", ("fuck",)),
        ("*sshole*", ("asshole", "*")),
        ("s.t.u.p.i.d.", ("stupid", ".")),
        ("S-T-U-P-I-D", ("stupid",)),
        ("stu-pid", ("stupid",)),
        ("stuuupid", ("stupid",)),
        ("stuupid", ("stupid",)),
        ("goooood", ("good",)),
        ("stu\u200bpid", ("stupid",)),
        ("stu\u00adpid\u200b.", ("stupid", ".")),
        ("yоu", ("you",)),
        ("Уоυ", ("you",)),
        ("ÝOÜ", ("you",)),
        ("ｙｏｕ．", ("you", ".")),
        ("ⓢⓣⓤⓟⓘⓓ.", ("stupid", ".")),
        ("ꜱᴛᴜᴘɪᴅ", ("stupid",)),
        ("stu̶p̶id̶.", ("stupid", ".")),
        ("iDiOT", ("idiot",)),
        ("sTuPiD.", ("stupid", ".")),
        ("naïve", ("naive",)),
        ("na\u00efve na\u0069\u0308ve", ("naive", "naive")),
        ("José", ("jose",)),
        ("don´t", ("do", "not")),
        ("wat", ("what",)),
        ("recieve becoz", ("receive", "because")),
        ("organized organised", ("organised", "organised")),
        ("Centre center", ("centre", "centre")),
        ("behavior", ("behaviour",)),
        ("canceled", ("cancelled",)),
        ("defence defense", ("defence", "defence")),
        ("skilful", ("skilful",)),
        ("catalog", ("catalogue",)),
        ("org4nize", ("organise",)),
        ("prizes resized hour for meters", ("prizes", "resized", "hour", "for", "metres")),
        ("Привет", ("привет",)),
        ("…", ("...",)),
    ],
)
def test_norms_fold_spellings(text, expected):
    assert norms(text) == expected


@pytest.mark.parametrize(
    "text",
    "B0X S1T A4 SH17 5hit.com $link @ann #m0nday ****1234 room5 1room 300000 2222 v1.2.3 a*b "
    "src/*.py s-o a.s A-S un-so п Петр οι étude in*t sou**".split(),
)
def test_codes_numbers_and_names_are_left_alone(text):
    assert "".join(norms(text)) == text.casefold()


@given(st.text(max_size=20))
def test_norm_is_idempotent_and_never_empty(word):
    once = _normaliser(word) if word else "x"
    assert once
    assert _normaliser(once) == once
