"""A baseline on disk, and a run that is held against it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tonecheck.errors import ConfigError
from tonecheck.findings import Finding, Report
from tonecheck.frontends.settings import HERE

if TYPE_CHECKING:
    from tonecheck.baseline import Baseline


def load(file: Path) -> Baseline:
    """The baseline in `file`; ConfigError where there is none that can be read."""
    from tonecheck.baseline import read_baseline

    try:
        return read_baseline(file.read_text(encoding="utf-8"), file)
    except (OSError, UnicodeDecodeError) as err:
        reason = err.strerror if isinstance(err, OSError) else "it is not UTF-8"
        raise ConfigError(f"cannot be read: {reason}", path=file) from err


def save(file: Path, baseline: Baseline) -> None:
    """Write `baseline`, whole or not at all; ConfigError where it cannot be written."""
    from tonecheck.frontends.writing import write_whole

    try:
        write_whole({file: [baseline.to_json().encode()]})
    except OSError as err:
        raise ConfigError(f"cannot be written: {err.strerror or err}", path=file) from err


def name_in(file: Path, name: str) -> str:
    """What the baseline in `file` calls the source `name`: its way from the baseline's folder."""
    if name == HERE:
        return name
    return Path(os.path.relpath(Path(name).absolute(), file.absolute().parent)).as_posix()


@dataclass
class Known:
    """What a run finds, less what its baseline has; without a baseline nothing is known.

    Standard input is held against what the file called `stdin` has.
    """

    file: Path | None
    stdin: str = HERE
    _known: int = 0
    _checked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.file is not None:
            self._baseline = load(self.file)

    def fresh(self, name: str, source: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Those of `findings`, in the text `source` of the file `name`, that are new."""
        if self.file is None:
            return tuple(findings)
        return tuple(self._baseline.fresh(self._path(name), source, findings))

    def less(self, name: str, source: str, report: Report) -> Report:
        """`report` with the new findings only; the others are counted."""
        fresh = self.fresh(name, source, report.findings)
        if self.file is not None:
            self._checked.add(self._path(name))
        self._known += len(report.findings) - len(fresh)
        return replace(report, findings=fresh)

    def _path(self, name: str) -> str:
        assert self.file is not None
        return name_in(self.file, self.stdin if name == HERE else name)

    def summary(self) -> str:
        """How many findings were known, and how many entries nothing was found for; or nothing."""
        if self.file is None:
            return ""
        gone = self._baseline.of(self._checked) - self._known
        more = f"; {gone} of it gone, see `tonecheck baseline prune`" if gone else ""
        return f"{self._known} known from {self.file}{more}"
