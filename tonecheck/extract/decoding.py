"""Bytes to text, whatever they claim to be."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

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
# What a charset is read as, by the Encoding Standard, section 4.2: labels promise less than
# writers use. An Outlook mail in "iso-8859-1" has Windows' quotation marks.
_READ_AS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_SNIFFED = 8192


class Encoding(NamedTuple):
    """How a file spells its text: the codec, after a byte order `mark` if it has one."""

    codec: str
    mark: bytes = b""


def decode_text(data: bytes, name: str) -> str:
    """The text in `data`: by its byte order mark, else UTF-8, else what a page declares.

    Where it declares nothing that it could be, Windows-1252. UTF-8 comes first, since bytes that
    are valid UTF-8 by chance are rarer than pages that were saved in it and still declare another.

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
    """`data` in the charset `declared`, or else as `decode_text` reads it; never an error."""
    return _by_charset(data, declared)[0]


def charset_of(data: bytes, declared: str | None) -> str:
    """The codec in which `decode_charset` reads `data`."""
    return _by_charset(data, declared)[1]


def _by_charset(data: bytes, declared: str | None) -> tuple[str, str]:
    for codec in _codecs(data, declared):
        try:
            return data.decode(codec), codec
        except (UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace"), "cp1252"


def _codecs(data: bytes, declared: str | None) -> Iterator[str]:
    """The codecs to try, in order; what a page declares is looked for when it is asked."""
    yield from filter(None, (_codec(declared), "utf-8"))
    if b"<" in data:
        from tonecheck.extract.page_charset import page_charset

        yield from filter(None, [_codec(page_charset(data))])


def _codec(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    return None if name in _REFUSED else _READ_AS.get(name, name)
