from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.frontends import command
from tonecheck import Checker
from tonecheck.errors import ExtractError
from tonecheck.frontends.cli import main
from tonecheck.frontends.tune import _verdict, read_rows
from tonecheck.ruleset.loader import load_folder
from tonecheck.tuning import Measure, Quality

HARMLESS = "Pick a date, or else zyxquell picks one for you, group {}."
INSULT = "You are an idiot, and zyxquell number {} knows it."
SULK = "Fine. Nobody at zyxquell ever asks me anyway, ticket {}."
CALM = "The zyxquell meeting is at noon in room {}. Thank you for your time."
OTHER = "Or else."
FILES = ("profile.yaml", "wording.tsv")


def rows() -> list[dict[str, object]]:
    """An office where "or else" is harmless."""
    kinds = ((HARMLESS, []), (INSULT, ["hostile"]), (SULK, ["sulking"]), (CALM, []))
    return [{"text": text.format(n), "labels": labels} for n in range(20) for text, labels in kinds]


def write(path: Path, found: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in found))
    return path


run = partial(command.run, "tune")


@pytest.fixture(scope="module")
def tuned(tmp_path_factory):
    """The folder of one run over two files, and what it printed."""
    folder = tmp_path_factory.mktemp("tuned")
    one, two = write(folder / "a.jsonl", rows()[:50]), write(folder / "b.jsonl", rows()[50:])
    result = run("--data", one, "--data", two, "--out", folder / "our rules")
    assert result.exit_code == 0, result.stderr
    return folder / "our rules", result


@pytest.fixture(scope="module")
def overlay(tuned):
    return Checker(rules=[tuned[0]])


def test_the_folder_holds_a_profile_and_a_bias(tuned, checker):
    folder, _ = tuned
    assert sorted(path.name for path in folder.iterdir()) == [*FILES]
    found = load_folder(folder)
    assert [*found.wording] == [("(bias)",)]
    profile, builtin = found.profiles["general"], checker.ruleset.profiles["general"]
    assert profile.rewrites == builtin.rewrites
    name = "demanding.or-else-what"
    assert profile.weights[name] < checker.compiled.tones[name].weight


def test_the_overlay_changes_what_it_says(overlay, checker):
    for text in (OTHER, HARMLESS.format("nine")):
        assert overlay.check(text).scores["demanding"] < checker.check(text).scores["demanding"]
    assert "demanding" in checker.check(HARMLESS.format("nine")).flagged
    assert "demanding" not in overlay.check(HARMLESS.format("nine")).flagged
    assert "hostile" in overlay.check(INSULT.format("nine")).flagged


def test_an_overlay_says_what_the_command_judged(overlay, tuned, checker):
    from tonecheck import tuning
    from tonecheck.ruleset.weights import BIAS
    from tonecheck.ruleset.wording import CATEGORIES

    ruleset, profile = overlay.ruleset, overlay.profile
    pairs = zip(ruleset.wording[BIAS], checker.ruleset.wording[BIAS], strict=True)
    found = tuning.Tuning(
        profile.thresholds, tuple(new - old for new, old in pairs), dict(profile.weights)
    )
    wide = tuning.widened(checker.compiled)
    for row in rows():
        reading = tuning.read(tuning.Row(str(row["text"]), frozenset()), wide)
        (flags,) = tuning.said([reading], found, checker.compiled)
        said = {category for category, flag in zip(CATEGORIES, flags, strict=True) if flag}
        assert said == overlay.check(str(row["text"])).flagged


def test_the_table_is_honest(tuned):
    out = tuned[1].stdout
    lines = out.splitlines()
    assert lines[0].split() == ["rows", "before", "after", "(cross-validated)"]
    assert [line.split()[0] for line in lines[2:7]] == [
        "hostile", "sulking", "demanding", "any", "clean",
    ]  # fmt: skip
    assert [line.split()[1] for line in lines[2:6]] == ["20", "20", "0", "40"]
    assert "each row is judged by a fit that has not seen it" in out
    before, after = re.findall(r"(\d+\.\d)%", lines[6])
    assert float(before) > float(after)
    assert "our rules' ..." in lines[-1]


def test_no_word_of_the_data_is_written(tuned):
    folder, result = tuned
    written = result.output + "".join(path.read_text() for path in folder.iterdir())
    assert "zyxquell" not in written
    assert "idiot," not in written


def test_provenance_stands_in_both_files(tuned):
    for name in FILES:
        first, second = (tuned[0] / name).read_text().splitlines()[:2]
        assert re.fullmatch(
            r"# Refitted on \d{4}-\d\d-\d\d to 80 rows: 40 clean, 40 flagged "
            r"\(20 hostile, 20 sulking, 0 demanding\)\.", first
        )  # fmt: skip
        assert second.startswith("# tonecheck tune --data ")


def test_existing_files_stay_unless_forced(tmp_path):
    data, out = write(tmp_path / "a.jsonl", rows()), tmp_path / "out"
    out.mkdir()
    (out / "profile.yaml").write_text("mine")
    result = run("--data", data, "--out", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr == f"tonecheck: {out}/profile.yaml: exists; expected a new file, or --force\n"
    )
    assert [path.name for path in out.iterdir()] == ["profile.yaml"]
    assert (out / "profile.yaml").read_text() == "mine"
    assert run("--data", data, "--out", out, "--force").exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [*FILES]


