"""The words of a patch mail are the writer's, its diff is code."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.extract.mail import reply_message
from tonecheck.extract.patch import without_patch

PATCH = """\
Stop guessing at the charset.

Signed-off-by: Ada <ada@example.org>
---
I left the parser alone.

 parser.py | 4 ++--
 old.py    | Bin 0 -> 12 bytes
 2 files changed, 2 insertions(+), 2 deletions(-)
 create mode 100644 old.py

diff --git a/parser.py b/parser.py
index 1a2b3c4..5d6e7f8 100644
--- a/parser.py
+++ b/parser.py
@@ -1,3 +1,3 @@
-raise ValueError("you are useless")
+raise ValueError("no charset")
 unchanged

Thanks for looking.
"""


def own(source: str) -> list[str]:
    message = without_patch(reply_message(source))
    text = "".join(source[s.start : s.end] for s in message.segments if s.kind == "own")
    return [line.strip() for line in text.splitlines() if line.strip()]


OWN = [
    "Stop guessing at the charset.",
    "Signed-off-by: Ada <ada@example.org>",
    "---",
    "I left the parser alone.",
    "Thanks for looking.",
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_diff_and_its_statistics_are_not_own_words_but_what_surrounds_them_is(newline):
    assert own(PATCH.replace("\n", newline)) == OWN


@pytest.mark.parametrize(
    "diff",
    [
        "--- a/x.txt\n+++ b/x.txt\n@@ -1 +1 @@\n-you are useless\n+you are kind\n",
        "Index: x.txt\n=====\n--- x.txt\n+++ x.txt\n@@ -1 +1 @@\n-you are useless\n",
    ],
)
def test_diffs_without_git_are_known_too(diff):
    assert own("Please apply.\n\n" + diff) == ["Please apply."]


@pytest.mark.parametrize(
    "source",
    ["Dear Bob,\n\n- first\n- second\n+ a plus\n", "---\nBob\n", " a | 3 ++ of the table\n", ""],
)
def test_without_a_diff_the_message_is_the_same(source):
    message = reply_message(source)
    assert without_patch(message) is message


@given(
    st.lists(st.sampled_from([*PATCH.splitlines(keepends=True), "> quoted\n", "x"])).map("".join)
)
def test_the_segments_still_cover_the_source_in_order(source):
    segments = without_patch(reply_message(source)).segments
    assert "".join(source[s.start : s.end] for s in segments) == source
    assert all(a.kind != b.kind and a.end == b.start for a, b in pairwise(segments))
