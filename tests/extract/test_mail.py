from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHARED
from tonecheck.errors import ExtractError
from tonecheck.extract.mail import MAX_BYTES, html_text, mail_message, reply_message

HEAD = b"From: a@example.org\nTo: b@example.org\nSubject: Re: x\n"


def own_words(body: str) -> str:
    message = reply_message(body)
    return "".join(body[s.start : s.end] for s in message.segments if s.kind == "own").strip()


REPLIES = {
    "gmail": "I agree.\n\nOn Mon, 4 May 2026 at 10:12, Maren <m@example.org> wrote:\n> or else\n",
    "outlook": "I agree.\n\n-----Original Message-----\nFrom: Maren\nSent: Monday\nTo: Bob\n"
    "Subject: x\n\nor else\n",
    "forwarded": "I agree.\n\nBegin forwarded message:\n\n> or else\n",
    "signature": "I agree.\n\n-- \nBob, or else\n",
    "phone": "I agree.\n\nSent from my iPhone\n",
}


@pytest.mark.parametrize("body", REPLIES.values(), ids=REPLIES)
def test_only_the_reply_is_read(body):
    assert own_words(body) == "I agree."


def test_answers_between_quoted_lines_are_read():
    assert own_words("> ready?\nNot yet.\n> when?\nSoon.\n") == "Not yet.\nSoon."


@given(st.text(alphabet="ab>\n\r -", max_size=80))
def test_segments_cover_the_body_in_order(body):
    assert "".join(body[s.start : s.end] for s in reply_message(body).segments) == body


def test_the_plain_part_is_the_source():
    raw = (
        HEAD + b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
        b"--b\nContent-Type: text/plain; charset=iso-8859-1\n"
        b"Content-Transfer-Encoding: quoted-printable\n\nCaf=E9, or else.\n"
        b"--b\nContent-Type: text/html\n\n<p>Other</p>\n--b--\n"
    )
    assert mail_message(raw).source == "Café, or else."


def test_html_alone_is_read_as_text():
    raw = HEAD + b"Content-Type: text/html\n\n<p>One<br>two</p><blockquote>no</blockquote>"
    assert mail_message(raw).source == "One\ntwo\n"


def test_scripts_and_styles_are_no_words():
    assert html_text("<style>p{}</style><b>Hel</b>lo<script>x()</script>") == "Hello\n"


def test_a_wrong_charset_still_gives_text():
    raw = HEAD + b"Content-Type: text/plain; charset=utf-8\n\nCaf\xe9\n"
    assert mail_message(raw).source == "Café\n"
    raw = HEAD + b"Content-Type: text/plain; charset=no-such\n\nHello\n"
    assert mail_message(raw).source == "Hello\n"


def test_a_mail_without_text_is_one_clear_line():
    raw = HEAD + b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    with pytest.raises(ExtractError, match=r"^x.eml: has no text/plain or text/html part"):
        mail_message(raw, "x.eml")


def test_a_huge_mail_is_refused():
    with pytest.raises(ExtractError, match="expected at most"):
        mail_message(b"x" * (MAX_BYTES + 1))


def test_deep_nesting_is_one_clear_line_or_a_message():
    raw = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(5000)
    )
    try:
        mail_message(HEAD + raw, "deep.eml")
    except ExtractError as err:
        assert "\n" not in str(err)


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(data):
    try:
        mail_message(HEAD + data, "x.eml")
        mail_message(data, "x.eml")
    except ExtractError as err:
        assert str(err).startswith("x.eml: ")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")
def test_real_quoted_replies_are_read_without_their_quotes():
    lines = (SHARED / "data/quoted_replies.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        message = reply_message(row["text"])
        assert "".join(row["text"][s.start : s.end] for s in message.segments) == row["text"]
