from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.frontends.command import run

RULES = """
category: hostile
rules:
  - id: hostile.wombat
    weight: 0.9
    message: "Wombats."
    why: "Wombats."
    patterns: ["wombat"]
    replace: span
    safe: true
    rewrite: ["koala"]
    examples: {bad: ["The [[wombat]] came.", "See the [[wombat]]."], good: ["The koala came.", "A bat."]}
  - id: hostile.dingo
    weight: 0.9
    message: "Dingos."
    why: "Dingos."
    patterns: ["dingo"]
    rewrite: ["A friend came."]
    examples: {bad: ["The [[dingo]] came.", "See the [[dingo]]."], good: ["The dog came.", "A friend came."]}
"""


@pytest.fixture
def folder(rule_folder, tmp_path):
    rule_folder(RULES, "animals.yaml")
    return tmp_path


def fix(folder, name: str, data: bytes, *options: str):
    path = folder / name
    path.write_bytes(data)
    rules = ("--select", "hostile.wombat", "--select", "hostile.dingo")
    result = run("check", str(path), "--rules", str(folder / "animals.yaml"), *rules, *options)
    return result, path.read_bytes()


def test_fix_applies_what_is_safe_and_says_what_is_left(folder):
    result, data = fix(folder, "x.txt", b"The wombat left.\r\nThe dingo came.", "--fix")
    assert data == b"The koala left.\r\nThe dingo came."
    assert result.exit_code == 1
    last = result.stdout.splitlines()[-1]
    assert last == "Fixed 1 finding (1 left, 1 of them for --unsafe-fixes to try)."


def test_unsafe_fixes_are_made_on_request_and_the_exit_code_is_that_of_what_is_left(folder):
    result, data = fix(folder, "x.txt", b"The wombat left.\nThe dingo came.\n", "--unsafe-fixes")
    assert data == b"The koala left.\nA friend came.\n"
    assert result.exit_code == 0
    assert result.stdout.endswith("calm, nothing to mend.\nFixed 2 findings (0 left).\n")


def test_a_second_run_changes_nothing(folder):
    _, once = fix(folder, "x.txt", b"The wombat left. The dingo came.\n", "--unsafe-fixes")
    result, twice = fix(folder, "x.txt", once, "--unsafe-fixes")
    assert twice == once
    assert "Fixed 0 findings" in result.stdout


def test_without_fix_nothing_is_written_or_counted(folder):
    result, data = fix(folder, "x.txt", b"The wombat left.\n")
    assert data == b"The wombat left.\n"
    assert "Fixed" not in result.stdout


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b"")],
)
def test_encoding_mark_and_line_ends_stay(folder, encoding, mark):
    before = mark + "“The wombat” left – ça va.\r\nBye".encode(encoding)
    after = mark + "“The koala” left – ça va.\r\nBye".encode(encoding)
    assert fix(
        folder, "x.txt", before.replace("“".encode(encoding), "‘".encode(encoding)), "--fix"
    )[1] == after.replace("“".encode(encoding), "‘".encode(encoding))


def test_quoted_lines_and_signatures_stay(folder):
    before = b"The wombat left.\n\n> The wombat left.\n\n-- \nThe wombat\n"
    assert fix(folder, "x.txt", before, "--fix")[1] == before.replace(b"wombat", b"koala", 1)


def test_diff_shows_what_fix_would_do_and_writes_nothing(folder):
    result, data = fix(folder, "x.txt", b"Hi.\nThe wombat left.", "--diff")
    assert data == b"Hi.\nThe wombat left."
    path = folder / "x.txt"
    assert result.stdout == (
        f"--- {path}\n+++ {path}\n@@ -1,2 +1,2 @@\n Hi.\n-The wombat left.\n"
        "\\ No newline at end of file\n+The koala left.\n\\ No newline at end of file\n"
    )
    assert result.stderr == "Would fix 1 finding (0 left).\n"
    assert result.exit_code == 1


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
def test_patch_makes_of_the_diff_what_fix_makes(folder):
    before = b"Hi.\r\nThe wombat left.\r\n\r\nThe dingo came."
    diff = fix(folder, "x.txt", before, "--diff", "--unsafe-fixes")[0].stdout_bytes
    command = ["patch", "--binary", "-s", str(folder / "x.txt")]
    subprocess.run(command, input=diff, check=True)
    patched = (folder / "x.txt").read_bytes()
    assert patched == fix(folder, "x.txt", before, "--unsafe-fixes")[1]


def test_a_diff_of_standard_input_is_shown_and_a_fix_of_it_refused(folder):
    rules = ("--rules", str(folder / "animals.yaml"), "--select", "hostile.wombat")
    shown = run("check", "-", "--diff", *rules, stdin="The wombat left.\n")
    assert "+The koala left." in shown.stdout
    refused = run("check", "-", "--fix", *rules, stdin="The wombat left.\n")
    assert refused.exit_code == 2
    assert "cannot be fixed in place" in refused.stderr
    assert run("check", "-", "--diff", "--format", "json", *rules, stdin="x").exit_code == 2


HEADERS = b"From: a@example.org\r\nSubject:  =?utf-8?q?wombat?=\r\nX-Odd:\tas   it is\r\n"


def test_of_a_mail_only_the_words_change(folder):
    before = HEADERS + b"\r\nThe wombat left.\r\n\r\n> The wombat left.\r\n"
    _, data = fix(folder, "x.eml", before, "--fix")
    assert data == HEADERS + b"\r\nThe koala left.\r\n\r\n> The wombat left.\r\n"


