from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tonecheck.offsets import Edits, Lines, OffsetMap, utf16_column


def test_no_runs_means_the_same_text():
    assert OffsetMap().to_source(3, 7) == (3, 7)


def test_a_deleted_stretch_is_jumped_over():
    edits = Edits("keep drop keep")
    edits.replace(4, 9, "")
    text, offsets = edits.finish()
    assert text == "keep keep"
    assert offsets.to_source(0, 4) == (0, 4)
    assert offsets.to_source(5, 9) == (10, 14)
    assert offsets.to_source(0, 9) == (0, 14)


def test_a_shortened_stretch_maps_as_one_piece():
    edits = Edits("or  \r\n else")
    edits.replace(2, 7, " ")
    text, offsets = edits.finish()
    assert text == "or else"
    assert offsets.to_source(0, 7) == (0, 11)
    assert offsets.to_source(3, 7) == (7, 11)


@st.composite
def edited(draw):
    source = draw(st.text(max_size=60))
    edits = Edits(source)
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8, unique=True)))
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edits.replace(start, end, draw(st.sampled_from(["", " ", "\n\n", "xyz"])))
    return source, *edits.finish()


@given(edited())
def test_kept_characters_map_to_themselves(made):
    source, text, offsets = made
    for at, character in enumerate(text):
        start, end = offsets.to_source(at, at + 1)
        assert 0 <= start <= end <= len(source)
        if end - start == 1 and character not in " \nxyz":
            assert source[start:end] == character


@given(edited(), st.data())
def test_maps_compose(made, data):
    _, middle, outer = made
    inner_edits = Edits(middle)
    if middle:
        at = data.draw(st.integers(0, len(middle) - 1))
        inner_edits.replace(at, at + 1, "")
    text, inner = inner_edits.finish()
    both = inner.then(outer)
    for at in range(len(text)):
        step = inner.to_source(at, at + 1)
        assert both.to_source(at, at + 1) == outer.to_source(*step)


@given(st.text(alphabet="ab\r\n", max_size=40))
def test_every_offset_has_a_line_and_a_column(source):
    lines = Lines.of(source)
    for offset in range(len(source) + 1):
        line, column = lines.position(offset)
        assert lines.starts[line - 1] + column - 1 == offset


def test_lines_end_at_every_kind_of_break():
    assert [Lines.of("a\r\nb\rc\nd").position(at) for at in (0, 3, 5, 7)] == [
        (1, 1), (2, 1), (3, 1), (4, 1)
    ]  # fmt: skip


def test_utf16_columns_count_surrogate_pairs_twice():
    assert utf16_column("a𐐀b", 2) == 3
