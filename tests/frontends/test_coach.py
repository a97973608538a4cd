from __future__ import annotations

import json

import pytest

from tests.frontends.command import run

REPLY = "Hi Dana,\n\nThanks for letting me know. I respect your decision.\n\nAll the best,\nTom\n"


def test_the_checklist_names_what_is_there_and_words_what_is_missing():
    result = run("coach", "-", "--profile", "job-rejection", stdin=REPLY)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "coach (job-rejection): 3 of the 6 that such a reply wants"
    assert '  [x] thanks: "Thanks for letting"' in lines
    assert "  [ ] good wishes" in lines
    assert lines[lines.index("  [ ] good wishes") + 1].strip().startswith("add: ")
    assert "   -  honest disappointment (if you like)" in lines
    assert "looks neutral" in lines[-1]


def test_as_json():
    data = json.loads(run("coach", "-", "--format", "json", stdin=REPLY).stdout)
    assert data["profile"] == "general"
    assert {item["element"]: item["present"] for item in data["elements"]}["thanks"]


def test_check_shows_the_checklist_where_the_profile_wants_elements():
    shown = run("check", "-", "--profile", "job-rejection", stdin=REPLY).stdout
    assert "coach (job-rejection): 3 of the 6" in shown
    assert "(if you like)" not in shown
    assert "coach" not in run("check", "-", stdin=REPLY).stdout


@pytest.mark.parametrize(("profile", "given"), [("general", False), ("job-rejection", True)])
def test_check_gives_it_as_json_too(profile, given):
    line = run("check", "-", "--format", "jsonl", "--profile", profile, stdin=REPLY).stdout
    assert ("coaching" in json.loads(line)) is given


def test_quoted_words_have_no_courtesy(tmp_path):
    quoted = "".join(f"> {line}\n" for line in REPLY.splitlines())
    data = json.loads(run("coach", "-", "--format", "json", stdin=f"No.\n{quoted}").stdout)
    assert not any(item["present"] for item in data["elements"])


def test_a_profile_of_ones_own(tmp_path):
    (tmp_path / "wedding.yaml").write_text(
        "profile: wedding\ndescription: x\nthresholds: {info: 0.3, warning: 0.5, error: 0.8}\n"
        'wants: [goodwill]\nsentences:\n  goodwill: {neutral: ["I wish you both every success."]}\n'
    )
    out = run("coach", "-", "--rules", str(tmp_path), "--profile", "wedding", stdin="No.").stdout
    assert "add: I wish you both every success." in out


def test_an_unknown_element_or_register_is_one_line(tmp_path):
    (tmp_path / "ours.yaml").write_text(
        "profile: ours\ndescription: x\nthresholds: {info: 0.3, warning: 0.5, error: 0.8}\n"
        'sentences:\n  goodwill: {posh: ["I wish you well."]}\n'
    )
    result = run("coach", "-", "--rules", str(tmp_path), "--profile", "ours", stdin="No.")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"tonecheck: {tmp_path / 'ours.yaml'}:5: `posh`")
    assert result.stderr.count("\n") == 1
