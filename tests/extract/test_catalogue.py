from __future__ import annotations

import contextlib
import json
import tomllib

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from tonecheck.errors import ExtractError
from tonecheck.extract.catalogue import catalogue_message
from tonecheck.extract.keyed_strings import json_texts, toml_texts
from tonecheck.extract.pieces import WORD
from tonecheck.extract.po import po_texts
from tonecheck.extract.strings import read, spelled
from tonecheck.extract.yaml_strings import yaml_texts

PO = """\
# Translators: or else
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#, python-format
msgctxt "or else"
msgid "Dear %(name)s"
msgstr "Hello %(name)s,\\n"
"you are "
"\\"late\\"."

msgid "One file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""

#~ msgid "or else"
#~ msgstr "or else"
"""


def own(source: str, form: str, *keys: str) -> list[str]:
    message = catalogue_message(source, form, keys)
    return [" ".join(part.split()) for part in message.text.split("\n\n") if part.strip()]


def test_of_a_po_entry_the_translation_is_read_or_else_its_msgid():
    assert own(PO, "po") == [f'Hello {WORD}, you are "late".', "One file", f"{WORD} files"]


YAML = """\
mail:
  welcome: {subject: 'It''s time', body: "Hello \\u00e9\\tthere, \\
    dear {{ name }}."}
  late:
    subject: &s You are
      late
    body: |+
      Hello <b>Bob</b>,

        you are late.
    other: *s
    list:
    - >-
      one
      two

      three
    - !t x
? [a, b]
: {body: odd}
body: top
"""


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["*.body"], [f"Hello é there, dear {WORD}.", "Hello Bob,", "you are late.", "odd", "top"]),
        (["mail.*.subject"], ["It's time", "You are late"]),
        (["*.list.*"], ["one two three", "x"]),
        (["nothing"], []),
    ],
)
def test_strings_are_chosen_by_the_keys_above_them(keys, text):
    assert own(YAML, "yaml", *keys) == text


TOML = """\
body = "top" # body = "no"
[mail.welcome]
subject = 'C:\\path'
body = \"\"\"
Hello \\u00e9, \\
   "Bob"\"\"\"
a.b.body = '''
It's'''
list = [ "one", { body = "two" }, ["x"],
  "three" ]
date = 1979-05-27T07:32:00.5Z
[[mail.late]]
body = "first"
[[mail.late]]
body = "second"
[mail.late.more]
body = "third"
"quoted.key" = "fourth"
"""


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["body"], ["top"]),
        (["mail.welcome.*body"], ['Hello é, "Bob"', "It's", "two"]),
        (["mail.welcome.list.*"], ["one", "two", "x", "three"]),
        (["mail.late.1.*"], ["second", "third", "fourth"]),
    ],
)
def test_strings_of_toml_are_chosen_by_the_keys_above_them(keys, text):
    assert own(TOML, "toml", *keys) == text


@pytest.mark.parametrize(
    ("form", "source", "error"),
    [
        ("json", '{"a": }', r"^1: is no JSON: Expecting value$"),
        ("yaml", "a: [", r"^2?1?: ?is no YAML"),
        ("toml", "a = b", r"^is no TOML: .*line 1"),
        ("po", 'msgid "a"\nmsgstr b\n', r"^2: is 'msgstr b'; expected a line of a .po file$"),
    ],
)
def test_a_broken_file_is_one_clear_line(form, source, error):
    with pytest.raises(ExtractError, match=error):
        catalogue_message(source, form, ["*"])


@pytest.mark.parametrize("form", ["json", "yaml", "toml"])
def test_where_not_all_is_mail_the_keys_must_be_named(form):
    with pytest.raises(ExtractError, match="expected --keys"):
        catalogue_message("", form)


@pytest.mark.parametrize(
    ("form", "source"),
    [
        ("yaml", "[" * 5000),
        ("yaml", "- " * 5000 + "x"),
        ("yaml", "{a: " * 5000),
        ("json", "[" * 100_000 + "]" * 100_000),
        ("toml", "a = " + "[" * 5000 + "]" * 5000),
    ],
)
def test_deep_nesting_is_one_clear_line(form, source):
    with pytest.raises(ExtractError, match=r"^(1: )?is nested [^\n]*; expected [^\n]*$"):
        catalogue_message(source, form, ["*"])


