"""Each client's way to quote, forward and sign: a mail and, beside it, what of it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tonecheck.extract.mail import mail_message

MAILS = sorted((Path(__file__).parent / "mails").glob("*.eml"))


@pytest.mark.parametrize("mail", MAILS, ids=[mail.stem for mail in MAILS])
def test_only_the_writers_own_words_are_read(mail):
    message = mail_message(mail.read_bytes(), mail.name)
    assert message.text.split() == mail.with_suffix(".txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("mail", MAILS, ids=[mail.stem for mail in MAILS])
def test_segments_cover_the_body(mail):
    message = mail_message(mail.read_bytes(), mail.name)
    parts = [message.source[s.start : s.end] for s in message.segments]
    assert "".join(parts) == message.source
