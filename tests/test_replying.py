"""A mail that answers another: threaded, readable, and nothing smuggled in."""

from __future__ import annotations

import email
import email.policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import ExtractError
from tonecheck.replying import MOST_REFERENCES, reply

ORIGINAL = b"""\
From: =?utf-8?q?Ines_Ca=C3=B1ada?= <ines@example.org>
To: Ida Beck <ida@example.net>
Subject: Your application
Date: Mon, 23 Nov 2026 09:00:00 +0100
Message-ID: <3@example.org>
References: <1@example.org> <2@example.org>

Dear Ida,

We chose somebody else.
"""


def answered(original: bytes, text: str = "Thank you.\n", **options):
    data = reply(original, text, name="x.eml", **options)
    return email.message_from_bytes(data, policy=email.policy.default)


def body_of(mail):
    return mail.get_content().replace("\r\n", "\n")


def test_the_headers_answer_the_mail():
    mail = answered(ORIGINAL)
    assert mail["To"] == "Ines Cañada <ines@example.org>"
    assert mail["From"] == "Ida Beck <ida@example.net>"
    assert mail["Subject"] == "Re: Your application"
    assert mail["In-Reply-To"] == "<3@example.org>"
    assert mail["References"] == "<1@example.org> <2@example.org> <3@example.org>"
    assert mail["X-Unsent"] == "1"
    assert body_of(mail) == "Thank you.\n"
    assert mail.defects == []


def test_reply_to_comes_before_from():
    assert answered(b"Reply-To: jobs@example.org\n" + ORIGINAL)["To"] == "jobs@example.org"


def test_a_sender_may_be_named():
    assert answered(ORIGINAL, sender="Ida <i@b.example>")["From"] == "Ida <i@b.example>"


def test_where_the_mail_went_to_many_nobody_is_guessed_to_be_the_sender():
    many = ORIGINAL.replace(b"<ida@example.net>", b"<ida@example.net>, tom@example.net")
    assert answered(many)["From"] is None


@pytest.mark.parametrize("subject", ["Re: Hello", "RE: Hello", "AW: Hello", "Re[2]: Hello"])
def test_one_re_is_enough(subject):
    mail = ORIGINAL.replace(b"Your application", subject.encode())
    assert answered(mail)["Subject"] == subject


def test_the_quoted_mail_stands_below():
    body = body_of(answered(ORIGINAL, quote=True))
    assert body.startswith("Thank you.\n\nOn Mon, 23 Nov 2026 09:00:00 +0100, Ines Cañada wrote:\n")
    assert body.endswith("> Dear Ida,\n>\n> We chose somebody else.\n")


def test_a_mail_without_an_id_starts_no_thread():
    mail = answered(ORIGINAL.replace(b"Message-ID: <3@example.org>\n", b""))
    assert mail["In-Reply-To"] is None
    assert mail["References"] is None


def test_a_long_thread_keeps_its_first_and_latest():
    ids = " ".join(f"<{number}@example.org>" for number in range(10, 200))
    mail = answered(ORIGINAL.replace(b"<1@example.org> <2@example.org>", ids.encode()))
    kept = mail["References"].split()
    assert len(kept) == MOST_REFERENCES + 2
    assert (kept[0], kept[-2], kept[-1]) == (
        "<10@example.org>", "<199@example.org>", "<3@example.org>",
    )  # fmt: skip


@pytest.mark.parametrize("sender", [b"", b"nobody", b"a b@c d", b"<>"])
def test_a_mail_from_nobody_cannot_be_answered(sender):
    mail = ORIGINAL.replace(b"=?utf-8?q?Ines_Ca=C3=B1ada?= <ines@example.org>", sender)
    with pytest.raises(ExtractError, match="no address in Reply-To or From"):
        answered(mail)


SMUGGLED = {
    "an encoded line end in the subject": (
        b"Your application", b"=?utf-8?q?Hi=0D=0ABcc:_all=40example.org?=",
    ),
    "an encoded line end in a name": (
        b"=?utf-8?q?Ines_Ca=C3=B1ada?=", b"=?utf-8?q?Ines=0ABcc:_all=40example.org?=",
    ),
    "an encoded address in a name": (
        b"=?utf-8?q?Ines_Ca=C3=B1ada?=", b"=?utf-8?q?eve=40evil.example=3E=2C?=",
    ),
    "more than an id": (b"<3@example.org>", b"<3@example.org>\tBcc: all@example.org"),
    "a lone carriage return": (b"Your application", b"Hi\rBcc: all@example.org"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SMUGGLED.values(), ids=SMUGGLED)
def test_nothing_is_smuggled_into_the_headers(old, new):
    assert old in ORIGINAL
    mail = answered(ORIGINAL.replace(old, new, 1))
    assert mail["Bcc"] is None
    assert [address.addr_spec for address in mail["To"].addresses] == ["ines@example.org"]
    assert body_of(mail) == "Thank you.\n"


HEADERS = {
    "To", "From", "Subject", "X-Unsent", "In-Reply-To", "References", "Content-Type",
    "Content-Transfer-Encoding", "MIME-Version",
}  # fmt: skip


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60), st.text())
def test_whatever_the_mail_says_only_our_headers_come_out(subject, sender, message_id, text):
    original = (
        b"From: " + sender + b" <a@example.org>\nSubject: " + subject
        + b"\nMessage-ID: " + message_id + b"\n\nHi\n"
    )  # fmt: skip
    try:
        mail = answered(original, text.encode("utf-8", "replace").decode(), quote=True)
    except ExtractError:
        return
    assert set(mail.keys()) <= HEADERS
    assert len(mail["To"].addresses) == 1