def test_time_is_linear_in_the_depth_of_yaml():
    def read_nested(depth: int) -> None:
        with contextlib.suppress(ExtractError):
            catalogue_message("[" * depth + "]" * depth, "yaml", ["*"])

    assert growth(read_nested, 5000) < LINEAR


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAMES = st.text("abc_", min_size=1, max_size=4)
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
)


def leaves(tree, above: str = "") -> list[tuple[str, str]]:
    if isinstance(tree, str):
        return [(above, tree)]
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return [
        leaf
        for key, each in items
        for leaf in leaves(each, f"{above}.{key}" if above else str(key))
    ]


def found(texts, source: str) -> list[tuple[str, str]]:
    return [(chunk.path, read(source, chunk)) for chunks in texts(source) for chunk in chunks]


@given(TREES, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_every_string_of_json_is_found_as_json_reads_it(tree, indent, is_ascii):
    source = json.dumps(tree, indent=indent, ensure_ascii=is_ascii)
    assert found(json_texts, source) == leaves(tree)


# Unicode's own line breaks, which only YAML 1.1 knows as such, aside.
YAML_WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Zl", "Zp"], exclude_characters="\x85"), max_size=30
)
YAML_TREES = st.lists(YAML_WORDS, max_size=3) | st.dictionaries(NAMES, YAML_WORDS, max_size=3)


@given(YAML_TREES, st.sampled_from([None, '"', "'", "|"]), st.booleans(), st.booleans())
@example({"____": "0\x1f\U00010000\xa0"}, None, False, True)  # what a joined line begins with
def test_every_string_of_yaml_is_found_as_pyyaml_reads_it(tree, style, is_flow, is_unicode):
    source = yaml.safe_dump(
        tree, default_style=style, default_flow_style=is_flow, allow_unicode=is_unicode, width=20
    )
    expected = leaves(yaml.load(source, yaml.BaseLoader))
    end = " \t\r\n" if style == "|" else ""
    assert [
        (path, text.rstrip(end) if end else text) for path, text in found(yaml_texts, source)
    ] == [(path, text.rstrip(end) if end else text) for path, text in expected]


@given(st.lists(st.tuples(NAMES, WORDS), unique_by=lambda pair: pair[0], max_size=4))
def test_every_string_of_toml_is_found_as_tomllib_reads_it(pairs):
    source = "".join(
        f'"{key}" = {json.dumps(text)}\n'.replace("\x7f", "\\u007f")
        for key, text in pairs
        if text.isascii()
    )
    assert found(toml_texts, source) == leaves(tomllib.loads(source))


@given(WORDS)
def test_words_spelled_are_read_back(words):
    escaped, single = spelled(words, "escaped"), spelled(words, "single")
    for source in (f'- "{escaped}"', f"- '{single}'"):
        if words.isprintable():
            assert [text for _, text in found(yaml_texts, source)] == [words]


@given(st.text(max_size=60) | st.lists(st.sampled_from(
    ["a: ", "- ", "|", ">", "\n", "  ", '"', "'", "\\", "[", "]", "{", "}", "#", "msgid ", "=", ",", "x", "{{ a }}", "<b>", "\r\n"]
)).map("".join), st.sampled_from(["po", "yaml", "json", "toml"]))  # fmt: skip
def test_no_input_crashes_it_and_segments_cover_what_is_read(source, form):
    try:
        message = catalogue_message(source, form, ["*"])
    except ExtractError as err:
        assert "\n" not in str(err)
        return
    assert "".join(source[s.start : s.end] for s in message.segments) == source
    for at in range(len(message.text)):
        start, end = message.offsets.to_source(at, at + 1)
        assert 0 <= start <= end <= len(source)


def test_po_strings_are_read_as_gettext_reads_them():
    texts = [[read(PO, chunk) for chunk in chunks] for chunks in po_texts(PO)]
    assert texts == [["Hello %(name)s,\n", "you are ", '"late".'], ["One file"], ["%d files"]]


def test_time_is_linear_in_the_strings():
    def read_strings(number: int) -> None:
        source = json.dumps([{"body": f"Hello {{{{ x }}}} {{% if a %}}{i}"} for i in range(number)])
        catalogue_message(source, "json", ["*.body"])

    assert growth(read_strings, 2000) < LINEAR
