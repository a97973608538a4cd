from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.extract.mail import mail_message, reply_message


def paragraphs(body: str, **options: bool) -> list[str]:
    text = reply_message(body, is_flowed=True, **options).text
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One \ntwo\nThree\n", ["One two", "Three"]),
        ("one \r\ntwo", ["one two"]),
        ("One\ntwo", ["One", "two"]),
        (" From here \n  there", ["From here there"]),
        ("One \n> two \n> three\nFour", ["One", "Four"]),
        ("One\n > two", ["One", "> two"]),
        ("One\n-- \nBob", ["One"]),
        ("One \n-- \nBob", ["One"]),
    ],
)
def test_a_space_at_the_end_joins_lines(body, expected):
    assert paragraphs(body) == expected


def test_delsp_joins_words():
    assert paragraphs("You are use \nless", deletes_space=True) == ["You are useless"]


def test_the_parameters_of_the_part_decide():
    head = b"Content-Type: text/plain; charset=utf-8; "
    flowed = mail_message(head + b"Format=Flowed; DelSp=Yes\n\nYou are use \nless")
    assert flowed.text == "You are useless"
    assert mail_message(head + b"format=fixed\n\nOne.\nTwo.").text == "One.\nTwo."


@given(st.text(alphabet="ab >\n\r-", max_size=60), st.booleans())
def test_every_character_read_is_one_of_the_source(body, deletes_space):
    message = reply_message(body, is_flowed=True, deletes_space=deletes_space)
    for at, character in enumerate(message.text):
        start, end = message.offsets.to_source(at, at + 1)
        assert character.isspace() or body[start:end] == character
