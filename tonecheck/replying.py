"""A mail that answers another: headers after RFC 5322, section 3.6.4, nothing smuggled in.

Whatever stands in the headers of the mail that is answered may have been chosen to do harm:
line ends in an encoded word, a list of recipients in a name. Only addresses that parse and
message ids are carried over, each on one line.
"""

from __future__ import annotations

import email
import email.policy
import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr

from tonecheck.drafting import one_line
from tonecheck.errors import ExtractError
from tonecheck.extract.mail import mail_message

MOST_REFERENCES = 20
# "<20261123.7@mail.example.org>"
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,240}>")
# As in "Re: Hello", or "AW: Hello", or "Re[2]: Hello"
_REPLY_PREFIX = re.compile(r"\s*(?:re|aw|sv|antw|odp|ref)(?:\[\d+\])?\s*:", re.I)
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+", re.ASCII)


def reply(original: bytes, text: str, *, sender: str = "", quote: bool = False, name: str) -> bytes:
    """The mail that answers `original` with `text`; ``X-Unsent`` opens it as a draft.

    `sender` is the From address, by default the one address that `original` went to; `quote`
    adds its text below. Raises ExtractError where it cannot be read or names nobody to answer;
    `name` is its file's.
    """
    try:
        received = email.message_from_bytes(original, policy=email.policy.compat32)
    except (ValueError, TypeError, LookupError) as err:
        raise ExtractError("cannot be read as a mail; expected RFC 5322", path=name) from err
    mail = EmailMessage(policy=email.policy.SMTP)
    own = _addresses(sender) or _addresses(_header(received, "To"))
    if len(own) == 1:
        mail["From"] = own[0]
    mail["To"] = _recipient(received, name)
    mail["Subject"] = _subject(_header(received, "Subject"))
    mail["X-Unsent"] = "1"
    _thread(mail, received)
    quoted = _quoted(received, original, name) if quote else ""
    mail.set_content(text + quoted, charset="utf-8")
    return mail.as_bytes()


def _header(mail: Message, name: str) -> str:
    """A header decoded, on one line; "" where there is none, or none that can be decoded."""
    return one_line(_decoded(mail.get(name, "")))


def _recipient(received: Message, name: str) -> Address:
    for header in ("Reply-To", "From"):
        found = _addresses(received.get(header, ""))
        if found:
            return found[0]
    raise ExtractError("has no address in Reply-To or From; expected one to answer", path=name)


def _addresses(value: object) -> list[Address]:
    """The addresses in a raw header. Names are decoded only after the parts are known."""
    found = []
    for display, address in getaddresses([one_line(str(value))]):
        if _ADDRESS.fullmatch(address):
            with suppress(ValueError, HeaderParseError):
                found.append(Address(one_line(_decoded(display)), addr_spec=address))
    return found


def _decoded(words: str | Header) -> str:
    try:
        return str(make_header(decode_header(words)))
    except (LookupError, ValueError, HeaderParseError):
        return ""


def _subject(subject: str) -> str:
    return subject if _REPLY_PREFIX.match(subject) else f"Re: {subject}".rstrip()


def _thread(mail: EmailMessage, received: Message) -> None:
    """In-Reply-To and References, where the mail that is answered has a message id."""
    answered = _MESSAGE_ID.findall(str(received.get("Message-ID", "")))[:1]
    if not answered:
        return
    earlier = _MESSAGE_ID.findall(
        str(received.get("References", "") or received.get("In-Reply-To", ""))
    )
    # RFC 5322 asks for all of them; the first and the latest keep every known client's thread.
    kept = [*earlier[:1], *earlier[1:][-MOST_REFERENCES:]]
    mail["In-Reply-To"] = answered[0]
    mail["References"] = " ".join(dict.fromkeys([*kept, answered[0]]))


def _quoted(received: Message, original: bytes, name: str) -> str:
    message = mail_message(original, name)
    is_page = any(segment.kind == "markup" for segment in message.segments)
    body = message.text if is_page else message.source
    lines = "".join(f"> {line}".rstrip() + "\n" for line in body.splitlines())
    display, address = parseaddr(_header(received, "From"))
    when = _header(received, "Date")
    head = ", ".join(part for part in (f"On {when}" if when else "", display or address) if part)
    return f"\n{head} wrote:\n{lines}"
