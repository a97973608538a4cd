"""`tonecheck filter` and the hook for git send-email, each by its standard streams."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.gate.mails import ANGRY, CALM

PATCH = b"""From 1a2b3c4d Mon Sep 17 00:00:00 2001
From: Ada <ada@example.org>
Date: Wed, 25 Nov 2026 10:00:00 +0000
Subject: [PATCH] Say what is wrong

%s
---
 x.py | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/x.py b/x.py
index 1a2b3c4..5d6e7f8 100644
--- a/x.py
+++ b/x.py
@@ -1 +1 @@
-raise ValueError("You are useless")
+raise ValueError("no charset")
--\x20
2.39.5
"""


@pytest.mark.parametrize("mail", [CALM, CALM.replace(b"\n", b"\r\n"), b"To: a@b\n\n\x00\xff"])
def test_a_calm_mail_comes_out_as_it_went_in(world, mail):
    done = world.run("tonecheck", "filter", stdin=mail)
    assert (done.returncode, done.stdout, done.stderr) == (0, mail, b"")


def test_of_an_angry_one_nothing_comes_out(world):
    done = world.run("tonecheck", "filter", stdin=ANGRY)
    assert (done.returncode, done.stdout) == (65, b"")
    assert b"(hostile.nothing-but-a-verdict)" in done.stderr


def test_in_a_pipeline_nothing_is_sent(world, recorder):
    line = f"tonecheck filter < draft > checked && {recorder.program} < checked"
    for mail, sent in ((ANGRY, []), (CALM, [CALM])):
        (world.home / "draft").write_bytes(mail)
        world.run("sh", "-c", line)
        assert recorder.mails == sent


@pytest.mark.parametrize("wrong", [["--bogus"], ["--fail-on", "never"], ["draft.eml"]])
def test_wrong_options_are_64_and_nothing_comes_out(world, wrong):
    done = world.run("tonecheck", "filter", *wrong, stdin=CALM)
    assert (done.returncode, done.stdout) == (64, b"")


def test_a_full_disk_is_74(world):
    done = world.run("tonecheck", "filter", stdin=CALM, stdout="/dev/full")
    assert done.returncode == 74
    assert done.stderr == b"tonecheck: not sent: No space left on device\n"


def test_a_reader_that_has_gone_is_74(world):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        ["tonecheck", "filter"], input=CALM, stdout=write, stderr=subprocess.PIPE,
        env=world.env, check=False,
    )  # fmt: skip
    os.close(write)
    assert done.returncode == 74


@pytest.mark.parametrize("headers", [[], ["headers"]], ids=["one-argument", "two-arguments"])
@pytest.mark.parametrize(
    ("words", "code"), [(b"The message was unclear.", 0), (b"You are useless.", 1)]
)
def test_the_hook_checks_the_words_of_a_patch_and_not_its_diff(world, headers, words, code):
    (world.home / "0001.patch").write_bytes(PATCH % words)
    done = world.run("tonecheck", "sendemail-validate", "0001.patch", *headers)
    assert done.returncode == code, done.stderr


def test_the_hook_fails_for_a_file_that_is_not_there(world):
    done = world.run("tonecheck", "sendemail-validate", "nothing.patch")
    assert (done.returncode, done.stderr) == (
        2,
        b"tonecheck: nothing.patch: cannot be read: No such file or directory\n",
    )
