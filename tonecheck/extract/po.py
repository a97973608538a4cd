"""The strings of a gettext catalogue (`.po`, `.pot`), where they stand.

polib, which reads these files well, knows an entry's line but no string's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonecheck.errors import ExtractError
from tonecheck.extract.strings import Text

# `msgstr[1] "..."`, and the lines of only a string that go on with it; `#~` entries are obsolete.
_FIELD = re.compile(
    r"[ \t]*(?P<field>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)"
    r'[ \t]*(?P<string>"(?:[^"\\\r\n]|\\.)*")[ \t]*'
    r'|[ \t]*(?P<more>"(?:[^"\\\r\n]|\\.)*")[ \t]*|[ \t]*(?:#.*)?'
)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def po_texts(source: str) -> Iterator[tuple[Text, ...]]:
    """The strings that a reader will see, each as the lines that it is written on.

    Of an entry these are its translations, or where all are empty its `msgid`s; the first entry,
    with an empty `msgid`, is a header. Raises ExtractError for a line that is none of gettext's.
    """
    entry: dict[str, list[Text]] = {}
    for field, text in _strings(source):
        if field in ("msgctxt", "msgid") and "msgid" in entry:
            yield from _shown(entry)
            entry = {}
        entry.setdefault(field, []).append(text)
    yield from _shown(entry)


def _strings(source: str) -> Iterator[tuple[str, Text]]:
    """Every line's string with the field that it belongs to."""
    field = ""
    for number, line in enumerate(_LINE.finditer(source), 1):
        found = _FIELD.fullmatch(source, line.start(1), line.end(1))
        if found is None or (found["more"] and not field):
            seen = line[1].strip()[:40]
            raise ExtractError(f"is {seen!r}; expected a line of a .po file", line=number)
        field = found["field"] or field
        name = "string" if found["field"] else "more"
        if found[name]:
            yield field, Text(field, found.start(name) + 1, found.end(name) - 1, "escaped")


def _shown(entry: dict[str, list[Text]]) -> Iterator[tuple[Text, ...]]:
    if not any(_is_said(texts) for field, texts in entry.items() if field == "msgid"):
        return
    translations = [texts for field, texts in entry.items() if field.startswith("msgstr")]
    originals = [texts for field, texts in entry.items() if field.startswith("msgid")]
    yield from map(tuple, translations if any(map(_is_said, translations)) else originals)


def _is_said(texts: list[Text]) -> bool:
    return any(text.start < text.end for text in texts)
