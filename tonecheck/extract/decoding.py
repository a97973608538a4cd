"""Bytes to text, whatever they claim to be."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from tonecheck.errors import ExtractError

# Byte order marks, the longer before the shorter that begins alike.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python decodes these too, but they are no charsets of mail: some are not even text encodings,
# and utf-7 turns plain ASCII into markup.
_REFUSED = frozenset(
    [
        "utf-7",
        "idna",
        "punycode",
        "raw_unicode_escape",
        "unicode_escape",
        "undefined",
        "base64",
        "bz2",
        "hex",
        "quopri",
        "rot-13",
        "uu",
        "zlib",
        "mbcs",
        "oem",
    ]
)
_SNIFFED = 8192


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file spells its text: the codec, after a byte order `mark` if it has one."""

    codec: str
    mark: bytes = b""


def decode_text(data: bytes, name: str) -> str:
    """The text in `data`: by its byte order mark, else UTF-8, else Windows-1252.

    Raises ExtractError for bytes that are no text at all.
    """
    return read_text(data, name)[0]


def read_text(data: bytes, name: str) -> tuple[str, Encoding]:
    """What `decode_text` gives, and the encoding it was found to be in."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), Encoding(codec, mark)
            except UnicodeDecodeError as err:
                problem = f"begins like {codec} but is not; expected text"
                raise ExtractError(problem, path=name) from err
    if b"\0" in data[:_SNIFFED]:
        raise ExtractError("holds NUL bytes; expected text", path=name)
    text, codec = _by_charset(data, None)
    return text, Encoding(codec)


def decode_charset(data: bytes, declared: str | None) -> str:
    """`data` in the charset `declared`, or UTF-8, or else Windows-1252; never an error."""
    return _by_charset(data, declared)[0]


def charset_of(data: bytes, declared: str | None) -> str:
    """The codec in which `decode_charset` reads `data`."""
    return _by_charset(data, declared)[1]


def _by_charset(data: bytes, declared: str | None) -> tuple[str, str]:
    for charset in (declared, "utf-8"):
        codec = _codec(charset)
        if codec is not None:
            try:
                return data.decode(codec), codec
            except (UnicodeError, ValueError):
                continue
    return data.decode("cp1252", "replace"), "cp1252"


def _codec(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    return None if name in _REFUSED else name
