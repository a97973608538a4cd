from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import ExtractError, WriteError
from tonecheck.extract import message_from_bytes
from tonecheck.extract.framing import frame_of

TEXTS = st.text(alphabet="aé€ \n\r", min_size=1, max_size=40)
CODECS = {
    "utf-8": b"",
    "utf-8 ": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
HEAD = b"From: a@example.org\r\nSubject: =?utf-8?q?Re=3A_x?=\r\n"


def framed(data: bytes, name: str):
    source = message_from_bytes(data, name).source
    return frame_of(data, name, source, is_mail=name.endswith(".eml"))


@given(TEXTS, TEXTS, st.sampled_from(sorted(CODECS)))
def test_a_text_is_written_in_the_encoding_and_behind_the_mark_it_was_read_with(old, new, codec):
    mark, codec = CODECS[codec], codec.strip()
    frame = framed(mark + old.encode(codec), "x.txt")
    assert frame.around(new) == mark + new.encode(codec)


def test_windows_1252_is_kept_and_what_it_cannot_say_is_refused():
    frame = framed("naïve – “x”".encode("cp1252"), "x.txt")
    assert frame.around("– “y”") == "– “y”".encode("cp1252")
    with pytest.raises(WriteError, match=r"x.txt: is cp1252, which has no '\\u2192'"):
        frame.around("→")


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ('<meta charset="koi8-r">', "koi8-r"),
        ("<META CHARSET=Shift_JIS>", "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ("<meta content='text/html;charset=iso-8859-2' http-equiv=content-type />", "iso8859-2"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="windows-1253">', "cp1253"),
        ('<meta name="x" content="charset=koi8-r"><meta charset="iso-8859-1">', "cp1252"),
        ('<meta charset="utf-7">', "cp1252"),
        ('<meta charset="nonsense">', "cp1252"),
        (" " * 1024 + '<meta charset="koi8-r">', "cp1252"),
        ("", "cp1252"),
    ],
)
def test_a_page_is_read_and_written_in_the_charset_that_it_declares(declaration, codec):
    said = {"koi8-r": "Ж", "cp1251": "Ж", "cp932": "ア", "iso8859-2": "ř", "cp1253": "Ω"}.get(
        codec, "’"
    )
    data = f"<html>{declaration}<p>{said} you".encode(codec)
    for name in ("x.html", "x.html.j2"):
        assert message_from_bytes(data, name).text.strip() == f"{said} you"
        assert framed(data, name).around(f"<p>{said}{said}") == f"<p>{said}{said}".encode(codec)


def test_a_page_in_utf_8_is_read_as_such_whatever_it_declares():
    data = '<meta charset="iso-8859-1"><p>don’t'.encode()
    assert message_from_bytes(data, "x.html").text.strip() == "don’t"
    assert framed(data, "x.html").around("’") == "’".encode()


def test_a_byte_order_mark_is_believed_before_a_declaration():
    page = '<meta charset="koi8-r"><p>Ж'
    data = codecs.BOM_UTF16_LE + page.encode("utf-16-le")
    assert message_from_bytes(data, "x.html").text.strip() == "Ж"
    assert framed(data, "x.html").around(page) == data


def test_bytes_that_no_encoding_gives_back_are_refused():
    with pytest.raises(WriteError, match="what was read of it is not all of its cp1252"):
        framed(b"na\xefve \x81", "x.txt")


@given(st.binary(max_size=60))
def test_a_frame_gives_back_the_very_bytes_or_there_is_none(data):
    for name in ("x.txt", "x.eml"):
        try:
            message = message_from_bytes(data, name)
            frame = frame_of(data, name, message.source, is_mail=name.endswith(".eml"))
        except (ExtractError, WriteError):
            continue
        assert frame.around(message.source) == data


@pytest.mark.parametrize(
    ("headers", "body", "new"),
    [
        (b"", b"Old.\r\n", "New.\n"),
        (b"Content-Transfer-Encoding: 7bit\r\n", b"Old.\r\n", "New.\n"),
        (
            b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n",
            "Ölig.\r\n".encode(),
            "Über.\n",
        ),
        (
            b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n",
            "Ölig.\r\n".encode("latin-1"),
            "Über.\n",
        ),
    ],
    ids=["bare", "7bit", "utf-8", "latin-1"],
)
def test_of_a_mail_only_the_body_changes(headers, body, new):
    head = HEAD + headers + b"\r\n"
    charset = "latin-1" if b"8859" in headers else "utf-8"
    assert framed(head + body, "x.eml").around(new) == head + new.replace("\n", "\r\n").encode(
        charset
    )


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        (b"Content-Type: text/html", b"<p>Old.</p>", "the body is text/html"),
        (b"Content-Transfer-Encoding: base64", b"T2xkLg==", "the body is encoded as base64"),
        (
            b"Content-Transfer-Encoding: quoted-printable",
            b"Old=2E",
            "the body is encoded as quoted-printable",
        ),
        (
            b'Content-Type: multipart/mixed; boundary="b"',
            b"--b\r\n\r\nOld.\r\n--b--\r\n",
            "the mail has several parts",
        ),
        (
            b"Content-Transfer-Encoding: 7bit\r\nContent-Type: text/plain; charset=utf-8",
            "Ö".encode(),
            "what was read of it is not all of its ascii",
        ),
    ],
    ids=["html", "base64", "quoted-printable", "multipart", "8 bits in 7"],
)
def test_a_mail_whose_body_does_not_stand_there_as_it_is_is_refused(headers, body, reason):
    with pytest.raises(WriteError, match=reason):
        framed(HEAD + headers + b"\r\n\r\n" + body, "x.eml")


def test_a_7bit_mail_gets_no_character_beyond_ascii():
    with pytest.raises(WriteError, match="is ascii"):
        framed(HEAD + b"\r\nOld.", "x.eml").around("Don’t.")
