from __future__ import annotations

import errno
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from tests.frontends.command import run
from tonecheck import check as check_text
from tonecheck.frontends.cli import main

ANGRY = "Hi Bob,\n\nAnswer by Friday or else.\n"


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(ANGRY)
    return path


def test_a_clean_file_exits_0(tmp_path):
    (tmp_path / "calm.txt").write_text("Thank you for your time.\n")
    result = run("check", str(tmp_path / "calm.txt"))
    assert result.exit_code == 0
    assert "calm, nothing to mend. It has thanks." in result.stdout


def test_findings_exit_1_with_the_line_a_caret_and_advice(draft):
    result = run("check", str(draft))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"{draft}:3:18: demanding error demanding.or-else"
    assert lines[1] == "    3 | Answer by Friday or else."
    assert lines[2] == "      |                  ^^^^^^^"
    assert any(line.strip().startswith("why: ") for line in lines)
    assert any(line.strip().startswith("try: ") for line in lines)


def test_fail_on_moves_the_exit_code(tmp_path):
    path = tmp_path / "mild.txt"
    path.write_text(ANGRY)
    assert run("check", str(path), "--fail-on", "error").exit_code == 1
    path.write_text("Thank you for your time.")
    assert run("check", str(path), "--fail-on", "info").exit_code == 0


def test_standard_input(draft):
    assert run("check", "-", stdin=ANGRY).exit_code == 1


def test_json_and_jsonl(draft):
    one = json.loads(run("check", str(draft), "--format", "json").stdout)
    (source,) = one["sources"]
    assert (source["path"], source["findings"][0]["line"]) == (str(draft), 3)
    line = run("check", str(draft), "--format", "jsonl").stdout
    assert json.loads(line) == source
    assert line.isascii()


def test_show_dropped_gives_reasons(tmp_path):
    path = tmp_path / "quoted.txt"
    path.write_text('The song is called "or else".\n')
    result = run("check", str(path), "--show-dropped")
    assert 'dropped demanding.or-else "or else" (quotation' in result.stdout
    data = json.loads(run("check", str(path), "--show-dropped", "--format", "json").stdout)
    assert data["sources"][0]["dropped"]


def test_select_and_ignore(draft):
    assert run("check", str(draft), "--select", "hostile").exit_code == 0
    result = run("check", str(draft), "--ignore", "demanding.*")
    assert result.exit_code == 0
    assert 'suppressed demanding.or-else "or else" (config: ignore)' in result.stdout


def test_folders_and_many_files(tmp_path):
    (tmp_path / "a.txt").write_text(ANGRY)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/b.eml").write_bytes(b"Subject: x\n\nOr else!\n\n> or else\n")
    (tmp_path / "sub/c.png").write_bytes(b"\x89PNG\0")
    (tmp_path / ".hidden.txt").write_text(ANGRY)
    result = run("check", str(tmp_path), "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["path"].removeprefix(str(tmp_path)) for row in rows] == ["/a.txt", "/sub/b.eml"]
    assert [len(row["findings"]) for row in rows] == [1, 1]


ERRORS = {
    "missing": ("{tmp}/nope.txt", "does not exist; expected a file, a folder or -"),
    "binary": ("{tmp}/logo.png", "holds NUL bytes; expected text"),
    "no mail": ("{tmp}/image.eml", "has no text/plain or text/html part"),
}


@pytest.mark.parametrize(("name", "problem"), ERRORS.values(), ids=ERRORS)
def test_bad_input_is_one_line_and_exit_2(tmp_path, name, problem):
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "image.eml").write_bytes(b"Content-Type: image/png\n\nxx")
    result = run("check", name.format(tmp=tmp_path))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


def test_one_unreadable_file_does_not_stop_the_others(tmp_path, draft):
    (tmp_path / "logo.txt").write_bytes(b"\0\0")
    result = run("check", str(tmp_path / "logo.txt"), str(draft))
    assert result.exit_code == 2
    assert "demanding.or-else" in result.stdout


OPTIONS = [
    ("--profile", "nope"),
    ("--rules", "/nowhere"),
    ("--select", "nope"),
    ("--ignore", "x.y"),
]


@pytest.mark.parametrize("option", OPTIONS, ids=[name for name, _ in OPTIONS])
def test_a_wrong_option_is_one_line_and_exit_2(draft, option):
    result = run("check", str(draft), *option)
    assert result.exit_code == 2
    assert result.stderr.startswith("tonecheck: ")
    assert result.stderr.count("\n") == 1


def test_no_sources_is_a_usage_error():
    assert run("check").exit_code == 2


