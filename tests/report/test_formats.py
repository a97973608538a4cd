"""What holds for every format: privacy, harmlessness, exact places."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.conftest import EYES, JSON, MACHINES, XML, checked, finding, shown
from tonecheck.report.formats import FORMATS
from tonecheck.report.results import Unread

CANARY = "Zyxquell vornathic plumberry"
SOURCE = f"Hi,\n\n{CANARY} or else.\n"
anything = st.text(max_size=40) | st.text(
    "\x1b]0;\x07\x9b\u202e\n\r%:,<&\"'a\ud800\ufffe", max_size=20
)


@pytest.mark.parametrize("name", MACHINES)
def test_no_machine_format_holds_a_word_of_the_text(name):
    result = checked(SOURCE, finding(SOURCE, f"{CANARY} or else", replacement=f"{CANARY}?"))
    out = shown(name, result, show_dropped=True)
    assert not [word for word in CANARY.split() if word.casefold() in out.casefold()]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "concise"])
def test_every_format_but_concise_quotes_the_text_when_told_to(name):
    result = checked(SOURCE, finding(SOURCE, f"{CANARY} or else"))
    assert CANARY in shown(name, result, include_text=True)


def test_concise_never_quotes():
    result = checked(SOURCE, finding(SOURCE, f"{CANARY} or else"))
    assert CANARY not in shown("concise", result, include_text=True, show_dropped=True)


@given(anything.filter(bool), anything.filter(bool), st.booleans())
@pytest.mark.parametrize("name", EYES)
def test_what_a_terminal_would_obey_is_written_out(name, path, words, include):
    source = f"Hi {words} there"
    item = finding(source, words, start=3, replacement=words, rule_id=words)
    results = (checked(source, item, path=path), Unread(path, words))
    out = click.unstyle(shown(name, *results, include_text=include, show_dropped=True))
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out
    )


TITLE = "\x1b]0;owned\x07"


@pytest.mark.parametrize("name", FORMATS)
def test_a_title_sequence_in_a_name_or_a_text_does_not_reach_the_terminal(name):
    source = f"{TITLE} or else"
    result = checked(source, finding(source, source, replacement=TITLE), path=f"{TITLE}.txt")
    out = shown(name, result, include_text=True, show_dropped=True)
    assert "\x1b]" not in out
    assert "\x07" not in out


@given(anything.filter(bool), anything.filter(bool), st.booleans())
@pytest.mark.parametrize("name", [*JSON, *XML])
def test_documents_parse_whatever_they_hold(name, path, words, include):
    source = f"Hi {words} there"
    path = path.translate(dict.fromkeys((0, 0xD800)))  # no file has such a name
    item = finding(source, words, start=3, replacement=words, rule_id=words)
    result = checked(source, item, path=path or "x")
    out = shown(name, result, Unread("y", words), include_text=include)
    if name in XML:
        ET.fromstring(out)
    else:
        assert json.loads(out)
        assert out.isascii()


@given(st.text("ab\n\r𐐀é", max_size=30), st.text("ab\n\r𐐀é", min_size=1, max_size=9))
def test_places_slice_the_words_out_of_the_source(before, words):
    source = before + words + "!"
    result = checked(source, finding(source, words, start=len(before)))
    region = json.loads(shown("sarif", result))["runs"][0]["results"][0]["locations"][0][
        "physicalLocation"
    ]["region"]
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", source)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    begin = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    assert source[begin:end] == words
    span = json.loads(shown("rdjson", result))["diagnostics"][0]["location"]["range"]
    bytes_before = sum(len(line.encode()) for line in lines[: span["start"]["line"] - 1])
    assert bytes_before + span["start"]["column"] - 1 == len(before.encode())


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_without_sources_is_no_crash(name):
    assert isinstance(shown(name), str)


def test_a_source_is_shown_before_the_next_is_read():
    from tonecheck.report.formats import renderer
    from tonecheck.report.results import Options

    read = []

    def results():
        for path in ("a", "b"):
            read.append(path)
            yield checked("or else", finding("or else", "or else"), path=path)

    for name in ("text", "concise", "jsonl"):
        read.clear()
        next(renderer(name)(results(), Options()))
        assert read == ["a"], name


def test_a_line_that_fits_is_shown_whole_and_a_longer_one_around_its_words():
    short = "It is long, but it still fits here, so answer or else."
    assert f"| {short}\n" in click.unstyle(shown("text", checked(short, finding(short, "or else"))))
    long = f"{'It goes on. ' * 9}or else {'and on ' * 30}"
    _, excerpt, carets, *_ = click.unstyle(
        shown("text", checked(long, finding(long, "or else")))
    ).splitlines()
    assert excerpt.startswith("    1 | …")
    assert excerpt.endswith("…")
    assert excerpt[carets.index("^") :].startswith("or else")
