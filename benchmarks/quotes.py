"""Own words found in the real replies of quoted_replies.jsonl, as their fixtures state them.

    python -m benchmarks.quotes ../shared/data/quoted_replies.jsonl

A fixture states something where it gives less than its whole text, and more than nothing; white
space is not compared. Some state as own what the mail program wrote: their parser did not know its
line "On ... wrote:", in four languages, with a line break in it, or without a space before it. To
find what they say, tonecheck would have to check that line as the writer's words; so they are
counted twice, as they stand and with that line left out of what they say, and listed.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from pathlib import Path

from tonecheck.extract.mail import mail_message, reply_message
from tonecheck.extract.markup import html_message
from tonecheck.message import Message

_MISTAKEN = {
    "email_1_6.txt": "keeps the client's line On ... wrote:, which stands on three lines",
    "email_1_7.txt": "keeps half of the client's line On ... wrote:, which has no space before wrote",
    "email_danish_3.txt": "keeps the client's line Den ... kl. ... skrev ...:, in Danish",
    "email_swedish_2.txt": "keeps the client's line Den ... skrev:, which has no space before the name",
    "multi_header.txt": "keeps the four mails quoted below, by three people, and drops the lines between",
}
# "On Dec 16, 2011, at 12:47 PM, Bob\n<bob@example.org>\nwrote:", and what is left of it.
_CLIENTS_LINE = re.compile(r"(?s)\n\s*(?:On|Den) [^\n]*\d.*\Z")
_HEADER = re.compile(r"(?i)(?:content-type|date|from|message-id|mime-version|received): ")


def message_of_fixture(row: dict[str, str]) -> Message:
    """The message in a fixture: a raw mail, a page or a decoded body, by what it begins with."""
    text = row["text"]
    if row["path"].endswith(".html"):
        return html_message(text, is_mail=True)
    if _HEADER.match(text):
        return mail_message(text.encode())
    return reply_message(text)


def own_words(message: Message) -> str:
    """What of the source is read, white space as one space."""
    parts = [message.source[s.start : s.end] for s in message.segments if s.kind == "own"]
    return " ".join(" ".join(parts).split())


def read_rows(path: Path) -> list[dict[str, str]]:
    """The fixtures in `path`, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def states_own_words(row: dict[str, str]) -> bool:
    """Whether a fixture says which of its words are the writer's own, and rightly."""
    stated = row["new_text"].split()
    return bool(stated) and stated != row["text"].split() and mistake(row) is None


def mistake(row: dict[str, str]) -> str | None:
    """What is wrong with a fixture, judged by eye."""
    return _MISTAKEN.get(Path(row["path"]).name)


def is_found(row: dict[str, str]) -> bool:
    """Whether what is read of a fixture is what it states."""
    return own_words(message_of_fixture(row)) == " ".join(row["new_text"].split())


def is_found_but_for_the_clients_line(row: dict[str, str]) -> bool:
    """Whether what is read is what a fixture states, the line "On ... wrote:" at its end aside."""
    stated = _CLIENTS_LINE.sub("", row["new_text"])
    return own_words(message_of_fixture(row)) == " ".join(stated.split())


def main(path: str) -> None:
    """Print the share found, each one missed, and each fixture that is not counted."""
    rows = read_rows(Path(path))
    stated = [row for row in rows if states_own_words(row)]
    missed = [row for row in stated if not is_found(row)]
    found = len(stated) - len(missed)
    print(f"{len(stated)} of {len(rows)} fixtures state the own words of their text.")
    print(f"Found as stated: {found} ({found / len(stated):.1%})")
    mistaken = [row for row in rows if mistake(row)]
    each = len(stated) + len(mistaken)
    aside = found + sum(map(is_found_but_for_the_clients_line, mistaken))
    print(f"With those that state a client's words as own, literally: {found} of {each}")
    print(f"The same, the client's line aside: {aside} of {each} ({aside / each:.1%})")
    for row in missed:
        expected = row["new_text"].split()
        print(f"missed {row['id']}")
        for line in difflib.ndiff(expected, own_words(message_of_fixture(row)).split()):
            if line[0] in "+-":
                print("  " + line)
    for row in mistaken:
        print(f"not counted {row['id']}: {mistake(row)}")


if __name__ == "__main__":
    main(sys.argv[1])
