"""What an editor is handed: only the writer's own words of it are checked."""

from __future__ import annotations

import pytest

from tonecheck.extract.draft import draft_message


def own(source: str, name: str, **options: str) -> str:
    message = draft_message(source, name, **options)
    assert message is not None
    assert "".join(source[s.start : s.end] for s in message.segments) == source
    return "".join(source[s.start : s.end] for s in message.segments if s.kind == "own").strip()


@pytest.mark.parametrize(
    "name", ["crontab", "crontab.Ab12", "git-rebase-todo", "addp-hunk-edit.diff"]
)
def test_what_is_no_prose_is_left_alone(name):
    assert draft_message("* * * * * you are useless\n", name) is None


def test_comments_of_a_commit_and_what_follows_the_scissors_are_not_own():
    source = "Mend it\n\nIt was broken.\n# you are useless\n# ------------------------ >8 ------------------------\ndiff --git a b\n"
    assert own(source, "COMMIT_EDITMSG") == "Mend it\n\nIt was broken."


def test_another_comment_character_is_honoured():
    assert (
        own("#12 is mended\n; you are useless\n", "COMMIT_EDITMSG", comment=";") == "#12 is mended"
    )


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("From: a@b\nTo: c@d\nSubject: You are\n useless\nX-Mine: 1\n\n", "neomutt-host-0-1"),
        (
            "From 1a2b3c4d Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\nSubject: [PATCH] x\n\n",
            "0001-x.patch",
        ),
        (
            "From a@b # This line is ignored.\nGIT: Lines beginning in GIT: go.\nFrom: a@b\nSubject: x\n\n",
            ".gitsendemail.msg.x",
        ),
        ("", "mutt-host-0-1"),
    ],
)
def test_headers_that_the_editor_shows_are_not_own(head, name):
    assert own(head + "Thanks.\n\n> you are useless\n", name) == "Thanks."


def test_a_first_line_with_a_colon_is_no_header():
    assert own("Remember: be kind.\nAll of you.\n", "note") == "Remember: be kind.\nAll of you."
