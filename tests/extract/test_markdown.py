from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from tonecheck.extract.markdown import markdown_message
from tonecheck.extract.pieces import WORD

READ = {
    "You are *so* **useless**.": "You are so useless.",
    "You are ***so*** __useless__ ~~today~~.": "You are so useless today.",
    "This is sh*t, 2 * 3 and a_b_c.": "This is sh*t, 2 * 3 and a_b_c.",
    "use*less*": "useless",
    "Read [the *manual*](http://x.org/or-else \"or else\") now.": "Read the manual now.",
    "Read [the manual][m] now.\n\n[m]: http://x.org": "Read the manual now.",
    "See ![or else](a.png) here.": f"See {WORD} here.",
    "Run `or else` now.": f"Run {WORD} now.",
    "At <http://or.else/> now.": f"At {WORD} now.",
    r"\*Really\* useless": "*Really* useless",
    "R&amp;D is &quot;fine&quot;.": 'R&D is "fine".',
    "One <b>bold</b> word<!-- or else -->.": "One bold word.",
    "One<br>two": "One two",
    "# Title #\n\nText": "Title Text",
    "Title\n=====\n\nText": "Title Text",
    "1. 1\n   more\n2. two": "1 more two",
    "- one\n\n  two\n- [ ] three": "one two [ ] three",
    "| a | b |\n|---|---|\n| a | x\\|y |": "a b a x|y",
    "> or else\nor else\n\nNo.": "No.",
    "- a\n  > or else\n- b": "a b",
    "```\nor else\n```\nNo.": "No.",
    "No.\n\n    or else\n": "No.",
    "<div>\nor else\n</div>\n\nNo.": "No.",
    "<!-- or else -->\nNo.": "No.",
    "---\nsubject: or else\n---\nNo.": "No.",
    "+++\nsubject = 'or else'\n+++\nNo.": "No.",
    "a\tb\r\nc\0d": "a\tb c\0d",
}  # fmt: skip


@pytest.mark.parametrize(("source", "text"), READ.items())
def test_only_prose_is_read_and_marks_break_no_phrase(source, text):
    assert markdown_message(source).text.split() == text.split()


@pytest.mark.parametrize(
    "source", ["# You are\n\nlate.", "- You are\n- late.", "| You | are |\n|-|-|"]
)
def test_headings_items_and_cells_end_a_sentence(source):
    assert "\n\n" in markdown_message(source).text.strip()


def test_each_part_has_its_kind():
    source = "---\na: b\n---\nHello `x` <!-- y -->\n\n> z\n\n<!-- tonecheck: off -->\n"
    found = [(s.kind, source[s.start : s.end]) for s in markdown_message(source).segments]
    assert [pair for pair in found if pair[0] not in ("own", "markup")] == [
        ("header", "---\na: b\n---\n"), ("code", "`x`"), ("comment", "<!-- y -->"), ("quote", "> z\n"),
        ("comment", "<!-- tonecheck: off -->"),
    ]  # fmt: skip


def test_a_wrapped_sentence_is_one_run_of_own_text():
    segments = markdown_message("- You have been told\n  so often.").segments
    assert [s.kind for s in segments] == ["markup", "own"]


MARKS = st.lists(
    st.sampled_from(["*", "**", "_", "~~", "`", "``", "[", "](x)", "![", "<b>", "<!--", "-->", "\\", "&amp;",
                     "# ", "- ", "1. ", "> ", "    ", "\t", "|", "\n|-|-|\n", "---\n", "```\n", "\n", "\n\n",
                     "\r\n", "\r", "a", "you are", " ", "\0", "[r]: /x\n", "é", "\u2028", "\x0b", "<http://x>"])
    | st.text(max_size=4)
).map("".join)  # fmt: skip


@given(MARKS)
@example("| a | b |\n|-|-|\n| `|` | \\| |")
@example("![a [b](c) *d*](e) [![f](g)](h)")
def test_segments_cover_the_source_and_offsets_slice_it(source):
    message = markdown_message(source)
    assert "".join(source[s.start : s.end] for s in message.segments) == source
    for at, character in enumerate(message.text):
        start, end = message.offsets.to_source(at, at + 1)
        assert 0 <= start < end <= len(source)
        piece = source[start:end]
        if not character.isspace() and character not in f"\ufffd{WORD}" and "&" not in piece:
            assert piece == character


@pytest.mark.parametrize(
    "attack", ["*a ", "[", "![", "`", "``` ", "> ", "- ", "<", "&", "_a_ ", "[a](", "~~"]
)
def test_hostile_marks_take_no_more_than_their_time(attack):
    assert growth(lambda size: markdown_message(attack * (size // len(attack))), 5_000) < LINEAR


@pytest.mark.parametrize("mark", ["* ", "- ", "1. "])
def test_items_deep_in_one_another_are_read(mark):
    assert markdown_message(mark * 40 + "You are late.").text.strip() == "You are late."
    assert isinstance(markdown_message(mark * 5000 + "You are late.").text, str)
