"""`tonecheck-edit` under a real terminal (tmux): rewrite, edit again, accept."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.gate.conftest import World, needs

RUDE = "Bob, you are useless."


@pytest.fixture
def draft(world) -> Path:
    return world.file("draft", "")


def writes(world: World, *texts: str) -> str:
    """An editor that writes the first text the first time, the second the second time."""
    cases = "\n".join(
        f"{n}) printf '%s' {shlex.quote(text)} > \"$1\";;" for n, text in enumerate(texts)
    )
    count = world.home / "count"
    return world.script(
        "fake-editor",
        f"#!/bin/sh\nn=$(cat {count} 2>/dev/null || echo 0)\necho $((n + 1)) > {count}\n"
        f"case $n in\n{cases}\n*) exit 9;;\nesac\n",
    )


def test_a_calm_draft_is_accepted_without_a_question(terminal, world, draft):
    terminal.start("tonecheck-edit draft", EDITOR=writes(world, "Thank you.\n"))
    assert "[a]ccept" not in terminal.wait("code 0")
    assert draft.read_text() == "Thank you.\n"


def test_a_rude_draft_is_shown_and_can_be_accepted_as_it_is(terminal, world, draft):
    terminal.start("tonecheck-edit draft", EDITOR=writes(world, RUDE))
    screen = terminal.wait("[r]ewrite, [e]dit again, [a]ccept as it is?")
    assert "^^^" in screen
    assert "why:" in screen
    terminal.type("a")
    terminal.wait("code 0")
    assert draft.read_text() == RUDE


def test_it_can_be_edited_again(terminal, world, draft):
    terminal.start("tonecheck-edit draft", EDITOR=writes(world, RUDE, "Thank you, Bob.\n"))
    terminal.wait("[e]dit again")
    terminal.type("e")
    terminal.wait("code 0")
    assert draft.read_text() == "Thank you, Bob.\n"


def test_it_can_be_rewritten_after_a_look_at_the_difference(terminal, world, draft):
    draft.chmod(0o640)
    terminal.start(
        "tonecheck-edit draft", EDITOR=writes(world, f"Hello Bob,\n\n{RUDE}\n\n> You are useless\n")
    )
    terminal.wait("[r]ewrite")
    terminal.type("r")
    screen = terminal.wait("[u]ndo?")
    assert f"-{RUDE}" in screen
    assert draft.read_text().endswith(f"{RUDE}\n\n> You are useless\n")
    for key in "ura":
        terminal.type(key)
    terminal.wait("code 0")
    text = draft.read_text()
    assert text.startswith("Hello Bob,\n\n")
    assert text.endswith("\n\n> You are useless\n")
    assert RUDE not in text
    assert draft.stat().st_mode & 0o777 == 0o640


def test_ctrl_c_at_the_question_is_130_and_the_draft_is_as_it_was(terminal, world, draft):
    terminal.start("tonecheck-edit draft", EDITOR=writes(world, RUDE))
    terminal.wait("[a]ccept")
    terminal.tmux("send-keys", "C-c")
    terminal.wait("code 130")
    assert draft.read_text() == RUDE


def test_an_editor_that_fails_is_its_code_and_no_question(terminal, world, draft):
    terminal.start("tonecheck-edit draft", EDITOR="false")
    assert "[a]ccept" not in terminal.wait("code 1")


def test_git_commit_takes_what_was_rewritten_and_its_comments_stay_out(terminal, world):
    needs("git")
    for command in ("init -q", "config user.name Ada", "config user.email ada@example.org"):
        world.run("git", *command.split())
    editor = world.script(
        "fake-editor",
        f'#!/bin/sh\nprintf "Mend it\\n\\n{RUDE}\\n\\n" | cat - "$1" > "$1.new"\nmv "$1.new" "$1"\n',
    )
    terminal.start("git commit --allow-empty", GIT_EDITOR="tonecheck-edit", TONECHECK_EDITOR=editor)
    screen = terminal.wait("[r]ewrite")
    assert "COMMIT_EDITMSG:3:" in screen
    terminal.type("r")
    terminal.wait("[u]ndo")
    terminal.type("a")
    terminal.wait("code 0")
    message = world.run("git", "log", "-1", "--format=%B").stdout.decode()
    assert message.startswith("Mend it\n\n")
    assert "useless" not in message
    assert "#" not in message


@pytest.mark.parametrize(
    ("key", "mark", "shown"),
    [("commentChar", ";", ";"), ("commentChar", "auto", ";"), ("commentString", "//", "//")],
)
def test_comments_are_those_of_the_repository(world, key, mark, shown):
    needs("git")
    world.run("git", "init", "-q")
    world.run("git", "config", f"core.{key}", mark)
    world.file("COMMIT_EDITMSG", f"#12 is mended\n\n{shown} you are useless\n")
    done = world.run("setsid", "--wait", "tonecheck-edit", "COMMIT_EDITMSG", EDITOR="true")
    assert (done.returncode, done.stderr) == (0, b"")


def test_git_commit_is_called_off_where_nobody_can_be_asked(world):
    needs("git")
    for command in ("init -q", "config user.name Ada", "config user.email ada@example.org"):
        world.run("git", *command.split())
    editor = world.script("fake-editor", f'#!/bin/sh\necho "{RUDE}" > "$1"\n')
    command = ["setsid", "--wait", "git", "commit", "--allow-empty"]
    done = world.run(*command, GIT_EDITOR="tonecheck-edit", TONECHECK_EDITOR=editor)
    assert done.returncode != 0
    assert b"(hostile.you-are-insult-adjective)" in done.stderr
    assert (world.home / ".git/COMMIT_EDITMSG").read_text() == f"{RUDE}\n"


def test_it_does_not_call_itself(world, draft):
    edit = "tonecheck-edit"
    editor = writes(world, "Thanks.\n")
    done = world.run(
        edit, "draft", TONECHECK_EDITOR=edit, VISUAL=f"{edit} --profile general", EDITOR=editor
    )
    assert done.returncode == 0, done.stderr
    assert draft.read_text() == "Thanks.\n"


def test_a_crontab_goes_through_untouched(world):
    world.file("crontab.Xy12/crontab", "")
    editor = writes(world, "* * * * * echo you are useless\n")
    done = world.run("setsid", "--wait", "tonecheck-edit", "crontab.Xy12/crontab", EDITOR=editor)
    assert (done.returncode, done.stderr) == (0, b"")
