from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quotes import (
    is_found,
    is_found_but_for_the_clients_line,
    mistake,
    read_rows,
    states_own_words,
)
from tests.conftest import SHARED
from tonecheck.errors import ExtractError
from tonecheck.extract.mail import MAX_BYTES, mail_message

HEAD = b"From: a@example.org\nTo: b@example.org\nSubject: Re: x\n"
PLAIN = b"Content-Type: text/plain"
PAGE = b"Content-Type: text/html"


def multipart(kind: str, *parts: tuple[bytes, bytes]) -> bytes:
    """A mail of `parts`, each its headers and its body."""
    inner = b"".join(b"--b\n" + head + b"\n\n" + body + b"\n" for head, body in parts)
    head = f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="b"\n\n'.encode()
    return HEAD + head + inner + b"--b--\n"


def test_the_plain_part_is_the_source():
    raw = (
        HEAD + b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
        b"--b\nContent-Type: text/plain; charset=iso-8859-1\n"
        b"Content-Transfer-Encoding: quoted-printable\n\nCaf=E9, or else.\n"
        b"--b\nContent-Type: text/html\n\n<p>Other</p>\n--b--\n"
    )
    assert mail_message(raw).source == "Café, or else."


def test_html_alone_is_the_source_as_it_is():
    page = b"<p>One<br>two</p><blockquote>no</blockquote>"
    message = mail_message(HEAD + b"Content-Type: text/html\n\n" + page)
    assert message.source == page.decode()
    assert message.text.split() == ["One", "two"]


def test_an_empty_plain_alternative_gives_way_to_the_page():
    raw = multipart("alternative", (PLAIN, b" \n"), (PAGE, b"<p>Hello</p>"))
    assert mail_message(raw).text.split() == ["Hello"]


def test_text_around_an_attachment_is_read_and_the_attachment_is_not():
    raw = multipart(
        "mixed",
        (PLAIN, b"Hello"),
        (PLAIN + b'\nContent-Disposition: inline; filename="or-else.txt"', b"Never"),
        (PLAIN + b"\nContent-Disposition: attachment", b"Never"),
        (b"Content-Type: message/rfc822", b"Subject: x\n\nNever"),
        (PLAIN, b"Bye"),
    )
    assert mail_message(raw).text.split() == ["Hello", "Bye"]


def test_a_page_with_a_plain_footer_is_read_as_a_page():
    raw = multipart("mixed", (PAGE, b"<p>Hello</p>"), (PLAIN, b"A list footer"))
    assert mail_message(raw).text.split() == ["Hello"]


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


HOSTILE = {
    "nested": HEAD + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(10_000)
    ),
    "many parts": multipart("mixed", *[(PLAIN, b"x")] * 10_000),
    "long base64 line": HEAD + PLAIN + b"\nContent-Transfer-Encoding: base64\n\n"
    + b"QUFB" * (MAX_BYTES // 4 - 100),
    "long line": HEAD + PLAIN + b"\n\n" + b"x" * (3 << 20),
    "long head": b"X-Long: " + b"x" * (200 << 10) + b"\n\nHello",
    "many headers": b"X-A: b\n" * 100_000 + b"\nHello",
    "attached mails": HEAD + b"Content-Type: message/rfc822\n\n" * 5_000 + b"Hello",
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mail_is_refused_in_one_line(raw):
    with pytest.raises(ExtractError, match=r"^x.eml: .*; expected ") as caught:
        mail_message(raw, "x.eml")
    assert "\n" not in str(caught.value)


CHARSETS = ("us-ascii utf-8 utf-7 utf-16 iso-8859-1 windows-1252 koi8-r shift_jis iso-2022-jp big5 "
            "gb18030 no-such").split()  # fmt: skip


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_no_byte_in_any_charset_is_an_error(charset, kind):
    head = f"Content-Type: text/{kind}; charset={charset}\n\n".encode()
    for byte in range(256):
        mail_message(head + bytes([byte]))
        mail_message(head + b"Hello " + bytes([byte]) * 3)


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(data):
    try:
        mail_message(HEAD + data, "x.eml")
        mail_message(data, "x.eml")
    except ExtractError as err:
        assert str(err).startswith("x.eml: ")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")
def test_the_real_replies_are_found_as_their_fixtures_say():
    rows = read_rows(SHARED / "data/quoted_replies.jsonl")
    assert all(is_found(row) for row in rows if states_own_words(row))
    doubtful = [row for row in rows if mistake(row)]
    stated = [row for row in rows if states_own_words(row) or mistake(row)]
    missed = sum(not is_found_but_for_the_clients_line(row) for row in doubtful)
    assert 1 - missed / len(stated) >= 0.95


def test_windows_quotation_marks_in_a_mail_that_declares_less_are_read():
    head = b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
    assert mail_message(head + b"You don\x92t answer.").text == "You don’t answer."


def test_an_html_part_without_a_charset_is_read_in_the_one_it_declares():
    head = b"Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n"
    page = '<meta charset="koi8-r"><p>Ж you'.encode("koi8-r")
    assert mail_message(head + page).text.strip() == "Ж you"
