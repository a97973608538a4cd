"""What of a file is not its source: kept byte for byte when the source is written back.

The source of a text file is all of it but the byte order mark. Of a mail it is the body, which
can be put back only where its bytes stand in the file as they are: one part of plain text,
neither base64 nor quoted-printable. Nothing is ever serialised anew, so that no header changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message as Mail
from email.parser import BytesHeaderParser
from email.policy import compat32

from tonecheck.errors import WriteError
from tonecheck.extract.decoding import charset_of, read_text

_HEADERS_END = re.compile(rb"\A\r?\n|\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Frame:
    r"""The bytes before the source, the codec that it is in, and what its ``\n`` stand for."""

    name: str
    head: bytes
    codec: str
    line_end: str = "\n"

    def around(self, source: str) -> bytes:
        """The file with `source` in this frame.

        Raises WriteError where the codec has no bytes for a character.
        """
        try:
            return self.head + source.replace("\n", self.line_end).encode(self.codec)
        except UnicodeEncodeError as err:
            character = source[err.start]
            problem = f"is {self.codec}, which has no {character!a}; expected other words"
            raise WriteError(problem, path=self.name) from err


def frame_of(data: bytes, name: str, source: str, *, is_mail: bool) -> Frame:
    """The frame in which `source` stands in `data`: `frame.around(source) == data`.

    Raises WriteError, with the reason, where there is none.
    """
    frame = _mail_frame(data, name) if is_mail else _text_frame(data, name)
    try:
        is_exact = frame.around(source) == data
    except WriteError:
        is_exact = False
    if not is_exact:
        problem = f"cannot be written back: what was read of it is not all of its {frame.codec}"
        raise WriteError(problem, path=name)
    return frame


def _text_frame(data: bytes, name: str) -> Frame:
    encoding = read_text(data, name)[1]
    return Frame(name, encoding.mark, encoding.codec)


def _mail_frame(data: bytes, name: str) -> Frame:
    mail = BytesHeaderParser(policy=compat32).parsebytes(data)
    found = _HEADERS_END.search(data)
    obstacle = _obstacle(mail)
    if obstacle or found is None:
        problem = f"cannot be written back: {obstacle or 'no empty line ends its headers'}"
        raise WriteError(problem, path=name)
    body = data[found.end() :]
    codec = charset_of(body, mail.get_content_charset())
    # A body is read with line feeds, whatever the mail has (RFC 5322: CRLF).
    line_end = "\r\n" if b"\r\n" in body else "\n"
    codec = "ascii" if _transfer(mail) == "7bit" else codec
    return Frame(name, data[: found.end()], codec, line_end)


def _obstacle(mail: Mail) -> str:
    """Why the body cannot be replaced where it stands; empty if it can."""
    if mail.is_multipart() or mail.get_content_maintype() == "multipart":
        return "the mail has several parts; expected one of plain text"
    if mail.get_content_type() != "text/plain":
        return f"the body is {mail.get_content_type()}; expected text/plain"
    if _transfer(mail) not in ("7bit", "8bit", "binary"):
        return f"the body is encoded as {_transfer(mail)}; expected 7bit or 8bit"
    return ""


def _transfer(mail: Mail) -> str:
    """The transfer encoding of RFC 2045, section 6.1, where none said means 7bit."""
    return str(mail.get("Content-Transfer-Encoding", "7bit")).strip().lower()
