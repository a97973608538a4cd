"""What git takes for a comment in the messages that it has people write."""

from __future__ import annotations

import subprocess

from tonecheck.extract.commit_message import COMMENT


def comment_mark() -> str:
    """What comments begin with in this repository, "auto" included; "#" where git does not say.

    Of ``core.commentChar`` and ``core.commentString`` git takes the one that comes last.
    """
    asked = ["git", "config", "--get-regexp", r"^core\.comment(char|string)$"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return COMMENT
    settings = answer.stdout.splitlines()
    return settings[-1].partition(" ")[2] or COMMENT if settings else COMMENT
