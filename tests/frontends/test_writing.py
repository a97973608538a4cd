from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tonecheck.errors import ExtractError, WriteError
from tonecheck.frontends.writing import read_original, write_back, write_new, write_whole

OLD, NEW = b"old\r\n", b"new words\r\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tonecheck")]


def test_the_new_text_has_the_mode_of_the_old(file):
    write_back(read_original(str(file)), NEW)
    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o777 == 0o640
    assert not leftovers(file.parent)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_root_leaves_the_owner_as_it_was(file):
    os.chown(file, 12345, 23456)
    write_back(read_original(str(file)), NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_a_symbolic_link_stays_one_and_its_target_changes(file, tmp_path):
    (tmp_path / "there").mkdir()
    link = tmp_path / "there" / "link.txt"
    link.symlink_to("../draft.txt")
    write_back(read_original(str(link)), NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("change", ["longer than it was", "old\n\n", None], ids=str)
def test_a_file_changed_meanwhile_is_left_alone(file, change):
    original = read_original(str(file))
    if change is None:
        file.rename(file.with_suffix(".bak"))
        file.write_bytes(OLD)
    else:
        file.write_text(change)
        os.utime(file, ns=(1, 1))
    theirs = file.read_bytes()
    with pytest.raises(WriteError, match="was changed meanwhile"):
        write_back(original, NEW)
    assert file.read_bytes() == theirs
    assert not leftovers(file.parent)


def test_a_file_that_is_gone_is_not_made_anew(file):
    original = read_original(str(file))
    file.unlink()
    with pytest.raises(WriteError, match="cannot be written: No such file"):
        write_back(original, NEW)
    assert not list(file.parent.iterdir())


def test_hard_links_are_refused_unless_forced(file):
    other = file.with_name("other.txt")
    other.hardlink_to(file)
    with pytest.raises(WriteError, match="has 2 hard links"):
        write_back(read_original(str(file)), NEW)
    assert file.read_bytes() == OLD
    write_back(read_original(str(file)), NEW, force=True)
    assert (file.read_bytes(), other.read_bytes()) == (NEW, OLD)


def test_a_read_only_file_is_refused(file):
    file.chmod(0o440)
    with pytest.raises(WriteError, match="is read-only"):
        write_back(read_original(str(file)), NEW)
    assert file.read_bytes() == OLD


def test_what_is_no_regular_file_is_refused(tmp_path):
    original = read_original("/dev/null")
    with pytest.raises(WriteError, match="is no regular file"):
        write_back(original, NEW, force=True)
    with pytest.raises(ExtractError, match="cannot be read"):
        read_original(str(tmp_path))


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_text(file, monkeypatch, call):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(WriteError, match="cannot be written: No space left"):
        write_back(read_original(str(file)), NEW)
    assert file.read_bytes() == OLD
    assert not leftovers(file.parent)


def test_of_two_files_neither_changes_before_both_are_on_disk(file):
    def torn():
        yield NEW
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_whole({file: [NEW], file.with_name("other.txt"): torn()})
    assert [(path.name, path.read_bytes()) for path in file.parent.iterdir()] == [(file.name, OLD)]


def test_a_file_that_was_not_there_has_the_mode_of_any_new_one(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole({tmp_path / "report.json": [OLD, NEW]})
    finally:
        os.umask(before)
    assert (tmp_path / "report.json").read_bytes() == OLD + NEW
    assert (tmp_path / "report.json").stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_the_writers_alone_and_never_takes_the_place_of_another(file):
    letter = file.with_name("letter.txt")
    write_new(letter, NEW)
    assert (letter.read_bytes(), letter.stat().st_mode & 0o777) == (NEW, 0o600)
    with pytest.raises(FileExistsError):
        write_new(file, NEW)
    assert file.read_bytes() == OLD
    assert not leftovers(file.parent)


@pytest.mark.parametrize("name", ["x" * 255, "ü" * 127, "手" * 85, "𐐀" * 63])
def test_the_longest_names_are_written_too(tmp_path, name):
    write_whole({tmp_path / name: [OLD]})
    write_back(read_original(str(tmp_path / name)), NEW)
    assert (tmp_path / name).read_bytes() == NEW


# Forks, so that 200 children cost one start of Python; kills each at a random moment.
KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from tonecheck.frontends.writing import read_original, write_back

path, texts = Path(sys.argv[1]), (b"a" * 300_000, b"b" * 200_000)
path.write_bytes(texts[0])
path.chmod(0o640)
seen, torn = set(), 0
for _ in range(200):
    child = os.fork()
    if not child:
        while True:
            original = read_original(str(path))
            write_back(original, texts[original.data == texts[0]])
    time.sleep(random.uniform(0, 0.01))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    data = path.read_bytes()
    torn += data not in texts or path.stat().st_mode & 0o777 != 0o640
    seen.add(data[:1])
print(torn, len(seen))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill_9_at_200_random_moments_leaves_the_old_text_or_the_new(tmp_path):
    command = [sys.executable, "-c", KILLER, str(tmp_path / "draft.txt")]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.split() == ["0", "2"], done.stderr
