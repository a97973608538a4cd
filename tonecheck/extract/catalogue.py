"""Catalogues: the strings of gettext, YAML, JSON and TOML files that hold text for a reader.

Of a `.po` entry the translation is own, or the `msgid` where there is none yet. Of the others a
string is own where its path, the keys above it joined by dots, matches one of the globs asked for:
`*.body`, `mail.*.subject`; items of lists count from 0. Escapes are read as what they mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import partial

from tonecheck.errors import ExtractError
from tonecheck.extract.keyed_strings import json_texts, toml_texts
from tonecheck.extract.pieces import Piece, message_of_pieces
from tonecheck.extract.po import po_texts
from tonecheck.extract.strings import Text, spelled, text_pieces
from tonecheck.extract.yaml_strings import yaml_texts
from tonecheck.message import Message

_TEXTS: dict[str, Callable[[str], Iterator[tuple[Text, ...]]]] = {
    "po": po_texts,
    "yaml": yaml_texts,
    "json": json_texts,
    "toml": toml_texts,
}


def catalogue_message(source: str, form: str, keys: Sequence[str] = ()) -> Message:
    """The message in the strings of `source`; in YAML, JSON and TOML in those that match `keys`.

    `form` is "po", "yaml", "json" or "toml". Raises ExtractError where `source` is no such file,
    or where `keys` is empty and the form has keys.
    """
    if form != "po" and not keys:
        problem = f"is {form.upper()}, not all of it mail; expected --keys, such as '*.body'"
        raise ExtractError(problem)
    texts = [
        chunks for chunks in _TEXTS[form](source) if form == "po" or _is_asked(chunks[0].path, keys)
    ]
    message = message_of_pieces(source, _pieces(source, texts))
    return replace(
        message, spell=partial(_spell, tuple(chunk for chunks in texts for chunk in chunks))
    )


def _is_asked(path: str, keys: Sequence[str]) -> bool:
    return any(fnmatchcase(path, key) or fnmatchcase(f".{path}", key) for key in keys)


def _pieces(source: str, texts: list[tuple[Text, ...]]) -> Iterator[Piece]:
    """The pieces of every string; the lines that one string is written on are joined."""
    for chunks in texts:
        for number, chunk in enumerate(chunks):
            if number:
                yield Piece("markup", chunks[number - 1].end, chunk.start, "")
            yield from text_pieces(source, chunk)


def _spell(texts: tuple[Text, ...], words: str, at: int) -> str | None:
    index = bisect_right(texts, at, key=lambda text: text.start) - 1
    return spelled(words, texts[max(0, index)].style) if texts else words
