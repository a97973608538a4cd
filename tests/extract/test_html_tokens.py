from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.extract.html_tokens import RAW, attributes, decode_reference, tokens

PARTS = (
    "< > / <b> </b> <!-- --> --!> <! <? word &amp; &lt <br/> <p =' \" <![CDATA[ ]]> </ <>".split()
)
html = st.text(alphabet="<>/!-= \"'ab&;[]?\n\x00", max_size=60) | st.lists(
    st.sampled_from([*PARTS, " ", "<a x='1' y=\"2\" z=3>"]), max_size=25
).map("".join)


@given(html | st.text(max_size=40))
def test_tokens_cover_any_text_in_order(source):
    assert "".join(source[token.start : token.end] for token in tokens(source)) == source


@given(html.filter(lambda source: "\x00" not in source))
def test_tags_and_text_are_those_of_the_standard(source):
    ours = [
        (token.kind, token.name or source[token.start : token.end])
        for token in tokens(source)
        if token.kind in ("start", "end", "text")
    ]
    assert joined(ours) == joined(tokens_of_html5lib(source, ours))


def tokens_of_html5lib(source: str, ours: list[tuple[str, str]]) -> list[tuple[str, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from html5lib._tokenizer import HTMLTokenizer
        from html5lib.constants import tokenTypes

        kinds = {tokenTypes["StartTag"]: "start", tokenTypes["EmptyTag"]: "start"}
        kinds[tokenTypes["EndTag"]] = "end"
        kinds |= {tokenTypes["Characters"]: "text", tokenTypes["SpaceCharacters"]: "text"}
        # Character references are ours to decode elsewhere: here they stand as they are.
        seen = HTMLTokenizer(source.replace("&", "\ue000"))
        found = [(kinds[t["type"]], t.get("name") or t["data"]) for t in seen if t["type"] in kinds]
    return [(kind, text.replace("\ue000", "&")) for kind, text in found]


def joined(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring texts as one; a tag that the end of the page cuts off is none."""
    result: list[tuple[str, str]] = []
    for kind, text in found:
        if kind == "text" and result and result[-1][0] == "text":
            result[-1] = ("text", result[-1][1] + text)
        else:
            result.append((kind, text))
    return result


@pytest.mark.parametrize("name", sorted(RAW))
def test_the_content_of_raw_elements_is_no_markup(name):
    kinds = [token.kind for token in tokens(f"<{name}>a<b>c</{name.upper()} >d")]
    assert kinds == ["start", "raw", "end", "text"]


def test_a_raw_element_without_an_end_goes_on_to_the_end():
    assert [token.kind for token in tokens("<style>p{}<p>x")] == ["start", "raw"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<p>", {}),
        ("<p hidden>", {"hidden": ""}),
        ("<p CLASS=\"a b\" id='c' x=y/>", {"class": "a b", "id": "c", "x": "y/"}),
        ('<p style="a:&quot;b&quot;">', {"style": 'a:"b"'}),
        ("<p a=1 a=2>", {"a": "1"}),
        ("<p title=it's>", {"title": "it's"}),
    ],
)
def test_attributes_are_read_as_browsers_read_them(tag, expected):
    assert attributes(tag) == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("&amp;", ("&", 5)),
        ("&#8217;", ("’", 7)),
        ("&#x2019", ("’", 7)),
        ("&#150;", ("–", 6)),
        ("&#0;", ("\ufffd", 4)),
        ("&#xD800;", ("\ufffd", 8)),
        ("&notit;", ("¬", 4)),
        ("&nosuch;", ("", 0)),
    ],
)
def test_references_stand_for_their_characters(reference, expected):
    assert decode_reference(reference) == expected
