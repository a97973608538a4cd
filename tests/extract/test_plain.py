from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import ExtractError
from tonecheck.extract import message_from_bytes
from tonecheck.extract.decoding import decode_charset, decode_text
from tonecheck.extract.plain import plain_message

SIGNED = "Thanks, Bob.\n\n-- \nBob Smith\nor else Ltd.\n"
ANSWERED = "I agree.\n> What do you think?\n>> or else\nSee you.\n"


def own_words(source: str) -> list[str]:
    message = plain_message(source)
    return [source[s.start : s.end] for s in message.segments if s.kind == "own"]


def test_lines_that_begin_with_a_bracket_are_quotation():
    assert own_words(ANSWERED) == ["I agree.\n", "See you.\n"]


def test_what_follows_the_delimiter_is_a_signature():
    assert own_words(SIGNED) == ["Thanks, Bob.\n\n"]


def test_dashes_on_the_first_line_are_not_a_signature():
    assert own_words("--\nHello") == ["--\nHello"]


@given(st.text(alphabet="ab>-\n\r ", max_size=60))
def test_segments_cover_the_source_in_order(source):
    segments = plain_message(source).segments
    assert "".join(source[s.start : s.end] for s in segments) == source


@given(st.text(max_size=80))
def test_offsets_lead_back_to_the_same_characters(source):
    message = plain_message(source)
    for at, character in enumerate(message.text):
        if not character.isspace() and character != "\ufffd":
            start, end = message.offsets.to_source(at, at + 1)
            assert source[start:end] == character


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("é".encode(), "é"),
        ("é".encode("cp1252"), "é"),
        ("\ufeffé".encode(), "é"),
        ("é".encode("utf-16"), "é"),
        (b"", ""),
    ],
)
def test_bytes_are_decoded(data, text):
    assert decode_text(data, "a.txt") == text


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(ExtractError, match=r"^logo.txt: holds NUL bytes; expected text$"):
        message_from_bytes(b"\x89PNG\0\0", "logo.txt")


CHARSETS = ["utf-8", "latin-1", "ascii", "utf-16", "utf-7", "shift_jis", "idna", "punycode",
            "unicode_escape", "base64", "no-such-charset", "gb18030", None]  # fmt: skip


@pytest.mark.parametrize("charset", CHARSETS)
def test_no_byte_in_any_charset_is_an_error(charset):
    for byte in range(256):
        assert isinstance(decode_charset(bytes([byte]) * 3, charset), str)


def test_utf_7_never_makes_markup():
    assert "<" not in decode_charset(b"+ADw-script+AD4-", "utf-7")
