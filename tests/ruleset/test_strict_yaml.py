from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import RuleError
from tonecheck.ruleset.strict_yaml import MAX_CHARACTERS, read


def test_words_stay_words():
    document = read("terms: [no, yes, on, off, 12:30, 1_000, nope]", "x.yaml")
    assert document.data == {"terms": ["no", "yes", "on", "off", "12:30", "1_000", "nope"]}


def test_numbers_and_constants_follow_yaml_1_2():
    document = read("[1, -2, 0.5, .5, 1e3, true, null, ~, '1', \"true\"]", "x.yaml")
    assert document.data == [1, -2, 0.5, 0.5, 1000.0, True, None, None, "1", "true"]


def test_lines_are_known():
    document = read("a: 1\nb:\n  - x\n  - c: 2\n", "x.yaml")
    assert document.lines[("b", 1, "c")] == 4
    assert document.line(("b", 1, "missing")) == 4


BOMBS = {
    "alias": "a: &a [x]\nb: *a\n",
    "anchor": "a: &a x\n",
    "merge key": "a: {<<: {b: c}}\n",
    "tag": "a: !!python/object/apply:os.system [ls]\n",
    "local tag": "a: !x y\n",
    "billion laughs": "a: &a [l,l]\n" + "".join(f"b{i}: &b{i} [*a,*a]\n" for i in range(50)),
    "depth": "[" * 2000 + "]" * 2000,
    "depth of mappings": "".join("  " * i + "a:\n" for i in range(60)),
    "two documents": "a: 1\n---\nb: 2\n",
    "duplicate key": "a: 1\na: 2\n",
    "size": "a: " + "x" * MAX_CHARACTERS,
    "many items": "[" + "x," * 250_000 + "]",
    "broken": "a: [1\n",
    "tab": "a:\n\t- b\n",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_what_is_clever_or_huge_is_refused_in_one_line(text):
    with pytest.raises(RuleError) as caught:
        read(text, "bomb.yaml")
    assert str(caught.value).startswith("bomb.yaml")
    assert "\n" not in str(caught.value)


def test_a_duplicate_key_is_named_with_its_line():
    with pytest.raises(RuleError, match=r"^x.yaml:2: `a` stands here a second time"):
        read("a: 1\na: 2\n", "x.yaml")


@given(st.text(max_size=200))
def test_any_text_gives_data_or_one_line(text):
    try:
        read(text, "x.yaml")
    except RuleError as err:
        assert "\n" not in str(err)