def test_a_mail_that_cannot_be_written_back_keeps_its_findings_with_the_reason(folder):
    headers = HEADERS + b"Content-Transfer-Encoding: base64\r\n\r\n"
    before = headers + b"VGhlIHdvbWJhdCBsZWZ0Lg==\r\n"
    result, data = fix(folder, "x.eml", before, "--fix")
    assert data == before
    assert result.exit_code == 1
    assert 'not fixed hostile.wombat "wombat": cannot be written back: ' in result.stdout
    assert "the body is encoded as base64; expected 7bit or 8bit" in result.stdout
    assert "Fixed 0 findings (1 left)." in result.stdout


@pytest.mark.parametrize("name", ["box.mbox", "Maildir/cur/1:2,S"])
def test_a_mail_in_a_mailbox_is_reported_and_left_alone(folder, name):
    for part in ("cur", "new", "tmp"):
        (folder / "Maildir" / part).mkdir(parents=True)
    before = b"From a@example.org Mon May  4 10:12:00 2026\n" * name.endswith("mbox")
    before += b"From: a@example.org\n\nThe wombat left.\n"
    result, data = fix(folder, name, before, "--fix")
    assert data == before
    assert result.exit_code == 1
    assert "cannot be written back: mailboxes are only read" in result.stdout


def test_of_a_page_only_the_words_change(folder):
    before = b"<p class='wombat'>The <b>big</b> wombat left.</p>\n"
    _, data = fix(folder, "x.html", before, "--fix")
    assert data == before.replace(b" wombat left", b" koala left")


def test_of_a_template_the_placeholders_stay(folder):
    before = b"<p>The wombat, {{ wombat }}, left {{ day|wombat }}.</p>\n"
    result, data = fix(folder, "x.html.j2", before, "--unsafe-fixes")
    assert data == before.replace(b"The wombat", b"The koala")
    assert result.exit_code == 0


def test_the_form_that_was_asked_for_holds_for_what_is_written(folder):
    before = HEADERS + b"\r\nThe wombat left.\r\n"
    _, data = fix(folder, "x.txt", before, "--fix", "--as", "mail")
    assert data == before.replace(b"The wombat", b"The koala")


def test_beside_data_what_was_fixed_is_said_aside(folder):
    result, _ = fix(folder, "x.txt", b"The wombat left.\n", "--fix", "--format", "jsonl")
    assert json.loads(result.stdout)["findings"] == []
    assert result.stderr == "Fixed 1 finding (0 left).\n"


def test_a_file_that_may_not_be_written_is_an_error_and_the_rest_goes_on(folder):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("The wombat left.\n")
    (folder / "a.txt").chmod(0o444)
    rules = ("--rules", str(folder / "animals.yaml"), "--select", "hostile.wombat")
    result = run("check", str(folder / "a.txt"), str(folder / "b.txt"), "--fix", *rules)
    assert result.exit_code == 2
    assert "a.txt: is read-only" in result.stderr
    assert (folder / "a.txt").read_text() == "The wombat left.\n"
    assert (folder / "b.txt").read_text() == "The koala left.\n"
    assert "Fixed 1 finding (0 left)." in result.stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I HAVE NOT HEARD BACK.", "I have not heard back."),
        ("CAN YOU CALL ME BACK ON MONDAY?", "Can you call me back on Monday?"),
        ("CAN YOU CALL BOB BACK?", "CAN YOU CALL BOB BACK?"),
        ("You are late again!!!", "You are late again!"),
        ("The goddamn form is gone again!!!", "The form is gone again!"),
        ("Answer by Friday or else.", "Answer by Friday or else."),
    ],
)
def test_the_built_in_rules_lower_their_voice_and_change_no_meaning(tmp_path, before, after):
    path = tmp_path / "letter.txt"
    path.write_text(before)
    run("check", "--fix", str(path))
    assert path.read_text() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{% trans "{}" %}', '{% trans "{}" %}'),
        ("{{ _('{}') }}", "{{ _('{}') }}"),
        ("<%= t(`{}`) %>", "<%= t(`{}`) %>"),
    ],
)
@pytest.mark.parametrize("fixing", ["--fix", "--unsafe-fixes"])
def test_a_sentence_in_a_tag_is_fixed_and_its_tag_is_not(tmp_path, before, after, fixing):
    draft = tmp_path / "late.html.j2"
    draft.write_text(before.replace("{}", "Answer by Friday or else!!!"))
    run("check", draft, fixing)
    head, tail = after.split("{}")
    text = draft.read_text()
    assert text.startswith(head)
    assert text.endswith(tail)
    assert "!!!" not in text


@pytest.mark.parametrize(("quote", "mended"), [('"', True), ("`", True), ("'", False)])
def test_a_fix_that_would_end_the_string_it_stands_in_is_not_made(
    rule_folder, tmp_path, quote, mended
):
    rule_folder(RULES.replace('["koala"]', '["koala\'s cub"]'), "animals.yaml")
    source = f"{{{{ _({quote}The wombat came.{quote}) }}}}\n"
    result, data = fix(tmp_path, "note.txt.j2", source.encode(), "--fix")
    assert data.decode() == (source.replace("wombat", "koala's cub") if mended else source)
    assert result.exit_code == (0 if mended else 1)
