from __future__ import annotations

from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.test_html_tokens import html
from tonecheck.extract.markup import html_message, html_segments

PAGE = """<!DOCTYPE html>
<html><head><title>or else</title><style>p { color: red }</style></head>
<body><!-- or else --><p title="or else">You are <b>so</b> use<i>less</i>,
or&nbsp;<a href="x">else</a>&hellip;</p><img alt="or else"></body></html>"""


def words(source: str, **options: bool) -> str:
    return " ".join(html_message(source, **options).text.split())


def of_kind(source: str, kind: str) -> list[str]:
    return [source[s.start : s.end] for s in html_segments(source) if s.kind == kind]


def test_a_page_says_what_its_reader_sees():
    assert words(PAGE) == "You are so useless, or else…"


def test_a_finding_leads_back_to_tags_and_references(checker):
    source = "<p>You are a use<b>less</b> idiot&#33;</p>"
    findings = checker.check_message(html_message(source)).findings
    assert findings
    for finding in findings:
        assert source[finding.start : finding.end] == finding.text
        assert "use<b>less" in finding.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<div>two</div>three", "one\n\ntwo\n\nthree"),
        ("<table><tr><td>one<td>two</table>", "one\n\ntwo"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("<h1>one</h1>\n  two\n  three", "one\n\ntwo three"),
        ("One.<br>Two.", "One.\nTwo."),
        ("<pre>One.\nTwo.\r\n\r\nThree.</pre>", "One.\nTwo.\n\nThree."),
        ("<mj-text>one</mj-text><mj-button>two</mj-button>", "one\n\ntwo"),
        ("use<b>less</b> and so <b>on</b>", "useless and so on"),
        ("a<wbr>b<o:p/>c", "abc"),
    ],
)
def test_blocks_end_lines_and_inline_tags_do_not(source, expected):
    lines = [line.strip() for line in html_message(source).text.strip().split("\n")]
    assert "\n".join(lines).replace("\n\n\n\n", "\n\n").replace("\n\n\n", "\n\n") == expected


HIDDEN = [
    "<head><title>x</title></head>",
    "<script>if (a < b) x('<p>')</script>",
    "<style>x</style>",
    "<template>x</template>",
    "<div hidden>x<p>x</div>",
    "<div style='color:red; DISPLAY : none !important'>x<div>x</div></div>",
    "<span style='visibility:hidden'>x</span>",
    "<!--[if mso]><p>x</p><![endif]-->",
    "<select><option>x</select>",
    "<mj-head><mj-title>x</mj-title><mj-style>x > y</mj-style></mj-head>",
    "<img alt='x' title='x'>",
    "<code>x</code>",
    "<blockquote>x<p>x</blockquote>",
    "<div class='gmail_signature'>x</div>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_no_reader_sees_or_others_wrote_is_not_read(hidden):
    assert words(f"<p>One</p>{hidden}<p>two</p>") == "One two"
    assert words(f"One {hidden} two") == "One two"


@pytest.mark.parametrize(
    "shown",
    [
        "<!--[if !mso]><!--><p>x</p><!--<![endif]-->",
        "<![if !mso]><p>x</p><![endif]>",
        "<p style='display:block'>x</p>",
        "<noscript>x</noscript>",
        "<button>x</button>",
        "<div class='signature'>x</div>",
        "<blockquote style='margin:0 0 0 40px;border:none'>x</blockquote>",
        "</blockquote>x",
        "</div>x",
    ],
)
def test_what_a_reader_sees_is_read(shown):
    assert words(f"<p>One</p>{shown}<p>two</p>") == "One x two"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<head><title>x</title><body>One", "One"),
        ("<head><meta charset=utf-8><p>One", "One"),
        ("<p hidden>x<p>One", "One"),
        ("<table><tr><td hidden>x<td>One</table>two", "One two"),
        ("<div hidden><table><tr><td>x</div>x</table>x</div>One", "One"),
        ("<blockquote>x</div></p>x</blockquote>One", "One"),
        ("<b hidden>x<i>x</b>One</i> two", "One two"),
        ("<ul><li hidden>x<ul><li>x</ul><li>One</ul>", "One"),
    ],
)
def test_end_tags_may_be_missing_or_too_many(source, expected):
    assert words(source) == expected


def test_code_and_comments_are_told_apart():
    source = "Run <code>rm</code><!-- note --> now"
    assert of_kind(source, "code") == ["<code>rm</code>"]
    assert of_kind(source, "comment") == ["<!-- note -->"]
    assert of_kind(source, "own") == ["Run ", " now"]


def test_masked_source_is_read_and_the_original_is_shown():
    original = "<p class={{ c }}>Dear {{ name }},</p>"
    masked = original.replace("{{ c }}", "xxxxxxx").replace("{{ name }}", "Xxxxxxxxxx")
    message = html_message(masked, original=original)
    assert message.source == original
    start, end = message.offsets.to_source(message.text.index("X"), message.text.index(","))
    assert original[start:end] == "{{ name }}"


PARTS = """<p> </p> </div> <td> </table> <pre> </pre> <li> <blockquote> </blockquote> &lt; &#65; <br>
    &nosuch; &notit; <script> </script> <code> </code> <head> \ud800""".split()
LONGER = ["word ", "\n", "\u00a0", "-- ", "<!-- -->", "<div hidden>", "<div id=appendonsend>",
          "<div class=moz-signature>", "On 1:00 a@b wrote:\n"]  # fmt: skip
pages = html | st.lists(st.sampled_from([*PARTS, *LONGER]), max_size=30).map("".join)


@given(pages | st.text(max_size=60), st.booleans())
def test_segments_cover_any_page_in_order(source, is_mail):
    segments = html_message(source, is_mail=is_mail).segments
    assert "".join(source[s.start : s.end] for s in segments) == source
    assert all(a.kind != b.kind for a, b in pairwise(segments))


@given(pages | st.text(max_size=60), st.booleans())
def test_every_character_read_stands_in_own_words_of_the_source(source, is_mail):
    message = html_message(source, is_mail=is_mail)
    own = [(s.start, s.end) for s in message.segments if s.kind == "own"]
    for at, character in enumerate(message.text):
        start, end = message.offsets.to_source(at, at + 1)
        if not character.isspace():
            assert unescape(source[start:end]).replace("\ud800", "\ufffd")[:1] == character
            assert any(low <= start and end <= high for low, high in own)


@given(pages)
def test_a_quoted_block_below_changes_no_word_above(source):
    alone = html_message(source)
    below = html_message(
        f"{source}-->\"'></script></pre></table></head><blockquote>or else</blockquote>"
    )
    assert below.text.split()[: len(alone.text.split()) - 1] == alone.text.split()[:-1]