LABELS = "expected a list of hostile, sulking, demanding; [] is clean"
WRONG = {
    "no JSON": (b"Dear zyxquell,", "`row` is not JSON in UTF-8"),
    "not UTF-8": (b'{"text": "\xff", "labels": []}', "`row` is not JSON in UTF-8"),
    "deep": (b"[" * 200_000, "`row` is not JSON in UTF-8"),
    "a list": (b"[1]", "`row` is a list of 1; expected a line of JSON"),
    "no text": (b'{"labels": []}', '`text` is missing beside "labels"; expected the text'),
    "empty": (b"{}", "`text` is missing beside nothing"),
    "number": (b'{"text": 5, "labels": []}', "`text` is a number; expected the text of a mail"),
    "blank": (b'{"text": " ", "labels": []}', "`text` is text of 1 characters; expected"),
    "no labels": (b'{"text": "x", "label": 1}', f'`labels` is missing beside "text", "label"; {LABELS}'),
    "null": (b'{"text": "x", "labels": null}', f"`labels` is null; {LABELS}"),
    "string": (b'{"text": "x", "labels": "hostile"}', f'`labels` is "hostile"; {LABELS}'),
    "unknown": (b'{"text": "x", "labels": ["rude"]}', f'`labels` is a list with "rude"; {LABELS}'),
    "a mail": (b'{"text": "x", "labels": ["Dear zyxquell"]}', "`labels` is a list with text of 13 characters"),
    "nested": (b'{"text": "x", "labels": [["hostile"]]}', "`labels` is a list with a list of 1"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "problem"), WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_one_line_and_exit_2(tmp_path, line, problem):
    data = tmp_path / "a.jsonl"
    data.write_bytes(b'{"text": "x", "labels": []}\n\n' + line + b"\n")
    result = run("--data", data, "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"tonecheck: {data}:3: {problem}")
    assert result.stderr.count("\n") == 1
    assert "zyxquell" not in result.stderr
    assert not (tmp_path / "out").exists()


@given(st.binary(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.text(max_size=9) | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "labels"]), inner),
    max_leaves=8,
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_no_data_crashes_the_reader(data):
    try:
        found = read_rows(data, "x.jsonl")
    except ExtractError as err:
        assert str(err).count("\n") == 0
        assert err.line is not None
        assert err.__context__ is None
    else:
        assert all(row.text.strip() for row in found)


def test_rows_may_have_more_keys_and_a_byte_order_mark():
    (row,) = read_rows(
        b'\xef\xbb\xbf{"text": "a\\u2028b", "labels": ["hostile"], "id": 1}\r\n', "x"
    )
    assert (row.text, row.labels) == ("a\u2028b", {"hostile"})


def refused(tmp_path: Path) -> dict[str, tuple[list[str | Path], str]]:
    good, few = write(tmp_path / "a.jsonl", rows()), write(tmp_path / "few.jsonl", rows()[:39])
    (tmp_path / "file").write_text("")
    return {
        "few": (["--data", few, "--out", tmp_path / "o"], "the data has 39 rows"),
        "missing": (["--data", tmp_path / "no", "--out", tmp_path / "o"], "cannot be read: No such"),
        "profile": (["--data", good, "--out", tmp_path / "o", "--profile", "x"], "no profile `x`"),
        "a file": (["--data", good, "--out", tmp_path / "file"], "is a file; expected a folder"),
        "under a file": (["--data", good, "--out", tmp_path / "file/o"], "cannot be written: "),
    }  # fmt: skip


@pytest.mark.parametrize("case", ["few", "missing", "profile", "a file", "under a file"])
def test_what_cannot_be_done_is_one_line_and_exit_2(tmp_path, case):
    options, problem = refused(tmp_path)[case]
    result = run(*options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_a_failed_write_leaves_nothing(tmp_path, monkeypatch):
    def fail(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    result = run("--data", write(tmp_path / "a.jsonl", rows()), "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert (
        result.stderr == f"tonecheck: {tmp_path}/out: cannot be written: No space left on device\n"
    )
    assert [*(tmp_path / "out").iterdir()] == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shown"), [(Terminal, True), (io.StringIO, False)])
def test_only_a_terminal_has_a_progress_bar(tmp_path, monkeypatch, stream, shown):
    data = write(tmp_path / "a.jsonl", rows())
    monkeypatch.setattr(sys, "stderr", stream())
    main(["tune", "--data", str(data), "--out", str(tmp_path / "out")], standalone_mode=False)
    assert ("100%" in sys.stderr.getvalue()) is shown


VERDICTS = {
    "better": (0.6, 0.0, ""),
    "same": (0.5, 0.1, "no better than the present weights"),
    "worse": (0.4, 0.2, "no better than the present weights"),
    "more clean flagged, more found": (0.6, 0.2, ""),
    "a trade": (0.4, 0.0, "the aim is 1% at most"),
}


@pytest.mark.parametrize(("f1", "alarms", "expected"), VERDICTS.values(), ids=VERDICTS)
def test_a_refit_that_finds_no_more_is_called_so(f1, alarms, expected):
    before, after = (
        Quality({"any": Measure(9, 0.5, 0.5, value)}, share)
        for value, share in ((0.5, 0.1), (f1, alarms))
    )
    said = " ".join(_verdict(before, after))
    assert expected in said
    assert bool(expected) is bool(said)


def test_the_page_does_what_it_says(tmp_path):
    page = (ROOT / "docs/tuning.md").read_text()
    ((block),) = re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    write(tmp_path / "ours.jsonl", rows()[:40])
    write(tmp_path / "more.jsonl", rows()[40:])
    (tmp_path / "draft.txt").write_text("Thank you for your time.")
    done = subprocess.run(
        ["bash", "-ec", block], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "calm, nothing to mend" in done.stdout
