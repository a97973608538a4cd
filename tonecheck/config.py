"""What a check is told: the profile, the rules, and which of them count."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tonecheck.findings import Severity


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one `Checker` and of the commands around it.

    `rules` are folders or files over the built-in rules; `select` leaves only what its ids,
    categories or globs mean; findings of `ignore` are suppressed; `fail_on` is the severity
    from which a command exits with 1.
    """

    profile: str = "general"
    rules: tuple[Path | str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
