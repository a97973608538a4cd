"""What a program hands to an editor: commit messages and drafts of mail, headers and all."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from tonecheck.extract.commit_message import COMMENT, commit_message
from tonecheck.extract.mail import reply_message
from tonecheck.extract.patch import without_patch
from tonecheck.extract.plain import merge, message_of
from tonecheck.message import Message, Segment

COMMIT_FILES = frozenset(
    "COMMIT_EDITMSG MERGE_MSG SQUASH_MSG TAG_EDITMSG NOTES_EDITMSG EDIT_DESCRIPTION".split()
)
"""The files in which git asks for words."""
# "crontab.x3Yf/crontab", "git-rebase-todo", "addp-hunk-edit.diff", "sudoers.tmp"
_NO_PROSE = re.compile(r"crontab.*|sudoers.*|git-rebase-todo|.*\.diff")
# The block of "To: ", perhaps below "From 1a2b3c4d Mon Sep 17 00:00:00 2001" or "GIT: ..."
_HEADERS = re.compile(
    r"(?:From \S+ .*\n)?(?:GIT:.*\n)*"
    r"(?:(?:From|To|Cc|Bcc|Subject|Date|Reply-To|Message-ID|In-Reply-To|Sender):.*\n)"
    r"(?:[\w-]+:.*\n|[ \t]+\S.*\n)*(?:\r?\n|\Z)",
    re.IGNORECASE,
)


def draft_message(source: str, name: str, *, comment: str = COMMENT) -> Message | None:
    """The message in a file called `name`, as an editor shows it; None where it is no prose.

    `comment` begins the lines that git drops from a commit message, as ``core.commentChar`` says.
    """
    basename = PurePath(name).name
    if _NO_PROSE.fullmatch(basename):
        return None
    read = partial(commit_message, comment=comment) if basename in COMMIT_FILES else _mail_draft
    return replace(read(source), read=read)


def _mail_draft(source: str) -> Message:
    headers = _HEADERS.match(source)
    start = headers.end() if headers else 0
    body = reply_message(source[start:])
    shifted = [Segment(s.kind, s.start + start, s.end + start) for s in body.segments]
    head = [Segment("header", 0, start)] if start else []
    return without_patch(message_of(source, tuple(merge([*head, *shifted]))))
