"""The mails that go through the gate in tests."""

from __future__ import annotations

CANARY = "the heron waits by the cobalt weir"
"""A sentence that no file may hold afterwards."""

HEADERS = (
    b"From: Ada <ada@example.org>\nTo: bob@example.org\nSubject: The report\n"
    b"Date: Wed, 25 Nov 2026 10:00:00 +0000\nMessage-ID: <1@example.org>\n"
    b"X-Odd:   two  spaces\tand a tab \nMIME-Version: 1.0\n"
)
CALM = (
    HEADERS + b"\nHello Bob,\n\nThank you for your time.\n.\n.. dots\nFrom here on, all is well.\n"
)
ANGRY = HEADERS + f"\nHello Bob,\n\nYou are useless.\n\nSay {CANARY}.\n".encode()


def crlf(mail: bytes) -> bytes:
    """The mail as it is on the wire."""
    return mail.replace(b"\n", b"\r\n")
