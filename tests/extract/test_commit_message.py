from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tonecheck.extract.commit_message import commit_message
from tonecheck.message import Message

CUT = "------------------------ >8 ------------------------"


def parts(message: Message, kind: str) -> str:
    return "".join(message.source[s.start : s.end] for s in message.segments if s.kind == kind)


def test_prose_is_own_and_the_rest_is_not():
    message = commit_message(
        "Mend the parser\n\nIt lost the last line.\n\n    make test\n\n> the report said so\n\n"
        "Signed-off-by: Ada <ada@example.org>\nRefs: 12\n  and 13\n"
        f"# Please enter the commit message\n# {CUT}\ndiff --git a/x b/x\n+or else\n"
    )
    assert parts(message, "own") == "Mend the parser\n\nIt lost the last line.\n\n\n\n"
    assert parts(message, "code") == "    make test\n"
    assert parts(message, "quote") == "> the report said so\n"
    assert parts(message, "header") == (
        "Signed-off-by: Ada <ada@example.org>\nRefs: 12\n  and 13\n"
    )
    assert parts(message, "comment").startswith("# Please")
    assert parts(message, "comment").endswith("+or else\n")


MARKS = {
    "the default": ("#", "x\n# y\n; z\n", "# y\n"),
    "a character": (";", "x\n# y\n; z\n", "; z\n"),
    "a string": ("//", "x\n# y\n// z\n", "// z\n"),
    "automatic, from the last line": ("auto", "x\n# y\n; z\n;\n", "; z\n;\n"),
    "automatic, from the scissors": ("auto", f"x\n# y\n; {CUT}\n# d\n", f"; {CUT}\n# d\n"),
    "automatic, without comments": ("auto", "x\n\nfine\n", ""),
}


@pytest.mark.parametrize(("mark", "source", "comment"), MARKS.values(), ids=MARKS)
def test_comments_begin_as_git_is_configured(mark, source, comment):
    assert parts(commit_message(source, mark), "comment") == comment


def test_indented_lines_that_go_on_are_prose():
    message = commit_message("x\n\n* one\n    or else\n")
    assert parts(message, "code") == ""


def test_findings_stand_where_they_stand_in_the_file(checker):
    source = "Mend it\n# or else\n\nAnswer by Friday or else.\n\nSigned-off-by: You idiot\n"
    (found,) = checker.check_message(commit_message(source)).findings
    assert source[found.start : found.end] == found.text == "or else"
    assert found.start == source.rindex("or else")


LINES = st.lists(
    st.sampled_from([
        "", "", "Mend it", "# note", "#", "Signed-off-by: Ada", "Refs: 1", "Refs : 2", " more",
        "\tmore", "(cherry picked from commit 12ab)", "see: that", "no trailer here", "a-b: c",
        "    code", "> quoted", "http://x.example/", "BREAKING CHANGE: no",
    ]),
    max_size=14,
)  # fmt: skip


def git(*args: str, stdin: str) -> str:
    done = subprocess.run(
        ["git", "-c", "core.commentChar=#", *args],
        input=stdin, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@given(LINES)
@example(["", "Signed-off-by: Ada", "Mend it", " more"])
@example(["", "Signed-off-by: Ada", "# note", " more"])
@example(["", "Signed-off-by: Ada", "    code", *["no trailer here"] * 4])
@settings(max_examples=300)
def test_comments_and_trailers_are_those_that_git_sees(lines):
    source = "".join(f"{line}\n" for line in ["Subject", *lines])
    message = commit_message(source)
    kept = "".join(message.source[s.start : s.end] for s in message.segments if s.kind != "comment")
    assert git("stripspace", stdin=kept) == git("stripspace", "--strip-comments", stdin=source)
    seen = git(
        "interpret-trailers", "--only-trailers", "--only-input", "--no-divider", stdin=source
    )
    assert _pairs(parts(message, "header")) == _pairs(seen)


def _pairs(trailers: str) -> list[str]:
    """Trailers as "key:value"; git writes "a: b" for "a :b" and passes over "(cherry picked"."""
    folded = re.sub(r"\n(?=[ \t])", "", trailers)
    lines = ["".join(line.split()) for line in folded.splitlines()]
    return [line for line in lines if not line.startswith("(")]


@given(st.text("a#;\n\r >8-:\t𐐀", max_size=60), st.sampled_from(["#", ";", "auto", "//"]))
def test_segments_cover_any_file_in_order(source, mark):
    message = commit_message(source, mark)
    assert "".join(source[s.start : s.end] for s in message.segments) == source
