from __future__ import annotations

import mailbox
from pathlib import Path

import pytest
from click.testing import CliRunner

from tonecheck.errors import ConfigError, ExtractError
from tonecheck.frontends.cli import main
from tonecheck.frontends.sources import paths, read_message

HEAD = "From: a@example.org\nSubject: x\n"
CALM = f"{HEAD}\nThank you, Friday suits me.\n"
RUDE = f"{HEAD}\nYou are a useless idiot.\n>From here on, nobody helps.\n"
UNREADABLE = f"{HEAD}Content-Type: image/png\n\nx\n"


@pytest.fixture
def mbox(tmp_path: Path) -> str:
    path = tmp_path / "box.mbox"
    path.write_text("".join(f"From a@example.org Mon May 4 10:12:00 2026\n{mail}\n"
                            for mail in (CALM, UNREADABLE, RUDE)), encoding="utf-8")  # fmt: skip
    return str(path)


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    box = mailbox.Maildir(tmp_path / "Mail", create=True)
    box.add(RUDE)
    box.add_folder("Sent").add(CALM)
    (tmp_path / "Mail/cur/.hidden").write_text("no mail", encoding="utf-8")
    return tmp_path / "Mail"


def test_each_mail_of_an_mbox_has_a_name(mbox):
    assert paths([mbox]) == [f"{mbox}#1", f"{mbox}#2", f"{mbox}#3"]
    assert paths([f"{mbox}#3"]) == [f"{mbox}#3"]
    assert read_message(f"{mbox}#1").source.strip() == "Thank you, Friday suits me."


def test_the_mark_that_mbox_files_set_before_from_is_no_quotation(mbox):
    assert "From here on" in read_message(f"{mbox}#3").text
    assert ">" not in read_message(f"{mbox}#3").source


def test_each_mail_of_a_maildir_and_its_folders_is_a_mail(maildir):
    rude, calm = paths([str(maildir)])
    assert "idiot" in read_message(rude).text
    assert Path(calm).parent.parent.name == ".Sent"
    assert read_message(calm).source.strip() == "Thank you, Friday suits me."


def test_a_mail_that_cannot_be_read_is_one_line_and_the_rest_goes_on(mbox):
    result = CliRunner().invoke(main, ["check", mbox, "--format", "jsonl"])
    assert result.exit_code == 2
    lines = result.stderr.strip().split("\n")
    assert lines == [f"tonecheck: {mbox}#2: has no text/plain or text/html part; expected one"]
    assert ['"error":' in line for line in result.stdout.splitlines()] == [False, True, False]


def test_checking_a_mailbox_changes_nothing_in_it(mbox, maildir):
    before = {path: path.read_bytes() for path in maildir.parent.rglob("*") if path.is_file()}
    CliRunner().invoke(main, ["check", mbox, str(maildir)])
    after = {path: path.read_bytes() for path in maildir.parent.rglob("*") if path.is_file()}
    assert after == before


def test_a_projects_configuration_does_not_speak_for_a_mail_in_a_mailbox(mbox, maildir):
    project = Path(mbox).parent / ".tonecheck.toml"
    project.write_text('ignore = ["hostile"]\n', encoding="utf-8")
    for source in (f"{mbox}#3", str(maildir)):
        assert CliRunner().invoke(main, ["check", source]).exit_code == 1


def test_a_number_past_the_last_mail_is_one_clear_line(mbox):
    with pytest.raises(ExtractError, match=r"box.mbox#4: does not exist; .*box.mbox has 3 mails$"):
        read_message(f"{mbox}#4")


def test_a_name_with_a_number_sign_may_be_a_file(tmp_path):
    (tmp_path / "box.mbox").write_text("From a\n\nx", encoding="utf-8")
    (tmp_path / "box.mbox#1").write_text("Hello", encoding="utf-8")
    assert read_message(str(tmp_path / "box.mbox#1")).source == "Hello"


def test_a_file_that_is_no_mbox_is_one_clear_line(tmp_path):
    path = tmp_path / "box.mbox"
    path.write_text("Hello\n", encoding="utf-8")
    with pytest.raises(ExtractError, match="holds no mail; expected an mbox file"):
        paths([str(path)])
    path.write_text("", encoding="utf-8")
    assert paths([str(path)]) == []
    with pytest.raises(ConfigError, match="does not exist"):
        paths([str(tmp_path / "no.mbox#1")])
