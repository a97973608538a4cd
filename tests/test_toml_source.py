"""The line of each key, as an editor counts lines."""

from __future__ import annotations

import tomllib
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import ConfigError
from tonecheck.toml_source import MAX_CHARACTERS, read_toml

TEXT = '''\
# a comment
profile = "general"

[tool.tonecheck]
ignore = [
    "a",  # not [a] header
    "b",
]
note = """
[fake]
profile = 1
"""
tool.dotted.key = 1

[[tool.tonecheck.overrides]]
paths = ["x"]

  [[tool.tonecheck.overrides]]
profile = "y"
inline = {one = 1}

[tool.tonecheck.overrides.inner]
deep = 1
'''

LINES = [
    (("profile",), 2),
    (("tool",), 4),
    (("tool", "tonecheck"), 4),
    (("tool", "tonecheck", "ignore"), 5),
    (("tool", "tonecheck", "ignore", 1), 5),
    (("tool", "tonecheck", "note"), 9),
    (("tool", "tonecheck", "tool", "dotted", "key"), 13),
    (("tool", "tonecheck", "overrides", 0), 15),
    (("tool", "tonecheck", "overrides", 0, "paths"), 16),
    (("tool", "tonecheck", "overrides", 1), 18),
    (("tool", "tonecheck", "overrides", 1, "profile"), 19),
    (("tool", "tonecheck", "overrides", 1, "inline", "one"), 20),
    (("tool", "tonecheck", "overrides", 1, "inner", "deep"), 23),
    (("nowhere",), 1),
]


@pytest.mark.parametrize(("key", "line"), LINES, ids=[".".join(map(str, k)) for k, _ in LINES])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_key_stands_on_its_line(key, line, end):
    assert read_toml(TEXT.replace("\n", end), "x.toml").line(key) == line


def test_the_data_is_what_the_standard_library_reads():
    assert read_toml(TEXT, "x.toml").data == tomllib.loads(TEXT)


BROKEN = {
    "no value": ("a = 1\nb =\n", "x.toml:2: is not valid TOML: "),
    "twice": ("a = 1\na = 2\n", "x.toml:2: is not valid TOML: Cannot overwrite a value"),
    "open string": ('a = """\n\n', "x.toml:3: is not valid TOML: "),
    "huge": ("#" * (MAX_CHARACTERS + 1), f"expected at most {MAX_CHARACTERS}"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_toml_is_one_line_with_its_place(text, message):
    with pytest.raises(ConfigError) as caught:
        read_toml(text, "x.toml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


SLOW = {
    "brackets": "a = [\n" + '"]",\n' * 40_000 + "]\nb = 1\n",
    "lines": "a = [\n" + "1,\n" * 80_000 + "]\nb = 1\n",
    "quotes": 'a = """\n' + "'''\n" * 60_000 + '"""\nb = 1\n',
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_a_text_that_is_made_to_be_slow_costs_lines_but_not_the_time(text):
    start = process_time()
    source = read_toml(text, "x.toml")
    read = process_time() - start
    assert source.line(("a",)) == 1
    assert process_time() - start < 10 * read + 1


@given(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), unique=True), st.data())
def test_every_key_has_its_line(keys, data):
    lines = []
    for key in keys:
        lines += ["# a note"] * data.draw(st.integers(0, 2))
        lines.append(f"{key} = 1")
    source = read_toml("\n".join(lines) + "\n", "x.toml")
    assert [source.line((key,)) for key in keys] == [lines.index(f"{k} = 1") + 1 for k in keys]


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        source = read_toml(text, "x.toml")
    except ConfigError:
        return
    for key in source.data:
        assert 1 <= source.line((key,)) <= text.count("\n") + 1
