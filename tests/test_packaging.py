from __future__ import annotations

import subprocess
import sys
import zipfile

from tests.conftest import ROOT


def test_the_wheel_works_elsewhere_with_its_rules(tmp_path):
    """The wheel alone, in a folder without the checkout, beside the dependencies here."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("tonecheck-*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(site)
    assert "tonecheck/py.typed" in names
    for path in (
        "drafts/job-rejection.yaml",
        "practice/colleagues.yaml",
        "profiles/colleague.yaml",
    ):
        assert f"tonecheck/builtin_rules/{path}" in names
    assert sum(name.startswith("tonecheck/builtin_rules/en/") for name in names) > 20
    code = (
        "import tonecheck; r = tonecheck.check('Answer by Friday or else.');"
        "print(tonecheck.__file__, sorted(r.flagged))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout.strip() == f"{site}/tonecheck/__init__.py ['demanding']"


def test_a_check_opens_no_socket():
    code = (
        "import sys\n"
        "sys.addaudithook(lambda e, a: (_ for _ in ()).throw(RuntimeError(e)) "
        "if e.startswith('socket.') else None)\n"
        "import tonecheck; r = tonecheck.check('You are useless. Or else!'); r.polarity\n"
        "print(len(r.findings))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 1
