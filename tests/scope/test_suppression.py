"""What a comment silences, on hand-made messages: no rules are loaded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import SuppressionError
from tonecheck.extract import message_from_bytes
from tonecheck.extract.comments import comments_of
from tonecheck.extract.plain import plain_message
from tonecheck.findings import Severity
from tonecheck.message import Message, Segment
from tonecheck.offsets import OffsetMap
from tonecheck.scope.suppression import MOST_DIRECTIVES, Silenced, silence

KNOWN = ["demanding.asap", "demanding.or-else", "hostile.idiot"]


def message(source: str, name: str = "a.md", *segments: Segment) -> Message:
    made = replace(plain_message(source), comments=comments_of(name))
    return replace(made, segments=segments) if segments else made


def ask(source: str, name: str = "a.md", rule: str = "demanding.asap", **options) -> Silenced:
    """Asks about each X of `source` as a finding of `rule`."""
    places = [(rule, at, at + 1) for at, letter in enumerate(source) if letter == "X"]
    return silence(places, message(source, name), known=KNOWN, active=KNOWN, **options)


def silenced(source: str, name: str = "a.md", rule: str = "demanding.asap") -> list[bool]:
    return [directive is not None for directive in ask(source, name, rule).by]


ASAP = "tonecheck: ignore[demanding.asap]"
FORMS = {
    "html": ("a.html", f"<!-- {ASAP} why -->"),
    "tight": ("a.html", f"<!--{ASAP}-->"),
    "html in markdown": ("a.md", f"<!-- {ASAP} why -->"),
    "markdown link": ("a.md", f"[//]: # ({ASAP} why)"),
    "markdown quoted link": ("a.md", f'[//]: # "{ASAP} why"'),
    "jinja": ("a.html.j2", f"{{# {ASAP} why #}}"),
    "jinja trimmed": ("a.txt.j2", f"{{#- {ASAP} why -#}}"),
    "handlebars": ("a.hbs", f"{{{{!-- {ASAP} why --}}}}"),
    "mustache": ("a.mustache", f"{{{{! {ASAP} why }}}}"),
    "erb": ("a.html.erb", f"<%# {ASAP} why %>"),
    "go": ("a.tmpl", f"{{{{/* {ASAP} why */}}}}"),
    "liquid": ("a.liquid", f"{{% comment %}} {ASAP} why {{% endcomment %}}"),
    "po": ("a.po", f"# {ASAP} why"),
    "yaml": ("a.yaml", f"# {ASAP} why"),
    "toml": ("a.toml", f"# {ASAP} why"),
    "slashes": ("a.ts", f"// {ASAP} why"),
    "block": ("a.jsonc", f"/* {ASAP} why */"),
}


@pytest.mark.parametrize(("name", "comment"), FORMS.values(), ids=FORMS)
def test_a_comment_of_the_format_silences_its_line(name, comment):
    result = ask(f"X\nX {comment}\nX\n", name)
    assert [d is not None for d in result.by] == [False, True, False]
    assert result.by[1].reason == ("why" if "why" in comment else "")
    assert result.notes == ()


FILE = "tonecheck: ignore-file[demanding.asap]"
NOT_COMMENTS = {
    "plain text": ("a.txt", f"# {FILE}"),
    "no suffix": ("draft", f"<!-- {FILE} -->"),
    "mail": ("a.eml", f"<!-- {FILE} -->"),
    "mail called html": ("a.html.eml", f"<!-- {FILE} -->"),
    "mailbox": ("a.mbox", f"# {FILE}"),
    "no comment at all": ("a.md", FILE),
    "a heading": ("a.md", f"# {FILE}"),
    "slashes in html": ("a.html", f"// {FILE}"),
    "comment begins with other words": ("a.html", f"<!-- see {FILE} -->"),
    "hash of another word": ("a.yaml", f"C#{FILE}"),
    "quoted": ("a.md", f"> <!-- {FILE} -->"),
    "signature": ("a.md", f"\n-- \n<!-- {FILE} -->"),
}


@pytest.mark.parametrize(("name", "text"), NOT_COMMENTS.values(), ids=NOT_COMMENTS)
def test_nothing_else_does(name, text):
    assert not any(silenced(f"X\n{text}\n", name))


@pytest.mark.parametrize(("name", "comment"), FORMS.values(), ids=FORMS)
def test_the_name_of_a_file_decides(name, comment):
    around = {".yaml": "a: X\n{}\n", ".toml": "a = 'X'\n{}\n", ".po": '{}\nmsgid "X"\nmsgstr ""\n'}
    source = around.get(name[name.rindex(".") :], "X\n\n{}\n")
    source = source.format(comment.replace("ignore[", "ignore-file["))
    made = message_from_bytes(source.encode(), name, keys=["*"])
    assert made.comments == comments_of(name)
    assert silence([("demanding.asap", 0, 1)], made, known=KNOWN, active=KNOWN).by != [None]


FORM_OF = {"markdown": "a.md", "html": "a.html", "template": "a.j2", "yaml": "a.yaml"}


@pytest.mark.parametrize(("form", "name"), FORM_OF.items(), ids=FORM_OF)
def test_a_form_that_is_given_decides_instead(form, name):
    assert comments_of("draft", form) == comments_of(name) != ()
    assert comments_of(name, "text") == comments_of(name, "mail") == ()


IN = f"<!-- {ASAP} -->"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("comment", True), ("markup", True),
        ("own", False), ("code", False), ("quote", False), ("placeholder", False),
    ],
)  # fmt: skip
def test_of_a_format_that_was_taken_apart_only_comments_and_markup_count(kind, expected):
    source = f"X {IN}\n<p>"
    parts = [("own", 0, 2), (kind, 2, 2 + len(IN)), ("markup", 2 + len(IN), len(source))]
    made = Message(
        source, "X", OffsetMap(), tuple(Segment(*part) for part in parts), comments_of("a.html")
    )
    (by,) = silence([("demanding.asap", 0, 1)], made, known=KNOWN, active=KNOWN).by
    assert (by is not None) is expected


SELECTORS = {
    "[demanding.asap]": True,
    "[demanding]": True,
    "[demanding.*]": True,
    "[hostile, demanding.asap]": True,
    "[ demanding.asap ,hostile]": True,
    "": True,
    "[hostile]": False,
    "[demanding.or-else]": False,
}


@pytest.mark.parametrize(("rules", "expected"), SELECTORS.items(), ids=SELECTORS)
def test_a_directive_means_ids_categories_and_globs(rules, expected):
    assert silenced(f"X <!-- tonecheck: ignore{rules} -->\n") == [expected]


REACHES = {
    "ignore-next": ("X\n<!-- tonecheck: ignore-next[demanding] -->\n\nX\nX\n", [0, 1, 0]),
    "two next": (
        "<!-- tonecheck: ignore-next[hostile] -->\n<!-- tonecheck: ignore-next[demanding] -->\nX\n",
        [1],
    ),
    "next of nothing": ("X\n<!-- tonecheck: ignore-next[demanding] -->\n", [0]),
    "off": ("X\n<!-- tonecheck: off[demanding] -->\nX\n\nX\n", [0, 1, 1]),
    "off and on": (
        "<!-- tonecheck: off[demanding] -->\nX\n<!-- tonecheck: on[demanding] -->\nX\n",
        [1, 0],
    ),
    "on switches all on": ("<!-- tonecheck: off[demanding] -->X<!-- tonecheck: on -->X\n", [1, 0]),
    "on for others": (
        "<!-- tonecheck: off[demanding] -->X<!-- tonecheck: on[hostile] -->X\n",
        [1, 1],
    ),
    "one of two on": (
        "<!-- tonecheck: off[demanding, hostile] -->X<!-- tonecheck: on[demanding] -->X\n",
        [1, 0],
    ),
    "file": ("X\nX\n<!-- tonecheck: ignore-file[demanding] -->\nX\n", [1, 1, 1]),
    "crlf": ("X\r\n<!-- tonecheck: ignore-next[demanding] -->\r\n\r\nX\r\nX\r\n", [0, 1, 0]),
}


@pytest.mark.parametrize(("source", "expected"), REACHES.values(), ids=REACHES)
def test_each_directive_has_its_reach(source, expected):
    assert silenced(source) == [bool(each) for each in expected]


def test_a_finding_over_two_lines_is_silenced_from_either():
    source = f"one\ntwo <!-- {ASAP} -->\n"
    place = ("demanding.asap", 0, source.index("two") + 3)
    (by,) = silence([place], message(source), known=KNOWN, active=KNOWN).by
    assert by.line == 2
    assert str(by) == "comment in line 2"


NOTES = {
    "unused": (f"<!-- {ASAP} -->\n", "It silences nothing of demanding.asap; ignore-next speaks"),
    "unused after words": (f"Y <!-- {ASAP} -->\n", "It silences nothing of demanding.asap."),
    "unused of two": (
        "X <!-- tonecheck: ignore[demanding, hostile] -->",
        "It silences nothing of hostile.",
    ),
    "unused bare": ("<!-- tonecheck: ignore-file -->", "It silences nothing."),
    "on without off": ("<!-- tonecheck: on -->", "It switches on what is on already."),
    "bare": (
        "X <!-- tonecheck: ignore -->",
        "It names no rule; ignore[RULE] silences only what you mean.",
    ),
}


@pytest.mark.parametrize(("source", "words"), NOTES.values(), ids=NOTES)
def test_what_should_not_stay_is_noted_with_its_place(source, words):
    (note,) = ask(source).notes
    assert note.message.startswith(words)
    assert source[note.start : note.end] == note.text
    assert note.text.startswith("tonecheck: ")


def test_how_severe_an_unused_one_is_may_be_chosen():
    (note,) = ask(f"<!-- {ASAP} -->", unused=Severity.ERROR).notes
    assert (note.id, note.severity) == ("unused-suppression", Severity.ERROR)


def test_one_for_rules_that_were_not_asked_is_not_unused():
    made = message(f"<!-- {ASAP} -->")
    assert silence([], made, known=KNOWN, active=["hostile.idiot"]).notes == ()


WRONG = {
    "verb": ("ignroe[hostile]", "`ignroe` is no directive; close: `ignore`"),
    "no verb": ("[hostile]", "is no directive; there is `ignore`"),
    "rule": ("ignore[demanding.asp]", "no rule `demanding.asp`; close: `demanding.asap`"),
    "second rule": ("ignore[hostile, sulky]", "no rule `sulky`; "),
    "open bracket": ("ignore[hostile why", '`ignore` is followed by "[hostile why'),
    "empty bracket": ("off[]", '`off` is followed by "[]"; expected rules such as'),
    "empty rule": ("off[hostile,]", '`off` is followed by "[hostile,]"; expected'),
}


@pytest.mark.parametrize(("words", "problem"), WRONG.values(), ids=WRONG)
def test_a_wrong_directive_is_an_error_with_its_line(words, problem):
    with pytest.raises(SuppressionError) as caught:
        ask(f"\n\n<!-- tonecheck: {words} -->\n")
    assert str(caught.value).startswith("3: ")
    assert problem in str(caught.value)


def test_a_flood_of_directives_is_refused():
    with pytest.raises(SuppressionError, match=f"at most {MOST_DIRECTIVES}"):
        ask(f"<!-- {ASAP} -->\n" * (MOST_DIRECTIVES + 1))


COMMENTS = st.sampled_from([form for _, form in FORMS.values()] + ["X", "\n", "> ", "<!--", "-->"])


@given(st.lists(COMMENTS | st.text(max_size=5)).map("".join))
def test_without_comments_in_the_format_no_source_silences_anything(source):
    for name in ("a.txt", "a.eml", "draft"):
        result = ask(source, name)
        assert not any(result.by)
        assert result.notes == ()


@given(st.lists(COMMENTS).map("".join))
def test_a_quoted_copy_silences_nothing_above_it(source):
    quoted = "".join(f"> {line}\n" for line in source.split("\n"))
    assert silenced("X\n" + quoted) == [False] * (1 + quoted.count("X"))