def test_control_characters_are_written_out(tmp_path):
    path = tmp_path / "esc.txt"
    path.write_text("\x1b]0;title\x07 Answer, or\u200b else! \u202eabc\n")
    out = run("check", str(path)).stdout
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b]0;title\\x07" in out


def test_carets_stand_under_wide_characters(tmp_path):
    path = tmp_path / "wide.txt"
    path.write_text("你好, or else!\n")
    lines = run("check", str(path)).stdout.splitlines()
    assert lines[2] == "      |       ^^^^^^^"


def test_of_a_line_a_little_too_long_only_what_does_not_fit_is_left_out(tmp_path):
    words = "The minutes of the meeting came on Monday, and you are useless as usual."
    (tmp_path / "x.txt").write_text(words + "." * 3)
    excerpt = run("check", str(tmp_path / "x.txt")).stdout.splitlines()[1]
    assert excerpt == f"    1 | …{words[4:]}..."
    assert len(excerpt) == 80


def test_a_long_line_is_shown_around_its_finding(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("word " * 60 + "you useless idiot" + " word" * 60)
    lines = run("check", str(path)).stdout.splitlines()
    assert len(lines[1]) < 110
    assert lines[1][lines[2].index("^") :].startswith("you useless idiot")


def test_rewrite_prints_the_draft(draft):
    assert run("rewrite", str(draft)).stdout == check_text(ANGRY).rewritten


def test_rewrite_keeps_line_endings_and_quotes(tmp_path):
    path = tmp_path / "crlf.txt"
    path.write_bytes(b"Hi,\r\n\r\nAnswer, or else!\r\n> or else\r\n")
    out = CliRunner().invoke(main, ["rewrite", str(path)]).stdout_bytes
    assert out.startswith(b"Hi,\r\n\r\n")
    assert out.endswith(b"\r\n> or else\r\n")


def test_explain_shows_the_manual_page():
    out = run("explain", "demanding.or-else").stdout
    assert out.startswith("demanding.or-else  (demanding, weight ")
    for title in ("What it finds", "Instead", "Not flagged", "Patterns", "Guards", "File"):
        assert title in out
    assert "courtesy: thanks" in run("explain", "gracious.thanks-for").stdout


def test_explain_names_what_is_close():
    result = run("explain", "demanding.or-elze")
    assert result.exit_code == 2
    assert "close: `demanding.or-else`" in result.stderr


def test_rules_list_has_every_rule(checker):
    out = run("rules", "list").stdout
    for rule_id in (*checker.ruleset.rules, *checker.ruleset.courtesies):
        assert rule_id in out


def test_rules_test_runs_the_examples_of_a_folder(tmp_path):
    source = (ROOT / "rules/en/gracious/closing.yaml").read_text()
    (tmp_path / "x.yaml").write_text(source)
    result = run("rules", "test", str(tmp_path))
    assert (result.exit_code, result.stdout) == (0, "1 rule, 0 failing examples\n")
    (tmp_path / "x.yaml").write_text(source.replace("[[Kind regards]]", "[[Kind]] regards"))
    result = run("rules", "test", str(tmp_path))
    assert result.exit_code == 1
    assert "x.yaml:" in result.stderr


def test_rules_schema_is_a_schema():
    assert json.loads(run("rules", "schema").stdout)["title"] == "RuleFile"


def test_tokens_shows_norms():
    assert re.search(r"\"n't\"\s+'not'", run("tokens", "don't").stdout)


@pytest.mark.parametrize("word", ["st*pid", "s.t.u.p.i.d", "stup1d", "stuuuupid"])
def test_tokens_shows_the_word_that_a_disguise_stands_for(word):
    assert run("tokens", word).stdout.split() == [repr(word), "'stupid'"]


def tty(*args: str, **env: str) -> str:
    """What a command prints on a terminal."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tonecheck", *args],
        stdout=follower, stderr=follower, stdin=subprocess.DEVNULL, cwd=ROOT,
        env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm", **env},
    )  # fmt: skip
    os.close(follower)
    pieces = []
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    process.wait()
    os.close(leader)
    return b"".join(pieces).decode()


def test_a_terminal_has_colours_and_no_color_takes_them_away(draft):
    assert "\x1b[33m" in tty("check", str(draft))
    assert "\x1b[" not in tty("check", str(draft), NO_COLOR="1")


@pytest.mark.parametrize("group", [[], ["rules"], ["baseline"], ["draft"], ["hook"]])
def test_the_help_of_a_group_says_whole_sentences(group):
    commands = run(*group, "--help").stdout.partition("Commands:")[2]
    assert commands.count(".") > 0
    assert "..." not in commands


def test_a_slip_in_a_command_names_what_is_close():
    for args, close in ((["chekc"], "check"), (["rules", "tset"], "test")):
        result = run(*args)
        assert result.exit_code == 2
        assert f"No such command '{args[-1]}'; close: `{close}`" in result.stderr


def test_a_full_disk_is_an_error_in_one_line_not_a_finding(draft):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tonecheck", "check", str(draft)],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "tonecheck: output: No space left on device\n")


def test_version():
    assert re.fullmatch(r"tonecheck \d+\.\d+\.\d+\n", run("--version").stdout)


def test_a_form_is_told_by_name_by_an_option_or_by_the_name_of_standard_input(tmp_path):
    words = "You are *so* **useless**.\n"
    (tmp_path / "a.md").write_text(words)
    (tmp_path / "a.data").write_text(words)
    assert run("check", str(tmp_path / "a.md")).exit_code == 1
    assert run("check", str(tmp_path / "a.data"), "--as", "markdown").exit_code == 1
    quoted = "> You are useless.\n\n    You are useless.\n"
    assert run("check", "-", "--stdin-filename", "a.md", stdin=quoted).exit_code == 0
    assert run("check", "-", stdin=quoted).exit_code == 1


def test_folders_are_searched_for_every_form_and_for_catalogues_only_with_keys(tmp_path):
    for name in ("a.html.j2", "b.hbs", "c.mjml", "d.po", "e.yaml", "nginx.conf.j2", "f.py"):
        (tmp_path / name).write_text("")
    (tmp_path / "e.yaml").write_text("a: Answer me or else.\n")
    names = [
        Path(s["path"]).name
        for s in json.loads(run("check", str(tmp_path), "--format", "json").stdout)["sources"]
    ]
    assert names == ["a.html.j2", "b.hbs", "c.mjml", "d.po"]
    keyed = json.loads(run("check", str(tmp_path), "--keys", "a", "--format", "json").stdout)
    assert [Path(s["path"]).name for s in keyed["sources"] if s["findings"]] == ["e.yaml"]


def test_a_catalogue_without_keys_is_one_clear_line(tmp_path):
    (tmp_path / "a.yaml").write_text("a: b\n")
    result = run("check", str(tmp_path / "a.yaml"))
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "a.yaml: is YAML, not all of it mail; expected --keys, such as '*.body'\n"
    )


def test_rewrite_takes_the_same_options():
    source = '{"body": "You are useless."}'
    result = run("rewrite", "-", "--as", "json", "--keys", "body", stdin=source)
    assert "useless" not in json.loads(result.stdout)["body"]


def test_a_text_that_was_not_checked_to_its_end_does_not_pass_in_silence(tmp_path):
    (tmp_path / ".tonecheck.toml").write_text("max-text = 1000\n")
    draft = tmp_path / "long.md"
    draft.write_text("Thank you for your time.\n\n" * 100)
    result = run("check", draft)
    assert result.exit_code == 1
    assert "long.md:77:1: warning truncated" in result.stdout
    assert "see max-text" in result.stdout
    assert "long.md: calm, as far as it was checked." in result.stdout
    sarif = json.loads(run("check", draft, "--format", "sarif").stdout)
    (rule,) = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert "tonecheck explain" not in rule["help"]["text"]
    (source,) = json.loads(run("check", draft, "--format", "json").stdout)["sources"]
    assert source["truncated"] is True
    assert [note["text"] for note in source["notes"]] == [None]
    (tmp_path / ".tonecheck.toml").write_text("max-text = 10000\n")
    assert run("check", draft).exit_code == 0


def test_a_folder_that_cannot_be_read_is_said_and_the_rest_is_checked(tmp_path, monkeypatch):
    for name in ("a/shut/x.txt", "a/open/y.txt", "a/.git/z.txt", "a/open/.w.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("You are useless.\n")
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    result = run("check", tmp_path / "a", "--format", "concise")
    assert result.exit_code == 2
    assert f"tonecheck: {tmp_path}/a/shut: cannot be read: " in result.stderr
    assert [line.split(":")[0] for line in result.stdout.splitlines()[:-1]] == [
        f"{tmp_path}/a/open/y.txt"
    ]
    assert "1 file could not be read" in result.stdout


def test_a_name_that_may_not_even_be_looked_at_is_one_line(tmp_path, monkeypatch):
    def refusing(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("tonecheck.frontends.sources.is_maildir", refusing)
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert result.stderr == f"tonecheck: {tmp_path}: cannot be read: Permission denied\n"
